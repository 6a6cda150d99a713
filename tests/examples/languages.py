"""What blocks are held to that are no commands."""
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import tomllib

import yaml

from pages import Fault


def expects(block, what, check):
    """What the check throws is a fault of the block."""
    try:
        return check("\n".join(block.lines))
    except (ValueError, SyntaxError, yaml.YAMLError) as error:
        raise Fault(block.line, f"it is not {what}: {error}") from error


def json_lines(text):
    for line in text.split("\n"):
        json.loads(line)


def said_by(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def configuration(block):
    """Every section is a tool's or a verb's, and that takes it."""
    root = expects(block, "TOML", tomllib.loads)
    tools = os.environ["BT_BIN"]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".toml") as file:
        file.write("\n".join(block.lines))
        file.flush()
        for tool, keys in root.items():
            if not isinstance(keys, dict) or not os.path.exists(f"{tools}/{tool}"):
                raise Fault(block.line, f"no tool reads {tool}")
            verbs = [[name] for name, value in keys.items() if isinstance(value, dict)]
            for verb in verbs or [[]]:
                # Help would come whatever the file says.
                status, said = said_by(f"{tools}/{tool}", "--config", file.name, *verb, "--no-such")
                if status != 2:
                    raise Fault(block.line, said.strip())


def unit(block, name):
    """systemd has nothing to say about it. The programs need not be installed."""
    if not re.search(r"\.(service|timer|path|socket)$", name):
        raise Fault(block.line, "a unit has a name that says which kind it is: test file: NAME")
    if not shutil.which("systemd-analyze"):
        return
    with tempfile.TemporaryDirectory() as folder:
        text = re.sub(r"^(Exec\w+=)[^ \n]*", r"\1/bin/true", "\n".join(block.lines), flags=re.M)
        text = re.sub(r"^(User|Group)=.*$", r"\1=root", text, flags=re.M)
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text + "\n")
        if name.endswith(".timer"):
            with open(f"{folder}/{name[:-5]}service", "w", encoding="utf-8") as file:
                file.write("[Service]\nType=oneshot\nExecStart=/bin/true\n")
        _, said = said_by("systemd-analyze", "verify", "--man=no", "--recursive-errors=no",
                          f"{folder}/{name}")
    faults = [line for line in said.split("\n") if name in line]
    if faults:
        raise Fault(block.line, "\n".join(faults))


def script(block):
    status, said = said_by("shellcheck", "-s", "bash", "-", text="\n".join(block.lines) + "\n")
    if status != 0:
        raise Fault(block.line, "shellcheck: " + " ".join(said.split()))


FIELD = r"(\*|\d+(-\d+)?)(/\d+)?(,(\*|\d+(-\d+)?)(/\d+)?)*"
CRON = re.compile(rf"(@\w+|{FIELD}( +{FIELD}){{4}}) +(?P<command>\S.*)")


def cron_commands(block):
    """The commands of a crontab, each with its line."""
    for number, line in enumerate(block.lines, block.first):
        if not line or line.startswith("#") or re.match(r"\w+=", line):
            continue
        found = CRON.fullmatch(line)
        if not found:
            raise Fault(number, f"not a line of a crontab: {line}")
        if re.search(r"(?<!\\)%", found["command"]):
            raise Fault(number, "cron ends a command at %")
        yield number, "sh -c " + shlex.quote(found["command"].replace("\\%", "%"))


def conversation(block, path, limit, matches):
    """Lines with > are sent to the socket, those with < are what comes back."""
    with socket.socket(socket.AF_UNIX) as peer:
        peer.connect(path)
        peer.settimeout(limit)
        lines = peer.makefile(encoding="utf-8")
        for number, line in enumerate(block.lines, block.first):
            if line.startswith("> "):
                json.loads(line[2:])
                peer.sendall(line[2:].encode() + b"\n")
            elif line.startswith("< "):
                came = lines.readline().rstrip("\n")
                if not matches([line[2:]], came):
                    raise Fault(number, f"what came is another: {came}")
            else:
                raise Fault(number, "a line begins with > or <")


CHECKS = {
    "json": lambda block: expects(block, "JSON", json.loads),
    "jsonl": lambda block: expects(block, "JSON Lines", json_lines),
    "yaml": lambda block: expects(block, "YAML", yaml.safe_load),
    "python": lambda block: expects(block, "Python", lambda text: compile(text, "-", "exec")),
    "toml": configuration,
    "sh": script,
    "bash": script,
}
# These do something, so some command has to use the file that they are.
ARE_USED = ("sh", "bash", "python", "jq")
