load ../../support/common

# has FILE BYTES...: each is in the file.
has() {
    local file=$1 bytes
    shift
    for bytes in "$@"; do grep -qaF -- "$bytes" "$file" || fail "$file lacks $bytes"; done
}

lacks() {
    local file=$1 bytes
    shift
    for bytes in "$@"; do ! grep -qaF -- "$bytes" "$file" || fail "$file has $bytes"; done
}

made() {
    make_tree data
    bt-create -q "$@" -o x.torrent data > /dev/null
}

@test "trackers are added, removed and replaced, and both of their keys agree" {
    made -a http://a/announce
    bt-edit -a udp://b:1,udp://c:1 -t udp://d:1 x.torrent
    run -0 jq -c '[.trackers[] | [.url, .tier]]' <(bt-info -j x.torrent)
    assert_output '[["http://a/announce",0],["udp://b:1",1],["udp://c:1",1],["udp://d:1",2]]'
    has x.torrent 8:announce17:http://a/announce
    bt-edit --remove-announce 'http://*' --replace-announce udp://c:1=udp://e:1 x.torrent
    has x.torrent 8:announce9:udp://b:1 13:announce-listll9:udp://b:19:udp://e:1el9:udp://d:1ee
    bt-edit --no-announce --announce wss://f x.torrent
    has x.torrent 8:announce7:wss://f 13:announce-listll7:wss://fee
    bt-edit --no-announce x.torrent
    lacks x.torrent announce
}

@test "an address with = in it is replaced all the same" {
    made -a 'http://a/?k=1'
    bt-edit --replace-announce 'http://a/?k=1=https://b/?k=2' x.torrent
    has x.torrent '8:announce14:https://b/?k=2'
}

@test "web seeds, HTTP seeds and nodes are added and removed" {
    made
    bt-edit -w http://w/1 x.torrent
    has x.torrent 8:url-list10:http://w/1
    bt-edit --web-seed ftp://w/2 --http-seed http://h/1 --http-seed http://h/2 \
        --dht-node 1.2.3.4:5 --dht-node '[::1]:6' x.torrent
    has x.torrent 8:url-listl10:http://w/19:ftp://w/2e 9:httpseedsl10:http://h/110:http://h/2e \
        5:nodesll7:1.2.3.4i5eel3:::1i6eee
    bt-edit --remove-web-seed http://w/1 --remove-http-seed '*/2' --remove-dht-node 1.2.3.4:5 x.torrent
    has x.torrent 8:url-listl9:ftp://w/2e 9:httpseedsl10:http://h/1e 5:nodesll3:::1i6eee
    bt-edit --no-web-seeds --no-http-seeds --no-dht-nodes x.torrent
    lacks x.torrent url-list httpseeds nodes
}

@test "comment, creator and date are set and taken away" {
    made -c old
    bt-edit -c 'new one' --created-by me -D 2026-11-21T05:31:44Z x.torrent
    has x.torrent '7:comment7:new one' '10:created by2:me' '13:creation datei1795239104e'
    bt-edit --comment other --date @5 x.torrent
    has x.torrent 7:comment5:other '13:creation datei5e'
    bt-edit -D now x.torrent
    lacks x.torrent '13:creation datei5e'
    bt-edit --no-comment --no-created-by -D none x.torrent
    lacks x.torrent comment 'created by' 'creation date'
}

@test "--merge changes any key, deep too, in the form that bt-info --raw prints" {
    made
    bt-edit --merge '{"x":{"b":[1,-2,{"$base64":"AAH/"}],"a":{}},"$$y":"z","created by":null}' x.torrent
    LC_ALL=C grep -qaP '1:xd1:ade1:bli1ei-2e3:\x00\x01\xffee' x.torrent
    has x.torrent 2:\$y1:z
    lacks x.torrent 'created by'
    printf '{"x":{"b":null,"c":"d"}}' > patch.json
    bt-edit --merge @patch.json --merge '{"x":{"e":1}}' x.torrent
    has x.torrent 1:xd1:ade1:c1:d1:ei1ee
    run -0 bt-edit -v --merge '{}' x.torrent
    assert_output --partial $'\t'
}

