// A small static server for a built site, over loopback only: what a family's phone would get from a plain host.
//
//   node serve.mjs SITE [PORT]            serves until it is stopped, and prints where
//   import { serve } from './serve.mjs'   for the checks
//
// Content types by ending, brotli where it is accepted and pays, folders as their index.html, 404.html of the nearest folder,
// an ETag for every file, and what the site's own `_headers` file asks for (a path or a pattern on a line of its own, then
// `  Name: value` lines; `  ! Name` takes a header away again).

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.jsonld': 'application/ld+json',
  '.geojson': 'application/geo+json',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.vcf': 'text/vcard; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/vnd.microsoft.icon',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
};
/** What is small already. */
const PACKED = new Set(['.png', '.ico', '.pdf', '.zip', '.woff2']);
/** What was compressed already, by its tag: pages are asked for many times. */
const compressed = new Map();

function brotli(tag, body) {
  if (!compressed.has(tag)) compressed.set(tag, brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }));
  return compressed.get(tag);
}

/** The rules of `_headers`: a test for a path, and the headers it gets. */
function rules(root) {
  const file = join(root, '_headers');
  if (!existsSync(file)) return [];
  const found = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    if (/^\s/.test(line)) {
      const [, gone, name, value] = /^\s*(?:! (\S+)|([^:]+):\s*(.*))$/.exec(line) ?? [];
      if (gone || name) found.at(-1)?.headers.push([gone ?? name, value]);
    } else {
      const pattern = line.trim().split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
      found.push({ matches: new RegExp(`^${pattern}$`), headers: [] });
    }
  }
  return found;
}

/** The file that an address names, or the nearest page that says that there is none. */
function find(root, path) {
  let file = normalize(join(root, decodeURIComponent(path)));
  if (file !== root && !file.startsWith(root + sep)) return null;
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
  if (existsSync(file)) return { file, status: 200 };
  for (let folder = dirname(file); folder.startsWith(root); folder = dirname(folder)) {
    if (existsSync(join(folder, '404.html'))) return { file: join(folder, '404.html'), status: 404 };
    if (folder === root) break;
  }
  return null;
}

/**
 * Serves a folder on a free port of 127.0.0.1, and reads it afresh for every request.
 * `port` asks for one; `log` gets `{ path, status, bytes }` of every answer, `delay` the milliseconds to wait before each.
 * Returns `{ url, server, stop, options }`; `options.root` and `options.delay` may be changed while it runs.
 */
export async function serve(site, { port = 0, log = () => {}, delay = 0 } = {}) {
  const options = { root: resolve(site), delay };
  const server = createServer(async (request, response) => {
    if (options.delay) await new Promise((done) => setTimeout(done, options.delay));
    const path = new URL(request.url, 'http://localhost').pathname;
    const found = ['GET', 'HEAD'].includes(request.method) ? find(options.root, path) : null;
    if (!found) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found\n');
      log({ path, status: 404, bytes: 0 });
      return;
    }
    let body = readFileSync(found.file);
    const ending = extname(found.file);
    response.setHeader('Content-Type', TYPES[ending] ?? 'application/octet-stream');
    response.setHeader('Cache-Control', 'no-cache');
    for (const rule of rules(options.root).filter(({ matches }) => matches.test(path))) {
      for (const [name, value] of rule.headers) {
        if (value === undefined) response.removeHeader(name);
        else response.setHeader(name, value);
      }
    }
    const tag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    response.setHeader('ETag', tag);
    response.setHeader('Vary', 'Accept-Encoding');
    if (found.status === 200 && request.headers['if-none-match'] === tag) {
      response.writeHead(304).end();
      log({ path, status: 304, bytes: 0 });
      return;
    }
    if (/\bbr\b/.test(request.headers['accept-encoding'] ?? '') && !PACKED.has(ending)) {
      const packed = brotli(tag, body);
      if (packed.length < body.length) {
        body = packed;
        response.setHeader('Content-Encoding', 'br');
      }
    }
    response.setHeader('Content-Length', body.length);
    response.writeHead(found.status);
    response.end(request.method === 'HEAD' ? undefined : body);
    log({ path, status: found.status, bytes: body.length });
  });
  await new Promise((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done));
  const stop = () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${server.address().port}/`, server, stop, options };
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const [site, port] = process.argv.slice(2);
  if (!site || !existsSync(site)) {
    console.error('usage: node serve.mjs SITE [PORT]');
    process.exit(2);
  }
  const { url } = await serve(site, { port: Number(port ?? 0) });
  console.log(url);
}
