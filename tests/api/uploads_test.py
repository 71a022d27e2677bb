"""Files behind papers: uploaded in chunks from wherever they stopped, handed in once by who brought
them, read by whoever reaches the case, byte for byte as the record says. Clause N9; reliability.md
R21, R23, R25, R28, R75."""
import hashlib
import os
import pathlib
import socket
import threading
import unittest

import client
import files
from casework import PAPERS, own_filing
from files import UPLOADS, begin, docx, pdf, put, remove, send, whole
from serving import Served, demonstration_copy, qidi
from signing_in import SessionTest


def of_paper(*ids, paper=PAPERS[0]) -> list:
    return [{"file": one, "paper": paper} for one in ids]


def sm3(content: bytes) -> str:
    return hashlib.new("sm3", content).hexdigest()


class Uploading(SessionTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit = client.Client(cls.server.port, as_="unit")
        cls.window = client.Client(cls.server.port, as_="window")
        cls.clerk = client.Client(cls.server.port, as_="clerk1")

    def on_disk(self) -> int:
        return sum(path.is_file() for path in (self.server.data / "uploads").rglob("*"))

    def file_with(self, asks, found, key=None, **fields) -> client.Answer:
        return asks.post("/api/v1/cases", own_filing(files=found, **fields), key=key)

    def test_a_cut_upload_goes_on_from_where_it_stopped(self):
        content = pdf(5000)
        begun = begin(self.unit, "总平面图.pdf", len(content))
        self.assertEqual((begun.status, begun.json["received"]), (201, 0), begun)
        number = begun.json["id"]
        self.assertRefused(send(self.unit, number, 100, content[100:]), 409,
                           "upload_offset_differs")
        key = client.new_key()
        for _ in range(2):  # the answer was lost: the same chunk once more does nothing twice
            answer = send(self.unit, number, 0, content[:3000], key)
            self.assertEqual((answer.status, answer.json["received"]), (200, 3000), answer)
        # The line is cut in the middle of a chunk: what was answered counts, half a chunk does not.
        with socket.create_connection(("127.0.0.1", self.server.port)) as raw:
            raw.sendall((f"PATCH {UPLOADS}/{number} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: "
                         + "; ".join(f"{k}={v}" for k, v in self.unit.cookies.items())
                         + f"\r\nX-CSRF-Token: {self.unit.csrf}\r\nIdempotency-Key: cut-in-two\r\n"
                         f"Upload-Offset: 3000\r\nContent-Length: 2000\r\n\r\n").encode()
                        + content[3000:3500])
        told = self.unit.get(f"{UPLOADS}/{number}")
        self.assertEqual((told.json["received"], told.header("upload-offset")), (3000, "3000"))
        wrong = send(self.unit, number, 3500, content[3500:])
        self.assertRefused(wrong, 409, "upload_offset_differs")
        self.assertEqual(wrong.header("upload-offset"), "3000")
        self.assertRefused(send(self.unit, number, 3000, content[3000:] + b"more"), 413,
                           "upload_too_long")
        last = send(self.unit, number, 3000, content[3000:])
        self.assertEqual((last.json["whole"], last.json["hash"]), (True, sm3(content)), last)
        self.assertEqual(remove(self.unit, number).status, 204)

    def test_every_refusal_says_how_to_mend_and_leaves_nothing(self):
        before = self.on_disk()
        bomb = docx(("word/big.xml", b"\0" * (8 << 20)))
        for name, content, status, refusal in (
                ("a.exe", b"MZ", 422, "file_kind_not_allowed"),
                ("无扩展名", pdf(), 422, "file_kind_not_allowed"),
                ("网页.html", b"<html>", 422, "file_kind_not_allowed"),
                ("其实是程序.pdf", b"MZ" + b"0" * 2000, 422, "file_kind_differs"),
                ("其实是文档.jpg", pdf(), 422, "file_kind_differs"),
                ("其实是表格.docx", files.zipped(("[Content_Types].xml", b""),
                                          ("xl/workbook.xml", b"")), 422, "file_kind_differs"),
                ("两面.pdf", pdf() + files.zipped(("a.class", b"x")), 422, "file_two_kinds"),
                ("夹带.png", files.PNG[:8] + b"<script>" + files.PNG[8:], 422, "file_two_kinds"),
                ("半截.pdf", pdf(2000)[:1500], 422, "file_broken"),
                ("宏.docx", docx(("word/vbaProject.bin", b"x")), 422, "archive_unsafe"),
                ("穿越.docx", docx(("../../evil", b"x")), 422, "archive_unsafe"),
                ("炸弹.docx", bomb, 422, "archive_unsafe"),
                ("空.pdf", b"", 422, "file_empty")):
            with self.subTest(name):
                answer = put(self.unit, name, content)
                self.assertRefused(answer, status, refusal)
                self.assertIn("请", answer.json["detail"])
        self.assertRefused(begin(self.unit, "大.pdf", (50 << 20) + 1), 413, "file_too_large")
        self.assertEqual(self.on_disk(), before)
        # A wrong beginning is told with the first bytes, not after fifty megabytes.
        early = begin(self.unit, "大.pdf", 40 << 20).json["id"]
        self.assertRefused(send(self.unit, early, 0, b"MZ" + b"0" * 2000), 422,
                           "file_kind_differs")
        self.assertEqual(self.unit.get(f"{UPLOADS}/{early}").status, 404)

    def test_names_are_text_and_ids_are_no_paths(self):
        number = whole(self.unit, "..\\..\\图\u202e纸\r\n.PDF")
        self.assertEqual(self.unit.get(f"{UPLOADS}/{number}").json["name"], "图纸.PDF")
        stored = self.server.data / "uploads" / number[:2] / number
        self.assertEqual(stored.read_bytes(), pdf())
        self.assertEqual(stored.stat().st_mode & 0o777, 0o600)
        case = self.file_with(self.unit, of_paper(number)).json["case_id"]
        for odd in ("..%2F..%2Fqidi.sqlite", "%2e%2e%2f%2e%2e%2fkeys%2fhead_private.pem", "..", ".",
                    "notes%2F" + number, number[:2] + "%2F" + number, number.upper() + "x",
                    "%00" + number, number + "%00", "%C0%AE%C0%AE/" + number, "*", "x" * 3000):
            for target in (f"{UPLOADS}/{odd}", f"/api/v1/cases/{case}/files/{odd}"):
                with self.subTest(target[:90]):
                    self.assertIn(self.unit.get(target).status, (400, 404))

    def test_nobody_touches_or_hands_in_what_another_brought(self):
        number = whole(self.window)
        self.assertEqual(self.unit.get(f"{UPLOADS}/{number}").status, 404)
        self.assertEqual(send(self.unit, number, 0, b"x").status, 404)
        self.assertEqual(remove(self.unit, number).status, 204)  # not there, to him
        self.assertNotIn(number, self.unit.get(UPLOADS).text)
        stolen = self.file_with(self.unit, of_paper(number))
        self.assertRefused(stolen, 409, "file_unknown", "files")
        self.assertTrue(self.window.get(f"{UPLOADS}/{number}").json["whole"])

    def test_a_file_is_handed_in_once_and_with_one_of_the_papers(self):
        drawing = docx()
        one, two = whole(self.unit), whole(self.unit, "图.docx", drawing)
        half = begin(self.unit, "半.pdf", 500).json["id"]
        for found, status, refusal in (
                (of_paper(half), 409, "file_unfinished"),
                (of_paper("0" * 32), 409, "file_unknown"),
                (of_paper(one, paper="no_such"), 422, "field_invalid"),
                (of_paper(one, paper=""), 422, "field_invalid"),
                (of_paper(one, one), 422, "field_invalid"),
                ([{"file": one, "paper": PAPERS[0], "hash": "0" * 64}], 422, "field_invalid"),
                ([{"file": one, "paper": PAPERS[0], "size": 1}], 422, "field_invalid"),
                (of_paper(*(f"{n:032x}" for n in range(201))), 422, "field_invalid")):
            self.assertRefused(self.file_with(self.unit, found), status, refusal)
        key = client.new_key()
        filed = self.file_with(self.unit, of_paper(one, two), key)
        self.assertEqual(filed.status, 201, filed)
        # The same once more is the same, although its files are handed in by now.
        again = self.file_with(self.unit, of_paper(one, two), key)
        self.assertEqual((again.status, again.json["case_id"], again.json["repeated"]),
                         (201, filed.json["case_id"], True), again)
        self.assertRefused(self.file_with(self.unit, of_paper(one)), 409, "file_taken")
        self.assertRefused(send(self.unit, half, 0, b"MZ" + b"x" * 498), 422, "file_kind_differs")
        self.assertEqual(send(self.unit, one, 0, b"x").status, 404)
        self.assertRefused(remove(self.unit, one), 409, "file_taken")
        body = self.unit.read(f"/api/v1/cases/{filed.json['case_id']}/record")["events"][0]["body"]
        self.assertEqual(body["files"], [
            {"file": one, "hash": sm3(pdf()), "kind": "pdf", "name": "申请表.pdf",
             "paper": PAPERS[0], "size": len(pdf())},
            {"file": two, "hash": sm3(drawing), "kind": "docx", "name": "图.docx",
             "paper": PAPERS[0], "size": len(drawing)}])

    def test_two_acts_at_once_cannot_both_have_it(self):
        number, answers = whole(self.unit), []
        threads = [threading.Thread(target=lambda: answers.append(
            self.file_with(self.unit, of_paper(number)).status)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(answers), [201, 409, 409, 409, 409, 409])

    def test_what_was_handed_in_is_read_by_reach_and_can_do_nothing(self):
        content = pdf(9 << 20)  # streamed; small ones go from memory
        large, small = whole(self.unit, "效果图（终稿）.pdf", content), whole(self.unit)
        place = self.clerk.read("/api/v1/session")
        organ = {"region": place["region"], "department": place["department"]}
        case = self.file_with(self.unit, of_paper(large, small), **organ).json["case_id"]
        listed = self.clerk.read(f"/api/v1/cases/{case}/files")["files"]
        self.assertEqual([(one["id"], one["size"], one["in_package"]) for one in listed],
                         [(large, len(content), False), (small, len(pdf()), False)])
        target = f"/api/v1/cases/{case}/files/"
        for who in (self.unit, self.clerk):
            answer = who.get(target + large)
            self.assertEqual((answer.status, answer.body == content), (200, True))
        self.assertEqual(answer.header("content-type"), "application/pdf")
        self.assertIn("filename*=UTF-8''%E6%95%88%E6%9E%9C%E5%9B%BE%EF%BC%88",
                      answer.header("content-disposition"))
        self.assertTrue(answer.header("content-disposition").startswith("attachment;"))
        self.assertTrue(answer.header("content-security-policy").startswith("sandbox;"))
        self.assertEqual(self.clerk.get(target + small).body, pdf())
        other = self.file_with(self.unit, []).json["case_id"]
        self.assertEqual(self.unit.get(f"/api/v1/cases/{other}/files/{small}").status, 404)
        far = self.person("bclerk1")  # of a banner: the case is not his
        for path in ("/files", f"/files/{small}"):
            self.assertEqual(far.get(f"/api/v1/cases/{case}{path}").status, 404)

    def test_a_result_and_a_refiling_bring_files_and_a_forwarded_package_is_frozen(self):
        def act(who, name, case, **fields):
            tag = who.get(f"/api/v1/cases/{case}").header("etag")
            answer = who.post(f"/api/v1/cases/{case}/{name}", fields, match=tag)
            self.assertEqual(answer.status, 200, answer)
        organ = self.clerk.read("/api/v1/session")
        place = {"region": organ["region"], "department": organ["department"]}
        case = self.file_with(self.unit, [], papers=PAPERS[1:], **place).json["case_id"]
        act(self.clerk, "return_once", case, suggestions="可预约帮办代办", defects=[
            {"paper": PAPERS[0], "fault": "未提交", "mending": "请补充"}])
        act(self.unit, "refile", case, papers=[PAPERS[0]], files=of_paper(whole(self.unit)),
            answers=[{"paper": PAPERS[0], "answer": "已补", "mended": True}])
        act(self.clerk, "accept", case)
        act(self.clerk, "propose", case, outcome="grant")
        act(self.person("head1"), "decide", case, outcome="grant")
        act(self.clerk, "issue", case, document_no="许可1号",
            files=of_paper(whole(self.clerk, "许可证.ofd", files.zipped(("OFD.xml", b""))),
                           paper=""))
        upper = {"power": "plain", "upper_region": "150000", "upper_department": "自治区住建厅"}
        above = self.file_with(self.unit, of_paper(whole(self.unit)), **place,
                               **upper).json["case_id"]
        act(self.clerk, "forward", above)
        told = self.unit.read(f"/api/v1/cases/{above}/files")["files"]
        self.assertEqual([one["in_package"] for one in told], [True])
        told = self.unit.read(f"/api/v1/cases/{case}/files")["files"]
        self.assertEqual([(one["event"], one["paper"], one["kind"]) for one in told],
                         [("refiled", PAPERS[0], "pdf"), ("issued", "", "ofd")])


class Limits(unittest.TestCase):
    def test_quota_scanner_restart_and_an_hour(self):
        """One small server through all that needs options or a restart."""
        data = demonstration_copy()
        scanner = Clamd(data / "clamd")
        words = ("--access-log", "none", "--upload-account-mib", "1", "--scanner",
                 str(data / "clamd"))
        with Served(data, *words) as server:
            unit, window = (client.Client(server.port, as_=who) for who in ("unit", "window"))
            kept, half = whole(unit), begin(unit, "断.pdf", 3000).json["id"]
            send(unit, half, 0, pdf(3000)[:2000])
            answer = begin(unit, "多.pdf", 1 << 20)
            self.assertEqual((answer.status, answer.refusal), (429, "upload_quota_spent"), answer)
            self.assertEqual(begin(window, "别人的.pdf", 1 << 20).status, 201)
            answer = put(unit, "病毒.pdf", pdf(100)[:-7] + b"EICAR-STANDARD" + pdf(100)[-7:])
            self.assertEqual((answer.status, answer.refusal), (422, "file_infected"), answer)
            self.assertIn("Eicar-Test", answer.json["detail"])
            scanner.close()
            number = begin(unit, "未查.pdf", 400).json["id"]
            answer = send(unit, number, 0, pdf(400))
            self.assertEqual((answer.status, answer.refusal), (503, "scanner_unreachable"), answer)
            self.assertEqual(answer.header("upload-offset"), "400")
            refused = unit.post("/api/v1/cases", own_filing(files=of_paper(number)))
            self.assertEqual(refused.refusal, "file_unfinished")
            scanner = Clamd(data / "clamd")
            self.assertTrue(send(unit, number, 400, b"").json["whole"])
            case = unit.post("/api/v1/cases", own_filing(files=of_paper(number))).json["case_id"]
            server.kill()
        with Served(data, *words) as server:  # a kill forgets none, and loses no bytes answered for
            unit = client.Client(server.port, as_="unit")
            told = {one["id"]: one for one in unit.get(UPLOADS).json["uploads"]}
            self.assertEqual((told[half]["received"], told[kept]["whole"]), (2000, True), told)
            self.assertNotIn(number, told)
            self.assertTrue(send(unit, half, 2000, pdf(3000)[2000:]).json["whole"])
            self.assertEqual(unit.get(f"/api/v1/cases/{case}/files/{number}").body, pdf(400))
            server.end()
        self._an_hour_later(data, words, kept)
        scanner.close()
        self._verify_names_what_is_missing_or_altered(data, number, case)

    def _an_hour_later(self, data, words, kept):
        notes = data / "uploads" / "notes"
        for note in notes.iterdir():  # as if they had been there for an hour
            text = note.read_text(encoding="utf-8")
            start = text.index('"touched":') + len('"touched":')
            end = text.index(",", start)
            note.write_text(text[:start] + "1000" + text[end:], encoding="utf-8")
        self.assertTrue((data / "uploads" / kept[:2] / kept).exists())
        with Served(data, *words) as server:
            unit = client.Client(server.port, as_="unit")
            self.assertEqual(unit.get(UPLOADS).json["uploads"], [])
            self.assertFalse((data / "uploads" / kept[:2] / kept).exists())
            server.end()
        self.assertEqual(list(notes.iterdir()), [])

    def _verify_names_what_is_missing_or_altered(self, data, number, case):
        stored = pathlib.Path(data) / "uploads" / number[:2] / number
        self.assertEqual(qidi("verify", "--all", "--data", data).returncode, 0)
        with open(stored, "r+b") as file:
            file.seek(20)
            file.write(b"1")
        with Served(data) as server:  # what differs from the record is told and never sent
            answer = client.Client(server.port).get(f"/api/v1/cases/{case}/files/{number}")
            self.assertEqual((answer.status, answer.refusal), (500, "file_altered"))
            server.end()
        for spoil, kind in ((lambda: None, "file_altered"), (lambda: os.truncate(stored, 5),
                            "file_altered"), (stored.unlink, "file_missing")):
            spoil()
            ran = qidi("verify", "--data", data, check=False)
            self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
            self.assertIn(kind, ran.stdout)
            self.assertIn(case, ran.stdout)


class Clamd:
    """Speaks clamd's INSTREAM on a socket and finds the word that the test virus is known by."""

    def __init__(self, path):
        self.path = str(path)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(self.path)
        self.socket.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            with line, line.makefile("rb") as stream:
                if stream.read(10) != b"zINSTREAM\0":
                    continue
                content = b""
                while size := int.from_bytes(stream.read(4), "big"):
                    content += stream.read(size)
                found = b"EICAR-STANDARD" in content
                line.sendall(b"stream: Eicar-Test FOUND\0" if found else b"stream: OK\0")

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        os.unlink(self.path)


if __name__ == "__main__":
    unittest.main()
