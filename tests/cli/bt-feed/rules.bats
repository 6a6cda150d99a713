load ../../support/common
load ../../support/servers
load ../../support/feeds

@test "--match and --exclude choose by title, and what they leave stays for others" {
    start_feeds
    feed_of 'Debian 12 rc1' 'Debian 12' 'Ubuntu 24' 'debian 11' Fedora
    assert_equal "$(titles --match '^Debian [0-9]+' --match 'U.*24$' --exclude 'rc[0-9]' "$FEED")" "Ubuntu 24 Debian 12"
    assert_equal "$(titles --match '^DEBIAN' --exclude RC --ignore-case "$FEED")" "debian 11"
    assert_equal "$(titles --exclude rc "$FEED")" Fedora
    assert_equal "$(titles "$FEED")" "Debian 12 rc1"
    fails 2 "bt-feed: cannot use pattern '(': Unmatched ( or \\(" bt-feed poll --match '(' "$FEED"
    fails 2 "bt-feed: cannot use pattern '[': Invalid regular expression" bt-feed poll --exclude '[' "$FEED"
}

@test "--since leaves out what is older, by date or by age" {
    start_feeds
    item() { printf '<item><title>%s</title><link>/%s.torrent</link>%s</item>' "$1" "$1" "${2:+<pubDate>$2</pubDate>}"; }
    rss "$(item new "$(LC_ALL=C date -uR)")$(item old 'Sat, 01 Jan 2000 00:00:00 GMT')$(item none)" > www/feed.xml
    assert_equal "$(titles --since 2d -N "$FEED")" "none new"
    assert_equal "$(titles --since 2000-01-02 -N "$FEED")" "none new"
    assert_equal "$(titles --since @946684800 -N "$FEED")" "none old new"
    assert_equal "$(titles --since 2d "$FEED")" "none new"
    assert_equal "$(titles "$FEED")" old
    run -2 --separate-stderr bt-feed poll --since soon "$FEED"
    assert_equal "$stderr" "bt-feed: --since: 'soon' is neither a date of RFC 3339, @SECONDS, nor a time (try bt-feed poll --help)"
}

@test "--first-run says what of a new feed is told" {
    start_feeds
    feed_of c b a
    assert_equal "$(titles --first-run all --state all "$FEED")" "a b c"
    assert_equal "$(titles --first-run none --state none "$FEED")" ""
    assert_equal "$(titles --first-run newest --state newest "$FEED")" "c"
    assert_equal "$(titles --first-run newest --match '[ab]' --state rules "$FEED")" "b"
    feed_of d c b a
    for state in all none newest; do
        assert_equal "$(titles --first-run "$state" --state $state "$FEED")" "d"
    done
    assert_equal "$(titles --first-run newest --state rules "$FEED")" "d"
    run -2 bt-feed poll --first-run some "$FEED"
}
