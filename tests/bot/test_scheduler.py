"""One job for every clock of the cycle, through holidays, jumps and bad days."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.clock import Clock
from bot.scheduler import ClockTrigger, CycleScheduler, DigestTrigger
from domain.clocks import ClockKind
from domain.periods import PeriodKind
from domain.schedule import Schedule
from domain.workdays import DayKind, SpecialDay
from handlers.actions.posting.pushing import Fired
from handlers.deps import Deps
from storage import holidays, people
from storage.database import Database
from tests.district import deps_of, district_db, district_template
from tests.patience import eventually

__all__ = ["district_db", "district_template"]

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 3, 18, 2, tzinfo=UTC)
THURSDAY_NINE = datetime(2026, 3, 19, 1, tzinfo=UTC)
CADRE = "p07"
WEEK = "2026-W12"


@pytest.fixture
async def deps(district_db: Database) -> Deps:
    """The sample district on a Wednesday, one cadre in reach, the calendar in its table."""
    made = deps_of(district_db, at=WEDNESDAY)
    async with district_db.transaction() as session:
        await holidays.seed(session, made.schedule.workdays.special, at=made.now())
        await people.enrol(session, CADRE, telegram_id=7, at=WEDNESDAY)
    return made


def trigger(deps: Deps, wall: Clock, clock: ClockKind = ClockKind.PROMPT) -> ClockTrigger:
    return ClockTrigger(lambda: deps.schedule, wall, kind=PeriodKind.WEEK, clock=clock, number=1)


def test_a_clock_fires_at_its_wall_time(deps: Deps) -> None:
    found = trigger(deps, Clock()).get_next_fire_time(None, WEDNESDAY)

    assert found.astimezone(SHANGHAI) == datetime(2026, 3, 19, 9, tzinfo=SHANGHAI)


def test_a_clock_fires_next_strictly_after_the_last_time(deps: Deps) -> None:
    first = trigger(deps, Clock()).get_next_fire_time(None, WEDNESDAY)

    second = trigger(deps, Clock()).get_next_fire_time(first, first)

    assert second - first == timedelta(days=7)


def test_the_supervisors_hour_comes_on_every_workday(deps: Deps) -> None:
    hour = DigestTrigger(deps, Clock())
    friday = datetime(2026, 3, 20, 12, tzinfo=SHANGHAI)

    first = hour.get_next_fire_time(None, friday)
    second = hour.get_next_fire_time(first, first)

    assert first.astimezone(SHANGHAI) == datetime(2026, 3, 20, 17, 30, tzinfo=SHANGHAI)
    assert second.astimezone(SHANGHAI) == datetime(2026, 3, 23, 17, 30, tzinfo=SHANGHAI)


def test_a_clock_set_ahead_fires_when_the_machine_is_not_there_yet(deps: Deps) -> None:
    machine = datetime(2026, 11, 23, 12, tzinfo=UTC)
    wall = Clock.starting_at(WEDNESDAY, read=lambda: machine)

    found = trigger(deps, wall).get_next_fire_time(None, machine)

    assert found - machine == THURSDAY_NINE - WEDNESDAY


@pytest.mark.parametrize("clock", list(ClockKind))
def test_where_clocks_change_a_shifted_clock_still_fires_later_than_now(
    deps: Deps, clock: ClockKind
) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    held = deps.schedule
    deps.schedule = Schedule(held.rules, held.workdays, berlin)
    machine = datetime(2026, 11, 23, 13, tzinfo=berlin)
    wall = Clock.starting_at(datetime(2026, 4, 2, 6, tzinfo=UTC), read=lambda: machine)

    found = trigger(deps, wall, clock).get_next_fire_time(None, machine)

    assert found > machine


def test_a_corrected_day_moves_the_next_firing(deps: Deps) -> None:
    held = deps.schedule
    special = {**held.workdays.special, date(2026, 3, 19): SpecialDay(DayKind.OFF, "运动会")}
    before = trigger(deps, Clock()).get_next_fire_time(None, WEDNESDAY)

    deps.schedule = Schedule(
        held.rules, type(held.workdays)(special, covered=held.workdays.covered), held.zone
    )
    after = trigger(deps, Clock()).get_next_fire_time(None, WEDNESDAY)

    assert before.astimezone(SHANGHAI).date() == date(2026, 3, 19)
    assert after.astimezone(SHANGHAI).date() != date(2026, 3, 19)


class Told:
    """What the scheduler said it had done."""

    def __init__(self) -> None:
        self.fired: list[Fired] = []

    def __call__(self, fired: Sequence[Fired]) -> None:
        self.fired += fired

    @property
    def done(self) -> list[Fired]:
        """The clocks of this week that were followed."""
        return [one for one in self.fired if one.clock.period.key == WEEK and not one.skipped]

    @property
    def kinds(self) -> list[str]:
        return [one.clock.kind.value for one in self.done]

    async def of(self, kind: str) -> None:
        """Wait for a clock of a kind."""
        await eventually(lambda: kind in self.kinds)


async def test_a_clock_goes_off_by_itself_when_its_time_comes(deps: Deps) -> None:
    wall = Clock.starting_at(THURSDAY_NINE - timedelta(milliseconds=300))
    deps.now = wall.now
    told = Told()
    scheduler = CycleScheduler(deps, wall, on_fired=told)

    await scheduler.start()
    await told.of("prompt")
    scheduler.stop()

    assert [one.chats for one in told.done if one.clock.kind is ClockKind.PROMPT] == [1]


async def test_jumping_ahead_follows_what_was_passed_and_sets_the_jobs_anew(deps: Deps) -> None:
    wall = Clock.starting_at(WEDNESDAY)
    deps.now = wall.now
    told = Told()
    scheduler = CycleScheduler(deps, wall, on_fired=told)
    await scheduler.start()

    wall.advance_to(THURSDAY_NINE)
    await scheduler.jump()
    wall.advance_to(THURSDAY_NINE + timedelta(days=1) - timedelta(milliseconds=200))
    await scheduler.jump()
    await told.of("remind")
    scheduler.stop()

    assert told.kinds == ["prompt", "remind"]


async def test_while_the_database_is_away_nothing_is_lost(
    deps: Deps, caplog: pytest.LogCaptureFixture
) -> None:
    deps.now = lambda: THURSDAY_NINE + timedelta(minutes=1)
    told = Told()
    scheduler = CycleScheduler(deps, Clock(), on_fired=told)
    async with deps.db.transaction() as session:
        await session.execute(text("ALTER TABLE clock RENAME TO away"))
    await scheduler.run_due()
    during = list(told.fired)

    async with deps.db.transaction() as session:
        await session.execute(text("ALTER TABLE away RENAME TO clock"))
    await scheduler.run_due()

    assert during == []
    assert "could not be followed" in caplog.text
    assert "prompt" in told.kinds


async def test_the_same_clock_in_two_schedulers_goes_off_once(deps: Deps) -> None:
    deps.now = lambda: THURSDAY_NINE + timedelta(minutes=1)
    told = Told()
    both = [CycleScheduler(deps, Clock(), on_fired=told) for _ in range(2)]

    await asyncio.gather(*(scheduler.run_due() for scheduler in both))

    prompts = [one for one in told.fired if one.clock.kind is ClockKind.PROMPT and one.chats]
    assert len(prompts) == 1


async def test_stopping_before_the_start_is_harmless(deps: Deps) -> None:
    CycleScheduler(deps, Clock(), on_fired=Told()).stop()
