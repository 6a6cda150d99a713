"""A peer that has nothing, asks for nothing, and names another peer: pex_stranger.py PORT.

It does so whether or not the torrent is private, and writes a line when it did.
"""
import json
import re
import socket
import struct
import sys

PROTOCOL = b"\x13BitTorrent protocol"
OUR_ID = b"-XX0001-abcdefghijkl"


def take(peer, size):
    data = b""
    while len(data) < size:
        more = peer.recv(size - len(data))
        if not more:
            raise ConnectionError
        data += more
    return data


def send_extended(peer, number, payload):
    peer.sendall(struct.pack(">IBB", len(payload) + 2, 20, number) + payload)


def serve(peer, added):
    # Who begins encrypted is left, and comes again in the clear.
    if take(peer, len(PROTOCOL)) != PROTOCOL:
        return
    info_hash = take(peer, 48)[8:28]
    peer.sendall(PROTOCOL + b"\0\0\0\0\0\x10\0\0" + info_hash + OUR_ID)
    send_extended(peer, 0, b"d1:md6:ut_pexi1eee")
    while True:
        (size,) = struct.unpack(">I", take(peer, 4))
        message = take(peer, size)
        if message[:2] != b"\x14\x00":
            continue
        theirs = re.search(rb"6:ut_pexi(\d+)e", message)
        # Who does not offer it gets it under the number that libtorrent would give it.
        send_extended(
            peer,
            int(theirs[1]) if theirs else 1,
            b"d5:added6:" + added + b"7:added.f1:\x02e",
        )
        print(json.dumps({"kind": "named", "offered": theirs is not None}), flush=True)


listener = socket.create_server(("127.0.0.1", 0))
listener.settimeout(120)
print(json.dumps({"kind": "ready", "endpoints": [f"127.0.0.1:{listener.getsockname()[1]}"]}), flush=True)
while True:
    caller, _ = listener.accept()
    try:
        serve(caller, socket.inet_aton("127.0.0.1") + struct.pack(">H", int(sys.argv[1])))
    except OSError:
        pass
    finally:
        caller.close()
