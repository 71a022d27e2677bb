"""After all the others (by its name): nothing of the document was left unasked. Every answer of
theirs was held against its schema by the client that remembers them."""
import unittest

import client
import contract


class WholeContract(unittest.TestCase):
    def setUp(self):
        if len({template for _, template, _ in client.called}) < 20:
            self.skipTest("only together with the others: tools/run_tests.py --python tests/api")

    def test_every_operation_was_asked_with_success(self):
        for method, path, operation in contract.operations():
            wanted = {int(status) for status in operation["responses"]
                      if status.startswith("2")} or {303}  # what only leads a browser on
            got = {status for asked, template, status in client.called
                   if (asked, template) == (method.upper(), path)}
            self.assertTrue(wanted & got, f"{method} {path}: {sorted(got)}")

    def test_every_operation_that_can_refuse_was_made_to(self):
        never = {"/health/live", "/health/ready", "/api/openapi.json", "/api/v1/events"}
        for method, path, _ in contract.operations():
            got = {status for asked, template, status in client.called
                   if (asked, template) == (method.upper(), path) and 400 <= status < 500}
            self.assertTrue(got or path in never, f"{method} {path}")

    def test_no_answer_was_a_fault_of_ours_or_a_redirection(self):
        leading = {(method.upper(), path, 303) for method, path, operation in contract.operations()
                   if "303" in operation["responses"]}
        # A file that was altered on the disk is never handed out: that is said, and is our fault.
        altered = {("GET", "/api/v1/cases/{case}/files/{file}", 500)}
        odd = {one for one in client.called - leading - altered if one[2] in (500, 501, 502, 504) or
               300 <= one[2] < 304 or one[2] > 304 and one[2] < 400}
        self.assertEqual(odd, set())


if __name__ == "__main__":
    unittest.main()
