"""Serves feeds on 127.0.0.1, well and badly.

usage: feed_server.py FOLDER PORT-FILE LOG

The first part of the path says how: /good/ with ETag and Last-Modified; /etag/ and /date/ with one
of them; /gzip/ compressed; /bomb/ compressed and without end; /endless/ a feed without end; /moved/
redirects to /good/deep/; /loop/ to itself; /as/CHARSET/ with that charset in its media type; /busy/
says 503 and Retry-After; /hang/ never answers; /cut/ ends before the end. LOG gets a line for each
request: status and path. It ends with its parent.
"""

import email.utils
import gzip
import hashlib
import os
import sys
import time
import urllib.parse
import zlib

import local_server


class Handler(local_server.Handler):
    def log_request(self, code="-", size="-"):
        with open(sys.argv[3], "a", encoding="utf-8") as log:
            log.write(f"{int(code)} {self.path}\n")

    def serve_file(self, how, path):
        path = os.path.join(sys.argv[1], path)
        try:
            with open(path, "rb") as file:
                body = file.read()
        except OSError:
            return self.reply(404, b"no such file")
        headers = {}
        if how in ("good", "etag"):
            headers["ETag"] = '"' + hashlib.sha1(body).hexdigest() + '"'
        if how in ("good", "date"):
            headers["Last_Modified"] = email.utils.formatdate(os.stat(path).st_mtime, usegmt=True)
        asked = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        same = asked[0] == headers["ETag"] if "ETag" in headers and asked[0] else (
            "Last_Modified" in headers and asked[1] == headers["Last_Modified"])
        if same:
            return self.reply(304, b"", **headers)
        if how == "gzip":
            body = gzip.compress(body)
            headers["Content_Encoding"] = "gzip"
        self.reply(200, body, **headers)

    def endless(self, compress):
        self.send_response(200)
        if compress:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        self.wfile.write(packer.compress(b"<rss><channel>") if compress else b"<rss><channel>")
        item = b"<item><title>x</title><link>http://x/x.torrent</link></item>\n" * 2000
        while True:
            self.wfile.write(packer.compress(item) if compress else item)

    def do_GET(self):
        how, _, path = urllib.parse.unquote(self.path.split("?")[0])[1:].partition("/")
        if how == "hang":
            time.sleep(60)
        elif how == "moved":
            self.reply(301, b"", Location="/good/deep/" + path)
        elif how == "loop":
            self.reply(302, b"", Location=self.path)
        elif how == "busy":
            self.reply(503, b"later", Retry_After="3600")
        elif how == "as":
            charset, _, path = path.partition("/")
            with open(os.path.join(sys.argv[1], path), "rb") as file:
                self.reply(200, file.read(), Content_Type=f"text/xml; charset={charset}")
        elif how in ("bomb", "endless"):
            self.endless(how == "bomb")
        elif how == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"<rss><channel>")
            self.close_connection = True
        else:
            self.serve_file(how, path)


local_server.serve(Handler, sys.argv[2])
