#!/usr/bin/env python3
"""Writes the hostile corpus: documents that must be refused, and where.

    make.py FOLDER     writes FOLDER/<category>/<name>.xml and FOLDER/expected.txt

Two sorts of documents:

* those of tables/<category>.txt, each a fault written by hand. Above the entries stand
  `base: NAME` (the file of bases/ whose CONTENT the entry replaces, or `none`), `stage:
  STAGE` and comments (`# `). An entry is a line `name CODE | content`; more lines of it
  begin with `|`. `^` in the content marks the place of the first finding and is taken
  out; an entry without one is refused at 1:1. `\\xE4` is that byte.
* those that systematic() makes of bases/complete.xml, one edit each: every element gets
  an unknown attribute, every attribute is written twice, and so on.

So the expected place follows from the edit, never from what arvio says.

Each line of expected.txt: path, stage, code, line, column (in code points), separated by
blanks; 0 0 is no place. A stage is who must refuse: `read` (the form of the document),
`link` (it together with the vocabulary, which is bases/complete.xml), `alone` (it without
the vocabulary), `publish` and `cases` (arvio check --publishable and arvio test; the
document loads), `sound` (nobody).
"""

import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
STAGES = {"read", "link", "alone", "publish", "cases", "sound"}


class Corpus:
    def __init__(self, folder):
        self.folder = folder
        self.lines = {}

    def add(self, category, name, stage, code, document, at):
        """Writes `document` (bytes); `at` is the byte where the first finding points."""
        path = f"{category}/{name}.xml"
        if path in self.lines:
            raise SystemExit(f"{path}: written twice")
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(document)
        line, column = (0, 0) if at is None else position(document, at)
        self.lines[path] = f"{path} {stage} {code} {line} {column}"

    def finish(self):
        (self.folder / "expected.txt").write_text("\n".join(self.lines.values()) + "\n")


def position(document, at):
    """Line and column of a byte, both from 1, the column in code points; a byte that only
    continues one (or pretends to) has the column of the character before."""
    before = document[:at]
    line_begin = before.rfind(b"\n") + 1
    begun = [byte for byte in document[line_begin:at + 1] if byte & 0xC0 != 0x80]
    return before.count(b"\n") + 1, len(begun) + (1 if at >= len(document) else 0)


# --- documents written by hand ----------------------------------------------------------

ENTRY = re.compile(r"([a-z0-9-]+) (E\d{4}|none)(?: \|(.*))?")


def entries(path):
    """Yields (name, code, content, base, stage) of a table."""
    base, stage, entry = "none", "read", None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("|"):
            entry[2].append(line[1:])
            continue
        if entry:
            yield entry
            entry = None
        if not line or line.startswith("# "):
            continue
        if line.startswith("base: "):
            base = line[6:]
        elif line.startswith("stage: ") and line[7:] in STAGES:
            stage = line[7:]
        else:
            found = ENTRY.fullmatch(line)
            if not found:
                raise SystemExit(f"{path}:{number}: not understood")
            content = [] if found[3] is None else [found[3].removeprefix(" ")]
            entry = [found[1], found[2], content, base, stage]
    if entry:
        yield entry


def content_bytes(text):
    parts = re.split(r"\\x([0-9A-F]{2})", text)
    out = b""
    for i, part in enumerate(parts):
        out += bytes([int(part, 16)]) if i % 2 else part.encode()
    return out


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def written_by_hand(corpus):
    for path in sorted((HERE / "tables").glob("*.txt")):
        for name, code, lines, base, stage in entries(path):
            text = "\n".join(lines)
            if base == "condition":
                text = escaped(text)
            content = content_bytes(text)
            around = b"CONTENT"
            if base != "none":
                around = (HERE / "bases" / f"{base}.xml").read_bytes()
            document = around.replace(b"CONTENT", content, 1)
            at = document.find(b"^")
            if at < 0:
                at = None if stage == "alone" else 0
            if document.count(b"^") > 1:
                raise SystemExit(f"{path}: {name}: two places")
            document = document.replace(b"^", b"")
            corpus.add(path.stem, name, stage, code, document, at)


# --- documents made of the complete one ------------------------------------------------

TAG = re.compile(r"<(/?)([A-Za-z-]+)((?:\s+[a-zA-Z_-]+=\"[^\"]*\")*)\s*(/?)>")
ATTRIBUTE = re.compile(r"([a-zA-Z_-]+)=\"([^\"]*)\"")

# Elements that hold text: words for people, or an expression.
TEXTS = {"title", "purpose", "note", "owner", "text", "safety-net", "ask", "help",
         "advice"}
