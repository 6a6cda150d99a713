# What the configuration file says, and what of it is wrong.
load ../../support/common

# config LINE...: the file that is read without being named.
config() {
    mkdir -p cfg/bt-tools
    export XDG_CONFIG_HOME=$PWD/cfg
    printf '%s\n' "$@" > cfg/bt-tools/config.toml
    file=$PWD/cfg/bt-tools/config.toml
}

# refuses LINE WHY [HINT] COMMAND...: it ends with 3, naming the file and that line of it.
refuses() {
    local sentence="cannot use line $1 of configuration $file: $2" hint=$3
    shift 3
    fails 3 "$1: $sentence${hint:+
$1: hint: $hint}" "$@"
}

sample() {
    make_tree data
    bt-create -q -o a.torrent data > /dev/null
}

@test "what is no TOML is told with its line" {
    config '[bt-info]' 'json true'
    refuses 2 "it is not TOML: key-value pair: expected '=', saw 't'" "" bt-info x
    config '[bt-info' 'json = true'
    refuses 1 "it is not TOML: table header: expected ']', saw '\\n'" "" bt-info x
    config '[bt-info]' 'json = true' 'json = false'
    refuses 3 "it is not TOML: key-value pair: cannot redefine existing boolean 'json'" "" bt-info x
    config '[bt-add]' '' 'dir = ~/x'
    refuses 3 "it is not TOML: value: could not determine value type" 'texts stand in quotes, as "2M"' bt-info x
    config '[bt-add]' 'up = 2M'
    refuses 2 "it is not TOML: decimal integer: expected digit, saw 'M'" 'texts stand in quotes, as "2M"' bt-info x
    printf '[bt-info]\njson = "\xff"\n' > "$file"
    run -3 --separate-stderr bt-info x
    assert_equal "$(wc -l <<< "$stderr")" 1
}

@test "a value that its option cannot have is told with section and key" {
    config '[bt-info]' 'samples = "many"'
    refuses 2 "[bt-info] samples: 'many' is not a number from 0 to 1000" "" bt-info x
    config '[bt-info]' 'samples = 1001'
    refuses 2 "[bt-info] samples: '1001' is not a number from 0 to 1000" "" bt-info x
    config '[bt-info]' 'color = "allways"'
    refuses 2 "[bt-info] color: 'allways' is not one of auto|always|never" "did you mean always?" bt-info x
    config '[bt-info]' 'json = "maybe"'
    refuses 2 "[bt-info] json cannot have the value 'maybe'" "" bt-info x
    config '[bt-info]' '# that is' 'json = [true]'
    refuses 3 "[bt-info] json cannot be a list" "" bt-info x
    config '[bt-add]' 'dir = true'
    refuses 2 "[bt-add] dir cannot be a truth value" "" bt-add x
    config '[bt-add]' 'dir = ["a", "b"]'
    refuses 2 "[bt-add] dir takes one value, and no list" "" bt-add x
    config '[bt-add]' 'dir = "a\u0000b"'
    refuses 2 "[bt-add] dir cannot be a text with a NUL in it" "" bt-add x
    config '[bt-add]' 'deadline = 2026-11-22'
    refuses 2 "[bt-add] deadline cannot be a date or time" "" bt-add x
    config '[bt-add]' 'announce = ["http://a.example/", ["udp://b.example"]]'
    refuses 2 "[bt-add] announce cannot be a list" "" bt-add x
    config '[bt-dht.put]' 'min-nodes = "few"'
    run -3 --separate-stderr bt-dht put --file x
    assert_regex "$stderr" "^bt-dht: cannot use line 2 of configuration $file: \[bt-dht.put\] min-nodes: "
}

