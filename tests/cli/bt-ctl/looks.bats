load ../../support/common
load ../../support/steered

@test "list has a line of tab-separated values for each torrent" {
    start_control
    run -0 bt-ctl list
    assert_equal "${#lines[@]}" 3
    run -0 bt-ctl list one.bin
    assert_output "$ONE"$'\tseeding\t1\t100000\t0\t0\t0\t0.000\tone.bin'
}

@test "list prints records as the session has them with --json" {
    start_control
    run -0 bt-ctl list -j
    assert_equal "$(jq -s -c 'map(.kind) | unique' <<< "$output")" '["torrent_status"]'
    bt-ctl list -j | jq -c . > mine
    bt-ctl call list_torrents | jq -c '.records[]' > its
    diff <(jq -S 'del(.active_duration, .finished_duration, .seeding_duration, .seed_rank, .next_announce)' mine) \
        <(jq -S 'del(.active_duration, .finished_duration, .seeding_duration, .seed_rank, .next_announce)' its)
}

@test "list takes fields, an order and a number of torrents" {
    start_control
    assert_equal "$(bt-ctl list --fields name --sort name)" $'one.bin\nthree\ntwo.bin'
    assert_equal "$(bt-ctl list --fields name --sort name --reverse --limit 1)" two.bin
    assert_equal "$(bt-ctl list --fields name --sort name --offset 1 --limit 1)" three
    assert_equal "$(bt-ctl list --fields name,state -j "$ONE")" \
        '{"kind":"torrent_status","name":"one.bin","state":"seeding"}'
    fails 2 "bt-ctl: cannot give field colour: torrent_status has none of that name" bt-ctl list --fields colour
}

@test "torrents are named by the beginning of a hash, by a glob, or by what is said of them" {
    start_control
    assert_equal "$(bt-ctl list --fields name "${ONE:0:12}")" one.bin
    assert_equal "$(bt-ctl list --fields name "${ONE^^}")" one.bin
    assert_equal "$(bt-ctl list --fields name "$(bt-info -j one.bin.torrent | jq -r .info_hash_v2)")" one.bin
    assert_equal "$(bt-ctl list --fields name --sort name '*.bin')" $'one.bin\ntwo.bin'
    bt-ctl tag add new '*.bin'
    bt-ctl category films two.bin three
    assert_equal "$(bt-ctl list --fields name --sort name --tag new)" $'one.bin\ntwo.bin'
    assert_equal "$(bt-ctl list --fields name --category films --tag new)" two.bin
    assert_equal "$(bt-ctl list --fields name --sort name --category films)" $'three\ntwo.bin'
    assert_equal "$(bt-ctl list --fields name --category '')" one.bin
    assert_equal "$(bt-ctl list --fields name --name 't*' --tag new)" two.bin
    assert_equal "$(bt-ctl list --state paused)" ""
    assert_equal "$(bt-ctl list --state seeding | wc -l)" 3
    assert_equal "$(bt-ctl list --state complete --all | wc -l)" 3
}

@test "what is not there ends with 8, and with 13 beside what is" {
    start_control
    fails 8 "bt-ctl: cannot find nothing: the session has none like that" bt-ctl list nothing
    run -13 --separate-stderr bt-ctl list --fields name nothing one.bin
    assert_output one.bin
    fails 8 "bt-ctl: cannot find torrents: the session has none like that" bt-ctl tag add x --tag none
    run -13 --separate-stderr bt-ctl tag add x nothing one.bin
    assert_equal "$stderr" "bt-ctl: cannot find nothing: the session has none like that"
    assert_equal "$(status_of one.bin tags)" '["x"]'
    run -13 --separate-stderr bt-ctl tag add y -j nothing one.bin
    assert_equal "$(jq -s -c 'map(.kind)' <<< "$output")" '["reply","error"]'
    assert_equal "$(jq -c 'select(.kind == "error") | [.input, .code]' <<< "$output")" '["nothing",8]'
}

@test "status, info, find, count and ping say what the session says" {
    start_control
    assert_equal "$(bt-ctl status -j one.bin | jq -r .name)" one.bin
    assert_equal "$(bt-ctl status -j | wc -l)" 3
    assert_equal "$(bt-ctl info -j one.bin | jq -S 'del(.path, .input)')" "$(bt-info -j one.bin.torrent | jq -S 'del(.path, .input)')"
    assert_equal "$(bt-ctl info one.bin | cut -f 1,6)" "$ONE"$'\tone.bin'
    assert_equal "$(bt-ctl find "${TWO:0:10}")" "$TWO"
    assert_equal "$(bt-ctl count)" 3
    assert_equal "$(bt-ctl ping | awk '$1 == "pid" { print $2 }')" "$HOST"
    assert_equal "$(bt-ctl ping -j | jq -c '[.kind, .method, .session]')" '["reply","ping","default"]'
    run -0 bt-ctl methods
    assert_line --regexp '^ping	'
}

@test "a terminal gets a table that fits" {
    start_control
    run -0 script -qec "stty cols 80; bt-ctl list; bt-ctl --color never list; bt-ctl status one.bin" /dev/null
    assert_line --regexp 'HASH +STATE +DONE +SIZE +DOWN +UP +PEERS +RATIO +NAME'
    assert_line --regexp "^${ONE:0:8}  seeding  100.0%  97.7 KiB +- +- +0 +0.00  one.bin"
    assert_line --regexp '^save path +/'
}

@test "sessions lists those that run and those that do not" {
    start_control
    mkdir -p state/bt-tools/sessions/other
    bt-seed --private-net -S old --max-time 1ms -d seed one.bin.torrent > /dev/null 2>&1 || true
    run -0 bt-ctl sessions -j
    assert_equal "$(jq -c 'select(.name == "default") | [.kind, .running, .pid, .num_torrents]' <<< "$output")" \
        "[\"session\",true,$HOST,3]"
    assert_equal "$(jq -r 'select(.name == "default").socket' <<< "$output")" "$PWD/run/bt-tools/default.sock"
    assert_equal "$(jq -c 'select(.name == "old")' <<< "$output")" '{"kind":"session","name":"old","running":false}'
    assert_equal "$(bt-ctl sessions | cut -f 1,2)" $'default\ttrue\nold\tfalse'
}

@test "a reader that goes away ends it quietly" {
    start_control
    run --separate-stderr bash -o pipefail -c 'bt-ctl events --interval 100ms | head -1'
    assert [ "$status" -eq 141 -o "$status" -eq 0 ]
    assert_equal "$stderr" ""
    run --separate-stderr bash -c 'bt-ctl list -j | head -1 | jq -r .kind'
    assert_output torrent_status
    assert_equal "$stderr" ""
    fails 5 "bt-ctl: cannot write standard output: No space left on device" sh -c 'bt-ctl list > /dev/full'
}
