#!/usr/bin/env bash
# Installs arvio into a prefix, moves the prefix, and builds what the pages show against
# it: README's quick start by find_package, add_subdirectory and pkg-config, which must all
# print what README says; every C++ block of the pages; a call in words, and one with the
# evaluation core alone.
#
# usage: run.sh BUILD_FOLDER WORK_FOLDER   (BUILD_FOLDER: a finished build of arvio)
set -euo pipefail

build=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$(cd "$here/../.." && pwd)

fail() {
  echo "error: $*" >&2
  exit 1
}

expect_file() { [ -e "$1" ] || fail "not installed: ${1#"$work"/}"; }

rm -rf "$work"/*
python3 "$here/readme_projects.py" "$source" "$work" ${ARVIO_README:+"$ARVIO_README"}

echo "-- install, each component by itself"
for component in runtime development tools; do
  cmake --install "$build" --prefix "$work/$component" --component $component >/dev/null
  expect_file "$work/$component/share/doc/arvio/LICENSE"
  expect_file "$work/$component/share/doc/arvio/NOTICE"
done
expect_file "$work/development/include/arvio/version.hpp"
expect_file "$work/tools/bin/arvio"
expect_file "$work/runtime/share/arvio/rules/LICENSE"
[ ! -e "$work/runtime/include" ] || fail "headers in the runtime component"
[ ! -e "$work/development/bin" ] || fail "programs in the development component"

echo "-- install and move"
cmake --install "$build" --prefix "$work/first" >/dev/null
mv "$work/first" "$work/prefix"
prefix=$work/prefix
config=$(dirname "$(find "$prefix" -name arvioConfig.cmake)")
if grep -rlF -e "$work/first" -e "$source" -e "$build" \
    "$config" "$config/../../pkgconfig"; then
  fail "the files above name a folder of the machine that built them"
fi

echo "-- what README says is there, is there"
while read -r path; do
  expect_file "$prefix/$path"
done <"$work/installed.txt"
# Each of these is compiled alone by tools/check_headers.py, where it lies in the source.
diff -r "$source/include" "$prefix/include" || fail "the headers above are not installed"
diff -r "$source/rules" "$prefix/share/arvio/rules" || fail "the rules above are not installed"
for page in "$source"/docs/*; do
  cmp "$page" "$prefix/share/doc/arvio/${page##*/}"
done

# run NAME PROGRAM [RULES]: the quick start, where nothing is but what it is given
run() {
  local name=$1
  shift
  (cd "$work/elsewhere" && "$@") >"$work/$name.out" ||
    fail "the quick start, built by $name, failed"
  diff "$work/quick_start.out" "$work/$name.out" ||
    fail "the quick start, built by $name, does not print what README says"
}
mkdir "$work/elsewhere"
program_in() { find "$1" -maxdepth 1 -type f -executable -print -quit; }

