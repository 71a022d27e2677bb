#!/usr/bin/env python3
"""Says which source files are compiled as one where ./test builds from nothing.

Joined files share one unnamed namespace. So no two files of a group declare the same name in theirs,
nor one that another file calls by its bare name; apart from that the groups of a room or of a kind of
tests are as few as their size allows. Names are read roughly, and rather too many than too few. A
clash that cannot be seen that way goes into cmake/joined.cmake.

    tools/join_sources.py [--root DIR]     prints CMake: a UNITY_GROUP for each source file
"""
import argparse
import pathlib
import re
import sys
import typing

from tidy import blanked

MOST_FILES = 14
WORD = r"[A-Za-z_]\w*"
ALIAS = re.compile(rf"^(?:using|namespace)\s+({WORD})\s*=\s*(.*)$", re.S)
SAYS_NOTHING_NEW = re.compile(r"^(?:using|TEST|INSTANTIATE|BOOST_DESCRIBE)")
DECLARES = (
    rf"\b(?:struct|class|enum|union|concept)\s+({WORD})",
    rf"({WORD})\s*\(",                                       # a function, or a variable so begun
    rf"({WORD})\s*(?:\[[^\]]*\]\s*)*(?:=|\{{|$)",            # a variable
)
# Name -> what it stands for, where it is an alias: the same twice does no harm. Else empty.
Names = dict[str, str]


def statements(code: str, opened: int):
    """The heads of what stands right inside the braces that open at `opened`: up to a body or a `;`."""
    depth, head = 1, ""
    for char in code[opened + 1:]:
        if char in "{}":
            if char == "{" and depth == 1:
                yield head
                head = ""
            depth += 1 if char == "{" else -1
            if depth == 0:
                return
            if char == "}" and depth == 1:
                head = ""
        elif depth == 1:
            if char == ";":
                yield head
                head = ""
            else:
                head += char


def without_template(head: str) -> str:
    """A declaration without the parameters of its template."""
    while found := re.match(r"template\s*<", head):
        depth, at = 1, found.end()
        while depth and at < len(head):
            depth += {"<": 1, ">": -1}.get(head[at], 0)
            at += 1
        head = head[at:].strip()
    return head


def declared(text: str) -> Names:
    """Names that the file may declare where joined files meet."""
    code = blanked(text)
    names = {name: "" for name in re.findall(rf"^\s*#\s*define\s+({WORD})", code, re.M)}
    for space in re.finditer(r"\bnamespace\s*\{", code):
        for head in statements(code, space.end() - 1):
            head = without_template(head.strip())
            if alias := ALIAS.match(head):
                names[alias.group(1)] = "".join(alias.group(2).split())
            elif not SAYS_NOTHING_NEW.match(head):
                found = (re.search(pattern, head) for pattern in DECLARES)
                names |= {one.group(1): "" for one in found if one}
    return names


class Source(typing.NamedTuple):
    path: str
    names: Names
    called: set[str]  # what it calls by its bare name and does not declare itself


def source_of(path: pathlib.Path) -> Source:
    text = path.read_text()
    names = declared(text)
    called = set(re.findall(rf"(?<![\w.:>])({WORD})\s*[({{]", blanked(text)))
    return Source(str(path), names, called - names.keys())


def clash(one: Source, other: Source) -> bool:
    """Whether both declare a name, or one's own name would stand before what the other calls."""
    both = one.names.keys() & other.names.keys()
    return (any(not one.names[name] or one.names[name] != other.names[name] for name in both)
            or bool(one.names.keys() & other.called or other.names.keys() & one.called))


def grouped(sources: list[Source]) -> list[list[str]]:
    """The files in as few groups as their names and the size allow, each in order."""
    groups: list[list[Source]] = []
    for source in sorted(sources, key=lambda one: (-len(one.names), one.path)):
        for group in groups:
            if len(group) < MOST_FILES and not any(clash(source, member) for member in group):
                group.append(source)
                break
        else:
            groups.append([source])
    return [sorted(source.path for source in group) for group in groups]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).parent.parent)
    root = parser.parse_args().root.resolve()
    for folder in sorted([*(root / "src").iterdir(), *(root / "tests").iterdir()]):
        sources = map(source_of, sorted(folder.rglob("*.cpp")) if folder.is_dir() else [])
        for number, members in enumerate(grouped(list(sources))):
            for file in members:
                print(f'set_source_files_properties("{file}" PROPERTIES UNITY_GROUP {number})')
    return 0


if __name__ == "__main__":
    sys.exit(main())
