"""Who may ask what: every route of the server by every login of a demonstration, by nobody and by
an integration client of each scope; and who may do which act. The expected tables stand here,
written from the design and not read from the server. Clauses N1, N8; reliability.md R82."""
import itertools
import json
import unittest
import urllib.parse

import client
from casework import filing, own_filing
from everyone import (ADMINISTRATORS, CASEWORK, EVERYONE, LEADERS, OWED, PEOPLE, STAFF,
                      EveryoneTest)
from serving import qidi

IMPORTERS = "clerk1 head1 bclerk1 office client:import"

ALLOWED = {
    "GET /health/live": EVERYONE,
    "GET /health/ready": EVERYONE,
    "GET /api/openapi.json": EVERYONE,
    "GET /api/v1/site": EVERYONE,
    "GET /api/v1/catalogue": EVERYONE,
    "GET /api/v1/calendar": EVERYONE,
    "GET /api/v1/calendar/{year}": EVERYONE,
    "GET /api/v1/due-date": EVERYONE,
    "GET /api/v1/workdays": EVERYONE,
    "GET /api/v1/heads/latest": EVERYONE,
    "GET /api/v1/demonstration-logins": EVERYONE,
    "POST /api/v1/session": EVERYONE,
    "GET /api/v1/session": f"{PEOPLE} client:read",
    "POST /api/v1/session/password": PEOPLE,
    "POST /api/v1/session/second-factor": PEOPLE,
    "POST /api/v1/session/second-factor/confirm": PEOPLE,
    "GET /api/v1/events": f"{PEOPLE} client:read",
    "GET /api/v1/sign-on/begin": EVERYONE,
    "GET /api/v1/sign-on/callback": EVERYONE,
    "POST /api/v1/sign-on/code": EVERYONE,
    "GET /api/v1/sign-on/strangers": ADMINISTRATORS,
    "GET /api/v1/organ-register": ADMINISTRATORS,
    "GET /api/v1/regions": ADMINISTRATORS,
    "POST /api/v1/organ-register/{act}": "sysadmin",
    "POST /api/v1/organ-confirmations": "sysadmin",
    "GET /api/v1/sign-ins": "auditor",
    "GET /api/v1/sign-ins/file": "auditor",
    "GET /api/v1/notices": PEOPLE,
    "GET /api/v1/notices/unread": PEOPLE,
    "POST /api/v1/notices/read": PEOPLE,
    "POST /api/v1/notices/{number}/read": PEOPLE,
    "GET /api/v1/notice-choices": PEOPLE,
    "PUT /api/v1/notice-choices": PEOPLE,
    "POST /api/v1/calendar-feed": "clerk1 head1 bclerk1 unit",
    "DELETE /api/v1/calendar-feed": "clerk1 head1 bclerk1 unit",
    "GET /api/v1/calendar-feed/{secret}": EVERYONE,
    "GET /api/v1/webhooks": "sysadmin",
    "POST /api/v1/webhooks": "sysadmin",
    "DELETE /api/v1/webhooks/{webhook}": "sysadmin",
    "POST /api/v1/deliveries/send-again": "sysadmin",
    "GET /api/v1/own-contact": PEOPLE,
    "PUT /api/v1/own-contact": PEOPLE,
    "GET /api/v1/accounts": ADMINISTRATORS,
    "POST /api/v1/accounts": "sysadmin",
    "POST /api/v1/accounts/{account}/{change}": "sysadmin secadmin",
    "GET /api/v1/matters/{matter}": EVERYONE,
    "GET /api/v1/matter-drafts": f"{ADMINISTRATORS} office",
    "GET /api/v1/matter-drafts/{matter}": f"{ADMINISTRATORS} office",
    "PUT /api/v1/matter-drafts/{matter}": "sysadmin",
    "POST /api/v1/matter-drafts/{matter}/{step}": "sysadmin secadmin office",
    "GET /api/v1/overview": f"{STAFF} client:read",
    "GET /api/v1/holders": f"{STAFF} client:read",
    "GET /api/v1/circulars": f"{STAFF} client:read",
    "GET /api/v1/circulars/{month}": f"{STAFF} client:read",
    "GET /api/v1/circulars/{month}/file": f"{STAFF} client:read",
    "GET /api/v1/colleagues": "clerk1 bclerk1 head1",
    "GET /api/v1/team": f"head1 {LEADERS} client:read",
    "GET /api/v1/organs": f"{CASEWORK} client:read",
    "GET /api/v1/ledgers/{list}": f"{CASEWORK} client:read",
    "GET /api/v1/ledgers/{list}/file": f"{CASEWORK} client:read",
    "GET /api/v1/projects": "unit",
    "POST /api/v1/projects": "unit",
    "PUT /api/v1/projects/{code}": "unit",
    "GET /api/v1/projects/{code}": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/record": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/countdowns": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/proof": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/acts": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/asked": f"{CASEWORK} client:read",
    "GET /api/v1/uploads": f"{CASEWORK} client:act",
    "POST /api/v1/uploads": f"{CASEWORK} client:act",
    "GET /api/v1/uploads/{upload}": f"{CASEWORK} client:act",
    "PATCH /api/v1/uploads/{upload}": f"{CASEWORK} client:act",
    "DELETE /api/v1/uploads/{upload}": f"{CASEWORK} client:act",
    "GET /api/v1/cases/{case}/files": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/files/{file}": f"{CASEWORK} client:read",
    "GET /api/v1/opinions": f"{STAFF} client:read",
    "GET /api/v1/cases/{case}/opinions": f"{CASEWORK} client:read",
    "GET /api/v1/projects/{code}/papers": f"{CASEWORK} client:read",
    "GET /api/v1/filing-advice": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/prerequisites": f"{CASEWORK} client:read",
    "GET /api/v1/projects/{code}/undecided": "head1 government client:read",
    "GET /api/v1/joint": f"{STAFF} client:read",
    "GET /api/v1/joint/{joint}": f"{STAFF} client:read",
    "POST /api/v1/joint": "head1 government",
    "POST /api/v1/joint/{joint}/{act}": "clerk1 head1 bclerk1 leader",
    "GET /api/v1/cases/{case}/writs": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/writs/{event}/file": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/writs/{event}/signature": f"{CASEWORK} client:read",
    "GET /api/v1/verify-writ": EVERYONE,
    "GET /api/v1/progress": EVERYONE,
    "POST /api/v1/cases": f"{CASEWORK} client:act",
    "POST /api/v1/cases/{case}/{act}": f"{CASEWORK} client:act",
    "GET /api/v1/cases/{case}/ratings": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/contact": CASEWORK,
    "POST /api/v1/cases/{case}/contact/reveal": "clerk1 bclerk1 head1",
    "GET /api/v1/cases/{case}/readings": "unit head1",
    "GET /api/v1/team/waiting": "head1 government leader",
    "GET /api/v1/team/ratings": f"head1 {LEADERS} client:read",
    "GET /api/v1/readings": "auditor",
    "GET /api/v1/readings/file": "auditor",
    "GET /api/v1/accounts/{account}/open-cases": "sysadmin",
    "GET /api/v1/sessions": PEOPLE,
    "DELETE /api/v1/sessions/{session}": PEOPLE,
    "DELETE /api/v1/sessions": PEOPLE,
    "GET /api/v1/imports": IMPORTERS,
    "POST /api/v1/imports": IMPORTERS,
    "GET /api/v1/imports/template": IMPORTERS,
    "GET /api/v1/imports/{import}": IMPORTERS,
    "PUT /api/v1/imports/{import}/mapping": IMPORTERS,
    "POST /api/v1/imports/{import}/start": IMPORTERS,
    "POST /api/v1/imports/{import}/undo": IMPORTERS,
    "GET /api/v1/imports/{import}/report": IMPORTERS,
    "DELETE /api/v1/session": PEOPLE,  # last: it ends the session that it is asked with
}

