load ../../support/common
load ../../support/swarm

sum() {
    sha256sum < "$1" | cut -d' ' -f1
}

zeros=0000000000000000000000000000000000000000000000000000000000000000

@test "--expect-sha256 compares its one file with 64 digits" {
    start_large_swarm 300000
    sum=$(sum seed/large)
    add -q -d out --expect-sha256 "$sum"
    add -q -d out --expect-sha256 "${sum^^}"
    run -6 --separate-stderr add -j -d out --expect-sha256 $zeros
    assert_equal "$stderr" "bt-add: out/large has SHA-256 $sum, not $zeros"
    assert_equal "$(of reason)" sha256_mismatch
    # What is right by the torrent stays.
    cmp out/large seed/large
}

@test "--expect-sha256 compares files with a list" {
    start_swarm
    (cd seed/data && sha256sum large.bin a/b/small.txt; sha256sum -b ./grün.txt; printf '\n# a comment\n') > list
    add -q -d out --expect-sha256 list
    (cd seed && sha256sum data/large.bin) > list
    add -q -d out --expect-sha256 list
    { cat list; echo "$zeros  run.sh"; } > wrong
    run -6 --separate-stderr add -d out --expect-sha256 wrong
    assert_output ""
    assert_equal "$stderr" "bt-add: out/data/run.sh has SHA-256 $(sum seed/data/run.sh), not $zeros"
}

@test "a list that names what is not there ends with 8" {
    start_swarm
    echo "$zeros  nothing" > list
    fails 8 "bt-add: cannot compare nothing: data has no such file" add -d out --expect-sha256 list
    # What is not fetched cannot be compared either.
    echo "$zeros  large.bin" > list
    fails 8 "bt-add: cannot compare large.bin: data has no such file" add -d out -F '*.txt' --expect-sha256 list
    fails 8 "bt-add: cannot compare data: one sum was given, and it is not one file" add -d out --expect-sha256 $zeros
}

@test "one sum is enough where one file is fetched" {
    start_swarm
    add -q -d out -F large.bin --expect-sha256 "$(sum seed/data/large.bin)"
}

@test "a list that is none ends with 4" {
    make_tree data
    bt-create -q -o x.torrent data
    printf '%s  run.sh\nabc\n' $zeros > list
    fails 4 "bt-add: cannot read sums list: line 2 is not 64 hex digits, two blanks and a path" \
        bt-add --private-net --expect-sha256 list x.torrent
    fails 4 "bt-add: cannot read sums nowhere: No such file or directory" bt-add --private-net --expect-sha256 nowhere x.torrent
}

@test "what does not match is not given back, and no hook is told" {
    start_large_swarm 300000
    run -6 add -q -d out --seed -X 'touch hooked' --expect-sha256 $zeros
    assert [ ! -e hooked ]
}
