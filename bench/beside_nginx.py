#!/usr/bin/env python3
"""The server beside nginx that serves the same bytes from files, in turn, several times.

    bench/beside_nginx.py --data DIR [--runs 5] [--seconds 4] [--connections 64,1000]

Needs nginx, wrk and taskset, and a demonstration directory (`qidi demo --projects N`). Both servers are
pinned to core 0, the load to core 1; where they are pinned the same way in turn, their ratio means
something, absolute figures little. nginx answers from one worker out of the page cache: no query, no
rule, so a ratio of one is the bound. Printed: median answers a second of both (turned away is not
answered), the ratio with its spread, p99 and the server's CPU microseconds a request, turned away or
not; the worst ratio first.
"""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
QIDI = os.path.join(ROOT, "build", "qidi")
NOW = "2022-11-01T09:00:00+08:00"
TICK = os.sysconf("SC_CLK_TCK")


def cpu_of(pid: int) -> float:
    """CPU seconds of a process so far."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


TOKEN = ""  # the bearer token of the bench's own client, once it has one


class Load:
    """What one run of wrk found."""

    def __init__(self, address, paths, connections, seconds, pid, folder):
        script = os.path.join(folder, "paths.lua")
        with open(script, "w", encoding="utf-8") as file:
            quoted = ",".join(json.dumps(path) for path in paths)
            file.write(f"local paths = {{{quoted}}}\nlocal at = 0\nfunction request()\n"
                       "  at = at % #paths + 1\n  return wrk.format('GET', paths[at])\nend\n"
                       f"wrk.headers['Authorization'] = 'Bearer {TOKEN}'\n")
        before = cpu_of(pid)
        out = subprocess.run(
            ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency",
             "-s", script, address], capture_output=True, text=True, check=True).stdout
        used = cpu_of(pid) - before
        p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", out)
        self.p99_ms = float(p99.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[p99.group(2)]
        done = re.search(r"(\d+) requests in ([\d.]+)(m?s)", out)
        count, took = int(done.group(1)), float(done.group(2)) / (1000 if done.group(3) == "ms" else 1)
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
        # What was turned away under overload (503) is no answer: only the rest counts as served.
        self.wrong = int(wrong.group(1)) if wrong else 0
        self.rate = (count - self.wrong) / took
        self.cpu_us = used / max(count, 1) * 1e6


def get(address: str, path: str) -> bytes:
    asked = urllib.request.Request(address + path, headers={"Authorization": "Bearer " + TOKEN})
    with urllib.request.urlopen(asked) as response:
        return response.read()


def start_qidi(data: str):
    global TOKEN
    TOKEN = subprocess.run(
        [QIDI, "token", "add", f"bench-{time.time_ns()}", "--scope", "read", "--data", data,
         "--now", NOW], capture_output=True, text=True, check=True).stdout.split()[-1]
    process = subprocess.Popen(
        ["taskset", "-c", "0", QIDI, "serve", "--data", data, "--listen", "127.0.0.1:0",
         "--access-log", "none", "--now", NOW], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        ready = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if ready:
            return process, f"http://127.0.0.1:{ready.group(1)}"
    sys.exit("the server did not start")


def start_nginx(folder: str, port: int):
    """One worker serving `folder`/files; the answers' own names, as JSON."""
    conf = os.path.join(folder, "nginx.conf")
    with open(conf, "w", encoding="utf-8") as file:
        file.write(f"""
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{ access_log off; default_type application/json; keepalive_requests 1000000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; open_file_cache max=10000;
  sendfile on; tcp_nopush on;
  server {{ listen 127.0.0.1:{port} backlog=4096; root {folder}/files; }} }}
""")
    process = subprocess.Popen(["taskset", "-c", "0", "nginx", "-c", conf, "-p", folder])
    time.sleep(0.5)
    children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True,
                              check=True).stdout.split()
    return process, f"http://127.0.0.1:{port}", int(children[0])


def write_files(address: str, paths: list, folder: str) -> list:
    """The answers to `paths` as files; their names as nginx's paths."""
    names = []
    os.makedirs(os.path.join(folder, "files"), exist_ok=True)
    for index, path in enumerate(paths):
        name = f"{len(os.listdir(os.path.join(folder, 'files')))}-{index}.json"
        with open(os.path.join(folder, "files", name), "wb") as file:
            file.write(get(address, path))
        names.append("/" + name)
    return names


def workloads(address: str) -> dict:
    rows = json.loads(get(address, "/api/v1/ledgers/pending?limit=200"))["rows"]
    more = json.loads(get(address, "/api/v1/ledgers/all?limit=200&sort=-received"))["rows"]
    cases = list(dict.fromkeys(row["case_id"] for row in rows + more))
    regions = list(dict.fromkeys(row["region"][:4] + "00" for row in rows if row["region"]))[:8]
    words = ["%E5%85%89%E4%BC%8F", "%E5%8C%BB%E9%99%A2", "%E9%A1%B9%E7%9B%AE", "%E9%A3%8E%E5%8A%9B"]
    return {
        "one case, as of today": [f"/api/v1/cases/{case}" for case in cases],
        "one case, as of a past day": [f"/api/v1/cases/{case}?as_of=2022-10-31" for case in cases[:100]],
        "ledger page of 50": ["/api/v1/ledgers/pending"],
        "ledger page, region and light": [f"/api/v1/ledgers/pending?region={region}&light=red"
                                          for region in regions],
        "search by two characters": [f"/api/v1/ledgers/all?q={word}" for word in words],
        "overview": ["/api/v1/overview"],
        "circular": ["/api/v1/circulars/2022-10"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", default="64,1000")
    parser.add_argument("--port", type=int, default=18099, help="for nginx")
    args = parser.parse_args()
    qidi, address = start_qidi(args.data)
    lines = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            plans = workloads(address)
            files = {name: write_files(address, paths, folder) for name, paths in plans.items()}
            nginx, other, worker = start_nginx(folder, args.port)
            try:
                for connections in map(int, args.connections.split(",")):
                    for name, paths in plans.items():
                        ours, theirs = [], []
                        for _ in range(args.runs):
                            ours.append(Load(address, paths, connections, args.seconds, qidi.pid, folder))
                            theirs.append(Load(other, files[name], connections, args.seconds, worker, folder))
                        lines.append(summary(name, connections, ours, theirs,
                                             len(get(address, paths[0]))))
                        print("measured:", name, connections, file=sys.stderr)
            finally:
                nginx.terminate()
                nginx.wait()
    finally:
        qidi.terminate()
        qidi.wait()
    print("| what | connections | bytes | ours/s | nginx/s | ratio (spread) | p99 ms | CPU us | not 2xx |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for _, line in sorted(lines):
        print(line)


def summary(name, connections, ours, theirs, size):
    ratios = [a.rate / b.rate for a, b in zip(ours, theirs)]
    middle = statistics.median(ratios)
    rate = statistics.median(load.rate for load in ours)
    yard = statistics.median(load.rate for load in theirs)
    p99 = statistics.median(load.p99_ms for load in ours)
    cpu = statistics.median(load.cpu_us for load in ours)
    wrong = sum(load.wrong for load in ours)
    return middle, (f"| {name} | {connections} | {size:,} | {rate:,.0f} | {yard:,.0f} | {middle:.2f} "
                    f"({min(ratios):.2f} to {max(ratios):.2f}) | {p99:.1f} | {cpu:,.0f} | {wrong} |")


if __name__ == "__main__":
    main()
