"""A client that holds every answer against the contract, and remembers which operations it called.

It speaks HTTP/1.1 over one connection a thread and opens a new one when the server closed the old.
"""
import atexit
import gzip
import http.client
import itertools
import json
import os
import pathlib
import threading
import time
import urllib.parse

import contract

_numbers = itertools.count(1)
tokens = {}  # port -> the bearer token of the tests' own client there
DEMO_PASSWORD = "Qidi-demo-2022"  # of every login of a demonstration
SESSION, DEVICE = "__Host-qidi-session", "__Host-qidi-device"
called = set()  # (method, template, status) of everything that was asked in this run

if os.environ.get("QIDI_CALLED"):
    # A run in several parts: each adds what it asked, and the last holds all of it against the document.
    _kept = pathlib.Path(os.environ["QIDI_CALLED"])
    if _kept.exists():
        called.update(tuple(one) for one in json.loads(_kept.read_text(encoding="utf-8")))
    atexit.register(lambda: _kept.write_text(json.dumps(sorted(called, key=str)), encoding="utf-8"))


def new_key() -> str:
    return f"test-key-{next(_numbers):08d}"


class Answer:
    """One answer; header names in lower case."""

    def __init__(self, status: int, headers: list, body: bytes):
        self.status = status
        self.headers = {}
        self.cookies = {}  # name -> its whole line, with the attributes
        for name, value in headers:
            self.headers[name.lower()] = value
            if name.lower() == "set-cookie":
                self.cookies[value.split("=")[0]] = value
        self.raw = body
        self.body = gzip.decompress(body) if self.header("content-encoding") == "gzip" else body

    def header(self, name: str) -> str:
        return self.headers.get(name.lower(), "")

    def cookie(self, name: str) -> str:
        """The value of a cookie that the answer set; empty when it set none."""
        return self.cookies.get(name, "=;").split("=", 1)[1].split(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def refusal(self) -> str:
        return self.json["refusal"]

    def __repr__(self):
        return f"{self.status} {self.body[:400]!r}"


class Client:
    """Asks one server: as the tests' own integration client; with `token`, as another one ("":
    nobody); with `as_`, as the person of that login of a demonstration. `strict` off: answers are
    not held against the contract."""

    def __init__(self, port: int, strict: bool = True, timeout: float = 60, as_: str = "",
                 token=None):
        self.port = port
        self.strict = strict
        self.timeout = timeout
        self.token = token
        self.cookies = {}  # sent by hand: they are for TLS only, and loopback has none
        self.csrf = ""
        self._mine = threading.local()
        if as_:
            answer = self.sign_in(as_)
            if answer.status != 200:
                raise AssertionError(f"{as_} could not sign in: {answer!r}")

    def sign_in(self, login: str, password: str = DEMO_PASSWORD, **more) -> "Answer":
        """From now on it asks as that person, when it was right."""
        nobody = {} if self.cookies else {"Authorization": None}
        return self.keep(self.ask("POST", "/api/v1/session",
                                  {"login": login, "password": password, **more}, nobody))

    def keep(self, answer: "Answer") -> "Answer":
        """Takes over the session, where the answer set one."""
        if answer.status == 200 and answer.cookie(SESSION):
            self.csrf = answer.json["csrf"]
            self.cookies.update({name: answer.cookie(name) for name in answer.cookies})
        return answer

    def _identity(self, method: str) -> dict:
        """The headers that say who asks."""
        if self.cookies:
            named = {"Cookie": "; ".join(f"{name}={value}"
                                         for name, value in self.cookies.items())}
            if method not in ("GET", "HEAD", "OPTIONS") and self.csrf:
                named["X-CSRF-Token"] = self.csrf
            return named
        token = tokens.get(self.port, "") if self.token is None else self.token
        return {"Authorization": "Bearer " + token} if token else {}

    def _connection(self):
        if getattr(self._mine, "connection", None) is None:
            self._mine.connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                               timeout=self.timeout)
        return self._mine.connection

    def close(self):
        connection = getattr(self._mine, "connection", None)
        if connection is not None:
            connection.close()
            self._mine.connection = None

    def ask(self, method: str, target: str, body=None, headers=None, query=None) -> Answer:
        """One request. `body`: bytes, or a value to be sent as JSON. Raises OSError and
        http.client.HTTPException as the network gives them."""
        if query:
            target += "?" + urllib.parse.urlencode(query, doseq=True)
        sent = dict(headers or {})
        if "Authorization" not in sent and "Cookie" not in sent:
            sent = {**self._identity(method), **sent}
        sent = {name: value for name, value in sent.items() if value is not None}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode("utf-8")
        if body is not None and "Content-Type" not in sent:
            sent["Content-Type"] = "application/json"
        answer = self._exchange(method, target, body, sent)
        path = urllib.parse.unquote(target.split("?")[0])
        template, _ = contract.operation_of(method, target.split("?")[0])
        called.add((method, template, answer.status))
        if self.strict:
            faults = contract.faults_of_answer(method, target.split("?")[0], answer)
            if faults:
                raise AssertionError(f"{method} {path}: {answer!r}\n  " + "\n  ".join(faults))
        return answer

    def _exchange(self, method, target, body, headers) -> Answer:
        connection = self._connection()
        try:
            connection.request(method, target, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.getheaders(), response.read())
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        if response.will_close:
            self.close()
        return answer

    def get(self, target: str, headers=None, **query) -> Answer:
        return self.ask("GET", target, headers=headers,
                        query={name: value for name, value in query.items() if value is not None})

    def post(self, target: str, body=None, key=None, match=None, headers=None) -> Answer:
        """A write with a key of its own unless one is given ("" sends none)."""
        sent = dict(headers or {})
        key = new_key() if key is None else key
        if key:
            sent["Idempotency-Key"] = key
        if match is not None:
            sent["If-Match"] = match
        return self.ask("POST", target, {} if body is None else body, sent)

    def read(self, target: str, **query):
        """The JSON of a question that has to be answered."""
        answer = self.get(target, **query)
        if answer.status != 200:
            raise AssertionError(f"GET {target} {query}: {answer!r}")
        return answer.json

    def wait_until_quiet(self):
        """Until the server's daily round has written down what time has done: it begins with the
        server, and what rests on the record changes meanwhile."""
        known, since, end = None, time.monotonic(), time.monotonic() + 120
        while time.monotonic() < end:
            size = self.read("/api/v1/site")["log_size"]
            if size != known:
                known, since = size, time.monotonic()
            elif time.monotonic() - since > 1:
                return
            time.sleep(0.1)
        raise AssertionError("the record never came to rest")

    def pages(self, target: str, limit: int = 50, **query) -> list:
        """All rows of a list, page by page."""
        rows, cursor = [], None
        while True:
            page = self.read(target, limit=limit, cursor=cursor, **query)
            rows += page["rows"]
            cursor = page["next"]
            if cursor is None:
                return rows
