"""What stands in the heads: tags and 304, compression, HEAD, origins and hosts. Security headers and
telling nothing are held on every answer by the client itself (contract.py)."""
import socket
import unittest

import client
import contract
from casework import file_case, filing
from serving import DEMO_DAY, Served, demonstration_copy

TAGGED = ["/api/openapi.json", "/api/v1/catalogue", f"/api/v1/overview?as_of={DEMO_DAY}",
          "/api/v1/overview", "/api/v1/overview?region=150100", "/api/v1/circulars/2022-10",
          "/api/v1/circulars/2022-10?region=150100", "/api/v1/cases/heads",
          "/api/v1/cases/heads?as_of=2030-01-01"]


class HeadsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(demonstration_copy())
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)
        file_case(cls.asks, "heads")
        cls.asks.wait_until_quiet()


class Tags(HeadsTest):
    def test_what_did_not_change_is_not_sent_again(self):
        for target in TAGGED:
            with self.subTest(target):
                for _ in range(2):  # the second is told from memory
                    tag = self.asks.get(target).header("etag")
                    self.assertRegex(tag, r'^"[^"]+"$')
                    for given in (tag, "W/" + tag, f'"other", {tag}', "*"):
                        answer = self.asks.get(target, headers={"If-None-Match": given})
                        self.assertEqual((answer.status, answer.body), (304, b""), given)
                        self.assertEqual(answer.header("etag"), tag)
                    answer = self.asks.get(target, headers={"If-None-Match": '"other"'})
                    self.assertEqual(answer.status, 200)

    def test_a_tag_is_another_after_an_act(self):
        for target in TAGGED[2:8]:
            before = self.asks.get(target).header("etag")
            if "cases" in target:
                self.asks.post("/api/v1/cases/heads/assign", {
                    "actor": {"id": "h", "role": "head", "department": "住建局",
                              "region": "150100"}, "officer": "某经办"},
                    match=before)
            else:
                file_case(self.asks, f"another-{abs(hash(target))}")
            self.assertNotEqual(self.asks.get(target).header("etag"), before, target)

    def test_a_problem_has_no_tag_to_be_kept_by(self):
        answer = self.asks.get("/api/v1/cases/none", headers={"If-None-Match": "*"})
        self.assertEqual(answer.status, 404)
        self.assertEqual(answer.header("cache-control"), "no-store")

    def test_what_holds_cases_is_never_kept_by_others(self):
        for target in TAGGED[1:] + ["/api/v1/site", "/api/v1/ledgers/pending",
                                    "/api/v1/ledgers/pending/file?format=csv"]:
            rule = self.asks.get(target).header("cache-control")
            self.assertTrue("no-store" in rule or "private" in rule, f"{target}: {rule}")


class Compression(HeadsTest):
    JSON = TAGGED + ["/api/v1/ledgers/all?as_of=2022-10-31&limit=200", "/api/v1/calendar",
                     "/api/v1/site"]

    def test_it_is_negotiated_and_loses_nothing(self):
        for target in self.JSON:
            with self.subTest(target):
                plain = self.asks.get(target, headers={"Accept-Encoding": "identity"})
                self.assertEqual(plain.header("content-encoding"), "")
                zipped = self.asks.get(target, headers={"Accept-Encoding": "gzip"})
                if not target.endswith("site"):  # its time runs
                    self.assertEqual(zipped.body, plain.body)
                if len(plain.raw) > 2000:
                    self.assertEqual(zipped.header("content-encoding"), "gzip")
                    self.assertLess(len(zipped.raw), len(plain.raw))
                    for answer in (plain, zipped):
                        self.assertIn("Accept-Encoding", answer.header("vary"))

    def test_what_the_client_refuses_is_not_sent(self):
        """`gzip;q=0` was taken for gzip wherever the word stood."""
        for refuses in ("gzip;q=0", "gzip; q=0.0", "identity", "br", "*;q=0", "gzip;q=0, *", "",
                        "notgzip", "gzipped", "deflate"):
            with self.subTest(refuses):
                answer = self.asks.get("/api/v1/catalogue", headers={"Accept-Encoding": refuses})
                self.assertEqual((answer.status, answer.header("content-encoding")), (200, ""))
        for takes in ("gzip", "GZIP", "br, gzip", "gzip;q=0.5", "deflate, gzip;q=1.0, *;q=0.5", "*"):
            with self.subTest(takes):
                answer = self.asks.get("/api/v1/catalogue", headers={"Accept-Encoding": takes})
                self.assertEqual(answer.header("content-encoding"), "gzip")


class Head(HeadsTest):
    def test_it_tells_the_heads_of_the_answer_without_its_body(self):
        persons = {login: client.Client(self.server.port, as_=login)
                   for login in ("sysadmin", "auditor", "head1", "unit")}
        for method, path, operation in contract.operations():
            if method != "get" or "{" in path or path in ("/api/v1/events", "/api/v1/due-date",
                                                          "/api/v1/workdays", "/api/v1/organs",
                                                          "/api/v1/verify-writ",
                                                          "/api/v1/progress",
                                                          "/api/v1/filing-advice"):
                continue
            if contract.leads_on(operation):
                continue
            asks = persons.get(contract.person_for(path), self.asks)
            with self.subTest(path):
                read, head = asks.get(path), asks.ask("HEAD", path)
                self.assertEqual((head.status, head.body), (200, b""))
                for name in ("content-type", "etag", "cache-control", "vary"):
                    self.assertEqual(head.header(name), read.header(name), name)
                if head.header("content-length") and path != "/api/v1/site":
                    self.assertEqual(head.header("content-length"), str(len(read.raw)))
        self.assertEqual(self.asks.ask("HEAD", "/api/v1/cases/none").status, 404)
        self.assertEqual(self.asks.ask("HEAD", "/").status, 200)


