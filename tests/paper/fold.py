"""Sheets folded in a model of paper: what stands on them is then read in order."""

import re

import tomllib

from paper import ROOT, info, pages, parts, plain, text

# A sheet folded in three: left, top, width and height of each panel, in millimetres, by page.
OUTSIDE = {"flap": (0, 0, 97, 210), "back": (97, 0, 100, 210), "cover": (197, 0, 100, 210)}
INSIDE = {"left": (0, 0, 100, 210), "middle": (100, 0, 100, 210), "right": (200, 0, 97, 210)}


def check(leaflets, _):
    """Yields a name and what is wrong, for each leaflet that is folded."""
    for leaflet in leaflets:
        if leaflet.form == "tri-fold" and not leaflet.is_sheets:
            yield f"{leaflet} is read in order when folded", "; ".join(tri_fold(leaflet))
        if leaflet.form == "card" and not leaflet.is_large:
            yield f"{leaflet} is the same card several times", "; ".join(cards(leaflet))
        if leaflet.is_sheets:
            yield f"{leaflet} is read in order when folded", "; ".join(booklet(leaflet))


def headings(leaflet):
    """Returns the title and the headings of the parts of a leaflet, as they are written."""
    words = (ROOT / f"content/en/leaflets/{leaflet.name}.md").read_text(encoding="utf-8")
    front = tomllib.loads(words.split("+++")[1])
    return [front["title"], *re.findall(r"^## (.+)$", words, re.MULTILINE)]


def tri_fold(leaflet):
    """Folds a sheet: it is turned over its short edge, so that the left strip's back is the right strip of the other side."""
    strips = [(("flap", OUTSIDE), ("right", INSIDE)), (("back", OUTSIDE), ("middle", INSIDE)), (("cover", OUTSIDE), ("left", INSIDE))]
    for (front, of_front), (behind, of_behind) in strips:
        if of_front[front][2] != of_behind[behind][2]:
            yield f"{front} and {behind} are the same strip of paper, and not as wide as each other"
    if OUTSIDE["flap"][2] >= OUTSIDE["cover"][2]:
        yield "the flap goes inside, and is not narrower"
    # Who opens it sees the cover, then the flap, then the inside from left to right, and turns it over last.
    met = [(1, OUTSIDE["cover"]), (1, OUTSIDE["flap"]), *((2, INSIDE[name]) for name in ("left", "middle", "right")), (1, OUTSIDE["back"])]
    wanted = headings(leaflet)
    flowing = sections(leaflet.path.with_name(f"{leaflet.path.stem}-large-print.pdf"), wanted)
    for number, ((page, crop), heading) in enumerate(zip(met, wanted, strict=True)):
        found = plain(text(leaflet.path, page, crop))
        others = [other for other in wanted[1:] if other != heading and plain(other) in found]
        if plain(heading) not in found or others:
            yield f"`{heading}` does not stand alone on its panel of page {page}"
        panel = solid(text(leaflet.path, page, crop, layout="-raw"))
        missing = [line for line in flowing[number] if solid(line) not in panel]
        if missing:
            yield f"the panel of `{heading}` on page {page} does not say `{missing[0]}`"


def sections(path, wanted):
    """Returns the sentences below each heading of the same leaflet in large print, where the text flows in one column."""
    # The words across a sheet come as a letter a line.
    sheets = [[re.sub(r"\d+(?= of \d)", "#", line) for line in page.splitlines() if len(line) > 1] for page in pages(path, layout="-raw")]
    # What stands at the edge of every sheet, of which the first has less, is no part of the text.
    edge = set(sheets[-1]).intersection(*sheets[1:]) | set(sheets[0]).intersection(*sheets[1:])
    kept = [line for sheet in sheets for at, line in enumerate(sheet) if line not in edge or 0 < at < len(sheet) - 4]
    flowing = plain(" ".join(kept))
    starts = [0]
    for heading in [*wanted, "Worried about someone in prison?"]:
        starts.append(flowing.index(plain(heading), starts[-1]) + len(plain(heading)))
    found = []
    for start, end, heading in zip(starts[1:], starts[2:], [*wanted[1:], "Worried about someone in prison?"]):
        sentences = re.split(r"(?<=[.?!:]) ", flowing[start : end - len(plain(heading))].strip())
        found.append([sentence for sentence in sentences if sentence])
    return found


def solid(words):
    """Returns the letters of a text without spaces, and without the words that stand across the sheet, a letter a line."""
    return "".join(plain(line) for line in words.splitlines() if len(line) > 1).replace(" ", "").replace("•", "")


def cards(leaflet):
    """Cuts a sheet into cards."""
    panels = len(headings(leaflet)) + (leaflet.is_discreet and leaflet.name != "unwanted-contact")
    across, left, top = (3, (297 - 3 * 86) / 2, 12) if panels == 3 else (2, (210 - 2 * 86) / 2, 30)
    cut = [[plain(text(leaflet.path, 1, (left + column * 86, top + row * 54, 86, 54))) for row in range(panels)] for column in range(across)]
    for row in range(panels):
        # The words across the sheet, which say that it is a draft, cross a panel of one card or another.
        found = [set(card[row].split()) for card in cut]
        shared = {word for words in found for word in words if sum(word in other for other in found) > 1}
        if any(shared - words for words in found) or len(shared) < 2:
            yield "the cards differ"
    for card in cut:
        for heading, panel in zip(headings(leaflet)[1:], card[-2:], strict=True):
            if plain(heading) not in panel:
                yield f"`{heading}` is not on its panel"


def booklet(leaflet):
    """Folds the sheets of each part in the middle, lays them in each other, and turns the leaves."""
    reading = leaflet.path.with_name(leaflet.path.name.replace("-sheets", ""))
    wanted, sides = [letters(words) for words in pages(reading)], int(info(leaflet.path)["Pages"])
    half = [(0, 0, 148.5, 210), (148.5, 0, 148.5, 210)]
    side = list(zip(*([letters(text) for text in pages(leaflet.path, crop)] for crop in half), strict=True))
    if len(side) != sides:
        yield "a side cannot be read"
    sheets = list(zip(side[0::2], side[1::2], strict=True))
    read = []
    for part in parts(len(sheets)):
        nested = [sheets[number] for number in part]
        # Each leaf is turned over its short edge in the printer: the left half's back is the right half of the other side.
        read += [page for front, back in nested for page in (front[1], back[0])]
        read += [page for front, back in reversed(nested) for page in (back[1], front[0])]
    empty = len(read) - len(wanted)
    wanted += [""] * empty
    wrong = [number for number, (a, b) in enumerate(zip(read, wanted, strict=True), 1) if a != b]
    if wrong:
        yield f"page {wrong[0]} is not in its place"
    if empty > 3:
        yield f"{empty} pages are empty"


def letters(words):
    """Returns the letters of a page, without the spaces and the order of lines, which depend on where it stands."""
    return "".join(sorted(plain(words).replace(" ", "")))
