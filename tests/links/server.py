"""A site that behaves as sites do: some pages are there, some are gone, some do not like programs.

Is reached as a proxy, under the name site-of-the-tests.uk: real names lead to real sites. Prints its port, then a line for each request. Listens on
loopback only.
"""

import http.server
import pathlib
import socket
import ssl
import sys
import threading
import time
import urllib.parse

STATUS = {"/fine": 200, "/gone": 404, "/gone-for-good": 410, "/forbidden": 403, "/busy": 429, "/wall": 503, "/fault": 500, "/odd": 418}
LEADS = {"/moved": (301, "/fine"), "/for-now": (302, "/fine"), "/circle": (302, "/circle-2"), "/circle-2": (302, "/circle")}


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        where = urllib.parse.urlsplit(self.path)
        print(f"{self.command} {where.path} {self.headers['user-agent']}", flush=True)
        path = where.path
        if path == "/slow":
            time.sleep(8)
        if path == "/broken":
            self.connection.close()
            return
        if path == "/endless":
            self.answer(302, [("Location", f"/endless?{int(where.query or 0) + 1}")])
        elif path in LEADS:
            status, to = LEADS[path]
            self.answer(status, [("Location", to)])
        elif path == "/nowhere":
            self.answer(301, [])
        else:
            self.answer(STATUS.get(path, 200), [("cf-mitigated", "challenge")] if path == "/wall" else [])

    def do_CONNECT(self):
        """Leads to the site; at the secure port, behind a certificate that nobody trusts."""
        self.send_response(200)
        self.end_headers()
        with socket.create_connection(("127.0.0.1", secure if self.path.endswith(":443") else self.server.server_address[1])) as other:
            there = threading.Thread(target=pump, args=(self.connection, other), daemon=True)
            there.start()
            pump(other, self.connection)
        self.close_connection = True

    def answer(self, status, headers):
        body = b"<!doctype html><title>A page</title>"
        try:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # Whoever asked has given up.

    def log_message(self, *_):
        pass


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve(context=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


here = pathlib.Path(__file__).parent
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(here / "certificate.pem", here / "key.pem")
secure = serve(tls)
print(serve(), flush=True)
sys.stdin.read()
