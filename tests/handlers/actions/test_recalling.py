"""As known on: two weeks with everything that can change, and every look of them again."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.config import Config
from bot.config_sections import CycleSection, WeekSection
from charts.drawing import draw_pages
from charts.sheets import Sheet
from domain.adjusting import Step
from domain.errors import NotKnownYet
from domain.figures import Curve
from domain.pace import LightRules
from domain.people import Language
from domain.periods import Period
from domain.workdays import DayKind, SpecialDay
from handlers import plain
from handlers.actions import (
    calendars,
    cycles,
    handing,
    looking,
    recalling,
    returning,
    ruling,
    standing,
)
from handlers.actions.handing import Wish
from handlers.actions.returning import Wish as Return
from handlers.deps import Deps
from handlers.pictures import sheet_of
from handlers.texts.catalog import catalog
from handlers.viewers import everybody
from storage import holidays, roster, roster_past, target_changes
from storage.database import Database
from storage.entries import Origin
from storage.target_changes import TargetChange
from tests.endtoend import town
from tests.endtoend.cast import SIX_LINES
from tests.endtoend.desk import Desk, seated
from tests.handlers.actions.rosters import reimport
from tests.handlers.workbook.books import Sheets

ZH = catalog(Language.ZH)
W10, W11 = Period.parse("2026-W10"), Period.parse("2026-W11")
LOOKS = (
    ("ranking", ""),
    ("ranking", "投资"),
    ("card", "城关"),
    ("card", "阿莎"),
    ("trend", "城关 投资"),
    ("contribution", "投资"),
    ("bump", ""),
    ("board", ""),
)
SATURDAY = date(2026, 3, 14)


def at(day: int, hour: int = 2) -> datetime:
    """March, local time less eight hours."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


async def looks(deps: Deps) -> tuple[Sheet | str, ...]:
    """What every picture would show, and what the command line would say."""
    period = await standing.current_period(deps, deps.now())
    sheets = [
        await sheet_of(deps, kind, query=query, period=period, texts=ZH) for kind, query in LOOKS
    ]
    view = await looking.look(deps, everybody(await deps.roster.current()), "")
    return (*sheets, plain.words_of(deps, view, ZH))


@pytest.fixture
async def desk(sqlite_db: Database) -> Desk:
    """The small district, on the Tuesday of the tenth week."""
    return await settled(sqlite_db)


async def settled(db: Database) -> Desk:
    """With the settings that it begins with."""
    await town.settle(db)
    await town.enrol(db, at=at(3))
    desk = await seated(db, at=at(3))
    await recalling.keep_settings(desk.deps)
    await cycles.adopt(desk.deps)
    await ruling.adopt(desk.deps)
    return desk


async def test_every_look_of_two_weeks_is_reproduced(db: Database) -> None:
    desk = await settled(db)
    kept: list[tuple[datetime, tuple[Sheet | str, ...]]] = []
    for day, event in EVENTS:
        desk.wait_until(at(day))
        await event(desk)
        desk.deps.roster.forget()
        desk.wait_until(at(day) + timedelta(minutes=1))
        kept.append((desk.now, await looks(desk.deps)))

    for instant, found in kept:
        then = await recalling.as_known(desk.deps, instant)
        assert await looks(then) == found, instant


async def test_whatever_happens_shows_in_some_look(desk: Desk) -> None:
    async def shown() -> tuple[Sheet | str, ...]:
        desk.deps.roster.forget()
        return await looks(replace(desk.deps, now=lambda: at(17)))

    for day, event in EVENTS:
        before = await shown()
        desk.wait_until(at(day))
        await event(desk)
        assert await shown() != before, event


async def test_a_picture_is_drawn_again_byte_for_byte(desk: Desk) -> None:
    desk.wait_until(at(5))
    await desk.says("asha", SIX_LINES)
    drawn = draw_pages((await looks(desk.deps))[0])
    seen_at = desk.now
    desk.wait_until(at(6))
    await renamed(desk)
    await raised(desk)
    await desk.says("asha", "投资 17.9")

    then = await recalling.as_known(desk.deps, seen_at)

    assert draw_pages((await looks(then))[0]) == drawn
    assert (await looks(desk.deps))[0] != (await looks(then))[0]


async def test_what_stands_now_is_what_is_known_now(desk: Desk) -> None:
    desk.wait_until(at(6))
    await handed(desk)
    desk.deps.roster.forget()

    async with desk.deps.db.reading() as session:
        now = await roster.load(session, year=2026)
        known = await roster_past.load(session, year=2026, at=desk.now)

    people = {
        code: replace(one, telegram_id=None, reachable=True) for code, one in now.people.items()
    }
    assert replace(known, version=now.version) == replace(now, people=people)


