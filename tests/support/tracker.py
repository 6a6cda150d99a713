"""An HTTP tracker on 127.0.0.1 that has no peers to tell of, and of every torrent 7 seeds.

usage: tracker.py PORT-FILE LOG

LOG gets a line for each request: its path. It ends with its parent.
"""

import sys
import urllib.parse

import local_server


class Tracker(local_server.Handler):
    def do_GET(self):
        with open(sys.argv[2], "a", encoding="utf-8") as log:
            log.write(self.path + "\n")
        if self.path.startswith("/announce-refuses"):
            self.reply(200, b"d14:failure reason6:closede")
        elif self.path.startswith("/announce"):
            self.reply(200, b"d8:intervali1800e5:peers0:e")
        else:
            info_hash = self.path.split("info_hash=", 1)[1].split("&", 1)[0]
            self.reply(200, b"d5:filesd20:" + urllib.parse.unquote_to_bytes(info_hash)
                       + b"d8:completei7e10:downloadedi9e10:incompletei3eeee")


local_server.serve(Tracker, sys.argv[1])
