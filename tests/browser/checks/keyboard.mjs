// By keyboard alone: every link and control of each type of page is reached by Tab, in the order of the page, with a focus that is
// seen and not hidden; the way past the top comes first; and what is pressed in a hurry is large enough for a finger.

export const pages = 'types';
/** Each press waits for the next frame, and leaves the machine idle meanwhile. */
export const atOnce = 5;

/** More than any page has. */
const MOST = 1500;
/** WCAG 2.5.5 (AAA): what must not be missed by a finger. */
const ACTIONS = [
  'summary', 'button', 'input:not([type=hidden], [type=checkbox], [type=radio])', 'select', '.exit a', '.safety-strip a', '.card p:first-child a',
  ':is(.safety, .contact, .glance) .phone', '.skip:focus',
].join(', ');

async function walk(page, context, check, where) {
  const session = await context.newCDPSession(page);
  const stops = [];
  for (let count = 0; count < MOST; count++) {
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 });
    const stop = await page.evaluate(() => globalThis.familypackInside.focused());
    if (!stop) break;
    stops.push(stop);
  }
  check(`${where}: the Tab key comes to an end`, stops.length < MOST ? '' : `${stops.length} stops`);
  const { count, missed, wrong } = await page.evaluate(() => globalThis.familypackInside.order());
  check(`${where}: every link and control is reached`, missed || (count > 3 ? '' : `only ${count}`));
  check(`${where}: in the order of the page`, wrong);
  const bad = stops.filter((stop) => stop.problem);
  check(`${where}: the focus is always seen`, bad.slice(0, 4).map((stop) => `${stop.name}: ${stop.problem}`).join(' | '));
  const skip = stops.findIndex((stop) => stop.skip);
  const exits = stops.slice(0, Math.max(0, skip)).every((stop) => stop.exit);
  check(`${where}: the way past the top comes first`, skip >= 0 && exits ? '' : `it is stop ${skip + 1}`);
}

export async function check({ check, tab, NARROW, WIDE }) {
  const looks = [
    [NARROW, 'dark', 'at 320 px, in the dark, with all parts open', 'details'],
    [WIDE, 'light', 'at 1280 px', 'main details'],
  ];
  for (const [viewport, colorScheme, where, opened] of looks) {
    await tab({ viewport, colorScheme }, async (page, context) => {
      const small = (selector, size) => page.evaluate((o) => globalThis.familypackInside.small(o.selector, o.size), { selector, size });
      check(`${where}: what is pressed in a hurry has 44 px`, await small(ACTIONS, 44));
      await page.evaluate((selector) => document.querySelectorAll(selector).forEach((e) => (e.open = true)), opened);
      await walk(page, context, check, where);
    });
  }
  await tab({}, async (page) => {
    await page.locator('.skip').focus();
    check('the way past the top is seen when it has the focus', await page.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      return box.top >= 0 && box.height >= 24 && getComputedStyle(document.activeElement).clipPath === 'none' ? '' : 'it is not';
    }));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    check('it leads past the menu', await page.evaluate(() => {
      const main = document.querySelector('main');
      const e = document.activeElement;
      const after = main.contains(e) || main.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
      return after ? '' : globalThis.familypackInside.named(e);
    }));
    const summary = page.locator('.menu summary');
    if (await summary.count()) {
      await summary.focus();
      await page.keyboard.press('Enter');
      check('the menu opens by keyboard', (await page.locator('.menu details[open]').count()) ? '' : 'it does not');
      await page.keyboard.press('Tab');
      check('its first link comes next', await page.evaluate(() => (document.activeElement.closest('.menu ul') ? '' : document.activeElement.outerHTML.slice(0, 80))));
    }
  });
}
