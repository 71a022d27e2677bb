"""kill -9 and SIGTERM under write load: whatever was answered is in the record afterwards, once;
nobody reads half an answer. QIDI_KILLS sets how often (./test --full: 50). reliability.md R24, R34."""
import http.client
import json
import os
import random
import threading
import time
import unittest

import client
from casework import CLERK, filing
from serving import Served, fresh, qidi

KILLS = int(os.environ.get("QIDI_KILLS", "10"))
CLIENTS = 8


class Load:
    """Clients that file and accept until the server goes away."""

    def __init__(self, port: int, name: str):
        self.answered = []  # (case, version, key, status) whose last byte was read
        self.open = []      # (target, body, key, match) sent, not answered
        self.halves = []    # answers that began and did not end
        self.faults = []
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self._run, args=(port, f"{name}-{number}"))
                        for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def _run(self, port: int, name: str):
        asks, number = client.Client(port, strict=False, timeout=30), 0
        while not self.ended.is_set():
            case = f"{name}-{number}"
            number += 1
            if not self._send(asks, "/api/v1/cases", filing(case), None, case, 1, 201):
                return
            if not self._send(asks, f"/api/v1/cases/{case}/accept", {"actor": CLERK}, '"1"', case,
                              2, 200):
                return

    def _send(self, asks, target, body, match, case, version, wanted) -> bool:
        key = client.new_key()
        try:
            answer = asks.post(target, body, key=key, match=match)
        except http.client.IncompleteRead as error:
            self.halves.append((target, repr(error)))
            return False
        except (OSError, http.client.HTTPException):
            self.open.append((target, body, key, match))
            return False
        if answer.status == wanted:
            self.answered.append((case, version, key))
            if answer.json["version"] != version:
                self.faults.append((case, answer))
        elif answer.status != 503:
            self.faults.append((case, answer))
        return True

    def join(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()


def recorded(data) -> dict:
    """case -> number of its events, out of the whole record."""
    cases = {}
    for line in qidi("record", "export", "--data", data, "--format", "jsonl").stdout.splitlines():
        event = json.loads(line)
        if event["stream"].startswith("case/"):
            case = event["stream"].removeprefix("case/")
            cases[case] = cases.get(case, 0) + 1
    return cases


class Ended(unittest.TestCase):
    def check_record(self, data, answered: list):
        verified = qidi("verify", "--data", data, "--all", check=False)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        cases = recorded(data)
        lost = [one for one in answered if cases.get(one[0], 0) < one[1]]
        self.assertEqual(lost[:5], [], f"{len(lost)} of {len(answered)} acknowledged acts lost")
        self.assertEqual([case for case, events in cases.items() if events > 2], [], "twice")

    def test_kill_9_loses_nothing_that_was_answered_and_repeats_nothing(self):
        seed = random.SystemRandom().randrange(2**32)
        chance, data = random.Random(seed), fresh("killed")
        qidi("act", "--data", data)
        answered, in_flight, halves = [], 0, 0
        for number in range(KILLS):
            with Served(data) as server:
                load = Load(server.port, f"k{number}")
                time.sleep(0.05 + chance.random() * 0.6)
                server.kill()
                load.join()
            self.assertEqual(load.faults, [], f"seed {seed}")
            answered += load.answered
            in_flight += len(load.open)
            halves += len(load.halves)
            with Served(data) as server:  # what was on its way, again with the same keys
                asks = client.Client(server.port)
                for target, body, key, match in load.open:
                    again = asks.post(target, body, key=key, match=match)
                    self.assertIn(again.status, (200, 201), again)
                    third = asks.post(target, body, key=key, match=match)
                    self.assertEqual(third.json, {**again.json, "repeated": True})
                server.kill()
        self.check_record(data, answered)
        self.assertGreater(len(answered), 5 * KILLS, f"seed {seed}: hardly any load")
        self.assertGreater(in_flight, KILLS, f"seed {seed}: the kills fell on idle servers")
        print(f"{KILLS} kills, {len(answered)} acts answered, {in_flight} in flight, "
              f"{halves} answers cut by the kill")

    def test_sigterm_under_load_finishes_what_it_answers(self):
        for number in range(3):
            data = fresh("ended")
            qidi("act", "--data", data)
            with Served(data) as server:
                load = Load(server.port, f"t{number}")
                time.sleep(0.3)
                began = time.monotonic()
                code = server.stop()
                took = time.monotonic() - began
                load.join()
            self.assertEqual(code, 0, server.err)
            self.assertLess(took, 15)
            self.assertEqual(load.halves, [])
            self.assertEqual(load.faults, [])
            self.assertGreater(len(load.answered), 10)
            self.check_record(data, load.answered)
            heads = qidi("verify", "--data", data, check=False)
            self.assertEqual(heads.returncode, 0)

    def test_an_ended_server_leaves_nothing_on_its_way_behind(self):
        data = fresh("left")
        qidi("act", "--data", data)
        with Served(data) as server:
            client.Client(server.port).get("/api/v1/ledgers/all/file")
            self.assertEqual(server.stop(), 0)
        self.assertFalse((data / "tmp").exists() and any((data / "tmp").iterdir()))


if __name__ == "__main__":
    unittest.main()
