// Loaded with every page, which works without it. Keep it tiny: every first visit pays for it.
(() => {
  const pack = new URL('..', document.currentScript.src);
  const tools = document.querySelector('[data-print]');
  if (tools) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = tools.dataset.print;
    button.onclick = () => print();
    // Below all else: what is being read stays where it is.
    tools.parentElement.append(button);
  }
  // A page that may be saved says when it was built. One that must leave no trace does not: nothing is saved from it.
  if (document.querySelector('meta[name=built]') && isSecureContext && /^http/.test(location.protocol)) {
    for (const [rel, href] of [['manifest', 'manifest.webmanifest'], ['apple-touch-icon', 'assets/apple-touch-icon.png']]) {
      document.head.append(Object.assign(document.createElement('link'), { rel, href: new URL(href, pack) }));
    }
    addEventListener('load', () => navigator.serviceWorker?.register(new URL('sw.js', pack)).catch(() => {}));
  }
})();
