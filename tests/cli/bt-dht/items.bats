load ../../support/common

# The numbers of BEP 44.
expanded=e06d3183d14159228433ed599221b80bd0a5ce8352e4bdf0262f76786ef1c74db7e7a9fea2c0eb269d61e3b38e450a22e754941ac78479d6c54e1faf6037881d
public=77ff84905a91936367c01360803104f92432fcd904a43511876df5cdf3e7e548
target=4a533d47ec9c7d95b1ad75f576cffc641853b750
signature=305ac8aeb6c9c151fa120f120ea2cfb923564e11552d06a5d856091e5e853cff1260d3f39e4999684aa92eb73ffd136e6f4f3ecbfda0ce53a1608ecd7ae21f01
salted_target=411eba73b6f087ca51a3795d9c8c938d365e32c1
salted_signature=6834284b6b24c3204eb2fea824d82f88883a3d95e8b4a21b8c0ded553d17d17ddf9a8a7104b1258f30bed3787e6cb896fca78c58f8e03b5f18f14951a87d9a08
immutable_target=e5f96f6f38320f0f33959cb4d3d656452117aadb

# key: the secret key of BEP 44 in the file k.
key() {
    (umask 077 && printf '%s\n' $expanded > k)
}

# item ARGUMENTS...: the first item of BEP 44 in the file i.
item() {
    key
    bt-dht sign 'Hello World!' -k k --seq 1 -f -o i "$@" > /dev/null
}

# letters COUNT: so many.
letters() {
    head -c "$1" /dev/zero | tr '\0' x
}

@test "an item that was changed anywhere is corrupt, or no item" {
    item --salt foobar
    python3 -c "
whole = open('i', 'rb').read()
for at in range(len(whole)):
    changed = bytearray(whole)
    changed[at] ^= 1
    open(f'bad.{at}', 'wb').write(changed)"
    run -13 --separate-stderr bt-dht check bad.*
    assert_output ""
    # shellcheck disable=SC2154 # bats sets stderr
    assert_equal "$(wc -l <<< "$stderr")" "$(stat -c %s i)"
    run -1 grep -vE '^bt-dht: cannot (read|trust) item bad\.' <<< "$stderr"
}

@test "an item with another value, salt, number, key or signature ends with 6" {
    item --salt foobar
    sed s/World/Wurld/ i > value
    sed s/foobar/foobaz/ i > salt
    sed s/seqi1e/seqi2e/ i > seq
    for name in value salt seq; do
        fails 6 "bt-dht: cannot trust item $name: its signature is not that of its key" bt-dht check $name
    done
    run -6 --separate-stderr bt-dht check - < value
    # shellcheck disable=SC2154 # bats sets stderr
    assert_equal "$stderr" "bt-dht: cannot trust item standard input: its signature is not that of its key"
    run -6 --separate-stderr bt-dht check -j value
    assert_equal "$(jq -r '.kind, .input, .code' <<< "$output" | paste -sd' ')" "error value 6"
}

@test "what is no item ends with 4 and says why" {
    item
    head -c 50 i > short
    { cat i; echo; } > long
    printf 'd1:v997:%se' "$(letters 997)" > large
    printf 'd1:k32:%s3:seqi-1e3:sig64:%s1:v1:xe' "$(letters 32)" "$(letters 64)" > negative
    letters 3000 > huge
    : > empty
    mkdir folder
    run -4 --separate-stderr bt-dht check short
    assert_output ""
    fails 4 "bt-dht: cannot read item long: something follows it at byte $(stat -c %s i)" bt-dht check long
    fails 4 "bt-dht: cannot read item large: its value: 1001 bytes bencoded, and nodes take at most 1000" \
        bt-dht check large
    fails 4 "bt-dht: cannot read item negative: its seq is -1, and none is below 0" bt-dht check negative
    fails 4 "bt-dht: cannot read item huge: larger than the limit of 2048 bytes" bt-dht check huge
    fails 4 "bt-dht: cannot read item empty: it is no bencoded dictionary" bt-dht check empty
    fails 4 "bt-dht: cannot read item nowhere: No such file or directory" bt-dht check nowhere
    fails 4 "bt-dht: cannot read item folder: Is a directory" bt-dht check folder
}

@test "what strangers wrote into an item is made safe for a terminal" {
    printf 'd1:\033i1e1:v1:xe' > evil
    fails 4 'bt-dht: cannot read item evil: items have no key \x1b' bt-dht check evil
}

@test "one bad item of several ends with 13, and the others are told" {
    item
    sed s/World/Wurld/ i > bad
    run -13 --separate-stderr bt-dht check bad i nowhere
    assert_equal "$(wc -l <<< "$output")" 1
    assert_equal "$(wc -l <<< "$stderr")" 2
}