@test "a key that there is not is told, with the nearest that there is" {
    config '[bt-info]' 'jsno = true'
    refuses 2 "[bt-info] has no key jsno" "did you mean json?" bt-info x
    config '[bt-ctl.list]' 'feilds = "name"'
    refuses 2 "[bt-ctl.list] has no key feilds" "did you mean fields?" bt-ctl list
    config '[bt-ctl.lits]' 'fields = "name"'
    refuses 1 "bt-ctl has no verb lits" "did you mean list?" bt-ctl list
    config '[bt-dht]' 'min-nodes = 8'
    refuses 2 "[bt-dht] has no key min-nodes" "it belongs into [bt-dht.put]" bt-dht keygen
    config '[bt-ctl.list]' 'json = true'
    refuses 2 "[bt-ctl.list] has no key json" "it belongs into [bt-ctl]" bt-ctl list
    config '[bt-dht]' 'put = 3'
    refuses 2 "[bt-dht.put] is not the section that it should be" "" bt-dht keygen
    config '[bt-info.json]' 'x = 1'
    refuses 1 "[bt-info] json cannot be a table" "" bt-info x
}

@test "keys are long names of options alone" {
    sample
    config '[bt-info]' 'j = true'
    refuses 2 "[bt-info] has no key j" "did you mean json?" bt-info a.torrent
    BT_INFO_JSON=false refuses 2 "[bt-info] has no key j" "did you mean json?" bt-info a.torrent
    config '[bt-info]' 'input = "x"' 'torrents = ["a.torrent"]'
    run -3 bt-info a.torrent
    config '[bt-info]' 'generate = "mdoc"'
    refuses 2 "[bt-info] has no key generate" "" bt-info a.torrent
    config '[bt-info]' 'config = "x"'
    refuses 2 "[bt-info] config is for the command line alone" "" bt-info a.torrent
    config '[bt-info]' 'version = true'
    refuses 2 "[bt-info] version is for the command line alone" "" bt-info a.torrent
    config '[bt-seed]' 'publish = "file"'
    refuses 2 "[bt-seed] publish is for the command line alone" "" bt-seed x
}

@test "a name that is both an option and a verb is either a key or a section" {
    config '[bt-ctl]' 'session = "none"'
    run -8 --separate-stderr bt-ctl list
    assert_regex "$stderr" none
    config '[bt-ctl.session]' 'no-such = 1'
    run -8 bt-ctl -S none list
}

@test "a section that no tool has is told by every tool" {
    sample
    config '[bt-ad]' 'dir = "x"'
    refuses 1 "no tool has a section [bt-ad]" "did you mean bt-add?" bt-info x
    config '[bt-add]' '[server]' 'x = 1'
    refuses 2 "no tool has a section [server]" "" bt-add x
    config '[[bt-add]]' 'dir = "x"'
    refuses 1 "[[bt-add]] is a list of sections" "did you mean [bt-add]?" bt-add x
    config 'bt-add = 3'
    refuses 1 "bt-add is in no section" "[bt-add] begins one" bt-add x
    config '' 'json = true' '[bt-info]'
    refuses 2 "json is in no section" "a key comes after the name of its tool, as [bt-add]" bt-info x
    # What is in them is for their tools to say.
    config '[bt-add]' 'no-such = 1' '[bt-dht.put]' 'neither = 1'
    run -0 bt-info a.torrent
    run -0 bt-dht keygen k
}

@test "help, versions and --config none come before what is wrong" {
    sample
    local text tool
    for text in '[bt-info' $'[bt-info]\nno-such = 1' $'[bt-info]\nsamples = "many"' '[bt-inof]'; do
        config "$text"
        run -0 --separate-stderr bt-info --help
        assert_line --index 0 --partial "usage: bt-info"
        run -0 bt-info --help=json
        run -0 bt-info --version
        run -0 bt-info --config none a.torrent
        run -3 bt-info a.torrent
    done
    config '[bt-dht.put]' 'min-nodes = "few"'
    run -0 bt-dht put --help
    run -3 bt-dht put --no-such-option
    run -0 bt-info --config nowhere --help
    for tool in "$BT_BIN"/bt-*; do
        run -0 "$tool" --config nowhere --version
    done
}

