load ../../support/common
load ../../support/steered

# A terminal of its own for each test, without anybody's configuration.
terminal() {
    tmux -S "$BATS_TEST_TMPDIR/tmux" -f /dev/null "$@"
}

setup_terminal() {
    command -v tmux > /dev/null || skip "there is no tmux (Debian's package tmux)"
    start_control
    terminal new-session -d -x "${1:-80}" -y "${2:-24}" "PS1='$ ' sh" 3>&-
    wait_for shows '^\$'
}

teardown_terminal() {
    terminal kill-server 2> /dev/null || true
}

# top OPTION...: begins it in the terminal, and waits until it is there.
top() {
    terminal send-keys "bt-ctl top $*; echo ended \$?" Enter
    wait_for shows '3 torrents'
}

press() {
    terminal send-keys "$@"
}

screen() {
    terminal capture-pane -p
}

shows() {
    screen | grep -qE -- "$1"
}

# The shell must be back before it is told anything else.
wipe() {
    terminal send-keys clear Enter
    wait_for says '$' eval 'screen | grep -v "^$"'
}

# is_restored STATUS: it ended so, and the terminal is as it was.
is_restored() {
    wait_for shows "^ended $1\$" || fail "$(screen)"
    shows 'bt-ctl top' || fail "the first screen has not come back: $(screen)"
    assert_equal "$(terminal display-message -p '#{alternate_on} #{cursor_flag}')" "0 1"
    terminal send-keys "stty -a | tr ' ' '\n' | grep -cxE 'icanon|echo|isig|icrnl'" Enter
    wait_for shows '^4$' || fail "$(screen)"
}

@test "top shows torrents on the whole of 80x24, and gives the terminal back" {
    setup_terminal
    top
    assert_equal "$(terminal display-message -p '#{alternate_on} #{cursor_flag}')" "1 0"
    assert_equal "$(screen | head -1)" "default: 3 torrents, 0 active, down 0 B/s, up 0 B/s"
    assert_equal "$(screen | wc -l)" 24
    shows '^seeding +100.0% +98K +- +- +0 +0.00 one.bin$'
    screen | tail -1 | grep -q '^q quit '
    press q
    is_restored 0
    teardown_terminal
}

@test "top selects, sorts, filters and opens" {
    setup_terminal
    top --sort name
    assert_equal "$(screen | sed -n 3,5p | awk '{ print $NF }' | paste -sd ' ')" "one.bin three two.bin"
    press r
    wait_for sh -c 'tmux -S "$0" capture-pane -p | sed -n 3p | grep -q two.bin' "$BATS_TEST_TMPDIR/tmux"
    press r Down Enter
    wait_for shows "^$THREE\$"
    shows '^three$'
    press Escape
    wait_for shows '3 torrents'
    press / o n e
    wait_for shows '1 of 3 torrents'
    press Enter
    wait_for shows '^q quit'
    press Escape
    wait_for shows 'default: 3 torrents'
    press s
    wait_for shows 'vSTATE'
    press q
    is_restored 0
    teardown_terminal
}

@test "top follows the session and the size of the terminal" {
    setup_terminal
    top --interval 100ms
    bt-ctl remove one.bin
    wait_for shows '2 torrents'
    terminal resize-window -x 100 -y 30
    wait_for sh -c 'tmux -S "$0" capture-pane -p | sed -n 30p | grep -q "^q quit"' "$BATS_TEST_TMPDIR/tmux"
    bt-ctl add -q --seed -d seed one.bin.torrent
    wait_for shows '3 torrents'
    bt-ctl shutdown
    is_restored 0
    shows 'bt-ctl: the session has ended'
    teardown_terminal
}

@test "top gives the terminal back on every way out" {
    setup_terminal
    top
    press C-c
    is_restored 130
    for signal in TERM HUP QUIT SEGV; do
        wipe
        top
        kill -$signal "$(pgrep -P "$(terminal display-message -p '#{pane_pid}')" -x bt-ctl)"
        case $signal in TERM) is_restored 143 ;; HUP) is_restored 129 ;; QUIT) is_restored 131 ;; SEGV) is_restored 139 ;; esac
    done
    wipe
    top
    kill -KILL "$HOST"
    is_restored 10
    teardown_terminal
}

@test "top pauses and resumes" {
    setup_terminal
    needs_method pause
    top --interval 100ms
    press p
    wait_for shows '^paused .*one.bin'
    wait_for says true status_of one.bin is_paused
    press p
    wait_for shows '^seeding .*one.bin'
    press q
    is_restored 0
    teardown_terminal
}

@test "top needs a terminal" {
    start_control
    run -2 --separate-stderr bt-ctl top < /dev/null
    assert_output ""
    assert_equal "$stderr" "bt-ctl: cannot show top: it needs a terminal
bt-ctl: hint: bt-ctl list does not"
}
