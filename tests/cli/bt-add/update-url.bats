# --follow-update-url (BEP 39): what took the place of a torrent is fetched instead.
load ../../support/common
load ../../support/swarm

# versions NAME...: a torrent of each folder in seed, whose update URL leads to the next; one seed.
# Their large file is the same.
versions() {
    start_web
    local name next
    head -c 300000 /dev/urandom > large
    for name in "$@"; do
        mkdir -p "seed/$name"
        cp large "seed/$name/large"
        echo "version $name" > "seed/$name/version"
    done
    while (($#)); do
        name=$1 next=${2:-}
        shift
        bt-create -q -l 16KiB ${next:+--update-url "$WEB/good/$next.torrent"} -o "$name.torrent" "seed/$name" > /dev/null
        torrents+=("$name.torrent")
    done
    start_seed "${torrents[@]}"
}

torrents=()

of_checks() {
    jq -cs "map(select(.kind == \"update_check\") | $1)" <<< "$output"
}

@test "the newest of a chain is fetched, each answer is told, and what is here is not fetched again" {
    versions one two three
    give one.torrent -q -d out
    diff -r seed/one out/one
    run -0 --separate-stderr give one.torrent -j -d out --follow-update-url
    diff -r seed/three out/three
    assert [ ! -e out/two ]
    assert_equal "$(of_checks '[.name, .is_updated, .newer_name, .input]')" \
        '[["one",true,"two","one.torrent"],["two",true,"three","one.torrent"]]'
    assert_equal "$(jq -r 'select(.kind == "torrent_finished").torrent' <<< "$output")" "$(bt-info --field info_hash_v1 three.torrent)"
    assert_equal "$(jq -cs 'map(select(.kind == "file_reused").from)' <<< "$output")" '["out/one/large"]'
    assert [ "$(jq -s 'map(select(.kind == "summary"))[0].total_payload_download' <<< "$output")" -le 16384 ]
    # Without the option nobody is asked.
    run -0 --separate-stderr give one.torrent -j -d again
    assert_equal "$(of_checks .name)" '[]'
    diff -r seed/one again/one
    # What names no update URL is what it is.
    run -0 --separate-stderr give three.torrent -d third --follow-update-url
    assert_equal "$stderr" ""
    diff -r seed/three third/three
}

@test "a newer torrent of the same name is fetched over the older one" {
    start_web
    mkdir -p seed/app old new/app
    head -c 300000 /dev/urandom > seed/app/large
    echo 'version one, the longer of both' > seed/app/version
    bt-create -q -l 16KiB --update-url "$WEB/good/new.torrent" -o old.torrent seed/app > /dev/null
    start_seed old.torrent
    give old.torrent -q -d out
    cp seed/app/large new/app/
    echo 'version two' > new/app/version
    bt-create -q -l 16KiB -o new.torrent new/app > /dev/null
    mv seed old/ && mv new seed
    start_seed new.torrent
    run -0 --separate-stderr give old.torrent -j -d out --follow-update-url
    diff -r seed/app out/app
    assert [ "$(jq -s 'map(select(.kind == "summary"))[0].total_payload_download' <<< "$output")" -le 32768 ]
}

@test "a magnet link is followed once its metadata is here" {
    versions one two
    run -0 --separate-stderr give "$(bt-info --magnet one.torrent)" -j -d out --follow-update-url
    diff -r seed/two out/two
    assert [ ! -e out/one ]
    assert_equal "$(of_checks .newer_name)" '["two"]'
    give one.torrent -q --follow-update-url --metadata-only -o saved.torrent
    assert_equal "$(bt-info --field name saved.torrent)" two
    give "$(bt-info --magnet one.torrent)" -q --follow-update-url --metadata-only -o linked.torrent
    assert_equal "$(bt-info --field name linked.torrent)" two
    assert_equal "$(give one.torrent --list --follow-update-url | cut -f 2 | sort | xargs)" "$(give two.torrent --list | cut -f 2 | sort | xargs)"
}

@test "what cannot be asked, or is no update, is warned of, and the status is that of the download" {
    versions one
    local url
    for url in "http://127.0.0.1:$(free_port)/x" "$WEB/good/large" "$WEB/file/x" "$WEB/loop/x" "$WEB/rude/x"; do
        bt-edit -q --allow-new-infohash -f --update-url "$url" -o x.torrent one.torrent
        rm -rf out
        kill "$SEED_PID" && start_seed x.torrent
        run -0 --separate-stderr give x.torrent -d out --follow-update-url
        diff -r seed/one out/one
        assert_equal "$(wc -l <<< "$stderr")" 1
        assert_regex "$stderr" "^bt-add: cannot .*; going on with one$"
    done
    bt-edit -q -f --allow-new-infohash --update-url http://h/xx -o x.torrent one.torrent
    sed -i 's#http://h/xx#file:///etc#' x.torrent
    kill "$SEED_PID" && start_seed x.torrent
    run -0 --separate-stderr give x.torrent -d out --follow-update-url
    assert_equal "$stderr" "bt-add: cannot ask for an update at file:///etc: it is no http or https URL; going on with one"
    # That there is none is no trouble.
    bt-edit -q -f --allow-new-infohash --update-url "$WEB/good/nothing" -o x.torrent one.torrent
    kill "$SEED_PID" && start_seed x.torrent
    run -0 --separate-stderr give x.torrent -j -d out --follow-update-url
    assert_equal "$stderr" ""
    assert_equal "$(of_checks '[.status, .is_updated]')" '[[404,false]]'
}

@test "updates that lead in a circle, or to no end, are not followed" {
    versions one two
    bt-edit -q --allow-new-infohash --update-url "$WEB/good/one.torrent" -o x.torrent two.torrent
    mv x.torrent two.torrent
    run -0 --separate-stderr give one.torrent -d out --follow-update-url
    assert_equal "$stderr" "bt-add: cannot follow the updates of one.torrent: they lead back to one; going on with one"
    diff -r seed/one out/one
    for number in {1..33}; do
        bt-edit -q --allow-new-infohash --update-url "$WEB/good/n$((number + 1)).torrent" -o "n$number.torrent" one.torrent
    done
    run -0 --separate-stderr bt-add --list n1.torrent --follow-update-url
    assert_equal "$stderr" ""
    cp one.torrent n34.torrent
    run -0 --separate-stderr bt-add --list n1.torrent --follow-update-url
    assert_equal "$stderr" "bt-add: cannot follow the updates of n1.torrent: there are more than 32; going on with one"
}

@test "a torrent that names its originator is updated by nobody else" {
    command -v openssl > /dev/null || skip "there is no openssl"
    versions one two
    local who sign="$BT_SOURCE/tests/support/sign_torrent.py"
    for who in right wrong; do
        openssl req -x509 -newkey rsa:2048 -nodes -subj "/CN=$who" -keyout "$who.pem" -outform DER -out "$who.der" 2> openssl.log
    done
    python3 "$sign" originator right.der one.torrent x.torrent
    mv two.torrent plain.torrent
    kill "$SEED_PID" && start_seed x.torrent plain.torrent
    cp plain.torrent two.torrent
    run -0 --separate-stderr give x.torrent -d out --follow-update-url
    assert_regex "$stderr" "^bt-add: cannot take the update at $WEB/good/two.torrent\?info_hash=[0-9a-f]{40}: the originator of one has not signed it; going on with one$"
    diff -r seed/one out/one
    python3 "$sign" sign wrong.pem plain.torrent two.torrent
    run -0 --separate-stderr give x.torrent -d out --follow-update-url
    assert_regex "$stderr" "has not signed it; going on with one$"
    run -4 bt-info --check-update x.torrent
    local digest
    for digest in sha1 sha256; do
        python3 "$sign" sign right.pem plain.torrent two.torrent "$digest"
        rm -rf out
        run -0 --separate-stderr give x.torrent -d out --follow-update-url
        assert_equal "$stderr" ""
        diff -r seed/two out/two
    done
    # What it signed is what it says, and not another info dictionary.
    bt-edit -q --allow-new-infohash -s elsewhere -o bent.torrent two.torrent
    mv bent.torrent two.torrent
    run -0 --separate-stderr give x.torrent -d bent --follow-update-url
    assert_regex "$stderr" "has not signed it; going on with one$"
}

@test "in a session the newer torrent takes the place of the older one" {
    versions one two
    give one.torrent -q -d out -S s --state-dir state
    run -0 give one.torrent -q -d out -S s --state-dir state --follow-update-url
    diff -r seed/two out/two
    assert_equal "$(sqlite3 state/sessions/s/*.db 'select name from torrents')" two
    give "$(bt-info --magnet one.torrent)" -q -d more -S t --state-dir state --follow-update-url
    assert_equal "$(sqlite3 state/sessions/t/*.db 'select name from torrents')" two
}

@test "a signal ends the question" {
    versions one
    bt-edit -q --allow-new-infohash --update-url "$WEB/hang/x" -o x.torrent one.torrent
    run -130 timeout --preserve-status -s INT 1 bt-add --private-net --follow-update-url x.torrent
}

# follow COUNT OPTION...: so many rounds of one.torrent, in the background.
follow() {
    bt-add -j --private-net --peer "$SEED" --follow --follow-update-url --follow-interval 200ms \
        --follow-count "$1" -d out "${@:2}" one.torrent > follower 2> follower.errors 3>&- &
    FOLLOWER=$!
    ends_with_test "$FOLLOWER"
}

rounds() {
    [[ $(grep -c '"kind":"summary"' follower) -ge $1 ]]
}

@test "--follow asks again, and fetches each that takes the place of the one before" {
    versions one two three
    mkdir later
    mv two.torrent three.torrent later/
    follow 3
    wait_for rounds 1 || fail "$(cat follower follower.errors)"
    diff -r seed/one out/one
    mv later/two.torrent .
    wait_for rounds 2 || fail "$(cat follower follower.errors)"
    diff -r seed/two out/two
    mv later/three.torrent .
    wait "$FOLLOWER" || fail "$(cat follower.errors)"
    diff -r seed/three out/three
    assert_equal "$(jq -cs 'map(select(.kind == "summary").reason)' follower)" '["finished","finished","finished"]'
    assert_equal "$(jq -cs 'map(select(.kind == "file_reused").from)' follower)" '["out/one/large","out/two/large"]'
    assert_equal "$(jq -cs 'map(select(.kind == "update_check" and .is_updated).newer_name)' follower)" '["two","three"]'
}

@test "--follow ends with the torrent that names no update URL, and with a signal" {
    versions one two
    follow 5
    wait "$FOLLOWER" || fail "$(cat follower.errors)"
    diff -r seed/two out/two
    rounds 1 && ! rounds 2
    fails 2 "bt-add: cannot follow: no input is the link of a key, or a torrent that names an update URL" \
        bt-add --follow --follow-update-url two.torrent
    rm two.torrent
    follow 5
    wait_for rounds 1
    sleep 0.5
    kill -INT "$FOLLOWER"
    local status=0
    wait "$FOLLOWER" || status=$?
    assert_equal "$status" 130
}

@test "--follow tells the same trouble once" {
    versions one two
    echo nonsense > two.torrent
    follow 2
    wait_for grep -q 'going on with one' follower.errors
    wait_for rounds 1
    sleep 1
    assert_equal "$(grep -c 'going on with one' follower.errors)" 1
    bt-create -q -f -o two.torrent seed/two > /dev/null
    wait "$FOLLOWER" || fail "$(cat follower.errors)"
    diff -r seed/two out/two
}

@test "while the update URL of a link hangs the session goes on" {
    export XDG_RUNTIME_DIR=$PWD/run
    mkdir run
    start_web
    make_tree seed/data
    bt-create -q --update-url "$WEB/hang/x.torrent" -o x.torrent seed/data > /dev/null
    start_seed x.torrent
    start_add upd "$(bt-info --magnet x.torrent)" -S upd --peer "$SEED" -d out --follow-update-url
    wait_for bash -c 'bt-ctl -W 1s -S upd list -j | jq -e ".has_metadata"' > /dev/null 2>&1
    sleep 0.5
    run -0 bt-ctl -W 3s -S upd list -j
    assert_equal "$(jq -r .name <<< "$output")" data
    # The end does not wait for it either.
    SECONDS=0
    bt-ctl -S upd shutdown
    wait "$ADD_PID" || true
    assert [ "$SECONDS" -le 10 ]
}
