"""Two thousand ways of writing a path that leads out, in place of every id that becomes part of a path
and of the names that people give to files: nothing outside the root is read, told or written. All
other parameters of an address get a share of them; QIDI_ENCODINGS=2000 gives them all. Where strace
is installed, the calls themselves are looked at. reliability.md R75."""
import itertools
import os
import pathlib
import re
import shutil
import socket
import subprocess
import unittest

import client
import contract
from casework import filing
from files import UPLOADS, whole
from serving import Served, demonstration_copy, wait_until

MOST = 2000
SHARE = int(os.environ.get("QIDI_ENCODINGS", "100"))
CANARY = "canary-7c1e55d0-outside-of-the-root"
FILE_PARAMETERS = ("/api/v1/uploads/{upload}", "/api/v1/cases/{case}/files/{file}",
                   "/api/v1/imports/{import}/report", "/assets/{name}")
SEPARATORS = ("/", "%2F", "%2f", "%252F", "\\", "%5C", "%255c", "%c0%af", "%e0%80%af", "%u2215",
              "%ef%bc%8f", "/./", "//", "%2F%2F", "/%00/")
DOTS = ("..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae",
        "%u002e%u002e", "%ef%bc%8e%ef%bc%8e", "..%00", "..;", "....", "%2e%2e%20", ".%0d.")
TARGETS = ("canary.txt", "keys/head_private.pem", "qidi.sqlite", "post.toml", "etc/passwd",
           "proc/self/environ", "notes")
BEGINNINGS = ("", "/", "%2F", "file:", "C:\\", "~")
LEAKS = (CANARY.encode(), b"PRIVATE KEY", b"SQLite format 3", b"root:x:0", b"LD_LIBRARY")


