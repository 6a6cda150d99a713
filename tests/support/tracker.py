#!/usr/bin/env python3
"""tracker.py PORT-FILE LOG: an HTTP tracker that knows no peers and logs what it is asked."""
import http.server
import os
import sys


class Tracker(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(sys.argv[2], "a", encoding="utf-8") as log:
            log.write(self.path + "\n")
        if self.path.startswith("/announce-refuses"):
            body = b"d14:failure reason6:closede"
        elif self.path.startswith("/announce"):
            body = b"d8:intervali1800e5:peers0:e"
        else:
            query = self.path.split("info_hash=", 1)[1].split("&", 1)[0]
            from urllib.parse import unquote_to_bytes
            body = (b"d5:filesd20:" + unquote_to_bytes(query)
                    + b"d8:completei7e10:downloadedi9e10:incompletei3eeee")
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Tracker)
with open(sys.argv[1] + ".new", "w", encoding="utf-8") as port:
    port.write(str(server.server_address[1]))
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
