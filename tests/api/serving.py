"""A server of the real binary for the tests of the HTTP contract.

QIDI_BINARY names the binary (default build/qidi), so that a build with sanitizers can be tested
too. The demonstration directory is made once in a run and copied for each server that writes.
Servers are ended by their own process, never by name.
"""
import atexit
import functools
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time

import client

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("QIDI_BINARY", str(ROOT / "build" / "qidi"))
# A build with sanitizers is several times slower; what is waited for is then waited for longer.
PATIENCE = 60
PROJECTS, SEED = 300, 54
DEMO_DAY = "2022-10-31"  # the last day of the demonstration


@functools.lru_cache(maxsize=1)
def scratch() -> pathlib.Path:
    """A folder of this run, removed at its end."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="qidi-api-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def fresh(name: str) -> pathlib.Path:
    """A path below the scratch folder that does not exist yet."""
    return pathlib.Path(tempfile.mkdtemp(prefix=name + "-", dir=scratch())) / "data"


def qidi(*words, stdin: str = "", check: bool = True, timeout: int = 300):
    """Runs the binary to its end; stdout, stderr and exit code as subprocess gives them."""
    ran = subprocess.run([BINARY, *map(str, words)], input=stdin, capture_output=True, text=True,
                         timeout=timeout, check=False)
    if check and ran.returncode != 0:
        raise AssertionError(f"qidi {words}: exit {ran.returncode}\n{ran.stdout}\n{ran.stderr}")
    return ran


@functools.lru_cache(maxsize=1)
def demonstration() -> pathlib.Path:
    """The demonstration directory of this run. Servers that write take a copy."""
    data = scratch() / "demonstration"
    qidi("demo", "--data", data, "--projects", PROJECTS, "--seed", SEED)
    return data


def demonstration_copy() -> pathlib.Path:
    data = fresh("copy")
    shutil.copytree(demonstration(), data)
    return data


def new_directory(now: str = "") -> pathlib.Path:
    """An empty directory: live, or marked as a rehearsal's when `now` is given."""
    data = fresh("new")
    qidi("act", "--data", data, *(["--now", now] if now else []))
    return data


def client_token(data, now: str = "") -> str:
    """The token of an integration client that may do everything: with it the tests act as whoever
    they state. Made where the directory has none yet, and kept in a file of its own there."""
    kept = pathlib.Path(data) / "test-client-token"
    if not kept.exists():
        added = qidi("token", "add", "tests", "--scope", "read,act,import", "--data", data,
                     *(["--now", now] if now else []))
        kept.write_text(added.stdout.split()[-1], encoding="utf-8")
    return kept.read_text(encoding="utf-8")


class Served:
    """`qidi serve` on a free port of loopback until `stop` or `kill`."""

    def __init__(self, data, *words, now: str = "", limits=None):
        self.data = pathlib.Path(data)
        token = client_token(data, now)
        command = [BINARY, "serve", "--data", str(data), "--listen", "127.0.0.1:0", *words]
        if now:
            command += ["--now", now]
        # As a user's terminal would: in its own group, so that Ctrl-C at the tests is ours alone.
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True, preexec_fn=limits, start_new_session=True)
        self.err = []
        self._drain = threading.Thread(target=self._read_errors, daemon=True)
        self._drain.start()
        self.port = self._ready_port()
        client.tokens[self.port] = token
        self._rest = threading.Thread(target=self.process.stdout.read, daemon=True)
        self._rest.start()

    def _read_errors(self):
        for line in self.process.stderr:
            self.err.append(line)

    def _ready_port(self) -> int:
        timer = threading.Timer(PATIENCE, self.process.kill)
        timer.start()
        try:
            for line in self.process.stdout:
                found = re.search(r"起底已就绪：https?://\S+:(\d+)/", line)
                if found:
                    return int(found.group(1))
        finally:
            timer.cancel()
        self.process.wait()
        self._drain.join(5)
        raise AssertionError(f"the server did not start: exit {self.process.returncode}\n"
                             + "".join(self.err))

    def stop(self, patience: float = PATIENCE) -> int:
        """SIGTERM; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(patience)
        self._drain.join(5)
        return code

    def end(self) -> None:
        """Stops it; fails unless it ended well, so that what a sanitizer reports is heard."""
        code = self.stop()
        if code != 0:
            raise AssertionError(f"the server ended with {code}:\n" + "".join(self.err[-60:]))

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()


def wait_until(true, patience: float = PATIENCE, what: str = "what was waited for"):
    """Asks again and again, a few times a second, until `true()` gives something true."""
    end = time.monotonic() + patience
    while True:
        got = true()
        if got:
            return got
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come within {patience} s")
        time.sleep(0.05)
