#!/usr/bin/env python3
"""Makes projects and programs of what the pages show: what a reader would copy.

usage: readme_projects.py SOURCE FOLDER [README.md]

The quick start is the C++ block after `<!-- quick-start -->` in README.md, and what it
prints the block after it. Each way to use arvio that README.md and docs/core.md show
becomes a project of its own:

  FOLDER/find_package      the CMake block with find_package(arvio REQUIRED)
  FOLDER/add_subdirectory  the same with the line that it shows as the other way
  FOLDER/core              the CMake block of docs/core.md with COMPONENTS core
  FOLDER/pkg_config        the line with $(pkg-config ... arvio), as build.sh

What the reader is not shown is added: the project() line, and add_executable() when a
block leaves it out. FOLDER/installed.txt lists the paths that the section "Install" says
are in the prefix, FOLDER/quick_start.out what README says the quick start prints.

Every other C++ block of a page becomes a part of FOLDER/pages/<page>.cpp, one main() that
goes on from block to block as the reader does. What a block takes for granted stands
before it in `<!-- given: ... -->`.
"""

import pathlib
import re
import sys


PAGES = ["README.md", "docs/core.md", "docs/engine.md"]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def fail(text):
    sys.exit(f"error: {text}")


def cmake_block(page, text, wanted, unwanted):
    found = [code for kind, code in FENCE.findall(text)
             if kind == "cmake" and wanted in code and not (unwanted and unwanted in code)]
    if len(found) != 1:
        fail(f"{page}: {len(found)} ```cmake blocks with {wanted}, where one should be")
    return found[0]


def other_way(cmake):
    """The block with `find_package` left out and the commented `add_subdirectory` in."""
    swapped, count = re.subn(r"^find_package\(.*\n# (add_subdirectory\(arvio\))", r"\1",
                             cmake, flags=re.M)
    if count != 1:
        fail("README: no line `# add_subdirectory(arvio)` after find_package")
    return swapped


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
        fail("README: no section `## Install` with a table of paths")
    return paths


def program_of(text):
    """All C++ blocks of a page but the quick start, one after the other in main()."""
    text = re.sub(r"<!-- quick-start -->\s*```cpp\n.*?^```$", "", text, flags=re.M | re.S)
    parts = re.compile(r"<!-- given:\s(.*?)\s?-->|^```cpp\n(.*?)^```$", re.M | re.S)
    code = [given or block for given, block in parts.findall(text)]
    if not code:
        return None
    lines = "\n".join(code).split("\n")
    body = [line for line in lines if line.startswith("#include")]
    if not any("<arvio" in line for line in body):
        body += ["#include <arvio.hpp>", "#include <iostream>"]
    body += ["", "int main([[maybe_unused]] int argc, [[maybe_unused]] char** argv) {"]
    body += [line for line in lines if not line.startswith("#include")]
    return "\n".join(body + ["}", ""])


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    source, folder = map(pathlib.Path, sys.argv[1:3])
    readme = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else source / "README.md"
    texts = {page: (source / page).read_text(encoding="utf-8") for page in PAGES}
    text = texts["README.md"] = readme.read_text(encoding="utf-8")

    def write(name, content):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")

    quick = re.search(r"<!-- quick-start -->\s*```cpp\n(.*?)^```\n[^`]*^```text\n(.*?)^```",
                      text, re.M | re.S)
    if not quick:
        fail("README: no ```cpp block after `<!-- quick-start -->`, or no ```text after that")
    code, printed = quick.groups()
    write("quick_start.out", printed)

    find = cmake_block("README", text, "find_package(arvio REQUIRED", "COMPONENTS")
    core = cmake_block("docs/core.md", texts["docs/core.md"], "COMPONENTS core", "")
    ways = {"find_package": find, "core": core, "add_subdirectory": other_way(find)}
    for way, block in ways.items():
        cmake, target = project_of(block)
        write(f"{way}/CMakeLists.txt", cmake)
        if way != "core":  # no program is shown for the core: run.sh takes an example
            write(f"{way}/{target}.cpp", code)

    line = re.search(r"^g\+\+ .*?(\w+)\.cpp.*\$\(pkg-config .* arvio\).*$", text, re.M)
    if not line:
        fail("README: no line with g++ and $(pkg-config ... arvio)")
    write("pkg_config/build.sh", f"{line.group(0)}\n")
    write(f"pkg_config/{line.group(1)}.cpp", code)
    write("installed.txt", "".join(f"{path}\n" for path in installed_paths(text)))

    for page, content in texts.items():
        program = program_of(content)
        if program is None:
            fail(f"{page} shows no C++")
        write(f"pages/{pathlib.Path(page).stem}.cpp", program)


if __name__ == "__main__":
    main()
