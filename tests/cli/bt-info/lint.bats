load ../../support/common

@test "a clean torrent has no finding that fails" {
    make_tree data
    bt-create -q -a http://tracker.example/announce -o a.torrent data
    run -0 bt-info --lint=warning a.torrent
    assert_output ""
    run -0 script -qec 'bt-info --lint -v a.torrent' /dev/null
    assert_output --partial 'nothing found'
}

@test "findings have a severity, a name and a sentence, and --lint=LEVEL makes them count" {
    make_tree data
    bt-create -q -p -m v1 -o a.torrent data
    run -0 bt-info --lint a.torrent
    assert_line --regexp "^error	private-without-tracker	private, and no tracker to ask	27	a.torrent$"
    run -1 bt-info --lint=error a.torrent
    run -0 jq -r 'select(.rule=="private-without-tracker") | "\(.kind) \(.severity) \(.bep) \(.input)"' \
        <(bt-info -j --lint a.torrent)
    assert_output "lint_finding error 27 a.torrent"
    run -2 bt-info --lint=terrible a.torrent
    run -1 bt-info --lint=error a.torrent a.torrent
}

# found RULE BENCODED-INFO-KEYS [TOP-LEVEL-KEYS]: a v1 torrent with these keys breaks the rule.
found() {
    printf '%s' "d${3:-}4:infod$2ee" > x.torrent
    bt-info -j --lint x.torrent > found
    grep -q "\"rule\":\"$1\"" found || {
        echo "$1 was not found in $(cat found)"
        return 1
    }
}
rest='12:piece lengthi16384e6:pieces20:xxxxxxxxxxxxxxxxxxxx'

@test "each rule about a file's name and place finds what it is about" {
    one="6:lengthi1e"
    found duplicate-files "5:filesld6:lengthi1e4:pathl1:aeed6:lengthi1e4:pathl1:aeee4:name1:t$rest"
    found case-clash "5:filesld6:lengthi1e4:pathl1:aeed6:lengthi1e4:pathl1:Aeee4:name1:t$rest"
    found unsafe-path "5:filesld6:lengthi1e4:pathl2:..1:aeee4:name1:t$rest"
    found renamed-files "5:filesld6:lengthi1e4:pathl3:a/beee4:name1:t$rest"
    found windows-names "${one}4:name3:con$rest"
    found windows-names "${one}4:name3:a?b$rest"
    found not-utf-8 "${one}4:name2:$(printf 'a\xff')$rest"
    found control-characters "${one}4:name2:$(printf 'a\001')$rest"
    found symlink-outside "5:filesld6:lengthi1e4:pathl1:aeed4:attr1:l6:lengthi0e4:pathl1:be12:symlink pathl2:..3:etceee4:name1:t$rest"
    found pad-misuse "5:filesld4:attr1:p6:lengthi1e4:pathl1:peed6:lengthi1e4:pathl1:aeee4:name1:t$rest"
    found empty "6:lengthi0e4:name1:t12:piece lengthi16384e6:pieces0:"
}

@test "each rule about keys and sources finds what it is about" {
    one="6:lengthi1e4:name1:t"
    found unsorted-keys "4:name1:t6:lengthi1e$rest"
    found leading-zeros "6:lengthi01e4:name1:t$rest"
    found wrong-type "$one${rest}7:private1:1"
    found unknown-keys "$one${rest}7:strange1:1"
    found piece-length "6:lengthi1e4:name1:t12:piece lengthi1000e6:pieces20:xxxxxxxxxxxxxxxxxxxx"
    found creation-date "$one$rest" "13:creation datei99999999999e"
    found tracker-url "$one$rest" "8:announce3:a b"
    found announce-list "$one$rest" "8:announce10:http://a/x13:announce-listll10:http://b/xee"
    found duplicate-trackers "$one$rest" "13:announce-listll10:http://b/xel10:http://b/xee"
    found tracker-list "$one$rest" "13:announce-listl10:http://b/xe"
}

@test "other rules" {
    one="6:lengthi1e4:name1:t"
    printf '%s' "d4:infod$one${rest}7:privatei1ee5:nodesll1:ai1eeee" > x.torrent
    bt-info --lint x.torrent | grep -q private-with-nodes
    printf '%s' "d4:infod$one${rest}e8:url-list6:nourl:e" > x.torrent
    bt-info --lint x.torrent | grep -q web-seed-url
    printf '%s' "d9:httpseedsl8:http://ae4:infod$one${rest}ee" > x.torrent
    bt-info --lint x.torrent | grep -q http-seeds
    printf '%s' "d4:infod$one${rest}ee trailing" > x.torrent
    bt-info --lint x.torrent | grep -q trailing-bytes
    printf '%s' "d4:infod$one${rest}ee" > x.torrent
    bt-info --lint x.torrent | grep -q no-sources
    mkdir same && head -c 20000 /dev/zero > same/a && cp same/a same/b && head -c 300 /dev/zero | tr '\0' n > same/c
    bt-create -q -m v2 -o y.torrent same
    bt-info --lint y.torrent | grep -q same-content
    head -c 40000 /dev/zero > same/d && bt-create -q -m v2 -l 16K -o z.torrent same
    /usr/bin/python3 -c 'all = open("z.torrent", "rb").read()
open("x.torrent", "wb").write(all[:all.index(b"12:piece layers")] + b"e")'
    bt-info --lint x.torrent | grep -q missing-piece-layers
    long=$(head -c 300 /dev/zero | tr '\0' n)
    printf '%s' "d4:infod6:lengthi1e4:name300:$long${rest}ee" > x.torrent
    bt-info --lint x.torrent | grep -q long-name
    { printf 'd7:comment10000000:' && head -c 10000000 /dev/zero && printf '%s' "4:infod$one${rest}ee"; } > x.torrent
    bt-info --lint x.torrent | grep -q oversized
}

@test "the manual lists every rule, with its severity" {
    page=$BATS_TEST_DIRNAME/../../../man/bt-info.1
    mandoc -T ascii "$page" | col -b > text
    missing=0
    while IFS=$'\t' read -r severity rule; do
        grep -qE "^ +$rule \($severity" text || { echo "$rule ($severity) is not in the manual"; missing=1; }
    done < <(bt-info --generate rules | sed -n 's/^\.It Li \([a-z0-9-]*\) Pq \([a-z]*\).*/\2\t\1/p')
    [ "$missing" -eq 0 ]
    [ "$(bt-info --generate rules | grep -c '^\.It Li')" -gt 25 ]
}
