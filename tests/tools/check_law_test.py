"""The law check turns red for each way in which words and proofs may drift apart."""
from house import HouseTest

import check_law

TEXT = "（一）全面起底，建立台账。"
ID = "notice-1@" + check_law.hash_of(TEXT)
OTHER = "notice-2@" + check_law.hash_of("按月统计。")

REPORT = """<testsuites><testsuite name="A"><testcase name="B" classname="A" status="{status}"
 result="{result}"><properties><property name="cites" value="{cites}"/></properties>{inside}
</testcase></testsuite></testsuites>"""


class CheckLawTest(HouseTest):
    def setUp(self):
        super().setUp()
        self.write("law/notice.md", f"# Notice\n\n## {ID}\n\n{TEXT}\n\n## {OTHER}\n\n按月统计。\n")
        self.requirements("in_force", "not_yet")

    def requirements(self, first: str, second: str, begun: str = "", marks: int = 0) -> None:
        self.write("law/requirements.toml", f"""not_yet_marks = {marks}
[N1]
status = "{first}"
clauses = ["{ID}"]
[N2]
status = "{second}"
clauses = ["{OTHER}"]
begun = [{begun}]
""")

    def report(self, cites: str, status="run", result="completed", inside="") -> None:
        self.write("reports/law.xml", REPORT.format(cites=cites, status=status, result=result,
                                                    inside=inside))

    def faults(self, with_reports: bool = True) -> list:
        return check_law.check(self.root, [self.root / "reports"] if with_reports else None)

    def test_a_proved_clause_is_good(self):
        self.report(ID)
        self.assertEqual(self.faults(), [])

    def test_a_clause_in_force_without_a_passing_test_fails(self):
        self.report("")
        self.assertOneFault(self.faults(), "no passing test cites it")

    def test_a_test_that_failed_or_was_skipped_proves_nothing(self):
        for how in ({"inside": "<failure/>"}, {"result": "skipped"}, {"status": "notrun"},
                    {"inside": "<skipped/>"}):
            with self.subTest(how):
                self.report(ID, **how)
                self.assertOneFault(self.faults(), "no passing test cites it")

    def test_no_report_at_all_fails(self):
        (self.root / "reports").mkdir()
        self.assertIn("no test report", " ".join(self.faults()))

    def test_an_amended_text_turns_its_heading_red(self):
        self.write("law/notice.md", f"## {ID}\n\n{TEXT}改\n\n## {OTHER}\n\n按月统计。\n")
        self.assertOneFault(self.faults(False), "the text now has the hash")

    def test_white_space_is_no_amendment(self):
        self.assertEqual(check_law.hash_of("在 5 个\n工作日"), check_law.hash_of("在5个工作日"))

    def test_a_citation_of_an_old_hash_or_of_no_clause_fails(self):
        self.write("tests/a.cpp", 'cites("notice-1@0000");\n')
        self.assertOneFault(self.faults(False), "the clause is now " + ID)
        self.write("tests/a.cpp", 'cites("notice-9@0000");\n')
        self.assertOneFault(self.faults(False), "there is no clause notice-9")
        self.write("tests/a.cpp", "cites(name);\n")
        self.assertOneFault(self.faults(False), "without a clause in quotes")

    def test_obeying_more_than_is_written_fails_too(self):
        self.report(f"{ID} {OTHER}")
        self.assertOneFault(self.faults(), "set N2 in_force")

    def test_a_beginning_is_written_down_and_holds_both_ways(self):
        self.requirements("in_force", "not_yet", f'"{OTHER}"')
        self.report(f"{ID} {OTHER}")
        self.assertEqual(self.faults(), [])
        self.report(ID)
        self.assertOneFault(self.faults(), "written as begun")

    def test_a_clause_for_which_nobody_answers_fails(self):
        self.write("law/more.md", f"## notice-3@{check_law.hash_of('三')}\n\n三\n")
        self.assertOneFault(self.faults(False), "nobody answers for notice-3")

    def test_marks_in_the_source_are_counted_both_ways(self):
        self.write("src/a.cpp", "// NOT YET: notice-2\n")
        self.assertIn("not_yet_marks is 0, src/ has 1", self.faults(False)[0])
        self.requirements("in_force", "not_yet", marks=1)
        self.assertEqual(self.faults(False), [])
        self.write("src/a.cpp", "\n")
        self.assertOneFault(self.faults(False), "not_yet_marks is 1, src/ has 0")

    def test_an_unknown_status_fails(self):
        self.requirements("in_force", "maybe")
        self.assertOneFault(self.faults(False), "status is one of")
