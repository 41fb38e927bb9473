// Opens every page of a built site in Chromium, from the disk as from a USB stick, and checks what only a browser can tell.
//
//   node check.mjs SITE [--base URL] [--only TEXT] [--all]
//
// Prints what failed and what is worth a look, then `N passed, N failed`. --only takes the pages whose path holds TEXT; --all
// names the checks that passed, too. --base
// is where the site says that it stands: pages named 404.html, which a server shows at any address, may load and link from there.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { each, files, withBrowser } from './site.mjs';

/** Where help stands. */
const SAFETY = '.safety';
/** WCAG 1.4.10: a page may not need scrolling in two directions at this width, in CSS pixels. */
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };
/** What axe-core must not find. The rest is listed as worth a look. */
const SERIOUS = new Set(['serious', 'critical']);
/** WCAG 1.4.12: what readers may set without losing anything. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }`;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const [site, ...options] = process.argv.slice(2);
if (!site || !existsSync(site)) {
  console.error('usage: node check.mjs SITE [--base URL] [--only TEXT] [--all]');
  process.exit(2);
}
const root = resolve(site);
const value = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : '');
const only = value('--only');
const address = value('--base');
const standsAnywhere = (page) => address !== '' && /(^|\/)404\.html$/.test(page);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = files(root, '.html').filter((page) => page.includes(only));

const results = [];
const warnings = new Map();
const places = new Map();

/** Counts a check of a page; `problem` is empty where it passed. */
function check(page, name, problem) {
  results.push({ page, name, problem });
}

function warn(page, text) {
  warnings.set(text, [...(warnings.get(text) ?? []), page]);
}

/** What a page says about itself; runs in the page. */
function inspect({ safety }) {
  const place = (element) => {
    const steps = [];
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      const kind = [e.localName, ...(e.id ? [`#${e.id}`] : [])].join('');
      steps.unshift(kind);
    }
    const main = document.querySelector('main');
    const after = main && main.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    return `${steps.join(' > ')}, ${after ? 'after' : 'before'} the main part`;
  };
  const help = [...document.querySelectorAll(safety)];
  const attribute = (selector, name) => [...document.querySelectorAll(selector)].map((e) => [e.localName, e[name], e.rel ?? '']);
  return {
    h1: document.querySelectorAll('h1').length,
    title: document.title,
    help: help.map((e) => ({ place: place(e), visible: e.checkVisibility(), text: e.innerText.trim() })),
    links: [...attribute('[href]', 'href'), ...attribute('[src]', 'src')].filter(([, link]) => typeof link === 'string'),
    ids: [...document.querySelectorAll('[id]')].map((e) => e.id),
  };
}

/** What is wider than the window; runs in the page. */
function wide() {
  const view = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= view) return '';
  const scrolls = (e) => e && e !== document.body && e !== document.documentElement
    && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const beyond = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > view + 0.5 && !scrolls(e));
  const inner = beyond.filter((e) => !beyond.some((other) => other !== e && e.contains(other)));
  const named = inner.slice(0, 3).map((e) => `<${e.localName} class="${e.className}"> "${e.textContent.trim().slice(0, 40)}"`);
  return `${document.documentElement.scrollWidth} px wide: ${named.join('; ')}`;
}

/** Adds a style sheet in a way that no policy of the page's own forbids; runs in the page. */
function space(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Runs axe-core in a page; the rules are all of `TAGS`, or some by name. */
async function violations(tab, rules) {
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS };
  const found = await tab.evaluate((o) => globalThis.axe.run(document, { runOnly: o, resultTypes: ['violations'], preload: false }), runOnly);
  return found.violations.map((v) => ({
    serious: v.impact && SERIOUS.has(v.impact),
    text: `${v.id} (${v.impact}): ${v.help}`,
    where: v.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; '),
  }));
}

function checkAxe(page, name, found) {
  const bad = found.filter((v) => v.serious);
  check(page, name, bad.map((v) => `${v.text} at ${v.where}`).join(' | '));
  for (const v of found.filter((other) => !other.serious)) warn(page, `axe: ${v.text}`);
}

