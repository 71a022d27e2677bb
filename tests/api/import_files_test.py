"""Files of every kind at the import's door: hostile ones are told why, real ones are understood."""
import os
import pathlib
import unittest

import client
import sheets
from serving import ROOT, Served, new_directory
from sheets import IMPORTS, csv, map_columns, row, run, upload, xlsx

SHARED = pathlib.Path(os.environ.get("QIDI_SHARED", ROOT.parent / "shared")) / "data"


class FilesAtTheDoor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(new_directory(), "--access-log", "none")
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)

    def unreadable(self, content: bytes, name: str):
        answer = upload(self.asks, content, name)
        self.assertEqual(answer.status, 201, answer)
        told = answer.json
        self.assertEqual(told["state"], "unreadable", told)
        self.assertTrue(told["problem"] and told["mend"])
        for verb, body in (("start", {}), ("undo", {"reason": "错了"})):
            self.assertEqual(self.asks.post(f"{IMPORTS}/{told['id']}/{verb}", body).status, 409)
        self.assertEqual(map_columns(self.asks, told["id"], {}).status, 409)
        self.assertEqual(self.asks.read(f"{IMPORTS}/{told['id']}/report"),
                         {"problems": [], "more": 0})

    def test_what_is_no_sheet_is_told_so_and_never_breaks_anything(self):
        good = xlsx([["办件编号", "收件日期"], ["1", "2022-08-01"]])
        laughs = ('<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">' + "".join(
            f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)) +
            ']><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c>'
            "</row></sheetData></worksheet>")
        for name, content in {
                "random.xlsx": bytes(range(256)) * 20,
                "cut.xlsx": good[:len(good) // 2],
                "no-end.zip": b"PK\x03\x04" + b"x" * 50,
                "bomb.xlsx": xlsx([], sheet_xml="<worksheet>" + " " * 300_000_000),
                "laughs.xlsx": xlsx([], sheet_xml=laughs),
                "empty.zip": b"PK\x05\x06" + bytes(18),
                "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
                "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(100),
                "binary.csv": b"\x00\x01\x02\x00" * 100}.items():
            with self.subTest(name):
                self.unreadable(content, name)
        self.assertEqual(run(self.asks, upload(self.asks, csv(row(1))).json["id"])["state"], "done")

    def test_nothing_or_words_in_place_of_a_sheet_can_not_be_started(self):
        for content in (b"", b"\n\n\n", "一句话，没有表。".encode(), csv(heading="甲,乙,丙"),
                        "<html><table><tr><td>1</td></tr></table></html>".encode()):
            with self.subTest(content[:12]):
                answer = upload(self.asks, content)
                self.assertEqual(answer.status, 201, answer)
                self.assertIn(answer.json["state"], ("unreadable", "unmapped"))
                self.assertEqual(
                    self.asks.post(f"{IMPORTS}/{answer.json['id']}/start", {}).status, 409)

    def test_a_files_name_is_only_shown(self):
        for name, shown in {"../../etc/passwd": "passwd", "C:\\台账\\甲.csv": "甲.csv",
                            "a\x01b.csv": "ab.csv", "长" * 300 + ".csv": None}.items():
            answer = upload(self.asks, csv(row(1)), name)
            if answer.status == 400:
                continue  # the form's own parser may refuse such a name
            if shown is not None:
                self.assertEqual(answer.json["file_name"], shown)
            self.assertLessEqual(len(answer.json["file_name"].encode()), 200)

    def test_a_form_without_a_file_is_refused(self):
        edge = "----edge"
        body = f'--{edge}\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--{edge}--\r\n'
        answer = self.asks.ask("POST", IMPORTS, body.encode(),
                               {"Content-Type": f"multipart/form-data; boundary={edge}",
                                "Idempotency-Key": client.new_key()})
        self.assertEqual((answer.status, answer.json["field"]), (400, "file"))

    def test_the_template_comes_back_as_a_sheet_with_nothing_in_it(self):
        template = self.asks.get(f"{IMPORTS}/template")
        self.assertEqual(template.status, 200)
        told = upload(self.asks, template.body, "template.xlsx").json
        self.assertEqual(told["state"], "mapped", told["problem"])
        self.assertEqual((len(told["columns"]), told["preview"]), (len(told["fields"]), []))

    def test_a_cell_of_many_letters_makes_no_long_answer(self):
        told = upload(self.asks, csv(*(row(n, officer="长" * 20000) for n in range(30)))).json
        self.assertLess(len(str(told)), 60000)
        self.assertLessEqual(len(told["preview"]), 20)

    def test_more_problems_than_a_page_shows_are_all_in_the_file(self):
        number = upload(self.asks, csv(*(row(n, matter="没有") for n in range(1500)))).json["id"]
        run(self.asks, number)
        report = self.asks.read(f"{IMPORTS}/{number}/report")
        self.assertEqual((len(report["problems"]), report["more"]), (1000, 500))
        lines = self.asks.get(f"{IMPORTS}/{number}/report", format="csv").text.splitlines()
        self.assertEqual(len(lines), 1501)

    @unittest.skipUnless(SHARED.exists(), f"SKIPPED: no real sheets at {SHARED}")
    def test_a_foreign_citys_real_ledger_is_mapped_and_taken(self):
        content = (SHARED / "bpic15_1_cases.csv").read_bytes()
        number = upload(self.asks, content, "bpic15_1_cases.csv").json["id"]
        mapped = map_columns(self.asks, number, {
            "columns": {"case_id": "case", "received": "startDate", "ended": "endDate",
                        "due": "endDatePlanned", "officer": "responsible"},
            "constants": {"region": "150100", "department": "住建局"},
            "values": {"state": {"O": "ended"}}}).json
        self.assertEqual(mapped["state"], "mapped", mapped["problem"])
        done = run(self.asks, number)
        self.assertEqual((done["counts"]["adopted"], done["counts"]["refused"]), (1199, 0))
        self.assertEqual(sheets.undo(self.asks, number)["undone"], {"removed": 1199, "kept": 0})

    @unittest.skipUnless(SHARED.exists(), f"SKIPPED: no real sheets at {SHARED}")
    def test_real_ragged_sheets_are_outlined_and_mapped_by_letters(self):
        told = upload(self.asks, (SHARED / "sheets" / "project_list_excel_serials_masked.xlsx")
                      .read_bytes(), "projects.xlsx").json
        self.assertEqual((told["state"], told["sheet"]), ("unmapped", "项目总表"))
        self.assertIn("收件日期", told["problem"])
        self.assertGreater(len(told["sheets"]), 3)
        tunnel = upload(self.asks, (SHARED / "sheets" / "tunnel_ledger_text_dates.xlsx")
                        .read_bytes(), "tunnel.xlsx").json
        mapped = map_columns(self.asks, tunnel["id"], {
            "columns": {"case_id": "A", "received": "D", "department": "E"}}).json
        self.assertEqual(mapped["state"], "mapped", mapped["problem"])
        self.assertEqual(mapped["preview"][0]["values"]["received"], "2022-03-16")


if __name__ == "__main__":
    unittest.main()
