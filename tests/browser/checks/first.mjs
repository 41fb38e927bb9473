// A first visit to the two pages that families open most: what they need first is seen at once on a small phone, in one request of
// at most 14 KiB, and nothing moves while the rest comes.

import { serve } from '../serve.mjs';

export const pages = (page) => /^[^/]+\/(index|visiting)\.html$/.test(page);

/** The letters of most phones. Those of a bare Debian are a sixth wider, and stand on no phone. */
const LETTERS = 'Roboto';
/** The smallest phone: an iPhone of 2012, and most of the cheapest since. */
const PHONE = { width: 320, height: 568 };
const WIDE = { width: 1280, height: 900 };
/** What the first flight of ten packets of TCP carries (RFC 6928). */
const MOST_BYTES = 14 * 1024;
const LATE_MS = 1200;

/** What stands in the first view; runs in the page. */
function firstView() {
  const inside = (element) => {
    const boxes = element ? [...element.getClientRects()] : [];
    return boxes.length > 0 && boxes.every((box) => box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth);
  };
  const glance = document.querySelector('.glance');
  const strip = document.querySelector('.safety-strip');
  const help = document.querySelector('.safety');
  const problems = [];
  if (scrollY !== 0) problems.push('it is scrolled');
  if (!strip || !inside(strip)) problems.push('the strip of help is not');
  if (strip) {
    const numbers = [...strip.querySelectorAll('a[href^="tel:"]')];
    if (!numbers.length || !numbers.every(inside)) problems.push('the numbers of the strip are not');
    if (!strip.querySelector(`a[href="#${help?.id}"]`)) problems.push('the strip does not lead to all of the help');
    // Each tier of help gives its first number in the strip; where it knows none, it leads to who can say it.
    for (const tier of help ? help.querySelectorAll('.danger, .urgent') : []) {
      const own = [...tier.querySelectorAll('a[href^="tel:"]')].map((a) => a.getAttribute('href'));
      if (!own.some((href) => numbers.some((a) => a.getAttribute('href') === href))) problems.push(`no number of "${tier.textContent.slice(0, 40)}" is`);
    }
    if (!help || help.querySelectorAll('.danger, .urgent').length < 2) problems.push('there are no two tiers of help');
  }
  if (!glance) problems.push('what is needed first is not');
  else {
    const rows = [...glance.querySelectorAll('.summary > div')];
    if (rows.length < 2 || !rows.every(inside)) problems.push(`the number to ring and the next visits are not: ${rows.map((row) => Math.round(row.getBoundingClientRect().bottom))}`);
    const [number] = glance.querySelectorAll('a[href^="tel:"], a[href^="mailto:"], a[href^="http"], a[href$=".html"]');
    if (!number || !inside(number)) problems.push('no way to ask or book is');
    const visits = rows.at(-1)?.innerText ?? '';
    if (!/\d|not know|no visits/i.test(visits)) problems.push(`the next visits are not said: "${visits}"`);
    if (!glance.querySelector('.checked, .not-checked')) problems.push('when it was checked is not said');
  }
  return problems.join(', ');
}

/** Sets the page in letters that must be on this machine; runs in the page. */
function set(letters) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`html { font-family: "${letters}", monospace !important }`);
  document.adoptedStyleSheets = [sheet];
  const width = (text) => {
    const span = document.body.appendChild(document.createElement('span'));
    span.textContent = text;
    const { width: all } = span.getBoundingClientRect();
    span.remove();
    return all;
  };
  return width('iiii') === width('WWWW') ? `${letters} is not on this machine` : '';
}

