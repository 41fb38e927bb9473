// What makes a pack open without a network. The build puts one line before these, which says what this release holds:
//
//   const PACK = { version, pages, scripts, drawings, editions: [{ folder, offline, first, saved }] };
//
// version   changes with any file of the pack
// pages     what a phone may save, by its name in the pack's folder; nothing else is ever saved, so a page that must leave no
//           trace is never named here
// scripts   what these pages load
// drawings  the pictures on them
// editions  for each language: its folder (empty, or `cy/`), the page shown in place of one that is not saved, the pages
//           saved at the first visit, and the line over a saved page, with `{date}` in the place of the day it was built
//
// A page always comes from the network where there is one: a saved one is shown only when nothing comes, or nothing comes in
// time, and then says on which day it was made. Nothing about a visit is sent or counted.

const SCOPE = self.registration.scope;
/** Each pack has caches of its own: they all live under one address. */
const CACHES = `familypack ${SCOPE} `;
const CACHE = CACHES + PACK.version;
/** How long a new page may take before a saved one is shown, in milliseconds. */
const WAIT = 4000;
/** The day on which a page was made, as its head says it where the page may be saved; or nothing. */
const built = (html) => /\bcontent="?([^">]+)/.exec(/<meta\b[^>]*\bname="?built\b[^>]*>/.exec(html)?.[0])?.[1];

/** The name of a file in the pack's folder, or null. Some servers leave out `index.html` and the ending. */
function nameOf(address) {
  const { origin, pathname } = new URL(address);
  const path = origin + pathname;
  if (!path.startsWith(SCOPE)) return null;
  const name = path.slice(SCOPE.length);
  if (name === '' || name.endsWith('/')) return `${name}index.html`;
  return /\.\w+$/.test(name) ? name : `${name}.html`;
}

/** The language that a page is in. */
function editionOf(name) {
  const of = PACK.editions.filter(({ folder }) => name.startsWith(folder));
  return of.reduce((best, one) => (one.folder.length > best.folder.length ? one : best), of[0] ?? PACK.editions[0]);
}

/** A page that the network gives now, not one that the browser kept. */
const fresh = (request) => fetch(request, { cache: 'no-cache' });

/**
 * Saves a page where it may be saved, and returns its text; forgets what was saved of one that is gone, or that may not be saved
 * any more.
 */
async function save(name, response) {
  const cache = await caches.open(CACHE);
  const html = response.ok ? await response.text() : '';
  if (PACK.pages.includes(name) && built(html)) {
    const headers = new Headers(response.headers);
    headers.delete('Content-Encoding');
    headers.delete('Content-Length');
    await cache.put(SCOPE + name, new Response(html, { headers }));
    return html;
  }
  if (response.ok ? !PACK.pages.includes(name) : [404, 410].includes(response.status)) {
    await cache.delete(SCOPE + name);
  }
  return '';
}

/** The saved page with the line that says so at its top, or nothing. */
async function saved(name, edition = editionOf(name)) {
  const found = await (await caches.open(CACHE)).match(SCOPE + name);
  if (!found) return undefined;
  const html = await found.text();
  const line = edition.saved.replace('{date}', () => built(html));
  const marked = html.replace(/<body\b[^>]*>/, (body) => `${body}<div class="banner" role="status"><p>${line}</p></div>`);
  return new Response(marked, { headers: found.headers });
}

async function page(event, name) {
  const asked = fresh(event.request);
  event.waitUntil(asked.then((response) => save(name, response.clone())).catch(() => {}));
  const copy = () => saved(name);
  try {
    const answer = await Promise.race([asked.then((response) => response.clone()), new Promise((done) => setTimeout(done, WAIT))]);
    if (answer && answer.status < 500) return answer;
    return (await copy()) ?? (await asked).clone();
  } catch {
    return (await copy()) ?? (await saved(editionOf(name).offline, editionOf(name))) ?? Response.error();
  }
}

/** A script or drawing is kept: its name changes with its content. */
async function kept(request, name) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(SCOPE + name);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await cache.put(SCOPE + name, response.clone());
  return response;
}

/** What is saved before anyone asks for it. Data costs money: a phone that saves data gets no more than it has open. */
async function install() {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows.map(({ url }) => nameOf(url)).filter((name) => PACK.pages.includes(name));
  const { saveData, effectiveType } = self.navigator.connection ?? {};
  const sparing = saveData || /2g/.test(effectiveType);
  const used = new Set(open.length ? open.map(editionOf) : PACK.editions.slice(0, 1));
  const first = sparing ? [] : [...used].flatMap((edition) => edition.first);
  const cache = await caches.open(CACHE);
  const get = async (name) => save(name, await fresh(SCOPE + name));
  // A drawing is saved with the page that is open, later with each page that is opened.
  const getOpen = async (name) => {
    const html = await get(name);
    await cache.addAll(PACK.drawings.filter((drawing) => html.includes(drawing)).map((drawing) => SCOPE + drawing));
  };
  // Without the page that says what to do, there is no point in a worker; without the others, there is.
  await Promise.all([...used].map(({ offline }) => get(offline)));
  await Promise.allSettled([
    ...[...new Set(open)].map(getOpen),
    ...first.filter((name) => !open.includes(name)).map(get),
    ...PACK.scripts.map((name) => cache.add(SCOPE + name)),
  ]);
  await self.skipWaiting();
}

/** Takes over what earlier releases saved and this one may still save, each with its own day on it; deletes the rest. */
async function activate() {
  const cache = await caches.open(CACHE);
  const earlier = (await caches.keys()).filter((key) => key.startsWith(CACHES) && key !== CACHE);
  for (const key of earlier) {
    const old = await caches.open(key);
    for (const request of await old.keys()) {
      const keep = PACK.pages.includes(nameOf(request.url)) && !(await cache.match(request));
      if (keep) await cache.put(request, await old.match(request));
    }
    await caches.delete(key);
  }
  await self.clients.claim();
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const name = request.method === 'GET' ? nameOf(request.url) : null;
  if (name === null) return;
  if (request.mode === 'navigate' && name.endsWith('.html')) event.respondWith(page(event, name));
  else if (PACK.scripts.includes(name) || PACK.drawings.includes(name)) event.respondWith(kept(request, name));
});
