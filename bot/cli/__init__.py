"""The verbs of the command line, each loaded only when it is asked for."""

import asyncio
import importlib
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

from bot.clock import wall_time

if TYPE_CHECKING:
    from bot.cli.desk import Command, Desk

DONE, NOT_DONE, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True)
class Verb:
    """Where a verb lives: a module whose COMMANDS hold it under its name."""

    module: str
    help: str


VERBS = {
    "run": Verb("bot.cli.running", "run the bot until SIGTERM"),
    "demo": Verb("bot.cli.demo", "run the bot against the local stand-in for Telegram"),
    "init": Verb("bot.cli.database", "create or migrate the database"),
    "check": Verb("bot.cli.checking", "settings, database, token, font, calendar, roster, clocks"),
    "template": Verb("bot.cli.roster", "write an empty roster workbook"),
    "import": Verb("bot.cli.roster", "import a roster workbook, all or nothing"),
    "invite": Verb("bot.cli.inviting", "make one-time links to join"),
    "holiday": Verb("bot.cli.holidays", "say that a day is off, or a make-up workday"),
    "schedule": Verb("bot.cli.scheduling", "show the coming clocks"),
    "prompt": Verb("bot.cli.cycle", "ask for numbers now"),
    "remind": Verb("bot.cli.cycle", "remind those who have not answered now"),
    "close": Verb("bot.cli.cycle", "lock a period now"),
    "push": Verb("bot.cli.cycle", "send the ranking now"),
    "status": Verb("bot.cli.asking", "what /status says"),
    "missing": Verb("bot.cli.asking", "what /missing says"),
    "targets": Verb("bot.cli.asking", "whether the targets are broken down"),
    "brief": Verb("bot.cli.asking", "what /brief says"),
    "burden": Verb("bot.cli.bearing", "what /burden says"),
    "chart": Verb("bot.cli.asking", "draw a picture into a file"),
    "export": Verb("bot.cli.exporting", "figures as JSON, CSV or Excel"),
    "rules": Verb("bot.cli.ruling", "what numbers are judged by, version by version"),
    "backup": Verb("bot.cli.database", "copy the database and the evidence, online"),
    "restore": Verb("bot.cli.database", "bring a backup back"),
    "audit": Verb("bot.cli.auditing", "check the history, or the files of evidence"),
}


def main(
    arguments: Sequence[str],
    environ: Mapping[str, str],
    *,
    now: Callable[[], datetime] = wall_time,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Do what the arguments say and return the exit code: 0 done, 1 not, 2 wrong usage."""
    out, err = out or sys.stdout, err or sys.stderr
    verb = _verb(arguments)
    if verb is None:
        return _usage(arguments, out, err)
    try:
        return _do(verb, arguments[1:], lambda: _desk(environ, now(), out, err), err)
    except KeyboardInterrupt:
        return INTERRUPTED


def _verb(arguments: Sequence[str]) -> str | None:
    return arguments[0] if arguments and arguments[0] in VERBS else None


def _usage(arguments: Sequence[str], out: TextIO, err: TextIO) -> int:
    lines = [f"  {name:<10} {verb.help}" for name, verb in VERBS.items()]
    usage = "\n".join(["usage: python -m bot VERB [--help]", "", *lines, ""])
    if arguments and arguments[0] in ("-h", "--help", "help"):
        out.write(usage)
        return DONE
    err.write(f"unknown verb: {arguments[0]}\n\n{usage}" if arguments else usage)
    return WRONG_USAGE


def _desk(environ: Mapping[str, str], now: datetime, out: TextIO, err: TextIO) -> "Desk":
    from bot.cli.desk import Desk
    from bot.settings_sources import load

    return Desk(load(environ), environ, now, out, err)


def _do(verb: str, arguments: Sequence[str], desk: "Callable[[], Desk]", err: TextIO) -> int:
    from bot.cli import failures
    from bot.cli.desk import Command

    command: Command = importlib.import_module(VERBS[verb].module).COMMANDS[verb]
    parser = ArgumentParser(prog=f"python -m bot {verb}", description=VERBS[verb].help)
    command.arguments(parser)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as left:  # argparse has told the reason already
        return left.code if isinstance(left.code, int) else WRONG_USAGE
    with (
        failures.told(err) as outcome,
        asyncio.Runner(loop_factory=command.loop_factory) as runner,
    ):
        runner.run(_run(command, options, desk()))
    return outcome.code


async def _run(command: "Command", options: Namespace, desk: "Desk") -> None:
    from bot.cli.failures import worded

    with worded(desk.config.zone):
        await command.run(options, desk)
