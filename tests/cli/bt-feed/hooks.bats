load ../../support/common
load ../../support/servers
load ../../support/feeds

# write_hook [LAST-LINE]: ./hook keeps its words, its environment and its input.
write_hook() {
    cat > hook << END
#!/bin/sh
cd "$PWD"
for word; do printf '<%s>' "\$word"; done >> words
env | grep ^BT_ > environment
cat >> input
echo to-stdout
${1:-}
END
    chmod +x hook
}

@test "-X runs a program with one JSON object for each item, then prints it" {
    start_feeds
    feed_of b '$(touch evil)'
    write_hook
    run -0 --separate-stderr bt-feed poll -j -X "$PWD/hook 'two words' \$HOME" "$FEED"
    assert_equal "$stderr" $'to-stdout\nto-stdout'
    assert_equal "$output" "$(< input)"
    assert_equal "$(jq -r .title input)" $'$(touch evil)\nb'
    assert_equal "$(< words)" '<two words><$HOME><two words><$HOME>'
    # What the tests themselves have is not of it.
    assert_equal "$(sort environment | grep -vE "^BT_(BIN|SOURCE|SHARED|BUILD|RECORD_TAP)=")" "$(sort << END
BT_EVENT=feed_item
BT_FEED=$FEED
BT_GUID=id-b
BT_INFO_HASH=
BT_SEEN=false
BT_TITLE=b
BT_URL=$WEB/t/b.torrent
END
    )"
    assert [ ! -e evil ]
}

@test "an item whose hook fails is told again, the others are not" {
    start_feeds
    feed_of c b a
    write_hook '[ "$BT_TITLE" != b ] || [ -e fine ]'
    run -1 --separate-stderr bt-feed poll -j -X "$PWD/hook" "$FEED"
    assert_equal "$(jq -r 'select(.kind == "feed_item").title' <<< "$output" | xargs)" "a c"
    assert_equal "$(jq -r 'select(.kind == "error") | "\(.code) \(.message)"' <<< "$output")" \
        "1 cannot tell b: $PWD/hook ended with status 1"
    run -1 bt-feed poll -X "$PWD/hook" "$FEED"
    : > fine
    assert_equal "$(titles -X "$PWD/hook" "$FEED" 2> /dev/null)" b
    assert_equal "$(titles -X "$PWD/hook" "$FEED")" ""
    assert_equal "$(jq -r .title input | xargs)" "a b c b b"
}

@test "a hook that is not there or takes too long fails" {
    start_feeds
    feed_of a
    fails 1 "bt-feed: cannot tell a: cannot run ./none: No such file or directory" bt-feed poll -X ./none "$FEED"
    fails 1 "bt-feed: cannot tell a: sleep 47.12 took too long and was ended" \
        bt-feed poll -X 'sleep 47.12' --exec-timeout 300ms "$FEED"
    run -1 pgrep -f '^sleep 47.12'
    assert_equal "$(titles -X 'sleep 0.5' --exec-timeout 0 "$FEED")" a
    run -2 bt-feed poll -X '"open' "$FEED"
    run -2 bt-feed poll --exec-timeout 1s "$FEED"
}

@test "with --all the hook runs for what is new alone" {
    start_feeds
    feed_of a
    titles "$FEED"
    feed_of b a
    write_hook
    assert_equal "$(titles --all -X "$PWD/hook" "$FEED" 2> /dev/null)" "a b"
    assert_equal "$(jq -r .title input)" b
}

@test "a hook that is stopped with its run is run again, and told that it was" {
    start_feeds
    feed_of a
    write_hook '[ "$BT_SEEN" = true ] || { echo $$ > hook.pid; exec sleep 47; }'
    bt-feed poll -q -X "$PWD/hook" "$FEED" > out 2> err 3>&- &
    stopped=$!
    wait_for test -s hook.pid
    kill -9 $stopped
    wait $stopped || true
    kill "$(< hook.pid)"
    run -0 --separate-stderr bt-feed poll -j -X "$PWD/hook" "$FEED"
    assert_equal "$(jq -c '[.title, .seen]' <<< "$output")" '["a",true]'
    assert_equal "$(jq -c .seen input | xargs)" "false true"
}
