"""The form of every matter that the catalogue brings: sound examples (tests/forms/) are filed, and the
same broken in each constraint of the schema are refused, naming the field. docs/formats/form.md;
features F8; docs/decisions/0015."""
import copy
import json
import unittest

import client
from casework import filing
from serving import ROOT, Served, new_directory

EXAMPLES = ROOT / "tests" / "forms"


def first_day(matter: str) -> str:
    law = json.loads((ROOT / "law" / "matters" / f"{matter}.json").read_text(encoding="utf-8"))
    return law["versions"][0]["valid_from"]


def outside(rule: dict):
    """Values that this property does not take, each with what is wrong and where below it."""
    kind = rule["type"]
    wrong_type = {"string": 7, "number": "7", "integer": 1.5, "boolean": "true", "array": "x"}
    yield "type", wrong_type[kind], ""
    if "enum" in rule:
        yield "enum", "别的", ""
    if rule.get("format") == "date":
        yield "format", "2022-02-30", ""
    if "maxLength" in rule:
        yield "maxLength", "长" * (rule["maxLength"] + 1), ""
    for name, value in (("minimum", -1), ("exclusiveMinimum", 0), ("maximum", 1),
                        ("exclusiveMaximum", 0)):
        if name in rule:
            yield name, rule[name] + value, ""
    if rule.get("const") is True:
        yield "const", False, ""
    if kind == "array":
        yield from outside_list(rule)


def outside_list(rule: dict):
    item = rule["items"]
    if "minItems" in rule:
        yield "minItems", [], ""
    if item["type"] == "string":
        yield "enum", ["别的"], "/0"
        if rule.get("uniqueItems"):
            yield "uniqueItems", [item["enum"][0]] * 2, ""
    else:
        row = {name: example(cell) for name, cell in item["properties"].items()}
        if "maxItems" in rule:
            yield "maxItems", [row] * (rule["maxItems"] + 1), ""
        for name in item.get("required", []):
            yield "required", [{key: row[key] for key in row if key != name}], f"/0/{name}"
        yield "additionalProperties", [{**row, "odd": 1}], "/0/odd"
        for name, cell in item["properties"].items():
            for what, value, below in outside(cell):
                yield f"{name} {what}", [{**row, name: value}], f"/0/{name}{below}"


def example(rule: dict):
    if "enum" in rule:
        return rule["enum"][0]
    return {"string": "示例", "number": 1.0, "integer": 1, "boolean": True}[rule["type"]]


def holds(condition: dict, values: dict) -> bool:
    return all(name in values for name in condition["required"]) and all(
        values[name] in rule.get("enum", [rule.get("const")])
        for name, rule in condition["properties"].items())


def broken(form: dict, values: dict):
    """What was sound with one thing wrong: the constraint, the values, and the path of the field."""
    for name, rule in form["properties"].items():
        if name in values:
            for what, value, below in outside(rule):
                yield f"{name} {what}", {**values, name: value}, name + below
    for name in form.get("required", []):
        yield f"{name} required", without(values, name), name
    yield "additionalProperties", {**values, "odd": 1}, "odd"
    for condition in form.get("allOf", []):
        branch = condition.get("then" if holds(condition["if"], values) else "else", {})
        for name in branch.get("required", []):
            yield f"{name} demanded", without(values, name), name
        for name in branch.get("properties", {}):
            yield f"{name} forbidden", {**values, name: "x"}, name


def without(values: dict, name: str) -> dict:
    return {key: copy.deepcopy(value) for key, value in values.items() if key != name}


class FormsTest(unittest.TestCase):
    def hold_every_form(self, today: str) -> int:
        """The number of matters whose form in force on that day took and refused what it should."""
        data = new_directory(now=f"{today}T09:00:00+08:00")
        with Served(data, "--access-log", "none", now=f"{today}T09:00:00+08:00") as server:
            asks = client.Client(server.port)
            matters = [one for one in asks.read("/api/v1/catalogue")["matters"]
                       if first_day(one["id"]) <= today]
            for matter in matters:
                with self.subTest(matter["id"], today=today):
                    self.hold(asks, matter)
            self.assertEqual(server.stop(), 0)
        return len(matters)

    def hold(self, asks: client.Client, matter: dict):
        told = json.loads((EXAMPLES / f"{matter['id']}.json").read_text(encoding="utf-8"))
        known = [one["from_version"] for one in told["examples"]
                 if one["from_version"] <= matter["version"]]
        examples = [one["values"] for one in told["examples"]
                    if one["from_version"] == max(known)]
        form, shown = matter["form"], set()
        # An application is received as it comes; a filing for the record stands by its information.
        answer = asks.post("/api/v1/cases", filing(f"{matter['id']}-bare", matter=matter["id"],
                                                   papers=[]))
        self.assertEqual(answer.status, 422 if "required" in form else 201, answer)
        for number, values in enumerate(examples):
            shown |= set(values)
            body = filing(f"{matter['id']}-{number}", matter=matter["id"], papers=[])
            answer = asks.post("/api/v1/cases", {**body, "form": values})
            self.assertEqual(answer.status, 201, (answer, values))
            for what, wrong, path in broken(form, values):
                case = {**body, "case": f"{matter['id']}-wrong", "form": wrong}
                answer = asks.post("/api/v1/cases", case)
                self.assertEqual(
                    (answer.status, answer.json.get("refusal"), answer.json.get("field")),
                    (422, "form_invalid", f"form/{path}"), (what, wrong, answer))
        self.assertEqual(shown, set(form["properties"]), "each field stands in an example")

    def test_every_seeded_form_takes_what_is_sound_and_names_the_field_that_is_not(self):
        # 19 of the 29 matters had no form, and no test held a seeded form to its own constraints.
        self.assertEqual(self.hold_every_form("2026-11-02"), 29)

    def test_the_forms_of_earlier_versions_are_held_too(self):
        self.assertEqual(self.hold_every_form("2022-10-31"), 28)  # 水土保持报告表 begins in 2023


if __name__ == "__main__":
    unittest.main()
