"""Serves a folder on 127.0.0.1 with Range, which python's own server does not know.

usage: range_server.py FOLDER PORT-FILE [ADDRESS]

The first part of the path says how: /good/ as it should be; /norange/ ignores Range; /wrong/ flips
a bit in the last byte of every answer; /hang/ never answers; /loop/ redirects to itself; /file/
redirects to file:; /private/ redirects to /good/; /endless/ sends a body without end.
As trackers, /unknown/ knows no torrent and /rude/ fails with escapes. It ends with its parent.
"""

import os
import re
import sys
import time
import urllib.parse

import local_server


class Handler(local_server.Handler):
    def serve_file(self, how, path):
        try:
            with open(os.path.join(sys.argv[1], path), "rb") as file:
                body = file.read()
        except OSError:
            return self.reply(404, b"no such file")
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if not wanted or how == "norange":
            return self.reply(200, body)
        size = len(body)
        first, last = int(wanted[1]), min(int(wanted[2]), size - 1)
        if first >= size:
            return self.reply(416, b"", Content_Range=f"bytes */{size}")
        part = bytearray(body[first : last + 1])
        if how == "wrong":
            part[-1] ^= 1
        self.reply(206, bytes(part), Content_Range=f"bytes {first}-{last}/{size}")

    def do_GET(self):
        how, _, path = urllib.parse.unquote(self.path.split("?")[0])[1:].partition("/")
        if how == "hang":
            time.sleep(60)
        elif how == "loop":
            self.reply(302, b"", Location=self.path)
        elif how == "file":
            self.reply(302, b"", Location="file:///etc/hostname")
        elif how == "private":
            self.reply(302, b"", Location=f"http://127.0.0.1:{self.server.server_port}/good/{path}")
        elif how == "endless":
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"x" * 65536)
        elif how == "unknown":
            self.reply(200, b"d5:filesdee")
        elif how == "rude":
            self.reply(200, b"d14:failure reason12:no \x1b[2J\x1b[31me")
        else:
            self.serve_file(how, path)


local_server.serve(Handler, *sys.argv[2:4])
