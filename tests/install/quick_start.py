#!/usr/bin/env python3
"""Makes a project of README.md's C++ quick start: what a reader would copy.

usage: quick_start.py README.md FOLDER

Reads the section "Use it from C++": the C++ block after `<!-- quick-start -->` and the
first CMake block of the section. Writes FOLDER/CMakeLists.txt and the source file that it
names. What the reader is not shown is added: the project() line, and add_executable()
when the block leaves it out.
"""

import pathlib
import re
import sys


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    readme, folder = map(pathlib.Path, sys.argv[1:])
    if not readme.exists():
        sys.exit(f"error: {readme} is not there")
    text = readme.read_text(encoding="utf-8")
    section = re.search(r"^## Use it from C\+\+\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    if not section:
        sys.exit(f"error: {readme} has no section `## Use it from C++`")
    section = section.group(1)
    code = re.search(r"<!-- quick-start -->\s*```cpp\n(.*?)^```", section, re.M | re.S)
    if not code:
        sys.exit(f"error: {readme}: no ```cpp block after `<!-- quick-start -->`")
    cmake = re.search(r"^```cmake\n(.*?)^```", section, re.M | re.S)
    if not cmake or "find_package(arvio" not in cmake.group(1):
        sys.exit(f"error: {readme}: no ```cmake block with find_package(arvio ...)")

    cmake = cmake.group(1)
    source = "quick_start.cpp"
    named = re.search(r"add_executable\(\s*\w+\s+(\S+\.cpp)", cmake)
    linked = re.search(r"target_link_libraries\(\s*(\w+)", cmake)
    if named:
        source = named.group(1)
    elif linked:
        cmake = f"add_executable({linked.group(1)} {source})\n{cmake}"
    else:
        sys.exit(f"error: {readme}: the CMake block links no target")
    if "project(" not in cmake:
        cmake = f"project(quick_start LANGUAGES CXX)\n{cmake}"
    if "cmake_minimum_required(" not in cmake:
        cmake = f"cmake_minimum_required(VERSION 3.25)\n{cmake}"

    folder.mkdir(parents=True, exist_ok=True)
    (folder / source).write_text(code.group(1), encoding="utf-8")
    (folder / "CMakeLists.txt").write_text(cmake, encoding="utf-8")
    print(source)


if __name__ == "__main__":
    main()
