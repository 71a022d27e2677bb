"""Whoever was told 200 reads it at once, everywhere, whatever is kept in memory. Eight clients
write, each in a region of its own, so that each knows exactly what the figures must be; readers
beside them fill the memory with answers that are about to be old. reliability.md, invariant 36."""
import multiprocessing
import os
import socket
import threading
import time
import unittest

import client
from casework import act, filing
from serving import Served, demonstration_copy, fresh

REGIONS = ["150102", "150103", "150104", "150105", "150202", "150203", "150204", "150205"]
ROUNDS = int(os.environ.get("QIDI_OWN_WRITES", "25"))
MONTH, TODAY = "2022-09", "2022-09-26"


SECONDS = 8


def hammer(port: int, token: str, target: str, seconds: float):
    """Asks the same again and again over four connections, ten requests ahead of the answers."""
    asked = (f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
             f"Authorization: Bearer {token}\r\n\r\n").encode() * 10
    wires = [socket.create_connection(("127.0.0.1", port), timeout=60) for _ in range(4)]
    end, got = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        for wire in wires:
            wire.sendall(asked)
        for wire in wires:
            answers = b""
            while answers.count(b"HTTP/1.1 200") < 10 or not answers.endswith(b"}"):
                piece = wire.recv(1 << 20)
                if not piece:
                    raise EOFError(answers[-200:])
                answers += piece
            got += 10
    if got < 100:
        raise AssertionError(f"hardly asked: {got}")


class Writer(threading.Thread):
    def __init__(self, port: int, region: str):
        super().__init__()
        self.asks = client.Client(port)
        self.region = region
        self.clerk = {"id": f"clerk-{region}", "role": "clerk", "department": "住建局",
                      "region": region}
        self.filed = 0
        self.faults = []

    def check(self, what: str, told, wanted):
        if told != wanted:
            self.faults.append(f"{self.region} after {self.filed} filings: {what} {told}, "
                               f"not {wanted}")

    def run(self):
        try:
            for number in range(ROUNDS):
                self.round(f"own-{self.region}-{number}")
        except Exception as error:  # told by the test
            self.faults.append(f"{self.region}: {error!r}")

    def round(self, case: str):
        before = self.asks.read("/api/v1/site")["log_size"]
        answer = self.asks.post("/api/v1/cases", filing(case, region=self.region))
        self.check("status", answer.status, 201)
        self.filed += 1
        self.shown(case, 1, "in_review", before)
        before = self.asks.read("/api/v1/site")["log_size"]
        answer = act(self.asks, case, "accept", self.clerk)
        self.check("status", answer.status, 200)
        self.shown(case, 2, "deciding", before)

    def shown(self, case: str, version: int, state: str, before: int):
        """Every question that rests on the case tells the act that was just answered."""
        asks = self.asks
        read = asks.read(f"/api/v1/cases/{case}")
        self.check("case", (read["version"], read["row"]["state"]), (version, state))
        self.check("record", len(asks.read(f"/api/v1/cases/{case}/record")["events"]), version)
        page = asks.read("/api/v1/ledgers/pending", region=self.region, limit=200, total="true")
        self.check("ledger's total", page["total"], self.filed)
        self.check("ledger's row", [row["state"] for row in page["rows"]
                                    if row["case_id"] == case], [state])
        overview = asks.read("/api/v1/overview", region=self.region)
        self.check("overview", overview["total"]["pending"], self.filed)
        day = asks.read("/api/v1/overview", region=self.region, as_of=TODAY)
        self.check("overview of a day", day["total"]["pending"], self.filed)
        circular = asks.read(f"/api/v1/circulars/{MONTH}", region=self.region)
        self.check("circular", circular["total"]["closing"], self.filed)
        for name, told in (("overview", overview), ("circular", circular), ("ledger", page),
                           ("site", asks.read("/api/v1/site")), ("whole overview",
                                                                 asks.read("/api/v1/overview"))):
            if told["log_size"] <= before:
                self.faults.append(f"{self.region}: {name} rests on {told['log_size']} events, "
                                   f"when there were more than {before}")


