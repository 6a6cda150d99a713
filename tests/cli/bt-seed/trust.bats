load ../../support/common
load ../../support/swarm

# x.torrent of seed/large, 20 pieces in one file, which is older than it.
make_one() {
    mkdir -p seed
    head -c 320K /dev/urandom > seed/large
    touch -d 2026-01-01 seed/large
    bt-create -q -l 16K -o x.torrent "$@" seed/large > /dev/null
    touch -d 2026-01-02 x.torrent
    cp seed/large right
}

# alter BYTE: it has another value, and nobody sees when.
alter() {
    printf '\0\1\2\3' | dd of=seed/large bs=1 seek="$1" conv=notrunc status=none
    touch -d 2026-01-01 seed/large
}

# believes OPTION...: with these it is served without a look at all of it.
believes() {
    run -0 --separate-stderr bt-seed -v --private-net -d seed -r 0 "$@"
    assert_output --regexp '^magnet:'
    run ! grep checking <<< "$stderr"
}

# checks STATUS: --trust quick does not believe it, and says so.
checks() {
    run "-$1" --separate-stderr bt-seed -v --private-net -d seed -r 0 --trust quick x.torrent
    grep -q '^bt-seed: checking all data of x.torrent$' <<< "$stderr"
}

# no_wrong_byte: a downloader gets what is right of it, and the seed then gives up.
no_wrong_byte() {
    add -j -W 3s -d "$1" > add.jsonl 2> /dev/null || true
    assert_equal "$(jq -c 'select(.kind == "summary") | [.finished, .total_failed_bytes]' add.jsonl)" '[0,0]'
    [[ ! -e $1/large ]] || run ! cmp -s <(tail -c +200000 "$1/large" | head -c 8) <(tail -c +200000 seed/large | head -c 8)
    wait_for grep -q '"kind":"summary"' "$SEED_LOG"
    assert_equal "$(jq -c 'select(.kind == "summary") | [.finished, .failed]' "$SEED_LOG")" '[0,1]'
    assert_equal "$(jq -s 'map(select(.kind == "error")) | length' "$SEED_LOG")" 1
}

@test "by default all of it is checked" {
    make_one
    alter 200000
    for words in '' '--trust full'; do
        run -6 --separate-stderr bt-seed --private-net -d seed $words x.torrent
        assert_equal "$stderr" "bt-seed: cannot seed large: 1 of 20 pieces do not match their hash"
    done
}

@test "--trust quick reads the first piece alone, and still sends no wrong byte" {
    make_one
    alter 200000
    believes --trust quick x.torrent
    start_seed x.torrent --trust quick
    no_wrong_byte out
}

@test "--trust quick serves what is right" {
    make_one
    start_seed x.torrent --trust quick --until-peers 1 --max-time 20s
    add -q -d out
    cmp seed/large out/large
    wait "${SEED_PIDS[0]}"
}

@test "--trust quick checks all of it when the first piece is wrong" {
    make_one
    alter 100
    checks 6
}

@test "--trust quick checks all of it when a file is newer than the torrent" {
    make_one
    alter 200000
    touch -d 2026-01-03 seed/large
    checks 6
    cp right seed/large
    checks 0
    # As old as it is not newer.
    touch -r x.torrent seed/large
    believes --trust quick x.torrent
}

@test "--trust quick checks all of it when a file has another size" {
    make_one
    printf x >> seed/large
    touch -d 2026-01-01 seed/large
    checks 0
}

@test "--trust quick checks all of it when there is no file whose time would tell" {
    make_one
    run -0 --separate-stderr bt-seed -v --private-net -d seed -r 0 --trust quick - < x.torrent
    grep -q '^bt-seed: checking all data of -$' <<< "$stderr"
}

@test "--trust quick believes the date in a torrent without a file" {
    make_one -D 2026-01-01T12:00:00Z
    believes --trust quick - < x.torrent
    make_one -f -D 2025-12-31T12:00:00Z
    run -0 --separate-stderr bt-seed -v --private-net -d seed -r 0 --trust quick - < x.torrent
    grep -q '^bt-seed: checking all data of -$' <<< "$stderr"
}

@test "--trust quick looks at every file" {
    make_tree seed/data
    find seed -exec touch -d 2026-01-01 {} +
    bt-create -q -l 16K -o x.torrent seed/data > /dev/null
    believes --trust quick x.torrent
    touch -d 2100-01-01 seed/data/run.sh
    checks 0
}

@test "--seed-mode looks at nothing, and still sends no wrong byte" {
    make_one
    alter 100
    alter 200000
    believes --seed-mode x.torrent
    start_seed x.torrent --seed-mode
    no_wrong_byte out
}
