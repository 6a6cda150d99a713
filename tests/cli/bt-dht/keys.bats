load ../../support/common

seed=d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842
seed_public=19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1
# The expanded secret of BEP 44, and its public key.
expanded=e06d3183d14159228433ed599221b80bd0a5ce8352e4bdf0262f76786ef1c74db7e7a9fea2c0eb269d61e3b38e450a22e754941ac78479d6c54e1faf6037881d
expanded_public=77ff84905a91936367c01360803104f92432fcd904a43511876df5cdf3e7e548

teardown() {
    [[ -z ${node_pid-} ]] || kill "$node_pid" 2> /dev/null || true
}

# key FILE [TEXT]: a key file as it should be.
key() {
    (umask 077 && printf '%s\n' "${2-$seed}" > "$1")
}

# silent_about TEXT: nothing that was said holds it.
silent_about() {
    # shellcheck disable=SC2154 # bats sets stderr
    [[ $output$stderr != *"$1"* ]] || fail "it says $1: $output$stderr"
}

@test "a key that others may read or change is refused with 3, whichever verb reads it" {
    key k
    local mode
    for mode in 640 604 620 602 660 644 666 610 777; do
        chmod $mode k
        fails 3 "bt-dht: cannot use key k: others may read or change it; chmod 600 ends that" \
            bt-dht pubkey -k k
    done
    fails 3 "bt-dht: cannot use key k: others may read or change it; chmod 600 ends that" \
        bt-dht sign x -k k --seq 1 -o i
    fails 3 "bt-dht: cannot use key k: others may read or change it; chmod 600 ends that" \
        bt-dht import -k k other
    fails 3 "bt-dht: cannot use key k: others may read or change it; chmod 600 ends that" \
        bt-dht put x -k k --private-net
    assert [ ! -e i ]
    assert [ ! -e other ]
    for mode in 600 400 700; do
        chmod $mode k
        assert_equal "$(bt-dht pubkey -k k)" $seed_public
    done
}

@test "a link to a key that others may read does not hide that" {
    key k
    chmod 644 k
    ln -s k link
    run -3 --separate-stderr bt-dht pubkey -k link
    assert_output ""
}

@test "a key as an argument is refused with 2 and not repeated" {
    local given
    for given in $seed ${seed^^} $expanded "${seed%?}" \
        "$(openssl genpkey -algorithm ed25519 | sed -n 2p)"; do
        for command in "pubkey -k" "keygen" "import -k /dev/null" "sign x --seq 1 -k" \
            "sign x --immutable -o" "put x --private-net -k"; do
            # shellcheck disable=SC2086 # several words
            run -2 --separate-stderr bt-dht $command "$given"
            assert_output ""
            assert_regex "$stderr" "cannot take a key as an argument"
            silent_about "$given"
        done
    done
    # bats leaves files of its own here.
    assert_equal "$(find . -type f ! -name 'separate-stderr-*')" ""
}

@test "a key where nothing is expected is not repeated either" {
    local given
    for given in $seed ${seed^^} $expanded "${seed%?}x" "$(openssl genpkey -algorithm ed25519)"; do
        run -2 --separate-stderr bt-dht pubkey "$given"
        silent_about "${given:0:60}"
        run -2 --separate-stderr bt-dht sign x --secret "$given"
        silent_about "${given:0:60}"
        run -2 --separate-stderr bt-dht get "$given" extra --private-net
        silent_about "${given:0:60}"
        run -2 --separate-stderr bt-dht "$given"
        silent_about "${given:0:60}"
    done
}

@test "what is wrong with a key is told without a byte of it, wherever it comes from" {
    local bad
    for bad in "${seed%?}" "${seed}0" "${seed%?}g" "$seed$seed" "$seed$seed_public" "${expanded%?}" \
        "secret garbage"; do
        key k "$bad"
        for from in "-k k" "-k -" "-k fd:5"; do
            # shellcheck disable=SC2086 # two words
            run -3 --separate-stderr bash -c "bt-dht pubkey $from < k 5< k"
            assert_output ""
            silent_about "${bad:0:12}"
        done
        run -3 --separate-stderr env BT_DHT_KEY="$bad" bt-dht pubkey
        silent_about "${bad:0:12}"
        run -3 --separate-stderr bt-dht import -k k other
        silent_about "${bad:0:12}"
        assert [ ! -e other ]
    done
}

@test "a key that cannot be read ends with 3" {
    mkdir folder
    (umask 077 && head -c 20000 /dev/zero > large && : > empty)
    fails 3 "bt-dht: cannot read key folder: Is a directory" bt-dht pubkey -k folder
    fails 3 "bt-dht: cannot read key large: it is too large for a key" bt-dht pubkey -k large
    fails 3 "bt-dht: cannot use key empty: it is neither PEM, nor 64 or 128 hex digits" bt-dht pubkey -k empty
    fails 3 "bt-dht: cannot read key nowhere: No such file or directory" bt-dht import -k nowhere k
    fails 3 "bt-dht: cannot read key fd:77: Bad file descriptor" bt-dht pubkey -k fd:77
    fails 3 "bt-dht: cannot read key fd:x: not a descriptor" bt-dht pubkey -k fd:x
    fails 3 "bt-dht: cannot use key on standard input: it is neither PEM, nor 64 or 128 hex digits" \
        bt-dht pubkey -k - < /dev/null
    run -3 --separate-stderr bt-dht import k
    assert_equal "${stderr%%$'\n'*}" "bt-dht: cannot find a key"
    assert [ ! -e k ]
}

