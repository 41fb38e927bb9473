// Runs inside of every page that is checked, before any script of the page's own: what the checks ask about what is seen.
// Everything stands under one name, `familypackInside`, so that the page is not changed.

globalThis.familypackInside = (() => {
  /** An element in a message: its name, its classes, its first words. */
  const named = (element) => {
    const classes = [...element.classList].map((name) => `.${name}`).join('');
    const words = (element.textContent || element.getAttribute('aria-label') || '').replace(/\s+/g, ' ').trim().slice(0, 40);
    return `<${element.localName}${classes}> "${words}"`;
  };

  /** Whether an element is cut away for the eye, and only there for those who hear the page. */
  const onlyHeard = (element, known = new Map()) => {
    if (!element) return false;
    if (!known.has(element)) known.set(element, getComputedStyle(element).clipPath === 'inset(50%)' || onlyHeard(element.parentElement, known));
    return known.get(element);
  };

  const seen = (element, known) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) && !onlyHeard(element, known);

  /** Every text that is seen: its node, its element, and its boxes in the window. */
  const texts = (root = document.body) => {
    const found = [];
    const known = new Map();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !seen(element, known) || element.closest('script, style, title, desc, option')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0.5 && box.height > 0.5);
      if (boxes.length) found.push({ node, element, boxes });
    }
    return found;
  };

  // --- Room -----------------------------------------------------------------------------------------------------------------

  /** What is wider than the window, or scrolls sideways in a box of its own. */
  const wide = () => {
    const view = document.documentElement.clientWidth;
    const inBoxes = [...document.body.querySelectorAll('*')].filter((e) =>
      ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1 && seen(e));
    const problems = inBoxes.map((e) => `${named(e)} scrolls sideways`);
    if (document.documentElement.scrollWidth > view) {
      const scrolls = (e) => e && e !== document.body && e !== document.documentElement
        && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
      const beyond = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > view + 0.5 && !scrolls(e));
      const inner = beyond.filter((e) => !beyond.some((other) => other !== e && e.contains(other)));
      problems.push(`${document.documentElement.scrollWidth} px wide: ${inner.slice(0, 3).map(named).join('; ')}`);
    }
    return problems.slice(0, 4).join(' | ');
  };

  /** Texts that a box cuts, or that stand outside of the page. */
  const cut = () => {
    const problems = [];
    const view = document.documentElement.clientWidth;
    const hides = (value) => value === 'hidden' || value === 'clip';
    const frames = new Map();
    for (const e of document.body.querySelectorAll('*')) {
      const { overflowX, overflowY, display } = getComputedStyle(e);
      const [across, down] = [hides(overflowX), hides(overflowY)];
      if ((across || down) && display !== 'inline' && !(e instanceof SVGElement)) frames.set(e, { across, down, box: e.getBoundingClientRect() });
    }
    for (const { element, boxes } of texts()) {
      for (let e = frames.size ? element : null; e; e = e.parentElement) {
        const frame = frames.get(e);
        const out = frame && boxes.some((box) =>
          (frame.across && (box.right > frame.box.right + 1 || box.left < frame.box.left - 1))
          || (frame.down && (box.bottom > frame.box.bottom + 1 || box.top < frame.box.top - 1)));
        if (out) problems.push(`${named(element)} is cut by ${named(e)}`);
      }
      const lost = boxes.some((box) => box.right < 1 || box.left > view - 1 || box.left < -1 || box.bottom + scrollY < 1);
      if (lost) problems.push(`${named(element)} stands outside of the page`);
    }
    return [...new Set(problems)].slice(0, 4).join(' | ');
  };

  /** Texts that stand on one another. Lines may touch, since a box of text is taller than its letters. */
  const overlaps = () => {
    const all = texts()
      .flatMap(({ node, element, boxes }) => boxes.map((box) => ({ node, element, box })))
      .sort((a, b) => a.box.top - b.box.top);
    const problems = [];
    for (let i = 0; i < all.length; i++) {
      const a = all[i];
      for (let j = i + 1; j < all.length && all[j].box.top < a.box.bottom; j++) {
        const b = all[j];
        if (a.node === b.node) continue;
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - b.box.top;
        if (across > 2 && down > 0.45 * Math.min(a.box.height, b.box.height)) problems.push(`${named(a.element)} on ${named(b.element)}`);
      }
    }
    return [...new Set(problems)].slice(0, 4).join(' | ');
  };

  /** How much of the window stays covered by what does not scroll, from 0 to 1. */
  const stuck = () => {
    const tall = [...document.body.querySelectorAll('*')]
      .filter((e) => ['fixed', 'sticky'].includes(getComputedStyle(e).position) && seen(e))
      .map((e) => e.getBoundingClientRect().height / innerHeight);
    return Math.max(0, ...tall);
  };

  // --- Colour ---------------------------------------------------------------------------------------------------------------

  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const known = new Map();
  /** Any colour of CSS as `[red, green, blue, alpha]`, alpha from 0 to 1. */
  const colour = (text) => {
    if (!known.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = '#000';
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(text, [r, g, b, a / 255]);
    }
    return known.get(text);
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((value, idx) => value * a + under[idx] * (1 - a));
  /** WCAG 2.2, relative luminance. */
  const light = (rgb) => {
    const [r, g, b] = rgb.map((value) => value / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  const filled = (e) => {
    const style = getComputedStyle(e);
    if (e instanceof SVGGeometryElement) return colour(style.fill);
    return e instanceof SVGElement ? [0, 0, 0, 0] : colour(style.backgroundColor);
  };
  /** What is painted by elements that lie on one another, the topmost first. */
  const painted = (stack) => {
    const opaque = stack.findIndex((e) => filled(e)[3] === 1);
    const layers = (opaque < 0 ? stack : stack.slice(0, opaque + 1)).map(filled);
    const base = colour(matchMedia('(prefers-color-scheme: dark)').matches ? '#121212' : '#fff');
    return layers.reverse().reduce((under, layer) => over(layer, under), base.slice(0, 3));
  };
  /** What is painted below the text of `element` at a place of the window; null where something else covers it. */
  const ground = (element, x, y) => {
    const stack = document.elementsFromPoint(x, y);
    const idx = stack.findIndex((e) => e === element || element.contains(e));
    const covered = idx < 0 || stack.slice(0, idx).some((e) => !e.contains(element) && filled(e)[3] === 1);
    return covered ? null : painted(stack.slice(idx));
  };
  /** What is painted beside an element. */
  const beside = (element, x, y) => painted(document.elementsFromPoint(Math.max(0, x), y).filter((e) => e !== element && !element.contains(e)));

  /** Texts, and words that a style adds, whose contrast with their ground is below `least`; with how many were looked at. */
  const faint = (least) => {
    const problems = new Map();
    let looked = 0;
    for (const { node, element } of texts()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const first = () => [...range.getClientRects()].find((one) => one.width > 0.5);
      let box = first();
      if (box.bottom > innerHeight || box.top < 0) {
        scrollTo(0, Math.max(0, scrollY + box.top - innerHeight / 2));
        box = first();
      }
      const under = ground(element, Math.max(0, box.left + Math.min(2, box.width / 2)), box.top + box.height / 2);
      looked += 1;
      if (!under) {
        problems.set(named(element), 'covered by something else');
        continue;
      }
      const style = getComputedStyle(element);
      const ink = (own) => over(colour(own), under);
      const svg = element instanceof SVGElement;
      const got = ratio(ink(svg ? style.fill : style.color), under);
      if (got < least - 0.005) problems.set(named(element), got.toFixed(2));
      for (const which of ['::before', '::after']) {
        const added = getComputedStyle(element, which);
        if (/[\p{L}\p{N}]/u.test(added.content) && added.content !== 'none' && added.content !== 'normal') {
          const own = over(colour(added.backgroundColor), under);
          const other = ratio(over(colour(added.color), own), own);
          if (other < least - 0.005) problems.set(`${named(element)}${which}`, other.toFixed(2));
        }
      }
    }
    scrollTo(0, 0);
    return { looked, problem: [...problems].slice(0, 5).map(([what, how]) => `${what}: ${how}`).join(' | ') };
  };

  // --- Keyboard -------------------------------------------------------------------------------------------------------------

  /** What the Tab key should reach, in the order of the page. */
  const reachable = () => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((e) => {
      if (e.disabled || e.type === 'hidden' || e.tabIndex < 0 || e.closest('[inert]')) return false;
      return e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && e.getClientRects().length > 0;
    });
    // Of a group of radio buttons, Tab reaches the one that is chosen, or the first.
    return all.filter((e) => {
      if (e.type !== 'radio' || !e.name) return true;
      const group = all.filter((other) => other.type === 'radio' && other.name === e.name && other.form === e.form);
      return e === (group.find((other) => other.checked) ?? group[0]);
    });
  };

  /** What is to be said about the element that has the focus. */
  const focused = () => {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    familypackInside.stops ??= [];
    familypackInside.stops.push(e);
    // A box or a button to choose with may show its focus on the label around it.
    const shows = getComputedStyle(e).outlineStyle === 'none' ? (e.closest('label') ?? e) : e;
    const style = getComputedStyle(shows);
    const problems = [];
    // A link at the end of a line may begin with an empty box.
    const box = [...shows.getClientRects()].find((one) => one.width >= 1);
    if (!box) return { name: named(e), problem: 'has no box' };
    const inset = 3;
    const places = [
      [box.left + box.width / 2, box.top + box.height / 2],
      [box.left + inset, box.top + inset],
      [box.right - inset, box.bottom - inset],
    ];
    // WCAG 2.2 2.4.11 and 2.4.12: no part may be hidden by the page's own things.
    const hidden = places.filter(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return !hit || !(shows.contains(hit) || hit.contains(e));
    });
    const tall = box.height > innerHeight;
    if (hidden.length && !tall) problems.push(`${hidden.length} of ${places.length} places are hidden at the focus`);
    const width = Number.parseFloat(style.outlineWidth);
    if (style.outlineStyle === 'none' || width < 2) problems.push(`the focus shows no outline: ${style.outline}`);
    else {
      const offset = Number.parseFloat(style.outlineOffset);
      const y = Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2));
      // An outline that stands inside has the element's own ground beside it.
      const inside = offset < 0 || box.left - offset - width < 0;
      const under = inside ? painted(document.elementsFromPoint(...places[0])) : beside(shows, box.left - offset - width - 1, y);
      const got = ratio(over(colour(style.outlineColor), under), under);
      if (got < 3) problems.push(`the outline has a contrast of ${got.toFixed(2)}`);
    }
    return { name: named(e), problem: problems.join('; '), part: e.closest('main') ? 'main' : '', skip: e.matches('.skip'), exit: Boolean(e.closest('.exit')) };
  };

  /** How the stops of the Tab key differ from what it should reach. */
  const order = () => {
    const want = reachable();
    const got = familypackInside.stops ?? [];
    // Chromium stops at boxes that scroll; that is right, and no link.
    const stops = got.filter((e) => want.includes(e));
    const missed = want.filter((e) => !stops.includes(e));
    const wrong = stops.findIndex((e, idx) => idx > 0 && !(stops[idx - 1].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING));
    return {
      count: stops.length,
      missed: missed.slice(0, 4).map(named).join(' | '),
      wrong: wrong < 0 ? '' : `${named(stops[wrong])} comes after ${named(stops[wrong - 1])}`,
    };
  };

  /** Things of `selector` that a finger of `size` CSS pixels does not hit. A card counts as a whole. */
  const small = (selector, size) => {
    const problems = [];
    for (const e of document.querySelectorAll(selector)) {
      if (!seen(e) || e.getClientRects().length === 0) continue;
      e.scrollIntoView({ block: 'center' });
      const box = e.closest('.card')?.querySelector('a') === e ? e.closest('.card').getBoundingClientRect() : [...e.getClientRects()].find((one) => one.width >= 1);
      if (box.width < size - 0.5 || box.height < size - 0.5) {
        problems.push(`${named(e)}: ${box.width.toFixed(0)} x ${box.height.toFixed(0)}`);
        continue;
      }
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const half = size / 2 - 1.5;
      const missed = [[x, y - half], [x, y + half], [x - half, y], [x + half, y]].filter(([px, py]) => {
        const hit = document.elementFromPoint(px, py);
        return hit && !(e === hit || e.contains(hit));
      });
      if (missed.length) problems.push(`${named(e)}: another thing is hit in it`);
    }
    scrollTo(0, 0);
    return [...new Set(problems)].slice(0, 5).join(' | ');
  };

  return { named, seen: (element) => seen(element), texts, wide, cut, overlaps, stuck, faint, reachable, focused, order, small };
})();
