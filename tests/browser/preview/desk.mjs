// An editor's desk: a workspace in a folder of its own, the preview that runs on it, and a window that shows it.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The top of the repository. */
export const REPOSITORY = resolve(import.meta.dirname, '../../..');
export const TODAY = '2026-11-22';

/** Waits until `ready` returns something, and returns it; `undefined` after a while. */
export async function until(ready, most = 10_000) {
  const end = Date.now() + most;
  for (;;) {
    const value = await ready();
    if (value || Date.now() > end) return value || undefined;
    await new Promise((done) => setTimeout(done, 15));
  }
}

export class Desk {
  /** Copies a workspace: that of the repository, or the small one of the gallery. */
  constructor(program, { gallery = false } = {}) {
    this.program = program;
    this.folder = mkdtempSync(join(tmpdir(), 'familypack-desk-'));
    this.root = join(this.folder, 'workspace');
    const from = gallery ? join(REPOSITORY, 'tests/gallery/workspace') : REPOSITORY;
    for (const name of ['familypack.toml', 'content', 'establishments']) cpSync(join(from, name), join(this.root, name), { recursive: true });
    cpSync(join(REPOSITORY, 'themes'), join(this.root, 'themes'), { recursive: true });
  }

  path(name) {
    return join(this.root, name);
  }

  read(name) {
    return readFileSync(this.path(name), 'utf8');
  }

  write(name, content) {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  /** Saves as careful editors do: a new file beside the old one takes its place. */
  replace(name, content) {
    writeFileSync(this.path(`${name}.new~`), content);
    renameSync(this.path(`${name}.new~`), this.path(name));
  }

  change(name, before, after) {
    const text = this.read(name);
    if (!text.includes(before)) throw new Error(`${name} has no ${before}`);
    this.replace(name, text.replace(before, () => after));
  }

  rename(from, to) {
    renameSync(this.path(from), this.path(to));
  }

  remove(name) {
    rmSync(this.path(name), { recursive: true });
  }

  /** Starts the preview and waits for its address. */
  async serve(...more) {
    // From within the workspace, as most people do.
    this.child = spawn(this.program, ['serve', '--today', TODAY, ...more], { cwd: this.root, env: { ...process.env, NO_COLOR: '1' } });
    // Whatever becomes of the test, no preview stays behind.
    process.once('exit', () => this.child.kill());
    this.said = '';
    this.child.stdout.on('data', (data) => { this.said += data; });
    this.child.stderr.on('data', (data) => { this.said += data; });
    this.url = await until(() => this.said.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0]);
    if (!this.url) throw new Error(`the preview did not begin: ${this.said}`);
    return this.url;
  }

  async state(page = '') {
    return (await fetch(`${this.url}/-/state?page=${encodeURIComponent(page)}`)).json();
  }

  async stop() {
    if (this.child && this.child.exitCode === null) {
      const ended = new Promise((done) => this.child.once('exit', done));
      this.child.kill('SIGINT');
      await ended;
    }
  }

  async close() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Every file of the workspace with its content, to see that nobody else writes. */
  files() {
    const entries = readdirSync(this.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(entries.map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'latin1')]));
  }

  has(name) {
    return existsSync(this.path(name));
  }
}

/** A window with the preview in it. */
export class Window {
  static async open(browser, desk, page, size = { width: 1280, height: 800 }) {
    const window = new Window();
    window.context = await browser.newContext({ viewport: size, locale: 'en-GB' });
    window.tab = await window.context.newPage();
    window.errors = [];
    window.tab.on('pageerror', (error) => window.errors.push(error.message));
    await window.tab.goto(`${desk.url}/${page}`);
    await window.settled();
    return window;
  }

  /** The page inside the frame. */
  get page() {
    return this.tab.frames().find((frame) => frame !== this.tab.mainFrame());
  }

  async settled() {
    await until(() => this.page?.evaluate(() => document.readyState === 'complete' && Boolean(globalThis.familypack)).catch(() => false));
    await until(() => this.tab.evaluate(() => document.querySelectorAll('#establishment option').length > 0));
  }

  /** Waits until the page says something, or no longer does. */
  says(words, wanted = true) {
    return until(() => this.page?.evaluate((text) => document.body.innerText.includes(text), words).then((has) => has === wanted).catch(() => false));
  }

  panel(words, wanted = true) {
    return until(() => this.tab.evaluate((text) => document.querySelector('#panel:not([hidden]) #content')?.innerText.includes(text) ?? false, words).then((has) => has === wanted));
  }

  async open(panel) {
    const button = this.tab.locator(`[data-panel=${panel}]`);
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
  }

  close() {
    return this.context.close();
  }
}
