// Checks in Chromium what readers find their way by: the directory, chosen from by topic and audience without a script, and the
// front page of a fleet of 120 made-up prisons, with and without scripts.
//
//   node find.mjs SITE --program FAMILYPACK [--root FOLDER]
//
// SITE is a built site; --program builds the fleet, from the sample establishment of the workspace in --root. Prints what failed,
// then `N passed, N failed`.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serve } from './serve.mjs';
import { withBrowser } from './site.mjs';

const NARROW = { width: 320, height: 640 };
/** With one real pack that is a draft. */
const FLEET = 120;
const DRAFT = 'bure';
const TODAY = '2026-11-22';

const [site, ...options] = process.argv.slice(2);
const value = (name, otherwise) => (options.includes(name) ? options[options.indexOf(name) + 1] : otherwise);
const root = resolve(value('--root', join(dirname(fileURLToPath(import.meta.url)), '../..')));
const program = value('--program', '');
if (!site || !existsSync(site) || !existsSync(program)) {
  console.error('usage: node find.mjs SITE --program FAMILYPACK [--root FOLDER]');
  process.exit(2);
}

const results = [];
/** Counts a check; `problem` is empty where it passed. */
const check = (name, problem) => results.push({ name, problem });
const same = (name, found, wanted) => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  check(name, a === b ? '' : `found ${a}, wanted ${b}`);
};

// --- The directory ----------------------------------------------------------------------------------------------------------

