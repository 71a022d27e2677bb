"""Signing in by a sign-on service, against a service that lies where it is told to: what does not
stand opens nothing, who is not registered is told so and gets no account, and signing in by password
goes on whatever the service does. F67; RFC 6749, 7636, 9207; OpenID Connect Core 3.1.3.7."""
import time
import unittest
import urllib.parse

import client
from client import SESSION
from little_provider import CLIENT, EllipticKey, LittleProvider, RsaKey, signed, unsigned, \
    with_shared_key
from serving import Served, demonstration_copy
from signing_in import SIGN_IN, code_of

BEGIN, BACK, CODE = ("/api/v1/sign-on/" + name for name in ("begin", "callback", "code"))
COOKIE = "__Host-qidi-sign-on"


class SignOnTest(unittest.TestCase):
    settings = {}

    @classmethod
    def setUpClass(cls):
        cls.provider = LittleProvider()
        cls.addClassCleanup(cls.provider.stop)
        data = demonstration_copy()
        cls.provider.settings(data, **cls.settings)
        cls.server = Served(data, "--access-log", "none")
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port, token="")
        cls.secadmin = client.Client(cls.server.port, as_="secadmin")

    def begin(self, **query) -> tuple:
        """The service's address, and the headers that the same browser comes back with."""
        answer = self.asks.get(BEGIN, **query)
        self.assertEqual(answer.status, 303, answer)
        line = answer.cookies[COOKIE]
        for part in ("Path=/", "Secure", "HttpOnly", "SameSite=Lax"):
            self.assertIn(part, line)
        return answer.header("location"), {"Cookie": f"{COOKIE}={answer.cookie(COOKIE)}"}

    def state_of(self, address: str) -> str:
        return urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["state"][0]

    def back(self, address: str, headers: dict, code: str, **more) -> client.Answer:
        return self.asks.get(BACK, headers=headers, state=self.state_of(address), code=code, **more)

    def sign_on(self, make=None, to="/me", **claims) -> client.Answer:
        address, headers = self.begin(to=to)
        return self.back(address, headers, self.provider.code_for(address, make, **claims))

    def assertLedTo(self, answer, where: str):
        self.assertEqual((answer.status, answer.header("location")), (303, where), answer)
        self.assertEqual(bool(answer.cookie(SESSION)), not where.startswith("/signin"), answer)

    def link(self, login: str, subject: str) -> client.Answer:
        account = next(one for one in self.secadmin.read("/api/v1/accounts")["accounts"]
                       if one["login"] == login)
        return self.secadmin.post(f"/api/v1/accounts/{account['id']}/link_identity",
                                  {"subject": subject})


class Bound(SignOnTest):
    def test_an_identity_opens_the_account_it_was_bound_to_and_no_other(self):
        self.assertLedTo(self.sign_on(sub="of-clerk", name="某某"), "/signin?sign_on=stranger")
        told = self.secadmin.read("/api/v1/sign-on/strangers")["strangers"]
        self.assertEqual([(one["subject"], one["name"]) for one in told], [("of-clerk", "某某")])
        linked = self.link("clerk1", "of-clerk")
        self.assertEqual((linked.status, linked.json["account"]["identity"]), (200, "of-clerk"))
        self.assertEqual(self.secadmin.read("/api/v1/sign-on/strangers")["strangers"], [])
        again = self.link("head1", "of-clerk")
        self.assertEqual((again.status, again.refusal), (409, "identity_taken"))
        answer = self.sign_on(sub="of-clerk", to="/ledgers/pending?region=150100&q=%E6%B0%B4")
        self.assertLedTo(answer, "/ledgers/pending?region=150100&q=%E6%B0%B4")
        person = client.Client(self.server.port, token="")
        person.cookies[SESSION] = answer.cookie(SESSION)
        session = person.read("/api/v1/session")
        self.assertEqual((session["login"], session["role"]), ("clerk1", "clerk"))
        # Like every other: a write without the session's token is nobody's.
        self.assertEqual(person.ask("DELETE", "/api/v1/session").refusal, "csrf_missing")
        account = session["account"]
        for change, outcome in (("disable", "/signin?sign_on=disabled"), ("enable", "/me")):
            sysadmin = client.Client(self.server.port, as_="sysadmin")
            self.assertEqual(sysadmin.post(f"/api/v1/accounts/{account}/{change}",
                                           {"reason": "试验"}).status, 200)
            self.assertEqual(person.get("/api/v1/session").status, 401)
            self.assertLedTo(self.sign_on(sub="of-clerk"), outcome)
        freed = self.secadmin.post(f"/api/v1/accounts/{account}/unlink_identity", {"reason": "换人"})
        self.assertEqual(freed.json["account"]["identity"], "")
        self.assertLedTo(self.sign_on(sub="of-clerk"), "/signin?sign_on=stranger")
        self.assertEqual(self.link("head1", "of-clerk").status, 200)

    def test_nobody_binds_himself_and_only_the_security_administrator_binds(self):
        mine = self.secadmin.read("/api/v1/session")["account"]
        answer = self.secadmin.post(f"/api/v1/accounts/{mine}/link_identity", {"subject": "me"})
        self.assertEqual((answer.status, answer.refusal), (403, "own_account"))
        sysadmin = client.Client(self.server.port, as_="sysadmin")
        answer = sysadmin.post(f"/api/v1/accounts/{mine}/link_identity", {"subject": "me"})
        self.assertEqual((answer.status, answer.refusal), (403, "not_permitted"))
        # by_login is the server's own word and no field of a request.
        answer = sysadmin.post(f"/api/v1/accounts/{mine}/link_identity",
                               {"subject": "me", "by_login": 1})
        self.assertEqual(answer.status, 400, answer)


