// Without scripts every page says the same and every way in it can be gone; nothing in it moves.

/** The words of a page that are seen, or are there to be opened; runs in the page. */
function words() {
  const scripted = 'button, [role=status], .search-results, [data-scripted]';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element.closest('script, style') || element.closest(scripted) || element.closest('[hidden]')) continue;
    found.push(node.data);
  }
  return found.join(' ').replace(/\s+/g, ' ').trim();
}

/** What moves, or would; runs in the page. */
function moving() {
  const found = document.getAnimations().map((animation) => `an animation of ${animation.effect?.target?.localName}`);
  for (const element of document.querySelectorAll('*')) {
    for (const which of [null, '::before', '::after']) {
      const style = getComputedStyle(element, which);
      const lasts = (list) => list.split(',').some((time) => Number.parseFloat(time) > 0);
      if (style.animationName !== 'none') found.push(`${element.localName} has an animation`);
      if (lasts(style.transitionDuration)) found.push(`${element.localName} has a transition`);
      if (style.scrollBehavior !== 'auto') found.push(`${element.localName} scrolls smoothly`);
    }
  }
  return [...new Set(found)].slice(0, 4).join(' | ');
}

/** What only a script could make work; runs in the page. */
function dead() {
  const inert = [...document.querySelectorAll('a:not([href]), a[href=""], a[href="#"], a[href^="javascript:"]')];
  const buttons = [...document.querySelectorAll('button')].filter((e) => e.checkVisibility() && !(e.form && ['submit', 'reset'].includes(e.type)));
  return [...inert, ...buttons].map((e) => e.outerHTML.slice(0, 80)).join(' | ');
}

export async function check({ check, tab }) {
  let withScripts;
  await tab({}, async (page) => {
    await page.waitForTimeout(50);
    withScripts = await page.evaluate(words);
    check('nothing moves for those who ask for it', await page.evaluate(moving));
  });
  await tab({ javaScriptEnabled: false }, async (page) => {
    const without = await page.evaluate(words);
    const at = [...withScripts].findIndex((letter, idx) => letter !== without[idx]);
    const problem = withScripts.startsWith(without) && without.length === withScripts.length
      ? ''
      : `from here on: "${withScripts.slice(Math.max(0, at - 20), at + 40)}", without "${without.slice(Math.max(0, at - 20), at + 40)}"`;
    check('without scripts, it says the same', problem);
    check('without scripts, nothing is dead', await page.evaluate(dead));
  });
}
