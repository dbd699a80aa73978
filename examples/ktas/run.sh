#!/usr/bin/env bash
# The demo: plays a call in words, assesses the recorded visits, shows one assessment in
# full, says where to go next.
#
# usage: run.sh PATH_TO_ARVIO   (call_with_words and ktas_demo stand beside it)
set -euo pipefail

arvio=$(realpath "$1")
programs=$(dirname "$arvio")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rules=$(cd "$here/../../rules" && pwd)

echo "A call about low back pain, in Finnish. In brackets: between what the urgency lies,"
echo "whatever is still to be answered. After >: the answers of the caller."
"$programs/call_with_words" "$rules" 2026-03-02T10:00:00+02:00 \
  complaint=low_back_pain setting=phone <<'END'
0
44
ei mikään
0
0
1
0
ei
END

"$programs/ktas_demo" "$rules" "$here"

# A visit whose oxygen saturation was not measured.
visit=4
echo
echo "One visit in full (row $visit, in Finnish):"
echo
"$arvio" convert "$here/mapping.json" "$here/ktas.csv" |
  grep -F "{\"id\":\"$visit\"," |
  "$arvio" assess --rules "$rules/vocabulary" --rules "$rules/somatic/news2.xml" \
    --rules "$here/rules" --lang fi /dev/stdin
cat <<'END'

Where to go next:
  README.md                           use arvio from C++ or a shell
  examples/call_with_words/main.cpp   the call above, in 80 lines of C++
  docs/semantics.md                   what an assessment means
  examples/ktas/README.md             this demo's data and mapping
END
