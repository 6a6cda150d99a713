load ../../support/common
load ../../support/servers
load ../../support/feeds
load ../../support/swarm
load ../../support/control

# Each verb that the other files leave out, with what it changes. BT_CTL_SOCKET names the session of
# start_fetcher, which has the torrent "large".

# start_slowly: the torrent comes at a rate that leaves time to look.
start_slowly() {
    start_large_seed -l 16K -a http://127.0.0.1:1/announce
    start_fetcher
    # shellcheck disable=SC2030,SC2031 # each test has its own
    export BT_CTL_SOCKET=$PWD/got.sock
    bt-ctl limits --down 40K large > /dev/null
    bt-ctl add --peer "$SEED" x.torrent > /dev/null 2>&1 || true
    meet
    is '.records | length == 1' list_peers "$P"
}

# lines COUNT COMMAND...: it prints so many.
lines() {
    [[ $("${@:2}" | wc -l) -eq $1 ]]
}

@test "pieces, availability, peers and known-peers say what the session has of them" {
    start_slowly
    assert_equal "$(bt-ctl pieces large | wc -l)" 62
    assert_equal "$(bt-ctl pieces -j large | jq -s -c '[.[0].index, .[0].size, .[61].size]')" "[0,16384,576]"
    wait_for bash -c "bt-ctl pieces large | cut -f 4 | grep -q true"
    assert_equal "$(bt-ctl availability -j large | jq -c '.availability | [length, min]')" "[62,1]"
    assert_equal "$(bt-ctl availability large | cut -f 2 | tr , '\n' | wc -l)" 62
    assert_equal "$(bt-ctl peers -j large | jq -r .endpoint)" "$SEED"
    assert_equal "$(bt-ctl peers large | cut -f 1,2)" "$T"$'\t'"$SEED"
    assert_equal "$(bt-ctl known-peers large)" "$T"$'\t'"$SEED"$'\tfalse'
}

@test "session, stats and dht say how all of it is doing, and session stops it" {
    start_slowly
    assert_equal "$(bt-ctl session | cut -f 2,4,5)" "$FETCHER"$'\t1\tfalse'
    wait_for bash -c 'bt-ctl stats -j | jq -e ".total_payload_download > 0" > so'
    assert_equal "$(bt-ctl stats | cut -f 5,6)" $'1\t1'
    assert_equal "$(bt-ctl dht -j | jq .running)" true
    bt-ctl session pause
    assert_equal "$(bt-ctl session -j | jq .paused)" true
    wait_for lines 0 bt-ctl peers large
    bt-ctl session resume
    assert_equal "$(bt-ctl session | cut -f 5)" false
}

@test "recheck finds what somebody changed, and move takes the files elsewhere" {
    start_slowly
    bt-ctl limits --down 0 large > /dev/null
    wait_for holds '.records[0].progress == 1' list_torrents
    dd if=/dev/zero of=got/large bs=16384 seek=3 count=2 conv=notrunc status=none
    bt-ctl limits --down 1 large > /dev/null
    bt-ctl recheck --wait large
    assert_equal "$(bt-ctl status -j large | jq .num_pieces_have)" 60
    mkdir other
    bt-ctl move "$PWD/other" large
    wait_for test -e other/large
    assert [ ! -e got/large ]
    assert_equal "$(bt-ctl status -j large | jq -r .save_path)" "$PWD/other"
}

@test "deadline brings a piece before others, and flush has it written" {
    start_slowly
    bt-ctl deadline set 61 1ms large
    wait_for bash -c "bt-ctl pieces -j large | jq -se '.[61].have' > have"
    (($(bt-ctl status -j large | jq .num_pieces_have) < 62))
    bt-ctl deadline set 60 1h large
    bt-ctl deadline reset 60 large
    bt-ctl deadline clear large
    bt-ctl flush large
    cmp <(tail -c 576 got/large) <(tail -c 576 seed/large)
}

@test "resume-data is that of the torrent, and with --if-modified only what changed" {
    start_slowly
    run -0 bt-ctl resume-data -j --inline large
    jq -r .resume_base64 <<< "$output" | base64 -d > resume
    grep -q libtorrent <(head -c 2000 resume) || grep -aq 'file-format' resume
    run -0 bt-ctl pause large
    wait_for says_saved false
}

