#!/usr/bin/env bash
# The demo: assesses the recorded visits, shows one assessment in full, says where to go next.
#
# usage: run.sh PATH_TO_ARVIO   (ktas_demo stands beside it)
set -euo pipefail

arvio=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rules=$(cd "$here/../../rules" && pwd)

"$(dirname "$arvio")/ktas_demo" "$rules" "$here"

# A visit whose oxygen saturation was not measured.
visit=4
echo
echo "One visit in full (row $visit, in Finnish):"
echo
"$arvio" convert "$here/mapping.json" "$here/ktas.csv" |
  grep -F "{\"id\":\"$visit\"," |
  "$arvio" assess --rules "$rules/vocabulary" --rules "$rules/somatic/news2.xml" \
    --rules "$here/rules" --lang fi -
cat <<'END'

Where to go next:
  README.md                    use arvio from C++ or a shell
  docs/semantics.md            what an assessment means
  examples/ktas/README.md      this demo's data and mapping
END
