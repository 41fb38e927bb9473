#!/usr/bin/env python3
"""Prints the same two-page leaflet with familypack, WeasyPrint and Chromium, in one run, and tells what each costs.

    python3 benches/paper.py PROGRAM [--leaflets 50] [--rounds 5]

PROGRAM is familypack. What else is needed: `pip install -r benches/requirements.txt`, Debian's chromium, and the packages of
tests/browser (`tests/run browser` installs them). Each leaflet is the text of benches/leaflet.md with the name of another
establishment, the box of urgent numbers and a foot, on A4, tagged. CPU is user and system time of the program and of all that it
starts; memory is the most that they held together (proportional set size).

cold: one leaflet, from the start of the program to its end. Of familypack that includes reading the whole workspace.
warm: one more leaflet in a program that runs already: many in one run, less the run's own start.
Last, the packs of this repository with all their leaflets: into an empty folder, and again where nothing changed.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
TODAY = "2026-11-22"
LEAFLET = 'forms = ["a4"]\norder = 10\nneutral_title = "Notes"\n'
WORDS = '+++\ntitle = "When a parent is away"\nsummary = "What helps a child at school."\n+++\n\n'


class Cost:
    """What a command took: seconds of CPU, seconds by the clock, and bytes of memory at most."""

    def __init__(self, command, **options):
        began, before = time.monotonic(), os.times()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        watch = Watch(process.pid)
        out, error = process.communicate()
        self.wall, self.memory = time.monotonic() - began, watch.end()
        after = os.times()
        waited = after.children_user + after.children_system - before.children_user - before.children_system
        # What Chromium starts is not always waited for: then what was seen of each process counts.
        self.cpu = max(waited, watch.cpu)
        self.out = out.decode()
        if process.returncode != 0:
            sys.exit(f"{command[0]}: {error.decode()[-2000:]}")


class Watch:
    """Looks at a process and all that it starts, fifty times a second."""

    def __init__(self, pid):
        self.pid, self.seen, self.most, self.over = pid, {}, 0, threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.over.wait(0.02):
            family = descendants(self.pid)
            self.most = max(self.most, sum(proportional(pid) for pid in family))
            for pid in family:
                self.seen[pid] = max(self.seen.get(pid, 0), own_cpu(pid))

    def end(self):
        self.over.set()
        self.thread.join()
        return self.most

    @property
    def cpu(self):
        return sum(self.seen.values())


def stat(pid):
    """Returns the fields of /proc/PID/stat after the name, or none where the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def own_cpu(pid):
    """Returns the seconds of CPU that a process took itself."""
    fields = stat(pid)
    return (int(fields[11]) + int(fields[12])) / TICK if fields else 0


def descendants(root):
    """Returns a process and all that it started."""
    parents = {int(name): int(fields[1]) for name in os.listdir("/proc") if name.isdigit() and (fields := stat(name))}
    family, found = {root}, True
    while found:
        found = {pid for pid, parent in parents.items() if parent in family and pid not in family}
        family |= found
    return family


