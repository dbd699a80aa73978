#!/usr/bin/env bash
# Installs arvio into a prefix, moves the prefix, and builds README.md's C++ quick start
# against it in the three ways the README offers: find_package, add_subdirectory,
# pkg-config. Each program must run and all must print the same.
#
# usage: run.sh BUILD_FOLDER WORK_FOLDER   (BUILD_FOLDER: a finished build of arvio)
set -euo pipefail

build=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$(cd "$here/../.." && pwd)
readme=${ARVIO_README:-$source/README.md}

fail() {
  echo "error: $*" >&2
  exit 1
}

expect_file() { [ -e "$1" ] || fail "not installed: ${1#"$work"/}"; }

rm -rf "$work"/*
file=$(python3 "$here/quick_start.py" "$readme" "$work/quick_start")

echo "-- install, each component by itself"
for component in runtime development tools; do
  cmake --install "$build" --prefix "$work/$component" --component $component >/dev/null
done
expect_file "$work/development/include/arvio/version.hpp"
expect_file "$work/tools/bin/arvio"
expect_file "$work/runtime/share/arvio/rules/LICENSE"
[ ! -e "$work/runtime/include" ] || fail "headers in the runtime component"
[ ! -e "$work/development/bin" ] || fail "programs in the development component"

echo "-- install and move"
cmake --install "$build" --prefix "$work/first" >/dev/null
mv "$work/first" "$work/prefix"
config=$(dirname "$(find "$work/prefix" -name arvioConfig.cmake)")
if grep -rlF -e "$work/first" -e "$source" -e "$build" \
    "$config" "$config/../../pkgconfig"; then
  fail "the files above name a folder of the machine that built them"
fi

# The quick start names files as they lie in the source tree and in the installed share/.
run_in=$work/prefix/share/arvio
run() {
  local name=$1 program=$2
  (cd "$run_in" && "$program") >"$work/$name.out" ||
    fail "the quick start, built by $name, failed"
  [ -s "$work/$name.out" ] || fail "the quick start, built by $name, prints nothing"
}
program_in() { find "$1" -maxdepth 1 -type f -executable -print -quit; }

# Quick to build, without what a debugger needs; and the prefix only, never a build tree
# that CMake remembers.
options=(-G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0
  -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
if command -v ccache >/dev/null; then
  options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi

echo "-- find_package"
cmake -S "$work/quick_start" -B "$work/by_package" "${options[@]}" \
  -DCMAKE_PREFIX_PATH="$work/prefix"
cmake --build "$work/by_package"
run find_package "$(program_in "$work/by_package")"

echo "-- find_package: versions, and twice in one project"
mkdir -p "$work/versions/inner"
cat >"$work/versions/CMakeLists.txt" <<'EOF'
cmake_minimum_required(VERSION 3.25)
project(versions LANGUAGES CXX)
find_package(arvio REQUIRED)
find_package(arvio ${arvio_VERSION_MAJOR}.${arvio_VERSION_MINOR} REQUIRED)
if(NOT EXISTS ${arvio_RULES_DIR}/LICENSE)
  message(FATAL_ERROR "arvio_RULES_DIR is wrong: ${arvio_RULES_DIR}")
endif()
add_subdirectory(inner)
math(EXPR later "${arvio_VERSION_MINOR} + 1")
unset(arvio_DIR CACHE)
find_package(arvio ${arvio_VERSION_MAJOR}.${later} QUIET)
if(arvio_FOUND)
  message(FATAL_ERROR "a later minor version was accepted before 1.0")
endif()
EOF
echo 'find_package(arvio REQUIRED)' >"$work/versions/inner/CMakeLists.txt"
cmake -S "$work/versions" -B "$work/versions/build" "${options[@]}" \
  -DCMAKE_PREFIX_PATH="$work/prefix" >/dev/null

echo "-- add_subdirectory"
mkdir -p "$work/subdirectory"
cp "$work/quick_start/$file" "$work/subdirectory/"
cat >"$work/subdirectory/CMakeLists.txt" <<EOF
cmake_minimum_required(VERSION 3.25)
project(parent LANGUAGES CXX)
add_subdirectory($source arvio)
add_executable(parent $file)
target_link_libraries(parent PRIVATE arvio::arvio)
# The library and nothing else.
foreach(target arvio_cli test_base)
  if(TARGET \${target})
    message(FATAL_ERROR "\${target} is made in a parent project")
  endif()
endforeach()
EOF
cmake -S "$work/subdirectory" -B "$work/by_subdirectory" "${options[@]}"
cmake --build "$work/by_subdirectory"
cmake --install "$work/by_subdirectory" --prefix "$work/nothing" >/dev/null
[ ! -e "$work/nothing" ] || fail "a parent project installs arvio without being asked"
run add_subdirectory "$(program_in "$work/by_subdirectory")"

echo "-- pkg-config"
export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name arvio.pc)")
# shellcheck disable=SC2046  # one word per flag
g++ -std=c++20 "$work/quick_start/$file" -o "$work/by_pkg_config" \
  $(pkg-config --cflags --libs --static arvio)
run pkg_config "$work/by_pkg_config"
[ -e "$(pkg-config --variable=rulesdir arvio)/LICENSE" ] || fail "rulesdir is wrong"

echo "-- the core alone: arvio::core, and pkg-config's arvio-core"
mkdir -p "$work/core_only"
cp "$source/examples/call/main.cpp" "$work/core_only/call.cpp"
cat >"$work/core_only/CMakeLists.txt" <<'EOF'
cmake_minimum_required(VERSION 3.25)
project(core_only LANGUAGES CXX)
find_package(arvio REQUIRED)
add_executable(call call.cpp)
target_link_libraries(call PRIVATE arvio::core)
EOF
cmake -S "$work/core_only" -B "$work/core_only/build" "${options[@]}" \
  -DCMAKE_PREFIX_PATH="$work/prefix" >/dev/null
cmake --build "$work/core_only/build"
# shellcheck disable=SC2046  # one word per flag
g++ -std=c++20 "$work/core_only/call.cpp" -o "$work/core_only/by_pkg_config" \
  $(pkg-config --cflags --libs arvio-core)
"$work/prefix/bin/arvio" compile "$run_in/rules" -o "$work/core_only/rules.image"
for call in "$work/core_only/build/call" "$work/core_only/by_pkg_config"; do
  "$call" "$work/core_only/rules.image" >"$call.out" || fail "the call by $call failed"
done
cmp "$work/core_only/build/call.out" "$work/core_only/by_pkg_config.out"

cmp "$work/find_package.out" "$work/add_subdirectory.out"
cmp "$work/find_package.out" "$work/pkg_config.out"
echo "-- the quick start prints:"
cat "$work/find_package.out"
