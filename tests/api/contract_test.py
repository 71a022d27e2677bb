"""The document, the binary's own table of routes and what it answers are the same contract."""
import json
import re
import unittest

import client
import contract
from casework import CLERK, file_case, act
from serving import BINARY, DEMO_DAY, Served, demonstration_copy, qidi


def binary_routes() -> set:
    return set(qidi("openapi", "--routes").stdout.split("\n")) - {""}


class Document(unittest.TestCase):
    def test_its_paths_and_methods_are_the_binarys_own_routes_both_ways(self):
        """Until this test the table could only be read in the source: a route without its page in
        the document, or the other way round, passed for done."""
        written = {f"{method.upper()} {path}" for method, path, _ in contract.operations()}
        self.assertEqual(sorted(written - binary_routes()), [], "in the document, not served")
        self.assertEqual(sorted(binary_routes() - written), [], "served, not in the document")

    def test_the_printed_one_is_the_written_one(self):
        printed = json.loads(qidi("openapi").stdout)
        self.assertEqual(printed, json.loads(json.dumps(contract.DOCUMENT, default=str)))

    def test_every_reference_leads_somewhere(self):
        text = json.dumps(contract.DOCUMENT, default=str)
        for reference in set(re.findall(r'"\$ref": "([^"]+)"', text)):
            self.assertIsInstance(contract.resolve({"$ref": reference}), dict, reference)

    def test_every_operation_has_its_own_name_a_summary_and_its_problems(self):
        names = [operation["operationId"] for _, _, operation in contract.operations()]
        self.assertEqual(len(names), len(set(names)))
        for method, path, operation in contract.operations():
            self.assertTrue(operation.get("summary"), path)
            self.assertIn("default", operation["responses"], f"{method} {path}")

    def test_every_captured_part_of_a_path_is_described(self):
        for method, path, operation in contract.operations():
            described = {resolved["name"] for resolved in
                         map(contract.resolve, operation.get("parameters", []))
                         if resolved["in"] == "path"}
            self.assertEqual(described, set(re.findall(r"{(\w+)}", path)), f"{method} {path}")

    def test_every_write_takes_an_idempotency_key(self):
        for method, path, operation in contract.operations():
            names = {contract.resolve(one)["name"] for one in operation.get("parameters", [])}
            self.assertEqual("Idempotency-Key" in names,
                             method != "get" and operation["operationId"] not in self.NO_REPEATABLE,
                             f"{method} {path}")

    # Signing in must give a new session each time, signing out twice is signing out, and a secret
    # that was only offered is nothing yet: none of them writes what a repetition would double.
    NO_REPEATABLE = {"signIn", "signOut", "beginSecondFactor", "codeAfterSignOn",
                     "endOwnSession", "endOtherSessions"}


