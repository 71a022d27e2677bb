#!/usr/bin/env python3
"""Checks what the house style fixes in numbers: sizes, file names, first lines, left-over marks.

A file of 300 lines warns and of 400 fails unless EXCUSED gives a reason; a function has 60 lines;
a line has 100 columns, of Python 110 (a Chinese character takes two). Headers have #pragma once,
and every source file opens with a comment that says what it is.

    tools/tidy.py [--root DIR]         exit 0: tidy (warnings may be printed), 1: faults
"""
import argparse
import ast
import pathlib
import re
import sys
import unicodedata

WARN_LINES, FAIL_LINES, FUNCTION_LINES, COLUMNS = 300, 400, 60, 100
PYTHON_COLUMNS = 110
FOLDERS = ("src", "tests", "tools", "bench")
SOURCES = {".h", ".cpp", ".py", ".mjs", ".sql", ""}
BANNED_NAME = re.compile(r"(^|[_./-])(utils?|misc|commons?|helpers?|managers?)([_./-]|$)")
MARKS = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")

# file -> why it may be longer than 400 lines
EXCUSED = {}


def width(line: str) -> int:
    """Columns a line takes: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def blanked(text: str) -> str:
    """C++ with comments, strings and characters blanked, newlines kept."""
    pattern = (r'R"(\w*)\(.*?\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"'
               r"|(?<![0-9a-zA-Z])'(?:\\.|[^'\\\n])+'")
    def blank(match: re.Match) -> str:
        lines = "\n" * match.group(0).count("\n")
        return lines if match.group(0).startswith("/") else lines + "_"
    return re.sub(pattern, blank, text, flags=re.S)


def is_function(head: str) -> bool:
    """Whether the text before an opening brace begins a function's body."""
    head = re.sub(r"^\s*(#[^\n]*\n\s*)*", "", head).strip()
    if re.match(r"(inline\s+)?(namespace|class|struct|enum|union|extern)\b", head):
        return False
    return "(" in head and not re.search(r"[=,(]\s*$|\breturn\b", head)


def functions_cpp(text: str):
    """(first line, lines) of each function, by counting braces."""
    code = blanked(text)
    stack, head_from, line = [], 0, 1
    for position, char in enumerate(code):
        if char == "\n":
            line += 1
        elif char == "{":
            head = code[head_from:position]
            inside = any(kind for kind, _ in stack)
            starts = line - head.lstrip().count("\n")
            stack.append((not inside and is_function(head), starts))
            head_from = position + 1
        elif char == "}":
            if stack:
                kind, starts = stack.pop()
                if kind:
                    yield starts, line - starts + 1
            head_from = position + 1
        elif char == ";":
            head_from = position + 1


def functions_python(text: str):
    """(first line, lines) of each function."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno - node.lineno + 1


def opens_with_comment(path: pathlib.Path, text: str) -> bool:
    """Whether the file says first what it is. A single query says it by its name."""
    if path.suffix == ".sql" and not path.name.startswith("V"):
        return True
    lines = [l for l in text.splitlines() if l.strip() and not l.startswith("#!")]
    first = lines[0] if lines else ""
    start = {".h": "//", ".cpp": "//", ".mjs": "//", ".sql": "--", ".py": '"""'}
    return first.startswith(start.get(path.suffix, "#"))


def check_file(path: pathlib.Path, shown: str):
    """(faults, warnings) of one file, as lines to print."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    faults, warnings = [], []
    if BANNED_NAME.search(shown):
        faults.append(f"{shown}: the name says nothing; name what it does")
    if len(lines) > FAIL_LINES and shown not in EXCUSED:
        faults.append(f"{shown}: {len(lines)} lines (at most {FAIL_LINES})")
    elif len(lines) > WARN_LINES and shown not in EXCUSED:
        warnings.append(f"{shown}: {len(lines)} lines (a file is 300)")
    for number, line in enumerate(lines, 1):
        if width(line) > (PYTHON_COLUMNS if path.suffix == ".py" else COLUMNS):
            faults.append(f"{shown}:{number}: {width(line)} columns")
        if MARKS.search(line):
            faults.append(f"{shown}:{number}: a left-over mark; do it or write it down")
    if lines and not opens_with_comment(path, text):
        faults.append(f"{shown}:1: open with a comment that says what the file is")
    if path.suffix == ".h" and "#pragma once" not in lines:
        faults.append(f"{shown}:1: no #pragma once")
    functions = {".h": functions_cpp, ".cpp": functions_cpp, ".py": functions_python}
    for first, length in functions.get(path.suffix, lambda _: ())(text):
        if length > FUNCTION_LINES:
            faults.append(f"{shown}:{first}: a function of {length} lines ({FUNCTION_LINES})")
    return faults, warnings


def sources(root: pathlib.Path):
    """Every file of ours that the checks read."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            parts = path.relative_to(root).parts
            if not path.is_file() or "__pycache__" in parts or "fixtures" in parts:
                continue
            if path.suffix in SOURCES and not (path.suffix == "" and b"\0" in path.read_bytes()):
                yield path


def check(root: pathlib.Path):
    """(faults, warnings) under root."""
    faults, warnings = [], []
    seen = set()
    for path in sources(root):
        shown = path.relative_to(root).as_posix()
        seen.add(shown)
        more_faults, more_warnings = check_file(path, shown)
        faults += more_faults
        warnings += more_warnings
    faults += [f"{name}: excused in tools/tidy.py but not there" for name in EXCUSED
               if name not in seen and root == pathlib.Path(__file__).resolve().parent.parent]
    return faults, warnings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent)
    faults, warnings = check(parser.parse_args().root)
    for line in warnings:
        print("warning:", line)
    for line in faults:
        print(line)
    print(f"tidy: {len(faults)} faults, {len(warnings)} warnings")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
