#!/usr/bin/env bats
# Feeds that a session follows, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/servers"
load "$BT_SOURCE/tests/support/feeds"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

# torrents NAME...: with data in data, in www/t.
torrents() {
    local name
    mkdir -p data
    for name; do
        echo "content of $name" > "data/$name"
        bt-create -q -f -o "www/$name.torrent" "data/$name" > /dev/null
    done
}

# host [OPTION...]: a session at $SOCKET; again the one that was, if there was one.
host() {
    bt-seed -j --private-net --listen 127.0.0.1:0 -d data --control feeds.sock "$@" >> host.jsonl 2>> host.errors 3>&- &
    HOST=$!
    ends_with_test "$HOST"
    steer feeds.sock
    wait_for rpc ping > /dev/null 2>&1 || fail "no session: $(cat host.errors)"
}

unhost() {
    rpc shutdown > /dev/null
    wait "$HOST" || true
}

# of URL [MEMBERS]: params.
of() {
    echo "{\"url\":\"$1\"${2:+,$2}}"
}

names() {
    rpc list_torrents | jq -r '.records[].name' | sort | xargs
}

# heard KIND JQ: what the host has told of that kind, on one line.
heard() {
    jq -r "select(.kind == \"$1\") | $2" host.jsonl | xargs
}

@test "feeds: what is new in one becomes a torrent, once" {
    start_feeds
    torrents one two three
    feed_of one two
    host --session mirror --save-interval 1s
    assert_equal "$(rpc add_feed "$(of "$FEED" '"category":"os","tags":["a","b"],"paused":true')" | jq -c .)" \
        "{\"url\":\"$FEED\",\"already_present\":false}"
    rpc refresh_feed "$(of "$FEED" '"wait":true')" > refreshed.json
    assert_equal "$(jq -c '.records[0] | [.title, .num_items, .num_unseen, .updating, .interval, .category]' refreshed.json)" \
        '["Feed",2,0,false,1800,"os"]'
    assert_equal "$(names)" "one two"
    rpc list_torrents | jq -c '.records[] | [.category, .tags, .source_feed_url, .origin, .flags.paused]' | sort > kept
    assert_equal "$(head -1 kept)" "[\"os\",[\"a\",\"b\"],\"$FEED\",\"$WEB/t/one.torrent\",true]"
    assert_equal "$(heard feed_item '"\(.title)=\(.torrent)"' | tr ' ' '\n' | sort | xargs)" \
        "$(for name in one two; do echo "$name=$(torrent_of "www/$name.torrent")"; done | xargs)"
    rpc remove_torrent "{\"torrent\":\"$(torrent_of www/one.torrent)\"}"
    feed_of three one two
    for _ in 1 2 3; do rpc refresh_feed '{"wait":true}' > /dev/null; done
    assert_equal "$(names)" "three two"
    # And not in the next run.
    unhost
    host --session mirror
    is '.records | length == 2' list_torrents
    assert_equal "$(rpc list_feeds | jq -c '.records[] | [.url, .title, .tags, .paused, (.next_update > .last_update + 1500)]')" \
        "[\"$FEED\",\"Feed\",[\"a\",\"b\"],true,true]"
    rpc refresh_feed '{"wait":true}' > /dev/null
    assert_equal "$(names)" "three two"
    assert_equal "$(rpc list_torrents | jq -r '.records[] | select(.name == "three").source_feed_url')" "$FEED"
    for name in one two three; do
        assert_equal "$(grep -c "^200 /t/$name.torrent" web.log)" 1
    done
    assert_equal "$(grep -c "^200 /good/feed.xml" web.log)" 2
}

@test "feeds: one is looked at by itself, as often as it was asked for" {
    start_feeds
    torrents one two
    feed_of one
    host
    rpc add_feed "$(of "$FEED" '"interval":10')" > /dev/null
    is '.records | length == 1' list_torrents
    feed_of two one
    is '.records[0].next_update - .records[0].last_update | . >= 9 and . <= 12' list_feeds
    for _ in {1..30}; do
        [[ $(names) == "one two" ]] && break
        sleep 0.5
    done
    assert_equal "$(names)" "one two"
}

