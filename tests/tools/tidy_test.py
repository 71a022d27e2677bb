"""The tidy script finds each kind of fault, and nothing in a file that is as it should be."""
from house import HouseTest

import tidy

GOOD = "// A rule. Promises nothing.\n#pragma once\n\ninline int one() { return 1; }\n"


class TidyTest(HouseTest):
    def faults(self, name: str, text: str) -> list:
        self.write(name, text)
        return tidy.check(self.root)[0]

    def test_a_good_file_has_no_fault(self):
        self.assertEqual(self.faults("src/a.h", GOOD), [])

    def test_a_file_of_300_lines_warns_and_of_400_fails(self):
        self.write("src/a.cpp", "// A.\n" + "\n" * 300)
        faults, warnings = tidy.check(self.root)
        self.assertEqual((len(faults), len(warnings)), (0, 1))
        self.assertOneFault(self.faults("src/a.cpp", "// A.\n" + "\n" * 400), "401 lines")

    def test_a_function_has_sixty_lines(self):
        def function(lines):
            return "// A.\nint f(int x) {\n" + "  x += 1;\n" * (lines - 2) + "}\n"
        self.assertEqual(self.faults("src/a.cpp", function(60)), [])
        self.assertOneFault(self.faults("src/a.cpp", function(61)), "a function of 61 lines")

    def test_a_test_body_is_a_function_too(self):
        text = "// A.\nTEST(A, B) {\n" + "  f();\n" * 60 + "}\n"
        self.assertOneFault(self.faults("tests/a.cpp", text), "a function of 62 lines")

    def test_a_namespace_and_a_table_are_no_functions(self):
        text = "// A.\nnamespace a {\nconstexpr int t[] = {\n" + "  1,\n" * 70 + "};\n}\n"
        self.assertEqual(self.faults("src/a.cpp", text), [])

    def test_braces_in_texts_do_not_count(self):
        text = "// A.\nvoid f() { g(\"{{{\"); h('{'); }\n" + "int x;\n" * 70
        self.assertEqual(self.faults("src/a.cpp", text), [])

    def test_a_python_function_has_sixty_lines(self):
        text = '"""A."""\ndef f():\n' + "    pass\n" * 60
        self.assertOneFault(self.faults("tools/a.py", text), "a function of 61 lines")

    def test_a_line_has_a_hundred_columns_and_chinese_takes_two(self):
        self.assertEqual(self.faults("src/a.cpp", "// " + "x" * 97 + "\n"), [])
        self.assertOneFault(self.faults("src/a.cpp", "// " + "x" * 98 + "\n"), "101 columns")
        self.assertOneFault(self.faults("src/a.cpp", "// " + "限" * 49 + "\n"), "101 columns")

    def test_names_that_say_nothing_are_refused(self):
        for name in ("src/util.h", "src/string_utils.h", "src/common/a.h", "src/case_manager.h",
                     "src/misc.h", "src/test_helper.h"):
            with self.subTest(name):
                self.assertOneFault(self.faults(name, GOOD), "says nothing")
                (self.root / name).unlink()

    def test_left_over_marks_are_refused(self):
        self.assertOneFault(self.faults("src/a.cpp", "// A. TO" + "DO: more\n"), "left-over")

    def test_a_header_is_guarded_and_a_file_says_what_it_is(self):
        self.assertOneFault(self.faults("src/a.h", "// A.\nint x;\n"), "no #pragma once")
        self.assertOneFault(self.faults("src/a.h", "#pragma once\nint x;\n"), "open with a comment")

    def test_a_migration_says_what_it_is_and_a_query_says_it_by_its_name(self):
        self.assertEqual(self.faults("src/store/sql/case_no.sql", "SELECT 1\n"), [])
        self.assertOneFault(self.faults("src/store/sql/V001__record.sql", "CREATE TABLE a(b)\n"),
                            "open with a comment")
