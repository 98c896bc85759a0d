"""Everything set up: the stand-in, the bot, sixty phones and the leadership group."""

import asyncio
import math
import shutil
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot import process
from bot.app import Parts, build
from bot.cli.running import calendar
from bot.clock import Clock
from bot.config import Config
from bot.demo import past
from bot.lock import only_process
from bot.poller import Poller, updates_from
from bot.preparing import prepare_database
from bot.sections.process import FormSection
from bot.transport import AiohttpRequest
from bot.turns import Rates
from charts import fonts
from domain.people import Person, Role
from handlers.actions.deciding import importing
from handlers.actions.members import enrolling
from sandbox import district
from sandbox.client import SandboxClient
from sandbox.district.steps import STRANGER
from sandbox.phone import GroupChat, Phone
from sandbox.server import running as serving
from sandbox.world import DEFAULT_TOKEN, World
from storage import deliveries, evidence
from storage.database import Database
from storage.vault import FOLDER

FIRST_ID = 700_000_000
FOUNDED = district.REPORTED[0].prompt - timedelta(days=3)
DATABASE = "demo.db"
GROUP_ID = -1_001_234_567_890
GROUP_TITLE = "云岭区开门红领导小组"
UNLIMITED = Rates(math.inf, math.inf, 1_000_000, math.inf)
ROLE_WORDS = {
    Role.CADRE: "责任人",
    Role.DEPUTY: "AB角",
    Role.SUPERVISOR: "分管领导",
    Role.LEADER: "领导",
    Role.ASSESSOR: "考核组",
    Role.ADMIN: "管理员",
}


@dataclass(slots=True)
class Stage:
    """The running demo: phones by the roster's codes, the group, and both clocks."""

    parts: Parts
    world: World
    base: str
    client: SandboxClient
    phones: dict[str, Phone] = field(default_factory=dict)
    group: GroupChat | None = None

    def set_time(self, instant: datetime) -> None:
        """Let it be `instant` for the bot and for everybody's phone."""
        if instant > self.parts.clock.now():
            self.parts.clock.advance_to(instant)
        self.world.clock.set(self.parts.clock.now())
        self.world.emit("clock", None, {"now": self.world.clock.now()})

    async def advance(self, instant: datetime) -> None:
        """Live through the time until `instant`: every clock on the way goes off in its turn."""
        now, deps = self.parts.clock.now(), self.parts.deps
        schedule = deps.schedule
        digests = deps.rules.digest.between(now, instant, schedule.workdays, schedule.zone)
        moments = {clock.at for clock in schedule.clocks_between(now, instant)}
        for moment in sorted(moments | {digest.at for digest in digests}):
            self.set_time(moment)
            await self.parts.scheduler.jump()
            await self.quiet()
        self.set_time(instant)

    async def quiet(self) -> None:
        """Until the bot has nothing in hand and nothing to send."""
        while not await self._is_quiet():  # noqa: ASYNC110  the state of many parts, no event
            await asyncio.sleep(0.02)

    async def _is_quiet(self) -> bool:
        parts = self.parts
        in_flight = parts.outbox.in_flight or parts.fetcher.is_busy
        if self.world.updates.pending() or parts.dispatcher.backlog or in_flight:
            return False
        async with parts.db.reading() as session:
            soonest = await deliveries.next_due(session)
            if await evidence.is_due(session, now=parts.clock.now()):
                return False
        if soonest is not None and soonest <= parts.clock.now():
            return False
        await asyncio.sleep(0.005)  # what was claimed while we looked is in flight only now
        return not parts.outbox.in_flight


@asynccontextmanager
async def staged(
    config: Config,
    folder: Path,
    *,
    port: int = 0,
    on_next: Callable[[], object] | None = None,
    limits: Rates | None = None,
    with_form: bool = False,
) -> AsyncIterator[Stage]:
    """The sample district on the morning of its live week, everybody enrolled.

    The database is made anew in `folder`. Raises AlreadyRunning where another demo lives there,
    OSError where the port is taken; then nothing in it was touched. `limits` lifts our own limits
    on sending where the stand-in's are lifted too, so that a week can be played in a minute.
    """
    clock = Clock.starting_at(FOUNDED)
    world = World()
    async with AsyncExitStack() as stack:
        # Nothing is cleared away before it is certain that this demo can begin.
        stack.enter_context(only_process(folder / DATABASE))
        server = await stack.enter_async_context(serving(world, port=port, on_next=on_next))
        database = fresh(folder)
        own = config.model_copy(
            update={
                "storage": config.storage.model_copy(
                    update={"url": f"sqlite+aiosqlite:///{database}"}
                ),
                "telegram": config.telegram.model_copy(
                    update={"api_base": server.api_base, "inline": True}
                ),
                "metrics": config.metrics.model_copy(update={"port": 0}),
                "form": _form() if with_form else FormSection(),
            }
        )
        parts = await founded(own, folder, clock=clock, limits=limits)
        stage = Stage(parts, world, server.base, server.client)
        await _hand_out_phones(stage, lifted=limits is not None)
        await stack.enter_async_context(process.running(parts))
        await stack.enter_async_context(_polling(parts))
        await _everybody_joins(stage)
        yield stage


