#!/usr/bin/env python3
"""Checks what the compiler does not: who may include whom, and the form of C++ files.

Prints `file:line: finding` for each finding and exits 1 when there is one. The tables
below are the rule; docs/map.md says what each layer is for.
"""

import argparse
import pathlib
import re
import sys

# Layer -> the layers it may include, besides itself. Edges only go down.
MAY_INCLUDE = {
    "base": set(),
    "core": {"base"},
    "lang": {"base"},
    "xml": {"base"},
    "json": {"base"},
    "ruleset": {"base", "lang", "xml"},
    "book": {"base", "lang", "ruleset"},
    "service": {"base", "lang", "xml", "ruleset", "book"},
    "compile": {"base", "core", "lang", "ruleset", "book"},
    "reference": {"base", "lang", "ruleset", "book"},
    "exchange": {"base", "book", "json"},
    "evaluate": {"base", "book", "core", "compile", "service"},
    "words": {"base", "book", "service", "exchange", "evaluate"},
    "engine": {"base", "core", "lang", "xml", "json", "ruleset", "book", "service", "compile",
               "exchange", "evaluate", "words"},
    "cases": {"base", "core", "lang", "ruleset", "book", "service", "compile", "exchange",
              "evaluate", "words", "engine"},
    "analysis": {"base", "core", "lang", "ruleset", "book", "service", "compile", "reference",
                 "exchange", "evaluate", "words", "engine", "cases"},
}

# (from, to) -> until when an edge that the table forbids is let through.
EXCEPTIONS = {}

# Folders that use arvio as anybody would: public headers of any layer, nothing of src/.
LEAVES = {"cli", "examples", "bench"}

# Layers whose headers arvio.hpp does not bring, by however many others: who assesses
# contacts needs to know nothing of how rules are written, read and compiled.
NOT_IN_UMBRELLA = {"core", "lang", "ruleset", "compile"}

# Headers at the top of include/: of no layer. These two any layer may include; the
# umbrella arvio.hpp is for users of the library.
TOP_HEADERS_FOR_ALL = {"arvio/version.hpp", "arvio/fwd.hpp"}

# Other people's headers -> the folders of src/ that may include them ("*": all). None is
# allowed in include/.
THIRD_PARTY = [
    (re.compile(r"pugixml\.hpp|pugiconfig\.hpp"), {"xml"}),
    (re.compile(r"nlohmann/.*"), {"json"}),
    (re.compile(r"openssl/.*"), {"ruleset", "engine"}),
    (re.compile(r"utf8\.h|utf8/.*|utf8cpp/.*"), {"xml", "ruleset", "json", "exchange"}),
    (re.compile(r"CLI/.*"), {"cli"}),
    (re.compile(r"fmt/.*"), {"*"}),
    (re.compile(r"unistd\.h|fcntl\.h|sys/stat\.h"), {"cli", "engine"}),
]

# No binary floating point from input to decision.
NO_FLOATING_POINT = {"base", "core", "lang", "ruleset", "compile", "reference", "analysis",
                     "book", "service", "evaluate"}

# Headers that the build makes of data (cmake/words.cmake) -> the layers that may include
# them: what each has to say in people's languages.
MADE_HEADERS = {
    "words_data/phrases.hpp": {"words"},
    "words_data/labels.hpp": {"cli"},
}

MAX_HEADER_LINES = 400
MAX_COLUMNS = 90

STD_HEADERS = set("""
algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv
chrono cinttypes climits clocale cmath codecvt compare complex concepts condition_variable
coroutine csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar
cwchar cwctype deque exception execution filesystem format forward_list fstream functional
future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list
locale map memory memory_resource mutex new numbers numeric optional ostream queue random
ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span
sstream stack stdexcept stop_token streambuf string string_view strstream syncstream
system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set
utility valarray variant vector version
""".split())

# A type that is named and not defined, for its own sake or as a friend. What is declared
# inside a class is that class's secret and may be defined in src/.
DECLARED = re.compile(
    r"^(?:\s*friend\s+)?(?:class|struct|union|enum(?:\s+class)?)\s+([\w:]+)\s*(?::[^;{]*)?;")