@test "what cannot be signed ends with 2 and writes nothing" {
    key
    for arguments in "" "--seq -1" "--seq 9223372036854775808" "--seq x" "--seq 1 --salt-hex 0" \
        "--seq 1 --salt-hex xx" "--seq 1 --salt a --salt-hex 61" "--immutable --seq 1" \
        "--immutable --salt s" "--immutable --salt-hex 00" "--seq 1 --value-format xml"; do
        # shellcheck disable=SC2086 # several words
        run -2 --separate-stderr bt-dht sign x -k k -o i $arguments
        assert_output ""
        assert [ ! -e i ]
    done
    run -2 --separate-stderr bt-dht sign - -k - --seq 1 -o i < k
    assert_equal "$stderr" "bt-dht: cannot read key and value both from standard input"
    run -2 bt-dht sign -k k --seq 1 -o i
    run -2 bt-dht check
}

@test "a value or salt that no node takes ends with 4 and writes nothing" {
    key
    fails 4 "bt-dht: cannot store value: 1001 bytes bencoded, and nodes take at most 1000" \
        bt-dht sign "$(letters 997)" -k k --seq 1 -o i
    fails 4 "bt-dht: cannot use salt: 65 bytes, and nodes take at most 64" \
        bt-dht sign x -k k --seq 1 -o i --salt "$(letters 65)"
    fails 4 "bt-dht: cannot use salt: 65 bytes, and nodes take at most 64" \
        bt-dht sign x -k k --seq 1 -o i --salt-hex "$(letters 130 | tr x 0)"
    assert [ ! -e i ]
    bt-dht sign "$(letters 996)" -k k --seq 9223372036854775807 --salt "$(letters 64)" -o i
    run -0 --separate-stderr bt-dht check -j i
    assert_equal "$(jq -r '.value | length' <<< "$output")" 996
    # jq 1.6 rounds it.
    assert_regex "$output" '"seq":9223372036854775807,'
}

@test "a value that is not in the form it should be ends with 4" {
    fails 4 "bt-dht: cannot read value: it is not hex" bt-dht sign xyz --value-format hex --immutable
    fails 4 "bt-dht: cannot read value: it is not base64" bt-dht sign '!' --value-format base64 --immutable
    fails 4 "bt-dht: cannot read JSON {: it is not JSON at byte 1" bt-dht sign '{' --value-format json --immutable
    fails 4 "bt-dht: cannot store value: its keys are not in order" \
        bt-dht sign d1:bi1e1:ai1ee --value-format bencode --immutable
    run -4 bt-dht sign 1.5 --value-format json --immutable
    fails 4 "bt-dht: cannot store value: nested more than 7 deep at byte 7" \
        bt-dht sign '[[[[[[[[]]]]]]]]' --value-format json --immutable
}

@test "no key, or none that can be used, ends with 3" {
    run -3 --separate-stderr bt-dht sign x --seq 1 -o i
    assert_equal "${stderr%%$'\n'*}" "bt-dht: cannot find a key"
    fails 3 "bt-dht: cannot read key nowhere: No such file or directory" bt-dht sign x --seq 1 -k nowhere -o i
    assert [ ! -e i ]
}

@test "an item replaces no file unless told to, and is whole or not there" {
    key
    echo before > i
    run -14 --separate-stderr bt-dht sign x -k k --seq 1 -o i
    assert_equal "$(< i)" before
    run -0 bt-dht sign x -k k --seq 1 -f -o i
    run -0 bt-dht check i
    fails 5 "bt-dht: cannot write nowhere/i: No such file or directory" bt-dht sign x -k k --seq 1 -o nowhere/i
    fails 5 "bt-dht: cannot write standard output: No space left on device" \
        sh -c 'bt-dht sign x -k k --seq 1 > /dev/full'
    fails 5 "bt-dht: cannot write standard output: No space left on device" sh -c 'bt-dht check i > /dev/full'
}

@test "an item is signed and lies where BEP 44 says" {
    key
    run -0 --separate-stderr bt-dht sign 'Hello World!' -k k --seq 1 -o i
    assert_output $public
    assert_equal "$stderr" ""
    run -0 --separate-stderr bt-dht check -j i
    assert_equal "$(jq -r '.kind, .target, .public_key, .salt, .seq, .signature, .value' <<< "$output" | paste -sd' ')" \
        "dht_item $target $public null 1 $signature Hello World!"
    bt-dht sign 'Hello World!' -k k --seq 1 --salt foobar -o s > /dev/null
    run -0 --separate-stderr bt-dht check -j s
    assert_equal "$(jq -r '.target, .salt, .signature' <<< "$output" | paste -sd' ')" \
        "$salted_target foobar $salted_signature"
}

