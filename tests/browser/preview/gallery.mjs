// The gallery of mistakes (tests/it/gallery.rs) for the checks in other people's programs.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { REPOSITORY, TODAY } from './desk.mjs';

export const gallery = join(REPOSITORY, 'tests/gallery');

/** The cases that break a file, by name. */
export function cases() {
  const files = readdirSync(gallery).filter((name) => name.endsWith('.toml'));
  const all = files.flatMap((name) => Object.entries(parse(readFileSync(join(gallery, name), 'utf8'))));
  return all.filter(([, one]) => (one.code ?? 1) === 1 && !one.rule && !one.arguments && (one.today ?? TODAY) === TODAY);
}

/** What a file holds with the mistake made; `null` where the file is moved or taken away. */
export function make(one, before) {
  const text = () => before.toString('utf8');
  const bytes = one.hex && Buffer.from(one.hex.replaceAll(' ', ''), 'hex');
  if (one.text !== undefined) return Buffer.from(one.text.repeat(one.times ?? 1));
  if (one.find !== undefined) {
    const [start, end] = text().split(one.find);
    return Buffer.concat([Buffer.from(start), bytes ?? Buffer.from(one.write ?? ''), Buffer.from(end)]);
  }
  if (bytes) return bytes;
  if (one.before !== undefined) return Buffer.from(one.before + text());
  if (one.after !== undefined) return Buffer.from(text() + one.after);
  if (one.line_end !== undefined) return Buffer.from(text().replaceAll('\n', one.line_end));
  return null;
}
