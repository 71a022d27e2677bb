"""The pages out of the binary: their own addresses begin with index.html, everything else that is
not there says so."""
import re
import unittest

import client
from serving import Served, demonstration


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from serving import demonstration_copy
        cls.server = Served(demonstration_copy())
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)
        assert demonstration().exists()

    def assets(self) -> list:
        return re.findall(r'(?:src|href)="(/assets/[^"]+)"', self.asks.get("/").text)

    def test_the_pages_own_addresses_give_the_one_page(self):
        home = self.asks.get("/")
        self.assertEqual(home.status, 200)
        self.assertIn("<!doctype html>", home.text.lower())
        for path in ("/ledgers/overdue", "/cases/62babe96", "/circular/2022-10", "/no/such/page",
                     "/项目".encode().decode("latin-1").encode("latin-1").hex(), "/apix", "/healthy",
                     "/ledgers/overdue?light=red&q=%E6%BC%94"):
            path = path if path.startswith("/") else "/" + path
            with self.subTest(path):
                answer = self.asks.get(path)
                self.assertEqual(answer.status, 200, answer)
                # The same page; some are told their own code with it (web/opening_pages.ts).
                mine = re.sub(rb'\s*<link rel="(modulepreload|stylesheet)"[^>]*>', b"", answer.body)
                whole = re.sub(rb'\s*<link rel="(modulepreload|stylesheet)"[^>]*>', b"", home.body)
                self.assertEqual(mine, whole)
                self.assertEqual(answer.header("content-type"), "text/html; charset=utf-8")
                self.assertEqual(answer.header("cache-control"), "no-cache")

    def test_a_page_with_code_of_its_own_names_it_at_once(self):
        self.assertIn("/assets/CasePage", self.asks.get("/cases/62babe96").text)
        self.assertNotIn("/assets/CasePage", self.asks.get("/").text)

    def test_what_is_not_there_below_the_api_is_a_problem(self):
        for path in ("/api/", "/api", "/api/v1", "/api/v1/", "/api/v2/site", "/api/v1/none",
                     "/api/v1/site/", "/api/v1/Site", "/api/v1//site", "/API/v1/site.json",
                     "/health", "/health/", "/health/none", "/api/openapi.yaml"):
            with self.subTest(path):
                answer = self.asks.get(path)
                self.assertEqual(answer.status, 404, answer)
                self.assertEqual(answer.refusal, "not_found")

    def test_a_hashed_file_that_is_gone_is_a_404_and_not_the_page(self):
        for path in ("/assets/index-00000000.js", "/assets/none", "/assets/", "/index.htm",
                     "/favicon.png", "/.env", "/index.html.gz", "/assets/../index.html.bak",
                     "/robots.php", "/wp-login.php"):
            with self.subTest(path):
                self.assertEqual(self.asks.get(path).status, 404 if ".." not in path else 400,
                                 path)

    def test_hashed_files_are_kept_for_ever_and_the_page_is_asked_for_again(self):
        self.assertTrue(self.assets())
        for path in self.assets():
            answer = self.asks.get(path)
            self.assertEqual(answer.status, 200, path)
            self.assertIn("immutable", answer.header("cache-control"))
            self.assertIn("max-age=31536000", answer.header("cache-control"))

    def test_files_come_compressed_as_the_client_takes_them(self):
        for path in self.assets() + ["/"]:
            plain = self.asks.get(path)
            zipped = self.asks.get(path, headers={"Accept-Encoding": "gzip"})
            self.assertEqual(zipped.body, plain.body, path)
            brotli = self.asks.get(path, headers={"Accept-Encoding": "br"})
            for answer in (plain, zipped, brotli):
                if zipped.header("content-encoding") or brotli.header("content-encoding"):
                    self.assertIn("Accept-Encoding", answer.header("vary"), path)
                again = self.asks.get(path, headers={
                    "If-None-Match": answer.header("etag"),
                    "Accept-Encoding": answer.header("content-encoding") or "identity"})
                self.assertEqual((again.status, again.body), (304, b""), path)

    def test_a_page_is_not_written_to(self):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            answer = self.asks.ask(method, "/ledgers/overdue", {})
            self.assertIn(answer.status, (404, 405), answer)

    def test_no_address_reads_outside_the_pages(self):
        """R75, over the addresses that name files."""
        for path in ("/../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                     "/assets/..%2f..%2f..%2fetc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd",
                     "/..%5c..%5cetc/passwd", "/%252e%252e/etc/passwd", "/....//etc/passwd",
                     "/assets/..;/etc/passwd", "/%c0%ae%c0%ae/etc/passwd", "//etc/passwd",
                     "/etc/passwd%00.html", "/assets/%00", "/\\..\\etc\\passwd",
                     "/api/v1/ledgers/..%2f..%2fetc%2fpasswd/file",
                     "/api/v1/circulars/..%2f2022-10/file", "/api/v1/cases/..%2f..%2fsite"):
            with self.subTest(path):
                answer = self.asks.get(path)
                self.assertIn(answer.status, (200, 400, 404), answer)
                self.assertNotIn(b"root:", answer.body)
                if answer.status == 200:
                    self.assertIn(b"<!doctype html>", answer.body.lower())


if __name__ == "__main__":
    unittest.main()