EXPRESSIONS = {"when", "derived/value"}
# Elements whose attributes are names of inputs.
ANSWERS = {"given", "baseline"}

# What an element cannot be without: its attributes.
REQUIRED_ATTRIBUTES = {
    "ruleset": "id version valid-from languages",
    "about": "status", "owner": "role", "licence": "spdx",
    "title": "lang", "purpose": "lang", "note": "lang", "text": "lang", "ask": "lang",
    "help": "lang", "safety-net": "lang", "advice": "lang audience",
    "sources/source": "id title publisher year confidence",
    "rule/source": "ref", "otherwise/source": "ref", "rule/duty": "ref",
    "otherwise/duty": "ref", "rule/deadline": "kind", "otherwise/deadline": "kind", "values": "id", "values/value": "id", "input/value": "id",
    "input": "id type min max", "presume": "value", "score": "id", "item": "id",
    "band": "points", "table": "id type input", "cell": "value",
    "derived/value": "id type",
    "level": "id", "status": "id", "need": "id", "complaint": "id", "channel": "id",
    "professional": "id", "route": "channel levels", "fallback": "channel",
    "rules": "id", "require": "input", "baseline": "id", "answer": "input value",
    "rules/rule": "id", "otherwise": "id urgency", "rule/case": "expect",
    "otherwise/case": "expect", "cases/case": "id",
    "duties/duty": "id by to subject within basis",
    "deadlines/deadline": "id kind within counts-from source",
}
# ... and its child elements, where the first of that name is the only one in the base.
REQUIRED_ELEMENTS = {
    "ruleset": ["about", "scale", "statuses", "needs"], "about": ["title"],
    "rules/rule": ["when"], "cases/case": ["expect"],
}
# What is told at a place before, where it has a prefix and so is not there.
TOLD_BEFORE = {"level/emergency", "level/out-of-scope", "level/default", "baseline/id"}
# Elements of which there is one at most.
ONCE = ["about", "sources", "inputs", "derived", "scale", "statuses", "needs",
        "complaints", "channels", "professionals", "routes", "duties", "deadlines", "cases", "licence",
        "when", "otherwise", "fallback", "expect"]
# Lists: a fault of the whole list is told at the attribute, one of a part at the part.
LISTS = {"ruleset/languages", "table/input", "infer/values", "rules/complaints",
         "rules/need", "rule/need", "route/levels", "route/need"}
FORMULAS = {"infer/when", "infer/value", "presume/when", "input/applies-when",
            "item/value", "rules/applies-when"}
# Attributes that take any text; what they must be is told when rule sets are linked, or
# never.
FREE = {"source/title", "source/publisher", "licence/spdx", "owner/role", "source/clause",
        "input/min", "input/max", "input/otherwise", "infer/from", "infer/to",
        "presume/value", "band/from", "band/to", "row/value", "row/from", "row/to",
        "cell/from", "cell/to", "cell/value", "answer/value"}


class Element:
    def __init__(self, match, parent):
        self.name = match[2]
        self.path = f"{parent.name}/{self.name}" if parent else self.name
        self.begin = match.start()
        self.at_name = match.start(2)
        self.tag_end = match.end()
        self.is_empty = bool(match[4])
        self.attributes_end = match.end(3)
        self.attributes = list(
            ATTRIBUTE.finditer(match.string, match.start(3), match.end(3)))
        self.close = self.end = match.end()  # of the end tag: where it begins and ends

    def in_table(self, table, default):
        return table.get(self.path, table.get(self.name, default))

    def is_in(self, names):
        return self.path in names or self.name in names


def elements_of(text):
    found, around = [], []
    for match in TAG.finditer(text):
        if match[1]:
            element = around.pop()
            element.close, element.end = match.start(), match.end()
            continue
        element = Element(match, around[-1] if around else None)
        found.append(element)
        if not element.is_empty:
            around.append(element)
    return found


class Edits:
    """Edits of one text, each a document of its own."""

    def __init__(self, corpus, text):
        self.corpus = corpus
        self.text = text
        self.names = {}

    def edit(self, category, name, code, begin, end, new, at):
        """`new` instead of [begin, end); the finding points to `at` of the result."""
        number = self.names[category, name] = self.names.get((category, name), 0) + 1
        name = name.replace("/", "-").lower() + (f"-{number}" if number > 1 else "")
        document = self.text[:begin] + new + self.text[end:]
        self.corpus.add(category, name, "read", code, document.encode(),
                        len(document[:at].encode()))

    def insert(self, category, name, code, begin, new, offset):
        self.edit(category, name, code, begin, begin, new, begin + offset)


