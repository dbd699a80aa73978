"""Tests of tools/check_layers.py on small trees made for each."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
import check_layers  # noqa: E402


def findings(files):
    """The findings in a tree of {path: text}, as `file:line: text`."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            found = check_layers.Checker(root).run()
        return [f"{path}:{line}: {text}" for path, line, text in sorted(found)]


def header(guard, body):
    return f"#ifndef {guard}\n#define {guard}\n{body}\n#endif\n"


class Includes(unittest.TestCase):
    def one(self, path, include, **more):
        got = findings({path: f"#include {include}\n", **more})
        self.assertEqual(len(got), 1, got)
        self.assertTrue(got[0].startswith(f"{path}:1: "), got)
        return got[0]

    def none(self, path, include, **more):
        self.assertEqual(findings({path: f"#include {include}\n", **more}), [])

    def test_made_headers_are_for_the_layers_whose_words_they_hold(self):
        self.none("src/words/a.cpp", '"words_data/phrases.hpp"')
        self.none("src/cli/a.cpp", '"words_data/labels.hpp"')
        self.assertIn("is not for engine", self.one("src/engine/a.cpp",
                                                    '"words_data/phrases.hpp"'))
        made = header("ARVIO_WORDS_A_HPP", '#include "words_data/phrases.hpp"')
        self.assertEqual(["include/arvio/words/a.hpp:3: `words_data/phrases.hpp`: public headers "
                          "include std only"], findings({"include/arvio/words/a.hpp": made}))

    def test_downwards_is_allowed(self):
        self.none("src/ruleset/load.cpp", '"arvio/lang/parser.hpp"')
        self.none("src/compile/boxes.cpp", '"arvio/ruleset/rule.hpp"')
        self.none("src/lang/parser.cpp", '"arvio/version.hpp"')

    def test_upwards_and_sideways_is_not(self):
        self.one("src/lang/parser.cpp", '"arvio/ruleset/rule.hpp"')
        self.one("src/reference/interpreter.cpp", '"arvio/compile/boxes.hpp"')
        self.one("src/compile/boxes.cpp", '"arvio/reference/interpreter.hpp"')

    def test_the_truth_and_what_it_judges_do_not_know_each_other(self):
        self.one("src/engine/engine.cpp", '"arvio/reference/interpreter.hpp"')
        self.one("src/reference/world.cpp", '"arvio/core/evaluate.hpp"')
        self.one("src/compile/clauses.cpp", '"arvio/reference/interpreter.hpp"')

    def test_public_headers_obey_the_same_table(self):
        guard = "ARVIO_LANG_AST_HPP"
        text = header(guard, '#include "arvio/ruleset/rule.hpp"')
        self.assertEqual(
            findings({"include/arvio/lang/ast.hpp": text}),
            ["include/arvio/lang/ast.hpp:3: lang may not include ruleset"],
        )

    def test_private_header_of_another_layer_is_seen(self):
        private = header("ARVIO_SRC_REFERENCE_WALK_HPP", "")
        self.assertEqual(
            findings({
                "src/compile/boxes.cpp": '#include "../reference/walk.hpp"\n',
                "src/lang/lexer.cpp": '#include "reference/walk.hpp"\n',
                "src/reference/walk.hpp": private,
            }),
            ["src/compile/boxes.cpp:1: compile may not include reference",
             "src/lang/lexer.cpp:1: lang may not include reference"],
        )

    def test_public_header_does_not_include_a_private_one(self):
        got = findings({
            "include/arvio/lang/ast.hpp":
                header("ARVIO_LANG_AST_HPP", '#include "../../../src/lang/node.hpp"'),
            "src/lang/node.hpp": header("ARVIO_SRC_LANG_NODE_HPP", ""),
        })
        self.assertEqual(len(got), 1, got)

    def test_program_includes_public_headers_and_its_own(self):
        self.none("src/cli/main.cpp", '"arvio/reference/interpreter.hpp"')
        self.none("src/cli/main.cpp", '"arvio.hpp"')
        self.none("src/cli/main.cpp", '"commands.hpp"',
                  **{"src/cli/commands.hpp": header("ARVIO_SRC_CLI_COMMANDS_HPP", "")})
        private = {"src/lang/node.hpp": header("ARVIO_SRC_LANG_NODE_HPP", "")}
        self.one("src/cli/main.cpp", '"lang/node.hpp"', **private)
        self.one("examples/02_call/main.cpp", '"../../src/lang/node.hpp"', **private)

    def test_umbrella_is_not_for_layers(self):
        self.one("src/lang/parser.cpp", '"arvio.hpp"')

    def test_umbrella_brings_no_layer_that_its_users_need_not_know(self):
        umbrella = header("ARVIO_HPP", '#include "arvio/engine/engine.hpp"')
        engine = header("ARVIO_ENGINE_ENGINE_HPP", '#include "arvio/engine/repository.hpp"')
        repository = "include/arvio/engine/repository.hpp"
        for layer, brings in [("ruleset", True), ("lang", True), ("compile", True),
                              ("core", True), ("base", False), ("exchange", False)]:
            files = {
                "include/arvio/engine/engine.hpp": engine,
                repository: header("ARVIO_ENGINE_REPOSITORY_HPP",
                                   f'// what it needs\n#include "arvio/{layer}/one.hpp"'),
                f"include/arvio/{layer}/one.hpp":
                    header(f"ARVIO_{layer.upper()}_ONE_HPP", ""),
            }
            self.assertEqual(findings(files), [], "without the umbrella")
            wanted = [f"{repository}:4: arvio.hpp > arvio/engine/engine.hpp > "
                      f"arvio/engine/repository.hpp may not bring {layer}"]
            self.assertEqual(findings({"include/arvio.hpp": umbrella, **files}),
                             wanted if brings else [], layer)

    def test_umbrella_may_be_named_in_a_circle(self):
        a, b = "arvio/engine/a.hpp", "arvio/engine/b.hpp"
        self.assertEqual(findings({
            "include/arvio.hpp": header("ARVIO_HPP", f'#include "{a}"'),
            f"include/{a}": header("ARVIO_ENGINE_A_HPP", f'#include "{b}"'),
            f"include/{b}": header("ARVIO_ENGINE_B_HPP", f'#include "{a}"'),
        }), [])

    def test_public_header_names_no_type_that_only_src_defines(self):
        path = "include/arvio/engine/engine.hpp"

        def of(body, **more):
            return findings({path: header("ARVIO_ENGINE_ENGINE_HPP", body),
                             "src/engine/maker.hpp": header("ARVIO_SRC_ENGINE_MAKER_HPP",
                                                            "class maker {};"), **more})

        for body in ["class maker;", "enum class maker : int;",
                     "class engine {\n  friend class maker;\n};"]:
            got = of(body)
            self.assertEqual(len(got), 1, got)
            self.assertIn("`maker` is named here and defined in no public header", got[0])
        self.assertEqual(of("// class maker;\nclass engine {\n  struct state;\n};"), [])
        self.assertEqual(of("class maker;\nclass maker final : public engine\n{};"), [])
        other = {"include/arvio/engine/maker.hpp":
                 header("ARVIO_ENGINE_MAKER_HPP", "struct maker {};")}
        self.assertEqual(of("struct maker;", **other), [])

    def test_third_party_only_where_the_table_says(self):
        self.none("src/xml/tree.cpp", "<pugixml.hpp>")
        self.one("src/ruleset/load.cpp", "<pugixml.hpp>")
        self.one("src/engine/engine.cpp", "<pugixml.hpp>")
        self.one("src/lang/parser.cpp", "<nlohmann/json.hpp>")
        self.none("src/cli/main.cpp", "<CLI/CLI.hpp>")
        self.one("src/engine/engine.cpp", "<CLI/CLI.hpp>")
        self.none("src/lang/print.cpp", "<fmt/format.h>")
        self.one("src/lang/print.cpp", "<boost/regex.hpp>")

    def test_public_headers_include_std_only(self):
        path = "include/arvio/ruleset/load.hpp"
        guard = "ARVIO_RULESET_LOAD_HPP"
        self.assertEqual(findings({path: header(guard, "#include <vector>")}), [])
        self.assertEqual(len(findings({path: header(guard, "#include <fmt/core.h>")})), 1)

    def test_include_in_a_comment_is_none(self):
        self.assertEqual(
            findings({"src/lang/a.cpp": '/*\n#include "arvio/engine/engine.hpp"\n*/\n'}), [])

    def test_unknown_layer_is_reported(self):
        self.assertEqual(findings({"src/magic/a.cpp": "\n"}),
                         ["src/magic/a.cpp:1: `magic` is not in the table of layers"])

    def test_tests_include_anything(self):
        self.none("tests/unit/lang/lexer_test.cpp", '"arvio/engine/engine.hpp"')
        self.none("tests/unit/lang/lexer_test.cpp", "<gtest/gtest.h>")


