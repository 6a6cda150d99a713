"""An HTTP proxy on 127.0.0.1 that prints each request line it gets.

usage: proxy.py PORT-FILE
It ends with its parent.
"""

import re
import socket
import sys
import threading

import local_server


def pass_on(source, target, prefix=b""):
    """What asks a web server by way of a proxy names the server in each request."""
    try:
        while data := source.recv(65536):
            target.sendall(data.replace(b"GET " + prefix, b"GET ") if prefix else data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve(client):
    head = b""
    while b"\r\n\r\n" not in head:
        data = client.recv(65536)
        if not data:
            return
        head += data
    line = head.split(b"\r\n")[0].decode("latin-1")
    print(line, flush=True)
    tunnel = re.match(r"CONNECT (\S+):(\d+) ", line)
    plain = re.match(r"[A-Z]+ http://([^/:]+):(\d+)(\S*) ", line)
    if not tunnel and not plain:
        return
    found = tunnel or plain
    server = socket.create_connection((found[1], int(found[2])))
    if tunnel:
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    else:
        prefix = f"http://{plain[1]}:{plain[2]}".encode()
        server.sendall(head.replace(b"GET " + prefix, b"GET "))
    threading.Thread(target=pass_on, args=(server, client), daemon=True).start()
    pass_on(client, server, b"" if tunnel else prefix)


listener = socket.create_server(("127.0.0.1", 0))
local_server.tell_port(sys.argv[1], listener.getsockname()[1])
local_server.end_with_parent()
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
