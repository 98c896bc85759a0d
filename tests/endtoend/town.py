"""A small district with the real bot in it: sandbox, database, application, both clocks.

Everything runs in the test's own process and meets over loopback HTTP; only the pictures are
not drawn. Time stands in the bot's hands: tests move it, nobody sleeps for it.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot import process
from bot.app import Parts, build
from bot.cli.running import calendar
from bot.clock import Clock
from bot.config import Config
from bot.demo.stage import UNLIMITED, Stage
from bot.menus import offers
from bot.renderer import Renderer
from bot.transport import AiohttpRequest
from charts.sheets import Sheet
from domain.figures import Answer
from domain.periods import PeriodKind
from domain.workdays import SpecialDay
from handlers.actions.deciding.importing import import_workbook
from sandbox.limits import NO_LIMITS
from sandbox.phone import GroupChat, Phone
from sandbox.seen import Seen
from sandbox.server import Running, running
from sandbox.world import World
from storage import figures, groups, holidays, menus, people, recording, roster
from storage.database import Database
from storage.holidays_library import known_workdays
from storage.models.base import core
from storage.models.figures import RevisionRow
from tests.endtoend import cast
from tests.endtoend.bot_process import polled
from tests.patience import PATIENCE
from tests.sandbox.pictures import png

GROUP_ID = -1_001_000_000_001
GROUP_TITLE = "开门红领导小组"
WEEK = "2026-W10"

THURSDAY_EARLY = datetime(2026, 3, 5, 0, 30, tzinfo=UTC)
"""08:30 in the district: the prompt of the tenth week comes at nine."""
THURSDAY = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
"""10:00: the week is asked."""
FRIDAY_DUE = datetime(2026, 3, 6, 8, 0, tzinfo=UTC)
FRIDAY_LATE = datetime(2026, 3, 6, 11, 0, tzinfo=UTC)
"""19:00: an hour after the grace ended."""
MONDAY_LOCK = datetime(2026, 3, 9, 1, 0, tzinfo=UTC)
MONDAY_PUSH = datetime(2026, 3, 9, 1, 30, tzinfo=UTC)


class Undrawn(Renderer):
    """One small picture for any sheet: what is on it is tested elsewhere."""

    page = png(1080, 1350)

    async def start(self) -> None:
        """There is nothing to warm up."""

    async def stop(self) -> None:
        """There is nothing to end."""

    async def render(self, sheet: Sheet) -> list[bytes]:
        """The same page whatever is asked."""
        return [self.page]


@dataclass(slots=True)
class Town:
    """The district, its phones, and the bot, which may be stopped and started again."""

    sandbox: Running
    url: str
    clock: Clock
    config: Config
    phones: dict[str, Phone] = field(default_factory=dict)
    _stage: Stage | None = None
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _task: "asyncio.Task[None] | None" = None
    _board: GroupChat | None = None
    _db: Database | None = None

    @property
    def db(self) -> Database:
        """The town's records, beside the bot's own way to them."""
        self._db = self._db or Database(self.url)
        return self._db

    @property
    def asha(self) -> Phone:
        return self.phones["asha"]

    @property
    def bela(self) -> Phone:
        return self.phones["bela"]

    @property
    def chidi(self) -> Phone:
        return self.phones["chidi"]

    @property
    def diana(self) -> Phone:
        return self.phones["diana"]

    @property
    def enzo(self) -> Phone:
        return self.phones["enzo"]

    @property
    def femi(self) -> Phone:
        return self.phones["femi"]

    @property
    def stranger(self) -> Phone:
        return self.phones["stranger"]

    @property
    def board(self) -> GroupChat:
        """The leadership group."""
        assert self._board is not None
        return self._board

    @property
    def is_running(self) -> bool:
        """Whether the bot was started and not stopped."""
        return self._task is not None

    @property
    def parts(self) -> Parts:
        """The running bot."""
        return self.stage.parts

    @property
    def stage(self) -> Stage:
        """Both clocks, and when all is quiet."""
        assert self._stage is not None, "the bot is not running"
        return self._stage

    async def start(self) -> None:
        """Let the bot run until `stop`; returns when it has asked for updates."""
        before = self.sandbox.world.call_count
        await self.begin()
        await polled(self.sandbox, after=before, unless=self._task)

    async def begin(self, *, renderer: Renderer | None = None) -> None:
        """Let the bot run until `stop`, without waiting for it to come up."""
        db = Database(self.url)
        parts = build(
            self.config,
            token=self.sandbox.world.token,
            db=db,
            workdays=await calendar(db),
            request=AiohttpRequest(),
            clock=self.clock,
            renderer=renderer or Undrawn(),
            rates=UNLIMITED,
        )
        self._stage = Stage(parts, self.sandbox.world, self.sandbox.base, self.sandbox.client)
        self._stop = asyncio.Event()
        self._task = asyncio.create_task(process.run(parts, self._stop))

    async def stop(self) -> None:
        """Stop as on SIGTERM."""
        self._stop.set()
        await self.ended()

    async def ended(self) -> None:
        """Wait for the end of a bot that was told to stop, or stops by itself."""
        task, self._task, self._stage = self._task, None, None
        if task is not None:
            await asyncio.wait_for(task, PATIENCE)

    async def close(self) -> None:
        """Let go of the records."""
        if self._db is not None:
            await self._db.close()

    async def restart(self) -> None:
        """Stop, and start anew on the same database."""
        await self.stop()
        await self.start()

    async def live_until(self, instant: datetime) -> None:
        """Let the time come; every clock on the way goes off in its turn."""
        await self.stage.advance(instant)
        await self.quiet()

    async def sleep_until(self, instant: datetime) -> None:
        """Let the time come while the bot is down."""
        assert not self.is_running, "the bot is running: live_until"
        self.clock.advance_to(instant)
        self.sandbox.world.clock.set(self.clock.now())

    async def quiet(self) -> None:
        """Until the bot has nothing in hand and nothing to send."""
        async with asyncio.timeout(PATIENCE):
            await self.stage.quiet()

    async def stands(self, indicator: str, *, unit: str = "cg", period: str = WEEK) -> str | None:
        """What is on record: the number as text, a special answer, None if there is nothing."""
        known = await self.parts.deps.roster.current()
        (own,) = [
            a.id for a in known.assignments.values() if (a.unit, a.indicator) == (unit, indicator)
        ]
        async with self.db.reading() as session:
            found = (await figures.for_period(session, period)).get(own)
        if found is None or not found.is_answered:
            return None
        return f"{found.value}" if found.answer is Answer.NUMBER else found.answer.value

    async def all_stand(self) -> dict[str, str | None]:
        """What is on record for every item of Asha's."""
        return {code: await self.stands(code) for code in cast.LAST_WEEK}

    async def revisions(self, *, period: str = WEEK) -> list[Any]:
        """Every revision of a week, the oldest first."""
        return [row for row in await self.every_revision() if row.period == period]

    async def every_revision(self) -> list[Any]:
        """Every revision there is, last week's included."""
        table = core(RevisionRow)
        async with self.db.reading() as session:
            return list((await session.execute(select(*table.c).order_by(table.c.id))).all())

    async def count(self, table: Any) -> int:
        """How many rows a table has."""
        async with self.db.reading() as session:
            return int(
                (await session.execute(select(func.count()).select_from(table))).scalar_one()
            )

    async def answered(self, phone: Phone, text: str, **how: Any) -> Seen:
        """Say something and read the one thing that is said back."""
        await phone.says(text, **how)
        return await phone.sees()

    async def new_messages(self, phone: Phone | GroupChat, *, after: int = 0) -> list[Seen]:
        """What the bot wrote in a chat behind a message, once all is quiet."""
        await self.quiet()
        return [seen for seen in await phone.bot_messages() if seen.id > after]

    async def violations(self) -> Sequence[str]:
        """Calls that the Bot API does not describe."""
        return await self.sandbox.client.violations()


