"""What stands on paper equals the facts: each is read in its file, and looked for in the text that is taken out of the PDF."""

import datetime
import re
import tomllib

from paper import ROOT, facts, known, pages, plain, text, toml

TODAY = datetime.date(2026, 11, 22)
DAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday"}


def check(leaflets, _):
    """Yields a name and what is missing, leaflet by leaflet."""
    of = {(one.establishment, one.path.stem): plain(text(one.path, layout="-raw")) for one in leaflets if not one.is_sheets}
    for leaflet in leaflets:
        if not leaflet.is_sheets:
            words = of[leaflet.establishment, leaflet.path.stem]
            # Numbers are grouped anew, and a line may end anywhere: the letters are compared.
            letters = words.replace(" ", "")
            missing = [fact for fact in wanted(leaflet) if fact and plain(fact).replace(" ", "") not in letters]
            yield f"{leaflet} says what is true", f"it does not say {missing[:4]}" if missing else ""
            yield f"{leaflet} has a foot on every sheet", "; ".join(feet(leaflet))
            yield f"{leaflet} says no times that are over", over(leaflet, words)
    for (establishment, stem), words in of.items():
        if stem == "family-days":
            yield f"{establishment}: only days to come", past_days(establishment, words)
        if stem == "directory":
            yield f"{establishment}: who has closed is not told as open", told_as_open(establishment, words)
    for leaflet in leaflets:
        if leaflet.name == "family-pack" and not leaflet.is_sheets:
            yield f"{leaflet} has its chapters where its contents say", "; ".join(contents(leaflet))


def wanted(leaflet):
    """Returns what a leaflet must say, in the words in which it says it."""
    of = facts(leaflet.establishment)
    contacts = {contact["role"]: contact for contact in of.get("contact", [])}
    phone = lambda role: known(contacts.get(role, {}).get("phone"))
    # The two tiers of help stand on everything but cards, which say it in fewer words.
    always = ["999", "116 123"] if leaflet.name != "unwanted-contact" else ["999"]
    always += [phone("safer-custody")] if leaflet.form != "card" else []
    if leaflet.name == "visiting-times":
        social = [session for session in of.get("session", []) if session["kind"] == "social" and is_current(session)]
        times = [part for session in social for part in (hours(known(session["time"])), *ends(session["days"]))]
        return [*always, *times, phone("booking-line"), *postcodes(of)]
    if leaflet.name == "staff-crib":
        numbers = [known(contact.get(key)) for contact in of.get("contact", []) for key in ("phone", "email", "text_number")]
        times = [hours(known(session.get("time"))) for session in of.get("session", []) if known(session.get("time"))]
        # Who answers the phone is asked when the visitors' centre and each line are open.
        times += [hours(span) for table in of.get("hours", {}).values() for span in spans(table)]
        return [*always, *(str(number) for number in numbers if number), *times, *postcodes(of)]
    if leaflet.name == "directory":
        open_ones = [entry for entry in listed(of) if entry["state"] == "open"]
        numbers = [known(one["number"]) for entry in open_ones for one in entry.get("phone", [])]
        numbers += [known(one["number"]) for entry in of.get("directory", []) for one in entry.get("phone", [])]
        return [*always, *(entry["name"] for entry in open_ones), *filter(None, numbers)]
    if leaflet.name == "family-days":
        return [*always, *(day["name"] for day in of["family_day"] if day["date"] >= TODAY)]
    return always


def listed(of):
    """Returns the entries of the directory that an establishment lists: the national ones that it keeps, and its own."""
    choice = of.get("directory_list", {})
    without, only = choice.get("without", []), choice.get("only")
    national = [entry for entry in toml("content/directory.toml")["entry"] if entry["id"] not in without and (only is None or entry["id"] in only)]
    return national + [entry for entry in of.get("directory", []) if "name" in entry]


