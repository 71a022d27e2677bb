"""The papers of casework over HTTP: listed, printed with exactly the record's facts, delivered,
and verified by whoever scanned the code. Clauses N5, N8; docs/decisions/0012."""
import json
import re
import subprocess
import unittest
import urllib.parse

import client
import square_code
from acting import ActsTest
from casework import CLERK, HEAD, UNIT, act, file_case
from serving import Served, demonstration_copy, fresh

ADDRESS = "https://qidi.example.cn"
COMPANY = "内蒙古某风电有限公司"
OFFICE = {"id": "office1", "name": "某办", "role": "office", "region": "150000"}
GOVERNMENT = {"id": "gov1", "name": "某市", "role": "region_government", "region": "150100"}
DEFECT = {"paper": "contract", "fault": "没有签字页", "mending": "补签字页"}


def text_of(pdf: bytes) -> str:
    """What can be selected on the paper, without the breaks of its lines."""
    ran = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True,
                         check=True)
    return re.sub(r"\s+", "", ran.stdout.decode("utf-8"))


class Papers(ActsTest):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(fresh("papers"), "--public-address", ADDRESS + "/", now=cls.NOW)
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)
        cls.stranger = client.Client(cls.server.port, token="")

    def file(self, case, **fields):
        file_case(self.asks, case, unit_name=COMPANY, **fields)

    def do(self, case, name, actor, **fields):
        answer = act(self.asks, case, name, actor, **fields)
        self.assertEqual(answer.status, 200, answer)

    def writs(self, case) -> list:
        return self.asks.read(f"/api/v1/cases/{case}/writs")["writs"]

    def paper(self, case, event) -> client.Answer:
        return self.asks.get(f"/api/v1/cases/{case}/writs/{event}/file")

    def verify(self, address: str) -> dict:
        """What the page behind an address on a paper asks."""
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
        answer = self.stranger.get("/api/v1/verify-writ", **query)
        self.assertEqual(answer.status, 200, answer)
        return answer.json


class EveryKind(Papers):
    EXPECTED = {
        "filing_receipt": [COMPANY, "2207-150100-04-01-123456", "2022年9月26日",
                           "至2022年10月8日", "建筑面积", "12.5平方米", "单位名称：设计单位甲"],
        "correction": ["没有签字页", "补签字页", "可先核对示范文本", "一次"],
        "refiling_receipt": ["收到你单位就", "中标通知书和施工合同", "已补正：已补", "至2022年10月8日"],
        "acceptance": ["予以受理", "承诺期限为3个工作日，至2022年9月29日止"],
        "further_correction": ["页码缺失", "请于2022年10月20日前答复"],
        "special_procedure": ["专家评审", "所需时间为5个工作日", "住建局特字〔2022〕0001号"],
        "prolonged_procedure": ["合计为8个工作日", "住建局特延字〔2022〕0001号"],
        "extension": ["论证复杂", "延长4个工作日", "某负责人"],
        "grant": ["决定准予行政许可", "开工前报送施工图"],
        "delivery_receipt": ["赵六", "直接送达", "准予行政许可决定书"],
        "non_acceptance": ["属水利部门职权", "某市水利局", "六个月内"],
        "refusal": ["不符合规划", "六十日内可以申请行政复议", "决定不予行政许可"],
        "forwarding": ["材料齐全，建议准予", "住建厅", "不得要求你单位重复提供"],
        "termination": ["撤回申请（理由：项目调整）"],
        "removal": ["产业政策限制类", "审核甲", "批准乙"],
    }

    def tell_stories(self):
        """Cases that together give rise to every kind of paper."""
        self.file("long", form={"floor_area": 12.5,
                                "parties": [{"name": "设计单位甲", "duty": "设计"}]})
        self.do("long", "return_once", CLERK, defects=[DEFECT], suggestions="可先核对示范文本")
        self.do("long", "refile", UNIT, papers=["contract"],
                answers=[{"paper": "contract", "answer": "已补", "mended": True}])
        self.do("long", "accept", CLERK)
        self.do("long", "ask_more", CLERK, answer_by="2022-10-20",
                defects=[{**DEFECT, "fault": "页码缺失"}])
        self.do("long", "pause", CLERK, ground="expert_review", days=5)
        self.do("long", "prolong", CLERK, days=8)
        self.do("long", "resume", CLERK)
        self.do("long", "propose", CLERK, outcome="grant", reasons="符合条件")
        self.do("long", "decide", HEAD, outcome="grant", conditions="开工前报送施工图")
        self.do("long", "deliver", CLERK, writ="10", way="in_person", receiver="赵六")
        self.file("more", matter="project_approval", papers=["application"])
        self.do("more", "accept", CLERK)
        self.do("more", "ask_extension", CLERK, days=4, reason="论证复杂")
        self.do("more", "extend", HEAD, days=4, reason="论证复杂")
        self.file("barred")
        self.do("barred", "not_accept", CLERK, ground="not_our_power", reason="属水利部门职权",
                competent_organ="某市水利局")
        self.file("no")
        self.do("no", "accept", CLERK)
        self.do("no", "propose", CLERK, outcome="refuse", reasons="不符合规划")
        self.do("no", "decide", HEAD, outcome="refuse", reasons="不符合规划",
                remedies="六十日内可以申请行政复议")
        self.file("up", power="first_review", upper_region="150000", upper_department="住建厅")
        self.do("up", "accept", CLERK)
        self.do("up", "forward", CLERK, opinion="材料齐全，建议准予")
        self.file("back")
        self.do("back", "withdraw", UNIT, reason="项目调整")
        self.file("gone")
        self.do("gone", "remove", GOVERNMENT, basis="产业政策限制类", reviewed_by="审核甲",
                approved_by="批准乙", remedies="六十日内可以申请行政复议")

    def test_each_paper_prints_with_its_facts_and_its_title(self):
        self.tell_stories()
        seen = set()
        for case in ("long", "more", "barred", "no", "up", "back", "gone"):
            for writ in self.writs(case):
                if writ["kind"] in seen:
                    continue
                with self.subTest(writ["kind"]):
                    self.assertIsNone(writ["missing"])
                    paper = self.paper(case, writ["event"])
                    self.assertEqual(paper.header("content-type"), "application/pdf")
                    # Saved, every paper was called termination-2.pdf or the like.
                    which = writ["number"] or writ["day"]
                    name = urllib.parse.quote(f"{writ['word']} {which}.pdf", safe="")
                    self.assertIn(f"; filename*=UTF-8''{name}",
                                  paper.header("content-disposition"))
                    told = text_of(paper.body)
                    for words in [writ["word"], writ["number"], writ["organ"],
                                  *self.EXPECTED[writ["kind"]]]:
                        self.assertIn(words, told)
                    self.assertIn("演练", told, "a rehearsal is stamped")
                    seen.add(writ["kind"])
        self.assertEqual(seen, set(self.EXPECTED))


