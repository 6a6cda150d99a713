#!/usr/bin/env bash
# What is generated is what the built tools generate.
set -euo pipefail

copy=$(mktemp -d)
trap 'rm -r "$copy"' EXIT
cp -r man completions docs schema "$copy"
scripts/docs "${BT_BIN:?the tests are run by ctest}" "$copy"
for folder in man completions docs schema; do
    diff -r "$folder" "$copy/$folder" || {
        echo "$folder is not fresh: cmake --build build/dev --target docs"
        exit 1
    }
done
