load ../../support/common

# A file so long that its hashing is under way when the first record comes.
long_file() {
    mkdir -p data
    truncate -s 4G data/long
    head -c 100000 /dev/urandom > data/other
}

# while_hashing COMMAND...: starts bt-create, runs the command after the first progress record, and
# gives the tool's status.
while_hashing() {
    bt-create -j --progress json --progress-interval 10ms -o out.torrent data > lines 2> errors &
    local tool=$!
    for _ in $(seq 500); do
        [ -s lines ] && break
        sleep 0.02
    done
    "$@"
    if wait "$tool"; then code=0; else code=$?; fi
}

changed_is_noticed() {
    assert_equal "$code" 11
    assert_equal "$(cat errors)" "bt-create: $1"
    assert_equal "$(tail -n 1 lines | jq -c '[.kind, .reason, .exit_code]')" '["summary","io",11]'
    assert [ ! -e out.torrent ]
    assert_equal "$(find . -name '.bt-*')" ""
}

@test "a file that shrinks while it is hashed" {
    long_file
    while_hashing truncate -s 1M data/long
    changed_is_noticed "cannot read data/long: it changed while it was read"
}

@test "a file that grows" {
    long_file
    while_hashing truncate -s 6M data/other
    changed_is_noticed "cannot read data/other: it changed while it was read"
}

@test "a file that is written to and keeps its size" {
    long_file
    while_hashing dd if=/dev/urandom of=data/other bs=1k count=1 conv=notrunc status=none
    changed_is_noticed "cannot read data/other: it changed while it was read"
}

@test "a file that vanishes" {
    long_file
    while_hashing rm data/other
    assert_equal "$code" 11
    assert [ ! -e out.torrent ]
}

@test "a signal ends it in order" {
    long_file
    while_hashing eval 'kill -INT $tool'
    assert_equal "$code" 130
    assert_equal "$(cat errors)" "bt-create: stopped; nothing was written"
    assert_equal "$(tail -n 1 lines | jq -c '[.kind, .exit_code]')" '["summary",130]'
    assert [ ! -e out.torrent ]
}

@test "progress is told as records, and the torrent comes last" {
    mkdir data
    truncate -s 3G data/long
    bt-create -j --progress json --progress-interval 10ms -m v1 data > lines
    assert_equal "$(tail -n 1 lines | jq -r .kind)" torrent_info
    assert_equal "$(head -n 1 lines | jq -c '[.kind, .name, .total, (.done > 0), (.progress <= 1)]')" \
        '["hash_progress","data",3221225472,true,true]'
}
