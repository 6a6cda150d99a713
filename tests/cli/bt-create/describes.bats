load ../../support/common

@test "seeds, nodes, similar torrents and collections are in it" {
    make_tree data
    bt-create -q -n other -o other.torrent data
    bt-create -q --http-seed http://h/1 --http-seed https://h/2 --dht-node 1.2.3.4:6881 \
        --dht-node '[::1]:1' --similar other.torrent \
        --similar aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa --collection one --collection two -o x.torrent data
    other=$(bt-info -j other.torrent | jq -r .info_hash_v1)
    run -0 jq -c '[.web_seeds, .dht_nodes, .similar, .collections]' <(bt-info -j x.torrent)
    assert_output '[[{"url":"http://h/1","type":"http_seed"},{"url":"https://h/2","type":"http_seed"}],[{"host":"1.2.3.4","port":6881},{"host":"::1","port":1}],["'"$other"'","aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],["one","two"]]'
    fails 4 "bt-create: cannot read torrent nowhere: No such file or directory" bt-create --similar nowhere data
}

@test "a root certificate is a certificate" {
    make_tree data
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem \
        -subj /CN=test -days 1 2> /dev/null
    bt-create -q --root-cert cert.pem -o x.torrent data
    grep -q 'ssl-cert' x.torrent
    grep -q 'BEGIN CERTIFICATE' x.torrent
    fails 4 "bt-create: cannot read certificate key.pem: it is not an X.509 certificate in PEM" \
        bt-create -f --root-cert key.pem data
}

@test "--entropy gives another info-hash with every run" {
    make_tree data
    hashes=$(for i in 1 2 3; do bt-create -q -f -x -o x.torrent data; done | sort -u | wc -l)
    assert_equal "$hashes" 3
    grep -q '7:entropy32:' x.torrent
}

@test "--merge adds keys, takes keys away, and keeps to what follows from the content" {
    make_tree data
    bt-create -q -c gone --merge '{"comment":null,"x":{"b":[1,-2,"three",{"$base64":"AAH/"}],"a":{}},"info":{"note":"n"}}' \
        --merge '{"x2":9223372036854775807}' -o x.torrent data
    run -0 jq -c .comment <(bt-info -j x.torrent)
    assert_output null
    LC_ALL=C grep -qaP '1:xd1:ade1:bli1ei-2e5:three3:\x00\x01\xffee' x.torrent
    grep -qa '2:x2i9223372036854775807e' x.torrent
    grep -qa '4:note1:n' x.torrent
    printf '{"from":"a file"}' > patch.json
    bt-create -q -f --merge @patch.json -o x.torrent data
    grep -qa '4:from6:a file' x.torrent
    fails 2 "bt-create: cannot merge {: it is not JSON at byte 1" bt-create -f --merge '{' data
    fails 2 "bt-create: cannot merge info.pieces: it follows from the content" bt-create -f --merge '{"info":{"pieces":""}}' data
    fails 2 "bt-create: cannot merge piece layers: it follows from the content" bt-create -f --merge '{"piece layers":{}}' data
    fails 2 "bt-create: cannot merge a: bencoding has only strings, whole numbers of 64 bits, lists and dictionaries" \
        bt-create -f --merge '{"a":1.5}' data
}

@test "--dry-run says what it would be, reads nothing and writes nothing" {
    make_tree data
    run -0 --separate-stderr bt-create -N -j -m v2 -o out.torrent data
    assert_equal "$(jq -c 'select(.kind == "torrent_info") | [.name, .num_files, .path, .magnet, has("info_hash_v2")]' <<< "$output")" \
        '["data",5,"out.torrent",null,false]'
    assert_equal "$(jq -c 'select(.kind == "file")' <<< "$output" | wc -l)" 5
    assert [ ! -e out.torrent ]
    bt-create -q -m v2 -o out.torrent data
    diff <(jq -cS 'select(.kind == "torrent_info") | del(.path, .info_hash_v2, .magnet)' <<< "$output") \
        <(bt-info -j out.torrent | jq -cS 'del(.input, .info_hash_v2, .magnet, .num_pad_files, .total_size_with_padding)')
    truncate -s 100G sparse
    run -0 timeout 5 bt-create -N sparse
    assert_line --index 0 --regexp $'^sparse\t'
}

