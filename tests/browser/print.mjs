// Prints pages 0.html, 1.html, ... of a folder in one browser, one after the other: node print.mjs CHROMIUM FOLDER NUMBER
//
// For benches/paper.py, which measures it.

import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [executablePath, folder, number] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
for (let at = 0; at < Number(number); at += 1) {
  await page.goto(pathToFileURL(`${folder}/${at}.html`).href);
  await page.pdf({ path: `${folder}/c${at}.pdf`, tagged: true, outline: true, preferCSSPageSize: true });
}
await browser.close();
