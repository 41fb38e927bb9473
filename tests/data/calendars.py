"""Checks the calendars, the contacts and the feeds of a built site with other people's readers.

    python3 tests/data/calendars.py SITE

SITE is the site of this workspace, built for 2026-11-25. Prints each failure, and `N passed, N failed` last.
"""

import datetime
import pathlib
import sys
import xml.etree.ElementTree
import zoneinfo

import icalendar
import recurring_ical_events
import vobject

LONDON = zoneinfo.ZoneInfo("Europe/London")
HOUR = datetime.timedelta(hours=1)
NOUGHT = datetime.timedelta(0)
ATOM = "{http://www.w3.org/2005/Atom}"
# What the sample pack has on some days: the offset from UTC, and each visit with its time in London.
DAYS = {
    # In winter.
    "2026-12-05": (NOUGHT, ["09:30-11:30 Children’s visit", "14:00-16:00 Afternoon visit"]),
    # In summer.
    "2027-07-07": (HOUR, ["14:00-16:00 Afternoon visit", "16:30-17:30 Homework club"]),
    # The clocks go forward, and back, on a Sunday; the day before each, the hour is the other one.
    "2027-03-27": (NOUGHT, ["09:30-11:30 Children’s visit", "14:00-16:00 Afternoon visit"]),
    "2027-10-31": (NOUGHT, ["10:00-11:30 Sunday morning visit", "14:00-16:00 Afternoon visit", "17:30-18:30 Video call"]),
    "2027-10-30": (HOUR, ["14:00-16:00 Afternoon visit"]),
    # No visit: left out, and Good Friday, of which for faith visits nobody has said anything.
    "2026-12-24": (NOUGHT, []),
    "2027-03-26": (NOUGHT, []),
    # A day besides, in the one week of four with children's visits.
    "2027-01-04": (NOUGHT, ["14:00-16:00 Afternoon visit", "17:30-18:30 Video call"]),
    # A bank holiday: only video calls are held as on any other day.
    "2027-05-31": (HOUR, ["17:30-18:30 Video call"]),
    # Past the end of the list of bank holidays.
    "2029-01-02": (NOUGHT, []),
}

passed = 0
failed = 0


def check(name, problems):
    """Counts one test and prints what it found."""
    global passed, failed
    if problems:
        failed += 1
        for problem in problems:
            print(f"{name}: {problem}")
    else:
        passed += 1


def lines(path):
    """Yields what is wrong with the lines of a file (RFC 5545, 3.1; RFC 2426, 2.6)."""
    data = path.read_bytes()
    if not data.endswith(b"\r\n"):
        yield "does not end with a line end"
    if b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        yield "a line ends in another way than the others"
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            yield f"{len(line)} octets: {line.decode()}"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"a letter is cut in two: {line!r}"


def events(path):
    """Yields what is wrong with the events of a calendar."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    if calendar.errors:
        yield f"the calendar: {calendar.errors}"
    for name in ("PRODID", "VERSION", "NAME", "X-WR-CALNAME", "DESCRIPTION", "REFRESH-INTERVAL"):
        if name not in calendar:
            yield f"no {name}"
    if [zone.tz_name for zone in calendar.timezones] != ["Europe/London"]:
        yield "not one time zone"
    seen = set()
    if not calendar.events:
        yield "no event"
    for event in calendar.events:
        yield from event_problems(event, seen)


def event_problems(event, seen):
    uid = str(event.get("UID"))
    if uid in seen:
        yield f"the id {uid} is there twice"
    seen.add(uid)
    if event.errors:
        yield f"{uid}: {event.errors}"
    for name in ("DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"):
        if name not in event:
            yield f"{uid}: no {name}"
    if event.end <= event.start:
        yield f"{uid}: ends before it starts"
    if "ATTENDEE" in event or "ORGANIZER" in event:
        yield f"{uid}: names a person"
    rule = event.get("RRULE")
    if rule and rule["UNTIL"][0].utcoffset() != NOUGHT:
        yield f"{uid}: a rule that does not end in UTC"
    # The zone that the file describes and the zone of the machine say the same.
    if isinstance(event.start, datetime.datetime):
        wall = event.start.replace(tzinfo=LONDON)
        if wall.utcoffset() != event.start.utcoffset():
            yield f"{uid}: {event.start} is not London's time"


def day(path, date, offset, wanted):
    """Yields how the visits of a day differ from those wanted."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    found = []
    for event in recurring_ical_events.of(calendar).at(datetime.date.fromisoformat(date)):
        name = str(event["SUMMARY"]).removeprefix("Sample: ")
        found.append(f"{event.start:%H:%M}-{event.end:%H:%M} {name}")
        if event.start.utcoffset() != offset or event.start.replace(tzinfo=LONDON).utcoffset() != offset:
            yield f"{name} is {event.start.utcoffset()} from UTC, not {offset}"
    if sorted(found) != sorted(wanted):
        yield f"{sorted(found)}, not {sorted(wanted)}"


