"""A bash on a network of its own, which is loopback alone, and whose processes end with it."""
import ctypes
import fcntl
import os
import re
import select
import signal
import socket
import struct
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
LIBC = ctypes.CDLL(None, use_errno=True)
NEW_USER, NEW_NET = 0x10000000, 0x40000000
SUBREAPER = 36

# One command at a time, by number: its text is a file, so is what it prints. It is told $? of the
# one before, and leaves the statuses of its whole pipeline. Jobs it leaves behind do not hold the
# pipes of this conversation.
DRIVER = r"""
example_place=$1
source "$2"
example_last=0
while IFS= read -r example_number <&8; do
    eval "(exit $example_last)
$(< "$example_place/in.$example_number")
"'example_last=$? example_statuses=("${PIPESTATUS[@]}")' \
        > "$example_place/out.$example_number" 2>&1 < /dev/null 8<&- 9>&-
    echo "${example_statuses[@]}" >&9
done
"""


def leave_network():
    """True if there is nothing but loopback from here on. Without the right to that, what is run is
    told to keep to it."""
    identity = os.getuid(), os.getgid()
    if LIBC.unshare(NEW_NET) != 0:
        if LIBC.unshare(NEW_USER | NEW_NET) != 0:
            return False
        for name, text in (("setgroups", "deny"), ("uid_map", f"0 {identity[0]} 1"),
                           ("gid_map", f"0 {identity[1]} 1")):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(text)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        up_and_running = struct.pack("16sh", b"lo", 0x41)
        fcntl.ioctl(any_socket, 0x8914, up_and_running.ljust(40, b"\0"))
    return True


def environment(home):
    kept = {name: value for name, value in os.environ.items()
            if not re.match(r"(BT|XDG)_|.*_proxy$|.*_PROXY$", name)}
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "NOTIFY_SOCKET"):
        kept.pop(name, None)
    tools = os.path.abspath(os.environ["BT_BIN"])
    return kept | {
        "HOME": home, "PATH": f"{tools}:{kept['PATH']}", "LC_ALL": "C.UTF-8", "TZ": "UTC",
        "XDG_RUNTIME_DIR": f"{home}/.run", "BT_SOURCE": os.path.dirname(os.path.dirname(HERE)),
        "BT_ADD_PRIVATE_NET": "true", "BT_SEED_PRIVATE_NET": "true", "BT_DHT_PRIVATE_NET": "true",
    }


class Shell:
    def __init__(self):
        LIBC.prctl(SUBREAPER, 1, 0, 0, 0)
        self.scratch = tempfile.TemporaryDirectory(prefix="bt-examples-")
        self.place = os.path.join(self.scratch.name, "said")
        self.home = os.path.join(self.scratch.name, "home")
        os.mkdir(self.place)
        os.mkdir(self.home)
        os.mkdir(f"{self.home}/.run", 0o700)
        self.number = 0
        tell, self.tell = os.pipe()
        self.hear, hear = os.pipe()
        for own, wanted in ((tell, 8), (hear, 9)):
            os.set_inheritable(own, True)
        driver = os.path.join(self.place, "driver")
        with open(driver, "w", encoding="ascii") as file:
            file.write(DRIVER)
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec 8<&{tell} {tell}<&- 9>&{hear} {hear}>&-; source "$@"', "-",
             driver, self.place, os.path.join(HERE, "stage.bash")],
            pass_fds=(tell, hear), cwd=self.home, env=environment(self.home),
            stdin=subprocess.DEVNULL)
        os.close(tell)
        os.close(hear)

    def run(self, text, limit):
        """Runs it and returns the statuses of its pipeline, or None if the shell is gone."""
        self.number += 1
        with open(f"{self.place}/in.{self.number}", "w", encoding="utf-8") as file:
            file.write(text)
        os.write(self.tell, f"{self.number}\n".encode())
        said = b""
        end = time.monotonic() + limit
        while not said.endswith(b"\n"):
            if not select.select([self.hear], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError
            part = os.read(self.hear, 4096)
            if not part:
                return None
            said += part
        return [int(each) for each in said.split()]

    def output(self):
        with open(f"{self.place}/out.{self.number}", encoding="utf-8", errors="replace") as file:
            return file.read()

    def close(self):
        """Ends every process that came of it, whoever its parent is by now."""
        os.close(self.tell)
        os.close(self.hear)
        polite_until = time.monotonic() + 10
        next_signal = 0
        while True:
            try:
                while os.waitpid(-1, os.WNOHANG)[0] != 0:
                    pass
            except ChildProcessError:
                break
            if time.monotonic() >= next_signal:
                next_signal = time.monotonic() + 1
                for child in children_of(os.getpid()):
                    os.kill(child, signal.SIGTERM if next_signal < polite_until else signal.SIGKILL)
            time.sleep(0.01)
        self.scratch.cleanup()


def children_of(parent):
    found = []
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
        except (OSError, NotADirectoryError):
            continue
        if name.isdigit() and int(fields[1]) == parent:
            found.append(int(name))
    return found
