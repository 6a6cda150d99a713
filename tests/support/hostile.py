#!/usr/bin/env python3
"""hostile.py SOCKET [SECONDS]: everything a control socket must bear, for so long (10 by default).

Idle clients, half requests, lines that never end, bytes that are no UTF-8, deep nesting, batches,
and readers that never read. Prints what it did, as JSON, when it is done.
"""
import contextlib
import json
import random
import socket
import sys
import time

IDLE = 500
HALF = 10_000
MIB = 1 << 20

done = {}


def count(what, by=1):
    done[what] = done.get(what, 0) + by


def client(path):
    s = socket.socket(socket.AF_UNIX)
    s.connect(path)
    s.settimeout(5)
    return s


def say(s, what):
    """A server may have parted from us already, or not read on: both are its right."""
    with contextlib.suppress(OSError):
        s.sendall(what)


def rpc(method, ident=1, **params):
    return json.dumps({"jsonrpc": "2.0", "id": ident, "method": method, "params": params}).encode()


def idle(path, clients):
    for _ in range(IDLE):
        with contextlib.suppress(OSError):
            clients.append(client(path))
            count("idle clients")


def deaf(path, clients):
    """Asks for everything there is to tell, and for long answers, and reads nothing."""
    for _ in range(20):
        with contextlib.suppress(OSError):
            s = client(path)
            s.setblocking(False)
            say(s, rpc("subscribe", events=["all"], interval_ms=100) + b"\n")
            say(s, (rpc("list_methods") + b"\n") * 2000)
            clients.append(s)
            count("clients that read nothing")


def halves(path, until):
    whole = rpc("list_torrents")
    held = []
    while done.get("half requests", 0) < HALF and time.monotonic() < until:
        with contextlib.suppress(OSError):
            s = client(path)
            say(s, whole[:random.randrange(1, len(whole))])
            held.append(s)
            count("half requests")
        if len(held) > 50:
            held.pop(random.randrange(len(held))).close()
    for s in held:
        s.close()


LINES = {
    "long lines": lambda: b"x" * MIB + b"\n",
    "long strings": lambda: rpc("ping", pad="y" * MIB) + b"\n",
    "lines that are no UTF-8": lambda: rpc("find_torrent", hash="HERE").replace(
        b"HERE", random.randbytes(2000).replace(b"\n", b"")) + b"\n",
    "bytes of nothing": lambda: b"\0" * 4096 + b"\n",
    "deep nests": lambda: b"[" * 200_000 + b"\n",
    "deep params": lambda: b'{"jsonrpc":"2.0","id":1,"method":"ping","params":' + b'{"a":' * 90_000
                           + b"1" + b"}" * 90_000 + b"}\n",
    "large numbers": lambda: b'{"jsonrpc":"2.0","id":1e999,"method":"ping"}\n',
    "large batches": lambda: b"[" + b",".join([rpc("ping")] * 10_000) + b"]\n",
    "empty lines": lambda: b"\n" * 100_000,
}


def lines(path, kind):
    with contextlib.suppress(OSError), client(path) as s:
        say(s, LINES[kind]())
        s.shutdown(socket.SHUT_WR)
        with contextlib.suppress(OSError):
            while s.recv(1 << 16):
                pass
        count(kind)


def endless(path):
    """A line of 24 MiB that has not come to its end."""
    with contextlib.suppress(OSError), client(path) as s:
        for _ in range(24):
            s.sendall(b"z" * MIB)
    count("endless lines")


def main():
    path = sys.argv[1]
    until = time.monotonic() + (float(sys.argv[2]) if len(sys.argv) > 2 else 10)
    clients = []
    idle(path, clients)
    deaf(path, clients)
    halves(path, until + 60)
    while time.monotonic() < until or len(done) < len(LINES) + 4:
        for kind in LINES:
            lines(path, kind)
        endless(path)
        deaf(path, clients)
        del clients[:-IDLE]
    print(json.dumps(done))


if __name__ == "__main__":
    main()
