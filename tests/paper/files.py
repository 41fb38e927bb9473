"""Each file by itself: sound, with its fonts in it, with properties that say what it is, and discreet where it must be."""

from concurrent.futures import ThreadPoolExecutor
from subprocess import run as start

import pikepdf

from paper import MM, SIZES, facts, info, plain, run, text

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
    if leaflet.is_discreet and not leaflet.is_sheets:
        problems += outside(leaflet)
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
    if str(pdf.Root.get("/Lang", "")) != "en":
        yield f"its language is `{pdf.Root.get('/Lang')}`"
    if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its window does not show its title"
    if "/Outlines" not in pdf.Root:
        yield "it has no bookmarks"
    if "2026" not in said.get("CreationDate", "2026") and "201" not in said.get("CreationDate", ""):
        yield f"its date is that of no fact: {said['CreationDate']}"


def outside(leaflet):
    """Tells of words on the outside, or in the properties, that tell what is inside."""
    said, name = info(leaflet.path), facts(leaflet.establishment)["identity"]["name"]
    if leaflet.form == "card":
        # The front of the first card; what is below the cards is cut off.
        left, top = ((297 - 3 * 86) / 2, 12) if leaflet.name == "unwanted-contact" else ((210 - 2 * 86) / 2, 30)
        parts = {"the front": text(leaflet.path, 1, (left, top, 86, 54))}
    else:
        pages = int(said["Pages"])
        # A sheet has two sides; of a booklet, four pages.
        whole = 4 if leaflet.form == "a5-booklet" else 2
        parts = {"page 1": text(leaflet.path, 1)}
        if pages % whole == 0:
            parts[f"page {pages}"] = text(leaflet.path, pages)
    parts |= {key: said.get(key, "") for key in ("Title", "Subject", "Author", "Keywords")}
    parts["its file's name"] = leaflet.path.stem
    for where, words in parts.items():
        words = plain(words).lower()
        telling = [word for word in [*TELLING, name.lower()] if word in words]
        if telling:
            yield f"{where} says `{telling[0]}`"
