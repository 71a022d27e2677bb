#!/usr/bin/env python3
"""Writes a C++ table of files: name (relative to the root) -> bytes, sorted by name.

The generated function is `std::span<const qidi::EmbeddedFile> qidi::embedded::NAME()`,
declared in src/domain/embedded_file.h. Called by cmake/embed.cmake only.
"""
import argparse
import os


def quoted(data: bytes) -> str:
    """One C string literal per line of input; octal escapes keep every byte exact."""
    lines = []
    for line in data.splitlines(keepends=True):
        text = "".join(
            chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in line)
        lines.append(f'    "{text}"')
    return "\n".join(lines) or '    ""'


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--all", action="store_true", help="every file below the root")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    if args.all:
        args.files = [os.path.join(folder, name)
                      for folder, _, names in os.walk(args.root) for name in names]
    names = sorted(os.path.relpath(f, args.root) for f in args.files)
    parts = ['#include "domain/embedded_file.h"', "", "namespace qidi::embedded {", ""]
    parts.append(f"std::span<const EmbeddedFile> {args.name}() {{")
    parts.append("  static constexpr EmbeddedFile files[] = {")
    for name in names:
        with open(os.path.join(args.root, name), "rb") as f:
            data = f.read()
        parts.append(f'    {{"{name}", std::string_view(\n{quoted(data)}, {len(data)})}},')
    parts.append('    {"", ""}};')
    parts.append(f"  return {{files, {len(names)}}};\n}}\n")
    parts.append("}  // namespace qidi::embedded\n")
    os.makedirs(os.path.dirname(args.out), exist_ok=True)
    with open(args.out, "w", encoding="ascii") as out:
        out.write("\n".join(parts))


main()