@asynccontextmanager
async def founded(
    template: Path, folder: Path, *, at: datetime, settings: Config | None = None
) -> AsyncIterator[Town]:
    """A town on a copy of the template, at an instant, with the bot not started yet."""
    path = folder / "town.db"
    shutil.copyfile(await enrolled(template, at=at), path)
    async with standing_on(f"sqlite+aiosqlite:///{path}", at=at, settings=settings) as town:
        yield town


@asynccontextmanager
async def standing_on(
    url: str, *, at: datetime, settings: Config | None = None
) -> AsyncIterator[Town]:
    """A town on a database in which everybody is enrolled, with the bot not started yet."""
    world = World(limits=NO_LIMITS, seed=1)
    world.polling.impatient = True
    clock = Clock.starting_at(at)
    world.clock.set(at)
    async with running(world) as server:
        town = Town(server, url, clock, _config(settings or Config(), url, server.api_base))
        await _hand_out_phones(town)
        yield town
        await town.stop()
        await town.close()


def _config(settings: Config, url: str, api_base: str) -> Config:
    return settings.model_copy(
        update={
            "storage": settings.storage.model_copy(update={"url": url}),
            "telegram": settings.telegram.model_copy(update={"api_base": api_base}),
        }
    )


async def _hand_out_phones(town: Town) -> None:
    client = town.sandbox.client
    joined = {member.code for member in cast.JOINED}
    phones = await client.people(
        {"id": member.id, "first_name": member.name, "started": member.code in joined}
        for member in cast.EVERYBODY
    )
    town.phones.update(zip((member.code for member in cast.EVERYBODY), phones, strict=True))
    town._board = await client.group(
        GROUP_ID, GROUP_TITLE, members=[town.diana, town.bela, town.stranger], admins=[town.enzo]
    )


