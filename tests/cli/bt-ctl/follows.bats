load ../../support/common
load ../../support/steered

# follow NAME OPTION...: bt-ctl events in the background, its lines in NAME.
follow() {
    bt-ctl events "${@:2}" > "$1" 2> "$1.errors" 3>&- &
    FOLLOWER=$!
    ends_with_test "$FOLLOWER"
}

@test "events tells what happens, a line each, until the session ends" {
    start_control
    follow lines -j --events torrent_removed,torrent_added --interval 100ms
    wait_for grep -q torrent_status lines
    bt-ctl remove one.bin
    wait_for grep -q torrent_removed lines
    assert_equal "$(jq -r 'select(.kind == "torrent_removed").torrent' lines)" "$ONE"
    bt-ctl shutdown
    ends 0 "$FOLLOWER"
    assert_equal "$(tail -2 lines | head -1 | jq -r .kind)" session_stopped
    assert_equal "$(tail -1 lines | jq -c '[.kind, .reason, .exit_code]')" '["summary","session_stopped",0]'
    assert_equal "$(cat lines.errors)" ""
}

@test "events of chosen torrents alone, and so many of them" {
    start_control
    run -0 bt-ctl events -j --interval 100ms --count 1 two.bin
    assert_equal "$(jq -s -c 'map([.kind, .torrent // .reason])' <<< "$output")" \
        "[[\"torrent_status\",\"$TWO\"],[\"summary\",\"count\"]]"
    run -0 bt-ctl events --interval 100ms --count 1 two.bin
    assert_equal "$(cut -f 2-4 <<< "$output")" $'torrent_status\t'"$TWO"$'\ttwo.bin'
    fails 8 "bt-ctl: cannot find nothing: the session has none like that" bt-ctl events nothing
    run -2 bt-ctl events --events no_such_event
}

@test "a signal ends events in order" {
    start_control
    follow lines -j --interval 100ms
    wait_for grep -q torrent_status lines
    kill -TERM "$FOLLOWER"
    ends 143 "$FOLLOWER"
    assert_equal "$(tail -1 lines | jq -c '[.kind, .reason, .exit_code]')" '["summary","terminated",143]'
}

@test "a session that is killed ends events with 10" {
    start_control
    follow lines -j --interval 100ms
    wait_for grep -q torrent_status lines
    kill -KILL "$HOST"
    ends 10 "$FOLLOWER"
    assert_equal "$(tail -1 lines | jq -c '[.kind, .exit_code]')" '["summary",10]'
}
