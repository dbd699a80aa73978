#!/usr/bin/env python3
"""Simulates callers and counts the questions that settle how urgent their contacts are.

usage: simulate_calls.py ARVIO RULES [--callers N] [--seed N] [--language fi|sv|en]

Each caller has one reason for contact, a state drawn from the table below, and answers
what `arvio assess` asks first, until the urgency is settled. Every call is made twice:
once with what call software knows (age, sex, where, who speaks), once without. Printed,
as a table of Markdown: how many questions it took; which question recognised an
emergency; how long it takes to read the questions and their choices aloud.

The callers are invented: how common each sign is was chosen for this script, from no
source, so that every rule is met. The figures compare versions of questions, and say
nothing about real callers. All calls go on side by side, one run of the program for each
question, so that 100 callers a reason take seconds.
"""

import argparse
import json
import random
import subprocess
import sys

TIME = "2026-03-02T10:00:00+02:00"
READ_PER_SECOND = 14.0  # characters read aloud in a second: about 130 words a minute
ANSWER_SECONDS = 3.0    # until the caller has answered
CANNOT_SAY = 0.03       # of the questions: the caller does not know
MOST_QUESTIONS = 60     # a call that is longer is a fault

# --- The callers, all of it invented

DANGER = dict.fromkeys(
    ("unresponsive", "not_breathing_normally", "massive_bleeding", "seizure_now",
     "stroke_signs", "swelling_with_breathing_trouble", "self_harm_now",
     "new_confusion"), 0.004)
WARNING = {"breathless_at_rest": 0.02, "grey_or_mottled_skin": 0.01,
           "sudden_severe_pain": 0.02, "collapsed": 0.02, "poisoning": 0.003}

# For each reason: the ages, how common each sign of a list is, how common a yes, and the
# weights of choices. `danger` and `warning` change what is common for all.
CALLERS = {
    "chest_pain": {
        "ages": (16, 90),
        "warning": {"breathless_at_rest": 0.06, "sudden_severe_pain": 0.05,
                    "collapsed": 0.03},
        "lists": {
            "chest_signs": {"radiates": 0.2, "cold_sweat": 0.12, "breathless": 0.15,
                            "nausea": 0.12, "sudden_onset": 0.15},
            "pain_features": {"pressing": 0.3, "tearing": 0.02, "on_exertion": 0.15,
                              "on_breathing": 0.15, "on_pressing": 0.35, "injury": 0.06},
            "infection_signs": {"fever": 0.08, "cough": 0.15, "runny_nose": 0.1}},
        "yes": {"pain_now": 0.6, "heart_disease": 0.18},
        "choices": {"pain_duration": {"seconds": 2, "under_15_min": 3, "over_15_min": 3,
                                      "over_day": 4}},
    },
    "fever": {
        "ages": (0, 4),
        "danger": {"new_confusion": 0.001},
        "lists": {
            "child_look": {"no_response": 0.01, "abnormal_cry": 0.03, "subdued": 0.12,
                           "pale": 0.06},
            "child_fever_signs": {"rash_not_fading": 0.01, "bulging_fontanelle": 0.003,
                                  "one_sided_signs": 0.005, "grunting": 0.01,
                                  "chest_indrawing": 0.015, "nasal_flaring": 0.03,
                                  "swollen_limb": 0.005, "limb_not_used": 0.01},
            "child_fluids": {"poor_feeding": 0.2, "little_urine": 0.08,
                             "dry_mouth": 0.05, "five_days": 0.05},
            "infection_signs": {"fever": 1.0, "rigors": 0.04, "stiff_neck": 0.01,
                                "cough": 0.45, "runny_nose": 0.5}},
        "numbers": {"temperature": (375, 405, 10), "infant_months": (0, 11, 1)},
    },
    "sore_throat": {
        "ages": (3, 75),
        "lists": {
            "throat_signs": {"stridor": 0.003, "drooling": 0.015, "trismus": 0.02,
                             "neck_swelling": 0.05, "cannot_drink": 0.03},
            "infection_signs": {"fever": 0.5, "rigors": 0.04, "stiff_neck": 0.005,
                                "cough": 0.45, "runny_nose": 0.45},
            "tonsil_signs": {"exudate": 0.3, "severely_inflamed": 0.3},
            "throat_course": {"keeps_returning": 0.06, "not_improving": 0.1}},
        "yes": {"immunosuppressed": 0.03, "tender_neck_nodes": 0.4,
                "fever_last_day": 0.4},
        "numbers": {"throat_days": (1, 8, 1)},
        "cannot_say": {"tonsil_signs": 0.5, "tender_neck_nodes": 0.3},
    },
    "urinary_symptoms": {
        "ages": (18, 90), "female": 0.85,
        "lists": {"infection_signs": {"fever": 0.12, "rigors": 0.04, "cough": 0.05}},
        "yes": {"urinary_retention": 0.03, "flank_pain": 0.12, "pregnant": 0.05},
    },
    "low_back_pain": {
        "ages": (16, 85),
        "warning": {"sudden_severe_pain": 0.06},
        "lists": {
            "back_nerve_signs": {"saddle_numbness": 0.01, "urinary_retention": 0.01,
                                 "new_incontinence": 0.01, "both_legs_weak": 0.01,
                                 "fast_growing_weakness": 0.01, "growing_weakness": 0.05},
            "infection_signs": {"fever": 0.05, "cough": 0.08},
            "back_risks": {"cancer_history": 0.04, "weight_loss": 0.02,
                           "night_pain": 0.06, "recent_infection": 0.04,
                           "injected_drugs": 0.01, "weak_immunity": 0.03},
            "bone_risks": {"osteoporosis": 0.05, "corticosteroids": 0.02}},
        "yes": {"sudden_tearing_back_pain": 0.03, "back_limits_life": 0.4},
        "choices": {"back_injury": {"none": 8, "minor": 3, "significant": 1}},
    },
    "suicidal_thoughts": {
        "ages": (13, 75),
        "danger": {"self_harm_now": 0.05},
        "yes": {"cssrs_1": 0.8, "cssrs_2": 0.6, "cssrs_3": 0.4, "cssrs_4": 0.2,
                "cssrs_5": 0.12, "cssrs_6": 0.3, "cssrs_6_recent": 0.3},
    },
}