class BySilence(Papers):
    def test_silence_that_accepted_has_its_notice_and_what_broke_it_in_time_sets_it_aside(self):
        """Silence gave no paper: the unit held nothing that said since when it counts as accepted."""
        window = {**CLERK, "id": "w", "role": "window_clerk"}
        for case in ("silent", "told"):
            self.file(case, actor=window, legal_day="2022-09-16")
        notices = [[writ for writ in self.writs(case) if writ["kind"] == "acceptance"]
                   for case in ("silent", "told")]
        self.assertEqual([one["number"] for (one,) in notices],
                         ["住建局受字〔2022〕0001号", "住建局受字〔2022〕0002号"])
        told = text_of(self.paper("silent", notices[0][0]["event"]).body)
        for words in ("受理通知书", "至2022年9月23日五个工作日届满", "第三十二条第一款第四项",
                      "受理日期为2022年9月16日", "住建局受字〔2022〕0001号"):
            self.assertIn(words, told)
        self.assertNotIn("申请材料齐全", told)
        # A list that was given on paper in time comes in late: the number stays told, set aside.
        self.do("told", "return_once", CLERK, defects=[DEFECT], suggestions="补齐", on_paper=True,
                legal_day="2022-09-22")
        standing = {writ["number"]: writ["standing"] for writ in self.writs("told")}
        self.assertEqual(standing["住建局受字〔2022〕0002号"], "set_aside")
        # What was done on paper has its number already.
        self.file("paper")
        self.do("paper", "accept", CLERK)
        refused = act(self.asks, "paper", "pause", CLERK, ground="hearing", days=3, on_paper=True,
                      legal_day="2022-09-26")
        self.assertRefused(refused, 409, "notice_missing", "notice_no")


