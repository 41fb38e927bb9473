// Nothing is served but the preview, to nobody but this machine, under no name but its own.

import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Desk } from './desk.mjs';

/** Asks as no browser would; resolves to the status, headers and text. */
function ask(url, { path, method = 'GET', headers = {}, body } = {}) {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    const asking = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (data) => { text += data; });
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asking.on('error', (error) => done({ status: 0, headers: {}, text: error.code }));
    asking.end(body);
  });
}

/** Writes bytes to the port and returns what comes back first. */
function raw(url, bytes) {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.on('data', (data) => { text += data; if (text.includes('\r\n')) socket.destroy(); });
    socket.on('error', () => {});
    socket.on('close', () => done(text));
    setTimeout(() => socket.destroy(), 3000);
  });
}

const addresses = () => Object.values(networkInterfaces()).flat().filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);

export async function safe(browser, program, check) {
  const desk = new Desk(program, { gallery: true });
  await desk.serve();
  const { url } = desk;
  await desk.state();
  const { host, port } = new URL(url);
  const refused = async (name, asked, ...wanted) => {
    const { status, text } = await ask(url, asked);
    check(`${name} is refused`, wanted.includes(status), `${status} ${text.slice(0, 60)}`);
    // The page that says that nothing is there may be the site's own.
    const told = /root:|\[identity\]|%PDF|PNG/.test(text) || (status !== 404 && text.includes('<html'));
    check(`${name} is told nothing`, !told, text.slice(0, 80));
  };
  const fine = await ask(url, { path: '/northmoor/index.html' });
  check('the page itself is there', fine.status === 200 && fine.text.includes('Northmoor'));
  for (const [name, value] of [['cache-control', 'no-store'], ['x-content-type-options', 'nosniff'], ['referrer-policy', 'no-referrer'], ['x-frame-options', 'SAMEORIGIN'], ['cross-origin-resource-policy', 'same-origin']]) {
    check(`${name} is ${value}`, fine.headers[name] === value, fine.headers[name]);
  }
  check('no other site may read it', !fine.headers['access-control-allow-origin']);

  for (const path of ['/../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc%2fpasswd', '/northmoor/..%5c..%5cfamilypack.toml', '/%00', '/northmoor//index.html', '/-/../familypack.toml', '/-/%2e%2e/familypack.toml']) {
    await refused(path, { path }, 400, 404);
  }
  for (const path of ['/familypack.toml', '/establishments/northmoor/establishment.toml', '/content/', '/.git/config', '/-/', '/-/nothing.js', '/-/picture?path=../../etc/passwd', '/-/leaflet?path=..%2f..%2fx.pdf', '/northmoor/leaflets/']) {
    await refused(path, { path }, 400, 404);
  }
  for (const name of ['evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`, `[::1].evil.example:${port}`, `192.168.0.1:${port}`]) {
    await refused(`the name "${name}"`, { path: '/', headers: { host: name } }, 403, 400);
  }
  await refused('another site', { path: '/', headers: { host, origin: 'http://evil.example' } }, 403);
  await refused('another port of this machine', { path: '/', headers: { host, origin: 'http://127.0.0.1:1' } }, 403);
  await refused('a picture in another site', { path: '/northmoor/index.html', headers: { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } }, 403);
  await refused('the news in another site', { path: '/-/events', headers: { host, 'sec-fetch-site': 'cross-site' } }, 403);
  await refused('a form of another site', { path: '/-/today', method: 'POST', headers: { host, 'content-type': 'application/x-www-form-urlencoded' }, body: 'date=2026-12-25' }, 415);
  await refused('a long address', { path: `/${'a'.repeat(5000)}` }, 414, 431);
  await refused('many headers', { path: '/', headers: { host, 'x-long': 'a'.repeat(20_000) } }, 431);
  await refused('a large body', { path: '/-/today', method: 'POST', headers: { host, 'content-type': 'application/json' }, body: `{"date": "${'2'.repeat(100_000)}"}` }, 413);
  await refused('a body that is none', { path: '/-/today', method: 'POST', headers: { host, 'content-type': 'application/json' }, body: '{' }, 400);
  await refused('a day that is none', { path: '/-/today', method: 'POST', headers: { host, 'content-type': 'application/json' }, body: '{"date": "31 April 2026"}' }, 400);
  await refused('a file outside', { path: '/-/edit', method: 'POST', headers: { host, 'content-type': 'application/json' }, body: '{"file": "../../../etc/passwd", "line": 1}' }, 404);
  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH']) await refused(method, { path: '/', method }, 405);
  check('no name at all is refused', (await raw(url, 'GET / HTTP/1.1\r\nHost:\r\n\r\n')).includes(' 403 '));
  check('what is no request gets no page', !(await raw(url, 'nonsense\r\n\r\n')).includes(' 200 '));
  check('endless headers come to an end', !(await raw(url, `GET / HTTP/1.1\r\nHost: ${host}\r\n${'X: a\r\n'.repeat(100_000)}`)).includes(' 200 '));
  const worker = await ask(url, { path: '/northmoor/sw.js', headers: { host, 'service-worker': 'script' } });
  check('no worker is given to a browser', worker.status === 404, worker.status);
  for (const address of addresses()) {
    const { status } = await ask(`http://${address}:${port}`, { path: '/' });
    check('nobody else on the network is answered', status === 0, `${address}: ${status}`);
  }
  check('it goes on after all that', (await ask(url, { path: '/' })).status === 200);
  await desk.stop();
  await shared(desk, check);
  await desk.close();
}

/** Shared, others may look and nothing else. */
async function shared(desk, check) {
  const [address] = addresses();
  await desk.serve('--share');
  await desk.state();
  const { port } = new URL(desk.url);
  if (!address) return;
  const there = `http://${address}:${port}`;
  const page = await ask(there, { path: '/northmoor/index.html', headers: { accept: 'text/html' } });
  check('shared, others see the page', page.status === 200 && page.text.includes('Northmoor'), page.status);
  check('shared, it still answers to no foreign name', (await ask(there, { path: '/', headers: { host: 'evil.example' } })).status === 403);
  const json = { 'content-type': 'application/json' };
  for (const [path, body] of [['/-/today', '{"date": "2026-12-25"}'], ['/-/edit', '{"file": "familypack.toml"}']]) {
    const { status } = await ask(there, { path, method: 'POST', headers: json, body });
    check(`shared, others can change nothing by ${path}`, status === 403, status);
  }
}
