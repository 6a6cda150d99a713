load ../../support/common

# One package for all tests of this file, of what is built already: nothing is compiled, and it is
# packed quickly and not well.
setup_file() {
    if grep -q '^BT_SANITIZE:STRING=.' "$BT_BUILD/CMakeCache.txt"; then skip "no package is made of a sanitized build"; fi
    command -v dpkg-deb dpkg-shlibdeps > /dev/null || skip "there is no dpkg-dev"
    export DEB_FOLDER=$BATS_FILE_TMPDIR/deb
    (
        umask 077
        SOURCE_DATE_EPOCH=1700000000 cpack -G DEB --config "$BT_BUILD/CPackConfig.cmake" -B "$DEB_FOLDER" \
            -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip > "$BATS_FILE_TMPDIR/log" 2>&1
    ) || { cat "$BATS_FILE_TMPDIR/log" >&2; return 1; }
    rm -rf "$DEB_FOLDER/_CPack_Packages"
    DEB=$(ls "$DEB_FOLDER"/*.deb)
    export DEB
    dpkg-deb -x "$DEB" "$DEB_FOLDER/tree"
    dpkg-deb -e "$DEB" "$DEB_FOLDER/control"
}

tools() { (cd "$BT_BIN" && ls -d bt-*); }

@test "a package has tools, pages, completions, the unit and the papers where Debian wants them" {
    cd "$DEB_FOLDER/tree"
    for tool in $(tools); do
        assert [ -x usr/bin/$tool ]
        assert [ -s usr/share/man/man1/$tool.1.gz ]
        assert [ -s usr/share/bash-completion/completions/$tool ]
        assert [ -s usr/share/zsh/vendor-completions/_$tool ]
        assert [ -s usr/share/fish/vendor_completions.d/$tool.fish ]
    done
    for page in "$BT_SOURCE"/man/*; do
        assert [ -s usr/share/man/man${page##*.}/${page##*/}.gz ]
    done
    for file in changelog.gz changelog.Debian.gz copyright README.md docs/control-protocol.md examples/config.toml; do
        assert [ -s usr/share/doc/bt-tools/$file ]
    done
    run -0 find usr/share/bt-tools -name bt-records.schema.json -size +0
    assert_output
    assert [ -s usr/lib/sysusers.d/bt-tools.conf ]
    run -0 grep ^ExecStart= usr/lib/systemd/system/bt-seed@.service
    assert_output --partial 'ExecStart=/usr/bin/bt-seed --session'
}

@test "a package is root's, of the date of its sources, and of nobody's umask" {
    run -0 bash -c 'dpkg-deb --fsys-tarfile "$DEB" | tar -tv --full-time -f -'
    for line in "${lines[@]}"; do
        assert_regex "$line" '^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x) root/root +[0-9]+ 2023-11-14 22:13:20 '
    done
    refute_line --regexp '^-rwxr-xr-x .* \./usr/(lib|share/(man|bt-tools))'
    assert_line --regexp '^-rwxr-xr-x .* \./usr/bin/bt-info$'
}

@test "the size of a package is that of its files, on whatever disk it was packed" {
    files=$(cd "$DEB_FOLDER/tree" && find . -mindepth 1 -type f -size +0 -printf '%s\n' | awk '{ size += int(($1 + 1023) / 1024) } END { print size }')
    others=$(cd "$DEB_FOLDER/tree" && find . -mindepth 1 ! -type f | wc -l)
    assert_equal "$(dpkg-deb -f "$DEB" Installed-Size)" $((files + others))
}

@test "nothing in a package names the folder that it was built in" {
    refute [ -z "$(grep -rl bt-tools "$DEB_FOLDER/tree")" ]
    for program in "$DEB_FOLDER"/tree/usr/bin/* "$DEB_FOLDER"/tree/usr/lib/{,*/}bt-tools/*.so*; do
        [[ -e $program ]] || continue
        run -0 readelf -d "$program"
        refute_output --partial "$BT_BUILD"
        run -1 grep -qF '.debug_info' <(readelf -SW "$program")
    done
    run -1 grep -rlF "$BT_BUILD" "$DEB_FOLDER/tree/usr/share" "$DEB_FOLDER/tree/usr/lib/systemd" "$DEB_FOLDER/control"
}

@test "a package depends on what is linked and recommends what is loaded" {
    run -0 dpkg-deb -f "$DEB" Package Section Priority Architecture Maintainer
    assert_line "Package: bt-tools"
    assert_line "Section: net"
    assert_line "Priority: optional"
    assert_line "Architecture: $(dpkg --print-architecture)"
    assert_line --regexp '^Maintainer: .* <.*@.*>$'
    run -0 dpkg-deb -f "$DEB" Depends
    for name in libtorrent-rasterbar2.0 libc6 libstdc++6 libssl3 libsqlite3-0; do
        assert_output --regexp "(^|, )${name//+/\\+} \("
    done
    for name in libcurl libarchive libmaxminddb libgtest libasan; do refute_output --partial $name; done
    run -0 dpkg-deb -f "$DEB" Recommends
    for name in libcurl4 libarchive13 libmaxminddb0 libsystemd0; do
        assert_output --regexp "(^|, )$name(,|$)"
    done
}

@test "the scripts of a package are ones, and each file has its sum" {
    cd "$DEB_FOLDER"
    for script in postinst prerm postrm; do
        assert [ -x control/$script ]
        run -0 sh -n control/$script
    done
    assert_equal "$(wc -l < control/md5sums)" "$(find tree -type f | wc -l)"
    (cd tree && md5sum --quiet -c ../control/md5sums)
}

@test "the tools of a package run from elsewhere, and find the library beside them" {
    cp -r "$DEB_FOLDER/tree/usr" moved
    make_tree data
    moved/bin/bt-create -q -o x.torrent data
    run -0 moved/bin/bt-info --field name x.torrent
    assert_output data
    run -0 env -u LD_PRELOAD ldd moved/bin/bt-info
    assert_output --partial "$PWD/moved/"
    refute_output --partial "$BT_BUILD"
}

@test "lintian finds no error in a package" {
    command -v lintian > /dev/null || skip "there is no lintian"
    root=()
    [[ $(id -u) -ne 0 ]] || root=(--allow-root)
    # Debug builds are not hardened, which costs no error.
    run -0 lintian "${root[@]}" --fail-on error "$DEB"
}
