#!/usr/bin/env python3
"""Checks the walls between the rooms of src/: who may include whom, and which outside libraries.

The tables below are ARCHITECTURE.md's arrows as data. cmake/rooms.cmake holds the same table for
the linker; a room that links another room not named here is reported too. In domain/ everything
that could ask for time, touch a file, start a thread or open a socket is forbidden.

    tools/walls.py [--root DIR]        exit 0: the walls stand, 1: each breach on a line
"""
import argparse
import pathlib
import re
import sys

# room -> rooms it may include. "office/ports.h" means that one header only.
ROOMS = {
    "domain": [],
    "record": ["domain"],
    "identity": ["domain"],
    # openid proves who one is by a sign-on service; its secrets are made where all are
    "openid": ["domain", "identity"],
    "office": ["domain", "record"],
    "law": ["domain", "record"],
    "store": ["office/ports.h", "office/notice_book.h", "domain", "record"],
    "sheets": ["office/ports.h", "office/ledger_entry.h", "domain", "record"],
    # papers prints the circular that answer_query counted and the writ that office/writs
    # wrote, and asks nothing itself
    "papers": ["office/ports.h", "office/answer_query.h", "office/writs/writ_text.h", "domain",
               "record"],
    # files keeps what people upload: the disk and the virus scanner, no rule of casework
    "files": ["domain", "record"],
    # post is told by the composition root what to send; it knows no notice and no store
    "post": ["office/post_settings.h", "domain"],
    "http": ["domain/result.h"],
    "answers": ["office", "domain", "record"],
    "api": ["answers", "files", "http", "identity", "openid", "office", "domain", "record"],
    # cli reads the settings of the sign-on service and of passwords, and asks neither room anything
    "cli": ["answers", "openid/settings.h", "identity/password_policy.h", "office", "law", "domain",
            "record"],
    "jobs": ["office", "domain", "record"],
}

# The files that know every room and put them together.
COMPOSITION_ROOT = {"main.cpp", "serving.h", "serving.cpp", "sending.h", "sending.cpp",
                    "writ_doors.h", "writ_doors.cpp"}

# outside library -> pattern of the headers that belong to it
LIBRARIES = {
    "OpenSSL": r"openssl/",
    "argon2": r"argon2\.h",
    "Boost.JSON": r"boost/(json|describe|mp11|core|system)",
    "valijson": r"valijson/",
    "Boost.Beast": r"boost/(asio|beast|context)",
    "SQLite": r"sqlite3\.h",
    "libpq": r"libpq-fe\.h",
    "libzip": r"zip\.h",
    "zlib": r"zlib\.h",
    "expat": r"expat\.h",
    "libxlsxwriter": r"xlsxwriter",
    "ICU": r"unicode/",
    "iconv": r"iconv\.h",
    "toml++": r"toml\+\+/",
    "CLI11": r"CLI/",
    "fmt": r"fmt/",
    "pango": r"pango/",
    "cairo": r"cairo",
    "libqrencode": r"qrencode\.h",
    "libcurl": r"curl/",
    "threads": r"(thread|mutex|shared_mutex|condition_variable|atomic|future|stop_token|semaphore"
               r"|latch|barrier|pthread\.h)$",
    "POSIX": r"(sys/|unistd\.h|fcntl\.h|signal\.h|csignal|dirent\.h|poll\.h|termios\.h|netinet/"
             r"|arpa/|netdb\.h)",
}

# room -> outside libraries it may include
ALLOWED = {
    "domain": [],
    "record": ["OpenSSL", "Boost.JSON", "ICU", "POSIX",
               "valijson"],  # valijson: only form_schema.cpp, which reads a matter's form
    "identity": ["OpenSSL", "argon2", "threads"],
    "openid": ["libcurl", "OpenSSL", "Boost.JSON", "threads"],
    "office": ["threads"],
    "answers": [],
    "api": ["Boost.JSON", "zlib", "threads"],
    "law": ["Boost.JSON"],
    "store": ["SQLite", "libpq", "threads", "POSIX"],
    "files": ["POSIX"],
    "sheets": ["libzip", "zlib", "expat", "libxlsxwriter", "ICU", "iconv", "toml++", "OpenSSL",
               "POSIX"],  # OpenSSL: only the hash of the file that was read
    "papers": ["pango", "cairo", "libqrencode"],
    "post": ["libcurl", "OpenSSL", "threads", "POSIX"],  # HMACs; addresses of sockets
    "http": ["Boost.Beast", "OpenSSL", "threads", "POSIX"],
    "cli": ["CLI11", "toml++", "Boost.JSON", "fmt", "threads", "POSIX"],
    "jobs": ["threads"],
}

