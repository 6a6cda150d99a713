load ../../support/common

@test "a command line that means nothing ends with 2" {
    run -2 bt-feed
    run -2 bt-feed nonsense
    fails 2 "bt-feed: url is required" bt-feed poll --state s.db
    assert [ ! -e s.db ]
    fails 2 "bt-feed: torrent is required" bt-feed make
    run -2 bt-feed poll --max-items 0 http://x/
    run -2 bt-feed poll --max-size 0 http://x/
    run -2 bt-feed poll --max-size 2G http://x/
    run -2 bt-feed poll -W soon http://x/
    run -2 bt-feed poll --remember soon http://x/
    run -2 bt-feed make --format xml .
    run -2 bt-feed make --limit -1 .
    run -2 bt-feed make --base ftp://x/ .
    run -2 bt-feed forget
}

@test "books that are damaged, newer or another's are refused and left alone" {
    unset http_proxy all_proxy
    head -c 5000 /dev/zero > s.db
    run -3 --separate-stderr bt-feed poll --state s.db http://127.0.0.1:1/
    assert_equal "$(head -1 <<< "$stderr")" "bt-feed: cannot open feeds: s.db is damaged: it is not a database"
    cmp <(head -c 5000 /dev/zero) s.db
    rm s.db
    run -10 bt-feed poll -q --state s.db http://127.0.0.1:1/
    sqlite3 s.db 'PRAGMA user_version = 99'
    run -3 --separate-stderr bt-feed list --state s.db
    assert_regex "$stderr" "s.db was written by a newer version"
    printf 'x' > short.db
    run -3 bt-feed list --state short.db
}

@test "options come from the environment and a file too" {
    unset http_proxy all_proxy
    printf '[bt-feed.poll]\nstate = "c.db"\n' > c.toml
    run -10 bt-feed --config c.toml poll -q http://127.0.0.1:1/
    assert [ -e c.db ]
    run -10 env BT_FEED_STATE=e.db bt-feed poll -q http://127.0.0.1:1/
    assert [ -e e.db ]
    printf '[bt-feed.poll]\nno-such = 1\n' > c.toml
    run -3 bt-feed --config c.toml poll http://x/
}
