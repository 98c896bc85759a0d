"""Processes of the bot without the second that loading takes: each is forked from a loaded one.

Run as a program: for each line of settings on stdin it forks a process that does just what
`python -m bot run` does, and tells its number on stdout.
"""

import json
import os
import signal
import sys

from bot.cli import main, running


def serve() -> None:
    assert running.COMMANDS  # everything is loaded by now
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever is killed is gone
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            live(order)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def live(order: dict[str, dict[str, str]]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    code = main(["run"], order["settings"])
    sys.stderr.write(f"ended {code}\n")
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    serve()
