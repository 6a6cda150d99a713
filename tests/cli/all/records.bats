load ../../support/common

records() {
    /usr/bin/python3 "$BT_SOURCE/tests/support/records.py" "$@"
}

# lines LINE...: what a process left that printed these; half of one is what it was killed at.
lines() {
    records begin tap
    printf '%s\n' "$@" > tap/1.1.jsonl
    printf '{"kind":"fi' >> tap/1.1.jsonl
    : > tap/ran.all_a.bats
}

checked() {
    records check tap "$BT_SOURCE/schema" kinds "$@"
}

@test "a line is held to the schema of its kind" {
    local good='{"kind":"error","input":"x","code":4,"message":"no"}'
    echo error > kinds
    lines "$good" "$good"
    run -0 checked all/a.bats all/b.bats
    assert_line --regexp '^ +2 error$'
    assert_line "1 of 2 scripts ran: that a kind was not seen says nothing"
    lines "$good" '{"kind":"error","input":"x","code":4}'
    run -1 checked all/a.bats all/b.bats
    assert_line --partial "'message' is a required property"
    assert grep -q "'message' is a required property" tap/faults
    lines '{"kind":"error","input":"x","code":"4","message":"no"}'
    run -1 checked all/a.bats all/b.bats
    assert_line --partial "is not of type 'integer'"
    lines '{"kind":"error","input":"x","code":4,"message":"no","more":1}'
    run -1 checked all/a.bats all/b.bats
    assert_line --partial "'more' was unexpected"
    lines '{"kind":"xyzzy"}'
    run -1 checked all/a.bats all/b.bats
    assert_line --partial 'there is no schema of xyzzy'
    lines '{"kind":"error",'
    run -1 checked all/a.bats all/b.bats
    assert_line --partial 'no record: '
}

@test "when all scripts ran, every kind has to be among the lines, and more than a few" {
    local good='{"kind":"error","input":"x","code":4,"message":"no"}' many=()
    for _ in {1..60}; do many+=("$good"); done
    echo error > kinds
    lines "${many[@]}"
    run -0 checked all/a.bats
    lines "$good"
    run -1 checked all/a.bats
    assert_line 'hardly a line was seen'
    printf 'error\nsummary\n' > kinds
    lines "${many[@]}"
    run -1 checked all/a.bats
    assert_line 'no line of kind summary was seen, which the tests have'
    run -0 checked all/a.bats all/b.bats
    # Where a test was left out a kind may be missing, but for those that nobody misses.
    echo bt-info_corpus.bats > tap/skipped
    run -1 checked all/a.bats
    echo all_a.bats >> tap/skipped
    run -0 checked all/a.bats
    assert_line 'tests of all_a.bats were left out: that a kind was not seen says nothing'
    records begin tap
    run -1 checked all/a.bats
    assert_line 'no script ran, and nothing was checked'
}

@test "without its library the check fails, and says so" {
    echo error > kinds
    lines '{"kind":"error","input":"x","code":4,"message":"no"}'
    mkdir none
    echo 'raise ImportError("no")' > none/jsonschema.py
    PYTHONPATH=$PWD/none run -1 checked all/a.bats
    assert_line --partial 'there is no python3-jsonschema'
    run -2 records check
}
