load ../../support/common
load ../../support/swarm

# status_of OPTION...: the last torrent_status of a bt-add that ends after a second.
status_of() {
    bt-add -j --private-net -W 1s --progress-interval 100ms "$@" x.torrent 2> /dev/null |
        jq -c 'select(.kind == "torrent_status")' | tail -1
}

torrent_alone() {
    mkdir -p seed
    head -c 4M /dev/urandom > seed/large
    bt-create -q -l 64K -o x.torrent seed/large > /dev/null
}

@test "each flag is one of the torrent's" {
    torrent_alone
    local pair
    for pair in --sequential:sequential_download --upload-mode:upload_mode --share-mode:share_mode \
        --paused:paused --auto-managed:auto_managed; do
        assert_equal "$(status_of "${pair%:*}" -d "out" | jq ".flags.${pair#*:}")" true
    done
    assert_equal "$(status_of --no-ip-filter -d out | jq .flags.apply_ip_filter)" false
    # Only a seed has these.
    assert_equal "$(status_of --seed --seed-mode -d seed | jq .flags.seed_mode)" true
    assert_equal "$(status_of --seed --super-seed -d seed | jq .flags.super_seeding)" true
    assert_equal "$(status_of -d out | jq -c '.flags | [.sequential_download, .seed_mode, .upload_mode, .share_mode,
        .super_seeding, .paused, .auto_managed, .apply_ip_filter]')" '[false,false,false,false,false,false,false,true]'
}

@test "--seed-mode takes data for right without a look" {
    torrent_alone
    mkdir wrong
    head -c 4M /dev/zero > wrong/large
    run -0 --separate-stderr bt-add -j --private-net -W 5s --seed-mode -d wrong x.torrent
    assert_equal "$(of finished)" 1
    run -9 --separate-stderr bt-add -j --private-net -W 1s -d wrong x.torrent
}

@test "--upload-mode fetches nothing" {
    start_large_swarm 1M
    run -9 --separate-stderr add -j -W 2s -d out --upload-mode
    assert_equal "$(of total_payload_download)" 0
}

@test "--share-mode fetches no more than it can send" {
    start_large_swarm 1M
    run -9 --separate-stderr add -j -W 3s -d out --share-mode
    assert_equal "$(of total_payload_download)" 0
}

@test "--share-mode is never complete" {
    start_large_swarm 1M
    run -9 --separate-stderr add -j -W 3s -d out --share-mode
    assert_equal "$(of finished)" 0
}

@test "--paused fetches nothing" {
    start_large_swarm 1M
    run -9 --separate-stderr add -j -W 2s -d out --paused
    assert_equal "$(jq -s 'map(select(.kind == "torrent_status"))[-1] | .is_paused and .total_payload_download == 0' <<< "$output")" true
}

@test "--auto-managed lets the queue start torrents" {
    mkdir seed
    for name in a b c; do
        head -c 600K /dev/urandom > seed/$name
        bt-create -q -o $name.torrent seed/$name
    done
    start_seed a.torrent b.torrent c.torrent
    run -9 --separate-stderr bt-add -j --private-net --peer "$SEED" -W 3s --progress-interval 200ms -d out -L 100K \
        --auto-managed --set active_downloads=1 --set active_limit=1 a.torrent b.torrent c.torrent
    assert_equal "$(jq -s 'map(select(.kind == "torrent_status" and .is_queued)) | length > 4' <<< "$output")" true
    run -0 --separate-stderr bt-add -j --private-net --peer "$SEED" -W 20s --progress-interval 200ms -d out \
        --set active_downloads=1 --set active_limit=1 a.torrent b.torrent c.torrent
    assert_equal "$(jq -s 'map(select(.kind == "torrent_status" and .is_queued)) | length' <<< "$output")" 0
}

@test "--max-connections and --max-uploads cap each torrent" {
    torrent_alone
    run -0 jq -c '[.connections_limit, .uploads_limit]' <(status_of --max-connections 7 --max-uploads 3 -d out)
    assert_output '[7,3]'
    run -0 jq -c '[.connections_limit, .uploads_limit] != [7,3]' <(status_of -d out)
    assert_output true
}

@test "--max-connections meets no more peers than that" {
    torrent_alone
    local peers=()
    for _ in 1 2 3 4; do
        start_seed x.torrent
        peers+=(--peer "$SEED")
    done
    for pair in 2:2 9:4; do
        run -9 --separate-stderr bt-add -j --private-net "${peers[@]}" -W 3s --progress-interval 200ms -L 100K -d out${pair%:*} \
            --max-connections "${pair%:*}" x.torrent
        assert_equal "$(jq -s 'map(select(.kind == "torrent_status").num_peers) | max' <<< "$output")" "${pair#*:}"
    done
}

@test "--storage allocate gives files their room at the start" {
    torrent_alone
    assert_equal "$(status_of --storage allocate -d full | jq -r .storage_mode)" allocate
    assert_equal "$(status_of --storage sparse -d thin | jq -r .storage_mode)" sparse
    start_seed x.torrent
    add -j -W 4s -L 300K -d full --storage allocate > records 2> /dev/null || true
    assert [ $(($(stat -c %b full/large) * 512)) -ge 4194304 ]
    add -j -W 4s -L 300K -d thin --storage sparse > records 2> /dev/null || true
    assert [ $(($(stat -c %b thin/large) * 512)) -lt 3000000 ]
}

@test "--disk chooses what writes files, and each of them works" {
    start_swarm
    for disk in bt mmap posix; do
        add -q -d $disk --disk $disk
        diff -r $disk/data seed/data
    done
    run -2 bt-add --disk other x.torrent
    command -v strace > /dev/null || skip "strace is not installed"
    for disk in bt mmap posix; do
        strace -f -e trace=openat -o trace bt-add -q --private-net --peer "$SEED" -W 20s -d traced.$disk --disk $disk x.torrent
        grep 'large.bin".*O_CREAT' trace > trace.$disk
    done
    # Each opens its files in its own way: ours below the descriptor of their folder.
    grep -q 'openat([0-9]*, "large.bin", .*O_NOFOLLOW' trace.bt
    grep -q 'traced.mmap/data/large.bin", .*O_NOATIME' trace.mmap
    grep -q 'traced.posix/data/large.bin", .*O_TRUNC' trace.posix
}

@test "without --no-ip-filter the filter is for torrents too" {
    start_swarm
    echo 127.0.0.1 > filter
    run -9 add -W 2s -d out --ip-filter filter
    add -q -d out --ip-filter filter --no-ip-filter
    same_tree seed/data out/data
}
