load ../../support/common
load ../../support/swarm

# blocked LINE: a filter of this line keeps the seed away.
blocked() {
    printf '%s\n' "$1" > filter
    run -9 bt-add --private-net --peer "$SEED" -W 1500ms -d out --ip-filter filter x.torrent
    [[ ! -e out/data/large.bin ]] || fail "$1"
}

# let_pass LINE...
let_pass() {
    rm -rf out
    printf '%s\n' "$@" > filter
    add -q -d out --ip-filter filter
    same_tree seed/data out/data
}

@test "--ip-filter takes CIDR, an address and a range" {
    start_swarm
    blocked 127.0.0.0/8
    blocked 127.0.0.1
    blocked 127.0.0.0-127.0.0.9
    blocked '127.0.0.0 - 127.0.0.9'
}

@test "--ip-filter takes lists in P2P and DAT form" {
    start_swarm
    blocked 'Some name: with, all - of it:127.0.0.0-127.255.255.255'
    blocked '127.000.000.000 - 127.255.255.255 , 000 , some name'
}

@test "--ip-filter lets others pass" {
    start_swarm
    let_pass '# a comment' '' '; another' 10.0.0.0/8 'name:128.0.0.0-200.0.0.0' ::1 2001:db8::/32
    # From level 128 up a DAT line lets pass.
    let_pass '127.000.000.000 - 127.255.255.255 , 128 , some name'
}

@test "--ip-filter is repeated for more" {
    start_swarm
    echo 10.0.0.0/8 > one
    echo 127.0.0.1 > two
    run -9 add -W 2s -d out --ip-filter two --ip-filter one
    run -9 add -W 2s -d out --ip-filter one --ip-filter two
}

@test "a line that is neither ends with 3 and says where" {
    make_tree data
    bt-create -q -o x.torrent data
    for line in 1.2.3 1.2.3.4/33 'x:y' 9.9.9.9-1.1.1.1 1.2.3.4-::1; do
        printf '10.0.0.1\n%s\n' "$line" > filter
        fails 3 "bt-add: cannot read IP filter filter: line 2 is no address or range of them" \
            bt-add --private-net --ip-filter filter x.torrent
    done
    run -4 --separate-stderr bt-add --private-net --ip-filter nowhere x.torrent
    assert_regex "$stderr" '^bt-add: cannot read IP filter nowhere: '
}
