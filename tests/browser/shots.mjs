// Takes pictures of every type of page: narrow and wide, in light, in the dark and in forced colours, the first view of a small
// phone, and paper.
//
//   node shots.mjs SITE FOLDER [--pack ID] [--only TEXT]
//
// One page of each name is taken, from the pack named first where it has it, so that every type is there once. FOLDER/index.html
// shows them all, page by page or look by look. Paper needs `pdftoppm` (Debian: poppler-utils); without it the PDF is kept alone.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { review } from './review.mjs';
import { serve } from './serve.mjs';
import { each, files, types, withBrowser } from './site.mjs';

const PHONE = { width: 320, height: 568 };
const WIDE = { width: 1280, height: 900 };
/** Each look: its name in a file, its name for readers, the window, what the browser is told, and whether all of the page is shown. */
const LOOKS = [
  ['first', 'First view of a small phone', PHONE, { colorScheme: 'light' }, false],
  ['320-light', '320 px, light', PHONE, { colorScheme: 'light' }, true],
  ['320-dark', '320 px, dark', PHONE, { colorScheme: 'dark' }, true],
  ['320-forced', '320 px, forced colours', PHONE, { colorScheme: 'dark', forcedColors: 'active' }, true],
  ['1280-light', '1280 px, light', WIDE, { colorScheme: 'light' }, true],
  ['1280-dark', '1280 px, dark', WIDE, { colorScheme: 'dark' }, true],
  ['1280-forced', '1280 px, forced colours', WIDE, { colorScheme: 'dark', forcedColors: 'active' }, true],
];
/** Dots per inch of pictures of paper. */
const PAPER_DPI = 60;

const [site, folder, ...options] = process.argv.slice(2);
if (!site || !folder || !existsSync(site)) {
  console.error('usage: node shots.mjs SITE FOLDER [--pack ID] [--only TEXT]');
  process.exit(2);
}
const value = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : '');
const root = resolve(site);
const out = resolve(folder);
mkdirSync(out, { recursive: true });
const pages = types(files(root, '.html').filter((page) => page.includes(value('--only'))), value('--pack') || 'exampleford');

async function shoot(browser, server, page) {
  const name = page.replaceAll('/', '-').replace(/\.html$/, '');
  const pictures = [];
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: 'reduce', serviceWorkers: 'block' });
  try {
    const tab = await context.newPage();
    await tab.goto(server.url + page, { waitUntil: 'load' });
    for (const [look, label, viewport, media, fullPage] of LOOKS) {
      await tab.setViewportSize(viewport);
      await tab.emulateMedia({ media: 'screen', forcedColors: 'none', ...media });
      const file = `${name}-${look}.png`;
      await tab.screenshot({ path: join(out, file), fullPage });
      pictures.push({ file, look, label });
    }
    await tab.emulateMedia({ media: 'print', colorScheme: 'light', forcedColors: 'none' });
    const pdf = `${name}.pdf`;
    await tab.pdf({ path: join(out, pdf), format: 'A4', preferCSSPageSize: true });
    spawnSync('pdftoppm', ['-png', '-r', String(PAPER_DPI), join(out, pdf), join(out, `${name}-paper`)]);
    const sheets = readdirSync(out).filter((file) => file.startsWith(`${name}-paper-`) && file.endsWith('.png')).sort();
    pictures.push(...sheets.map((file, idx) => ({ file, look: 'paper', label: `Paper, sheet ${idx + 1} of ${sheets.length}` })));
    const title = await tab.title();
    return { page, title, pdf, pictures, href: relative(out, join(root, page)).split(sep).join('/') };
  } finally {
    await context.close();
  }
}

const shown = [];
const server = await serve(root);
try {
  await withBrowser((browser) => each(pages, Math.max(2, Math.min(4, availableParallelism())), async (page) => {
    shown.push(await shoot(browser, server, page));
  }));
} finally {
  await server.stop();
}
shown.sort((a, b) => (a.page < b.page ? -1 : 1));
const looks = [...LOOKS.map(([look, label]) => ({ look, label })), { look: 'paper', label: 'Paper' }];
writeFileSync(join(out, 'index.html'), review(shown, looks));
console.log(`${shown.length} pages, ${shown.reduce((sum, { pictures }) => sum + pictures.length, 0)} pictures: ${join(out, 'index.html')}`);
