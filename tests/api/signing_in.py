"""A demonstration for tests of sessions, and how one is somebody, nobody or a stranger there."""
import base64
import hashlib
import hmac
import struct
import time
import unittest

import client
from client import SESSION
from serving import Served, demonstration_copy

SIGN_IN = "/api/v1/session"
GOOD = "Tulip-9-Kettle-rowing"  # a password that the policy takes


def code_of(secret: str, steps: int = 0) -> str:
    """The one-time code of now, or of so many steps of 30 seconds later (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7fffffff) % 10**6:06d}"


class SessionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(demonstration_copy(), "--access-log", "none")
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)

    def stranger(self) -> client.Client:
        return client.Client(self.server.port, token="")

    def person(self, login: str) -> client.Client:
        return client.Client(self.server.port, as_=login)

    def second_security_administrator(self) -> client.Client:
        """Another one beside the demonstration's, opened and granted as the duties are."""
        opened = self.person("sysadmin").post("/api/v1/accounts", {
            "login": "secadmin2", "name": "安全管理员乙"}, key="open-secadmin2")
        first, account = opened.json["first_password"], opened.json["account"]["id"]
        if first:
            self.person("secadmin").post(f"/api/v1/accounts/{account}/grant_role",
                                         {"role": "security_admin"})
        asks = self.stranger()
        if asks.sign_in("secadmin2", first or GOOD).status == 200 and first:
            asks.keep(asks.post(f"{SIGN_IN}/password", {"old": first, "new": GOOD}))
        return asks

    def with_cookie(self, token: str) -> client.Answer:
        return self.asks.get(SIGN_IN, headers={"Cookie": f"{SESSION}={token}"})

    def assertRefused(self, answer, status: int, refusal: str, field: str = ""):
        self.assertEqual((answer.status, answer.json.get("refusal")), (status, refusal), answer)
        if field:
            self.assertEqual(answer.json["field"], field, answer)
