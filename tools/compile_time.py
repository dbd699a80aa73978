#!/usr/bin/env python3
"""Measures what compiling arvio costs who uses it: processor seconds on one core.

usage: compile_time.py [-DOPTION=VALUE...]

Adds arvio to a project of its own by add_subdirectory, compiles the library with -O2 and
one job, without ccache, and prints the user and system seconds of each layer's compiler
calls; then those of a file that includes arvio.hpp and nothing else. Options go to CMake:
-DARVIO_BUILD_ANALYSIS=ON also compiles what a parent project is not given.
"""

import collections
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIMES = "ARVIO_COMPILE_TIMES"  # the file that each compiler call adds a line to

PARENT = f"""cmake_minimum_required(VERSION 3.25)
project(parent LANGUAGES CXX)
add_subdirectory({ROOT} arvio)
add_library(arvio_hpp_alone OBJECT alone.cpp)
target_link_libraries(arvio_hpp_alone PRIVATE arvio::arvio)
"""


def run_compiler(command):
    """Called in place of the compiler, which it runs: notes what that took."""
    status = subprocess.run(command).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = command[command.index("-o") + 1] if "-o" in command else "?"
    with open(os.environ[TIMES], "a", encoding="utf-8") as times:
        times.write(f"{used.ru_utime + used.ru_stime:.2f} {used.ru_maxrss // 1024} {output}\n")
    return status


def layer_of(output):
    """.../CMakeFiles/arvio_lang.dir/... -> lang"""
    target = next(part for part in pathlib.PurePath(output).parts if part.endswith(".dir"))
    return target.removesuffix(".dir").removeprefix("arvio_")


def measure(options):
    with tempfile.TemporaryDirectory(prefix="arvio-compile-") as folder:
        parent = pathlib.Path(folder)
        (parent / "CMakeLists.txt").write_text(PARENT, encoding="utf-8")
        (parent / "alone.cpp").write_text("#include <arvio.hpp>\n", encoding="utf-8")
        os.environ[TIMES] = str(parent / "times.txt")
        launcher = f"{sys.executable};{pathlib.Path(__file__).resolve()};--run"
        build = parent / "build"
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        subprocess.run(["cmake", "-S", parent, "-B", build, "-G", "Ninja",
                        "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS_RELEASE=-O2",
                        f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}", *options], **quiet)
        subprocess.run(["cmake", "--build", build, "--parallel", "1"], **quiet)
        lines = (parent / "times.txt").read_text(encoding="utf-8").splitlines()
        return [line.split(maxsplit=2) for line in lines]


def main():
    if sys.argv[1:2] == ["--run"]:
        return run_compiler(sys.argv[2:])
    if any(not option.startswith("-D") for option in sys.argv[1:]):
        sys.exit(__doc__)
    seconds, files = collections.Counter(), collections.Counter()
    memory = 0
    for used, megabytes, output in measure(sys.argv[1:]):
        seconds[layer_of(output)] += float(used)
        files[layer_of(output)] += 1
        memory = max(memory, int(megabytes))
    alone = seconds.pop("hpp_alone")
    print("| layer | units | processor s |\n| --- | ---: | ---: |")
    for layer, used in seconds.most_common():
        print(f"| {layer} | {files[layer]} | {used:.1f} |")
    print(f"| all | {sum(files.values()) - 1} | {sum(seconds.values()):.1f} |")
    print(f"\narvio.hpp alone: {alone:.1f} s; at most {memory} MB for one unit; "
          f"a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0


if __name__ == "__main__":
    sys.exit(main())
