load ../../support/common

torrent() {
    make_tree data
    bt-create -q -o a.torrent "$@" data
}

@test "--tree has folders with their size, and says which line is what" {
    torrent
    run -0 bt-info --tree a.torrent
    assert_line --index 0 "$(printf 'd\t5\t100023\tdata')"
    assert_line "$(printf 'd\t1\t6\tdata/a')"
    assert_line "$(printf 'f\t7\t10\tdata/run.sh')"
    run -0 script -qec 'bt-info --tree a.torrent' /dev/null
    assert_line --regexp '└── .*run.sh'
    assert_line --regexp '97.7 KiB  .*data.*/'
    run -0 jq -r 'select(.kind=="folder") | "\(.path) \(.num_files)"' <(bt-info -j --tree a.torrent)
    assert_line "data/a/b 1"
}

@test "--color colours the tree, and NO_COLOR does not" {
    torrent
    run -0 bt-info --tree --color always a.torrent
    refute_output --partial "$(printf '\033')" # a pipe has lines, not a drawing
    run -0 script -qec 'NO_COLOR= TERM=xterm bt-info --tree a.torrent' /dev/null
    assert_output --partial "$(printf '\033[2m')"
    run -0 script -qec 'NO_COLOR=1 bt-info --tree a.torrent' /dev/null
    refute_output --partial "$(printf '\033')"
}

@test "--field prints bare values: one field a line, a list an entry a line, several a row" {
    torrent -a http://a/announce,http://b/announce -a udp://c:1
    assert_equal "$(bt-info --field name a.torrent)" data
    assert_equal "$(bt-info --field trackers a.torrent | wc -l)" 3
    assert_equal "$(bt-info --field total_size --field name a.torrent)" "$(printf '100023\tdata')"
    assert_equal "$(bt-info --field comment a.torrent)" ""
    assert_equal "$(bt-info -j --field num_files a.torrent)" '{"kind":"torrent_info","num_files":5}'
    run -2 --separate-stderr bt-info --field no_such a.torrent
    # shellcheck disable=SC2154
    assert_regex "$stderr" "there is no field 'no_such'; the fields are name,"
}

@test "--trackers lists tiers" {
    torrent -a http://a/announce,http://b/announce -a udp://c:1
    assert_equal "$(bt-info --trackers a.torrent)" \
        "$(printf '0\thttp://a/announce\n0\thttp://b/announce\n1\tudp://c:1')"
    assert_equal "$(bt-info -j --trackers a.torrent | jq -c '[.kind, .tier, .url]' | tail -1)" \
        '["tracker_entry",1,"udp://c:1"]'
}

@test "--pieces has the hashes of both versions" {
    torrent -l 16K
    run -0 bt-info --pieces a.torrent
    assert_equal "${#lines[@]}" "$(bt-info --field num_pieces a.torrent)"
    # The whole piece 2 is in large.bin: its SHA-1 is that of these bytes.
    offset=$(bt-info -j --files --pad-files a.torrent | jq 'select(.path=="data/large.bin").offset')
    piece=$((offset / 16384 + 1))
    expected=$(tail -c +16385 data/large.bin | head -c 16384 | sha1sum | cut -d' ' -f1)
    assert_equal "$(sed -n "$((piece + 1))p" <<< "$output" | cut -f4)" "$expected"
    run -0 jq -r "select(.index == $piece) | .hash_v2" <(bt-info -j --pieces a.torrent)
    assert_equal "${#output}" 64
}

@test "--raw is the bencoding as JSON, whatever is bencoded" {
    torrent -c 'a comment'
    assert_equal "$(bt-info --raw a.torrent | jq -r .comment)" 'a comment'
    assert_equal "$(bt-info --raw a.torrent | jq -r '.info["piece length"]')" 16384
    printf 'd2:\xff\xfei-3e1:$li1e1:\x80ee' > any
    assert_equal "$(bt-info --raw any)" '{"$base64://4=":-3,"$$":[1,{"$base64":"gA=="}]}'
    fails 4 "bt-info: cannot read bencoding any: a string longer than the rest at byte 0" \
        sh -c 'printf 9:x > any; bt-info --raw any'
}

@test "--sort orders torrents, and with --files the files" {
    mkdir one two && printf 12345 > one/x && printf 1 > two/x
    bt-create -q -o one.torrent one && bt-create -q -o two.torrent two
    assert_equal "$(bt-info --sort size --field name two.torrent one.torrent | paste -sd' ')" "two one"
    assert_equal "$(bt-info --sort size:desc --field name two.torrent one.torrent | paste -sd' ')" "one two"
    torrent
    assert_equal "$(bt-info --files --sort size:desc a.torrent | head -1 | cut -f3)" data/large.bin
    run -2 bt-info --sort colour a.torrent
    run -2 bt-info --sort path a.torrent
    run -2 bt-info --files --sort name a.torrent
}

@test "-F lists what it selects, and a pattern that matches nothing is 8" {
    torrent
    assert_equal "$(bt-info --files -F '*.bin' a.torrent | cut -f3)" data/large.bin
    assert_equal "$(bt-info --tree -F a a.torrent | tail -1 | cut -f4)" data/a/b/small.txt
    fails 8 "bt-info: cannot select files of data: no path matches *.iso" \
        sh -c "bt-info --files -F '*.iso' a.torrent > /dev/null"
    run -2 bt-info -F x a.torrent
}

@test "inputs come from a list too, by line or by NUL" {
    torrent
    cp a.torrent 'b c.torrent'
    printf 'a.torrent\nb c.torrent\n' > list
    assert_equal "$(bt-info -i list --field name | wc -l)" 2
    assert_equal "$(printf 'a.torrent\0b c.torrent\0' | bt-info -0 -i - --field name | wc -l)" 2
    : > none
    run -0 bt-info -i none
    run -2 bt-info -0 a.torrent
}

@test "the limits are options, and each refuses" {
    torrent
    fails 4 "bt-info: cannot read torrent a.torrent: more than 4 files" bt-info --max-files 4 a.torrent
    run -4 --separate-stderr bt-info --max-file-size 100 a.torrent
    # shellcheck disable=SC2154
    assert_regex "$stderr" 'larger than the limit of 100'
    run -4 bt-info --max-depth 2 a.torrent
    run -4 bt-info --max-items 10 a.torrent
    run -4 bt-info --max-pieces 1 a.torrent
    run -4 bt-info --max-path-length 5 a.torrent
    for bad in '--max-depth 0' '--max-depth 5000' '--max-files x' '--max-file-size 0'; do
        # shellcheck disable=SC2086
        run -2 bt-info $bad a.torrent
    done
}

@test "a bomb is refused, in bounded memory" {
    head -c 100000 /dev/zero | tr '\0' l > deep
    printf 'd4:info2147483648:' > long
    { printf 'd4:infodi' && head -c 10000000 /dev/zero | tr '\0' 9; } > digits
    { printf d && seq 1000000 1999999 | sed 's/.*/7:&i0e/' | tr -d '\n' && printf e; } > keys
    for bomb in deep long digits keys; do
        run -4 timeout 30 bash -c "ulimit -v 400000; bt-info $bomb"
    done
}

@test "two views at once are a usage error, and a link has no files" {
    torrent
    run -2 bt-info --tree --files a.torrent
    run -2 bt-info --raw --lint a.torrent
    link=$(bt-info -m a.torrent)
    run -4 --separate-stderr bt-info --tree "$link"
    # shellcheck disable=SC2154
    assert_regex "$stderr" 'it is a link, which has no files yet$'
}
