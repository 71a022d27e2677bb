#!/usr/bin/env python3
"""Runs every test program of a build directory and adds up what they report.

Each program writes build/reports/KIND.xml; one that crashes, hangs, leaks or does not write the
report it was asked for counts as one failure. One that was asked for none is told by its exit code.
`--python DIR` runs Python's unittests instead.
One line `N passed, N failed, N skipped` is appended to --tally for ./test to sum, and one
`FAILED NAME` for each test that failed.

    tools/run_tests.py BUILD_DIR [--tally FILE] [--jobs N] [--timeout SECONDS]
    tools/run_tests.py --python tests/tools [--tally FILE] [--only NAME... | --except NAME...]
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import time
import unittest
import xml.etree.ElementTree as ElementTree

Count = collections.namedtuple("Count", "passed failed skipped")


def read_report(path: pathlib.Path):
    """(Count, names of failed tests) of one GoogleTest report; None when it cannot be read."""
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError):
        return None
    passed = skipped = 0
    failed = []
    for case in root.iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        if case.find("failure") is not None:
            failed.append(name)
        elif case.get("result") == "skipped" or case.find("skipped") is not None:
            skipped += 1
        elif case.get("status") == "run" and case.get("result") == "completed":
            passed += 1
        else:
            skipped += 1
    return Count(passed, len(failed), skipped), failed


def test_programs(build: pathlib.Path):
    """(name, command, folder) of each test, as ctest knows them."""
    listing = subprocess.run(["ctest", "--test-dir", str(build), "--show-only=json-v1"],
                             capture_output=True, text=True, check=True).stdout
    for test in json.loads(listing)["tests"]:
        properties = {p["name"]: p["value"] for p in test.get("properties", [])}
        yield test["name"], test.get("command", []), properties.get("WORKING_DIRECTORY", str(build))


def report_of(command: list):
    """Where a command writes its report, from its own --gtest_output."""
    for word in command:
        if word.startswith("--gtest_output=xml:"):
            return pathlib.Path(word.split(":", 1)[1])
    return None


def run_one(name: str, command: list, folder: str, timeout: int):
    """(Count, names of failed tests, text to show) of one test program."""
    report = report_of(command)
    if report is not None:
        report.unlink(missing_ok=True)
    began = time.monotonic()
    try:
        ran = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=False,
                             stderr=subprocess.STDOUT, timeout=timeout,
                             env={**os.environ, "GTEST_BRIEF": "1"})  # failures only
        output, code = ran.stdout.decode("utf-8", "replace"), ran.returncode
    except (OSError, subprocess.TimeoutExpired) as error:
        output, code = str(error), -1
    took = f"{time.monotonic() - began:.0f} s"
    if report is None:
        # A program that writes no report by design (a planted error that has to be noticed): one
        # test, told by its exit code.
        passed = code == 0
        shown = f"{name}: {'passed' if passed else f'exit code {code}'}, {took}"
        return (Count(int(passed), int(not passed), 0), [] if passed else [name],
                shown if passed else f"{shown}\n{output[-4000:]}")
    read = read_report(report)
    if read is None:
        return (Count(0, 1, 0), [name],
                f"{name}: no report, exit code {code}, {took}\n{output[-4000:]}")
    count, failed = read
    if code != 0 and count.failed == 0:
        count = count._replace(failed=1)
        failed = [f"{name}: exit code {code}"]
    shown = (f"{name}: {count.passed} passed, {count.failed} failed, {count.skipped} skipped, "
             f"{took}")
    if count.failed:
        shown += f"\n{output[-12000:]}"
    return count, failed, shown


def run_programs(build: pathlib.Path, jobs: int, timeout: int):
    """(Count, names of failed tests) of every test program of a build directory."""
    (build / "reports").mkdir(exist_ok=True)
    for stale in (build / "reports").glob("*.xml"):
        stale.unlink()
    total, names = Count(0, 0, 0), []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        waiting = [pool.submit(run_one, *test, timeout) for test in test_programs(build)]
        for done in concurrent.futures.as_completed(waiting):
            count, failed, shown = done.result()
            print(shown, flush=True)
            names += failed
            total = Count(*(a + b for a, b in zip(total, count)))
    if not waiting:
        return Count(0, 1, 0), [f"{build}: no test program"]
    return total, names


def run_python(folder: pathlib.Path, only: list, left_out: list):
    """(Count, names of failed tests) of Python's unittests below a folder; `only` names some of its
    files, without their _test.py, and `left_out` those that are not run."""
    sys.dont_write_bytecode = True
    loader = unittest.TestLoader()  # the default one keeps the first folder that it was shown
    names = only or [path.name.removesuffix("_test.py") for path in sorted(folder.glob("*_test.py"))]
    suite = unittest.TestSuite(loader.discover(str(folder), pattern=f"{name}_test.py")
                               for name in names if name not in left_out)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(suite)
    failed = [test.id() for test, _ in result.failures + result.errors]
    failed += [test.id() for test in result.unexpectedSuccesses]
    skipped = len(result.skipped)
    if result.testsRun == 0:
        return Count(0, 1, 0), [f"{folder}: no test"]
    return Count(result.testsRun - len(failed) - skipped, len(failed), skipped), failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path, nargs="?")
    parser.add_argument("--python", type=pathlib.Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--except", nargs="*", default=[], dest="left_out")
    parser.add_argument("--tally", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=int, default=1200)
    args = parser.parse_args()
    if (args.build is None) == (args.python is None):
        parser.error("give a build directory or --python DIR")
    if args.python:
        total, failed = run_python(args.python, args.only, args.left_out)
    else:
        total, failed = run_programs(args.build, args.jobs, args.timeout)
    lines = [f"FAILED {name}" for name in failed]
    lines.append(f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    print("\n".join(lines))
    if args.tally:
        with open(args.tally, "a", encoding="utf-8") as tally:
            print(*lines, sep="\n", file=tally)
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
