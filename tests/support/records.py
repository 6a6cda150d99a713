"""Checks the lines that the tests made against the schema of their kinds.

usage: records.py begin FOLDER
       records.py check FOLDER SCHEMAS KINDS [TEST...]

FOLDER has what record_tap.cpp copied, and for each test script TOOL/NAME that ran a file
"ran.TOOL_NAME". A line is
wrong if it is no JSON, has no kind that SCHEMAS knows, or not what its schema says: one for each
kind, KIND.schema.json, which here allow no member beside those they name, unless the kind is open.
If every TEST ran, and none was left out, each kind in the file KINDS has to be among the lines.
A line that is wrong leaves the file "faults" in FOLDER: a run of other tests cannot mend that.

The schemas judge types, names and what is required, no values but the kind, so of lines with the same
shape one is as good as all; that is checked as well.
"""

import collections
import json
import pathlib
import shutil
import sys

# Beside their own members, those of the result of any method.
OPEN_KINDS = {"reply", "setting_value"}
# What a keyword of a schema may be for lines of one shape to be alike.
OF_SHAPE = {"$schema", "$id", "$ref", "$defs", "title", "description", "type", "properties", "required", "items",
            "additionalProperties", "const", "contentEncoding", "x-unit"}
# Their tests that are left out almost everywhere make no kind that others do not.
OFTEN_SKIPPED = {"bt-info_corpus.bats", "bt-create_interop.bats"}
FEWEST = 50  # of all lines together; less is a tap that leaks nothing


def begin(folder):
    shutil.rmtree(folder, ignore_errors=True)
    # Something that is left of an earlier run may still write there.
    folder.mkdir(parents=True, exist_ok=True)


def shape_of(value):
    if isinstance(value, dict):
        return tuple((key, shape_of(each)) for key, each in sorted(value.items()))
    if isinstance(value, list):
        return ("list", frozenset(shape_of(each) for each in value))
    if isinstance(value, float) and value.is_integer():
        return "integer"  # as JSON Schema has it
    return type(value).__name__


def close(schema, at="$"):
    """No member is allowed that has no name here. Tells what judges more than a shape."""
    strange = [f"{at}: {key}" for key in schema if key not in OF_SHAPE]
    if "const" in schema and not at.endswith(".kind"):
        strange.append(f"{at}: const")
    if "properties" in schema:
        schema["additionalProperties"] = False
    for name, inner in [*schema.get("properties", {}).items(), *schema.get("$defs", {}).items()]:
        strange += close(inner, f"{at}.{name}")
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            strange += close(schema[name], f"{at}.{name}")
    return strange


def load_schemas(folder, jsonschema, complain):
    schemas = {}
    for path in sorted(folder.glob("*.schema.json")):
        schema = json.loads(path.read_text())
        kind = schema.get("properties", {}).get("kind", {}).get("const")
        if kind is None:
            continue  # the whole
        jsonschema.Draft202012Validator.check_schema(schema)
        if kind not in OPEN_KINDS:
            for each in close(schema):
                complain(f"{path.name} judges more than the shape of a line: {each}")
        schemas[kind] = jsonschema.Draft202012Validator(schema)
    return schemas


def lines_in(folder):
    """Whole ones: a process that was killed may have left half of one at the end."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_bytes().split(b"\n")[:-1]:
            yield line


def check(folder, schema_folder, kinds_file, tests):
    try:
        import jsonschema
    except ImportError:
        print("records: there is no python3-jsonschema, and nothing was checked")
        return 1
    faults = collections.Counter()
    schemas = load_schemas(schema_folder, jsonschema, lambda text: faults.update([text]))
    counts = collections.Counter()
    judged = {}
    for line in lines_in(folder):
        try:
            record = json.loads(line)
            kind = record["kind"]
        except (ValueError, KeyError, TypeError):
            faults[f"no record: {line[:200]!r}"] += 1
            continue
        counts[kind] += 1
        shape = shape_of(record) if kind not in OPEN_KINDS else line
        if (kind, shape) not in judged:
            judged[kind, shape] = judge(record, schemas.get(kind))
        faults.update(judged[kind, shape])
    report(counts, judged, faults)
    if faults:
        (folder / "faults").write_text("\n".join(faults))
    return 1 if faults or too_few(folder, counts, kinds_file, tests) else 0


def judge(record, validator):
    if validator is None:
        return [f"there is no schema of {record['kind']}"]
    return [f"{record['kind']}: {'.'.join(map(str, each.path))}: {each.message[:300]}"
            for each in validator.iter_errors(record)]


def report(counts, judged, faults):
    for kind, count in sorted(counts.items()):
        print(f"{count:8} {kind}")
    print(f"{sum(counts.values()):8} lines of {len(counts)} kinds, {len(judged)} shapes")
    for fault, count in faults.most_common(40):
        print(f"{count} times: {fault}")


def too_few(folder, counts, kinds_file, tests):
    ran = {path.name[len("ran."):] for path in folder.glob("ran.*")}
    if not ran and not counts:
        print("no script ran, and nothing was checked")
        return True
    if not {test.replace("/", "_") for test in tests} <= ran:
        print(f"{len(ran)} of {len(tests)} scripts ran: that a kind was not seen says nothing")
        return False
    skipped = folder / "skipped"
    left_out = set(skipped.read_text().split()) - OFTEN_SKIPPED if skipped.exists() else set()
    if left_out:
        print(f"tests of {', '.join(sorted(left_out))} were left out: that a kind was not seen says nothing")
        return False
    wanted = set(kinds_file.read_text().split())
    for kind in sorted(wanted - set(counts)):
        print(f"no line of kind {kind} was seen, which the tests have")
    for kind in sorted(set(counts) - wanted):
        print(f"{kinds_file.name} does not have {kind}, which was seen")
    if sum(counts.values()) < FEWEST:
        print("hardly a line was seen")
        return True
    return bool(wanted - set(counts))


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "begin":
        begin(pathlib.Path(arguments[1]))
        return 0
    if len(arguments) >= 4 and arguments[0] == "check":
        return check(*map(pathlib.Path, arguments[1:4]), arguments[4:])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