class EveryOperation(unittest.TestCase):
    """Each is called with what it wants and with what it must refuse; the client holds every
    answer against its schema."""

    @classmethod
    def setUpClass(cls):
        cls.server = Served(demonstration_copy())
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)
        cls.persons = {login: client.Client(cls.server.port, as_=login)
                       for login in ("sysadmin", "auditor", "head1", "unit")}
        file_case(cls.asks, "contract-1")
        act(cls.asks, "contract-1", "accept", CLERK, notice_no="受1")
        # One that the head may ask about, too.
        row = cls.persons["head1"].read("/api/v1/ledgers/pending", as_of=DEMO_DAY,
                                        limit=1)["rows"][0]
        cls.samples = {"list": "pending", "case": row["case_id"], "code": row["project_code"],
                       "month": DEMO_DAY[:7], "year": "2022", "import": "none-such",
                       "account": "demo-clerk1", "change": "disable", "matter": "forest_land",
                       "step": "submit", "upload": "none-such",
                       "file": "none-such", "number": "1", "secret": "none-such.ics",
                       "webhook": "none-such", "joint": "none-such", "event": "1",
                       "session": "none-such"}

    def asker(self, path: str) -> client.Client:
        """Whoever may ask: no integration client sees to accounts."""
        return self.persons.get(contract.person_for(path), self.asks)

    def path(self, template: str, **other) -> str:
        samples = {**self.samples, **other}
        return re.sub(r"{(\w+)}", lambda found: samples[found.group(1)], template)

    # Parameters that a question cannot do without.
    NEEDED = {"/api/v1/due-date": {"start": "2022-09-30", "days": 20},
              "/api/v1/workdays": {"from": "2022-09-30", "to": "2022-10-31"},
              "/api/v1/verify-writ": {"case": "none", "event": "1", "hash": "0"},
              "/api/v1/organs": {"region": "150100"},
              "/api/v1/projects/{code}/papers": {"matter": "construction_permit"},
              "/api/v1/progress": {"case": "none", "unit_code_end": "0000"},
              "/api/v1/filing-advice": {"matter": "construction_permit"}}
    # Found by a code, or by the case and four characters: progress_test.py.
    EITHER = {"/api/v1/progress"}
    STREAMS = {"/api/v1/events"}  # notices_test.py
    # Asked for by a name that nothing has; real ones: import_*_test.py, uploads_test.py.
    OF_IMPORTS = "/api/v1/imports"
    NOT_THERE = ("{import}", "{upload}", "{file}", "{secret}", "{joint}")

    def questions(self):
        return [(path, operation) for method, path, operation in contract.operations()
                if method == "get" and path not in self.STREAMS
                and not contract.leads_on(operation)]  # sign_on_test.py

    def test_every_question_is_answered_in_the_words_of_its_schema(self):
        for path, _ in self.questions():
            with self.subTest(path):
                answer = self.asker(path).get(self.path(path), **self.NEEDED.get(path, {}))
                named = any(part in path for part in self.NOT_THERE)
                self.assertEqual(answer.status, 404 if named else 200, answer)

    def test_every_optional_parameter_is_understood(self):
        values = {"as_of": DEMO_DAY, "region": "150100", "department": "住建局",
                  "matter": "construction_permit", "officer": "胡某丙", "state": "in_review",
                  "light": "red", "q": "演示", "received_from": "2022-01-01",
                  "from": "2022-10-01", "to": "2022-10-31", "received_to": "2022-10-31",
                  "due_from": "2022-01-01", "due_to": "2022-12-31",
                  "sort": "-due", "limit": "3", "total": "true", "unit": "calendar_days",
                  "pause": ["2022-10-01..2022-10-08", "2022-10-10..2022-10-12"],
                  "unread": "true", "before": "9", "since": "2022-10-01",
                  "until": "2022-10-31", "words": "理由", "project_region": "150102",
                  "project_code": "2207-150100-04-01-123456", "below": "false",
                  "form": '{"floor_area": 3.5}'}
        for path, operation in self.questions():
            for parameter in map(contract.resolve, operation.get("parameters", [])):
                name = parameter["name"]
                if parameter["in"] != "query" or parameter.get("required") or name == "cursor":
                    continue
                if path.startswith(self.OF_IMPORTS) or path in self.EITHER:
                    continue
                for value in ([values[name]] if name in values else
                              contract.resolve(parameter["schema"])["enum"]):
                    with self.subTest(f"{path}?{name}={value}"):
                        answer = self.asker(path).get(self.path(path), **{**self.NEEDED.get(path, {}),
                                                                   name: value})
                        self.assertEqual(answer.status, 200, answer)

    def test_every_listed_value_is_understood(self):
        for path, operation in self.questions():
            for parameter in map(contract.resolve, operation.get("parameters", [])):
                for value in contract.resolve(parameter["schema"]).get("enum", []):
                    if parameter["in"] == "path":
                        asked, query = self.path(path, **{parameter["name"]: value}), {}
                    elif path.startswith(self.OF_IMPORTS):
                        continue
                    else:
                        asked, query = self.path(path), {parameter["name"]: value}
                    with self.subTest(f"{asked} {query}"):
                        answer = self.asker(path).get(asked, **{**self.NEEDED.get(path, {}), **query})
                        self.assertEqual(answer.status, 200, answer)

    WRONG = {"as_of": ["2022-02-30", "yesterday", "2022-1-1", "20221031", "９９９９-01-01"],
             "region": ["99", "150199x", "'; drop table", "１５０１００", "150100" * 50],
             "light": ["purple", "RED"], "state": ["x"], "kind": ["x"], "sort": ["name", "--due", "due;"],
             "limit": ["0", "201", "-1", "1e3", "x", "9" * 40, " 5"], "total": ["yes", "1"],
             "cursor": ["x", "AAAA", "%", "=" * 500, "MzM3NjE3NDE1NXxkdWV8YXwxOTA1NHwyNHy"],
             "format": ["exe", "PDF"], "unit": ["hours", "at_once"],
             "days": ["-1", "3651", "x", "1.5", ""], "start": ["", "2022-13-01", "0000-01-01"],
             "from": ["", "x"], "to": ["", "x"], "due_from": ["x"], "due_to": ["x"],
             "received_from": ["x"], "received_to": ["x"],
             "q": ["x" * 101], "department": ["部" * 201], "matter": ["x" * 101],
             "officer": ["x" * 101], "words": ["字" * 101], "since": ["x"], "until": ["x"],
             "unread": ["yes", "1"], "group": ["x", "WORK"], "before": ["0", "-1", "x", "9" * 40],
             "case": ["", "办" * 401], "event": ["", "1" * 21], "hash": ["", "0" * 201],
             "list": ["x", "REGISTERED"], "below": ["no", "1"],
             "form": ["x", "[1]", "{", '{"a":1,"a":2}'],
             "project_code": ["x" * 65], "project_region": ["99", "１５０１００"],
             "pause": ["2022-10-08", "2022-10-08..2022-10-01", "..", "2022-01-01..2022-01-02"]}

    WRONG_OF = {("/api/v1/organ-register", "limit"): ["0", "501", "x", "-1"]}

    def test_every_parameter_refuses_what_it_cannot_read_and_names_itself(self):
        """Limits of length were counted as bytes by four, so 400 letters passed where the document
        allows 100."""
        for path, operation in self.questions():
            for parameter in map(contract.resolve, operation.get("parameters", [])):
                name = parameter["name"]
                if parameter["in"] != "query" or path.startswith(self.OF_IMPORTS):
                    continue
                if path in self.EITHER:
                    continue
                for value in self.WRONG_OF.get((path, name), self.WRONG[name]):
                    with self.subTest(f"{path}?{name}={value[:60]}"):
                        query = {**self.NEEDED.get(path, {}), name: value}
                        answer = self.asker(path).get(self.path(path), **query)
                        self.assertEqual(answer.status, 400, answer)
                        self.assertEqual(answer.json["field"], name)

    def test_every_question_refuses_a_parameter_it_does_not_know_or_that_is_repeated(self):
        """What was quoted in the answer was cut at 40 bytes, in the middle of a character: the
        answer was then no UTF-8 and no JSON."""
        known_open = {"/health/live", "/health/ready", "/api/openapi.json"}
        for path, operation in self.questions():
            if path in known_open or "{import}" in path:
                continue
            for odd in ("as_off", "名" * 60, "<script>", "a" * 3000, "x\x00y", "\r\nSet-Cookie: a"):
                with self.subTest(f"{path}?{odd[:20]}"):
                    answer = self.asker(path).get(self.path(path),
                                           **{**self.NEEDED.get(path, {}), odd: "1"})
                    self.assertEqual(answer.status, 400, answer)
            for parameter in map(contract.resolve, operation.get("parameters", [])):
                name = parameter["name"]
                if parameter["in"] != "query" or name == "pause":
                    continue
                with self.subTest(f"{path}?{name} twice"):
                    query = {**self.NEEDED.get(path, {}), name: ["2022-10-31", "2022-10-31"]}
                    answer = self.asker(path).get(self.path(path), **query)
                    self.assertEqual(answer.status, 400, answer)

    def test_what_is_not_there_is_a_404_and_says_so(self):
        for path in ("/api/v1/cases/none", "/api/v1/cases/none/record", "/api/v1/cases/none/proof",
                     "/api/v1/cases/none/countdowns", "/api/v1/projects/none",
                     "/api/v1/ledgers/none", "/api/v1/ledgers/none/file", "/api/v1/circulars/x",
                     "/api/v1/circulars/2022-13", "/api/v1/circulars/2022-1",
                     "/api/v1/circulars/2022-10x/file", "/api/v1/calendar/1800",
                     "/api/v1/calendar/x", "/api/v1/calendar/20220", "/api/v1/imports/none",
                     "/api/v1/cases/%E5%8A%9E", "/api/v1/cases/" + "x" * 2000,
                     "/api/v1/cases/a%2Fb", "/api/v1/cases/%00", "/api/v1/cases/'%20or%201=1"):
            with self.subTest(path[:60]):
                answer = self.asks.get(path)
                self.assertIn(answer.status, (404, 400), answer)

    def test_every_route_tells_other_methods_what_it_allows(self):
        for path in contract.DOCUMENT["paths"]:
            wanted = {method.upper() for method, other, _ in contract.operations()
                      if other == path}
            asked = self.path(path, act="accept")
            for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - wanted:
                template, operation = contract.operation_of(method, asked)
                if operation is not None:
                    continue  # the path is also another operation's
                with self.subTest(f"{method} {path}"):
                    answer = self.asks.ask(method, asked, {} if method != "GET" else None,
                                           {"Idempotency-Key": client.new_key(), "If-Match": '"1"'})
                    self.assertEqual(answer.status, 405, answer)
                    allowed = set(answer.header("allow").split(", "))
                    self.assertTrue(wanted <= allowed, f"{allowed} without {wanted}")

    def test_one_build_is_named_everywhere(self):
        """The command line said 0.1.0 while the server said 0.2.0."""
        version = self.asks.read("/api/v1/site")["version"]
        self.assertIn(version, qidi("--version").stdout)
        self.assertTrue(BINARY)


if __name__ == "__main__":
    unittest.main()
