"""The square codes: a phone reads the address that is printed beside them, and there is a page at it."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from paper import ROOT, pages, run, toml

BASE = "https://packs.example/"


def check(leaflets, site):
    """Yields a name and what is wrong, for each leaflet that has a code: those of a page of the website, but for small cards."""
    with_page = {path.stem for path in (ROOT / "content/leaflets").glob("*.toml") if "page" in toml(f"content/leaflets/{path.name}")}
    some = [one for one in leaflets if not one.is_sheets and one.form != "card" and one.name in with_page]
    with ThreadPoolExecutor() as pool:
        for leaflet, problem in zip(some, pool.map(lambda one: problem_of(one, Path(site)), some)):
            yield f"{leaflet} has a code that phones read", problem


def problem_of(leaflet, site):
    """Returns what is wrong with the code of one leaflet, as an office printer in black and white prints it."""
    of = ["".join(words.split()) for words in pages(leaflet.path, layout="-raw")]
    page = next((number for number, words in enumerate(of, 1) if "packs.example/" in words), None)
    if not page:
        return "no address is printed"
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", 150, "-gray", "-f", page, "-l", page, leaflet.path, f"{folder}/page")
        read = [run("zbarimg", "-q", "--raw", picture).strip() for picture in Path(folder).iterdir()]
    address = next(filter(None, read), "")
    if not address.startswith(BASE):
        return f"the code reads `{address}`"
    if address.removeprefix("https://") not in of[page - 1]:
        return f"`{address}` is not printed beside the code"
    if not (site / address.removeprefix(BASE)).is_file():
        return f"there is no page at `{address}`"
    return ""
