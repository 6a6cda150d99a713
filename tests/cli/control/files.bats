#!/usr/bin/env bats
# The files of torrents, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

# start_three: seed/set of three files without padding, which a session at $SOCKET has and does not fetch yet.
start_three() {
    mkdir -p seed/set
    local each
    for each in a b c; do head -c 196608 /dev/urandom > "seed/set/$each"; done
    bt-create -q -l 16K -o x.torrent seed/set > /dev/null
    start_seed --control seed.sock x.torrent
    T=$(torrent_of x.torrent)
    P="{\"torrent\":\"$T\"}"
    start_fetcher "$@"
}

@test "files: what is not wanted is not fetched" {
    start_three
    run rpc list_files "$P"
    assert_equal "$(jq -c '[.records[] | [.path, .size, .priority, .progress]]' <<< "$output")" \
        '[["set/a",196608,4,0],["set/b",196608,4,0],["set/c",196608,4,0]]'
    rpc set_file_priorities "$(with '"priorities":[0,7],"wait":true')"
    rpc set_file_priority "$(with '"file":2,"priority":0,"wait":true')"
    run rpc list_files "$P"
    assert_equal "$(jq -c '[.records[].priority]' <<< "$output")" '[0,7,0]'
    meet
    is '.is_finished' torrent_status "$P"
    run rpc list_files "$P"
    assert_equal "$(jq -c '.records[1].progress_ratio' <<< "$output")" 1
    cmp seed/set/b got/set/b
    assert [ ! -e got/set/a ]
    # Without wait it comes to the same, later.
    rpc set_file_priority "$(with '"file":0,"priority":4')"
    is '.records[0].progress == 196608' list_files "$P"
    refuses invalid_params set_file_priority "$(with '"file":3,"priority":4')"
    refuses invalid_params set_file_priority "$(with '"file":0,"priority":8')"
    refuses invalid_params set_file_priorities "$(with '"priorities":[1,1,1,1]')"
    refuses invalid_params set_file_priorities "$(with '"priorities":[1,9],"wait":true')"
    add_link
    refuses not_found list_files "$LINK"
    refuses not_found set_file_priority "${LINK%\}},\"file\":0,\"priority\":1}"
}

@test "files: padding is listed on request" {
    mkdir -p seed/set
    head -c 1000 /dev/urandom > seed/set/a
    head -c 1000 /dev/urandom > seed/set/b
    bt-create -q -o x.torrent seed/set > /dev/null
    start_seed --control seed.sock x.torrent
    T=$(torrent_of x.torrent)
    steer seed.sock
    local all real
    real=$(rpc list_files "{\"torrent\":\"$T\"}" | jq '.records | length')
    all=$(rpc list_files "{\"torrent\":\"$T\",\"pad_files\":true}" | jq '[.records[] | select(.pad_file | not)] | length')
    assert_equal "$real $all" "2 2"
}

@test "files: what was moved is served from there, and in the next run, too" {
    start_large_seed
    start_fetcher --session mirror --state-dir "$PWD/state"
    meet
    is '.is_finished' torrent_status "$P"
    run rpc move_storage "$(with "\"save_path\":\"$PWD/there\",\"wait\":true,\"timeout\":20")"
    assert_equal "$(jq -r .save_path <<< "$output")" "$PWD/there"
    cmp seed/large there/large
    assert [ ! -e got/large ]
    is ".save_path == \"$PWD/there\"" torrent_status "$P"
    # Its peer gets it from there.
    kill "$SEED_PID"
    mkdir third
    local from
    from=$(jq -r 'select(.kind == "ready").endpoints[0]' got.jsonl)
    bt-add --private-net --no-utp -q --deadline 20s --peer "$from" -d third x.torrent
    cmp there/large third/large
    rpc save_resume_data "$P"
    rpc shutdown
    wait "$FETCHER" || true
    bt-seed -j --private-net --no-utp -d got --control got.sock --session mirror --state-dir "$PWD/state" > again.jsonl 2> again.errors 3>&- &
    ends_with_test $!
    wait_for rpc ping > /dev/null 2>&1
    is ".save_path == \"$PWD/there\" and .is_seeding" torrent_status "$P"
    # Nothing is moved over what is there.
    echo mine > large
    mkdir full
    mv large full/
    refuses io move_storage "$(with "\"save_path\":\"$PWD/full\",\"mode\":\"fail_if_exist\",\"wait\":true")"
    assert_equal "$(< full/large)" mine
    refuses invalid_params move_storage "$(with '"save_path":"there"')"
    refuses invalid_params move_storage "$(with '"save_path":"/tmp","mode":"perhaps"')"
}

