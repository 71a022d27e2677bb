"""Between a clerk and his head: an extension refused, a proposal sent or taken back, a case that
nobody had taken by a clerk, whom a case can be given to, and which number a document would have.
Clauses N1, N6, N11; 行政许可法 42; docs/decisions/0010."""
import threading
import time
import unittest

import client
from casework import own_filing
from serving import Served, demonstration_copy


class DeskActs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(demonstration_copy(), "--access-log", "none")
        cls.addClassCleanup(cls.server.end)
        cls.who = {login: client.Client(cls.server.port, as_=login) for login in
                   "unit clerk1 clerk2 head1 bclerk1 leader sysadmin".split()}
        cls.clerk, cls.second = [cls.who[login].read("/api/v1/session")
                                 for login in ("clerk1", "clerk2")]
        cls.organ = {"region": cls.clerk["region"], "department": cls.clerk["department"]}
        matters = cls.who["clerk1"].read("/api/v1/catalogue")["matters"]
        (matter,) = [one for one in matters if one["id"] == "energy_review"]
        cls.filing = {"matter": matter["id"], **cls.organ,
                      "papers": [paper["code"] for paper in matter["papers"]]}
        cls.who["clerk1"].wait_until_quiet()

    def filed(self, name: str) -> str:
        body = own_filing(project_name=name, **self.filing)
        answer = self.who["unit"].post("/api/v1/cases", body)
        self.assertEqual(answer.status, 201, answer)
        return answer.json["case_id"]

    def act(self, login: str, case: str, name: str, **fields) -> client.Answer:
        asks = self.who[login]
        tag = asks.get(f"/api/v1/cases/{case}").header("etag") or '"1"'
        return asks.post(f"/api/v1/cases/{case}/{name}", fields, match=tag)

    def done(self, login: str, case: str, name: str, **fields) -> dict:
        answer = self.act(login, case, name, **fields)
        self.assertEqual(answer.status, 200, answer)
        return answer.json

    def refused(self, login: str, case: str, name: str, **fields) -> tuple:
        answer = self.act(login, case, name, **fields)
        return answer.status, answer.refusal

    def deciding(self, name: str) -> str:
        case = self.filed(name)
        self.done("clerk1", case, "take")
        self.done("clerk1", case, "accept", notice_no="受" + name)
        return case

    def tasks(self, case: str) -> list:
        return [one["kind"] for one in self.who["head1"].read("/api/v1/team/waiting")["tasks"]
                if one["row"]["case_id"] == case]

    def last_event(self, case: str) -> tuple:
        event = self.who["head1"].read(f"/api/v1/cases/{case}/record")["events"][-1]
        return event["kind"], event["actor_name"], event["body"]

    def told(self, login: str, case: str, kind: str) -> dict:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            for one in self.who[login].read("/api/v1/notices")["notices"]:
                if (one["case_id"], one["kind"]) == (case, kind):
                    return one
            time.sleep(0.1)
        self.fail(f"{login} was not told {kind}")

    def offered(self, login: str, case: str) -> dict:
        acts = self.who[login].read(f"/api/v1/cases/{case}/acts")["acts"]
        return {one["act"]: one for one in acts if one["allowed"]}

    def test_an_extension_is_refused_with_a_reason_and_may_be_asked_for_anew(self):
        """A head could approve or let it lie: no no of his reached clerk, record or board."""
        case = self.deciding("延期")
        self.assertEqual(self.refused("head1", case, "refuse_extension", reason="不必"),
                         (409, "extension_not_asked"))
        due = self.done("clerk1", case, "ask_extension", days=5, reason="专家未到")["due"]
        self.assertEqual(self.tasks(case), ["extend"])
        self.assertTrue({"extend", "refuse_extension"} <= self.offered("head1", case).keys())
        self.assertEqual(self.refused("head1", case, "refuse_extension"), (409, "reasons_missing"))
        for login, told in (("clerk1", (403, "not_permitted")), ("leader", (403, "not_permitted")),
                            ("bclerk1", (404, "unknown_case"))):
            self.assertEqual(self.refused(login, case, "refuse_extension", reason="不必"), told)
        why = "可在期限内办结"
        receipt = self.done("head1", case, "refuse_extension", reason=why)
        self.assertEqual((receipt["events"], receipt["due"]), (["extension_refused"], due))
        self.assertEqual(self.last_event(case)[2],
                         {"reason": why, "asked_by": self.clerk["name"]})
        self.assertEqual(self.tasks(case), [])
        self.assertEqual(self.told("clerk1", case, "extension_refused")["detail"], why)
        self.done("clerk1", case, "ask_extension", days=3, reason="专家改期")
        self.assertGreater(self.done("head1", case, "extend", days=3, reason="同意")["due"], due)
        self.assertEqual(self.refused("head1", case, "refuse_extension", reason=why),
                         (409, "already_extended"))

    def test_a_proposal_goes_back_and_another_is_proposed(self):
        """A head who thought otherwise had to decide otherwise than was proposed."""
        case = self.deciding("退回拟办")
        due = self.done("clerk1", case, "propose", outcome="refuse", reasons="不符合规划")["due"]
        self.assertEqual(self.refused("clerk2", case, "take_back_proposal"),
                         (403, "not_own_proposal"))
        self.done("clerk1", case, "take_back_proposal")
        self.assertEqual(self.tasks(case), [])
        self.done("clerk2", case, "propose", outcome="refuse", reasons="不符合规划")
        self.assertEqual(self.tasks(case), ["decide"])
        why = "未写明不符合哪一条"
        self.assertEqual(self.refused("head1", case, "send_back_proposal", reason=""),
                         (409, "reasons_missing"))
        receipt = self.done("head1", case, "send_back_proposal", reason=why)
        self.assertEqual((receipt["state"], receipt["due"]), ("deciding", due))
        self.assertEqual(self.last_event(case)[2], {"reason": why, "proposed_by": self.second["name"]})
        # Who proposed is told, and the officer of the case, who is another here.
        for login in ("clerk1", "clerk2"):
            self.assertEqual(self.told(login, case, "proposal_sent_back")["detail"], why)
        self.assertEqual(self.refused("head1", case, "decide", outcome="grant"),
                         (409, "not_proposed"))
        self.done("clerk1", case, "propose", outcome="grant")
        self.done("head1", case, "decide", outcome="grant")

    def test_of_two_clerks_one_takes_a_case_and_the_other_hears_who_has_it(self):
        """What nobody was named for waited for the head to assign it."""
        case = self.filed("无人认领")
        self.assertEqual(self.refused("head1", case, "take"), (403, "not_permitted"))
        self.assertEqual(self.refused("bclerk1", case, "take"), (404, "unknown_case"))
        self.assertIn("take", self.offered("clerk2", case))
        tag = self.who["clerk1"].get(f"/api/v1/cases/{case}").header("etag")
        answers = {}

        def take(login: str):
            answers[login] = self.who[login].post(f"/api/v1/cases/{case}/take", {}, match=tag)
        both = [threading.Thread(target=take, args=(login,)) for login in ("clerk1", "clerk2")]
        for one in both:
            one.start()
        for one in both:
            one.join()
        self.assertEqual(sorted(one.status for one in answers.values()), [200, 409], answers)
        names = {"clerk1": self.clerk["name"], "clerk2": self.second["name"]}
        (winner,) = [login for login, one in answers.items() if one.status == 200]
        (loser,) = names.keys() - {winner}
        self.assertEqual(answers[loser].refusal, "already_taken")
        self.assertIn(names[winner], answers[loser].json["detail"])
        self.assertEqual(self.last_event(case),
                         ("taken", names[winner], {"officer": names[winner]}))
        self.assertEqual(self.who["head1"].read(f"/api/v1/cases/{case}")["row"]["officer"],
                         names[winner])
        self.assertNotIn("take", self.offered(loser, case))
        # The head can name another at any time.
        self.done("head1", case, "assign", officer=names[loser])
        self.assertEqual(self.refused(winner, case, "take"), (409, "already_taken"))

    def test_a_case_is_given_to_who_has_an_account_and_least_to_do(self):
        """Names were offered from cases: who had none was not offered, who had left was."""
        def colleagues(login="head1"):
            return self.who[login].read("/api/v1/colleagues")["colleagues"]
        def officers():
            return {one["name"]: one for one in colleagues() if one["enabled"]}
        before = officers()
        self.assertEqual(set(before[self.second["name"]]),
                         {"name", "role", "enabled", "pending", "red", "open"})
        self.assertEqual((before[self.second["name"]]["role"], before[self.clerk["name"]]["role"]),
                         ("clerk", "clerk"))
        loads = [one["pending"] for one in before.values()]
        self.assertEqual(loads, sorted(loads))
        listed = self.who["head1"].read("/api/v1/ledgers/pending", officer=self.clerk["name"],
                                        limit=200, **self.organ)["rows"]
        own = [one for one in listed if one["region"] == self.organ["region"]]
        self.assertEqual(before[self.clerk["name"]]["pending"], len(own))
        self.assertEqual(before[self.clerk["name"]]["red"],
                         sum(one["light"] in ("red", "red_by_law") for one in own))
        case = self.filed("给谁")
        self.done("head1", case, "assign", officer=self.second["name"])
        self.assertEqual(officers()[self.second["name"]]["pending"],
                         before[self.second["name"]]["pending"] + 1)
        # Another organ's head sees its own people, not ours.
        theirs = colleagues("bclerk1")
        self.assertNotIn(self.second["name"], [one["name"] for one in theirs])
        (account,) = [one for one in self.who["sysadmin"].read("/api/v1/accounts")["accounts"]
                      if one["login"] == "clerk2"]
        for change in ("disable", "enable"):
            answer = self.who["sysadmin"].post(
                f"/api/v1/accounts/{account['id']}/{change}", {"reason": "调离"})
            self.assertEqual(answer.status, 200, answer)
            self.assertEqual(self.second["name"] in officers(), change == "enable")
            self.assertEqual(colleagues()[-1]["enabled"], change == "enable")
        self.who["clerk2"] = client.Client(self.server.port, as_="clerk2")

    def test_what_a_disabled_clerk_leaves_is_told_to_his_head_though_nothing_of_it_is_pending(self):
        """The board looked at pending cases alone: what waited for its unit or was to be issued lay
        with a disabled account, and nobody was told."""
        opened = self.who["sysadmin"].post(
            "/api/v1/accounts", {"login": "bingxiu", "name": "病休某人", **self.organ}).json
        account = f"/api/v1/accounts/{opened['account']['id']}"
        granted = client.Client(self.server.port, as_="secadmin").post(
            f"{account}/grant_role", {"role": "clerk"})
        self.assertEqual(granted.status, 200, granted)
        case = self.filed("退回之后停用")
        self.done("head1", case, "assign", officer="病休某人")
        paper = self.filing["papers"][0]
        self.done("clerk1", case, "return_once", suggestions="可先核对示范文本",
                  defects=[{"paper": paper, "fault": "缺页", "mending": "补齐"}])
        told = self.who["sysadmin"].read(f"{account}/open-cases")
        self.assertEqual((told["cases"], told["heads"]), (1, 1))
        # Of the only head it is told that nobody would be left to hand anything over.
        (head,) = [one for one in self.who["sysadmin"].read("/api/v1/accounts")["accounts"]
                   if one["login"] == "head1"]
        told = self.who["sysadmin"].read(f"/api/v1/accounts/{head['id']}/open-cases")
        self.assertEqual(told["heads"], 0)
        gone = self.who["sysadmin"].post(f"{account}/disable", {"reason": "长期病休"})
        self.assertEqual(gone.status, 200, gone)
        (left,) = [one for one in self.who["head1"].read("/api/v1/colleagues")["colleagues"]
                   if one["name"] == "病休某人"]
        self.assertEqual((left["enabled"], left["pending"], left["open"]), (False, 0, 1))
        # What comes of it meanwhile reaches the desk, where the head is, and not the account.
        self.done("unit", case, "refile", papers=[paper], answers=[{"paper": paper, "mended": True}])
        self.told("head1", case, "refiled")
        self.done("head1", case, "hand_over", officer=self.second["name"])
        (left,) = [one for one in self.who["head1"].read("/api/v1/colleagues")["colleagues"]
                   if one["name"] == "病休某人"]
        self.assertEqual(left["open"], 0)

    def test_a_document_is_proposed_the_number_after_the_organs_last(self):
        """The form asked for 批复文号 and told nothing of how the organ counts."""
        year = self.who["clerk1"].read("/api/v1/site")["today"][:4]
        written = f"试住建审〔{year}〕0012号"
        for after in ("0013", "0014"):
            case = self.deciding(f"文号{after}")
            self.done("clerk1", case, "propose", outcome="grant")
            self.done("head1", case, "decide", outcome="grant")
            self.done("clerk1", case, "issue", document_no=written)
            case = self.deciding(f"文号{after}之后")
            self.done("clerk1", case, "propose", outcome="grant")
            self.done("head1", case, "decide", outcome="grant")
            (field,) = [one for one in self.offered("clerk1", case)["issue"]["fields"]
                        if one["name"] == "document_no"]
            self.assertIn(written, field["hint"])
            written = field["proposed"]
            self.assertEqual(written, f"试住建审〔{year}〕{after}号")
        first = f"试住建审〔{year}〕0012号"
        self.assertEqual(self.refused("clerk1", case, "issue", document_no=first),
                         (409, "writ_number_taken"))
