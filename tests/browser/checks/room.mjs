// Nothing is cut, covered or pushed out of a page: at 320 px, at 1280 px, at 400% zoom, with wide text spacing, with text twice as
// large, and with the menu open.

/** WCAG 1.4.12: what readers may set without losing anything. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }`;

/** Adds a style sheet in a way that no policy of the page's own forbids; runs in the page. */
function style(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}

const problems = (page) => page.evaluate(() => {
  const { wide, cut, overlaps } = globalThis.familypackInside;
  return [wide(), cut(), overlaps()].filter(Boolean).join(' | ');
});
const openAll = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((e) => (e.open = true)));
const closeMenu = (page) => page.evaluate(() => document.querySelectorAll('.menu details').forEach((e) => (e.open = false)));

export async function check({ check, tab, NARROW, WIDE }) {
  await tab({}, async (page, context) => {
    check('all has its room at 320 px', await problems(page));
    await openAll(page);
    check('all has its room at 320 px with all parts open', await problems(page));
    await page.evaluate(style, SPACING);
    check('all has its room at 320 px with wide text spacing', await problems(page));
    await page.evaluate(style, '');
    const session = await context.newCDPSession(page);
    // 16 px is what browsers start from: the reader has set twice as much.
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    check('all has its room at 320 px with text twice as large', await problems(page));
    await page.setViewportSize(WIDE);
    check('all has its room at 1280 px with text twice as large', await problems(page));
    await session.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
    await closeMenu(page);
    check('all has its room at 1280 px', await problems(page));
    await page.evaluate(style, SPACING);
    check('all has its room at 1280 px with wide text spacing', await problems(page));
    await page.setViewportSize(NARROW);
  });
  // WCAG 1.4.10: a window of 1280 x 1024 at 400% is one of 320 x 256 CSS pixels, each of 4 x 4 dots.
  await tab({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, async (page) => {
    check('all has its room at 400% zoom', await problems(page));
    const stuck = await page.evaluate(() => globalThis.familypackInside.stuck());
    check('at 400% zoom what does not scroll leaves two thirds of the window', stuck <= 1 / 3 ? '' : `${(stuck * 100).toFixed(0)}% are covered`);
  });
}
