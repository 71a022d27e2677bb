"""A small house for the tools' tests to break: files written below a temporary folder."""
import pathlib
import shutil
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))


class HouseTest(unittest.TestCase):
    """Gives each test an empty root with src/, tests/ and law/."""

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        for folder in ("src", "tests", "law"):
            (self.root / folder).mkdir()

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def assertOneFault(self, faults: list, words: str) -> None:
        """Exactly one fault, and it says `words`."""
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(words, faults[0])
