// Each mistake of the gallery, made while a page is open: the panel says what the terminal says, the page stays, and both are
// well when it is mended.

import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { Desk, REPOSITORY, TODAY, Window, until } from './desk.mjs';

const GALLERY = join(REPOSITORY, 'tests/gallery');
const FACTS = 'establishments/northmoor/establishment.toml';

/** The cases that break a file, by name. */
function cases() {
  const files = readdirSync(GALLERY).filter((name) => name.endsWith('.toml'));
  const all = files.flatMap((name) => Object.entries(parse(readFileSync(join(GALLERY, name), 'utf8'))));
  return all.filter(([, one]) => (one.code ?? 1) === 1 && !one.rule && !one.arguments && (one.today ?? TODAY) === TODAY);
}

/** Makes the mistake; returns what mends it. */
function make(desk, one) {
  const file = one.file ?? FACTS;
  const before = desk.has(file) ? readFileSync(desk.path(file)) : null;
  const mend = () => {
    if (before) return desk.write(file, before);
    desk.remove(file);
    // A folder that was made for it goes too.
    let folder = dirname(desk.path(file));
    while (folder !== desk.root && readdirSync(folder).length === 0) {
      rmSync(folder, { recursive: true });
      folder = dirname(folder);
    }
  };
  const text = () => before.toString('utf8');
  const bytes = one.hex && Buffer.from(one.hex.replaceAll(' ', ''), 'hex');
  if (one.text !== undefined) desk.write(file, one.text.repeat(one.times ?? 1));
  else if (one.find !== undefined) {
    const [start, end] = text().split(one.find);
    desk.write(file, Buffer.concat([Buffer.from(start), bytes ?? Buffer.from(one.write ?? ''), Buffer.from(end)]));
  } else if (bytes) desk.write(file, bytes);
  else if (one.before !== undefined) desk.write(file, one.before + text());
  else if (one.after !== undefined) desk.write(file, text() + one.after);
  else if (one.line_end !== undefined) desk.write(file, text().replaceAll('\n', one.line_end));
  else if (one.rename) {
    desk.write(one.rename, before);
    desk.remove(file);
    return () => {
      desk.write(file, before);
      desk.remove(one.rename);
      const folder = dirname(desk.path(one.rename));
      if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
    };
  } else if (one.remove) desk.remove(file);
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
    const told = readFileSync(join(GALLERY, 'messages', `${name}.txt`), 'utf8');
    const mend = make(desk, one);
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
