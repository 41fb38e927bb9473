"""Hostile texts in the facts of an establishment, deep lists, facts in another language, and templates that are broken."""

import json
import re
import tempfile
from pathlib import Path

import pikepdf

import vera
from hostile import printed, strange_links, workspace
from paper import info, plain, text

# What would be a program, a label, a reference, a formula or a note if it were read as anything but letters.
SIGNS = '#panic("x") $y^2$ @ref #read("/etc/passwd") // no /* note */ ]#x()[ ~ -- ; \'q\' #(z)'
# Where an editor writes, by what stands there now; each gets its own number, so that one cannot stand in for another.
PLACES = [
    'name = "Exampleford"',
    'about = "HMP Exampleford is made up.',
    'note = "The blue door to the left of the main gate."',
    'label = "If a life is at risk now"',
    'phone_note = "Press 2."',
    'note = "The doors open 15 minutes earlier when it rains or snows."',
    'why = "Christmas Eve"',
    'name = "Afternoon visit"',
    'who = "Babies under 12 months."',
    'name = "Winter family day"',
    'who = "Grandparents are welcome too."',
    'title = "Visits at Christmas"',
    'text = "The heating in the visits hall is being mended.',
    'name = "Storybook recordings"',
    'name = "Exampleford College"',
    'name = "Exampleford Night Line"',
    'does = "Listens at night to anyone who cannot sleep for worry."',
]
# The leaflets that say them, and which of the places each must say.
SAYS = {
    "staff-crib": [2, 3, 4, 7, 8],
    "family-pack": [1, 5, 6, 13, 14],
    "notice-christmas": [0, 11],
    "notice-heating": [0, 12],
    "family-days": [0, 9, 10],
    "directory": [0, 15, 16],
}
DEEP = 20
FOREIGN = {"cy": "Dewch i mewn trwy'r drws glas.", "ur": "خوش آمدید", "pl": "Zażółć gęślą jaźń."}