@test "an immutable item has a value and nothing else, even if there is a key" {
    run -0 --separate-stderr env BT_DHT_KEY=$expanded bt-dht sign 'Hello World!' --immutable -o i
    assert_output $immutable_target
    assert_equal "$(< i)" "d1:v12:Hello World!e"
    run -0 --separate-stderr bt-dht check -j i
    assert_equal "$(jq -r '.target, .public_key, .seq, .value_base64' <<< "$output" | paste -sd' ')" \
        "$immutable_target null null $(printf '12:Hello World!' | base64)"
}

@test "an item goes to standard output, and is checked from there without its key" {
    key
    bt-dht sign 'Hello World!' -k k --seq 1 > one
    bt-dht sign 'Hello World!' -k k --seq 1 -o - > two
    bt-dht sign 'Hello World!' -k k --seq 1 -o three > /dev/null
    cmp one two
    cmp one three
    rm k
    run -0 --separate-stderr bt-dht check - < one
    assert_equal "$output" "$target"$'\t'"$public"$'\t\t'1$'\t'"Hello World!"
    run -0 --separate-stderr bt-dht check one two three
    assert_equal "$(wc -l <<< "$output")" 3
}

@test "JSON of what was signed takes the place of its bytes, and goes beside a file" {
    key
    run -0 --separate-stderr bt-dht sign 'Hello World!' -k k --seq 1 -j
    assert_equal "$(jq -r '.kind, .signature' <<< "$output" | paste -sd' ')" "dht_item $signature"
    run -0 --separate-stderr bt-dht sign 'Hello World!' -k k --seq 1 -j -o i
    assert_equal "$(jq -r .signature <<< "$output")" $signature
    run -0 bt-dht check i
}

@test "a value is the same in each form, and from standard input" {
    local want
    want=$(bt-dht sign hello --immutable | sha1sum)
    for pair in "bytes hello" "hex 68656C6c6f" "base64 aGVsbG8=" 'json "hello"' "bencode 5:hello"; do
        assert_equal "$(bt-dht sign "${pair#* }" --value-format "${pair%% *}" --immutable | sha1sum)" "$want"
        assert_equal "$(printf %s "${pair#* }" | bt-dht sign - --value-format "${pair%% *}" --immutable | sha1sum)" "$want"
    done
    # Every byte of standard input belongs to bytes; a line end does not to what is written in letters.
    assert_equal "$(bt-dht sign --immutable - <<< hello)" "d1:v6:hello"$'\n'e
    assert_equal "$(bt-dht sign --immutable --value-format hex - <<< 68656c6c6f | sha1sum)" "$want"
}

@test "JSON becomes bencoding in its order, and bytes that are no text survive" {
    # shellcheck disable=SC2016 # the dollars are those of JSON
    assert_equal "$(bt-dht sign --immutable --value-format json '{"b":[1,-2,"ä"],"a":{"$$x":""}}')" \
        "d1:vd1:ad2:\$x0:e1:bli1ei-2e2:äeee"
    # shellcheck disable=SC2016
    bt-dht sign --immutable --value-format json '{"a":{"$base64":"/wA="}}' -o i > /dev/null
    printf 'd1:vd1:a2:\xff\0ee' | cmp - i
}

@test "a salt in hex is the same as in letters, and one that is no text is told exactly" {
    key
    bt-dht sign x -k k --seq 1 --salt foobar -o one > /dev/null
    bt-dht sign x -k k --seq 1 --salt-hex 666F6f626172 -o two > /dev/null
    cmp one two
    run -0 --separate-stderr bt-dht sign x -k k --seq 1 --salt-hex ff00 -j
    assert_equal "$(jq -r .salt_base64 <<< "$output")" /wA=
    run -0 --separate-stderr bt-dht sign x -k k --seq 1 --salt foobar -j
    assert_equal "$(jq -r .salt_base64 <<< "$output")" null
}

@test "openssl confirms a signature" {
    openssl genpkey -algorithm ed25519 -out p
    openssl pkey -in p -pubout -out p.public
    bt-dht sign 'Hello World!' -k p --seq 7 --salt foobar -j > i.json
    jq -r .signature i.json | tr a-f A-F | basenc -d --base16 > signature
    printf '4:salt6:foobar3:seqi7e1:v12:Hello World!' > text
    run -0 openssl pkeyutl -verify -pubin -inkey p.public -rawin -in text -sigfile signature
}
