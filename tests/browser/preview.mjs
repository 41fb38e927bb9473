// The preview while somebody edits, in Chromium, on a workspace of its own.
//
//   node preview.mjs PROGRAM [edits tools mistakes safe ...]
//
// Prints what failed, then `N passed, N failed`.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { edits } from './preview/edits.mjs';
import { mistakes } from './preview/mistakes.mjs';
import { safe } from './preview/safe.mjs';
import { tools } from './preview/tools.mjs';
import { tutorial } from './preview/tutorial.mjs';
import { withBrowser } from './site.mjs';

const PARTS = { edits, tools, mistakes, safe, tutorial };
const [program, ...chosen] = process.argv.slice(2);
if (!program || !existsSync(program) || chosen.some((name) => !PARTS[name])) {
  console.error(`usage: node preview.mjs PROGRAM [${Object.keys(PARTS).join(' ')}]`);
  process.exit(2);
}

let passed = 0;
const failed = [];
await withBrowser(async (browser) => {
  for (const [name, part] of Object.entries(PARTS).filter(([name]) => !chosen.length || chosen.includes(name))) {
    const began = Date.now();
    const check = (what, good, seen = '') => {
      if (good) passed += 1;
      else failed.push(`${name}: ${what}${seen === '' ? '' : `: ${seen}`}`);
    };
    await part(browser, resolve(program), check).catch((error) => failed.push(`${name}: ${error.stack}`));
    console.log(`${name}: ${Math.round((Date.now() - began) / 1000)} s`);
  }
});
for (const what of failed) console.log(`FAILED ${what}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
