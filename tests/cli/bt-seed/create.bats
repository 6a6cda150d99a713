load ../../support/common
load ../../support/swarm

# served OPTION...: bt-seed of the folder data, of which it makes a torrent; leaves what start_seed does.
served() {
    start_seed --create data "$@"
}

# its_magnet: as the ready event of that seed has it.
its_magnet() {
    jq -r 'select(.kind == "ready").magnets[]' "$SEED_LOG"
}

# same_as_create OPTION...: both tools make the same torrent with these.
same_as_create() {
    bt-create -q -f -o theirs.torrent "$@" data > /dev/null
    run -0 --separate-stderr bt-seed --private-net --create data -f -o ours.torrent -r 0 "$@"
    cmp ours.torrent theirs.torrent
    assert_equal "$output" "$(bt-info --magnet theirs.torrent)"
}

@test "--create makes what bt-create makes, in each format" {
    make_tree data
    : > data/.hidden
    same_as_create
    for format in v1 v2 hybrid; do
        same_as_create -m $format
        mv ours.torrent $format.torrent
    done
    run -1 cmp v1.torrent v2.torrent
    run -1 cmp hybrid.torrent v2.torrent
}

@test "--create writes -p, -a and -w into it, as bt-create does" {
    make_tree data
    same_as_create -p -a http://127.0.0.1:1/a,http://127.0.0.1:1/b -a udp://127.0.0.1:1/c -w http://127.0.0.1:1/w
    run -0 bt-info -j ours.torrent
    assert_equal "$(jq -c '[.private, (.trackers | length), (.web_seeds | length)]' <<< "$output")" '[true,3,1]'
    same_as_create --private --web-seed http://127.0.0.1:1/w --web-seed http://127.0.0.1:1/x --meta v2
}

@test "--create serves a folder from where it is, whatever -d says" {
    make_tree elsewhere/data
    start_seed --create elsewhere/data
    give "$(its_magnet)" -q -d out
    same_tree elsewhere/data out/data
    assert [ "$(find . -name '*.torrent' | wc -l)" = 0 ]
}

@test "--create serves a file, and what ends in a slash or has dots" {
    make_tree data
    for path in data/large.bin data/ ./data/../data data/a/..; do
        start_seed --create "$path"
        rm -rf out
        give "$(its_magnet)" -q -d out
        if [[ $path == *.bin ]]; then cmp data/large.bin out/large.bin; else same_tree data out/data; fi
    done
    cd data
    start_seed --create .
    give "$(its_magnet)" -q -d ../dots
    same_tree . ../dots/data
}

@test "--create prints the magnet link when it is ready" {
    make_tree data
    bt-create -q -o theirs.torrent data > /dev/null
    run -0 --separate-stderr bt-seed --private-net --create data -r 0
    assert_output "$(bt-info --magnet theirs.torrent)"
    assert_equal "$stderr" ""
}

@test "-o is a file, or a folder" {
    make_tree data
    bt-create -q -o theirs.torrent data > /dev/null
    mkdir one two
    bt-seed --private-net -r 0 --create data -o here.torrent
    bt-seed --private-net -r 0 --create data --output one/
    bt-seed --private-net -r 0 --create data/ -o two
    for made in here.torrent one/data.torrent two/data.torrent; do cmp $made theirs.torrent; done
    fails 5 "bt-seed: cannot write three/data.torrent: No such file or directory" \
        bt-seed --private-net -r 0 --create data -o three/
}

@test "what is there is replaced with -f alone" {
    make_tree data
    echo mine > here.torrent
    fails 14 $'bt-seed: cannot write here.torrent: File exists\nbt-seed: hint: -f replaces it' \
        bt-seed --private-net --create data -o here.torrent
    assert_equal "$(< here.torrent)" mine
    bt-seed --private-net --create data -o here.torrent -f -r 0
    bt-create -q -o theirs.torrent data > /dev/null
    cmp here.torrent theirs.torrent
    bt-seed --private-net --create data -o here.torrent --force -r 0
}

@test "-o - gives the torrent at once and nothing else, and bt-add fetches it" {
    make_tree data
    bt-create -q -o theirs.torrent data > /dev/null
    port=$(free_port)
    bt-seed --private-net --listen "127.0.0.1:$port" --create data -o - --until-peers 1 --max-time 20s \
        > ours.torrent 2> errors 3>&- &
    SEED_PIDS+=($!)
    wait_for cmp -s ours.torrent theirs.torrent
    bt-add -q --private-net -W 20s --peer "127.0.0.1:$port" -d out "$(bt-info --magnet ours.torrent)"
    same_tree data out/data
    wait "${SEED_PIDS[-1]}"
    cmp ours.torrent theirs.torrent
}

@test "-o - and -j do not go together" {
    make_tree data
    fails 2 "bt-seed: cannot write the torrent and JSON to standard output" bt-seed -j --create data -o -
}

@test "--create is repeated for more, into a folder, and beside torrents" {
    make_tree seed/data
    make_tree other
    bt-create -q -o x.torrent seed/data > /dev/null
    printf more > third
    fails 2 "bt-seed: several torrents need a folder as --output, which ends in a slash" \
        bt-seed --create other --create third -o one.torrent
    mkdir made
    start_seed --create other --create third -o made/ x.torrent
    assert_equal "$(find made -type f | sort)" $'made/other.torrent\nmade/third.torrent'
    assert_equal "$(jq 'select(.kind == "ready").num_torrents' "$SEED_LOG")" 3
    for torrent in made/other.torrent made/third.torrent x.torrent; do give $torrent -q -d out; done
    diff -r other out/other
    cmp third out/third
    diff -r seed/data out/data
}

@test "content that is not there ends with 4, and does not keep the others" {
    make_tree data
    fails 4 "bt-seed: cannot create torrent from nowhere: No such file or directory" bt-seed --create nowhere
    : > empty
    fails 4 "bt-seed: cannot create torrent from empty: there is no content, only empty files" bt-seed --create empty
    run -13 --separate-stderr bt-seed -j --private-net --create nowhere --create data -r 0
    assert_equal "$(jq -c 'select(.kind == "summary") | [.torrents, .finished, .failed]' <<< "$output")" '[2,1,1]'
    assert_equal "$(jq -r 'select(.kind == "error").input' <<< "$output")" nowhere
}

@test "the same content twice is an error of the second" {
    make_tree data
    run -13 --separate-stderr bt-seed --private-net --create data --create data -r 0
    assert_equal "$(wc -l <<< "$stderr")" 1
    assert_equal "${#lines[@]}" 1
}

@test "options of a torrent that is made need --create" {
    for words in '-o x' -f '-m v1' -p '-w http://127.0.0.1/'; do
        run -2 --separate-stderr bt-seed $words x.torrent
        assert_output ""
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
}
