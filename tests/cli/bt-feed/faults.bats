# shellcheck disable=SC2034 # each_fault reads where to begin
load ../../support/common
load ../../support/servers
load ../../support/feeds
load ../../support/faults

poll() { bt-feed poll -j --state out/feeds.db "$@" "$FEED" >> lines; }

# ./polls appends to a file, ./pipes to a pipe.
write_polls() {
    printf '#!/bin/sh\nexec bt-feed poll -j --state out/feeds.db "$@" "%s" >> "%s/lines"\n' "$FEED" "$PWD" > polls
    printf '#!/bin/sh\nbt-feed poll -j --state out/feeds.db "$@" "%s" | cat >> "%s/lines"\n' "$FEED" "$PWD" > pipes
    printf '#!/bin/sh\ncat >> "%s/hooked"\n' "$PWD" > hook
    chmod +x polls pipes hook
}

fresh() {
    rm -rf out lines hooked
    mkdir out
    : > lines
    : > hooked
}

assert_once() {
    assert_equal "$(jq -r 'select(.kind == "feed_item").title' lines | sort | xargs)" "a b c"
}

# assert_told FILE: nothing is lost, nothing is told twice as new, and only what was under way is
# told again.
assert_told() {
    local title new
    for title in a b c; do
        grep -q "\"title\":\"$title\"" "$1" || fail "$title is lost: $(cat "$1")"
        new=$(jq -r "select(.title == \"$title\" and .seen == false).title" "$1" | wc -l)
        ((new <= 1)) || fail "$title was told twice as new: $(cat "$1")"
    done
    (($(wc -l < "$1") <= 4)) || fail "told too often: $(cat "$1")"
}

killed() {
    ((status == 0 || status == 137)) || fail "status $status: $stderr"
    poll
    assert_once
    poll
    assert_once
}

killed_in_pipe() {
    ./pipes
    assert_told lines
    ./pipes
    assert_told lines
}

killed_with_hook() {
    ((status == 0 || status == 137)) || fail "status $status: $stderr"
    poll -X ./hook
    assert_once
    assert_told hooked
    poll -X ./hook
    assert_once
    assert_told hooked
}

failed() {
    if ((status == 0)); then
        # What fails after all is told, as SQLite tidies up, is made good the next time.
        assert_once
    else
        assert_equal "$status" 11
        assert_regex "$stderr" '^bt-feed: cannot [^:]* (feeds|database|open|out/feeds.db)'
    fi
    poll
    assert_once
}

@test "killed at any operation on its books, it has told each item once in a file" {
    find_shim 'open write fsync rename unlink'
    start_feeds
    feed_of c b a
    write_polls
    each_fault KILL fresh killed ./polls
}

@test "killed in the same way before a pipe, it loses nothing and tells nothing twice as new" {
    find_shim 'open write fsync rename unlink'
    start_feeds
    feed_of c b a
    write_polls
    each_fault KILL fresh killed_in_pipe ./pipes
}

@test "killed at any operation on its books, its hook misses nothing and gets nothing twice as new" {
    find_shim 'open write fsync rename unlink'
    start_feeds
    feed_of c b a
    write_polls
    FAULT_STEP=2
    each_fault KILL fresh killed_with_hook ./polls -X ./hook
}

@test "a full or failing disk is told, and the next run goes on" {
    find_shim 'open write fsync rename'
    start_feeds
    feed_of c b a
    write_polls
    FAULT_STEP=3
    for fault in ENOSPC EIO; do
        each_fault "$fault" fresh failed ./polls
    done
}

@test "killed at any moment, again and again, it has told each item once in a file" {
    start_feeds
    fresh
    feed_of i09 i08 i07 i06 i05 i04 i03 i02 i01
    for ((round = 0; round < 25; ++round)); do
        bt-feed poll -j --state out/feeds.db "$FEED" >> lines 2> err 3>&- &
        victim=$!
        sleep "0.$(printf %03d $((RANDOM % 300 + 20)))"
        kill -9 $victim 2> /dev/null || true
        wait $victim || true
        ((round % 5)) || feed_of "j$round" i09 i08 i07 i06 i05 i04 i03 i02 i01
    done
    poll
    assert_equal "$(jq -r .title lines | sort | uniq -d)" ""
    assert_equal "$(jq -r .title lines | grep -vE '^j(0|5|10|15)$' | sort | xargs)" "i01 i02 i03 i04 i05 i06 i07 i08 i09 j20"
}
