load ../../support/common

# Every torrent that others' suites have: right facts or the right refusal by the suite it comes
# from. BT_CORPUS names another folder with a MANIFEST.tsv.
corpus=${BT_CORPUS:-$BT_SHARED/corpus}

# Where suites disagree we take or refuse some against the word of their own; see
# docs/decisions/014-torrents-are-read-by-us.md.
taken_by_us=' zero zero2 dup-files '
refused_by_us=' minimal-trailing-newline '

needs_corpus() {
    [ -f "$corpus/MANIFEST.tsv" ] && return
    echo "# skipped: $corpus/MANIFEST.tsv is not here" >&3
    skip "the corpus is not here"
}

@test "the corpus is described or refused as the suites say that it comes from" {
    needs_corpus
    /usr/bin/python3 - "$corpus" "$taken_by_us" "$refused_by_us" << 'END'
import csv, json, os, re, subprocess, sys
corpus, taken, refused = sys.argv[1], sys.argv[2].split(), sys.argv[3].split()
rows = list(csv.DictReader(open(os.path.join(corpus, "MANIFEST.tsv"), newline=""), delimiter="\t",
                           quoting=csv.QUOTE_NONE))
bad = seen = 0
facts = {"info_hash_v1": "info_hash_v1", "v1": "info_hash_v1", "info_hash_v2": "info_hash_v2",
         "v2": "info_hash_v2", "name": "name", "files": "num_files", "num_files": "num_files",
         "size": "total_size", "total_size": "total_size", "piece_length": "piece_length",
         "pieces": "num_pieces", "num_pieces": "num_pieces"}
for row in rows:
    path = next((os.path.join(corpus, value) for value in row.values()
                 if value and os.path.isfile(os.path.join(corpus, value))), None)
    if path is None:
        continue
    seen += 1
    stem = os.path.basename(path).rsplit(".", 1)[0]
    ran = subprocess.run(["bt-info", "-j", path], capture_output=True, text=True, timeout=10)
    if ran.returncode not in (0, 4) or (ran.returncode == 4 and ran.stderr.count("\n") != 1):
        print(f"{path}: status {ran.returncode}: {ran.stderr}")
        bad += 1
        continue
    verdict = (row.get("suite_verdict") or "").strip().lower()
    says_no = re.match(r"(refus|reject|invalid|fail|error|bad|no\b)", verdict) is not None
    says_yes = re.match(r"(accept|valid|ok|pass|yes|good)", verdict) is not None
    if stem in taken: says_no, says_yes = False, True
    if stem in refused: says_no, says_yes = True, False
    if (says_no and ran.returncode == 0) or (says_yes and ran.returncode != 0):
        print(f"{path}: its suite says {verdict}: {ran.stderr or 'taken'}")
        bad += 1
    if ran.returncode != 0:
        continue
    record = json.loads(ran.stdout.splitlines()[0])
    for key, value in re.findall(r"([a-z_0-9]+)[=:]\s*([^;,]+)", row.get("suite_facts") or ""):
        if key not in facts:
            continue
        found = str(record.get(facts[key], ""))
        if found != value.strip().strip('"'):
            print(f"{path}: {key} is {found}, its suite says {value}")
            bad += 1
print(f"{seen} torrents, {bad} differ")
sys.exit(0 if seen and not bad else 1)
END
}

@test "the corpus goes through each view in one process, and none breaks" {
    needs_corpus
    find "$corpus" -type f -print0 > list
    for view in '' --files --tree --trackers --pieces --magnet --raw --lint '--field name'; do
        # shellcheck disable=SC2086 # a view may have a value
        timeout 60 bt-info -j $view -0 -i list > out 2> err || [ $? -eq 4 ] || [ $? -eq 13 ] || [ $? -eq 1 ]
        jq -e . out > /dev/null
        ! grep -q "$(printf '\033')" out
    done
}
