"""Takes a page apart into what its examples need and what they are: directives and blocks."""
import dataclasses
import re
import subprocess

DIRECTIVES = ("run", "file", "language", "replace", "ends", "prints", "skip")


class Fault(Exception):
    """What is wrong with a page, or with what came of it."""

    def __init__(self, line, text):
        super().__init__(text)
        self.line = line


@dataclasses.dataclass
class Directive:
    line: int
    name: str
    text: str


@dataclasses.dataclass
class Block:
    line: int
    first: int  # the line of the first of its lines
    language: str
    lines: list


@dataclasses.dataclass
class Command:
    line: int
    text: str
    expected: list


def items_of(path):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    return (markdown if path.endswith(".md") else mdoc)(lines)


def directive(line, text):
    name, colon, rest = text.strip().partition(":")
    if not colon or name not in DIRECTIVES:
        raise Fault(line, f"a directive is one of {', '.join(DIRECTIVES)}, with a colon: {text}")
    return Directive(line, name, rest.strip())


def markdown(lines):
    """Fenced blocks, and comments <!-- test NAME: TEXT -->, which may go over several lines."""
    number = 0
    in_list = False
    while number < len(lines):
        line = lines[number]
        number += 1
        if re.match(r"\s*<!-- test\b", line):
            start, text = number, line
            while "-->" not in text and number < len(lines):
                text += "\n" + lines[number]
                number += 1
            yield directive(start, re.sub(r"^\s*<!-- test\b|-->.*$", "", text, flags=re.S))
        elif fence := re.match(r"( *)(```+|~~~+) *(\S*)", line):
            start, body = number, []
            while number < len(lines) and not re.match(rf" *{fence[2]}+ *$", lines[number]):
                body.append(lines[number].removeprefix(fence[1]))
                number += 1
            if number == len(lines):
                raise Fault(start, "a fence without an end")
            number += 1
            yield Block(start, start + 1, fence[3], body)
        elif re.match(r" {4,}\S", line) and not in_list and lines[number - 2] == "":
            raise Fault(number, "indented lines are not run: put them between fences")
        elif line and not line.startswith(" "):
            in_list = bool(re.match(r"([-*+]|\d+[.)]) ", line))


ESCAPES = {"(aq": "'", "(dq": '"', "e": "\\", "-": "-", "&": "", "(ti": "~", "(ha": "^", "(ga": "`"}


def mdoc_text(line, text):
    def decode(found):
        if found[1] not in ESCAPES:
            raise Fault(line, f"an escape that is not known here: {found[0]}")
        return ESCAPES[found[1]]

    return re.sub(r"\\(\(..|.)", decode, text)


def mdoc(lines):
    """The .Dl lines and literal displays of EXAMPLES, and comments .\\" test NAME: TEXT."""
    section = ""
    block = None
    for number, line in enumerate(lines, 1):
        if line.startswith(".Sh "):
            section = line[4:]
        if section != "EXAMPLES":
            continue
        if block is not None:
            if line == ".Ed":
                yield block
                block = None
            elif line.startswith("."):
                raise Fault(number, f"a request between .Bd and .Ed: {line}")
            else:
                block.lines.append(mdoc_text(number, line))
        elif line.startswith('.\\" test '):
            yield directive(number, line.removeprefix('.\\" test '))
        elif line.startswith(".Bd "):
            block = Block(number, number + 1, "", [])
        elif line.startswith(".Dl "):
            if '"' in line:
                raise Fault(number, 'mdoc takes " away: write \\(dq')
            yield Block(number, number, "", [mdoc_text(number, line[4:])])


def is_whole(text):
    """Whether bash would not wait for more."""
    if re.search(r"(\\|\||&&)$", text):
        return False
    said = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
    return not re.search(r"unexpected (end of file|EOF)|here-document", said.stderr)


def commands_of(block):
    """What follows each $ in a console block, and what it is to print."""
    commands = []
    for number, line in enumerate(block.lines, block.first):
        last = commands[-1] if commands else None
        if last and not last.expected and not is_whole(last.text):
            last.text += "\n" + line.removeprefix("> ")
        elif line.startswith("$ "):
            commands.append(Command(number, line[2:], []))
        elif last:
            last.expected.append(line)
        elif line:
            raise Fault(number, f"what is printed before any command? {line}")
    for command in commands:
        if not is_whole(command.text):
            raise Fault(command.line, f"a command without an end: {command.text}")
        while command.expected and not command.expected[-1]:
            command.expected.pop()
    return commands