def proportional(pid):
    """Returns the memory of a process in bytes, what it shares with others counted in part."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def workspace(folder, number):
    """Makes a workspace of many establishments with this one leaflet."""
    shutil.copytree(ROOT / "tests/gallery/workspace", folder)
    shutil.copytree(ROOT / "themes/plain", folder / "themes/plain")
    shutil.rmtree(folder / "content/leaflets")
    shutil.rmtree(folder / "content/en/leaflets")
    (folder / "content/leaflets").mkdir()
    (folder / "content/en/leaflets").mkdir()
    (folder / "content/leaflets/bench.toml").write_text(LEAFLET)
    (folder / "content/en/leaflets/bench.md").write_text(WORDS + (ROOT / "benches/leaflet.md").read_text())
    first = (folder / "establishments/northmoor/establishment.toml").read_text()
    shutil.rmtree(folder / "establishments")
    for place in range(number):
        own = folder / f"establishments/northmoor-{place}"
        own.mkdir(parents=True)
        own.joinpath("establishment.toml").write_text(first.replace('name = "Northmoor"', f'name = "Northmoor {place}"'))


def page(name):
    """Returns the same leaflet as HTML, with the theme's own fonts."""
    import markdown

    body = markdown.markdown((ROOT / "benches/leaflet.md").read_text(), extensions=["tables"])
    fonts = (ROOT / "themes/plain/fonts").as_uri()
    faces = "".join(
        f"@font-face{{font-family:Paper;font-weight:{weight};src:url({fonts}/AtkinsonHyperlegibleNext-{style}.ttf)}}"
        for weight, style in ((400, "Regular"), (700, "Bold"))
    )
    foot = f"When a parent is away · HMP {name} · Version 1 · Out of date after 20 February 2027"
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>When a parent is away – {name}</title><style>{faces}
@page{{size:A4;margin:20mm;@bottom-left{{content:"{foot}";font:10pt Paper}}@bottom-right{{content:counter(page);font:10pt Paper}}}}
body{{font:14pt/1.4 Paper;margin:0}}h1{{font-size:24pt}}h2{{font-size:18pt;break-after:avoid}}table{{border-collapse:collapse}}
td,th{{border:1px solid #000;padding:2mm;text-align:left}}tr,.box{{break-inside:avoid}}.box{{border:2pt solid #000;padding:4mm}}
</style></head><body><p>HMP {name}</p><h1>When a parent is away</h1>{body}<div class="box"><h2>Worried about someone in prison?</h2>
<p>If someone's life is at risk, call <b>999</b>. Then call HMP {name}, day or night: <b>01743 245365</b>. Ask for the orderly
officer.</p></div><p>{foot}</p></body></html>"""


def weasyprint(folder, number):
    """Returns the commands that print with WeasyPrint: one page, and many in one process."""
    one = "import sys,weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"
    many = (
        "import sys,weasyprint\nfor n in range(int(sys.argv[2])): "
        "weasyprint.HTML(f'{sys.argv[1]}/{n}.html').write_pdf(f'{sys.argv[1]}/w{n}.pdf', pdf_variant='pdf/ua-1')"
    )
    program = lambda code, *rest: [sys.executable, "-c", code, *map(str, rest)]
    return program(one, folder / "0.html", folder / "w.pdf"), lambda n: program(many, folder, n)


def chromium(folder, number):
    """Returns the commands that print with Chromium: one page, and many in one browser."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    cold = [found, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            f"--print-to-pdf={folder}/c.pdf", (folder / "0.html").as_uri()]
    return cold, lambda n: ["node", str(ROOT / "tests/browser/print.mjs"), found, str(folder), str(n)]


def median(command, rounds):
    """Runs a command several times and returns the median of its CPU, of its time by the clock, and of its memory."""
    costs = [Cost(command) for _ in range(rounds)]
    return [statistics.median(getattr(cost, name) for cost in costs) for name in ("cpu", "wall", "memory")]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("--leaflets", type=int, default=50)
    arguments.add_argument("--rounds", type=int, default=5)
    asked = arguments.parse_args()
    number, rounds, program = asked.leaflets, asked.rounds, str(Path(asked.program).resolve())
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        workspace(folder / "workspace", number + 1)
        for place in range(number + 1):
            (folder / f"{place}.html").write_text(page(f"Northmoor {place}"))
        rows = {}
        common = ["--root", str(folder / "workspace"), "--today", TODAY]
        cold = median([program, "leaflet", "northmoor-0", "bench", *common, "-o", str(folder / "f.pdf")], rounds)

        (folder / "printed").mkdir()
        every = lambda rounds: median([program, "leaflet", "all", "bench", *common, "-o", str(folder / "printed")], rounds)
        all_of_them = every(rounds)
        for place in range(1, number + 1):
            shutil.rmtree(folder / f"workspace/establishments/northmoor-{place}")
        few = every(rounds)
        rows["familypack"] = (cold, (all_of_them[0] - few[0]) / number, all_of_them[1] - few[1], all_of_them[2])
        for name, commands in (("WeasyPrint", weasyprint), ("Chromium", chromium)):
            one, many = commands(folder, number)
            cold = median(one, rounds)
            few, all_of_them = median(many(1), rounds), median(many(number + 1), rounds)
            rows[name] = (cold, (all_of_them[0] - few[0]) / number, all_of_them[1] - few[1], all_of_them[2])
        whole = fleet(program, folder / "fleet", rounds)
        pages = {name: pages_of(folder / file) for name, file in (("familypack", "f.pdf"), ("WeasyPrint", "w.pdf"), ("Chromium", "c.pdf"))}
    tell(rows, pages, number, rounds)
    for what, (cpu, wall, memory) in whole.items():
        print(f"{what}: {wall:.2f} s by the clock, {cpu:.2f} s of CPU, {memory / 1e6:.0f} MB")


def fleet(program, site, rounds):
    """Returns what it costs to build the real packs with their leaflets, into nothing and again."""
    command = [program, "build", "--root", str(ROOT), "--output", str(site), "--today", TODAY, "--base-url", "https://packs.example/"]
    costs = {"All packs, all leaflets": [], "The same again": []}
    for _ in range(rounds):
        shutil.rmtree(site, ignore_errors=True)
        for cost in costs.values():
            cost.append(Cost(command))
    return {what: [statistics.median(getattr(cost, name) for cost in of) for name in ("cpu", "wall", "memory")] for what, of in costs.items()}


def pages_of(path):
    """Returns how many pages a PDF has."""
    found = re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout)
    return int(found[1]) if found else 0


def tell(rows, pages, number, rounds):
    """Prints the table."""
    ours = rows["familypack"]
    print(f"One leaflet of {pages['familypack']} pages; medians of {rounds}; {os.cpu_count()} cores.\n")
    print(f"| | pages | cold, CPU | warm, CPU a leaflet | {number} leaflets, by the clock | peak memory |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (cold, warm, wall, memory) in rows.items():
        ratio = lambda value, mine: "" if name == "familypack" else f" ({value / mine:.1f} times)"
        print(
            f"| {name} | {pages[name]} | {cold[0] * 1000:.0f} ms{ratio(cold[0], ours[0][0])} | {warm * 1000:.1f} ms{ratio(warm, ours[1])} "
            f"| {wall:.2f} s{ratio(wall, ours[2])} | {memory / 1e6:.0f} MB |"
        )


if __name__ == "__main__":
    main()
