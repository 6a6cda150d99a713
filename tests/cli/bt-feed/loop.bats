load ../../support/common
load ../../support/servers
load ../../support/feeds

# stay OPTION...: bt-feed that stays, its lines in lines.
stay() {
    bt-feed poll -j --loop 1s "$@" > lines 2> err 3>&- &
    STAYING=$!
}

leave() {
    kill -TERM "$STAYING"
    local ended=0
    wait "$STAYING" || ended=$?
    assert_equal "$ended" 143
}

@test "--loop tells what comes, until it is told to end" {
    start_feeds
    feed_of a
    stay "$FEED" "$WEB/good/none.xml"
    wait_for grep -q '"title":"a"' lines
    feed_of b a
    wait_for grep -q '"title":"b"' lines
    kill -USR1 $STAYING
    wait_for grep -q '2 feeds, 1 failing; 2 items told' err
    leave
    assert_equal "$(jq -r 'select(.kind == "feed_item").title' lines | xargs)" "a b"
    assert_equal "$(tail -1 lines | jq -c '[.kind, .reason, .exit_code, .feeds, .feed_items, .failed]')" \
        '["summary","terminated",143,2,2,1]'
}

@test "--loop leaves a feed alone for its ttl, and for what its server asks" {
    start_feeds
    rss '<ttl>60</ttl><item><title>slow</title><link>/s.torrent</link></item>' > www/slow.xml
    feed_of a
    stay "$WEB/good/slow.xml" "$FEED" "$WEB/busy/"
    wait_for eval '(($(grep -c good/feed.xml web.log) >= 3))'
    leave
    assert_equal "$(grep -c slow.xml web.log)" 1
    assert_equal "$(grep -c busy web.log)" 1
}

@test "--loop lets other runs in between" {
    start_feeds
    feed_of a
    stay "$FEED"
    wait_for grep -q '"title":"a"' lines
    wait_for bt-feed poll "$FEED"
    leave
    run -2 bt-feed poll --loop 0 "$FEED"
    run -2 bt-feed poll --loop 1s -N "$FEED"
    run -2 bt-feed poll --loop 1s --all "$FEED"
}
