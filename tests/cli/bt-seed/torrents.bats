load ../../support/common
load ../../support/swarm

make_one() {
    mkdir -p seed
    head -c "${1:-640K}" /dev/urandom > seed/large
    bt-create -q -l 16K -o x.torrent seed/large > /dev/null
}

# status_of OPTION...: the last torrent_status of a bt-seed with these.
status_of() {
    bt-seed -j --private-net -d seed --max-time 600ms --progress-interval 100ms "$@" x.torrent 2> /dev/null |
        jq -c 'select(.kind == "torrent_status")' | tail -1
}

@test "each flag is one of the torrent's" {
    make_one
    assert_equal "$(status_of --super-seed | jq .flags.super_seeding)" true
    assert_equal "$(status_of --auto-managed | jq .flags.auto_managed)" true
    assert_equal "$(status_of --no-ip-filter | jq .flags.apply_ip_filter)" false
    assert_equal "$(status_of --seed-mode | jq .flags.seed_mode)" true
    assert_equal "$(status_of | jq -c '.flags | [.super_seeding, .auto_managed, .apply_ip_filter, .seed_mode]')" \
        '[false,false,true,false]'
}

@test "--max-connections and --max-uploads cap each torrent" {
    make_one
    assert_equal "$(status_of --max-connections 7 --max-uploads 3 | jq -c '[.connections_limit, .uploads_limit]')" '[7,3]'
    assert_equal "$(status_of | jq -c '[.connections_limit, .uploads_limit] != [7,3]')" true
    for words in '--max-connections 1' '--max-uploads 0' '-L x' '-L :'; do
        run -2 --separate-stderr bt-seed $words x.torrent
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
}

# three_come OPTION...: to a seed with these, which then has sent 100 kB and told of it.
three_come() {
    start_seed x.torrent --progress-interval 100ms "$@"
    for name in a b c; do start_add $name -d "$name.out" --peer "$SEED" -L 80K x.torrent; done
    wait_for grep -q '"total_payload_upload":[1-9][0-9]\{5\}' "$SEED_LOG"
}
most_peers() {
    jq -s 'map(select(.kind == "torrent_status").num_peers) | max' "$SEED_LOG"
}

@test "--max-connections meets no more peers" {
    make_one
    three_come --max-connections 2
    assert [ "$(most_peers)" -ge 1 ]
    assert [ "$(most_peers)" -le 2 ]
    rm -r ./*.out
    three_come
    wait_for grep -q '"num_peers":3,' "$SEED_LOG"
}

@test "-L limits what is sent of each torrent, and not what is received" {
    make_one 400K
    local words
    for words in '-L :200K' '--limit 100K:200K' '--up 200K'; do
        rm -rf out
        start_seed x.torrent $words
        run -0 --separate-stderr add -j -d out
        assert_equal "$(jq 'select(.kind == "summary") | .duration > 1.2 and .duration < 12' <<< "$output")" true
    done
    rm -rf out
    start_seed x.torrent -L 100K
    run -0 --separate-stderr add -j -d out
    assert_equal "$(jq 'select(.kind == "summary").duration < 2' <<< "$output")" true
}

@test "--ip-filter keeps a downloader away, and --no-ip-filter lets it in again" {
    make_one
    echo 127.0.0.1 > filter
    start_seed x.torrent --ip-filter filter
    run -9 add -W 1500ms -d none
    assert [ ! -s none/large ]
    start_seed x.torrent --ip-filter filter --no-ip-filter
    add -q -d out
    cmp seed/large out/large
}

@test "--peer is called by the seed" {
    make_one
    bt-add -j --private-net -W 20s -d out x.torrent > add.jsonl 2> /dev/null 3>&- &
    SEED_PIDS+=($!)
    seed_is add.jsonl
    run -0 bt-seed --private-net -d seed --peer "$SEED" --until-peers 1 --max-time 20s x.torrent
    cmp seed/large out/large
}

@test "-a is asked too" {
    make_one
    start_seed x.torrent -a "http://127.0.0.1:$(free_port)/own"
    wait_for grep -q '"kind":"tracker_error".*/own"' "$SEED_LOG"
}
