"""Accounts and the three administrators who keep them apart from each other (三员分立): one opens,
one says what it may do, one only reads. GB/T 22239 访问控制; reliability.md R82."""
import unittest

import client
from serving import Served, demonstration_copy

NEW = {"login": "new-clerk", "name": "新某人", "department": "呼和浩特市水利局",
       "region": "150100"}
OTHERS = ("auditor", "clerk1", "head1", "office", "unit")


class AccountsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(demonstration_copy(), "--access-log", "none")
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)
        cls.who = {login: client.Client(cls.server.port, as_=login)
                   for login in ("sysadmin", "secadmin", *OTHERS)}
        cls.number = 0

    def open(self, **fields) -> dict:
        """An account of its own for a test, as its receipt tells it."""
        type(self).number += 1
        answer = self.who["sysadmin"].post(
            "/api/v1/accounts", {**NEW, "login": f"{NEW['login']}-{self.number}", **fields})
        self.assertEqual(answer.status, 201, answer)
        return answer.json

    def change(self, login: str, account: str, what: str, key=None, **fields) -> client.Answer:
        return self.who[login].post(f"/api/v1/accounts/{account}/{what}", fields, key=key)

    def of(self, account: str) -> dict:
        return next(one for one in self.who["auditor"].read("/api/v1/accounts")["accounts"]
                    if one["id"] == account)

    def sign_in(self, login: str, password: str) -> client.Client:
        asks = client.Client(self.server.port, token="")
        answer = asks.sign_in(login, password)
        self.assertEqual(answer.status, 200, answer)
        return asks

    def assertRefused(self, answer, status: int, refusal: str):
        self.assertEqual((answer.status, answer.json.get("refusal")), (status, refusal), answer)


class Duties(AccountsTest):
    CHANGES = {"grant_role": ("secadmin", {"role": "clerk"}), "reset_password": ("secadmin", {}),
               "clear_second_factor": ("secadmin", {}),
               "ask_clear_second_factor": ("secadmin", {"reason": "手机遗失"}),
               "change": ("sysadmin", {"name": "另某人"}),
               "disable": ("sysadmin", {"reason": "离任"}),
               "enable": ("sysadmin", {"reason": "回任"})}

    def test_each_change_has_its_one_administrator(self):
        for name, (rightful, fields) in self.CHANGES.items():
            account = self.open()["account"]["id"]
            for login in self.who:
                if login == rightful:
                    continue
                before = self.of(account)
                with self.subTest(f"{login}: {name}"):
                    self.assertRefused(self.change(login, account, name, **fields), 403,
                                       "not_permitted")
                    self.assertEqual(self.of(account), before)
            with self.subTest(f"{rightful}: {name}"):
                answer = self.change(rightful, account, name, **fields)
                self.assertEqual(answer.status, 200, answer)
                self.assertEqual(answer.header("cache-control"), "no-store")
                self.assertEqual(self.of(account), answer.json["account"])

    def test_only_the_system_administrator_opens(self):
        for login, asks in self.who.items():
            if login != "sysadmin":
                answer = asks.post("/api/v1/accounts", {**NEW, "login": f"by-{login}"})
                self.assertRefused(answer, 403, "not_permitted")
        for asks in (self.asks, client.Client(self.server.port, token="")):
            self.assertIn(asks.post("/api/v1/accounts", NEW).status, (401, 403))
        logins = {one["login"] for one in
                  self.who["auditor"].read("/api/v1/accounts")["accounts"]}
        self.assertEqual([login for login in logins if login.startswith("by-")], [])

    def test_whoever_opens_grants_nothing(self):
        """Neither with the opening nor by a change."""
        answer = self.who["sysadmin"].post("/api/v1/accounts",
                                           {**NEW, "login": "with-role", "role": "clerk"})
        self.assertRefused(answer, 400, "parameter_invalid")
        account = self.open()["account"]
        self.assertEqual(account["role"], "")
        answer = self.change("sysadmin", account["id"], "change", role="system_admin")
        self.assertRefused(answer, 400, "parameter_invalid")
        self.assertEqual(self.of(account["id"])["role"], "")

    def test_nobody_sees_to_his_own_account(self):
        self.assertRefused(self.change("sysadmin", "demo-sysadmin", "disable", reason="x"), 403,
                           "own_account")
        for name, fields in (("grant_role", {"role": "office"}), ("reset_password", {}),
                             ("clear_second_factor", {}), ("ask_clear_second_factor", {"reason": "x"})):
            self.assertRefused(self.change("secadmin", "demo-secadmin", name, **fields), 403,
                               "own_account")

    def test_an_administrator_never_becomes_another(self):
        for account in ("demo-sysadmin", "demo-auditor"):
            for role in ("clerk", "security_admin", "office"):
                self.assertRefused(self.change("secadmin", account, "grant_role", role=role),
                                   403, "duties_apart")

    def test_the_last_keeper_of_the_keys_stays(self):
        self.assertRefused(self.change("sysadmin", "demo-secadmin", "disable", reason="x"), 409,
                           "last_administrator")

    def test_no_job_and_no_importer_signs_in(self):
        account = self.open()["account"]["id"]
        for role in ("job", "importer", "none", "", "SYSTEM_ADMIN"):
            self.assertRefused(self.change("secadmin", account, "grant_role", role=role), 422,
                               "field_invalid")

    def test_an_administrator_sees_no_case(self):
        for login in ("sysadmin", "secadmin", "auditor"):
            for target in ("/api/v1/ledgers/all", "/api/v1/overview", "/api/v1/circulars",
                           "/api/v1/imports", "/api/v1/cases/none-such"):
                asks = self.who.get(login)
                self.assertRefused(asks.get(target), 403, "not_permitted")