@test "--piece-lengths prints the table that auto follows" {
    run -0 bt-create --piece-lengths
    assert_line --index 0 $'16384\t33554432'
    assert_line --index 9 $'8388608\t17179869184'
    assert_line --index 10 $'16777216\t'
    run -0 bt-create -j --piece-lengths
    assert_line --index 1 '{"kind":"piece_length","length":32768,"most_size":67108864}'
}

@test "--magnet writes a torrent only where -o says" {
    make_tree data
    run -0 bt-create --magnet -a http://a/x -w http://w/ data
    assert_output --regexp '^magnet:\?xt=urn:btih:[0-9a-f]{40}&xt=urn:btmh:1220[0-9a-f]{64}&dn=data&tr=http%3A%2F%2Fa%2Fx&ws=http%3A%2F%2Fw%2F$'
    assert [ ! -e data.torrent ]
    magnet=$output
    run -0 bt-create --magnet -a http://a/x -w http://w/ -o x.torrent data
    assert_output "$magnet"
    run -0 jq -r .magnet <(bt-info -j x.torrent)
    assert_output "$magnet"
    fails 2 "bt-create: cannot write the torrent and the link to standard output" bt-create --magnet -o - data
}

@test "--check loads what was written and compares it with the content" {
    make_tree data
    for format in v1 v2 hybrid; do
        run -0 --separate-stderr bt-create -v --check -m $format -o $format.torrent data
        [[ $stderr == *"what was written agrees with the content"* ]]
    done
}

@test "--reuse reads only what has changed" {
    mkdir data
    for i in 1 2 3; do head -c 3000000 /dev/urandom > data/$i; done
    touch -d '1 hour ago' data/*
    for format in v1 v2 hybrid; do
        bt-create -q -f -l 64K --mtime -m $format -o old.torrent data
        printf x >> data/2
        bt-create -q -f -l 64K -m $format -o plain.torrent data
        run -0 --separate-stderr bt-create -v -m $format --reuse old.torrent -o new.torrent data
        assert_equal "$stderr" $'bt-create: 2 of 3 files have not changed\nbt-create: wrote new.torrent'
        cmp plain.torrent new.torrent
        rm new.torrent
    done
    fails 4 "bt-create: cannot read torrent nowhere: No such file or directory" bt-create --reuse nowhere data
    fails 4 "bt-create: cannot reuse magnet:?xt=urn:btih:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: it has no hashes of pieces" \
        bt-create --reuse 'magnet:?xt=urn:btih:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' data
}

@test "every hash kernel gives the same torrent, and one that is not there is refused" {
    make_tree data
    bt-create -q -o auto.torrent data
    for kernel in openssl shani avx2 avx512; do
        if BT_HASH=$kernel bt-create -q -o $kernel.torrent data; then
            cmp auto.torrent $kernel.torrent
        else
            run -2 --separate-stderr env BT_HASH=$kernel bt-create data
            [[ $stderr == "bt-create: cannot hash with $kernel: this processor does not have "* ]]
        fi
    done
    fails 2 "bt-create: cannot hash with md5: the names are openssl, shani, avx2 and avx512" \
        env BT_HASH=md5 bt-create data
}

@test "a v2 torrent of a folder with one file is made, with a warning" {
    mkdir one
    echo x > one/file
    run -0 --separate-stderr bt-create -m v2 one
    assert_equal "$stderr" "bt-create: a v2 torrent of a folder with one file is read as that file alone"
    run -0 --separate-stderr bt-create -f -m hybrid one
    assert_equal "$stderr" ""
}
