"""Imports over HTTP from the file to its undoing: mapping, trial, run, report, keys (N1)."""
import unittest

import client
import sheets
from casework import CLERK, act, file_case
from serving import Served, new_directory, qidi
from sheets import IMPORTS, csv, ended, in_ledger, map_columns, row, run, undo, upload, xlsx


class ImportCase(unittest.TestCase):
    def setUp(self):
        self.data = new_directory()
        self.server = Served(self.data, "--access-log", "none")
        self.addCleanup(lambda: self.server.stop())
        self.asks = client.Client(self.server.port)
        self.addCleanup(lambda: self.asks.close())

    def restart(self, killing: bool = False):
        self.asks.close()
        if killing:
            self.server.kill()
        else:
            self.assertEqual(self.server.stop(), 0)
        self.server = Served(self.data, "--access-log", "none")
        self.asks = client.Client(self.server.port)

    def counts(self, told: dict, **some):
        self.assertEqual({name: told["counts"][name] for name in some}, some, told)


class ASheetThatIsUnderstood(ImportCase):
    SHEET = csv(row(1), row(2, ended="2022-08-20", state="办结"), row(3, matter="没有的事项"),
                "合计,3,,,,,,,,,")

    def test_is_read_tried_taken_told_of_and_undone(self):
        answer = upload(self.asks, self.SHEET)
        self.assertEqual(answer.status, 201, answer)
        told = answer.json
        self.assertEqual((told["state"], told["sheet"], told["header_row"]), ("mapped", "台账", 1))
        fields = {column["column"]: column["field"] for column in told["columns"]}
        self.assertEqual((fields["A"], fields["H"], fields["K"]), ("case_id", "received", "state"))
        self.assertEqual(told["columns"][6]["sample"], ["张三"])
        self.assertEqual([r["values"]["case_id"] for r in told["preview"]], ["A-1", "A-2", "A-3"])
        self.assertIn("没有的事项", told["preview"][2]["problems"][0]["problem"])

        tried = run(self.asks, told["id"], dry_run=True)
        self.assertEqual((tried["state"], tried["can_undo"]), ("tried", False))
        self.counts(tried, adopted=2, refused=1, skipped=1)
        self.assertEqual(in_ledger(self.asks), 0, "a trial takes nothing in")

        done = run(self.asks, told["id"])
        self.assertEqual((done["state"], done["rows_read"], done["rows_total"]), ("done", 3, 3))
        self.counts(done, adopted=2, updated=0, merged=0, refused=1, skipped=1)
        self.assertEqual(in_ledger(self.asks), 2)

        report = self.asks.read(f"{IMPORTS}/{told['id']}/report")
        self.assertEqual([(p["row"], p["column"], p["refused"]) for p in report["problems"]],
                         [(4, "matter", True)])
        lines = self.asks.get(f"{IMPORTS}/{told['id']}/report", format="csv").text.splitlines()
        self.assertEqual(lines[0].lstrip("\ufeff"), "sheet,row,column,problem,mend")
        self.assertEqual(len(lines), 2)

        self.counts(run(self.asks, told["id"]), adopted=0, merged=2)

        undone = undo(self.asks, told["id"])
        self.assertEqual((undone["state"], undone["undone"]),
                         ("undone", {"removed": 2, "kept": 0}))
        self.assertEqual(in_ledger(self.asks), 0)
        again = self.asks.post(f"{IMPORTS}/{told['id']}/undo", {"reason": "再来"})
        self.assertEqual((again.status, again.refusal), (409, "import_not_run"))
        self.counts(run(self.asks, told["id"]), adopted=2)
        self.assertEqual(self.server.stop(), 0)
        qidi("verify", "--data", self.data)
        qidi("rebuild", "--check", "--data", self.data)

    def test_is_remembered_over_a_restart(self):
        number = upload(self.asks, self.SHEET).json["id"]
        before = run(self.asks, number)
        self.restart()
        self.assertEqual(self.asks.read(f"{IMPORTS}/{number}"), before)
        self.assertEqual([i["id"] for i in self.asks.read(IMPORTS)["imports"]], [number])
        self.assertEqual(len(self.asks.read(f"{IMPORTS}/{number}/report")["problems"]), 1)
        self.assertEqual(undo(self.asks, number)["undone"]["removed"], 2)

    def test_other_values_are_reported_and_applied_on_demand_and_taken_back(self):
        run(self.asks, upload(self.asks, self.SHEET).json["id"])
        later = upload(self.asks, csv(row(1, officer="李四"))).json["id"]
        self.counts(run(self.asks, later), refused=1, updated=0)
        self.counts(run(self.asks, later, update=True), refused=0, updated=1)
        self.assertEqual(in_ledger(self.asks, officer="李四"), 1)
        self.assertEqual(undo(self.asks, later)["undone"], {"removed": 1, "kept": 0})
        self.assertEqual(in_ledger(self.asks, officer="李四"), 0)
        self.assertEqual(in_ledger(self.asks), 2, "the row itself was another import's")

    def test_what_a_clerk_has_worked_on_is_kept_and_told(self):
        number = upload(self.asks, self.SHEET).json["id"]
        run(self.asks, number)
        case = self.asks.read("/api/v1/ledgers/pending", q="A-1")["rows"][0]["case_id"]
        self.assertEqual(act(self.asks, case, "assign",
                             {"id": "h", "role": "head", "region": "150100", "department": "住建局"},
                             officer="王五").status, 200)
        self.assertEqual(undo(self.asks, number)["undone"], {"removed": 1, "kept": 1})
        kept = self.asks.read(f"{IMPORTS}/{number}/report")["problems"]
        self.assertEqual([(p["row"], p["refused"]) for p in kept], [(2, False)])
        self.assertEqual(in_ledger(self.asks), 1)

    def test_what_was_undone_stays_in_the_record_and_nobody_can_work_on_it(self):
        number = upload(self.asks, self.SHEET).json["id"]
        run(self.asks, number)
        case = self.asks.read("/api/v1/ledgers/pending", q="A-1")["rows"][0]["case_id"]
        undo(self.asks, number)
        page = self.asks.get(f"/api/v1/cases/{case}")
        self.assertEqual(page.status, 404, page)
        self.assertIn("撤销", page.json["detail"])
        events = self.asks.read(f"/api/v1/cases/{case}/record")["events"]
        self.assertEqual([e["kind"] for e in events],
                         ["adopted_from_ledger", "ledger_import_undone"])
        refused = act(self.asks, case, "accept", CLERK, match='"2"', notice_no="1")
        self.assertEqual((refused.status, refused.refusal), (404, "unknown_case"))


