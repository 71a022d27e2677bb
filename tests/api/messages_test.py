"""Notices over HTTP, by mail, by webhook and in a calendar: who is told, exactly once in the page,
at least once under one id outside, whatever fails in between. Clauses N5, N9, N11;
docs/decisions/0013; reliability.md R39."""
import collections
import hmac
import json
import re
import subprocess
import time
import unittest

import client
from casework import own_filing
from post_office import MailServer, WebhookServer, certificate
from serving import DEMO_DAY, Served, demonstration_copy, fresh, qidi

ODD_NAME = "风电\r\nBcc: thief@example.test\r\n\r\n二期"  # what a header must not take over
NOW = DEMO_DAY + "T10:00:00+08:00"  # a Monday in office hours


def sm3_hmac(secret: str, text: bytes) -> str:
    """By the openssl program, so that nothing of ours checks itself."""
    made = subprocess.run(["openssl", "dgst", "-sm3", "-mac", "HMAC", "-macopt",
                           "hexkey:" + secret.encode().hex()],
                          input=text, capture_output=True, check=True)
    return made.stdout.decode().split("= ")[1].strip()


class Messages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = demonstration_copy()
        pem, key = certificate(cls.data)
        cls.mail, cls.hook = MailServer(tls=(pem, key)), WebhookServer()
        cls.addClassCleanup(cls.mail.close)
        cls.addClassCleanup(cls.hook.close)
        (cls.data / "post.toml").write_text(
            'site = "https://qidi.example.test/"\n'
            f'[mail]\nserver = "smtp://localhost:{cls.mail.port}"\nfrom = "qidi@example.test"\n'
            f'ca_file = "{pem}"\n'
            '[webhooks]\nprivate_hosts = ["127.0.0.1"]\n', encoding="utf-8")
        cls.begin()
        cls.addClassCleanup(lambda: cls.server.end())
        cls.organ = {name: cls.who["clerk1"].read("/api/v1/session")[name]
                     for name in ("region", "department")}
        cls.settle()
        for login in ("clerk1", "head1", "unit"):
            cls.write("sysadmin", f"accounts/demo-{login}/change",
                      {"email": f"{login}@example.test"})

    @classmethod
    def begin(cls):
        cls.server = Served(cls.data, "--access-log", "none", now=NOW)
        cls.who = {login: client.Client(cls.server.port, as_=login)
                   for login in ("clerk1", "head1", "unit", "sysadmin", "office")}

    @classmethod
    def settle(cls):
        """Until the first round has told what the demonstration had to tell: once the office is
        told anything the day's round is under way, and what is filed then is told after it."""
        cls.who["office"].wait_until_quiet()
        while not cls.who["office"].read("/api/v1/notices")["notices"]:
            time.sleep(0.2)
        cls.told("clerk1", cls.file("开始"), "filed")

    @classmethod
    def write(cls, login: str, target: str, body: dict, **more) -> client.Answer:
        if body is None:
            answer = cls.who[login].ask("POST", "/api/v1/" + target,
                                        headers={"Idempotency-Key": client.new_key()})
        else:
            answer = cls.who[login].post("/api/v1/" + target, body, **more)
        if answer.status >= 300:
            raise AssertionError(f"{login} {target}: {answer!r}")
        return answer

    def act(self, login: str, case: str, name: str, **fields):
        tag = self.who[login].get(f"/api/v1/cases/{case}").header("etag")
        self.write(login, f"cases/{case}/{name}", fields, match=tag)

    @classmethod
    def file(cls, name: str) -> str:
        return cls.write("unit", "cases", own_filing(project_name=name, **cls.organ)
                         ).json["case_id"]

    @classmethod
    def told(cls, login: str, case: str, kind: str, patience: float = 30) -> list:
        """The notices of a kind about a case, once there is one."""
        until = time.monotonic() + patience
        while True:
            found = [one for one in cls.who[login].read("/api/v1/notices")["notices"]
                     if (one["case_id"], one["kind"]) == (case, kind)]
            if found or time.monotonic() > until:
                return found
            time.sleep(0.2)

    def test_1_an_act_is_told_once_in_the_page_and_by_mail_to_whom_it_concerns(self):
        case = self.file(ODD_NAME)
        self.act("clerk1", case, "accept", notice_no="受1")
        self.assertEqual(len(self.told("unit", case, "accepted")), 1)
        self.assertEqual(len(self.told("clerk1", case, "filed")), 1)
        self.assertEqual(self.told("office", case, "filed", patience=0), [])
        mails = self.mail.wait_for(3)
        sent = collections.Counter((tuple(to), str(mail["Subject"]).split("：")[0])
                                   for to, mail, _ in mails)
        self.assertEqual(sent, {(("clerk1@example.test",), "【起底】新收到一件申报"): 1,
                                (("head1@example.test",), "【起底】新收到一件申报"): 1,
                                (("unit@example.test",), "【起底】您的申请已受理"): 1})
        for to, mail, secure in mails:
            self.assertTrue(secure, "STARTTLS was offered and needed")
            self.assertEqual(mail.keys(), ["Date", "From", "To", "Message-ID", "Subject",
                                           "Auto-Submitted", "MIME-Version", "Content-Type",
                                           "Content-Transfer-Encoding"], "no header but ours")
            self.assertEqual(mail["To"].addresses[0].addr_spec, to[0])
            self.assertIn("风电", str(mail["Subject"]))
            self.assertTrue(all(len(line) <= 78 for line in mail.raw.split(b"\r\n")))
            self.assertIn(f"https://qidi.example.test/cases/{case}", mail.get_content())
        self.assertEqual(len({mail["Message-ID"] for _, mail, _ in mails}), 3)

    def test_2_a_mail_server_that_is_down_loses_and_doubles_nothing(self):
        self.mail.refuses = True
        before = len(self.mail.read())
        case = self.file("停机项目")
        self.assertEqual(len(self.told("head1", case, "filed")), 1)
        until = time.monotonic() + 30
        failing = []
        while len(failing) < 2 and time.monotonic() < until:
            failing = self.who["sysadmin"].read("/api/v1/webhooks")["failing"]
            time.sleep(0.2)
        self.assertEqual({(one["target"], one["state"]) for one in failing},
                         {("clerk1", "waiting"), ("head1", "waiting")})
        self._sent_again(failing)
        # Killed and begun again in the middle of it.
        self.server.kill()
        type(self).begin()
        self.mail.refuses = False
        mails = self.mail.wait_for(before + 2)[before:]
        self.assertEqual(sorted(to[0] for to, _, _ in mails),
                         ["clerk1@example.test", "head1@example.test"])
        for login in ("clerk1", "head1"):
            self.assertEqual(len(self.told(login, case, "filed")), 1)

    def _sent_again(self, failing: list):
        """From the first try on, at once, recorded with whoever asked; under the id that it had, so
        that what is sent again comes once (the mails are counted below)."""
        target, one = "/api/v1/deliveries/send-again", {"deliveries": [failing[0]["number"]]}
        asks = self.who["sysadmin"]
        for _ in range(2):  # the answer was lost: the same once more does nothing twice
            self.assertEqual(self.write("sysadmin", "deliveries/send-again", one, key="send-again-1").json,
                             {"sent_again": 1})
        self.assertEqual(self.write("sysadmin", "deliveries/send-again", {}).json, {"sent_again": 2})
        self.assertEqual(self.write("sysadmin", "deliveries/send-again",
                                    {"deliveries": [999_999]}).json, {"sent_again": 0})
        for wrong in ([], [0], ["1"], 5, list(range(1, 1002))):
            answer = asks.post(target, {"deliveries": wrong})
            self.assertEqual((answer.status, answer.json["field"]), (422, "deliveries"), answer)
        self.assertEqual([(event["actor"], len(event["body"]["deliveries"]))
                          for event in self.recorded("post")],
                         [("demo-sysadmin", 1), ("demo-sysadmin", 2)])

    @classmethod
    def recorded(cls, stream: str) -> list:
        lines = qidi("record", "export", "--data", cls.data, "--format", "jsonl").stdout.splitlines()
        events = [json.loads(line) for line in lines]
        return [event for event in events if event["stream"] == stream]

    def test_3_a_webhook_is_signed_and_tried_again_under_the_same_id(self):
        url = f"http://127.0.0.1:{self.hook.port}/qidi"
        made = self.write("sysadmin", "webhooks", {"name": "省平台", "url": url}, key="hook-key-1")
        secret = made.json["secret"]
        again = self.write("sysadmin", "webhooks", {"name": "省平台", "url": url}, key="hook-key-1")
        self.assertEqual((again.json["secret"], again.json["webhook"]),
                         (None, made.json["webhook"]), "shown once")
        self.hook.answers = [302, 200]
        case = self.file("回调项目")
        calls = self.hook.wait_for(2)
        self.assertEqual([(path, status) for path, _, _, status in calls],
                         [("/qidi", 302), ("/qidi", 200)], "no redirect is followed")
        for _, headers, body, _ in calls:
            text = headers["Qidi-Timestamp"].encode() + b"." + body
            signed = dict(part.split("=") for part in headers["Qidi-Signature"].split(", "))
            self.assertEqual(signed, {"sha256": hmac.new(secret.encode(), text, "sha256").hexdigest(),
                                      "sm3": sm3_hmac(secret, text)})
        self.assertEqual(calls[0][1]["Qidi-Id"], calls[1][1]["Qidi-Id"])
        self.assertEqual(calls[0][2], calls[1][2])
        self.assertIn(f'"case_id":"{case}"', calls[0][2].decode().replace(" ", ""))
        known = self.who["sysadmin"].read("/api/v1/webhooks")["webhooks"]
        self.assertNotIn("secret", known[0])
        gone = self.who["sysadmin"].ask("DELETE", f"/api/v1/webhooks/{known[0]['id']}",
                                        headers={"Idempotency-Key": client.new_key()})
        self.assertEqual(gone.status, 204, gone)

    def test_4_a_webhook_does_not_reach_into_the_own_network(self):
        for url in ("https://10.0.0.1/", "https://127.0.0.2/", "https://[::1]/", "http://x.test/",
                    "https://[::ffff:127.0.0.1]/", "https://167772161/", "https://0x0a.1/",
                    "file:///etc/passwd", "gopher://x.test/", "https://a:b@x.test/", "",
                    "https://169.254.169.254/latest"):
            with self.subTest(url):
                answer = self.who["sysadmin"].post("/api/v1/webhooks", {"name": "内网", "url": url})
                self.assertEqual((answer.status, answer.json["field"]), (422, "url"), answer)

    def test_5_what_is_read_is_read_and_what_is_chosen_is_obeyed(self):
        head = self.who["head1"]
        page = head.read("/api/v1/notices", limit=3)
        self.assertEqual(len(page["notices"]), 3)
        self.assertEqual(page["unread"], head.read("/api/v1/notices/unread")["unread"])
        rest = head.read("/api/v1/notices", limit=3, before=page["next"])["notices"]
        self.assertGreater(page["notices"][-1]["number"], rest[0]["number"])
        newest = page["notices"][0]["number"]
        self.write("head1", f"notices/{newest}/read", None)
        self.assertTrue(head.read("/api/v1/notices", limit=1)["notices"][0]["read"])
        self.assertNotEqual(head.read("/api/v1/notices", unread="true")["notices"][0]["number"],
                            newest)
        self.write("head1", "notices/read", {"up_to": newest})
        self.assertEqual(head.read("/api/v1/notices/unread"), {"unread": 0})
        self.assertGreater(self.who["clerk1"].read("/api/v1/notices/unread")["unread"], 0)
        for login, group in (("office", "escalation"), ("clerk1", "work"), ("clerk1", "deadline")):
            found = self.who[login].read("/api/v1/notices", group=group)["notices"]
            self.assertEqual({one["group"] for one in found}, {group})

        before = len(self.mail.read())
        put = head.ask("PUT", "/api/v1/notice-choices", {"by_mail": ["deadline"]},
                       {"Idempotency-Key": client.new_key()})
        self.assertEqual([one["group"] for one in put.json["groups"] if one["by_mail"]],
                         ["deadline"])
        case = self.file("不寄项目")
        self.assertEqual(len(self.told("head1", case, "filed")), 1, "in the page always")
        mails = self.mail.wait_for(before + 1)[before:]
        self.assertEqual([to for to, _, _ in mails], [["clerk1@example.test"]])

    def test_6_due_days_come_as_a_calendar_under_a_secret_address(self):
        nobody = client.Client(self.server.port, token="")
        path = self.write("clerk1", "calendar-feed", None).json["path"]
        answer = nobody.get(path)
        self.assertEqual((answer.status, answer.header("content-type")),
                         (200, "text/calendar; charset=utf-8"))
        lines = answer.raw.split(b"\r\n")
        self.assertTrue(all(len(line) <= 75 for line in lines))
        unfolded = answer.text.replace("\r\n ", "").split("\r\n")
        events = "\n".join(unfolded).split("BEGIN:VEVENT\n")[1:]
        session = self.who["clerk1"].read("/api/v1/session")
        rows = self.who["clerk1"].pages("/api/v1/ledgers/pending", officer=session["name"],
                                        department=session["department"])
        due = {row["case_id"]: row["due"] for row in rows if row["due"]}
        self.assertGreater(len(due), 0)
        told = {}
        for event in events:
            fields = dict(re.split(r":", line, maxsplit=1) for line in event.strip().split("\n")
                          if ":" in line)
            digits = fields["DTSTART;VALUE=DATE"]
            told[fields["UID"].removesuffix("@qidi")] = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
            self.assertIn("BEGIN:VALARM", event)
        self.assertEqual(told, due)
        self.assertEqual([unfolded[0], unfolded[-2]], ["BEGIN:VCALENDAR", "END:VCALENDAR"])
        second = self.write("clerk1", "calendar-feed", None).json["path"]
        self.assertEqual(nobody.get(path).status, 404, "a new address makes the old one void")
        gone = self.who["clerk1"].ask("DELETE", "/api/v1/calendar-feed",
                                      headers={"Idempotency-Key": client.new_key()})
        self.assertEqual((gone.status, nobody.get(second).status), (204, 404))

    def test_7_a_password_never_goes_in_the_clear_and_a_mistyped_setting_is_told(self):
        for text, told in (('[mail]\nserver = "smtp://x.test:25"\nfrom = "a@x.test"\n'
                            'user = "a"\npassword = "b"\nstarttls = "offered"\n', "明文"),
                           ('[mail]\nsever = "smtp://x.test"\n', "sever"),
                           ('[mail\n', "TOML"), ('[mail]\nserver = 25\n', "文字")):
            data = demonstration_copy()
            (data / "post.toml").write_text(text, encoding="utf-8")
            with self.subTest(told), self.assertRaisesRegex(AssertionError, told):
                Served(data, "--access-log", "none").end()

    def test_8_a_person_changes_his_own_address_and_the_record_holds_a_seal_of_it(self):
        """Telephone numbers and addresses of accounts stood in their events, in every export and
        copy of the record, for ever."""
        unit, place = self.who["unit"], "/api/v1/own-contact"
        self.assertEqual(unit.read(place), {"phone": "", "email": "unit@example.test"})
        new = {"phone": "0471-4861234", "email": "moved@example.test"}

        def put(body, key=None):
            return unit.ask("PUT", place, body, {"Idempotency-Key": key or client.new_key()})
        for wrong, field in (({"phone": "12"}, "phone"), ({"email": "a@b\r\nBcc: c@d"}, "email"),
                             ({"email": "two@x.test,three@x.test"}, "email")):
            answer = put({**new, **wrong})
            self.assertEqual((answer.status, answer.json["field"]), (422, field), answer)
        self.assertEqual(put({"phone": ""}).json["field"], "email")
        for _ in range(2):
            self.assertEqual(put(new, key="moved-only-once").json, new)
        self.assertEqual(put({**new, "phone": ""}, key="moved-only-once").refusal, "command_id_reused")
        self.assertEqual(put(new).json, new)  # so already: nothing happens
        self.assertEqual(unit.read("/api/v1/notice-choices")["email"], new["email"])
        before = len(self.mail.read())
        self.act("clerk1", self.file("搬家项目"), "accept", notice_no="受2")
        mails = self.mail.wait_for(before + 3)[before:]
        self.assertIn(["moved@example.test"], [to for to, _, _ in mails])
        self.server.kill()
        type(self).begin()
        self.assertEqual(self.who["unit"].read(place), new)
        events = self.recorded("account/demo-unit")
        self.assertEqual([event["kind"] for event in events].count("contact_changed"), 1)
        self.assertEqual(sorted(events[-1]["body"]), ["email_seal", "phone_seal"])
        # Nor what an administrator enters, nor the command line.
        data = fresh("console")
        qidi("user", "add", "someone", "--name", "某人", "--role", "system_admin", "--phone",
             "13812345678", "--email", "someone@example.test", "--data", data)
        for folder in (self.data, data):
            text = qidi("record", "export", "--data", folder, "--format", "jsonl").stdout
            for clear in (*new.values(), "clerk1@", "unit@", "someone@", "13812345678"):
                self.assertFalse(clear in text, clear)
            self.assertEqual(qidi("verify", "--all", "--data", folder).returncode, 0)
        told = json.loads(qidi("user", "list", "--data", data, "--format", "json").stdout)
        self.assertEqual((told[0]["phone"], told[0]["email"]),
                         ("13812345678", "someone@example.test"))


if __name__ == "__main__":
    unittest.main()
