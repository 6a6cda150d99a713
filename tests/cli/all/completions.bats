load ../../support/common
load ../../support/steered

# bash_offers WORD...: what bash offers for the last of them, a line each, in their order.
bash_offers() {
    bash -c '
        source "$BT_SOURCE/completions/bash/$1"
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE=$*
        "_${1//-/_}" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        ((!${#COMPREPLY[@]})) || printf "%s\n" "${COMPREPLY[@]}"' bash "$@" | sort
}

# fish_offers LINE: what fish offers at its end, without descriptions.
fish_offers() {
    local own=$BATS_FILE_TMPDIR/fish
    mkdir -p "$own"
    HOME=$own XDG_CONFIG_HOME=$own fish --no-config -c '
        source $BT_SOURCE/completions/fish/(string split -f 1 " " -- $argv[1]).fish
        complete -C $argv[1] | string split -f 1 \t' "$1" | sort
}

screen() {
    tmux -S "$BATS_TEST_TMPDIR/tmux" -f /dev/null "$@"
}

# start_shell bash|zsh: at a terminal of its own, with the completions of all tools.
start_shell() {
    command -v tmux > /dev/null || skip "there is no tmux (Debian's package tmux)"
    mkdir -p home
    local -a shell=(bash --rcfile home/bashrc)
    {
        echo "PS1='> '; bind 'set show-all-if-ambiguous on'; bind 'set bell-style none'"
        echo "for file in $BT_SOURCE/completions/bash/*; do . \$file; done"
    } > home/bashrc
    {
        echo "PS1='> '; fpath=($BT_SOURCE/completions/zsh \$fpath); unsetopt beep"
        echo "autoload -Uz compinit; compinit -D -u; zstyle ':completion:*' group-name ''"
    } > home/.zshrc
    [[ $1 == bash ]] || shell=(env "ZDOTDIR=$PWD/home" zsh)
    screen new-session -d -x 160 -y 50 "${shell[@]}" 3>&-
    ends_with_test "$(screen display-message -p '#{pid}')"
    wait_for shows '>'
}

shows() {
    screen capture-pane -p | grep -qF -- "$1"
}

# types TEXT SHOWN: with a tab after it, the screen soon has this; then the line is empty again.
types() {
    screen send-keys -l -- "$1"
    screen send-keys Tab
    wait_for shows "$2" || fail "$1 gives no $2: $(screen capture-pane -p)"
    screen send-keys C-u C-l
    wait_for sh -c '! tmux -S "$0" capture-pane -p | grep -qF -- "$1"' "$BATS_TEST_TMPDIR/tmux" "$2"
}

# Files that everybody may take, or leave.
make_files() {
    make_tree data
    bt-create -q -o one.torrent data > /dev/null
    bt-create -q -o 'with space.torrent' data > /dev/null
    : > notes.txt
    mkdir -p folder
}

@test "bash offers options, their words, verbs and .torrent files" {
    make_files
    assert_equal "$(bash_offers bt-verify --quic)" --quick
    assert_equal "$(bash_offers bt-info --color "")" $'always\nauto\nnever'
    assert_equal "$(bash_offers bt-info --color=al)" always
    assert_equal "$(bash_offers bt-info --lint=w)" warning
    assert_equal "$(bash_offers bt-info --help=j)" json
    assert_equal "$(bash_offers bt-ctl resum)" $'resume\nresume-data'
    assert_equal "$(bash_offers bt-ctl -S mirror queue b)" bottom
    assert_equal "$(bash_offers bt-ctl list --state pau)" paused
    assert_equal "$(bash_offers bt-ctl list --sort down)" "$(bash_offers bt-ctl list --fields down)"
    assert_equal "$(bash_offers bt-dht get --value-format he)" hex
    assert_equal "$(bash_offers bt-info "")" $'data\nfolder\none.torrent\nwith space.torrent'
    assert_equal "$(bash_offers bt-add -i no)" notes.txt
    assert_equal "$(bash_offers bt-seed -d "")" $'data\nfolder'
    assert_equal "$(bash_offers bt-create n)" notes.txt
    assert_equal "$(bash_offers bt-add -- --quic)" ""
    assert_equal "$(bash_offers bt-add --deadline "")" ""
}

@test "bash, zsh and fish offer the further words of a list" {
    make_homes
    assert_equal "$(bash_offers bt-ctl list --fields nam)" name
    assert_equal "$(bash_offers bt-ctl list --fields progress,nam)" progress,name
    assert_equal "$(bash_offers bt-ctl list --fields=progress,nam)" progress,name
    assert_equal "$(bash_offers bt-ctl list --fields name,nam)" ""
    assert_equal "$(bash_offers bt-ctl flags --set paused,seq)" paused,sequential_download
    assert_equal "$(bash_offers bt-add --events all,-torrent_fin)" all,-torrent_finished
    assert_equal "$(bash_offers bt-ctl events --events torrent_paused,torrent_fin)" torrent_paused,torrent_finished
    if command -v fish > /dev/null; then
        assert_equal "$(fish_offers 'bt-ctl list --fields nam')" name
        assert_equal "$(fish_offers 'bt-ctl list --fields progress,nam')" progress,name
        assert_equal "$(fish_offers 'bt-ctl list --fields=progress,nam')" --fields=progress,name
        assert_equal "$(fish_offers 'bt-ctl list --fields name,nam' | grep -cx name,name)" 0
        assert_equal "$(fish_offers 'bt-add --events all,-torrent_fin')" all,-torrent_finished
    fi
    command -v zsh > /dev/null || skip "there is no zsh (Debian's package zsh)"
    start_shell zsh
    types 'bt-ctl list --fields progress,nam' '> bt-ctl list --fields progress,name'
    types 'bt-ctl list --fields=progress,nam' '> bt-ctl list --fields=progress,name'
    types 'bt-ctl events --events torrent_paused,torrent_fin' 'torrent_paused,torrent_finished'
}

@test "fish offers options, their words, verbs and .torrent files" {
    command -v fish > /dev/null || skip "there is no fish (Debian's package fish)"
    make_files
    assert_equal "$(fish_offers 'bt-verify --quic')" --quick
    assert_equal "$(fish_offers 'bt-info --color ')" $'always\nauto\nnever'
    assert_equal "$(fish_offers 'bt-info --color=al')" --color=always
    assert_equal "$(fish_offers 'bt-info --lint=w')" --lint=warning
    assert_equal "$(fish_offers 'bt-ctl resum')" $'resume\nresume-data'
    assert_equal "$(fish_offers 'bt-ctl -S mirror queue b')" bottom
    assert_equal "$(fish_offers 'bt-ctl list --state pau')" paused
    assert_equal "$(fish_offers 'bt-dht get --value-format he')" hex
    assert_equal "$(fish_offers 'bt-info ')" $'data/\nfolder/\none.torrent\nwith space.torrent'
    assert_equal "$(fish_offers 'bt-add -i no')" notes.txt
    assert_equal "$(fish_offers 'bt-seed -d ')" $'data/\nfolder/'
    assert_equal "$(fish_offers 'bt-create n')" notes.txt
    assert_equal "$(fish_offers 'bt-add --deadline ')" ""
}

@test "zsh offers options, their words, verbs and .torrent files" {
    command -v zsh > /dev/null || skip "there is no zsh (Debian's package zsh)"
    make_files
    start_shell zsh
    types 'bt-verify --quic' '> bt-verify --quick'
    types 'bt-info --color=al' '> bt-info --color=always'
    types 'bt-info --lint=w' '> bt-info --lint=warning'
    types 'bt-ctl -S mirror queue b' '> bt-ctl -S mirror queue bottom'
    types 'bt-ctl list --state pau' '> bt-ctl list --state paused'
    types 'bt-ctl rea' '> bt-ctl reannounce'
    types 'bt-dht get --value-format he' '> bt-dht get --value-format hex'
    types 'bt-info w' '> bt-info with\ space.torrent'
    types 'bt-info no' '> bt-info no'
    types 'bt-add -i no' '> bt-add -i notes.txt'
    types 'bt-seed -d fol' '> bt-seed -d folder/'
}

@test "bash, zsh and fish offer the files inside the torrent of the command line" {
    mkdir -p set/sub
    echo 1 > 'set/a [b] c.txt'
    echo 2 > set/sub/plain.txt
    bt-create -q -o set.torrent set > /dev/null
    assert_equal "$(bash_offers bt-verify set.torrent -F su)" ""
    assert_equal "$(bash_offers bt-verify set.torrent -F set/su)" set/sub/plain.txt
    assert_equal "$(bash_offers bt-add -d . set.torrent --priority set/su)" set/sub/plain.txt
    assert_equal "$(bash_offers bt-add set.torrent -e set/a)" 'set/a\ \\\[b\]\ c.txt'
    assert_equal "$(bash_offers bt-add -F set/su)" ""
    # What it offers is a pattern of that file alone.
    assert_equal "$(bt-info --files -F 'set/a \[b] c.txt' set.torrent | cut -f 3)" 'set/a [b] c.txt'
    if command -v fish > /dev/null; then
        assert_equal "$(fish_offers 'bt-verify set.torrent -F set/su')" set/sub/plain.txt
        assert_equal "$(fish_offers 'bt-add set.torrent -e set/a')" 'set/a \[b] c.txt'
    fi
    command -v zsh > /dev/null || skip "there is no zsh (Debian's package zsh)"
    start_shell zsh
    types 'bt-verify set.torrent -F set/su' '> bt-verify set.torrent -F set/sub/plain.txt'
    types 'bt-verify set.torrent -F set/a' '> bt-verify set.torrent -F set/a\ \\\[b\]\ c.txt'
}

@test "bash, zsh and fish offer sessions, and torrents, categories and tags of a running one" {
    start_control
    head -c 1000 /dev/urandom > 'seed/with space: [x].bin'
    bt-create -q -o odd.torrent 'seed/with space: [x].bin' > /dev/null
    bt-ctl add -q -d seed --category linux --tag nightly,amd64 odd.torrent > /dev/null
    local place
    for place in '' "-S default" "--socket $PWD/run/bt-tools/default.sock"; do
        assert_equal "$(bash_offers bt-ctl $place pause on)" one.bin
        assert_equal "$(bash_offers bt-ctl pause $place on)" one.bin
    done
    assert_equal "$(bash_offers bt-ctl pause "${ONE:0:6}")" "$ONE"
    assert_equal "$(bash_offers bt-ctl queue up t)" $'three\ntwo.bin'
    assert_equal "$(bash_offers bt-ctl -S d)" default
    assert_equal "$(bash_offers bt-seed --session d)" default
    assert_equal "$(bash_offers bt-ctl list --category l)" linux
    assert_equal "$(bash_offers bt-ctl list --tag n)" nightly
    assert_equal "$(bash_offers bt-ctl settings active_down)" active_downloads
    assert_equal "$(bash_offers bt-add --set active_down)" active_downloads=
    if command -v fish > /dev/null; then
        assert_equal "$(fish_offers 'bt-ctl pause on')" one.bin
        assert_equal "$(fish_offers "bt-ctl pause ${ONE:0:6}")" "$ONE"
        assert_equal "$(fish_offers 'bt-ctl -S d')" default
        assert_equal "$(fish_offers 'bt-ctl -S default list --category l')" linux
        assert_equal "$(fish_offers 'bt-ctl list --tag n')" nightly
        assert_equal "$(fish_offers 'bt-add --set active_down')" active_downloads=
        assert_equal "$(fish_offers 'bt-ctl pause w')" 'with space: \[x].bin'
    fi
    command -v zsh > /dev/null || skip "there is no zsh (Debian's package zsh)"
    start_shell zsh
    types 'bt-ctl pause on' '> bt-ctl pause one.bin'
    types "bt-ctl pause ${ONE:0:6}" "> bt-ctl pause $ONE"
    types 'bt-ctl -S d' '> bt-ctl -S default'
    types 'bt-ctl -S default queue up thr' '> bt-ctl -S default queue up three'
    types 'bt-ctl list --category l' '> bt-ctl list --category linux'
    types 'bt-ctl settings active_down' '> bt-ctl settings active_downloads'
}

@test "what bash puts on the line means the torrent it stands for" {
    start_control
    head -c 1000 /dev/urandom > 'seed/with space: [x].bin'
    bt-create -q -o odd.torrent 'seed/with space: [x].bin' > /dev/null
    bt-ctl add -q -d seed odd.torrent > /dev/null
    start_shell bash
    types 'bt-ctl list --fields name wi' '> bt-ctl list --fields name with\ space:\ \\\[x\].bin'
    screen send-keys -l 'bt-ctl list --fields name wi'
    screen send-keys Tab
    screen send-keys -l '> listed; echo end >> listed'
    screen send-keys Enter
    wait_for grep -qs end listed
    assert_equal "$(head -1 listed)" 'with space: [x].bin'
    types 'bt-ctl pause with\ space:\ ' '> bt-ctl pause with\ space:\ \\\[x\].bin'
    types 'bt-info --color=al' '> bt-info --color=always'
    types 'bt-info --config odd' '> bt-info --config odd.torrent'
}

@test "completions are silent and quick when no session answers" {
    make_homes
    local command start
    for command in "pause x" "-S nobody pause x" "--socket $PWD/none list --tag x" "-S x"; do
        run -0 --separate-stderr bash_offers bt-ctl $command
        assert_output ""
        assert_equal "$stderr" ""
        command -v fish > /dev/null || continue
        run -0 --separate-stderr fish_offers "bt-ctl $command"
        assert_output ""
        assert_equal "$stderr" ""
    done
    start_control
    kill -STOP "$HOST"
    start=$EPOCHREALTIME
    run -0 --separate-stderr bash_offers bt-ctl pause on
    assert_output ""
    assert_equal "$stderr" ""
    # A third of a second, and what a busy machine needs to start a few processes.
    (((${EPOCHREALTIME/[.,]/} - ${start/[.,]/}) < 3000000)) || fail "it took from $start to $EPOCHREALTIME"
    start=$EPOCHREALTIME
    run -0 --separate-stderr bash_offers bt-ctl -S d
    (((${EPOCHREALTIME/[.,]/} - ${start/[.,]/}) < 3000000)) || fail "it took from $start to $EPOCHREALTIME"
    kill -CONT "$HOST"
    assert_equal "$stderr" ""
    assert_output default
}

@test "the configuration's form of output does not get in the way of completions" {
    start_control
    mkdir -p cfg/bt-tools
    printf '[bt-ctl]\njson = true\n[bt-info]\njson = true\n' > cfg/bt-tools/config.toml
    XDG_CONFIG_HOME=$PWD/cfg run -0 bash_offers bt-ctl pause on
    assert_output one.bin
    XDG_CONFIG_HOME=$PWD/cfg run -0 bash_offers bt-info one.bin.torrent -F on
    assert_output one.bin
}
