load ../../support/common
load ../../support/swarm

# Two torrents, a.torrent and b.torrent, of seed/a and seed/b.
make_two() {
    mkdir -p seed
    for name in a b; do
        echo "$name" > seed/$name
        bt-create -q -o $name.torrent seed/$name > /dev/null
    done
}

# serves NAMES OPTION...: with these it serves those alone, in this order.
serves() {
    run -0 --separate-stderr bt-seed --private-net -d seed -r 0 "${@:2}"
    assert_output "$(for name in $1; do bt-info --magnet "$name.torrent"; done)"
}

@test "-i reads inputs from a file or standard input, with lines or NUL between" {
    make_two
    printf 'a.torrent\r\n\nb.torrent' > list
    serves 'a b' -i list
    serves 'a b' --input - < list
    echo b.torrent > list
    serves 'a b' a.torrent -i list
    cp b.torrent $'b\nc.torrent'
    printf 'a.torrent\0b\nc.torrent\0' > list
    serves 'a b' -0 -i list
    serves 'a b' --null -i - < list
    run -2 bt-seed -0 a.torrent
    run -4 bt-seed -i nowhere
}

@test "a list and --create go together" {
    make_two
    mkdir new
    echo new > new/file
    bt-create -q new > /dev/null
    echo a.torrent > list
    serves 'new a' --create new -i list
}

@test "a torrent comes from standard input" {
    make_two
    serves a - < a.torrent
}

@test "-d is where the data lies" {
    make_two
    run -7 --separate-stderr bt-seed --private-net -r 0 a.torrent
    run -0 --separate-stderr bt-seed --private-net -r 0 --dir seed a.torrent
    cd seed
    run -0 --separate-stderr bt-seed --private-net -r 0 ../a.torrent
}

@test "--list-settings prints every setting" {
    run -0 --separate-stderr bt-seed --list-settings
    assert [ "${#lines[@]}" -gt 190 ]
    assert_line --regexp $'^connections_limit\tinteger\t200\t'
    run -0 bt-seed -j --list-settings
    assert_equal "$(jq -c 'select(.name == "enable_dht") | [.kind, .type, .default]' <<< "$output")" '["setting","boolean","true"]'
}

@test "--set, --preset, --events and --disk are taken" {
    make_two
    run -2 bt-seed --private-net -d seed --set no_such_name=1 a.torrent
    run -2 bt-seed --private-net -d seed --preset other a.torrent
    run -2 bt-seed --private-net -d seed --disk other a.torrent
    run -2 bt-seed --private-net -d seed --events no_such_event -j a.torrent
    run -0 --separate-stderr bt-seed -j --private-net -d seed --max-time 500ms --events none,torrent_checked a.torrent
    assert_equal "$(jq -r .kind <<< "$output" | sort -u | grep -v torrent_status)" $'ready\nsummary\ntorrent_checked'
}

@test "usage errors end with 2 and one sentence" {
    make_two
    for words in '' '--trust none a.torrent' '--trust x a.torrent' '--seed-mode --trust quick a.torrent' '--create' \
        '-m v3 --create seed' '-w ftp:x --create seed' '--sequential a.torrent' '--upload-mode a.torrent'; do
        run -2 --separate-stderr bt-seed $words
        assert_output ""
        assert_equal "$(wc -l <<< "$stderr")" 1
        assert_regex "$stderr" '^bt-seed: '
    done
    fails 2 "bt-seed: --seed-mode and --trust do not go together" bt-seed --seed-mode --trust quick a.torrent
}
