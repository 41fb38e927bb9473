// The page on which people look through the pictures that shots.mjs takes. It is never part of a site.

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const id = (page) => page.replace(/\.html$/, '').replace(/[^a-z0-9]+/gi, '-');

const STYLE = `
:root { color-scheme: light dark; --line: #8888; --height: 75vh }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.45 system-ui, sans-serif; display: grid; grid-template-columns: 17rem minmax(0, 1fr) }
aside { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem; border-inline-end: 1px solid var(--line) }
main { padding: 0 1rem 4rem }
h1 { font-size: 1.2rem; margin: 0 0 .5rem }
aside h2 { font-size: 1rem; margin: 1rem 0 .25rem }
aside ul { list-style: none; margin: 0; padding: 0 }
aside a, aside label { display: block; padding: .2rem .3rem; border-radius: .2rem }
aside a[aria-current] { font-weight: 700; background: #8883 }
section { padding-block: 1rem; border-block-end: 1px solid var(--line); scroll-margin-top: 0 }
section > h2 { font-size: 1.15rem; margin: 0 0 .5rem }
section > h2 a { font-weight: 400; font-size: 1rem; margin-inline-start: .8rem }
section > div { display: flex; gap: 1rem; overflow-x: auto; align-items: flex-start; padding-block-end: .6rem }
figure { margin: 0; flex: none }
figcaption { font-size: .9rem }
figure a { display: block; height: var(--height); max-width: 60vw; overflow: auto; border: 1px solid var(--line); background: #fff }
img { display: block; max-width: 60vw }
.fit img { height: var(--height); object-fit: contain; object-position: top }
kbd { font: inherit; border: 1px solid var(--line); border-radius: .2rem; padding: 0 .3rem }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }
@media (max-width: 60em) { body { display: block } aside { position: static; height: auto } }
`;

const SCRIPT = `
const looks = [...document.querySelectorAll('[name=look]')];
const sections = [...document.querySelectorAll('section')];
const links = [...document.querySelectorAll('aside a[href^="#"]')];
const filter = document.querySelector('#filter');
const show = () => {
  const on = new Set(looks.filter((box) => box.checked).map((box) => box.value));
  for (const figure of document.querySelectorAll('figure')) figure.hidden = !on.has(figure.dataset.look);
  document.body.classList.toggle('fit', document.querySelector('#fit').checked);
  const words = filter.value.trim().toLowerCase();
  sections.forEach((section, idx) => {
    section.hidden = !section.dataset.words.includes(words);
    links[idx].parentElement.hidden = section.hidden;
  });
};
const shown = () => sections.filter((section) => !section.hidden);
const current = () => Math.max(0, shown().findLastIndex((section) => section.getBoundingClientRect().top < 60));
const go = (step) => {
  const all = shown();
  const next = all[Math.min(all.length - 1, Math.max(0, current() + step))];
  next?.scrollIntoView();
  next?.querySelector('h2').focus({ preventScroll: true });
};
document.addEventListener('change', show);
filter.addEventListener('input', show);
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === filter) {
    if (event.key === 'Escape') filter.blur();
    return;
  }
  const number = Number(event.key);
  if (event.key === 'j') go(1);
  else if (event.key === 'k') go(-1);
  else if (event.key === '/') filter.focus();
  else if (event.key === '0') looks.forEach((box) => (box.checked = true));
  else if (event.key === 'f') document.querySelector('#fit').click();
  else if (number >= 1 && number <= looks.length) looks.forEach((box, idx) => (box.checked = idx === number - 1));
  else return;
  event.preventDefault();
  show();
});
addEventListener('scroll', () => {
  const id = shown()[current()]?.id;
  links.forEach((link) => (link.hash === '#' + id ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current')));
}, { passive: true });
show();
`;

/** The part of a site that a page belongs to, in the order in which they are listed. */
const PARTS = [
  ['The site', (page) => !page.includes('/')],
  ['Pages of a pack', () => true],
];

/**
 * The page for all pictures. `shown` has `{ page, title, pdf, href, pictures: [{ file, look, label }] }` for each page, sorted;
 * `looks` names each kind of picture once.
 */
export function review(shown, looks) {
  const figure = ({ file, look, label }) =>
    `<figure data-look="${look}"><a href="${escape(file)}"><img src="${escape(file)}" alt="${escape(label)}" loading="lazy"></a><figcaption>${escape(label)}</figcaption></figure>`;
  const section = ({ page, title, pdf, href, pictures }) =>
    `<section id="${id(page)}" data-words="${escape(`${page} ${title}`.toLowerCase())}"><h2 tabindex="-1">${escape(title)} <a href="${escape(href)}">${escape(page)}</a> <a href="${escape(pdf)}">PDF</a></h2><div tabindex="0" role="group" aria-label="Pictures of ${escape(page)}">${pictures.map(figure).join('')}</div></section>`;
  const placed = new Map(PARTS.map(([part]) => [part, []]));
  for (const one of shown) placed.get(PARTS.find(([, holds]) => holds(one.page))[0]).push(one);
  const parts = [...placed].filter(([, all]) => all.length);
  const list = parts.map(([part, all]) =>
    `<h2>${part}</h2><ul>${all.map(({ page, title }) => `<li><a href="#${id(page)}" title="${escape(title)}">${escape(page)}</a></li>`).join('')}</ul>`);
  const box = ({ look, label }, idx) =>
    `<li><label><input type="checkbox" name="look" value="${look}" checked> ${escape(label)} <kbd>${idx + 1}</kbd></label></li>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pictures of every type of page</title><style>${STYLE}</style></head>
<body><aside><h1>Every type of page</h1>
<p><kbd>j</kbd> next page, <kbd>k</kbd> the one before, <kbd>/</kbd> find, a number: that look alone, <kbd>0</kbd> all looks, <kbd>f</kbd> fit.</p>
<p><label for="filter">Find a page</label> <input id="filter" type="search"></p>
<h2>Looks</h2><ul>${looks.map(box).join('')}<li><label><input type="checkbox" id="fit"> All of a picture at once <kbd>f</kbd></label></li></ul>
<nav aria-label="Pages">${list.join('')}</nav></aside>
<main>${parts.flatMap(([, all]) => all.map(section)).join('\n')}</main>
<script>${SCRIPT}</script></body></html>
`;
}