class Form(unittest.TestCase):
    def test_include_guard_follows_the_path(self):
        for path, guard in [
            ("include/arvio/base/value_set.hpp", "ARVIO_BASE_VALUE_SET_HPP"),
            ("include/arvio/version.hpp", "ARVIO_VERSION_HPP"),
            ("include/arvio.hpp", "ARVIO_HPP"),
            ("include/arvio/core/image/records.hpp", "ARVIO_CORE_IMAGE_RECORDS_HPP"),
            ("src/xml/scan.hpp", "ARVIO_SRC_XML_SCAN_HPP"),
            ("tests/support/random.hpp", "ARVIO_TESTS_SUPPORT_RANDOM_HPP"),
            ("tests/unit/lang/made.hpp", "ARVIO_TESTS_UNIT_LANG_MADE_HPP"),
            ("bench/support/book.hpp", "ARVIO_BENCH_SUPPORT_BOOK_HPP"),
            ("examples/02_call/words.hpp", "ARVIO_EXAMPLES_02_CALL_WORDS_HPP"),
        ]:
            self.assertEqual(findings({path: header(guard, "")}), [], path)
            self.assertEqual(
                len(findings({path: header(guard.replace("_HPP", "_H"), "")})), 1, path)

    def test_include_guard_has_all_folders_and_both_lines(self):
        for path, guard, wanted in [
            ("src/lang/ast.hpp", "ARVIO_LANG_AST_HPP", "ARVIO_SRC_LANG_AST_HPP"),
            ("src/lang/ast.hpp", "ARVIO_AST_HPP", "ARVIO_SRC_LANG_AST_HPP"),
            ("tests/support/a.hpp", "ARVIO_SUPPORT_A_HPP", "ARVIO_TESTS_SUPPORT_A_HPP"),
            ("include/arvio/lang/ast.hpp", "ARVIO_SRC_LANG_AST_HPP", "ARVIO_LANG_AST_HPP"),
        ]:
            self.assertEqual(findings({path: header(guard, "")}),
                             [f"{path}:1: the include guard should be {wanted}"])
        torn = "#ifndef ARVIO_LANG_AST_HPP\n#define ARVIO_LANG_ASTS_HPP\n#endif\n"
        self.assertEqual(len(findings({"include/arvio/lang/ast.hpp": torn})), 1)

    def test_include_guards_are_unique(self):
        guard = "ARVIO_CORE_IMAGE_CHECK_HPP"
        got = findings({"include/arvio/core/image/check.hpp": header(guard, ""),
                        "include/arvio/core/image_check.hpp": header(guard, "")})
        self.assertEqual(len(got), 1, got)

    def test_no_binary_floating_point_where_decisions_are_made(self):
        text = "double a = 0;\n"
        self.assertEqual(findings({"src/lang/a.cpp": text}),
                         ["src/lang/a.cpp:1: binary floating point: use decimal"])
        self.assertEqual(findings({"src/engine/a.cpp": text}), [])

    def test_floating_point_in_comments_and_texts_is_none(self):
        text = "// a double\nauto a = \"float\"; /* float\n double */ auto b = R\"(double)\";\n"
        self.assertEqual(findings({"src/lang/a.cpp": text}), [])

    def test_digit_separator_does_not_hide_code(self):
        text = "int a = 1'000; double b = 2'000;\n"
        self.assertEqual(len(findings({"src/lang/a.cpp": text})), 1)

    def test_using_namespace_in_a_header(self):
        body = "using namespace std;"
        self.assertEqual(
            findings({"tests/support/a.hpp": header("ARVIO_TESTS_SUPPORT_A_HPP", body)}),
            ["tests/support/a.hpp:3: `using namespace` in a header"])

    def test_ascii_only(self):
        got = findings({"tests/unit/lang/a_test.cpp": "// ok\n// hyv\u00e4\n"})
        self.assertEqual(len(got), 1)
        self.assertTrue(got[0].startswith("tests/unit/lang/a_test.cpp:2: not ASCII"))

    def test_lines_and_columns(self):
        guard = "ARVIO_BASE_A_HPP"
        path = "include/arvio/base/a.hpp"
        self.assertEqual(findings({path: header(guard, "\n" * 396)}), [])
        self.assertEqual(len(findings({path: header(guard, "\n" * 397)})), 1)
        self.assertEqual(findings({"src/lang/a.cpp": "/" * 90 + "\n"}), [])
        self.assertEqual(len(findings({"src/lang/a.cpp": "/" * 91 + "\n"})), 1)


if __name__ == "__main__":
    unittest.main()
