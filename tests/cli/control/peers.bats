#!/usr/bin/env bats
# Peers, trackers and web seeds of torrents, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

@test "peers: who is added is connected to, and cleared again" {
    start_pair
    is '.records == []' list_peers "$P"
    # Two seeds would part.
    rpc set_torrent_limits "$(with '"download_limit":20000')"
    meet
    is '.records | length == 1 and .[0].num_pieces > 0 and .[0].total_download > 0' list_peers "$P"
    run at seed.sock list_peers "$P"
    jq -e '.records | length == 1 and .[0].kind == "peer"' <<< "$output"
    assert_equal "$(jq '.records[0] | has("pieces_base64")' <<< "$output")" false
    at seed.sock list_peers "$(with '"pieces":true')" | jq -e '.records[0].pieces_base64 | length > 0'
    run rpc list_known_peers "$P"
    jq -e ".records | any(.endpoint == \"$SEED\" and .banned == false)" <<< "$output"
    rpc clear_peers "$P"
    is '.records == []' list_peers "$P"
    is '.records == []' list_known_peers "$P"
    refuses invalid_params add_peers "$(with '"peers":["127.0.0.1"]')"
    refuses invalid_params add_peers "$(with '"peers":["seed.example:6881"]')"
    refuses invalid_params add_peers "$(with '"peers":["127.0.0.1:6881","0.0.0.0:1"]')"
    refuses invalid_params add_peers "$(with '"compact_base64":"AAAA"')"
    refuses invalid_params add_peers "$P"
    refuses not_found list_known_peers '{"torrent":"0000000000"}'
}

@test "peers: a compact list is as good as addresses" {
    start_pair
    local compact
    compact=$(python3 -c 'import base64, struct, sys
print(base64.b64encode(bytes([127, 0, 0, 1]) + struct.pack(">H", int(sys.argv[1]))).decode())' "${SEED##*:}")
    rpc add_peers "$(with "\"compact_base64\":\"$compact\"")"
    is '.is_finished' torrent_status "$P"
}

@test "peers: those that are known can be handed on" {
    start_pair
    # Two seeds would part.
    rpc set_torrent_limits "$(with '"download_limit":20000')"
    rpc add_peers "$(with '"peers":["[::1]:4711"]')"
    meet
    local packed
    knows() {
        packed=$(rpc list_known_peers "$(with '"compact":true')")
        [[ $(jq -r .compact_base64 <<< "$packed" | base64 -d | od -An -tx1 | tr -d ' \n') == "7f000001$(printf %04x "${SEED##*:}")" ]]
    }
    wait_for knows || fail "$packed"
    assert_equal "$(jq -c keys <<< "$packed")" '["compact6_base64","compact_base64"]'
    rpc clear_peers "$P"
    is '.records == []' list_known_peers "$P"
    rpc set_torrent_limits "$(with '"download_limit":-1')"
    rpc add_peers "$(with "\"compact_base64\":$(jq .compact_base64 <<< "$packed")")"
    is '.is_finished' torrent_status "$P"
    # 16 bytes of ::1 and a port.
    rpc add_peers "$(with "\"compact6_base64\":\"$(printf '\0%.0s' {1..15} | cat - <(printf '\1\x12\x67') | base64)\"")"
    refuses invalid_params add_peers "$(with '"compact6_base64":"AAAAAAAA"')"
}

@test "peers: a tracker that was added is announced to and scraped" {
    start_large_seed
    steer seed.sock
    start_announces
    run rpc list_trackers "$P"
    assert_output '{"records": []}'
    refuses invalid_params scrape_tracker "$(with '"tracker_index":0')"
    rpc add_tracker "$(with "\"url\":\"$TRACKER/announce\"")"
    is '.records | length == 1 and .[0].verified and .[0].tier == 0' list_trackers "$P"
    grep -q event=started announces
    rpc add_tracker "$(with "\"urls\":[\"$TRACKER/announce\",\"$TRACKER/announce-two\"],\"tier\":3")"
    run rpc list_trackers "$P"
    assert_equal "$(jq -c '[.records[].tier]' <<< "$output")" '[0,3]'
    rpc force_reannounce "$(with '"tracker_index":0,"ignore_min_interval":true')"
    wait_for test "$(grep -c '^/announce?' announces)" -ge 2
    run rpc scrape_tracker "$(with '"tracker_index":0,"wait":true,"timeout":20')"
    assert_equal "$(jq -c '[.complete, .incomplete]' <<< "$output")" '[7,3]'
    grep -q '^/scrape' announces
    rpc replace_trackers "$(with '"trackers":["http://127.0.0.1:1/announce"]')"
    refuses network scrape_tracker "$(with '"tracker_index":0,"wait":true,"timeout":20')"
    refuses invalid_params force_reannounce "$(with '"tracker_index":1')"
    rpc pause "$P"
    is '.is_paused' torrent_status "$P"
    refuses failed force_reannounce "$P"
}

@test "peers: trackers are replaced, all or none" {
    start_large_seed -a http://127.0.0.1:1/announce
    steer seed.sock
    rpc replace_trackers "$(with '"trackers":["http://127.0.0.1:2/announce",{"url":"udp://127.0.0.2:3","tier":5}]')"
    run rpc list_trackers "$P"
    assert_equal "$(jq -c '[.records[] | [.url, .tier]]' <<< "$output")" '[["http://127.0.0.1:2/announce",0],["udp://127.0.0.2:3",5]]'
    refuses invalid_params replace_trackers "$(with '"trackers":["http://127.0.0.1:4/announce","ftp://x"]')"
    refuses invalid_params replace_trackers "$(with '"trackers":[5]')"
    refuses invalid_params replace_trackers "$(with '"trackers":[{"url":"http://127.0.0.1:4/announce","tier":256}]')"
    refuses invalid_params add_tracker "$(with '"urls":["http://127.0.0.1:4/announce","x"]')"
    refuses invalid_params add_tracker "$P"
    is '.records | length == 2' list_trackers "$P"
    rpc replace_trackers "$(with '"trackers":[]')"
    is '.records == []' list_trackers "$P"
}

@test "peers: a web seed that was added is fetched from" {
    start_pair
    start_web
    rpc add_web_seed "$(with "\"url\":\"$WEB/good/seed/large\"")"
    run rpc list_web_seeds "$P"
    assert_equal "$(jq -c '[.records[] | [.url, .type]]' <<< "$output")" "[[\"$WEB/good/seed/large\",\"url_seed\"]]"
    is '.is_finished' torrent_status "$P"
    cmp seed/large got/large
    rpc add_web_seed "$(with '"url":"http://127.0.0.1:1/","type":"http_seed"')"
    is '.records | length == 2' list_web_seeds "$P"
    rpc remove_web_seed "$(with "\"url\":\"$WEB/good/seed/large\"")"
    is '[.records[].type] == ["http_seed"]' list_web_seeds "$P"
    refuses not_found remove_web_seed "$(with '"url":"http://127.0.0.1:1/"')"
    refuses invalid_params add_web_seed "$(with '"url":"udp://127.0.0.1:1"')"
    refuses invalid_params add_web_seed "$(with '"url":"http://127.0.0.1:1/","type":"ftp"')"
}
