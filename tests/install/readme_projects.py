#!/usr/bin/env python3
"""Makes projects of README.md: what a reader would copy.

usage: readme_projects.py README.md FOLDER

The program is the C++ block after `<!-- quick-start -->`. Each way to use arvio is a
block that README shows, found by what it says, and becomes a project of its own:

  FOLDER/find_package      the CMake block with find_package(arvio REQUIRED)
  FOLDER/core              the CMake block with COMPONENTS core
  FOLDER/add_subdirectory  the CMake block with add_subdirectory(arvio)
  FOLDER/pkg_config        the line with $(pkg-config ... arvio), as build.sh

What the reader is not shown is added: the project() line, and add_executable() when a
block leaves it out. FOLDER/installed.txt lists the paths that the section "Install" says
are in the prefix.
"""

import pathlib
import re
import sys


def fail(text):
    sys.exit(f"error: README: {text}")


def cmake_block(blocks, wanted, unwanted):
    found = [b for b in blocks if wanted in b and not (unwanted and unwanted in b)]
    if len(found) != 1:
        fail(f"{len(found)} ```cmake blocks with {wanted}, where one should be")
    return found[0]


def project_of(cmake):
    """CMakeLists.txt, and the target it makes of the source file of that name."""
    linked = re.search(r"target_link_libraries\(\s*(\w+)", cmake)
    if not linked:
        fail("a ```cmake block links no target")
    target = linked.group(1)
    if "add_executable(" not in cmake:
        cmake = f"add_executable({target} {target}.cpp)\n{cmake}"
    if "project(" not in cmake:
        cmake = f"project({target} LANGUAGES CXX)\n{cmake}"
    if "cmake_minimum_required(" not in cmake:
        cmake = f"cmake_minimum_required(VERSION 3.25)\n{cmake}"
    return cmake, target


def installed_paths(text):
    section = re.search(r"^## Install\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    paths = re.findall(r"^\| `([^`]+)`", section.group(1) if section else "", re.M)
    if not paths:
        fail("no section `## Install` with a table of paths")
    return paths


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    readme, folder = map(pathlib.Path, sys.argv[1:])
    text = readme.read_text(encoding="utf-8")
    code = re.search(r"<!-- quick-start -->\s*```cpp\n(.*?)^```", text, re.M | re.S)
    if not code:
        fail("no ```cpp block after `<!-- quick-start -->`")
    blocks = re.findall(r"^```cmake\n(.*?)^```", text, re.M | re.S)
    ways = {
        "find_package": cmake_block(blocks, "find_package(arvio REQUIRED", "COMPONENTS"),
        "core": cmake_block(blocks, "COMPONENTS core", ""),
        "add_subdirectory": cmake_block(blocks, "add_subdirectory(arvio)", ""),
    }
    for way, block in ways.items():
        cmake, target = project_of(block)
        (folder / way).mkdir(parents=True, exist_ok=True)
        (folder / way / "CMakeLists.txt").write_text(cmake, encoding="utf-8")
        if way != "core":  # README shows no program for the core: run.sh takes an example
            (folder / way / f"{target}.cpp").write_text(code.group(1), encoding="utf-8")

    line = re.search(r"^g\+\+ .*?(\w+)\.cpp.*\$\(pkg-config .* arvio\).*$", text, re.M)
    if not line:
        fail("no line with g++ and $(pkg-config ... arvio)")
    (folder / "pkg_config").mkdir(parents=True, exist_ok=True)
    (folder / "pkg_config" / "build.sh").write_text(f"{line.group(0)}\n", encoding="utf-8")
    (folder / "pkg_config" / f"{line.group(1)}.cpp").write_text(code.group(1), encoding="utf-8")
    paths = "".join(f"{path}\n" for path in installed_paths(text))
    (folder / "installed.txt").write_text(paths, encoding="utf-8")


if __name__ == "__main__":
    main()
