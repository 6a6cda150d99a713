load ../../support/common

# What others read out of our torrents, and make of the same content.

make_plain_tree() {
    mkdir -p top/sub
    head -c 300000 /dev/urandom > top/a.bin
    head -c 100000 /dev/urandom > top/sub/b.bin
    head -c 5000 /dev/urandom > top/z.txt
}

hash_v1() {
    bt-info -j "$1" | jq -r .info_hash_v1
}

need() {
    command -v "$1" > /dev/null || skip "$1 is not installed"
}

@test "mktorrent gives the same content the same info-hash" {
    need mktorrent
    make_plain_tree
    for path in top top/a.bin; do
        rm -f theirs.torrent
        mktorrent -l 15 -o theirs.torrent $path > /dev/null
        bt-create -q -f -m v1 -l 15 -o ours.torrent $path
        assert_equal "$(hash_v1 ours.torrent)" "$(hash_v1 theirs.torrent)"
    done
}

@test "transmission-create gives the same content the same info-hash" {
    need transmission-create
    make_plain_tree
    for path in top top/a.bin; do
        transmission-create -s 32 -o theirs.torrent $path > /dev/null
        # It writes private: 0 where others leave the key out.
        bt-create -q -f -m v1 -l 32K --merge '{"info":{"private":0}}' -o ours.torrent $path
        assert_equal "$(hash_v1 ours.torrent)" "$(hash_v1 theirs.torrent)"
    done
}

@test "transmission-show and aria2c read v1 torrents" {
    need transmission-show
    need aria2c
    make_plain_tree
    bt-create -q -m v1 -a http://t.example/announce -w http://w.example/ -o x.torrent top
    hash=$(hash_v1 x.torrent)
    transmission-show x.torrent | grep -q "Hash: $hash"
    aria2c -S x.torrent | grep -q "Info Hash: $hash"
    aria2c -S x.torrent | grep -q 'sub/b.bin'
}

@test "libtorrent reads every format, with the same hashes and files" {
    /usr/bin/python3 -c 'import libtorrent' 2> /dev/null || skip "python3-libtorrent is not installed"
    make_plain_tree
    ln -s a.bin top/link
    for format in v1 v2 hybrid; do
        bt-create -q -m $format --symlinks store --mtime -o $format.torrent top
        /usr/bin/python3 - $format.torrent > theirs << 'EOF'
import libtorrent, sys
info = libtorrent.torrent_info(sys.argv[1])
hashes = info.info_hashes()
print(str(hashes.v1) if hashes.has_v1() else None, str(hashes.v2) if hashes.has_v2() else None)
files = info.files()
for i in range(files.num_files()):
    if not files.file_flags(i) & libtorrent.file_storage.flag_pad_file:
        print(files.file_path(i), files.file_size(i))
EOF
        bt-info -j --files $format.torrent | jq -r '
            if .kind == "torrent_info" then "\(.info_hash_v1 // "None") \(.info_hash_v2 // "None")"
            else "\(.path) \(.size)" end' > ours
        diff ours theirs
    done
}

@test "parse-torrent of npm reads v1 and hybrid torrents" {
    need node
    [ -d "${BT_NPM:-/nowhere}/node_modules/parse-torrent" ] \
        || skip "BT_NPM names no folder with node_modules/parse-torrent"
    make_plain_tree
    for format in v1 hybrid; do
        bt-create -q -m $format -o $format.torrent top
        run -0 env NODE_PATH="$BT_NPM/node_modules" node -e '
            const parse = require("parse-torrent")
            console.log(parse(require("fs").readFileSync(process.argv[1])).infoHash)' $format.torrent
        assert_output "$(hash_v1 $format.torrent)"
    done
}
