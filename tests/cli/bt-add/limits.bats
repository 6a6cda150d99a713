load ../../support/common
load ../../support/swarm

# given_up REASON SENTENCE: what $output and $stderr say of the end.
given_up() {
    assert_equal "$(of reason)" "$1"
    assert_equal "$stderr" "bt-add: cannot download large: $2"
    assert_equal "$(jq -r 'select(.kind == "error").message' <<< "$output")" "cannot download large: $2"
}

torrent_without_peers() {
    mkdir seed
    head -c 100000 /dev/urandom > seed/large
    bt-create -q -o x.torrent seed/large > /dev/null
}

@test "-W ends it with 9 whatever it does" {
    torrent_without_peers
    run -9 --separate-stderr bt-add -j --private-net --deadline 700ms x.torrent
    given_up deadline "the deadline passed"
    assert_equal "$(jq 'select(.kind == "summary").duration < 3' <<< "$output")" true
    start_seed x.torrent
    run -9 --separate-stderr add -j -L 16K -W 1s
    given_up deadline "the deadline passed"
}

@test "--metadata-timeout ends a magnet link with 8, not a torrent" {
    torrent_without_peers
    run -8 --separate-stderr bt-add -j --private-net -W 20s --metadata-timeout 700ms "$(bt-info --magnet x.torrent)"
    given_up metadata_timeout "no peer gave the metadata in time"
    run -9 --separate-stderr bt-add -j --private-net -W 2s --metadata-timeout 700ms x.torrent
    given_up deadline "the deadline passed"
}

@test "--peer-timeout ends it with 9 when no peer came" {
    torrent_without_peers
    run -9 --separate-stderr bt-add -j --private-net -W 20s --peer-timeout 700ms x.torrent
    given_up peer_timeout "no peer was found in time"
    start_seed x.torrent
    run -9 --separate-stderr add -j -L 16K -W 3s --peer-timeout 700ms
    given_up deadline "the deadline passed"
}

@test "--stall-timeout ends it with 9 when nothing comes" {
    start_large_swarm 4M
    run -9 --separate-stderr bt-add -j --private-net -W 20s --stall-timeout 1s -d out x.torrent
    given_up stall_timeout "nothing came for too long"
    # Peers that are slow are no stall, once they have begun.
    run -9 --separate-stderr add -j -L 400K -W 6s --stall-timeout 4s -d slow
    given_up deadline "the deadline passed"
}

@test "--min-rate ends it with 9 after --min-rate-time" {
    start_large_swarm 6M
    run -9 --separate-stderr add -j -L 300K --min-rate 1M --min-rate-time 3s
    given_up min_rate "it came too slowly"
    assert_equal "$(jq 'select(.kind == "summary") | .duration >= 3 and .duration < 8' <<< "$output")" true
    # It looks back 30 s unless told otherwise, and a rate above is enough.
    run -9 --separate-stderr add -j -L 300K --min-rate 1M -W 5s -d out
    given_up deadline "the deadline passed"
    run -9 --separate-stderr add -j -L 300K --min-rate 2K --min-rate-time 4s -W 6s -d more
    given_up deadline "the deadline passed"
}

@test "what is complete passes no limit" {
    torrent_without_peers
    run -0 bt-add --private-net -d seed --seed-time 2s --metadata-timeout 1s --peer-timeout 1s --stall-timeout 1s \
        --min-rate 1G --min-rate-time 1s x.torrent
    assert_output seed/large
}

@test "what is no limit is a usage error" {
    for words in '-L x' '-L :' '-L 1:x' '--down x' '--min-rate x' '--stall-timeout x' '--max-connections 1' \
        '--max-uploads 0' '-r x' '-r -1' '--seed-time x' '--exec-timeout 3 -X true --save-interval x' '-J x'; do
        run -2 --separate-stderr bt-add $words x.torrent
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
}