def cards(path):
    """Yields what is wrong with the cards of a file."""
    found = list(vobject.readComponents(path.read_text(encoding="utf-8")))
    if not found:
        yield "no card"
    names = [card.fn.value for card in found]
    if len(set(names)) != len(names):
        yield f"a name is there twice: {names}"
    for card in found:
        card.validate(raiseException=True)
        name = card.fn.value
        if card.version.value != "3.0":
            yield f"{name}: version {card.version.value}"
        for number in card.contents.get("tel", []):
            digits = number.value.removeprefix("+44")
            if not digits.isdigit() or (len(digits) >= 9 and not number.value.startswith("+44")):
                yield f"{name}: {number.value} cannot be dialled from anywhere"
        if not any(kind in card.contents for kind in ("tel", "email", "url")):
            yield f"{name}: nothing to reach it by"
        if "checked" not in card.note.value.lower():
            yield f"{name}: does not say when it was checked"


def feed(path):
    """Yields what is wrong with a feed (RFC 4287, 4.1)."""
    root = xml.etree.ElementTree.parse(path).getroot()
    if root.tag != f"{ATOM}feed":
        yield f"begins with {root.tag}"
    entries = root.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated") for entry in entries]
    if root.findtext(f"{ATOM}updated") != max(days):
        yield "is not as new as its newest entry"
    if days != sorted(days, reverse=True):
        yield "the newest entry is not first"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries] + [root.findtext(f"{ATOM}id")]
    if len(set(ids)) != len(ids):
        yield "an id is there twice"
    for element in [root, *entries]:
        for name in ("id", "title", "updated"):
            if len(element.findall(f"{ATOM}{name}")) != 1:
                yield f"{element.findtext(f'{ATOM}title')}: not one {name}"
        if not [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate" and link.get("href")]:
            yield f"{element.findtext(f'{ATOM}title')}: leads to no page"
    if root.find(f"{ATOM}author/{ATOM}name") is None:
        yield "names no author"


def safely(problems):
    """Returns a list of problems; a reader that gives up is one."""
    found = []
    try:
        found.extend(problems)
    except Exception as error:  # noqa: BLE001  Whatever a reader says is the problem.
        found.append(f"cannot be read: {error!r}")
    return found


def main(site):
    site = pathlib.Path(site)
    found = {ending: sorted(site.glob(f"**/*.{ending}")) for ending in ("ics", "vcf", "atom")}
    for ending, least in (("ics", 3), ("vcf", 3), ("atom", 3)):
        check(f"*.{ending}", [] if len(found[ending]) >= least else [f"only {len(found[ending])} in {site}"])
    for path in found["ics"] + found["vcf"]:
        check(f"{path.relative_to(site)}, lines", safely(lines(path)))
    for path in found["ics"]:
        check(f"{path.relative_to(site)}, events", safely(events(path)))
    for path in found["vcf"]:
        check(f"{path.relative_to(site)}, cards", safely(cards(path)))
    for path in found["atom"]:
        check(f"{path.relative_to(site)}, feed", safely(feed(path)))
    visits = site / "exampleford" / "visits.ics"
    for date, (offset, wanted) in DAYS.items():
        check(f"{visits.relative_to(site)}, {date}", safely(day(visits, date, offset, wanted)))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1]))