@test "files: a renamed file has its new name, and cannot leave its folder" {
    start_three
    meet
    is '.is_finished' torrent_status "$P"
    run rpc rename_file "$(with '"file":1,"new_name":"set/other","wait":true')"
    assert_equal "$(jq -c '[.old_name, .new_name]' <<< "$output")" '["set/b","set/other"]'
    cmp seed/set/b got/set/other
    assert [ ! -e got/set/b ]
    rpc rename_file "$(with '"file":0,"new_name":"set/first"')"
    is '.records[0].path == "set/first"' list_files "$P"
    local each
    for each in ../b /tmp/b set/../../b "" set/c set//b; do
        refuses invalid_params rename_file "$(with "\"file\":1,\"new_name\":\"$each\",\"wait\":true")"
    done
    refuses invalid_params rename_file "$(with '"file":9,"new_name":"set/d"')"
    is '.records[1].path == "set/other"' list_files "$P"
    mkdir got/set/folder
    refuses io rename_file "$(with '"file":2,"new_name":"set/folder","wait":true')"
    cmp seed/set/c got/set/c
}

@test "files: a flush closes the files of a torrent" {
    start_three
    meet
    is '.is_finished' torrent_status "$P"
    rpc read_piece "$(with '"piece":0')" > /dev/null
    has_open() { find "/proc/$FETCHER/fd" -lname "$PWD/got/set/*" | grep -q .; }
    has_open || skip "it keeps no file open"
    rpc close_files "$(with '"wait":true')"
    run has_open
    assert_failure
    rpc flush_cache "$(with '"wait":true')"
    rpc flush_cache "$P"
    add_link
    refuses not_found flush_cache "$LINK"
}

@test "files: how far a torrent is can be saved, and taken elsewhere" {
    start_three
    rpc set_file_priorities "$(with '"priorities":[0,7,4],"wait":true')"
    meet
    is '.is_finished' torrent_status "$P"
    is '.all_time_download >= 393216' torrent_status "$P"
    run rpc save_resume_data "$(with '"inline":true')"
    assert_equal "$(jq .saved <<< "$output")" true
    jq -r .resume_base64 <<< "$output" > resume
    base64 -d resume | grep -q libtorrent
    unchanged() { [[ $(rpc save_resume_data "$(with '"only_if_modified":true')") == '{"saved": false}' ]]; }
    wait_for unchanged
    rpc set_sequential_download "$P" > /dev/null
    is '.saved' save_resume_data "$(with '"only_if_modified":true')"
    rpc remove_torrent "$P"
    kill "$SEED_PID"
    # What the file held that has gone is not believed.
    rm got/set/c
    run rpc add_torrent "{\"torrent\":\"$PWD/x.torrent\",\"save_path\":\"$PWD/got\",\"resume_base64\":\"$(< resume)\"}"
    assert_equal "$(jq .already_present <<< "$output")" false
    is '[.records[].priority] == [0,7,4]' list_files "$P"
    is '.records[1].progress == 196608 and .records[2].progress == 0' list_files "$P"
    is '.all_time_download >= 393216' torrent_status "$P"
    rpc remove_torrent "$P"
    refuses invalid_params add_torrent "{\"torrent\":\"$PWD/x.torrent\",\"resume_base64\":\"$(printf d1:ae | base64)\"}"
    refuses invalid_params add_torrent "{\"torrent\":\"$PWD/x.torrent\",\"resume_base64\":\"?\"}"
    refuses not_found save_resume_data '{"torrent":"0000000000"}'
}

@test "files: a back end that saves nothing says so" {
    start_large_seed
    start_fetcher --disk posix
    refuses io save_resume_data "$P"
}
