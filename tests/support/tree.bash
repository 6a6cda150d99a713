# A folder of a few files: nested, empty, executable, not ASCII.
make_tree() {
    mkdir -p "$1/a/b"
    head -c 100000 /dev/zero | tr '\0' x > "$1/large.bin"
    printf 'small\n' > "$1/a/b/small.txt"
    printf 'umlaut\n' > "$1/grün.txt"
    printf '#!/bin/sh\n' > "$1/run.sh"
    chmod +x "$1/run.sh"
    : > "$1/empty"
}
