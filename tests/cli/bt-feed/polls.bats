load ../../support/common
load ../../support/servers
load ../../support/feeds

@test "an item is one line with what the feed says of it" {
    start_feeds
    rss '<item><title>A &amp; B</title><guid isPermaLink="false">1</guid><link>/page</link>
        <pubDate>Sun, 22 Nov 2026 10:28:44 +0000</pubDate>
        <enclosure url="a.torrent" type="application/x-bittorrent" length="5"/>
        <torrent xmlns="http://xmlns.ezrss.it/0.1/"><contentLength>1536</contentLength>
        <infoHash>0123456789ABCDEF0123456789abcdef01234567</infoHash></torrent></item>' > www/feed.xml
    run -0 --separate-stderr bt-feed poll -j "$FEED"
    assert_equal "$stderr" ""
    hash=0123456789abcdef0123456789abcdef01234567
    assert_equal "$(jq -cS . <<< "$output")" "$(jq -cSn --arg feed "$FEED" --arg web "$WEB" --arg hash $hash '{
        kind: "feed_item", url: "\($web)/good/a.torrent", title: "A & B", info_hash: $hash,
        magnet: "magnet:?xt=urn:btih:\($hash)&dn=A%20%26%20B", size: 1536, published: 1795343324, guid: "1",
        seen: false, link: "\($web)/page", feed: $feed, feed_title: "Feed"}')"
    run -0 --separate-stderr bt-feed poll --all "$FEED"
    assert_output "$(printf '%s\t' "$WEB/good/a.torrent" 'A & B' $hash 1536 1795343324 1)$FEED"
}

@test "ten runs in a row tell each item once, and the server that nothing is new" {
    start_feeds
    feed_of b a
    for run in {1..10}; do
        titles "$FEED" >> told
        ((run != 4)) || feed_of c b a
        ((run != 7)) || feed_of d c
    done
    assert_equal "$(xargs < told)" "a b c d"
    # It was another feed three times.
    assert_equal "$(sort web.log | uniq -c | xargs)" "3 200 /good/feed.xml 7 304 /good/feed.xml"
}

@test "ETag or Last-Modified alone will do, and without either all is read again" {
    start_feeds
    feed_of a
    for how in etag date plain; do
        assert_equal "$(titles "$WEB/$how/feed.xml")" a
        assert_equal "$(titles "$WEB/$how/feed.xml")" ""
    done
    assert_equal "$(grep -c ^304 web.log)" 2
    assert_equal "$(grep -c '^200 /plain' web.log)" 2
}

@test "feeds come compressed and through redirects, and links go by where they lead" {
    start_feeds
    feed_of a
    assert_equal "$(titles "$WEB/gzip/feed.xml")" a
    rss '<item><link>x.torrent</link></item>' > www/deep/feed.xml
    assert_equal "$(bt-feed poll -j "$WEB/moved/feed.xml" | jq -r '.url, .feed')" \
        "$(printf '%s\n' "$WEB/good/deep/x.torrent" "$WEB/moved/feed.xml")"
}

@test "one bad feed among many ends with 13, and the others are told" {
    start_feeds
    feed_of a
    run -13 --separate-stderr bt-feed poll -j "$WEB/good/none.xml" "$FEED" "$WEB/loop/"
    assert_equal "$(jq -r 'select(.kind == "feed_item").title' <<< "$output")" a
    assert_equal "$(jq -r 'select(.kind == "error") | "\(.code) \(.input)"' <<< "$output" | sort)" \
        "$(printf '10 %s\n' "$WEB/good/none.xml" "$WEB/loop/" | sort)"
    assert_equal "$(jq -c 'select(.kind == "summary") | [.reason, .exit_code, .feeds, .feed_items, .failed]' <<< "$output")" \
        '["partial",13,3,1,2]'
    assert_equal "$(sort <<< "$stderr")" "$(sort << END
bt-feed: cannot fetch $WEB/good/none.xml: HTTP status 404
bt-feed: cannot fetch $WEB/loop/: redirected more than 5 times
END
    )"
    run -10 bt-feed poll "$WEB/good/none.xml" "$WEB/loop/"
    assert_equal "$(titles -i - <<< "$FEED")" ""
}

@test "a feed is told of its own, whatever another has" {
    start_feeds
    feed_of a
    assert_equal "$(titles "$FEED" "$FEED?2" "$FEED")" "a a"
    printf '%s\0%s\0' "$FEED?3" "$FEED?4" > list
    assert_equal "$(titles -0 -i list)" "a a"
}

@test "--state keeps each job its own books" {
    start_feeds
    feed_of a
    assert_equal "$(titles --state one.db "$FEED")" a
    assert_equal "$(titles --state one.db "$FEED")" ""
    assert_equal "$(titles --state two.db "$FEED")" a
    assert [ ! -e state ]
    assert_equal "$(titles "$FEED")" a
    assert_equal "$(stat -c %a state/bt-tools/feeds state/bt-tools/feeds/feeds.db)" $'700\n600'
    run -11 --separate-stderr bt-feed poll --state none/x.db "$FEED"
    assert_equal "$stderr" "bt-feed: cannot open none/x.db.lock: No such file or directory"
}

@test "--all tells what was told before too, marked as seen" {
    start_feeds
    feed_of b a
    assert_equal "$(titles "$FEED")" "a b"
    feed_of c b
    run -0 bt-feed poll -j --all "$FEED"
    assert_equal "$(jq -c '[.title, .seen]' <<< "$output" | xargs)" "[b,true] [c,false]"
    assert_equal "$(titles "$FEED")" ""
}

