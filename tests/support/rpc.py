#!/usr/bin/env python3
"""rpc.py SOCKET METHOD [PARAMS]: calls a method of the control protocol and prints its result.

An error ends with 1 and one line on standard error: the name of its code, and the message.
"""
import json
import socket
import sys

NAMES = {
    -32700: "parse_error", -32600: "invalid_request", -32601: "no_method",
    -32602: "invalid_params", -32001: "failed", -32003: "config", -32004: "bad_input",
    -32005: "no_output", -32006: "corrupt", -32007: "incomplete", -32008: "not_found",
    -32009: "timed_out", -32010: "network", -32011: "io", -32012: "too_few", -32014: "refused",
    -32015: "busy",
}


def call(path, method, params):
    with socket.socket(socket.AF_UNIX) as s:
        # With a limit on its time, a connect would not wait for its turn.
        s.connect(path)
        s.settimeout(60)
        asked = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        s.sendall(json.dumps(asked).encode() + b"\n")
        return json.loads(s.makefile().readline())


def main():
    params = json.loads(sys.argv[3]) if len(sys.argv) > 3 else {}
    answer = call(sys.argv[1], sys.argv[2], params)
    if "error" in answer:
        code = answer["error"]["code"]
        sys.exit(f"{NAMES.get(code, code)}: {answer['error']['message']}")
    print(json.dumps(answer["result"], ensure_ascii=False))


if __name__ == "__main__":
    main()
