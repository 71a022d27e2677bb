"""Acts over HTTP: the key that makes a repetition harmless, the version that the actor saw.
interface.md, HTTP; reliability.md R40, R41."""
import concurrent.futures
import unittest

import client
from acting import ActsTest
from casework import CLERK, HEAD, UNIT, act, file_case, filing
from serving import Served, fresh


class WholeCase(ActsTest):
    def step(self, name, actor, state, **fields):
        answer = act(self.asks, "whole", name, actor, **fields)
        self.assertEqual(answer.status, 200, answer)
        self.assertEqual(answer.json["state"], state)
        self.assertEqual(answer.json["case_id"], "whole")
        self.assertFalse(answer.json["repeated"])
        self.version += len(answer.json["events"])
        self.assertEqual(answer.json["version"], self.version)
        read = self.asks.get("/api/v1/cases/whole")
        self.assertEqual(read.json["version"], self.version)
        self.assertTrue(read.header("etag").startswith(f'"{self.version}.'))
        self.assertEqual(read.json["row"]["state"], state)
        self.assertEqual(read.json["row"]["due"], answer.json["due"])
        self.assertEqual(read.json["row"]["light"], answer.json["light"])
        return answer.json

    def test_from_filing_over_a_pause_to_the_issued_document(self):
        filed = file_case(self.asks, "whole")
        self.version = filed.json["version"]
        self.assertEqual(filed.json["due"], "2022-10-08")  # review, 5 working days: domain.md 4
        self.assertEqual(filed.header("etag"), '"1"')
        accepted = self.step("accept", CLERK, "deciding", notice_no="受1")
        self.assertEqual(accepted["due"], "2022-09-29")  # the promise of 3 working days governs
        self.step("pause", CLERK, "paused", ground="expert_review", notice_no="停1", days=5)
        resumed = self.step("resume", CLERK, "deciding")
        self.assertEqual(resumed["due"], "2022-09-29")  # the same day costs nothing
        self.step("propose", CLERK, "deciding", outcome="grant", reasons="符合条件")
        self.step("decide", HEAD, "granted", outcome="grant")
        self.step("issue", CLERK, "issued", document_no="1号")
        self.assertEqual(self.events_of("whole"),
                         ["filed", "accepted", "paused", "resumed", "decision_proposed", "granted",
                          "issued"])
        again = act(self.asks, "whole", "withdraw", UNIT, reason="不办了")
        self.assertRefused(again, 409, "case_ended")
        self.assertIn("42", again.json["clause"])
        self.assertEqual(self.asks.get("/api/v1/cases/whole").json["version"], self.version)