class OneTimeCodes(SignOnTest):
    def test_a_code_is_owed_unless_the_service_asked_for_a_second_factor_itself(self):
        head = client.Client(self.server.port, as_="head1")
        secret = head.ask("POST", SIGN_IN + "/second-factor").json["secret"]
        first = code_of(secret)
        head.post(SIGN_IN + "/second-factor/confirm", {"code": first})
        self.assertEqual(self.link("head1", "of-head").status, 200)
        self.assertLedTo(self.sign_on(sub="of-head", amr=["pwd", "mfa"]), "/me")
        self.assertEqual(self.asks.post(CODE, {"code": first}).refusal, "sign_on_gone")
        address, headers = self.begin(to="/me?a=b")
        answer = self.back(address, headers, self.provider.code_for(address, sub="of-head",
                                                                    amr=["pwd"]))
        self.assertLedTo(answer, "/signin?sign_on=code&to=%2Fme%3Fa%3Db")
        give = lambda code: self.asks.ask("POST", CODE, {"code": code}, headers)
        self.assertEqual(give(first).refusal, "code_wrong")  # it has served already
        self.assertEqual(give("000000").refusal, "code_wrong")
        answer = give(code_of(secret, 1))
        self.assertEqual((answer.status, answer.json["login"]), (200, "head1"), answer)
        self.assertTrue(answer.cookie(SESSION))
        self.assertEqual(give(code_of(secret, 1)).refusal, "sign_on_gone")
        # Not guessed at without end: after five tries one begins anew.
        address, headers = self.begin()
        self.back(address, headers, self.provider.code_for(address, sub="of-head"))
        told = [give("000000").refusal for _ in range(7)]
        self.assertEqual(told, ["code_wrong"] * 5 + ["sign_on_gone"] * 2)


