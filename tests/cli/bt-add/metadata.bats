load ../../support/common
load ../../support/swarm

# hash: the key of x.torrent.
hash() {
    bt-info -j x.torrent | jq -r .info_hash_v1
}

@test "--list prints the files of a magnet link and fetches none" {
    start_swarm
    link=$(bt-info --magnet x.torrent)
    run -0 give "$link" --list
    assert_equal "$output" "$(bt-add --list x.torrent)"
    assert_line --partial $'\t100000\tdata/large.bin'
    run -0 give "$link" -j --list
    assert_equal "$(jq -c 'select(.kind == "file") | [.path, .size]' <<< "$output" | tail -1)" '["data/run.sh",10]'
    assert_equal "$(of exit_code)" 0
    run find . -name 'data' -path './data' -o -name '.bt-*'
    assert_output ""
}

@test "--list prints the files that -F and -e would take" {
    start_swarm
    for input in x.torrent "$(bt-info --magnet x.torrent)"; do
        run -0 give "$input" --list -F '*.txt' -e 'gr*'
        assert_output $'0\t6\tdata/a/b/small.txt'
        run -8 give "$input" --list -F nothing
    done
}

@test "--metadata-only saves a torrent file named by the hash" {
    start_swarm -a http://t/announce
    hash=$(hash)
    run -0 give "$(bt-info --magnet x.torrent)" --metadata-only
    assert_output "$hash.torrent"
    assert_equal "$(bt-info -j "$hash.torrent" | jq -c '[.info_hash_v1, .info_hash_v2]')" \
        "$(bt-info -j x.torrent | jq -c '[.info_hash_v1, .info_hash_v2]')"
    assert [ ! -e data ]
    # What was saved is enough to fetch by.
    give "$hash.torrent" -q -d out
    same_tree seed/data out/data
}

@test "--metadata-only of a torrent file saves the same bytes" {
    make_tree data
    bt-create -q -o x.torrent data
    run -0 bt-add -j --metadata-only x.torrent
    hash=$(hash)
    assert_equal "$(jq -c 'select(.kind == "torrent_saved") | [.torrent, .path, .size]' <<< "$output")" \
        "[\"$hash\",\"$hash.torrent\",$(stat -c %s x.torrent)]"
    cmp x.torrent "$hash.torrent"
}

@test "-o is a file, a folder or standard output, and -f replaces" {
    start_swarm
    link=$(bt-info --magnet x.torrent)
    hash=$(hash)
    give "$link" -q --metadata-only -o y.torrent
    assert_equal "$(bt-info -j y.torrent | jq -r .info_hash_v1)" "$hash"
    give y.torrent -q --metadata-only --output folder/
    cmp y.torrent "folder/$hash.torrent"
    give "$link" --metadata-only -o - > z.torrent
    cmp y.torrent z.torrent
    cp x.torrent before
    echo mine > y.torrent
    run -14 --separate-stderr give "$link" --metadata-only -o y.torrent
    assert_regex "$stderr" '^bt-add: cannot write y.torrent: File exists'
    assert_equal "$(< y.torrent)" mine
    give "$link" -q --metadata-only -f -o y.torrent
    cmp y.torrent z.torrent
    echo mine > y.torrent
    bt-add -q --metadata-only --force -o y.torrent x.torrent
    cmp y.torrent x.torrent
}

@test "what cannot go together is a usage error" {
    for words in '--list --metadata-only' '-o y' '-f' '--metadata-only --cat x' '--list --tar -' \
        '-j --metadata-only -o -' '--range 1-2' '--cat x --tar -'; do
        run -2 --separate-stderr bt-add $words x.torrent
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
}

@test "metadata that nobody has ends with 8" {
    run -8 --separate-stderr bt-add -j --private-net --metadata-timeout 500ms --list 0123456789012345678901234567890123456789
    assert_equal "$(of reason)" metadata_timeout
}

@test "a file that is there already is refused with a hint" {
    make_tree data
    bt-create -q -o x.torrent data
    echo mine > y.torrent
    fails 14 "bt-add: cannot write y.torrent: File exists
bt-add: hint: -f replaces it" bt-add --metadata-only -o y.torrent x.torrent
}
