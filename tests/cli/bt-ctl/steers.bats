load ../../support/common
load ../../support/steered

@test "what changes something says nothing, and what it was told with --verbose and --json" {
    start_control
    run -0 --separate-stderr bt-ctl tag add x one.bin
    assert_output ""
    assert_equal "$stderr" ""
    assert_equal "$(bt-ctl tag add y -v one.bin)" "$ONE"$'\ttags\tx,y'
    assert_equal "$(bt-ctl tag add z -j one.bin)" \
        "{\"kind\":\"reply\",\"method\":\"add_tag\",\"torrent\":\"$ONE\",\"tags\":[\"x\",\"y\",\"z\"]}"
}

@test "tags and categories are given and taken" {
    start_control
    bt-ctl tag set a,b one.bin two.bin
    assert_equal "$(status_of two.bin tags)" '["a","b"]'
    bt-ctl tag remove a '*.bin'
    assert_equal "$(status_of one.bin tags)" '["b"]'
    run -8 --separate-stderr bt-ctl tag remove a one.bin
    assert_equal "$stderr" "bt-ctl: cannot remove tag a: the torrent does not have it"
    bt-ctl category films one.bin
    assert_equal "$(status_of one.bin category)" '"films"'
    bt-ctl category '' one.bin
    assert_equal "$(status_of one.bin category)" null
}

@test "remove takes torrents out and leaves their files" {
    start_control
    bt-ctl remove one.bin
    assert_equal "$(bt-ctl list --fields name --sort name)" $'three\ntwo.bin'
    assert [ -s seed/one.bin ]
}

@test "what cannot be taken back is asked about, and refused where nobody can be asked" {
    start_control
    for how in --delete-files --all; do
        run -14 --separate-stderr bt-ctl remove $how "${how/#--delete-files/two.bin}" < /dev/null
        assert_output ""
        assert_regex "${stderr}" "without being sure"
    done
    assert_equal "$(bt-ctl count)" 3
    run -14 script -qec 'bt-ctl remove --delete-files two.bin' /dev/null <<< n
    assert_output --partial 'delete the files of these torrents? [y/N]'
    assert_equal "$(bt-ctl count)" 3
    run -0 script -qec 'bt-ctl remove --delete-files two.bin' /dev/null <<< y
    assert [ ! -e seed/two.bin ]
    bt-ctl remove --delete-files -f one.bin
    assert [ ! -e seed/one.bin ]
    bt-ctl remove --all --force
    assert_equal "$(bt-ctl count)" 0
    assert [ -s seed/three ]
}

@test "add takes files, standard input, magnet links and info-hashes" {
    start_control
    make_tree seed/more
    bt-create -q -o more.torrent seed/more > magnet
    local key
    key=$(key_of more)
    assert_equal "$(bt-ctl add --seed -d seed --category new --tag a,b more.torrent)" "$key"
    assert_equal "$(status_of more save_path)" "\"$PWD/seed\""
    assert_equal "$(status_of more '| [.category, .tags]')" '["new",["a","b"]]'
    run -0 --separate-stderr bt-ctl add more.torrent
    assert_output "$key"
    assert_equal "$stderr" "bt-ctl: more.torrent is there already"
    bt-ctl remove more
    assert_equal "$(bt-ctl add -j - < more.torrent | jq -c '[.kind, .torrent, .already_present]')" \
        "[\"reply\",\"$key\",false]"
    bt-ctl remove more
    assert_equal "$(bt-ctl add --paused -d got "magnet:?xt=urn:btih:$key")" "$key"
    assert_equal "$(status_of "$key" '| [.is_paused, .save_path]')" "[true,\"$PWD/got\"]"
    assert_equal "$(bt-ctl add 0123456789012345678901234567890123456789)" 0123456789012345678901234567890123456789
    wait_for bt-ctl status -j "$key" > /dev/null
    run -13 --separate-stderr bt-ctl add none.torrent more.torrent
    assert_equal "$stderr" "bt-ctl: cannot read torrent none.torrent: No such file or directory
bt-ctl: more.torrent is there already"
    printf '%s\n' one.bin.torrent two.bin.torrent > list
    assert_equal "$(bt-ctl add -q -i list)" "$ONE"$'\n'"$TWO"
    assert_equal "$(bt-ctl add -q --flags sequential_download -- more.torrent)" "$key"
}

