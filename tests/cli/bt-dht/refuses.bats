load ../../support/common

target=e5f96f6f38320f0f33959cb4d3d656452117aadb

# usage ARGUMENTS...: status 2, one line, nothing printed.
usage() {
    run -2 --separate-stderr bt-dht "$@"
    assert_output ""
    # shellcheck disable=SC2154 # bats sets stderr
    assert_equal "$(wc -l <<< "$stderr")" 1
}

@test "a missing or unknown verb and wrong values end with 2 and one line" {
    usage
    usage frobnicate
    usage get
    usage get abcd
    usage get "${target}0"
    usage get "${target/e/x}"
    usage get $target --timeout soon
    usage get $target --dht-node nowhere
    usage put
    usage put x --min-nodes 0
    usage put x --min-nodes 9
    usage put x --seq -1
    usage put x --cas many
    usage node --port 65536
    usage keygen
}

@test "what only mutable items have needs a key" {
    usage get $target --salt s
    for option in --salt --seq --cas; do
        run -2 --separate-stderr bt-dht put x $option 1
        assert_output ""
    done
}

@test "key and value cannot both come from standard input" {
    run -2 --separate-stderr bt-dht put -k - - <<< 0000000000000000000000000000000000000000000000000000000000000000
    assert_output ""
}

@test "a value or a salt that no node takes is refused with 4 before anybody is asked" {
    local long
    long=$(head -c 997 /dev/zero | tr '\0' x)
    fails 4 "bt-dht: cannot store value: 1001 bytes bencoded, and nodes take at most 1000" \
        bt-dht put "$long" --private-net
    bt-dht keygen k > /dev/null
    fails 4 "bt-dht: cannot use salt: 65 bytes, and nodes take at most 64" \
        bt-dht put x -k k --salt "$(head -c 65 /dev/zero | tr '\0' s)" --private-net
}

@test "a key that is not there or is none ends with 3, and is not repeated" {
    fails 3 "bt-dht: cannot read key nowhere: No such file or directory" bt-dht pubkey -k nowhere
    printf 'secret garbage' > k
    chmod 600 k
    fails 3 "bt-dht: cannot use key k: it is neither PEM, nor 64 or 128 hex digits" bt-dht pubkey -k k
    run -3 --separate-stderr env BT_DHT_KEY='secret garbage' bt-dht pubkey
    refute [ "${stderr#*secret}" != "$stderr" ]
    run -3 bt-dht pubkey
    run -3 bt-dht pubkey -k fd:77
}

@test "an encrypted key is refused rather than asked about" {
    openssl genpkey -algorithm ed25519 -aes256 -pass pass:x -out k 2> /dev/null
    fails 3 "bt-dht: cannot use key k: the PEM cannot be read, or needs a passphrase" bt-dht pubkey -k k
}

@test "a key of another kind is refused" {
    openssl genpkey -algorithm x25519 -out k
    fails 3 "bt-dht: cannot use key k: the PEM holds no Ed25519 key" bt-dht pubkey -k k
}

@test "keygen replaces no key unless told to" {
    run -0 bt-dht keygen k
    cp k before
    run -14 --separate-stderr bt-dht keygen k
    assert_output ""
    cmp k before
    run -0 bt-dht keygen -f k
    run -1 cmp k before
}

@test "keygen into a folder that is not there ends with 5 and makes nothing" {
    fails 5 "bt-dht: cannot write nowhere/k: No such file or directory" bt-dht keygen nowhere/k
    assert [ ! -e nowhere ]
}

@test "standard output on a full device ends with 5" {
    fails 5 "bt-dht: cannot write standard output: No space left on device" \
        sh -c 'bt-dht keygen k > /dev/full'
    fails 5 "bt-dht: cannot write standard output: No space left on device" \
        sh -c 'bt-dht node --private-net --max-time 5s > /dev/full'
}

@test "without a node to ask a look-up ends with 10 at once" {
    run -10 --separate-stderr bt-dht get $target --private-net
    assert_output ""
    assert_regex "$stderr" "no node of it is known"
}

@test "a dead node ends a look-up and a put with 10, within the time given" {
    local start=$SECONDS
    run -10 --separate-stderr bt-dht get $target --private-net --dht-node 127.0.0.1:9 -W 1s
    assert_output ""
    run -10 --separate-stderr bt-dht put x --private-net --dht-node 127.0.0.1:9 -W 1s
    assert_output ""
    assert [ $((SECONDS - start)) -le 4 ]
}

@test "a node that has no address ends a look-up with 10 and says which" {
    run -10 --separate-stderr bt-dht get $target --private-net --dht-node nowhere.invalid:1 -W 5s
    assert_regex "$stderr" "cannot find nowhere.invalid"
}

@test "a look-up that is interrupted ends with 130 and prints nothing" {
    run -130 --separate-stderr timeout --preserve-status --foreground -s INT 1 \
        bt-dht get $target --private-net --dht-node 127.0.0.1:9 -W 20s
    assert_output ""
}