# A question by itself, where its list was not answered: (list, sign).
SIGN_OF = {
    "feverish": ("infection_signs", "fever"), "rigors": ("infection_signs", "rigors"),
    "stiff_neck": ("infection_signs", "stiff_neck"),
    "cough": ("infection_signs", "cough"), "coryza": ("infection_signs", "runny_nose"),
    "pain_radiates": ("chest_signs", "radiates"),
    "cold_sweat": ("chest_signs", "cold_sweat"),
    "breathless": ("chest_signs", "breathless"), "nausea": ("chest_signs", "nausea"),
    "pain_on_exertion": ("pain_features", "on_exertion"),
    "pain_on_breathing": ("pain_features", "on_breathing"),
    "pain_on_pressing": ("pain_features", "on_pressing"),
    "chest_injury": ("pain_features", "injury"),
    "fainted": ("warning_signs", "collapsed"),
    "abnormal_cry": ("child_look", "abnormal_cry"),
    "suicidal_act_now": ("danger_signs", "self_harm_now"),
}


class Caller:
    """One person: a reason, a state, and an answer to every question."""

    def __init__(self, reason, draws):
        self.reason = reason
        self.draws = draws
        table = CALLERS[reason]
        signs = {"danger_signs": DANGER | table.get("danger", {}),
                 "warning_signs": WARNING | table.get("warning", {}),
                 **table.get("lists", {})}
        self.lists = {name: [one for one, share in shares.items()
                             if draws.random() < share]
                      for name, shares in signs.items()}
        self.danger = bool(self.lists["danger_signs"])
        self.values = {name: draws.random() < share
                       for name, share in table.get("yes", {}).items()}
        for name, weights in table.get("choices", {}).items():
            self.values[name] = draws.choices(list(weights), weights.values())[0]
        for name, (low, high, scale) in table.get("numbers", {}).items():
            number = draws.randint(low, high)
            self.values[name] = number if scale == 1 else number / scale
        age = draws.randint(*table["ages"])
        speaks = age >= 16 and draws.random() < 0.8 and not self.danger
        self.known = {"age": age, "setting": "phone",
                      "sex": "female" if draws.random() < table.get("female", 0.5)
                      else "male", "speaker": "self" if speaks else "other"}
        self.cannot_say = table.get("cannot_say", {})

    def answer(self, question):
        """What the caller says, in the form of a contact's answers."""
        name = question["input"]
        if name in self.known:
            return self.known[name]
        if self.draws.random() < self.cannot_say.get(name, CANNOT_SAY):
            return "?"
        if question["type"] == "codes":
            return {"present": self.lists.get(name, []), "others": "no"}
        if name in self.values:
            return self.values[name]
        if name in SIGN_OF:
            of_list, sign = SIGN_OF[name]
            return sign in self.lists.get(of_list, [])
        return self.single(name)

    def single(self, name):
        """Questions that are asked where a list could not be answered."""
        look = self.lists.get("child_look", [])
        grey = "grey_or_mottled_skin" in self.lists["warning_signs"]
        features = self.lists.get("pain_features", [])
        made = {
            "pain_onset": "sudden" if "sudden_onset" in self.lists.get("chest_signs", [])
            else "gradual",
            "pain_character": next((one for one in ("pressing", "tearing")
                                    if one in features), "aching"),
            "child_alertness": next((one for one in ("no_response", "subdued")
                                     if one in look), "normal"),
            "child_colour": "mottled" if grey else "pale" if "pale" in look else "normal",
            "fever_days": 6 if "five_days" in self.lists.get("child_fluids", []) else 2,
            "consciousness": "confused"
            if "new_confusion" in self.lists["danger_signs"] else "alert",
        }
        return made.get(name, "?")


