#!/usr/bin/env bats
# Settings of libtorrent, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

@test "settings: all of them are taken or none, and can be read" {
    start_large_seed
    steer seed.sock
    rpc set_settings '{"settings":{"upload_rate_limit":50000,"user_agent":"example/1","enable_lsd":false,"choking_algorithm":"rate_based_choker"}}'
    run rpc get_settings '{"names":["upload_rate_limit","user_agent","enable_lsd","choking_algorithm"]}'
    assert_equal "$(jq -c .settings <<< "$output")" '{"upload_rate_limit":50000,"user_agent":"example/1","enable_lsd":false,"choking_algorithm":2}'
    assert_equal "$(rpc session_info | jq -r .user_agent)" example/1
    local each
    for each in '"speed":5' '"enable_lsd":"perhaps"' '"upload_rate_limit":-5' '"upload_rate_limit":1.5' \
        '"user_agent":5000000000000,"alert_mask":1' '"choking_algorithm":"best"' '"upload_rate_limit":[1]'; do
        refuses invalid_params set_settings "{\"settings\":{\"user_agent\":\"other\",$each}}"
    done
    refuses invalid_params set_settings '{"settings":5}'
    refuses invalid_params get_settings '{"names":["speed"]}'
    assert_equal "$(rpc get_settings '{"names":["user_agent"]}' | jq -r .settings.user_agent)" example/1
    # It holds for what is sent: a megabyte takes twenty seconds now.
    start_fetcher
    meet
    is '.total_payload_download > 0' torrent_status "$P"
    assert_equal "$(rpc torrent_status "$P" | jq .is_finished)" false
    at seed.sock set_settings '{"settings":{"upload_rate_limit":0}}'
    is '.is_finished' torrent_status "$P"
    at seed.sock set_settings '{"settings":{"user_agent":null}}'
    at seed.sock get_settings '{"names":["user_agent"]}' | jq -e '.settings.user_agent | startswith("libtorrent")'
    at seed.sock get_settings | jq -e '.settings | length > 150'
    at seed.sock get_settings '{"non_default":true}' | jq -e '.settings | has("user_agent") | not'
}

@test "settings: the password of a proxy is not told" {
    start_large_seed
    steer seed.sock
    rpc set_settings '{"settings":{"proxy_password":"hunter2","proxy_username":"me"}}'
    local each
    for each in '{}' '{"non_default":true}' '{"names":["proxy_password"]}'; do
        run rpc get_settings "$each"
        refute_output --partial hunter2
    done
    assert_equal "$(rpc get_settings '{"names":["proxy_password","proxy_username"]}' | jq -c .settings)" '{"proxy_password":"","proxy_username":"me"}'
}

@test "settings: what is kept holds for the next run of the session" {
    host() {
        bt-seed -j --private-net --no-utp --session mirror --state-dir "$PWD/state" --control host.sock > host.jsonl 2> host.errors 3>&- &
        HOST=$!
        ends_with_test "$HOST"
        steer host.sock
        wait_for rpc ping > /dev/null 2>&1 || fail "no host: $(cat host.errors)"
    }
    now() { rpc get_settings '{"names":["active_limit","tracker_backoff"]}' | jq -c .settings; }
    host
    local before
    before=$(now)
    rpc set_settings '{"settings":{"active_limit":77},"keep":true}'
    rpc set_settings '{"settings":{"tracker_backoff":300}}'
    assert_equal "$(now)" '{"active_limit":77,"tracker_backoff":300}'
    rpc shutdown
    wait "$HOST" || true
    host
    assert_equal "$(now)" "$(jq -c '.active_limit = 77' <<< "$before")"
    rpc set_settings '{"settings":{"active_limit":null},"keep":true}'
    rpc shutdown
    wait "$HOST" || true
    host
    assert_equal "$(now)" "$before"
    # Without a name there is no next run.
    start_large_seed
    steer seed.sock
    refuses failed set_settings '{"settings":{"active_limit":77},"keep":true}'
    assert_equal "$(now)" "$before"
}

@test "settings: who forces encryption has no other peers" {
    start_pair
    at seed.sock set_encryption '{"in":"forced","out":"forced","level":"rc4"}'
    assert_equal "$(at seed.sock get_settings '{"names":["in_enc_policy","out_enc_policy","allowed_enc_level"]}' | jq -c .settings)" \
        '{"in_enc_policy":0,"out_enc_policy":0,"allowed_enc_level":2}'
    rpc set_encryption '{"in":"disabled","out":"disabled"}'
    meet
    wait_for grep -q '"kind":"peer_' got.jsonl || true
    is '.total_payload_download == 0 and .num_peers == 0' torrent_status "$P"
    rpc set_encryption '{"out":"forced","level":"rc4"}'
    rpc set_torrent_limits "$(with '"download_limit":50000')"
    rpc clear_peers "$P"
    meet
    is '.records[0].flags | index("rc4_encrypted") != null' list_peers "$P"
    refuses invalid_params set_encryption '{"in":"perhaps"}'
}
