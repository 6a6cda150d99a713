#!/usr/bin/env python3
"""Runs the examples of a page, manual or Markdown, and says where they are not as it says.

A console block is commands after "$ ", each with what it prints; "..." stands for anything, on a
line of its own for any lines. A command ends with 0 unless "echo $?" comes next; in a pipeline, one
may end with 141. All commands of a page share a shell, a folder and a network of loopback alone;
what is left running ends with the page. Manuals need not show what is printed.

Comments, <!-- test NAME: TEXT --> or .\\" test NAME: TEXT, set the stage:
  run: COMMANDS     does what a reader is not shown; stage.bash has helpers
  file: NAME        the next block becomes that file
  language: NAME    of the next display of a manual
  replace: A => B   from here on, in commands and, if it has no $, in what they print: what stands
                    for something of the reader's own
  ends: STATUS      a command of the next block ends so, in the middle of a pipeline too
  prints: LINE      the last command of the next block prints this line, among others
  skip: WHY         the next block is not run

Blocks in json, jsonl, yaml, toml, ini (units), crontab, jsonrpc, sh, bash, python and jq are held to
what they are; any other block that is not run says why.
"""
import argparse
import os
import re
import sys
import time

sys.dont_write_bytecode = True

import languages  # noqa: E402
import pages  # noqa: E402
import shell  # noqa: E402
from pages import Fault  # noqa: E402


def matches(expected, said):
    parts = []
    for line in expected:
        if line == "...":
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append("[^\n]*".join(re.escape(each) for each in line.split("...")) + "\n")
    return re.fullmatch("".join(parts), said.rstrip("\n") + "\n" if said.strip("\n") else "") is not None


def indented(text):
    return "".join(f"    {line}\n" for line in text.rstrip("\n").split("\n"))


