#!/usr/bin/env bash
# Every script, and every completion for bash, passes shellcheck.
set -euo pipefail
shellcheck -x scripts/* tests/lint/*.sh .ci/run
shellcheck -s bash -x tests/support/common.bash tests/support/tree.bash tests/examples/stage.bash
shellcheck -s bash completions/bash/*
# bats sets stderr and lines, and single quotes keep words for another shell on purpose.
shellcheck -s bats -e SC1091,SC2154,SC2016,SC2086,SC2119,SC2120 tests/cli/*/*.bats
shellcheck -x tests/package/* packaging/source-date packaging/differences packaging/debian/{arrange,repack,postinst,prerm,postrm}
