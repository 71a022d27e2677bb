#!/usr/bin/env python3
"""Checks that every library the binary loads stands in docs/licences.md with a known licence.

LGPL libraries may only be linked dynamically and a static binary is refused (rulings 28).

    tools/check_licences.py [--binary build/qidi] [--table docs/licences.md]
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys

# Licences under which a dynamically linked library may be shipped beside an Apache-2.0 program.
ACCEPTED = {
    "Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "Zlib", "Unicode-DFS-2016",
    "LGPL-2.1-or-later", "GPL-3.0-or-later WITH GCC-exception-3.1", "public domain", "bzip2-1.0.6",
    "BSD-3-Clause OR GPL-2.0-only", "0BSD", "LGPL-2.0-or-later", "LGPL-2.1-only OR MPL-1.1",
    "FTL OR GPL-2.0-or-later", "libpng-2.0", "curl", "OLDAP-2.8", "BSD-4-Clause",
    "LGPL-3.0-or-later OR GPL-2.0-or-later",
}


def read_table(text: str) -> dict:
    """library name (up to .so) -> licence, from the table's rows `| lib.so | package | … |`."""
    table = {}
    for line in text.splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if len(cells) >= 3 and re.fullmatch(r"[\w+.-]+\.so", cells[0]):
            table[cells[0]] = cells[2]
    return table


def libraries(listing: str) -> list:
    """Names up to .so of the libraries in ldd's output; the kernel's own page is none."""
    names = []
    for line in listing.splitlines():
        first = os.path.basename(line.split("=>")[0].split("(")[0].strip())
        match = re.match(r"([\w+-]+?(?:-[\d.]+)?\.so)", first)
        if match and not first.startswith("linux-vdso"):
            names.append(re.sub(r"^ld-linux.*\.so$", "ld-linux.so", match.group(1)))
        if "not found" in line:
            names.append(f"{first} (not found)")
    return names


def check(listing: str, table: dict) -> list:
    """What is wrong, as lines to print."""
    if "not a dynamic executable" in listing or "statically linked" in listing:
        return ["the binary is static: LGPL libraries must be linked dynamically"]
    faults = []
    found = libraries(listing)
    if not found:
        faults.append("ldd named no library")
    for name in sorted(set(found)):
        if name not in table:
            faults.append(f"{name}: not in docs/licences.md")
        elif table[name] not in ACCEPTED:
            faults.append(f"{name}: licence {table[name]!r} is not one we accept")
    return faults


def main() -> int:
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=pathlib.Path, default=root / "build" / "qidi")
    parser.add_argument("--table", type=pathlib.Path, default=root / "docs" / "licences.md")
    args = parser.parse_args()
    if not args.binary.exists():
        print(f"{args.binary} is not there: build first")
        return 1
    ran = subprocess.run(["ldd", str(args.binary)], capture_output=True, text=True, check=False)
    faults = check(ran.stdout + ran.stderr, read_table(args.table.read_text(encoding="utf-8")))
    for line in faults:
        print(line)
    print(f"licences: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