class Origins(HeadsTest):
    def foreign(self):
        port = self.server.port
        return ("https://evil.example", "null", f"http://evil.example:{port}", "file://",
                f"http://127.0.0.1:{port + 1}", "http://127.0.0.1", f"https://127.0.0.1.evil:{port}",
                f"http://localhost.evil.example:{port}", f"http://127.0.0.1:{port}@evil.example",
                f"ftp://127.0.0.1:{port}", "http://", f"http://[::1]:{port}")

    def test_a_write_from_another_origin_is_403_without_effect(self):
        """R61."""
        for origin in self.foreign():
            with self.subTest(origin):
                answer = self.asks.post("/api/v1/cases", filing("foreign"),
                                        headers={"Origin": origin})
                self.assertEqual(answer.status, 403, answer)
        for site in ("cross-site", "same-site"):
            answer = self.asks.post("/api/v1/cases", filing("foreign"),
                                    headers={"Sec-Fetch-Site": site})
            self.assertEqual(answer.status, 403, answer)
        self.assertEqual(self.asks.get("/api/v1/cases/foreign").status, 404)

    def test_a_write_from_our_own_pages_is_taken(self):
        port = self.server.port
        for number, headers in enumerate(({"Origin": f"http://127.0.0.1:{port}"}, {},
                                          {"Sec-Fetch-Site": "same-origin"})):
            answer = self.asks.post("/api/v1/cases", filing(f"ours-{number}"), headers=headers)
            self.assertEqual(answer.status, 201, answer)

    def test_no_answer_opens_itself_to_other_origins(self):
        for target in ("/api/v1/site", "/", "/api/v1/cases/none"):
            answer = self.asks.get(target, headers={"Origin": "https://evil.example"})
            self.assertEqual([name for name in answer.headers
                              if name.startswith("access-control")], [])
        answer = self.asks.ask("OPTIONS", "/api/v1/cases", headers={
            "Origin": "https://evil.example", "Access-Control-Request-Method": "POST"})
        self.assertEqual([name for name in answer.headers if name.startswith("access-control")], [])

    def test_a_name_that_was_bound_to_us_is_421(self):
        for host in ("evil.example", f"evil.example:{self.server.port}", "127.0.0.2", "10.0.0.1",
                     "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0", "[::2]"):
            for method, target in (("GET", "/api/v1/site"), ("GET", "/"), ("POST", "/api/v1/cases")):
                with self.subTest(f"{method} {target} {host}"):
                    body = filing("rebound") if method == "POST" else None
                    answer = self.asks.ask(method, target, body, {
                        "Host": host, "Idempotency-Key": client.new_key()})
                    self.assertEqual(answer.status, 421, answer)
        self.assertEqual(self.asks.get("/api/v1/cases/rebound").status, 404)
        for host in ("localhost", f"127.0.0.1:{self.server.port}", f"LOCALHOST:{self.server.port}"):
            self.assertEqual(self.asks.get("/api/v1/site", headers={"Host": host}).status, 200)


class Garbage(HeadsTest):
    """Errors of the lowest layer carry the same headers and tell as little (R73, R77)."""

    def send(self, raw: bytes) -> client.Answer:
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=30) as wire:
            wire.sendall(raw)
            got = b""
            while piece := wire.recv(65536):
                got += piece
        head, _, body = got.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        return client.Answer(int(lines[0].split()[1]),
                             [tuple(line.split(": ", 1)) for line in lines[1:]], body)

    def test_every_refusal_of_the_wire_is_a_problem_with_all_the_heads(self):
        host = f"Host: 127.0.0.1:{self.server.port}\r\n".encode()
        for wanted, raw in (
                (400, b"GET / HTTP/1.1\r\n\r\n"), (400, b"nonsense\r\n\r\n"),
                (505, b"GET / HTTP/3.0\r\n" + host + b"\r\n"),
                (414, b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + host + b"\r\n"),
                (431, b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 20000 + b"\r\n\r\n"),
                (431, b"GET / HTTP/1.1\r\n" + host + b"A: b\r\n" * 200 + b"\r\n"),
                (400, b"GET / HTTP/1.1\r\n" + host + b"Bad Name: x\r\n\r\n"),
                (400, b"GET /%ff HTTP/1.1\r\n" + host + b"\r\n"),
                (400, b"GET /api/v1/site?q=%ff HTTP/1.1\r\n" + host + b"\r\n"),
                (400, b"POST /api/v1/cases HTTP/1.1\r\n" + host +
                 b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
                (413, b"POST /api/v1/cases HTTP/1.1\r\n" + host +
                 b"Authorization: Bearer " + client.tokens[self.server.port].encode() +
                 b"\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n")):
            with self.subTest(raw[:50]):
                answer = self.send(raw)
                self.assertEqual(answer.status, wanted, answer)
                faults = contract.header_faults(answer) + contract.problem_faults(answer)
                self.assertEqual(faults, [])
                self.assertIsNone(contract.LEAKS.search(answer.text))


if __name__ == "__main__":
    unittest.main()