class Life(AccountsTest):
    def test_from_its_opening_to_its_end(self):
        told = self.open()
        account, password = told["account"], told["first_password"]
        self.assertTrue(account["enabled"])
        self.assertFalse(told["repeated"])
        self.assertGreaterEqual(len(password), 16)
        person = self.sign_in(account["login"], password)
        self.assertTrue(person.read("/api/v1/session")["must_change_password"])
        answer = person.post("/api/v1/session/password",
                             {"old": password, "new": "Tulip-9-Kettle-rowing"})
        self.assertEqual(answer.status, 200, answer)
        person.keep(answer)
        self.assertRefused(person.get("/api/v1/ledgers/all"), 403, "not_permitted")  # no role yet

        self.assertEqual(self.change("secadmin", account["id"], "grant_role",
                                     role="clerk").json["account"]["role"], "clerk")
        self.assertEqual(person.get("/api/v1/session").status, 401, "its rights are others now")
        person = self.sign_in(account["login"], "Tulip-9-Kettle-rowing")
        seen = person.pages("/api/v1/ledgers/all", limit=200)
        self.assertEqual({(row["region"][:4], row["department"]) for row in seen} -
                         {("1501", NEW["department"])}, set())

        self.assertEqual(self.change("sysadmin", account["id"], "disable",
                                     reason="离任").status, 200)
        self.assertEqual(person.get("/api/v1/session").status, 401, "at the very next request")
        answer = client.Client(self.server.port, token="").sign_in(account["login"],
                                                                   "Tulip-9-Kettle-rowing")
        self.assertRefused(answer, 401, "account_disabled")
        # Told "wrong login or password" with the right one, people went on guessing.
        answer = client.Client(self.server.port, token="").sign_in(account["login"], "Tulip-9-Kettle")
        self.assertRefused(answer, 401, "sign_in_failed")
        for name, fields in (("grant_role", {"role": "head"}), ("reset_password", {})):
            self.assertRefused(self.change("secadmin", account["id"], name, **fields), 409,
                               "account_disabled")
        self.assertEqual(self.change("sysadmin", account["id"], "enable").status, 200)
        self.assertEqual(person.get("/api/v1/session").status, 401, "the old session stays dead")
        self.sign_in(account["login"], "Tulip-9-Kettle-rowing")

    def test_a_changed_organ_is_another_reach_at_once(self):
        told = self.open()
        account = told["account"]["id"]
        self.change("secadmin", account, "grant_role", role="office")
        person = self.sign_in(told["account"]["login"], told["first_password"])
        person.keep(person.post("/api/v1/session/password", {
            "old": told["first_password"], "new": "Tulip-9-Kettle-rowing"}))
        for region in ("150100", "150200"):
            answer = self.change("sysadmin", account, "change", region=region)
            self.assertEqual(answer.status, 200, answer)
            regions = {row["region"][:4]
                       for row in person.pages("/api/v1/ledgers/all", limit=200)}
            self.assertEqual(regions, {region[:4]})

    def test_the_first_password_is_told_once(self):
        key = client.new_key()
        body = {**NEW, "login": "told-once"}
        first = self.who["sysadmin"].post("/api/v1/accounts", body, key=key)
        again = self.who["sysadmin"].post("/api/v1/accounts", body, key=key)
        self.assertEqual((first.status, again.status), (201, 201), again)
        self.assertEqual(again.json["account"], first.json["account"])
        self.assertTrue(again.json["repeated"])
        self.assertIsNone(again.json["first_password"])
        self.sign_in("told-once", first.json["first_password"])  # and the repetition changed none

    def test_a_reset_password_is_told_once_and_ends_the_sessions(self):
        told = self.open()
        account = told["account"]
        person = self.sign_in(account["login"], told["first_password"])
        key = client.new_key()
        first = self.change("secadmin", account["id"], "reset_password", key=key)
        again = self.change("secadmin", account["id"], "reset_password", key=key)
        self.assertEqual((again.json["repeated"], again.json["first_password"]), (True, None))
        self.assertEqual(person.get("/api/v1/session").status, 401)
        answer = client.Client(self.server.port, token="").sign_in(account["login"],
                                                                   told["first_password"])
        self.assertRefused(answer, 401, "sign_in_failed")
        person = self.sign_in(account["login"], first.json["first_password"])
        self.assertTrue(person.read("/api/v1/session")["must_change_password"])

    def test_one_key_for_two_openings_is_refused(self):
        key = client.new_key()
        self.assertEqual(self.who["sysadmin"].post("/api/v1/accounts", {**NEW, "login": "one-key"},
                                                   key=key).status, 201)
        answer = self.who["sysadmin"].post("/api/v1/accounts", {**NEW, "login": "two-keys"},
                                           key=key)
        self.assertIn(answer.status, (409, 422), answer)
        self.assertNotIn("first_password", answer.json)

    def test_no_secret_is_in_any_list(self):
        told = self.open()
        for target in ("/api/v1/accounts", "/api/v1/session"):
            text = self.who["sysadmin"].get(target).text
            self.assertNotIn(told["first_password"], text)
            self.assertNotIn("argon2", text)


