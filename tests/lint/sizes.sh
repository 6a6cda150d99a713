#!/usr/bin/env bash
# No file over 400 lines, no function over 70; fields() of a record is a table, and may be longer.
set -euo pipefail

bad=0

mapfile -t files < <(find lib tools tests scripts bench .ci -type f ! -path 'tests/data/*' | sort)
for file in "${files[@]}"; do
    lines=$(wc -l < "$file")
    if ((lines > 400)); then
        echo "$file has $lines lines"
        bad=1
    fi
done

# clang-format puts the brace of a function on a line of its own, at the depth of its name.
mapfile -t sources < <(find lib tools tests -name '*.?pp' | sort)
functions=$(awk '
    FNR == 1 { depth = -1 }
    /^ *\{$/ && depth < 0 { depth = match($0, /\{/); start = FNR; name = before; next }
    depth > 0 && /^ *\}/ && match($0, /\}/) == depth {
        print FNR - start - 1, FILENAME ":" start, name
        depth = -1
    }
    { before = $0 }' "${sources[@]}" | sort -rn)
while read -r lines where name; do
    ((lines <= 70)) && break
    [[ $name == *'::fields()' ]] && continue
    echo "$where has $lines lines: $name"
    bad=1
done <<< "$functions"

echo "longest files:"
wc -l "${files[@]}" | grep -v ' total$' | sort -rn | sed -n 1,5p
echo "longest functions:"
head -5 <<< "$functions"
exit "$bad"
