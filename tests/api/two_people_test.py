"""Acts of two people in two sessions, what is asked of the unit after acceptance, and who owes a reason
for being late. domain.md 3, 6; docs/decisions/0018; N1, N4, N5, N8."""
import time
import unittest

import client
from casework import own_filing
from serving import Served, demonstration_copy, qidi
from signing_in import GOOD, SIGN_IN, SessionTest

NOW, LATER = "2022-11-01T09:00:00+08:00", "2022-11-10T09:00:00+08:00"


class TwoPeople(SessionTest):
    """One demonstration; each story has a case of its own, filed at clerk1's department."""

    @classmethod
    def setUpClass(cls):
        cls.data = demonstration_copy()
        cls.serve(NOW)
        cls.addClassCleanup(lambda: cls.server.end())
        me = cls.me["government"]
        cls.server.end()
        for login, name in (("gov2", me["name"]), ("gov3", "某审核"), ("gov4", "某批准")):
            qidi("user", "add", login, "--role", "region_government", "--name", name, "--region",
                 me["region"], "--department", me["department"], "--password-stdin", "--data",
                 cls.data, "--now", NOW, stdin=GOOD + "\n")
        cls.serve(NOW)

    @classmethod
    def serve(cls, now):
        cls.server = Served(cls.data, "--access-log", "none", now=now)
        cls.asks = client.Client(cls.server.port)
        cls.asks.wait_until_quiet()
        cls.who = {login: client.Client(cls.server.port, as_=login) for login in
                   ("clerk1", "clerk2", "head1", "bclerk1", "bhead1", "unit", "government")}
        cls.me = {login: asks.read(SIGN_IN) for login, asks in cls.who.items()}

    def governor(self, login: str) -> client.Client:
        """One of the further accounts of the government, signed in."""
        asks = client.Client(self.server.port, token="")
        self.assertEqual(asks.sign_in(login, GOOD).status, 200)
        if asks.read(SIGN_IN)["must_change_password"]:
            asks.keep(asks.post(f"{SIGN_IN}/password", {"old": GOOD, "new": GOOD + "-2"}))
        return asks

    def filed(self, **fields) -> str:
        me = self.me["clerk1"]
        body = own_filing(region=me["region"], department=me["department"], officer=me["name"],
                          **fields)
        answer = self.who["unit"].post("/api/v1/cases", body)
        self.assertEqual(answer.status, 201, answer)
        return answer.json["case_id"]

    def do(self, who, case: str, act: str, **fields) -> client.Answer:
        tag = self.asks.get(f"/api/v1/cases/{case}").header("etag")
        asks = who if isinstance(who, client.Client) else self.who[who]
        return asks.post(f"/api/v1/cases/{case}/{act}", fields, match=tag)

    def done(self, who, case: str, act: str, **fields) -> dict:
        answer = self.do(who, case, act, **fields)
        self.assertEqual(answer.status, 200, answer)
        return answer.json

    def assertTold(self, login: str, case: str, kind: str):
        """A notice comes a moment after its act."""
        until = time.monotonic() + 30
        while True:
            kinds = {one["kind"] for one in self.who[login].read("/api/v1/notices")["notices"]
                     if one["case_id"] == case}
            if kind in kinds:
                return
            self.assertLess(time.monotonic(), until, f"{kind} not among {kinds}")
            time.sleep(0.2)

    def events(self, case: str) -> list:
        return self.asks.read(f"/api/v1/cases/{case}/record")["events"]

    def waiting(self, who, case: str) -> list:
        asks = who if isinstance(who, client.Client) else self.who[who]
        return [task for task in asks.read("/api/v1/team/waiting")["tasks"]
                if task["row"]["case_id"] == case]

    # A correction needed one clerk and any name that he typed into `agreed_by`, also his own.
    def test_a_correction_is_asked_by_who_acted_and_done_by_the_heads_own_word(self):
        case = self.filed()
        self.done("clerk1", case, "accept")
        accepted = [e["sequence"] for e in self.events(case) if e["kind"] == "accepted"][0]
        wrong = {"of_sequence": accepted, "field": "legal_day", "value": "2022-10-31",
                 "reason": "日期有误"}
        self.assertRefused(self.do("clerk1", case, "correct", **wrong, agreed_by="查无此人"), 400,
                           "parameter_invalid", "agreed_by")
        self.assertRefused(self.do("clerk1", case, "correct", **wrong), 409, "day_rewrites_record",
                           "value")  # accepted before it was received
        right = {"of_sequence": accepted, "field": "legal_day", "value": "2022-11-01",
                 "reason": "核对无误"}
        self.assertRefused(self.do("clerk1", case, "correct", of_sequence=1, field="unit_name",
                                   value="某", reason="笔误"), 403, "not_who_acted", "of_sequence")
        asked = self.done("clerk1", case, "correct", **right)
        self.assertEqual(asked["events"], ["agreement_asked"])
        self.assertRefused(self.do("clerk2", case, "correct", **right), 409, "agreement_open")
        for login in ("clerk1", "clerk2"):
            self.assertRefused(self.do(login, case, "agree"), 403, "not_permitted", "actor.role")
        self.assertRefused(self.do("bhead1", case, "agree"), 404, "unknown_case")
        told = self.who["head1"].read(f"/api/v1/cases/{case}/asked")["agreements"][0]
        self.assertEqual((told["act"], told["asker"], told["may_agree"], told["own"]),
                         ("correct", self.me["clerk1"]["name"], True, False))
        self.assertEqual(told["correction"], {
            "sequence": accepted, "kind": "accepted", "kind_name": "受理", "day": "2022-11-01",
            "field": "legal_day", "before": "2022-11-01", "after": "2022-11-01"})
        self.assertTrue(self.who["clerk1"].read(f"/api/v1/cases/{case}/asked")
                        ["agreements"][0]["own"])
        task = self.waiting("head1", case)[0]
        self.assertEqual((task["kind"], task["agreement"]["reason"]), ("agree", "核对无误"))
        given = self.done("head1", case, "agree")
        self.assertEqual(given["events"], ["agreement_given", "corrected"])
        corrected = self.events(case)[-1]
        self.assertEqual(corrected["actor_name"], self.me["clerk1"]["name"])
        self.assertIn("demo-head1", corrected["body"]["agreed_by"])
        self.assertIn(self.me["head1"]["name"], corrected["body"]["agreed_by"])
        self.assertEqual(self.waiting("head1", case), [])
        self.assertRefused(self.do("head1", case, "agree"), 409, "agreement_not_open")

    # A transfer needed one head: the case left with "查无此人" as who had agreed.
    def test_a_transfer_is_offered_by_one_head_and_taken_by_the_other_in_his_own_session(self):
        case = self.filed()
        self.done("clerk1", case, "accept")
        to = self.me["bhead1"]
        offer = {"region": to["region"], "department": to["department"],
                 "officer": self.me["bclerk1"]["name"], "reason": "属地办理"}
        self.assertEqual(self.who["bhead1"].get(f"/api/v1/cases/{case}").status, 404)
        self.done("head1", case, "transfer", **offer)
        # Whoever is asked sees what he is asked about, as long as he is.
        seen = self.who["bhead1"].read(f"/api/v1/cases/{case}")
        self.assertEqual(seen["row"]["department"], self.me["head1"]["department"])
        self.assertEqual(self.waiting("bhead1", case)[0]["agreement"]["reason"], "属地办理")
        self.assertRefused(self.do("head1", case, "agree"), 409, "agreement_not_open")
        self.assertRefused(self.do("bhead1", case, "decline_agreement"), 409, "reasons_missing")
        self.done("bhead1", case, "decline_agreement", reason="不属本旗")
        self.assertEqual(self.who["bhead1"].get(f"/api/v1/cases/{case}").status, 404)
        # An act that moves the case on makes the request void, and says so.
        self.done("head1", case, "transfer", **offer)
        self.done("unit", case, "withdraw", reason="另选址")
        told = self.who["head1"].read(f"/api/v1/cases/{case}/asked")["agreements"][0]
        self.assertIsNone(told["correction"])
        self.assertEqual((told["void_by"], told["may_agree"]), ("撤回申请", False))
        self.assertEqual(self.waiting("bhead1", case), [])

        case = self.filed()
        self.done("clerk1", case, "accept")
        self.done("head1", case, "transfer", **offer)
        self.assertEqual(self.done("bhead1", case, "agree")["events"],
                         ["agreement_given", "transferred"])
        row = self.asks.read(f"/api/v1/cases/{case}")["row"]
        self.assertEqual((row["department"], row["officer"]),
                         (to["department"], self.me["bclerk1"]["name"]))
        self.assertTold("head1", case, "agreement_given")

    # A removal needed one account that typed a reviewer's and an approver's name.
    def test_a_removal_takes_three_people_and_nobody_twice_under_another_account(self):
        twin, second, third = (self.governor(login) for login in ("gov2", "gov3", "gov4"))
        case = self.filed()
        self.done("government", case, "remove", basis="不符合产业政策",
                  remedies="六十日内可以申请行政复议")
        self.assertEqual(len(self.waiting(third, case)), 1)
        self.assertRefused(self.do("government", case, "agree"), 403, "needs_two_people")
        self.assertRefused(self.do(twin, case, "agree"), 403, "needs_two_people")
        self.assertEqual(self.done(second, case, "agree")["events"], ["agreement_given"])
        self.assertEqual(self.asks.read(f"/api/v1/cases/{case}")["row"]["state"], "in_review")
        self.assertRefused(self.do(second, case, "agree"), 403, "needs_two_people")
        self.assertEqual(self.done(third, case, "agree")["events"],
                         ["agreement_given", "removed"])
        body = self.events(case)[-1]["body"]
        self.assertIn("某审核", body["reviewed_by"])
        self.assertIn("某批准", body["approved_by"])

    # The list of 审查补正 was a dead end: the unit was not told, could not answer, and silence passed
    # unnoticed.
    def test_what_is_asked_after_acceptance_is_told_answered_and_its_silence_noticed(self):
        heard, silent = (self.filed(project_code=f"2207-150100-04-01-12377{n}") for n in (1, 2))
        for case in (heard, silent):
            self.done("clerk1", case, "accept")
            self.done("clerk1", case, "ask_more", answer_by="2022-11-08", defects=[
                {"paper": "contract", "fault": "缺附件", "mending": "补附件"}])
        due = self.asks.read(f"/api/v1/cases/{heard}")["row"]["due"]
        more = self.who["unit"].read(f"/api/v1/cases/{heard}/asked")["more"]
        self.assertEqual((more["answer_by"], more["unanswered"], more["defects"][0]["fault"]),
                         ("2022-11-08", False, "缺附件"))
        self.assertNotEqual(more["defects"][0]["name"], "contract")
        self.assertTold("unit", heard, "more_asked")
        self.assertRefused(self.do("unit", heard, "answer_more"), 409, "defects_unanswered",
                           "answers")
        self.done("unit", heard, "answer_more", papers=["contract"], answers=[
            {"paper": "contract", "answer": "已补附件", "mended": True}])
        self.assertEqual(self.asks.read(f"/api/v1/cases/{heard}")["row"]["due"], due)
        self.assertIsNone(self.who["unit"].read(f"/api/v1/cases/{heard}/asked")["more"])

        self.assertTold("clerk1", heard, "more_answered")
        type(self).server.end()
        self.serve(LATER)
        self.assertTold("clerk1", silent, "more_unanswered")
        told = [one["kind"] for one in self.who["clerk1"].read("/api/v1/notices")["notices"]
                if one["case_id"] in (heard, silent) and one["kind"].startswith("more_")]
        self.assertEqual(sorted(told), ["more_answered", "more_unanswered"])
        self.assertTrue(self.who["clerk1"].read(f"/api/v1/cases/{silent}/asked")
                        ["more"]["unanswered"])
        self.assertIn("more_unanswered",
                      self.asks.read(f"/api/v1/cases/{silent}")["row"]["flags"])
        self._reasons_owed()

    def _reasons_owed(self):
        """Who is late owes a public reason; published, it stands beside the light, and the duty is
        done for this red."""
        owed = [task for task in self.who["head1"].read("/api/v1/team/waiting")["tasks"]
                if task["kind"] == "explain"]
        self.assertTrue(owed)
        case = owed[0]["row"]["case_id"]
        self.assertIn(owed[0]["row"]["light"], ("red", "red_by_law"))
        asked = self.who["head1"].read(f"/api/v1/cases/{case}/asked")
        self.assertEqual((asked["unexplained"]["due"], asked["unexplained"]["since"]),
                         (owed[0]["due"], owed[0]["since"]))
        self.done("head1", case, "explain_overdue", reason="专家评审尚未完成")
        asked = self.who["head1"].read(f"/api/v1/cases/{case}/asked")
        self.assertIsNone(asked["unexplained"])
        self.assertEqual(asked["explanation"]["reason"], "专家评审尚未完成")
        self.assertEqual([t for t in self.waiting("head1", case) if t["kind"] == "explain"], [])


if __name__ == "__main__":
    unittest.main()