# Acts that each role may do at all (design, acts and who does them).
OF_CLERKS = {"accept", "accept_on_promise", "accept_with_gap", "return_once", "not_accept",
             "forward", "send_back", "ask_more", "pause", "prolong", "resume", "ask_extension",
             "check_site", "propose", "issue", "deliver", "close_unanswered",
             "explain_overdue", "fulfil_obligation", "break_obligation", "correct",
             "ask_opinion", "give_opinion", "withdraw_opinion", "take", "take_back_proposal",
             "ask_agreement", "decline_agreement"}
OF_HEADS = {"forward", "send_back", "extend", "decide", "assign", "hand_over", "transfer",
            "explain_overdue", "break_obligation", "deliver", "correct", "give_opinion",
            "withdraw_opinion", "call_back", "refuse_extension", "send_back_proposal",
            "ask_agreement", "agree", "decline_agreement"}
OF_UNITS = {"file", "refile", "withdraw", "fulfil_obligation", "answer_more"}
ASKERS = {"ask_agreement", "decline_agreement"}  # of acts that take two people
ACTS = {"clerk1": OF_CLERKS, "bclerk1": OF_CLERKS, "head1": OF_HEADS,
        "unit": OF_UNITS | ASKERS | {"confirm_receipt", "rate", "supplement_rating", "correct"},
        "window": OF_UNITS | ASKERS | {"correct", "deliver"},
        "agent": OF_UNITS | {"rate", "supplement_rating"},
        "office": ASKERS | {"reopen", "correct"}, "superior": {"reopen"},
        "leader": {"extend", "refuse_extension"},
        "government": ASKERS | {"remove", "restore", "agree"}, "sysadmin": set(),
        "secadmin": set(), "auditor": set()}
