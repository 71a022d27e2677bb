"""How far a case is, told to everybody without an account: by the code on its receipt, or by its
number and the end of the unit's credit code. Clause N20; docs/decisions/0019."""
import shutil
import unittest

import client
from casework import CLERK, HEAD, UNIT, act, file_case
from papers_test import text_of
from serving import Served, fresh

NOW, ADDRESS = "2022-09-26", "https://qidi.example.cn"
COMPANY, CODE = "内蒙古某风电有限公司", "91150100MA0MX0C94P"
PROJECT = "某地十万千瓦风电项目"
PATH = "/api/v1/progress"


class Progress(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = fresh("progress")
        cls.serve()
        cls.addClassCleanup(lambda: cls.server.end())

    @classmethod
    def serve(cls):
        cls.server = Served(cls.data, "--public-address", ADDRESS, now=NOW)
        cls.asks = client.Client(cls.server.port)
        cls.anybody = client.Client(cls.server.port, token="")

    def file(self, case: str, **fields) -> str:
        """Files a case; gives its query code."""
        file_case(self.asks, case, **{"unit_name": COMPANY, "unit_code": CODE,
                                      "project_name": PROJECT, **fields})
        return self.asks.read(f"/api/v1/cases/{case}/writs")["query_code"]

    def told(self, **query) -> dict:
        answer = self.anybody.get(PATH, **query)
        self.assertEqual(answer.status, 200, answer)
        self.assertIn("no-store", answer.header("cache-control"))
        return answer.json

    def test_the_code_tells_where_the_case_stands_and_what_happened(self):
        code = self.file("whole", contact_name="联系甲", contact_phone="13812345678",
                         officer="某经办")
        self.assertRegex(code, r"^[0-9A-Z]{5}(-[0-9A-Z]{5}){2}$")
        act(self.asks, "whole", "return_once", CLERK, suggestions="可先核对示范文本",
            defects=[{"paper": "contract", "fault": "没有签字", "mending": "补签"}])
        waiting = self.told(code=code)["progress"]
        self.assertEqual((waiting["state"], waiting["light"], waiting["due"]),
                         ("waiting_for_unit", "none", None))
        act(self.asks, "whole", "refile", UNIT, papers=["contract"],
            answers=[{"paper": "contract", "answer": "已补", "mended": True}])
        act(self.asks, "whole", "accept", CLERK)
        act(self.asks, "whole", "propose", CLERK, outcome="grant", reasons="经办意见：可以")
        row = self.asks.read("/api/v1/cases/whole")["row"]
        found = self.told(code=code)
        progress = found["progress"]
        for name in ("state", "light", "days_left", "received", "accepted", "due", "ended"):
            self.assertEqual(progress[name], row[name], name)
        self.assertEqual([(step["day"], step["kind"]) for step in progress["steps"]],
                         [(NOW, kind) for kind in ("filed", "returned_once", "refiled",
                                                   "accepted")])
        self.assertEqual((progress["project"], progress["as_of"]), ("某地＊＊＊＊＊＊项目", NOW))
        text = self.anybody.get(PATH, code=code).text
        for secret in (COMPANY, CODE, PROJECT, "联系甲", "1381234", "某经办", "没有签字",
                       "经办意见", CLERK["id"], "2207-150100"):
            self.assertNotIn(secret, text)
        act(self.asks, "whole", "decide", HEAD, outcome="grant")
        self.assertEqual(self.told(code=code)["progress"]["state"], "granted")

    def test_the_receipt_and_the_notice_of_acceptance_bear_the_code(self):
        code = self.file("printed")
        act(self.asks, "printed", "accept", CLERK)
        for event in (1, 2):
            paper = text_of(self.asks.get(f"/api/v1/cases/printed/writs/{event}/file").raw)
            self.assertIn(f"查询码：{code}", paper)
            self.assertIn(f"{ADDRESS}/progress", paper)

    def test_the_number_needs_the_end_of_the_credit_code(self):
        self.file("numbered")
        by_number = self.told(case="numbered", unit_code_end=CODE[-4:].lower())
        self.assertEqual(by_number["progress"]["case_id"], "numbered")
        file_case(self.asks, "codeless", unit_name=COMPANY, external_id="sheet-7")
        nothing = {"found": False, "progress": None}
        for query in ({"case": "numbered", "unit_code_end": "0000"},
                      {"case": "none-such", "unit_code_end": CODE[-4:]},
                      {"case": "codeless", "unit_code_end": "0000"},
                      {"case": "sheet-7", "unit_code_end": CODE[-4:]},
                      {"code": "00000-00000-00000"}, {"code": "what"}, {"code": "查询码"}):
            self.assertEqual(self.told(**query), nothing, query)
        for query in ({}, {"case": "numbered"}, {"unit_code_end": "C94P"}, {"code": "x" * 61},
                      {"case": "numbered", "unit_code_end": "94P"}, {"odd": "1"}):
            self.assertEqual(self.anybody.get(PATH, **query).status, 400, query)

    def test_a_code_is_the_same_after_the_directory_was_moved_and_served_again(self):
        """The secret was written under a key that was gone by then: each start made another, and
        every printed code was worthless."""
        code = self.file("kept")
        self.server.end()
        moved = fresh("moved")
        shutil.copytree(self.data, moved)
        type(self).data = moved
        self.serve()
        self.assertEqual(self.told(code=code.lower().replace("-", " "))["progress"]["case_id"],
                         "kept")
        self.assertEqual(self.asks.read("/api/v1/cases/kept/writs")["query_code"], code)


class Guessing(unittest.TestCase):
    def test_whoever_guesses_waits_and_a_case_that_is_guessed_at_too(self):
        with Served(fresh("guesses"), now=NOW) as server:
            file_case(client.Client(server.port), "aimed-at", unit_code=CODE)
            anybody = client.Client(server.port, token="")
            ends = [f"{number:04d}" for number in range(11)]
            seen = [anybody.get(PATH, case="aimed-at", unit_code_end=end).status for end in ends]
            self.assertEqual(seen, [200] * 10 + [429], "ten wrong ones for a case")
            answer = anybody.get(PATH, case="aimed-at", unit_code_end=CODE[-4:])
            self.assertEqual((answer.status, answer.refusal), (429, "too_many_guesses"))
            self.assertGreater(int(answer.header("retry-after")), 0)
            seen = [anybody.get(PATH, code=f"{number:015d}").status for number in range(11)]
            self.assertEqual(seen, [200] * 10 + [429], "twenty wrong ones for an address")


if __name__ == "__main__":
    unittest.main()
