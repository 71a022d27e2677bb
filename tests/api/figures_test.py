"""The same figures through every door: HTTP, command line, tables and paper. What they must be is
the command line's affair (tests/cli, tests/law); here both are asked and have to agree."""
import csv
import io
import json
import pathlib
import random
import re
import subprocess
import tempfile
import unittest
import zipfile

import client
from serving import DEMO_DAY, Served, demonstration_copy, qidi

FILTERS = 40
MONTHS = ["2022-06", "2022-09", "2022-10"]


def xlsx_rows(data: bytes) -> int:
    """Rows of the first sheet, its heading among them."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read("xl/worksheets/sheet1.xml").count(b"<row ")


class FiguresTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(demonstration_copy())
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)
        cls.asks.wait_until_quiet()
        cls.catalogue = cls.asks.read("/api/v1/catalogue")
        cls.all = cls.asks.pages("/api/v1/ledgers/all", 200, as_of=DEMO_DAY)

    def command_line(self, *words):
        """JSON of a reading verb on the directory that is being served."""
        return json.loads(qidi(*words, "--data", self.server.data, "--format", "json").stdout)


class Ledgers(FiguresTest):
    def drawn(self, chance: random.Random) -> dict:
        """Filters that both doors have, values out of the data so that they find something."""
        row = chance.choice(self.all)
        query = {"as_of": chance.choice([DEMO_DAY, DEMO_DAY, "2022-07-01", "2022-03-31",
                                         "2021-01-04", "2023-01-31"])}
        if chance.random() < 0.5:
            query["region"] = chance.choice([row["region"], row["region"][:4] + "00", "150000"])
        if chance.random() < 0.3:
            query["department"] = row["department"]
        if chance.random() < 0.3:
            query["matter"] = row["matter"]
        if chance.random() < 0.4:
            query["light"] = chance.choice(["red", "yellow", "green", "red_by_law", "paused",
                                            "none"])
        return query

    def test_all_pages_together_are_the_command_lines_ledger(self):
        chance = random.Random(54)
        rows_seen = 0
        for _ in range(FILTERS):
            name = chance.choice(["pending", "overdue", "not-started", "made-up", "all"])
            query = self.drawn(chance)
            if "region" in query and query["region"] not in {
                    region["code"] for region in self.catalogue["regions"]}:
                del query["region"]
            with self.subTest(f"{name} {query}"):
                words = [f"--{key.replace('_', '-')}={value}" for key, value in query.items()]
                told = self.command_line("ledger", "--list", name, *words)["rows"]
                paged = self.asks.pages(f"/api/v1/ledgers/{name}", chance.choice([1, 7, 50, 200])
                                        if len(told) < 60 else 50, **query)
                rows_seen += len(paged)
                self.assertEqual(len({row["case_id"] for row in paged}), len(paged), "twice")
                by_id = {row["case_id"]: row for row in paged}
                self.assertEqual(sorted(by_id), sorted(row["case_id"] for row in told))
                for row in told:
                    there = by_id[row["case_id"]]
                    self.assertEqual({key: there[key] for key in row if key in there},
                                     {key: row[key] for key in row if key in there})
                    self.assertEqual([key for key in row if key not in there], [])
        self.assertGreater(rows_seen, 500)

    def test_every_order_gives_the_same_rows_in_that_order(self):
        ids = sorted(row["case_id"] for row in self.all)
        for column in ("due", "received", "accepted", "ended", "region", "matter"):
            for sign in ("", "-"):
                with self.subTest(sign + column):
                    rows = self.asks.pages("/api/v1/ledgers/all", 33, as_of=DEMO_DAY,
                                           sort=sign + column)
                    self.assertEqual(sorted(row["case_id"] for row in rows), ids)
                    values = [row[column] for row in rows if row[column] is not None]
                    self.assertEqual(values, sorted(values, reverse=bool(sign)))

    def test_filters_narrow_as_their_names_say(self):
        row = self.all[len(self.all) // 2]
        tests = {
            "state": (row["state"], lambda r: r["state"] == row["state"]),
            "officer": (row["officer"], lambda r: r["officer"] == row["officer"]),
            "matter": (row["matter"], lambda r: r["matter"] == row["matter"]),
            "department": (row["department"], lambda r: r["department"] == row["department"]),
            "received_from": ("2022-06-01", lambda r: r["received"] >= "2022-06-01"),
            "received_to": ("2022-06-01", lambda r: r["received"] <= "2022-06-01"),
            "due_from": ("2022-06-01", lambda r: r["due"] and r["due"] >= "2022-06-01"),
            "due_to": ("2022-06-01", lambda r: r["due"] and r["due"] <= "2022-06-01"),
            "region": (row["region"][:4] + "00", lambda r: r["region"][:4] == row["region"][:4]),
            "q": (row["project_name"][1:4], lambda r: any(
                row["project_name"][1:4].lower() in r[key].lower() for key in (
                    "project_name", "unit_name", "project_code", "case_id", "external_id"))),
        }
        for name, (value, keeps) in tests.items():
            with self.subTest(name):
                rows = self.asks.pages("/api/v1/ledgers/all", 100, as_of=DEMO_DAY, **{name: value})
                wanted = {r["case_id"] for r in self.all if keeps(r)}
                self.assertEqual({r["case_id"] for r in rows}, wanted)
                self.assertTrue(wanted)

    def test_a_total_is_the_number_of_rows_that_the_pages_have(self):
        for name in ("pending", "overdue", "not-started", "made-up", "all"):
            for light in (None, "red", "green"):
                query = {"as_of": DEMO_DAY, "light": light}
                page = self.asks.read(f"/api/v1/ledgers/{name}", limit=1, total="true", **query)
                self.assertEqual(page["total"],
                                 len(self.asks.pages(f"/api/v1/ledgers/{name}", 200, **query)))

    def test_a_cursor_belongs_to_its_order(self):
        cursor = self.asks.read("/api/v1/ledgers/all", as_of=DEMO_DAY, limit=5)["next"]
        answer = self.asks.get("/api/v1/ledgers/all", as_of=DEMO_DAY, cursor=cursor,
                               sort="-received")
        self.assertEqual(answer.status, 400, answer)

    def test_a_file_holds_the_same_rows_under_a_heading(self):
        for query in ({}, {"light": "red"}, {"region": "150100"}, {"q": "项目", "sort": "-received"},
                      {"department": "没有这个部门"}):
            for name in ("pending", "all"):
                with self.subTest(f"{name} {query}"):
                    rows = self.asks.pages(f"/api/v1/ledgers/{name}", 200, as_of=DEMO_DAY, **query)
                    table = self.asks.get(f"/api/v1/ledgers/{name}/file", as_of=DEMO_DAY,
                                          format="csv", **query)
                    lines = list(csv.reader(io.StringIO(table.text.lstrip("\ufeff"))))
                    self.assertEqual(len(lines), len(rows) + 1)
                    names = {row["project_name"] for row in rows}
                    self.assertEqual({cell for line in lines[1:] for cell in line} & names, names)
                    book = self.asks.get(f"/api/v1/ledgers/{name}/file", as_of=DEMO_DAY, **query)
                    self.assertEqual(xlsx_rows(book.body), len(rows) + 1)
                    self.assertIn("attachment", book.header("content-disposition"))


class Overviews(FiguresTest):
    def counts_of(self, rows: list, pending: list, overdue: list) -> dict:
        lights = {light: sum(row["light"] == light for row in rows)
                  for light in ("green", "yellow", "red", "red_by_law", "paused")}
        return {**lights, "pending": len(pending), "overdue": len(overdue),
                "waiting": sum(row["state"] == "waiting_for_unit" for row in rows)}

    def test_its_totals_are_counts_over_the_ledgers(self):
        for day in (DEMO_DAY, "2022-07-01", "2021-06-30", "2023-03-01"):
            for region in (None, "150000", "150100", "150102", "150700"):
                with self.subTest(f"{day} {region}"):
                    query = {"as_of": day, "region": region}
                    lists = [self.asks.pages(f"/api/v1/ledgers/{name}", 200, **query)
                             for name in ("all", "pending", "overdue")]
                    told = self.asks.read("/api/v1/overview", **query)
                    self.assertEqual(told["total"], self.counts_of(*lists))

    def test_each_breakdown_adds_up_to_the_total(self):
        for region in (None, "150000", "150100", "150102"):
            told = self.asks.read("/api/v1/overview", as_of=DEMO_DAY, region=region)
            for parts in ("regions", "matters"):
                for name, total in told["total"].items():
                    self.assertEqual(sum(part["counts"][name] for part in told[parts]), total,
                                     f"{region} {parts} {name}")

    def test_a_unit_counts_what_its_own_overview_counts(self):
        told = self.asks.read("/api/v1/overview", as_of=DEMO_DAY)
        for unit in told["regions"]:
            own = self.asks.read("/api/v1/overview", as_of=DEMO_DAY, region=unit["code"])
            if unit["counts"]["pending"]:
                self.assertLessEqual(unit["counts"]["pending"], own["total"]["pending"])

    def test_holders_hold_what_is_pending(self):
        told = self.asks.read("/api/v1/holders", as_of=DEMO_DAY)
        pending = self.asks.pages("/api/v1/ledgers/pending", 200, as_of=DEMO_DAY)
        for key, rows in (("department", told["departments"]), ("officer", told["officers"])):
            wanted = {}
            for row in pending:
                if row[key]:
                    wanted[row[key]] = wanted.get(row[key], 0) + 1
            self.assertEqual({row[key]: row["pending"] for row in rows}, wanted)

    def test_the_oldest_are_the_first_of_the_overdue(self):
        told = self.asks.read("/api/v1/overview", as_of=DEMO_DAY)["oldest"]
        first = self.asks.read("/api/v1/ledgers/overdue", as_of=DEMO_DAY, limit=10)["rows"]
        self.assertEqual(told, first)


class Circulars(FiguresTest):
    BASIS = {"root", "log_size", "known_by", "finished_month"}

    def test_it_is_the_command_lines_circular(self):
        for month in MONTHS:
            told = self.asks.read(f"/api/v1/circulars/{month}")
            line = self.command_line("circular", "--month", month)
            self.assertTrue(line["rows"])
            for key in set(line) - self.BASIS:
                self.assertEqual(told[key], line[key], f"{month} {key}")
            self.assertEqual(set(told) - set(line) - self.BASIS, set())

    def test_a_regions_part_holds_its_rows_and_adds_up(self):
        for month in MONTHS:
            whole = self.asks.read(f"/api/v1/circulars/{month}")
            parts = {row["region"][:4] for row in whole["rows"] if row["region"]}
            total = dict.fromkeys(("opening", "accepted", "finished", "closing", "overdue"), 0)
            for prefix in parts:
                if prefix == "1500":
                    continue
                part = self.asks.read(f"/api/v1/circulars/{month}", region=prefix + "00")
                self.assertEqual(part["rows"], [row for row in whole["rows"]
                                                if row["region"].startswith(prefix)])
                for name in total:
                    total[name] += part["total"][name]
            rest = [row for row in whole["rows"] if row["region"][:4] in ("1500", "")]
            for name in total:
                self.assertEqual(total[name] + sum(row[name] for row in rest),
                                 whole["total"][name], f"{month} {name}")

    def test_its_closing_is_the_ledger_of_the_last_day(self):
        for month, last in (("2022-06", "2022-06-30"), ("2022-09", "2022-09-30"),
                            ("2022-10", "2022-10-31")):
            total = self.asks.read(f"/api/v1/circulars/{month}")["total"]
            for name, key in (("pending", "closing"), ("overdue", "overdue")):
                page = self.asks.read(f"/api/v1/ledgers/{name}", as_of=last, limit=1, total="true")
                self.assertEqual(page["total"], total[key], f"{month} {key}")

    def test_its_tables_have_as_many_rows_as_it_has(self):
        for month in MONTHS:
            rows = len(self.asks.read(f"/api/v1/circulars/{month}")["rows"])
            with tempfile.TemporaryDirectory() as folder:
                for kind in ("csv", "xlsx"):
                    told = self.asks.get(f"/api/v1/circulars/{month}/file", format=kind)
                    own = pathlib.Path(folder) / f"own.{kind}"
                    qidi("circular", "--data", self.server.data, "--month", month, "--format",
                         kind, "--out", own)
                    count = xlsx_rows if kind == "xlsx" else lambda data: len(
                        list(csv.reader(io.StringIO(data.decode("utf-8-sig")))))
                    self.assertEqual(count(told.body), count(own.read_bytes()), f"{month} {kind}")
                    self.assertGreaterEqual(count(told.body), rows + 1)

    def test_its_paper_tells_the_totals(self):
        for month in MONTHS:
            told = self.asks.get(f"/api/v1/circulars/{month}/file")
            self.assertTrue(told.body.startswith(b"%PDF"))
            self.assertEqual(told.header("content-type"), "application/pdf")
            text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=told.body, check=True,
                                  capture_output=True).stdout.decode()
            total = self.asks.read(f"/api/v1/circulars/{month}")["total"]
            numbers = set(re.findall(r"\d+", text))
            for name in ("opening", "accepted", "finished", "closing", "overdue"):
                self.assertIn(str(total[name]), numbers, f"{month} {name}")

    def test_months_are_listed_newest_first(self):
        months = [one["month"] for one in self.asks.read("/api/v1/circulars")["months"]]
        self.assertEqual(months, sorted(set(months), reverse=True))
        self.assertIn("2022-10", months)


class Days(FiguresTest):
    def test_due_days_are_the_command_lines(self):
        chance = random.Random(54)
        for _ in range(60):
            start = f"{chance.randint(2010, 2026)}-{chance.randint(1, 12):02d}-" \
                    f"{chance.randint(1, 28):02d}"
            days = chance.choice([0, 1, 3, 5, 7, 20, 45, 90])
            told = self.asks.read("/api/v1/due-date", start=start, days=days)
            line = json.loads(qidi("due", "--start", start, "--days", days, "--provisional",
                                   "--format", "json").stdout)
            self.assertEqual((told["due"], told["provisional"]),
                             (line["due"], line["provisional"]), f"{start} {days}")
            counted = self.asks.read("/api/v1/workdays", **{"from": start, "to": told["due"]})
            # Due at once on a day off rolls to the next working day, which then is counted.
            self.assertEqual(counted["workdays"], days or counted["workdays"])
            self.assertLessEqual(counted["workdays"], max(days, 1))

    def test_a_pause_moves_the_due_day(self):
        told = self.asks.read("/api/v1/due-date", start="2022-09-26", days=10,
                              pause=["2022-09-28..2022-10-12", "2022-10-13..2022-10-14"])
        line = json.loads(qidi("due", "--start", "2022-09-26", "--days", 10, "--pause",
                               "2022-09-28..2022-10-12", "--pause", "2022-10-13..2022-10-14",
                               "--format", "json").stdout)
        self.assertEqual(told["due"], line["due"])
        self.assertEqual(told["explained"][-1]["day"], told["due"])


if __name__ == "__main__":
    unittest.main()