async def founded(
    config: Config, folder: Path, *, clock: Clock, limits: Rates | None = None
) -> Parts:
    """The sample district with ten weeks on record, in a new database."""
    parts = await _parts(config, clock, limits)
    await _take_over_roster(parts, folder)
    await past.fill(parts.deps, clock)
    return parts


def fresh(folder: Path) -> Path:
    """The place of a new database, with what an earlier demo left cleared away."""
    folder.mkdir(parents=True, exist_ok=True)
    files = (folder / f"{DATABASE}{end}" for end in ("", "-wal", "-shm"))
    for old in [*files, *folder.glob("*.png")]:
        old.unlink(missing_ok=True)
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    return folder / DATABASE


def _form() -> FormSection:
    """The form at a free port of this machine; a phone on the page opens it in a frame."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    return FormSection(url=f"http://127.0.0.1:{port}/form", port=port)


async def _parts(config: Config, clock: Clock, limits: Rates | None) -> Parts:
    await prepare_database(config.storage.url, at=clock.now())
    db = Database(config.storage.url)
    return build(
        config,
        token=DEFAULT_TOKEN,
        db=db,
        workdays=await calendar(db),
        request=AiohttpRequest(),
        clock=clock,
        rates=limits,
    )


async def _take_over_roster(parts: Parts, folder: Path) -> None:
    """Through the same door as any district's workbook."""
    workbook = folder / "roster.xlsx"
    district.write_workbook(workbook)
    imported = await importing.import_workbook(
        parts.db,
        workbook.read_bytes(),
        year=parts.config.campaign.year,
        at=parts.clock.now(),
        missing_glyphs=fonts.missing,
    )
    if imported.is_refused:
        raise RuntimeError("\n".join(map(str, imported.problems)))
    parts.deps.roster.forget()


async def _hand_out_phones(stage: Stage, *, lifted: bool) -> None:
    """A phone for everybody, and one for a stranger; codes are the roster's."""
    roster = await stage.parts.deps.roster.current()
    if lifted:
        await stage.client.lift_limits()
    for number, person in enumerate(roster.people.values(), start=1):
        unit = roster.units[person.unit].short
        stage.phones[person.code] = await stage.client.person(
            FIRST_ID + number, person.name, caption=f"{_role(person)} · {unit}"
        )
    stage.phones[STRANGER] = await stage.client.person(FIRST_ID + 999, "路人", caption="没有登记")
    chiefs = [p for p in roster.people.values() if p.sees_all]
    stage.group = await stage.client.group(
        GROUP_ID,
        GROUP_TITLE,
        members=[stage.phones[p.code] for p in chiefs],
        admins=[stage.phones[p.code] for p in chiefs if p.is_admin],
        caption="领导小组",
    )


async def _everybody_joins(stage: Stage) -> None:
    """One-time links for all, each opened on its own phone."""
    parts = stage.parts
    live = district.LIVE
    stage.set_time(live.prompt - timedelta(minutes=25))
    roster = await parts.deps.roster.current()
    made = await enrolling.invite(
        parts.db,
        roster.people.values(),
        username="progress_bot",
        at=parts.clock.now(),
        days=parts.deps.rules.invite_days,
    )
    for invitation in made:
        await stage.phones[invitation.person.code].starts(invitation.code)
    await stage.quiet()


@asynccontextmanager
async def _polling(parts: Parts) -> AsyncIterator[None]:
    poller = Poller(
        updates_from(parts.bot.request, url=f"{parts.bot.base_url}/getUpdates"),
        parts.inbox,
        parts.metrics,
        pulse=process.fresh_pulse(),
    )
    task = asyncio.create_task(poller.run(), name="poller")
    try:
        yield
    finally:
        poller.stop()
        await task


def _role(person: Person) -> str:
    return next(words for role, words in ROLE_WORDS.items() if role in person.roles)
