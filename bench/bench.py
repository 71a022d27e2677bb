#!/usr/bin/env python3
"""Whole commands of Qidi beside a yardstick, in turn, several times: medians, ratio and spread.

    bench/bench.py [--runs 5] [--cases 20000] [--only NAME] [--keep DIR]

Nothing here is a test: machines are noisy. A yardstick does the least that could do the same work
(a plain table load, a bare digest, a walk by days), so a ratio above one is expected; what counts
is that it does not grow from one version to the next. Where ours is worse it is printed first.
"""
import argparse
import datetime
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
QIDI = os.path.join(ROOT, "build", "qidi")


class Run:
    """One finished command: wall and CPU seconds, peak memory in MiB."""

    def __init__(self, words, stdin=None):
        start = time.monotonic()
        with open(stdin or os.devnull, "rb") as given:
            done = subprocess.Popen(words, stdin=given, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(done.pid, 0)
        self.wall = time.monotonic() - start
        self.cpu = used.ru_utime + used.ru_stime
        self.peak = used.ru_maxrss / 1024
        self.code = os.waitstatus_to_exitcode(status)
        done.returncode = self.code


def naive_walker(batch: str) -> str:
    """A script that steps day by day: the yardstick for due days, and their independent check."""
    return f"""
import csv, datetime, json, glob
kind = {{}}
for path in glob.glob({os.path.join(ROOT, 'law', 'calendars', '*.json')!r}):
    for day in json.load(open(path))['days']:
        kind[day['day']] = day['kind']
one = datetime.timedelta(days=1)
for row in csv.DictReader(open({batch!r})):
    day, left = datetime.date.fromisoformat(row['start']), int(row['days'])
    while left:
        day += one
        named = kind.get(day.isoformat())
        left -= named == 'make_up_workday' or (named is None and day.weekday() < 5)
    print(row['start'], row['days'], day, sep=',')
"""


class Bench:
    def __init__(self, folder: str, cases: int, runs: int):
        self.folder, self.cases, self.runs = folder, cases, runs

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def prepare(self) -> None:
        projects = max(1, round(self.cases / 1.82))
        subprocess.run([QIDI, "demo", "--data", self.path("demo"), "--projects", str(projects),
                        "--seed", "7"], check=True, stdout=subprocess.DEVNULL)
        for form in ("xlsx", "csv"):
            subprocess.run([QIDI, "ledger", "--data", self.path("demo"), "--list", "all",
                            "--as-of", "2022-10-31", "--format", form, "--out",
                            self.path("ledger." + form)], check=True, stderr=subprocess.DEVNULL)
        subprocess.run([QIDI, "record", "export", "--data", self.path("demo"), "--out",
                        self.path("events.jsonl")], check=True)
        first = datetime.date(2012, 1, 1)
        with open(self.path("batch.csv"), "w", encoding="utf-8", newline="") as out:
            out.write("start,days\n")
            for i in range(self.cases):
                out.write(f"{first + datetime.timedelta(days=i % 5000)},{1 + i % 120}\n")
        with open(self.path("walk.py"), "w", encoding="utf-8") as out:
            out.write(naive_walker(self.path("batch.csv")))

    def pairs(self):
        """Name, our command, the yardstick's name and command."""
        data, ledger = self.path("demo"), self.path("ledger.csv")
        load = f".mode csv\n.import {ledger} t\n"
        with open(self.path("load.sql"), "w", encoding="utf-8") as out:
            out.write(load)
        yield ("due --batch", [QIDI, "due", "--batch", self.path("batch.csv"), "--provisional"],
               "a day-by-day walk in Python", [sys.executable, self.path("walk.py")])
        for form in ("xlsx", "csv"):
            yield (f"import ledger ({form})",
                   ["sh", "-c", f"rm -rf {self.path('in')} && exec {QIDI} import ledger "
                    f"{self.path('ledger.' + form)} --data {self.path('in')}"],
                   "sqlite3 .import of the csv, no record",
                   ["sh", "-c", f"rm -f {self.path('t.db')} && exec sqlite3 {self.path('t.db')} "
                    f"< {self.path('load.sql')}"])
        yield ("verify", [QIDI, "verify", "--data", data], "openssl SM3 over the exported events",
               ["openssl", "dgst", "-sm3", self.path("events.jsonl")])
        yield ("ledger, json", [QIDI, "ledger", "--data", data, "--as-of", "2022-10-31",
                                "--format", "json"],
               "cat of the same ledger as csv", ["cat", ledger])
        yield ("circular, json", [QIDI, "circular", "--data", data, "--month", "2022-10",
                                  "--format", "json"],
               "sort of the ledger's lines", ["sort", ledger])

    def compare(self, ours, yardstick):
        """Runs in turn after one warm-up each."""
        results = ([], [])
        for turn in range(self.runs + 1):
            for side, words in enumerate((ours, yardstick)):
                run = Run(words)
                if run.code not in (0, 3):
                    raise SystemExit(f"{words} ended with {run.code}")
                if turn > 0:
                    results[side].append(run)
        return results


def row(name, yard, results):
    ours, theirs = results
    ratios = [a.cpu / max(b.cpu, 0.001) for a, b in zip(ours, theirs)]
    return (statistics.median(ratios),
            f"{name:24} {statistics.median(r.wall for r in ours):7.2f} s wall "
            f"{statistics.median(r.cpu for r in ours):7.2f} s cpu "
            f"{max(r.peak for r in ours):6.0f} MiB | {yard}: "
            f"{statistics.median(r.cpu for r in theirs):7.2f} s cpu | cpu ratio "
            f"{statistics.median(ratios):6.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cases", type=int, default=20000)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", default="")
    args = parser.parse_args()
    folder = args.keep or tempfile.mkdtemp(prefix="qidi-bench-")
    try:
        bench = Bench(folder, args.cases, args.runs)
        if not os.path.exists(bench.path("walk.py")):
            os.makedirs(folder, exist_ok=True)
            bench.prepare()
        lines = []
        for name, ours, yard, yardstick in bench.pairs():
            if args.only in name:
                lines.append(row(name, yard, bench.compare(ours, yardstick)))
        print(f"{args.cases} cases, {args.runs} runs in turn, medians; ratio ours/yardstick")
        for _, line in sorted(lines, reverse=True):
            print(line)
    finally:
        if not args.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
