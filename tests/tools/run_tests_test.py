"""The test runner's sums can be trusted: a crash, a hang or a leak is a failure."""
import contextlib
import io

from house import HouseTest

import run_tests

CASE = '<testcase name="{n}" classname="A" status="run" result="{r}">{inside}</testcase>'


def report(*cases: str) -> str:
    return "<testsuites><testsuite>" + "".join(cases) + "</testsuite></testsuites>"


class RunTestsTest(HouseTest):
    def run_script(self, script: str, timeout: int = 20):
        """Runs a shell script that stands for a test program; its report is $REPORT."""
        path = self.root / "r.xml"
        script = script.replace("$REPORT", str(path))
        return run_tests.run_one("a", ["sh", "-c", script, f"--gtest_output=xml:{path}"],
                                 str(self.root), timeout)[0]

    def test_passed_failed_and_skipped_are_told_apart(self):
        text = report(CASE.format(n="a", r="completed", inside=""),
                      CASE.format(n="b", r="completed", inside="<failure/>"),
                      CASE.format(n="c", r="skipped", inside="<skipped/>"))
        self.write("r.txt", text)
        self.assertEqual(self.run_script(f"cp {self.root}/r.txt $REPORT; exit 1"), (1, 1, 1))

    def test_a_crash_without_a_report_is_a_failure(self):
        self.assertEqual(self.run_script("kill -SEGV $$"), (0, 1, 0))

    def test_a_leak_after_a_good_report_is_a_failure(self):
        self.write("r.txt", report(CASE.format(n="a", r="completed", inside="")))
        self.assertEqual(self.run_script(f"cp {self.root}/r.txt $REPORT; exit 23"), (1, 1, 0))

    def test_a_hang_is_a_failure(self):
        self.assertEqual(self.run_script("exec sleep 30", timeout=1), (0, 1, 0))

    def test_a_program_asked_for_no_report_is_told_by_its_exit_code(self):
        # The planted errors all passed and were counted as ten failures: they write no report.
        def told(script: str):
            return run_tests.run_one("a", ["sh", "-c", script], str(self.root), 20)[0]
        self.assertEqual(told("exit 0"), (1, 0, 0))
        self.assertEqual(told("exit 1"), (0, 1, 0))
        self.assertEqual(told("kill -SEGV $$"), (0, 1, 0))

    def test_python_tests_are_chosen_by_name_or_left_out(self):
        for name, count in (("one", 1), ("two", 2), ("three", 4)):
            tests = "".join(f"    def test_{i}(self):\n        pass\n" for i in range(count))
            self.write(f"chosen_{name}_test.py",
                       f"import unittest\nclass T(unittest.TestCase):\n{tests}")

        def ran(only=(), left_out=()):
            with contextlib.redirect_stdout(io.StringIO()):
                return run_tests.run_python(self.root, list(only), list(left_out))[0].passed

        self.assertEqual(ran(), 7)
        self.assertEqual(ran(only=["chosen_one", "chosen_three"]), 5)
        self.assertEqual(ran(left_out=["chosen_one", "chosen_three"]), 2)

    def test_what_failed_is_told_by_name(self):
        # A run told how many had failed; which one stood hundreds of lines further up, or was cut off.
        text = report(CASE.format(n="a", r="completed", inside=""),
                      CASE.format(n="b", r="completed", inside="<failure/>"))
        self.write("r.txt", text)
        path = self.root / "r.xml"
        command = ["sh", "-c", f"cp {self.root}/r.txt {path}; exit 1", f"--gtest_output=xml:{path}"]
        self.assertEqual(run_tests.run_one("a", command, str(self.root), 20)[1], ["A.b"])
        self.write("told_test.py", "import unittest\nclass T(unittest.TestCase):\n"
                   "    def test_no(self):\n        self.fail()\n"
                   "    @unittest.expectedFailure\n    def test_yes(self):\n        pass\n")
        with contextlib.redirect_stdout(io.StringIO()):
            count, failed = run_tests.run_python(self.root, ["told"], [])
        self.assertEqual((count.failed, failed), (2, ["told_test.T.test_no", "told_test.T.test_yes"]))

    def test_an_old_report_is_not_read_again(self):
        self.write("r.xml", report(CASE.format(n="a", r="completed", inside="")))
        self.assertEqual(self.run_script("exit 0"), (0, 1, 0))
