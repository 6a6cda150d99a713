#!/usr/bin/env bats
# What torrents do and may, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

@test "transfer: pause parts from peers, resume calls them again" {
    start_pair
    rpc set_torrent_limits "$(with '"download_limit":20000')"
    meet
    is '.records | length == 1' list_peers "$P"
    rpc pause "$P"
    is '.is_paused' torrent_status "$P"
    is '.records == []' list_peers "$P"
    # Nor by its turn in the queue.
    run rpc torrent_status "$P"
    assert_equal "$(jq .flags.auto_managed <<< "$output")" false
    rpc set_torrent_limits "$(with '"download_limit":-1')"
    rpc resume "$P"
    is '.is_finished' torrent_status "$P"
    cmp seed/large got/large
    rpc pause "$(with '"graceful":true')"
    is '.is_paused' torrent_status "$P"
    refuses not_found pause '{"torrent":"0123456789"}'
    refuses invalid_params resume '{"torrent":"xyz0"}'
    refuses invalid_params pause '{}'
}

@test "transfer: a recheck finds what was spoilt, and waits for it" {
    start_pair
    meet
    is '.is_finished' torrent_status "$P"
    rpc clear_peers "$P"
    printf x | dd of=got/large bs=1 seek=500000 conv=notrunc status=none
    run rpc force_recheck "$(with '"wait":true,"timeout":30')"
    assert_success
    jq -e '.progress < 1 and .progress > 0.5' <<< "$output"
    meet
    is '.is_finished' torrent_status "$P"
    cmp seed/large got/large
    rpc pause "$P"
    is '.is_paused' torrent_status "$P"
    refuses failed force_recheck "$(with '"wait":true')"
    add_link
    refuses not_found force_recheck "$LINK"
    refuses not_found force_recheck "${LINK%\}},\"wait\":true}"
}

@test "transfer: a torrent goes on after its error was cleared" {
    start_large_seed
    mkdir -p got/large
    # A link that nobody has keeps it from ending.
    start_add host --no-utp --control host.sock -d got 'magnet:?xt=urn:btih:0123456789012345678901234567890123456789'
    steer host.sock
    wait_for rpc ping > /dev/null 2>&1
    rpc add_torrent "{\"torrent\":\"$PWD/x.torrent\",\"save_path\":\"$PWD/got\"}"
    meet
    is '.error_code != null' torrent_status "$P"
    rmdir got/large
    rpc clear_torrent_error "$P"
    is '.error_code == null' torrent_status "$P"
    meet
    is '.is_finished' torrent_status "$P"
    cmp seed/large got/large
}

@test "transfer: a session of bt-add takes calls as one of bt-seed does" {
    start_large_seed
    start_add host --no-utp --control host.sock -d got x.torrent
    steer host.sock
    wait_for rpc ping > /dev/null 2>&1
    is '.state == "downloading"' torrent_status "$P"
    rpc session_info | jq -e '.num_torrents == 1'
    rpc set_torrent_limits "$(with '"download_limit":100000')"
    meet
    is '.total_payload_download > 0' torrent_status "$P"
    rpc move_storage "$(with "\"save_path\":\"$PWD/there\",\"wait\":true")" | jq -e '.save_path | endswith("/there")'
    rpc set_torrent_limits "$(with '"download_limit":-1')"
    wait "$ADD_PID"
    cmp seed/large there/large
    assert [ ! -e got/large ]
    # It is told where it went.
    jq -es 'any(.kind == "summary" and .exit_code == 0)' host.jsonl
}

@test "transfer: limits are kept, and hold for what is sent" {
    start_pair
    run rpc get_torrent_limits "$P"
    assert_equal "$(jq -c '[.download_limit, .upload_limit, .max_connections]' <<< "$output")" '[-1,-1,-1]'
    rpc set_torrent_limits "$(with '"download_limit":50000,"upload_limit":60000,"max_uploads":3')"
    rpc set_max_connections "$(with '"max_connections":7')"
    run rpc get_torrent_limits "$P"
    assert_equal "$(jq -c '[.download_limit, .upload_limit, .max_connections, .max_uploads]' <<< "$output")" '[50000,60000,7,3]'
    rpc set_max_uploads "$(with '"max_uploads":-1')"
    is '.max_uploads == -1 and .upload_limit == 60000' get_torrent_limits "$P"
    # A megabyte takes 20 seconds so, and an instant without the limit.
    meet
    is '.total_payload_download > 0' torrent_status "$P"
    run rpc torrent_status "$P"
    assert_equal "$(jq .is_finished <<< "$output")" false
    rpc set_torrent_limits "$(with '"download_limit":0')"
    is '.is_finished' torrent_status "$P"
    refuses invalid_params set_max_connections "$(with '"max_connections":1')"
    refuses invalid_params set_max_connections "$P"
    refuses invalid_params set_torrent_limits "$(with '"download_limit":-2')"
    refuses invalid_params set_torrent_limits "$(with '"speed":5')"
}

