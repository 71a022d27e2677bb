#!/usr/bin/env python3
"""Three times more than the server can answer, and what becomes of it (reliability.md, R8, R9).

    bench/overload.py --data DIR [--seconds 15] [--connections 900] [--qidi build/qidi]

Needs g++, taskset and wrk. The server runs on core 0, the crowd on core 1. Found first: the peak, by
64 clients that each wait for their answer. Then, at fixed rates (open_loop.cpp): half the peak, three
times the peak, and half the peak again, five seconds later. Beside all of it /health/live is asked ten
times a second, and a project unit signs in, uploads a paper and files its application with it, three
times a second. Printed: a line for each step.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid

import beside_nginx

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "tests" / "api"))
import casework  # noqa: E402  (beside the tests, which know how to sign in and file)
import client  # noqa: E402
import files  # noqa: E402

client.new_key = lambda: uuid.uuid4().hex  # the tests' own count from one, and would be replays


class People(threading.Thread):
    """Signs in, uploads and files; how often each went well, of how often it was tried."""

    def __init__(self, address):
        super().__init__(daemon=True)
        self.port = int(address.rsplit(":", 1)[1])
        self.tried = self.well = 0
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.33):
            unit = client.Client(self.port, strict=False, token="")
            if not self.count(unit.sign_in("unit").status == 200):
                continue
            uploaded = files.put(unit, "申请表.pdf", files.pdf(20_000))
            if self.count(uploaded.status == 200):
                paper = {"file": uploaded.json["id"], "paper": casework.PAPERS[0]}
                filed = unit.post("/api/v1/cases", casework.own_filing(files=[paper]))
                self.count(filed.status == 201)
            unit.close()

    def count(self, well):
        self.tried += 1
        self.well += well
        return well


class Health(threading.Thread):
    """Asks whether the server lives, ten times a second; the longest answer in ms."""

    def __init__(self, address):
        super().__init__(daemon=True)
        self.address = address + "/health/live"
        self.asked = self.failed = 0
        self.longest_ms = 0.0
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.1):
            began = time.monotonic()
            self.asked += 1
            try:
                with urllib.request.urlopen(self.address, timeout=10) as answer:
                    answer.read()
            except (urllib.error.URLError, OSError):
                self.failed += 1
            self.longest_ms = max(self.longest_ms, (time.monotonic() - began) * 1000)


def crowd(program, address, rate, seconds, connections, paths):
    health, people = Health(address), People(address)
    beside = (health, people)
    for one in beside:
        one.start()
    out = subprocess.run(
        ["taskset", "-c", "1", program, address.rsplit(":", 1)[1], str(rate), str(seconds),
         str(connections), beside_nginx.TOKEN],
        input="\n".join(paths), capture_output=True, text=True, check=True).stdout
    for one in beside:
        one.over.set()
        one.join()
    return json.loads(out), health, people


def line(name, rate, found, health, people):
    return (f"| {name} | {rate:,.0f} | {found['per_second']:,.0f} | {found['p50_ms']:.1f} | "
            f"{found['p99_ms']:.1f} | {found['turned_away']:,} | {found['unexplained']} | "
            f"{found['other']} | {found['broken']} | {health.longest_ms:.0f} | "
            f"{people.well} of {people.tried} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--connections", type=int, default=900)
    parser.add_argument("--qidi", default=beside_nginx.QIDI)
    args = parser.parse_args()
    beside_nginx.QIDI = args.qidi
    source = pathlib.Path(__file__).with_name("open_loop.cpp")
    server, address = beside_nginx.start_qidi(args.data)
    try:
        with tempfile.TemporaryDirectory() as folder:
            program = folder + "/open_loop"
            subprocess.run(["g++", "-std=c++20", "-O2", "-o", program, str(source)], check=True)
            print("| what | asked/s | answered/s | p50 ms | p99 ms | 503 | of them without a "
                  "Retry-After of 1 to 30 s | other | broken | longest health ms | sign-ins, uploads, "
                  "filings done |")
            print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|", flush=True)
            for what in ("search by two characters", "ledger page of 50"):
                paths = beside_nginx.workloads(address)[what]
                peak = beside_nginx.Load(address, paths, 64, 5, server.pid, folder).rate
                for name, share in (("half", 0.5), ("three times", 3), ("half again", 0.5)):
                    seconds = args.seconds if share > 1 else 5
                    found = crowd(program, address, peak * share, seconds, args.connections, paths)
                    print(line(f"{what}, {name} of {peak:,.0f}/s", peak * share, *found), flush=True)
                    time.sleep(5 if share > 1 else 1)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
