#!/usr/bin/env bats
# Which torrents a session has, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

@test "torrents: one is added, listed, found and removed" {
    start_pair
    assert_equal "$(rpc torrent_count)" '{"count": 1}'
    run rpc add_torrent "{\"torrent\":\"$PWD/x.torrent\"}"
    assert_output "{\"torrent\": \"$T\", \"already_present\": true}"
    run rpc list_torrents '{"fields":["torrent","name"]}'
    assert_output "{\"records\": [{\"kind\": \"torrent_status\", \"torrent\": \"$T\", \"name\": \"large\"}], \"total\": 1}"
    assert_equal "$(rpc list_torrents '{"state":"seeding"}' | jq .total)" 0
    assert_equal "$(rpc find_torrent "{\"info_hash\":\"${T:0:8}\"}")" "{\"torrent\": \"$T\", \"valid\": true}"
    assert_equal "$(rpc find_torrent '{"info_hash":"00000000"}')" '{"valid": false}'
    assert_equal "$(rpc torrent_info "$P" | jq -c '[.name, .total_size]')" '["large",1000000]'
    meet
    is '.is_finished and .state == "seeding"' torrent_status "$P"
    assert_equal "$(rpc torrent_status "$(with '"fields":["name"]')")" '{"kind": "torrent_status", "name": "large"}'
    assert_equal "$(rpc list_torrents '{"state":"seeding"}' | jq .total)" 1
    rpc remove_torrent "$(with '"delete_files":true')"
    assert [ ! -e got/large ]
    assert_equal "$(rpc torrent_count)" '{"count": 0}'
    refuses not_found torrent_status "$P"
    refuses invalid_params add_torrent '{}'
    refuses invalid_params add_torrent '{"torrent":"x.torrent"}'
    refuses invalid_params list_torrents '{"fields":["speed"]}'
}

@test "torrents: labels are kept for the next run" {
    start_large_seed
    host() {
        bt-seed -j --private-net --no-utp -d seed --session mirror --state-dir "$PWD/state" --control host.sock "$@" > host.jsonl 2> host.errors 3>&- &
        HOST=$!
        ends_with_test "$HOST"
        steer host.sock
        wait_for rpc ping > /dev/null 2>&1 || fail "no host: $(cat host.errors)"
    }
    host x.torrent
    rpc set_category "$(with '"category":"linux"')"
    assert_equal "$(rpc set_tags "$(with '"tags":["a","b","a"]')")" '{"tags": ["a", "b"]}'
    assert_equal "$(rpc add_tag "$(with '"tag":"c"')")" '{"tags": ["a", "b", "c"]}'
    assert_equal "$(rpc remove_tag "$(with '"tag":"a"')")" '{"tags": ["b", "c"]}'
    refuses not_found remove_tag "$(with '"tag":"a"')"
    assert_equal "$(rpc list_torrents '{"category":"linux","tag":"c"}' | jq .total)" 1
    assert_equal "$(rpc list_torrents '{"category":"linux","tag":"a"}' | jq .total)" 0
    rpc save_state
    rpc shutdown
    wait "$HOST" || true
    host
    is '.category == "linux" and .tags == ["b","c"]' torrent_status "$P"
}

@test "torrents: what is added says where it is from, and is called as was asked for" {
    start_large_seed
    start_fetcher
    is ".origin == \"$PWD/x.torrent\"" torrent_status "$P"
    run rpc add_torrent '{"info_hash":"0123456789012345678901234567890123456789","name":"later"}'
    is '.name == "later" and .has_metadata == false' torrent_status '{"torrent":"01234567"}'
    # Those of the command line, too.
    assert_equal "$(at seed.sock torrent_status "$P" | jq -r .origin)" x.torrent
}

@test "torrents: a tracker is told the id that it gave before" {
    start_large_seed
    start_announces
    start_fetcher
    rpc remove_torrent "$P"
    rpc add_torrent "{\"torrent\":\"$PWD/x.torrent\",\"trackers\":[\"$TRACKER/announce\"],\"tracker_id\":\"known-4711\"}"
    wait_for grep -q '[&?]trackerid=known-4711' announces
}
