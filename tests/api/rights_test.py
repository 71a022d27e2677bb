"""Who may ask what: every route of the server by every login of a demonstration, by nobody and by
an integration client of each scope; and which cases each reaches. The expected table stands here,
written from the design and not read from the server. Clauses N1, N8; reliability.md R82."""
import csv
import io
import unittest
import urllib.parse

import client
from casework import filing
from serving import Served, demonstration_copy, qidi

LEADERS = "office superior leader government"
STAFF = f"clerk1 head1 bclerk1 window {LEADERS}"
CASEWORK = f"{STAFF} unit"
ADMINISTRATORS = "sysadmin secadmin auditor"
PEOPLE = f"{CASEWORK} {ADMINISTRATORS}"
CLIENTS = "client:read client:act client:import"
EVERYONE = f"{PEOPLE} {CLIENTS} nobody"
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
    "GET /api/v1/accounts": ADMINISTRATORS,
    "POST /api/v1/accounts": "sysadmin",
    "POST /api/v1/accounts/{account}/{change}": "sysadmin secadmin",
    "GET /api/v1/overview": f"{STAFF} client:read",
    "GET /api/v1/holders": f"{STAFF} client:read",
    "GET /api/v1/circulars": f"{STAFF} client:read",
    "GET /api/v1/circulars/{month}": f"{STAFF} client:read",
    "GET /api/v1/circulars/{month}/file": f"{STAFF} client:read",
    "GET /api/v1/team": f"head1 {LEADERS} client:read",
    "GET /api/v1/organs": f"{CASEWORK} client:read",
    "GET /api/v1/ledgers/{list}": f"{CASEWORK} client:read",
    "GET /api/v1/ledgers/{list}/file": f"{CASEWORK} client:read",
    "GET /api/v1/projects/{code}": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/record": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/countdowns": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/proof": f"{CASEWORK} client:read",
    "GET /api/v1/cases/{case}/acts": f"{CASEWORK} client:read",
    "POST /api/v1/cases": f"{CASEWORK} client:act",
    "POST /api/v1/cases/{case}/{act}": f"{CASEWORK} client:act",
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
             "check_site", "propose", "issue", "close_unanswered", "explain_overdue",
             "fulfil_obligation", "break_obligation", "correct"}
OF_HEADS = {"forward", "send_back", "extend", "decide", "assign", "hand_over", "transfer",
            "explain_overdue", "break_obligation", "correct"}
OF_UNITS = {"file", "refile", "withdraw", "fulfil_obligation"}
ACTS = {"clerk1": OF_CLERKS, "bclerk1": OF_CLERKS, "head1": OF_HEADS, "unit": OF_UNITS,
        "window": OF_UNITS | {"correct"}, "office": {"reopen", "correct"}, "superior": {"reopen"},
        "leader": {"extend"}, "government": {"remove", "restore"}, "sysadmin": set(),
        "secadmin": set(), "auditor": set()}
ALL_ACTS = set().union(*ACTS.values(), {"recount", "settle", "adopt_from_ledger", "undo_import"})


class RightsTest(unittest.TestCase):
    """One demonstration for all, and a client for everyone who may ask it."""
    server = None

    @classmethod
    def setUpClass(cls):
        if RightsTest.server is None:
            RightsTest.begin()

    @classmethod
    def begin(cls):
        data = demonstration_copy()
        tokens = {}
        for scope in ("read", "act", "import"):
            added = qidi("token", "add", f"only-{scope}", "--scope", scope, "--data", data)
            tokens[f"client:{scope}"] = added.stdout.split()[-1]
        cls.server = Served(data, "--access-log", "none")
        unittest.addModuleCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)  # sees everything
        cls.asks.wait_until_quiet()
        cls.who = {login: client.Client(cls.server.port, as_=login) for login in PEOPLE.split()}
        cls.who |= {name: client.Client(cls.server.port, token=token)
                    for name, token in tokens.items()}
        cls.who["nobody"] = client.Client(cls.server.port, token="")
        cls.session = {login: cls.who[login].read("/api/v1/session") for login in PEOPLE.split()}

    def setUp(self):
        self.whole = self.asks.pages("/api/v1/ledgers/all", limit=200)


