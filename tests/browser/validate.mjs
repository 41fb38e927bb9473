// Has the Nu HTML checker read every page and style sheet of a built site, in one go.
//
//   node validate.mjs SITE
//
// Prints every error, and each warning once, then `N passed, N failed`, counted in files.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { files } from './site.mjs';

/** Correct CSS that the checker does not know yet: each with the reason why it stays. */
const UNKNOWN_TO_THE_CHECKER = [];

const [site] = process.argv.slice(2);
if (!site || !existsSync(site)) {
  console.error('usage: node validate.mjs SITE');
  process.exit(2);
}
const root = resolve(site);
const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
const all = files(root, '.html', '.css', '.svg');
const paths = all.map((file) => join(root, file));
const kinds = ['--also-check-css', '--also-check-svg'];
const java = spawnSync('java', ['-Xss4m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', ...kinds, ...paths], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
if (java.error || java.status !== 0) {
  console.log(`FAILED the checker does not run: ${java.error ?? java.stderr}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const failed = new Set();
const warnings = new Map();
for (const message of JSON.parse(java.stdout).messages) {
  const path = message.url ? decodeURIComponent(message.url).replace(/^file:/, '').replace(`${root}/`, '') : '?';
  const text = message.message;
  if (message.type === 'info') {
    warnings.set(text, [...(warnings.get(text) ?? []), path]);
  } else if (!UNKNOWN_TO_THE_CHECKER.some((known) => known.test(text))) {
    failed.add(path);
    const extract = (message.extract ?? '').replaceAll('\n', ' ').trim();
    console.log(`FAILED ${path}:${message.firstLine ?? message.lastLine ?? 1}:${message.firstColumn ?? message.lastColumn ?? 1}: ${text} [${extract}]`);
  }
}
for (const [text, where] of warnings) console.log(`look at ${where.length} places (${where[0]}): ${text}`);
if (all.length === 0) failed.add('no files');
console.log(`${all.length} files read by the Nu HTML checker`);
console.log(`${Math.max(0, all.length - failed.size)} passed, ${failed.size} failed`);
process.exitCode = failed.size ? 1 : 0;
