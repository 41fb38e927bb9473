// What an editor saves, the page shows, without being loaded again.

import { Desk, Window, until } from './desk.mjs';

const FACTS = 'establishments/exampleford/establishment.toml';

export async function edits(browser, program, check) {
  const desk = new Desk(program);
  await desk.serve();
  const window = await Window.open(browser, desk, 'exampleford/visiting.html');
  const mark = () => window.page.evaluate(() => { globalThis.marked = true; });
  const stayed = () => window.page.evaluate(() => globalThis.marked === true);
  await mark();

  desk.change(FACTS, 'value = "14:00-16:00"', 'value = "14:00-15:40"');
  check('a time that changes shows', await window.says('3:40pm'));
  check('the page was not loaded again', await stayed());

  await window.page.evaluate(() => {
    document.querySelector('details').open = true;
    const link = [...document.querySelectorAll('main a')].find((a) => a.getBoundingClientRect().top > 1500);
    link.focus({ preventScroll: true });
    scrollTo(0, 1400);
    globalThis.focused = link;
  });
  desk.change(FACTS, 'value = "14:00-15:40"', 'value = "14:00-15:35"');
  check('a second change shows', await window.says('3:35pm'));
  const kept = await window.page.evaluate(() => ({ open: document.querySelector('details').open, focus: document.activeElement === globalThis.focused, scroll: scrollY }));
  check('what was open stays open', kept.open);
  check('the focus stays where it was', kept.focus);
  check('the page stays where it was', Math.abs(kept.scroll - 1400) < 3, kept.scroll);

  desk.write('content/en/visiting.md', `${desk.read('content/en/visiting.md')}\n\nA sentence that is new.\n`);
  check('a shared text that changes shows', await window.says('A sentence that is new.'));

  desk.change('themes/plain/foot.html', '<', '<p>Words of the template.</p><');
  check('a template that changes shows', await window.says('Words of the template.'));
  check('none of it loaded the page again', await stayed());

  desk.write('themes/plain/style.css', `${desk.read('themes/plain/style.css')}\nh1{color:rgb(1,2,3)}\n`);
  const colour = () => window.page.evaluate(() => getComputedStyle(document.querySelector('h1')).color);
  check('a style that changes shows', await until(async () => (await colour()) === 'rgb(1, 2, 3)'), await colour());
  check('a style does not load the page again', await stayed());

  await window.page.evaluate(() => navigator.serviceWorker?.getRegistrations().then((all) => all.length)).then((all) => check('no old page is kept by a worker', all === 0, all));
  const button = () => window.page.evaluate(() => [...document.querySelectorAll('button')].filter((one) => /print/i.test(one.textContent)).length);
  check('what a script of the page added is there once', (await button()) === 1, await button());

  desk.write('establishments/exampleford/en/a-new-page.md', desk.read(`establishments/exampleford/en/${'marsh-garden'}.md`).replace(/title = ".*"/, 'title = "A page that is new"'));
  check('a new page can be chosen', await until(() => window.tab.evaluate(() => [...document.querySelectorAll('#pages option')].some((option) => option.textContent.includes('A page that is new')))));
  desk.remove('establishments/exampleford/en/a-new-page.md');
  check('a page that is gone can no longer be chosen', await until(() => window.tab.evaluate(() => ![...document.querySelectorAll('#pages option')].some((option) => option.textContent.includes('A page that is new')))));

  await follows(window, desk, check);
  await comesAndGoes(window, desk, check);
  check('no script failed', window.errors.length === 0, window.errors.join());
  await window.close();
  await desk.close();
}

async function follows(window, desk, check) {
  await window.tab.locator('#follow').check();
  desk.write('content/en/impact.md', `${desk.read('content/en/impact.md')}\n\nFollow this sentence.\n`);
  check('the page that changed comes to the front', await window.says('Follow this sentence.'));
  check('the address is that of the page', await until(() => window.tab.url().endsWith('/exampleford/impact.html')), window.tab.url());
  await window.tab.locator('#follow').uncheck();
}

async function comesAndGoes(window, desk, check) {
  await window.tab.selectOption('#establishment', 'bure/index.html');
  check('another establishment can be chosen', await window.says('HMP Bure'));
  desk.rename('establishments/bure', 'establishments/bure-two');
  check('a folder that is renamed has pages under its new name', await until(async () => (await desk.state('bure-two/index.html')).exists));
  check('and none under its old one', await until(async () => !(await desk.state('bure/index.html')).exists));
  desk.rename('establishments/bure-two', 'establishments/bure');
  check('it can be named back', await until(async () => (await desk.state('bure/index.html')).exists));
  desk.rename('establishments', 'away');
  await until(async () => (await desk.state('bure/index.html')).establishments.length === 0, 4000);
  desk.rename('away', 'establishments');
  check('a folder that was away comes back', await until(async () => (await desk.state('bure/index.html')).establishments.length === 3));
  await window.tab.goto(`${desk.url}/bure/visiting.html`);
  await window.settled();
  desk.change('establishments/bure/establishment.toml', 'time = "09:15-11:15"', 'time = "09:15-11:10"');
  check('and is watched as before', await window.says('11:10am'));
}