class KeysOfImports(ImportCase):
    def test_the_same_key_does_one_thing_once(self):
        sheet = csv(row(1))
        first = upload(self.asks, sheet, key="key-upload")
        again = upload(self.asks, sheet, key="key-upload")
        self.assertEqual(first.json, again.json)
        self.assertEqual(upload(self.asks, csv(row(2)), key="key-upload").status, 422)
        start = f"{IMPORTS}/{first.json['id']}/start"
        self.assertEqual(self.asks.post(start, {}, key="key-start").status, 202)
        ended(self.asks, first.json["id"])
        self.assertEqual(self.asks.post(start, {}, key="key-start").json["state"], "done")
        self.assertEqual(self.asks.post(start, {"update": True}, key="key-start").refusal,
                         "command_id_reused")
        self.assertEqual(len(self.asks.read(IMPORTS)["imports"]), 1)
        self.restart()
        self.assertEqual(upload(self.asks, sheet, key="key-upload").json["id"], first.json["id"])

    def test_the_same_file_again_is_told_and_allowed(self):
        sheet = csv(row(1))
        first = upload(self.asks, sheet).json
        self.assertIsNone(upload(self.asks, sheet).json["same_file"], "it was not run")
        run(self.asks, first["id"])
        again = upload(self.asks, sheet).json
        self.assertEqual(again["same_file"],
                         {"import": first["id"], "uploaded": first["uploaded"]})
        self.counts(run(self.asks, again["id"]), adopted=0, merged=1)

    def test_a_write_without_a_key_or_with_a_body_of_another_kind_is_refused(self):
        number = upload(self.asks, csv(row(1))).json["id"]
        self.assertEqual(upload(self.asks, csv(row(1)), key="").status, 400)
        start = f"{IMPORTS}/{number}/start"
        self.assertEqual(self.asks.post(start, {}, key="").status, 400)
        for body in ({"dryrun": True}, {"dry_run": "yes"}, {"update": 1}, []):
            with self.subTest(str(body)):
                answer = self.asks.ask("POST", start, body, {"Idempotency-Key": client.new_key()})
                self.assertEqual(answer.status, 400, answer)
        for body in ({}, {"reason": ""}, {"reason": 7}, {"reason": "好的", "x": 1}):
            self.assertEqual(self.asks.post(f"{IMPORTS}/{number}/undo", body).status, 400)
        self.assertEqual(self.asks.post(f"{IMPORTS}/{number}/undo", {"reason": "没跑过"}).refusal,
                         "import_not_run")
        self.assertEqual(self.asks.read(f"{IMPORTS}/{number}")["state"], "mapped")


