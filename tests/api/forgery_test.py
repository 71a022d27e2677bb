"""Writes that another page could have a browser send: none has an effect. reliability.md R61."""
import unittest

import client
import contract
import files
import sheets
from casework import own_filing
from client import DEMO_PASSWORD
from signing_in import GOOD, SIGN_IN, SessionTest


class Forgery(SessionTest):
    def writes(self) -> dict:
        """Every write of the document: who may send it, and what would have an effect."""
        unit, clerk = self.person("unit"), self.person("clerk1")
        case = clerk.read("/api/v1/ledgers/all", limit=1)["rows"][0]["case_id"]
        tag = clerk.get(f"/api/v1/cases/{case}").header("etag")
        number = sheets.upload(clerk, sheets.csv(sheets.row(1))).json["id"]
        body = own_filing()
        administrator, head = self.person("sysadmin"), self.person("head1")
        imports, session = "/api/v1/imports", "/api/v1/session"
        form = (b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                + sheets.csv(sheets.row(2)) + b"\r\n--x--\r\n")
        project = {"name": "某项目", "region": "150102", "kind": "filing"}
        half = files.begin(unit, "半.pdf", 500).json["id"]
        return {
            **self.writes_of_sessions(clerk),
            "beginUpload": (unit, "POST", files.UPLOADS, {"name": "a.pdf", "size": 9}, {}),
            "sendChunk": (unit, "PATCH", f"{files.UPLOADS}/{half}", files.pdf(500),
                          {"Upload-Offset": "0", "Content-Type": "application/octet-stream"}),
            "removeUpload": (unit, "DELETE", f"{files.UPLOADS}/{half}", None, {}),
            "fileCase": (unit, "POST", "/api/v1/cases", body, {}),
            "registerProject": (unit, "POST", "/api/v1/projects", project, {}),
            "changeProject": (unit, "PUT", "/api/v1/projects/none-such", project,
                              {"If-Match": '"1"'}),
            "act": (clerk, "POST", f"/api/v1/cases/{case}/explain_overdue", {"reason": "某事由"},
                    {"If-Match": tag}),
            "openAccount": (administrator, "POST", "/api/v1/accounts",
                            {"login": "forged", "name": "某人"}, {}),
            "changeAccount": (administrator, "POST", "/api/v1/accounts/demo-clerk2/disable",
                              {"reason": "x"}, {}),
            "changeOrganRegister": (administrator, "POST", "/api/v1/organ-register/add",
                                    {"region": "150100", "department": "某局", "source": "x"}, {}),
            "confirmOrgans": (administrator, "POST", "/api/v1/organ-confirmations", {
                "organs": [{"region": "150100", "department": "某局"}], "source": "x"}, {}),
            "uploadImport": (clerk, "POST", imports, form,
                             {"Content-Type": "multipart/form-data; boundary=x"}),
            "mapImport": (clerk, "PUT", f"{imports}/{number}/mapping", {"columns": []}, {}),
            "startImport": (clerk, "POST", f"{imports}/{number}/start", {"dry_run": False}, {}),
            "undoImport": (clerk, "POST", f"{imports}/{number}/undo", {"reason": "x"}, {}),
            "saveMatterDraft": (administrator, "PUT", "/api/v1/matter-drafts/forest_land",
                                {"name": "某事项"}, {}),
            "stepMatterDraft": (administrator, "POST", "/api/v1/matter-drafts/forest_land/submit",
                                {"reason": "x"}, {}),
            "beginJoint": (head, "POST", "/api/v1/joint", {"project_code": "x"}, {}),
            "jointAct": (head, "POST", "/api/v1/joint/none-such/conclude", {"summary": "x"}, {}),
            "readAllNotices": (clerk, "POST", "/api/v1/notices/read", {"up_to": 9}, {}),
            "readNotice": (clerk, "POST", "/api/v1/notices/1/read", None, {}),
            "chooseNotices": (clerk, "PUT", "/api/v1/notice-choices", {"by_mail": []}, {}),
            "makeCalendarFeed": (clerk, "POST", "/api/v1/calendar-feed", None, {}),
            "revokeCalendarFeed": (clerk, "DELETE", "/api/v1/calendar-feed", None, {}),
            "addWebhook": (administrator, "POST", "/api/v1/webhooks",
                           {"address": "https://example.org/"}, {}),
            "sendAgain": (administrator, "POST", "/api/v1/deliveries/send-again", {}, {}),
            "changeOwnContact": (clerk, "PUT", "/api/v1/own-contact", {"phone": "", "email": ""},
                                 {}),
            "removeWebhook": (administrator, "DELETE", "/api/v1/webhooks/none-such", None, {}),
            "revealContact": (clerk, "POST", f"/api/v1/cases/{case}/contact/reveal",
                              {"reason": "某事由"}, {}),
            "endOtherSessions": (clerk, "DELETE", "/api/v1/sessions", None, {}),
            "endOwnSession": (clerk, "DELETE", "/api/v1/sessions/none-such", None, {}),
            "signOut": (clerk, "DELETE", session, None, {})}

    @staticmethod
    def writes_of_sessions(clerk: client.Client) -> dict:
        session = SIGN_IN
        return {
            "changePassword": (clerk, "POST", f"{session}/password",
                               {"old": DEMO_PASSWORD, "new": GOOD}, {}),
            "beginSecondFactor": (clerk, "POST", f"{session}/second-factor", None, {}),
            "confirmSecondFactor": (clerk, "POST", f"{session}/second-factor/confirm",
                                    {"code": "000000"}, {})}

    def effects(self, clerk: client.Client, auditor: client.Client, unit: client.Client):
        auditor.read("/api/v1/sign-ins")  # what was noted of signing in is written first
        site = self.asks.read("/api/v1/site")
        uploads = [(one["id"], one["received"])
                   for one in unit.get(files.UPLOADS).json["uploads"]]
        return (uploads, site["log_size"], site["root"], clerk.get("/api/v1/imports").json,
                auditor.read("/api/v1/accounts"), clerk.get(SIGN_IN).status,
                len(clerk.read("/api/v1/sessions")["sessions"]))

    def test_no_write_that_another_page_could_send_has_an_effect(self):
        """R61: without the token, with that of another session, from another origin, as a form."""
        self.asks.wait_until_quiet()
        writes = self.writes()
        wanted = {operation["operationId"] for method, _, operation in contract.operations()
                  if method != "get"} - {"signIn", "codeAfterSignOn"}
        self.assertEqual(set(writes), wanted, "every write of the document is tried here")
        clerk, auditor, other = writes["act"][0], self.person("auditor"), self.person("clerk1")
        unit = writes["fileCase"][0]
        before = self.effects(clerk, auditor, unit)
        self.assertEqual(before[5], 200)
        for name, (asks, method, target, body, headers) in writes.items():
            plain = {"Content-Type": "text/plain"}
            for forged, statuses in (({"X-CSRF-Token": None}, (403,)), ({"X-CSRF-Token": ""}, (403,)),
                                     ({"X-CSRF-Token": other.csrf}, (403,)),
                                     ({"X-CSRF-Token": asks.csrf.swapcase()}, (403,)),
                                     ({"Origin": "https://evil.example"}, (403,)),
                                     ({"Origin": "null"}, (403,)),
                                     ({"Sec-Fetch-Site": "cross-site"}, (403,)),
                                     ({**plain, "X-CSRF-Token": None}, (403, 415)),
                                     (plain, (400, 415))):
                if forged is plain and not isinstance(body, dict):
                    continue  # with its token sent: a file may come bare, and no body has no type
                with self.subTest(f"{name} {forged}"):
                    answer = asks.ask(method, target, body, {
                        "Idempotency-Key": client.new_key(), **headers, **forged})
                    self.assertIn(answer.status, statuses, answer)
        self.assertEqual(self.effects(clerk, auditor, unit), before)
        for name in ("fileCase", "openAccount", "uploadImport", "changePassword"):
            asks, method, target, body, headers = writes[name]  # the same, sent as it should be
            answer = asks.ask(method, target, body, {"Idempotency-Key": client.new_key(),
                                                     **headers})
            self.assertIn(answer.status, (200, 201), answer)

    def test_nobody_is_signed_in_from_another_page(self):
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"},
                        {"Content-Type": "text/plain"}):
            answer = self.stranger().ask("POST", SIGN_IN, {"login": "clerk1",
                                                           "password": DEMO_PASSWORD}, headers)
            self.assertIn(answer.status, (403, 415), answer)
            self.assertEqual(answer.cookies, {})


if __name__ == "__main__":
    unittest.main()
