// On paper, each type of page is its words alone: no menu and no buttons, no row cut by the end of a sheet, links with their
// addresses, numbers to ring, whose pack it is, and the day that it is of.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const pages = 'types';

/** A4 less the margins of 16 mm on each side, in CSS pixels. */
const SHEET = { width: 673, height: 1001 };
/** What may not be cut by the end of a sheet where it is lower than one. */
const WHOLE = 'tbody tr, main .group, .card, .safety .group, h1, h2, h3, h4';

/** What should be on the paper; runs in the page, which looks as on paper. */
function wanted() {
  const { seen, named } = globalThis.familypackInside;
  const text = (selector) => [...document.querySelectorAll(selector)].filter(seen).map((e) => e.innerText.trim());
  return {
    tools: [...document.querySelectorAll('nav, .menu, .skip, .to-top, .exit, button, [role=search], input[type=search]')].filter(seen).map(named),
    // An address that is the words of its link stands there as it is said, without what browsers add.
    links: [...document.querySelectorAll('main a[href^="http"], .safety a[href^="http"]')].filter(seen).map((e) => {
      const said = e.innerText.trim();
      const address = e.getAttribute('href');
      return address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '') === said.replace(/^www\./, '') ? said : address;
    }),
    phones: text('main .phone, .safety .phone'),
    mails: [...document.querySelectorAll('main a[href^="mailto:"]')].filter(seen).map((e) => decodeURIComponent(e.getAttribute('href').slice(7).split('?')[0])),
    checked: text('.checked, .not-checked').filter(Boolean),
    foot: text('.printed'),
    heading: text('h1'),
    name: text('.pack'),
  };
}

/** Puts an invisible mark at the top and the bottom of each thing that must stay whole; runs in the page. */
function mark({ whole, height }) {
  let number = 0;
  for (const element of document.querySelectorAll(whole)) {
    if (!globalThis.familypackInside.seen(element) || element.getBoundingClientRect().height > height * 0.9) continue;
    // A heading stays with what it is the heading of.
    const heading = /^h\d$/.test(element.localName);
    const last = heading ? element.nextElementSibling : element;
    if (!last || !globalThis.familypackInside.seen(last)) continue;
    const ends = [[element, 'top', 'a'], [last, heading ? 'top' : 'bottom', 'z']];
    for (const [where, edge, letter] of ends) {
      const at = where.localName === 'tr' ? where.cells[0] : where;
      const span = document.createElement('span');
      span.textContent = `qq${number}${letter}q`;
      for (const [name, value] of [['position', 'absolute'], [edge, '0'], ['left', '0'], ['font-size', '2px'], ['line-height', '1'], ['white-space', 'nowrap']]) {
        span.style.setProperty(name, value);
      }
      at.style.setProperty('position', 'relative');
      at.append(span);
    }
    number += 1;
  }
  return number;
}

/** The text of a PDF, sheet by sheet. */
function read(path) {
  const { stdout, status, error } = spawnSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`pdftotext does not run: ${error ?? status}`);
  return stdout.split('\f').slice(0, -1);
}

const bare = (text) => text.replace(/[\s\u00ad\u200b\u2060]+/g, '');

export async function check({ check, tab, page }) {
  const folder = mkdtempSync(join(tmpdir(), 'familypack-paper-'));
  try {
    await tab({ viewport: SHEET }, async (one) => {
      await one.emulateMedia({ media: 'print', colorScheme: 'light' });
      const want = await one.evaluate(wanted);
      // Their words are not there either, where the page itself does not say them.
      const menu = await one.evaluate(() => {
        const said = document.querySelector('main').innerText;
        return [...document.querySelectorAll('.skip, .to-top, .exit a, button')].map((e) => e.textContent.trim()).filter((words) => !said.includes(words));
      });
      const path = join(folder, 'page.pdf');
      await one.pdf({ path, format: 'A4', preferCSSPageSize: true });
      const sheets = read(path);
      const all = bare(sheets.join(' '));
      const missing = (texts) => [...new Set(texts)].filter((text) => !all.includes(bare(text))).slice(0, 4).join(' | ');
      check('on paper, no tools of the screen', [...want.tools, ...menu.filter((words) => words && all.includes(bare(words)))].slice(0, 4).join(' | '));
      check('on paper, the heading and the name', want.heading.length === 1 && want.name.length === 1 ? missing([...want.heading, ...want.name]) : 'it has none');
      check('on paper, every number to ring', missing(want.phones));
      check('on paper, every address of a link', missing([...want.links, ...want.mails]));
      check('on paper, when each part was checked', missing(want.checked));
      check('on paper, the day and the pack at the foot', want.foot.length === 1 && /\d{4}/.test(want.foot[0]) ? missing(want.foot) : 'there is none');
      const empty = sheets.findIndex((sheet) => bare(sheet).length < 20);
      check('no sheet is empty', empty < 0 ? '' : `sheet ${empty + 1} of ${sheets.length}`);

      const count = await one.evaluate(mark, { whole: WHOLE, height: SHEET.height });
      const marked = join(folder, 'marked.pdf');
      await one.pdf({ path: marked, format: 'A4', preferCSSPageSize: true });
      const texts = read(marked);
      const sheet = (text) => texts.findIndex((one_) => one_.includes(text));
      const torn = [];
      let found = 0;
      for (let number = 0; number < count; number++) {
        const [top, bottom] = [sheet(`qq${number}aq`), sheet(`qq${number}zq`)];
        if (top < 0 || bottom < 0) continue;
        found += 1;
        if (top !== bottom) torn.push(number);
      }
      const names = await one.evaluate(({ torn: numbers }) => numbers.slice(0, 4).map((number) => {
        const [span] = [...document.querySelectorAll('span')].filter((e) => e.textContent === `qq${number}aq`);
        return globalThis.familypackInside.named(span.closest('tr') ?? span.parentElement);
      }), { torn });
      check('on paper, nothing is cut by the end of a sheet', found >= count * 0.9 ? names.join(' | ') : `only ${found} of ${count} marks are found`);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
