"""demo: the bot on the local stand-in for Telegram, to be tried in a browser."""

import errno
from argparse import ArgumentParser, Namespace
from pathlib import Path

import uvloop

from bot import logs
from bot.cli.desk import CannotDo, Command, Desk
from bot.demo.live import stay
from bot.demo.once import play_once
from bot.lock import AlreadyRunning

FOLDER = Path("demo")


async def run(options: Namespace, desk: Desk) -> None:
    """With --once play the week and end; else stay until Ctrl-C."""
    logs.configure(desk.config.log.level, style=desk.config.log.format, stream=desk.err)
    try:
        if not options.once:
            await stay(desk.config, FOLDER, port=options.port, say=desk.say)
            return
        failures = await play_once(desk.config, FOLDER)
    except AlreadyRunning:
        raise CannotDo("a demo is running in this folder already: end it first") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise CannotDo(f"port {options.port} is taken: demo --port 8090") from None
    if failures:
        raise CannotDo("\n".join(failures))
    desk.say(f"one week played: see {FOLDER}/transcript.txt and {FOLDER}/*.png")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="play one week by itself and end")
    parser.add_argument("--port", type=int, default=8088, help="of the phones (8088)")


COMMANDS = {"demo": Command(_arguments, run, uvloop.new_event_loop)}
