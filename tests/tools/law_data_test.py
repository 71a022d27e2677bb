"""The law's data is what it says it is: calendars, divisions and the catalogue of matters."""
import csv
import datetime
import json
import unittest

from house import ROOT

LAW = ROOT / "law"


def calendar(year: int) -> dict:
    return json.loads((LAW / "calendars" / f"{year}.json").read_text(encoding="utf-8"))


def working_days(year: int) -> int:
    kinds = {entry["day"]: entry["kind"] for entry in calendar(year)["days"]}
    day, count = datetime.date(year, 1, 1), 0
    while day.year == year:
        kind = kinds.get(day.isoformat())
        count += kind == "make_up_workday" or (kind is None and day.weekday() < 5)
        day += datetime.timedelta(days=1)
    return count


class CalendarTest(unittest.TestCase):
    def test_published_years_have_the_known_number_of_working_days(self):
        known = {2016: 250, 2017: 249, 2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249,
                 2023: 249, 2024: 251, 2025: 248, 2026: 248}
        self.assertEqual({year: working_days(year) for year in known}, known)

    def test_2027_holds_the_statutory_days_only(self):
        # The new moon of 2027-02-06 falls at 23:56 at +08:00: a rough almanac says the 7th.
        expected = ["2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08",
                    "2027-04-05", "2027-05-01", "2027-05-02", "2027-06-09", "2027-09-15",
                    "2027-10-01", "2027-10-02", "2027-10-03"]
        self.assertEqual([entry["day"] for entry in calendar(2027)["days"]], expected)

    def test_every_year_says_where_it_comes_from_and_names_each_day_once(self):
        for year in range(2010, 2036):
            with self.subTest(year):
                data = calendar(year)
                days = [entry["day"] for entry in data["days"]]
                self.assertEqual(data["published"], year <= 2026)
                self.assertTrue(data["source"])
                self.assertEqual(days, sorted(set(days)))


class DivisionsTest(unittest.TestCase):
    def setUp(self):
        with open(LAW / "divisions.csv", encoding="utf-8", newline="") as file:
            self.rows = list(csv.DictReader(file))

    def test_the_region_has_twelve_leagues_and_cities_and_103_counties(self):
        real = [row for row in self.rows if row["type"] != "功能区"]
        self.assertEqual([sum(row["level"] == level for row in real) for level in "123"],
                         [1, 12, 103])
        self.assertEqual(len(self.rows) - len(real), 5)

    def test_there_are_fourteen_reporting_units_two_of_them_counties(self):
        units = {row["reporting_unit"] for row in self.rows} - {""}
        self.assertEqual(len(units), 14)
        self.assertLessEqual({"150781", "152501"}, units)

    def test_every_parent_stands_in_the_table(self):
        codes = {row["code"] for row in self.rows}
        self.assertEqual({r["code"] for r in self.rows if r["parent_code"]
                          and r["parent_code"] not in codes}, set())


class MattersTest(unittest.TestCase):
    def setUp(self):
        self.matters = [json.loads(path.read_text(encoding="utf-8"))
                        for path in sorted((LAW / "matters").glob("*.json"))]

    def versions(self):
        for matter in self.matters:
            for version in matter["versions"]:
                yield matter["id"], version

    def test_the_eight_of_the_notice_are_found_by_the_notices_own_words(self):
        names = {alias: matter["id"] for matter in self.matters for alias in matter["aliases"]}
        words = ["土地预审", "能评", "环评", "取水", "水土保持", "林地征占", "草地征占", "施工许可"]
        self.assertEqual([names.get(word) for word in words],
                         ["land_preliminary_review", "energy_review", "environmental_impact",
                          "water_abstraction", "soil_conservation", "forest_land", "grassland",
                          "construction_permit"])

    def test_no_name_stands_for_two_matters(self):
        owner = {}
        for matter in self.matters:
            for name in {matter["id"], matter["name"], *matter["aliases"]}:
                self.assertEqual(owner.setdefault(name, matter["id"]), matter["id"], name)

    def test_no_promise_is_longer_than_the_law(self):
        def days(limit):
            per = {"at_once": 0, "calendar_days": 1, "working_days": 7 / 5}
            return limit["count"] * per[limit["unit"]]
        for name, version in self.versions():
            with self.subTest(name, version=version["version"]):
                self.assertLessEqual(days(version["promised"]), days(version["statutory"]))

    def test_every_limit_has_a_basis_and_says_how_sure_we_are(self):
        for name, version in self.versions():
            for limit in (version["statutory"], version["promised"]):
                with self.subTest(name, version=version["version"]):
                    self.assertTrue(limit["basis"])
                    self.assertIn(limit["confidence"], ("C", "L", "U"))

    def test_every_form_says_where_it_comes_from_and_is_whole_in_both_languages(self):
        # 19 matters had no form, and no field of any form had an English name.
        def fields(form):
            for field in form["properties"].values():
                yield field
                if field.get("items", {}).get("type") == "object":
                    yield from fields(field["items"])
        for name, version in self.versions():
            with self.subTest(name, version=version["version"]):
                form = version["form"]
                self.assertTrue(version["form_basis"])
                self.assertIn(version["form_confidence"], ("C", "L", "U"))
                self.assertTrue(4 <= len(form["properties"]) <= 10)
                self.assertEqual([field["title"] for field in fields(form)
                                  if not field.get("x-title-en")], [])
                self.assertTrue(form["title"] and form["x-title-en"])

    def test_every_version_names_its_papers(self):
        self.assertEqual([name for name, version in self.versions() if not version["materials"]],
                         [])

    def test_versions_follow_each_other_without_a_gap(self):
        for matter in self.matters:
            versions = matter["versions"]
            self.assertIsNone(versions[-1]["valid_to"], matter["id"])
            for before, after in zip(versions, versions[1:]):
                last = datetime.date.fromisoformat(before["valid_to"])
                self.assertEqual((last + datetime.timedelta(days=1)).isoformat(),
                                 after["valid_from"], matter["id"])

    def test_the_known_switch_of_soil_conservation(self):
        soil = next(m for m in self.matters if m["id"] == "soil_conservation")
        self.assertEqual([(v["valid_from"], v["statutory"]["count"]) for v in soil["versions"]][1],
                         ("2023-03-01", 10))