class Call:
    """A contact that goes on."""

    def __init__(self, caller, with_context):
        self.caller = caller
        self.answers = {"complaint": [caller.reason]}
        if with_context:
            self.answers |= caller.known
        self.asked = []
        self.seconds = 0.0
        self.result = None

    def contact(self, language):
        return json.dumps({"at": TIME, "language": language, "answers": self.answers})

    def go_on(self, result):
        """Answers the first question; says whether there was one."""
        self.result = result
        if not result["questions"]:
            return False
        question = result["questions"][0]
        if len(self.asked) >= MOST_QUESTIONS or question["input"] in self.asked:
            sys.exit(f"error: a call that does not end: {self.answers}")
        self.asked.append(question["input"])
        words = [question["ask"]["words"]]
        words += [one["text"]["words"] for one in question.get("options") or []]
        self.seconds += len(" ".join(words)) / READ_PER_SECOND + ANSWER_SECONDS
        self.answers[question["input"]] = self.caller.answer(question)
        return True


def assessments(program, rules, contacts):
    """What the program says of each contact."""
    made = subprocess.run([program, "assess", "--json", "--rules", rules, "-"],
                          input="\n".join(contacts) + "\n", capture_output=True,
                          text=True, check=False)
    results = [json.loads(line) for line in made.stdout.splitlines()]
    faulty = next((one for one in results if "status" not in one), None)
    if len(results) != len(contacts) or faulty:
        sys.exit(f"error: arvio: {made.stderr or faulty}")
    return results


def hold(calls, program, rules, language):
    """Lets all calls go on until every one is settled."""
    while calls:
        results = assessments(program, rules, [call.contact(language) for call in calls])
        calls = [call for call, result in zip(calls, results) if call.go_on(result)]


def mean(numbers):
    return sum(numbers) / len(numbers) if numbers else None


def shown(number):
    return "–" if number is None else f"{number:.1f}"


def row(name, with_context, without):
    """Questions (mean, most), without context; emergencies; seconds."""
    count = [len(call.asked) for call in with_context]
    emergencies = [call for call in with_context if call.result["status"] == "emergency"]
    danger = [len(call.asked) for call in emergencies if call.caller.danger]
    other = [len(call.asked) for call in emergencies if not call.caller.danger]
    return [name, str(len(count)), shown(mean(count)), str(max(count)),
            shown(mean([len(call.asked) for call in without])),
            shown(mean(danger)), shown(mean(other)),
            shown(mean([call.seconds for call in with_context]))]


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("arvio")
    options.add_argument("rules")
    options.add_argument("--callers", type=int, default=100, help="of each reason")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--language", default="fi")
    options.add_argument("--first", action="store_true",
                         help="list how often each question is asked, at which place")
    chosen = options.parse_args()

    both = []  # (call with context, the same without)
    for reason in CALLERS:
        for i in range(chosen.callers):
            both.append([Call(Caller(reason, random.Random(f"{chosen.seed} {reason} {i}")),
                              context) for context in (True, False)])
    hold([call for pair in both for call in pair], chosen.arvio, chosen.rules,
         chosen.language)

    heads = ["reason", "callers", "questions", "most", "nothing known before",
             "danger sign recognised at", "other emergencies at", "seconds read aloud"]
    rows = []
    for reason in CALLERS:
        pairs = [pair for pair in both if pair[0].caller.reason == reason]
        rows.append(row(reason, [a for a, _ in pairs], [b for _, b in pairs]))
    rows.append(row("all", [a for a, _ in both], [b for _, b in both]))
    for cells in [heads, ["---"] * len(heads), *rows]:
        print("| " + " | ".join(cells) + " |")
    if chosen.first:
        for reason in CALLERS:
            places = {}
            calls = [a for a, _ in both if a.caller.reason == reason]
            for call in calls:
                for place, name in enumerate(call.asked, 1):
                    places.setdefault(name, []).append(place)
            print(f"\n{reason}")
            for name, all_of in sorted(places.items(), key=lambda one: mean(one[1])):
                print(f"  {len(all_of) / len(calls):4.0%} at {mean(all_of):4.1f}  {name}")


if __name__ == "__main__":
    main()
