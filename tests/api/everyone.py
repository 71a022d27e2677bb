"""Everyone who may ask a demonstration: its people by their roles, integration clients by their
scopes, and nobody; and what each act owes before anyone looks at who asks."""
import unittest

import client
from serving import Served, demonstration_copy, qidi

LEADERS = "office superior leader government"
STAFF = f"clerk1 head1 bclerk1 window {LEADERS}"
CASEWORK = f"{STAFF} unit agent"
ADMINISTRATORS = "sysadmin secadmin auditor"
PEOPLE = f"{CASEWORK} {ADMINISTRATORS}"
CLIENTS = "client:read client:act client:import"
EVERYONE = f"{PEOPLE} {CLIENTS} nobody"

PASSWORD = "Tulip-9-Kettle-rowing"  # of people whom the tests themselves enter

DAY, TEXT = "2099-12-31", "某事由"
# What an act cannot be read without: before that nobody looks at who asks.
OWED = {"accept_on_promise": {"signed_by": TEXT, "fulfil_by": DAY},
        "accept_with_gap": {"signed_by": TEXT, "fulfil_by": DAY},
        "adopt_from_ledger": None, "undo_import": None,  # no acts of people, whatever they send
        "ask_extension": {"days": 3},
        "ask_opinion": {"region": "150100", "department": TEXT, "question": TEXT, "basis": TEXT,
                        "days": 3},
        "give_opinion": {"view": "agree"}, "withdraw_opinion": {"reason": TEXT},
        "ask_more": {"answer_by": DAY}, "assign": {"officer": TEXT},
        "break_obligation": {"finding": TEXT}, "check_site": {"finding": TEXT},
        "close_unanswered": {"rule": TEXT}, "confirm_receipt": {"writ": "1"},
        "deliver": {"writ": "1", "way": "mail", "receiver": TEXT}, "decide": {"outcome": "grant"},
        "correct": {"field": "project_name", "value": TEXT},
        "extend": {"days": 3}, "forward": {"department": TEXT}, "hand_over": {"officer": TEXT},
        "issue": {"document_no": TEXT}, "not_accept": {"reason": TEXT}, "pause": {"days": 3},
        "propose": {"outcome": "grant"}, "rate": {"grade": "fair"},
        "supplement_rating": {"text": TEXT},
        "call_back": {"finding": TEXT, "mended": TEXT, "unit_word": TEXT},
        "remove": {"basis": TEXT},
        "reopen": {"finding": TEXT, "cause": TEXT, "mode": "decide_again"},
        "transfer": {"region": "150100", "department": TEXT, "officer": TEXT},
        "ask_agreement": None}  # comes about by asking for an act that takes two people


class EveryoneTest(unittest.TestCase):
    """One demonstration for all, and a client for everyone who may ask it."""
    server = None

    @classmethod
    def setUpClass(cls):
        if EveryoneTest.server is None:
            EveryoneTest.begin()

    @classmethod
    def end(cls):
        server, EveryoneTest.server = EveryoneTest.server, None
        server.end()

    @classmethod
    def begin(cls):
        data = demonstration_copy()
        tokens = {}
        for scope in ("read", "act", "import"):
            added = qidi("token", "add", f"only-{scope}", "--scope", scope, "--data", data)
            tokens[f"client:{scope}"] = added.stdout.split()[-1]
        cls.server = Served(data, "--access-log", "none")
        unittest.addModuleCleanup(EveryoneTest.end)
        cls.asks = client.Client(cls.server.port)  # sees everything
        cls.asks.wait_until_quiet()
        cls.who = {login: client.Client(cls.server.port, as_=login) for login in PEOPLE.split()
                   if login != "agent"}
        # No demonstration has one: helps the units of the window's region.
        cls.new_person("agent", "help_agent", region="150100")
        cls.who["agent"] = client.Client(cls.server.port, token="")
        cls.who["agent"].sign_in("agent", PASSWORD)
        cls.who |= {name: client.Client(cls.server.port, token=token)
                    for name, token in tokens.items()}
        cls.who["nobody"] = client.Client(cls.server.port, token="")
        cls.session = {login: cls.who[login].read("/api/v1/session") for login in PEOPLE.split()}
        cls.regions = {one["code"]: one["name"]
                       for one in cls.asks.read("/api/v1/catalogue")["regions"]}

    @classmethod
    def new_person(cls, login: str, role: str, **more) -> str:
        """Enters somebody as the administrators do; he has PASSWORD. Gives the account's id."""
        told = cls.who["sysadmin"].post("/api/v1/accounts",
                                        {"login": login, "name": f"某{login}", **more}).json
        account = told["account"]["id"]
        cls.change("secadmin", account, "grant_role", role=role)
        person = client.Client(cls.server.port, token="")
        person.sign_in(login, told["first_password"])
        done = person.post("/api/v1/session/password",
                           {"old": told["first_password"], "new": PASSWORD})
        if done.status != 200:
            raise AssertionError(f"{login}: {done!r}")
        return account

    @classmethod
    def change(cls, login: str, account: str, change: str, **fields):
        done = cls.who[login].post(f"/api/v1/accounts/{account}/{change}", fields)
        if done.status != 200:
            raise AssertionError(f"{change}: {done!r}")

    def setUp(self):
        self.whole = self.asks.pages("/api/v1/ledgers/all", limit=200)
