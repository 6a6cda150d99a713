load ../../support/common
load ../../support/swarm

@test "-L limits each torrent, --down all together" {
    start_large_swarm 1500K
    local words
    for words in '-L 500K' '--limit 500K:1M' '--down 500K'; do
        rm -rf out
        run -0 --separate-stderr add -j -d out $words
        assert_equal "$(jq 'select(.kind == "summary") | .duration > 2 and .duration < 12' <<< "$output")" true
    done
}

@test "-L down:up and --up limit what is sent" {
    mkdir seed
    head -c 1000K /dev/urandom > seed/large
    bt-create -q -o x.torrent seed/large > /dev/null
    local words
    for words in '-L :300K' '--up 300K'; do
        rm -rf out
        start_add giver -d seed --seed $words x.torrent
        wait_for grep -q torrent_finished giver.jsonl
        seed_is giver.jsonl
        run -0 --separate-stderr add -j -d out
        assert_equal "$(jq 'select(.kind == "summary") | .duration > 1.5 and .duration < 12' <<< "$output")" true
        kill "$ADD_PID"
    done
}
