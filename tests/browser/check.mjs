// Opens every page of a built site in Chromium, from the disk as from a USB stick and from a server on loopback, and checks what
// only a browser can tell. Each concern stands in a file of its own in checks/.
//
//   node check.mjs SITE [--base URL] [--only TEXT] [--concern NAME,NAME] [--all]
//
// Prints what failed, then `N passed, N failed`. --only takes the pages whose path holds TEXT; --all names the checks that passed,
// too. --base is where the site says that it stands: pages named 404.html, which a server shows at any address, may load and link
// from there.

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serve } from './serve.mjs';
import { each, files, types, withBrowser } from './site.mjs';

const CONCERNS = ['open', 'axe', 'room', 'contrast', 'plain', 'keyboard', 'first', 'paper'];
/** The pack that uses every feature: pages of each type are taken from it. */
const SAMPLE = 'exampleford';
const INSIDE = fileURLToPath(new URL('inside.js', import.meta.url));
/** WCAG 1.4.10: a page may not need scrolling in two directions at this width, in CSS pixels. */
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };

const [site, ...options] = process.argv.slice(2);
const value = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : '');
const chosen = value('--concern') ? value('--concern').split(',') : CONCERNS;
if (!site || !existsSync(site) || chosen.some((name) => !CONCERNS.includes(name))) {
  console.error(`usage: node check.mjs SITE [--base URL] [--only TEXT] [--concern ${CONCERNS.join(',')}] [--all]`);
  process.exit(2);
}
const root = resolve(site);
const base = value('--base');
const pages = files(root, '.html').filter((page) => page.includes(value('--only')));
const standsAnywhere = (page) => base !== '' && /(^|\/)404\.html$/.test(page);
const results = [];
let told = 0;

/** Prints what is new. */
function tell() {
  for (const { page, what, problem } of results.slice(told)) {
    if (problem) console.log(`FAILED ${page}: ${what}: ${problem}`);
    else if (options.includes('--all')) console.log(`ok ${page}: ${what}`);
  }
  told = results.length;
}

const own = await serve(root);

/** The file that an address below the base names. */
function fromBase(url) {
  const path = decodeURIComponent(new URL(url).href.slice(base.length).replace(/[?#].*$/, ''));
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/**
 * Gives a tab with an open page to `work`, and closes it. Without `disk`, the page comes from the server on loopback; service
 * workers run only where `workers` says so, since a page would wait for all that they save. `before(tab, context)` runs before the
 * page is asked for.
 */
async function open(browser, page, { disk = false, workers = false, server = own, before, ...context }, work) {
  const window = await browser.newContext({
    viewport: NARROW, colorScheme: 'light', reducedMotion: 'reduce', serviceWorkers: workers ? 'allow' : 'block', ...context,
  });
  try {
    await window.addInitScript({ path: INSIDE });
    if (standsAnywhere(page)) {
      // As a server would, at its own address.
      await window.route(`${base}**`, (route) => route.fulfill({ path: join(root, fromBase(route.request().url())) }));
    }
    const tab = await window.newPage();
    await before?.(tab, window);
    const address = standsAnywhere(page) ? base + page : disk ? pathToFileURL(join(root, page)).href : server.url + page;
    await tab.goto(address, { waitUntil: 'load' });
    return await work(tab, window);
  } finally {
    await window.close();
  }
}

const began = Date.now();
const times = [];
try {
  await withBrowser(async (browser) => {
    for (const name of chosen) {
      const started = Date.now();
      const concern = await import(`./checks/${name}.mjs`);
      const site = { root, base, pages, server: own, fromBase, standsAnywhere, NARROW, WIDE };
      const state = concern.start?.(site);
      const mine = concern.pages === 'types' ? types(pages, SAMPLE) : pages.filter((page) => concern.pages?.(page) ?? true);
      const atOnce = concern.atOnce ?? Math.max(2, Math.min(6, availableParallelism()));
      await each(mine, atOnce, async (page) => {
        const check = (what, problem) => results.push({ page, what, problem: problem || '' });
        const tab = (with_, work) => open(browser, page, with_, work);
        try {
          await concern.check({ ...site, browser, page, check, tab, state });
        } catch (error) {
          check(`${name} runs to its end`, String(error.stack ?? error).split('\n').slice(0, 3).join(' '));
        }
      });
      concern.end?.({ ...site, state, check: (page, what, problem) => results.push({ page, what, problem: problem || '' }) });
      times.push(`${name} ${((Date.now() - started) / 1000).toFixed(0)} s`);
      tell();
    }
  });
} finally {
  await own.stop();
}
if (pages.length === 0) results.push({ page: '-', what: 'there are pages', problem: 'none' });

tell();
const failed = results.filter((result) => result.problem).length;
console.log(`${pages.length} pages in Chromium, ${((Date.now() - began) / 1000).toFixed(1)} s: ${times.join(', ')}`);
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