class Lies(SignOnTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.link(cls(), "clerk1", "person-1")

    def test_the_honest_token_opens(self):
        self.assertLedTo(self.sign_on(), "/me")
        several = [CLIENT, "another"]
        self.assertLedTo(self.sign_on(aud=several, azp=CLIENT), "/me")

    def test_a_token_that_does_not_stand_opens_nothing(self):
        now, key = int(time.time()), self.provider.keys[0]
        other = RsaKey("first")  # the same name, another key
        claims = {"wrong nonce": {"nonce": "other"}, "no nonce": {"nonce": None},
                  "another's audience": {"aud": "another"}, "no audience": {"aud": None},
                  "several, made for none": {"aud": [CLIENT, "another"]},
                  "made for another": {"aud": [CLIENT, "another"], "azp": "another"},
                  "expired": {"exp": now - 120}, "without an end": {"exp": None},
                  "made tomorrow": {"iat": now + 86400, "exp": now + 90000},
                  "made long ago": {"iat": now - 86400}, "not yet": {"nbf": now + 3600},
                  "another issuer": {"iss": "https://elsewhere.example"},
                  "the issuer's like": {"iss": self.provider.issuer + "/"},
                  "nobody": {"sub": ""}, "no person": {"sub": None}, "a number": {"sub": 1}}
        tokens = {"not signed": unsigned, "a shared key": with_shared_key(key),
                  "another key": lambda told: signed({"alg": "RS256", "kid": "first"}, told,
                                                     other.sign),
                  "another algorithm": lambda told: signed({"alg": "RS512", "kid": "first"}, told,
                                                           key.sign),
                  "an extension": lambda told: signed(
                      {"alg": "RS256", "kid": "first", "crit": ["exp"]}, told, key.sign),
                  "changed afterwards": lambda told: signed(
                      {"alg": "RS256", "kid": "first"}, told, key.sign)[:-8] + "AAAAAAAA",
                  "no token": lambda told: "nothing"}
        for name, told in claims.items():
            with self.subTest(name):
                self.assertLedTo(self.sign_on(**told), "/signin?sign_on=token_refused")
        for name, make in tokens.items():
            with self.subTest(name):
                self.assertLedTo(self.sign_on(make), "/signin?sign_on=token_refused")
        self.assertLedTo(self.sign_on(), "/me")

    def test_an_answer_serves_once_in_the_browser_that_asked(self):
        address, headers = self.begin(to="/me")
        code = self.provider.code_for(address)
        unknown = "/signin?sign_on=state_unknown"
        for another in ({"Cookie": f"{COOKIE}=other"}, {"Cookie": "a=b"}):
            self.assertLedTo(self.back(address, another, code), unknown)
        self.assertLedTo(self.back(address, headers, code, iss="https://elsewhere.example"),
                         "/signin?sign_on=token_refused")
        self.assertLedTo(self.back(address, headers, code), unknown)  # used up by the mix
        address, headers = self.begin()
        code = self.provider.code_for(address)
        self.assertLedTo(self.back(address, headers, code, iss=self.provider.issuer), "/")
        self.assertLedTo(self.back(address, headers, code), unknown)
        address, headers = self.begin()
        self.assertLedTo(self.back(address, headers, code), "/signin?sign_on=denied")  # code again
        address, headers = self.begin()
        answer = self.asks.get(BACK, headers=headers, state=self.state_of(address),
                               error="access_denied")
        self.assertLedTo(answer, "/signin?sign_on=denied")
        self.assertLedTo(self.asks.get(BACK), unknown)

    def test_one_is_led_nowhere_but_to_a_page_of_this_site(self):
        for wanted in ("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example",
                       "/\t/elsewhere.example", "\\\\elsewhere.example", "javascript:alert(1)", "",
                       "/api/v1/session", "/signin?to=/me", "/" + "a" * 1000, "me"):
            with self.subTest(wanted):
                self.assertLedTo(self.sign_on(to=wanted), "/")
        # A line end would have made a header of what was asked for.
        self.assertLedTo(self.sign_on(to="/me\r\nSet-Cookie: a=b"), "/")
        self.assertLedTo(self.sign_on(to="/me?q=水 \"<"), "/me?q=%E6%B0%B4%20%22%3C")

    def test_a_key_that_was_renewed_is_asked_for_and_an_invented_one_not_without_end(self):
        self.assertLedTo(self.sign_on(), "/me")
        self.provider.keys = [RsaKey("second")]
        self.assertLedTo(self.sign_on(), "/me")
        invented = RsaKey("invented")
        for _ in range(5):
            make = lambda told: signed({"alg": "RS256", "kid": "invented"}, told, invented.sign)
            self.assertLedTo(self.sign_on(make), "/signin?sign_on=token_refused")
        self.assertLessEqual(self.provider.asked.count("/keys"), 4)
        self.assertLedTo(self.sign_on(), "/me")


class ByLogin(SignOnTest):
    """Elliptic keys, a service that tells logins and departments, and then goes down."""
    settings = {"login_claim": "preferred_username", "algorithm": "ES256",
                "department_claim": "unit",
                "departments": {"elsewhere": ("150200", "某局")}}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider.keys = [RsaKey("of-others"), EllipticKey("curve")][::-1]

    def test_a_login_told_binds_once_and_never_an_administrator(self):
        told = {"preferred_username": "unit", "sub": "of-unit"}
        self.assertLedTo(self.sign_on(**told), "/me")
        self.assertLedTo(self.sign_on(sub="of-unit"), "/me")
        stranger = "/signin?sign_on=stranger"
        self.assertLedTo(self.sign_on(preferred_username="unit", sub="another"), stranger)
        for login in ("sysadmin", "secadmin", "auditor", "nobody-here", "console", ""):
            with self.subTest(login):
                self.assertLedTo(self.sign_on(preferred_username=login, sub="of-" + login),
                                 stranger)
        # The service says that he works elsewhere, or what nobody knows.
        for unit in ("elsewhere", "unheard-of", None):
            self.assertLedTo(self.sign_on(preferred_username="clerk1", sub="c", unit=unit), stranger)
        self.assertEqual(self.link("clerk1", "c").status, 200)
        self.assertLedTo(self.sign_on(sub="c", unit="elsewhere"), "/signin?sign_on=organ_differs")
        # Signed with the other kind of key: the algorithm is ours to say, not the token's.
        rsa = self.provider.keys[1]
        make = lambda claims: signed({"alg": "RS256", "kid": rsa.name}, claims, rsa.sign)
        self.assertLedTo(self.sign_on(make, sub="of-unit"), "/signin?sign_on=token_refused")

    def test_when_the_service_is_down_the_password_still_serves(self):
        service = LittleProvider()
        data = demonstration_copy()
        service.settings(data)
        service.stop()
        with Served(data, "--access-log", "none") as server:
            asks = client.Client(server.port, token="")
            self.assertEqual(asks.read("/api/v1/site")["sign_on"], "统一身份认证")
            answer = asks.get(BEGIN)
            self.assertLedTo(answer, "/signin?sign_on=unreachable")
            self.assertEqual(asks.sign_in("clerk1").status, 200)
            self.assertEqual(server.stop(), 0)
            self.assertIn("unreachable", "".join(server.err))


if __name__ == "__main__":
    unittest.main()
