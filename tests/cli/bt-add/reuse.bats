load ../../support/common
load ../../support/swarm

# make_versions MODE: two folders, torrents of both, a seed of the second. Of its 400 kB one file
# has another name, one another place, and one is new.
make_versions() {
    mkdir -p seed/app-1 seed/app-2/lib
    head -c 300000 /dev/urandom > seed/app-1/engine
    head -c 100000 /dev/urandom > seed/app-1/data
    echo one > seed/app-1/version
    cp seed/app-1/engine seed/app-2/engine
    cp seed/app-1/data seed/app-2/lib/data
    echo 'two, and longer' > seed/app-2/version
    mkdir -p old
    cp -r seed/app-1 old/
    bt-create -q -m "$1" -l 16KiB -o x.torrent seed/app-2 > x.magnet
    start_seed x.torrent
}

@test "--reuse: of a torrent with roots only what is new comes, from a file or a link" {
    for mode in hybrid v2; do
        rm -rf seed old out
        make_versions "$mode"
        mv old/app-1/data old/app-1/renamed
        for input in x.torrent "$(bt-info --magnet x.torrent)"; do
            rm -rf out
            run -0 --separate-stderr give "$input" -j -d out --reuse old
            diff -r seed/app-2 out/app-2
            assert [ "$(of total_payload_download)" -le 16384 ]
            assert_equal "$(jq -cs 'map(select(.kind == "file_reused") | [.path, .from, .size])' <<< "$output")" \
                '[["app-2/engine","old/app-1/engine",300000],["app-2/lib/data","old/app-1/renamed",100000]]'
        done
        kill "$SEED_PID"; rm x.torrent
    done
}

@test "--reuse: with v1 a file of the same size and name is looked at, and made right if it is another" {
    make_versions v1
    printf 'X' | dd of=old/app-1/engine bs=1 seek=150000 conv=notrunc status=none
    cp -r old before
    run -0 --separate-stderr give x.torrent -j -d out --reuse old
    diff -r seed/app-2 out/app-2
    # One piece of 16 KiB was wrong, one is new, and one has the end of two files.
    assert [ "$(of total_payload_download)" -gt 0 ]
    assert [ "$(of total_payload_download)" -le 65536 ]
    # What was copied from is as it was.
    diff -r before old
}

@test "--reuse: nothing that is there is touched, and nothing is taken through links" {
    make_versions v2
    mkdir -p out/app-2/lib elsewhere
    head -c 300000 /dev/zero > out/app-2/engine
    mv old/app-1/data elsewhere/
    ln -s "$PWD/elsewhere" old/app-1/linked
    run -0 --separate-stderr give x.torrent -j -d out --reuse old
    diff -r seed/app-2 out/app-2
    refute_line --partial file_reused
    # Nor does a file get out of the folder.
    rm -rf out
    mkdir -p out/app-2 outside
    ln -s "$PWD/outside" out/app-2/lib
    run give x.torrent -j -d out --reuse elsewhere
    assert_equal "$(ls outside)" ""
}

@test "--reuse: chosen files alone are copied" {
    make_versions v2
    run -0 --separate-stderr give x.torrent -j -d out --reuse old -F 'lib/*'
    assert_equal "$(jq -cs 'map(select(.kind == "file_reused").path)' <<< "$output")" '["app-2/lib/data"]'
    assert [ ! -e out/app-2/engine ]
}

@test "--reuse: a person is told, and a folder that is not there is an error" {
    make_versions v2
    run -0 --separate-stderr give x.torrent -v -d out --reuse old
    assert_regex "$stderr" "bt-add: 2 files of app-2 were here already: 400000 bytes"
    run -4 --separate-stderr give x.torrent -d out2 --reuse nowhere
    assert_equal "$stderr" "bt-add: cannot reuse files of nowhere: No such file or directory"
}
