"""Tests of tools/simulate_calls.py: its callers fit the shipped rules, its counts are right."""

import pathlib
import random
import sys
import unittest
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import simulate_calls as calls  # noqa: E402

SPACE = "{urn:arvio:ruleset:1}"


def shipped_inputs():
    """Each input of the shipped rule sets with its codes; those of the complaint too."""
    found = {}
    for path in (ROOT / "rules").rglob("*.xml"):
        root = ET.parse(path).getroot()
        for one in root.iter(f"{SPACE}input"):
            found[one.get("id")] = [code.get("id") for code in one.iter(f"{SPACE}value")]
        for one in root.iter(f"{SPACE}complaints"):
            found["complaint"] = [code.get("id") for code in one.iter(f"{SPACE}complaint")]
    return found


def asked(name, kind="boolean", options=()):
    """A result that asks one thing."""
    return {"status": "open", "questions": [{
        "input": name, "type": kind, "ask": {"words": "x" * 28},
        "options": [{"text": {"words": one}} for one in options]}]}


class Callers(unittest.TestCase):
    def test_every_sign_and_answer_is_one_of_a_shipped_question(self):
        inputs = shipped_inputs()
        for reason, table in calls.CALLERS.items():
            self.assertIn(reason, inputs["complaint"])
            lists = {"danger_signs": calls.DANGER | table.get("danger", {}),
                     "warning_signs": calls.WARNING | table.get("warning", {}),
                     **table.get("lists", {}), **table.get("choices", {})}
            for name, codes in lists.items():
                for code in codes:
                    self.assertIn(code, inputs.get(name, []), f"{reason}: {name}")
            for name in [*table.get("yes", {}), *table.get("numbers", {})]:
                self.assertIn(name, inputs, reason)
        for name, (of_list, sign) in calls.SIGN_OF.items():
            self.assertIn(name, inputs)
            self.assertIn(sign, inputs[of_list])

    def test_the_same_seed_draws_the_same_caller(self):
        first, second, other = (calls.Caller("chest_pain", random.Random(seed))
                                for seed in ("1 a", "1 a", "2 b"))
        self.assertEqual((first.lists, first.values, first.known),
                         (second.lists, second.values, second.known))
        self.assertNotEqual((first.lists, first.values, first.known),
                            (other.lists, other.values, other.known))

    def test_a_list_and_its_single_question_are_answered_alike(self):
        caller = calls.Caller("chest_pain", random.Random(1))
        caller.lists["chest_signs"] = ["nausea"]
        answers = [caller.answer({"input": name, "type": "boolean"})
                   for name in ["nausea", "cold_sweat"] * 40]
        self.assertEqual({True, "?"}, set(answers[0::2]) | {"?"})
        self.assertEqual({False, "?"}, set(answers[1::2]) | {"?"})


class Calls(unittest.TestCase):
    def call(self, with_context=True):
        return calls.Call(calls.Caller("chest_pain", random.Random(1)), with_context)

    def test_ends_when_nothing_is_asked_and_counts_what_was(self):
        call = self.call()
        self.assertTrue(call.go_on(asked("pain_now")))
        self.assertTrue(call.go_on(asked("chest_signs", "codes", ["a" * 13])))
        self.assertFalse(call.go_on({"status": "complete", "questions": []}))
        self.assertEqual(["pain_now", "chest_signs"], call.asked)
        # 28 letters, then 28, a blank and 13, at 14 a second, and two answers
        self.assertAlmostEqual(28 / 14 + 42 / 14 + 2 * calls.ANSWER_SECONDS, call.seconds)

    def test_knows_before_the_call_only_what_it_is_told(self):
        self.assertIn("age", self.call().answers)
        self.assertEqual({"complaint": ["chest_pain"]}, self.call(False).answers)

    def test_stops_where_the_same_is_asked_again(self):
        call = self.call()
        call.go_on(asked("pain_now"))
        with self.assertRaises(SystemExit):
            call.go_on(asked("pain_now"))


if __name__ == "__main__":
    unittest.main()
