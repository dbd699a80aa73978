"""Tests of tests/hostile/make.py: how it reads tables and counts places."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "hostile"))
import make  # noqa: E402


def entries(text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "table.txt"
        path.write_text(text, encoding="utf-8")
        return list(make.entries(path))


class Position(unittest.TestCase):
    def test_counts_lines_and_code_points_from_one(self):
        document = "ab\n\u00e4\u20acx".encode()
        self.assertEqual(make.position(document, 0), (1, 1))
        self.assertEqual(make.position(document, 3), (2, 1))
        self.assertEqual(make.position(document, document.index(b"x")), (2, 3))

    def test_of_the_end_is_behind_the_last_character(self):
        self.assertEqual(make.position(b"a\nb", 3), (2, 2))
        self.assertEqual(make.position(b"", 0), (1, 1))

    def test_of_a_byte_that_continues_none_is_that_of_the_character_before(self):
        self.assertEqual(make.position(b"<a>\x80", 3), (1, 3))


class Tables(unittest.TestCase):
    def test_hold_entries_of_one_line_and_of_many(self):
        got = entries("base: demo\n# why\none E0016 | <a/>\n\ntwo E0300\n| x\n|y\n")
        self.assertEqual(got, [["one", "E0016", ["<a/>"], "demo", "read"],
                               ["two", "E0300", [" x", "y"], "demo", "read"]])

    def test_change_the_stage_on_the_way(self):
        got = entries("a E0001 | x\nstage: link\nb E0200 | y\n")
        self.assertEqual([entry[4] for entry in got], ["read", "link"])

    def test_are_refused_where_a_line_is_not_understood(self):
        with self.assertRaises(SystemExit):
            entries("name without code | x\n")

    def test_name_bytes_that_are_no_text(self):
        self.assertEqual(make.content_bytes(r"a\xE4\x00b"), b"a\xe4\x00b")


class Elements(unittest.TestCase):
    def test_know_their_places(self):
        text = '<a x="1"><b/>t</a>'
        a, b = make.elements_of(text)
        self.assertEqual((a.path, b.path, b.is_empty), ("a", "a/b", True))
        self.assertEqual(text[a.close:a.end], "</a>")
        self.assertEqual([m[1] for m in a.attributes], ["x"])


if __name__ == "__main__":
    unittest.main()