@test "feeds: rules choose, and other rules find what the first left" {
    start_feeds
    torrents debian-12 debian-13 Fedora-40
    feed_of debian-12 debian-13 Fedora-40
    host
    rpc add_feed "$(of "$FEED" '"match":["^debian"],"exclude":["-12$"]')" > /dev/null
    rpc refresh_feed '{"wait":true}' > /dev/null
    assert_equal "$(names)" debian-13
    assert_equal "$(rpc list_feed_items "$(of "$FEED")" | jq -c '[.records[] | [.title, .seen]]')" '[["debian-13",true]]'
    assert_equal "$(rpc add_feed "$(of "$FEED" '"match":["fedora"],"ignore_case":true')" | jq .already_present)" true
    is '.records | length == 2' list_torrents
    assert_equal "$(names)" "Fedora-40 debian-13"
}

@test "feeds: first_run says what of a feed is new" {
    start_feeds
    torrents one two three
    feed_of two one
    host
    rpc add_feed "$(of "$FEED" '"first_run":"newest"')" > /dev/null
    rpc add_feed "$(of "$WEB/etag/feed.xml" '"first_run":"none"')" > /dev/null
    rpc refresh_feed '{"wait":true}' > /dev/null
    assert_equal "$(names)" two
    feed_of three two one
    rpc refresh_feed "$(of "$WEB/etag/feed.xml" '"wait":true')" > /dev/null
    assert_equal "$(names)" "three two"
}

# told_one: a torrent that is added is told to whoever listens; it is removed again.
told_one() {
    local hash=00112233445566778899aabbccddeeff00112233
    rpc add_torrent "{\"info_hash\":\"$hash\"}" > /dev/null
    rpc remove_torrent "{\"torrent\":\"$hash\"}" > /dev/null
    grep -q torrent_added heard.jsonl
}

@test "feeds: one that only tells adds nothing" {
    start_feeds
    torrents one
    feed_of one
    host
    bt-ctl --socket feeds.sock events -j --events feed_item,torrent_added > heard.jsonl 3>&- &
    ends_with_test $!
    # It listens.
    wait_for told_one
    rpc add_feed "$(of "$FEED" '"auto_download":false')" > /dev/null
    rpc refresh_feed '{"wait":true}' > /dev/null
    assert_equal "$(names)" ""
    wait_for grep -q one.torrent heard.jsonl
    assert_equal "$(heard feed_item '[.title, .url, .feed, .torrent, (.time > 1e9)] | tojson')" "[one,$WEB/t/one.torrent,$FEED,null,true]"
    assert_equal "$(rpc list_feed_items "$(of "$FEED")" | jq -c '[.records[] | [.title, .seen]]')" '[["one",true]]'
    assert [ "$(grep -c t/one.torrent web.log)" -eq 0 ]
}

@test "feeds: what cannot be added is told, tried again, and a magnet link beside it is taken" {
    start_feeds
    torrents one
    echo "no torrent" > www/bad.torrent
    local hash=c9e15763f722f23e98a29decdfae341b98d53056
    rss "<item><title>bad</title><guid>b</guid><enclosure url='/t/bad.torrent' type='application/x-bittorrent'/></item>
        <item><title>late</title><guid>l</guid><enclosure url='/t/late.torrent' type='application/x-bittorrent'/></item>
        <item><title>link</title><guid>m</guid><link>magnet:?xt=urn:btih:$hash</link></item>
        <item><title>both</title><guid>t</guid><enclosure url='/t/gone.torrent' type='application/x-bittorrent'/>
        <enclosure url='magnet:?xt=urn:btih:0123456789012345678901234567890123456789' type='application/x-bittorrent'/></item>" > www/feed.xml
    host
    rpc add_feed "$(of "$FEED")" > /dev/null
    rpc refresh_feed "$(of "$FEED" '"wait":true')" > /dev/null
    is '[.records[].torrent] | sort == ["0123456789012345678901234567890123456789", "'$hash'"]' list_torrents
    assert_equal "$(heard feed_error '[.title, .guid, .feed] | tojson' | tr ' ' '\n' | sort -u | xargs)" "[bad,b,$FEED] [late,l,$FEED]"
    # It may have been looked at twice by now.
    assert_equal "$(heard feed_error 'select(.guid == "l").error_message | gsub(" "; "_")' | tr ' ' '\n' | sort -u | tr _ ' ')" "cannot fetch $WEB/t/late.torrent: HTTP status 404"
    assert_equal "$(rpc list_feeds | jq .records[0].num_unseen)" 2
    assert_equal "$(grep '^bt-seed: cannot ' host.errors | sort -u | wc -l)" 2
    # A minute is not over; but where somebody asks for it, it is tried now.
    cp www/one.torrent www/late.torrent
    rpc refresh_feed '{"wait":true}' > /dev/null
    is '[.records[].name] | index("one") != null' list_torrents
    assert_equal "$(rpc list_feeds | jq .records[0].num_unseen)" 1
}

