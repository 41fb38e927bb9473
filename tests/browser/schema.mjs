// The schemas in the hands of the tool that editors use (taplo): every real file is right, and every mistake of the gallery that a
// schema can express is marked.
//
//   node schema.mjs PROGRAM
//
// Prints what failed, then `N passed, N failed`.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cases, gallery, make } from './preview/gallery.mjs';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const TAPLO = resolve(import.meta.dirname, 'node_modules/.bin/taplo');
// What the shape of a file can say: not what a date, a number or another file would have to be known for.
const EXPRESSIBLE = new Set(['key-missing', 'key-unknown', 'list-empty', 'number-invalid', 'value-empty', 'value-type', 'word-unknown', 'yes-no-invalid']);

const program = process.argv[2];
if (!program || !existsSync(program)) {
  console.error('usage: node schema.mjs PROGRAM');
  process.exit(2);
}

let passed = 0;
const failed = [];
const check = (what, good, seen = '') => {
  if (good) passed += 1;
  else failed.push(`${what}${seen ? `: ${seen}` : ''}`);
};

/** The files that taplo finds wrong, of those in a folder with settings. */
function lint(folder, files) {
  const run = spawnSync(TAPLO, ['lint', ...files], { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  const said = `${run.stdout}${run.stderr}`;
  const wrong = new Set([...said.matchAll(/invalid file .*path="([^"]+)"/g)].map(([, path]) => path));
  return { wrong, said, code: run.status };
}

const tomls = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.toml') && entry.name !== '.taplo.toml')
  .map((entry) => join(entry.parentPath, entry.name));

const folder = mkdtempSync(join(tmpdir(), 'familypack-schema-'));
try {
  // The real files, as an editor has them: with the settings that `familypack schema` writes.
  const real = join(folder, 'real');
  for (const name of ['familypack.toml', 'content', 'establishments']) cpSync(join(REPOSITORY, name), join(real, name), { recursive: true });
  check('the schemas are written', spawnSync(program, ['schema', '--root', real]).status === 0);
  const all = lint(real, tomls(real));
  check('every real file is right', all.code === 0 && all.wrong.size === 0, all.said.slice(0, 3000));
  for (const file of tomls(real)) check(`${file} is right`, !all.wrong.has(file));

  // The mistakes, each in a workspace of its own; one run for all of them.
  const made = [];
  for (const [name, one] of cases()) {
    const file = one.file ?? 'establishments/northmoor/establishment.toml';
    const told = readFileSync(join(gallery, 'messages', `${name}.txt`), 'utf8');
    const codes = [...told.matchAll(/^error: .* \[([a-z-]+)\]$/gm)].map(([, code]) => code);
    if (!file.endsWith('.toml') || codes.length === 0 || !codes.every((code) => EXPRESSIBLE.has(code))) continue;
    const root = join(folder, 'cases', name);
    const there = join(gallery, 'workspace', file);
    const before = existsSync(there) ? readFileSync(there) : null;
    const after = make(one, before);
    if (after === null) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), after);
    made.push([name, join(root, file), codes]);
  }
  const settings = readFileSync(join(real, '.taplo.toml'), 'utf8').replaceAll('include = ["', 'include = ["cases/*/');
  writeFileSync(join(folder, '.taplo.toml'), settings);
  cpSync(join(real, 'schemas'), join(folder, 'schemas'), { recursive: true });
  const { wrong } = lint(folder, made.map(([, file]) => file));
  check('many mistakes are of a kind that a schema can express', made.length >= 40, made.length);
  for (const [name, file, codes] of made) check(`${name} (${codes}) is marked`, wrong.has(file));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const what of failed) console.log(`FAILED ${what}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
