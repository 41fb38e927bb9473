// What makes a pack always there, proved in Chromium over loopback: it opens without a network, says so, and never shows an old
// time where the new one can be had; a new release takes the place of the old; nothing is saved of a page that must leave no
// trace; the search works by keyboard, without a network, and without scripts; the pack can be put on a phone's first screen.
//
//   node offline.mjs PROGRAM [ROOT] [--all]
//
// PROGRAM builds copies of the workspace ROOT (here by default) in a temporary folder. "Without a network" means that the server
// is stopped. --all names the checks that passed, too. Prints what failed, then `N passed, N failed`.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import vm from 'node:vm';
import { brotliCompressSync } from 'node:zlib';
import { files, withBrowser } from './site.mjs';
import { serve } from './serve.mjs';

const [program, root = '.'] = process.argv.slice(2).filter((argument) => argument !== '--all');
if (!program) {
  console.error('usage: node offline.mjs PROGRAM [ROOT]');
  process.exit(2);
}
const PACK = 'exampleford';
const WORKSPACE = ['familypack.toml', 'content', 'establishments', 'themes'];
/** Longer than the worker waits for a new page. */
const SLOW_MS = 6000;
const folder = mkdtempSync(join(tmpdir(), 'familypack-offline-'));
const results = [];

function check(name, problem) {
  results.push({ name, problem: problem || '' });
}
const has = (text, part) => (text.includes(part) ? '' : `no "${part}" in "${text.replace(/\s+/g, ' ').slice(0, 200)}"`);
const hasNot = (text, part) => (text.includes(part) ? `"${part}" is there` : '');

/** Builds the workspace, with some words of the sample's file changed, for a day. */
function build(name, today, change = (text) => text) {
  const workspace = join(folder, `${name}-workspace`);
  for (const one of WORKSPACE) cpSync(join(root, one), join(workspace, one), { recursive: true });
  const file = join(workspace, 'establishments', PACK, 'establishment.toml');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, change(before));
  const site = join(folder, name);
  execFileSync(resolve(program), ['build', '--root', workspace, '--output', site, '--today', today, '--no-leaflets'], { stdio: 'pipe' });
  return site;
}

const text = (tab) => tab.evaluate(() => document.body.innerText);
/** The addresses in all caches of the origin, and the names of the caches. */
const kept = (tab) => tab.evaluate(async () => {
  const found = { names: await caches.keys(), pages: [] };
  for (const name of found.names) {
    for (const request of await (await caches.open(name)).keys()) found.pages.push(new URL(request.url).pathname);
  }
  return found;
});
/** Waits until the worker of this release runs. */
const working = (tab) => tab.evaluate(async () => {
  const { active } = await navigator.serviceWorker.ready;
  if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done));
});
/** Waits until only one release is saved, and it is not `old`. */
async function released(tab, old) {
  for (let round = 0; round < 100; round++) {
    const { names } = await kept(tab);
    if (names.length === 1 && names[0] !== old) return names[0];
    await new Promise((done) => setTimeout(done, 100));
  }
  return '';
}

async function withTab(browser, options, work) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  const tab = await context.newPage();
  const errors = [];
  tab.on('pageerror', (error) => errors.push(String(error)));
  tab.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  try {
    await work(tab, errors, context);
  } finally {
    await context.close();
  }
}

