#!/usr/bin/env bash
# Runs calls about one program in four threads, under the thread sanitizer.
#
# usage: run.sh BUILD_FOLDER WORK_FOLDER   (BUILD_FOLDER: a finished build of arvio)
set -euo pipefail

build=$(realpath "$1")
mkdir -p "$2"
work=$(realpath "$2")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$(cd "$here/../.." && pwd)

"$build/bin/arvio" compile "$source/rules" -o "$work/rules.image" >/dev/null
clang++-19 -std=c++20 -O1 -g1 -fsanitize=thread -Wall -Wextra -Werror \
  -I"$source/include" -I"$source/tests" "$here/threads.cpp" -o "$work/threads"
TSAN_OPTIONS=halt_on_error=1 "$work/threads" "$work/rules.image" 4 60
