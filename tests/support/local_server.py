"""What the servers of tests have in common: how they answer, tell their port and end."""

import http.server
import os
import threading
import time


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def tell_port(port_file, port):
    """The file appears whole: who waits for it can read it at once."""
    with open(port_file + ".new", "w", encoding="ascii") as file:
        file.write(str(port))
    os.rename(port_file + ".new", port_file)


def end_with_parent():
    parent = os.getppid()

    def watch():
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def serve(handler, port_file, address="127.0.0.1"):
    server = http.server.ThreadingHTTPServer((address, 0), handler)
    server.handle_error = lambda *_: None
    tell_port(port_file, server.server_port)
    end_with_parent()
    server.serve_forever()