async function offline(browser, first, second) {
  let server = await serve(first);
  const port = server.server.address().port;
  const at = (page) => `${server.url}${PACK}/${page}`;
  const down = () => server.stop();
  const up = async (site) => {
    server = await serve(site, { port });
  };
  await withTab(browser, {}, async (tab, errors) => {
    await tab.goto(at('index.html'), { waitUntil: 'load' });
    await working(tab);
    check('a first visit has no error', errors.join(' | '));
    const { names: [release], pages } = await kept(tab);
    for (const page of ['index.html', 'visiting.html', 'worried.html', 'directory.html', 'offline.html']) {
      check(`${page} is saved at the first visit`, pages.includes(`/${PACK}/${page}`) ? '' : pages.join(' '));
    }
    const htmls = pages.filter((page) => page.endsWith('.html'));
    check('nothing else is saved at the first visit', htmls.length === 5 ? '' : htmls.join(' '));
    const drawings = pages.filter((page) => page.endsWith('.svg'));
    check('no drawing of a page that nobody opened is saved', drawings.join(' '));
    await tab.goto(at('getting-there.html'));
    check('a page from the network does not say that it is saved', hasNot(await text(tab), 'Saved on'));

    await down();
    await tab.goto(at('visiting.html'));
    check('visiting opens without a network', has(await text(tab), '2pm to 4pm'));
    const line = tab.locator('[role=status]').first();
    check('it says on which day it was saved', has(await line.innerText(), 'Saved on 25 November 2026. Times may have changed since: call before you travel.'));
    const box = await line.boundingBox();
    check('that line is the first thing on the page', box && box.y === 0 && box.height > 20 ? '' : JSON.stringify(box));
    const order = await tab.evaluate(() => document.querySelector('[role=status]').compareDocumentPosition(document.querySelector('main')) & 4);
    check('that line stands before the main part', order ? '' : 'after it');
    check('the safety numbers are there', has(await text(tab), '0808 157 0123'));
    await tab.goto(at(''));
    check('the folder alone opens the home page', has(await text(tab), 'Saved on 25 November 2026'));
    await tab.goto(at('getting-there.html'));
    check('a page that was visited opens without a network', has(await text(tab), 'Saved on 25 November 2026'));
    await tab.goto(at('release.html'));
    const stand = await text(tab);
    check('a page never visited shows the offline page', has(stand, 'You have no signal'));
    check('the offline page has the safety numbers', has(stand, '0808 157 0123') || has(stand, '999') || has(stand, 'Samaritans'));
    await tab.getByRole('main').getByRole('link', { name: 'Visiting' }).click();
    check('the offline page leads to what is saved', has(await text(tab), '2pm to 4pm'));

    // A new release of the next day, with another time.
    await up(second);
    await tab.goto(at('visiting.html'));
    const fresh = await text(tab);
    check('the new time is shown at once', has(fresh, '2:10pm to 4pm') || hasNot(fresh, 'Saved on'));
    const now = await released(tab, release);
    check('the new release takes the place of the old, whose cache is gone', now ? '' : JSON.stringify(await kept(tab)));
    await down();
    await tab.goto(at('visiting.html'));
    const later = await text(tab);
    check('the saved page has the new time and its day', has(later, '2:10pm to 4pm') || has(later, 'Saved on 26 November 2026'));
    await tab.goto(at('getting-there.html'));
    check('what was visited before is still there, with its own day', has(await text(tab), 'Saved on 25 November 2026'));

    // A network that is too slow to wait for.
    await up(second);
    server.options.delay = SLOW_MS;
    await tab.goto(at('visiting.html'));
    check('where nothing comes in time, the saved page is shown and says so', has(await text(tab), 'Saved on 26 November 2026'));
    server.options.delay = 0;
  });
  await down();
}

/** A page with drawings, the first that a family opens, is whole without a network. */
async function drawn(browser, site) {
  const server = await serve(site);
  const page = files(join(site, PACK), '.html').find((name) => /assets\/[a-z-]+-[0-9a-f]{10}\.svg/.test(readFileSync(join(site, PACK, name), 'utf8')));
  check('there is a page with drawings', page ? '' : 'none');
  if (page) {
    await withTab(browser, {}, async (tab) => {
      await tab.goto(`${server.url}${PACK}/${page}`, { waitUntil: 'load' });
      await working(tab);
      await server.stop();
      await tab.goto(`${server.url}${PACK}/${page}`, { waitUntil: 'load' });
      const blank = await tab.evaluate(async () => {
        const pictures = [...document.images];
        for (const picture of pictures) picture.loading = 'eager';
        await Promise.allSettled(pictures.map((picture) => picture.decode()));
        return pictures.filter((picture) => !picture.naturalWidth).map((picture) => picture.src);
      });
      check(`${page} has its drawings without a network`, blank.join(' '));
    });
  }
  await server.stop();
}

