#!/usr/bin/env python3
"""Checks the spelling of Finnish and Swedish: texts of rule sets, words of the program.

usage: check_spelling.py FOLDER...   (searched through for *.xml, fi.txt and sv.txt)

Finnish goes through Voikko, Swedish through Hunspell (sv_FI), both from Debian. Words of
the field that they do not know stand in tools/terms/fi.txt and sv.txt, one a line, in
lower case; a line may end with `*`, for any ending. A term that no text uses is a finding
too, so that the lists do not hide mistakes. Prints `file:line: word` for each finding and
exits 1 when there is one.
"""

import ctypes
import pathlib
import re
import subprocess
import sys
from xml.parsers import expat

# With the digits that belong to it: 16-vuotias, CRP:n.
WORD = re.compile(r"(?=[\w:'’-]*[^\W\d_])\w+(?:[-'’:]\w+)*")
# In the words of the program: places, and braces with what stands in them.
BRACES = re.compile(r"\{+[^}]*\}+")
TERMS = pathlib.Path(__file__).resolve().parent / "terms"


def finnish_speller():
    """A function that says whether Voikko knows a word."""
    voikko = ctypes.CDLL("libvoikko.so.1")
    voikko.voikkoInit.restype = ctypes.c_void_p
    voikko.voikkoInit.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_char_p,
                                  ctypes.c_char_p]
    voikko.voikkoSpellCstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    error = ctypes.c_char_p()
    handle = voikko.voikkoInit(ctypes.byref(error), b"fi", None)
    if not handle:
        sys.exit(f"error: voikko: {error.value.decode()}")
    return lambda word: voikko.voikkoSpellCstr(handle, word.encode()) == 1


def swedish_speller(words):
    """The same of Hunspell, which is asked about all words at once."""
    asked = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", "sv_FI", "-l"], input="\n".join(sorted(words)),
        capture_output=True, text=True, check=True)
    unknown = set(asked.stdout.split())
    return lambda word: word not in unknown


def texts_of(path):
    """(language, line, text) of every element with a `lang`."""
    found = []
    open_elements = []
    parser = expat.ParserCreate()

    def start(name, attributes):
        open_elements.append([attributes.get("lang"), parser.CurrentLineNumber, []])

    def data(text):
        if open_elements:
            open_elements[-1][2].append(text)

    def end(name):
        language, line, parts = open_elements.pop()
        if language:
            found.append((language, line, "".join(parts)))

    parser.StartElementHandler = start
    parser.CharacterDataHandler = data
    parser.EndElementHandler = end
    parser.Parse(path.read_bytes(), True)
    return found


def words_of(path):
    """(language, line, text) of every `key = words` of a data file, which is of a language."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if "=" in line and not line.lstrip().startswith("#"):
            words = BRACES.sub(" ", line.split("=", 1)[1])
            found.append((path.stem, number, words))
    return found


def read_terms(language):
    path = TERMS / f"{language}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def term_for(word, terms):
    """The term that allows a word."""
    lowered = word.lower()
    for term in terms:
        if lowered == term or (term.endswith("*") and lowered.startswith(term[:-1])):
            return term
    return None


def check(paths):
    words = {"fi": [], "sv": []}
    for path in paths:
        texts = texts_of if path.suffix == ".xml" else words_of
        for language, line, text in texts(path):
            if language in words:
                words[language] += [(path, line, word) for word in WORD.findall(text)]
    spellers = {"fi": finnish_speller(),
                "sv": swedish_speller({word for _, _, word in words["sv"]})}
    findings = []
    for language, all_words in words.items():
        terms = read_terms(language)
        used = set()
        for path, line, word in all_words:
            if spellers[language](word):
                continue
            term = term_for(word, terms)
            if term:
                used.add(term)
            else:
                findings.append(f"{path}:{line}: {language}: {word}")
        findings += [f"tools/terms/{language}.txt: no text needs `{term}`"
                     for term in terms if term not in used]
    return findings, sum(len(each) for each in words.values())


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    paths = sorted(path for folder in sys.argv[1:]
                   for name in ("*.xml", "fi.txt", "sv.txt")
                   for path in pathlib.Path(folder).rglob(name))
    findings, count = check(paths)
    print("\n".join(findings + [f"{count} words, {len(findings)} findings"]))
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