def check(_, program):
    """Yields a name and what is wrong."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "one"
        workspace(folder)
        yield from deep(program, folder)
        yield from foreign(program, folder)
        yield from broken(program, folder)
        yield from in_facts(program, folder)


def rewritten(root, path, change):
    """Changes a file of a workspace; returns what it was."""
    file = root / path
    before = file.read_text(encoding="utf-8")
    after = change(before)
    if after == before:
        raise ValueError(f"{path}: there is nothing to change")
    file.write_text(after, encoding="utf-8")
    return before


def hostile_line(number):
    """Returns the hostile text of a place."""
    return f"P{number}p {SIGNS}"


def typed(words):
    """Returns the letters of a text as a keyboard has them: in sentences, quotation marks are set curly, and two hyphens as a dash."""
    return plain(words).replace("‘", "'").replace("–", "--").replace(" ", "")


def in_facts(program, root):
    """Prints leaflets of facts that are hostile."""

    def change(facts):
        for number, place in enumerate(PLACES):
            key, words = place.split(" = ", 1)
            whole = words.endswith('"')
            if place not in facts:
                raise ValueError(f"{place}: it does not stand there any more")
            said = json.dumps(hostile_line(number), ensure_ascii=False)
            facts = facts.replace(place, f"{key} = {said if whole else said[:-1] + ' '}", 1)
        return facts

    facts = "establishments/exampleford/establishment.toml"
    # The workspace of hostile texts has changed one name already.
    rewritten(root, facts, lambda words: change(words.replace("name = 'Afternoon #panic() $x$ @y'", 'name = "Afternoon visit"')))
    files = []
    for name, places in SAYS.items():
        # A notice has one page, unless it is in large print.
        options = ["--large-print"] if name.startswith("notice") else []
        code, said, file = printed(program, root, name, *options)
        if code != 0:
            yield f"hostile facts: {name}", said[:400]
            continue
        files.append(file)
        words = typed(text(file, layout="-raw"))
        missing = [PLACES[place] for place in places if typed(hostile_line(place)) not in words]
        yield f"hostile facts: {name} prints them as typed", f"not what stands in place of {missing[:3]}" if missing else ""
        yield f"hostile facts: links of {name} lead out only", "; ".join(strange_links(file))
        title = info(file).get("Title", "")
        yield f"hostile facts: {name} has a title", "" if "P" in title else f"it is `{title}`"
    for flavour, file, checks, failures, what in vera.verdicts([(["ua1", "2a"], file) for file in files]):
        yield f"hostile facts: {Path(file).name} is {flavour}", f"{failures} of {checks} checks: {what}" if failures else ""


def deep(program, root):
    """Prints lists and quotations that lie in each other deeper than paper is wide."""
    lists = "\n".join(f"{'    ' * level}- level {level} of the list" for level in range(DEEP))
    quotes = "\n".join(f"{'> ' * level}Quoted{level}\n{'> ' * level}" for level in range(1, DEEP))
    before = rewritten(root, "content/en/leaflets/hostile.md", lambda words: f"{words}\n\n{lists}\n\nBetween.\n\n{quotes}\n")
    for name in ("hostile", "hostile-a5"):
        code, said, file = printed(program, root, name)
        words = plain(text(file, layout="-raw")) if code == 0 else ""
        wanted = [f"level {level} of the list" for level in range(DEEP)] + [f"Quoted{level}" for level in range(1, DEEP)]
        missing = [line for line in wanted if line not in words]
        yield f"{name}: {DEEP} lists in each other", said[:300] if code else f"it does not say {missing[:3]}" if missing else ""
    (root / "content/en/leaflets/hostile.md").write_text(before, encoding="utf-8")


def foreign(program, root):
    """Prints facts that are there in another language only: each must say in which, for a voice that reads aloud."""
    names = ", ".join(f'"{language}"' for language in ["en", *FOREIGN])
    fleet = rewritten(root, "familypack.toml", lambda words: words.replace('languages = ["en"]', f"languages = [{names}]"))
    texts = (root / "themes/plain/texts/en.ftl").read_text(encoding="utf-8")
    for language in FOREIGN:
        (root / f"themes/plain/texts/{language}.ftl").write_text(texts, encoding="utf-8")
    places = iter(['"Winter family day"', '"Pancake family day"', '"Spring family day"'])
    facts = "establishments/exampleford/establishment.toml"

    def change(words):
        for language, said in FOREIGN.items():
            words = words.replace(f"name = {next(places)}", f'name = {{ {language} = "{said}" }}')
        return words

    before = rewritten(root, facts, change)
    code, said, file = printed(program, root, "family-days")
    if code != 0:
        yield "facts in other languages", said[:400]
    else:
        spoken = languages(file)
        words = plain(text(file)).replace(" ", "")
        for language, line in FOREIGN.items():
            yield f"a fact in `{language}` says so", "" if language in spoken else f"only {sorted(spoken)} are told"
            yield f"a fact in `{language}` can be read", "" if plain(line).replace(" ", "") in words else "its text cannot be taken out as it was typed"
        for flavour, _, checks, failures, what in vera.verdicts([(["ua1", "2a"], file)]):
            yield f"facts in other languages: {flavour}", f"{failures} of {checks} checks: {what}" if failures else ""
    (root / facts).write_text(before, encoding="utf-8")
    (root / "familypack.toml").write_text(fleet, encoding="utf-8")
    for language in FOREIGN:
        (root / f"themes/plain/texts/{language}.ftl").unlink()


def languages(file):
    """Returns the languages in which parts of the pages are said to be."""
    with pikepdf.open(file) as pdf:
        marks = [mark.operands for page in pdf.pages for mark in pikepdf.parse_content_stream(page, "BDC")]
        return {str(properties["/Lang"]) for _, properties in marks if isinstance(properties, pikepdf.Dictionary) and "/Lang" in properties}


def broken(program, root):
    """Breaks a template: the message must name its line, and nothing may be printed."""
    template = "themes/plain/leaflets/sheets.typ"
    for what, line in (("a word that is not there", "#nothing-of-that-name"), ("a line that breaks off", "#let x = ("), ("a file", '#read("/etc/passwd")')):
        before = rewritten(root, template, lambda words: f"{words.rstrip()}\n{line}\n")
        number = before.rstrip().count("\n") + 2
        output = root.parent / f"{root.name}-schools.pdf"
        output.unlink(missing_ok=True)
        code, said, file = printed(program, root, "schools")
        is_told = code == 1 and re.search(rf"this template cannot be printed.*\n +--> {re.escape(template)}:{number}:\d+\n", said)
        yield f"a template with {what} is told at its line", "" if is_told and not file.exists() else f"exit code {code}: {said[:300]}"
        (root / template).write_text(before, encoding="utf-8")