def over(leaflet, words):
    """Tells of times of visits that are not held around the day of the build, on a leaflet that prints those that are."""
    if leaflet.name not in ("visiting-times", "first-visit"):
        return ""
    sessions = [session for session in facts(leaflet.establishment).get("session", []) if session["kind"] == "social"]
    held = {True: set(), False: set()}
    for session in sessions:
        held[is_current(session)].add(hours(known(session["time"])))
    found = [span for span in held[False] - held[True] if plain(span) in words]
    return f"it says {found}, when no visit is held" if found else ""


def is_current(session):
    """Tells whether a session is held around today."""
    return session.get("from", TODAY) <= TODAY <= session.get("to", TODAY)


def spans(table):
    """Yields the hours of an ordinary week, as they are typed."""
    for days, said in table.items():
        if days.split("-")[0] in DAYS:
            for span in said if isinstance(said, list) else [known(said)]:
                if span and span != "closed":
                    yield span


def ends(days):
    """Returns the first and the last day of each run of days: `tue-thu` is Tuesday and Thursday."""
    runs = days if isinstance(days, list) else [days]
    return [DAYS[day] for run in runs for day in run.split("-")]


def hours(span):
    """Returns `14:00-16:15` as people say it: `2pm to 4:15pm`."""
    return " to ".join(hour(part) for part in span.split("-")) if span else None


def hour(typed):
    """Returns `14:15` as `2:15pm`."""
    hour_of, minute = map(int, typed.split(":"))
    if minute == 0 and hour_of in (0, 12, 24):
        return "midday" if hour_of == 12 else "midnight"
    return f"{(hour_of - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{'am' if hour_of < 12 else 'pm'}"


def postcodes(of):
    """Returns the postcode of the prison, and what other sources say it is."""
    for place in of.get("place", []):
        if place["role"] == "prison":
            postcode = place["postcode"]
            others = [one["value"] for one in postcode.get("also", [])] if isinstance(postcode, dict) else []
            return [known(postcode), *others]
    return []


def feet(leaflet):
    """Tells of a page without its foot; a neutral outside has none."""
    of = [plain(words) for words in pages(leaflet.path, layout="-raw")]
    versions = set()
    for page, words in enumerate(of, 1):
        version = re.search(r"Version ([0-9A-F]{6})", words)
        is_outside = leaflet.is_discreet and leaflet.form != "card" and (page == 1 or not words)
        is_inside = leaflet.form == "tri-fold" and page == 2
        if version:
            versions.add(version[1])
        elif not is_outside and not is_inside:
            yield f"page {page} does not say its version"
        if f"Page {page} of {len(of)}" not in words and not is_outside:
            yield f"page {page} does not say its number"
    if len(versions) != 1:
        yield f"it has {len(versions)} versions"


def past_days(establishment, words):
    """Tells of a family day that is over."""
    past = [day["name"] for day in facts(establishment)["family_day"] if day["date"] < TODAY]
    found = [name for name in past if plain(name) in words]
    return f"it still says {found}" if found else ""


def told_as_open(establishment, words):
    """Tells of a closed organisation that stands before the part about closed ones."""
    before = words[: words.index("Which names are out of date?")]
    closed = [entry["name"] for entry in listed(facts(establishment)) if entry["state"] in ("closed", "merged")]
    found = [name for name in closed if f"{plain(name)} " in before and f"called {plain(name)}" not in before]
    return f"{found} is told as if open" if found else ""


def contents(leaflet):
    """Tells of chapters that are not where the list of contents says."""
    raw = pages(leaflet.path, layout="-raw")
    of = [plain(words) for words in raw]
    begin = next(page for page, words in enumerate(of) if "What is in here" in words)
    # A title may take two lines: the last one, which has the number, is looked for.
    lines = [plain(line) for line in "\n".join(raw[begin : begin + 3]).splitlines()]
    listed = [found.groups() for line in lines if (found := re.match(r"(.+?) ?(?:\. ?){3,}(\d+)$", line))]
    asked = tomllib.loads((ROOT / "content/leaflets/family-pack.toml").read_text(encoding="utf-8"))["pages"]
    if len(listed) < len(asked) - 3:
        yield f"only {len(listed)} chapters are listed"
    for title, page in listed:
        if plain(title) not in of[int(page) - 1]:
            yield f"`{title}` is not on page {page}"