@test "feeds: one that cannot be had is told, and the others work" {
    start_feeds
    torrents one
    feed_of one
    host
    for how in "good/none.xml" "cut/feed.xml"; do rpc add_feed "$(of "$WEB/$how")" > /dev/null; done
    rpc add_feed "$(of "$FEED")" > /dev/null
    rpc refresh_feed '{"wait":true}' > all.json
    assert_equal "$(names)" one
    assert_equal "$(jq -r ".records[] | select(.url == \"$WEB/good/none.xml\").error_message" all.json)" \
        "cannot fetch $WEB/good/none.xml: HTTP status 404"
    assert_equal "$(jq -c '[.records[] | has("error_message")]' all.json)" "[true,false,true]"
    refuses network refresh_feed "$(of "$WEB/good/none.xml" '"wait":true')"
    # It is there later.
    cp www/feed.xml www/none.xml
    rpc refresh_feed "$(of "$WEB/good/none.xml" '"wait":true')" > /dev/null
    assert_equal "$(rpc list_feeds "$(of "$WEB/good/none.xml")" | jq -c '.records[] | [has("error_message"), .num_items]')" "[false,1]"
}

@test "feeds: one that hangs holds up neither the session nor the others" {
    start_feeds
    torrents one
    feed_of one
    host
    rpc add_feed "$(of "$WEB/hang/feed.xml")" > /dev/null
    rpc add_feed "$(of "$FEED")" > /dev/null
    rpc refresh_feed "$(of "$FEED" '"wait":true')" > /dev/null
    assert_equal "$(names)" one
    assert_equal "$(rpc list_feeds "$(of "$WEB/hang/feed.xml")" | jq .records[0].updating)" true
    # It ends at once all the same.
    SECONDS=0
    unhost
    assert [ "$SECONDS" -lt 10 ]
}

@test "feeds: one that is removed is looked at no more, and its torrents stay" {
    start_feeds
    torrents one two
    feed_of one
    host --session mirror
    rpc add_feed "$(of "$FEED")" > /dev/null
    rpc refresh_feed '{"wait":true}' > /dev/null
    rpc remove_feed "$(of "$FEED")"
    assert_equal "$(rpc list_feeds | jq -c .)" '{"records":[]}'
    assert_equal "$(names)" one
    refuses not_found remove_feed "$(of "$FEED")"
    refuses not_found refresh_feed "$(of "$FEED")"
    refuses not_found list_feeds "$(of "$FEED")"
    refuses not_found list_feed_items "$(of "$FEED")"
    unhost
    host --session mirror
    assert_equal "$(rpc list_feeds | jq -c .)" '{"records":[]}'
    is '.records | length == 1' list_torrents
}

