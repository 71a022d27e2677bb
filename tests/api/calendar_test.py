"""A region's own days off over HTTP: whose calendar answers, and what a case's page is told.
行政许可法 82; 放假办法 4; feature F23; docs/decisions/0021."""
import unittest

import client
from casework import file_case
from serving import Served, fresh, qidi

FESTIVAL = "date,kind,name\n2022-06-20,holiday,瑟宾节\n"  # a Monday
BANNER, LEAGUE = "150724", "150700"
NOW = "2022-06-16"


class LocalDays(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        data = fresh("calendar")
        notice = data.parent / "festival.csv"
        notice.write_text(FESTIVAL, encoding="utf-8")
        qidi("act", "--data", data, "--now", NOW)
        qidi("calendar", "import", notice, "--source", "某旗公告", "--region", BANNER,
             "--data", data, "--now", NOW)
        cls.server = Served(data, now=NOW)
        cls.addClassCleanup(cls.server.end)
        cls.asks = client.Client(cls.server.port)
        cls.anybody = client.Client(cls.server.port, token="")

    def test_a_region_and_those_below_are_answered_by_its_own_calendar(self):
        def due(**query):
            return self.anybody.read("/api/v1/due-date", start="2022-06-16", days=3, **query)
        self.assertEqual(due()["due"], "2022-06-21")
        self.assertEqual(due(region=LEAGUE)["due"], "2022-06-21")
        own = due(region=BANNER)
        self.assertEqual(own["due"], "2022-06-22")
        self.assertIn({"day": "2022-06-20", "why": "day_off", "number": 0, "name": "瑟宾节",
                       "make_up": False}, own["explained"])
        for region, days in ((LEAGUE, 21), (BANNER, 20)):
            told = self.anybody.read("/api/v1/workdays", region=region,
                                     **{"from": "2022-05-31", "to": "2022-06-30"})
            self.assertEqual(told["workdays"], days)

    def test_what_regions_ordered_is_told_with_its_paper(self):
        told = self.anybody.read("/api/v1/calendar")
        self.assertEqual(told["local"], [
            {"region": BANNER, "region_name": "鄂温克族自治旗", "year": 2022, "source": "某旗公告",
             "days_off": 1, "make_up": 0,
             "days": [{"day": "2022-06-20", "kind": "day_off", "name": "瑟宾节"}]}])
        own = self.anybody.read("/api/v1/calendar/2022", region=BANNER)
        general = self.anybody.read("/api/v1/calendar/2022", region=LEAGUE)
        self.assertEqual((own["region"], general["region"]), (BANNER, ""))
        self.assertEqual(own["workdays"], general["workdays"] - 1)

    def test_a_region_that_is_none_is_told_so(self):
        for path in ("/api/v1/calendar/2022", "/api/v1/due-date", "/api/v1/workdays"):
            answer = self.anybody.get(path, region="999999", start="2022-06-16", days=3,
                                      to="2022-06-30") if "due" in path else \
                self.anybody.get(path, region="999999")
            self.assertEqual(answer.status, 400, answer)

    def test_a_case_counts_by_the_calendar_of_the_organ_that_answers(self):
        for case, region, calendar, due in (("here", BANNER, BANNER, "2022-06-24"),
                                            ("above", LEAGUE, "", "2022-06-23")):
            file_case(self.asks, case, region=region)
            running = self.asks.read(f"/api/v1/cases/{case}/countdowns")["running"]
            review = next(one for one in running if one["kind"] == "initial_review")
            self.assertEqual((review["calendar_region"], review["due"]), (calendar, due))
            row = self.asks.read(f"/api/v1/cases/{case}")["row"]
            self.assertEqual((row["due"], row["days_left"]), (due, 5))


if __name__ == "__main__":
    unittest.main()
