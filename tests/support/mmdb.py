#!/usr/bin/env python3
"""mmdb.py FILE [NETWORK JSON]...: a database in MaxMind's format 2.0 of IPv4 networks, each with
what the JSON says: objects, texts, and numbers as uint32."""
import ipaddress
import json
import sys


def control(kind, size):
    """The byte that says type and size, and what follows it: the spec's 'data field format'."""
    assert size < 29 + 256
    tail = b"" if size < 29 else bytes([size - 29])
    low = min(size, 29)
    if kind < 8:
        return bytes([kind << 5 | low]) + tail
    return bytes([low, kind - 7]) + tail


def number(value, kind):
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return control(kind, len(raw)) + raw


def encode(value):
    if isinstance(value, str):
        raw = value.encode()
        return control(2, len(raw)) + raw
    if isinstance(value, dict):
        pairs = b"".join(encode(key) + encode(each) for key, each in value.items())
        return control(7, len(value)) + pairs
    if isinstance(value, list):
        return control(11, len(value)) + b"".join(encode(each) for each in value)
    return number(value, 6)


class Tree:
    """Each node has a place for a 0 and one for a 1: a node, an offset as (offset,), or nothing."""

    def __init__(self):
        self.nodes = [[None, None]]

    def add(self, network, offset):
        bits = f"{int(network.network_address):032b}"[:network.prefixlen]
        at = 0
        for bit in map(int, bits[:-1]):
            if not isinstance(self.nodes[at][bit], int):
                self.nodes.append([None, None])
                self.nodes[at][bit] = len(self.nodes) - 1
            at = self.nodes[at][bit]
        self.nodes[at][int(bits[-1])] = (offset,)

    def __bytes__(self):
        def value(record):
            if record is None:
                return len(self.nodes)
            return record if isinstance(record, int) else record[0] + len(self.nodes) + 16

        return b"".join(value(each).to_bytes(3, "big") for node in self.nodes for each in node)


def main():
    tree = Tree()
    data = b""
    for network, what in zip(sys.argv[2::2], sys.argv[3::2]):
        tree.add(ipaddress.ip_network(network), len(data))
        data += encode(json.loads(what))
    about = {
        "database_type": encode("bt-tools-test"),
        "description": encode({"en": "test"}),
        "languages": encode(["en"]),
        "node_count": number(len(tree.nodes), 6),
        "record_size": number(24, 5),
        "ip_version": number(4, 5),
        "binary_format_major_version": number(2, 5),
        "binary_format_minor_version": number(0, 5),
        "build_epoch": number(1700000000, 9),
    }
    metadata = control(7, len(about)) + b"".join(encode(key) + each for key, each in about.items())
    with open(sys.argv[1], "wb") as out:
        out.write(bytes(tree) + bytes(16) + data + b"\xab\xcd\xefMaxMind.com" + metadata)


main()