@test "import replaces no file unless told to, and reads no key before it knows" {
    key k
    key taken "something else"
    run -14 --separate-stderr bt-dht import -k k taken
    assert_equal "$(< taken)" "something else"
    run -14 --separate-stderr bt-dht import -k nowhere taken
    run -0 --separate-stderr bt-dht import -f -k k taken
    assert_output $seed_public
    # In place: hex becomes PEM.
    run -0 --separate-stderr bt-dht import -f -k k k
    assert_regex "$(< k)" "^-----BEGIN PRIVATE KEY-----"
}

@test "a key that cannot be written ends with 5 and leaves nothing" {
    key k
    mkdir folder
    fails 5 "bt-dht: cannot write nowhere/k: No such file or directory" bt-dht import -k k nowhere/k
    fails 5 "bt-dht: cannot write folder: Is a directory" bt-dht import -k k folder
    fails 5 "bt-dht: cannot write standard output: No space left on device" \
        sh -c 'bt-dht pubkey -k k > /dev/full'
    assert_equal "$(ls -A folder)" ""
}

@test "a wrong format of a public key ends with 2" {
    key k
    run -2 --separate-stderr bt-dht pubkey -k k --format base64
    assert_output ""
}

@test "import writes PEM for its owner alone, which openssl reads, whatever the umask and the form" {
    openssl genpkey -algorithm ed25519 -out theirs
    key seed
    (
        umask 000
        bt-dht import -k theirs one > one.public
        bt-dht import -k - two < seed > two.public
        BT_DHT_KEY=$seed bt-dht import three > three.public
    )
    local name
    for name in one two three; do
        assert_equal "$(stat -c %a $name)" 600
        assert_equal "$(openssl pkey -in $name -pubout -outform DER | tail -c 32 | od -An -tx1 | tr -d ' \n')" \
            "$(< $name.public)"
    done
    cmp one theirs
    cmp two three
    assert_equal "$(< two.public)" $seed_public
}

@test "an expanded secret stays hex, and import says so" {
    key k $expanded
    run -0 --separate-stderr bt-dht import -k k other
    assert_output $expanded_public
    assert_regex "$stderr" "warning: other is in hex"
    assert_equal "$(< other)" $expanded
    assert_equal "$(stat -c %a other)" 600
    run -0 --separate-stderr bt-dht import -f -j -k k other
    assert_equal "$(jq -r '.kind, .file_format, .path' <<< "$output" | paste -sd' ')" "dht_key hex other"
}

@test "a public key is printed in each form, and JSON has them all" {
    key k
    # As coreutils has the first.
    local base32
    base32=$(basenc -d --base16 <<< ${seed_public^^} | basenc --base32 -w0 | tr -d =)
    base32=${base32,,}
    assert_equal "$(bt-dht pubkey -k k --format base32)" "$base32"
    assert_equal "$(bt-dht pubkey -k k --format z-base-32)" \
        "$(tr a-z2-7 ybndrfg8ejkmcpqxot1uwisza345h769 <<< "$base32")"
    assert_equal "$(bt-dht pubkey -k k --format hex)" $seed_public
    run -0 --separate-stderr bt-dht pubkey -j -k k
    assert_equal "$(jq -r '.kind, .public_key, .public_key_base32, .public_key_z_base_32, .path' <<< "$output")" \
        "$(printf '%s\n' dht_key $seed_public "$base32" "$(bt-dht pubkey -k k --format z-base-32)" k)"
    run -0 --separate-stderr bt-dht pubkey -j -k - < k
    assert_equal "$(jq .path <<< "$output")" null
}

@test "every form of a public key finds the same" {
    key k
    local form
    for form in hex base32 z-base-32; do
        # Nobody is there to ask; what is refused is another status.
        run -10 --separate-stderr bt-dht get "$(bt-dht pubkey -k k --format $form)" --private-net
    done
    run -2 bt-dht get "$(bt-dht pubkey -k k --format base32 | tr q b)" --private-net
}

@test "a key in the variable is gone from the environment of the process while it runs" {
    BT_DHT_KEY=$seed bt-dht node --private-net > node.out 2> node.err &
    node_pid=$!
    for _ in $(seq 200); do
        [[ ! -s node.out ]] || break
        sleep 0.05
    done
    assert [ -s node.out ]
    tr '\0' '\n' < /proc/$node_pid/environ > environ || skip "only root may look into a process with a key"
    assert [ -s environ ]
    run -1 grep -c $seed environ
    # Where the variable was is overwritten, not only skipped.
    assert_regex "$(< environ)" BT_DHT_KEY=
    run -1 grep -c $seed /proc/$node_pid/cmdline
}

# traced FILE COMMAND...: what it and its children ask of the kernel, whole.
traced() {
    local into=$1
    shift
    command -v strace > /dev/null || skip "no strace"
    strace -o /dev/null true 2> /dev/null || skip "strace may not trace here"
    strace -f -v -s 100000 -o "$into" "$@"
}

@test "no key is in an argument, the environment or the output of anything that is started" {
    key k
    local pem
    bt-dht import -k k p > /dev/null
    pem=$(sed -n 2p p)
    traced trace bt-dht pubkey -k k
    traced trace.pem bt-dht sign hello -k p --seq 1 -o i
    grep -q "read(.*$seed" trace || fail "the trace does not show what is read"
    for each in trace trace.pem; do
        grep -v 'read(' $each > $each.rest
        assert [ -s $each.rest ]
        run -1 grep -ce "$seed" -e "$pem" $each.rest
    done
}

@test "no key goes from the variable to what is started" {
    BT_DHT_KEY=$seed traced trace bt-dht pubkey
    # strace starts bt-dht with it; after that it is nowhere.
    assert_equal "$(grep -c $seed trace)" 1
    assert_regex "$(grep $seed trace)" execve
}