# What domain/ may not contain: include or word -> why
BANNED_IN_DOMAIN = [
    (r"#include <(fstream|filesystem|cstdlib|stdio\.h|stdlib\.h)>", "files or the environment"),
    (r"#include <(iostream|print)>", "a stream of the process"),
    (r"#include <(ctime|time\.h|sys/time\.h)>", "a clock"),
    (r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock|file_clock)\b", "a clock"),
    (r"(?<![\w.>:])(std::)?(time|localtime|localtime_r|gmtime|gettimeofday|clock_gettime|clock)"
     r"\s*\(\s*(NULL|nullptr|0|&|\)|CLOCK)", "a clock"),
    (r"\bcurrent_zone\b|\bget_tzdb\b", "the machine's time zone"),
    (r"\b(random_device|rand|srand|getrandom)\b", "chance"),
    (r"\b(fopen|freopen|fprintf|printf|puts|fputs|getenv|ifstream|ofstream)\b", "files"),
    (r"\bstd::(cout|cerr|clog|cin)\b", "a stream of the process"),
    (r"\b(socket|connect|accept|recv|send)\s*\(\s*\w+\s*,\s*\w+\s*,", "a socket"),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def without_comments(text: str) -> str:
    """The text with comments blanked and lines kept, so that line numbers stay right."""
    def blank(match: re.Match) -> str:
        return "\n" * match.group(0).count("\n")
    return re.sub(r"//[^\n]*|/\*.*?\*/", blank, text, flags=re.S)


def library_of(header: str):
    """The outside library that owns a header, or None for a plain standard header."""
    for name, pattern in LIBRARIES.items():
        if re.match(pattern, header):
            return name
    return None if re.fullmatch(r"[a-z0-9_]+(\.h)?", header) else f"unknown library <{header}>"


def may_include(room: str, header: str) -> bool:
    """Whether a room may include a header of the house, given from src/."""
    owner = header.split("/", 1)[0]
    return owner == room or owner in ROOMS[room] or header in ROOMS[room]


def check_file(room: str, path: pathlib.Path, shown: str) -> list:
    """The breaches in one file, as lines to print."""
    text = path.read_text(encoding="utf-8")
    code = without_comments(text)
    found = []

    def report(position: int, what: str) -> None:
        found.append(f"{shown}:{code.count(chr(10), 0, position) + 1}: {what}")

    for match in INCLUDE.finditer(code):
        quote, header = match.groups()
        if quote == '"' and "/" not in header:
            report(match.start(), f'"{header}": include from src/, with its room')
        elif quote == '"' and not may_include(room, header):
            report(match.start(), f'{room} may not include "{header}"')
        elif quote == "<":
            library = library_of(header)
            if library is not None and library not in ALLOWED[room]:
                report(match.start(), f"{room} may not use {library} (<{header}>)")
    if room == "domain":
        for pattern, why in BANNED_IN_DOMAIN:
            for match in re.finditer(pattern, code):
                report(match.start(), f"domain may not touch {why}: {match.group(0).strip()}")
    return found


def check_links(root: pathlib.Path) -> list:
    """The rooms that cmake/rooms.cmake links against the table."""
    rooms_file = root / "cmake" / "rooms.cmake"
    if not rooms_file.exists():
        return []
    found = []
    for match in re.finditer(r"^qidi_room\((\w+)([^)]*)\)", rooms_file.read_text(), re.M):
        room, links = match.group(1), re.findall(r"\bqidi_(\w+)", match.group(2))
        if room not in ROOMS:
            found.append(f"cmake/rooms.cmake: room {room} is not in the table of tools/walls.py")
            continue
        allowed = {name.split("/")[0] for name in ROOMS[room]}
        for link in links:
            if link in ROOMS and link not in allowed:
                found.append(f"cmake/rooms.cmake: {room} may not link {link}")
    return found


def check(root: pathlib.Path) -> list:
    """Every breach under root, as lines to print."""
    found = []
    for path in sorted((root / "src").rglob("*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        shown = path.relative_to(root).as_posix()
        parts = path.relative_to(root / "src").parts
        if len(parts) == 1:
            if parts[0] not in COMPOSITION_ROOT:
                found.append(f"{shown}:1: only the composition root stands outside a room")
        elif parts[0] not in ROOMS:
            found.append(f"{shown}:1: {parts[0]} is not a room (tools/walls.py)")
        else:
            found += check_file(parts[0], path, shown)
    return found + check_links(root)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent)
    found = check(parser.parse_args().root)
    for line in found:
        print(line)
    print(f"walls: {len(found)} breaches")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
