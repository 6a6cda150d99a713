#!/usr/bin/env bash
# The whole tree is as clang-format 14 leaves it.
set -euo pipefail
mapfile -t sources < <(find lib tools tests bench -name '*.?pp')
clang-format --dry-run -Werror "${sources[@]}"
