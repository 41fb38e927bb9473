// Leaves the pages that may put a reader at risk, in Chromium, in every way that they offer.
//
//   node exit.mjs SITE
//
// The site stands on loopback. The address that the way out leads to is answered here and never reached. Prints what failed,
// then `N passed, N failed`.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { files, withBrowser } from './site.mjs';
import { serve } from './serve.mjs';

const [site] = process.argv.slice(2);
if (!site || !existsSync(site)) {
  console.error('usage: node exit.mjs SITE');
  process.exit(2);
}
const PHONE = { width: 320, height: 568 };
const ELSEWHERE = 'https://www.bbc.co.uk/weather';
const PACK = 'exampleford';
const pages = files(resolve(site), '.html').filter((page) => /\/help-\d+\.html$/.test(page));

let passed = 0;
const failed = [];
function check(name, good, seen = '') {
  if (good) passed += 1;
  else failed.push(`${name}${seen === '' ? '' : `: ${seen}`}`);
}

/** Opens a window, and gives it to `work` with what is asked of the place that the way out leads to. */
async function visit(browser, options, work) {
  const context = await browser.newContext({ viewport: PHONE, ...options });
  const asked = [];
  await context.route(/^https:/, (route) => {
    asked.push(route.request());
    const answer = { status: 200, contentType: 'text/html', body: '<!doctype html><title>Elsewhere</title><p>Fine and dry' };
    return new Promise((done) => setTimeout(done, options?.slow ?? 0)).then(() => route.fulfill(answer)).catch(() => {});
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => failed.push(`a script fails: ${error.message}`));
  try {
    await work(page, asked, context);
  } finally {
    await context.close();
  }
}

const { url: address, stop } = await serve(site);
const page1 = `${address}${PACK}/help-1.html`;
const home = `${address}${PACK}/index.html`;
const away = (page) => page.waitForURL(ELSEWHERE, { timeout: 5000 }).then(() => true, () => false);
const focused = () => document.activeElement?.closest('.exit') !== null;

await withBrowser(async (browser) => {
  for (const path of pages) {
    await visit(browser, {}, async (page) => {
      await page.goto(address + path);
      await page.keyboard.press('Tab');
      check(`${path}: the first key press reaches the way out`, await page.evaluate(focused));
      const size = await page.locator('.exit p a').boundingBox();
      check(`${path}: it is large`, size.width >= 300 && size.height >= 44, JSON.stringify(size));
      const title = await page.title();
      check(`${path}: the window's title tells nothing`, !/prison|HMP|abuse|contact|hurt|trace/i.test(title), title);
      check(`${path}: nothing is saved`, (await page.locator('meta[name=built]').count()) === 0);
      // The same pages of other packs have the same links.
      if (path.startsWith(`${PACK}/`)) check(`${path}: focus is never hidden`, ...(await covered(page)));
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      check(`${path}: it stays in reach at the end`, await page.locator('.exit p a').evaluate((a) => a.getBoundingClientRect().top === 0));
    });
  }

  await visit(browser, { javaScriptEnabled: false }, async (page, asked) => {
    await page.goto(page1);
    await page.locator('.exit p a').click();
    check('without scripts, a click leaves', await away(page), page.url());
    check('the next site is not told from where', asked[0].headers().referer === undefined, asked[0].headers().referer);
  });

  await visit(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(page1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    check('without scripts, the Enter key leaves', await away(page), page.url());
  });

  await visit(browser, {}, async (page, asked) => {
    await page.goto(home);
    await page.goto(page1);
    const before = await page.evaluate(() => history.length);
    await page.locator('.exit p a').click();
    check('a click leaves', await away(page), page.url());
    check('the page is replaced in the history', (await page.evaluate(() => history.length)) === before);
    check('the next site is not told from where, by a script too', asked[0].headers().referer === undefined);
    await page.goBack();
    check('the way back does not show the page', page.url() === home, page.url());
  });

  await visit(browser, {}, async (page) => {
    await page.goto(page1);
    await page.waitForLoadState();
    const said = () => page.locator('.exit [role=status]').textContent();
    await page.keyboard.press('Shift');
    check('a first press of Shift is said', /2 more times/.test(await said()), await said());
    await page.keyboard.press('Shift');
    check('a second press is said', /1 more time to/.test(await said()), await said());
    await page.keyboard.press('ArrowDown');
    check('another key between is said', /still on this page/.test(await said()), await said());
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
    await page.keyboard.press('a');
    await page.keyboard.press('Shift');
    await page.waitForTimeout(300);
    check('other keys between begin again', page.url() === page1, page.url());
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
    check('Shift three times leaves', await away(page), page.url());
  });

  await visit(browser, {}, async (page) => {
    await page.goto(page1);
    await page.keyboard.down('Shift');
    await page.keyboard.down('Shift');
    await page.keyboard.down('Shift');
    await page.waitForTimeout(300);
    check('Shift held down does not leave', page.url() === page1, page.url());
  });

  await visit(browser, { slow: 3000 }, async (page) => {
    await page.goto(page1);
    // Asked in the same moment, after the page's own answer to the click.
    let seen = {};
    await page.exposeFunction('report', (state) => { seen = state; });
    await page.evaluate(() => addEventListener('click', () => report({
      text: document.body.textContent.trim(), hidden: document.documentElement.hidden, title: document.title,
    })));
    await page.locator('.exit p a').click({ noWaitAfter: true });
    await page.waitForTimeout(300);
    check('a slow line is slow', page.url() === page1, page.url());
    check('on a slow line nothing stays on the screen', seen.hidden && seen.text === '', JSON.stringify(seen));
    check('nor in the title of the window', seen.title === 'www.bbc.co.uk', seen.title);
    check('and it leaves in the end', await away(page), page.url());
  });

  await visit(browser, {}, async (page) => {
    const answer = await page.goto(page1);
    check('no browser keeps the page', answer.headers()['cache-control'] === 'no-store', answer.headers()['cache-control']);
    await page.emulateMedia({ media: 'print' });
    check('on paper there is no way out', !(await page.locator('.exit').isVisible()));
  });

  await visit(browser, { viewport: { width: 320, height: 256 } }, async (page) => {
    await page.goto(page1);
    check('at 400% focus is never hidden', ...(await covered(page)));
  });
});
await stop();

/** Goes through a page with the Tab key, both ways; tells whether the way out ever lies over what has the focus (WCAG 2.4.11). */
async function covered(page) {
  const under = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element.closest('.exit')) return '';
    const bar = document.querySelector('.exit').getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return box.top < bar.bottom - 1 ? `${element.textContent.trim()} at ${box.top}, under ${bar.bottom}` : '';
  };
  const steps = await page.locator('a, summary, button, input').count();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let step = 0; step < steps; step += 1) {
      await page.keyboard.press(key);
      const seen = await page.evaluate(under);
      if (seen) return [false, `${key}: ${seen}`];
    }
  }
  return [true];
}

for (const one of failed) console.log(`failed: ${one}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
