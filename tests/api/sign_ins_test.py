"""Signing in and out in the record: read by the audit administrator alone, whole after a restart,
verified like everything else, never a word of what was typed by mistake. GB/T 22239-2019 8.1.4.3."""
import csv
import io
import json
import unittest

import client
from serving import Served, demonstration_copy, qidi

LIST = "/api/v1/sign-ins"


class SignIns(unittest.TestCase):
    def rows(self, asks, **query) -> list:
        return [(row["kind"], row["login"], row["count"]) for row in asks.read(LIST, **query)["rows"]]

    def test_who_came_failed_and_left_is_kept_and_counted(self):
        data, typed = demonstration_copy(), "my-Secret-typed-as-login"
        with Served(data, "--access-log", "none") as server:
            clerk = client.Client(server.port, as_="clerk1")
            wrong = client.Client(server.port, token="")
            for _ in range(3):
                self.assertEqual(wrong.sign_in("clerk1", "not it").status, 401)
            self.assertEqual(wrong.sign_in(typed, "not it").status, 401)
            for _ in range(12):
                last = wrong.sign_in("nobody-here", "not it")
            self.assertEqual(last.status, 429)
            self.assertEqual(clerk.ask("DELETE", "/api/v1/session").status, 204)
            auditor = client.Client(server.port, as_="auditor")
            rows = self.rows(auditor)
            for row in (("signed_in", "clerk1", 1), ("failed", "clerk1", 3), ("failed", "", 11),
                        ("held_off", "", 2), ("signed_out", "clerk1", 1),
                        ("signed_in", "auditor", 1)):
                self.assertIn(row, rows)
            self.assertEqual(self.rows(auditor, kind="failed", q="clerk1"), [("failed", "clerk1", 3)])
            self.assertEqual(self.rows(auditor, q="no such word"), [])
            self.assertEqual(self.rows(auditor, **{"from": "2001-01-01", "to": "2001-12-31"}), [])
            for query in ({"from": "2001-01-01", "to": "2003-01-01"}, {"kind": "odd"},
                          {"from": "2002-01-01", "to": "2001-01-01"}, {"q": "x" * 101}):
                self.assertEqual(auditor.get(LIST, **query).status, 400, query)
            file = auditor.get(LIST + "/file", kind="failed")
            self.assertEqual((file.status, file.header("cache-control")), (200, "no-store"))
            table = list(csv.reader(io.StringIO(file.text.lstrip("\ufeff"))))
            self.assertEqual([line[2] for line in table[1:]], ["登录失败"] * 2)
            self.assertEqual(server.stop(), 0)  # writes what was noted last
        self.assertEqual(qidi("verify", "--data", data).returncode, 0)
        told = qidi("record", "export", "--format", "jsonl", "--data", data).stdout
        self.assertNotIn(typed, told)
        noted = [json.loads(line) for line in told.splitlines() if "sign_ins_noted" in line]
        # A flood is counted, not written one by one.
        self.assertLessEqual(len(noted), 3)
        with Served(data, "--access-log", "none") as server:
            auditor = client.Client(server.port, as_="auditor")
            self.assertIn(("failed", "clerk1", 3), self.rows(auditor))

    def test_who_is_shut_out_is_told_why_and_a_new_role_by_its_name(self):
        # The auditor saw that an account was disabled and a role granted, not why nor which.
        with Served(demonstration_copy(), "--access-log", "none") as server:
            admin = client.Client(server.port, as_="sysadmin")
            accounts = {one["login"]: one["id"] for one in admin.read("/api/v1/accounts")["accounts"]}
            colleagues = client.Client(server.port, as_="head1").read("/api/v1/colleagues")
            known = {one["name"]: one["enabled"] for one in colleagues["colleagues"]}
            clerk = next(one for one in admin.read("/api/v1/accounts")["accounts"]
                         if one["login"] == "clerk1")
            self.assertIs(known[clerk["name"]], True)
            self.assertNotIn("杨某乙", known)  # neither clerk nor head, and of another organ
            gone = admin.post(f"/api/v1/accounts/{accounts['clerk1']}/disable",
                              {"reason": "长期病休"})
            self.assertEqual(gone.status, 200, gone)
            granted = client.Client(server.port, as_="secadmin").post(
                f"/api/v1/accounts/{accounts['clerk2']}/grant_role", {"role": "head"})
            self.assertEqual(granted.status, 200, granted)
            auditor = client.Client(server.port, as_="auditor")
            told = {(row["kind"], row["login"]): (row["why"], row["role"])
                    for row in auditor.read(LIST)["rows"]}
            self.assertEqual(told["account_disabled", "clerk1"], ("长期病休", ""))
            self.assertEqual(told["role_granted", "clerk2"], ("", "head"))
            text = auditor.get(LIST + "/file").text
            self.assertIn("长期病休", text)
            self.assertIn("部门负责人", text)
            # The head sees who has left: cases are not to be given to him.
            after = client.Client(server.port, as_="head1").read("/api/v1/colleagues")
            known = {one["name"]: one["enabled"] for one in after["colleagues"]}
            self.assertIs(known[clerk["name"]], False)


if __name__ == "__main__":
    unittest.main()
