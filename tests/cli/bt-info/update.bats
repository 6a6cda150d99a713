load ../../support/common
load ../../support/servers

# Torrents whose newer ones are asked for at an update URL (BEP 39).

# two_versions URL: old.torrent, which names the URL, and new.torrent.
two_versions() {
    make_tree one
    make_tree two
    echo more > two/more
    bt-create -q --update-url "$1" -o old.torrent one > /dev/null
    bt-create -q -o new.torrent two > /dev/null
}

@test "--check-update says which torrent takes its place, and from where it is fetched" {
    start_web
    two_versions "$WEB/good/new.torrent"
    run -0 bt-info --check-update -j old.torrent
    assert_equal "$(jq -r .newer_info_hash_v1 <<< "$output")" "$(bt-info --field info_hash_v1 new.torrent)"
    assert_equal "$(jq -r .newer_info_hash_v2 <<< "$output")" "$(bt-info --field info_hash_v2 new.torrent)"
    assert_equal "$(jq -c '[.kind, .name, .status, .is_updated, .newer_name, .input]' <<< "$output")" \
        '["update_check","one",200,true,"two","old.torrent"]'
    local url
    url=$(jq -r .url <<< "$output")
    assert_equal "$url" "$WEB/good/new.torrent?info_hash=$(bt-info --field info_hash_v1 old.torrent)"
    assert_equal "$(bt-info --field name "$url")" two
    assert_equal "$(bt-info --check-update old.torrent)" "${url##*=}"$'\tone\t'"$url"$'\tyes'
    # A person reads a line.
    run -0 script -qec "bt-info --check-update old.torrent" /dev/null
    assert_output --partial "newer    one -> two  $url"
}

@test "--check-update: the same torrent, an empty answer and none at all are no update" {
    start_web
    two_versions "$WEB/good/old.torrent"
    assert_equal "$(bt-info --check-update old.torrent | cut -f 4)" no
    run -0 script -qec "bt-info --check-update old.torrent" /dev/null
    assert_output --partial "current  one"
    assert_equal "$(bt-info --check-update -j old.torrent | jq -c '[.status, .is_updated]')" '[200,false]'
    : > nothing
    bt-edit -q --allow-new-infohash --update-url "$WEB/good/nothing" -o empty.torrent old.torrent
    assert_equal "$(bt-info --check-update -j empty.torrent | jq -c '[.status, .is_updated]')" '[200,false]'
    bt-edit -q --allow-new-infohash --update-url "$WEB/good/gone?a=b" -o gone.torrent old.torrent
    assert_equal "$(bt-info --check-update -j gone.torrent | jq -c '[.status, .is_updated]')" '[404,false]'
    assert_equal "$(bt-info --check-update -j gone.torrent | jq -r .url)" \
        "$WEB/good/gone?a=b&info_hash=$(bt-info --field info_hash_v1 gone.torrent)"
}

@test "--check-update: what cannot be asked, or answers nonsense, is told" {
    start_web
    two_versions "$WEB/good/one/large.bin"
    run -4 --separate-stderr bt-info --check-update old.torrent
    assert_regex "$stderr" "bt-info: cannot read torrent $WEB/good/one/large.bin\?info_hash=[0-9a-f]{40}: "
    fails 8 "bt-info: cannot ask for an update of two: it names no update URL" bt-info --check-update new.torrent
    fails 4 "bt-info: cannot ask for an update of $(bt-info -m new.torrent): a magnet link has no update URL" \
        bt-info --check-update "$(bt-info -m new.torrent)"
    local closed
    closed=http://127.0.0.1:$(free_port)/x
    bt-edit -q --allow-new-infohash --update-url "$closed" -o closed.torrent old.torrent
    run -10 --separate-stderr bt-info --check-update closed.torrent
    assert_regex "$stderr" "cannot ask for an update at $closed\?info_hash=[0-9a-f]{40}: Connection refused"
    bt-edit -q --allow-new-infohash --update-url "$WEB/hang/" -o slow.torrent old.torrent
    run -9 bt-info --check-update -W 300ms slow.torrent
    run -13 --separate-stderr bt-info --check-update closed.torrent - < <(bt-edit --allow-new-infohash --update-url "$WEB/good/none" -o - old.torrent)
    assert_equal "$(cut -f 2,4 <<< "$output")" $'one\tno'
    bt-create -q --update-url ftp://127.0.0.1/x -o ftp.torrent one > said 2>&1 || true
    assert_regex "$(< said)" "'ftp://127.0.0.1/x' is not an http or https URL"
}

@test "an update URL is written, shown, changed and taken away" {
    make_tree one
    bt-create -q --update-url http://h/u -o a.torrent one > /dev/null
    bt-create -q -o b.torrent one > /dev/null
    assert_equal "$(bt-info --field update_url a.torrent)" http://h/u
    assert_equal "$(bt-info --raw a.torrent | jq -r '.info["update-url"]')" http://h/u
    run -0 script -qec "bt-info a.torrent" /dev/null
    assert_output --regexp "update URL +http://h/u"
    assert [ "$(bt-info --field info_hash_v1 a.torrent)" != "$(bt-info --field info_hash_v1 b.torrent)" ]
    run -14 bt-edit -q --no-update-url -o c.torrent a.torrent
    bt-edit -q --allow-new-infohash --no-update-url -o c.torrent a.torrent
    assert_equal "$(bt-info --field info_hash_v1 c.torrent)" "$(bt-info --field info_hash_v1 b.torrent)"
    bt-edit -q --allow-new-infohash --update-url https://h/v -o d.torrent a.torrent
    assert_equal "$(bt-info -j d.torrent | jq -r .update_url)" https://h/v
    assert_equal "$(bt-info --lint d.torrent | grep -c update-url)" 0
}