async def test_before_anything_was_there_nothing_was_known(desk: Desk) -> None:
    then = await recalling.as_known(desk.deps, datetime(2025, 12, 31, tzinfo=UTC))

    assert (await then.roster.current()).units == {}


async def test_nobody_looks_back_on_what_is_still_to_come(desk: Desk) -> None:
    with pytest.raises(NotKnownYet):
        await recalling.as_known(desk.deps, desk.now + timedelta(seconds=1))


async def reported(desk: Desk) -> None:
    await desk.says("asha", SIX_LINES)
    await desk.says("chidi", "4.6")


async def corrected(desk: Desk) -> None:
    await desk.says("asha", "投资 13.9")


async def returned(desk: Desk) -> None:
    """Bela does not believe one of Asha's numbers."""
    wish = Return(
        await desk.person("bela"),
        await desk.owed("asha", "ind"),
        W10.key,
        1,
        "口径不对",
        Origin(102, 900),
        desk.now,
    )
    await returning.give_back(desk.deps, wish)


async def published(desk: Desk) -> None:
    async with desk.deps.db.transaction() as session:
        await standing.publish(desk.deps, session, W10)


async def renamed(desk: Desk) -> None:
    """Another short name, another group, another weight, another order."""

    def change(sheets: Sheets) -> None:
        sheets["单位"][2][2:4] = ["城关新区", "一组"]
        sheets["指标"][0].append("权重")
        sheets["指标"][1].append(3.0)
        for row in sheets["指标"][2:]:
            row.append(1.0)
        sheets["指标"][2], sheets["指标"][3] = sheets["指标"][3], sheets["指标"][2]

    await reimport(desk, change)


async def imported_targets(desk: Desk) -> None:
    def change(sheets: Sheets) -> None:
        sheets["任务"][1][4] = 19.5

    await reimport(desk, change)


async def raised(desk: Desk) -> None:
    """城关 has to invest more in the first quarter, from the day after on."""
    step = TargetChange(
        assignment=await desk.owed("asha", "fai"),
        year=2026,
        step=Step.APPROVED,
        edits={"q1": (Decimal(18), Decimal(21))},
        since=(desk.now + timedelta(days=1)).date(),
        made_at=desk.now,
        person="diana",
    )
    async with desk.deps.db.transaction() as session:
        await target_changes.put(session, [step])
        await roster.bump(session)
    desk.deps.roster.forget()


async def handed(desk: Desk) -> None:
    """Asha takes over what Chidi owes."""
    enzo, chidi = await desk.person("enzo"), await desk.person("chidi")
    desk.deps.roster.forget()
    owed = (await desk.deps.roster.current()).owed_by("chidi")
    asha = await desk.person("asha")
    wish = Wish(enzo, chidi, asha, owed, Origin(105, 901), desk.now)
    passage = await handing.draft(desk.deps, wish)
    await handing.confirm(desk.deps, passage.handover.id, by=enzo, at=desk.now)


async def closed(desk: Desk) -> None:
    """A Saturday on which everybody works, where the plan counts workdays."""
    async with desk.deps.db.transaction() as session:
        await holidays.set_day(session, SATURDAY, SpecialDay(DayKind.WORK, "补班"), at=desk.now)
    await calendars.refresh(desk.deps)


async def ruled(desk: Desk) -> None:
    """Other lights, another curve, other moments, and another name of the district."""
    deps = desk.deps
    week = WeekSection(lock="next mon 08:30", push="next mon 08:45")
    deps.schedule = Config(cycle=CycleSection(week=week)).schedule(deps.schedule.workdays)
    lights = LightRules(Decimal(3), Decimal(1))
    deps.rules = replace(deps.rules, lights=lights, curve=Curve.WORKDAYS)
    deps.campaign = replace(deps.campaign, district="云岭新区")
    await recalling.keep_settings(deps)
    await cycles.adopt(deps)
    await ruling.adopt(deps)


EVENTS: tuple[tuple[int, Callable[[Desk], Awaitable[None]]], ...] = (
    (4, ruled),
    (5, reported),
    (6, corrected),
    (7, returned),
    (9, published),
    (10, renamed),
    (11, raised),
    (12, reported),
    (13, imported_targets),
    (14, handed),
    (16, closed),
)
