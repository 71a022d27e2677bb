"""The register of organs and the table of regions: what only cases name is unverified until it is
confirmed, nothing is closed while it holds cases, all of it is there after a restart. N1; GB/T 2260."""
import json
import unittest

import client
from casework import CLERK, UNIT, act, filing
from serving import Served, demonstration_copy, qidi

REGISTER, REGIONS = "/api/v1/organ-register", "/api/v1/regions"


class Organs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = demonstration_copy()
        cls.server = Served(cls.data, "--access-log", "none")
        cls.addClassCleanup(lambda: cls.server.end())
        cls.asks = client.Client(cls.server.port, as_="sysadmin")

    def act(self, act: str, key=None, **fields) -> client.Answer:
        return self.asks.post(f"{REGISTER}/{act}", fields, key=key)

    def assertRefused(self, answer, status: int, refusal: str, field: str = ""):
        self.assertEqual((answer.status, answer.json.get("refusal")), (status, refusal), answer)
        if field:
            self.assertEqual(answer.json["field"], field)

    def of(self, which: str, limit=500, **query) -> dict:
        """All pages of a list by region and name; no name comes twice."""
        found, cursor = [], {}
        while cursor is not None:
            page = self.asks.read(REGISTER, list=which, limit=limit, **query, **cursor)
            self.assertLessEqual(len(page["organs"]), limit)
            found += page["organs"]
            cursor = {"cursor": page["next"]} if page["next"] else None
        self.assertEqual(len(found), page["total"])
        self.assertEqual({one["list"] for one in found} - {which}, set())
        names = [(one["region"], one["department"]) for one in found]
        self.assertEqual(names, sorted(set(names)))
        return dict(zip(names, found))

    def offered(self, region: str) -> list:
        """The departments among which a filing chooses."""
        everybody = client.Client(self.server.port)
        return [one["department"] for one in everybody.read("/api/v1/organs", region=region)["organs"]]

    def test_a_name_of_cases_is_confirmed_and_closed_only_when_it_holds_none(self):
        unverified = self.of("unverified")
        (region, name), held = next(item for item in unverified.items() if item[1]["open"] > 0)
        entry = {"region": region, "department": name, "line": "水利", "source": "三定规定",
                 "from": "2019-01-01", "ranked": "no"}
        self.assertRefused(self.act("verify", **{**entry, "source": ""}), 422, "field_missing",
                           "source")
        done = self.act("verify", key="verify-it-once", **entry)
        self.assertEqual(done.json, {"events": ["organ_verified"], "repeated": False})
        again = self.act("verify", key="verify-it-once", **entry)
        self.assertEqual(again.json, {"events": ["organ_verified"], "repeated": True})
        self.assertRefused(self.act("add", key="verify-it-once", **entry), 422, "command_id_reused")
        self.assertRefused(self.act("add", **{**entry, "line": "林草"}), 409, "organ_exists")
        self.assertEqual(self.act("change", **{**entry, "line": "林草"}).json["events"],
                         ["organ_changed"])
        self.assertEqual(self.act("change", **{**entry, "line": "林草"}).json["events"], [])
        self.assertNotIn((region, name), self.of("unverified"))
        now = self.of("registered")[region, name]
        self.assertEqual((now["line"], now["ranked"], now["in_force"], now["open"]),
                         ("林草", False, True, held["open"]))
        closing = {"region": region, "department": name, "reason": "机构改革"}
        refused = self.act("close", **closing)
        self.assertRefused(refused, 409, "organ_holds_cases", "department")
        self.assertIn(f"（{held['open']} 件）", refused.json["detail"])
        # One without cases: entered, closed, and then it stays so.
        new = {"region": region, "department": "新设某局", "source": "某文件"}
        self.assertEqual(self.act("add", **new).status, 200)
        closing["department"] = "新设某局"
        self.assertIn("新设某局", self.offered(region))
        self.assertRefused(self.act("close", **{**closing, "reason": ""}), 422, "field_missing",
                           "reason")
        self.assertRefused(self.act("close", **{**closing, "last_day": "2099-01-01"}), 422,
                           "day_in_future", "last_day")
        closing["last_day"] = "2022-10-01"  # in force to the end of it
        self.assertEqual(self.act("close", **closing).json["events"], ["organ_closed"])
        self.assertNotIn("新设某局", self.offered(region))
        self.assertIn(name, self.offered(region))
        self.assertRefused(self.act("close", **closing), 409, "organ_closed")
        self.assertRefused(self.act("change", **new), 409, "organ_closed")
        self.assertRefused(self.act("close", **{**closing, "department": "没有的局"}), 404,
                           "unknown_organ")
        # Another name of the one that is registered; into a closed one, or none, nothing is merged.
        for into, refusal in (("新设某局", "organ_closed"), ("没有的局", "unknown_organ")):
            self.assertIn(self.act("merge", region=region, department="别名", into=into,
                                   reason="同一部门").refusal, refusal)
        self.assertEqual(self.act("merge", region=region, department="别名", into=name,
                                  reason="同一部门").json["events"], ["organ_merged"])
        self.assertRefused(self.act("add", region="999999", department="某局", source="某文件"), 422,
                           "unknown_region", "region")
        self.assertEqual(self.act("odd").status, 404)

    def test_a_long_list_is_cut_by_the_server_and_many_names_are_confirmed_at_once(self):
        """All 682 departments of a region's sheets came in one answer, and were confirmed one by one."""
        asks = client.Client(self.server.port)
        for number in range(7):
            filed = filing(f"many-{number}", region="150900", department=f"某{number}局")
            self.assertEqual(asks.post("/api/v1/cases", filed).status, 201)
        here = {"region": "150900", "q": "某"}
        names = list(self.of("unverified", limit=3, **here))
        self.assertEqual(names, [("150900", f"某{number}局") for number in range(7)])
        self.assertEqual(list(self.of("unverified", q="乌兰察布 某3", region="150000")), [names[3]])
        self.assertEqual(self.of("unverified", q="某", region="150000", below="false"), {})
        for wrong in ({"list": "odd"}, {"limit": 501}, {"region": "999999"}, {"cursor": "odd"},
                      {"below": "odd"}, {"q": "x" * 101}):
            self.assertEqual(self.asks.get(REGISTER, **wrong).status, 400, wrong)
        # One of them is entered meanwhile: told what failed, the others are done.
        self.assertEqual(self.act("add", region="150900", department="某2局", source="某文件").status, 200)
        organs = [{"region": region, "department": name}
                  for region, name in [*names, ("999999", "没有的地区的局")]]
        def confirm(key=None, asks=self.asks, **fields):
            body = {"organs": organs, "source": "三定规定", **fields}
            return asks.post("/api/v1/organ-confirmations", body, key=key)
        for key in ("confirm-them-once", "confirm-them-once"):
            done = confirm(key=key).json
            self.assertEqual((done["done"], done["refused"]), (6, 2), done)
            self.assertEqual([one["refusal"] for one in done["results"]],
                             ["", "", "organ_exists", "", "", "", "", "unknown_region"])
        self.assertEqual(self.of("unverified", **here), {})
        self.assertEqual(self.of("registered", **here)["150900", "某6局"]["source"], "三定规定")
        self.assertEqual({one["refusal"] for one in confirm(source="").json["results"]},
                         {"field_missing"})
        for wrong in ({"organs": []}, {"organs": "x"}, {"organs": [1]}, {"organs": organs * 63},
                      {"organs": [{"region": "150900", "name": "x"}]}, {"ranked": "perhaps"}):
            self.assertIn(confirm(**wrong).status, (400, 422), wrong)
        for login in ("secadmin", "auditor", "clerk1"):
            other = confirm(asks=client.Client(self.server.port, as_=login))
            self.assertRefused(other, 403, "not_permitted")

    def test_acts_name_departments_that_the_register_holds_once_a_region_has_entered_its_own(self):
        """The register said which departments a filing is offered, and bound nobody: any name could
        be filed to, forwarded to or asked, and stood in ledgers as a department of its own."""
        asks, region = client.Client(self.server.port), "150600"  # nothing of it is entered yet
        def file(case, **fields):
            return asks.post("/api/v1/cases", filing(case, region=region, **fields))
        self.assertEqual(file("free", department="随便局").status, 201)
        for name in ("某住建局", "某水利局", "某老局"):
            self.act("add", region=region, department=name, source="三定规定")
        self.act("close", region=region, department="某老局", reason="机构改革",
                 last_day="2022-10-01")
        self.act("merge", region=region, department="某建设局", into="某住建局", reason="同一部门")
        self.assertEqual(self.offered(region), ["某住建局", "某水利局"])
        self.assertRefused(file("bound", department="随便局"), 404, "unknown_organ", "department")
        self.assertRefused(file("bound", department="某老局"), 409, "organ_closed", "department")
        merged = file("bound", department="某建设局")
        self.assertRefused(merged, 409, "organ_closed", "department")
        self.assertIn("应为 某住建局", merged.json["detail"])
        upper = {"power": "plain", "upper_region": region, "upper_department": "没有的局"}
        self.assertRefused(file("bound", department="某住建局", **upper), 404, "unknown_organ",
                           "upper_department")
        clerk = {**CLERK, "region": region, "department": "某住建局"}
        case = {"department": "某住建局", **upper, "upper_department": "某水利局"}
        self.assertEqual(file("bound", **case).status, 201)
        for name, fields in (("forward", {}), ("transfer", {"officer": "某人", "agreed_by": "某负责人"}),
                             ("ask_opinion", {"question": "请提出意见", "basis": "某条例第一条",
                                              "days": 5})):
            who = {**clerk, "role": "head"} if name == "transfer" else clerk
            answer = act(asks, "bound", name, who, region=region, department="没有的局", **fields)
            self.assertRefused(answer, 404, "unknown_organ", "department")
            self.assertIn("没有的局", answer.json["detail"])
        self.assertEqual(act(asks, "bound", "forward", clerk).status, 200)
        self._joint(asks)
        # What a sheet brings is kept: it is unverified until somebody confirms it.
        self.server.end()
        sheet = self.data.parent / "sheet.csv"
        sheet.write_text("项目名称,地区,部门,事项,收件日期\n"
                         "某项目,150600,表上的局,建筑工程施工许可,2022-09-01\n", encoding="utf-8")
        brought = qidi("import", "ledger", sheet, "--data", self.data, "--format", "json")
        self.assertIn('"adopted": 1', brought.stdout.replace('":1', '": 1'))
        # The command line's acts are bound as well.
        line = {"command_id": "line-1", "act": "file", "case": "line", "actor": UNIT,
                "project_name": "某项目", "matter": "construction_permit", "region": region,
                "department": "随便局"}
        ran = qidi("act", "--data", self.data, stdin=json.dumps(line) + "\n", check=False)
        self.assertIn("unknown_organ", ran.stdout)
        type(self).server = Served(self.data, "--access-log", "none")
        type(self).asks = client.Client(self.server.port, as_="sysadmin")
        self.assertIn((region, "表上的局"), self.of("unverified"))

    def test_nobody_becomes_a_clerk_of_a_department_that_the_register_does_not_hold(self):
        """An account of a misspelt department was opened and given its post, and saw no case."""
        region, who = "150700", client.Client(self.server.port, as_="secadmin")
        def account(login, department):
            opened = self.asks.post("/api/v1/accounts", {
                "login": login, "name": "某人", "region": region, "department": department})
            self.assertEqual(opened.status, 201, opened)
            return opened.json["account"]["id"]
        def grant(account, role):
            return who.post(f"/api/v1/accounts/{account}/grant_role", {"role": role})
        # A region that has entered nothing yet binds nobody: accounts come before the register.
        self.assertEqual(grant(account("organ-free", "随便局"), "clerk").status, 200)
        self.assertEqual(self.act("add", region=region, department="某林草局",
                                  source="三定规定").status, 200)
        wrong = account("organ-wrong", "某林業局")
        for role in ("clerk", "head", "superior"):
            refused = grant(wrong, role)
            self.assertRefused(refused, 404, "unknown_organ", "department")
            self.assertIn("某林業局", refused.json["detail"])
        self.assertEqual(grant(account("organ-office", "督查专班"), "office").status, 200)
        def change(**fields):
            return self.asks.post(f"/api/v1/accounts/{wrong}/change", fields)
        self.assertEqual(change(department="某林草局").status, 200)
        self.assertEqual(grant(wrong, "clerk").status, 200)
        self.assertRefused(change(department="某林業局"), 404, "unknown_organ", "department")
        self.assertEqual(change(name="另某人").status, 200)

    def _joint(self, asks):
        """A government may have any department lead, so long as there is one of that name."""
        government = client.Client(self.server.port, as_="government")
        region = government.read("/api/v1/session")["region"]
        for case, name in (("one", "并联甲局"), ("two", "并联乙局")):
            place = {"region": region, "department": name}
            self.assertEqual(self.act("add", source="三定规定", **place).status, 200)
            filed = filing(case, project_region=region, **place)
            self.assertEqual(asks.post("/api/v1/cases", filed).status, 201)
            self.assertEqual(act(asks, case, "accept", {**CLERK, **place}).status, 200)
        body = {"mandate": "某办〔2022〕9号", "region": region, "department": "没有的局",
                "members": [{"case_id": "one", "part": "甲"}, {"case_id": "two", "part": "乙"}]}
        self.assertRefused(government.post("/api/v1/joint", body), 404, "unknown_organ",
                           "department")
        begun = government.post("/api/v1/joint", {**body, "department": "并联甲局"})
        self.assertEqual(begun.status, 201, begun)

    def test_a_new_zone_is_listed_at_once_and_in_effect_after_a_restart(self):
        regions = self.asks.read(REGIONS)["regions"]
        self.assertEqual(len({one["reporting_unit"] for one in regions} - {""}), 14)
        zone = {"code": "150192", "name": "某新区", "parent": "150100", "source": "某批复"}
        for wrong, refusal in (({"code": "15"}, "field_invalid"), ({"name": "新城区"}, "region_exists"),
                               ({"code": "150102"}, "region_exists"), ({"source": ""}, "field_missing"),
                               ({"parent": "999999"}, "unknown_region")):
            answer = self.act("add_region", **{**zone, **wrong})
            self.assertIn((answer.status, answer.refusal), {(422, refusal), (409, refusal)}, wrong)
        self.assertEqual(self.act("add_region", **zone).json["events"], ["region_added"])
        told = [one for one in self.asks.read(REGIONS)["regions"] if one["code"] == "150192"]
        self.assertEqual((told[0]["in_effect"], told[0]["level"], told[0]["reporting_unit"]),
                         (False, 3, "150100"))
        before = self.asks.read(REGISTER)
        self.server.end()
        self.assertEqual(qidi("verify", "--all", "--data", self.data).returncode, 0)
        type(self).server = Served(self.data, "--access-log", "none")
        type(self).asks = client.Client(self.server.port, as_="sysadmin")
        self.assertEqual(self.asks.read(REGISTER), before)
        told = [one for one in self.asks.read(REGIONS)["regions"] if one["code"] == "150192"]
        self.assertEqual((told[0]["in_effect"], told[0]["source"]), (True, "某批复"))
        named = [one["name"] for one in self.asks.read("/api/v1/catalogue")["regions"]
                 if one["code"] == "150192"]
        self.assertEqual(named, ["某新区"])


if __name__ == "__main__":
    unittest.main()
