// Each mistake of the gallery, made while a page is open: the panel says what the terminal says, the page stays, and both are
// well when it is mended.

import { readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Desk, Window, until } from './desk.mjs';
import { cases, gallery, make } from './gallery.mjs';

const FACTS = 'establishments/northmoor/establishment.toml';

/** Makes the mistake; returns what mends it. */
function mistake(desk, one) {
  const file = one.file ?? FACTS;
  const before = desk.has(file) ? readFileSync(desk.path(file)) : null;
  /** A folder that was made for a file goes with it. */
  const tidy = (path) => {
    let folder = dirname(desk.path(path));
    while (folder !== desk.root && readdirSync(folder).length === 0) {
      rmSync(folder, { recursive: true });
      folder = dirname(folder);
    }
  };
  const mend = () => {
    if (before) return desk.write(file, before);
    desk.remove(file);
    tidy(file);
  };
  const after = make(one, before);
  if (after !== null) desk.write(file, after);
  else if (one.rename) {
    desk.write(one.rename, before);
    desk.remove(file);
    return () => {
      desk.write(file, before);
      desk.remove(one.rename);
      tidy(one.rename);
    };
  } else if (one.link) symlinkSync(one.link, desk.path(file));
  else if (one.remove) desk.remove(file);
  else return null;
  return mend;
}

/** The first line in which two texts differ. */
function differs(one, other) {
  const [lines, others] = [one.split('\n'), other.split('\n')];
  const at = lines.findIndex((line, index) => line !== others[index]);
  return `"${others[at]}" instead of "${lines[at]}"`;
}

const blocks = (text) => text.split(/\n\n(?=error|warning)/).map((block) => block.split('\n').map((line) => line.trimEnd()).join('\n').trim()).filter(Boolean).sort();

export async function mistakes(browser, program, check) {
  const desk = new Desk(program, { gallery: true });
  await desk.serve();
  const window = await Window.open(browser, desk, 'northmoor/visiting.html');
  const words = () => window.page.evaluate(() => document.querySelector('main').textContent);
  const good = await words();
  await window.page.evaluate(() => { globalThis.marked = true; });
  let made = 0;
  for (const [name, one] of cases()) {
    const told = readFileSync(join(gallery, 'messages', `${name}.txt`), 'utf8');
    // A preview has no published site from which a pack could be missing.
    if (told.includes('[establishment-gone]')) continue;
    const mend = mistake(desk, one);
    if (!mend) continue;
    made += 1;
    const wanted = blocks(told);
    const shown = () => window.tab.evaluate(() => [...document.querySelectorAll('#panel:not([hidden]) .problem.error pre')].map((pre) => pre.textContent));
    let seen = [];
    const same = await until(async () => {
      seen = (await shown()).map((text) => text.split('\n').map((line) => line.trimEnd()).join('\n').trim()).sort();
      return JSON.stringify(seen) === JSON.stringify(wanted);
    }, 4000);
    check(`${name}: the panel says what the terminal says`, same, `\n${seen.join('\n\n')}\ninstead of\n${wanted.join('\n\n')}`);
    const now = await words();
    check(`${name}: the last good page stays`, now === good, differs(good, now));
    mend();
    check(`${name}: mended, the message goes`, await until(async () => (await shown()).length === 0, 4000));
  }
  check('many mistakes were made', made >= 100, made);
  check('the page was never loaded again', await window.page.evaluate(() => globalThis.marked === true));
  check('the page is as it was', await until(async () => (await words()) === good));

  // What is typed is words, never markup.
  desk.change(FACTS, 'state = "', 'state = "<img src=x onerror=alert(1)>');
  check('what is typed is shown as it is typed', await window.panel('<img src=x onerror=alert(1)>'));
  check('no picture came of it', await window.tab.evaluate(() => document.querySelectorAll('#panel img').length === 0));
  check('no script failed', window.errors.length === 0, window.errors.join());
  await window.close();
  await desk.close();
}
