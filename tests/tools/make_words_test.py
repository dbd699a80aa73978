"""Tests of tools/make_words.py: what data files may not say, and the C++ made of them."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import make_words  # noqa: E402

FI = "[program]\n# a comment\nyes = kyllä\nat_most = enintään {value} {unit}\n"
EN = "[program]\nyes = yes {{\"\\\\\"}}\nat_most = {value} {unit} at most\n"
USED = "label::yes say::at_most"


def faults(fi, en, sources=USED, sections=("program",)):
    files = [("fi.txt", fi), ("en.txt", en)]
    text, found = make_words.make("label", "words", sections, "labels.hpp", files, sources)
    return found if found else text


class Faults(unittest.TestCase):
    def test_there_are_none_in_files_that_agree(self):
        self.assertIsInstance(faults(FI, EN), str)

    def test_a_key_that_a_language_lacks(self):
        self.assertEqual(["en.txt:1: `yes` is missing"],
                         faults(FI, EN.replace("yes = ", "# yes = ")))
        self.assertEqual(["en.txt:2: `yes` is missing in fi.txt"],
                         faults(FI.replace("yes = ", "# yes = "), EN))

    def test_a_key_that_stands_twice(self):
        self.assertEqual(["fi.txt:5: `yes` stands in line 3 already"],
                         faults(FI + "yes = joo\n", EN))

    def test_places_that_differ(self):
        self.assertEqual(["en.txt:3: `at_most` has other places than in fi.txt"],
                         faults(FI, EN.replace("{unit}", "{number}")))
        self.assertEqual(["en.txt:3: `at_most` has other places than in fi.txt"],
                         faults(FI, EN.replace("{unit} ", "")))

    def test_a_brace_that_is_no_place(self):
        for words in ("ja }", "{ ja", "{Value}", "{}"):
            found = faults(FI.replace("kyllä", words), EN)
            self.assertIn("fi.txt:3: a brace that opens or closes no place: "
                          "write {{ or }}", found)

    def test_a_key_that_nothing_uses(self):
        self.assertEqual(["fi.txt:4: nothing uses `at_most`"],
                         faults(FI, EN, sources="label::yes label::at_most_of say::yes_"))

    def test_what_is_no_line_of_a_data_file(self):
        self.assertEqual(["fi.txt:5: not `key = words` in a section"], faults(FI + "joo\n", EN))
        self.assertEqual(["fi.txt:5: not `key = words` in a section"], faults(FI + "a =\n", EN))
        self.assertIn("fi.txt:1: there is no section `programme`",
                      faults(FI.replace("[program]", "[programme]"), EN))
        self.assertIn("there is no section `programme`", faults(FI, EN, sections=["programme"]))

    def test_a_key_of_another_section(self):
        self.assertEqual(["en.txt:2: `yes` is of [program] in fi.txt"],
                         faults(FI, EN.replace("[program]\nyes", "[typed]\nyes")
                                .replace("at_most", "[program]\nat_most")))


class Header(unittest.TestCase):
    def test_gives_every_language_its_words(self):
        program = """
            #include "labels.hpp"
            #include <cstdio>
            int main() {
              for (std::size_t i = 0; i < 2; ++i)
                std::printf("%s: %s, %s\\n", words::label_languages[i].data(),
                            std::string(words::wording(words::label::yes, i)).c_str(),
                            words::wording(words::say::at_most{"5", "kg"}, i).c_str());
            }
        """
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "labels.hpp").write_text(faults(FI, EN), encoding="ascii")
            (root / "main.cpp").write_text(program, encoding="ascii")
            subprocess.run(["g++", "-std=c++20", "-Wall", "-Wextra", "-Werror",
                            str(root / "main.cpp"), "-lfmt", "-o", str(root / "main")],
                           check=True)
            said = subprocess.run([str(root / "main")], capture_output=True, check=True)
        self.assertEqual('fi: kyllä, enintään 5 kg\nen: yes {"\\\\"}, 5 kg at most\n',
                         said.stdout.decode("utf-8"))

    def test_does_not_compile_where_a_place_is_left_empty(self):
        text = faults(FI, EN) + '\nauto with = words::say::at_most{"5"};\n'
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "labels.hpp"
            path.write_text(text, encoding="ascii")
            made = subprocess.run(["g++", "-std=c++20", "-Wextra", "-Werror",
                                   "-fsyntax-only", "-x", "c++", str(path)],
                                  capture_output=True, text=True)
        self.assertIn("missing initializer for member", made.stderr)


class ShippedWords(unittest.TestCase):
    def test_name_no_section_that_no_header_is_made_of(self):
        rules = (ROOT / "cmake/words.cmake").read_text(encoding="utf-8")
        for section in make_words.SECTIONS:
            self.assertRegex(rules, rf"SECTIONS [a-z ]*\b{section}\b")


if __name__ == "__main__":
    unittest.main()
