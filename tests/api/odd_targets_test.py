"""Thousands of odd addresses: whatever is asked, the answer is within the contract, tells nothing
of the machine and is no 5xx. reliability.md R63, R75, R77."""
import os
import random
import re
import unittest
import urllib.parse

import client
import contract
from serving import Served, demonstration_copy

ASKED = int(os.environ.get("QIDI_ODD_TARGETS", "1500"))
PIECES = ["'", '"', "' OR '1'='1", "'; DROP TABLE events; --", "\" UNION VALUES (1) --", "%", "_",
          "\\", "\x00", "\x1b[31m", "\r\nX-Odd: 1", "<script>alert(1)</script>", "${7*7}", "{{7*7}}",
          "%s%n%x", "../", "..\\", "办", "𠮷", "\u202e", "\ufffe", "\ufeff", "１", "-1", "0", "1e9", "9" * 50,
          "NaN", "null", "true", "[]", "{}", "*", "?", "#", "&", "=", ";", ",", "|", "`id`", "$(id)",
          "2022-02-30", "0000-00-00", "9999-12-31", "2022-10-31", "1970-01-01", "150100", "red", "due",
          "a" * 300, " ", "", "MzM3NjE3NDE1NXxkdWV8YXwxOTA1NHwyNHw", "GLOB '*'", "MATCH", "NEAR(", "AND"]


class OddTargets(unittest.TestCase):
    def test_whatever_is_asked_is_answered_within_the_contract(self):
        seed = random.SystemRandom().randrange(2**32)
        chance = random.Random(seed)
        questions = [(path, [contract.resolve(one)["name"] for one in operation.get(
            "parameters", []) if contract.resolve(one)["in"] == "query"])
            for method, path, operation in contract.operations()
            if method == "get" and path != "/api/v1/events"]

        def word() -> str:
            return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 3)))

        samples = {"list": "all", "month": "2022-10", "year": "2022", "case": "none"}
        with Served(demonstration_copy()) as server:
            asks, statuses = client.Client(server.port), {}
            persons = {login: client.Client(server.port, as_=login)
                       for login in ("sysadmin", "auditor", "head1", "unit")}
            for _ in range(ASKED):
                path, names = chance.choice(questions)
                who = persons.get(contract.person_for(path), asks)
                path = re.sub(r"{(\w+)}", lambda found: samples.get(found.group(1), "x")
                              if chance.random() < 0.7 else
                              urllib.parse.quote(word(), safe="") or "x", path)
                query = [(chance.choice(names) if names and chance.random() < 0.95 else word(),
                          word()) for _ in range(chance.randint(0, 3))]
                target = path + ("?" + urllib.parse.urlencode(query) if query else "")
                if len(target) > 8000:
                    continue
                answer = who.ask("GET", target)
                statuses[answer.status] = statuses.get(answer.status, 0) + 1
                self.assertIn(answer.status, (200, 304, 400, 404), f"seed {seed}: {target}")
                self.assertEqual(answer.header("x-odd"), "", target)
            self.assertEqual(server.stop(), 0, server.err[-5:])
        self.assertGreater(statuses.get(200, 0), 50, statuses)
        self.assertGreater(statuses.get(400, 0), 50, statuses)


if __name__ == "__main__":
    unittest.main()
