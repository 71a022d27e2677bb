"""A unit's own projects: registered once under a code that is then nobody else's, changed by whoever
saw the last version, read with their cases; and the same application twice, told before it is filed.
Clauses N8, N9; docs/decisions/0020."""
import unittest

import client
from casework import own_filing
from everyone import EveryoneTest
from serving import qidi

PROJECTS = "/api/v1/projects"
CODE, OTHER_CODE = "2211-150102-04-01-700001", "2211-150102-04-01-700002"
OLD_CODE = "2017-150100-83-03-000001"
ENTRY = {"name": "日处理五百吨垃圾焚烧", "region": "150102", "kind": "filing", "trade": "环境治理",
         "investment": 32000}
GOOD = "Tulip-9-Kettle-rowing"


class Projects(EveryoneTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit = cls.who["unit"]
        if "unit2" not in cls.who:
            cls.who["unit2"] = cls._second_unit()
        cls.rival = cls.who["unit2"]
        cls.asks.close()  # idle while passwords were hashed, which a busy machine takes long for

    @classmethod
    def _second_unit(cls) -> client.Client:
        told = cls.who["sysadmin"].post("/api/v1/accounts", {
            "login": "unit2", "name": "另一家", "unit_code": "91150100MA0N1X2Y40",
            "unit_name": "内蒙古另一家有限公司"}).json
        cls.who["secadmin"].post(f"/api/v1/accounts/{told['account']['id']}/grant_role",
                                 {"role": "project_unit"})
        person = client.Client(cls.server.port, token="")
        person.keep(person.sign_in("unit2", told["first_password"]))
        person.keep(person.post("/api/v1/session/password",
                                {"old": told["first_password"], "new": GOOD}))
        return person

    def register(self, who=None, **fields):
        return (who or self.unit).post(PROJECTS, {**ENTRY, **fields})

    def change(self, at: str, version, who=None, **fields):
        headers = {"Idempotency-Key": client.new_key()}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return (who or self.unit).ask("PUT", f"{PROJECTS}/{at}", {**ENTRY, **fields}, headers)

    def own(self, who=None) -> dict:
        return {one["code"]: one for one in (who or self.unit).read(PROJECTS)["projects"]}

    def test_a_project_is_registered_changed_and_filed_for_without_typing_it_again(self):
        """There was no project of one's own: a flat list of cases, and any text was a code."""
        self.assertEqual(self.register(code="ZZZ").refusal, "project_code_invalid")
        self.assertEqual(self.register(code="2213-150102-04-01-700001").refusal,
                         "project_code_invalid")
        for field, value, refusal in (("name", "", "field_missing"), ("kind", "x", "field_invalid"),
                                      ("region", "159999", "unknown_region"),
                                      ("investment", -1, "field_invalid")):
            answer = self.register(code=CODE, **{field: value})
            self.assertEqual((answer.status, answer.refusal, answer.json["field"]),
                             (422, refusal, field), answer)
        self.assertEqual(self.register(code="LOCAL-0123456789ab").status, 422)

        key = client.new_key()
        made = self.unit.post(PROJECTS, {**ENTRY, "code": CODE}, key=key)
        self.assertEqual((made.status, made.json["doubts"]), (201, []), made)
        unit = self.session["unit"]
        self.assertEqual((made.json["unit_name"], made.json["unit_code"]),
                         (unit["unit_name"], unit["unit_code"]))
        again = self.unit.post(PROJECTS, {**ENTRY, "code": CODE}, key=key)
        self.assertEqual((again.status, again.json), (201, made.json))
        self.assertEqual(self.register(code=CODE).refusal, "project_registered")

        self.assertEqual(self.change(CODE, None).status, 428)
        self.assertEqual(self.change(CODE, 7).refusal, "version_stale")
        changed = self.change(CODE, 1, name="日处理六百吨垃圾焚烧")
        self.assertEqual((changed.status, changed.json["version"]), (200, 2), changed)
        self.assertEqual(changed.header("etag"), '"2"')
        mine = self.own()[CODE]
        self.assertEqual((mine["name"], mine["kind_word"], mine["cases"]),
                         ("日处理六百吨垃圾焚烧", "备案", []))
        # By its kind it begins with its own filing; what stands open asks for its prerequisites first.
        self.assertEqual([(one["matter"], one["reason"]) for one in mine["next"]],
                         [("project_filing", "begun")])
        filed = self.unit.post("/api/v1/cases", own_filing(project_code=CODE))
        self.assertEqual(filed.status, 201, filed)
        mine = self.own()[CODE]
        self.assertEqual([one["case_id"] for one in mine["cases"]], [filed.json["case_id"]])
        self.assertEqual([one["reason"] for one in mine["next"]], ["owed", "owed", "owed"])

        # Staff read it with the case that they hold; to another unit it is not there.
        holder = self.asks.read(f"{PROJECTS}/{CODE}")
        self.assertEqual(holder["registered"]["unit_code"], unit["unit_code"])
        self.assertEqual(self.who["office"].read(f"{PROJECTS}/{CODE}")["registered"]["name"],
                         mine["name"])
        self.assertEqual(self.rival.get(f"{PROJECTS}/{CODE}").status, 404)
        self.assertEqual(self.who["bclerk1"].get(f"{PROJECTS}/{CODE}").status, 404)
        self.assertEqual(self.change(CODE, 2, self.rival).status, 404)
        self.assertEqual(qidi("verify", "--data", self.server.data).returncode, 0)

    def test_one_code_is_one_units_and_whose_is_not_told(self):
        self.assertEqual(self.register(code=OTHER_CODE).status, 201)
        taken = self.register(self.rival, code=OTHER_CODE)
        self.assertEqual((taken.status, taken.refusal), (409, "project_code_taken"), taken)
        self.assertIn("申诉", taken.json["detail"])
        for told in (self.session["unit"]["unit_name"], self.session["unit"]["unit_code"]):
            self.assertNotIn(told, taken.text)
        # Nor is a code to be had under which another's cases stand, registered or not.
        row = next(one for one in self.unit.pages("/api/v1/ledgers/all") if one["project_code"])
        self.assertEqual(self.register(self.rival, code=row["project_code"]).refusal,
                         "project_code_taken")
        self.assertFalse(self.own()[row["project_code"]]["registered"])
        self.assertEqual(self.own(self.rival).get(OTHER_CODE), None)

        # A code typed wrong is given up by whoever has it, and is free for its owner.
        right = "2211-150102-04-01-700009"
        moved = self.change(OTHER_CODE, 1, code=right)
        self.assertEqual((moved.json["code"], moved.json["earlier"]), (right, [OTHER_CODE]), moved)
        self.assertEqual(self.register(self.rival, code=OTHER_CODE).status, 201)
        self.assertEqual(self.change(right, 1, code=OTHER_CODE).refusal, "project_code_taken")

    def test_without_a_code_it_has_a_local_one_and_goes_on_under_the_national_one(self):
        local = self.register(name="还没有代码的项目").json
        self.assertTrue(local["is_local"])
        filed = self.unit.post("/api/v1/cases", own_filing(project_code=local["code"],
                                                          project_name=local["name"]))
        self.assertEqual(filed.status, 201, filed)
        # The code's region is not in the table: told, and nothing more.
        odd = "2211-159999-04-01-700003"
        moved = self.change(local["code"], 1, name=local["name"], code=odd)
        self.assertEqual([one["doubt"] for one in moved.json["doubts"]], ["region_unknown"], moved)
        mine = self.own()
        self.assertNotIn(local["code"], mine)
        self.assertEqual([one["case_id"] for one in mine[odd]["cases"]], [filed.json["case_id"]])
        elsewhere = self.register(code=OLD_CODE, region="150200").json
        self.assertEqual([one["doubt"] for one in elsewhere["doubts"]], ["region_elsewhere"])

        # Advice knows the case under the code that the project had before.
        advice = self.unit.read("/api/v1/filing-advice", matter="construction_permit",
                                project_code=odd)
        self.assertEqual([one["case_id"] for one in advice["open_cases"]], [filed.json["case_id"]])

    def test_before_the_same_is_filed_twice_the_open_case_is_told(self):
        """The same application in two tabs was two cases with two limits, and nobody was told."""
        code = "2211-150102-04-01-700004"
        asked = {"matter": "construction_permit", "project_code": code}
        self.assertEqual(self.unit.read("/api/v1/filing-advice", **asked)["open_cases"], [])
        key = client.new_key()
        first = self.unit.post("/api/v1/cases", own_filing(project_code=code), key=key)
        again = self.unit.post("/api/v1/cases", own_filing(project_code=code), key=key)
        self.assertEqual((again.json["case_id"], again.json["repeated"]),
                         (first.json["case_id"], True))
        [told] = self.unit.read("/api/v1/filing-advice", **asked)["open_cases"]
        self.assertEqual((told["case_id"], told["state"]), (first.json["case_id"], "in_review"))
        # The window is told, too: with the link where the case lies within its reach.
        [told] = self.who["window"].read("/api/v1/filing-advice", **asked)["open_cases"]
        self.assertEqual(told["department"], "住建局")
        self.assertEqual(self.rival.read("/api/v1/filing-advice", **asked)["open_cases"], [])
        # No ground of the law to refuse it: another part of the project is filed beside it.
        second = self.unit.post("/api/v1/cases", own_filing(project_code=code,
                                                            remark="另一部分：二期"))
        self.assertEqual(second.status, 201, second)
        page = self.unit.read(f"/api/v1/cases/{second.json['case_id']}")
        self.assertEqual(page["row"]["remark"], "另一部分：二期")
        self.unit.post(f"/api/v1/cases/{first.json['case_id']}/withdraw", {"reason": "重复"},
                       match=first.header("etag"))
        [told] = self.unit.read("/api/v1/filing-advice", **asked)["open_cases"]
        self.assertEqual(told["case_id"], second.json["case_id"])

    def test_a_file_of_a_draft_waits_for_it(self):
        bodies = {"no": 1, "yes": 24 * 6}
        kept = {}
        for draft in bodies:
            begun = self.unit.post("/api/v1/uploads", {"name": f"{draft}.pdf", "size": 400,
                                                       "draft": draft}).json
            data = b"%PDF-1.4\n" + b"x" * 385 + b"\n%%EOF"
            whole = self.unit.ask("PATCH", f"/api/v1/uploads/{begun['id']}", data, {
                "Idempotency-Key": client.new_key(), "Upload-Offset": "0",
                "Content-Type": "application/octet-stream"}).json
            self.assertTrue(whole["whole"], whole)
            kept[draft] = (whole["kept_until"], begun["kept_until"])
            self.unit.ask("DELETE", f"/api/v1/uploads/{begun['id']}",
                          headers={"Idempotency-Key": client.new_key()})
        self.assertGreater(kept["yes"][0][:10], kept["no"][0][:10])
        self.assertEqual(kept["yes"][1][:10], kept["no"][1][:10])  # not before it is whole
        self.assertEqual(self.unit.post("/api/v1/uploads", {"name": "x.pdf", "size": 4,
                                                            "draft": "maybe"}).status, 400)


if __name__ == "__main__":
    unittest.main()
