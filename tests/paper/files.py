"""Each file by itself: sound, with its fonts in it, with properties that say what it is, and discreet where it must be."""

from concurrent.futures import ThreadPoolExecutor
from subprocess import run as start

import pikepdf

from paper import MM, SIZES, facts, info, parts, plain, run, text, toml

# Words that must not be read on the outside of a discreet leaflet.
TELLING = ["prison", "hmp", "yoi", "jail", "inmate", "visits", "visiting", "convict", "sentence"]
LARGEST = {"family-pack": 2_500_000}


def check(leaflets, _):
    """Yields a name and what is wrong, for each leaflet."""
    with ThreadPoolExecutor() as pool:
        for leaflet, problems in zip(leaflets, pool.map(problems_of, leaflets)):
            yield f"{leaflet} is a sound file", "; ".join(problems)


def problems_of(leaflet):
    """Returns what is wrong with one file."""
    path, problems = leaflet.path, []
    sound = start(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    if sound.returncode != 0 or "WARNING" in sound.stderr:
        problems.append(f"qpdf: {sound.stderr.strip()[-200:]}")
    if path.stat().st_size > LARGEST.get(leaflet.name, 700_000):
        problems.append(f"it takes {path.stat().st_size} bytes")
    for line in run("pdffonts", path).splitlines()[2:]:
        flags = line.split()[-5:-2]
        if flags != ["yes", "yes", "yes"]:
            problems.append(f"a font is not embedded as a subset with its letters: {line.split()[0]}")
    with pikepdf.open(path) as pdf:
        problems += sizes(leaflet, pdf)
        if not leaflet.is_sheets:
            problems += properties(leaflet, pdf)
        if leaflet.is_discreet:
            problems += outside(leaflet, pdf)
    return problems


def sizes(leaflet, pdf):
    """Tells of pages that are not as large as their form."""
    if leaflet.is_sheets or leaflet.form == "tri-fold":
        wanted = SIZES["sheet"]
    elif leaflet.form == "card":
        wanted = SIZES["a4"] if leaflet.is_discreet and leaflet.name != "unwanted-contact" else SIZES["sheet"]
    else:
        wanted = SIZES["a5" if leaflet.form.startswith("a5") else "a4"]
    for number, page in enumerate(pdf.pages, 1):
        box = [float(part) / MM for part in page.mediabox]
        if abs(box[2] - wanted[0]) > 0.5 or abs(box[3] - wanted[1]) > 0.5:
            yield f"page {number} is {box[2]:.0f} x {box[3]:.0f} mm, not {wanted[0]} x {wanted[1]}"


def properties(leaflet, pdf):
    """Tells of properties that are missing: what a screen reader says first, and by what a page is found."""
    said = info(leaflet.path)
    if not said.get("Title"):
        yield "it has no title"
    if said.get("Tagged") != "yes":
        yield "it is not tagged"
    if str(pdf.Root.get("/Lang", "")) != toml("familypack.toml")["languages"][0]:
        yield f"its language is `{pdf.Root.get('/Lang')}`"
    if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its window does not show its title"
    if "/Outlines" not in pdf.Root and not leaflet.is_discreet:
        yield "it has no bookmarks"


def outside(leaflet, pdf):
    """Tells of words on the outside, or in what a program shows besides the pages, that tell what is inside."""
    name = facts(leaflet.establishment)["identity"]["name"]
    for where, words in (printed_outside(leaflet) | shown_beside(leaflet, pdf)).items():
        words = plain(words).lower()
        telling = [word for word in [*TELLING, name.lower()] if word in words]
        if telling:
            yield f"{where} says `{telling[0]}`"


def printed_outside(leaflet):
    """Returns what can be read while it is closed, by place."""
    if leaflet.form == "card" and not leaflet.is_large:
        # The front of the first card; what is below the cards is cut off.
        left, top = ((297 - 3 * 86) / 2, 12) if leaflet.name == "unwanted-contact" else ((210 - 2 * 86) / 2, 30)
        return {"the front": text(leaflet.path, 1, (left, top, 86, 54))}
    if leaflet.is_sheets:
        # The cover is right on the first side of the first part, the back left on that of the last.
        last = parts(int(info(leaflet.path)["Pages"]) // 2)[-1][0] * 2 + 1
        return {"the cover": text(leaflet.path, 1, (148.5, 0, 148.5, 210)), "the back": text(leaflet.path, last, (0, 0, 148.5, 210))}
    pages = int(info(leaflet.path)["Pages"])
    # A sheet has two sides; of a booklet, four pages.
    whole = 4 if leaflet.form == "a5-booklet" else 2
    sides = {"page 1": text(leaflet.path, 1)}
    if pages % whole == 0:
        sides[f"page {pages}"] = text(leaflet.path, pages)
    return sides


def shown_beside(leaflet, pdf):
    """Returns what programs show besides the pages, by name: properties, bookmarks, and the file's own name."""
    beside = {f"its property {str(key)[1:]}": str(value) for key, value in pdf.docinfo.items()}
    beside["its metadata"] = bytes(pdf.Root.Metadata.read_bytes()).decode("utf-8", "replace") if "/Metadata" in pdf.Root else ""
    beside["its file's name"] = leaflet.path.stem
    with pdf.open_outline() as outline:
        beside["a bookmark"] = " | ".join(titles(outline.root))
    return beside


def titles(items):
    """Returns the titles of bookmarks and of those below them."""
    return [title for item in items for title in (str(item.title), *titles(item.children))]