/** The file that an address of the site names. */
function fromBase(url) {
  const path = decodeURIComponent(new URL(url).href.slice(address.length).replace(/[?#].*$/, ''));
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

const ids = new Map();
const links = [];

async function checkPage(browser, page) {
  const context = await browser.newContext({ viewport: NARROW, colorScheme: 'light', reducedMotion: 'reduce' });
  const tab = await context.newPage();
  const errors = [];
  const foreign = [];
  tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  tab.on('pageerror', (error) => errors.push(String(error)));
  tab.on('requestfailed', (request) => errors.push(`${request.url()}: ${request.failure()?.errorText}`));
  tab.on('request', (request) => {
    const own = /^(file|data|blob):/.test(request.url()) || (standsAnywhere(page) && request.url().startsWith(address));
    if (!own) foreign.push(request.url());
  });
  if (standsAnywhere(page)) {
    // As a server would, from the disk.
    await tab.route(`${address}**`, (route) => route.fulfill({ path: join(root, fromBase(route.request().url())) }));
  }
  try {
    await tab.goto(standsAnywhere(page) ? address + page : pathToFileURL(join(root, page)).href, { waitUntil: 'load' });
    // Before anything of ours is in the page.
    check(page, 'no error in the console, no failed request', errors.join(' | '));
    check(page, 'no request to another host', foreign.join(' '));
    const about = await tab.evaluate(inspect, { safety: SAFETY });
    check(page, 'one main heading', about.h1 === 1 ? '' : `${about.h1} elements h1`);
    check(page, 'a title', about.title.trim() ? '' : 'no title');
    const help = about.help;
    check(page, 'help is there and can be seen', help.length === 1 && help[0].visible && help[0].text ? '' : `${help.length} blocks`);
    if (help.length === 1) places.set(page, help[0].place);
    ids.set(page, new Set(about.ids));
    links.push(...about.links.map(([element, link, rel]) => ({ page, element, link, rel })));
    check(page, 'no sideways scrolling at 320 px', await tab.evaluate(wide));
    await tab.evaluate(axe);
    checkAxe(page, 'axe-core at 320 px', await violations(tab));
    await tab.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    checkAxe(page, 'contrast in the dark', await violations(tab, ['color-contrast', 'link-in-text-block']));
    await tab.setViewportSize(WIDE);
    await tab.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    check(page, 'no sideways scrolling at 1280 px', await tab.evaluate(wide));
    checkAxe(page, 'contrast and targets at 1280 px', await violations(tab, ['color-contrast', 'target-size']));
    await tab.setViewportSize(NARROW);
    await tab.evaluate(space, SPACING);
    check(page, 'no sideways scrolling at 320 px with wide text spacing', await tab.evaluate(wide));
  } catch (error) {
    check(page, 'opens', String(error).split('\n')[0]);
  } finally {
    await context.close();
  }
}

/** Follows the links of all pages, as a browser opens them from the disk. */
function checkLinks() {
  const problems = new Map(pages.map((page) => [page, []]));
  const base = `${pathToFileURL(root).href}/`;
  for (const { page, element, link: written, rel } of links) {
    const link = standsAnywhere(page) && written.startsWith(address)
      ? pathToFileURL(join(root, fromBase(written))).href + new URL(written).hash
      : written;
    if (/^(https?|tel|sms|mailto|data):/.test(link)) {
      const loads = element !== 'a' && rel !== 'canonical' && rel !== 'alternate' && !link.startsWith('data:');
      if (loads) problems.get(page).push(`<${element}> loads ${link}`);
      continue;
    }
    const url = new URL(link);
    const anchor = decodeURIComponent(url.hash.slice(1));
    url.hash = '';
    url.search = '';
    if (!url.href.startsWith(base)) {
      problems.get(page).push(`${link} leads out of the site`);
      continue;
    }
    const path = fileURLToPath(url);
    const target = decodeURIComponent(url.href.slice(base.length));
    if (!existsSync(path)) problems.get(page).push(`there is no ${target}`);
    else if (!statSync(path).isFile()) problems.get(page).push(`${target} is a folder: from the disk it opens as a list`);
    else if (anchor && ids.has(target) && !ids.get(target).has(anchor)) problems.get(page).push(`${target} has no #${anchor}`);
  }
  for (const [page, found] of problems) check(page, 'every link opens from the disk', [...new Set(found)].join(' | '));
}

/** Help stands in the place where most pages have it. */
function checkPlaces() {
  const counts = new Map();
  for (const place of places.values()) counts.set(place, (counts.get(place) ?? 0) + 1);
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [''];
  for (const [page, place] of places) check(page, 'help is in the same place', place === usual ? '' : `${place}; elsewhere ${usual}`);
}

const began = Date.now();
await withBrowser((browser) => each(pages, Math.max(2, Math.min(6, availableParallelism())), (page) => checkPage(browser, page)));
checkLinks();
checkPlaces();
if (pages.length === 0) check('-', 'there are pages', 'none');

for (const { page, name, problem } of results) {
  if (problem) console.log(`FAILED ${page}: ${name}: ${problem}`);
  else if (options.includes('--all')) console.log(`ok ${page}: ${name}`);
}
for (const [text, where] of warnings) console.log(`look at ${where.length} pages (${where[0]}): ${text}`);
const failed = results.filter((result) => result.problem).length;
console.log(`${pages.length} pages in Chromium, ${((Date.now() - began) / 1000).toFixed(1)} s`);
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
