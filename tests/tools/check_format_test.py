"""The format check sees a file that is not formatted; it is skipped where the formatter is not."""
import shutil
import subprocess
import unittest

from house import HouseTest, ROOT


@unittest.skipUnless(shutil.which("clang-format-14"), "there is no clang-format-14")
class CheckFormatTest(HouseTest):
    def check(self, text: str) -> int:
        self.write("src/a.cpp", text)
        shutil.copy(ROOT / ".clang-format", self.root)
        return subprocess.run([ROOT / "tools/check_format", self.root], check=False,
                              stdout=subprocess.DEVNULL).returncode

    def test_a_formatted_file_passes(self):
        self.assertEqual(self.check("int one();\n"), 0)

    def test_an_unformatted_file_fails(self):
        self.assertEqual(self.check("int  one( ) ;\n"), 1)