DAY, TEXT = "2099-12-31", "某事由"
# What an act cannot be read without: before that nobody looks at who asks.
OWED = {"accept_on_promise": {"signed_by": TEXT, "fulfil_by": DAY},
        "accept_with_gap": {"signed_by": TEXT, "fulfil_by": DAY},
        "adopt_from_ledger": None, "undo_import": None,  # no acts of people, whatever they send
        "ask_extension": {"days": 3}, "ask_more": {"answer_by": DAY}, "assign": {"officer": TEXT},
        "break_obligation": {"finding": TEXT}, "check_site": {"finding": TEXT},
        "close_unanswered": {"rule": TEXT}, "decide": {"outcome": "grant"},
        "correct": {"agreed_by": TEXT, "field": "project_name", "value": TEXT},
        "extend": {"days": 3}, "forward": {"department": TEXT}, "hand_over": {"officer": TEXT},
        "issue": {"document_no": TEXT}, "not_accept": {"reason": TEXT}, "pause": {"days": 3},
        "propose": {"outcome": "grant"},
        "remove": {"basis": TEXT, "reviewed_by": TEXT, "approved_by": TEXT},
        "reopen": {"finding": TEXT, "cause": TEXT, "mode": "decide_again"},
        "transfer": {"region": "150100", "department": TEXT, "officer": TEXT, "agreed_by": TEXT}}


class Acts(RightsTest):
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
        body = {name: value for name, value in filing("by-none").items() if name != "actor"}
        for login, acts in ACTS.items():
            if "file" in acts:
                continue
            answer = self.who[login].post("/api/v1/cases", body)
            self.assertEqual(answer.status, 403, f"{login}: {answer}")
        self.assertEqual(self.asks.get("/api/v1/cases/by-none").status, 404)

    def test_nobody_says_who_he_is_in_the_body(self):
        """Who acts is who signed in; a body that states an actor is refused, not overruled."""
        row = self.who["clerk1"].read("/api/v1/ledgers/all", limit=1)["rows"][0]
        stated = {"id": "demo-head1", "role": "head"}
        answer = self.who["clerk1"].post(f"/api/v1/cases/{row['case_id']}/accept",
                                         {"actor": stated}, match='"1"')
        self.assertEqual((answer.status, answer.json["field"]), (400, "actor"), answer)
        answer = self.who["unit"].post("/api/v1/cases", filing("stated"))
        self.assertEqual((answer.status, answer.json["field"]), (400, "actor"), answer)
        self.assertEqual(self.asks.get("/api/v1/cases/stated").status, 404)

    def test_a_client_says_for_whom_it_speaks(self):
        body = filing("unstated")
        del body["actor"]
        answer = self.who["client:act"].post("/api/v1/cases", body)
        self.assertEqual((answer.status, answer.json["field"]), (400, "actor"), answer)


