#!/usr/bin/env python3
"""Three times more than the server can answer, and what becomes of it (reliability.md, R8).

    bench/overload.py --data DIR [--seconds 15] [--connections 1000] [--qidi build/qidi]

Needs g++, taskset and wrk. The server runs on core 0, the crowd on core 1. Found first: the peak, by
64 clients that each wait for their answer. Then, at fixed rates (open_loop.cpp): half the peak, three
times the peak, and half the peak again, five seconds later. Beside all of it /health/live is asked ten
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

import serving


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
    health = Health(address)
    health.start()
    out = subprocess.run(
        ["taskset", "-c", "1", program, address.rsplit(":", 1)[1], str(rate), str(seconds),
         str(connections), serving.TOKEN],
        input="\n".join(paths), capture_output=True, text=True, check=True).stdout
    health.over.set()
    health.join()
    return json.loads(out), health


def line(name, rate, found, health):
    return (f"| {name} | {rate:,.0f} | {found['per_second']:,.0f} | {found['p50_ms']:.1f} | "
            f"{found['p99_ms']:.1f} | {found['turned_away']:,} | {found['unexplained']} | "
            f"{found['other']} | {found['broken']} | {health.longest_ms:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--connections", type=int, default=1000)
    parser.add_argument("--qidi", default=serving.QIDI)
    args = parser.parse_args()
    serving.QIDI = args.qidi
    source = pathlib.Path(__file__).with_name("open_loop.cpp")
    server, address = serving.start_qidi(args.data)
    try:
        with tempfile.TemporaryDirectory() as folder:
            program = folder + "/open_loop"
            subprocess.run(["g++", "-std=c++20", "-O2", "-o", program, str(source)], check=True)
            print("| what | asked/s | answered/s | p50 ms | p99 ms | 503 | of them without a "
                  "Retry-After of 1 to 30 s | other | broken | longest health ms |")
            print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|", flush=True)
            for what in ("search by two characters", "ledger page of 50"):
                paths = serving.workloads(address)[what]
                peak = serving.Load(address, paths, 64, 5, server.pid, folder).rate
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