@test "feeds: what makes no sense is refused, and nothing has changed" {
    start_feeds
    feed_of
    host
    refuses invalid_params add_feed '{"url":"file:///etc/passwd"}'
    refuses invalid_params add_feed '{"url":"feed.xml"}'
    refuses invalid_params add_feed '{"url":"http://"}'
    refuses invalid_params add_feed '{"url":"http://a/b\nc"}'
    refuses invalid_params add_feed "$(of "$FEED" '"match":["("]')"
    refuses invalid_params add_feed "$(of "$FEED" '"save_path":"here"')"
    refuses invalid_params add_feed "$(of "$FEED" '"interval":1')"
    refuses invalid_params add_feed "$(of "$FEED" '"first_run":"some"')"
    refuses invalid_params add_feed '{}'
    assert_equal "$(rpc list_feeds | jq -c .)" '{"records":[]}'
    rpc add_feed "$(of "$FEED" '"match":["a"]')" > /dev/null
    refuses invalid_params add_feed "$(of "$FEED" '"match":["("]')"
    assert_equal "$(rpc list_feeds | jq -c .records[0].match)" '["a"]'
}

@test "feeds: other rules hold at once, and how often one wants to be looked at stays" {
    start_feeds
    local items='' i
    for i in {1..2000}; do
        items+="<item><title>t$i</title><guid>g$i</guid><link>magnet:?xt=urn:btih:$(printf %040x "$i")</link></item>"
    done
    printf '<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><ttl>1440</ttl>%s</channel></rss>' "$items" > www/feed.xml
    host
    rpc add_feed "$(of "$FEED" '"paused":true')" > /dev/null
    is '.count > 0' torrent_count
    rpc add_feed "$(of "$FEED" '"paused":true,"match":["^none$"]')" > /dev/null
    local count
    count=$(rpc torrent_count | jq .count)
    ((count < 2000)) || skip "it was too fast"
    sleep 1
    assert_equal "$(rpc torrent_count | jq .count)" "$count"
    assert_equal "$(rpc list_feeds | jq '.records[0] | .next_update - .last_update > 80000')" true
}

@test "feeds: one whose files hang keeps no other from its turn" {
    start_feeds
    torrents one
    feed_of one
    local items='' i
    for i in {1..40}; do
        items+="<item><title>t$i</title><enclosure url='/hang/$i.torrent' type='application/x-bittorrent'/></item>"
    done
    rss "$items" > www/slow.xml
    host
    rpc add_feed "$(of "$WEB/good/slow.xml")" > /dev/null
    wait_for grep -q slow.xml web.log
    is '.records[0].num_items == 40' list_feeds
    rpc add_feed "$(of "$FEED")" > /dev/null
    SECONDS=0
    rpc refresh_feed "$(of "$FEED" '"wait":true')" > /dev/null
    assert_equal "$(names)" one
    assert [ "$SECONDS" -lt 10 ]
    rpc remove_feed "$(of "$WEB/good/slow.xml")"
    SECONDS=0
    unhost
    assert [ "$SECONDS" -lt 10 ]
}

@test "feeds: many that cannot be added hold up nobody" {
    start_feeds
    local items='' i
    for i in {1..5000}; do
        items+="<item><title>t$i</title><guid>g$i</guid><link>magnet:?xt=urn:btih:z$i</link></item>"
    done
    rss "$items" > www/feed.xml
    host
    for how in good etag date; do rpc add_feed "$(of "$WEB/$how/feed.xml")" > /dev/null; done
    rpc refresh_feed '{"wait":true}' > /dev/null
    assert_equal "$(rpc list_feeds | jq -c '[.records[].num_unseen]')" "[5000,5000,5000]"
    for _ in {1..5}; do
        SECONDS=0
        rpc refresh_feed > /dev/null
        rpc ping > /dev/null
        ((SECONDS < 4)) || fail "no answer for $SECONDS s"
        sleep 0.3
    done
}

@test "feeds: what was seen of them is damaged, and the session says so and ends with 3" {
    start_feeds
    torrents one
    feed_of one
    host --session mirror
    rpc add_feed "$(of "$FEED")" > /dev/null
    rpc refresh_feed '{"wait":true}' > /dev/null
    unhost
    local database=$XDG_STATE_HOME/bt-tools/sessions/mirror/feeds.db
    head -c 5000 /dev/urandom > "$database"
    rm -f "$database"-*
    run -3 --separate-stderr bt-seed --private-net -d data --session mirror --control feeds.sock
    assert_equal "${stderr_lines[0]}" "bt-seed: cannot open feeds: $database is damaged: it is not a database"
}

@test "feeds: bt-add follows none, and says so" {
    start_feeds
    bt-add -q -j --private-net --control add.sock --metadata-timeout 30s "magnet:?xt=urn:btih:0123456789012345678901234567890123456789" > add.jsonl 2>&1 3>&- &
    ends_with_test $!
    steer add.sock
    wait_for rpc ping > /dev/null 2>&1
    refuses failed add_feed "$(of "$FEED")"
    refuses failed list_feeds
}

# The host is killed at any moment, and run anew each time, until all is there.
@test "feeds: a host that is killed at any moment loses no item and adds none twice" {
    start_feeds
    local names=()
    for i in {1..12}; do names+=("t$i"); done
    torrents "${names[@]}"
    feed_of "${names[@]}"
    host --session mirror
    rpc add_feed "$(of "$FEED" '"paused":true')" > /dev/null
    for i in {1..8}; do
        sleep "0.$((RANDOM % 60 + 10))"
        kill -KILL "$HOST"
        wait "$HOST" || true
        rm -f feeds.sock
        host --session mirror
        rpc refresh_feed > /dev/null
    done
    rpc refresh_feed '{"wait":true}' > /dev/null
    is '.records | length == 12' list_torrents
    assert_equal "$(rpc list_feeds | jq .records[0].num_unseen)" 0
    rpc remove_torrent "{\"torrent\":\"$(torrent_of www/t1.torrent)\"}"
    kill -KILL "$HOST"
    wait "$HOST" || true
    host --session mirror
    rpc refresh_feed '{"wait":true}' > /dev/null
    is '.records | length == 11' list_torrents
}
