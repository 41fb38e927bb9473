#!/usr/bin/env python3
"""Checks the leaflets of a built site: python3 tests/paper/check.py SITE PROGRAM [PART ...]

Each finding is a line; the last line counts. The parts: files, tags, facts, fold, codes, vera, hostile.
"""

import sys
import time

import codes
import facts
import files
import fold
import hostile
import paper
import standards
import tags

PARTS = {"files": files, "tags": tags, "facts": facts, "fold": fold, "codes": codes, "standards": standards, "hostile": hostile}


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
        for what, problem in module.check(leaflets, program if module is hostile else site):
            passed, failed = passed + (not problem), failed + bool(problem)
            if problem:
                print(f"failed: {what}: {problem}")
        print(f"{name}: {time.monotonic() - began:.0f} s")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