class Rows(RightsTest):
    def region(self, login: str) -> str:
        code = self.session[login]["region"]
        while code.endswith("00"):
            code = code[:-2]
        return code

    BY_ORGAN = ("clerk1", "head1", "bclerk1", "superior")
    told = {}  # case -> its page, as whoever sees everything reads it

    def is_within(self, login: str, region: str, department: str) -> bool:
        return region.startswith(self.region(login)) and (
            login not in self.BY_ORGAN or department == self.session[login]["department"])

    def reached(self, login: str) -> set:
        """The cases within reach by the design's words: the unit's own; held by one's organ, or in
        one's region, now or before; of a project in one's region."""
        if login == "unit":
            code = self.session["unit"]["unit_code"]
            return {row["case_id"] for row in self.whole if row["unit_code"] == code}
        cases = set()
        for case in (row["case_id"] for row in self.whole):
            if case not in self.told:
                self.told[case] = self.asks.read(f"/api/v1/cases/{case}")
            page = self.told[case]
            if any(self.is_within(login, one["region"], one["department"])
                   for one in page["standings"] + page["countdowns"]) or (
                       login not in self.BY_ORGAN and
                       page["project_region"].startswith(self.region(login))):
                cases.add(case)
        return cases

    def seen(self, login: str) -> dict:
        return {row["case_id"]: row
                for row in self.who[login].pages("/api/v1/ledgers/all", limit=200)}

    def test_a_ledger_holds_exactly_what_is_held_within_reach(self):
        for login in STAFF.split():
            held = {row["case_id"] for row in self.whole
                    if self.is_within(login, row["region"], row["department"])}
            with self.subTest(login):
                self.assertGreater(len(held), 0)
                self.assertEqual(set(self.seen(login)), held)
        self.assertEqual(len(self.seen("office")), len(self.whole))
        self.assertLess(len(self.seen("clerk1")), len(self.whole) / 4)

    def test_exactly_what_is_within_reach_can_be_opened(self):
        """Also what one's organ once held, or what a project of one's region waits for above it."""
        for login in ("clerk1", "window", "unit"):
            opened = {row["case_id"] for row in self.whole
                      if self.who[login].get(f"/api/v1/cases/{row['case_id']}").status == 200}
            with self.subTest(login):
                self.assertEqual(opened, self.reached(login))
                self.assertLessEqual(set(self.seen(login)), opened)

    def test_the_unit_sees_its_own_and_nothing_else(self):
        code = self.session["unit"]["unit_code"]
        own = {row["case_id"] for row in self.asks.pages("/api/v1/ledgers/all", limit=200)
               if row["unit_code"] == code}
        self.assertGreater(len(own), 0)
        self.assertEqual(set(self.seen("unit")), own)

    def test_a_file_holds_what_the_list_holds_and_a_count_counts_it(self):
        for login in ("clerk1", "unit", "government", "window"):
            with self.subTest(login):
                seen = self.seen(login)
                answer = self.who[login].get("/api/v1/ledgers/all/file", format="csv")
                lines = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
                cells = {cell for line in lines for cell in line}
                shown = {row["case_id"] for row in self.whole if row["case_id"] in cells}
                self.assertEqual(shown - set(seen), set())
                foreign = {row["project_code"] for row in self.whole} - \
                    {row["project_code"] for row in seen.values()}
                self.assertEqual(cells & foreign, set())
                self.assertTrue({row["project_code"] for row in seen.values()} <= cells)
                total = self.who[login].read("/api/v1/ledgers/all", limit=1, total="true")
                self.assertEqual(total["total"], len(seen))

    def test_no_filter_reaches_further(self):
        own = set(self.seen("clerk1"))
        foreign = next(row for row in self.whole if row["region"] == "150100" and
                       row["case_id"] not in own)
        for query in ({"region": "150100"}, {"region": "150000"}, {"q": foreign["project_name"]},
                      {"department": foreign["department"]}, {"officer": foreign["officer"]}):
            for login in ("clerk1", "unit"):
                rows = self.who[login].pages("/api/v1/ledgers/all", limit=200, **query)
                mine = own if login == "clerk1" else set(self.seen("unit"))
                self.assertEqual({row["case_id"] for row in rows} - mine, set(), f"{login} {query}")

    def test_rows_beside_the_lists_are_within_reach_too(self):
        """The overview names the oldest red cases."""
        for login in ("clerk1", "bclerk1", "window"):
            oldest = self.who[login].read("/api/v1/overview")["oldest"]
            self.assertEqual({row["case_id"] for row in oldest} - set(self.seen(login)), set())

    def foreign_to(self, login: str) -> list:
        """Of each other league one case out of reach."""
        own, found = self.reached(login), {}
        for row in self.whole:
            if row["case_id"] not in own:
                found.setdefault(row["region"][:4], row)
        return list(found.values())

    def assertLikeNothing(self, told: client.Answer, none: client.Answer):
        """The very answer that is given for what does not exist."""
        self.assertEqual(told.status, 404, told)
        plain = [{name: value for name, value in answer.json.items() if name != "instance"}
                 for answer in (told, none)]
        self.assertEqual(plain[0], plain[1])
        different = {name for name in told.headers if name not in ("date", "x-request-id") and
                     told.header(name) != none.header(name)}
        self.assertEqual(different, set())

    def test_what_is_out_of_reach_answers_like_what_is_not_there(self):
        for login in ("clerk1", "bclerk1", "unit", "window"):
            asks, foreign = self.who[login], self.foreign_to(login)
            self.assertGreater(len(foreign), 5)
            for row in foreign:
                for part in ("", "/record", "/countdowns", "/proof", "/acts", "?as_of=2022-10-31"):
                    with self.subTest(f"{login}: {row['case_id']}{part}"):
                        self.assertLikeNothing(asks.get(f"/api/v1/cases/{row['case_id']}{part}"),
                                               asks.get(f"/api/v1/cases/none-such{part}"))
            reached = self.reached(login)
            own = {row["project_code"] for row in self.whole if row["case_id"] in reached}
            code = next(row["project_code"] for row in self.whole
                        if row["project_code"] not in own)
            self.assertLikeNothing(asks.get(f"/api/v1/projects/{urllib.parse.quote(code)}"),
                                   asks.get("/api/v1/projects/none-such"))

    def test_a_project_shows_only_its_cases_within_reach(self):
        for login in ("clerk1", "window", "unit"):
            reached = self.reached(login)
            for code in {row["project_code"] for row in self.seen(login).values()}:
                told = self.who[login].read(f"/api/v1/projects/{code}")
                self.assertEqual({row["case_id"] for row in told["cases"]},
                                 {row["case_id"] for row in self.whole
                                  if row["project_code"] == code and row["case_id"] in reached})

    def test_what_is_out_of_reach_cannot_be_acted_on(self):
        for login, act in (("clerk1", "accept"), ("head1", "assign"), ("superior", "reopen"),
                           ("unit", "withdraw"), ("window", "correct"), ("government", "remove"),
                           ("leader", "extend")):
            for row in self.foreign_to(login)[:3]:
                target = f"/api/v1/cases/{row['case_id']}"
                tag = self.asks.get(target).header("etag")
                with self.subTest(f"{login}: {act} {row['case_id']}"):
                    self.assertLikeNothing(
                        self.who[login].post(f"{target}/{act}", OWED.get(act, {}), match=tag),
                        self.who[login].post(f"/api/v1/cases/none-such/{act}", OWED.get(act, {}),
                                             match=tag))
                    self.assertEqual(self.asks.get(target).header("etag"), tag)

    def test_a_unit_files_under_its_own_code_only(self):
        body = {name: value for name, value in filing("its-own").items() if name != "actor"}
        code = self.session["unit"]["unit_code"]
        self.assertEqual(self.who["unit"].post("/api/v1/cases", body).status, 201)
        told = self.asks.read("/api/v1/cases/its-own")
        self.assertEqual((told["unit_code"], told["row"]["unit_name"]),
                         (code, self.session["unit"]["unit_name"]))
        self.assertIn("its-own", self.seen("unit"))
        other = next(row["unit_code"] for row in self.whole if row["unit_code"] not in ("", code))
        for given in (other, ""):
            answer = self.who["unit"].post("/api/v1/cases", {**body, "case": "others",
                                                             "unit_code": given})
            self.assertEqual((answer.status, answer.json["field"]), (403, "unit_code"), answer)
        self.assertEqual(self.asks.get("/api/v1/cases/others").status, 404)


class TheTable(RightsTest):
    """After the others: the last row of it signs everybody out."""
    SAMPLES = {"list": "pending", "case": "none-such", "act": "accept", "code": "none-such",
               "month": "2022-10", "year": "2022", "import": "none-such",
               "account": "demo-clerk2", "change": "disable"}
    NEEDED = {"/api/v1/due-date": "?start=2022-09-30&days=20",
              "/api/v1/workdays": "?from=2022-09-30&to=2022-10-31",
              "/api/v1/organs": "?region=150100"}

    def ask(self, who: str, route: str) -> client.Answer:
        """As it should be, but that a write has no key: whoever gets that far is told so."""
        method, template = route.split()
        target = template.format(**self.SAMPLES) + self.NEEDED.get(template, "")
        if template == "/api/v1/events":
            method = "HEAD"  # a stream has no end
        body = None if method in ("GET", "HEAD", "DELETE") else {}
        headers = {"If-Match": '"1"'} if "{act}" in template else {}
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
        self.assertEqual(asked, len(ALLOWED) * 16)
        told = client.Client(self.server.port, as_="auditor").read("/api/v1/accounts")
        self.assertEqual([one["login"] for one in told["accounts"] if not one["enabled"]], [])

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
