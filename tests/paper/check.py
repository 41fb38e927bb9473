#!/usr/bin/env python3
"""Checks the leaflets of a built site: python3 tests/paper/check.py SITE PROGRAM [PART ...]

Each finding is a line; the last line counts. The parts: files, tags, clear, facts, due, fold,
codes, standards, hostile, places.
"""

import sys
import time

import clear
import codes
import due
import facts
import files
import fold
import hostile
import paper
import places
import standards
import tags

PARTS = {
    "files": files,
    "tags": tags,
    "clear": clear,
    "facts": facts,
    "due": due,
    "fold": fold,
    "codes": codes,
    "standards": standards,
    "hostile": hostile,
    "places": places,
}
# What prints by itself needs the program; the others look at the site.
WITH_PROGRAM = ("hostile", "places")


def main():
    """Runs the parts and counts."""
    site, program, *parts = sys.argv[1:]
    leaflets = paper.leaflets(site)
    passed = failed = 0
    if len(leaflets) < 100:
        print(f"failed: there are only {len(leaflets)} leaflets")
        failed += 1
    for name in parts or PARTS:
        began = time.monotonic()
        module = PARTS[name]
        for what, problem in module.check(leaflets, program if name in WITH_PROGRAM else site):
            passed, failed = passed + (not problem), failed + bool(problem)
            if problem:
                print(f"failed: {what}: {problem}")
        print(f"{name}: {time.monotonic() - began:.0f} s")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
