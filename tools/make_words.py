#!/usr/bin/env python3
"""Turns the words of the program, a data file per language, into a C++ header.

    make_words.py --enum NAME --namespace NAMESPACE --sections SECTION[,SECTION...]
                     --header FILE --used-in FOLDER[,FOLDER...] LANGUAGE.txt...

A data file is UTF-8 and has lines of these kinds; blanks around what they say do not count:

    # a comment
    [section]
    key = words with {places}

`{{` and `}}` are braces themselves. The header has, of the wanted sections,

    enum class NAME               a key each, where the words have no places
    NAME_languages                the languages, in the order of the files
    say::KEY                      a struct with a member per place, where the words have some
    wording(..., language)      the words of either, in a language by its place in the list

so that C++ which names no key, or leaves a place empty, does not compile. Also a fault are a
key that a language lacks or has twice, places that differ between languages, and a key that
no file of --used-in names (as NAME::KEY, of this header or another, or say::KEY). Prints `file:line: fault` for each and
exits 1.
"""

import argparse
import pathlib
import re
import sys

SECTIONS = {"assessment", "value", "explanation", "refusal", "typed", "program", "region",
            "show", "pages"}
LINE = re.compile(r"([a-z][a-z0-9_]*)\s*=\s*(\S.*)")
BRACES = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}|[{}]")


class Entry:
    """The words of a key in one language."""

    def __init__(self, section, line, words):
        self.section = section
        self.line = line
        self.words = words
        found = list(BRACES.finditer(words))
        self.broken = any(each.group() in "{}" for each in found)
        self.places = list(dict.fromkeys(each.group(1) for each in found if each.group(1)))


def read(name, text, faults):
    """The entries of a data file by their keys."""
    entries = {}
    section = None
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip()
            if section not in SECTIONS:
                faults.append(f"{name}:{number}: there is no section `{section}`")
            continue
        parts = LINE.fullmatch(line)
        if not parts or section is None:
            faults.append(f"{name}:{number}: not `key = words` in a section")
            continue
        key, words = parts.groups()
        entry = Entry(section, number, words)
        if key in entries:
            faults.append(f"{name}:{number}: `{key}` stands in line {entries[key].line} already")
        if entry.broken:
            faults.append(f"{name}:{number}: a brace that opens or closes no place: write {{{{ or }}}}")
        entries.setdefault(key, entry)
    return entries


def compare(files, faults):
    """What the languages do not have alike; the first file is what others are held to."""
    first_name, first = files[0]
    for name, entries in files[1:]:
        for key, entry in first.items():
            if key not in entries:
                faults.append(f"{name}:1: `{key}` is missing")
            elif set(entries[key].places) != set(entry.places):
                faults.append(f"{name}:{entries[key].line}: `{key}` has other places than in {first_name}")
            elif entries[key].section != entry.section:
                faults.append(f"{name}:{entries[key].line}: `{key}` is of [{entry.section}] in {first_name}")
        for key, entry in entries.items():
            if key not in first:
                faults.append(f"{name}:{entry.line}: `{key}` is missing in {first_name}")


def find_unused(name, entries, sources, faults):
    # Two headers may hold a section; a key is used where either names it.
    named = set(re.findall(r"\b[a-z]+::([a-z][a-z0-9_]*)\b", sources))
    for key, entry in entries.items():
        if key not in named:
            faults.append(f"{name}:{entry.line}: nothing uses `{key}`")


def literal(text):
    """A C++ string literal in ASCII."""
    out = []
    for character in text:
        code = ord(character)
        if character in '"\\':
            out.append("\\" + character)
        elif 0x20 <= code < 0x7F:
            out.append(character)
        else:
            out.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
    return '"' + "".join(out) + '"'


def plain(words):
    return words.replace("{{", "{").replace("}}", "}")


def pattern(words, places):
    """The words as {fmt} takes them: every place by its number."""
    def numbered(match):
        place = match.group(1)
        return f"{{{places.index(place)}}}" if place else match.group()
    return BRACES.sub(numbered, words)


