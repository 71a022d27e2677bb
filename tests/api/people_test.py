"""What is said of persons and by them: ratings and their call-backs, contacts that are masked until
somebody says why he reads them, the list of those readings, and one's own sessions.
Clauses N8, N15, N20; docs/decisions/0014."""
import json
import unittest

import client
from casework import own_filing
from serving import Served, demonstration_copy, qidi

PHONE, CALL_ME, WORDS = "13800138000", "13900139000", "等了一个多月，没人告诉我缺什么"


class People(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = demonstration_copy()
        cls.server = Served(cls.data, "--access-log", "none")
        cls.addClassCleanup(cls.server.end)
        logins = "unit clerk1 head1 bclerk1 superior office auditor sysadmin".split()
        cls.who = {login: client.Client(cls.server.port, as_=login) for login in logins}
        cls.clerk = cls.who["clerk1"].read("/api/v1/session")

    def act(self, login: str, case: str, name: str, **fields) -> client.Answer:
        asks = self.who[login]
        tag = asks.get(f"/api/v1/cases/{case}").header("etag")
        return asks.post(f"/api/v1/cases/{case}/{name}", fields, match=tag)

    def filed(self, **fields) -> str:
        body = own_filing(region=self.clerk["region"], department=self.clerk["department"],
                          contact_name="演示联系人", contact_phone=PHONE, **fields)
        answer = self.who["unit"].post("/api/v1/cases", body)
        self.assertEqual(answer.status, 201, answer)
        return answer.json["case_id"]

    def of(self, login: str, case: str, what: str) -> dict:
        return self.who[login].read(f"/api/v1/cases/{case}/{what}")

    def test_a_contact_is_masked_until_somebody_says_why_and_that_is_recorded(self):
        case = self.filed()
        target = f"/api/v1/cases/{case}/contact"
        told = self.of("clerk1", case, "contact")
        self.assertEqual((told["contact_name"], told["contact_phone"]), ("演**", "138****8000"))
        self.assertTrue(told["masked"] and told["may_reveal"])
        own = self.of("unit", case, "contact")
        self.assertEqual((own["contact_phone"], own["masked"]), (PHONE, False))
        self.assertFalse(self.of("office", case, "contact")["may_reveal"])
        self.assertEqual(self.who["bclerk1"].get(target).status, 404)

        reveal = target + "/reveal"
        for login, body, status in (("clerk1", {"reason": ""}, 422), ("clerk1", {}, 422),
                                    ("clerk1", {"reason": "看看"}, 422),
                                    ("bclerk1", {"reason": "需要联系单位"}, 404),
                                    ("superior", {"reason": "需要联系单位"}, 403)):
            answer = self.who[login].post(reveal, body)
            self.assertEqual(answer.status, status, (login, answer))
        self.assertEqual(self.of("unit", case, "readings")["readings"], [])

        before = self.of("clerk1", case, "acts")["version"]
        why = "电话告知补正内容"
        for _ in range(2):  # the same command again tells again and records nothing more
            answer = self.who["clerk1"].post(reveal, {"reason": why}, key="one-reading")
            self.assertEqual((answer.status, answer.json["contact_phone"]), (200, PHONE), answer)
        self.assertEqual(self.of("clerk1", case, "acts")["version"], before)
        (seen,) = self.of("unit", case, "readings")["readings"]
        self.assertEqual((seen["reader_name"], seen["reason"]), (self.clerk["name"], why))
        told = self.who["auditor"].read("/api/v1/readings", words=why)
        self.assertEqual([one["index"] for one in told["readings"]], [seen["index"]])
        table = self.who["auditor"].get("/api/v1/readings/file", words=case)
        self.assertIn(why, table.body.decode())
        self.assertNotIn(PHONE, table.body.decode())
        # Nothing of it stands in the record in clear, nor is anything of the record disturbed.
        self.assertNotIn(PHONE, json.dumps(self.of("unit", case, "record")))
        exported = qidi("record", "export", "--format", "jsonl", "--data", self.data).stdout
        self.assertIn("personal_data_read", exported)
        self.assertNotIn(PHONE, exported)
        self.assertEqual(qidi("verify", "--all", "--data", self.data).returncode, 0)

    def test_nobody_is_asked_for_a_reason_where_nothing_was_left(self):
        # A filing without a contact offered "see in full" all the same: a clerk wrote down why, and
        # a reading of nothing stood in the record for ever.
        body = own_filing(region=self.clerk["region"], department=self.clerk["department"])
        case = self.who["unit"].post("/api/v1/cases", body).json["case_id"]
        self.assertFalse(self.of("clerk1", case, "contact")["may_reveal"])
        body["contact_phone"] = PHONE
        case = self.who["unit"].post("/api/v1/cases", body).json["case_id"]
        self.assertTrue(self.of("clerk1", case, "contact")["may_reveal"])

    def test_a_bad_word_is_the_heads_to_answer_and_hidden_from_whom_it_rates(self):
        case = self.filed()
        bad = {"grade": "very_dissatisfied", "tags": ["slow"], "text": WORDS, "phone": CALL_ME}
        before = self.who["head1"].read("/api/v1/team/ratings")["cases"]
        self.assertEqual(self.act("unit", case, "rate", **bad).status, 200)
        again = self.act("unit", case, "rate", **bad)
        self.assertEqual((again.status, again.refusal), (409, "already_rated"), again)
        for login in ("clerk1", "office"):
            (hidden,) = self.of(login, case, "ratings")["ratings"]
            self.assertEqual((hidden["text"], hidden["phone"], hidden["words_hidden"]),
                             ("", "", True))
            whole = json.dumps(self.of(login, case, "record"), ensure_ascii=False)
            self.assertFalse(WORDS in whole or CALL_ME in whole)
        (seen,) = self.of("head1", case, "ratings")["ratings"]
        self.assertEqual((seen["text"], seen["phone"]), (WORDS, "139****9000"))
        reveal = f"/api/v1/cases/{case}/contact/reveal"
        told = self.who["clerk1"].post(reveal, {"reason": "想打电话解释"}).json
        self.assertEqual(told["rating_phone"], "")
        told = self.who["head1"].post(reveal, {"reason": "差评回访"}).json
        self.assertEqual(told["rating_phone"], CALL_ME)

        def waits():
            tasks = self.who["head1"].read("/api/v1/team/waiting")["tasks"]
            return [one for one in tasks if one["row"]["case_id"] == case]
        (task,) = waits()
        self.assertEqual((task["kind"], task["light"]), ("call_back", "yellow"))
        call = {"finding": "确有拖延", "mended": "已催办", "unit_word": "认可"}
        self.assertEqual(self.act("clerk1", case, "call_back", **call).refusal, "not_permitted")
        self.assertEqual(self.act("head1", case, "call_back", **call).status, 200)
        self.assertEqual(waits(), [])
        (open_now,) = self.of("clerk1", case, "ratings")["ratings"]
        self.assertEqual((open_now["text"], open_now["mended"]), (WORDS, "已催办"))
        self.assertEqual(self.act("unit", case, "supplement_rating", text="谢谢").status, 200)
        again = self.act("unit", case, "supplement_rating", text="再说")
        self.assertEqual(again.refusal, "already_supplemented", again)
        figures = self.who["head1"].read("/api/v1/team/ratings")
        self.assertEqual(figures["cases"], before + 1)
        self.assertLessEqual(figures["average"], 5)
        self.assertEqual(self.who["head1"].get("/api/v1/team/ratings", since="2099-01-01").status,
                         400)

    def test_an_account_tells_how_many_cases_its_person_answers_for(self):
        clerk = self.who["clerk1"]
        account = self.clerk["account"]
        told = self.who["sysadmin"].read(f"/api/v1/accounts/{account}/open-cases")
        states = "in_review waiting_for_unit deciding paused granted".split()
        rows = [row for row in clerk.pages("/api/v1/ledgers/all", limit=200,
                                           officer=self.clerk["name"],
                                           department=self.clerk["department"])
                if row["state"] in states]
        self.assertEqual(told["cases"], len(rows))
        self.assertGreater(told["cases"], 0)
        self.assertEqual(
            self.who["sysadmin"].get("/api/v1/accounts/none-such/open-cases").status, 404)

    def test_ones_own_sessions_are_listed_and_ended_and_nobody_elses(self):
        here = client.Client(self.server.port, as_="bclerk1")
        there = client.Client(self.server.port, as_="bclerk1")
        third = client.Client(self.server.port, as_="bclerk1")
        mine = here.read("/api/v1/sessions")["sessions"]
        current = [one["id"] for one in mine if one["current"]]
        self.assertEqual(len(current), 1)
        self.assertTrue(all(one["address"] == "127.0.0.1" for one in mine), mine)
        self.assertEqual(here.ask("DELETE", f"/api/v1/sessions/{current[0]}").status, 409)
        (theirs,) = [one["id"] for one in there.read("/api/v1/sessions")["sessions"]
                     if one["current"]]
        stranger = self.who["clerk1"].ask("DELETE", f"/api/v1/sessions/{theirs}")
        self.assertEqual(stranger.status, 404)
        self.assertEqual(here.ask("DELETE", f"/api/v1/sessions/{theirs}").status, 204)
        self.assertEqual(there.get("/api/v1/sessions").status, 401)
        self.assertGreaterEqual(here.ask("DELETE", "/api/v1/sessions").json["ended"], 1)
        self.assertEqual(third.get("/api/v1/sessions").status, 401)
        self.assertEqual(len(here.read("/api/v1/sessions")["sessions"]), 1)

    def test_a_session_outlives_a_restart_but_not_a_changed_account(self):
        """R64. A killed server ends all sessions; one that ends well keeps those that still stand."""
        data = demonstration_copy()
        server = Served(data, "--access-log", "none")
        stays, goes = (client.Client(server.port, as_=login) for login in ("clerk1", "clerk2"))
        server.end()
        qidi("user", "disable", "clerk2", "--reason", "调离", "--data", data)
        with Served(data, "--access-log", "none") as again:
            for one in (stays, goes):
                one.close()
                one.port = again.port
            self.assertEqual(stays.read("/api/v1/session")["login"], "clerk1")
            self.assertEqual(goes.get("/api/v1/session").status, 401)
            self.assertEqual(stays.ask("DELETE", "/api/v1/session").status, 204)
            again.end()
        with Served(data, "--access-log", "none") as third:
            stays.close()
            stays.port = third.port
            self.assertEqual(stays.get("/api/v1/session").status, 401)


if __name__ == "__main__":
    unittest.main()
