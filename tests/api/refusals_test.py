"""Refusals over HTTP: code, clause and words, fields by their names, and what holds for every act.
interface.md, HTTP; docs/refusals.md; reliability.md R60."""
import re
import unittest
import urllib.parse

import client
import contract
from acting import ActsTest
from casework import CLERK, HEAD, UNIT, act, file_case, filing
from serving import ROOT, qidi

ACTS = ["accept", "accept_on_promise", "accept_with_gap", "return_once", "refile", "not_accept",
        "forward", "send_back", "ask_more", "pause", "prolong", "resume", "ask_extension", "extend",
        "check_site", "propose", "decide", "issue", "deliver", "confirm_receipt", "withdraw",
        "close_unanswered", "assign",
        "hand_over", "transfer", "explain_overdue", "fulfil_obligation", "break_obligation",
        "reopen", "remove", "restore", "correct", "ask_opinion", "give_opinion",
        "withdraw_opinion", "refuse_extension", "send_back_proposal", "take_back_proposal", "take",
        "answer_more", "ask_agreement", "agree", "decline_agreement"]


# What these say is wrong lies in the form of what was sent: no clause of any law stands behind it.
FORMAL = ("unknown_case", "version_stale", "field_missing", "field_invalid")


class EveryAct(ActsTest):
    """What holds for one act holds for all of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Somebody is named: taking, which asks for nothing, would go through otherwise.
        file_case(cls.asks, "every", officer="某责任人")

    def tearDown(self):
        self.assertEqual(self.events_of("every"), ["filed"])

    def test_the_list_here_is_the_written_one(self):
        page = (ROOT / "docs/formats/commands.md").read_text(encoding="utf-8")
        written = set(re.findall(r"^\| `(\w+)` \| [^|]*[\u4e00-\u9fff]", page, re.MULTILINE))
        machine = {"recount", "settle", "adopt_from_ledger", "undo_import"}
        self.assertEqual(sorted(written - machine), sorted(ACTS + ["file"]))

    def test_none_goes_without_the_version_seen_or_without_a_key(self):
        for name in ACTS:
            with self.subTest(name):
                target = f"/api/v1/cases/every/{name}"
                self.assertRefused(self.asks.post(target, {"actor": CLERK}), 428,
                                   "version_missing", "If-Match")
                self.assertRefused(self.asks.post(target, {"actor": CLERK}, key="", match='"1"'),
                                   400, "idempotency_key_missing", "Idempotency-Key")

    def test_none_takes_a_field_that_is_not_its_own(self):
        for name in ACTS:
            for field in ("state", "version", "due", "light", "created_by", "recorded", "actor_id"):
                with self.subTest(f"{name} {field}"):
                    answer = self.asks.post(f"/api/v1/cases/every/{name}",
                                            {"actor": CLERK, field: "x"}, match='"1"')
                    self.assertIn(answer.status, (400, 422), answer)
                    self.assertEqual(answer.json["field"], field, answer)

    def test_none_is_done_by_somebody_without_a_role(self):
        for name in ACTS:
            with self.subTest(name):
                answer = self.asks.post(f"/api/v1/cases/every/{name}", {
                    "actor": {"id": "nobody", "role": "auditor"}}, match='"1"')
                self.assertIn(answer.status, (403, 422), answer)

    def test_every_refusal_of_a_rule_tells_its_clause(self):
        for name in ACTS:
            for actor in (CLERK, HEAD, UNIT):
                answer = self.asks.post(f"/api/v1/cases/every/{name}", {"actor": actor},
                                        match='"99"')
                self.assertGreaterEqual(answer.status, 400, name)
                if answer.refusal not in FORMAL:
                    self.assertTrue(answer.json["clause"], answer)


class Refusals(ActsTest):
    def test_a_rules_refusal_tells_code_clause_and_detail(self):
        file_case(self.asks, "refused")
        answer = act(self.asks, "refused", "decide", HEAD, outcome="grant")
        self.assertRefused(answer, 409, "not_deciding")
        self.assertTrue(answer.json["clause"], answer)
        self.assertEqual(answer.header("etag"), '"1"')

    def test_who_may_not_act_is_403(self):
        file_case(self.asks, "rights")
        self.assertRefused(act(self.asks, "rights", "accept", UNIT), 403, "not_permitted")
        other = {**CLERK, "department": "水务局"}
        self.assertRefused(act(self.asks, "rights", "accept", other), 403, "not_the_holder")
        self.assertEqual(self.events_of("rights"), ["filed"])

    def test_an_act_on_a_case_that_is_not_there_is_404(self):
        self.assertRefused(self.asks.post("/api/v1/cases/nobody/accept", {"actor": CLERK},
                                          match='"1"'), 404, "unknown_case")

    def test_an_act_that_is_no_act_is_an_address_that_is_not_there(self):
        """It was told as a wrong field `act` of the body, where no such field can stand."""
        file_case(self.asks, "no-act")
        for name in ("fly", "ACCEPT", "accept%20", "file", "return-once", "x" * 200):
            with self.subTest(name):
                answer = self.asks.post(f"/api/v1/cases/no-act/{name}", {"actor": CLERK},
                                        match='"1"')
                self.assertEqual(answer.status, 404, answer)
        self.assertEqual(self.events_of("no-act"), ["filed"])

    def test_what_only_the_machine_does_cannot_be_sent(self):
        """`settle`, `recount` and `adopt_from_ledger` belong to the time job and the import."""
        file_case(self.asks, "machine")
        for name in ("settle", "recount", "adopt_from_ledger"):
            with self.subTest(name):
                answer = self.asks.post(f"/api/v1/cases/machine/{name}", {"actor": CLERK},
                                        match='"1"')
                self.assertIn(answer.status, (403, 404, 422), answer)
        self.assertEqual(self.events_of("machine"), ["filed"])

    def test_a_field_that_is_unknown_is_refused_by_name(self):
        """R60: every field of every schema of the document, where the act does not have it."""
        names = {name for schema in contract.DOCUMENT["components"]["schemas"].values()
                 for name in schema.get("properties", {})} | {"is_admin", "created_by", "__proto__"}
        own = {"actor", "case", "matter", "region", "department", "officer", "project_code",
               "project_name", "unit_name", "unit_code", "project_region", "external_id", "remark",
               "list", "legal_day", "on_paper", "power", "papers", "contact_name", "contact_phone"}
        for name in sorted(names - own):
            with self.subTest(name):
                answer = self.asks.post("/api/v1/cases", filing("extra", **{name: "x"}))
                self.assertIn(answer.status, (400, 422), answer)
                self.assertEqual(answer.json["field"], name, answer)
        self.assertEqual(self.asks.get("/api/v1/cases/extra").status, 404)

    def test_what_the_address_and_the_heads_say_is_not_taken_from_the_body(self):
        file_case(self.asks, "twice")
        for name, value in (("case", "twice"), ("act", "accept"), ("command_id", "a"),
                            ("expected_version", 1)):
            answer = self.asks.post("/api/v1/cases/twice/accept", {"actor": CLERK, name: value},
                                    match='"1"')
            self.assertEqual(answer.status, 400, answer)
            self.assertEqual(answer.json["field"], name)

    def test_fields_of_another_kind_are_refused_by_name(self):
        for name, value in (("project_name", 5), ("papers", "application"), ("papers", [1]),
                            ("on_paper", "yes"), ("legal_day", "2022-02-30"), ("legal_day", 5),
                            ("matter", None), ("region", ["150100"]), ("remark", {"a": "b"}),
                            ("power", "all"), ("list", "everything"), ("case", 7)):
            with self.subTest(f"{name}={value}"):
                answer = self.asks.post("/api/v1/cases", {**filing("kinds"), name: value})
                self.assertIn(answer.status, (400, 422), answer)
                self.assertEqual(answer.json["field"].split("/")[0], name, answer)
        for name in ("id", "name", "role", "department", "region"):
            with self.subTest(f"actor.{name}"):
                answer = self.asks.post("/api/v1/cases",
                                        filing("kinds", actor={**UNIT, name: ["x"]}))
                self.assertIn(answer.status, (400, 422), answer)
                self.assertTrue(answer.json["field"].startswith("actor"), answer)

    def test_a_case_filed_without_an_id_is_given_one(self):
        """It was filed under the empty id, where no address reached it; and the next one was
        refused, because that id was taken."""
        for given in ({}, {"case": ""}):
            body = {**filing("x"), **given}
            if not given:
                del body["case"]
            key = client.new_key()
            filed = self.asks.post("/api/v1/cases", body, key=key)
            self.assertEqual(filed.status, 201, filed)
            self.assertRegex(filed.json["case_id"], "^[0-9a-f]{32}$")
            self.assertEqual(self.events_of(filed.json["case_id"]), ["filed"])
            again = self.asks.post("/api/v1/cases", body, key=key)
            self.assertEqual(again.json, {**filed.json, "repeated": True})
            other = self.asks.post("/api/v1/cases", body)
            self.assertNotEqual(other.json["case_id"], filed.json["case_id"])

    def test_an_id_that_could_not_be_an_address_is_refused(self):
        """`a/b` and `..` were taken, and the case could never be read over HTTP again."""
        for case in ("a/b", "/", "..", ".", "a\\b", "a\nb", "a\x00b", "\x7f", " a", "a ", "x" * 201,
                     "编" * 201):
            with self.subTest(case[:20]):
                self.assertRefused(self.asks.post("/api/v1/cases", filing(case)), 422,
                                   "field_invalid", "case")

    def test_every_id_that_is_taken_can_be_read(self):
        for case in ("a b", "办件", "a%2fb", "a?b", "a#b", "x" * 200, '"', "<b>", "a;b", "record",
                     "é", "...", "..a", "a+b", "+", "&", "%", "*", "~", "𠮷"):
            with self.subTest(case[:20]):
                file_case(self.asks, case)
                address = "/api/v1/cases/" + urllib.parse.quote(case, safe="")
                for _ in range(2):  # the second is told from memory
                    self.assertEqual(self.asks.read(address)["row"]["case_id"], case)
                answer = self.asks.post(address + "/accept", {"actor": CLERK}, match='"1"')
                self.assertEqual(answer.status, 200, answer)
                self.assertEqual(self.asks.read(address)["version"], 2)

    def test_a_text_without_end_is_refused_by_name(self):
        """A name of 300,000 characters was taken, and every page that showed it was as long."""
        for name in ("project_name", "remark", "officer", "department", "unit_name"):
            self.assertRefused(self.asks.post("/api/v1/cases", filing("long", **{
                name: "长" * 10001})), 422, "field_invalid", name)
        self.assertRefused(self.asks.post("/api/v1/cases", filing("long", papers=[
            "a", "x" * 10001])), 422, "field_invalid", "papers/1")
        self.assertEqual(self.asks.get("/api/v1/cases/long").status, 404)
        self.assertEqual(file_case(self.asks, "just", project_name="长" * 10000).status, 201)

    def test_an_actor_is_needed(self):
        for actor in (None, "unit1", [], {}, {"id": ""}, {"id": "x"}, {"id": "x", "role": "king"}):
            with self.subTest(str(actor)):
                answer = self.asks.post("/api/v1/cases", filing("actor", actor=actor))
                self.assertIn(answer.status, (400, 403, 422), answer)
        body = filing("actor")
        del body["actor"]
        self.assertEqual(self.asks.post("/api/v1/cases", body).status, 400)

    def test_the_record_verifies_after_all_of_it(self):
        self.assertEqual(qidi("verify", "--data", self.server.data, "--all").returncode, 0)


if __name__ == "__main__":
    unittest.main()
