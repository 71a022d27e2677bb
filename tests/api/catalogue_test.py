"""The catalogue over HTTP: a version is prepared by one, approved by another and in force at once; a
matter nobody wrote code for takes filings with a form of its own; all of it outlives a restart and a
rebuild. Clauses N6; 行政许可法 30, 42; features F8; docs/decisions/0015."""
import json
import unittest

import client
from casework import own_filing
from serving import DEMO_DAY, Served, demonstration_copy, qidi

DRAFTS = "/api/v1/matter-drafts"
BASIS = {"text": "行政许可法 第四十二条第一款", "confidence": "C"}
FORM = {"type": "object", "title": "灌溉情况", "additionalProperties": False,
        "properties": {
            "area": {"type": "number", "title": "灌溉面积", "x-unit": "公顷",
                     "exclusiveMinimum": 0},
            "source": {"type": "string", "title": "水源", "x-title-en": "Source",
                       "enum": ["地表水", "地下水"]},
            "wells": {"type": "array", "title": "水井", "minItems": 1,
                      "items": {"type": "object", "additionalProperties": False,
                                "required": ["name"],
                                "properties": {"name": {"type": "string", "title": "井号"},
                                               "depth": {"type": "number", "title": "井深",
                                                         "x-unit": "米"}}}}},
        "required": ["area"],
        "allOf": [{"if": {"properties": {"source": {"const": "地下水"}}, "required": ["source"]},
                   "then": {"required": ["wells"]}, "else": {"properties": {"wells": False}}}]}


def proposed(**changes) -> dict:
    version = {"matter": "irrigation_plan", "name": "灌溉工程方案审批", "line": "水利",
               "kind": "licence", "valid_from": DEMO_DAY, "statutory": {"count": 20},
               "statutory_basis": BASIS, "promised": {"count": 6}, "promised_basis": BASIS,
               "extension_basis": BASIS, "papers": [{"code": "plan", "name": "方案"}],
               "form": json.dumps(FORM, ensure_ascii=False)}
    return {"version": {**version, **changes}, "aliases": ["灌溉方案"], "reason": "新设事项",
            "backdated_reason": "演示数据的日期"}


class CatalogueTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = demonstration_copy()
        cls.server = Served(cls.data, "--access-log", "none")
        cls.addClassCleanup(lambda: cls.server.end())
        cls.begin()

    @classmethod
    def begin(cls):
        as_ = {login: client.Client(cls.server.port, as_=login)
               for login in ("sysadmin", "secadmin", "office", "unit")}
        cls.admin, cls.security, cls.office, cls.unit = as_.values()
        cls.admin.wait_until_quiet()

    def save(self, matter: str, body: dict, tag=None) -> client.Answer:
        if tag is None:
            read = self.admin.get(f"{DRAFTS}/{matter}")
            tag = read.header("etag") if read.status == 200 else '"0"'
        return self.admin.ask("PUT", f"{DRAFTS}/{matter}", body,
                              {"Idempotency-Key": client.new_key(), "If-Match": tag})

    def step(self, who: client.Client, matter: str, step: str, **body) -> client.Answer:
        tag = who.get(f"{DRAFTS}/{matter}").header("etag")
        return who.post(f"{DRAFTS}/{matter}/{step}", body, match=tag)

    def published(self, matter: str, body: dict) -> int:
        answer = self.save(matter, body)
        self.assertEqual(answer.status, 200, answer)
        answer = self.step(self.admin, matter, "submit")
        self.assertEqual(answer.status, 200, answer)
        answer = self.step(self.security, matter, "publish")
        self.assertEqual(answer.status, 200, answer)
        return answer.json["published"]

    def assertRefused(self, answer, status: int, refusal: str, field: str = ""):
        self.assertEqual((answer.status, answer.json.get("refusal"),
                          answer.json.get("field", "")),
                         (status, refusal, field), answer)

    def test_a_new_matter_with_its_form_needs_no_code(self):
        asks = self.unit
        filing = own_filing(matter="灌溉方案", papers=["plan"], department="水利局",
                            form={"area": 12.35})
        self.assertRefused(asks.post("/api/v1/cases", filing), 422, "unknown_matter", "matter")
        self.assertEqual(self.published("irrigation_plan", proposed()), 1)

        # In force at once, in the running server, for whoever asks without a session.
        nobody = client.Client(self.server.port, token="")
        listed = {one["id"]: one for one in nobody.read("/api/v1/catalogue")["matters"]}
        self.assertEqual(listed["irrigation_plan"]["form"], FORM)
        told = nobody.read("/api/v1/matters/irrigation_plan")
        self.assertEqual(told["in_force"], 1)
        publication = told["versions"][0]["publication"]
        self.assertEqual((publication["prepared_by"]["role"], publication["approved_by"]["role"]),
                         ("system_admin", "security_admin"))

        for form, field in (({}, "form/area"), ({"area": 0}, "form/area"),
                            ({"area": "12"}, "form/area"), ({"area": 1, "odd": 1}, "form/odd"),
                            ({"area": 1, "source": "地下水"}, "form/wells"),
                            ({"area": 1, "source": "地表水", "wells": [{"name": "1"}]},
                             "form/wells"),
                            ({"area": 1, "source": "地下水", "wells": [{"depth": 3}]},
                             "form/wells/0/name"), ([], "form")):
            with self.subTest(form):
                answer = asks.post("/api/v1/cases", {**filing, "form": form})
                self.assertRefused(answer, 422,
                                   "field_invalid" if form == [] else "form_invalid", field)
        form = {"area": 12.35, "source": "地下水", "wells": [{"name": "一号", "depth": 80.5}]}
        filed = asks.post("/api/v1/cases", {**filing, "form": form})
        self.assertEqual(filed.status, 201, filed)
        case = f"/api/v1/cases/{filed.json['case_id']}"
        body = asks.read(case + "/record")["events"][0]["body"]
        self.assertEqual(json.loads(body["form"]), form)
        self.assertEqual(body["form"], '{"area":12.35,"source":"地下水",'
                                       '"wells":[{"depth":80.5,"name":"一号"}]}')
        # A matter without a form takes none.
        plain = proposed(matter="plain_plan", name="没有表单的方案审批")
        del plain["version"]["form"]
        self.assertEqual(self.published("plain_plan", {**plain, "aliases": ["没有表单"]}), 1)
        answer = asks.post("/api/v1/cases", own_filing(matter="plain_plan", papers=[],
                                                       form={"area": 1}))
        self.assertRefused(answer, 422, "form_invalid", "form")

    def test_a_running_case_keeps_its_version_and_all_of_it_outlives_a_restart(self):
        filed = self.unit.post("/api/v1/cases", own_filing())
        self.assertEqual(filed.status, 201, filed)
        case = f"/api/v1/cases/{filed.json['case_id']}"
        draft = self.admin.read(f"{DRAFTS}/construction_permit")
        self.assertEqual((draft["state"], draft["last_version"], draft["objections"]),
                         ("none", 1, []))
        version = {name: value for name, value in draft["version"].items()
                   if value is not None and name != "pause_grounds"}
        version["form"] = draft["form_text"]
        body = {"version": {**version, "promised": {"count": 4}, "promised_basis": BASIS},
                "reason": "再压缩",
                "backdated_reason": "演示数据的日期"}
        self.assertEqual(self.save("construction_permit", body).status, 200)
        draft = self.admin.read(f"{DRAFTS}/construction_permit")
        words = {one["field"]: (one["before"], one["after"]) for one in draft["changes"]}
        self.assertEqual(words["promised"], ("3 个工作日", "4 个工作日"))
        # How sure a basis is was told by its letter, which nobody but the catalogue's makers knows.
        self.assertEqual(words["promised_basis"][1], "行政许可法 第四十二条第一款〔已核实〕")
        self.assertEqual(self.published("construction_permit", body), 2)
        later = self.unit.post("/api/v1/cases", own_filing())
        before = [self.unit.read(path)["matter_version"] for path in
                  (case, f"/api/v1/cases/{later.json['case_id']}")]
        self.assertEqual(before, [1, 2])
        told = self.unit.read("/api/v1/matters/construction_permit")
        self.assertEqual(self.server.stop(), 0)
        qidi("rebuild", "--check", "--data", self.data)
        qidi("verify", "--all", "--data", self.data)
        type(self).server = Served(self.data, "--access-log", "none")
        self.begin()
        self.assertEqual(self.unit.read("/api/v1/matters/construction_permit"), told)
        self.assertEqual(self.unit.read(case)["matter_version"], 1)

    def test_two_people_publish_and_the_draft_that_was_seen_is_the_one_that_counts(self):
        matter = "two_people"
        body = proposed(matter=matter, name="两人公布的事项")
        body["aliases"] = []
        self.assertEqual(self.save(matter, body).status, 200)
        seen = self.admin.get(f"{DRAFTS}/{matter}").header("etag")
        self.assertRefused(self.step(self.admin, matter, "publish"), 403, "not_permitted")
        self.assertRefused(self.step(self.office, matter, "publish"), 409, "draft_not_submitted")
        # Another save in between: who submits what he has not seen is told so.
        body["reason"] = "又改"
        self.assertEqual(self.save(matter, body).status, 200)
        self.assertRefused(self.admin.post(f"{DRAFTS}/{matter}/submit", {}, match=seen), 409,
                           "version_stale")
        self.assertRefused(self.admin.post(f"{DRAFTS}/{matter}/submit", {}), 428,
                           "version_missing", "If-Match")
        self.assertEqual(self.step(self.admin, matter, "submit").status, 200)
        self.assertRefused(self.save(matter, body), 409, "draft_not_open")
        self.assertRefused(self.step(self.office, matter, "return"), 409, "reasons_missing",
                           "reason")
        self.assertEqual(self.step(self.office, matter, "return", reason="依据").status, 200)
        listed = {one["matter"]: one for one in self.office.read(DRAFTS)["drafts"]}
        self.assertEqual(listed[matter]["state"], "open")
        self.assertEqual(self.admin.read(f"{DRAFTS}/{matter}")["returned"], "依据")
        # What is wrong is told field by field, and not let through.
        body["version"]["promised"] = {"count": 30}
        body["version"]["form"] = '{"type":"object"}'
        body["version"]["tiers"] = [
            {"level": 1, "basis": {"text": "某法", "confidence": "C", "note": ""},
             "reached_when": '{"required":["size"],"properties":{"size":{"minimum":1}}}'}]
        self.assertEqual(self.save(matter, body).status, 200)
        told = self.admin.read(f"{DRAFTS}/{matter}")["objections"]
        self.assertEqual([(one["refusal"], one["field"]) for one in told],
                         [("promise_over_statutory", "promised"), ("schema_invalid", "form"),
                          ("schema_invalid", "tiers")])
        self.assertRefused(self.step(self.admin, matter, "submit"), 422, "promise_over_statutory",
                           "promised")
        self.assertRefused(self.save(matter, {"version": {"matter": matter, "papers": 3}}), 422,
                           "field_invalid", "version/papers")
        self.assertEqual(self.step(self.admin, matter, "drop").status, 200)
        self.assertEqual(self.admin.read(f"{DRAFTS}/{matter}")["state"], "none")
        self.assertEqual(self.admin.get(f"{DRAFTS}/never_heard_of").status, 404)
        self.assertEqual(self.admin.get("/api/v1/matters/never_heard_of").status, 404)


if __name__ == "__main__":
    unittest.main()
