"""What a screen reader gets: headings in order, tables with their heads, pictures in words, text in the order of the page."""

from concurrent.futures import ThreadPoolExecutor

import pikepdf


def check(leaflets, _):
    """Yields a name and what is wrong, for each leaflet for reading."""
    reading = [leaflet for leaflet in leaflets if not leaflet.is_sheets]
    with ThreadPoolExecutor() as pool:
        for leaflet, problems in zip(reading, pool.map(problems_of, reading)):
            yield f"{leaflet} is read as it looks", "; ".join(problems[:5])


def problems_of(leaflet):
    """Returns what is wrong with the tags of one file."""
    with pikepdf.open(leaflet.path) as pdf:
        elements = list(walk(pdf.Root.StructTreeRoot))
        problems = headings([kind for kind, _ in elements])
        for kind, element in elements:
            if kind == "Table":
                problems += table(element)
            if kind == "Figure" and not str(element.get("/Alt", "")).strip():
                problems.append("a picture without words")
        return problems + order(pdf)


def walk(element):
    """Yields each element below one, with its kind, in reading order."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child["/S"])[1:], child
            yield from walk(child)


def headings(kinds):
    """Tells of a missing or second main heading, and of levels that are left out."""
    levels = [int(kind[1:]) for kind in kinds if kind[0] == "H" and kind[1:].isdigit()]
    problems = [] if levels.count(1) == 1 else [f"{levels.count(1)} main headings"]
    if levels and levels[0] != 1:
        problems.append(f"the first heading is of level {levels[0]}")
    return problems + [f"level {b} after level {a}" for a, b in zip(levels, levels[1:]) if b > a + 1]


def scope(cell):
    """Returns what a head of a table is the head of."""
    attributes = cell.get("/A", [])
    every = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((str(one["/Scope"])[1:] for one in every if isinstance(one, pikepdf.Dictionary) and "/Scope" in one), None)


def table(element):
    """Tells of a table without heads, or with heads that do not say of what."""
    rows = [[(kind, cell) for kind, cell in walk(row) if kind in ("TH", "TD")] for kind, row in walk(element) if kind == "TR"]
    problems = []
    if any(row[0][0] != "TH" for row in rows if row):
        problems.append("a row without a head")
    if len(rows) > 1 and len(rows[0]) > 2 and any(kind != "TH" for kind, _ in rows[0]):
        problems.append("a column without a head")
    if any(kind == "TH" and scope(cell) not in ("Row", "Column", "Both") for row in rows for kind, cell in row):
        problems.append("a head that does not say whether it is of a row or of a column")
    return problems


def order(pdf):
    """Tells of content whose tags come in another order than it is drawn in."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    places = list(contents(pdf.Root.StructTreeRoot, None, pages))
    late = next((a for a, b in zip(places, places[1:]) if b < a), None)
    if late:
        return [f"what is drawn on page {late[0]} is read too early"]
    return [] if len(places) > 10 else ["hardly anything is tagged"]


def contents(element, page, pages):
    """Yields the page and the number of each piece of content, in the order of the tags."""
    page = pages.get(element["/Pg"].objgen, page) if "/Pg" in element else page
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from contents(child, page, pages)
        elif isinstance(child, pikepdf.Dictionary) and "/MCID" in child:
            yield (pages.get(child["/Pg"].objgen, page) if "/Pg" in child else page), int(child["/MCID"])
        elif not isinstance(child, pikepdf.Dictionary):
            yield page, int(child)