class Page:
    def __init__(self, path, limit, show):
        self.path = path
        self.limit = limit
        self.show = show
        self.is_manual = not path.endswith(".md")
        self.pending = {}
        self.replaced = []
        self.files = {}
        self.ran = 0
        self.skipped = []
        self.bash = shell.Shell()

    def close(self):
        self.bash.close()

    def run(self):
        for item in pages.items_of(self.path):
            if isinstance(item, pages.Directive):
                self.take(item)
            else:
                wanted, self.pending = self.pending, {}
                self.hold(item, wanted)
        for line, name in [(each.line, name) for name, each in self.pending.items()]:
            raise Fault(line, f"no block comes after {name}")
        for name, (line, language) in self.files.items():
            if language in languages.ARE_USED:
                raise Fault(line, f"nothing uses {name}")

    def take(self, given):
        if given.name == "run":
            for command in self.split(given.text, given.line):
                self.execute(command, given.line, quiet=True)
            self.bash.run("disown -a", self.limit)
        elif given.name == "replace":
            old, arrow, new = given.text.partition(" => ")
            if not arrow:
                raise Fault(given.line, "replace: A => B")
            self.replaced.append((old, new))
        elif not given.text:
            raise Fault(given.line, f"{given.name} needs a text")
        else:
            self.pending[given.name] = given

    @staticmethod
    def split(text, line):
        """The commands of a directive, which have no $ before them."""
        lines = [each.strip("\n") for each in text.split("\n") if each.strip()]
        block = pages.Block(line, line, "console", [])
        command = ""
        for each in lines:
            whole = not command or pages.is_whole(command)
            block.lines.append("$ " + each if whole else each)
            command = each if whole else f"{command}\n{each}"
        return [each.text for each in pages.commands_of(block)]

    def hold(self, block, wanted):
        if "skip" in wanted:
            self.skipped.append(wanted["skip"].text)
            return
        language = wanted["language"].text if "language" in wanted else block.language
        if self.is_manual and not language and any(each.startswith("$ ") for each in block.lines):
            language = "console"
        if "file" in wanted:
            self.write(block, wanted["file"].text, language)
        self.check(block, language, wanted)

    def write(self, block, name, language):
        text = self.replace("\n".join(block.lines) + "\n")
        name = name.replace("~", self.bash.home)
        path = os.path.join(self.bash.home, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o755 if text.startswith("#!") else 0o644)
        self.files[os.path.basename(name)] = block.line, language

    def check(self, block, language, wanted):
        if language == "console":
            self.converse(block, int(wanted["ends"].text) if "ends" in wanted else 0)
            line = wanted["prints"].text if "prints" in wanted else None
            if line and not matches(["...", line, "..."], self.bash.output()):
                raise Fault(wanted["prints"].line, f"what is printed has no line {line}\n"
                            + indented(self.bash.output()))
        elif language == "crontab":
            for line, command in languages.cron_commands(block):
                self.execute(command, line)
        elif language == "ini":
            languages.unit(block, wanted["file"].text if "file" in wanted else "")
        elif language == "jsonrpc":
            self.bash.run('echo "$SOCKET"', self.limit)
            languages.conversation(block, self.bash.output().strip(), self.limit, matches)
        elif language in languages.CHECKS:
            languages.CHECKS[language](block)
            if language in languages.ARE_USED and "file" not in wanted:
                raise Fault(block.line, "it is not run: make it a file that is, or say why")
        elif language != "jq" or "file" not in wanted:
            raise Fault(block.line, "it is not run: say why (test skip: ...), or what it is in")

    def converse(self, block, status):
        commands = pages.commands_of(block)
        if not commands:
            raise Fault(block.line, "there is no command")
        seen = set()
        for command, after in zip(commands, commands[1:] + [None]):
            told = after is not None and after.text.startswith("echo $?")
            also = None if told else status
            seen.update(self.execute(command.text, command.line, command.expected, also))
            self.ran += 1
        if status not in seen:
            raise Fault(block.line, f"nothing ends with {status}")

    def replace(self, text):
        for old, new in self.replaced:
            text = text.replace(old, new)
        return text

    def execute(self, text, line, expected=None, also=0, quiet=False):
        """Runs it and returns how its pipeline ended. None as another good status means any."""
        text = self.replace(text)
        for name in [name for name in self.files if name in text]:
            self.files[name] = self.files[name][0], "used"
        try:
            statuses = self.bash.run(text, self.limit)
        except TimeoutError:
            raise Fault(line, f"it takes more than {self.limit} s: {text}\n"
                        + indented(self.bash.output())) from None
        said = self.bash.output()
        if self.show and not quiet:
            print(f"$ {text}\n{said}", end="", flush=True)
        if statuses is None:
            raise Fault(line, f"the shell ended: {text}\n{indented(said)}")
        good = all(each in (0, also) for each in statuses[-1:])
        good = good and all(each in (0, 141, also) for each in statuses[:-1])
        if also is not None and not good:
            raise Fault(line, f"it ends with {' | '.join(map(str, statuses))}: {text}\n"
                        + indented(said))
        if expected is not None:
            self.compare(text, line, expected)
        return statuses

    def compare(self, text, line, expected):
        in_background = text.rstrip().endswith("&")
        if not expected and (self.is_manual or in_background):
            return
        for old, new in self.replaced:
            if "$" not in new:
                expected = [line.replace(old, new) for line in expected]
        end = time.monotonic() + (self.limit if in_background else 0)
        while not matches(expected, self.bash.output()):
            if time.monotonic() >= end:
                raise Fault(line, f"what it prints is another: {text}\n  expected\n"
                            + indented("\n".join(expected)) + "  printed\n"
                            + indented(self.bash.output()))
            time.sleep(0.05)


def main():
    parser = argparse.ArgumentParser(description="Runs the examples of a page.")
    parser.add_argument("--limit", type=float, default=60, help="seconds for each command")
    parser.add_argument("--show", action="store_true", help="show what they print")
    parser.add_argument("page")
    given = parser.parse_args()
    if not os.path.isdir(os.environ.get("BT_BIN", "")):
        parser.error("the folder of the built tools is named by BT_BIN")
    if not shell.leave_network():
        print("there is no network of their own for the examples: they share this one")
    page = Page(given.page, given.limit, given.show)
    try:
        page.run()
    except Fault as fault:
        print(f"{given.page}:{fault.line}: {fault}")
        return 1
    finally:
        page.close()
    print(f"{given.page}: {page.ran} commands run, {len(page.skipped)} blocks not")
    for why in page.skipped:
        print(f"  {why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
