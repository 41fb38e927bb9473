// axe-core finds nothing at all in any page: WCAG 2.2 A, AA and what it can tell of AAA, and its best practice; narrow and wide, in
// light and in dark. Rules that do not read colours find the same in the dark, and are asked once.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Rules of AAA, which axe-core leaves out unless they are named. */
const ALSO = { 'color-contrast-enhanced': { enabled: true }, 'identical-links-same-purpose': { enabled: true }, 'meta-refresh-no-exceptions': { enabled: true } };
const COLOURS = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function found(tab, colours) {
  const options = {
    runOnly: colours ? { type: 'rule', values: COLOURS } : { type: 'tag', values: TAGS },
    rules: colours ? {} : ALSO,
    resultTypes: ['violations'],
    preload: false,
  };
  const { violations } = await tab.evaluate((o) => globalThis.axe.run(document, o), options);
  const where = (violation) => violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ');
  return violations.map((v) => `${v.id} (${v.impact}): ${v.help} at ${v.nodes.length} places: ${where(v)}`).join(' | ');
}

export async function check({ check, tab, NARROW, WIDE }) {
  await tab({}, async (page) => {
    await page.evaluate(source);
    for (const [viewport, width] of [[NARROW, 320], [WIDE, 1280]]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: 'light' });
      check(`axe-core at ${width} px`, await found(page, false));
      await page.emulateMedia({ colorScheme: 'dark' });
      check(`axe-core at ${width} px in the dark`, await found(page, true));
    }
  });
}