def encodings() -> list:
    """The same every time: each depth, separator, dot and beginning with each target in turn."""
    targets, found = itertools.cycle(TARGETS), []
    for depth, beginning in itertools.product((1, 2, 3, 6), BEGINNINGS):
        for dot, separator in itertools.product(DOTS, SEPARATORS):
            found.append(beginning + (dot + separator) * depth + next(targets))
    return [found[at * len(found) // MOST] for at in range(MOST)]


class Asking:
    """Many requests on one connection, opened anew whenever the server has closed it."""

    def __init__(self, port: int):
        self.port, self.wire = port, None
        self.head = (f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                     f"Authorization: Bearer {client.tokens[port]}\r\n\r\n").encode()

    def ask(self, targets: list) -> list:
        """(status, body) of each."""
        answers = []
        while len(answers) < len(targets):
            if self.wire is None:
                self.wire = socket.create_connection(("127.0.0.1", self.port), timeout=60)
                self.read = self.wire.makefile("rb")
            rest = targets[len(answers):][:50]
            try:
                self.wire.sendall(b"".join(b"GET " + one.encode() + self.head for one in rest))
                for _ in rest:
                    if self.wire is None:
                        break
                    answers.append(self._answer())
            except (OSError, EOFError):
                self.close()
        return answers

    def _answer(self):
        line = self.read.readline()
        if not line:
            raise EOFError
        length, closes = 0, False
        while (field := self.read.readline().strip().lower()) != b"":
            if field.startswith(b"content-length:"):
                length = int(field.split(b":")[1])
            closes |= field == b"connection: close"
        body = self.read.read(length)
        if closes:
            self.close()
        return int(line.split()[1]), line + body

    def close(self):
        if self.wire is not None:
            self.read.close()
            self.wire.close()
            self.wire = None


def parameters() -> list:
    """Addresses of questions, each with one parameter left open as {}."""
    samples = {"list": "all", "month": "2022-10", "year": "2022", "case": "there"}
    found = []
    for method, path, _ in contract.operations():
        if method != "get" or path == "/api/v1/events":
            continue
        for name in re.findall(r"{(\w+)}", path):
            filled = re.sub(r"{(\w+)}", lambda one: "{}" if one.group(1) == name
                            else samples.get(one.group(1), "x"), path)
            found.append((path, filled))
    found.append(("/assets/{name}", "/assets/{}"))
    return found


class Traversal(unittest.TestCase):
    def setUp(self):
        self.data = demonstration_copy()
        (self.data.parent / "canary.txt").write_text(CANARY, encoding="ascii")
        (self.data / "canary.txt").write_text(CANARY, encoding="ascii")
        (self.data / "post.toml").write_text(f'site = "https://{CANARY}.test/"\n', encoding="ascii")

    def everything(self) -> set:
        return {str(path) for path in self.data.parent.rglob("*")
                if "uploads" not in path.parts and "tmp" not in path.parts}

    def test_no_encoding_of_a_path_leads_out(self):
        ways = encodings()
        self.assertEqual((len(ways), len(set(ways))), (MOST, MOST))
        with Served(self.data, "--access-log", "none") as server:
            asks, raw = client.Client(server.port), Asking(server.port)
            asks.post("/api/v1/cases", filing("there"))
            before, statuses, asked = self.everything(), {}, 0
            for path, open_at in parameters():
                some = ways if path in FILE_PARAMETERS else ways[::max(1, MOST // SHARE)]
                targets = [open_at.replace("{}", way) for way in some]
                for target, (status, text) in zip(targets, raw.ask(targets)):
                    statuses[status] = statuses.get(status, 0) + 1
                    if status not in (200, 400, 403, 404, 405):
                        self.fail(f"{status}: {target}")
                    if any(leak in text for leak in LEAKS):
                        self.fail(f"told what lies elsewhere: {target}: {text[:300]!r}")
                    if path in FILE_PARAMETERS and path != "/assets/{name}":
                        # Whatever the path became, no file and no upload was found by it.
                        self.assertTrue(status in (400, 403, 404, 405) or b'"id"' not in text, target)
                asked += len(targets)
            raw.close()
            self._names(asks, ways[::13])
            self.assertEqual(self.everything(), before, "something was written elsewhere")
            server.end()
        # Most are refused unread, as no text or no path; what can be read is looked for, and not there.
        self.assertGreater(statuses.get(404, 0), 500, statuses)
        print(f"{asked} addresses over {len(parameters())} parameters: {statuses}")

    def _names(self, asks, ways):
        """A file's name is text: whatever it is, what lies on the shelf bears an id."""
        for way in ways:
            begun = asks.post(UPLOADS, {"name": way.replace("%2e", ".").replace("%2F", "/") + ".pdf",
                                        "size": 400})
            self.assertIn(begun.status, (201, 422), begun)
            if begun.status == 201:
                self.assertNotIn("/", begun.json["name"])
                self.assertNotIn("\\", begun.json["name"])
                asks.ask("DELETE", f"{UPLOADS}/{begun.json['id']}",
                         headers={"Idempotency-Key": client.new_key()})
        kept = whole(asks, "../../../canary.txt.pdf")
        for path in (self.data / "uploads").rglob("*"):
            if path.is_file():
                self.assertRegex(path.name, r"^[0-9a-f]{32}$")
        self.assertEqual(asks.read(f"{UPLOADS}/{kept}")["name"], "canary.txt.pdf")

    @unittest.skipUnless(shutil.which("strace"), "NOT TRIED HERE: strace is not installed")
    def test_no_call_opens_what_lies_outside_the_root(self):
        trace = self.data.parent / "opened"
        with Served(self.data, "--access-log", "none") as server:
            client.Client(server.port).wait_until_quiet()
            tracer = subprocess.Popen(["strace", "-f", "-qq", "-e", "trace=open,openat,openat2,creat",
                                       "-o", trace, "-p", str(server.process.pid)],
                                      stderr=subprocess.PIPE)
            self.addCleanup(tracer.wait)
            self.addCleanup(tracer.kill)
            wait_until(lambda: "TracerPid:\t0" not in pathlib.Path(
                f"/proc/{server.process.pid}/status").read_text(), 10, "strace")
            raw, asks = Asking(server.port), client.Client(server.port)
            whole(asks)  # what must be seen, so that the trace is not empty for another reason
            for path, open_at in parameters():
                if path in FILE_PARAMETERS:
                    raw.ask([open_at.replace("{}", way) for way in encodings()])
            raw.close()
            server.end()
        opened = re.findall(r'open(?:at|at2)?\((?:AT_FDCWD, )?"([^"]*)"',
                            trace.read_text(encoding="utf-8", errors="replace"))
        root = str(self.data)
        self.assertTrue(any(one.startswith(root + "/uploads/") for one in opened), opened[:20])
        outside = {one for one in opened if not os.path.normpath(one).startswith(root)}
        # The machine's own (chance, memory), and nothing that an address could have named.
        self.assertEqual(outside - {"/dev/urandom", "/dev/random",
                                    "/proc/sys/vm/overcommit_memory"}, set())


if __name__ == "__main__":
    unittest.main()