class MappingByHand(ImportCase):
    ROWS = [["case", "start", "who", "end"], ["7", "2022-08-01", "陈六", "2022-08-09"],
            ["8", "2022-08-02", "陈六", ""]]

    def test_a_foreign_heading_is_named_by_letters(self):
        told = upload(self.asks, xlsx(self.ROWS), "foreign.xlsx").json
        self.assertEqual((told["state"], told["header_row"]), ("unmapped", 1))
        self.assertIn("收件日期", told["problem"])
        self.assertEqual([c["heading"] for c in told["columns"]], self.ROWS[0])
        self.assertEqual(told["columns"][0]["sample"], ["7", "8"])
        start = self.asks.post(f"{IMPORTS}/{told['id']}/start", {})
        self.assertEqual((start.status, start.refusal), (409, "import_not_ready"))
        mapped = map_columns(self.asks, told["id"], {
            "columns": {"case_id": "A", "received": "B", "officer": "C", "ended": "D"},
            "constants": {"region": "150100", "department": "住建局"}}).json
        self.assertEqual(mapped["state"], "mapped", mapped["problem"])
        self.assertEqual(mapped["preview"][0]["values"],
                         {"case_id": "7", "received": "2022-08-01", "officer": "陈六",
                          "ended": "2022-08-09", "region": "150100", "department": "住建局"})
        self.counts(run(self.asks, told["id"]), adopted=2, refused=0)
        self.assertEqual(in_ledger(self.asks, department="住建局"), 2)
        self.assertEqual(map_columns(self.asks, told["id"], {}).refusal, "import_done")

    def test_a_column_can_be_left_out_and_words_can_be_told(self):
        told = upload(self.asks, csv(row(1, officer="不是人", state="甲"))).json
        mapped = map_columns(self.asks, told["id"], {"columns": {"officer": ""},
                                                     "values": {"state": {"甲": "paused"}}}).json
        self.assertEqual({c["heading"]: c["field"] for c in mapped["columns"]}["经办人"], None)
        self.assertEqual(mapped["values"], {"state": {"甲": "paused"}})
        run(self.asks, told["id"])
        kept = self.asks.read("/api/v1/ledgers/pending")["rows"][0]
        self.assertEqual((kept["officer"], kept["state"]), ("", "paused"))

    def test_what_cannot_be_is_refused_and_changes_nothing(self):
        told = upload(self.asks, csv(row(1))).json
        for mapping in ({"columns": {"colour": "A"}}, {"columns": {"case_id": 1}}, {"sheets": "x"},
                        {"header_row": 0}, {"header_row": "1"}, {"sheet": "没有这张"},
                        {"columns": {"region": "D"}, "constants": {"region": "150100"}},
                        {"values": {"state": "ended"}}, {"constants": []}):
            with self.subTest(str(mapping)):
                self.assertEqual(map_columns(self.asks, told["id"], mapping).status, 422)
        self.assertEqual(self.asks.read(f"{IMPORTS}/{told['id']}"), told)
        lacking = map_columns(self.asks, told["id"], {"columns": {"received": ""}}).json
        self.assertEqual(lacking["state"], "unmapped")
        self.assertEqual(map_columns(self.asks, told["id"], {}).json["state"], "mapped")


class WhileItRuns(ImportCase):
    MANY = 12000

    def test_others_work_on_and_a_stop_loses_nothing(self):
        number = upload(self.asks, csv(*(row(n) for n in range(self.MANY)))).json["id"]
        self.assertEqual(self.asks.post(f"{IMPORTS}/{number}/start", {}).status, 202)
        file_case(self.asks, "meanwhile")
        state = self.asks.read(f"{IMPORTS}/{number}")
        self.assertEqual(state["state"], "running", "filing waited for the whole import")
        self.assertEqual(self.asks.post(f"{IMPORTS}/{number}/start", {}).status, 409)
        self.assertEqual(map_columns(self.asks, number, {}).status, 409)
        self.restart()
        broken = self.asks.read(f"{IMPORTS}/{number}")
        self.assertEqual((broken["state"], broken["can_undo"]), ("failed", True), broken)
        taken = in_ledger(self.asks, department="住建局") - 1
        self.assertLess(taken, self.MANY)
        done = run(self.asks, number)
        self.counts(done, adopted=self.MANY - taken, merged=taken)
        self.assertEqual(undo(self.asks, number)["undone"], {"removed": self.MANY, "kept": 0})
        self.assertEqual(in_ledger(self.asks), 1)
        self.assertEqual(self.server.stop(), 0)
        qidi("verify", "--data", self.data)

    def test_a_killed_server_goes_on_where_it_was(self):
        number = upload(self.asks, csv(*(row(n) for n in range(self.MANY)))).json["id"]
        self.assertEqual(self.asks.post(f"{IMPORTS}/{number}/start", {}).status, 202)
        sheets.wait_until(lambda: in_ledger(self.asks) > 500, what="the first rows")
        self.restart(killing=True)
        self.assertEqual(self.asks.read(f"{IMPORTS}/{number}")["state"], "failed")
        taken = in_ledger(self.asks)
        self.assertGreater(taken, 500)
        self.assertEqual(undo(self.asks, number)["undone"], {"removed": taken, "kept": 0})
        self.assertEqual(in_ledger(self.asks), 0)


if __name__ == "__main__":
    unittest.main()
