"""A server to act on, and what a refusal must look like."""
import unittest

import client
from serving import Served, fresh


class ActsTest(unittest.TestCase):
    """A server over an empty rehearsal directory for the tests of a class."""
    NOW = "2022-09-26T10:00:00+08:00"  # a Monday before a holiday with make-up days

    @classmethod
    def setUpClass(cls):
        cls.server = Served(fresh("acts"), now=cls.NOW)
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)

    def assertRefused(self, answer, status: int, refusal: str, field: str = ""):
        self.assertEqual(answer.status, status, answer)
        self.assertEqual(answer.refusal, refusal, answer)
        self.assertTrue(answer.json["detail"], answer)
        if field:
            self.assertEqual(answer.json["field"], field, answer)

    def events_of(self, case: str) -> list:
        return [event["kind"] for event in
                self.asks.read(f"/api/v1/cases/{case}/record")["events"]]
