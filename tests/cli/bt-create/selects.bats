load ../../support/common

# A small project: sources, objects, hidden things.
make_project() {
    mkdir -p p/src/gen p/build p/.git
    for file in src/a.c src/a.o src/gen/b.c build/x.o README .git/config .env; do
        printf '%s' "$file" > "p/$file"
    done
}

# paths TORRENT: what is in it, below its folder.
paths() {
    bt-info -j --files "$1" | jq -r 'select(.kind == "file") | .path' | sed 's,^[^/]*/,,' | tr '\n' ' '
}

@test "hidden files are left out, which is said, unless --hidden" {
    make_project
    run -0 --separate-stderr bt-create -o x.torrent p
    assert_equal "$stderr" "bt-create: left out 2 hidden files and folders; --hidden takes what begins with a dot"
    assert_equal "$(paths x.torrent)" "README build/x.o src/a.c src/a.o src/gen/b.c "
    run -0 --separate-stderr bt-create --hidden -o y.torrent p
    assert_equal "$stderr" ""
    assert_equal "$(paths y.torrent)" ".env .git/config README build/x.o src/a.c src/a.o src/gen/b.c "
    run -0 --separate-stderr bt-create -q -f -o x.torrent p
    assert_equal "$stderr" ""
}

@test "the last of --exclude and --include that matches decides" {
    make_project
    bt-create -q -e '*.o' -o x.torrent p
    assert_equal "$(paths x.torrent)" "README src/a.c src/gen/b.c "
    bt-create -q -f -e src -e '*.o' --include src/a.c --include .env -o x.torrent p
    assert_equal "$(paths x.torrent)" ".env README src/a.c "
    bt-create -q -f --include '**/*.c' -e 'gen/' -o x.torrent p
    assert_equal "$(paths x.torrent)" "src/a.c "
    printf '# objects\n*.o\n\ngen\n' > globs
    bt-create -q -f --exclude-from globs -o x.torrent p
    assert_equal "$(paths x.torrent)" "README src/a.c "
    fails 4 "bt-create: cannot create torrent from p: nothing is left of it" bt-create -q -f -e '*' p
    fails 4 "bt-create: cannot read globs nowhere: No such file or directory" bt-create --exclude-from nowhere p
}

@test "links are followed, stored or skipped" {
    make_project
    ln -s src/a.c p/link
    ln -s ../src/gen p/build/gen
    bt-create -q -e '*.o' -o x.torrent p
    assert_equal "$(paths x.torrent)" "README build/gen/b.c link src/a.c src/gen/b.c "
    bt-create -q -f -e '*.o' --symlinks skip -o x.torrent p
    assert_equal "$(paths x.torrent)" "README src/a.c src/gen/b.c "
    for format in v1 v2 hybrid; do
        bt-create -q -f -e '*.o' --symlinks store -m $format -o x.torrent p
        run -0 jq -c 'select(.symlink) | [.path, .symlink, .attributes]' <(bt-info -j --files x.torrent)
        assert_output $'["p/build/gen","p/src/gen",["symlink"]]\n["p/link","p/src/a.c",["symlink"]]'
    done
    ln -s ../../etc/passwd p/src/out
    fails 4 "bt-create: cannot create torrent from p/src/out: the symbolic link leads out of the folder" \
        bt-create -q -f --symlinks store p
}

@test "a list names the files, below the path or the current folder" {
    make_project
    printf 'src/a.c\0.env\0src/gen\0' > list
    bt-create -q --files-from list -0 -o x.torrent p
    assert_equal "$(paths x.torrent)" ".env src/a.c src/gen/b.c "
    (cd p && printf '%s\n' README ./src//a.o src/a.o | bt-create -q --files-from - -o ../y.torrent)
    assert_equal "$(paths y.torrent)" "README src/a.o "
    run -0 jq -r .name <(bt-info -j y.torrent)
    assert_output p
    fails 4 "bt-create: cannot create torrent from ../list: it is outside the folder" \
        bash -c 'echo ../list | bt-create --files-from - p'
    fails 4 "bt-create: cannot create torrent from p/gone: No such file or directory" \
        bash -c 'echo gone | bt-create --files-from - p'
    fails 2 "bt-create: -0 is about lists: --files-from" bt-create -0 p
}

@test "git's own list makes the torrent of a working tree" {
    command -v git > /dev/null || skip "no git here"
    make_project
    rm -r p/.git
    git -C p init -q
    git -C p add README src/a.c
    (cd p && git ls-files -z | bt-create -q --files-from - -0 -o ../x.torrent)
    assert_equal "$(paths x.torrent)" "README src/a.c "
}

@test "several paths become entries of one folder" {
    make_project
    bt-create -q -n both -o x.torrent p/src p/README
    assert_equal "$(paths x.torrent)" "README src/a.c src/a.o src/gen/b.c "
    fails 2 "bt-create: several paths need a name for their folder: -n" bt-create p/src p/README
    mkdir -p q && printf other > q/README
    fails 4 "bt-create: cannot create torrent from q/README: another path has a file of the same name" \
        bt-create -n both p/README q/README
}

@test "attributes and times are kept as asked" {
    make_project
    chmod +x p/README
    touch -d @1000000000 p/README
    bt-create -q --mtime -o x.torrent p
    run -0 jq -c 'select(.path == "p/README") | [.attributes, .mtime]' <(bt-info -j --files x.torrent)
    assert_output '[["executable"],1000000000]'
    bt-create -q -f --no-attributes -o x.torrent p
    run -0 jq -c 'select(.path == "p/README") | [.attributes, .mtime]' <(bt-info -j --files x.torrent)
    assert_output '[[],null]'
}

@test "rules may come from the environment and from a file" {
    make_project
    printf '[bt-create]\nexclude = ["*.o", "gen"]\n' > config.toml
    bt-create -q --config config.toml -o x.torrent p
    assert_equal "$(paths x.torrent)" "README src/a.c "
    BT_CREATE_EXCLUDE='src' bt-create -q -f -o x.torrent p
    assert_equal "$(paths x.torrent)" "README build/x.o "
}

@test "names that readers will change are counted" {
    mkdir p
    echo x > $'p/a\nb'
    echo y > $'p/\xff'
    echo z > p/grün
    run -0 --separate-stderr bt-create p
    assert_equal "$stderr" "bt-create: 2 paths are not UTF-8 or with control characters: readers will save other names"
}
