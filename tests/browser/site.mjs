// What the checks and the screenshots share: the pages of a built site, and Chromium.

import { mkdtempSync, readdirSync, rmSync, accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative, sep } from 'node:path';
import { chromium } from 'playwright-core';

/** Every file of the site with one of the endings, as a path below it, sorted. */
export function files(site, ...endings) {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

/** One page of each type: each name once, from the pack named `preferred` where it has it. */
export function types(pages, preferred) {
  const first = (page) => Number(!page.startsWith(`${preferred}/`));
  const seen = new Map();
  for (const page of [...pages].sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1))) {
    const below = page.includes('/') ? `pack/${page.slice(page.indexOf('/') + 1)}` : page;
    if (!seen.has(below)) seen.set(below, page);
  }
  return [...seen.values()].sort();
}

/** The machine's own Chromium: none is ever downloaded. */
export function executable() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error('there is no chromium on this machine: install the package `chromium`');
}

/** Starts Chromium with an empty profile, gives it to `work`, and removes both. */
export async function withBrowser(work) {
  const profile = mkdtempSync(join(tmpdir(), 'familypack-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable(),
    headless: true,
    args: [
      '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-quic', '--force-color-profile=srgb',
    ],
  });
  try {
    return await work(context.browser() ?? context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Calls `work` with every item, some at a time. */
export async function each(items, atOnce, work) {
  const queue = items.entries();
  const worker = async (number) => {
    for (const [, item] of queue) await work(item, number);
  };
  await Promise.all(Array.from({ length: atOnce }, (_, number) => worker(number)));
}