# says_saved TRUE|FALSE: whether there was something to save.
says_saved() {
    [[ $(bt-ctl resume-data -j --if-modified large | jq .saved) == "$1" ]]
}

# asked COUNT PATH: the tracker was asked for that at least so often.
asked() {
    [[ $(grep -c "^$2" asked) -ge $1 ]]
}

@test "reannounce, scrape and clear-error are heard by trackers and torrents" {
    mkdir seed got
    echo text > seed/x
    python3 "$BT_SOURCE/tests/support/tracker.py" tracker.port asked 3>&- &
    ends_with_test $!
    wait_for test -s tracker.port
    bt-create -q -o y.torrent -a "http://127.0.0.1:$(< tracker.port)/announce" seed/x > /dev/null
    bt-seed -j --private-net --no-utp -d seed --control got.sock y.torrent > got.jsonl 2> got.errors 3>&- &
    ends_with_test $!
    # shellcheck disable=SC2030,SC2031 # each test has its own
    export BT_CTL_SOCKET=$PWD/got.sock
    wait_for bt-ctl ping > /dev/null
    wait_for asked 1 /announce
    bt-ctl reannounce --ignore-min-interval x
    wait_for asked 2 /announce
    bt-ctl scrape x
    wait_for asked 1 /scrape
    bt-ctl clear-error x
    assert_equal "$(bt-ctl status -j x | jq -r .state)" seeding
}

@test "encryption, filters, classes and mappings are shown and changed" {
    start_slowly
    assert_equal "$(bt-ctl encryption)" $'in\tenabled\nout\tenabled\nlevel\tboth'
    assert_equal "$(bt-ctl encryption --in forced -j | jq -c '[.in, .out, .level]')" '["forced","enabled","both"]'
    bt-ctl ip-filter add 192.0.2.0 192.0.2.255
    assert_equal "$(bt-ctl ip-filter)" $'192.0.2.0\t192.0.2.255\ttrue'
    bt-ctl ip-filter clear
    assert_equal "$(bt-ctl ip-filter)" ""
    bt-ctl port-filter add 1 1023
    assert_equal "$(bt-ctl port-filter | cut -f 1,2)" $'1\t1023'
    bt-ctl port-filter clear
    assert_equal "$(bt-ctl port-filter)" ""
    local class
    class=$(bt-ctl peer-class create slow)
    bt-ctl peer-class set "$class" --down 10K
    assert_equal "$(bt-ctl peer-class get "$class" -j | jq -c '[.label, .download_limit]')" '["slow",10240]'
    bt-ctl peer-class filter 127.0.0.1 127.0.0.1 "$class"
    run -0 bt-ctl peer-class filters
    assert_output --partial "127.0.0.1"
    bt-ctl peer-class delete "$class"
    run -0 bt-ctl peer-class
    refute_output --partial slow
    run -0 bt-ctl port-map
    assert_output ""
}

@test "find says what the session calls a torrent, and ends with 8 where it has none" {
    start_slowly
    assert_equal "$(bt-ctl find "${T:0:6}")" "$T"
    fails 8 "bt-ctl: cannot find ffffffff: the session has none like that" bt-ctl find ffffffff
}

