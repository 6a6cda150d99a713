load ../../support/common
load ../../support/swarm

# there: the files of out that have content, one a line.
there() {
    (cd out && find . -type f ! -name '.*' -size +0 | sort)
}

# pieces OPTION...: in the order in which they came.
pieces() {
    add -j -d out --events piece_finished "$@" | jq -r 'select(.kind == "piece_finished").piece'
}

# completed OPTION...: the files in the order in which they were complete.
completed() {
    rm -rf out
    add -j -d out "$@" | jq -r 'select(.kind == "file_completed" and (.path | test("/f"))).path'
}

@test "-F fetches the files of a glob, an index, a range, and of several" {
    start_swarm
    run -0 add -d out -F '*.txt'
    assert_output out/data
    run -0 there
    assert_output $'./data/a/b/small.txt\n./data/grün.txt'
    rm -r out
    index=$(bt-info --files -j x.torrent | jq 'select(.path == "data/run.sh").index')
    add -q -d out --file "$index"
    assert_equal "$(there)" ./data/run.sh
    rm -r out
    add -q -d out -F 0-2 -F run.sh
    run -0 there
    assert_output $'./data/a/b/small.txt\n./data/run.sh'
}

@test "-e leaves files out, of all and of those that -F takes" {
    start_swarm
    add -q -d out -e '*.txt' -e large.bin
    assert_equal "$(there)" ./data/run.sh
    rm -r out
    add -q -d out -F '*.txt' --exclude 'gr*'
    assert_equal "$(there)" ./data/a/b/small.txt
}

@test "--priority 0 leaves files out" {
    start_swarm
    add -q -d out --priority '*.txt=0' --priority large.bin=0
    assert_equal "$(there)" ./data/run.sh
}

@test "the last --priority that fits counts, after 0 too" {
    start_swarm
    add -q -d out --priority '*=0' --priority run.sh=3
    assert_equal "$(there)" ./data/run.sh
}

@test "--priority fetches files sooner or later" {
    mkdir -p seed/data
    for name in f0 f1 f2 f3 f4; do head -c 1M /dev/urandom > seed/data/$name; done
    bt-create -q -l 64K -o x.torrent seed/data > /dev/null
    start_seed x.torrent
    run -0 completed -L 3M --priority f3=7 --priority f1=1
    assert_line -n 0 data/f3
    assert_line -n 4 data/f1
    run -0 completed -L 3M --priority f1=7 --priority 4=1
    assert_line -n 0 data/f1
    assert_line -n 4 data/f4
}

@test "what is not in the torrent ends with 8, and nothing is left is said too" {
    start_swarm
    fails 8 "bt-add: cannot select files of data: no path matches *.jpg" add -F '*.jpg'
    fails 8 "bt-add: cannot select files of data: no file has the index 99" add -F 99
    fails 8 "bt-add: cannot select files of data: no path matches *.jpg" add -e '*.jpg'
    fails 8 "bt-add: cannot select files of data: no path matches x" add --priority x=3
    fails 8 "bt-add: cannot select files of data: none is left" add -F run.sh -e run.sh
    fails 8 "bt-add: cannot select files of data: no path matches *.jpg" give "$(bt-info --magnet x.torrent)" -F '*.jpg'
    run -0 find . -name data -path './data*'
    assert_output ""
}

@test "what is no pattern or no priority is a usage error" {
    for words in '-F 9-3' '--priority a' '--priority a=8' '--priority =3' '-e 5-2' '--cat 9-1'; do
        run -2 --separate-stderr bt-add $words x.torrent
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
}

@test "of a magnet link files are chosen as of a torrent" {
    start_swarm
    link=$(bt-info --magnet x.torrent)
    give "$link" -q -d out -F '*.sh' -F large.bin -e '*.bin'
    assert_equal "$(there)" ./data/run.sh
}

# link_of_two_files: of small.txt and run.sh.
link_of_two_files() {
    echo "$(bt-info --magnet x.torrent)&so=0,$(bt-info --files -j x.torrent | jq 'select(.path == "data/run.sh").index')"
}

@test "so= of a magnet link chooses files" {
    start_swarm
    give "$(link_of_two_files)" -q -d out
    run -0 there
    assert_output $'./data/a/b/small.txt\n./data/run.sh'
}

@test "-F is before so= of a magnet link" {
    start_swarm
    give "$(link_of_two_files)" -q -d out -F 'gr*'
    assert_equal "$(there)" './data/grün.txt'
}

@test "what was left out comes with the next run" {
    start_swarm
    add -q -d out -F '*.txt'
    run -0 add -j -d out
    assert_equal "$(of finished)" 1
    same_tree seed/data out/data
}

@test "--sequential fetches pieces in their order" {
    start_large_swarm 8M -l 64K
    run -0 pieces --sequential
    assert_equal "$(wc -l <<< "$output")" 128
    for piece in "${lines[@]:0:20}"; do ((piece < 40)) || fail "piece $piece came early"; done
    # Without it they come in any order.
    rm -r out
    run -0 pieces
    assert [ "$(printf '%s\n' "${lines[@]:0:20}" | sort -n | tail -1)" -ge 40 ]
}

# ends_first INPUT OPTION...: how many of the ends of large are among the first dozen.
ends_first() {
    give "$@" -j -d out --events piece_finished > records
    assert_equal "$(jq 'select(.kind == "piece_finished").piece' records | wc -l)" 128
    jq 'select(.kind == "piece_finished").piece' records | head -12 | grep -cxE '0|127' || true
}

@test "--first-last fetches the ends of each file before the rest" {
    start_large_swarm 8M -l 64K
    assert_equal "$(ends_first x.torrent --first-last --set initial_picker_threshold=0)" 2
}

@test "--first-last does so of a chosen file, and of a magnet link" {
    start_large_swarm 8M -l 64K
    for input in x.torrent "$(bt-info --magnet x.torrent)"; do
        rm -rf out
        assert_equal "$(ends_first "$input" -F large --first-last --set initial_picker_threshold=0)" 2
    done
}

@test "--first-last does so from the first piece on" {
    start_large_swarm 8M -l 64K
    assert_equal "$(ends_first x.torrent -F large --first-last)" 2
}

@test "--first-last does so of some files of several" {
    mkdir -p seed/data
    head -c 8M /dev/urandom > seed/data/a
    head -c 8M /dev/urandom > seed/data/b
    bt-create -q -l 64K -o x.torrent seed/data > /dev/null
    start_seed x.torrent
    assert_equal "$(ends_first x.torrent -F a --first-last --set initial_picker_threshold=0)" 2
}
