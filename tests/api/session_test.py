"""Signing in and out: what is told, what a cookie is like, who may guess, what an account owes
before anything else. reliability.md R12, R64-R67."""
import re
import time
import unittest

import client
import square_code
from casework import filing
from client import DEMO_PASSWORD, DEVICE, SESSION
from serving import Served, demonstration_copy, new_directory, qidi
from signing_in import GOOD, SIGN_IN, SessionTest, code_of

PLAIN = "vomkrelbant"  # small letters alone, nothing that guessers know


class SigningIn(SessionTest):
    def test_whoever_signs_in_is_told_who_he_is(self):
        answer = self.stranger().sign_in("clerk1")
        self.assertEqual(answer.status, 200, answer)
        told = answer.json
        self.assertEqual((told["account"], told["login"], told["role"], told["client"]),
                         ("demo-clerk1", "clerk1", "clerk", False))
        self.assertEqual(answer.header("cache-control"), "no-store")
        self.assertNotIn(answer.cookie(SESSION), answer.text)
        for login in (" clerk1 ", "CLERK1"):
            self.assertEqual(self.stranger().sign_in(login).status, 200, login)

    def test_the_cookies_are_for_our_pages_over_tls_and_for_no_script(self):
        answer = self.stranger().sign_in("clerk1")
        self.assertEqual(set(answer.cookies), {SESSION, DEVICE})
        attributes = {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"}
        for name, more in ((SESSION, set()), (DEVICE, {"Max-Age=31536000"})):
            first, *others = answer.cookies[name].split("; ")
            self.assertRegex(first, rf"^{name}=[A-Za-z0-9_-]{{43}}$")  # 256 bits
            self.assertEqual(set(others), attributes | more, "no Domain, no Expires")
        self.assertEqual(answer.cookies[SESSION].split("=")[0][:7], "__Host-")

    def test_a_wrong_password_and_an_unknown_login_are_told_alike(self):
        answers, took = [], []
        for login in ("clerk2", "nobody-at-all"):
            best = 60.0
            for _ in range(3):
                began = time.monotonic()
                answers.append(self.stranger().sign_in(login, "wrong-Password-1"))
                best = min(best, time.monotonic() - began)
            took.append(best)
        for answer in answers:
            self.assertRefused(answer, 401, "sign_in_failed")
            self.assertEqual(answer.cookies, {})
            self.assertEqual({name: value for name, value in answer.json.items()
                              if name != "instance"}, answers[0].json)
        self.assertGreater(took[1], took[0] / 4, "an unknown login costs a hash, too")

    def test_what_cannot_be_read_is_refused(self):
        for body, status in (({"login": "clerk1"}, 400), ({"password": "x"}, 400), ({}, 400),
                             ({"login": 1, "password": "x"}, 400), (b"[]", 400), (b"", 400),
                             ({"login": "clerk1", "password": DEMO_PASSWORD, "role": "head"}, 400),
                             ({"login": "x" * 20000, "password": "x"}, 422)):
            answer = self.stranger().ask("POST", SIGN_IN, body)
            self.assertEqual(answer.status, status, f"{str(body)[:60]}: {answer}")

    def test_each_signing_in_has_a_new_token_and_the_old_one_is_dead(self):
        asks = self.person("clerk1")
        old = dict(asks.cookies)
        answer = asks.sign_in("clerk1")
        self.assertNotEqual(answer.cookie(SESSION), old[SESSION])
        self.assertEqual(self.with_cookie(old[SESSION]).status, 401)
        self.assertEqual(self.with_cookie(answer.cookie(SESSION)).status, 200)
        self.assertNotIn(DEVICE, answer.cookies, "a device is made known once")

    def test_a_token_that_was_planted_is_not_taken_over(self):
        planted = "A" * 43
        answer = self.asks.ask("POST", SIGN_IN, {"login": "clerk1", "password": DEMO_PASSWORD},
                               {"Cookie": f"{SESSION}={planted}; {DEVICE}={planted}"})
        self.assertEqual(answer.status, 200, answer)
        self.assertNotEqual(answer.cookie(SESSION), planted)
        self.assertEqual(self.with_cookie(planted).status, 401)

    def test_whoever_signs_out_is_out_and_nobody_else(self):
        here, there = self.person("clerk1"), self.person("clerk1")
        answer = here.ask("DELETE", SIGN_IN)
        self.assertEqual(answer.status, 204, answer)
        self.assertIn("Max-Age=0", answer.cookies[SESSION])
        self.assertIn('"cache"', answer.header("clear-site-data"))
        self.assertRefused(here.get(SIGN_IN), 401, "not_signed_in")
        self.assertRefused(here.get("/api/v1/ledgers/all"), 401, "not_signed_in")
        self.assertEqual(there.get(SIGN_IN).status, 200)


class Guessing(SessionTest):
    def test_the_eleventh_guess_waits_but_a_known_device_gets_in(self):
        """R65: nobody can lock the owner out."""
        owner = self.person("head1")
        for number in range(10):
            self.assertRefused(self.stranger().sign_in("head1", f"wrong-{number}"), 401,
                               "sign_in_failed")
        for password in ("wrong", DEMO_PASSWORD):
            for login in ("head1", " HEAD1 "):
                answer = self.stranger().sign_in(login, password)
                self.assertRefused(answer, 429, "too_many_guesses")
                self.assertTrue(0 < int(answer.header("retry-after")) <= 960, answer.headers)
        self.assertEqual(owner.get(SIGN_IN).status, 200, "who is in stays in")
        owner.ask("DELETE", SIGN_IN)
        device = {DEVICE: owner.cookies[DEVICE]}
        again = self.stranger()
        again.cookies = dict(device)
        self.assertEqual(again.sign_in("head1").status, 200)
        stranger = self.stranger()
        stranger.cookies = {DEVICE: "B" * 43}
        self.assertEqual(stranger.sign_in("head1").status, 429, "a made-up device is a stranger")
        self.assertEqual(self.stranger().sign_in("clerk1").status, 200, "others are not touched")

    def test_after_a_reset_the_old_devices_are_strangers(self):
        """A reset meant to shut somebody out left his device a budget of guesses of its own."""
        old = self.person("bhead1")
        reset = self.person("secadmin").post("/api/v1/accounts/demo-bhead1/reset_password")
        self.assertEqual(reset.status, 200, reset)
        self.assertEqual(old.get(SIGN_IN).status, 401)
        for number in range(10):
            self.assertEqual(self.stranger().sign_in("bhead1", f"wrong-{number}").status, 401)
        again = self.stranger()
        again.cookies = {DEVICE: old.cookies[DEVICE]}
        self.assertRefused(again.sign_in("bhead1", reset.json["first_password"]), 429,
                           "too_many_guesses")

    def test_an_unknown_login_is_counted_like_any_other(self):
        for _ in range(10):
            self.assertRefused(self.stranger().sign_in("no-such-login", "x"), 401,
                               "sign_in_failed")
        self.assertRefused(self.stranger().sign_in("no-such-login", "x"), 429,
                           "too_many_guesses")


class OwnPassword(SessionTest):
    def change(self, asks: client.Client, old: str, new: str) -> client.Answer:
        return asks.keep(asks.post(f"{SIGN_IN}/password", {"old": old, "new": new}))

    def test_a_new_password_is_one_that_nobody_guesses(self):
        asks = self.person("bclerk1")
        for new in ("Short-1a", "alllowercaseletters", "Password-1234",
                    "Aaaaaaaaaaaa-1", "xyz-Bclerk1-9-Kettle", DEMO_PASSWORD, "T9-" + "k" * 200, "",
                    "Qwertyuiop-123", "123456789012"):
            with self.subTest(new[:30]):
                answer = self.change(asks, DEMO_PASSWORD, new)
                self.assertRefused(answer, 422, "field_invalid", "new")
                if new:
                    self.assertNotIn(new, answer.text)
        self.assertRefused(self.change(asks, "wrong", GOOD), 422, "field_invalid", "old")
        self.assertRefused(asks.post(f"{SIGN_IN}/password", {"old": DEMO_PASSWORD, "new": GOOD},
                                     key=""), 400, "idempotency_key_missing")
        self.assertEqual(self.stranger().sign_in("bclerk1").status, 200, "nothing was changed")

    def test_a_change_ends_the_other_sessions_and_the_old_password(self):
        here, there = self.person("bclerk2"), self.person("bclerk2")
        old = here.cookies[SESSION]
        answer = self.change(here, DEMO_PASSWORD, GOOD)
        self.assertEqual(answer.status, 200, answer)
        self.assertEqual(here.get(SIGN_IN).status, 200)
        self.assertEqual(self.with_cookie(old).status, 401, "its own old token, too")
        self.assertEqual(there.get(SIGN_IN).status, 401)
        self.assertRefused(self.stranger().sign_in("bclerk2"), 401, "sign_in_failed")
        self.assertEqual(self.stranger().sign_in("bclerk2", GOOD).status, 200)
        for used in (GOOD, DEMO_PASSWORD):
            self.assertRefused(self.change(here, GOOD, used), 422, "field_invalid", "new")

    def test_whoever_was_given_a_password_can_only_change_it(self):
        opened = self.person("sysadmin").post("/api/v1/accounts", {
            "login": "newcomer", "name": "新某", "region": "150100", "department": "某局"}).json
        granted = self.person("secadmin").post(
            f"/api/v1/accounts/{opened['account']['id']}/grant_role", {"role": "clerk"})
        self.assertEqual(granted.status, 200, granted)
        asks = self.stranger()
        answer = asks.sign_in("newcomer", opened["first_password"])
        self.assertTrue(answer.json["must_change_password"], answer)
        for target in ("/api/v1/ledgers/all", "/api/v1/overview", "/api/v1/imports",
                       "/api/v1/cases/none-such", "/api/v1/organs?region=150100"):
            self.assertRefused(asks.get(target), 403, "password_change_needed")
        self.assertRefused(asks.post("/api/v1/cases/none-such/accept", {}, match='"1"'), 403,
                           "password_change_needed")
        self.assertEqual(asks.ask("HEAD", "/api/v1/events").status, 403)
        self.assertEqual(asks.get("/api/v1/catalogue").status, 200)
        answer = self.change(asks, opened["first_password"], GOOD)
        self.assertEqual((answer.status, answer.json["must_change_password"]), (200, False))
        self.assertEqual(asks.get("/api/v1/ledgers/all").status, 200)

    def test_the_old_password_is_guessed_no_faster_than_at_the_door(self):
        """With somebody else's session in hand the present password could be guessed at without
        end: a change asks for it, and nothing counted the wrong ones."""
        somebody = client.Client(self.server.port, as_="superior")
        guesses = [somebody.post("/api/v1/session/password",
                                 {"old": f"wrong-{i}", "new": "Tulip-Anvil-77-Ocean"})
                   for i in range(11)]
        self.assertEqual([answer.status for answer in guesses], [422] * 10 + [429])
        self.assertGreater(int(guesses[-1].header("retry-after")), 0)


class SecondFactor(SessionTest):
    def set_up(self, asks: client.Client) -> str:
        """Sets the second factor with the code of now; the secret."""
        begun = asks.ask("POST", f"{SIGN_IN}/second-factor")
        self.assertEqual(begun.status, 200, begun)
        secret = begun.json["secret"]
        self.assertRegex(secret, "^[A-Z2-7]{32}$")
        self.assertTrue(begun.json["uri"].startswith("otpauth://totp/"), begun.json)
        self.assertIn(secret, begun.json["uri"])
        self.assertEqual(begun.header("cache-control"), "no-store")
        picture = square_code.picture_of(begun.json["square"])
        self.assertEqual(square_code.codes_in(picture), [begun.json["uri"]])
        wrong = f"{(int(code_of(secret)) + 1) % 10**6:06d}"
        if wrong in (code_of(secret, 1), code_of(secret, -1)):
            wrong = "abc"
        answer = asks.post(f"{SIGN_IN}/second-factor/confirm", {"code": wrong})
        self.assertRefused(answer, 422, "field_invalid", "code")
        self.now = code_of(secret)
        answer = asks.keep(asks.post(f"{SIGN_IN}/second-factor/confirm", {"code": self.now}))
        self.assertEqual((answer.status, answer.json.get("second_factor")), (200, True), answer)
        return secret

    def test_it_is_asked_for_at_each_signing_in_and_a_code_serves_once(self):
        asks = self.person("bhead1")
        self.assertRefused(asks.post(f"{SIGN_IN}/second-factor/confirm", {"code": "000000"}), 409,
                           "second_factor_not_begun")
        secret = self.set_up(asks)
        self.assertRefused(asks.ask("POST", f"{SIGN_IN}/second-factor"), 409, "second_factor_set")
        self.assertRefused(self.stranger().sign_in("bhead1"), 401, "code_needed", "code")
        self.assertRefused(self.stranger().sign_in("bhead1", "wrong", code=self.now), 401,
                           "sign_in_failed")
        self.assertRefused(self.stranger().sign_in("bhead1", code=self.now), 401, "code_wrong")
        code = code_of(secret, 1)
        self.assertEqual(self.stranger().sign_in("bhead1", code=code).status, 200)
        self.assertRefused(self.stranger().sign_in("bhead1", code=code), 401, "code_wrong")

        # One security administrator could take both password and codes from anybody (R67).
        of_him = "/api/v1/accounts/demo-bhead1"
        one, other = self.person("secadmin"), self.second_security_administrator()
        asked = one.post(f"{of_him}/ask_clear_second_factor", {"reason": "手机遗失"})
        self.assertEqual(asked.json["account"]["clearing"]["by"], "demo-secadmin", asked)
        self.assertRefused(one.post(f"{of_him}/clear_second_factor", {}), 403,
                           "second_administrator_needed")
        self.assertEqual(asks.get(SIGN_IN).status, 200, "nothing is cleared yet")
        cleared = other.post(f"{of_him}/clear_second_factor", {})
        self.assertEqual(cleared.status, 200, cleared)
        self.assertEqual((cleared.json["account"]["clearing"],
                          cleared.json["account"]["second_factor"]), (None, False))
        self.assertEqual(asks.get(SIGN_IN).status, 401)
        self.assertEqual(self.stranger().sign_in("bhead1").status, 200)

    def test_codes_cannot_be_guessed_without_end(self):
        self.set_up(self.person("leader"))
        refusals = [self.stranger().sign_in("leader", code="abcdef").refusal for _ in range(11)]
        self.assertEqual(refusals, ["code_wrong"] * 10 + ["too_many_guesses"])

    def test_staff_of_a_live_installation_owe_one(self):
        data = new_directory()
        added = qidi("user", "add", "livehead", "--role", "head", "--name", "某甲", "--region",
                     "150100", "--department", "某局", "--data", data).stdout
        first = re.search(r"：(\w+(-\w+){3})$", added.strip()).group(1)
        with Served(data, "--access-log", "none") as server:
            asks = client.Client(server.port, token="")
            told = asks.sign_in("livehead", first).json
            self.assertTrue(told["must_change_password"] and told["must_set_second_factor"], told)
            self.assertEqual(told["password_rule"],
                             {"minimum": 12, "classes": True, "remember": 5, "days": 90})
            self.assertRefused(asks.post(f"{SIGN_IN}/password", {"old": first, "new": PLAIN}),
                               422, "field_invalid")
            asks.keep(asks.post(f"{SIGN_IN}/password", {"old": first, "new": GOOD}))
            self.assertRefused(asks.get("/api/v1/ledgers/all"), 403, "second_factor_needed")
            self.set_up(asks)
            self.assertEqual(asks.get("/api/v1/ledgers/all").status, 200)
            self.assertEqual(client.Client(server.port).get(
                "/api/v1/demonstration-logins").json, {"logins": []})
            self.assertEqual(server.stop(), 0)

    def test_a_site_outside_the_profile_asks_for_length_alone(self):
        data = new_directory()
        added = qidi("user", "add", "livehead", "--role", "head", "--name", "某甲", "--region",
                     "150100", "--department", "某局", "--data", data).stdout
        first = re.search(r"：(\w+(-\w+){3})$", added.strip()).group(1)
        for wrong in ('profile = "none"', "minimum = 4", "length = 9", "profile ="):
            (data / "passwords.toml").write_text(wrong)
            ran = qidi("serve", "--data", data, "--listen", "127.0.0.1:0", check=False)
            self.assertEqual(ran.returncode, 2, wrong)
            self.assertIn("passwords.toml", ran.stderr)
        (data / "passwords.toml").write_text('profile = "plain"\nminimum = 10\n')
        with Served(data, "--access-log", "none") as server:
            asks = client.Client(server.port, token="")
            told = asks.sign_in("livehead", first).json["password_rule"]
            self.assertEqual(told, {"minimum": 10, "classes": False, "remember": 0, "days": 0})
            self.assertRefused(asks.post(f"{SIGN_IN}/password", {"old": first, "new": PLAIN[:9]}),
                               422, "field_invalid")
            asks.keep(asks.post(f"{SIGN_IN}/password", {"old": first, "new": PLAIN}))
            again = {"old": PLAIN, "new": PLAIN}
            self.assertEqual(asks.post(f"{SIGN_IN}/password", again).status, 200)
            self.assertEqual(server.stop(), 0)


class Clients(unittest.TestCase):
    def test_a_revoked_token_is_nobody(self):
        data = demonstration_copy()
        tokens = {}
        for name in ("kept", "gone"):
            added = qidi("token", "add", name, "--scope", "read", "--data", data)
            tokens[name] = added.stdout.split()[-1]
            self.assertTrue(tokens[name].startswith("qidi_"), added.stdout)
        qidi("token", "revoke", "gone", "--reason", "某事由", "--data", data)
        with Served(data, "--access-log", "none") as server:
            for name, status in (("kept", 200), ("gone", 401)):
                asks = client.Client(server.port, token=tokens[name])
                self.assertEqual(asks.get("/api/v1/overview").status, status, name)
            asks = client.Client(server.port, token=tokens["kept"])
            told = asks.read(SIGN_IN)
            self.assertEqual((told["client"], told["role"], told["name"]), (True, "", "kept"))
            answer = asks.post("/api/v1/cases", filing("without-scope"))
            self.assertEqual((answer.status, answer.refusal), (403, "scope_missing"), answer)
            self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    unittest.main()