@test "feeds follows feeds, and says what they have" {
    start_feeds
    mkdir -p data
    for name in one two; do
        echo "$name" > "data/$name"
        bt-create -q -o "www/$name.torrent" "data/$name" > /dev/null
    done
    feed_of two one
    start_large_seed
    start_fetcher
    # shellcheck disable=SC2030,SC2031 # each test has its own
    export BT_CTL_SOCKET=$PWD/got.sock
    assert_equal "$(bt-ctl feeds)" ""
    assert_equal "$(bt-ctl feeds add --match '^o' --match ^x --category os --tag a,b --paused --interval 2h \
        --down 20K --up 10K -d here "$FEED")" ""
    assert_equal "$(bt-ctl feeds refresh)" ""
    assert_equal "$(bt-ctl feeds refresh --wait "$FEED" | cut -f 1-4)" "$FEED"$'\tFeed\t2\t1'
    local one='.name == "one"' shown
    shown=$(bt-ctl list -j | jq -c "select($one) | [.category, .tags, .save_path, .flags.paused]")
    assert_equal "$shown" "[\"os\",[\"a\",\"b\"],\"$PWD/here\",true]"
    shown=$(bt-ctl limits one -j | jq -c '[.download_limit, .upload_limit]')
    assert_equal "$shown" "[20480,10240]"
    assert_equal "$(bt-ctl feeds list -j | jq -c '[.interval, .match, .first_run]')" '[7200,["^o","^x"],"all"]'
    assert_equal "$(bt-ctl feeds items "$FEED" | cut -f 1,4,5)" "one"$'\t'"true"$'\t'"$WEB/t/one.torrent"
    bt-ctl feeds add --exclude two --ignore-case --no-download --first-run none "$WEB/etag/feed.xml"
    assert_equal "$(bt-ctl feeds list "$WEB/etag/feed.xml" -j | jq -c '[.auto_download, .exclude, .ignore_case, .first_run]')" \
        '[false,["two"],true,"none"]'
    bt-ctl feeds add "$WEB/hang/x"
    run -9 bt-ctl -W 1s feeds refresh --wait "$WEB/hang/x"
    local bad=$WEB/good/a-name-that-is-longer-than-what-is-left-of-a-line/feed.xml
    bt-ctl feeds add "$bad"
    run -10 bt-ctl feeds refresh --wait "$bad"
    run -0 script -qec "stty cols 80; bt-ctl --color never feeds; bt-ctl --color never feeds list '$bad'" /dev/null
    assert_line --regexp '^URL +TITLE +ITEMS +OPEN +LOOKED'
    assert_line --regexp "^http[^ ]*…  "
    assert_line --regexp "^$bad: .*404"
    refute_line --partial ERROR
    bt-ctl feeds remove "$bad"
    bt-ctl feeds remove "$WEB/hang/x"
    bt-ctl feeds remove "$FEED"
    assert_equal "$(bt-ctl feeds | cut -f 1)" "$WEB/etag/feed.xml"
    fails 8 "bt-ctl: cannot find feed $FEED: the session does not follow it" bt-ctl feeds remove "$FEED"
    # What is in the configuration goes with what it fits; what is typed has to fit.
    printf '[bt-ctl.feeds]\ncategory = "os"\nmatch = ["x"]\nwait = true\n' > ctl.toml
    bt-ctl --config ctl.toml feeds add "$FEED"
    assert_equal "$(bt-ctl --config ctl.toml feeds "-j" | jq -sc 'map([.category, .match])')" \
        '[[null,null],["os",["x"]]]'
    BT_CTL_CATEGORY="more" bt-ctl feeds remove "$FEED"
    run -2 --separate-stderr bt-ctl feeds remove --match x "$FEED"
    assert_equal "$stderr" "bt-ctl: --match does not go with feeds remove
bt-ctl: hint: it goes with add"
    run -2 --separate-stderr bt-ctl feeds -d . list
    assert_equal "${stderr%%$'\n'*}" "bt-ctl: --dir does not go with feeds list"
    run -2 --separate-stderr bt-ctl feeds add
    # shellcheck disable=SC2154 # bats sets stderr
    assert_equal "${stderr%%$'\n'*}" "bt-ctl: cannot call feeds add: there is no URL"
    fails 2 "bt-ctl: cannot call feeds: its first argument is one of list, add, remove, refresh, items" bt-ctl feeds "$FEED"
}

@test "every verb is in a test of its own" {
    local verb untested=() verbs
    verbs=$(bt-ctl --help=json | jq -r '.verbs[].name')
    (($(wc -w <<< "$verbs") > 40)) || fail "only these verbs: $verbs"
    for verb in $verbs; do
        grep -Eqr "bt-ctl (--socket [^ ]+ )?$verb\b" "$BT_SOURCE/tests/cli/bt-ctl" "$BT_SOURCE/tests/cli/control" \
            || untested+=("$verb")
    done
    assert_equal "${untested[*]}" ""
}
