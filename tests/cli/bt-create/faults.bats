load ../../support/common
load ../../support/faults

create() { find_shim 'open write fsync rename mkdir'; make_tree data; bt-create -q -l 16K -o right.torrent data; }

fresh() { rm -rf out; mkdir out; }
older() { fresh; printf old > out/x.torrent; }

# The right file, or what was there before and one sentence; no temporary either way.
all_or_nothing() {
    if ((status == 0)); then
        assert_survivable
        cmp right.torrent out/x.torrent
        assert_equal "$stderr" ""
    else
        assert_equal "$status" 5
        assert_output ""
        assert_equal "$stderr" "bt-create: cannot write out/x.torrent: $(fault_text)"
        assert_equal "$(cat out/x.torrent 2> /dev/null)" "$1"
    fi
    assert [ -z "$(find out -type f ! -name x.torrent)" ]
}
nothing_new() { all_or_nothing ""; }
nothing_lost() { all_or_nothing old; }

killed() {
    if ((status != 0)); then
        assert_equal "$status" 137
        assert_output ""
        [[ ! -e out/x.torrent ]] || cmp out/x.torrent right.torrent || assert_equal "$(cat out/x.torrent)" old
    fi
    bt-create -q -f -l 16K -o out/x.torrent data
    cmp right.torrent out/x.torrent
    assert_equal "$(whole_files out)" x.torrent
}

@test "a new torrent is there as a whole or not at all, whatever fails" {
    create
    for fault in ENOSPC EIO EINTR; do
        each_fault "$fault" fresh nothing_new bt-create -q -l 16K -o out/x.torrent data
    done
}

@test "the torrent that was there is replaced as a whole or kept, whatever fails" {
    create
    for fault in ENOSPC EIO EINTR; do
        each_fault "$fault" older nothing_lost bt-create -q -f -l 16K -o out/x.torrent data
    done
}

@test "killed anywhere, it leaves no half torrent, and the next run makes the same" {
    create
    each_fault KILL fresh killed bt-create -q -l 16K -o out/x.torrent data
    each_fault KILL older killed bt-create -q -f -l 16K -o out/x.torrent data
}
