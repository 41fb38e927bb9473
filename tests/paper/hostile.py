"""Texts that would run as a program, break a page or turn words round, in every place where an editor writes: they print as they
are. And what the program reads while it prints."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pikepdf

import vera
from paper import ROOT, plain, text

HERE = Path(__file__).resolve().parent
COMMON = ["--today", "2026-11-22", "--base-url", "https://packs.example/"]
# What must be read on the paper, as it was typed.
READ = [
    'Hash #panic("boom") and $x^2$ and @ref and #let x = 1',
    'Call #read("/etc/passwd") or #import "@preview/cmarker:0.1.0" or #eval("1+1") or #(panic()) ]#panic()[ ) ( ] "',
    "// comment /* block */",
    "= a typst heading?",
    "/ term: a list?",
    "https://example.org/a_b//d#frag?x=$y",
    "Turned round and hidden marks.",
    "Ŵyth ŷd ẃ ẅ ỳ",
    "zażółć gęślą jaźń",
    "ș ț ă",
    "καλημέρα",
    "здравствуйте",
    "ten #eleven",
    'Evil #panic("x") $1$ @b // c',
]


def check(_, program):
    """Yields a name and what is wrong."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        workspace(folder / "one")
        workspace(folder / "two" / "deep")
        yield from hostile(program, folder)
        yield from mistakes(program, folder / "one")
        yield from outside(program, folder / "one")


def workspace(folder):
    """Makes a copy of the workspace in which hostile texts stand in a leaflet, in its title and in facts."""
    for name in ("content", "establishments", "themes"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "familypack.toml", folder)
    words = (HERE / "hostile.md").read_text(encoding="utf-8")
    words = re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), words)
    title = 'title = \'Evil #panic("x") $1$ @b // c\'\nsummary = "Signs of all kinds."'
    (folder / "content/leaflets/hostile.toml").write_text('forms = ["a4", "a5"]\npage = "visiting"\nneutral_title = "Signs"\n')
    (folder / "content/en/leaflets/hostile.md").write_text(f"+++\n{title}\n+++\n\n{words}\n\n{{{{ block facilities }}}}\n", encoding="utf-8")
    facts = folder / "establishments/exampleford/establishment.toml"
    changed = facts.read_text(encoding="utf-8").replace('name = "Afternoon visit"', "name = 'Afternoon #panic() $x$ @y'")
    facts.write_text(changed, encoding="utf-8")


def printed(program, root, name, *options, environment=None):
    """Prints one leaflet; returns the exit code, what was said, and the file."""
    output = root.parent / f"{root.name}-{name}{''.join(options)}.pdf"
    command = [program, "leaflet", "exampleford", name, "--root", root, "-o", output, *COMMON, *options]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, env={**os.environ, **(environment or {})})
    return done.returncode, done.stderr, output


