// The frame around the page: what is wrong, where each fact is written, other days, widths and leaflets.
const $ = (id) => document.getElementById(id);
const frame = $('page');
let known = null;
let news = null;
let panel = null;
let openedByMistake = false;
let leaflet = null;

/** Makes an element; text is always text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element[name] = value;
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const clean = (path) => decodeURIComponent(path).replace(/^\//, '').replace(/(^|\/)$/, '$1index.html');
const here = () => {
  try {
    return clean(frame.contentWindow.location.pathname);
  } catch {
    return clean(location.pathname);
  }
};
const page = () => frame.contentWindow?.familypack;
const go = (path) => frame.contentWindow.location.replace(`/${path.split('/').map(encodeURIComponent).join('/')}`);

async function post(what, body) {
  const answer = await fetch(`/-/${what}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) say(await answer.text(), true);
}

function say(text, bad = false) {
  $('status').textContent = text;
  $('status').className = bad ? 'bad' : '';
}

/** A link that opens a place in the editor. */
function place({ file, line, column }) {
  const words = column ? `${file}:${line}:${column}` : `${file}:${line}`;
  return make('button', { type: 'button', class: 'link', onclick: () => post('edit', { file, line }), title: 'Open this file' }, words);
}

function fill(select, options, chosen) {
  const as = JSON.stringify([options, chosen]);
  if (select.dataset.as === as) return;
  select.dataset.as = as;
  select.replaceChildren(...options.map(([value, words]) => make('option', { value, selected: value === chosen }, words)));
  select.value = chosen ?? '';
}

/** Listens for what changes; what is open is told, so that it is built first. */
function listen() {
  news?.close();
  news = new EventSource(`/-/events?page=${encodeURIComponent(here())}`);
  news.onmessage = ({ data }) => {
    const { changed, more, follow } = JSON.parse(data);
    const path = here();
    if (!changed || more || changed.includes(path)) page()?.refresh();
    else if ($('follow').checked && follow) go(follow);
    update();
  };
  news.onerror = () => say('The preview does not answer. Is it still running?', true);
  news.onopen = () => update();
}

let updating = null;
let updateAgain = false;
async function update() {
  if (updating) {
    updateAgain = true;
    return;
  }
  updating = fetch(`/-/state?page=${encodeURIComponent(here())}`).then((answer) => answer.json()).then(show).catch(() => {}).finally(() => {
    updating = null;
    if (updateAgain) {
      updateAgain = false;
      update();
    }
  });
}

function show(state) {
  const first = known === null;
  const round = known?.round;
  known = state;
  if (first) $('follow').checked = state.follow;
  const kinds = { draft: ' (draft)', sample: ' (made up)', live: '' };
  fill($('establishment'), [['index.html', 'All: the front page'], ...state.establishments.map((one) => [one.home, one.name + (kinds[one.state] ?? '')])],
    state.establishments.find(({ id }) => id === state.establishment)?.home ?? 'index.html');
  fill($('pages'), state.pages.map(({ path, title }) => [path, title ?? path]), here());
  const languages = state.languages;
  $('languages-label').hidden = languages.length < 2;
  fill($('languages'), languages.map(({ path, language }) => [path, language]), languages.find((one) => one.here)?.path);
  if (document.activeElement !== $('today')) $('today').value = state.today;
  $('now').hidden = state.today === new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
  $('count').textContent = state.errors ? String(state.errors) : state.warnings ? `${state.warnings} to look at` : '';
  $('count').className = state.errors ? 'bad' : '';
  document.title = `Preview: ${state.title ?? here()}`;
  if (state.trouble) say(state.trouble, true);
  else if (state.errors) say(`${state.errors === 1 ? '1 mistake' : `${state.errors} mistakes`}: the last good page stays until it is mended.`, true);
  else say(state.settled ? '' : 'Building the rest…');
  if (state.errors && panel !== 'problems') {
    openedByMistake = panel === null;
    if (openedByMistake) open('problems');
  } else if (!state.errors && openedByMistake && panel === 'problems') {
    close();
  }
  if (panel === 'problems' || panel === 'facts' || (panel === 'leaflets' && round !== state.round)) draw();
  if (panel === 'access' && round !== state.round) draw();
  if ($('view').value === 'discreet') discreet();
}

