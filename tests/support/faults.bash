# Commands under the fault shim: each of their operations on files fails once. Load it after common.

# find_shim KINDS [NAME]: those of the shim that fail, below the folder out, of paths with NAME.
find_shim() {
    FAULT_SHIM=${BT_BUILD:-}/tests/support/libbt-fault-shim.so
    [[ -e $FAULT_SHIM ]] || skip "there is no fault shim, as under sanitizers"
    FAULT_KINDS=$1 FAULT_NAME=${2:-} FAULT_FROM=1 FAULT_STEP=1
    FAULT_LOG=$BATS_TEST_TMPDIR/faults
}

# faulty FAULT N COMMAND...: its N-th operation fails with FAULT, an errno by name, or does not come
# because of a KILL.
faulty() {
    local way=BT_FAULT_ERRNO=$1 n=$2
    [[ $1 != KILL ]] || way=BT_FAULT_KILL=1
    shift 2
    : > "$FAULT_LOG"
    env "LD_PRELOAD=$FAULT_SHIM" "BT_FAULT_ROOT=$(pwd -P)/out" "BT_FAULT_KINDS=$FAULT_KINDS" \
        "BT_FAULT_NAME=$FAULT_NAME" BT_FAULT_N="$n" "BT_FAULT_STAYS=${FAULT_STAYS:-}" \
        "BT_FAULT_LOG=$FAULT_LOG" "$way" "$@"
}

# each_fault FAULT BEFORE AFTER COMMAND...: the first operation fails, the second, and so on, until
# there are no more: every FAULT_STEP-th from FAULT_FROM, and after 40 fewer and fewer. AFTER looks
# at status, output and stderr; FAULT says which fault it was, and FAULT_AT in what, or nothing for
# the run without one.
each_fault() {
    FAULT=$1
    local before=$2 after=$3 n
    shift 3
    for ((n = FAULT_FROM; ; n += n < 40 ? FAULT_STEP : n / 8)); do
        "$before"
        run --separate-stderr faulty "$FAULT" "$n" timeout -s ABRT 20 "$@"
        FAULT_AT=$(sed -n 's/^! //p' "$FAULT_LOG")
        echo "operation $n: $FAULT at ${FAULT_AT:-none}: status $status, $stderr"
        "$after"
        [[ -n $FAULT_AT ]] || break
    done
    assert [ "$n" -gt "$FAULT_FROM" ]
}

# For a command that succeeded: it was asked nothing, or again; or a folder could not be synced, in
# which the file is whole.
assert_survivable() {
    [[ -z $FAULT_AT || $FAULT == EINTR || $FAULT_AT == "fsync $(pwd -P)/out" ]] ||
        fail "it ended with 0 in spite of $FAULT at $FAULT_AT"
}

# For one that failed: a sentence alone, about something in the folder out.
assert_one_sentence() {
    assert_output ""
    assert_equal "$(grep -vc ': hint: ' <<< "$stderr")" 1
    assert_regex "$stderr" "^bt-[a-z]+: cannot .*out.*: $(fault_text)"
}

# What strerror says of FAULT.
fault_text() {
    case $FAULT in
        ENOSPC) echo "No space left on device" ;;
        EIO) echo "Input/output error" ;;
        EINTR) echo "Interrupted system call" ;;
    esac
}

# What is in a folder, but for what a process that was killed leaves: its temporary.
whole_files() {
    find "$1" -type f ! -name '.bt-????????????????.tmp' -printf '%P\n' | sort
}
