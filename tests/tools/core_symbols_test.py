"""What the evaluation core needs of others: nothing that allocates, throws, prints, waits
or aborts. A unit that calls everything the core has is compiled by both compilers; what
it leaves undefined must be on the list."""

import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNIT = ROOT / "tests" / "unit" / "core" / "every_call.cpp"

# Memory to memory, and arithmetic that the machine has no instruction for.
ALLOWED = re.compile(
    r"memcpy|memmove|memset|memcmp|bcmp|strlen"
    r"|__(u?div|u?mod|u?divmod|mul)[dt]i[34]|__popcount[sd]i2|__c[lt]z[sdt]i2"
    r"|_GLOBAL_OFFSET_TABLE_"
)
COMPILERS = ["g++", "clang++-19"]


def undefined_symbols(compiler, source):
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder) / "unit.o"
        subprocess.run(
            [compiler, "-std=c++20", "-O2", "-Wall", "-Wextra", "-Werror",
             "-I", ROOT / "include", "-c", source, "-o", made],
            check=True, timeout=300)
        listed = subprocess.run(
            ["nm", "-u", "-j", made], check=True, capture_output=True, text=True)
    return set(listed.stdout.split())


class CoreSymbols(unittest.TestCase):
    def test_core_needs_nothing_that_allocates_throws_prints_or_aborts(self):
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                if shutil.which(compiler) is None:
                    self.skipTest(f"no {compiler}")
                symbols = undefined_symbols(compiler, UNIT)
                extra = {one for one in symbols if not ALLOWED.fullmatch(one)}
                self.assertEqual(extra, set())

    def test_finds_what_is_not_allowed(self):
        with tempfile.TemporaryDirectory() as folder:
            unit = pathlib.Path(folder) / "unit.cpp"
            unit.write_text(
                "#include <string>\n#include <stdexcept>\n"
                "std::string f(int a) { if (a == 7) throw std::runtime_error(\"no\");\n"
                "  return std::string(static_cast<std::size_t>(a), 'x'); }\n")
            symbols = undefined_symbols("g++", unit)
        self.assertIn("_Znwm", symbols)
        for symbol in ("_Znwm", "malloc", "abort", "__cxa_throw", "printf", "memcpyx"):
            self.assertIsNone(ALLOWED.fullmatch(symbol))


if __name__ == "__main__":
    unittest.main()
