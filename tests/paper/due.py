"""Until when a leaflet may be relied on: no longer than anything that it says holds, and not by the clock of today."""

import datetime
import re

from paper import facts, info, known, plain, text

TODAY = datetime.date(2026, 11, 22)
# Leaflets that print the times of visits as they are on the day of the build.
WITH_TIMES = ("visiting-times", "first-visit", "staff-crib", "family-pack")


def check(leaflets, _):
    """Yields a name and what is wrong, for each leaflet for reading."""
    for leaflet in leaflets:
        if not leaflet.is_sheets:
            yield f"{leaflet} says in time when it is out of date", too_late(leaflet)
            yield f"{leaflet} carries the date of its facts", dated(leaflet)


def too_late(leaflet):
    """Tells of a last day that comes after what stands on the paper has ended."""
    said = re.findall(r"Out of date after (\d+) (\w+) (\d{4})\.", plain(text(leaflet.path, layout="-raw")))
    days = {datetime.datetime.strptime(" ".join(day), "%d %B %Y").date() for day in said}
    if len(days) > 1:
        return f"it says different days: {sorted(map(str, days))}"
    sooner = [(end, what) for day in days for what, end in ends(leaflet) if TODAY <= end < day]
    if sooner:
        end, what = min(sooner)
        return f"it says `out of date after {min(days)}`, and {what} on {end}"
    return ""


def ends(leaflet):
    """Yields what ends, and when, of what a leaflet rests on."""
    of = facts(leaflet.establishment)
    for where, review in reviews(of, ""):
        yield f"{where} is to be checked again", review
    for session in of.get("session", []):
        # One that has not begun is not on the paper yet, and one that begins changes what is.
        if leaflet.name in WITH_TIMES and session["kind"] == "social":
            if "to" in session:
                yield f"`{known(session['name'])}` ends", session["to"]
            if session.get("from", TODAY) > TODAY:
                yield f"`{session['id']}` begins the day after", session["from"] - datetime.timedelta(days=1)
    for notice in of.get("notice", []):
        if leaflet.name == "notice" and f"notice-{notice['id']}" in leaflet.path.stem:
            yield "the notice ends", notice["ends"]
    days = [day["date"] for day in of.get("family_day", []) if day["date"] >= TODAY]
    if leaflet.name == "family-days" and days:
        yield "its last family day is", max(days)


def reviews(value, where):
    """Yields each day on which something is to be checked again, with its place in the file."""
    if isinstance(value, dict):
        day, checked = value.get("review_by"), value.get("checked")
        # One that was due before the last check has been done.
        if isinstance(day, datetime.date) and not (isinstance(checked, datetime.date) and day <= checked):
            yield where or "the whole file", day
        for key, inner in value.items():
            yield from reviews(inner, f"{where}.{key}".strip("."))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from reviews(inner, f"{where}[{inner.get('id', number)}]" if isinstance(inner, dict) else where)


def dated(leaflet):
    """Tells of properties that carry another date than that of the newest fact."""
    newest = max(days_checked(facts(leaflet.establishment)), default=TODAY)
    wanted = newest.strftime("%Y-%m-%dT00:00:00")
    said = {key: moment(leaflet.path, key) for key in ("CreationDate", "ModDate")}
    wrong = [f"{key} is {value}" for key, value in said.items() if value != wanted]
    return f"{', '.join(wrong)}, and the newest fact is of {newest}" if wrong else ""


def days_checked(value):
    """Yields each day on which something was checked; the first of a month or of a year that is all that is known."""
    if isinstance(value, dict):
        if "checked" in value:
            yield earliest(value["checked"])
        for inner in value.values():
            yield from days_checked(inner)
    if isinstance(value, list):
        for inner in value:
            yield from days_checked(inner)


def earliest(checked):
    """Returns the first day of what may be a day, a month or a year."""
    if isinstance(checked, datetime.date):
        return checked
    year, month = (f"{checked}-01").split("-")[:2]
    return datetime.date(int(year), int(month), 1)


def moment(path, key):
    """Returns a date of a file's properties, as `pdfinfo -isodates` reads it, without its zone."""
    return info(path, "-isodates").get(key, "")[:19]