/** The entries of a directory's file that can help: what the checks hold the page against. */
function entries(file) {
  const parts = readFileSync(file, 'utf8').split(/^(?=\[\[?)/m);
  const found = [];
  let last;
  for (const part of parts) {
    if (/^\[\[(entry|directory)\]\]/.test(part)) {
      const text = (key) => part.match(new RegExp(`^${key} = "([^"]*)"`, 'm'))?.[1];
      const list = (key) => [...(part.match(new RegExp(`^${key} = \\[([^\\]]*)\\]`, 'm'))?.[1] ?? '').matchAll(/"([^"]*)"/g)].map((m) => m[1]);
      last = { id: text('id'), state: text('state'), topics: list('topics'), audiences: list('for_whom'), reached: /^(web|email) = /m.test(part) };
      found.push(last);
    } else if (/^\[\[(entry|directory)\.phone\]\]/.test(part)) last.reached = true;
  }
  // What only adds to a national entry has no state.
  return found.filter(({ state, reached }) => state === 'open' || (state === 'unknown' && reached));
}

/** Whom an entry helps besides those whom it names. */
const ALSO_FOR = {
  partners: ['families'], parents: ['families'],
  families: ['partners', 'parents', 'children', 'young-people'],
};

const fits = (topic, audience) => (entry) =>
  (topic === 'all' || entry.topics.includes(topic))
  && (audience === 'all' || [audience, 'everyone', ...(ALSO_FOR[audience] ?? [])].some((one) => entry.audiences.includes(one)));

/** The entries that can be seen; runs in the page. */
const seen = () => [...document.querySelectorAll('.finder > .entry')].filter((e) => e.checkVisibility()).map((e) => e.querySelector('h4').id.replace('entry-', '')).sort();

async function directory(browser, pack) {
  const own = join(root, 'establishments', pack, 'establishment.toml');
  const all = [...entries(join(root, 'content/directory.toml')), ...entries(own)];
  const without = [...(readFileSync(own, 'utf8').match(/^without = \[([^\]]*)\]/m)?.[1] ?? '').matchAll(/"([^"]*)"/g)].map((m) => m[1]);
  const listed = all.filter(({ id }) => !without.includes(id));
  const context = await browser.newContext({ viewport: NARROW, javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(join(site, pack, 'directory.html')).href);
  const words = (name) => tab.locator(`.filter input[name=${name}]`).evaluateAll((inputs) => inputs.map((input) => input.value.replace(/^(topic|audience)-/, '')));
  const [topics, audiences] = [await words('topic'), await words('audience')];
  same(`${pack}: the topics to choose from are those of the entries`, [...topics].sort(), [...new Set(listed.flatMap((entry) => entry.topics)), 'all'].sort());
  const mark = (name, word) => tab.locator(`.filter input.${name}-${word}`);
  const wrong = [];
  const counts = [];
  let empty;
  for (const topic of topics) {
    await mark('topic', topic).check();
    for (const audience of audiences) {
      await mark('audience', audience).check();
      const wanted = listed.filter(fits(topic, audience)).map(({ id }) => id).sort();
      const found = await tab.evaluate(seen);
      if (JSON.stringify(found) !== JSON.stringify(wanted)) wrong.push(`${topic} for ${audience}: ${found} instead of ${wanted}`);
      const said = (await tab.locator('.count').innerText()).trim();
      const number = wanted.length === listed.length ? `Shown: all ${listed.length}` : `Shown: ${wanted.length} of ${listed.length}`;
      if (wanted.length ? said !== number : !said.startsWith('Nothing fits')) counts.push(`${topic} for ${audience}: "${said}"`);
      if (!wanted.length) empty ??= [topic, audience];
    }
  }
  check(`${pack}: each of ${topics.length * audiences.length} choices shows exactly the entries that fit, without a script`, wrong.slice(0, 3).join(' | '));
  check(`${pack}: the number of what is shown is said`, counts.slice(0, 3).join(' | '));
  if (empty) {
    await mark('topic', empty[0]).check();
    await mark('audience', empty[1]).check();
  }
  await tab.getByRole('button', { name: 'Show all' }).click();
  same(`${pack}: one button shows all again`, await tab.evaluate(seen), listed.map(({ id }) => id).sort());

  // By keyboard alone: one stop for each group, arrows within it; what is chosen stays where it is.
  const first = mark('topic', 'all');
  await first.focus();
  const before = await first.evaluate((e) => e.getBoundingClientRect().top);
  const address = tab.url();
  await tab.keyboard.press('ArrowDown');
  const second = mark('topic', topics[1]);
  check(`${pack}: an arrow key chooses the next topic`, await second.isChecked() ? '' : 'it does not');
  same(`${pack}: nothing moves`, await first.evaluate((e) => e.getBoundingClientRect().top), before);
  const ring = await second.evaluate((e) => getComputedStyle(e.closest('label')).outlineStyle);
  check(`${pack}: the button in focus is seen`, ring === 'solid' ? '' : ring);
  await tab.keyboard.press('Enter');
  same(`${pack}: Enter sends nothing`, tab.url(), address);
  await tab.keyboard.press('Tab');
  check(`${pack}: Tab goes to the second group`, await mark('audience', 'all').evaluate((e) => e === document.activeElement) ? '' : 'it does not');
  const hidden = listed.find((entry) => !entry.topics.includes(topics[1]));
  await tab.goto(`${address}#entry-${hidden.id}`);
  check(`${pack}: an entry that a link leads to is shown`, await tab.locator(`#entry-${hidden.id}`).isVisible() ? '' : hidden.id);

  await tab.goto('about:blank');
  await tab.goto(address);
  await mark('topic', topics[1]).check();
  await tab.emulateMedia({ media: 'print' });
  same(`${pack}: paper holds what is chosen`, await tab.evaluate(seen), listed.filter(fits(topics[1], 'all')).map(({ id }) => id).sort());
  check(`${pack}: paper has no buttons`, (await tab.locator('.filter button, .filter input').evaluateAll((all) => all.some((e) => e.checkVisibility()))) ? 'it has' : '');
  await context.close();
}

// --- The fleet --------------------------------------------------------------------------------------------------------------

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What makes a made-up prison its own. Areas are pairs of letters that no post has given out. */
function prison(index) {
  const letter = letters[index % 26];
  const stem = `${letter}${'aeiou'[index % 5]}${'bdgklmnprt'[Math.floor(index / 10) % 10]}${'aeiou'[index % 3]}${'bcdfghklmnprst'[index % 14]}`;
  return {
    id: `made-up-${String(index).padStart(3, '0')}`,
    name: index === 5 ? 'Fýlde Édge' : `${stem} ${index}`,
    former: `HMP Old ${letters[(index * 7) % 26]}ing ${index}`,
    town: `Townham ${String(index === 1 ? 0 : index).padStart(3, '0')}`,
    county: `Countyshire ${letters[index === 1 ? 0 : index % 20]}`,
    postcode: `A${'ACDEFGHKMN'[index % 10]}${1 + (index % 9)} ${index % 10}${'ABDEFGHJLN'[Math.floor(index / 10) % 10]}${letters[index >= 100 ? 1 : 0]}`,
  };
}

const SECOND = { town: 'Othertown', county: 'Elseshire', postcode: 'AY7 3AB' };

/** Builds the fleet into a folder. */
function build(folder) {
  const work = join(folder, 'workspace');
  mkdirSync(join(work, 'establishments'), { recursive: true });
  for (const name of ['familypack.toml', 'content', 'themes']) cpSync(join(root, name), join(work, name), { recursive: true });
  const sample = readFileSync(join(root, 'establishments/exampleford/establishment.toml'), 'utf8');
  const prisons = Array.from({ length: FLEET - 1 }, (_, index) => prison(index));
  prisons.forEach((one, index) => {
    let text = sample
      .replace('name = "Exampleford"', `name = "${one.name}"`)
      .replace('former_names = ["HMP Example Marsh"]', `former_names = ["${one.former}"]`)
      .replaceAll('town = "Exampleford"', `town = "${one.town}"`)
      .replaceAll('county = "Exampleshire"', `county = "${one.county}"`)
      .replaceAll('ZZ99 9ZZ', one.postcode);
    if (index === 2) {
      text = text.replace(/^\[\[place\]\]\nrole = "postal"/m, `[[place]]\nrole = "prison"\nlines = ["2 Sample Road"]\ntown = "${SECOND.town}"\ncounty = "${SECOND.county}"\npostcode = "${SECOND.postcode}"\n\n$&`);
    }
    if (index === 3) text = text.replace('status = "open"', 'status = "closed"');
    cpSync(join(root, 'establishments/exampleford'), join(work, 'establishments', one.id), { recursive: true });
    writeFileSync(join(work, 'establishments', one.id, 'establishment.toml'), text);
  });
  cpSync(join(root, 'establishments', DRAFT), join(work, 'establishments', DRAFT), { recursive: true });
  const out = join(folder, 'site');
  const run = spawnSync(program, ['build', '--root', work, '--output', out, '--today', TODAY, '--no-leaflets'], { encoding: 'utf8' });
  const errors = run.stderr.split('\n').filter((line) => /error/.test(line)).slice(0, 5).join(' | ');
  check('a fleet of 120 is built', run.status === 0 && readdirSync(out).includes('index.html') ? '' : `exit code ${run.status}: ${errors}`);
  return { out, prisons };
}

const homes = (locator) => locator.evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href').split('/')[0]))].sort());

async function withoutScript(browser, out, prisons) {
  const context = await browser.newContext({ viewport: NARROW, javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(join(out, 'index.html')).href);
  check('without a script there is no box to type into', await tab.locator('#find').isVisible() ? 'there is' : '');
  const lost = { name: [], 'former name': [], place: [], postcode: [] };
  const lines = tab.locator('.find-list > ul > li');
  const texts = await lines.evaluateAll((items) => items.map((item) => [item.innerText.replace(/\s+/g, ' '), item.querySelector('a').getAttribute('href')]));
  const rows = await tab.locator('.find-index').evaluateAll((indexes) => indexes.map((index) => [...index.querySelectorAll('.summary > div')].map((row) =>
    [row.querySelector('dt').textContent, [...row.querySelectorAll('li')].map((li) => [li.textContent, [...li.querySelectorAll('a')].map((a) => a.getAttribute('href'))])])));
  const [places, areas] = rows.map((index) => new Map(index));
  prisons.forEach((one, index) => {
    const home = `${one.id}/index.html`;
    if (!texts.some(([text, href]) => href === home && text.startsWith(`HMP ${one.name} `))) lost.name.push(one.id);
    if (!texts.some(([text, href]) => href === home && text.startsWith(`${one.former}: now HMP ${one.name}`))) lost['former name'].push(one.id);
    for (const { town, county, postcode } of index === 2 ? [one, SECOND] : [one]) {
      if (!places.get(county)?.some(([text, hrefs]) => text.startsWith(`${town}: `) && hrefs.includes(home))) lost.place.push(`${one.id}, ${town}`);
      if (!areas.get(postcode.slice(0, 2))?.some(([text, hrefs]) => text.includes(postcode) && hrefs.includes(home))) lost.postcode.push(`${one.id}, ${postcode}`);
    }
  });
  for (const [way, ids] of Object.entries(lost)) check(`without a script all are found by ${way}`, ids.slice(0, 5).join('; '));
  same('two prisons in one town stand beside each other', places.get(prisons[0].county)?.find(([text]) => text.startsWith('Townham 000:'))?.[1].length, 2);
  const marked = (id, words) => texts.filter(([, href]) => href === `${id}/index.html`).every(([text]) => text.includes(words));
  check('a closed prison is marked in words', marked(prisons[3].id, '(Closed)') ? '' : 'it is not');
  check('a draft is marked in words', marked(DRAFT, '(Draft') ? '' : 'it is not');
  const broken = await tab.locator('.find-list nav a').evaluateAll((links) => links.filter((link) => !document.querySelector(link.getAttribute('href'))).length);
  const count = await tab.locator('.find-list nav a').count();
  check('the links to the letters lead there', count > 20 && !broken ? '' : `${count} links, ${broken} broken`);
  await tab.getByText('By county and town').click();
  check('the list by place opens', await tab.getByText(`${prisons[9].town}:`, { exact: false }).last().isVisible() ? '' : 'it does not');
  await context.close();
}

/** Over loopback: from a disk, Chromium runs no script that a page knows by its hash. */
async function withScript(browser, out, prisons) {
  const { url, stop } = await serve(out);
  try {
    await typing(browser, `${url}index.html`, prisons);
  } finally {
    await stop();
  }
}

async function typing(browser, address, prisons) {
  const context = await browser.newContext({ viewport: NARROW });
  const tab = await context.newPage();
  await tab.addInitScript(() => {
    globalThis.shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { globalThis.shifts += entry.value; })).observe({ type: 'layout-shift', buffered: true });
  });
  await tab.goto(address);
  const box = tab.locator('#find');
  await box.waitFor({ state: 'visible' });
  await tab.waitForTimeout(300);
  same('nothing moves while the page loads', await tab.evaluate(() => globalThis.shifts), 0);
  const links = tab.locator('.find-list > ul > li:visible a');
  const type = async (text) => {
    await box.fill(text);
    return homes(links);
  };
  const lost = [];
  for (const [index, one] of prisons.entries()) {
    const town = index < 2 ? [prisons[0].id, prisons[1].id] : [one.id];
    const ways = [[one.name, [one.id]], [one.former.replace('HMP ', ''), [one.id]], [`${one.town} ${one.county}`, town]];
    for (const [typed, wanted] of ways) {
      const found = await type(typed);
      if (!wanted.some((id) => found.includes(id)) || found.length > 15) lost.push(`${typed}: ${found}`);
    }
    for (const typed of [one.postcode, one.postcode.replace(' ', ''), one.postcode.toLowerCase()]) {
      const found = await type(typed);
      if (JSON.stringify(found) !== JSON.stringify([one.id])) lost.push(`${typed}: ${found}`);
    }
  }
  check('typing finds each by name, former name, place and postcode', lost.slice(0, 4).join(' | '));
  same('accents do not matter', await type('fylde edge'), [prisons[5].id]);
  same('a second postcode is found', await type('ay7'), [prisons[2].id]);
  const area = prisons.filter(({ postcode }) => postcode.startsWith('AC')).map(({ id }) => id).sort();
  same('a postcode area is found', await type('AC'), area);
  same('the number found is announced', await tab.locator('.find [role=status]').innerText(), `Prisons found: ${area.length}`);
  check('other lists are out of the way meanwhile', await tab.locator('.find-index').first().isVisible() ? 'they are not' : '');
  same('what is not there is not found', await type('zzzz'), []);
  check('that is said', (await tab.locator('.find [role=status]').innerText()).startsWith('Nothing found') ? '' : 'it is not');
  await type('');
  same('an empty box shows all', (await homes(links)).length, FLEET);
  await type('AC');
  await box.press('Enter');
  same('Enter does nothing where several fit', tab.url(), address);
  await type(prisons[7].postcode);
  await Promise.all([tab.waitForURL(`**/${prisons[7].id}/index.html`), box.press('Enter')]);
  check('Enter goes to the only one', '');
  await context.close();
}

const folder = mkdtempSync(join(tmpdir(), 'familypack-fleet-'));
try {
  await withBrowser(async (browser) => {
    for (const pack of readdirSync(join(root, 'establishments')).sort()) {
      if (existsSync(join(site, pack, 'directory.html'))) await directory(browser, pack);
    }
    const { out, prisons } = build(folder);
    await withoutScript(browser, out, prisons);
    await withScript(browser, out, prisons);
  });
} catch (error) {
  check('all checks run', String(error).split('\n')[0]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const { name, problem } of results) if (problem) console.log(`FAILED ${name}: ${problem}`);
const failed = results.filter(({ problem }) => problem).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
