load ../../support/common
load ../../support/swarm

# Three torrents of a file each, and a seed of all.
start_three() {
    mkdir seed
    for name in a b c; do
        head -c 400K /dev/urandom > seed/$name
        bt-create -q -o $name.torrent seed/$name > /dev/null
    done
    start_seed a.torrent b.torrent c.torrent
}

adds() {
    BT_ADD_DEADLINE=20s bt-add --private-net --peer "$SEED" "$@"
}

@test "-i reads inputs from a file or standard input, with lines or NUL between" {
    start_three
    printf 'a.torrent\r\n\nb.torrent' > list
    run -0 adds -d one -i list
    assert_equal "$(sort <<< "$output")" $'one/a\none/b'
    run -0 adds -d two --input - c.torrent < list
    assert_equal "$(sort <<< "$output")" $'two/a\ntwo/b\ntwo/c'
    cp c.torrent $'c\nd.torrent'
    printf 'a.torrent\0c\nd.torrent\0' > list
    run -0 adds -d three -0 -i list
    assert_equal "$(sort <<< "$output")" $'three/a\nthree/c'
    run -0 adds -d four --null -i - < list
    cmp four/c seed/c
    run -2 bt-add -0 a.torrent
    run -2 --separate-stderr bt-add -i - - < list
    assert_equal "$stderr" "bt-add: standard input can be read once"
}

@test "a list may hold links, and be empty" {
    start_three
    for name in a b; do bt-info --magnet $name.torrent; done > list
    adds -q -d out -i list
    cmp out/a seed/a
    cmp out/b seed/b
    run -0 bt-add -i /dev/null
    assert_output ""
    run -4 bt-add -i nowhere
}

# most_at_once OPTION...: how many torrents were there at a time.
most_at_once() {
    adds -j -d out -L 300K "$@" a.torrent b.torrent c.torrent |
        jq -n 'reduce inputs as $line ({now: 0, most: 0};
            if $line.kind == "torrent_added" then .now += 1 elif $line.kind == "torrent_removed" then .now -= 1 else . end
            | .most = ([.now, .most] | max)) | .most'
}

@test "-J is how many are worked on at a time" {
    start_three
    assert_equal "$(most_at_once -J 1 --events torrent_removed)" 1
    rm -r out
    assert_equal "$(most_at_once --jobs 2 --events torrent_removed)" 2
    rm -r out
    assert_equal "$(most_at_once -J 0 --events torrent_removed)" 3
}

@test "-J 1 finishes one after the other" {
    start_three
    run -0 adds -d out -J 1 b.torrent a.torrent c.torrent
    assert_output $'out/b\nout/a\nout/c'
}

@test "one that fails does not keep the others, and 13 says so" {
    start_three
    run -13 --separate-stderr adds -j -d out a.torrent nowhere.torrent b.torrent
    cmp out/a seed/a
    cmp out/b seed/b
    assert_equal "$(jq -c 'select(.kind == "error") | [.input, .code]' <<< "$output")" '["nowhere.torrent",4]'
    assert_equal "$(jq -c 'select(.kind == "summary") | [.torrents, .finished, .failed, .reason, .exit_code]' <<< "$output")" \
        '[3,2,1,"partial",13]'
    assert_equal "$stderr" "bt-add: cannot read torrent nowhere.torrent: No such file or directory"
    run -13 --separate-stderr adds --keep-going -d more nowhere.torrent a.torrent
    cmp more/a seed/a
    run -4 bt-add nowhere.torrent elsewhere.torrent
}

@test "--fail-fast ends all with the first that fails" {
    start_three
    run -4 --separate-stderr adds -d out --fail-fast nowhere.torrent a.torrent
    assert [ ! -e out/a ]
    run -8 --separate-stderr adds -j -d out -J 1 -L 100K --fail-fast -F nothing a.torrent b.torrent
    assert_equal "$(jq 'select(.kind == "error").input' <<< "$output")" '"a.torrent"'
}

@test "--fail-fast ends what is under way" {
    start_three
    run -4 --separate-stderr adds -d out -L 100K --fail-fast a.torrent nowhere.torrent
    assert [ ! -e out/a ]
    assert_equal "$stderr" "bt-add: cannot read torrent nowhere.torrent: No such file or directory"
}

@test "the same torrent twice is an error of the second" {
    start_three
    run -13 --separate-stderr adds -d out -L 300K a.torrent "$(bt-info --magnet a.torrent)"
    cmp out/a seed/a
    assert_equal "$(wc -l <<< "$stderr")" 1
}

@test "SIGUSR1 prints a line for each" {
    start_three
    bt-add --private-net -W 4s -d none a.torrent b.torrent > /dev/null 2> errors 3>&- &
    SEED_PIDS+=($!)
    sleep 1.5
    kill -USR1 $!
    wait_for grep -q '^bt-add: a: ' errors
    grep -q '^bt-add: b: ' errors
}