def edit_element(edits, of):
    edits.insert("prefixed-elements", of.path, "E0005", of.at_name, "x:", 0)
    if not of.is_in(ANSWERS):
        edits.insert("unknown-attributes", of.path, "E0011", of.attributes_end,
                     ' colour="red"', 1)
    if of.is_empty:
        def inside(new, offset, category, code):
            edits.edit(category, of.path, code, of.tag_end - 2, of.tag_end,
                       f">{new}</{of.name}>", of.tag_end - 1 + offset)
    else:
        def inside(new, offset, category, code):
            edits.insert(category, of.path, code, of.close, new, offset)
    inside("<colour/>", 1, "unknown-elements", "E0010")
    if not of.is_in(TEXTS) and not of.is_in(EXPRESSIONS):
        inside(" words", 1, "misplaced-text", "E0015")
    if not of.is_empty:
        edits.edit("unclosed-elements", of.path, "E0002", of.close, of.end, "</colour>",
                   of.close + 2)
        if of.is_in(TEXTS):
            edits.edit("empty-texts", of.path, "E0016", of.tag_end, of.close, " ",
                       of.at_name)
        if of.is_in(EXPRESSIONS):
            edits.edit("empty-texts", of.path, "E0112", of.tag_end, of.close, " ",
                       of.tag_end + 1)
    for child in of.in_table(REQUIRED_ELEMENTS, []):
        removed = next(e for e in elements_of(edits.text)
                       if e.path.endswith(f"{of.name}/{child}") and e.begin > of.begin)
        edits.edit("missing-elements", f"{of.path}-{child}", "E0012", removed.begin,
                   removed.end, "", of.at_name)
    if of.name in ONCE and not of.path.startswith("sources/"):
        edits.insert("repeated-elements", of.path, "E0014", of.end,
                     edits.text[of.begin:of.end], 1)
    edits.edit("mistyped-elements", of.path, "E0002", of.begin, of.begin + 1, "<1",
               of.begin + 1)


def edit_attribute(edits, of, attribute):
    name, value = attribute[1], attribute[2]
    path = f"{of.path}-{name}"
    short = f"{of.name}/{name}"
    edits.insert("repeated-attributes", path, "E0004", attribute.end(),
                 " " + attribute[0], 1)
    edits.edit("attributes-without-quotes", path, "E0002", attribute.start(2) - 1,
               attribute.start(2), "", attribute.start(2) - 1)
    if name != "xmlns" and short not in TOLD_BEFORE:
        edits.insert("prefixed-attributes", path, "E0005", attribute.start(), "x:", 0)
    if name in of.in_table(REQUIRED_ATTRIBUTES, "").split():
        edits.edit("missing-attributes", path, "E0013", attribute.start() - 1,
                   attribute.end(), "", of.at_name)
    if name == "xmlns" or of.name in ("expect", "given", "baseline"):
        return
    empty = attribute.start() if short in LISTS else attribute.start(2)
    edits.edit("empty-attributes", path, "E0112" if short in FORMULAS else "E0016",
               attribute.start(2), attribute.end(2), "", empty)
    if short in FREE or short in FORMULAS:
        return
    edits.edit("attributes-of-no-form", path, "E0016", attribute.start(2),
               attribute.end(2), "#", attribute.start(2))


def cut(edits):
    """The document cut inside each sort of thing: what is told is what was not closed."""
    def at(what, place, begin, code="E0002"):
        end = edits.text.index(place)
        edits.edit("cut", what, code, end, len(edits.text), "", begin)

    root = edits.text.index("<ruleset") + 1
    title = edits.text.index("<title")
    edits.edit("cut", "nothing-left", "E0006", 0, len(edits.text), "", 0)
    at("in-the-declaration", '?>', 0)
    at("in-a-comment", "that make.py", edits.text.index("<!--"))
    at("in-the-name-of-the-root", "set xmlns", root - 1)
    at("in-the-root", ' version="1.2.0"', root - 1)
    at("after-a-sign-of-equality", '"en">Words', title + len("<title lang="))
    at("in-a-value", 'n">Words', title + len("<title lang="))
    at("before-the-end-of-a-tag", ">Words", title)
    at("in-a-text", "ords</title>", title + 1)
    at("after-a-less-than", "/title>", edits.text.index("/title>"))
    name_of_end = edits.text.index("</title>") + 2
    at("before-the-name-of-an-end", "title>\n    <purpose", name_of_end)
    end = edits.text.index("</title>")
    edits.edit("cut", "in-an-end-tag", "E0002", end + 7, len(edits.text), "", end)
    at("after-an-element", "\n    <purpose", edits.text.index("<about") + 1)
    at("before-the-last-tag", "</ruleset>", root)
    edits.edit("cut", "before-the-last-character", "E0002", edits.text.rindex(">"),
               len(edits.text), "", edits.text.rindex("</ruleset"))


