#!/usr/bin/env bash
# Words that have no place in what is committed.
set -euo pipefail

bad=0
# refuse PATTERN WHY
refuse() {
    local found
    found=$(grep -rnE "$1" lib tools tests scripts man docs cmake bench systemd packaging examples .ci CMakeLists.txt ./*.md \
        --include='*' --exclude=words.sh --exclude='*.json' || true)
    [[ -z $found ]] && return 0
    echo "$found"
    echo "^ $2"
    bad=1
}

refuse '\b(TO''DO|FIX''ME|X''XX|HA''CK)\b' 'an open question is an issue'
refuse 'std::endl' 'std::endl flushes; say so if that is meant'
refuse '/(root|home/[a-z]+)/' 'a path of somebody'"'"'s machine'
refuse '\b(printf|puts)\(' 'output goes through io'
refuse ' +$' 'space at the end of a line'
exit "$bad"
