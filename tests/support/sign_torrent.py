"""Names the originator of a torrent, or signs it as BEP 35 says, with openssl.

usage: sign_torrent.py originator CERTIFICATE.der IN OUT
       sign_torrent.py sign KEY.pem IN OUT [sha1|sha256]
"""

import subprocess
import sys


def end_of(data, at):
    """Of the value that begins there."""
    if data[at : at + 1].isdigit():
        colon = data.index(b":", at)
        return colon + 1 + int(data[at:colon])
    if data[at : at + 1] == b"i":
        return data.index(b"e", at) + 1
    at += 1
    while data[at : at + 1] != b"e":
        at = end_of(data, at)
    return at + 1


def pairs(data):
    """Keys and values of the dictionary, as they stand there."""
    out, at = {}, 1
    while data[at : at + 1] != b"e":
        value = end_of(data, at)
        end = end_of(data, value)
        out[data[at:value].partition(b":")[2]] = data[value:end]
        at = end
    return out


def text(data):
    return b"%d:%s" % (len(data), data)


def dictionary(of):
    return b"d" + b"".join(text(key) + of[key] for key in sorted(of)) + b"e"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def main():
    what, key, source, target = sys.argv[1:5]
    all_of_it = pairs(read(source))
    if what == "originator":
        info = pairs(all_of_it[b"info"])
        info[b"originator"] = text(read(key))
        all_of_it[b"info"] = dictionary(info)
    else:
        digest = sys.argv[5] if len(sys.argv) > 5 else "sha1"
        more = dictionary({b"note": text(b"signed too")})
        made = subprocess.run(
            ["openssl", "dgst", f"-{digest}", "-sign", key],
            input=all_of_it[b"info"] + more, stdout=subprocess.PIPE, check=True)
        one = dictionary({b"info": more, b"signature": text(made.stdout)})
        all_of_it[b"signatures"] = dictionary({b"com.example": one})
    with open(target, "wb") as file:
        file.write(dictionary(all_of_it))


if __name__ == "__main__":
    main()
