"""Bodies that are no JSON, or JSON that two readers could read two ways, are refused with 400 or
422; odd but lawful ones are taken. Never a 5xx. reliability.md R20."""
import json
import random
import unittest

import client
from casework import CLERK, UNIT, file_case, filing
from serving import Served, fresh, qidi

NAME = json.dumps(UNIT, ensure_ascii=False)


def with_name(literal: bytes, case: str = "odd") -> bytes:
    """A filing whose project_name is the given piece of JSON."""
    body = filing(case, project_name="@@")
    return json.dumps(body, ensure_ascii=False).encode().replace(b'"@@"', literal)


def with_papers(literal: bytes) -> bytes:
    return json.dumps(filing("odd", papers="@@"), ensure_ascii=False).encode().replace(
        b'"@@"', literal)


GOOD = json.dumps(filing("odd"), ensure_ascii=False).encode()
DEEP = 10000

MUST_REFUSE = {
    # No JSON text at all, or not one.
    "empty": b"", "spaces": b"  \n ", "null byte": b"\x00", "words": b"accept", "lone brace": b"{",
    "closed only": b"}", "two values": GOOD + GOOD, "text after": GOOD + b"x",
    "comma after": GOOD + b",", "bracket after": GOOD + b"]", "cut off": GOOD[:-1],
    "cut in half": GOOD[:len(GOOD) // 2], "mark before": b"\xef\xbb\xbf" + GOOD,
    "UTF-16": GOOD.decode().encode("utf-16"), "UTF-16 big": GOOD.decode().encode("utf-16-be"),
    "UTF-32": GOOD.decode().encode("utf-32"), "GB18030": GOOD.decode().encode("gb18030"),
    "form": b"case=odd&matter=construction_permit", "XML": b"<case/>", "comment": b"/* */" + GOOD,
    "line comment": GOOD + b"// end", "hash comment": b"# x\n" + GOOD, "script": b"({})",
    "JSONP": b"f(" + GOOD + b")", "anti-JSON": b")]}'," + GOOD, "two lines": GOOD + b"\n" + GOOD,
    # JSON, but not an object.
    "null": b"null", "true": b"true", "number": b"7", "text": b'"x"', "list": b"[]",
    "list of it": b"[" + GOOD + b"]", "empty object": b"{}",
    # Objects written wrong.
    "comma at the end": GOOD[:-1] + b",}", "two commas": GOOD.replace(b", ", b",, ", 1),
    "no colon": b'{"actor" 1}', "two colons": b'{"actor":: 1}', "no value": b'{"actor":}',
    "no name": b"{:1}", "name without quotes": b"{actor:1}", "single quotes": b"{'actor':1}",
    "number as name": b"{1:1}", "null as name": b"{null:1}", "semicolon": b'{"actor":1;"case":2}',
    "list in braces": b'{"actor","case"}', "unclosed list": b'{"papers":[1',
    "list closed by brace": with_papers(b'["a"}'), "comma at a list's end": with_papers(b'["a",]'),
    "comma at a list's start": with_papers(b'[,"a"]'), "hole in a list": with_papers(b'["a",,"b"]'),
    "list without comma": with_papers(b'["a" "b"]'),
    # Literals.
    "True": with_name(b"True"), "TRUE": with_name(b"TRUE"), "nul": with_name(b"nul"),
    "undefined": with_name(b"undefined"), "NaN": with_name(b"NaN"), "Infinity": with_name(b"Infinity"),
    "-Infinity": with_name(b"-Infinity"), "bare word": with_name(b"name"),
    # Numbers.
    "+1": with_name(b"+1"), "01": with_name(b"01"), "-": with_name(b"-"), "1.": with_name(b"1."),
    ".5": with_name(b".5"), "1e": with_name(b"1e"), "1e+": with_name(b"1e+"), "0x1": with_name(b"0x1"),
    "1_000": with_name(b"1_000"), "-01": with_name(b"-01"), "1 000": with_name(b"1 000"),
    "wide digit": with_name("１".encode()), "huge exponent": with_name(b"1e999999999"),
    "beyond 64 bits": with_name(b"18446744073709551616"),
    "a thousand digits": with_name(b"9" * 1000), "a fraction": with_name(b"1.5"),
    "an integer as fraction": with_name(b"1.0"), "an exponent": with_name(b"1e2"),
    # Texts.
    "unclosed text": with_name(b'"x'), "single-quoted text": with_name(b"'x'"),
    "raw line end": with_name(b'"a\nb"'), "raw tab": with_name(b'"a\tb"'),
    "raw NUL": with_name(b'"a\x00b"'), "raw 0x1f": with_name(b'"a\x1fb"'),
    "unknown escape": with_name(b'"\\q"'), "\\x41": with_name(b'"\\x41"'),
    "\\a": with_name(b'"\\a"'), "\\u12": with_name(b'"\\u12"'), "\\u 123": with_name(b'"\\u 123"'),
    "\\uZZZZ": with_name(b'"\\uZZZZ"'), "\\U0041": with_name(b'"\\U0041"'),
    "escape at the end": with_name(b'"\\"'),
    "lone high surrogate": with_name(b'"\\ud800"'), "lone low surrogate": with_name(b'"\\udc00"'),
    "high before a letter": with_name(b'"\\ud800a"'), "two highs": with_name(b'"\\ud800\\ud800"'),
    "pair turned round": with_name(b'"\\udc00\\ud800"'),
    "high before a half escape": with_name(b'"\\ud800\\u"'),
    # Bytes that are no UTF-8.
    "0xff": with_name(b'"\xff"'), "0xfe": with_name(b'"\xfe"'), "lone continuation": with_name(b'"\x80"'),
    "cut two": with_name(b'"\xc3"'), "cut three": with_name(b'"\xe5\x8a"'),
    "cut four": with_name(b'"\xf0\x9f\x98"'), "overlong slash": with_name(b'"\xc0\xaf"'),
    "overlong NUL": with_name(b'"\xc0\x80"'), "overlong three": with_name(b'"\xe0\x80\xaf"'),
    "surrogate in UTF-8": with_name(b'"\xed\xa0\x80"'), "beyond Unicode": with_name(b'"\xf4\x90\x80\x80"'),
    "five bytes": with_name(b'"\xf8\x88\x80\x80\x80"'), "latin": with_name(b'"caf\xe9"'),
    "in a name": GOOD[:-1] + b',"\xff":1}',
    # Names written twice.
    "twice": GOOD[:-1] + b',"remark":"a","remark":"b"}',
    "twice and equal": GOOD[:-1] + b',"remark":"a","remark":"a"}',
    "twice by escape": GOOD[:-1] + b',"remark":"a","rem\\u0061rk":"b"}',
    "actor twice": GOOD[:-1] + b',"actor":' + NAME.encode() + b"}",
    "twice inside": GOOD.replace(NAME.encode(), NAME.encode()[:-1] + b',"id":"other"}'),
    # Depth and size.
    "deep lists": b"[" * DEEP, "deep objects": b'{"a":' * DEEP,
    "deep and closed": GOOD[:-1] + b',"remark":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "65 deep": GOOD[:-1] + b',"remark":' + b"[" * 65 + b"]" * 65 + b"}",
    "many members": b"{" + b",".join(b'"m%d":1' % i for i in range(20000)) + b"}",
    # Right JSON, wrong things in it.
    "unknown member": GOOD[:-1] + b',"state":"granted"}', "empty name": GOOD[:-1] + b',"":1}',
    "prototype": GOOD[:-1] + b',"__proto__":{"role":"head"}}', "a list for a text": with_name(b"[]"),
    "an object for a text": with_name(b"{}"), "a number for a text": with_name(b"5"),
    "false for a text": with_name(b"false"), "null for a list": with_papers(b"null"),
    "a text for a list": with_papers(b'"a"'), "numbers in a list": with_papers(b"[1,2]"),
}

MUST_TAKE = {
    "plain": b'"x"', "empty text": b'""', "space": b'" "', "Chinese": '"某项目"'.encode(),
    "escaped Chinese": b'"\\u67d0\\u9879\\u76ee"', "capital escapes": b'"\\u67D0"',
    "beyond the plane": '"𠮷野"'.encode(), "escaped pair": b'"\\ud842\\udfb7"',
    "emoji": '"🏗️"'.encode(), "Mongolian": '"ᠮᠣᠩᠭᠣᠯ"'.encode(), "last character": '"\U0010ffff"'.encode(),
    "not a character": '"\ufffe"'.encode(), "replacement": '"\ufffd"'.encode(),
    "composed": '"café"'.encode(), "decomposed": '"cafe\u0301"'.encode(),
    "right to left": '"\u202eabc"'.encode(), "zero width": '"a\u200bb"'.encode(),
    "quote": b'"a\\"b"', "backslash": b'"a\\\\b"', "slash": b'"a/b"', "escaped slash": b'"a\\/b"',
    "line end": b'"a\\nb"', "return": b'"a\\rb"', "tab": b'"a\\tb"', "backspace": b'"a\\bb"',
    "form feed": b'"a\\fb"', "escaped letter": b'"\\u0041"', "DEL": b'"a\x7fb"',
    "markup": b'"<script>alert(1)</script>"', "SQL": b"\"'; drop table events; --\"",
    "formula": b'"=1+1"', "template": b'"{{7*7}}"', "percent": b'"%00%0d%0a"', "null as text": b'"null"',
    "number as text": b'"1e999"', "a comma": b'","', "braces": b'"}{"', "colon": b'":"',
    "line separators": '"\u2028\u2029"'.encode(), "long": b'"' + b"x" * 5000 + b'"',
}

WHOLE_MUST_TAKE = {
    "spaces round it": b" \t\r\n" + GOOD + b" \t\r\n", "no spaces": json.dumps(
        filing("odd"), separators=(",", ":")).encode(), "indented": json.dumps(
        filing("odd"), indent=8).encode(), "all escaped": json.dumps(filing("odd")).encode(),
    "turned round": json.dumps(dict(reversed(filing("odd").items()))).encode(),
    "escaped name": GOOD.replace(b'"matter"', b'"m\\u0061tter"'),
    "empty list": with_papers(b"[]"), "list with spaces": with_papers(b' [ "a" , "b" ] '),
}


class Bodies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(fresh("bodies"), now="2022-09-26")
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)

    def test_the_corpus_is_as_large_as_it_says(self):
        self.assertGreaterEqual(len(MUST_REFUSE), 80)
        self.assertGreaterEqual(len(MUST_TAKE) + len(WHOLE_MUST_TAKE), 40)

    def test_what_must_be_refused_is_refused_and_does_nothing(self):
        before = self.asks.read("/api/v1/site")["log_size"]
        for name, body in MUST_REFUSE.items():
            with self.subTest(name):
                answer = self.asks.post("/api/v1/cases", body)
                self.assertIn(answer.status, (400, 422), answer)
                self.assertTrue(answer.json["detail"])
        self.assertEqual(self.asks.read("/api/v1/site")["log_size"], before)

    def test_an_act_refuses_the_same(self):
        file_case(self.asks, "act-on-me")
        for name, body in MUST_REFUSE.items():
            if name == "empty object":
                continue
            with self.subTest(name):
                answer = self.asks.post("/api/v1/cases/act-on-me/accept", body, match='"1"')
                self.assertIn(answer.status, (400, 422), answer)
        self.assertEqual(self.asks.read("/api/v1/cases/act-on-me")["version"], 1)

    def test_what_must_be_taken_is_taken_and_told_again_as_it_was(self):
        for number, (name, literal) in enumerate(MUST_TAKE.items()):
            with self.subTest(name):
                case = f"odd-{number}"
                answer = self.asks.post("/api/v1/cases", with_name(literal, case))
                self.assertEqual(answer.status, 201, answer)
                told = self.asks.read(f"/api/v1/cases/{case}")["row"]["project_name"]
                wanted = json.loads(literal)
                self.assertEqual(told, "café" if name == "decomposed" else wanted)
        self.assertEqual(qidi("verify", "--data", self.server.data, "--all").returncode, 0)

    def test_whole_bodies_that_are_written_oddly_are_taken(self):
        for number, (name, body) in enumerate(WHOLE_MUST_TAKE.items()):
            with self.subTest(name):
                answer = self.asks.post("/api/v1/cases",
                                        body.replace(b'"odd"', b'"whole-%d"' % number))
                self.assertEqual(answer.status, 201, answer)

    def test_a_thousand_bodies_with_a_few_bytes_changed_never_give_a_5xx(self):
        random_source = random.Random(54)
        file_case(self.asks, "mutated")
        routes = [("/api/v1/cases", GOOD), ("/api/v1/cases/mutated/return_once", json.dumps({
            "actor": CLERK, "suggestions": "x", "defects": [
                {"paper": "contract", "fault": "未提交", "mending": "补"}]}).encode()),
            ("/api/v1/cases/mutated/correct", json.dumps({
                "actor": CLERK, "of_sequence": 1, "field": "remark", "value": "x",
                "reason": "x", "agreed_by": "h"}).encode())]
        pieces = [b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\x00", b"\xff", b"\\ud800",
                  b"1e9", b"null", b"-", "办".encode(), b"9" * 30, b"\r\n"]
        for _ in range(1000):
            target, body = random_source.choice(routes)
            body = bytearray(body)
            for _ in range(random_source.randint(1, 4)):
                at = random_source.randrange(len(body))
                kind = random_source.randrange(4)
                if kind == 0:
                    body[at] = random_source.randrange(256)
                elif kind == 1:
                    del body[at:at + random_source.randint(1, 20)]
                elif kind == 2:
                    body[at:at] = random_source.choice(pieces)
                else:
                    other = random_source.randrange(len(body))
                    body[at:at] = body[other:other + 30]
            answer = self.asks.post(target, bytes(body), match='"1"')
            self.assertLess(answer.status, 500, (bytes(body), answer))
        self.assertEqual(qidi("verify", "--data", self.server.data, "--all").returncode, 0)


if __name__ == "__main__":
    unittest.main()
