# Feeds for bats files, and servers of them on 127.0.0.1. Load it after common and servers.

# A web server of the folder www; leaves its URL in WEB, and what was asked for in web.log.
start_feeds() {
    unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY
    export XDG_STATE_HOME=$PWD/state
    mkdir -p www/deep
    : > web.log
    python3 "$BT_SOURCE/tests/support/feed_server.py" "$PWD/www" "$PWD/web.port" "$PWD/web.log" 3>&- &
    WEB_PID=$!
    wait_for test -s web.port
    WEB=http://127.0.0.1:$(< web.port)
    FEED=$WEB/good/feed.xml
}

# The same by lighttpd, as others run it.
start_lighttpd() {
    command -v lighttpd > /dev/null || skip "there is no lighttpd"
    unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY
    export XDG_STATE_HOME=$PWD/state
    mkdir -p www
    local port
    port=$(free_port)
    cat > lighttpd.conf << END
server.modules = ("mod_accesslog")
server.document-root = "$PWD/www"
server.bind = "127.0.0.1"
server.port = $port
server.stat-cache-engine = "disable"
mimetype.assign = (".xml" => "application/xml", ".torrent" => "application/x-bittorrent")
accesslog.filename = "$PWD/web.log"
accesslog.format = "%s %U"
END
    lighttpd -D -f lighttpd.conf > lighttpd.out 2>&1 3>&- &
    WEB_PID=$!
    wait_for bash -c ": > /dev/tcp/127.0.0.1/$port" 2> /dev/null
    WEB=http://127.0.0.1:$port
    FEED=$WEB/feed.xml
}

# Ends lighttpd, which keeps back what it logs.
stop_lighttpd() {
    kill "$WEB_PID"
    wait "$WEB_PID" || true
    unset WEB_PID
}

# feed_of NAME...: www/feed.xml with an item of each name, the first on top.
feed_of() {
    local name
    {
        printf '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Feed</title>\n'
        for name; do
            printf '<item><title>%s</title><guid isPermaLink="false">id-%s</guid>' "$name" "$name"
            printf '<enclosure url="/t/%s.torrent" type="application/x-bittorrent"/></item>\n' "$name"
        done
        printf '</channel></rss>\n'
    } > www/feed.xml.new
    mv www/feed.xml.new www/feed.xml
}

# rss ITEMS: a feed with these elements.
rss() {
    printf '<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>%s</channel></rss>' "$1"
}

# titles OPTION...: what a run tells, on one line.
titles() {
    bt-feed poll -j "$@" | jq -r 'select(.kind == "feed_item").title' | xargs
}
