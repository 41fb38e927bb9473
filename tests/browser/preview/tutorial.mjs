// The tutorial, walked through word for word: what it says to type is typed, what it says to press is pressed, and what it says
// is to be seen is looked for. PICTURES=1 takes its pictures anew.

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { REPOSITORY, Window, until } from './desk.mjs';

const DOCS = join(REPOSITORY, 'docs');
const FACTS = 'establishments/long-marsh/establishment.toml';

/** A terminal in which somebody types the answers. */
const TERMINAL = join(REPOSITORY, 'tests/terminal.py');

/** What the tutorial asks for, in its order. */
function* steps(text) {
  const part = /^```(\w+)\n([\s\S]*?)^```$|!\[[^\]]*\]\(([^)]+)\)|Choose \*\*(.+?)\*\* in\s+the\s+list\s+\*\*(.+?)\*\*|Press \*\*(.+?)\*\*|You\s+see:\s+\*\*(.+?)\*\*|and where nobody\s+knows the answer yet, \*\*(.+?)\*\*|(The list closes)/gm;
  for (const [, kind, block, picture, option, list, button, seen, alsoSeen, closes] of text.matchAll(part)) {
    if (kind) yield { kind, block };
    else if (picture) yield { kind: 'picture', picture };
    else if (option) yield { kind: 'choose', option, list };
    else if (button) yield { kind: 'press', button };
    else if (closes) yield { kind: 'closed' };
    else yield { kind: 'see', words: seen ?? alsoSeen };
  }
}

/** Says what a terminal says, without the spaces at the ends of lines. */
const plain = (said) => said.replaceAll('\r', '').replace(/[ \t]+$/gm, '').trim();

export async function tutorial(browser, program, check) {
  const folder = mkdtempSync(join(tmpdir(), 'familypack-tutorial-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(program, join(bin, 'familypack'));
  // A browser is opened by this name; here it writes down where.
  const opened = join(folder, 'opened');
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$1" > '${opened}'\n`);
  chmodSync(join(bin, 'xdg-open'), 0o755);
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, NO_COLOR: '1', TERM: 'dumb' };
  const text = readFileSync(join(DOCS, 'tutorial.md'), 'utf8');
  const all = [...steps(text)];
  check('the tutorial has its steps', all.length > 40, all.length);

  const state = { cwd: folder, window: null, preview: null, pending: null };
  try {
    for (const [number, step] of all.entries()) await take(step, all[number + 1]);
    check('no script failed', state.window.errors.length === 0, state.window.errors.join());
  } finally {
    await state.window?.close();
    state.preview?.kill('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  }

  async function take(step, next) {
    if (step.kind === 'sh') for (const line of step.block.trim().split('\n')) await type(line, next);
    else if (step.kind === 'toml' || step.kind === 'md') edit(step);
    else if (step.kind === 'choose') await choose(step);
    else if (step.kind === 'press') await state.window.tab.getByRole('button', { name: step.button }).click();
    else if (step.kind === 'see') check(`you see: ${step.words}`, await sees(step.words), (await everything()).slice(-900));
    else if (step.kind === 'closed') check('the list of what is wrong closes', await until(() => state.window.tab.locator('#panel').isHidden()), (await everything()).slice(-900));
    else if (step.kind === 'picture') await picture(step.picture);
  }

  async function type(line, next) {
    if (line.startsWith('cd ')) {
      state.cwd = join(state.cwd, line.slice(3));
    } else if (line.startsWith('familypack serve')) {
      const [name, ...more] = line.split(' ');
      state.preview = spawn(name, more, { cwd: state.cwd, env });
      process.once('exit', () => state.preview.kill());
      const url = await until(() => existsSync(opened) && readFileSync(opened, 'utf8'));
      check('the browser is opened', Boolean(url));
      state.window = await Window.open(browser, { url: url.replace(/\/$/, '') }, '', { width: 1280, height: 800 });
    } else {
      const wanted = next?.kind === 'text' ? plain(next.block) : '';
      const answers = wanted.split('\n').filter((words) => words.startsWith('>')).map((words) => words.slice(1).trim());
      const said = plain(spawnSync('python3', [TERMINAL, answers.join('|'), ...line.split(' ')], { cwd: state.cwd, env, encoding: 'utf8' }).stdout);
      // A terminal shows what was typed after the question; how large a file is depends on the day.
      const rough = (words) => words.replace(/\d+ kB/, 'N kB');
      check(`\`${line}\` says what the tutorial shows`, rough(said) === rough(wanted), `\n${said}\ninstead of\n${wanted}`);
    }
  }

  /** Of two blocks after one another, the first is looked for and the second is written in its place. */
  function edit({ kind, block }) {
    if (state.pending === null) {
      state.pending = block;
      return;
    }
    const file = join(state.cwd, kind === 'toml' ? FACTS : 'content/en/leaflets/parking.md');
    const before = readFileSync(file, 'utf8');
    const times = before.split(state.pending).length - 1;
    check('what is to be changed stands in the file once, from the tutorial’s words', times >= 1, state.pending);
    writeFileSync(file, before.replace(state.pending, () => block));
    state.pending = null;
  }

  async function choose({ option, list }) {
    const select = state.window.tab.locator('label', { hasText: new RegExp(`^\\s*${list}\\b`) }).locator('select');
    const offered = () => select.locator('option').allInnerTexts();
    const label = await until(async () => (await offered().catch(() => [])).find((words) => words.startsWith(option)));
    check(`the list ${list} has ${option}`, Boolean(label), await offered().catch(() => ''));
    await select.selectOption({ label });
    await state.window.settled();
  }

  async function everything() {
    const { tab, page } = state.window;
    const panel = await tab.locator('#panel').innerText().catch(() => '');
    return `${await page.evaluate(() => document.body.textContent).catch(() => '')} ${panel}`.replace(/\s+/g, ' ');
  }

  function sees(words) {
    return until(async () => (await everything()).includes(words));
  }

  async function picture(path) {
    const file = join(DOCS, path);
    // A leaflet is drawn after it is chosen.
    await until(() => state.window.tab.evaluate(() => {
      const leaflet = document.querySelector('#panel:not([hidden]) #leaflet')?.value;
      return !leaflet || document.querySelector('#sheets a')?.getAttribute('href') === `/${leaflet}`;
    }), 20_000);
    await until(() => state.window.tab.evaluate(() => [...document.images].every((image) => image.complete)));
    if (process.env.PICTURES) {
      await new Promise((done) => setTimeout(done, 1500));
      await state.window.tab.screenshot({ path: file });
    }
    check(`the picture ${path} is there`, existsSync(file));
  }
}