@test "-N tells what would be told, and leaves no trace" {
    start_feeds
    feed_of a
    assert_equal "$(titles -N -X false "$FEED")" a
    assert [ ! -e state ]
    assert_equal "$(titles "$FEED")" a
    feed_of b a
    assert_equal "$(titles -N "$FEED")" b
    assert_equal "$(titles -N "$FEED")" b
    assert_equal "$(titles "$FEED")" b
    assert_equal "$(titles -N "$FEED")" ""
}

@test "--remember is how long a dropped item is known" {
    start_feeds
    feed_of a
    assert_equal "$(titles "$FEED")" a
    feed_of b
    assert_equal "$(titles "$FEED")" b
    sleep 2.1
    feed_of c
    assert_equal "$(titles "$FEED")" c
    feed_of a
    assert_equal "$(titles "$FEED")" ""
    feed_of d
    assert_equal "$(titles "$FEED")" d
    sleep 2.1
    feed_of e
    assert_equal "$(titles --remember 1s "$FEED")" e
    feed_of a
    assert_equal "$(titles "$FEED")" a
}

@test "list and forget look into the books" {
    start_feeds
    run -0 bt-feed list
    assert_output ""
    feed_of b a
    titles --match a "$FEED"
    run -0 bt-feed list -j
    assert_equal "$(jq -c '[.kind, .url, .title, .num_items, .num_unseen]' <<< "$output")" "[\"feed\",\"$FEED\",\"Feed\",2,1]"
    (($(jq .last_update <<< "$output") > 1700000000))
    run -0 bt-feed list
    assert_output --regexp "^$FEED"$'\t''Feed'$'\t''[0-9]+'$'\t''2'$'\t''1$'
    bt-feed forget "$FEED"
    assert_equal "$(bt-feed list)" ""
    assert_equal "$(titles "$FEED")" "a b"
    fails 8 "bt-feed: cannot forget http://x/: it is not followed" bt-feed forget http://x/
    fails 8 "bt-feed: cannot forget http://x/: it is not followed" bt-feed forget --state none.db http://x/
    run -0 bt-feed list --state none.db
    assert_output ""
    assert [ ! -e none.db ]
}

@test "two runs of a feed do not get in each other's way" {
    start_feeds
    feed_of a
    bt-feed poll -q -X 'sleep 3' "$FEED" > first 3>&- &
    first=$!
    wait_for grep -q . web.log
    wait_for pgrep -P "$first" sleep
    fails 15 "bt-feed: cannot poll $FEED: another process is at it" bt-feed poll "$FEED"
    # Another feed in the same books is nobody's business.
    assert_equal "$(titles "$FEED?2")" a
    wait "$first"
    assert_equal "$(cut -f2 first)" a
    assert_equal "$(titles "$FEED")" ""
}

@test "a reader that goes away loses nothing" {
    start_feeds
    feed_of c b a
    run -141 bash -o pipefail -c 'bt-feed poll -j -X "sleep 0.3" "$1" | head -1' _ "$FEED"
    assert_equal "$(jq -r .title <<< "$output")" a
    run -0 bt-feed poll -j "$FEED"
    assert_equal "$(jq -c '[.title, .seen]' <<< "$output" | xargs)" "[b,false] [c,false]"
    feed_of d
    fails 5 "bt-feed: cannot write standard output: No space left on device" sh -c "bt-feed poll '$FEED' > /dev/full"
    run -0 bt-feed poll -j "$FEED"
    assert_equal "$(jq -c '[.title, .seen]' <<< "$output")" '["d",false]'
}

@test "a terminal gets a title and below it what adds it, in colour if that is wanted" {
    command -v script > /dev/null || skip "there is no script(1)"
    start_feeds
    feed_of b a
    script -qec "bt-feed poll -q --match a '$FEED'" /dev/null < /dev/null | tr -d '\r' > out
    assert_equal "$(< out)" $'\x1b[1ma\x1b[0m\n    '"$WEB/t/a.torrent"
    script -qec "bt-feed poll -q --color never '$FEED'" /dev/null < /dev/null | tr -d '\r' > out
    assert_equal "$(< out)" $'b\n    '"$WEB/t/b.torrent"
    script -qec "bt-feed list" /dev/null < /dev/null | tr -d '\r' > out
    assert_equal "$(< out)" "$FEED: Feed, 2 items, 0 not told yet"
}

@test "--verbose says what was found, and SIGTERM ends it in order" {
    start_feeds
    rss '<item><title>none</title></item><item><link>/a.torrent</link></item>' > www/feed.xml
    run -0 --separate-stderr bt-feed poll -v "$FEED"
    assert_equal "$stderr" "bt-feed: $FEED: 1 items, and 1 without a torrent"
    run -0 --separate-stderr bt-feed poll -v "$FEED"
    assert_equal "$stderr" "bt-feed: $FEED: as it was"
    bt-feed poll -j "$WEB/hang/" > out.jsonl 2> err 3>&- &
    hanging=$!
    wait_for test -e state/bt-tools/feeds/feeds.db
    sleep 0.3
    kill -TERM $hanging
    ended=0
    wait $hanging || ended=$?
    assert_equal "$ended" 143
    assert_equal "$(jq -c '[.kind, .reason, .exit_code]' out.jsonl)" '["summary","terminated",143]'
}
