"""Clear print (UKAAF G003): letters large enough, black, upright and never split; and across each page of a draft or a sample, that
it is one."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

from paper import facts, run

# The size of most letters of each form, in points; large print is 18.
BODY = {"card": 12, "tri-fold": 13}
ACROSS = {"draft": "Draft:notcheckedyet", "sample": "Sample:notarealprison"}
BLACK = "#000000"


def check(leaflets, _):
    """Yields a name and what is wrong, for each leaflet for reading."""
    reading = [leaflet for leaflet in leaflets if not leaflet.is_sheets]
    with ThreadPoolExecutor() as pool:
        for leaflet, problems in zip(reading, pool.map(lambda one: list(problems_of(one)), reading)):
            yield f"{leaflet} is clear print", "; ".join(problems[:4])


def problems_of(leaflet):
    """Yields what is wrong with the letters of one leaflet."""
    pages = drawn(leaflet.path)
    letters = Counter()
    for number, runs in pages:
        across = "".join(words for words, _, colour in runs if colour != BLACK)
        if runs and not is_outside(leaflet, number) and across.replace(" ", "") != ACROSS[facts(leaflet.establishment)["state"]]:
            yield f"page {number} does not say across it that nobody may rely on it: `{across}`"
        for words, size, colour in runs:
            if colour == BLACK:
                letters[size] += len(words)
    wanted = 18 if leaflet.is_large else BODY.get(leaflet.form, 14)
    size = letters.most_common(1)[0][0]
    if size < wanted:
        yield f"most letters are of {size} points, not {wanted}"
    if min(letters) < (12 if leaflet.is_large else 10):
        yield f"some letters are of {min(letters)} points"
    slanted = [line for line in run("pdffonts", leaflet.path).splitlines() if re.search("Italic|Oblique", line)]
    if slanted:
        yield f"slanted letters: {slanted[0]}"


def is_outside(leaflet, number):
    """Tells whether a page is a neutral outside, which says nothing of a prison."""
    return leaflet.is_discreet and leaflet.form != "card" and number == 1


def drawn(path):
    """Returns each page's number and its runs of words, each with its size in points and its colour."""
    tree = ElementTree.fromstring(clean(run("pdftohtml", "-xml", "-stdout", "-i", "-zoom", 1, path)))
    fonts = {font.get("id"): (int(font.get("size")), font.get("color")) for font in tree.iter("fontspec")}
    for page in tree.iter("page"):
        yield int(page.get("number")), [("".join(one.itertext()).strip(), *fonts[one.get("font")]) for one in page.iter("text")]


def clean(xml):
    """Returns XML without its document type, which names a file that is nowhere, and without signs that XML does not know."""
    return re.sub(r"<!DOCTYPE[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f]", "", xml)
