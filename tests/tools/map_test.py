"""docs/map.md, docs/engine.md, docs/core.md and CONTRIBUTING.md name files and folders that
are there."""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ["docs/map.md", "docs/engine.md", "docs/core.md", "CONTRIBUTING.md"]
# Named in the map as what is still to be built.
TO_COME = set()
NO_PATHS = {"Asia/Kathmandu"}


def is_path(name):
    return bool(re.fullmatch(r"[\w./*<>-]+", name)) and (
        "/" in name or re.search(r"\.(hpp|cpp|md|py|txt|json|xsd)$", name) is not None)


def rooms_of(line):
    """The room that a line of the table of rooms is about."""
    named = re.match(r"\| `([\w/]+)` \|", line)
    return [named.group(1)] if named else []


def places(name, line):
    """Where a name of a page can stand: from the root, as an include, or in the room of the
    line of a table."""
    bases = [ROOT, ROOT / "include", ROOT / "include/arvio", ROOT / "src/cli"]
    for room in rooms_of(line):
        bases += [ROOT / room, ROOT / "src" / room, ROOT / "include/arvio" / room]
    pattern = re.sub(r"<\w+>", "*", name).rstrip("/")
    return [path for base in bases for path in base.glob(pattern)]


class MapTest(unittest.TestCase):
    def test_names_what_is_there(self):
        named = 0
        for page in PAGES:
            text = (ROOT / page).read_text(encoding="utf-8")
            text = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
            for line in text.split("\n"):
                names = re.findall(r"`([^`]+)`", line) + re.findall(r"\bdocs/[\w.-]+\w", line)
                for name in filter(is_path, names):
                    if name in TO_COME | NO_PATHS or name.startswith(("build/", "../")):
                        continue
                    named += 1
                    self.assertTrue(places(name, line), f"{page}: `{name}` is not there")
        self.assertGreater(named, 80)

    def test_has_a_line_for_every_room(self):
        lines = (ROOT / "docs/map.md").read_text(encoding="utf-8").split("\n")
        told = {pathlib.Path(room).name for line in lines for room in rooms_of(line)}
        for folder in [*(ROOT / "include/arvio").iterdir(), *(ROOT / "src").iterdir()]:
            if folder.is_dir():
                self.assertIn(folder.name, told)


if __name__ == "__main__":
    unittest.main()