def header(enum, namespace, guard, languages, keys):
    """The text of the header; `keys`: (key, places, words per language)."""
    simple = [(key, words) for key, places, words in keys if not places]
    filled = [each for each in keys if each[1]]
    out = ["// Made of src/words/data by tools/make_words.py.",
           f"#ifndef {guard}", f"#define {guard}", ""]
    if filled:
        out += ["#include <fmt/format.h>", ""]
    out += ["#include <array>", "#include <cstddef>", "#include <cstdint>", "#include <string>",
            "#include <string_view>", "", f"namespace {namespace} {{", ""]
    names = ", ".join(f'"{each}"' for each in languages)
    out.append(f"inline constexpr std::array<std::string_view, {len(languages)}> "
               f"{enum}_languages = {{{names}}};")
    out += ["", f"enum class {enum} : std::uint8_t {{"]
    out += [f"  {key},  // {literal(words[-1])}" for key, words in simple]
    out += ["};", "", f"[[nodiscard]] constexpr std::string_view wording({enum} what, "
            "std::size_t language) {", "  switch (what) {"]
    for key, words in simple:
        all_words = ", ".join(literal(plain(each)) for each in words)
        out += [f"    case {enum}::{key}: {{",
                f"      constexpr std::string_view all[] = {{{all_words}}};",
                "      return all[language];", "    }"]
    out += ["  }", "  return {};  // not reached", "}", ""]
    for key, places, words in filled:
        members = " ".join(f"std::string_view {place};" for place in places)
        given = ", ".join(f"with.{place}" for place in places)
        out += ["namespace say {", f"struct {key} {{  // {literal(words[-1])}",
                f"  {members}", "};", "}  // namespace say",
                f"[[nodiscard]] inline std::string wording(const say::{key}& with, "
                "std::size_t language) {", "  switch (language) {"]
        for place, each in enumerate(words[1:], 1):
            out.append(f"    case {place}: return fmt::format({literal(pattern(each, places))}, "
                       f"{given});")
        out += [f"    default: return fmt::format({literal(pattern(words[0], places))}, {given});",
                "  }", "}", ""]
    out += [f"}}  // namespace {namespace}", "", f"#endif  // {guard}", ""]
    return "\n".join(out)


def make(enum, namespace, sections, header_name, files, sources):
    """(text of the header, faults); `files`: (name, text) of each language."""
    faults = [f"there is no section `{each}`" for each in sections if each not in SECTIONS]
    read_files = [(name, read(name, text, faults)) for name, text in files]
    compare(read_files, faults)
    wanted = {key: entry for key, entry in read_files[0][1].items() if entry.section in sections}
    find_unused(files[0][0], wanted, sources, faults)
    if faults:
        return "", faults
    keys = [(key, entry.places, [entries[key].words for _, entries in read_files])
            for key, entry in wanted.items()]
    guard = "ARVIO_" + re.sub(r"[^A-Za-z0-9]", "_", header_name).upper()
    languages = [pathlib.Path(name).stem for name, _ in files]
    return header(enum, namespace, guard, languages, keys), []


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--enum", "--namespace", "--sections", "--header", "--used-in"):
        parser.add_argument(option, required=True)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    given = parser.parse_args()
    sources = "\n".join(path.read_text(encoding="utf-8")
                        for folder in given.used_in.split(",")
                        for path in sorted(pathlib.Path(folder).iterdir())
                        if path.suffix in (".cpp", ".hpp"))
    files = [(str(path), path.read_text(encoding="utf-8")) for path in given.files]
    output = pathlib.Path(given.header)
    header_name = "_".join(output.parts[-2:])
    text, faults = make(given.enum, given.namespace, given.sections.split(","), header_name,
                        files, sources)
    if faults:
        print("\n".join(faults), file=sys.stderr)
        sys.exit(1)
    if not output.exists() or output.read_text(encoding="utf-8") != text:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