const PANELS = { problems: ['Problems', problems], facts: ['Where this page comes from', facts], access: ['Accessibility of this page', access], leaflets: ['Leaflets', leaflets] };

function open(name) {
  panel = name;
  $('panel').hidden = false;
  $('panel-title').textContent = PANELS[name][0];
  for (const button of document.querySelectorAll('[data-panel]')) button.setAttribute('aria-expanded', String(button.dataset.panel === name));
  draw();
}

function close() {
  panel = null;
  openedByMistake = false;
  $('panel').hidden = true;
  for (const button of document.querySelectorAll('[data-panel]')) button.setAttribute('aria-expanded', 'false');
}

function draw() {
  if (known && panel) PANELS[panel][1]($('content'));
}

/** A problem as the terminal draws it: words are wrapped, lines of a file are not, so that the marks stand below what they mark. */
function drawn(text) {
  const groups = [];
  for (const line of text.split('\n')) {
    const kind = /^\s*\d*\s*(\||:::|-->|[-+] )/.test(line) && !/^\s*= /.test(line) ? 'lines' : 'words';
    const last = groups.at(-1);
    if (last?.kind === kind) last.text += line + '\n';
    else groups.push({ kind, text: line + '\n' });
  }
  return make('pre', {}, ...groups.map(({ kind, text }) => (kind === 'words' ? text : make('span', { class: 'lines', tabindex: 0, role: 'group', 'aria-label': 'Lines of the file' }, text))));
}

function problems(content) {
  const list = known.problems.map((problem) => make('li', { class: `problem ${problem.severity}` },
    drawn(problem.drawn), problem.place && make('p', {}, 'Open ', place(problem.place))));
  const rest = known.errors + known.warnings - known.problems.length;
  content.replaceChildren(
    list.length ? make('ul', {}, ...list) : make('p', {}, 'Nothing is wrong here.'),
    rest > 0 ? make('p', {}, `${rest} more in other establishments: \`familypack build\` lists them.`) : '',
  );
}

