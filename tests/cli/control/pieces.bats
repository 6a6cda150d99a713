#!/usr/bin/env bats
# The pieces of torrents, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

@test "pieces: the lists say what is here, and who has the rest" {
    start_pair -l 16K
    run rpc list_pieces "$P"
    assert_equal "$(jq -c '[(.records | length), .records[0].size, .records[61].size, any(.records[]; .have)]' <<< "$output")" '[62,16384,576,false]'
    # No more than comes in a moment.
    rpc set_torrent_limits "$(with '"download_limit":30000')"
    meet
    is '.availability | length == 62 and all(. == 1)' piece_availability "$P"
    is '[.records[] | select(.have)] | length > 1' list_pieces "$P"
    rpc set_torrent_limits "$(with '"download_limit":-1')"
    is '[.records[] | select(.have)] | length == 62' list_pieces "$P"
    is '.records == []' download_queue "$P"
    run at seed.sock piece_availability "$P"
    assert_output '{"availability": []}'
    add_link
    local each
    for each in list_pieces download_queue piece_availability clear_piece_deadlines; do
        refuses not_found "$each" "$LINK"
    done
}

@test "pieces: what comes in part is listed with its blocks" {
    start_pair -l 512K
    rpc set_torrent_limits "$(with '"download_limit":50000')"
    meet
    is '.records | any(.blocks_in_piece == 32 and .finished > 0 and (.blocks | length) == 32)' download_queue "$P"
}

@test "pieces: what has a deadline or a priority comes first" {
    start_pair -l 64K
    # Nothing is wanted but these.
    rpc set_file_priorities "$(with '"priorities":[0],"wait":true')"
    rpc set_piece_priority "$(with '"piece":9,"priority":7')"
    meet
    is '[.records[] | select(.have).index] == [9]' list_pieces "$P"
    run rpc list_pieces "$P"
    assert_equal "$(jq -c '[.records[9].priority, .records[0].priority]' <<< "$output")" '[7,0]'
    # A deadline makes a piece wanted.
    rpc set_piece_deadline "$(with '"piece":4,"deadline_ms":1000')"
    is '[.records[] | select(.have).index] == [4,9]' list_pieces "$P"
    rpc set_piece_deadline "$(with '"piece":5,"deadline_ms":0')"
    rpc reset_piece_deadline "$(with '"piece":5')"
    rpc clear_piece_deadlines "$P"
    refuses invalid_params set_piece_deadline "$(with '"piece":16,"deadline_ms":0')"
    refuses invalid_params set_piece_deadline "$(with '"piece":1')"
    refuses invalid_params reset_piece_deadline "$(with '"piece":-1')"
    refuses invalid_params set_piece_priority "$(with '"piece":1,"priority":8')"
    refuses invalid_params set_piece_priority "$(with '"piece":99,"priority":1')"
}

@test "pieces: what is here can be read" {
    start_pair -l 256K
    refuses incomplete read_piece "$(with '"piece":0')"
    refuses invalid_params read_piece "$(with '"piece":4')"
    meet
    is '.is_finished' torrent_status "$P"
    local piece
    for piece in 0 1 2 3; do
        rpc read_piece "$(with "\"piece\":$piece")" | jq -r .piece_base64 | base64 -d
    done | cmp - seed/large
    run rpc piece_bitfield "$P"
    assert_equal "$(jq -c '[.num_pieces, .bitfield_base64]' <<< "$output")" '[4,"8A=="]'
    rpc torrent_file "$P" | jq -r .torrent_base64 | base64 -d > y.torrent
    assert_equal "$(torrent_of y.torrent)" "$T"
    run rpc swarm_count "$P"
    assert_equal "$(jq -c 'keys' <<< "$output")" '["completed","copies","seeds"]'
}
