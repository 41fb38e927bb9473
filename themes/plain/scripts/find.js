// Finds a prison on the front page as you type: by the beginnings of the words of its line. The list is there without it.
(() => {
  const box = document.querySelector('.find');
  const list = document.querySelector('.find-list');
  if (!box || !list) return;
  const input = box.querySelector('input');
  const status = box.querySelector('[role=status]');

  /** Words without accents, capitals and marks, each after a space. */
  const fold = (text) =>
    ` ${text.normalize('NFD').replace(/[\p{M}'’]/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}`;

  // What a line says of its state is no name. A postcode is found without its space, too.
  const lines = [...list.querySelectorAll(':scope > ul > li')].map((item) => {
    const said = [...item.childNodes].filter((part) => part.localName !== 'em').map((part) => part.textContent);
    const words = fold(said.join(' ')).replace(/ ([a-z]{1,2}\d[a-z\d]?) (\d[a-z]{2})\b/g, '$& $1$2');
    return { item, words, href: item.querySelector('a').href };
  });
  const others = [...list.children, ...document.querySelectorAll('.find-index')].filter((part) => part.localName !== 'ul');
  let found = new Set();

  const show = () => {
    const typed = fold(input.value).trim();
    found = new Set();
    for (const { item, words, href } of lines) {
      item.hidden = !typed.split(' ').every((word) => words.includes(` ${word}`));
      if (!item.hidden) found.add(href);
    }
    for (const part of list.querySelectorAll(':scope > ul')) part.hidden = !part.querySelector(':scope > :not([hidden])');
    for (const part of others) part.hidden = typed !== '';
    status.textContent = typed && (found.size ? box.dataset.found.replace('{n}', found.size) : box.dataset.none);
  };

  input.addEventListener('input', show);
  input.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter' && input.value.trim() && found.size === 1) location.href = [...found][0];
  });
  box.classList.add('on');
  // What a browser kept in the box when the reader came back.
  addEventListener('pageshow', show);
})();
