"""Tests of tools/check_spelling.py, and of what the shipped rule sets say of their texts."""

import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import check_spelling  # noqa: E402


def findings(text, fi="", sv="", name="a.xml"):
    """The findings in a document or data file, with these lists of terms."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        path = root / "checked" / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        (root / "fi.txt").write_text(fi, encoding="utf-8")
        (root / "sv.txt").write_text(sv, encoding="utf-8")
        kept, check_spelling.TERMS = check_spelling.TERMS, root
        try:
            found, _ = check_spelling.check([path])
        finally:
            check_spelling.TERMS = kept
        return [each.replace(f"{path.parent}/", "") for each in found]


class Spelling(unittest.TestCase):
    def test_knows_both_languages(self):
        self.assertEqual([], findings(
            '<r><a lang="fi">Kurkkukipu, 16-vuotias</a>\n<a lang="sv">Öronvärk</a></r>'))

    def test_names_file_line_and_word(self):
        self.assertEqual(["a.xml:2: fi: kurkkukippu", "a.xml:3: sv: öronvrk"], findings(
            '<r>\n<a lang="fi">Kova kurkkukippu</a>\n<a lang="sv">Svår öronvrk</a></r>'))

    def test_leaves_other_languages_and_attributes_alone(self):
        self.assertEqual([], findings('<r id="xqx"><a lang="en">xqx</a><a>xqx</a></r>'))

    def test_takes_terms_with_any_ending(self):
        self.assertEqual([], findings('<r><a lang="fi">NEWS2:ta CRP</a></r>',
                                      fi="# terms\nnews2*\ncrp\n"))

    def test_reports_a_term_that_nothing_needs(self):
        self.assertEqual(["tools/terms/sv.txt: no text needs `stridor`"],
                         findings('<r><a lang="sv">Öronvärk</a></r>', sv="stridor\n"))


class Words(unittest.TestCase):
    def test_are_checked_in_the_language_of_their_file(self):
        self.assertEqual(["fi.txt:3: fi: kurkkukippu"], findings(
            "[refusal]\nkeykey = Öinen kurkkukipu\nother = Kova kurkkukippu\n",
            name="fi.txt"))
        self.assertEqual(["sv.txt:1: sv: öronvrk"], findings("a = Svår öronvrk\n",
                                                             name="sv.txt"))

    def test_leave_comments_and_braces_alone(self):
        self.assertEqual([], findings(
            '# xqx = xqx\nkey = Kova {xqx} ja {{"xqx": []}}\n', name="fi.txt"))


class ShippedTexts(unittest.TestCase):
    def test_say_that_no_native_professional_has_reviewed_them(self):
        for path in (ROOT / "rules").rglob("*.xml"):
            self.assertIn("not yet been reviewed by professionals who are native speakers",
                          path.read_text(encoding="utf-8"), path)


if __name__ == "__main__":
    unittest.main()
