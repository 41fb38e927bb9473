"""The standards: PDF/UA-1 and PDF/A-2a for reading, PDF/A-2b for sheets that only a printer reads."""

import vera


def check(leaflets, _):
    """Yields a name and what veraPDF finds, for each standard of each leaflet."""
    asked = [(["2b"] if one.is_sheets else ["ua1", "2a"], one.path) for one in leaflets]
    # A sheet for the printer has no tags: were that found to be fine, nothing were checked.
    untagged = next(one.path for one in leaflets if one.is_sheets)
    asked.append((["ua1"], untagged))
    rows = vera.verdicts(asked)
    *rows, control = rows
    yield "the validator finds what is missing", "" if control[3] else "it takes an untagged file for PDF/UA-1"
    wanted = sum(len(flavours) for flavours, _ in asked) - 1
    yield "the validator looks at every file", "" if len(rows) == wanted else f"{len(rows)} of {wanted}"
    for flavour, file, checks, failures, what in rows:
        yield f"{file} is {flavour}", f"{failures} of {checks} checks: {what}" if failures else ""
