// Takes pictures of every type of page: narrow and wide, light and dark, and on paper.
//
//   node shots.mjs SITE FOLDER [--pack ID] [--only TEXT]
//
// One page of each name is taken, from the pack named first where it has it, so that every type is there once. FOLDER/index.html
// shows them all beside each other. Paper needs `pdftoppm` (Debian: poppler-utils); without it the PDF is kept alone.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { each, files, withBrowser } from './site.mjs';

const WIDTHS = [320, 1280];
const SCHEMES = ['light', 'dark'];

const [site, folder, ...options] = process.argv.slice(2);
if (!site || !folder || !existsSync(site)) {
  console.error('usage: node shots.mjs SITE FOLDER [--pack ID] [--only TEXT]');
  process.exit(2);
}
const value = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : '');
const root = resolve(site);
const out = resolve(folder);
mkdirSync(out, { recursive: true });

/** One page of each type, the pack asked for first. */
function types() {
  const preferred = value('--pack');
  const all = files(root, '.html').filter((page) => page.includes(value('--only')));
  all.sort((a, b) => Number(b.startsWith(`${preferred}/`)) - Number(a.startsWith(`${preferred}/`)) || (a < b ? -1 : 1));
  const seen = new Map();
  for (const page of all) {
    const below = page.includes('/') ? `pack/${page.slice(page.indexOf('/') + 1)}` : page;
    if (!seen.has(below)) seen.set(below, page);
  }
  return [...seen.values()].sort();
}

async function shoot(browser, page) {
  const name = page.replaceAll('/', '-').replace(/\.html$/, '');
  const pictures = [];
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(join(root, page)).href);
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: 800 });
    for (const colorScheme of SCHEMES) {
      await tab.emulateMedia({ media: 'screen', colorScheme });
      const file = `${name}-${width}-${colorScheme}.png`;
      await tab.screenshot({ path: join(out, file), fullPage: true });
      pictures.push({ file, label: `${width} px, ${colorScheme}` });
    }
  }
  await tab.emulateMedia({ media: 'print', colorScheme: 'light' });
  const pdf = `${name}.pdf`;
  await tab.pdf({ path: join(out, pdf), format: 'A4', preferCSSPageSize: true });
  spawnSync('pdftoppm', ['-png', '-r', '60', join(out, pdf), join(out, `${name}-paper`)]);
  const paper = readdirSync(out).filter((file) => file.startsWith(`${name}-paper-`) && file.endsWith('.png')).sort();
  pictures.push(...paper.map((file, idx) => ({ file, label: `paper ${idx + 1} of ${paper.length}` })));
  await context.close();
  return { page, pdf, pictures };
}

const shown = [];
await withBrowser((browser) => each(types(), Math.max(2, Math.min(4, availableParallelism())), async (page) => {
  shown.push(await shoot(browser, page));
}));
shown.sort((a, b) => (a.page < b.page ? -1 : 1));

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const figure = ({ file, label }) =>
  `<figure><a href="${escape(file)}"><img src="${escape(file)}" alt="" loading="lazy"></a><figcaption>${escape(label)}</figcaption></figure>`;
const section = ({ page, pdf, pictures }) =>
  `<section><h2>${escape(page)} <a href="${escape(pdf)}">PDF</a></h2><div>${pictures.map(figure).join('')}</div></section>`;
writeFileSync(
  join(out, 'index.html'),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures of every page</title><style>
body { font: 16px sans-serif; margin: 1rem; background: #ddd }
section > div { display: flex; gap: 1rem; overflow-x: auto; align-items: flex-start }
figure { margin: 0 } img { height: 70vh; max-width: 60vw; object-fit: cover; object-position: top; border: 1px solid #888; background: #fff }
</style><h1>Pictures of every page</h1>${shown.map(section).join('\n')}`,
);
console.log(`${shown.length} pages, ${shown.reduce((sum, { pictures }) => sum + pictures.length, 0)} pictures: ${join(out, 'index.html')}`);
