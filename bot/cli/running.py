"""run: the bot, until SIGTERM."""

import asyncio
import signal
from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import uvloop

from bot import logs, memory, process
from bot.app import Parts, build, build_deps
from bot.cli.desk import CannotDo, Command, Desk, no_arguments
from bot.clock import Clock
from bot.config import Config
from bot.lock import AlreadyRunning, only_process
from bot.poller import TokenRefused
from bot.preparing import prepare_database
from bot.renderer import DrawingFailed
from bot.settings_sources import token_from
from bot.transport import AiohttpRequest
from domain.workdays import Workdays
from handlers.actions.measuring import cycles
from handlers.deps import Deps
from storage import holidays
from storage.database import Database
from storage.engines import async_url, is_in_memory, is_sqlite


async def run(_: Namespace, desk: Desk) -> None:
    """Bring the database up to date, then run until told to stop."""
    config = desk.config
    token = token_from(desk.environ).get_secret_value()
    logs.configure(config.log.level, style=config.log.format, secrets=[token], stream=desk.err)
    try:
        with only_here(config):
            await _run(config, token)
    except (AlreadyRunning, TokenRefused) as reason:
        raise CannotDo(str(reason) or "Telegram refuses the token") from None
    except DrawingFailed as reason:
        raise CannotDo(f"pictures cannot be drawn: {reason}") from None


async def _run(config: Config, token: str) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    parts = await prepared(config, token=token, clock=Clock())
    memory.settle()
    await process.run(parts, stop)


async def prepared(config: Config, *, token: str, clock: Clock) -> Parts:
    """The process wired on a current database and calendar."""
    await prepare_database(config.storage.url, at=clock.now())
    db = Database(config.storage.url)
    return build(
        config,
        token=token,
        db=db,
        workdays=await calendar(db),
        request=AiohttpRequest(proxy=config.telegram.proxy or None),
        clock=clock,
    )


async def dependencies_on(db: Database, desk: Desk) -> Deps:
    """What actions share, for a verb: on the current calendar, by the versions on record."""
    clock = Clock(lambda: desk.now)
    deps = build_deps(desk.config, db=db, clock=clock, workdays=await calendar(db))
    await cycles.take_over(deps)
    return deps


async def calendar(db: Database) -> Workdays:
    """The holidays the library knows, with the admins' corrections."""
    async with db.reading() as session:
        return await holidays.load(session)


def only_here(config: Config) -> AbstractContextManager[None]:
    """The lock of a SQLite database; PostgreSQL is shared by row claims."""
    url = async_url(config.storage.url)
    if not is_sqlite(url) or is_in_memory(url):
        return nullcontext()
    return only_process(Path(url.database or ""))


COMMANDS = {"run": Command(no_arguments, run, uvloop.new_event_loop)}
