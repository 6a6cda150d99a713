load ../../support/common

# Every tool, and every verb of those that have some: "bt-add", "bt-ctl queue".
command_lines() {
    local tool
    for tool in "$BT_BIN"/bt-*; do
        tool=${tool##*/}
        echo "$tool"
        "$tool" --help=json | jq -r '.name as $tool | .verbs[] | "\($tool) \(.name)"'
    done
}

@test "help is a screen of 24 lines of 80 columns, with where the rest is" {
    local line count=0
    while read -r line; do
        run -0 --separate-stderr $line --help
        ((${#lines[@]} >= 3)) || fail "$line --help: only ${#lines[@]} lines"
        (($(wc -l <<< "$output") < 24)) || fail "$line --help has $(wc -l <<< "$output") lines: $output"
        ! grep -qE '.{81}' <<< "$output" || fail "$line --help is wider: $output"
        assert_line --index 0 --regexp "^usage: $line( |\$)"
        assert_output --partial "$line --help=all"
        assert_output --partial "man ${line%% *}"
        assert_equal "$($line -h)" "$output"
        count=$((count + 1))
    done < <(command_lines)
    ((count > 60)) || fail "only $count command lines"
}

@test "all help has every option, on at most 80 columns" {
    local tool option
    for tool in "$BT_BIN"/bt-*; do
        tool=${tool##*/}
        run -0 --separate-stderr "$tool" --help=all
        ! grep -E '.{81}' <<< "$output" | grep -qv bt-ctl || fail "$tool is wider: $(grep -E '.{81}' <<< "$output")"
        while read -r option; do
            grep -qE -- "(^| )$option([ ,[]|\$)" <<< "$output" || fail "$tool --help=all lacks $option"
        done < <("$tool" --help=json | jq -r '[.options, (.verbs[] | .options)] | flatten | .[].names[]' | sort -u)
    done
}

@test "help as JSON is one line: usage, options, verbs, statuses, variables" {
    local tool
    for tool in "$BT_BIN"/bt-*; do
        tool=${tool##*/}
        run -0 --separate-stderr "$tool" --help=json
        assert_equal "${#lines[@]}" 1
        jq -e --arg tool "$tool" '
            .kind == "help" and .name == $tool and (.summary | endswith(".")) and (.version | length) > 0
            and (.usage[0] | startswith($tool))
            and ([.exit_statuses[] | .status] | contains([0, 2, 15, 130]))
            and ([.environment[] | .name] | contains(["NO_COLOR", "XDG_CONFIG_HOME"]))
            and ([.options, (.verbs[] | .options)] | flatten | all(.doc | endswith(".")))
            and ([.options[] | .names[]] | contains(["-h", "--help", "--version", "--config"]))' <<< "$output" > /dev/null \
            || fail "$output"
    done
    bt-add --help=json | jq -e '
        .options as $all | def option($name): $all[] | select(.names | index($name) != null);
        (option("--color") | .values == ["auto", "always", "never"] and .default == "auto" and .variable == "BT_ADD_COLOR")
        and (option("--file") | .names == ["-F", "--file"] and .argument == "glob|n|n-m" and .repeatable and .values == [])
        and (option("--range") | .needs == ["--cat"])
        and (option("--tar") | .excludes == ["--cat", "--follow"])
        and (option("--help") | .argument == "[form]" and .values == ["brief", "all", "json"])
        and (option("--json") | has("argument") | not)' > /dev/null
}

@test "help of a verb as JSON has its forms and the options that it takes" {
    bt-ctl queue --help=json | jq -e '
        .name == "bt-ctl queue" and (.usage | index("bt-ctl queue up TORRENT...") != null)
        and ([.options[].names[]] | contains(["--all", "--session", "--json", "--help"]))
        and .verbs == []' > /dev/null
    bt-dht get --help=json | jq -e '.arguments[0].names == ["where"] and .arguments[0].required' > /dev/null
}

@test "help comes whatever is missing or too much" {
    run -0 --separate-stderr bt-add --no-such-option --help
    run -0 --separate-stderr bt-ctl queue up --no-such-option --help
    assert_line --index 0 "usage: bt-ctl queue show TORRENT..."
}

@test "a form of help that there is not is refused" {
    run -2 --separate-stderr bt-add --help=jsn
    assert_output ""
    assert_equal "$stderr" "bt-add: --help: 'jsn' is not one of brief|all|json (try bt-add --help)
bt-add: hint: did you mean json?"
    fails 5 "bt-add: cannot write standard output: No space left on device" sh -c "bt-add --help=json > /dev/full"
    fails 5 "bt-add: cannot write standard output: No space left on device" sh -c "bt-add --help=all > /dev/full"
}
