load ../../support/common

@test "--diff of a file and itself is silent and ends with 0" {
    make_tree data
    bt-create -q -o a.torrent data && cp a.torrent b.torrent
    run -0 bt-info --diff a.torrent b.torrent
    assert_output ""
    assert_equal "$(bt-info -j --diff a.torrent b.torrent | jq -c '[.same_bytes, .same_info, .same_content]')" '[true,true,true]'
}

@test "--diff names keys, files and whether the content is the same" {
    make_tree data
    bt-create -q -c one -o a.torrent data
    bt-create -q -c two -s tag -o b.torrent data
    run -1 bt-info --diff a.torrent b.torrent
    assert_line "$(printf 'changed\tcomment\t"one"\t"two"')"
    assert_line "$(printf 'added\tinfo.source\t\t"tag"')"
    run -0 jq -c 'select(.kind=="torrent_diff") | [.same_info, .same_content, .keys]' <(bt-info -j --diff a.torrent b.torrent)
    assert_output '[false,true,["comment","info.source"]]'
    printf more >> data/run.sh && printf x > data/new && rm data/empty
    bt-create -q -c one -o c.torrent data
    run -0 jq -c 'select(.kind=="file_diff") | [.change, .path, .size_a, .size_b]' <(bt-info -j --diff a.torrent c.torrent)
    assert_line '["changed","run.sh",10,14]'
    assert_line '["removed","empty",0,null]'
    assert_line '["added","new",null,1]'
    run -0 jq -c 'select(.kind=="torrent_diff").same_content' <(bt-info -j --diff a.torrent c.torrent)
    assert_output false
}

@test "what hashes cannot tell is not told" {
    make_tree data
    bt-create -q -m v1 -l 16K -o a.torrent data
    bt-create -q -m v1 -l 32K -o b.torrent data
    bt-create -q -m v2 -o c.torrent data
    for pair in 'a b' 'a c'; do
        # shellcheck disable=SC2086
        set -- $pair
        run -0 jq -c 'select(.kind=="torrent_diff") | has("same_content")' <(bt-info -j --diff "$1.torrent" "$2.torrent")
        assert_output false
    done
    bt-create -q -m v1 -l 16K -c other -o d.torrent data
    run -0 jq -c 'select(.kind=="torrent_diff") | [.same_content, .reason]' <(bt-info -j --diff a.torrent d.torrent)
    assert_output '[true,"piece hashes (BEP 3)"]'
}

@test "--diff goes with two torrents that can be read" {
    make_tree data
    bt-create -q -o a.torrent data
    run -2 bt-info --diff a.torrent
    run -2 bt-info --diff a.torrent a.torrent a.torrent
    run -4 bt-info --diff a.torrent nowhere
}