class Preconditions(ActsTest):
    def test_a_write_without_a_key_is_refused_and_does_nothing(self):
        self.assertRefused(self.asks.post("/api/v1/cases", filing("no-key"), key=""), 400,
                           "idempotency_key_missing", "Idempotency-Key")
        self.assertEqual(self.asks.get("/api/v1/cases/no-key").status, 404)

    def test_a_key_that_is_no_key_is_refused(self):
        for key in ("short", "x" * 129, "with space1", "钥匙钥匙钥匙".encode().decode("latin-1"),
                    "slash/slash", "quote\"quote"):
            with self.subTest(key):
                self.assertRefused(self.asks.post("/api/v1/cases", filing("bad-key"), key=key), 400,
                                   "idempotency_key_invalid", "Idempotency-Key")
        self.assertEqual(self.asks.get("/api/v1/cases/bad-key").status, 404)

    def test_an_act_without_the_version_seen_is_refused(self):
        file_case(self.asks, "no-match")
        answer = self.asks.post("/api/v1/cases/no-match/accept", {"actor": CLERK})
        self.assertRefused(answer, 428, "version_missing", "If-Match")
        self.assertEqual(self.events_of("no-match"), ["filed"])

    def test_an_if_match_that_is_none_of_our_tags_is_refused(self):
        """A tag was read up to its first point or quote: "1.what-ever" and "1" without its end
        passed for the version 1; `*`, which would mean any version, must never pass."""
        file_case(self.asks, "odd-match")
        for tag in ("*", '""', '"x"', '"-1"', '"1', '1"', '"1.x"', '"1."', '"1"x', '"1.2022-13-01"',
                    '"1", "2"', "W/\"1\"", '"18446744073709551616"', '"0x1"', '"1 "', "''"):
            with self.subTest(tag):
                answer = self.asks.post("/api/v1/cases/odd-match/accept", {"actor": CLERK},
                                        match=tag)
                self.assertRefused(answer, 400, "version_invalid", "If-Match")
        self.assertEqual(self.events_of("odd-match"), ["filed"])

    def test_the_tag_of_what_was_read_is_taken_and_so_is_the_receipts(self):
        receipt = file_case(self.asks, "tags")
        self.assertEqual(act(self.asks, "tags", "accept", CLERK,
                             match=receipt.header("etag")).status, 200)
        read = self.asks.get("/api/v1/cases/tags").header("etag")
        self.assertEqual(act(self.asks, "tags", "propose", CLERK, match=read, outcome="grant",
                             reasons="符合条件").status, 200)

    def test_a_stale_version_is_409_with_the_present_one(self):
        file_case(self.asks, "stale")
        first = act(self.asks, "stale", "accept", CLERK, match='"1"')
        self.assertEqual(first.status, 200)
        for seen in ('"1"', '"0"', '"3"', '"999"'):
            answer = act(self.asks, "stale", "propose", CLERK, match=seen, outcome="grant",
                         reasons="符合条件")
            self.assertRefused(answer, 409, "version_stale")
            self.assertEqual(answer.header("etag"), '"2"')
        self.assertEqual(self.events_of("stale"), ["filed", "accepted"])

    def test_another_content_type_is_415(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
                     "application/xml", "application/jsonx", "text/json", ""):
            with self.subTest(kind):
                answer = self.asks.post("/api/v1/cases", filing("typed"),
                                        headers={"Content-Type": kind})
                self.assertEqual(answer.status, 415, answer)
        self.assertEqual(self.asks.get("/api/v1/cases/typed").status, 404)
        for number, kind in enumerate(("application/json", "application/json; charset=utf-8",
                                       "Application/JSON")):
            with self.subTest(kind):
                answer = self.asks.post("/api/v1/cases", filing(f"typed-{number}"),
                                        headers={"Content-Type": kind})
                self.assertEqual(answer.status, 201, answer)

    def test_reading_where_only_writing_is_allowed_is_405_with_what_is_allowed(self):
        answer = self.asks.get("/api/v1/cases")
        self.assertEqual(answer.status, 405)
        self.assertIn("POST", answer.header("allow"))
        self.assertEqual(self.asks.get("/api/v1/cases/some/accept").status, 405)


