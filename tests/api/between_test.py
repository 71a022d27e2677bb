"""Between departments over HTTP, as people do it: an opinion asked and answered, a joint handling from
its beginning to its end, papers that are on record, and whose the time was.
行政许可法 42.2, 45; features F11, F12, F19, F30; docs/decisions/0016."""
import json
import time
import unittest

from casework import PAPERS
from client import new_key
from files import whole
from signing_in import SessionTest

CODE = "2209-150100-04-01-777001"


def filed_by(unit) -> str:
    """The name under which this unit files."""
    return unit.read("/api/v1/session")["unit_name"]


class Between(SessionTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.asks.wait_until_quiet()
        cls.who = {}
        cls.organ = {}
        for login in ("clerk1", "head1", "bclerk1", "bhead1", "leader", "unit", "office"):
            cls.who[login] = cls.person(cls, login)
            session = cls.who[login].read("/api/v1/session")
            cls.organ[login] = {"region": session["region"], "department": session["department"]}
            cls.organ[login + " name"] = session["name"]

    def file(self, login: str, matter: str, code: str = CODE, **fields) -> str:
        """A case of the project, held by this person's organ; its id."""
        body = {"actor": {"id": "u", "name": "某单位", "role": "project_unit"}, "matter": matter,
                "project_code": code, "project_name": "联合办理项目", **self.organ[login], **fields}
        answer = self.asks.post("/api/v1/cases", body)
        self.assertEqual(answer.status, 201, answer)
        return answer.json["case_id"]

    def act(self, login: str, case: str, act: str, **fields):
        version = self.who[login].read(f"/api/v1/cases/{case}/acts")["version"]
        return self.who[login].post(f"/api/v1/cases/{case}/{act}", fields, match=f'"{version}"')

    def done(self, *args, **fields):
        answer = self.act(*args, **fields)
        self.assertEqual(answer.status, 200, answer)
        return answer.json

    def test_an_opinion_is_asked_answered_by_who_was_asked_and_colours_nothing(self):
        case = self.file("clerk1", "construction_permit", "2209-150100-04-01-777002",
                         papers=PAPERS)
        asked = self.organ["bclerk1"]
        before = self.who["clerk1"].read(f"/api/v1/cases/{case}")["row"]
        self.done("clerk1", case, "ask_opinion", **asked, question="是否影响水源",
                  basis="水法", days=5)
        again = self.act("clerk1", case, "ask_opinion", **asked, question="再问", basis="水法",
                         days=5)
        self.assertRefused(again, 409, "opinion_open", "department")
        after = self.who["clerk1"].read(f"/api/v1/cases/{case}")["row"]
        self.assertEqual((after["due"], after["light"]), (before["due"], before["light"]))

        # The asked organ sees the question and not the case, and is told of one act alone.
        self.assertEqual(self.who["bclerk1"].get(f"/api/v1/cases/{case}").status, 404)
        acts = self.who["bclerk1"].read(f"/api/v1/cases/{case}/acts")["acts"]
        self.assertEqual([one["act"] for one in acts], ["give_opinion"])
        lists = self.who["bclerk1"].read("/api/v1/opinions")
        mine = [one for one in lists["asked_of_us"] if one["case_id"] == case]
        self.assertEqual([(one["standing"], one["may_answer"]) for one in mine], [("open", True)])
        self.assertGreaterEqual(lists["open"], 1)
        self.assertIn("施工许可申请表", mine[0]["papers"])
        for stranger in ("unit", "leader"):
            told = self.who[stranger].post(f"/api/v1/cases/{case}/give_opinion",
                                           {"view": "agree"}, match='"2"')
            self.assertIn(told.status, (403, 404), stranger)
        self.assertRefused(self.act("bclerk1", case, "give_opinion", view="disagree"), 409,
                           "reasons_missing", "text")
        self.done("bclerk1", case, "give_opinion", view="conditions", text="先做论证",
                  document_no="函2")
        told = self.who["clerk1"].read(f"/api/v1/cases/{case}/opinions")["opinions"]
        self.assertEqual([(one["standing"], one["view"], one["text"]) for one in told],
                         [("given", "conditions", "先做论证")])
        kinds = [event["kind"] for event in
                 self.who["clerk1"].read(f"/api/v1/cases/{case}/record")["events"]]
        self.assertEqual(kinds, ["filed", "opinion_asked", "opinion_given"])
        by_us = self.who["clerk1"].read("/api/v1/opinions")["asked_by_us"]
        self.assertEqual([one["view"] for one in by_us if one["case_id"] == case], ["conditions"])

    def notices(self, login: str, case: str) -> list:
        """What this person is told of the case, once the round of notices has come by."""
        until = time.monotonic() + 20
        found = []
        while not found and time.monotonic() < until:
            told = self.who[login].read("/api/v1/notices", limit=200)["notices"]
            found = [one for one in told if one["case_id"] == case
                     and one["kind"].startswith("opinion_")]
            time.sleep(0.1)
        return found

    def test_who_is_asked_hears_it_reads_the_papers_and_is_let_go_when_it_was_a_mistake(self):
        """Nobody told a department that its opinion was asked; it could not read what it was to
        judge; and a question asked by mistake stood on its desk until the case was decided."""
        unit = self.who["unit"]
        given = [{"paper": "application", "file": whole(unit, "申请表.pdf")},
                 {"paper": "contract", "file": whole(unit, "施工合同.pdf")}]
        body = {"matter": "construction_permit", "project_code": "2209-150100-04-01-777044",
                "project_name": "征求意见的项目", **self.organ["clerk1"], "papers": PAPERS,
                "files": given, "contact_name": "演示联系人", "contact_phone": "13800000000"}
        filed = unit.post("/api/v1/cases", body)
        self.assertEqual(filed.status, 201, filed)
        case = filed.json["case_id"]
        files = f"/api/v1/cases/{case}/files"
        ask = {**self.organ["bclerk1"], "question": "是否影响水源", "basis": "水法", "days": 5}
        # Another department is asked: its letter opens nothing to this one.
        self.done("clerk1", case, "ask_opinion", **{**ask, "department": "演示第三部门"})
        self.assertEqual(self.who["bclerk1"].get(files).status, 404, "not asked")
        self.done("clerk1", case, "withdraw_opinion", reason="另行征求")
        self.done("clerk1", case, "ask_opinion", **ask, papers=["contract"])
        for login in ("bclerk1", "bhead1"):
            (told,) = self.notices(login, case)
            self.assertEqual((told["kind"], told["group"], told["page"]),
                             ("opinion_asked", "work", "/desk#opinions-asked"))
            self.assertEqual(told["detail"],
                             f"来函单位：{self.organ['clerk1']['department']}。是否影响水源")
            self.assertTrue(told["due"])

        # The paper in question, and no other; who handed it in is the unit, not a person.
        (shown,) = self.who["bclerk1"].read(files)["files"]
        self.assertEqual((shown["paper"], shown["by"]), ("contract", filed_by(unit)))
        one, other = f"{files}/{given[1]['file']}", f"{files}/{given[0]['file']}"
        for _ in range(2):
            self.assertEqual(self.who["bclerk1"].get(one).body[:5], b"%PDF-")
        self.assertEqual(self.who["bclerk1"].get(other).status, 404, "not asked about")
        for beside in ("", "/contact", "/record", "/opinions", "/ratings"):
            self.assertEqual(self.who["bclerk1"].get(f"/api/v1/cases/{case}{beside}").status, 404)
        # The unit sees who has read its paper: once a day, however often it is turned to.
        readings = unit.read(f"/api/v1/cases/{case}/readings")["readings"]
        self.assertEqual([(read["reader_name"], read["fields"], read["reason"])
                          for read in readings],
                         [(self.organ["bclerk1 name"], ["file"],
                           "答复征求意见，查阅材料：施工合同.pdf")])

        self.mistake_is_taken_back(case, files, one)

        # Asked again about everything, and answered: who asked hears it, and may be looked back at.
        self.done("clerk1", case, "ask_opinion", **ask)
        self.assertEqual(len(self.who["bclerk1"].read(files)["files"]), 2)
        self.done("bclerk1", case, "give_opinion", view="agree")
        self.assertEqual(len(self.who["bclerk1"].read(files)["files"]), 2, "to look back")
        (answered,) = self.notices("clerk1", case)
        self.assertEqual((answered["kind"], answered["page"]),
                         ("opinion_given", f"/cases/{case}#opinions"))
        kinds = [told["kind"] for told in reversed(self.notices("bhead1", case))]
        self.assertEqual(kinds, ["opinion_asked", "opinion_withdrawn", "opinion_asked"])

    def mistake_is_taken_back(self, case: str, files: str, one: str):
        """Told, off the desk, and the door is shut."""
        withdrawn = self.act("bclerk1", case, "withdraw_opinion", reason="不归我们")
        self.assertIn(withdrawn.status, (403, 404), withdrawn)
        self.done("clerk1", case, "withdraw_opinion", reason="问错了单位")
        self.assertRefused(self.act("clerk1", case, "withdraw_opinion", reason="再撤"), 409,
                           "opinion_settled", "opinion")
        self.assertEqual(self.who["bclerk1"].get(files).status, 404)
        self.assertEqual(self.who["bclerk1"].get(one).status, 404)
        late = self.act("bclerk1", case, "give_opinion", view="agree")
        self.assertRefused(late, 409, "opinion_not_open")
        self.assertIn("撤回", late.json["detail"])
        (mine,) = [one for one in self.who["bclerk1"].read("/api/v1/opinions")["asked_of_us"]
                   if one["case_id"] == case]
        self.assertEqual((mine["standing"], mine["light"], mine["may_answer"],
                          mine["withdrawn_reason"]), ("withdrawn", "none", False, "问错了单位"))

    def test_what_must_come_first_and_who_decides_is_told_and_bars_nothing(self):
        code = "2209-150100-04-01-777033"

        def advice(login, **query):
            return self.who[login].read("/api/v1/filing-advice", matter="construction_permit",
                                        **query)

        def standings(told):
            return {one["matter"]: (one["standing"], bool(one["case_id"]))
                    for one in told["prerequisites"]}
        nothing = advice("unit")
        self.assertEqual((nothing["checked"], nothing["tiers"]), (False, []))
        told = advice("unit", project_code=code, project_region="150102")
        self.assertEqual(set(standings(told).values()), {("absent", False)})
        (tier,) = told["tiers"]
        self.assertEqual((tier["level"], tier["region"]), (3, "150102"))

        # Filed all the same, with another organ and why.
        case = self.file("clerk1", "construction_permit", code, papers=PAPERS,
                         organ_reason="项目跨两区")
        filed = self.who["clerk1"].read(f"/api/v1/cases/{case}/record")["events"][0]["body"]
        self.assertEqual(filed["organ_reason"], "项目跨两区")
        beside = f"/api/v1/cases/{case}/prerequisites"
        self.assertEqual(set(standings(self.who["clerk1"].read(beside)).values()),
                         {("absent", False)})
        # Whoever has handled the matter where it is decided is proposed.
        region = self.organ["clerk1"]["region"]
        (tier,) = advice("unit", project_region=region)["tiers"]
        self.assertEqual((tier["region"], bool(tier["department"])), (region, True))
        first = self.file("bclerk1", "drawing_review", code, papers=["application"])
        self.file("clerk1", "engineering_planning_permit", code)
        told = standings(self.who["clerk1"].read(beside))
        self.assertEqual(told["drawing_review"], ("under_way", False), "another's: not which")
        self.assertEqual(told["engineering_planning_permit"], ("under_way", True))
        self.assertEqual(told["land_use_planning_permit"], ("absent", False))
        self.assertEqual(standings(self.who["bclerk1"].read(
            f"/api/v1/cases/{first}/prerequisites")), {})
        # A unit is told of its own cases only, whatever code it writes.
        self.assertEqual(set(standings(advice("unit", project_code=code)).values()),
                         {("absent", False)})
        for query, field in ({"matter": "no_such"}, "matter"), (
                {"matter": "drawing_review", "project_region": "999999"}, "project_region"):
            answer = self.who["unit"].get("/api/v1/filing-advice", **query)
            self.assertRefused(answer, 400, "parameter_invalid", field)
        self.assertEqual(self.who["bclerk1"].get(beside).status, 404, "not theirs")

    def test_a_tier_above_the_organ_is_told_by_the_figures_of_the_form(self):
        """What a filing said of the grassland it takes was never held against the tier that it was
        filed for: the autonomous region's organ was let decide what the state decides, and nobody
        was told."""
        code = "2209-150100-04-01-777034"
        organ = self.organ["clerk1"]

        def reached(use, area):
            told = self.who["unit"].read(
                "/api/v1/filing-advice", matter="grassland", project_region=organ["region"],
                form=json.dumps({"use": use, "grass_area": area}, ensure_ascii=False))
            return [tier["level"] for tier in told["tiers"] if tier["reached"]]
        self.assertEqual(reached("征收", 70.1), [0])
        self.assertEqual(reached("征收", 70), [1])
        self.assertEqual(reached("临时占用", 700), [3])
        self.assertEqual(reached("征收", "700"), [], "a text is no figure")

        def above(area):
            case = self.file("clerk1", "grassland", code, project_region=organ["region"],
                             form={"use": "征收", "grass_area": area}, remark=f"{area} 公顷")
            return self.who["clerk1"].read(f"/api/v1/cases/{case}/prerequisites")["tier_above"]
        tier = above(71)
        self.assertEqual((tier["level"], tier["threshold"], tier["confidence"]),
                         (0, "超过 70 公顷", "C"))
        self.assertEqual(above(70)["level"], 1, "a league's organ, and the autonomous region decides")

    def joint(self, login: str, act: str, **fields):
        version = self.who[login].get(self.group).header("etag")
        return self.who[login].post(f"{self.group}/{act}", fields, match=version)

    def waiting(self, login: str) -> dict:
        return self.who[login].read("/api/v1/team/waiting")

    def a_members_own_request(self, case: str):
        """It stood on the board of the holder's head, who cannot grant it; the leader had none."""
        def told(login):
            return [one["kind"] for one in self.waiting(login)["tasks"]
                    if one["row"]["case_id"] == case]
        self.done("bclerk1", case, "ask_extension", days=10, reason="论证未完")
        self.assertEqual((told("leader"), told("bhead1")), (["extend"], []))
        until = time.monotonic() + 20
        while not any((one["case_id"], one["kind"]) == (case, "extension_asked")
                      for one in self.who["leader"].read("/api/v1/notices")["notices"]):
            self.assertLess(time.monotonic(), until, "the leader was not told")
            time.sleep(0.1)
        self.assertRefused(self.act("bhead1", case, "refuse_extension", reason="不必"), 403,
                           "not_permitted")
        self.done("leader", case, "refuse_extension", reason="先由牵头部门统一申请")
        self.assertEqual(told("leader"), [])

    def extend_after_a_no(self):
        """Who may approve may say no; the lead reads why, and asks anew."""
        self.assertEqual(self.joint("clerk1", "ask_extension", days=15, reason="复杂").status, 200)
        self.assertRefused(self.joint("head1", "extend", days=15, reason="复杂"), 403,
                           "not_permitted")
        # It stands on the board of the leader, who alone may grant it, with what it is about.
        group_id = self.group.rsplit("/", 1)[1]
        (asked,) = [one for one in self.waiting("leader")["joint"] if one["id"] == group_id]
        self.assertEqual((asked["asked_days"], asked["reason"], asked["lead"], asked["members"]),
                         (15, "复杂", self.organ["clerk1"]["department"], 2))
        shown = self.who["leader"].read(self.group)
        self.assertEqual(asked["due"], min(one["due"] for one in shown["members"]))
        self.assertEqual({"extend", "refuse_extension"}, {one["act"] for one in shown["acts"]})
        for login in ("head1", "bhead1"):
            self.assertEqual(self.waiting(login)["joint"], [])
        no = {"reason": "可在期限内办结"}
        self.assertRefused(self.joint("head1", "refuse_extension", **no), 403, "not_permitted")
        self.assertEqual(self.joint("leader", "refuse_extension", **no).status, 200)
        self.assertEqual([one for one in self.waiting("leader")["joint"]
                          if one["id"] == group_id], [])
        told = self.who["clerk1"].read(self.group)
        self.assertEqual((told["extension"]["asked_days"], told["extension"]["granted"],
                          told["extension"]["refused"]["reason"]), (15, False, "可在期限内办结"))
        self.assertIn("ask_extension", [one["act"] for one in told["acts"]])
        self.assertEqual(self.joint("clerk1", "ask_extension", days=15, reason="复杂").status, 200)
        self.assertIsNone(self.who["clerk1"].read(self.group)["extension"]["refused"])
        self.assertEqual(self.joint("leader", "extend", days=15, reason="复杂").status, 200)

    def test_a_joint_handling_from_its_beginning_to_its_end(self):
        ours = self.file("clerk1", "construction_permit", papers=PAPERS)
        theirs = self.file("bclerk1", "water_abstraction",
                           papers=["application", "third_party", "water_argument", "filing_paper"])
        for login, case in (("clerk1", ours), ("bclerk1", theirs)):
            self.done(login, case, "accept", notice_no="受1")
        found = self.who["head1"].read(f"/api/v1/projects/{CODE}/undecided")["cases"]
        self.assertEqual({one["case_id"] for one in found}, {ours, theirs})
        body = {"mandate": "市政办〔2022〕9号",
                "members": [{"case_id": ours, "part": "施工"}, {"case_id": theirs, "part": "取水"}]}
        self.assertEqual(self.who["clerk1"].post("/api/v1/joint", body).status, 403)
        alone = {**body, "members": body["members"][:1]}
        self.assertRefused(self.who["head1"].post("/api/v1/joint", alone), 409,
                           "joint_members_wrong", "members")
        key = new_key()
        begun = self.who["head1"].post("/api/v1/joint", body, key=key)
        self.assertEqual((begun.status, begun.json["events"]), (201, ["joint_begun"]), begun)
        again = self.who["head1"].post("/api/v1/joint", body, key=key)
        self.assertEqual((again.json["id"], again.json["repeated"]), (begun.json["id"], True))
        self.group = f"/api/v1/joint/{begun.json['id']}"

        # Both organs and those above see it whole, also the members that they cannot open.
        shown = self.who["bclerk1"].read(self.group)
        self.assertEqual({one["case_id"]: one["within_reach"] for one in shown["members"]},
                         {ours: False, theirs: True})
        law = {one["statutory_due"] for one in shown["members"]}
        due = self.asks.read("/api/v1/due-date", start=shown["members"][0]["accepted"], days=45)
        self.assertEqual(law, {due["due"]})
        self.assertIn(begun.json["id"],
                      [one["id"] for one in self.who["leader"].read("/api/v1/joint")["groups"]])
        self.assertEqual(self.who["bclerk1"].read(f"/api/v1/cases/{theirs}/opinions")["joint"]["id"],
                         begun.json["id"])

        meeting = {"held_on": shown["as_of"], "place": "三楼", "attendants": ["甲", "乙"],
                   "minutes": "一致同意", "conclusions": [{"case_id": theirs, "conclusion": "同意"}]}
        self.assertRefused(self.joint("bclerk1", "hold_meeting", **meeting), 403, "not_the_lead")
        stale = self.who["clerk1"].post(f"{self.group}/hold_meeting", meeting, match='"9"')
        self.assertRefused(stale, 409, "version_stale")
        self.assertEqual(self.joint("clerk1", "hold_meeting", **meeting).status, 200)
        said = self.joint("bclerk1", "give_opinion", case_id=theirs, view="agree")
        self.assertEqual(said.status, 200, said)
        self.a_members_own_request(theirs)
        self.extend_after_a_no()
        later = self.asks.read("/api/v1/due-date", start=shown["members"][0]["accepted"], days=60)
        shown = self.who["head1"].read(self.group)
        self.assertEqual({one["statutory_due"] for one in shown["members"]}, {later["due"]})

        early = self.joint("head1", "conclude", summary="办结")
        self.assertRefused(early, 409, "members_undecided")
        for clerk, head, case in (("clerk1", "head1", ours), ("bclerk1", "bhead1", theirs)):
            self.done(clerk, case, "propose", outcome="grant", reasons="符合")
            self.done(head, case, "decide", outcome="grant")
        self.assertEqual(self.joint("head1", "conclude", summary="办结").status, 200)
        shown = self.who["office"].read(self.group)
        self.assertEqual((shown["summary"], shown["acts"], len(shown["meetings"])), ("办结", [], 1))
        self.assertEqual(shown["views"][0]["view"], "agree")
        self.assertEqual(self.who["unit"].get(self.group).status, 403)

    def test_what_a_project_has_on_record_is_offered_and_not_asked_for_again(self):
        code = "2209-150100-04-01-777003"
        plan = self.file("clerk1", "engineering_planning_permit", code,
                         papers=["application", "land_paper", "design_scheme"])
        self.done("clerk1", plan, "accept", notice_no="受2")
        papers = f"/api/v1/projects/{code}/papers"
        self.assertEqual(self.asks.read(papers, matter="construction_permit")["papers"], [])
        self.done("clerk1", plan, "propose", outcome="grant", reasons="符合")
        self.done("head1", plan, "decide", outcome="grant")
        self.done("clerk1", plan, "issue", document_no="规1号")
        known = self.asks.read(papers, matter="construction_permit")["papers"]
        self.assertEqual([(one["paper"], one["is_result"], one["document_no"]) for one in known],
                         [("planning_permit", True, "规1号")])
        without = [paper for paper in PAPERS if paper != "planning_permit"]
        odd = {"paper": "contract", "from_case": plan}
        body = {"actor": {"id": "u", "role": "project_unit"}, "matter": "construction_permit",
                "project_code": code, "project_name": "某项目", **self.organ["clerk1"],
                "papers": without}
        self.assertRefused(self.asks.post("/api/v1/cases", {**body, "reused": [odd]}), 422,
                           "field_invalid", "reused")
        filed = self.asks.post("/api/v1/cases", {
            **body, "reused": [{"paper": "planning_permit", "from_case": plan}]})
        self.assertEqual(filed.status, 201, filed)
        case = filed.json["case_id"]
        reused = self.who["clerk1"].read(f"/api/v1/cases/{case}/opinions")["reused"]
        self.assertEqual([(one["paper"], one["document_no"]) for one in reused],
                         [("planning_permit", "规1号")])
        defect = {"paper": "planning_permit", "fault": "未提交", "mending": "请提交"}
        told = self.act("clerk1", case, "return_once", defects=[defect], suggestions="可预约")
        self.assertRefused(told, 409, "already_on_record", "defects")
        self.assertIn(plan, told.json["detail"])
        self.done("clerk1", case, "return_once", defects=[{**defect, "expired": True}],
                  suggestions="可预约")
        split = self.who["clerk1"].read(f"/api/v1/cases/{case}")["time"]
        self.assertEqual(sum(one["calendar_days"] for one in split["shares"]),
                         split["calendar_days"])


if __name__ == "__main__":
    unittest.main()
