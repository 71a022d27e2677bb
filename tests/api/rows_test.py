"""Which cases each reaches: in lists, files, pages, acts and filings. What lies out of reach answers
like what is not there. Clauses N1, N8; reliability.md R82."""
import contextlib
import csv
import io
import json
import unittest
import urllib.parse

import client
from casework import filing, own_filing
from everyone import OWED, PASSWORD, STAFF, EveryoneTest
from streaming import Stream


class Rows(EveryoneTest):
    def region(self, login: str) -> str:
        code = self.session[login]["region"]
        while code.endswith("00"):
            code = code[:-2]
        return code

    BY_ORGAN = ("clerk1", "head1", "bclerk1", "superior")
    told = {}  # case -> its page, as whoever sees everything reads it

    def bare(self, region: str, department: str) -> str:
        """A department's name without the name of its region: 二连浩特市水利局 is 水利局."""
        name = self.regions[region]
        return department[len(name):] if department.startswith(name) else department

    def is_within(self, login: str, region: str, department: str) -> bool:
        own = self.session[login]
        if not region.startswith(self.region(login)):
            return False
        if login == "superior":
            return self.bare(region, department) == self.bare(own["region"], own["department"])
        return login not in self.BY_ORGAN or department == own["department"]

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

    def test_a_superior_sees_what_his_line_holds_below(self):
        """A league's department saw its own cases only: departments went by equal names, and real
        names carry their region (锡林郭勒盟发展和改革委员会 over 二连浩特市发展和改革委员会)."""
        own = self.session["superior"]
        seen = self.seen("superior").values()
        bare = {self.bare(row["region"], row["department"]) for row in seen}
        self.assertEqual(bare, {self.bare(own["region"], own["department"])})
        below = [row for row in seen if row["region"] != own["region"]]
        self.assertGreater(len(below), 0)
        self.assertNotEqual({row["department"] for row in below}, {own["department"]})
        self.assertEqual({row["region"][:4] for row in seen}, {self.region("superior")[:4]})
        for row in below[:3]:
            self.assertEqual(
                self.who["superior"].get(f"/api/v1/cases/{row['case_id']}").status, 200)
        officers = self.who["superior"].read("/api/v1/team")["officers"]
        self.assertEqual({one["department"] for one in officers},
                         {row["department"] for row in
                          self.who["superior"].pages("/api/v1/ledgers/pending", limit=200)})

    def test_exactly_what_is_within_reach_can_be_opened(self):
        """Also what one's organ once held, or what a project of one's region waits for above it."""
        for login in ("clerk1", "window", "unit", "superior"):
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
        body = own_filing()
        code = self.session["unit"]["unit_code"]
        filed = self.who["unit"].post("/api/v1/cases", body)
        self.assertEqual(filed.status, 201, filed)
        case = filed.json["case_id"]
        told = self.asks.read(f"/api/v1/cases/{case}")
        self.assertEqual((told["unit_code"], told["row"]["unit_name"]),
                         (code, self.session["unit"]["unit_name"]))
        self.assertIn(case, self.seen("unit"))
        other = next(row["unit_code"] for row in self.whole if row["unit_code"] not in ("", code))
        for given in (other, ""):
            answer = self.who["unit"].post("/api/v1/cases", {**body, "unit_code": given})
            self.assertEqual((answer.status, answer.json["field"]), (403, "unit_code"), answer)
        # A receipt, numbered and to be verified, was addressed to whatever name stood in the body.
        for given in ("别人公司", ""):
            answer = self.who["unit"].post("/api/v1/cases", {**body, "unit_name": given})
            self.assertEqual((answer.status, answer.refusal, answer.json["field"]),
                             (403, "not_permitted", "unit_name"), answer)
        own = {"unit_name": self.session["unit"]["unit_name"], "unit_code": code}
        self.assertEqual(self.who["unit"].post("/api/v1/cases", {**body, **own}).status, 201)

    def test_whoever_files_for_a_unit_is_told_of_a_wrong_credit_code(self):
        """Any text was taken as a unit's code; what other systems bring is flagged, not refused."""
        region = self.session["window"]["region"]
        body = own_filing(unit_name="某牧业公司", region=region, project_region=region)
        right = self.session["unit"]["unit_code"]
        wrong = right[:-1] + ("A" if right[-1] != "A" else "B")
        for login in ("window", "agent"):
            for given in ("garbage", wrong, right.lower(), right + "0"):
                answer = self.who[login].post("/api/v1/cases", {**body, "unit_code": given})
                self.assertEqual((answer.status, answer.refusal, answer.json["field"]),
                                 (422, "credit_code_invalid", "unit_code"), answer)
        filed = self.who["window"].post("/api/v1/cases", {**body, "unit_code": right})
        self.assertEqual(filed.status, 201, filed)
        self.assertEqual(self.asks.post("/api/v1/cases", filing(
            "old-stock", unit_name="某牧业公司", unit_code=wrong)).status, 201)

    def test_live_notices_name_a_case_only_to_whom_it_is_within_reach(self):
        """Every signed-in person was told the id of every case that changed, a unit another's."""
        logins = ("unit", "clerk1", "superior", "office", "sysadmin")
        with contextlib.ExitStack() as stack:
            streams = {login: stack.enter_context(Stream(self.server.port, self.who[login]))
                       for login in logins}
            filed = self.asks.post("/api/v1/cases", filing("told-to-some", region="150100"))
            self.assertEqual(filed.status, 201, filed)
            own = self.who["unit"].post("/api/v1/cases", own_filing())
            self.assertEqual(own.status, 201, own)
            end = self.asks.read("/api/v1/site")["log_size"]
            told = {}
            for login, stream in streams.items():
                told[login] = set()
                while True:
                    notice = json.loads(stream.changed()["data"])
                    told[login] |= set(notice["cases"])
                    if notice["log_size"] >= end:
                        break  # also who is told of none is told that there was something
        mine = own.json["case_id"]
        both = {mine, "told-to-some"}
        self.assertEqual({login: cases & both for login, cases in told.items()},
                         {"unit": {mine}, "clerk1": set(), "superior": set(), "office": both,
                          "sysadmin": set()})

    def test_live_notices_end_with_the_session(self):
        """A stream went on after its session had ended, and told a disabled account of new cases."""
        account = self.new_person("listener", "office", region="150000", department="某办公室")
        streams = []
        for end in ("sign out", "disable"):
            person = client.Client(self.server.port, token="")
            self.assertEqual(person.sign_in("listener", PASSWORD).status, 200)
            with Stream(self.server.port, person) as stream:
                if end == "sign out":
                    self.assertEqual(person.ask("DELETE", "/api/v1/session").status, 204)
                else:
                    self.change("sysadmin", account, "disable", reason="离岗")
                self.asks.post("/api/v1/cases", filing(f"after-{end.replace(' ', '-')}"))
                with self.assertRaises((EOFError, ConnectionError), msg=end):
                    while True:
                        streams.append(stream.next())
        self.assertEqual([one for one in streams if "after-" in one["data"]], [])

    def test_nobody_learns_of_a_case_by_filing_under_its_id(self):
        """Whoever filed could choose the id, and 409 `case_exists` told of cases out of reach,
        whose ids, when they come from sheets, can be guessed."""
        body = own_filing()
        taken = self.foreign_to("unit")[0]["case_id"]
        answers = [self.who["unit"].post("/api/v1/cases", {**body, "case": case})
                   for case in (taken, "free-as-yet")]
        for answer in answers:
            self.assertEqual((answer.status, answer.json["field"]), (400, "case"), answer)


if __name__ == "__main__":
    unittest.main()
