"""A full disk, a failing one, a directory that another process writes, a clock that is wrong:
what cannot be kept is never answered with 2xx, reading goes on, and the server comes back by itself.
reliability.md R27, R28, R31, R35; rulings 5, 13."""
import os
import pathlib
import resource
import signal
import subprocess
import tempfile
import time
import unittest

import client
from casework import filing
from serving import BINARY, Served, demonstration_copy, fresh, qidi, scratch, wait_until


class SmallDisk:
    """A file system of its own in memory, `size` large. Needs root; skips where it is not allowed."""

    def __init__(self, test: unittest.TestCase, size: str):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="disk-", dir=scratch()))
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs",
                               str(self.path)], capture_output=True, text=True, check=False)
        if made.returncode != 0:
            test.skipTest("no file system may be mounted here: " + made.stderr.strip())
        test.addCleanup(subprocess.run, ["umount", "-l", str(self.path)], check=False)
        self.data = self.path / "data"
        self._filler = self.path / "filler"

    def fill(self):
        with open(self._filler, "wb", buffering=0) as out:
            piece = b"\0" * 65536
            try:
                while True:
                    out.write(piece)
            except OSError:
                pass

    def free(self):
        self._filler.unlink()


class Full(unittest.TestCase):
    def file_until_refused(self, asks, kept: list):
        """Files large cases until the first is refused; gives that answer."""
        for number in range(5000):
            case = f"full-{len(kept)}-{number}"
            answer = asks.post("/api/v1/cases", filing(case, remark="满" * 3000))
            if answer.status != 201:
                return answer
            kept.append(case)
        self.fail("the disk never got full")

    def check_refusals(self, asks, answer):
        self.assertEqual(answer.status, 503, answer)
        self.assertIn(answer.refusal, ("store_full", "store_failed"))
        self.assertTrue(1 <= int(answer.header("retry-after")) <= 30, answer.headers)
        self.assertEqual(asks.read("/health/ready")["state"], "ro")
        self.assertEqual(asks.get("/health/live").status, 200)
        self.assertFalse(asks.read("/api/v1/site")["writable"])

    def check_reads(self, asks, kept):
        self.assertEqual(asks.read(f"/api/v1/cases/{kept[-1]}")["version"], 1)
        page = asks.read("/api/v1/ledgers/all", total="true", limit=1)
        self.assertGreaterEqual(page["total"], len(kept))
        asks.read("/api/v1/overview")
        asks.read("/api/v1/circulars/2022-10")
        asks.read(f"/api/v1/cases/{kept[0]}/record")

    def test_a_full_disk_stops_writing_alone_and_writing_resumes_by_itself(self):
        """A page offers no act while the state is `ro`, so nothing was written any more and the
        state, cleared only by the next act, stayed `ro` for ever."""
        disk = SmallDisk(self, "24m")
        qidi("act", "--data", disk.data)
        kept = []
        with Served(disk.data) as server:
            asks = client.Client(server.port)
            for number in range(20):
                self.assertEqual(asks.post("/api/v1/cases", filing(f"before-{number}")).status, 201)
            disk.fill()
            answer = self.file_until_refused(asks, kept)
            self.check_refusals(asks, answer)
            kept += ["before-0"]
            self.check_reads(asks, kept)
            for number in range(20):
                again = asks.post("/api/v1/cases", filing(f"never-{number}", remark="满" * 3000))
                self.assertIn(again.status, (503, 201))
                if again.status == 201:
                    kept.append(f"never-{number}")
            disk.free()
            # Nobody writes; the state tells by itself that writing is possible again.
            wait_until(lambda: asks.read("/health/ready")["state"] == "rw", 10, "rw")
            self.assertTrue(asks.read("/api/v1/site")["writable"])
            after = asks.post("/api/v1/cases", filing("after"))
            self.assertEqual(after.status, 201, after)
            self.assertEqual(server.stop(), 0)
        for case in kept + ["after"]:
            self.assertIn(f'"case/{case}"', self.exported(disk.data), case)
        self.assertEqual(qidi("verify", "--data", disk.data, "--all").returncode, 0)

    def exported(self, data):
        if not hasattr(self, "_export"):
            self._export = qidi("record", "export", "--data", data, "--format", "jsonl").stdout
        return self._export

    def test_a_limit_on_files_is_told_as_a_store_that_cannot_write(self):
        data = fresh("limited")
        qidi("act", "--data", data)
        with Served(data, limits=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN)) as server:
            asks, kept = client.Client(server.port), []
            self.assertEqual(asks.post("/api/v1/cases", filing("first")).status, 201)
            largest = max(path.stat().st_size for path in data.rglob("*") if path.is_file())
            whole = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE,
                             (largest + 200_000, whole[1]))
            answer = self.file_until_refused(asks, kept)
            self.check_refusals(asks, answer)
            self.check_reads(asks, kept + ["first"])
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, whole)
            # An I/O error is no full disk: what the file holds is in doubt, and the process never
            # writes on (R27). Opened anew, it does.
            self.assertEqual(asks.read("/health/ready")["state"], "ro")
            self.assertEqual(asks.post("/api/v1/cases", filing("after")).status, 503)
            server.stop()
        with Served(data) as server:
            asks = client.Client(server.port)
            self.assertEqual(asks.post("/api/v1/cases", filing("after")).status, 201)
            self.assertEqual(server.stop(), 0)
        for case in kept + ["first", "after"]:
            self.assertIn(f'"case/{case}"', self.exported(data), case)
        self.assertEqual(qidi("verify", "--data", data, "--all").returncode, 0)


