load ../../support/common

@test "an installation into a prefix brings tools that run, pages, completions and the schema" {
    cmake --install "$BT_BUILD" --prefix "$PWD/prefix" > /dev/null
    export PATH="$PWD/prefix/bin:/usr/bin:/bin"
    make_tree data
    for tool in bt-add bt-create bt-ctl bt-dht bt-edit bt-feed bt-info bt-seed bt-verify; do
        run -0 $tool --version
        assert [ -s prefix/share/man/man1/$tool.1 ]
        assert [ -s prefix/share/bash-completion/completions/$tool ]
        assert [ -s prefix/share/zsh/site-functions/_$tool ]
        assert [ -s prefix/share/fish/vendor_completions.d/$tool.fish ]
    done
    assert [ -s prefix/share/man/man5/bt-records.5 ]
    assert [ -s prefix/share/man/man5/bt-tools.conf.5 ]
    assert [ -s prefix/share/man/man7/bt-tools.7 ]
    jq -e .oneOf prefix/share/bt-tools/schema/bt-records.schema.json > /dev/null
    # One for each kind of line, which needs no other.
    diff <(jq -r '.oneOf[]."$ref" | sub(".*/"; "") + ".schema.json"' prefix/share/bt-tools/schema/bt-records.schema.json | sort) \
        <(find prefix/share/bt-tools/schema -name '*.schema.json' -printf '%f\n' | grep -v '^bt-records' | sort)
    for file in prefix/share/bt-tools/schema/*.schema.json; do
        jq -e --arg name "${file##*/}" '
            . as $all | ."$schema" == "https://json-schema.org/draft/2020-12/schema"
            and ($name == "bt-records.schema.json" or ."$id" == $name)
            and ([.. | objects | ."$ref"? // empty | sub(".*/"; "")] - [($all."$defs" // {}) | keys[]] == [])' "$file" > /dev/null \
            || fail "$file"
    done
    for file in LICENSE README.md CHANGELOG.md docs/control-protocol.md examples/mirror.env; do
        assert [ -s prefix/share/doc/bt-tools/$file ]
    done
    # It was built for another place.
    run -0 grep ^ExecStart= prefix/lib/systemd/system/bt-seed@.service
    assert_output --partial "ExecStart=$PWD/prefix/bin/bt-seed "
    assert [ -s prefix/lib/sysusers.d/bt-tools.conf ]
    prefix/bin/bt-create -o x.torrent data
    mv prefix moved
    moved/bin/bt-info x.torrent
    run -0 env -u LD_PRELOAD ldd moved/bin/bt-info
    assert_output --partial "$PWD/moved/"
    refute_output --partial "$BT_BUILD"
}
