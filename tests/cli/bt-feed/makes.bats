load ../../support/common
load ../../support/servers
load ../../support/feeds

# three: torrents/{one,two,sub/three}.torrent of other days.
three() {
    local name day=0
    mkdir -p torrents/sub
    for name in one two sub/three; do
        echo "$name" > "$(basename "$name")"
        bt-create -q -D "@$((1795343324 + day++ * 86400))" -c "about <$name>" -o "torrents/$name.torrent" "$(basename "$name")" > /dev/null
    done
    echo no > torrents/readme.txt
    cp torrents/one.torrent torrents/.hidden.torrent
}

@test "make writes RSS or Atom, and poll reads it back" {
    three
    start_feeds
    for format in rss atom; do
        bt-feed make --format $format --base "$WEB/t" --title 'T & t' --self "$FEED" --ttl 90m torrents > www/feed.xml
        run -0 bt-feed poll -j --state $format "$FEED"
        assert_equal "$(jq -r .title <<< "$output" | xargs)" "one two"
        assert_equal "$(jq -r .url <<< "$output" | xargs)" "$WEB/t/one.torrent $WEB/t/two.torrent"
        assert_equal "$(head -1 <<< "$output" | jq -c '[.size, .published, .feed_title, .info_hash, .guid]')" \
            "$(bt-info -j torrents/one.torrent | jq -c '[.total_size, .creation_date, "T & t", .info_hash_v1, "urn:btih:\(.info_hash_v1)"]')"
        assert_equal "$(head -1 <<< "$output" | jq -r .magnet)" "$(bt-info --field magnet torrents/one.torrent)"
    done
    python3 - << 'END'
import xml.dom.minidom
xml.dom.minidom.parse("www/feed.xml")
END
    bt-feed make --ttl 90m torrents > www/feed.xml
    grep -q '<ttl>90</ttl>' www/feed.xml
    run -0 bt-feed poll -j --state magnets "$FEED"
    assert_equal "$(head -1 <<< "$output" | jq -r '.url')" "$(bt-info --field magnet torrents/one.torrent)"
    assert_equal "$(head -1 <<< "$output" | jq -r .feed_title)" torrents
}

@test "the length of an enclosure is that of the torrent file, its description the comment" {
    three
    bt-feed make --base http://h/ --description D --link http://l/ torrents/one.torrent > out.xml
    size=$(stat -c %s torrents/one.torrent)
    grep -qF "<enclosure url=\"http://h/one.torrent\" length=\"$size\" type=\"application/x-bittorrent\"/>" out.xml
    grep -qF '<description>about &lt;one&gt;</description>' out.xml
    grep -qF '<description>D</description>' out.xml
    grep -qF '<link>http://l/</link>' out.xml
}

@test "the same torrents give the same bytes, and a file that is right is left alone" {
    three
    bt-feed make -o feed.xml torrents
    touch -d '2000-01-01' feed.xml
    fails 14 $'bt-feed: cannot write feed.xml: File exists\nbt-feed: hint: -f replaces it' bt-feed make -o feed.xml torrents
    run -0 bt-feed make -f -j -o feed.xml torrents
    assert_equal "$(jq -c . <<< "$output")" '{"kind":"feed_made","path":"feed.xml","num_items":2,"num_left_out":0,"changed":false}'
    assert_equal "$(date -ur feed.xml +%Y)" 2000
    rm torrents/one.torrent
    assert_equal "$(bt-feed make -f -j -o feed.xml torrents | jq .changed)" true
    run -1 grep -c '>one<' feed.xml
    run -0 --separate-stderr bt-feed make -v -f -o feed.xml torrents
    assert_equal "$stderr" "bt-feed: left feed.xml: 1 torrents"
}

@test "--limit keeps the newest, --recursive finds more, --date-from file goes by the files" {
    three
    titles_of() { sed -n '/<item>/,$s/.*<title>\(.*\)<\/title>.*/\1/p' | xargs; }
    assert_equal "$(bt-feed make torrents | titles_of)" "two one"
    assert_equal "$(bt-feed make --recursive torrents | titles_of)" "three two one"
    assert_equal "$(bt-feed make --recursive --limit 2 torrents | titles_of)" "three two"
    assert_equal "$(bt-feed make --recursive --limit 0 torrents | titles_of)" "three two one"
    assert_equal "$(bt-feed make -j -o x.xml --recursive --limit 1 torrents | jq .num_left_out)" 2
    grep -q 'sub/three.torrent' <(bt-feed make --recursive --base http://h torrents)
    touch -d '2001-01-01' torrents/two.torrent
    touch -d '2002-01-01' torrents/one.torrent
    assert_equal "$(bt-feed make --date-from file torrents | titles_of)" "one two"
    bt-create -q -D none -o torrents/undated.torrent one
    touch -d '2003-01-01 00:00:00 UTC' torrents/undated.torrent
    bt-feed make torrents/undated.torrent | grep -qF '<pubDate>Wed, 01 Jan 2003 00:00:00 +0000</pubDate>'
}

@test "a torrent that is none is told, and the others are in the feed" {
    three
    echo broken > torrents/bad.torrent
    run -13 --separate-stderr bt-feed make -o feed.xml torrents
    assert_equal "$(wc -l <<< "$stderr")" 1
    assert_regex "$stderr" 'torrents/bad.torrent'
    assert_equal "$(grep -c '<item>' feed.xml)" 2
    run -13 --separate-stderr bt-feed make -j -f -o feed.xml torrents
    assert_equal "$(jq -r .kind <<< "$output" | xargs)" "error feed_made summary"
    # A feed of nothing takes no other's place.
    run -4 bt-feed make -f -o feed.xml torrents/bad.torrent none.torrent
    assert_equal "$(grep -c '<item>' feed.xml)" 2
    mkdir empty
    assert_equal "$(bt-feed make empty | grep -c '<item>')" 0
    run -4 --separate-stderr bt-feed make --max-file-size 100 torrents/one.torrent
    assert_regex "$stderr" 'one.torrent: larger than the limit of 100 bytes'
    run -2 bt-feed make -j torrents
    run -2 bt-feed make -f torrents
    run -5 bt-feed make -o nowhere/feed.xml torrents
}

@test "lists of torrents are inputs, and names are escaped in links" {
    three
    cp torrents/one.torrent 'a b&c#ü.torrent'
    printf '%s\n' 'a b&c#ü.torrent' torrents/two.torrent > list
    run -0 bt-feed make --base http://h/x/ -i list
    assert_line --partial 'url="http://h/x/a%20b%26c%23%C3%BC.torrent"'
    assert_line --partial 'url="http://h/x/two.torrent"'
    run -0 bash -c 'printf "%s\0" torrents/one.torrent | bt-feed make -0 -i -'
    assert_line '<title>one</title>'
}
