#!/usr/bin/env python3
"""Checks that every clause in force is proved by a test that ran and passed (rulings 24).

- the hash in each clause's heading is the hash of its text;
- every citation in tests/ names a clause with its present hash;
- every clause of an in_force requirement was cited by a passing test (*.xml of the report folders,
  build/reports alone where none is named);
- the ratchet: no passing test cites a clause that only not_yet requirements list, unless it
  stands in their `begun`; and the number of NOT YET: comments in src/ is the number written down.

    tools/check_law.py [--root DIR] [--reports DIR...] [--static] [--list]
    --static leaves the reports out, --list prints every clause to cite. Exit 0 good, 1 not.
"""
import argparse
import collections
import hashlib
import pathlib
import re
import sys
import tomllib
import xml.etree.ElementTree as ElementTree

HEADING = re.compile(r"^## (\S+?)@([0-9a-f]{4})$")
CITATION = re.compile(r"\bcites\(([^;]*?)\)\s*;", re.S)
STATUSES = ("in_force", "not_yet", "organisational")

Clause = collections.namedtuple("Clause", "hash text file")


def hash_of(text: str) -> str:
    """First four hex digits of the SHA-256 of the text without white space."""
    return hashlib.sha256(re.sub(r"\s+", "", text).encode()).hexdigest()[:4]


def read_clauses(law: pathlib.Path):
    """Every clause of law/*.md by id, and what is wrong with the headings."""
    clauses, faults = {}, []
    for path in sorted(law.glob("*.md")):
        current, lines = None, []

        def close() -> None:
            if current is None:
                return
            name, stated = current
            text = "\n".join(lines).strip()
            if name in clauses:
                faults.append(f"{path.name}: {name} stands twice")
            clauses[name] = Clause(stated, text, path.name)
            if not text:
                faults.append(f"{path.name}: {name} has no text")
            elif hash_of(text) != stated:
                faults.append(f"{path.name}: {name}@{stated}: the text now has the hash "
                              f"{hash_of(text)}; read it again and mend its citations")

        for line in path.read_text(encoding="utf-8").splitlines():
            match = HEADING.match(line)
            if match or line.startswith("# "):
                close()
                current, lines = (match.groups() if match else None), []
            else:
                lines.append(line)
        close()
    return clauses, faults


def unknown(citation: str, clauses: dict):
    """Why a citation is wrong, or None."""
    name, _, stated = citation.partition("@")
    if name not in clauses:
        return f"{citation}: there is no clause {name}"
    if clauses[name].hash != stated:
        return f"{citation}: the clause is now {name}@{clauses[name].hash}"
    return None


def check_citations(tests: pathlib.Path, clauses: dict):
    """What is wrong with the citations written in the tests' sources."""
    faults = []
    for path in sorted(tests.rglob("*.cpp")):
        text = path.read_text(encoding="utf-8")
        for match in CITATION.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            names = re.findall(r'"([^"]*)"', match.group(1))
            if not names:
                faults.append(f"{path.name}:{line}: cites() without a clause in quotes")
            for name in names:
                wrong = unknown(name, clauses)
                if wrong:
                    faults.append(f"{path.name}:{line}: {wrong}")
    return faults


def passing_citations(reports: list):
    """Clause ids (with hash) cited by tests that ran and passed, from GoogleTest's XML."""
    cited = set()
    for path in reports:
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            ran = case.get("status") == "run" and case.get("result") == "completed"
            if not ran or case.find("failure") is not None or case.find("skipped") is not None:
                continue
            for item in case.iter("property"):
                if item.get("name") == "cites":
                    cited.update(item.get("value", "").split())
    return cited


def check_requirements(table: dict, clauses: dict):
    """What is wrong with requirements.toml itself."""
    faults = []
    named = set(table.get("headings", []))
    for name, entry in table.items():
        if not isinstance(entry, dict):
            continue
        if entry.get("status") not in STATUSES:
            faults.append(f"requirements.toml: {name}: status is one of {', '.join(STATUSES)}")
        if not entry.get("clauses"):
            faults.append(f"requirements.toml: {name}: no clause")
        named.update(entry.get("clauses", []))
        for clause in entry.get("begun", []):
            if clause not in entry.get("clauses", []):
                faults.append(f"requirements.toml: {name}: begun {clause} is not its clause")
    for citation in sorted(named):
        wrong = unknown(citation, clauses)
        if wrong:
            faults.append(f"requirements.toml: {wrong}")
    for name, clause in clauses.items():
        if name.startswith("notice-") and f"{name}@{clause.hash}" not in named:
            faults.append(f"requirements.toml: nobody answers for {name}")
    return faults


def check_ratchet(table: dict, cited: set):
    """Clauses in force that no passing test cites, and clauses obeyed beyond what is written."""
    faults = []
    requirements = {k: v for k, v in table.items() if isinstance(v, dict)}
    in_force = {clause for entry in requirements.values() if entry.get("status") == "in_force"
                for clause in entry["clauses"]}
    for name, entry in requirements.items():
        for clause in entry.get("clauses", []):
            if entry["status"] == "in_force" and clause not in cited:
                faults.append(f"{name}: {clause} is in force, but no passing test cites it")
            if entry["status"] != "not_yet" or clause in in_force:
                continue
            begun = clause in entry.get("begun", [])
            if clause in cited and not begun:
                faults.append(f"{name}: a passing test cites {clause}; set {name} in_force, "
                              "or write the clause into its `begun`")
            if begun and clause not in cited:
                faults.append(f"{name}: {clause} is written as begun, but no passing test cites it")
    return faults


def check_marks(root: pathlib.Path, table: dict):
    """NOT YET: comments in src/ against the number written down; both ways."""
    marks = [f"{path.relative_to(root).as_posix()}:{number}: {line.strip()}"
             for path in sorted((root / "src").rglob("*")) if path.suffix in (".h", ".cpp")
             for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
             if "NOT YET:" in line]
    written = table.get("not_yet_marks", 0)
    if len(marks) == written:
        return []
    return [f"requirements.toml: not_yet_marks is {written}, src/ has {len(marks)}"] + marks


def check(root: pathlib.Path, reports):
    """Every fault under root; `reports`: folders; None leaves out what tests proved."""
    clauses, faults = read_clauses(root / "law")
    with open(root / "law" / "requirements.toml", "rb") as file:
        table = tomllib.load(file)
    faults += check_requirements(table, clauses)
    faults += check_citations(root / "tests", clauses)
    faults += check_marks(root, table)
    if reports is not None:
        found = []
        for folder in reports:
            here = sorted(folder.glob("*.xml"))
            found += here
            if not here:
                faults.append(f"no test report in {folder}")
        faults += check_ratchet(table, passing_citations(found))
    return faults


def main() -> int:
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, default=root)
    parser.add_argument("--reports", type=pathlib.Path, nargs="+")
    parser.add_argument("--static", action="store_true")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    if args.list:
        for name, clause in read_clauses(args.root / "law")[0].items():
            print(f"{name}@{clause.hash}  {clause.text.splitlines()[0][:60]}")
        return 0
    reports = None if args.static else args.reports or [args.root / "build" / "reports"]
    faults = check(args.root, reports)
    for line in faults:
        print(line)
    print(f"law: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
