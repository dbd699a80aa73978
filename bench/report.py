#!/usr/bin/python3
"""Turns the figures of core_report into the tables and the plot of docs/performance.md.

    bench/report.py FILE.json           prints the targets
    bench/report.py FILE.json docs      writes docs/performance.md (what is between its
                                        markers) and docs/performance.svg, too

Debian's own Python, which python3-matplotlib belongs to.
"""

import argparse
import json
import pathlib
import re
import sys

BEGIN = "<!-- {}: written by bench/report.py -->"
END = "<!-- end of {} -->"
DASH, TO, MICRO = "\u2014", "\u2013", "\u00b5"
AT_MOST, AT_LEAST = "\u2264", "\u2265"

SMALL, MIDDLE, LARGE = "1200", "5000", "50000"
BY_PROTOCOL = " by protocol"


def digits(number):
    """Three digits that count, or all of those before the point."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def duration(nanoseconds):
    for unit, length in (("s", 1e9), ("ms", 1e6), (MICRO + "s", 1e3)):
        if nanoseconds >= length:
            return f"{digits(nanoseconds / length)} {unit}"
    return f"{digits(nanoseconds)} ns"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def bar_of(target):
    if target["bar"] == 0:
        return DASH
    sign = AT_MOST if target["at_most"] else AT_LEAST
    return f"{sign} {target['bar']:g} {target['unit']}".rstrip()


def figure_of(target):
    """The middle, and between what half of the rounds lie where they differ."""
    unit = target["unit"]
    text = digits(target["median"]) + (f" {unit}" if unit else "")
    low, high = digits(target["low"]), digits(target["high"])
    return text if low == high else f"**{text}** ({low}{TO}{high})"


def met(target):
    if target["bar"] == 0:
        return DASH
    return "yes" if target["met"] else "**no**"


def targets_table(report):
    rows = [
        [one["row"], one["what"], bar_of(one), one["prototype"] or DASH, figure_of(one),
         met(one)]
        for one in report["targets"]
    ]
    return table(["#", "what", "bar", "prototype", "here", "met"], rows)


class Measures:
    def __init__(self, report):
        self.by_place = {(m["name"], m["set"], m["known"]): m for m in report["measures"]}

    def median(self, name, of, known):
        found = self.by_place.get((name, of, known))
        return found["median"] if found else None

    def time(self, name, of, known):
        found = self.median(name, of, known)
        return DASH if found is None else duration(found)


def thousands(of):
    return re.sub(r"\d+", lambda m: f"{int(m.group()):,}", of)


def times_table(report):
    measures = Measures(report)
    columns = ["floor", "all", "first evaluation", "session from answers",
               "result from answers", "bounds", "outcome", "bytecode"]
    rows = []
    for of in [s["name"] for s in report["sets"] if s["name"] != "shipped"]:
        for known in (40, 90, 128):
            rows.append([thousands(of), str(known)]
                        + [measures.time(name, of, known) for name in columns])
    for known in (10, 25):
        rows.append(["`rules/`", str(known)]
                    + [measures.time(name, "shipped", known) for name in columns])
    return table(["clauses", "known", "L2 floor", "evaluation", "first evaluation",
                  "from answers", "result from answers", "bounds", "outcome",
                  "bytecode"], rows)


def users_table(report):
    measures = Measures(report)

    def allocations(name):
        return f"{measures.median('allocations of ' + name, 'shipped', answers):,.0f}"

    rows = []
    for answers in (10, 25):
        rows.append([str(answers), measures.time("engine::assess", "shipped", answers),
                     allocations("engine::assess"),
                     measures.time("line to line", "shipped", answers),
                     allocations("line to line"),
                     measures.time("line to line", "compact", answers)])
    return table(["answers", "`engine::assess`", "allocations", "JSON line to JSON line",
                  "allocations", "the same, compact"], rows) + (
        f"\n`engine::open` of `rules/`: "
        f"{measures.time('engine::open', 'shipped', 0)}.\n")


def calls_table(report):
    measures = Measures(report)
    rows = []
    for of, answers in ((SMALL, 40), (LARGE, 40), (LARGE + BY_PROTOCOL, 40),
                        ("shipped", 20)):
        rows.append(["`rules/`" if of == "shipped" else thousands(of), str(answers)] + [
            measures.time(name, of, answers)
            for name in ("evaluation in a call", "step", "step with outcome")])
    return table(["clauses", "answers", "evaluation", "step, next question",
                  "step, whole outcome"], rows)


def compile_table(report):
    measures = Measures(report)
    names = ["parse XML", "load, link and compile", "load and link", "check conditions", "closure of rules",
             "closure of all", "compile"]
    rows = [[thousands(of)] + [measures.time(name, of, 0) for name in names]
            for of in (SMALL, LARGE)]
    return table(["clauses", "pugixml alone", "load, link and compile", "load and link", "`check_conditions`",
                  "closure of the rules", "all closure",
                  "`compile_program`, closure included"], rows)


def sizes_table(report):
    rows = []
    for one in report["sets"]:
        clauses = one.get("clauses")
        rows.append([
            "`rules/`" if one["name"] == "shipped" else thousands(one["name"]),
            f"{one['rules']:,}", f"{one['groups']:,}",
            f"{one['row_lines'] * 512:,}", f"{one['image'] / 1024:,.0f} KB",
            f"{one['image'] / clauses:,.0f} B" if clauses else DASH,
            f"{one['contact'] / 1024:,.0f} KB",
        ])
    return table(["clauses", "rules", "groups", "bits of a row", "image", "per clause",
                  "a contact"], rows)


def machine_line(report):
    machine = report["machine"]
    return (f"{machine['processor']}, kernel {machine['kernel']}, "
            f"compiler {machine['compiler']}, {report['rounds']} rounds.\n")


def write_page(report, page):
    text = page.read_text(encoding="utf-8")
    parts = {
        "machine": machine_line(report),
        "targets": targets_table(report),
        "times": times_table(report),
        "users": users_table(report),
        "calls": calls_table(report),
        "compiling": compile_table(report),
        "sizes": sizes_table(report),
    }
    for name, part in parts.items():
        begin, end = BEGIN.format(name), END.format(name)
        if begin not in text or end not in text:
            sys.exit(f"{page}: no markers for {name}")
        before, rest = text.split(begin, 1)
        text = before + begin + "\n\n" + part + "\n" + end + rest.split(end, 1)[1]
    page.write_text(text, encoding="utf-8")


def plot(report, path):
    try:
        import matplotlib
    except ImportError:
        sys.exit("no matplotlib: it is in python3-matplotlib, for /usr/bin/python3")
    matplotlib.use("svg")
    matplotlib.rcParams.update({
        "svg.fonttype": "none", "svg.hashsalt": "arvio", "font.size": 9,
        "axes.spines.top": False, "axes.spines.right": False,
    })
    import matplotlib.pyplot as pyplot

    measures = Measures(report)
    figure, (bars, growth) = pyplot.subplots(1, 2, figsize=(10, 3.8),
                                             layout="constrained")
    shown = [
        ("reference interpreter", "reference", 40),
        ("CLIPS (all known)", "CLIPS", 128),
        ("bytecode", "bytecode", 40),
        ("core, a session from the answers on", "session from answers", 40),
        ("core, answers in place", "all", 40),
        ("reading its lines from L2", "floor", 40),
    ]
    shown = [(label, measures.median(name, SMALL, known))
             for label, name, known in reversed(shown)]
    colours = ["0.75", "tab:blue", "tab:blue", "0.55", "0.55", "0.55"]
    bars.barh([label for label, _ in shown], [time for _, time in shown], color=colours)
    for place, (_, time) in enumerate(shown):
        bars.text(time * 1.15, place, duration(time), va="center")
    bars.set_xscale("log")
    bars.set_xlim(50, max(time for _, time in shown) * 30)
    bars.set_title("One contact, 1,200 clauses, 40 of 128 inputs known", fontsize=9)
    bars.set_xlabel("time per evaluation in ns")

    clauses = [int(SMALL), int(MIDDLE), int(LARGE)]
    lines = [
        ("bytecode", "bytecode", "", "0.55", "s-"),
        ("core", "all", "", "tab:blue", "o-"),
        ("core, rules by complaint", "all", BY_PROTOCOL, "tab:blue", "o--"),
        ("reading its lines from L2", "floor", "", "0.75", "^-"),
    ]
    for label, name, kind, colour, form in lines:
        times = [measures.median(name, str(count) + kind, 40) for count in clauses]
        growth.plot(clauses, times, form, color=colour, label=label)
    growth.set_xscale("log")
    growth.set_yscale("log")
    growth.set_xticks(clauses, [f"{count:,}" for count in clauses])
    growth.minorticks_off()
    growth.set_title("Growth, 40 known", fontsize=9)
    growth.set_xlabel("clauses")
    growth.set_ylabel("ns per evaluation")
    growth.legend(frameon=False)
    figure.savefig(path, metadata={"Date": None})


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=pathlib.Path)
    parser.add_argument("docs", type=pathlib.Path, nargs="?")
    arguments = parser.parse_args()
    report = json.loads(arguments.report.read_text(encoding="utf-8"))
    print(targets_table(report), end="")
    if arguments.docs:
        write_page(report, arguments.docs / "performance.md")
        plot(report, arguments.docs / "performance.svg")


if __name__ == "__main__":
    main()
