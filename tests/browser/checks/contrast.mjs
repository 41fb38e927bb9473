// The contrast of every text with what is painted below it, worked out from the colours that the browser uses: 7:1 in light and in
// dark (WCAG 1.4.6, AAA), 4.5:1 in forced colours, where the reader's own colours count, and 7:1 on paper.

const LOOKS = [
  ['in light', { colorScheme: 'light', forcedColors: 'none', media: 'screen' }, 7],
  ['in the dark', { colorScheme: 'dark', forcedColors: 'none', media: 'screen' }, 7],
  ['in forced colours, dark', { colorScheme: 'dark', forcedColors: 'active', media: 'screen' }, 4.5],
  ['in forced colours, light', { colorScheme: 'light', forcedColors: 'active', media: 'screen' }, 4.5],
  ['on paper', { colorScheme: 'light', forcedColors: 'none', media: 'print' }, 7],
];

export async function check({ check, tab }) {
  await tab({}, async (page) => {
    // Narrow, since the button of the menu is there only then; open, so that every text is seen.
    await page.evaluate(() => document.querySelectorAll('details').forEach((e) => (e.open = true)));
    for (const [name, media, least] of LOOKS) {
      await page.emulateMedia(media);
      const { looked, problem } = await page.evaluate((ratio) => globalThis.familypackInside.faint(ratio), least);
      check(`text has ${least}:1 ${name}`, looked > 5 ? problem : `only ${looked} texts`);
    }
  });
}
