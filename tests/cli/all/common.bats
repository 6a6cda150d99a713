load ../../support/common

tools='bt-add bt-create bt-ctl bt-dht bt-edit bt-feed bt-info bt-seed bt-verify'

@test "every tool prints help and version and ends well" {
    for tool in $tools; do
        run -0 --separate-stderr $tool --help
        assert_output --partial "man $tool"
        refute_output --partial /root
        run -0 --separate-stderr $tool --version
        assert_regex "$output" "^$tool [0-9.]+ \(libtorrent 2\.0\.[0-9.]+\)$"
    done
}

@test "every tool ends with 5 when help cannot be written" {
    for tool in $tools; do
        fails 5 "$tool: cannot write standard output: No space left on device" sh -c "$tool --help > /dev/full"
        fails 5 "$tool: cannot write standard output: Bad file descriptor" sh -c "$tool --version >&-"
    done
}

@test "a line of help ends where a sentence does, not at a dot inside" {
    run -0 bt-add --help=all
    assert_line --regexp '--force +Replace a \.torrent file'
    assert_line --regexp '--metadata-only +Save each torrent as a \.torrent file named by'
}
