"""GLOSSARY.md knows every word that the code gives to an act, an event, a state or a countdown."""
import re
import unittest

from house import ROOT

CASEWORK = ROOT / "src" / "domain" / "casework"


def glossary_words() -> set:
    return set(re.findall(r"`(\w+)`", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")))


def structs(header: str) -> set:
    text = (CASEWORK / header).read_text(encoding="utf-8")
    return set(re.findall(r"^struct (\w+)", text, re.M))


def enumerators(header: str, name: str) -> set:
    text = (CASEWORK / header).read_text(encoding="utf-8")
    body = re.search(rf"enum class {name}[^{{]*{{(.*?)}};", text, re.S).group(1)
    return set(re.findall(r"^\s*(\w+)\s*,", re.sub(r"//[^\n]*", "", body), re.M))


class GlossaryTest(unittest.TestCase):
    def test_every_command_has_its_line(self):
        self.assertEqual(structs("commands.h") - {"Command"} - glossary_words(), set())

    def test_every_event_has_its_line(self):
        self.assertEqual(structs("events.h") - {"Event", "DefectAnswer"} - glossary_words(), set())

    def test_every_state_and_countdown_has_its_line(self):
        for name in ("CaseState", "CountdownKind"):
            with self.subTest(name):
                words = enumerators("case_rows.h", name)
                self.assertGreater(len(words), 5)
                self.assertEqual(words - glossary_words(), set())
