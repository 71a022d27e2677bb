"""The virus scanner as Debian packages it: clamd on a socket of its own with one made-up signature.
Runs where clamd is installed (`apt-get install clamav-daemon`), and skips loudly where it is not.
reliability.md R23; docs/decisions/0011; docs/operating/uploads.md."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import unittest

import client
from casework import filing
from files import UPLOADS, begin, pdf, put, send, whole
from serving import Served, demonstration_copy, wait_until

WORD = b"QIDI-MADE-UP-SIGNATURE-7f3a91"  # what the signature knows; harmless, and in no other file


def sick(size: int = 400) -> bytes:
    return pdf(size)[:-7] + WORD + pdf(size)[-7:]


class Clamd:
    """clamd in the foreground over a database of one signature, ended by its own process."""

    def __init__(self, folder: pathlib.Path, most: str = "2M"):
        self.folder, self.socket, self.process = folder, folder / "clamd.ctl", None
        (folder / "database").mkdir(exist_ok=True)
        (folder / "database" / "made-up.ndb").write_text(f"Qidi.Made.Up:0:*:{WORD.hex()}\n",
                                                         encoding="ascii")
        self.settings = folder / "clamd.conf"
        self.settings.write_text(
            f"Foreground yes\nLocalSocket {self.socket}\nDatabaseDirectory {folder}/database\n"
            f"StreamMaxLength {most}\nLogFile {folder}/clamd.log\nFixStaleSocket yes\n",
            encoding="ascii")

    def start(self):
        self.process = subprocess.Popen([shutil.which("clamd"), "-c", str(self.settings)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(self.answers, what="clamd")

    def answers(self) -> bool:
        """A socket that a killed one left behind is there and answers nobody."""
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(self.socket))
                line.sendall(b"zPING\0")
                return line.recv(16) == b"PONG\0"
            except OSError:
                return False

    def end(self, how=signal.SIGTERM):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(60)


@unittest.skipUnless(shutil.which("clamd"),
                     "NOT TRIED HERE: clamd is not installed (apt-get install clamav-daemon)")
class RealScanner(unittest.TestCase):
    def setUp(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="clamd-"))  # short: a socket's path is bounded
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        self.clamd = Clamd(folder)
        self.addCleanup(self.clamd.end)

    def assertTold(self, answer, status: int, refusal: str):
        self.assertEqual((answer.status, answer.refusal), (status, refusal), answer)

    def test_what_it_finds_is_refused_and_what_it_cannot_say_waits(self):
        """A file longer than clamd takes was told as a scanner that does not answer, for ever: clamd
        says so in the middle of the sending and closes, and nobody read what it had said. And a
        scanner that hung held every worker of acts: four files, and nobody could act for a minute."""
        with Served(demonstration_copy(), "--access-log", "none", "--scanner",
                    f"auto:{self.clamd.socket}") as server:
            unit = client.Client(server.port, as_="unit")
            # It is not there yet: files are taken unseen, and the list says so.
            self.assertFalse(unit.read(UPLOADS)["scanned"])
            whole(unit, "还没有查毒.pdf", sick())
            self.clamd.start()
            self.assertTrue(unit.read(UPLOADS)["scanned"])
            whole(unit)
            answer = put(unit, "带毒.pdf", sick())
            self.assertTold(answer, 422, "file_infected")
            self.assertIn("Qidi.Made.Up", answer.json["detail"])
            # Found in whatever piece it lies, across the bounds of pieces.
            large = pdf(700_000)
            for at in (262_144 - 9, 524_288 + 40, 690_000):
                answer = put(unit, "带毒.pdf", large[:at] + WORD + large[at + len(WORD):])
                self.assertTold(answer, 422, "file_infected")
            self._too_long_for_it(unit)
            self._gone_and_back(unit)
            self._hangs(server, unit)
            server.end()

    def _too_long_for_it(self, unit):
        longer = pdf(3 << 20)
        number = begin(unit, "超长.pdf", len(longer)).json["id"]
        answer = send(unit, number, 0, longer)
        self.assertTold(answer, 503, "scanner_limit")
        self.assertIn("StreamMaxLength", answer.json["detail"])
        self.assertEqual(answer.header("upload-offset"), str(len(longer)))
        self.assertFalse(unit.read(f"{UPLOADS}/{number}")["whole"])
        # The administrator allows more: what was sent is kept, nothing is sent again.
        self.clamd.end()
        self.clamd = Clamd(self.clamd.folder, most="50M")
        self.addCleanup(self.clamd.end)
        self.clamd.start()
        self.assertTrue(send(unit, number, len(longer), b"").json["whole"])

    def _gone_and_back(self, unit):
        """Killed, it leaves its socket; ended, it takes it along. Neither opens the door."""
        for how in (signal.SIGKILL, signal.SIGTERM):
            self.clamd.end(how)
            number = begin(unit, "带毒.pdf", len(sick())).json["id"]
            self.assertTold(send(unit, number, 0, sick()), 503, "scanner_unreachable")
            self.assertTrue(unit.read(UPLOADS)["scanned"])
            self.clamd.start()
            self.assertTold(send(unit, number, len(sick()), b""), 422, "file_infected")

    def _hangs(self, server, unit):
        """clamd stands still while files are before it; then it is killed in the middle of them."""
        self.clamd.process.send_signal(signal.SIGSTOP)
        answers = []

        def upload():
            answers.append(put(client.Client(server.port, as_="unit"), "等.pdf", pdf(900_000)))

        uploads = [threading.Thread(target=upload) for _ in range(5)]
        for thread in uploads:
            thread.start()
        wait_until(lambda: sum(one["received"] for one in unit.read(UPLOADS)["uploads"]) >= 0)
        wait_until(lambda: sum(path.stat().st_size == 900_000 for path in
                               (server.data / "uploads").rglob("*") if path.is_file()) >= 2)
        asks = client.Client(server.port, timeout=20)
        for number in range(8):  # more than there are workers
            self.assertEqual(asks.post("/api/v1/cases", filing(f"acts-go-on-{number}")).status, 201)
        self.assertEqual(answers, [])
        os.kill(self.clamd.process.pid, signal.SIGKILL)
        self.clamd.process.wait(60)
        for thread in uploads:
            thread.join()
        self.assertEqual({(one.status, one.refusal) for one in answers},
                         {(503, "scanner_unreachable")})
        self.clamd.start()
        for one in unit.read(UPLOADS)["uploads"]:
            if one["name"] == "等.pdf":
                self.assertTrue(send(unit, one["id"], one["size"], b"").json["whole"])


if __name__ == "__main__":
    unittest.main()