class Locked(AccountsTest):
    def test_a_locked_sign_in_is_told_without_addresses_and_let_in_by_the_security_administrator(self):
        """Who was locked out on a new device waited for up to a day, and no administrator saw it."""
        right = next(one["password"] for one in
                     self.asks.read("/api/v1/demonstration-logins")["logins"])
        def tries(password: str) -> int:
            return client.Client(self.server.port, token="").sign_in("bclerk1", password).status
        self.assertIsNone(self.of("demo-bclerk1")["locked"])
        self.assertEqual([tries("wrong") for _ in range(11)], [401] * 10 + [429])
        self.assertEqual(tries(right), 429)
        locked = self.of("demo-bclerk1")["locked"]
        self.assertGreater(locked.pop("until"), "2")
        self.assertEqual(locked, {"new_devices": True, "known_devices": 0, "wrong_in_quarter_hour": 10,
                                  "wrong_in_day": 10, "places": 1, "more_places": False,
                                  "unlocked_until": None})
        self.assertNotIn("127.0.0.1", self.who["secadmin"].get("/api/v1/accounts").text)
        why = {"reason": "本人来电，已核实"}
        for login in ("sysadmin", "auditor"):
            self.assertRefused(self.change(login, "demo-bclerk1", "unlock_sign_in", **why), 403,
                               "not_permitted")
        self.assertRefused(self.change("secadmin", "demo-bclerk1", "unlock_sign_in"), 422,
                           "field_missing")
        self.assertEqual(tries(right), 429, "nothing was let in yet")
        for key in ("let-him-in-once", "let-him-in-once"):  # sent again it is no second one
            answer = self.change("secadmin", "demo-bclerk1", "unlock_sign_in", key=key, **why)
            self.assertIsNotNone(answer.json["account"]["locked"]["unlocked_until"], answer)
        # Not a free run: three from one place, and none once the owner is in.
        self.assertEqual([tries("wrong"), tries(right), tries("wrong")], [401, 200, 429])
        self.assertRefused(self.change("secadmin", "demo-unit", "unlock_sign_in", **why), 409,
                           "sign_in_not_locked")
        told = self.who["auditor"].read("/api/v1/sign-ins", kind="sign_in_unlocked")["rows"]
        self.assertEqual([(row["login"], row["count"]) for row in told], [("bclerk1", 1)])


class Refusals(AccountsTest):
    def test_an_opening_that_lacks_or_bends_something(self):
        for fields, status in (({"login": ""}, 422), ({"login": "x"}, 422),
                               ({"login": "with space"}, 422), ({"login": "CLERK1"}, 409),
                               ({"login": "办事员"}, 422), ({"name": ""}, 422),
                               ({"login": 5}, 400), ({"region": "15"}, 422),
                               ({"region": "x" * 6}, 422), ({"unit_code": "123"}, 422),
                               ({"id": "demo-clerk1"}, 400), ({"password": "x"}, 400)):
            with self.subTest(str(fields)):
                answer = self.who["sysadmin"].post("/api/v1/accounts",
                                                   {**NEW, "login": "refused", **fields})
                self.assertEqual(answer.status, status, answer)
        self.assertNotIn("refused", {one["login"] for one in self.who["auditor"].read(
            "/api/v1/accounts")["accounts"]})

    def test_a_role_that_its_person_cannot_have(self):
        account = self.open(department="", region="")["account"]["id"]
        for role in ("clerk", "office", "window_clerk", "help_agent", "project_unit"):
            answer = self.change("secadmin", account, "grant_role", role=role)
            self.assertEqual(answer.status, 422, answer)

    def test_what_is_not_there(self):
        self.assertEqual(self.change("sysadmin", "none", "disable").status, 404)
        self.assertEqual(self.change("sysadmin", "demo-clerk1", "open").status, 404)
        self.assertEqual(self.change("sysadmin", "console", "disable").status, 404)

    def test_a_write_without_a_key_does_nothing(self):
        answer = self.who["sysadmin"].post("/api/v1/accounts", {**NEW, "login": "keyless"}, key="")
        self.assertRefused(answer, 400, "idempotency_key_missing")
        self.assertRefused(self.change("sysadmin", "demo-clerk1", "disable", key=""), 400,
                           "idempotency_key_missing")
        self.assertTrue(self.of("demo-clerk1")["enabled"])


if __name__ == "__main__":
    unittest.main()
