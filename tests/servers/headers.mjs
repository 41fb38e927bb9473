// Starts real web servers with the header files that stand beside a built site, and checks what they answer.
//
//   node headers.mjs SITE
//
// Each server listens on loopback, on a port of its own, and ends with this program. Prints what failed, then `N passed, N failed`.

import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [given] = process.argv.slice(2);
if (!given || !existsSync(join(given, 'hosting'))) {
  console.error('usage: node headers.mjs SITE');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'familypack-servers-'));
/** A copy that the servers' own users may read. */
const site = join(folder, 'site');
chmodSync(folder, 0o755);
cpSync(resolve(given), site, { recursive: true });
const hosting = join(site, 'hosting');
const TIMEOUT_MS = 10_000;

/** What each kind of file must come with: a path of the sample, and headers by name; `null` for none. */
const WANTED = [
  ['/exampleford/visiting.html', { 'content-type': /^text\/html; charset=utf-8$/i, 'cache-control': /^no-cache$/ }],
  ['/exampleford/', { 'content-type': /^text\/html; charset=utf-8$/i, 'cache-control': /^no-cache$/ }],
];
/** What every answer must come with, also one that says that there is nothing. */
const ALWAYS = {
  'content-security-policy': /script-src 'self';.*frame-ancestors 'none'/,
  'referrer-policy': /^no-referrer$/,
  'x-content-type-options': /^nosniff$/,
  'strict-transport-security': /^max-age=\d+$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'set-cookie': null,
};

const failures = [];
let passed = 0;
function check(server, what, problem) {
  if (problem) failures.push(`${server}: ${what}: ${problem}`);
  else passed += 1;
}

/** A port that nobody listens on. */
function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Each server: how it is set up in `home` for `port`, and how it is started. */
const SERVERS = {
  nginx(home, port) {
    writeFileSync(join(home, 'nginx.conf'), `
daemon off; pid ${home}/pid; error_log ${home}/error.log; events {}
http {
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path ${home}/a; proxy_temp_path ${home}/b; fastcgi_temp_path ${home}/c; uwsgi_temp_path ${home}/d; scgi_temp_path ${home}/e;
  include ${hosting}/nginx-http.conf;
  server { listen 127.0.0.1:${port}; root ${site}; include ${hosting}/nginx-server.conf; }
}`);
    return ['nginx', ['-e', join(home, 'error.log'), '-c', join(home, 'nginx.conf')]];
  },
  apache2(home, port) {
    const modules = '/usr/lib/apache2/modules';
    const load = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers'].map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`);
    writeFileSync(join(home, 'mime.types'), 'text/html html\ntext/javascript js\nimage/svg+xml svg\nimage/png png\n');
    writeFileSync(join(home, 'apache.conf'), `
ServerRoot ${home}
${load.join('\n')}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${home}/pid
ErrorLog ${home}/error.log
User nobody
Group nogroup
TypesConfig ${home}/mime.types
DocumentRoot ${site}
DirectoryIndex index.html
<Directory ${site}>
Require all granted
</Directory>
Include ${hosting}/apache.conf`);
    return ['apache2', ['-X', '-f', join(home, 'apache.conf')]];
  },
  caddy(home, port) {
    writeFileSync(join(home, 'Caddyfile'), `
{
	admin off
	auto_https off
}
http://127.0.0.1:${port} {
	root * ${site}
	import ${hosting}/caddy.conf
	file_server
}`);
    return ['caddy', ['run', '--config', join(home, 'Caddyfile'), '--adapter', 'caddyfile']];
  },
};

async function answering(address) {
  const end = Date.now() + TIMEOUT_MS;
  while (Date.now() < end) {
    try {
      await fetch(address);
      return true;
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  return false;
}

function unlike(headers, wanted) {
  return Object.entries(wanted).flatMap(([name, pattern]) => {
    const value = headers.get(name);
    if (pattern === null) return value === null ? [] : [`${name}: ${value}`];
    return value !== null && pattern.test(value) ? [] : [`${name}: ${value}`];
  }).join('; ');
}

/** The pages that nobody is to find afterwards, as the file for hosts names them. */
function wanted() {
  const pack = join(site, 'exampleford');
  const pages = readdirSync(pack).filter((name) => name.endsWith('.html'));
  const exit = pages.filter((name) => readFileSync(join(pack, name), 'utf8').includes('class=exit')).map((name) => `/exampleford/${name}`);
  const scripts = existsSync(join(pack, 'assets')) ? readdirSync(join(pack, 'assets')).filter((name) => name.endsWith('.js')) : [];
  const files = [['visits.ics', /^text\/calendar/], ['contacts.vcf', /^text\/vcard/], ['changes.atom', /^application\/atom\+xml/],
    ['manifest.webmanifest', /^application\/manifest\+json/], ['directory.csv', /^text\/csv/]];
  return [
    ...WANTED,
    ...exit.map((path) => [path, { 'cache-control': /^no-store$/ }]),
    ...scripts.slice(0, 1).map((name) => [`/exampleford/assets/${name}`, { 'cache-control': /^public, max-age=604800$/ }]),
    ...files.filter(([name]) => existsSync(join(site, 'exampleford', name)))
      .map(([name, type]) => [`/exampleford/${name}`, { 'content-type': type, 'cache-control': /^no-cache$/ }]),
  ];
}

async function checkServer(name) {
  const home = join(folder, name);
  mkdirSync(home);
  const port = await freePort();
  const [program, args] = SERVERS[name](home, port);
  const log = [];
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: home } });
  server.stdout.on('data', (text) => log.push(String(text)));
  server.stderr.on('data', (text) => log.push(String(text)));
  server.on('error', (error) => log.push(String(error)));
  try {
    const base = `http://127.0.0.1:${port}`;
    if (!(await answering(base))) {
      check(name, 'starts with the header file', log.join('').slice(-500) || 'no answer');
      return;
    }
    for (const [path, headers] of wanted()) {
      const answer = await fetch(base + path);
      check(name, path, answer.status === 200 ? unlike(answer.headers, { ...ALWAYS, ...headers }) : `status ${answer.status}`);
    }
    const lost = await fetch(`${base}/nowhere.html`);
    check(name, 'a page that is not there', lost.status === 404 ? unlike(lost.headers, ALWAYS) : `status ${lost.status}`);
    const html = await lost.text();
    check(name, 'a page that is not there helps on', html.includes('safety-strip') ? '' : 'it is not our page');
  } finally {
    server.kill('SIGTERM');
    await new Promise((done) => (server.exitCode === null && server.signalCode === null ? server.once('exit', done) : done()));
  }
}

try {
  for (const name of Object.keys(SERVERS)) await checkServer(name);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;
