// Leaves the page without a trace in the way back: the link does it too, but leaves the page behind it.
(() => {
  const link = document.querySelector('.exit a');
  const said = document.querySelector('.exit [role=status]');
  if (!link || !said) return;

  /** How often the key must be pressed, and for how long the page waits for the next time, in milliseconds. */
  const times = 3;
  const wait = 6000;
  let pressed = 0;
  let waiting;
  let gone = false;

  function leave() {
    gone = true;
    // At once: on a slow line the next page may take long, and what is here must be seen no more, whatever comes.
    document.documentElement.hidden = true;
    document.body.replaceChildren();
    document.title = link.hostname;
    location.replace(link.href);
  }

  function stay() {
    clearTimeout(waiting);
    if (pressed) said.textContent = link.dataset.stays;
    pressed = 0;
  }

  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });

  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') return stay();
    // A key that is held down is one press.
    if (event.repeat) return;
    pressed += 1;
    if (pressed === times) return leave();
    said.textContent = pressed === 1 ? link.dataset.two : link.dataset.one;
    clearTimeout(waiting);
    waiting = setTimeout(stay, wait);
  });
  addEventListener('pointerdown', stay);

  // Whoever comes back to a page that was left in this way gets to see nothing, and is sent on.
  addEventListener('pageshow', () => {
    if (gone) location.replace(link.href);
  });

  // A phone has no such key.
  link.querySelector('span').hidden = !matchMedia('(hover: hover)').matches;
})();
