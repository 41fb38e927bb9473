// Search over the pack, on the phone alone: what is typed goes nowhere. The index is loaded at the first use of the box.
(() => {
  const form = document.querySelector('form[data-index]');
  if (!form) return;
  const box = form.querySelector('input');
  const status = form.querySelector('[role=status]');
  const list = form.querySelector('ol');
  const { index, some, none, failed } = form.dataset;
  const MOST = 8;
  let loading;
  let waiting;

  /** The words of a text, without accents and capitals. */
  const words = (text) =>
    text.normalize('NFD').replace(/[\p{M}'’]/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  /** Everything that can be found: [words with their weight, title, page's title, address, text]. */
  const load = () => (loading ??= fetch(index).then((answer) => {
    if (!answer.ok) throw answer.status;
    return answer.json();
  }).then(({ pages }) => {
    const weigh = (text, weight) => words(text).map((word) => [word, weight]);
    return pages.flatMap(({ url, title, summary, words: others, headings }) => [
      { url, title, text: summary, words: [...weigh(title, 5), ...others.flatMap((one) => weigh(one, 5)), ...weigh(summary, 1)] },
      ...headings.map(([id, text]) => ({ url: `${url}#${id}`, title: text, text: title, words: weigh(text, 3) })),
    ]);
  }));

  /** Whether one letter too many, too few or wrong, or two changed round, lies between two words. */
  const near = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start++;
    const [x, y] = [a.slice(start), b.slice(start)];
    return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)
      || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  };

  const match = (typed, word) => {
    if (typed === word) return 1;
    if (typed.length > 1 && word.startsWith(typed)) return 0.7;
    return typed.length > 3 && near(typed, word) ? 0.4 : 0;
  };

  /** What fits best, best first. A word that is everywhere says little. */
  const find = (entries, typed) => {
    const scores = new Map();
    for (const one of new Set(words(typed))) {
      const hits = entries.map((entry) => [entry, Math.max(0, ...entry.words.map(([word, weight]) => weight * match(one, word)))]);
      const found = hits.filter(([, score]) => score);
      for (const [entry, score] of found) {
        scores.set(entry, (scores.get(entry) ?? 0) + score * Math.log(1 + entries.length / found.length));
      }
    }
    return [...scores].sort(([, a], [, b]) => b - a).slice(0, MOST).map(([entry]) => entry);
  };

  const show = async () => {
    const typed = box.value;
    let found = [];
    let said = '';
    if (typed.trim()) {
      try {
        found = find(await load(), typed);
        said = found.length ? some.replace('{n}', found.length) : none;
      } catch {
        loading = undefined;
        said = failed;
      }
    }
    if (typed !== box.value) return;
    list.replaceChildren(...found.map(({ url, title, text }) => {
      const item = document.createElement('li');
      const link = Object.assign(document.createElement('a'), { href: url, textContent: title });
      item.append(link, document.createElement('br'), text);
      return item;
    }));
    status.textContent = said || status.dataset.hint;
  };

  box.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    await show();
    list.querySelector('a')?.focus();
  });
  // Up and down between the box and what was found.
  form.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [box, ...list.querySelectorAll('a')];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next && stops.includes(document.activeElement)) {
      event.preventDefault();
      next.focus();
    }
  });
})();
