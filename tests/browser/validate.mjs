// Has the Nu HTML checker read every page and style sheet of a built site, in one go.
//
//   node validate.mjs SITE
//
// An error or a warning fails its file, save the few that are let through below. Prints each, then `N passed, N failed`, counted in
// files.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { files } from './site.mjs';

/** What the checker says of what is right, each with the reason why it stays. */
const LET_THROUGH = [
  // Pages are read from the disk here, where there is no server that `'self'` could be; from a server, the browser checks say that
  // nothing is against the policy. Resources of other hosts are not let through.
  /^Resource violates Content Security Policy \(meta tag\): (external script|image) “(?!https?:|\/\/)/,
];
/** Pages that a server shows at any address name their resources by the site's own. */
const FROM_THE_BASE = /^Resource violates Content Security Policy \(meta tag\): external script “https:\/\/packs\.example\//;

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
for (const message of JSON.parse(java.stdout).messages) {
  const path = message.url ? decodeURIComponent(message.url).replace(/^file:/, '').replace(`${root}/`, '') : '?';
  const text = message.message;
  if (LET_THROUGH.some((known) => known.test(text)) || (/(^|\/)404\.html$/.test(path) && FROM_THE_BASE.test(text))) continue;
  failed.add(path);
  const extract = (message.extract ?? '').replaceAll('\n', ' ').trim();
  const [line, column] = [message.firstLine ?? message.lastLine ?? 1, message.firstColumn ?? message.lastColumn ?? 1];
  console.log(`FAILED ${path}:${line}:${column}: ${message.type === 'info' ? 'warning: ' : ''}${text} [${extract}]`);
}
if (all.length === 0) failed.add('no files');
console.log(`${all.length} files read by the Nu HTML checker`);
console.log(`${Math.max(0, all.length - failed.size)} passed, ${failed.size} failed`);
process.exitCode = failed.size ? 1 : 0;