def hostile(program, folder):
    """Prints the texts as a leaflet, in large print and discreet, twice."""
    files = []
    for name, options in (("hostile", []), ("hostile-a5", []), ("hostile", ["--large-print"]), ("hostile", ["--discreet"]), ("staff-crib", [])):
        code, said, file = printed(program, folder / "one", name, *options)
        label = " ".join(["hostile texts:", name, *options])
        if code != 0:
            yield label, said[:400]
            continue
        files.append(file)
        words = plain(text(file, layout="-raw"))
        wanted = READ if name != "staff-crib" else ["Afternoon #panic() $x$ @y"]
        missing = [line for line in wanted if plain(line).replace(" ", "") not in words.replace(" ", "")]
        yield label, f"not printed as typed: {missing[:2]}" if missing else ""
        if name != "staff-crib":
            yield f"{label}: Arabic", arabic(words)
        yield f"{label}: links lead out only", "; ".join(strange_links(file))
        elsewhere = {"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "LC_ALL": "C", "HOME": "/nonexistent", "RAYON_NUM_THREADS": "1"}
        _, _, again = printed(program, folder / "two" / "deep", name, *options, environment=elsewhere)
        yield f"{label}: the same bytes elsewhere", "" if again.read_bytes() == file.read_bytes() else "other bytes"
    for flavour, file, checks, failures, what in vera.verdicts([(["ua1", "2a"], file) for file in files]):
        yield f"hostile texts: {Path(file).name} is {flavour}", f"{failures} of {checks} checks: {what}" if failures else ""


def arabic(words):
    """Tells of a word from right to left that is not there. Poppler turns the two letters of لا round, which are one sign."""
    there = {"".join(sorted(word)) for word in words.split()}
    missing = [word for word in "السلام عليكم ورحمة الله".split() if "".join(sorted(word)) not in there]
    return f"{missing} is missing" if missing else ""


def strange_links(file):
    """Tells of links that lead to anything but the web, a mailbox or a phone."""
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                address = str(annotation.get("/A", {}).get("/URI", ""))
                if address and not address.startswith(("https://", "http://", "mailto:", "tel:", "sms:")):
                    yield f"a link to `{address}`"


def mistakes(program, root):
    """Makes mistakes that only show on paper, and reads what is said of them."""
    words = root / "content/en/leaflets/first-visit.md"
    good = words.read_text(encoding="utf-8")
    parts = re.split(r"(?m)^(?=## )", good)
    # Whatever the leaflet says: the third part is the middle panel inside, and what stands before the first is the cover.
    parts[3] += "Here are some more words for a panel. " * 40 + "\n\n"
    words.write_text("".join(parts), encoding="utf-8")
    code, said, file = printed(program, root, "first-visit")
    is_told = code == 1 and "mm too long" in said and "the middle panel inside" in said and "content/en/leaflets/first-visit.md" in said
    yield "a panel that is too full is told", "" if is_told and not file.exists() else f"exit code {code}: {said[:300]}"
    words.write_text(good.replace("\n## ", "\nA strange \ua000 letter.\n\n## ", 1), encoding="utf-8")
    code, said, file = printed(program, root, "first-visit")
    yield "a letter that no font has is told", "" if code == 1 and "U+A000" in said and not file.exists() else f"exit code {code}: {said[:300]}"
    words.write_text(good.replace("\n## ", "\n" + "Word" * 30 + "\n\n## ", 1), encoding="utf-8")
    code, said, file = printed(program, root, "first-visit")
    yield "a word that is wider than its panel is told", "" if code == 1 and "goes over" in said and not file.exists() else f"exit code {code}: {said[:300]}"
    words.write_text(good, encoding="utf-8")


def outside(program, root):
    """Watches which files the program opens while it prints, and whether it talks to anybody."""
    if not shutil.which("strace"):
        skip("strace: what the program opens while it prints")
        return
    trace = root.parent / "trace"
    command = ["strace", "-f", "-e", "trace=openat,open,connect,socket,execve", "-o", trace, program, "leaflet", "exampleford", "first-visit"]
    done = subprocess.run(list(map(str, [*command, "--root", root, "-o", root.parent / "watched.pdf", *COMMON])), capture_output=True, text=True, check=False)
    if done.returncode != 0 or not trace.exists():
        skip("strace may not watch programs: what the program opens while it prints")
        return
    calls = trace.read_text(errors="replace")
    opened = {path for path in re.findall(r'open(?:at)?\([^"]*"([^"]+)"', calls)}
    system = ("/lib", "/usr/lib", "/etc/ld.so", "/proc/", "/sys/", "/dev/", "/etc/localtime", "/usr/share/zoneinfo")
    strange = [path for path in opened if not path.startswith((str(root.parent), *system)) and path.startswith("/")]
    yield "nothing is read from outside the workspace", f"it opens {strange[:3]}" if strange else ""
    yield "nobody is called", "it opens a socket" if re.search(r"\b(?:socket|connect)\(", calls) else ""
    yield "no other program is started", "" if calls.count("execve(") == 1 else "it starts a program"


def skip(what):
    """Notes what this machine cannot do."""
    if path := os.environ.get("FAMILYPACK_SKIPPED"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"{what}\n")