/** Pages that may not be saved carry no day; nothing of them is ever in a cache. */
async function traces(browser, site) {
  const server = await serve(site);
  const never = files(join(site, PACK), '.html').filter((page) => !/<meta[^>]*name="?built/.test(readFileSync(join(site, PACK, page), 'utf8')));
  check('there are pages that are never saved', never.length ? '' : 'none');
  const exits = files(join(site, PACK), '.html').filter((page) => /<section[^>]*class="?exit\b/.test(readFileSync(join(site, PACK, page), 'utf8')));
  check('every page that can be left at once is one of them', exits.filter((page) => !never.includes(page)).join(' '));
  await withTab(browser, {}, async (tab) => {
    await tab.goto(`${server.url}${PACK}/index.html`, { waitUntil: 'load' });
    await working(tab);
    for (const page of never) {
      await tab.goto(`${server.url}${PACK}/${page}`, { waitUntil: 'load' });
      await tab.reload({ waitUntil: 'load' });
      const { pages } = await kept(tab);
      check(`${page} is in no cache after a visit`, pages.includes(`/${PACK}/${page}`) ? pages.join(' ') : '');
    }
  });
  // With the worker's first start on such a page's side, nothing starts at all.
  await withTab(browser, {}, async (tab) => {
    for (const page of never) {
      await tab.goto(`${server.url}${PACK}/${page}`, { waitUntil: 'load' });
      await tab.waitForTimeout(300);
      const started = await tab.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
      check(`${page} starts no worker`, started ? `${started} workers` : '');
    }
  });
  await server.stop();
}

/** Runs the install step of the worker alone, as a phone with this connection would, and returns what it asks for. */
async function installed(site, connection, open) {
  const asked = [];
  const handlers = {};
  const scope = `https://packs.example/${PACK}/`;
  const html = '<head><meta name="built" content="25 November 2026"></head><body></body>';
  const answer = async (request) => {
    asked.push(String(request).slice(scope.length));
    return new Response(html);
  };
  const self = {
    registration: { scope },
    navigator: { connection },
    clients: { matchAll: async () => [{ url: scope + open }] },
    addEventListener: (name, handler) => (handlers[name] = handler),
    skipWaiting: async () => {},
  };
  const caches = { open: async () => ({ put: async () => {}, add: answer, addAll: async () => {}, delete: async () => {} }) };
  vm.runInNewContext(readFileSync(join(site, PACK, 'sw.js'), 'utf8'), { self, caches, fetch: answer, URL, Response, Headers, Set, Promise });
  let work;
  handlers.install({ waitUntil: (promise) => (work = promise) });
  await work;
  return asked.filter((name) => name.endsWith('.html')).sort();
}

async function sparing(site) {
  const all = await installed(site, undefined, 'index.html');
  check('without a wish to save data, five pages are loaded', all.length === 5 ? '' : all.join(' '));
  for (const connection of [{ saveData: true }, { effectiveType: '2g' }]) {
    const few = await installed(site, connection, 'first-visit.html');
    check(`with ${JSON.stringify(connection)} only the open page is saved`, few.join(' ') === 'first-visit.html offline.html' ? '' : few.join(' '));
  }
}

/** What a phone with little data is made to load, in bytes of Brotli. */
function weights(site) {
  const packed = (path) => brotliCompressSync(readFileSync(join(site, path))).length;
  const sum = (paths) => paths.reduce((all, path) => all + packed(path), 0);
  const within = (name, bytes, most) => check(`${name}: ${bytes} bytes, ${most} at most`, bytes <= most ? '' : 'too many');
  const indexes = files(site, 'search.json');
  check('there are indexes', indexes.length ? '' : 'none');
  for (const index of indexes) within(index, packed(index), 8192);
  within('search.js', sum(files(join(site, PACK), '.js').filter((path) => path.includes('search-')).map((path) => `${PACK}/${path}`)), 2560);
  within('app.js', sum(files(join(site, PACK), '.js').filter((path) => path.includes('app-')).map((path) => `${PACK}/${path}`)), 1024);
  const saved = ['index', 'visiting', 'worried', 'directory', 'offline'].map((page) => `${PACK}/${page}.html`);
  within('what a first visit saves', sum([...saved, `${PACK}/sw.js`]), 49152);
}

async function search(browser, site) {
  const server = await serve(site);
  const page = `${server.url}${PACK}/a-to-z.html`;
  await withTab(browser, {}, async (tab, errors) => {
    const asked = [];
    tab.on('request', (request) => asked.push(request.url()));
    await tab.goto(page, { waitUntil: 'load' });
    check('the index is not loaded before the box is used', asked.some((url) => url.endsWith('search.json')) ? 'it is' : '');
    const box = tab.getByRole('searchbox');
    const status = tab.locator('.search [role=status]');
    const first = () => tab.locator('.search ol a').first();
    for (const [typed, wanted] of [['kids', 'Bringing a child'], ['car park', 'Getting there'], ['jail', 'Visiting'], ['vissit', 'Visiting'], ['Sámaritans', 'Samaritans']]) {
      await box.fill(typed);
      await tab.locator('.search ol a', { hasText: wanted }).first().waitFor({ timeout: 3000 }).catch(() => {});
      const found = await tab.locator('.search ol a').allInnerTexts();
      check(`"${typed}" finds ${wanted}`, found.slice(0, 3).some((one) => one.includes(wanted)) ? '' : found.join(' | ') || 'nothing');
      check(`"${typed}": the number found is said`, /^Found: [1-8]$/.test(await status.innerText()) ? '' : await status.innerText());
    }
    check('the line that says so is a live region', (await status.getAttribute('role')) === 'status' ? '' : 'no');
    await box.fill('qqqqq');
    await tab.waitForFunction(() => /Nothing found/.test(document.querySelector('.search [role=status]').textContent));
    check('nothing found is said', has(await status.innerText(), 'Nothing found'));
    // By keyboard alone.
    await box.focus();
    await box.press('Control+a');
    await tab.keyboard.type('kids');
    await tab.keyboard.press('Enter');
    await tab.waitForFunction(() => document.activeElement.matches('.search ol a'));
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('ArrowUp');
    const target = await first().getAttribute('href');
    await tab.keyboard.press('Enter');
    await tab.waitForURL((url) => !url.href.includes('a-to-z'));
    check('Enter leads to the first result', tab.url().endsWith(target) ? '' : tab.url());
    const sent = asked.filter((url) => /kids|jail|car/.test(url));
    check('what is typed is sent nowhere', sent.join(' '));
    check('the search has no error', errors.join(' | '));
  });
  await withTab(browser, {}, async (tab) => {
    await tab.goto(page, { waitUntil: 'load' });
    await tab.evaluate(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifts.push(entry.value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await tab.getByRole('searchbox').pressSequentially('money', { delay: 60 });
    await tab.locator('.search ol a').first().waitFor();
    const shift = await tab.evaluate(() => globalThis.shifts.reduce((sum, value) => sum + value, 0));
    check('nothing moves by itself', shift < 0.01 ? '' : `layout shift ${shift}`);
  });
  await withTab(browser, { javaScriptEnabled: false }, async (tab) => {
    await tab.goto(page);
    await tab.getByRole('searchbox').fill('kids');
    await tab.getByRole('searchbox').press('Enter');
    await tab.waitForURL(/a-to-z\.html\??#letters$/);
    check('without scripts the form leads to the letters, and sends no word', /kids/.test(tab.url()) ? tab.url() : '');
    await tab.getByRole('link', { name: 'K', exact: true }).click();
    await tab.getByRole('link', { name: 'Kids', exact: true }).first().click();
    check('without scripts the A to Z leads to the page', /bringing-a-child\.html/.test(tab.url()) ? '' : tab.url());
  });
  await server.stop();
}

async function onTheFirstScreen(browser, site) {
  const server = await serve(site);
  await withTab(browser, {}, async (tab, errors, context) => {
    await tab.goto(`${server.url}${PACK}/index.html`, { waitUntil: 'load' });
    await working(tab);
    const session = await context.newCDPSession(tab);
    const { errors: wrong, data } = await session.send('Page.getAppManifest');
    check('Chromium reads the manifest without a complaint', wrong.map(({ message }) => message).join(' | '));
    check('the manifest has a neutral name', hasNot(JSON.parse(data).name + JSON.parse(data).short_name, 'HMP'));
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A window of playwright's own is like a private one, in which nothing can be installed.
    const real = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
    check('the pack can be installed', real.map(({ errorId }) => errorId).join(' '));
    check('the page for it has no error', errors.join(' | '));
    for (const icon of JSON.parse(data).icons) {
      const answer = await tab.request.get(new URL(icon.src, `${server.url}${PACK}/`).href);
      check(`${icon.src} is there`, answer.ok() && answer.headers()['content-type'] === icon.type ? '' : `${answer.status()}`);
    }
    const button = tab.getByRole('button', { name: 'Print this page' });
    await tab.evaluate(() => (globalThis.print = () => (globalThis.printed = true)));
    await button.click();
    check('the button prints the page', (await tab.evaluate(() => globalThis.printed)) ? '' : 'it does not');
  });
  await server.stop();
}

try {
  const first = build('first', '2026-11-25');
  const second = build('second', '2026-11-26', (text) => text.replace('value = "14:00-16:00"', 'value = "14:10-16:00"'));
  await sparing(first);
  weights(first);
  await withBrowser(async (browser) => {
    await offline(browser, first, second);
    await drawn(browser, first);
    await traces(browser, first);
    await search(browser, first);
    await onTheFirstScreen(browser, first);
  });
} catch (error) {
  check('runs to its end', String(error.stack ?? error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const { name, problem } of results) {
  if (problem) console.log(`FAILED ${name}: ${problem}`);
  else if (process.argv.includes('--all')) console.log(`ok ${name}`);
}
const failed = results.filter(({ problem }) => problem).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
