#!/usr/bin/env python3
"""Sums up a test run in one line: `N passed, N failed[, N skipped]`.

Reads the folders given as arguments: the XML of each GoogleTest binary (*.xml) and the
report of ctest (ctest.junit). Single tests are counted, not binaries. A ctest entry that
left no test results, or failed though none of its tests did (a crash, a time-out, a leak),
counts as one test. Before that it repeats what the tests want known: every line of their
output that starts with `report: `, and why a test was skipped. Exits 1 when anything
failed.
"""

import argparse
import pathlib
import sys
import xml.etree.ElementTree as ET


def count_binary(path):
    """(passed, failed, skipped) of one GoogleTest result file; all 0 if unreadable."""
    passed = failed = skipped = 0
    try:
        root = ET.parse(path).getroot()
    except (ET.ParseError, FileNotFoundError):
        return 0, 0, 0
    # Cases are counted one by one: under a Finnish locale the totals have separators.
    for case in root.iter("testcase"):
        if case.get("status") == "notrun":
            continue
        if case.find("failure") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
            why = case.find("skipped").get("message", "").strip().split("\n")[-1]
            print(f"skipped: {case.get('classname')}.{case.get('name')}: {why}")
        else:
            passed += 1
    return passed, failed, skipped


def count_folder(folder):
    total = [0, 0, 0]
    report = folder / "ctest.junit"
    if not report.exists():
        print(f"{folder}: ctest did not finish")
        return [0, 1, 0]
    for entry in ET.parse(report).getroot().iter("testcase"):
        counts = count_binary(folder / (entry.get("name") + ".xml"))
        for line in (entry.findtext("system-out") or "").split("\n"):
            if line.startswith("report: "):
                print(f"{entry.get('name')}: {line.removeprefix('report: ')}")
        ctest_failed = entry.get("status") == "fail" or entry.find("failure") is not None
        if ctest_failed and counts[1] == 0:
            print(f"{entry.get('name')}: failed outside its tests")
            counts = (counts[0], 1, counts[2])
        elif sum(counts) == 0:
            counts = (1, 0, 0)
        total = [a + b for a, b in zip(total, counts)]
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passed", type=int, default=0, help="tests counted elsewhere")
    parser.add_argument("--failed", type=int, default=0)
    parser.add_argument("folders", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    total = [options.passed, options.failed, 0]
    for folder in options.folders:
        total = [a + b for a, b in zip(total, count_folder(folder))]
    passed, failed, skipped = total
    line = f"{passed} passed, {failed} failed"
    if skipped:
        line += f", {skipped} skipped"
    print(line)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
