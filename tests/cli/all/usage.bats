load ../../support/common

# hints STATUS SENTENCE HINT COMMAND...: it ends so, and says these two lines.
hints() {
    local status_wanted=$1 sentence=$2 hint=$3
    shift 3
    run "-$status_wanted" --separate-stderr "$@"
    assert_output ""
    assert_equal "$stderr" "$1: $sentence
$1: hint: $hint"
}

@test "an option that there is not is named, with the nearest that there is" {
    hints 2 "there is no option --sequental (try bt-add --help)" "did you mean --sequential?" bt-add --sequental x
    hints 2 "there is no option --metadata-timout (try bt-add --help)" "did you mean --metadata-timeout?" \
        bt-add --metadata-timout=5s x
    hints 2 "there is no option --exclud (try bt-create --help)" "did you mean --exclude?" bt-create --exclud '*.o' x
    hints 2 "list has no option --feilds (try bt-ctl list --help)" "did you mean --fields?" bt-ctl list --feilds name
    hints 2 "list has no option --sesion (try bt-ctl list --help)" "did you mean --session?" bt-ctl list --sesion x
    hints 2 "get has no option --slat (try bt-dht get --help)" "did you mean --salt?" bt-dht get --slat x
    fails 2 "bt-add: there is no option --xyzzy-xyzzy (try bt-add --help)" bt-add --xyzzy-xyzzy x
    fails 2 "bt-verify: there is no option -Z (try bt-verify --help)" bt-verify -Z9 x
}

@test "a verb that there is not is named, with the nearest that there is" {
    hints 2 "there is no verb lsit (try bt-ctl --help)" "did you mean list?" bt-ctl lsit
    hints 2 "there is no verb resovle (try bt-dht --help)" "did you mean resolve?" bt-dht resovle x
    fails 2 "bt-ctl: there is no verb xyzzy (try bt-ctl --help)" bt-ctl xyzzy
    fails 2 "bt-ctl: a verb is required (try bt-ctl --help)" bt-ctl
    fails 2 "bt-ctl: a verb is required (try bt-ctl --help)" bt-ctl -j
    hints 2 "-j is an option of peers (try bt-dht peers --help)" "give it after peers" bt-dht -j peers x
}

@test "a word that an option does not take is named, with the nearest that it takes" {
    make_tree data
    bt-create -q -o x.torrent data
    hints 2 "--color: 'alwasy' is not one of auto|always|never (try bt-info --help)" "did you mean always?" \
        bt-info --color alwasy x
    hints 2 "--encryption: 'requre' is not one of off|allow|require (try bt-add --help)" "did you mean require?" \
        bt-add --encryption requre x
    hints 2 "--lint: 'warnin' is not one of never|error|warning|notice (try bt-info --help)" "did you mean warning?" \
        bt-info --lint=warnin x
    hints 2 "--storage: 'spares' is not one of sparse|allocate (try bt-ctl add --help)" "did you mean sparse?" \
        bt-ctl add --storage spares x
    run -2 --separate-stderr bt-info --field total_szie x
    assert_equal "${stderr##*$'\n'}" "bt-info: hint: did you mean total_size?"
    run -2 --separate-stderr bt-ctl list --state downloadin
    assert_equal "${stderr##*$'\n'}" "bt-ctl: hint: did you mean downloading?"
    run -2 --separate-stderr bt-add --exec true --exec-on torrent_finnished x
    assert_equal "${stderr##*$'\n'}" "bt-add: hint: did you mean torrent_finished?"
    hints 2 "cannot tell event torrent_finnished: there is none of that name" "did you mean torrent_finished?" \
        bt-add --private-net --events torrent_finnished x.torrent
    hints 2 "cannot set choking_algorithm: 'rate_based_chocker' is none of fixed_slots_choker, rate_based_choker" \
        "did you mean rate_based_choker?" bt-add --private-net --set choking_algorithm=rate_based_chocker x.torrent
    hints 2 "cannot set conections_limit: libtorrent has no such setting" "did you mean connections_limit?" \
        bt-add --private-net --set conections_limit=5 x.torrent
}

@test "what options need of each other is said in words" {
    fails 2 "bt-add: --cat and --tar do not go together (try bt-add --help)" bt-add --tar - --cat x y
    fails 2 "bt-add: --range needs --cat (try bt-add --help)" bt-add --range 0-5 y
    fails 2 "bt-verify: --dir is given more than once (try bt-verify --help)" bt-verify --dir a --dir b x
    fails 2 "bt-verify: --dir needs a value: dir (try bt-verify --help)" bt-verify x --dir
    fails 2 "bt-verify: --json cannot have the value 'maybe' (try bt-verify --help)" bt-verify --json=maybe x
    fails 2 "bt-dht: where is required (try bt-dht get --help)" bt-dht get
    fails 2 "bt-dht: 'more' is one argument too many (try bt-dht pubkey --help)" bt-dht pubkey more
    fails 2 "bt-info: --samples: 'many' is not a number from 0 to 1000 (try bt-info --help)" \
        bt-info --check-web-seeds --samples many x
}

@test "a secret that is given by mistake is shown in no hint" {
    local secret
    secret=$(printf '%064d' 7)
    run -2 --separate-stderr bt-dht "$secret"
    refute_regex "$stderr" "$secret"
    run -2 --separate-stderr bt-dht pubkey "$secret"
    refute_regex "$stderr" "$secret"
}
