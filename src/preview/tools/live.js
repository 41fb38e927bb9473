// In every page of a preview, before all else: shows what changed without loading the page again, and answers the frame around it.
(() => {
  /** Elements that came from the server. What a script of the page added stays when the page changes. */
  const sent = new WeakSet();
  const remember = (root) => {
    sent.add(root);
    root.querySelectorAll?.('*').forEach((element) => sent.add(element));
  };
  // Before the page's own scripts, which wait until it is read.
  document.addEventListener('readystatechange', () => document.readyState === 'interactive' && remember(document.documentElement));

  const loading = new Map();
  const load = (name) => {
    if (!loading.has(name)) {
      loading.set(name, new Promise((done, failed) => {
        const script = document.createElement('script');
        Object.assign(script, { src: `/-/${name}`, onload: done, onerror: failed });
        document.documentElement.append(script);
        script.remove();
      }));
    }
    return loading.get(name);
  };
  load('idiomorph.js').catch(() => {});

  const scripts = (page) => [...page.querySelectorAll('script[src]')].map((script) => script.getAttribute('src')).filter((src) => !src.startsWith('/-/')).join();
  const styles = (page) => [...page.querySelectorAll('style')].map((style) => style.textContent).join('\n');
  let styled = null;
  let sheet = null;

  /** Puts a changed style sheet in place. The page's policy allows no style element but its own; a sheet that a script makes is no element. */
  function style(text) {
    if (text === (styled ?? styles(document))) return;
    styled = text;
    if (sheet) return sheet.replaceSync(text);
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
    for (const element of document.querySelectorAll('style')) element.disabled = true;
  }

  /** What a reader did to the page is not taken back by what changed in it. */
  const READERS_OWN = new Set(['open', 'value', 'checked', 'hidden']);
  const callbacks = {
    beforeNodeRemoved: (node) => node.nodeType !== Node.ELEMENT_NODE || sent.has(node),
    afterNodeAdded: (node) => node.nodeType === Node.ELEMENT_NODE && remember(node),
    beforeAttributeUpdated: (name) => !READERS_OWN.has(name),
  };

  let again = false;
  let refreshing = null;
  /** The body as it was sent last. */
  let last = null;
  async function renew() {
    const answer = await fetch(location.pathname, { cache: 'no-store' });
    if (!answer.ok && document.readyState === 'complete') return location.reload();
    const text = await answer.text();
    const page = new DOMParser().parseFromString(text, 'text/html');
    if (scripts(page) !== scripts(document)) return location.reload();
    await load('idiomorph.js');
    style(styles(page));
    document.title = page.title;
    for (const { name, value } of page.documentElement.attributes) document.documentElement.setAttribute(name, value);
    const body = text.slice(text.indexOf('<body'));
    if (body !== last) Idiomorph.morph(document.body, page.body, { morphStyle: 'outerHTML', ignoreActiveValue: true, callbacks });
    last = body;
    if (printing) media(true);
  }

  /** Shows the page as it is now. Many changes at once are shown together. */
  function refresh() {
    if (refreshing) {
      again = true;
      return refreshing;
    }
    refreshing = renew().catch(() => {}).finally(() => {
      refreshing = null;
      if (again) {
        again = false;
        return refresh();
      }
    });
    return refreshing;
  }

  let printing = false;
  const written = new WeakMap();
  const onPaper = (query) => (/\bscreen\b/.test(query) ? 'not all' : query.replace(/\bprint\b/, 'all'));
  function rules(list) {
    for (const rule of list) {
      if (rule.media) {
        if (!written.has(rule)) written.set(rule, rule.media.mediaText);
        const text = written.get(rule);
        rule.media.mediaText = printing ? text.split(',').map(onPaper).join(',') : text;
      }
      if (rule.cssRules) rules(rule.cssRules);
    }
  }
  /** Shows the page as it is printed, or as on a screen. */
  function media(print) {
    printing = print;
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
      try {
        rules(sheet.cssRules);
      } catch {
        // A sheet of a browser's extension is nobody's business.
      }
    }
  }

  /** Leads to a place, and makes it seen. */
  function show(anchor) {
    const element = anchor ? document.getElementById(anchor) : document.body.firstElementChild;
    if (!element) return;
    element.scrollIntoView({ block: 'center' });
    element.animate([{ outline: '4px solid #c2410c', outlineOffset: '4px' }, { outline: '4px solid transparent', outlineOffset: '4px' }], { duration: 2500 });
  }

  /** Waits for a click on the page, and tells after which of these headings it was, and on what words. */
  function pick(anchors, picked) {
    document.documentElement.style.setProperty?.('cursor', 'crosshair');
    addEventListener('click', (event) => {
      event.preventDefault();
      event.stopPropagation();
      document.documentElement.style.removeProperty?.('cursor');
      const before = (anchor) => {
        const heading = document.getElementById(anchor);
        return heading && (heading.contains(event.target) || heading.compareDocumentPosition(event.target) & Node.DOCUMENT_POSITION_FOLLOWING);
      };
      const row = event.target.closest('tr, li, p, dd, dt, h1, h2, h3, h4') ?? event.target;
      picked(anchors.filter(before).at(-1) ?? '', row.innerText ?? '');
    }, { capture: true, once: true });
  }

  /** Looks for what keeps people out, as far as a program can tell. */
  async function axeFindings() {
    await refreshing;
    await load('axe.js');
    const { violations } = await axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }));
  }

  globalThis.familypack = { refresh, media, show, pick, axe: axeFindings };

  // Other sites open beside the preview, not in its frame.
  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || link.origin === location.origin || !/^https?:$/.test(link.protocol)) return;
    event.preventDefault();
    open(link.href, '_blank', 'noopener');
  });

  // Without the frame, on another machine perhaps, the page listens for itself.
  if (top === self) {
    const news = new EventSource(`/-/events?page=${encodeURIComponent(location.pathname)}`);
    const here = decodeURIComponent(location.pathname.slice(1)).replace(/(^|\/)$/, '$1index.html');
    news.onmessage = ({ data }) => {
      const { changed, more } = JSON.parse(data);
      if (!changed || more || changed.includes(here)) refresh();
    };
    addEventListener('pagehide', () => news.close());
  }
})();