# Quick to build, without what a debugger needs; and the prefix only, never a build tree
# that CMake remembers.
options=(-G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0
  -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
if command -v ccache >/dev/null; then
  options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi
# build_project NAME [OPTION...]: the project NAME, into NAME/build
build_project() {
  local name=$1
  shift
  cmake -S "$work/$name" -B "$work/$name/build" "${options[@]}" "$@" >"$work/$name.log" &&
    cmake --build "$work/$name/build" >>"$work/$name.log" && return
  cat "$work/$name.log"
  fail "$name: could not be built"
}

echo "-- find_package"
build_project find_package -DCMAKE_PREFIX_PATH="$prefix"
run find_package "$(program_in "$work/find_package/build")" "$prefix/share/arvio/rules"
ln -s "$prefix/share/arvio/rules" "$work/elsewhere/rules"  # what it takes without being told
run find_package "$(program_in "$work/find_package/build")"
rm "$work/elsewhere/rules"

echo "-- find_package: versions and components, and twice in one project"
mkdir -p "$work/versions/inner"
cat >"$work/versions/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(versions LANGUAGES CXX)
find_package(arvio REQUIRED COMPONENTS core)
if(TARGET arvio::arvio OR TARGET pugixml::pugixml OR TARGET OpenSSL::Crypto)
  message(FATAL_ERROR "the core brings more than itself")
endif()
find_package(arvio REQUIRED)
find_package(arvio ${arvio_VERSION_MAJOR}.${arvio_VERSION_MINOR} REQUIRED)
if(NOT EXISTS ${arvio_RULES_DIR}/LICENSE)
  message(FATAL_ERROR "arvio_RULES_DIR is wrong: ${arvio_RULES_DIR}")
endif()
add_subdirectory(inner)
find_package(arvio QUIET COMPONENTS nothing_of_this_name)
if(arvio_FOUND)
  message(FATAL_ERROR "a component that is not there was found")
endif()
math(EXPR later "${arvio_VERSION_MINOR} + 1")
unset(arvio_DIR CACHE)
find_package(arvio ${arvio_VERSION_MAJOR}.${later} QUIET)
if(arvio_FOUND)
  message(FATAL_ERROR "a later minor version was accepted before 1.0")
endif()
END
echo 'find_package(arvio REQUIRED COMPONENTS core arvio)' >"$work/versions/inner/CMakeLists.txt"
cmake -S "$work/versions" -B "$work/versions/build" "${options[@]}" \
  -DCMAKE_PREFIX_PATH="$prefix" >/dev/null

echo "-- add_subdirectory"
ln -s "$source" "$work/add_subdirectory/arvio"
cat >>"$work/add_subdirectory/CMakeLists.txt" <<'END'
# The library and nothing else.
foreach(target arvio_cli arvio_analysis test_base)
  if(TARGET ${target})
    message(FATAL_ERROR "${target} is made in a parent project")
  endif()
endforeach()
if(NOT EXISTS ${arvio_RULES_DIR}/LICENSE)
  message(FATAL_ERROR "arvio_RULES_DIR is wrong: ${arvio_RULES_DIR}")
endif()
END
build_project add_subdirectory
cmake --install "$work/add_subdirectory/build" --prefix "$work/nothing" >/dev/null
[ ! -e "$work/nothing" ] || fail "a parent project installs arvio without being asked"
run add_subdirectory "$(program_in "$work/add_subdirectory/build")" "$source/rules"

echo "-- pkg-config"
export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name arvio.pc)")
(cd "$work/pkg_config" && bash -e build.sh) || fail "README's line with pkg-config failed"
run pkg_config "$(program_in "$work/pkg_config")" "$(pkg-config --variable=rulesdir arvio)"

echo "-- a call in words"
# shellcheck disable=SC2046  # one word per flag, here and below
g++ -std=c++20 "$source/examples/call_with_words/main.cpp" -o "$work/call_with_words" \
  $(pkg-config --cflags --libs arvio)
back_pain() {
  printf '44\n0\nkyll\303\244\n' |
    "$1" "$prefix/share/arvio/rules" 2026-03-02T10:00:00+02:00 complaint=low_back_pain \
      setting=phone
}
back_pain "$work/call_with_words" >"$work/call.out" || fail "the call in words failed"
back_pain "$build/bin/call_with_words" | diff - "$work/call.out"

echo "-- the blocks of the pages"
for page in "$work"/pages/*.cpp; do
  g++ -std=c++20 -Wall -Wextra -Wno-unused -Werror -fsyntax-only "$page" \
    $(pkg-config --cflags arvio) || fail "the C++ of ${page##*/} is none"
done
g++ -std=c++20 "$work/pages/engine.cpp" -o "$work/engine" $(pkg-config --cflags --libs arvio)
"$work/engine" "$prefix/share/arvio/rules" >"$work/engine.out" ||
  fail "the blocks of docs/engine.md end with an error"

echo "-- the core alone: arvio::core, and pkg-config's arvio-core"
cp "$source/examples/call/main.cpp" "$work/core/call.cpp"
# Both where nothing that the library needs can be found.
build_project core --no-warn-unused-cli -DCMAKE_PREFIX_PATH="$prefix" \
  -DCMAKE_DISABLE_FIND_PACKAGE_pugixml=ON -DCMAKE_DISABLE_FIND_PACKAGE_OpenSSL=ON \
  -DCMAKE_DISABLE_FIND_PACKAGE_fmt=ON
g++ -std=c++20 "$work/core/call.cpp" -o "$work/core/by_pkg_config" \
  $(PKG_CONFIG_LIBDIR=$PKG_CONFIG_PATH PKG_CONFIG_PATH='' pkg-config --cflags --libs arvio-core)
"$prefix/bin/arvio" compile "$prefix/share/arvio/rules" -o "$work/core/rules.image"
for call in "$work/core/build/call" "$work/core/by_pkg_config"; do
  "$call" "$work/core/rules.image" >"$call.out" || fail "the call by $call failed"
done
cmp "$work/core/build/call.out" "$work/core/by_pkg_config.out"

echo "-- the quick start prints:"
cat "$work/find_package.out"
