"""What all checks of paper use: the leaflets of a site, their text, and the facts that they are made from."""

import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MM = 72 / 25.4
SIZES = {"a4": (210, 297), "a5": (148, 210), "sheet": (297, 210)}


@dataclass(frozen=True)
class Leaflet:
    """One PDF of a site."""

    path: Path
    establishment: str
    name: str
    forms: tuple
    is_large: bool
    is_discreet: bool
    is_sheets: bool

    @property
    def form(self):
        """How it is made of paper."""
        if self.is_large:
            return "a4"
        stem = self.path.stem.removesuffix("-sheets")
        other = [form for form in self.forms[1:] if stem.endswith(f"-{form}")]
        form = max(other, key=len) if other else self.forms[0]
        return "a4" if form == "tri-fold" and self.is_discreet else form

    def __str__(self):
        return f"{self.establishment}/{self.path.name}"


def toml(path):
    """Reads a TOML file of the workspace."""
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def slug(words):
    """Returns words as a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower().replace("'", "")).strip("-")


def leaflets(site):
    """Returns every leaflet of a site, in the order of the paths."""
    known = {path.stem: toml(path) for path in sorted((ROOT / "content/leaflets").glob("*.toml"))}
    starts = {name: (name, False) for name in known} | {slug(of["neutral_title"]): (name, True) for name, of in known.items()}
    found = []
    for path in sorted(Path(site).glob("*/leaflets/*.pdf")):
        begin = max((start for start in starts if f"{path.stem}-".startswith(f"{start}-")), key=len)
        name, discreet = starts[begin]
        large, sheets = path.stem.endswith("-large-print"), path.stem.endswith("-sheets")
        found.append(Leaflet(path, path.parent.parent.name, name, tuple(known[name]["forms"]), large, discreet, sheets))
    return found


def run(*command):
    """Runs a program and returns what it says; its warnings do not count."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, errors="replace")
    return done.stdout


def text(path, page=None, crop=None, layout="-layout"):
    """Returns the text of a PDF, of one page, or of a part of a page: left, top, width and height in millimetres."""
    command = ["pdftotext", layout]
    if page:
        command += ["-f", page, "-l", page]
    if crop:
        left, top, width, height = (round(part * MM) for part in crop)
        command += ["-x", left, "-y", top, "-W", width, "-H", height]
    return run(*command, path, "-")


def pages(path, crop=None, layout="-layout"):
    """Returns the text of each page, or of the same part of each."""
    return text(path, crop=crop, layout=layout).split("\f")[:-1]


def plain(words):
    """Returns words with single spaces, straight apostrophes and no soft signs, to be compared."""
    words = words.replace("’", "'").replace("\u00a0", " ").replace("\u00ad", "").replace("\u2060", "").replace("“", '"').replace("”", '"')
    return " ".join(re.sub("[\u202a-\u202e]", "", words).split())


def info(path, *options):
    """Returns what `pdfinfo` says, by name."""
    lines = run("pdfinfo", *options, path).splitlines()
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def facts(establishment):
    """Returns the facts of an establishment as they are written."""
    return toml(f"establishments/{establishment}/establishment.toml")


def known(value):
    """Returns a fact's value, whether it stands alone or with its source; `None` where there is none."""
    if isinstance(value, dict):
        value = value.get("value")
    return None if value is False else value


def parts(sheets):
    """Returns the sheets of each part of a booklet, each part laid in itself: one too thick to fold comes in several."""
    count = 1 if sheets <= 15 else -(-sheets // 10)
    return [range(part * sheets // count, (part + 1) * sheets // count) for part in range(count)]