def systematic(corpus):
    text = (HERE / "bases" / "complete.xml").read_text(encoding="utf-8")
    edits = Edits(corpus, text)
    corpus.add("sound", "complete", "sound", "none", text.encode(), 0)
    seen = set()
    for element in elements_of(text):
        if element.path not in seen:
            edit_element(edits, element)
        for attribute in element.attributes:
            if (element.path, attribute[1]) not in seen:
                edit_attribute(edits, element, attribute)
                seen.add((element.path, attribute[1]))
        seen.add(element.path)
    cut(edits)


# --- documents over a budget ------------------------------------------------------------

def many(count, text):
    return "".join(text.replace("#", str(i)) for i in range(count))


def over_budgets(corpus):
    """One more than base/limits.hpp allows. Documents of megabytes are made by the test."""
    demo = (HERE / "bases" / "demo.xml").read_text()
    words = (HERE / "bases" / "words.xml").read_text()
    scale = ('<scale><level id="U0" emergency="true"/>'
             '<level id="U1" out-of-scope="true" default="true"/></scale>')

    def add(name, code, base, content, stage="read"):
        text = base.replace("CONTENT", content)
        corpus.add("budgets", name, stage, code, text.replace("^", "").encode(),
                   text.index("^"))

    def condition(text):
        return ('<rules id="g" need="body"><rule id="R" urgency="U1">'
                f'<title lang="en">t</title><when>{text}</when></rule></rules>')

    name = "n" * 257
    add("elements-in-one-another", "E0901", "CONTENT", "<a>" * 32 + "<^a>" + "</a>" * 33)
    add("elements-in-one-another-not-closed", "E0901", "CONTENT",
        "<a>" * 32 + "<^a>" + "<a>" * 1000)
    add("attributes", "E0902", "CONTENT", "<a" + many(256, ' a#=""') + ' ^b=""/>')
    add("attributes-of-a-case", "E0902", demo,
        '<cases><case id="c"><given' + many(256, ' a#="1"') + ' ^b="1"/></case></cases>')
    add("long-name-of-an-element", "E0903", "CONTENT", f"<^{name}/>")
    add("long-name-of-an-attribute", "E0903", "CONTENT", f'<a ^{name}=""/>')
    add("long-id", "E0903", demo,
        f'<inputs><input id="^{name}" type="boolean"/></inputs>')
    add("long-value-id", "E0903", demo,
        f'<values id="v"><value id="^{name}"/></values>')
    add("long-number", "E0903", demo, '<derived><score id="x"><item id="i" input="age">'
        f'<band points="^{"9" * 257}" to="3"/></item></score></derived>')
    add("long-reference", "E0002", "CONTENT", f"<a>^&{name};</a>")
    add("expression-bytes", "E0905", demo, condition("^a" + " " * 4096 + "b"))
    add("expression-brackets", "E0905", demo, condition("(" * 32 + "^" + "(" * 400))
    add("expression-signs", "E0905", demo,
        condition("age > " + "-" * 32 + "^" + "-" * 300 + "1"))
    add("expression-nots", "E0905", demo, condition("not(" * 32 + "^" + "a" + ")" * 32))
    add("expression-sum", "E0905", demo,
        condition("age > 1" + " + 1" * 510 + " + ^1" + " + 1" * 20))
    add("expression-list", "E0905", demo,
        condition("age in (1" + ",2" * 509 + ",3^,4,5)"))
    add("needs", "E0906", words, scale + "<^needs>" + many(65, '<need id="n#"/>') + "</needs>")
    add("complaints", "E0906", words, scale + '<needs><need id="n"/></needs><^complaints>'
        + many(1025, '<complaint id="c#"/>') + "</complaints>")
    add("values", "E0906", demo,
        '<values id="^v">' + many(1025, '<value id="v#"/>') + "</values>")
    add("values-of-an-input", "E0906", demo, '<inputs><^input id="x" type="code">'
        + many(1025, '<value id="v#"/>') + "</input></inputs>")
    add("inputs", "E0906", demo,
        "<^inputs>" + many(4097, '<!-- room for what is kept -->'
                           '<input id="i#" type="boolean"/>') + "</inputs>")


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    corpus = Corpus(folder)
    written_by_hand(corpus)
    systematic(corpus)
    over_budgets(corpus)
    corpus.finish()


if __name__ == "__main__":
    main()