class OwnWrites(unittest.TestCase):
    def test_eight_clients_see_their_acts_at_once(self):
        with Served(fresh("own"), now=f"{TODAY}T08:00:00+08:00") as server:
            writers = [Writer(server.port, region) for region in REGIONS]
            ended = threading.Event()
            asked = [0]

            def keep_reading(number: int):
                asks = client.Client(server.port)
                targets = [f"/api/v1/overview?region={region}" for region in REGIONS] + \
                    [f"/api/v1/circulars/{MONTH}?region={region}" for region in REGIONS] + \
                    ["/api/v1/overview", f"/api/v1/circulars/{MONTH}"]
                while not ended.is_set():
                    asks.get(targets[(asked[0] * 7 + number) % len(targets)])
                    asked[0] += 1

            readers = [threading.Thread(target=keep_reading, args=(number,)) for number in range(3)]
            for thread in writers + readers:
                thread.start()
            for writer in writers:
                writer.join()
            ended.set()
            for reader in readers:
                reader.join()
            faults = [fault for writer in writers for fault in writer.faults]
            self.assertEqual(faults[:10], [])
            self.assertEqual(sum(writer.filed for writer in writers), ROUNDS * len(REGIONS))
            self.assertGreater(asked[0], 100)
            self.assertEqual(server.stop(), 0)

    def test_an_answer_that_was_being_made_while_an_act_became_durable_is_not_kept(self):
        """The narrow way to an old answer: it was read before the act, and kept after the act had
        had everything forgotten. Readers that send without waiting make answers all the time, and
        two quick writers have them forgotten; a server that kept such an answer is caught here."""
        data = demonstration_copy()
        with Served(data, now="2026-11-26T08:00:00+08:00") as server:
            client.Client(server.port).wait_until_quiet()
            faults, threads = [], []
            end = time.monotonic() + SECONDS

            def write(region: str):
                asks = client.Client(server.port)
                target = f"/api/v1/overview?region={region}"
                filed = asks.read(target)["total"]["pending"]
                number = 0
                while time.monotonic() < end:
                    asks.post("/api/v1/cases", filing(f"kept-{region}-{number}", region=region))
                    number += 1
                    told = asks.read(target)["total"]["pending"]
                    if told != filed + number:
                        faults.append(f"{region}: {told} pending after {filed + number}")

            targets = [f"/api/v1/overview?region={region}" for region in REGIONS[:2]]
            readers = [multiprocessing.get_context("fork").Process(
                target=hammer, args=(server.port, client.tokens[server.port], target, SECONDS))
                       for target in targets * 2]
            for reader in readers:
                reader.start()
            for region in REGIONS[:2]:
                threads.append(threading.Thread(target=write, args=(region,)))
                threads[-1].start()
            for one in threads + readers:
                one.join()
            self.assertEqual(faults[:5], [], f"{len(faults)} old answers")
            self.assertEqual([reader.exitcode for reader in readers], [0] * len(readers))

    def test_a_reader_never_sees_the_figures_go_back(self):
        """Monotone reads: four readers over fresh connections, beside one writer."""
        with Served(fresh("monotone"), now=f"{TODAY}T08:00:00+08:00") as server:
            ended, faults = threading.Event(), []

            def keep_reading(target: str, figure):
                asks, last = client.Client(server.port), 0
                while not ended.is_set():
                    told = figure(asks.read(target))
                    if told < last:
                        faults.append(f"{target}: {told} after {last}")
                    last = told
                    asks.close()

            readers = [threading.Thread(target=keep_reading, args=one) for one in (
                ("/api/v1/overview", lambda told: told["total"]["pending"]),
                ("/api/v1/ledgers/all?total=true&limit=1", lambda told: told["total"]),
                (f"/api/v1/circulars/{MONTH}", lambda told: told["total"]["closing"]),
                ("/api/v1/site", lambda told: told["log_size"]))]
            for reader in readers:
                reader.start()
            asks = client.Client(server.port)
            for number in range(200):
                asks.post("/api/v1/cases", filing(f"monotone-{number}"))
            ended.set()
            for reader in readers:
                reader.join()
            self.assertEqual(faults[:5], [])


if __name__ == "__main__":
    unittest.main()