@test "transfer: flags are set by their names, all or none" {
    start_pair
    run rpc set_flags "$(with '"flags":{"sequential_download":true,"auto_managed":true}')"
    assert_equal "$(jq -c '[.flags.sequential_download, .flags.auto_managed]' <<< "$output")" '[true,true]'
    is '.flags.sequential_download and .flags.auto_managed' torrent_status "$P"
    rpc unset_flags "$(with '"flags":["sequential_download"]')" > /dev/null
    is '.flags.sequential_download | not' torrent_status "$P"
    rpc set_auto_managed "$(with '"on":false')" > /dev/null
    refuses invalid_params set_flags "$(with '"flags":{"super_seeding":true,"fast":true}')"
    refuses invalid_params set_flags "$(with '"flags":{"super_seeding":1}')"
    refuses invalid_params unset_flags "$(with '"flags":["fast"]')"
    refuses invalid_params set_flags "$(with '"flags":{"seed_mode":true}')"
    is '.flags.super_seeding or .flags.auto_managed | not' torrent_status "$P"
    local each
    for each in sequential_download super_seeding share_mode upload_mode; do
        rpc "set_$each" "$P" | jq -e ".flags.$each"
        rpc "set_$each" "$(with '"on":false')" | jq -e ".flags.$each | not"
    done
    # What fetches nothing does not.
    rpc set_upload_mode "$P" > /dev/null
    meet
    is '.records | length == 1 and .[0].progress == 1' list_peers "$P"
    is '.total_payload_download == 0' torrent_status "$P"
    rpc set_upload_mode "$(with '"on":false')" > /dev/null
    is '.is_finished' torrent_status "$P"
}

@test "transfer: a torrent that was added to seed does not come to write over the data" {
    start_large_seed
    steer seed.sock
    refuses refused set_upload_mode "$(with '"on":false')"
    refuses refused set_flags "$(with '"flags":{"sequential_download":true,"upload_mode":false}')"
    refuses refused unset_flags "$(with '"flags":["upload_mode"]')"
    refuses refused set_auto_managed "$P"
    is '.flags.upload_mode and (.flags.sequential_download | not)' torrent_status "$P"
}

@test "transfer: the queue is as it was told to be" {
    start_pair
    head -c 300000 /dev/urandom > y
    head -c 300000 /dev/urandom > z
    local name first=$T
    for name in y z; do
        bt-create -q -o "$name.torrent" "$name" > /dev/null
        rpc add_torrent "{\"torrent\":\"$PWD/$name.torrent\",\"save_path\":\"$PWD/got\"}" > /dev/null
    done
    local second third
    second=$(torrent_of y.torrent) third=$(torrent_of z.torrent)
    place() { rpc queue_position "{\"torrent\":\"$1\"}" | jq .queue_position; }
    order() { echo "$(place "$first") $(place "$second") $(place "$third")"; }
    assert_equal "$(order)" "0 1 2"
    run rpc queue_top "{\"torrent\":\"$third\"}"
    assert_output '{"queue_position": 0}'
    assert_equal "$(order)" "1 2 0"
    rpc queue_down "{\"torrent\":\"$third\"}"
    assert_equal "$(order)" "0 2 1"
    rpc queue_up "{\"torrent\":\"$second\"}"
    assert_equal "$(order)" "0 1 2"
    rpc queue_bottom "{\"torrent\":\"$first\"}"
    assert_equal "$(order)" "2 0 1"
    rpc queue_set "{\"torrent\":\"$first\",\"position\":1}"
    assert_equal "$(order)" "1 0 2"
    rpc queue_set "{\"torrent\":\"$second\",\"position\":99}"
    assert_equal "$(order)" "0 2 1"
    refuses invalid_params queue_set "{\"torrent\":\"$first\",\"position\":-1}"
    # What is complete has no place.
    run at seed.sock queue_position "$P"
    assert_output '{}'
}