@test "what is in the info dictionary changes when that is allowed" {
    made
    bt-create -q -n other -o other.torrent data
    before=$(bt-info -j x.torrent | jq -r .info_hash_v1)
    bt-edit --allow-new-infohash -n named -p -s TAG --similar other.torrent --similar "$before" \
        --collection one --collection two x.torrent
    other=$(bt-info -j other.torrent | jq -r .info_hash_v1)
    run -0 jq -c '[.name, .private, .source, .similar, .collections]' <(bt-info -j x.torrent)
    assert_output '["named",true,"TAG",["'"$other"'","'"$before"'"],["one","two"]]'
    bt-edit --allow-new-infohash -x x.torrent
    has x.torrent 7:entropy32:
    bt-edit --allow-new-infohash --no-private --no-source --no-entropy --no-similar --no-collections \
        --name data x.torrent
    assert_equal "$(bt-info -j x.torrent | jq -r .info_hash_v1)" "$before"
    bt-edit --allow-new-infohash --private --source S --entropy x.torrent
    has x.torrent 7:privatei1e 6:source1:S 7:entropy32:
    bt-edit --allow-new-infohash --merge '{"info":{"extra":{"a":1}}}' x.torrent
    has x.torrent 5:extrad1:ai1ee
}

@test "a single file can be renamed in every format, and is still a single file" {
    head -c 100000 /dev/zero > file
    for format in v1 v2 hybrid; do
        bt-create -q -f -m $format -n renamed -o theirs.torrent file
        bt-create -q -f -m $format -o ours.torrent file
        bt-edit --allow-new-infohash -n renamed ours.torrent
        cmp ours.torrent theirs.torrent
    done
}

@test "the lines say what changed, and nothing where nothing did" {
    made
    v1=$(bt-info -j x.torrent | jq -r .info_hash_v1)
    v2=$(bt-info -j x.torrent | jq -r .info_hash_v2)
    run -0 --separate-stderr bt-edit -c new -D @1 x.torrent
    assert_output $'x.torrent\tx.torrent\t'"$v1"$'\t'"$v2"$'\tcomment,creation date'
    assert_equal "$stderr" ""
    run -0 --separate-stderr bt-edit -c new -D @1 x.torrent
    assert_output ""
    run -0 --separate-stderr bt-edit -q -c newer x.torrent
    assert_output ""
    run -0 --separate-stderr bt-edit -v -o copy.torrent -c newest x.torrent
    assert_equal "$stderr" "bt-edit: wrote copy.torrent"
}

@test "on a terminal the line is for people" {
    command -v script > /dev/null || skip "script is not installed"
    made
    run -0 script -qec 'bt-edit -c new x.torrent' /dev/null
    assert_output $'x.torrent: changed comment\r'
    run -0 script -qec 'bt-edit -v -c new x.torrent' /dev/null
    assert_output $'x.torrent: no change\r'
    run -0 script -qec 'bt-edit --allow-new-infohash -s S x.torrent' /dev/null
    assert_regex "$output" '^x.torrent: changed info.source; the info-hash is now [0-9a-f]{40} and [0-9a-f]{64}.$'
}

@test "-N prints the difference, safe for a terminal, and writes nothing" {
    made -c old
    cp x.torrent before
    run -0 --separate-stderr bt-edit -N -c $'new\e[31m\u009b\u202e' -w http://w/ --no-created-by x.torrent
    assert_line -n 0 'x.torrent: would change comment, created by, url-list'
    assert_line -n 1 '- comment: "old"'
    assert_line -n 2 '+ comment: "new\u001b[31m\u009b\u{202e}"'
    assert_line -n 3 --partial '- created by: "bt-tools/'
    assert_line -n 4 '+ url-list: "http://w/"'
    cmp x.torrent before
    run -0 bt-edit -N -p --allow-new-infohash x.torrent
    assert_line -n 0 'x.torrent: would change info.private'
    assert_line -n 1 '+ info.private: 1'
    assert_regex "$output" '- info-hash v1: [0-9a-f]{40}
\+ info-hash v1: [0-9a-f]{40}
- info-hash v2: [0-9a-f]{64}
\+ info-hash v2: [0-9a-f]{64}$'
    run -0 bt-edit -N -c old x.torrent
    assert_output ""
    cmp x.torrent before
}

