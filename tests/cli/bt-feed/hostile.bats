# shellcheck disable=SC2034 # servers.bash ends it
load ../../support/common
load ../../support/servers
load ../../support/feeds

# refused STATUS WHY [PATH]: the feed is, with one sentence and nothing told.
refused() {
    local url=$WEB/${3:-good/feed.xml} verb='read feed'
    [[ $1 == 4 && -z ${4:-} ]] || verb=fetch
    fails "$1" "bt-feed: cannot $verb $url: $2" bt-feed poll "$url"
}

# peak COMMAND...: its memory at most, in KiB, in PEAK.
peak() {
    python3 - "$@" > peak << 'END'
import os, resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
END
    PEAK=$(< peak)
}

@test "broken XML and what is no feed are refused with the line" {
    start_feeds
    printf '<rss><channel>\n<item><title>a</title>\n<link>x</item></channel></rss>' > www/feed.xml
    refused 4 'line 3: start-end tags mismatch'
    : > www/feed.xml
    refused 4 'there is no XML in it'
    printf '<!DOCTYPE html><html><body>Log in<br></body></html>' > www/feed.xml
    refused 4 'it is a web page'
    printf '{"items":[]}' > www/feed.xml
    refused 4 'there is no XML in it'
    head -c 100000 /dev/urandom > www/feed.xml
    run -4 --separate-stderr bt-feed poll "$FEED"
    assert_equal "$(wc -l <<< "$stderr")" 1
    # What was refused is not taken for seen: mended, it is told.
    feed_of a
    assert_equal "$(titles "$FEED")" a
}

@test "a billion laughs and entities of files are refused" {
    start_feeds
    {
        printf '<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a0 "lol">\n'
        for i in {1..9}; do
            printf '<!ENTITY a%d "%s">\n' "$i" "$(for _ in {1..10}; do printf '&a%d;' $((i - 1)); done)"
        done
        printf ']><rss><channel><item><title>&a9;</title><link>/a.torrent</link></item></channel></rss>'
    } > www/feed.xml
    refused 4 'it defines entities of its own'
    printf '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title><link>/a.torrent</link></item></channel></rss>' > www/feed.xml
    refused 4 'it defines entities of its own'
    printf '<!DOCTYPE rss [<!ENTITY %% x SYSTEM "%s/plain/dtd">%%x;]><rss><channel/></rss>' "$WEB" > www/feed.xml
    refused 4 'it defines entities of its own'
    run -1 grep dtd web.log
}

@test "a feed without end, plain or compressed, is refused within the limit" {
    start_feeds
    refused 4 'more than the limit of 16777216 bytes' endless/ fetch
    refused 4 'more than the limit of 16777216 bytes' bomb/ fetch
    { rss "$(for ((i = 0; i < 50; ++i)); do echo "<item><link>/$i.torrent</link></item>"; done)"; } > www/feed.xml
    fails 4 "bt-feed: cannot read feed $FEED: more than 49 items" bt-feed poll --max-items 49 "$FEED"
    fails 4 "bt-feed: cannot fetch $FEED: more than the limit of 1024 bytes" bt-feed poll --max-size 1K "$FEED"
    assert_equal "$(titles --max-items 50 --max-size 10K --match . --exclude . "$FEED")" ""
}

@test "100 MB cost no more memory than the limit lets them" {
    start_feeds
    python3 - << 'END'
with open("www/large.xml", "w") as out:
    out.write("<rss><channel>")
    item = "<item><title>%s</title><link>/%d.torrent</link></item>\n"
    for number in range(100):
        out.write(item % ("x" * 1000000, number))
    out.write("</channel></rss>")
with open("www/small.xml", "w") as out:
    out.write("<rss><channel>" + "<a/>" * 4000000 + "</channel></rss>")
with open("www/flat.xml", "w") as out:
    out.write("<rss><channel" + "".join(" a%d=''" % i for i in range(1000000)) + "/></rss>")
END
    fails 4 "bt-feed: cannot fetch $WEB/plain/large.xml: more than the limit of 16777216 bytes" bt-feed poll "$WEB/plain/large.xml"
    fails 4 "bt-feed: cannot read feed $WEB/plain/small.xml: more than 2000000 elements" bt-feed poll "$WEB/plain/small.xml"
    run -0 bt-feed poll "$WEB/plain/flat.xml"
    for file in large small flat; do
        peak bt-feed poll "$WEB/plain/$file.xml"
        ((PEAK < 300000)) || fail "$file: $PEAK KiB"
    done
    # Who asks for more gets it.
    run -0 bash -c "bt-feed poll --max-size 200M '$WEB/plain/large.xml' | wc -l"
    assert_output 100
}