async def enrolled(template: Path, *, at: datetime) -> Path:
    """The template with everybody enrolled for an instant; made once for each."""
    path = template.with_name(f"{template.stem}-{at:%m%dT%H%M}.db")
    if not path.exists():
        shutil.copyfile(template, path)
        db = Database(f"sqlite:///{path}")
        await enrol(db, at=at)
        await db.close()  # the last one to leave puts everything into the one file
    return path


async def enrol(db: Database, *, at: datetime) -> None:
    """Everybody joined half an hour before, so that no clock before it is theirs."""
    joined = at - timedelta(minutes=30)
    async with db.transaction() as session:
        for member in cast.JOINED:
            await people.enrol(session, member.code, telegram_id=member.id, at=joined)
        await groups.bind(
            session, GROUP_ID, title=GROUP_TITLE, thread_id=None, by="enzo", at=joined
        )
        # One summary a week is enough to follow what becomes of each.
        await groups.choose(session, GROUP_ID, frozenset({PeriodKind.WEEK}))
        # As an earlier run left it: no start has to tell Telegram again.
        told = offers(await roster.load(session, year=2026), at=at, form_url="")
        await menus.keep(session, {chat: offer.menu for chat, offer in told.items()})


async def settled(path: Path) -> None:
    """The roster, the calendar and last week's numbers, put into an empty database."""
    db = Database(f"sqlite:///{path}")
    await settle(db)
    await db.close()  # the last one to leave puts everything into the one file


def _of_these_years() -> dict[date, SpecialDay]:
    """What the library knows of the year and the one before; twenty more are of no use here."""
    known = known_workdays().special
    return {day: special for day, special in known.items() if day.year in (2025, 2026)}


async def settle(db: Database) -> None:
    """The same, in a database that is open."""
    done = await import_workbook(
        db, cast.workbook(), year=2026, at=cast.SETTLED, missing_glyphs=lambda _: ""
    )
    assert not done.is_refused, done.problems
    async with db.transaction() as session:
        await holidays.seed(session, _of_these_years(), at=cast.SETTLED)
        known = await roster.load(session, year=2026)
    await db.write(lambda session: recording.record(session, cast.last_week(known)))
