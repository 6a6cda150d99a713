#!/usr/bin/env bash
# What runs the examples passes what is right, and sees what is wrong.
set -euo pipefail

: "${BT_BIN:?the tests are run by ctest}"
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
bad=0
complain() {
    echo "$1"
    bad=1
}

# page NAME: what comes in becomes that page; ~~~ stands for three backquotes.
page() {
    sed 's/^~~~/```/' > "$scratch/$1"
}

# passes NAME: the page of standard input does.
passes() {
    page "$1"
    tests/examples/run.py --limit 5 "$scratch/$1" > "$scratch/said" 2>&1 \
        || complain "what is right does not pass: $(cat "$scratch/said")"
}

# sees LINE WORDS NAME: the page of standard input fails there, and that is said of it.
sees() {
    page "$3"
    ! tests/examples/run.py --limit 2 "$scratch/$3" > "$scratch/said" 2>&1 \
        || complain "it does not see: $2"
    grep -qE "^[^ ]*/$3:$1: .*($2)" "$scratch/said" \
        || complain "it does not say \"$1: $2\", but: $(cat "$scratch/said")"
}

passes right.md << 'END'
<!-- test run: word=there
     function greets() { echo "$1"; } -->
~~~console
$ greets hello    # with a comment
hello
$ echo $word |
>     tr a-z A-Z
THERE
$ seq 5
1
...
5
$ printf 'a b c\n'
a ... c
$ false
$ echo $?
1
$ yes | head -1
y

$ (sleep 0.2; echo later; sleep 100) &
later
$ bt-info --version
bt-info ... (libtorrent ...)
~~~

<!-- test skip: it needs more than there is -->
~~~sh
rm -rf /
~~~

<!-- test replace: HOST => localhost -->
<!-- test ends: 3 -->
~~~console
$ echo HOST && (exit 3)
localhost
~~~

<!-- test file: greet.sh -->
~~~sh
#!/bin/sh
echo "greetings"
~~~

~~~console
$ ./greet.sh
greetings
~~~

~~~json
{"kind": "summary"}
~~~

~~~toml
[bt-info]
json = true

[bt-dht.put]
min-nodes = 8
~~~

~~~crontab
MAILTO=root
*/10 2-4 * * 1,5 test -d .
~~~
END

passes right.1 << 'END'
.Sh DESCRIPTION
.Dl $ what is elsewhere is no example
.Sh EXAMPLES
.\" test run: mkdir files
.\" test prints: files
.Dl $ ls -d \(dqfiles\(dq
.Bd -literal
$ echo \e
    \(aqit\(aq
it
.Ed
.\" test language: toml
.Bd -literal
[bt-add]
down = "2M"
.Ed
.Sh SEE ALSO
END

sees 3 'ends with 1' status.md <<< $'\n~~~console\n$ false\n~~~'
sees 2 'ends with 4 \| 0' pipeline.md <<< $'~~~console\n$ (exit 4) | cat\n~~~'
sees 2 'nothing ends with 3' ends.md <<< $'<!-- test ends: 3 -->\n~~~console\n$ true\n~~~'
sees 2 'prints is another' output.md <<< $'~~~console\n$ echo one\ntwo\n~~~'
sees 2 'prints is another' more.md <<< $'~~~console\n$ seq 2\n1\n~~~'
sees 2 'prints is another' unshown.md <<< $'~~~console\n$ echo what is not shown\n~~~'
sees 2 'prints is another' background.md <<< $'~~~console\n$ sleep 9 &\nlater\n~~~'
sees 2 'takes more than' hangs.md <<< $'~~~console\n$ sleep 9\n~~~'
sees 2 'the shell ended' leaves.md <<< $'~~~console\n$ exit\n~~~'
sees 2 'without an end' open.md <<< $'~~~console\n$ echo "one\n~~~'
sees 2 'before any command' unasked.md <<< $'~~~console\none\n~~~'
sees 1 'say why' unmarked.md <<< $'~~~\none\n~~~'
sees 1 'make it a file' script.md <<< $'~~~sh\ntrue\n~~~'
sees 2 'nothing uses' unused.md <<< $'<!-- test file: x.sh -->\n~~~bash\ntrue\n~~~'
sees 2 'SC2086' careless.md <<< $'<!-- test file: x.sh -->\n~~~bash\nrm $1\n~~~'
sees 1 'is not JSON' json.md <<< $'~~~json\n{\n~~~'
sees 1 'is not YAML' yaml.md <<< $'~~~yaml\na: [\n~~~'
sees 1 'is not TOML' toml.md <<< $'~~~toml\n[\n~~~'
sees 1 'no tool reads bt-none' tool.md <<< $'~~~toml\n[bt-none]\n~~~'
sees 1 'bt-info: .*no-such' key.md <<< $'~~~toml\n[bt-info]\nno-such = 1\n~~~'
sees 1 'bt-dht: .*no-such' verb.md <<< $'~~~toml\n[bt-dht.put]\nno-such = 1\n~~~'
sees 2 'not a line of a crontab' fields.md <<< $'~~~crontab\n* * * true\n~~~'
sees 2 'ends a command at %' percent.md <<< $'~~~crontab\n@daily date +%F\n~~~'
sees 1 'a directive is' directive.md <<< $'<!-- test rnu: true -->'
sees 1 'no block comes after skip' loose.md <<< $'<!-- test skip: why -->'
sees 1 'skip needs a text' why.md <<< $'<!-- test skip: -->\n~~~\nx\n~~~'
sees 2 'between fences' indented.md <<< $'\n    $ true\n'
sees 1 'without an end' fence.md <<< $'~~~console\n$ true'
sees 2 'ends with 1' manual.1 <<< $'.Sh EXAMPLES\n.Dl $ false'
sees 2 'say why' display.1 <<< $'.Sh EXAMPLES\n.Bd -literal\nfalse\n.Ed'
sees 2 'has no line one' prints.1 <<< $'.Sh EXAMPLES\n.\\" test prints: one\n.Dl $ echo two'
sees 2 'not known here' escape.1 <<< $'.Sh EXAMPLES\n.Dl $ echo \\(xx'
sees 2 'takes " away' quote.1 <<< $'.Sh EXAMPLES\n.Dl $ echo "x"'

if command -v systemd-analyze > /dev/null; then
    sees 2 'often' unit.md <<< $'<!-- test file: x.service -->\n~~~ini\n[Service]\nExecStart=x\nWatchdogSec=often\n~~~'
fi

# Nothing of a page stays: here two processes, one of them not a child of its shell any more.
page stays.md << END
~~~console
$ sleep 98.76 & disown
$ (setsid sleep 98.76 &)
~~~
END
tests/examples/run.py "$scratch/stays.md" > /dev/null
! grep -qsz '98\.76' /proc/[0-9]*/cmdline || complain "a process of a page goes on"

# Nobody outside is reached, where that can be kept from it.
page network.md << 'END'
~~~console
$ tail -n +3 /proc/net/dev | cut -d: -f1
    lo
~~~
END
said=$(tests/examples/run.py "$scratch/network.md" || true)
[[ $said == *'share this one'* || $said == *' 1 commands run'* ]] || complain "$said"
exit "$bad"