class Starting(unittest.TestCase):
    def refused(self, *words, code: int, says: str):
        began = time.monotonic()
        ran = qidi("serve", *words, check=False, timeout=60)
        self.assertEqual(ran.returncode, code, ran.stdout + ran.stderr)
        self.assertIn(says, ran.stderr)
        self.assertNotIn("起底已就绪", ran.stdout)
        self.assertLess(time.monotonic() - began, 30)

    def test_a_directory_that_another_process_writes_is_left_alone(self):
        data = fresh("held")
        qidi("act", "--data", data)
        with Served(data) as server:
            self.refused("--data", data, "--listen", "127.0.0.1:0", code=4,
                         says=str(server.process.pid))
            asks = client.Client(server.port)
            self.assertEqual(asks.post("/api/v1/cases", filing("mine")).status, 201)
            acts = qidi("act", "--data", data, check=False)
            self.assertEqual(acts.returncode, 4)
            self.assertIn(str(server.process.pid), acts.stderr)
            # Reading verbs go beside it.
            self.assertIn("mine", qidi("ledger", "--data", data, "--list", "all", "--format",
                                       "json").stdout)

    def test_a_lock_is_free_again_after_a_kill(self):
        data = fresh("again")
        qidi("act", "--data", data)
        with Served(data) as server:
            server.kill()
        with Served(data) as server:
            self.assertEqual(server.stop(), 0)

    def test_a_live_directory_is_not_rehearsed_on(self):
        data = fresh("live")
        qidi("act", "--data", data)
        self.refused("--data", data, "--now", "2022-10-31", "--listen", "127.0.0.1:0", code=2,
                     says="演练")

    def test_it_listens_on_this_machine_alone(self):
        for address in ("0.0.0.0:0", "[::]:0", "192.168.0.1:0", "example.org:80", ":8080",
                        "127.0.0.1.example.org:80", "8080", "127.evil.example:0", ""):
            with self.subTest(address):
                data = fresh("address")
                self.refused("--data", data, "--listen", address, code=2, says="监听")
                self.assertFalse(data.exists(), "a directory was made for nothing")

    def test_it_does_not_start_on_a_clock_before_the_last_record(self):
        """R35: five minutes are forgiven, more is a clock to be set right."""
        data = fresh("clock")
        line = ('{"command_id":"1","act":"file","case":"C1","actor":{"id":"u1","role":'
                '"project_unit"},"project_name":"钟","matter":"construction_permit","region":"150100",'
                '"department":"住建局"}\n')
        qidi("act", "--data", data, "--now", "2099-01-04T10:00:00+08:00", stdin=line)
        self.refused("--data", data, "--listen", "127.0.0.1:0", code=2, says="时钟")

    def test_a_port_that_is_taken_is_told(self):
        with Served(demonstration_copy()) as server:
            self.refused("--data", demonstration_copy(), "--listen", f"127.0.0.1:{server.port}",
                         code=4, says=str(server.port))

    def test_a_rehearsals_clock_runs_on_and_is_shown(self):
        with Served(fresh("rehearsal"), now="2022-10-31T23:59:58+08:00") as server:
            asks = client.Client(server.port)
            site = asks.read("/api/v1/site")
            self.assertTrue(site["rehearsal"])
            self.assertEqual(site["kind"], "rehearsal")
            wait_until(lambda: asks.read("/api/v1/site")["today"] == "2022-11-01", 10, "the day")
            # What was kept from yesterday is not told today.
            self.assertEqual(asks.read("/api/v1/overview")["as_of"], "2022-11-01")
        self.assertTrue(os.access(BINARY, os.X_OK))


class Locked(unittest.TestCase):
    def test_a_database_locked_by_another_is_told_as_503_and_recovers(self):
        """R31. Another program (not ours: ours heed the lock file) holds SQLite's own write lock."""
        import sqlite3
        data = fresh("locked")
        qidi("act", "--data", data)
        with Served(data) as server:
            asks = client.Client(server.port)
            self.assertEqual(asks.post("/api/v1/cases", filing("first")).status, 201)
            database = next(path for path in data.iterdir() if path.suffix in (".db", ".sqlite"))
            holder = subprocess.Popen(
                ["python3", "-c", "import sqlite3, sys\n"
                 "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                 "c.execute('begin immediate'); print('held', flush=True); sys.stdin.read()",
                 str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            self.addCleanup(holder.wait)
            self.assertEqual(holder.stdout.readline().strip(), "held")
            began = time.monotonic()
            answer = asks.post("/api/v1/cases", filing("locked"))
            self.assertEqual(answer.status, 503, answer)
            self.assertLess(time.monotonic() - began, 6)
            self.assertTrue(1 <= int(answer.header("retry-after")) <= 30)
            self.assertEqual(asks.read("/api/v1/cases/first")["version"], 1)
            asks.read("/api/v1/overview")
            holder.stdin.close()
            holder.wait()
            self.assertEqual(wait_until(lambda: asks.post("/api/v1/cases", filing("locked"),
                                                          key="locked-again").status == 201, 10),
                             True)
            self.assertEqual(asks.read("/health/ready")["state"], "rw")
        self.assertTrue(sqlite3.sqlite_version)


if __name__ == "__main__":
    unittest.main()