/** Keeps how far things moved by themselves; must run before the page does. */
function watch() {
  globalThis.familypackMoved = [];
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
      const what = sources?.map(({ node }) => node?.outerHTML?.slice(0, 60) ?? node?.nodeName).join(', ');
      if (!hadRecentInput) globalThis.familypackMoved.push({ value, said: `${value.toFixed(4)}: ${what}` });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/**
 * A hundredth of what Web Vitals call good (0.1). On a busy machine Chromium sometimes paints a page before all of it was
 * read, and a line of text that goes on then moves by a ten-thousandth or so: no eye sees it. A thing that comes late, one
 * line high, moves what is below it by more than twenty times this.
 */
const MOST_MOVED = 0.001;

async function stillness(tab, check) {
  for (const [viewport, where] of [[PHONE, 'on a phone'], [WIDE, 'on a wide window']]) {
    for (const foot of [false, true]) {
      // Scripts that come late find a page that is being read; at its foot, too.
      const before = async (page) => {
        await page.addInitScript(watch);
        await page.route('**/*.js', async (route) => {
          await new Promise((done) => setTimeout(done, LATE_MS));
          await route.continue();
        });
        if (foot) await page.addInitScript(() => setTimeout(() => scrollTo(0, document.documentElement.scrollHeight), 500));
      };
      await tab({ viewport, before }, async (page) => {
        await page.waitForTimeout(300);
        const moved = await page.evaluate(() => globalThis.familypackMoved);
        const sum = moved.reduce((all, { value }) => all + value, 0);
        const said = sum > MOST_MOVED ? moved.map((one) => one.said).join(' | ') : '';
        check(`nothing moves ${where}${foot ? ' at its foot' : ''} when scripts come late`, said);
      });
    }
  }
}

/** Everything that a first visit loads until its end, in bytes on the line, and what the service worker saves afterwards. */
async function weigh(tab, check, page, root) {
  const seen = [];
  const before = async (one, context) => {
    const session = await context.newCDPSession(one);
    await session.send('Network.enable');
    const named = new Map();
    session.on('Network.responseReceived', ({ requestId, response }) => named.set(requestId, response.url));
    // With its headers, as it comes over the line.
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      seen.push({ url: named.get(requestId) ?? '?', bytes: encodedDataLength });
    });
  };
  await tab({ before }, (one) => one.waitForTimeout(100));
  const sum = seen.reduce((all, { bytes }) => all + bytes, 0);
  const list = seen.map(({ url, bytes }) => `${url.split('/').pop()} ${bytes}`).join(', ');
  const saved = { list: [], sum: 0 };
  const log = ({ path, bytes }) => {
    saved.list.push(path);
    saved.sum += bytes;
  };
  // What its service worker saves for later, on a server of its own.
  const own = await serve(root, { log });
  await tab({ workers: true, server: own }, async (one) => {
    const loaded = saved.sum;
    await one.evaluate(async () => {
      const done = (await navigator.serviceWorker.getRegistration()) ?? (await Promise.race([navigator.serviceWorker.ready, new Promise((r) => setTimeout(r, 5000))]));
      if (done?.installing) await new Promise((r) => done.installing.addEventListener('statechange', r));
    });
    await one.waitForTimeout(200);
    saved.sum -= loaded;
  });
  await own.stop();
  console.log(`${page}: ${sum} of ${MOST_BYTES} bytes until it is loaded (${list}); ${saved.sum} saved for later`);
  check('a first visit fits 14 KiB', seen.some(({ url }) => url.endsWith(page)) && sum <= MOST_BYTES ? '' : `${sum} bytes: ${list}`);
}

/** The page looks the same where nothing but its first request is answered. */
async function alone(tab, check) {
  const look = async (viewport, colorScheme, block) => {
    const before = (page) => (block ? page.route('**/*', (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort())) : undefined);
    return tab({ viewport, colorScheme, before }, async (page) => {
      await page.waitForTimeout(100);
      return { picture: await page.screenshot(), height: await page.evaluate(() => document.querySelector('.foot').getBoundingClientRect().top) };
    });
  };
  for (const [viewport, colorScheme] of [[PHONE, 'light'], [WIDE, 'dark']]) {
    const [all, first] = [await look(viewport, colorScheme, false), await look(viewport, colorScheme, true)];
    const same = all.picture.equals(first.picture) && all.height === first.height;
    check(`one request is enough to show it at ${viewport.width} px, ${colorScheme}`, same ? '' : `it looks different: ${all.height} and ${first.height} px to its foot`);
  }
}

export async function check({ check, tab, page, root }) {
  for (const colorScheme of ['light', 'dark']) {
    await tab({ viewport: PHONE, colorScheme, isMobile: true, hasTouch: true }, async (one) => {
      const missing = await one.evaluate(set, LETTERS);
      check(`in the first view of a small phone, ${colorScheme}`, missing || (await one.evaluate(firstView)));
    });
  }
  await weigh(tab, check, page, root);
  await alone(tab, check);
  await stillness(tab, check);
}
