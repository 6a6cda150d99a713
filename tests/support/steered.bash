# A session that bt-ctl can talk to. Load it after common; start_control begins it.

# shellcheck source=tests/support/swarm.bash
source "${BASH_SOURCE[0]%/*}/swarm.bash"

# make_homes: sessions and their sockets are in the folder of the test.
make_homes() {
    export XDG_STATE_HOME=$PWD/state XDG_RUNTIME_DIR=$PWD/run
    mkdir -p run seed
}

# start_control [OPTION...]: the session "default" of three torrents, one.bin, two.bin and three,
# with their files in seed; leaves HOST, and ONE, TWO and THREE, their keys.
start_control() {
    local name
    make_homes
    for name in one.bin two.bin three; do
        head -c 100000 /dev/urandom > "seed/$name"
        bt-create -q -o "$name.torrent" "seed/$name" > /dev/null
    done
    start_host -S default "$@" one.bin.torrent two.bin.torrent three.torrent
    ONE=$(key_of one.bin)
    TWO=$(key_of two.bin)
    # shellcheck disable=SC2034 # for tests
    THREE=$(key_of three)
}

# key_of NAME: what the session calls the torrent of that .torrent file.
key_of() {
    bt-info -j "$1.torrent" | jq -r .info_hash_v1
}

# status_of NAME FIELD
status_of() {
    bt-ctl list -j "$1" | jq -c ".$2"
}

# says TEXT COMMAND...: that is what it prints now.
says() {
    [[ $("${@:2}") == "$1" ]]
}

# ends STATUS PID: that child of the test ends so.
ends() {
    local status=0
    wait "$2" || status=$?
    assert_equal "$status" "$1"
}

# needs_method NAME: else the test is skipped, and says so.
needs_method() {
    bt-ctl call list_methods | jq -e --arg name "$1" 'any(.records[]; .name == $name)' > /dev/null \
        || skip "the session has no method $1"
}
