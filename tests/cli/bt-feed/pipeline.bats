# The way from a feed into a session, with lighttpd between.
# shellcheck disable=SC2034 # servers.bash ends it
load ../../support/common
load ../../support/servers
load ../../support/feeds

# publish NAME...: torrents with data in www/t, and the feed of them.
publish() {
    local name
    mkdir -p www/t data
    for name; do
        echo "content of $name" > "data/$name"
        [[ -e www/t/$name.torrent ]] || bt-create -q -D "@$((++DAY))" -o "www/t/$name.torrent" "data/$name" > /dev/null
    done
    bt-feed make -f -o www/feed.xml --base "$WEB/t" --self "$FEED" www/t
}

host() {
    export XDG_RUNTIME_DIR=$PWD/run
    mkdir -m 700 run
    bt-seed -q --private-net --listen 127.0.0.1:0 --session mirror -d data > host.log 2>&1 3>&- &
    SEED_PID=$!
    wait_for bt-ctl -S mirror list > /dev/null 2>&1
}

# The pipeline of the manual.
mirror() {
    bt-feed poll "$FEED" -j | jq -r .url | bt-add -q -i - --private-net -d data --session mirror
}

@test "cron runs of the pipeline bring each torrent into the session once" {
    start_lighttpd
    publish one two
    host
    set -o pipefail
    mirror
    assert_equal "$(bt-ctl -S mirror list -j | jq -r .name | sort | xargs)" "one two"
    mirror
    publish three
    mirror
    assert_equal "$(bt-ctl -S mirror list -j | jq -r .name | sort | xargs)" "one three two"
    for _ in {1..7}; do mirror; done
    stop_lighttpd
    assert_equal "$(grep -c '^304 /feed.xml' web.log)" 8
    assert_equal "$(grep -c '^200 /feed.xml' web.log)" 2
    for name in one two three; do
        assert_equal "$(grep -c "^200 /t/$name.torrent" web.log)" 1
    done
}

@test "an item that is told again is no harm to the session" {
    start_lighttpd
    publish one
    host
    set -o pipefail
    mirror
    bt-feed forget "$FEED"
    mirror
    assert_equal "$(bt-ctl -S mirror list -j | jq -r .name)" one
}

@test "a feed that is made again and is the same is not sent again" {
    start_lighttpd
    publish one
    assert_equal "$(titles "$FEED")" one
    publish one
    assert_equal "$(titles "$FEED")" ""
    stop_lighttpd
    assert_equal "$(xargs < web.log)" "200 /feed.xml 304 /feed.xml"
}

@test "a hook adds each item to the session, and tries again what it could not" {
    start_lighttpd
    publish one two
    printf '#!/bin/sh\nexec bt-add -q --private-net -d data --session mirror --detach "$BT_URL"\n' > add-one
    chmod +x add-one
    mv www/t/one.torrent .
    host
    run -1 --separate-stderr bt-feed poll -q -X ./add-one "$FEED"
    assert_equal "$(bt-ctl -S mirror list -j | jq -r .name)" two
    mv one.torrent www/t/
    run -0 bt-feed poll -q -X ./add-one "$FEED"
    assert_equal "$(bt-ctl -S mirror list -j | jq -r .name | sort | xargs)" "one two"
    assert_equal "$(bt-feed poll "$FEED")" ""
}
