load ../../support/common
load ../../support/steered

@test "a session that does not run ends with 8 and says what to do" {
    make_homes
    run -8 --separate-stderr bt-ctl -S mirror list
    assert_output ""
    assert_equal "$stderr" "bt-ctl: cannot reach session mirror: it is not running
bt-ctl: hint: there is none of that name; bt-ctl sessions lists those that are"
    make_tree seed/data
    bt-create -q -o x.torrent seed/data > /dev/null
    bt-seed --private-net -S mirror --max-time 1ms -d seed x.torrent > /dev/null 2>&1 || true
    run -8 --separate-stderr bt-ctl -S mirror list
    assert_equal "$stderr" "bt-ctl: cannot reach session mirror: it is not running
bt-ctl: hint: it is stored; bt-seed --session mirror runs it"
    run -8 --separate-stderr bt-ctl --socket none list
    assert_equal "${stderr%%$'\n'*}" "bt-ctl: cannot reach none: it is not running"
}

@test "a socket that nobody listens on is as good as none" {
    start_control
    kill -KILL "$HOST"
    wait "$HOST" || true
    assert [ -S run/bt-tools/default.sock ]
    run -8 --separate-stderr bt-ctl list
    assert_equal "$stderr" "bt-ctl: cannot reach session default: it is not running
bt-ctl: hint: it is stored; bt-seed --session default runs it"
    assert_equal "$(bt-ctl sessions | cut -f 1,2)" $'default\tfalse'
}

@test "a session that does not answer ends with 9" {
    start_control
    kill -STOP "$HOST"
    run -9 --separate-stderr bt-ctl -W 200ms list
    kill -CONT "$HOST"
    assert_equal "$stderr" "bt-ctl: cannot ask session at $PWD/run/bt-tools/default.sock: it did not answer list_torrents within 0.2 s"
}

@test "the session is named by --session, --socket, variables and the configuration" {
    start_control --control "$PWD/other"
    assert_equal "$(bt-ctl --socket other count)" 3
    assert_equal "$(bt-ctl count --socket other)" 3
    assert_equal "$(BT_CTL_SOCKET=$PWD/other bt-ctl count)" 3
    mkdir -p cfg/bt-tools
    printf '[bt-ctl]\nsocket = "%s/other"\n[bt-ctl.list]\nfields = "name"\n' "$PWD" > cfg/bt-tools/config.toml
    assert_equal "$(XDG_CONFIG_HOME=$PWD/cfg bt-ctl list one.bin)" one.bin
    run -2 bt-ctl -S ../x list
}

@test "without a torrent nothing is changed" {
    start_control
    run -2 --separate-stderr bt-ctl pause
    assert_equal "$stderr" "bt-ctl: cannot call pause: there is no torrent
bt-ctl: hint: name one by the beginning of its info-hash or by its name, or give --all"
    fails 2 "bt-ctl: cannot call rename: it takes one torrent, and 3 are meant" bt-ctl rename 0 x --all
}

@test "wrong words are told before anything is done" {
    start_control
    run -2 --separate-stderr bt-ctl tag add
    assert_equal "$stderr" "bt-ctl: cannot call tag add: there is no TAG
bt-ctl: hint: bt-ctl tag add TAG TORRENT..."
    fails 2 "bt-ctl: cannot call tag: its first argument is one of add, remove, set" bt-ctl tag put x one.bin
    fails 2 "bt-ctl: cannot call find: 'x' is one argument too many" bt-ctl find 0000 x
    fails 2 "bt-ctl: cannot call errors: its first argument is one of clear" bt-ctl errors forget
    fails 2 "bt-ctl: cannot call queue set: 'first' is no whole number" bt-ctl queue set first one.bin
    run -2 bt-ctl limits --down fast one.bin
    run -2 bt-ctl web-seeds --add http://x/ --type ftp one.bin
    run -2 bt-ctl nothing
    run -2 bt-ctl
    run -2 bt-ctl list --nothing
}

@test "the beginning of several hashes is refused" {
    make_homes
    start_host -S default
    for last in 0 1; do
        bt-ctl add -q --paused "012345678901234567890123456789012345678$last" > /dev/null
    done
    run -2 --separate-stderr bt-ctl tag add x 0123
    assert_equal "$stderr" "bt-ctl: cannot tell which torrent 0123 is: 2 begin with it
bt-ctl: hint: give more digits"
}

@test "help knows every verb" {
    run -0 bt-ctl --help=all
    for verb in list status info files peers trackers web-seeds pieces availability queue pause resume remove \
        recheck reannounce scrape move rename priority limits flags add settings stats metrics dht ip-filter \
        port-filter peer-class port-map category tag events shutdown sessions call top; do
        assert_line --regexp "^(usage:|      ) bt-ctl $verb( |\$)"
    done
    run -0 bt-ctl queue --help
    assert_line "       bt-ctl queue up TORRENT..."
    assert_line "       bt-ctl queue set POSITION TORRENT..."
    run -0 bt-ctl trackers --help
    assert_line "usage: bt-ctl trackers TORRENT..."
}