@test "-j has a record for each torrent and a summary" {
    made -c old
    cp x.torrent y.torrent
    bt-edit -q -c new y.torrent
    run -0 --separate-stderr bt-edit -j -c new x.torrent y.torrent
    assert_equal "$stderr" ""
    run -0 jq -c '[.kind, .input, .path, .changed, .written, .keys, .changes, .failed]' <<< "$output"
    assert_line -n 0 '["torrent_edited","x.torrent","x.torrent",true,true,["comment"],[{"key":"comment","before":"\"old\"","after":"\"new\""}],null]'
    assert_line -n 1 '["torrent_edited","y.torrent","y.torrent",false,false,[],[],null]'
    assert_line -n 2 '["summary",null,null,null,null,null,null,0]'
    before=$(bt-info -j x.torrent | jq -r .info_hash_v1)
    run -0 bt-edit -j -N -s S --allow-new-infohash x.torrent
    assert_equal "$(jq -r 'select(.kind == "torrent_edited").previous_info_hash_v1' <<< "$output")" "$before"
    refute [ "$(jq -r 'select(.kind == "torrent_edited").info_hash_v1' <<< "$output")" = "$before" ]
}

@test "-o leaves the input alone: a file, a folder, standard output" {
    made
    cp x.torrent before
    mkdir folder
    bt-edit -c new -o y.torrent x.torrent
    bt-edit -c new -o folder/ x.torrent
    bt-edit -c new --output - x.torrent > z.torrent
    bt-edit -c new - < x.torrent > w.torrent
    cmp x.torrent before
    cmp y.torrent folder/x.torrent
    cmp y.torrent z.torrent
    cmp y.torrent w.torrent
    has y.torrent 7:comment3:new
    fails 14 "bt-edit: cannot write y.torrent: File exists
bt-edit: hint: -f replaces it" bt-edit -c newer -o y.torrent x.torrent
    bt-edit --force -c newer -o y.torrent x.torrent
    has y.torrent 7:comment5:newer
    assert_equal "$(bt-edit -c piped -o - x.torrent | bt-info -j - | jq -r .comment)" piped
}

@test "a list of torrents is edited, with lines or NUL between" {
    made
    cp x.torrent $'a\nb.torrent'
    printf 'x.torrent\n\n' | bt-edit -i - -c one
    has x.torrent 7:comment3:one
    printf 'x.torrent\0a\nb.torrent\0' > list
    bt-edit --null --input list -c two
    has x.torrent 7:comment3:two
    has $'a\nb.torrent' 7:comment3:two
    run -0 bt-edit -i /dev/null -c three
    assert_output ""
}

@test "options come from the environment too" {
    made
    BT_EDIT_COMMENT="env" bt-edit x.torrent
    has x.torrent 7:comment3:env
}

@test "libtorrent and transmission read what was edited" {
    /usr/bin/python3 -c 'import libtorrent' 2> /dev/null || skip "python3-libtorrent is not installed"
    command -v transmission-show > /dev/null || skip "transmission-show is not installed"
    make_tree data
    for format in v1 v2 hybrid; do
        bt-create -q -m $format -a http://a/announce -o $format.torrent data
        bt-edit -a udp://b.example:1,udp://c.example:1 -a udp://d.example:1 -w http://w/ -c 'a comment' $format.torrent
        /usr/bin/python3 - $format.torrent > theirs << 'END'
import libtorrent, sys
info = libtorrent.torrent_info(sys.argv[1])
hashes = info.info_hashes()
print(str(hashes.v1) if hashes.has_v1() else None, str(hashes.v2) if hashes.has_v2() else None)
print(sorted((t.tier, t.url) for t in info.trackers()), info.comment(), [w['url'] for w in info.web_seeds()])
END
        bt-info -j $format.torrent | jq -r '"\(.info_hash_v1 // "None") \(.info_hash_v2 // "None")"' > ours
        echo "[(0, 'http://a/announce'), (1, 'udp://b.example:1'), (1, 'udp://c.example:1'), (2, 'udp://d.example:1')] a comment ['http://w/']" >> ours
        sed -i "s|'http://w//*'|'http://w/'|" theirs
        diff ours theirs
    done
    transmission-show v1.torrent > shown
    grep -q 'Comment: a comment' shown
    grep -q "Hash: $(bt-info -j v1.torrent | jq -r .info_hash_v1)" shown
    grep -q udp://d.example:1 shown
}
