#!/usr/bin/env python3
"""Gives to xmllint, with the schema, every document of fuzz corpora that arvio reads.

usage: check_fuzzed.py SCHEMA FUZZ_TARGET FOLDER...

SCHEMA is a file of rules/schema, without its ending. The target runs each file once and says what it read. What xmllint refuses is printed, and
the exit status is 1.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent / "rules/schema"


def documents_read(target, folders, kept):
    """The distinct documents that arvio reads; a zero byte is in none of them."""
    environment = {**os.environ, "ARVIO_FUZZ_READ": str(kept)}
    subprocess.run([target, "-runs=0", *folders], env=environment, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not kept.exists():
        return []
    return sorted(set(kept.read_bytes().split(b"\0")[:-1]))


def complaint(schema, document):
    command = ["xmllint", "--nonet", "--noout", "--schema", str(SCHEMAS / f"{schema}.xsd"), "-"]
    done = subprocess.run(command, input=document, capture_output=True)
    return "" if done.returncode == 0 else done.stderr.decode(errors="replace")


def main(schema, target, folders):
    with tempfile.TemporaryDirectory() as folder:
        documents = documents_read(target, folders, pathlib.Path(folder) / "read")
    refused = 0
    for document in documents:
        said = complaint(schema, document)
        if said:
            refused += 1
            print(f"{document!r}:\n{said}")
    print(f"{len(documents)} documents read, {refused} refused by xmllint")
    return 1 if refused or not documents else 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
