load ../../support/common

# Every torrent that others' suites have, against what its manifest says of libtorrent 2.0.8.
@test "the corpus is described as its manifest says, or refused with one sentence" {
    corpus=$BT_SHARED/corpus
    if [ ! -f "$corpus/MANIFEST.tsv" ]; then
        echo "# skipped: $corpus/MANIFEST.tsv is not here" >&3
        skip "the corpus is not here"
    fi
    local wrong=0 seen=0 file=0 reads=0 hash1=0 hash2=0 name=0 count=0 size=0 i
    IFS=$'\t' read -r -a header < "$corpus/MANIFEST.tsv"
    for i in "${!header[@]}"; do
        case ${header[i]} in
        file | path) file=$i ;;
        lt_2_0_8 | libtorrent_2_0_8 | libtorrent | lt) reads=$i ;;
        v1 | info_hash_v1 | lt_v1) hash1=$i ;;
        v2 | info_hash_v2 | lt_v2) hash2=$i ;;
        name | lt_name) name=$i ;;
        num_files | files | lt_files) count=$i ;;
        total_size | size | lt_size) size=$i ;;
        esac
    done
    while IFS= read -r line; do
        mapfile -t row < <(tr '\t' '\n' <<< "$line")
        [ -f "$corpus/${row[file]}" ] || continue
        seen=$((seen + 1))
        status=0
        out=$(bt-info -j "$corpus/${row[file]}" 2> err) || status=$?
        if [ "$status" -ne 0 ]; then
            [ "$status" -eq 4 ] && [ "$(wc -l < err)" -eq 1 ] || { echo "${row[file]}: status $status"; wrong=$((wrong + 1)); }
            continue
        fi
        for i in "$hash1:info_hash_v1" "$hash2:info_hash_v2" "$name:name" "$count:num_files" "$size:total_size"; do
            expected=${row[${i%%:*}]:-}
            { [ "${i%%:*}" -eq 0 ] || [ -z "$expected" ] || [ "$expected" = - ]; } && continue
            found=$(jq -r ".${i#*:} // empty" <<< "$out")
            [ "$found" = "$expected" ] || { echo "${row[file]}: ${i#*:} is $found, not $expected"; wrong=$((wrong + 1)); }
        done
    done < <(tail -n +2 "$corpus/MANIFEST.tsv")
    echo "$seen torrents, $wrong differ"
    [ "$seen" -gt 0 ] && [ "$wrong" -eq 0 ]
    [ "$reads" -gt 0 ] || echo "# the manifest has no column for libtorrent" >&3
}