DEFINED = re.compile(
    r"\b(?:class|struct|union|enum(?:\s+class)?)\s+([\w:]+)\s*(?:<[^;{]*>)?\s*"
    r"(?:final\s*)?(?::[^;{]*)?\{")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
CPP_FOLDERS = ["include", "src", "tests", "examples", "bench"]


def blank_comments_and_literals(text):
    """The text with comments, strings and character literals replaced by spaces."""
    token = re.compile(
        r'//[^\n]*|/\*.*?\*/'
        r'|R"(?P<tag>[^\s()\\]{0,16})\(.*?\)(?P=tag)"'
        r'|"(?:\\.|[^"\\\n])*"'
        # not the separator of 1'000: a quote after a letter or digit opens nothing
        r"|(?<![0-9a-zA-Z_])(?:u8|[uUL])?'(?:\\.|[^'\\\n])*'",
        re.DOTALL,
    )
    return token.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


class Checker:
    def __init__(self, root):
        self.root = root
        self.findings = []
        self.guards = {}
        self.declared = []  # by public headers: (name, path, line)
        self.defined = set()  # by public headers

    def report(self, path, line, text):
        self.findings.append((path.relative_to(self.root).as_posix(), line, text))

    def run(self):
        for folder in CPP_FOLDERS:
            for path in sorted((self.root / folder).rglob("*")):
                if path.suffix in (".hpp", ".cpp", ".h") and path.is_file():
                    self.check_file(path)
        self.check_umbrella()
        for name, path, line in self.declared:
            if name.split("::")[-1] not in self.defined:
                self.report(path, line, f"`{name}` is named here and defined in no public header")
        for path, line, text in sorted(self.findings):
            print(f"{path}:{line}: {text}")
        return self.findings

    def place(self, path):
        """(kind, layer): kind is "public", "source" or "other"; layer may be None."""
        parts = path.relative_to(self.root).parts
        if parts[0] == "include":
            return "public", parts[2] if len(parts) > 3 else None
        if parts[0] == "src":
            return "source", parts[1] if len(parts) > 2 else None
        return "other", parts[0] if parts[0] in LEAVES else None

    def check_file(self, path):
        raw = path.read_bytes()
        kind, layer = self.place(path)
        for number, line in enumerate(raw.split(b"\n"), 1):
            if not line.isascii():
                self.report(path, number, "not ASCII: write the character as an escape")
        text = raw.decode("utf-8", errors="replace")
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_COLUMNS:
                self.report(path, number, f"{len(line)} columns; {MAX_COLUMNS} at most")
        known = layer is None or layer in MAY_INCLUDE or layer in LEAVES
        if kind != "other" and not known:
            self.report(path, 1, f"`{layer}` is not in the table of layers")
        if kind == "source" and layer is None:
            self.report(path, 1, "a source file belongs to a layer, src/<layer>/")

        code = blank_comments_and_literals(text)
        if kind == "public":
            self.defined.update(name.split("::")[-1] for name in DEFINED.findall(code))
        code = code.split("\n")
        for number, (line, blanked) in enumerate(zip(lines, code), 1):
            include = INCLUDE.match(line)
            if include and blanked.lstrip().startswith("#"):
                self.check_include(path, number, kind, layer, *include.groups())
            declared = DECLARED.match(blanked) if kind == "public" else None
            if declared:
                self.declared.append((declared.group(1), path, number))
            if layer in NO_FLOATING_POINT and re.search(r"\b(float|double)\b", blanked):
                self.report(path, number, "binary floating point: use decimal")
            if path.suffix != ".cpp" and re.search(r"\busing\s+namespace\b", blanked):
                self.report(path, number, "`using namespace` in a header")
        if path.suffix != ".cpp":
            self.check_header(path, kind, text, lines)

    def check_include(self, path, line, kind, layer, quote, name):
        target_kind, target_layer, public = self.resolve(path, name)
        if target_kind is None:
            if kind != "other":
                self.check_foreign(path, line, kind, layer, name)
            return
        if kind == "other" and layer is None:
            return  # tests include what they like
        if quote == "<" and kind != "other":  # examples write what users write
            self.report(path, line, f"write \"{name}\": it is a file of arvio")
        if layer in LEAVES:
            own = path.relative_to(self.root).parts[: 2 if kind == "source" else 1]
            if not public and target_layer not in own:
                self.report(path, line, f"{layer} may include public headers only")
            return
        if target_layer is None:
            if name not in TOP_HEADERS_FOR_ALL and name != "arvio.hpp":
                self.report(path, line, f"`{name}` is of no layer")
            elif name == "arvio.hpp" and layer is not None:
                self.report(path, line, "the umbrella header is for users of the library")
            return
        if layer is None or layer not in MAY_INCLUDE:
            return  # arvio.hpp and its like include all; an unknown layer is reported once
        if kind == "public" and not public:
            self.report(path, line, "a public header includes one that is not installed")
        if target_layer == layer or target_layer in MAY_INCLUDE[layer]:
            return
        if (layer, target_layer) not in EXCEPTIONS:
            self.report(path, line, f"{layer} may not include {target_layer}")

    def check_umbrella(self):
        """What arvio.hpp brings, itself or by what it includes."""
        start = self.root / "include" / "arvio.hpp"
        waiting, seen = [(start, "arvio.hpp")], {start}
        while waiting:
            path, way = waiting.pop()
            if not path.is_file():
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            code = blank_comments_and_literals(text).split("\n")
            for number, (line, blanked) in enumerate(zip(text.split("\n"), code), 1):
                include = INCLUDE.match(line)
                if not include or not blanked.lstrip().startswith("#"):
                    continue
                kind, layer, public = self.resolve(path, include.group(2))
                if not public:
                    continue
                if layer in NOT_IN_UMBRELLA:
                    self.report(path, number, f"{way} may not bring {layer}")
                    continue  # told once; what that header brings is no news
                target = self.root / "include" / include.group(2)
                if target not in seen:
                    seen.add(target)
                    waiting.append((target, f"{way} > {include.group(2)}"))

    def resolve(self, path, name):
        """(kind, layer, is public) of an included file of ours; kind None when foreign."""
        if name == "arvio.hpp" or name.startswith("arvio/"):
            parts = name.split("/")
            return "public", parts[1] if len(parts) > 2 else None, True
        for base in (path.parent, self.root / "src", self.root / "tests"):
            target = (base / name).resolve()
            if target.is_file() and target.is_relative_to(self.root.resolve()):
                target = self.root / target.relative_to(self.root.resolve())
                kind, layer = self.place(target)
                return kind, layer, kind == "public"
        return None, None, False

    def check_foreign(self, path, line, kind, layer, name):
        if name in STD_HEADERS:
            return
        if name in MADE_HEADERS and kind != "public":
            if layer not in MADE_HEADERS[name]:
                self.report(path, line, f"`{name}` is not for {layer}")
            return
        if kind == "public":
            self.report(path, line, f"`{name}`: public headers include std only")
            return
        for pattern, layers in THIRD_PARTY:
            if pattern.fullmatch(name):
                if "*" not in layers and layer not in layers:
                    allowed = ", ".join(f"src/{name}" for name in sorted(layers))
                    self.report(path, line, f"`{name}` is for {allowed} only")
                return
        self.report(path, line, f"`{name}` is not in the table of third-party headers")

    def check_header(self, path, kind, text, lines):
        count = len(lines) - (1 if lines[-1] == "" else 0)
        if count > MAX_HEADER_LINES:
            self.report(path, count, f"{count} lines; split it: {MAX_HEADER_LINES} at most")
        # The path: of public headers from arvio on, as users include them, of others
        # from the root, so that src/lang/x.hpp can stand beside
        # include/arvio/lang/x.hpp.
        parts = path.relative_to(self.root).parts
        parts = parts[1:] if kind == "public" else ("arvio", *parts)
        wanted = re.sub(r"[^A-Z0-9]", "_", "/".join(parts).upper())
        found = re.search(r"^#ifndef (\w+)\n#define (\w+)", text, re.MULTILINE)
        if not found or found.groups() != (wanted, wanted):
            self.report(path, 1, f"the include guard should be {wanted}")
            return
        other = self.guards.setdefault(wanted, path)
        if other != path:
            self.report(path, 1, f"same include guard as {other.relative_to(self.root)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("root", nargs="?", type=pathlib.Path, default=root)
    findings = Checker(parser.parse_args().root.resolve()).run()
    print(f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