class Keys(ActsTest):
    def test_the_same_key_again_gives_the_same_receipt_and_one_effect(self):
        key = client.new_key()
        first = self.asks.post("/api/v1/cases", filing("again"), key=key)
        second = self.asks.post("/api/v1/cases", filing("again"), key=key)
        self.assertEqual((first.status, second.status), (201, 201))
        self.assertFalse(first.json["repeated"])
        self.assertEqual(second.json, {**first.json, "repeated": True})
        self.assertEqual(self.events_of("again"), ["filed"])

    def test_an_act_repeated_after_others_still_gives_its_own_receipt(self):
        file_case(self.asks, "later")
        key = client.new_key()
        body = {"actor": CLERK, "notice_no": "受1"}
        first = self.asks.post("/api/v1/cases/later/accept", body, key=key, match='"1"')
        act(self.asks, "later", "propose", CLERK, outcome="grant", reasons="符合条件")
        again = self.asks.post("/api/v1/cases/later/accept", body, key=key, match='"1"')
        self.assertEqual(again.status, 200, again)
        self.assertEqual(again.json, {**first.json, "repeated": True})
        self.assertEqual(self.events_of("later"), ["filed", "accepted", "decision_proposed"])

    def test_the_same_key_with_another_body_is_422_and_does_nothing(self):
        key = client.new_key()
        self.asks.post("/api/v1/cases", filing("other-body"), key=key)
        for other in (filing("other-body", project_name="另一项目"), filing("other-case")):
            self.assertRefused(self.asks.post("/api/v1/cases", other, key=key), 422,
                               "command_id_reused")
        self.assertEqual(self.asks.get("/api/v1/cases/other-case").status, 404)

    def test_the_same_members_in_another_order_are_the_same_body(self):
        key = client.new_key()
        body = filing("order")
        self.asks.post("/api/v1/cases", body, key=key)
        turned = self.asks.post("/api/v1/cases", dict(reversed(body.items())), key=key)
        self.assertTrue(turned.json["repeated"], turned)

    def test_a_key_belongs_to_its_actor(self):
        key = client.new_key()
        other = {**UNIT, "id": "unit2"}
        self.assertEqual(self.asks.post("/api/v1/cases", filing("mine"), key=key).status, 201)
        answer = self.asks.post("/api/v1/cases", filing("theirs", actor=other), key=key)
        self.assertEqual(answer.status, 201, answer)
        self.assertFalse(answer.json["repeated"])

    def test_a_key_outlives_a_restart(self):
        data = fresh("restart")
        key = client.new_key()
        with Served(data, now=self.NOW) as server:
            first = client.Client(server.port).post("/api/v1/cases", filing("kept"), key=key)
            self.assertEqual(server.stop(), 0)
        with Served(data, now=self.NOW) as server:
            again = client.Client(server.port).post("/api/v1/cases", filing("kept"), key=key)
            self.assertEqual(again.json, {**first.json, "repeated": True})
            server.stop()

    def test_a_hundred_at_once_with_one_key_have_one_effect(self):
        key = client.new_key()
        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            answers = list(pool.map(
                lambda _: self.asks.post("/api/v1/cases", filing("hundred"), key=key), range(100)))
        self.assertEqual({answer.status for answer in answers}, {201})
        self.assertEqual(sum(not answer.json["repeated"] for answer in answers), 1)
        self.assertEqual(self.events_of("hundred"), ["filed"])


class Races(ActsTest):
    ROUNDS = 10

    def test_of_32_acts_on_one_version_exactly_one_takes_effect(self):
        """R41: the others are told the version that won.

        Each round writes a number of its own: one number for all the rounds once made an act that
        came before any other of its round be refused, rightly, for what an earlier round had taken.
        """
        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            for round_number in range(self.ROUNDS):
                case = f"race{round_number}"
                file_case(self.asks, case)
                moves = [("accept", CLERK, {}), ("withdraw", UNIT, {"reason": "不办了"}),
                         ("not_accept", CLERK, {"ground": "no_licence_needed", "reason": "不需要许可"}),
                         ("accept", CLERK, {"notice_no": f"受{round_number}"})]
                answers = list(pool.map(
                    lambda i, moves=moves, case=case: self.asks.post(
                        f"/api/v1/cases/{case}/{moves[i % 4][0]}",
                        {"actor": moves[i % 4][1], **moves[i % 4][2]}, match='"1"'), range(32)))
                won = [answer for answer in answers if answer.status == 200]
                self.assertEqual(len(won), 1, answers)
                for answer in answers:
                    if answer.status != 200:
                        self.assertRefused(answer, 409, "version_stale")
                        self.assertEqual(answer.header("etag"), won[0].header("etag"))
                self.assertEqual(len(self.events_of(case)), 2)

    def test_of_32_filings_of_one_id_exactly_one_takes_effect(self):
        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            answers = list(pool.map(
                lambda i: self.asks.post("/api/v1/cases", filing("one", project_name=f"项目{i}")),
                range(32)))
        self.assertEqual(sum(answer.status == 201 for answer in answers), 1)
        for answer in answers:
            if answer.status != 201:
                self.assertRefused(answer, 409, "case_exists")


if __name__ == "__main__":
    unittest.main()
