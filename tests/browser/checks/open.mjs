// Every page opens without an error from the disk and from a server, keeps to its policy, asks no other host for anything, leaves
// nothing behind, has its one heading, its title and its help in the same place, and every link of it leads somewhere.

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where help stands. */
const SAFETY = '.safety';
/**
 * Chromium reads the hash of a script only where the script comes from a server. In a page from a disk it runs none with one, and
 * says so; every page works without.
 */
const NOT_FROM_A_DISK = /integrity|from origin 'null' has been blocked by CORS|Failed to load resource: net::ERR_FAILED/i;
/** What the tool that drives the browser says where it keeps service workers out. */
const KEPT_OUT = 'Service Worker registration blocked by Playwright';

/** What a page says about itself; runs in the page. */
function inspect({ safety }) {
  const place = (element) => {
    const steps = [];
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      steps.unshift([e.localName, ...(e.id ? [`#${e.id}`] : [])].join(''));
    }
    const main = document.querySelector('main');
    const after = main && main.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    return `${steps.join(' > ')}, ${after ? 'after' : 'before'} the main part`;
  };
  const help = [...document.querySelectorAll(safety)];
  const attribute = (selector, name) => [...document.querySelectorAll(selector)].map((e) => [e.localName, e[name], e.rel ?? '']);
  const scripts = [...document.querySelectorAll('script[src]')];
  return {
    h1: document.querySelectorAll('h1').length,
    title: document.title,
    help: help.map((e) => ({ place: place(e), visible: e.checkVisibility(), text: e.innerText.trim() })),
    links: [...attribute('[href]', 'href'), ...attribute('[src]', 'src')].filter(([, link]) => typeof link === 'string'),
    ids: [...document.querySelectorAll('[id]')].map((e) => e.id),
    loose: scripts.filter((e) => !e.integrity).map((e) => e.src),
    windows: [...document.querySelectorAll('a[target]')].map((e) => e.href),
  };
}

/** What a page has left in the browser; runs in the page. */
async function left() {
  const found = [];
  if (document.cookie) found.push(`cookie ${document.cookie}`);
  for (const [name, store] of [['localStorage', localStorage], ['sessionStorage', sessionStorage]]) {
    if (store.length) found.push(`${name} ${Object.keys(store).join(' ')}`);
  }
  for (const { name } of await indexedDB.databases()) found.push(`database ${name}`);
  return found.join(', ');
}

/** Notes what goes wrong in a tab, from its first request on. */
function listen(own, notes) {
  return async (tab, context) => {
    tab.on('console', (message) => {
      const bad = ['error', 'warning'].includes(message.type()) && message.text() !== KEPT_OUT;
      if (bad) notes.errors.push(message.text());
    });
    tab.on('pageerror', (error) => notes.errors.push(String(error)));
    tab.on('requestfailed', (request) => notes.errors.push(`${request.url()}: ${request.failure()?.errorText}`));
    context.on('request', (request) => {
      if (!own(request.url())) notes.foreign.push(request.url());
      notes.headers.push(request.allHeaders().then((all) => (all.referer || all.cookie ? request.url() : ''), () => ''));
    });
    context.on('response', (response) => {
      if (response.headers()['set-cookie']) notes.errors.push(`${response.url()} sets a cookie`);
    });
    await tab.exposeFunction('familypackPolicy', (text) => notes.errors.push(text));
    await tab.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        globalThis.familypackPolicy(`the policy forbids ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
      });
    });
  };
}

export const start = () => ({ ids: new Map(), links: [], places: new Map() });

export async function check({ page, base, server, check, tab, state, standsAnywhere }) {
  const anywhere = standsAnywhere(page);
  const disk = { errors: [], foreign: [], headers: [] };
  const ownOnDisk = (url) => /^(file|data|blob):/.test(url) || (anywhere && url.startsWith(base));
  await tab({ disk: true, before: listen(ownOnDisk, disk) }, async (page_) => {
    const about = await page_.evaluate(inspect, { safety: SAFETY });
    const real = disk.errors.filter((text) => anywhere || !(NOT_FROM_A_DISK.test(text) && /\.js\b|ERR_FAILED/.test(text)));
    check('no error from the disk', real.join(' | '));
    check('from the disk, no request to another host', disk.foreign.join(' '));
    check('one main heading', about.h1 === 1 ? '' : `${about.h1} elements h1`);
    check('a title', about.title.trim() ? '' : 'no title');
    const { help } = about;
    check('help is there and can be seen', help.length === 1 && help[0].visible && help[0].text ? '' : `${help.length} blocks`);
    if (help.length === 1) state.places.set(page, help[0].place);
    check('every script carries the hash of its bytes', about.loose.join(' '));
    check('no link opens a window of its own', about.windows.join(' '));
    state.ids.set(page, new Set(about.ids));
    state.links.push(...about.links.map(([element, link, rel]) => ({ page, element, link, rel })));
  });

  const web = { errors: [], foreign: [], headers: [] };
  const ownOnWeb = (url) => url.startsWith(server.url) || (anywhere && url.startsWith(base)) || /^(data|blob):/.test(url);
  await tab({ before: listen(ownOnWeb, web) }, async (page_) => {
    // What starts after the page is loaded.
    await page_.waitForTimeout(100);
    check('no error from a server, nothing against the policy', web.errors.join(' | '));
    check('from a server, no request to another host', web.foreign.join(' '));
    check('no request says where it comes from, or carries a cookie', (await Promise.all(web.headers)).filter(Boolean).join(' '));
    check('nothing is left in the browser', await page_.evaluate(left));
  });
}

/** Follows the links of all pages, as a browser opens them from the disk. */
function checkLinks({ root, base, pages, state, standsAnywhere, fromBase, check }) {
  const problems = new Map(pages.map((page) => [page, []]));
  const top = `${pathToFileURL(root).href}/`;
  for (const { page, element, link: written, rel } of state.links) {
    const link = standsAnywhere(page) && written.startsWith(base)
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
    if (!url.href.startsWith(top)) {
      problems.get(page).push(`${link} leads out of the site`);
      continue;
    }
    const path = fileURLToPath(url);
    const target = decodeURIComponent(url.href.slice(top.length));
    const { ids } = state;
    if (!existsSync(path)) problems.get(page).push(`there is no ${target}`);
    else if (!statSync(path).isFile()) problems.get(page).push(`${target} is a folder: from the disk it opens as a list`);
    else if (anchor && ids.has(target) && !ids.get(target).has(anchor)) problems.get(page).push(`${target} has no #${anchor}`);
  }
  for (const [page, found] of problems) check(page, 'every link opens from the disk', [...new Set(found)].join(' | '));
}

export function end(all) {
  checkLinks(all);
  const { places } = all.state;
  const counts = new Map();
  for (const place of places.values()) counts.set(place, (counts.get(place) ?? 0) + 1);
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [''];
  for (const [page, place] of places) all.check(page, 'help is in the same place', place === usual ? '' : `${place}; elsewhere ${usual}`);
}
