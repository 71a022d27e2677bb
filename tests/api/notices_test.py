"""Live notices: server-sent events over a raw connection. interface.md, HTTP."""
import json
import time
import unittest

import client
import contract
from casework import CLERK, act, file_case
from serving import Served, fresh
from streaming import Stream

HEARTBEAT = 15  # seconds between ": ping"


class Notices(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(fresh("notices"), now="2022-09-26")
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)

    def told(self, stream: Stream, case: str) -> dict:
        """The first notice that names the case, held against its schema."""
        while True:
            event = stream.changed()
            notice = json.loads(event["data"])
            self.assertEqual(contract.faults_of({"$ref": "#/components/schemas/ChangedNotice"},
                                                notice), [])
            self.assertEqual(event["id"], str(notice["log_size"]))
            if case in notice["cases"]:
                return notice

    def test_its_answer_is_a_stream_with_all_the_heads(self):
        with Stream(self.server.port) as stream:
            self.assertEqual(stream.answer.status, 200)
            self.assertEqual(stream.answer.header("content-type").split(";")[0],
                             "text/event-stream")
            self.assertEqual(contract.header_faults(stream.answer), [])
            self.assertIn("no-store", stream.answer.header("cache-control"))

    def test_an_act_is_told_to_every_reader_within_a_moment(self):
        with Stream(self.server.port) as one, Stream(self.server.port) as other:
            file_case(self.asks, "told")
            began = time.monotonic()
            for stream in (one, other):
                notice = self.told(stream, "told")
                self.assertLessEqual(notice["log_size"], self.asks.read("/api/v1/site")["log_size"])
            self.assertLess(time.monotonic() - began, 5)
            before = notice["log_size"]
            act(self.asks, "told", "accept", CLERK)
            self.assertGreater(self.told(one, "told")["log_size"], before)

    def test_what_a_notice_tells_can_be_read_already(self):
        with Stream(self.server.port) as stream:
            for number in range(5):
                file_case(self.asks, f"read-{number}")
                notice = self.told(stream, f"read-{number}")
                self.assertGreaterEqual(self.asks.read("/api/v1/overview")["log_size"],
                                        notice["log_size"])

    def test_a_refused_and_a_repeated_act_tell_nothing(self):
        file_case(self.asks, "silent")
        key = client.new_key()
        body = {"actor": CLERK}
        self.asks.post("/api/v1/cases/silent/accept", body, key=key, match='"1"')
        time.sleep(0.6)  # what was gathered is told
        with Stream(self.server.port) as stream:
            self.asks.post("/api/v1/cases/silent/accept", body, key=key, match='"1"')
            act(self.asks, "silent", "accept", CLERK)
            file_case(self.asks, "loud")
            first = json.loads(stream.changed()["data"])
            self.assertEqual(first["cases"], ["loud"])

    def test_many_acts_at_once_are_gathered(self):
        with Stream(self.server.port) as stream:
            for number in range(40):
                file_case(self.asks, f"many-{number}")
            seen, notices = set(), 0
            while len(seen) < 40:
                seen |= {case for case in json.loads(stream.changed()["data"])["cases"]
                         if case.startswith("many-")}
                notices += 1
            self.assertLess(notices, 40)

    def test_whoever_comes_back_learns_from_the_number_what_was_missed(self):
        """Nothing is sent twice: the last id is the record's length, and the site tells today's."""
        with Stream(self.server.port) as stream:
            file_case(self.asks, "seen")
            last = self.told(stream, "seen")["log_size"]
        file_case(self.asks, "missed")
        with Stream(self.server.port, Last_Event_ID=last) as stream:
            self.assertEqual(stream.answer.status, 200)
            self.assertGreater(self.asks.read("/api/v1/site")["log_size"], last)
            file_case(self.asks, "next")
            self.told(stream, "next")
        for odd in ("x", "-1", "9" * 40, "", "<b>"):
            with Stream(self.server.port, Last_Event_ID=odd) as stream:
                self.assertEqual(stream.answer.status, 200)

    def test_a_notice_to_somebody_is_told_to_all_without_saying_to_whom(self):
        with Stream(self.server.port) as stream:
            file_case(self.asks, "told-on")
            while (event := stream.next())["event"] != "notices":
                pass
            self.assertEqual(json.loads(event["data"]), {"made": 1})

    def test_a_quiet_stream_beats(self):
        with Stream(self.server.port) as stream:
            stream.wire.settimeout(HEARTBEAT + 10)
            text = b""
            while b": ping" not in text:
                piece = stream.piece()
                self.assertTrue(piece, "the stream ended")
                text += piece

    def test_a_stream_ends_when_the_server_does(self):
        with Served(fresh("ends"), now="2022-09-26") as server:
            with Stream(server.port) as stream:
                self.assertEqual(server.stop(), 0)
                with self.assertRaises((EOFError, OSError)):
                    stream.next()

    def test_head_of_a_stream_does_not_hang(self):
        answer = self.asks.ask("HEAD", "/api/v1/events")
        self.assertEqual(answer.status, 200)


if __name__ == "__main__":
    unittest.main()
