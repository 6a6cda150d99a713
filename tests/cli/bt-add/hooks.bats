load ../../support/common
load ../../support/swarm

# write_hook: ./hook keeps its words, its environment, its input and its descriptors.
write_hook() {
    cat > hook << END
#!/bin/sh
cd "$PWD"
for word; do printf '<%s>' "\$word"; done >> words
env > environment
ls -l /proc/self/fd > descriptors
cat >> input
echo to-stdout
END
    chmod +x hook
}

@test "-X runs a program with one JSON object when a torrent is complete" {
    write_hook
    start_swarm
    run -0 --separate-stderr add -d out -F '*.txt' -X "$PWD/hook"
    assert_output out/data
    # What it prints is not for standard output.
    assert_equal "$stderr" to-stdout
    assert_equal "$(wc -l < input)" 1
    key=$(bt-info -j x.torrent | jq -r .info_hash_v1)
    run -0 jq -c '[.kind, .event, .cause, .torrent, .name, .save_path, .path, .files, .total_size, .input]' input
    assert_output "[\"hook\",\"torrent_finished\",\"downloaded\",\"$key\",\"data\",\"$PWD/out\",\"$PWD/out/data\",[\"data/a/b/small.txt\",\"data/grün.txt\"],13,\"x.torrent\"]"
    assert_equal "$(jq -c '[.info_hash_v1, .info_hash_v2]' input)" "$(bt-info -j x.torrent | jq -c '[.info_hash_v1, .info_hash_v2]')"
    for line in BT_EVENT=torrent_finished "BT_TORRENT=$key" BT_NAME=data "BT_SAVE_PATH=$PWD/out" "BT_PATH=$PWD/out/data" BT_CAUSE=downloaded; do
        grep -qxF "$line" environment || fail "$line"
    done
    grep -q '^HOME=' environment
}

@test "-X runs for data that was there already too" {
    write_hook
    make_tree data
    bt-create -q -o x.torrent data
    bt-add -q --private-net --exec "$PWD/hook" x.torrent
    assert_equal "$(jq -r .cause input)" already_complete
}

@test "its words are no shell's" {
    write_hook
    make_tree data
    bt-create -q -o x.torrent data
    bt-add -q --private-net -X "$PWD/hook"' $(touch evil) `touch evil`; touch evil "two words" '"'single \$HOME'"' a\ b "" *|&>evil' x.torrent
    assert_equal "$(< words)" '<$(touch><evil)><`touch><evil`;><touch><evil><two words><single $HOME><a b><><*|&>evil>'
    assert [ ! -e evil ]
    run -2 --separate-stderr bt-add -X '"open' x.torrent
    run -2 --separate-stderr bt-add -X '' x.torrent
}

@test "a name that looks like a shell's is but a name" {
    write_hook
    mkdir data
    echo x > data/'$(touch evil); touch evil'
    bt-create -q -n '$(touch evil)' -o x.torrent data
    mv data '$(touch evil)'
    bt-add -q --private-net -X "$PWD/hook" x.torrent
    assert [ ! -e evil ]
    grep -qxF 'BT_NAME=$(touch evil)' environment
    assert_equal "$(jq -r '.files[0]' input)" '$(touch evil)/$(touch evil); touch evil'
}

@test "it gets no descriptor beyond the usual three" {
    write_hook
    start_swarm
    add -q -d out -X "$PWD/hook"
    # ls itself has the folder open.
    run -0 grep -cE ' [0-9]+ -> ' descriptors
    assert_output 4
    run -1 grep -E 'socket:|large.bin' descriptors
}

@test "--exec-on runs it at other events instead, and is repeated for more" {
    write_hook
    start_swarm
    add -q -d out -X "$PWD/hook" --exec-on torrent_added
    assert_equal "$(jq -r .event input)" torrent_added
    rm -r out input
    add -q -d out -X "$PWD/hook" --exec-on file_completed --exec-on torrent_finished
    assert_equal "$(jq -r .event input | sort | uniq -c | tr -s ' ')" $' 4 file_completed\n 1 torrent_finished'
    assert_equal "$(jq -r 'select(.event == "file_completed").path' input | sort | head -1)" "$PWD/out/data/a/b/small.txt"
    rm input
    give "$(bt-info --magnet x.torrent)" -q -d more -X "$PWD/hook" --exec-on metadata_received
    assert_equal "$(jq -r '.event, .name' input)" $'metadata_received\ndata'
    run -2 --separate-stderr bt-add -X true --exec-on no_such_event x.torrent
    assert_equal "$stderr" "bt-add: --exec-on: there is no event 'no_such_event'; bt-records(5) lists them (try bt-add --help)"
    run -2 bt-add --exec-on torrent_added x.torrent
}

@test "a hook that fails or is not there ends with 1, and the data stays" {
    make_tree data
    bt-create -q -o x.torrent data
    fails_after "bt-add: false ended with status 1" -X false
    fails_after "bt-add: sh -c 'kill -9 \$\$' ended with status 137" -X "sh -c 'kill -9 \$\$'"
    fails_after "bt-add: cannot run ./nothing: No such file or directory" -X ./nothing
    assert [ -e data/large.bin ]
}

# fails_after SENTENCE OPTION...
fails_after() {
    run -1 --separate-stderr bt-add -j --private-net "${@:2}" x.torrent
    assert_equal "$stderr" "$1"
    assert_equal "$(of reason)" hook_failed
}

@test "--exec-timeout ends a hook that takes too long, and what it started" {
    make_tree data
    bt-create -q -o x.torrent data
    printf '#!/bin/sh\nsleep 47.11 &\nsleep 47.11\n' > hook
    chmod +x hook
    run -1 --separate-stderr bt-add --private-net --exec-timeout 500ms -X "$PWD/hook" x.torrent
    assert_equal "$stderr" "bt-add: $PWD/hook took too long and was ended"
    run -1 pgrep -f '^sleep 47.11'
    printf '#!/bin/sh\nsleep 1\n: > woken\n' > hook
    run -0 bt-add --private-net --exec-timeout 0 -X "$PWD/hook" x.torrent
    assert [ -e woken ]
}

@test "a failing hook of --seed does not stay" {
    make_tree data
    bt-create -q -o x.torrent data
    run -1 timeout 10 bt-add --private-net --seed -X false x.torrent
}
