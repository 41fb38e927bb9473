// What stands beside the page: where facts are written, other days, widths, print, what others see, faults, leaflets, the editor.

import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Desk, Window, until } from './desk.mjs';

const FACTS = 'establishments/exampleford/establishment.toml';

export async function tools(browser, program, check) {
  const desk = new Desk(program);
  const log = join(desk.folder, 'opened.txt');
  const editor = join(desk.folder, 'editor');
  writeFileSync(editor, `#!/bin/sh\nprintf '%s %s' "$1" "$2" > '${log}.new' && mv '${log}.new' '${log}'\n`);
  chmodSync(editor, 0o755);
  const before = desk.files();
  await desk.serve('--editor', `${editor} {line} {file}`);
  const window = await Window.open(browser, desk, 'exampleford/visiting.html');
  const { tab } = window;

  await sources(window, desk, check, log);
  await lastGood(window, desk, check);
  await days(window, check);
  await looks(window, check);
  await leaflets(window, desk, check);

  await window.open('access');
  check('a page without faults has none', await window.panel('No faults that a program can find'));
  check('nothing was written into the workspace', JSON.stringify([...before]) === JSON.stringify([...desk.files()]));
  desk.write('themes/plain/foot.html', `<button type="button"></button>${desk.read('themes/plain/foot.html')}`);
  const told = await window.panel('button-name');
  check('a fault of a template is told', told, await tab.locator('#panel').innerText().catch(() => ''));
  check('no script failed', window.errors.length === 0, window.errors.join());

  await narrow(browser, desk, check);
  await window.close();
  await desk.close();
}

async function sources(window, desk, check, log) {
  const { tab } = window;
  await window.open('facts');
  check('a page says which file its text is in', await window.panel('content/en/visiting.md'));
  const at = desk.read(FACTS).split('\n').findIndex((line) => line.includes('value = "14:00-16:00"')) + 1;
  check('a time says where it is written', await window.panel(`${FACTS}:${at}`));
  check('a fact says how fresh it is', await window.panel('Checked on 9 November 2026'));
  await tab.locator('#pick').click();
  await window.page.evaluate(() => [...document.querySelectorAll('td, li, dd')].find((cell) => /2pm to 4pm/.test(cell.textContent)).click());
  const best = tab.locator('#panel .best', { hasText: '14:00-16:00' });
  check('a click on a time leads to where it is written', await until(async () => (await best.count()) === 1), await tab.locator('#panel .best').allInnerTexts());
  await best.locator('button').click();
  const opened = await until(() => existsSync(log) && readFileSync(log, 'utf8'));
  check('its link opens the editor there', opened === `${at} ${desk.path(FACTS)}`, opened);
}

/** While a mistake keeps the last good page, its facts are where they were when it was made. */
async function lastGood(window, desk, check) {
  const right = desk.read(FACTS);
  const facts = async () => (await desk.state('exampleford/visiting.html')).parts.flatMap((part) => part.facts.map(({ line, text }) => `${line} ${text}`));
  const before = await facts();
  desk.write(FACTS, `# A line more.\n# And another.\nwrong = 13.30.\n${right}`);
  await until(async () => (await desk.state()).errors > 0);
  const after = await facts();
  check('facts of a last good page are told as they were', before.length > 5 && JSON.stringify(before) === JSON.stringify(after), after.slice(0, 3).join(' | '));
  desk.write(FACTS, right);
  await until(async () => (await desk.state()).errors === 0);
}

async function days(window, check) {
  const { tab } = window;
  await tab.locator('#today').fill('2026-12-25');
  check('another day can be looked at', await until(() => window.page.evaluate(() => document.querySelector('.foot').textContent.includes('25 December 2026'))));
  check('the way back to today is there', await tab.locator('#now').isVisible());
  await tab.locator('#today').fill('2026-11-22');
  await until(() => tab.evaluate(() => document.querySelector('#today').value === '2026-11-22'));
}

async function looks(window, check) {
  const { tab } = window;
  await tab.selectOption('#width', '320');
  check('the page is as wide as a phone', await until(async () => (await window.page.evaluate(() => innerWidth)) === 320));
  await tab.selectOption('#width', '');
  const menu = () => window.page.evaluate(() => getComputedStyle(document.querySelector('.menu, nav, details')).display);
  const usual = await menu();
  await tab.selectOption('#view', 'print');
  check('in print, what is of no use on paper is gone', usual !== 'none' && (await until(async () => (await menu()) === 'none')), `${usual}, ${await menu()}`);
  await tab.selectOption('#view', 'screen');
  check('on a screen it is there again', (await menu()) === usual);
  await tab.selectOption('#view', 'discreet');
  check('it says what others would see', (await tab.locator('#discreet').innerText()).includes(await window.page.evaluate(() => document.title)));
  await tab.selectOption('#view', 'screen');
}

async function leaflets(window, desk, check) {
  const { tab } = window;
  await window.open('leaflets');
  await tab.locator('#leaflet').waitFor();
  const path = await tab.evaluate(() => [...document.querySelectorAll('#leaflet option')].map((option) => option.value).find((value) => value.endsWith('/first-visit.pdf')));
  await tab.selectOption('#leaflet', path);
  const drawn = () => tab.evaluate(() => [...document.querySelectorAll('#sheets img')].map((image) => ({ src: image.src, wide: image.naturalWidth })));
  const first = await until(async () => (await drawn()).some(({ wide }) => wide === 900) && (await drawn()));
  check('a leaflet is shown as pictures of its pages', first?.length === 2, JSON.stringify(first));
  const file = await fetch(`${desk.url}/${path}`);
  check('and is there as a file', file.ok && Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString() === '%PDF-');
  const time = desk.read(FACTS);
  desk.change(FACTS, 'value = "14:00-16:00"', 'value = "14:00-15:10"');
  check('it is printed again when something changes', await until(async () => {
    const [now] = await drawn();
    return now && now.wide === 900 && now.src !== first?.[0].src;
  }));
  desk.change(FACTS, 'value = "14:00-15:10"', 'value = "14:00-15.10"');
  check('of a mistake it says what is wrong', await window.panel('15:10'));
  desk.write(FACTS, time);
  check('and is there again when it is mended', await until(async () => (await drawn()).some(({ wide }) => wide === 900)));
  const sheets = await fetch(`${desk.url}/exampleford/leaflets/bringing-a-child-sheets.pdf`);
  check('a booklet has its sheets for the printer', sheets.ok && sheets.headers.get('content-type') === 'application/pdf', sheets.status);
  check('a leaflet that is not there is not there', (await fetch(`${desk.url}/exampleford/leaflets/none.pdf`)).status === 404);
}

/** The tools are for people too: no faults, and of use on a small window. */
async function narrow(browser, desk, check) {
  const window = await Window.open(browser, desk, 'exampleford/index.html', { width: 320, height: 700 });
  await window.open('problems');
  const wide = await window.tab.evaluate(() => document.documentElement.scrollWidth);
  check('the tools fit a narrow window', wide <= 320, wide);
  await window.tab.addScriptTag({ url: `${desk.url}/-/axe.js` });
  const faults = await window.tab.evaluate(() => axe.run(document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)));
  check('the tools have no faults of their own', faults.length === 0, faults.join('; '));
  await window.close();
}