@test "call gives the result of any method as it is" {
    start_control
    assert_equal "$(bt-ctl call torrent_count)" '{"count":3}'
    assert_equal "$(bt-ctl call torrent_status "{\"torrent\":\"$ONE\",\"fields\":[\"name\"]}")" \
        '{"kind":"torrent_status","name":"one.bin"}'
    assert_equal "$(bt-ctl call find_torrent - <<< "{\"info_hash\":\"$TWO\"}" | jq -r .torrent)" "$TWO"
    run -2 --separate-stderr bt-ctl call torrent_count '{'
    assert_regex "$stderr" '^bt-ctl: cannot read the params: '
    run -1 --separate-stderr bt-ctl call nothing
    assert_equal "$stderr" "bt-ctl: there is no method nothing
bt-ctl: hint: list_methods says what there is"
    run -1 --separate-stderr bt-ctl call set_block_size '{"size":32768}'
    assert_equal "$stderr" "bt-ctl: set_block_size is not supported: peers are asked for 16 KiB at a time
bt-ctl: hint: bt-tools(7) has what is not there"
    run -2 bt-ctl call
}

@test "errors tells the last fault, and forgets it" {
    start_control
    assert_equal "$(bt-ctl errors)" ""
    run -8 bt-ctl call torrent_status '{"torrent":"0000"}'
    assert_equal "$(bt-ctl errors)" "cannot find torrent 0000: the session does not have it"
    bt-ctl errors clear
    assert_equal "$(bt-ctl errors)" ""
}

@test "save and shutdown end a session in order" {
    start_control
    bt-ctl save
    bt-ctl shutdown
    wait_for grep -q '"kind":"summary"' host.jsonl
    ends 0 "$HOST"
    run -8 bt-ctl ping
}

@test "pause and resume" {
    start_control
    needs_method pause
    bt-ctl pause '*.bin'
    wait_for says 2 eval 'bt-ctl list --state paused | wc -l'
    bt-ctl resume --all
    wait_for says 0 eval 'bt-ctl list --state paused | wc -l'
}

@test "priorities of files" {
    start_control
    needs_method list_files
    make_tree seed/more
    bt-create -q -o more.torrent seed/more > /dev/null
    bt-ctl add -q -d got more.torrent
    bt-ctl priority '0,*.txt=7,run.sh=1' more
    wait_for sh -c 'bt-ctl files -j more | jq -s -e "any(.priority == 7 and (.path | endswith(\"small.txt\")))"'
    assert_equal "$(bt-ctl files -j more | jq -s -c 'map(.priority) | unique')" '[0,1,7]'
    run -2 bt-ctl priority 8 more
    run -2 bt-ctl priority 'none*=1' more
}

@test "limits, flags and the queue" {
    start_control
    needs_method set_torrent_limits
    bt-ctl limits --down 100K --up none --max-uploads 3 one.bin
    assert_equal "$(bt-ctl limits one.bin -j | jq -c '[.download_limit, .upload_limit, .max_uploads]')" '[102400,-1,3]'
    bt-ctl flags --set sequential_download --clear auto_managed one.bin
    assert_regex "$(bt-ctl flags one.bin)" sequential_download
}

@test "settings change together or not at all" {
    start_control
    needs_method set_settings
    bt-ctl settings upload_rate_limit=100000 active_limit=7
    assert_equal "$(bt-ctl settings active_limit upload_rate_limit)" $'active_limit\t7\nupload_rate_limit\t100000'
    run -2 bt-ctl settings active_limit=9 no_such_setting=1
    assert_equal "$(bt-ctl settings active_limit)" $'active_limit\t7'
    assert_equal "$(bt-ctl settings --changed -j active_limit)" \
        '{"kind":"setting_value","name":"active_limit","value":7}'
    run -8 bt-ctl settings no_such_setting
}

@test "metrics are what Prometheus reads" {
    start_control
    needs_method session_stats_metrics
    assert_regex "$(bt-ctl metrics 'net.sent_*')" $'net.sent_bytes\t'
    bt-ctl metrics --prometheus > text
    run -1 grep -vE '^(# (HELP|TYPE) [a-z_][a-z0-9_]* .+|[a-z_][a-z0-9_]*\{session="default"(,state="[a-z_]+")?\} [-+0-9.e]+)$' text
    assert_equal "$(grep '^# TYPE' text | cut -d ' ' -f 3 | sort | uniq -d)" ""
    assert_equal "$(grep 'bt_torrents{' text)" 'bt_torrents{session="default",state="seeding"} 3'
    assert grep -q '^# TYPE bt_net_sent_bytes_total counter$' text
}
