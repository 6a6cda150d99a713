# What the directives of a page may use beside the tools: the helpers of the bats files.
# shellcheck disable=SC2034 # used by those
BATS_TEST_TMPDIR=${example_place:?the runner sets it}
fail() {
    echo "$1"
    return 1
}
# shellcheck source=tests/support/tree.bash
source "$BT_SOURCE/tests/support/tree.bash"
# shellcheck source=tests/support/swarm.bash
source "$BT_SOURCE/tests/support/swarm.bash"
# shellcheck source=tests/support/control.bash
source "$BT_SOURCE/tests/support/control.bash"
# shellcheck source=tests/support/dht.bash
source "$BT_SOURCE/tests/support/dht.bash"
# shellcheck source=tests/support/steered.bash
source "$BT_SOURCE/tests/support/steered.bash"
# shellcheck source=tests/support/feeds.bash
source "$BT_SOURCE/tests/support/feeds.bash"

# at_terminal KEYS COMMAND...: it has a terminal, and these keys are pressed after a second.
at_terminal() {
    (sleep 1 && printf '%s' "$1") | script -qec "${*:2}" /dev/null
}

# start_dht COUNT: so many nodes that know each other; every tool of an example starts from them.
start_dht() {
    # No look-up tells of more than eight.
    local most=$(($1 < 8 ? $1 : 8))
    start_nodes "$1"
    wait_for all_know "$most" || fail "the nodes do not know each other" || return
    export BT_ADD_DHT_NODE=${NODES[0]} BT_DHT_DHT_NODE=${NODES[0]} BT_SEED_DHT_NODE=${NODES[0]}
}

# seeds_at_port: every bt-seed of an example listens at one address from now on, which is PORT, and
# ends after 3 seconds if it has no limit of its own.
seeds_at_port() {
    PORT=$(free_port)
    export BT_SEED_LISTEN=127.0.0.1:$PORT BT_SEED_MAX_TIME=3s
}

# fetchers COUNT INPUT [OPTION of bt-add...]: so many peers come to that port, one after the other.
fetchers() {
    (
        for ((number = 0; number < $1; ++number)); do
            until bt-add -q -W 4s --peer "127.0.0.1:$PORT" -d "$(mktemp -d fetched.XXXXXX)" \
                "${@:2}" > /dev/null 2>&1; do
                sleep 0.2
            done
        done
    ) &
    disown
}

# workflow_step FILE NAME: does what a step of a workflow runs, as a CI would.
workflow_step() {
    python3 -c '
import sys, yaml
jobs = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))["jobs"].values()
print(next(step["run"] for job in jobs for step in job["steps"] if step.get("name") == sys.argv[2]))
' "$@" | bash -e -o pipefail
}