@test "a file that is named has to be there; one that is there has to be readable" {
    sample
    run -0 bt-info a.torrent
    fails 3 "bt-info: cannot read configuration none.toml: No such file or directory" bt-info --config none.toml a.torrent
    fails 3 "bt-info: cannot read configuration data: Is a directory" bt-info --config data a.torrent
    fails 3 "bt-info: cannot read configuration : No such file or directory" bt-info --config '' a.torrent
    config
    rm "$file"
    run -0 bt-info a.torrent
    ln -s nowhere "$file"
    fails 3 "bt-info: cannot read configuration $file: No such file or directory" bt-info a.torrent
    rm "$file"
    mkdir "$file"
    fails 3 "bt-info: cannot read configuration $file: Is a directory" bt-info a.torrent
    run -0 bt-info --help
    rmdir "$file"
    run -3 --separate-stderr bt-info --config /dev/zero a.torrent
    assert_regex "$stderr" "^bt-info: cannot read configuration /dev/zero: "
    XDG_CONFIG_HOME=/dev/null run -0 bt-info a.torrent
}

@test "a file that may not be read is an error" {
    [[ $EUID != 0 ]] || command -v setpriv > /dev/null || skip "root reads everything"
    sample
    config '[bt-info]'
    chmod 0 "$file"
    chmod 755 . cfg cfg/bt-tools
    local as=()
    chmod 755 "${BATS_TEST_TMPDIR%/test/*}" "${BATS_TEST_TMPDIR%/*}"
    # Descriptors and PATH stay; what root may do goes.
    [[ $EUID != 0 ]] || as=(setpriv --bounding-set=-all --inh-caps=-all --no-new-privs --reuid=nobody --regid=nogroup --clear-groups)
    "${as[@]}" test -x "$BT_BIN/bt-info" && "${as[@]}" test -r "$PWD/a.torrent" || skip "nobody else comes here"
    fails 3 "bt-info: cannot read configuration $file: Permission denied" "${as[@]}" bt-info a.torrent
}

@test "standard input can be the file" {
    sample
    run -0 bash -c 'printf "[bt-info]\njson = true\n" | bt-info --config /dev/stdin a.torrent'
    assert_equal "$(jq -r .kind <<< "$output")" torrent_info
}

@test "the command line wins over the environment, and that over the file" {
    sample
    config '[bt-info]' 'json = true'
    assert_equal "$(bt-info a.torrent | jq -r .kind)" torrent_info
    assert_equal "$(BT_INFO_JSON=false bt-info --field name a.torrent)" data
    assert_equal "$(BT_INFO_JSON=true bt-info --json=false --field name a.torrent)" data
    assert_equal "$(BT_INFO_JSON='' bt-info a.torrent | jq -r .kind)" torrent_info
    # An option with several names is one option.
    config '[bt-create]' 'private = true'
    assert_equal "$(bt-create -q -o - data | bt-info -j - | jq .private)" true
    assert_equal "$(BT_CREATE_PRIVATE=false bt-create -q -o - data | bt-info -j - | jq .private)" false
    assert_equal "$(bt-create --no-private -q -o - data | bt-info -j - | jq .private)" false
    config '[bt-create]' 'no-private = true'
    assert_equal "$(BT_CREATE_PRIVATE=true bt-create -q -o - data | bt-info -j - | jq .private)" true
    config '[bt-create]' 'no-private = true' 'private = true'
    run -3 --separate-stderr bt-create -q -o - data
    assert_regex "$stderr" "\[bt-create\] says private twice"
}

@test "false and an empty list are as if the key was not there" {
    sample
    config '[bt-info]' 'json = false' 'field = []' 'files = false' 'tree = true'
    run -0 --separate-stderr bt-info a.torrent
    assert_equal "$stderr" ""
}

@test "a key gives way to what does not go together with it" {
    config '[bt-add]' 'tar = "x.tar"' 'cat = ["*"]'
    run -3 --separate-stderr bt-add x
    assert_regex "$stderr" "^bt-add: cannot use line 3 of configuration $file: cat and tar do not go together"
    config '[bt-add]' 'tar = "x.tar"'
    run -4 bt-add --cat '*' nowhere.torrent
    run -4 env BT_ADD_CAT='*' bt-add nowhere.torrent
    # What needs another option waits for it.
    config '[bt-add]' 'range = "0-5"'
    run -4 bt-add nowhere.torrent
    config '[bt-add]' 'range = "x"'
    refuses 2 "[bt-add] range: 'x' is not a range such as 0-999, 1000- or -500" "" bt-add nowhere.torrent
}