ALL_ACTS = set().union(*ACTS.values(), {"recount", "settle", "adopt_from_ledger", "undo_import"})


class Acts(EveryoneTest):
    def test_each_role_is_told_exactly_its_acts(self):
        for login, acts in ACTS.items():
            with self.subTest(login):
                self.assertEqual(set(self.session[login]["acts"]), acts)

    def test_an_act_of_another_role_is_refused_and_changes_nothing(self):
        asked = 0
        for login, acts in ACTS.items():
            rows = self.who[login].get("/api/v1/ledgers/all", limit=1)
            row = rows.json["rows"][0] if rows.status == 200 else self.whole[0]
            target = f"/api/v1/cases/{row['case_id']}"
            tag = self.asks.get(target).header("etag")
            before = self.asks.read(target + "/record")
            for act in sorted(ALL_ACTS - acts - {"file"}):
                with self.subTest(f"{login}: {act}"):
                    owed = OWED.get(act, {})
                    answer = self.who[login].post(f"{target}/{act}", owed or {}, match=tag)
                    asked += 1
                    self.assertIn(answer.status, (403,) if owed is not None else (403, 422),
                                  answer)
                    if login not in ADMINISTRATORS and answer.status == 403:
                        self.assertEqual((answer.refusal, answer.json["field"]),
                                         ("not_permitted", "actor.role"), answer)
            self.assertEqual(self.asks.read(target + "/record"), before)
        self.assertGreater(asked, 200)

    def test_only_those_who_file_may(self):
        body, before = own_filing(), self.asks.read("/api/v1/ledgers/all", total="true")["total"]
        for login, acts in ACTS.items():
            if "file" in acts:
                continue
            answer = self.who[login].post("/api/v1/cases", body)
            self.assertEqual(answer.status, 403, f"{login}: {answer}")
        self.assertEqual(self.asks.read("/api/v1/ledgers/all", total="true")["total"], before)

    def test_nobody_says_who_he_is_in_the_body(self):
        """Who acts is who signed in; a body that states an actor is refused, not overruled."""
        row = self.who["clerk1"].read("/api/v1/ledgers/all", limit=1)["rows"][0]
        stated = {"id": "demo-head1", "role": "head"}
        answer = self.who["clerk1"].post(f"/api/v1/cases/{row['case_id']}/accept",
                                         {"actor": stated}, match='"1"')
        self.assertEqual((answer.status, answer.json["field"]), (400, "actor"), answer)
        answer = self.who["unit"].post("/api/v1/cases", {**own_filing(), "actor": stated})
        self.assertEqual((answer.status, answer.json["field"]), (400, "actor"), answer)

    def test_a_client_says_for_whom_it_speaks(self):
        body = filing("unstated")
        del body["actor"]
        answer = self.who["client:act"].post("/api/v1/cases", body)
        self.assertEqual((answer.status, answer.json["field"]), (400, "actor"), answer)