@test "encodings are converted, and bytes that are not of them refused" {
    start_feeds
    printf '<?xml version="1.0" encoding="ISO-8859-1"?>%s' "$(rss '<item><title>gr#n</title><link>/a.torrent</link></item>' | sed 's/^<?[^>]*>//')" | tr '#' '\374' > www/feed.xml
    assert_equal "$(titles "$FEED")" grün
    assert_equal "$(titles "$WEB/as/iso-8859-1/feed.xml")" grün
    assert_equal "$(titles "$WEB/as/utf-8/feed.xml")" grün
    sed -i 's/ISO-8859-1/utf-8/' www/feed.xml
    refused 4 'it is not the UTF-8 it should be'
    assert_equal "$(titles "$WEB/as/iso-8859-15/feed.xml")" grün
    sed -i 's/utf-8/EBCDIC-US/' www/feed.xml
    refused 4 "its encoding 'ebcdic-us' is not known"
    rss '<item><title>grün</title><link>/b.torrent</link></item>' | iconv -t UTF-16 > www/feed.xml
    assert_equal "$(titles "$FEED")" grün
}

@test "what a feed names is never a path, a line more, or a terminal's command" {
    start_feeds
    printf '<rss><channel><title>T</title>
        <item><title>a&#27;[2J&#10;b</title><link>/x&#10;y z.torrent</link></item>
        <item><title>passwd</title><link>file:///etc/passwd</link></item>
        <item><title>dash</title><link>-</link></item></channel></rss>' > www/feed.xml
    run -0 bt-feed poll -j --state json "$FEED"
    assert_equal "$(jq -r .url <<< "$output")" "$(printf '%s\n' "$WEB/good/-" "$WEB/x%20y%20z.torrent")"
    run -0 bt-feed poll "$FEED"
    assert_equal "${#lines[@]}" 2
    assert_line --partial 'a\x1b[2J b'
    refute_output --partial $'\x1b'
}

@test "servers that fail are told by how they do" {
    start_feeds
    refused 10 'HTTP status 503' busy/
    refused 10 'the answer is cut short' cut/
    refused 10 'redirected more than 5 times' loop/
    fails 9 "bt-feed: cannot fetch $WEB/hang/: no whole answer within 0.5s" bt-feed poll -W 500ms "$WEB/hang/"
    fails 4 "bt-feed: cannot fetch file:///etc/passwd: neither http nor https" bt-feed poll file:///etc/passwd
    fails 4 "bt-feed: cannot fetch feed.xml: neither http nor https" bt-feed poll feed.xml
    closed=http://127.0.0.1:$(free_port)/
    fails 10 "bt-feed: cannot fetch $closed: Connection refused" bt-feed poll "$closed"
}

@test "what is owed is told though the server fails now" {
    start_feeds
    feed_of a
    run -1 bt-feed poll -X false "$FEED"
    rm www/feed.xml
    run -10 --separate-stderr bt-feed poll -j "$FEED"
    assert_equal "$(jq -r 'select(.kind == "feed_item").title' <<< "$output")" a
}

@test "--proxy is where a feed is fetched through" {
    command -v tinyproxy > /dev/null || skip "there is no tinyproxy"
    start_feeds
    feed_of a
    port=$(free_port)
    printf 'Port %s\nListen 127.0.0.1\nTimeout 60\nLogFile "%s/proxy.log"\nLogLevel Connect\n' "$port" "$PWD" > proxy.conf
    tinyproxy -d -c proxy.conf > proxy.out 2>&1 3>&- &
    TRACKER_PID=$!
    wait_for bash -c ": > /dev/tcp/127.0.0.1/$port" 2> /dev/null
    assert_equal "$(titles --proxy "http://127.0.0.1:$port" "$FEED")" a
    grep -q 'feed.xml' proxy.log
    closed=$(free_port)
    fails 10 "bt-feed: cannot fetch $FEED: Connection refused" bt-feed poll --proxy "socks5://127.0.0.1:$closed" "$FEED"
    run -2 bt-feed poll --proxy nonsense "$FEED"
}
