#!/usr/bin/env python3
"""Compiles every public header alone, twice in one unit, with GCC and with Clang, or
with the compilers that are named.

A header that needs another one included first, or has no include guard, fails here and
not in the code of whoever uses it.
"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"]
COMPILERS = {
    "g++": [],
    # std::stable_sort of GCC 12's library uses what the library itself calls deprecated;
    # Clang says so wherever it is used.
    "clang++-19": ["-Wno-deprecated-declarations"],
}


def compile_alone(compiler, header):
    unit = f"#include <{header}>\n#include <{header}>\n"
    command = [compiler, *FLAGS, *COMPILERS[compiler], "-I", str(ROOT / "include"), "-x", "c++", "-"]
    done = subprocess.run(command, input=unit, text=True, capture_output=True)
    return None if done.returncode == 0 else f"{header}, {compiler}:\n{done.stderr}"


def main():
    include = ROOT / "include"
    headers = sorted(str(p.relative_to(include)) for p in include.rglob("*.hpp"))
    compilers = sys.argv[1:] or COMPILERS
    jobs = [(compiler, header) for header in headers for compiler in compilers]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        errors = [e for e in pool.map(lambda job: compile_alone(*job), jobs) if e]
    for error in errors:
        print(error)
    print(f"{len(headers)} headers, {len(errors)} errors")
    return 1 if errors or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