class TheTable(EveryoneTest):
    """After the others: the last row of it signs everybody out."""
    SAMPLES = {"list": "pending", "case": "none-such", "act": "accept", "code": "none-such",
               "month": "2022-10", "year": "2022", "import": "none-such",
               "account": "demo-clerk2", "change": "disable", "upload": "none-such",
               "file": "none-such", "number": "1", "secret": "none-such.ics",
               "webhook": "none-such", "joint": "none-such", "event": "1",
               "session": "none-such", "matter": "forest_land", "step": "submit"}
    NEEDED = {"/api/v1/due-date": "?start=2022-09-30&days=20",
              "/api/v1/workdays": "?from=2022-09-30&to=2022-10-31",
              "/api/v1/verify-writ": "?case=none-such&event=1&hash=0",
              "/api/v1/progress": "?code=none-such",
              "/api/v1/organs": "?region=150100",
              "/api/v1/projects/{code}/papers": "?matter=construction_permit",
              "/api/v1/filing-advice": "?matter=construction_permit"}

    def ask(self, who: str, route: str, **named) -> client.Answer:
        """As it should be, but that a write has no key: whoever gets that far is told so. With
        names of its own it has one."""
        method, template = route.split()
        target = template.format(**{**self.SAMPLES, **named}) + self.NEEDED.get(template, "")
        if template == "/api/v1/events":
            method = "HEAD"  # a stream has no end
        body = None if method in ("GET", "HEAD", "DELETE") else {}
        versioned = "{act}" in template or (method == "PUT" and "{code}" in template)
        headers = {"If-Match": '"1"'} if versioned else {}
        if named and method != "GET":
            headers["Idempotency-Key"] = client.new_key()
            body = OWED.get(named["act"], {}) if "{act}" in template else body
        if route == "POST /api/v1/imports":
            body, headers = b"", {"Content-Type": "multipart/form-data; boundary=x"}
        if route == "POST /api/v1/session/second-factor":
            body = None
        return self.who[who].ask(method, target, body, headers)

    def test_every_route_is_open_to_exactly_those_whom_it_concerns(self):
        served = set(qidi("openapi", "--routes").stdout.split("\n")) - {""}
        self.assertEqual(served ^ set(ALLOWED), set(), "every route has its row here")
        asked = 0
        for route, names in ALLOWED.items():
            for who in EVERYONE.split():
                answer = self.ask(who, route)
                asked += 1
                with self.subTest(f"{who}: {route}"):
                    if who in names.split():
                        self.assertNotIn(answer.status, (401, 403), answer)
                    elif who == "nobody":
                        self.assertEqual(answer.status, 401, answer)
                        self.assertEqual(answer.header("www-authenticate"), "Bearer")
                    else:
                        self.assertEqual(answer.status, 403, answer)
        self.assertEqual(asked, len(ALLOWED) * len(EVERYONE.split()))
        told = client.Client(self.server.port, as_="auditor").read("/api/v1/accounts")
        self.assertEqual([one["login"] for one in told["accounts"] if not one["enabled"]], [])

    def test_a_case_out_of_reach_is_to_everybody_as_if_it_were_not_there(self):
        """Every route about a case or a project, for everybody who may use it: status, body and
        heads are those of a case that does not exist. Before, the routes were asked for what is not
        there only, and six of them for what is out of reach."""
        rows = {row["case_id"]: row for row in self.whole}
        about = [route for route in ALLOWED
                 if ("{case}" in route or "{code}" in route) and "DELETE" not in route]
        asked = 0
        for login in CASEWORK.split():
            seen = self.who[login].pages("/api/v1/ledgers/all", limit=200)
            projects = {row["project_code"] for row in seen} | {""}
            unseen = (row for row in reversed(rows.values())
                      if row["project_code"] not in projects and
                      self.who[login].get(f"/api/v1/cases/{row['case_id']}").status == 404)
            foreign = list(itertools.islice(unseen, 2))
            if login == "office":
                self.assertEqual(foreign, [], "sees all of the region")
                continue
            self.assertEqual(len(foreign), 2, login)
            act = sorted(ACTS[login] - {"file"})[0] if login in ACTS else "accept"
            for route in about:
                if login not in ALLOWED[route].split():
                    continue
                none = self.ask(login, route, case="none-such", code="none-such", act=act)
                for row in foreign:
                    told = self.ask(login, route, case=row["case_id"], act=act,
                                    code=urllib.parse.quote(row["project_code"]))
                    asked += 1
                    with self.subTest(f"{login}: {route} of {row['case_id']}"):
                        self.assertEqual(self.plain(told, row), self.plain(none, row))
                        self.assertNotIn(told.status, (401, 405, 428, 500))
        self.assertGreater(asked, 300)

    @staticmethod
    def plain(answer: client.Answer, row: dict) -> tuple:
        """An answer without what differs between any two: the request's number, the names asked."""
        text = answer.text.replace(row["project_code"], "none-such")
        heads = {name: value for name, value in answer.headers.items()
                 if name not in ("date", "x-request-id", "content-length", "etag")}
        body = json.loads(text) if text else {}
        return answer.status, {name: body[name] for name in body if name != "instance"}, heads

    def test_made_up_tokens_are_nobody(self):
        for header in ("Bearer qidi_none", "Bearer ", "Bearer", "Basic YTpi", "bearer x",
                       "Bearer " + "x" * 4000, client.tokens[self.server.port]):
            with self.subTest(header[:20]):
                answer = self.asks.get("/api/v1/overview", headers={"Authorization": header})
                self.assertEqual(answer.status, 401, answer)
        for cookie in (f"{client.SESSION}=none", f"{client.SESSION}=", "a=b",
                       f"{client.SESSION}={'x' * 4000}"):
            with self.subTest(cookie[:30]):
                answer = self.asks.get("/api/v1/overview", headers={"Cookie": cookie})
                self.assertEqual(answer.status, 401, answer)


if __name__ == "__main__":
    unittest.main()