class Verifying(Papers):
    def test_the_code_on_the_paper_leads_to_what_the_paper_shows_and_to_no_more(self):
        self.file("seen")
        writ = self.writs("seen")[0]
        paper = self.paper("seen", 1).body
        self.assertEqual(self.paper("seen", 1).body, paper, "the same bytes")
        codes = square_code.codes_in(square_code.pages_of(paper)[-1])
        self.assertEqual(codes, [ADDRESS + writ["verify"]])
        found = self.verify(codes[0])
        self.assertTrue(found["matches"])
        shown = found["writ"]
        self.assertEqual((shown["word"], shown["number"], shown["day"], shown["standing"]),
                         ("申请材料接收凭证", writ["number"], "2022-09-26", "stands"))
        self.assertEqual(shown["addressee"], "内蒙＊＊＊＊＊＊公司")
        self.assertIn(shown["root_then"], text_of(paper))
        for secret in ("某项目", "unit1", "clerk1", COMPANY):
            self.assertNotIn(secret, json.dumps(found, ensure_ascii=False))

    def test_whoever_guesses_learns_nothing(self):
        self.file("guessed")
        address = self.writs("guessed")[0]["verify"]
        altered = address[:-1] + ("0" if address[-1] != "0" else "1")
        nothing = {"matches": False, "writ": None}
        for other in (altered, address.replace("guessed", "unknown"),
                      address.replace("event=1", "event=2"),
                      address.replace("event=1", "event=x")):
            with self.subTest(other):
                self.assertEqual(self.verify(other), nothing)

    def test_a_decision_that_was_set_aside_is_genuine_but_stands_no_more(self):
        self.file("undone")
        self.do("undone", "accept", CLERK)
        self.do("undone", "propose", CLERK, outcome="refuse", reasons="不符合规划")
        self.do("undone", "decide", HEAD, outcome="refuse", reasons="不符合规划", remedies="可以复议")
        decision = self.writs("undone")[-1]
        self.assertEqual(self.verify(decision["verify"])["writ"]["standing"], "stands")
        self.do("undone", "reopen", OFFICE, mode="decide_again", finding="依据有误", cause="复议")
        self.assertEqual(self.verify(decision["verify"])["writ"]["standing"], "set_aside")
        self.assertIn("已撤销", text_of(self.paper("undone", decision["event"]).body))

    def test_the_files_signature_names_its_hash_and_key(self):
        self.file("signed")
        signature = self.asks.read("/api/v1/cases/signed/writs/1/signature")
        sm3 = subprocess.run(["openssl", "dgst", "-sm3", "-r"], check=True, capture_output=True,
                             input=self.paper("signed", 1).body).stdout.split()[0].decode()
        self.assertEqual(signature["file_sm3"], sm3)
        head = self.asks.get("/api/v1/heads/latest")
        if head.status == 200:
            self.assertEqual(signature["key"], head.json["key"])
        self.assertIn("不是电子印章", signature["note"])


class Refusing(Papers):
    def test_a_paper_that_lacks_what_the_law_asks_for_is_not_printed(self):
        file_case(self.asks, "nameless")
        writ = self.writs("nameless")[0]
        self.assertEqual(writ["missing"], {"content": "unit_name", "name": "受送达人",
                                             "clause": "行政许可法第二十九条"})
        answer = self.paper("nameless", 1)
        self.assertRefused(answer, 422, "content_missing", "unit_name")
        self.assertIn("受送达人", answer.json["detail"])
        self.assertEqual(answer.json["clause"], "行政许可法第二十九条")

    def test_what_is_no_writ_is_not_there(self):
        self.file("there")
        for event in ("0", "2", "x", "999999999999999999"):
            self.assertEqual(self.paper("there", event).status, 404)
        self.assertEqual(self.asks.get("/api/v1/cases/none/writs").status, 404)
        answer = self.stranger.get("/api/v1/verify-writ", case="there", event="1")
        self.assertEqual((answer.status, answer.json["field"]), (400, "hash"))

    def test_a_number_that_another_case_bears_is_refused(self):
        for case in ("one", "two"):
            self.file(case)
        self.do("one", "accept", CLERK, notice_no="呼建受〔2022〕1号")
        answer = act(self.asks, "two", "accept", CLERK, notice_no="呼建受〔2022〕1号")
        self.assertRefused(answer, 409, "writ_number_taken", "notice_no")
        self.do("two", "accept", CLERK, notice_no="呼建受〔2022〕2号")
        answer = act(self.asks, "two", "accept", CLERK, match='"1"', notice_no="呼建受〔2022〕1号")
        self.assertRefused(answer, 409, "version_stale")  # told first: what changed decides the rest


class OpenedByTheUnit(unittest.TestCase):
    def test_opening_the_file_is_the_units_receipt_once_and_nobody_elses(self):
        data = demonstration_copy()
        with Served(data, "--access-log", "none") as server:
            asks = client.Client(server.port)
            asks.wait_until_quiet()
            unit = client.Client(server.port, as_="unit")
            case = unit.read("/api/v1/ledgers/all", limit=1)["rows"][0]["case_id"]
            listed = f"/api/v1/cases/{case}/writs"
            first = unit.read(listed)["writs"][0]
            self.assertIsNone(first["delivered"])
            target = f"{listed}/{first['event']}/file"
            self.assertEqual(asks.get(target).status, 200)
            self.assertIsNone(unit.read(listed)["writs"][0]["delivered"], "not the unit's eyes")
            for _ in range(2):
                self.assertIn("演示数据", text_of(unit.get(target).body))
            after = unit.read(listed)["writs"]
            self.assertTrue(after[0]["delivered"]["by_unit"])
            self.assertEqual(after[0]["delivered"]["way"], "electronic")
            proofs = [one for one in after if one["kind"] == "delivery_receipt"]
            self.assertEqual([one["number"] for one in proofs], [first["number"]])
            self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    unittest.main()