/** What two texts can share, with how much it says: times in the way of the page (14:00 is 2pm), numbers, longer words. */
function marks(text) {
  const value = text.replace(/\b(source|checked|review_by) = ("[^"]*"|[\d-]+)/g, '').replace(/^[\w-]+ = /, '');
  const times = value.replace(/\b(\d{1,2}):(\d{2})\b(?!\s*[ap]m)/g, (_, hour, minutes) => `${hour % 12 || 12}${minutes === '00' ? '' : `:${minutes}`}${hour < 12 ? 'am' : 'pm'}`);
  const found = times.toLowerCase().match(/\d+(?::\d+)?[ap]m|\d+|\p{L}{4,}/gu) ?? [];
  return new Map(found.map((mark) => [mark.replace(/^0+(?=\d)/, ''), /[ap]m$/.test(mark) ? 4 : mark.length > 2 ? 2 : 1]));
}

function facts(content, picked = null) {
  const parts = known.parts ?? [];
  const files = (known.files ?? []).map((file) => make('li', {}, place({ file, line: 1 })));
  const score = (fact) => {
    const [one, other] = [marks(fact.text), marks(picked.words)];
    return [...one].reduce((sum, [mark, weight]) => sum + (other.has(mark) ? weight : 0), 0);
  };
  const best = picked && Math.max(0, ...parts.filter(({ anchor }) => anchor === picked.anchor).flatMap((part) => part.facts.map(score)));
  const fact = (part) => (one) => {
    const likely = picked && part.anchor === picked.anchor && best > 0 && score(one) === best;
    return make('li', { class: likely ? 'best' : null }, make('code', {}, one.text), make('br'), place(one), ' ', make('span', { class: one.fresh ? 'fresh' : 'old' }, one.checked));
  };
  const section = (part) => {
    const title = part.title || 'Before any heading';
    return make('section', { 'data-anchor': part.anchor },
      make('h2', {}, make('button', { type: 'button', class: 'link', onclick: () => page()?.show(part.anchor) }, title)),
      part.place ? make('p', {}, 'The words: ', place(part.place)) : null,
      part.facts.length ? make('ul', {}, ...part.facts.map(fact(part))) : null);
  };
  const shown = parts.filter((part) => part.facts.length || part.place);
  const choose = make('button', { type: 'button', id: 'pick', onclick: () => {
    say('Click on the words in the page that you want to change.');
    page()?.pick(parts.map(({ anchor }) => anchor).filter(Boolean), (anchor, words) => {
      say('');
      facts(content, { anchor, words });
      (content.querySelector('.best') ?? content.querySelector(`[data-anchor="${CSS.escape(anchor)}"]`))?.scrollIntoView({ block: 'center' });
    });
  } }, 'Show me where words are written');
  content.replaceChildren(choose, make('h2', {}, 'The text of this page'), make('ul', {}, ...files), ...shown.map(section));
}

async function access(content) {
  content.replaceChildren(make('p', {}, 'Looking…'));
  let found;
  try {
    found = await page().axe();
  } catch {
    content.replaceChildren(make('p', {}, 'This cannot be looked at here.'));
    return;
  }
  if (panel !== 'access') return;
  const one = ({ id, impact, help, nodes }) => make('li', { class: 'problem error' }, make('strong', {}, help), ` (${id}, ${impact})`,
    ...nodes.slice(0, 5).map(({ html, failureSummary }) => make('pre', {}, `${html}\n${failureSummary ?? ''}`)));
  content.replaceChildren(
    make('p', { id: 'axe-result' }, found.length ? `${found.length} kinds of faults.` : 'No faults that a program can find. A person still has to read it.'),
    make('ul', {}, ...found.map(one)));
}

const NAMES = { card: 'card', a4: 'A4', a5: 'A5', 'a5-booklet': 'A5 booklet', 'tri-fold': 'folded in three', 'a4-poster': 'A4 poster' };
async function leaflets(content) {
  if (!known.establishment) {
    content.replaceChildren(make('p', {}, 'Choose an establishment first.'));
    return;
  }
  const answer = await fetch(`/-/leaflet?path=${encodeURIComponent(known.establishment)}`).catch(() => null);
  if (!answer?.ok || panel !== 'leaflets') {
    if (answer) content.replaceChildren(make('p', {}, await answer.text()));
    return;
  }
  const copies = await answer.json();
  if (leaflet && !copies.some(({ path }) => path === leaflet)) leaflet = null;
  const words = (copy) => {
    const name = copy.leaflet.replaceAll('-', ' ');
    const more = [NAMES[copy.form] ?? copy.form, copy.notice, copy.large && 'large print', copy.discreet && 'discreet', copies.some((one) => one.language !== copy.language) && copy.language];
    return `${name[0].toUpperCase()}${name.slice(1)} (${more.filter(Boolean).join(', ')})`;
  };
  const select = make('select', { id: 'leaflet', onchange: ({ target }) => {
    leaflet = target.value || null;
    // Nobody takes another leaflet for the one that is being printed.
    sheets.replaceChildren(leaflet ? make('p', {}, 'Printing…') : '');
    sheet(sheets);
  } }, make('option', { value: '' }, 'Choose a leaflet'), ...copies.map((copy) => make('option', { value: copy.path, selected: copy.path === leaflet }, words(copy))));
  const sheets = make('div', { id: 'sheets' });
  if (content.querySelector('#leaflet') && leaflet) sheets.append(...content.querySelector('#sheets').children);
  content.replaceChildren(make('p', {}, 'A leaflet is printed when you choose it, and again when something changes.'), make('label', {}, 'Leaflet ', select), sheets);
  await sheet(sheets);
}

async function sheet(sheets) {
  if (!leaflet) {
    sheets.replaceChildren();
    return;
  }
  const path = leaflet;
  const round = known.round;
  const answer = await fetch(`/-/leaflet?path=${encodeURIComponent(path)}`);
  if (path !== leaflet) return;
  if (!answer.ok) {
    sheets.replaceChildren(make('pre', { class: 'problem error' }, await answer.text()));
    return;
  }
  const { pages, kilobytes, sheets: imposed } = await answer.json();
  const file = (where, name) => make('a', { href: `/${where}`, target: '_blank', rel: 'noopener' }, name);
  const picture = (number) => make('img', { class: 'sheet', loading: number ? 'lazy' : 'eager', alt: `Page ${number + 1} of ${pages}`, src: `/-/picture?path=${encodeURIComponent(path)}&page=${number}&width=900&round=${round}` });
  const pictures = [...Array(pages).keys()].map(picture);
  // The pictures of before stay until the new ones are there.
  await pictures[0]?.decode?.().catch(() => {});
  if (path !== leaflet) return;
  sheets.replaceChildren(make('p', {}, file(path, `The PDF (${pages === 1 ? '1 page' : `${pages} pages`}, ${kilobytes} kB)`), imposed ? ' · ' : null, imposed ? file(path.replace(/\.pdf$/, '-sheets.pdf'), 'Sheets for the printer') : null), ...pictures);
}

/** What somebody who looks over a shoulder, or at the list of pages visited, would see. */
function discreet() {
  const inside = frame.contentDocument;
  const meta = (name) => inside?.querySelector(`meta[name="${name}"]`)?.content ?? '';
  const leaves = inside?.querySelector('meta[name=built]') ? 'The phone may save this page, so that it opens without a signal.' : 'The phone does not save this page.';
  $('discreet').hidden = false;
  $('discreet').replaceChildren(
    make('p', {}, 'In the browser’s tab, and in the list of pages visited:'),
    make('div', { class: 'tab' }, inside?.title ?? ''), make('div', { class: 'address' }, `…/${here()}`),
    make('p', {}, 'In a message that the link is sent in: ', make('strong', {}, inside?.title ?? ''), ' – ', meta('description')),
    make('p', {}, leaves));
}

function view() {
  const { value } = $('view');
  $('discreet').hidden = value !== 'discreet';
  page()?.media(value === 'print');
  if (value === 'discreet') discreet();
  width();
}

function width() {
  const wide = $('view').value === 'print' ? '794' : $('width').value;
  frame.style.width = wide ? `${wide}px` : '100%';
  $('stage').classList.toggle('narrow', Boolean(wide));
}

frame.addEventListener('load', () => {
  const path = here();
  if (!path.startsWith('blank')) history.replaceState(null, '', `/${path.split('/').map(encodeURIComponent).join('/')}${frame.contentWindow.location.hash}`);
  view();
  listen();
});
$('establishment').onchange = ({ target }) => go(target.value);
$('pages').onchange = ({ target }) => go(target.value);
$('languages').onchange = ({ target }) => go(target.value);
$('width').onchange = width;
$('view').onchange = view;
$('today').onchange = ({ target }) => post('today', { date: target.value });
$('now').onclick = () => post('today', { date: '' });
$('close').onclick = close;
for (const button of document.querySelectorAll('[data-panel]')) {
  button.onclick = () => {
    openedByMistake = false;
    if (panel === button.dataset.panel) close();
    else open(button.dataset.panel);
  };
}
addEventListener('pagehide', () => news?.close());
frame.src = location.pathname + location.hash;
