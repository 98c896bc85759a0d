"""As known on: two weeks with everything that can change, and every look of them again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from charts.drawing import draw_pages
from charts.sheets import Sheet
from domain.errors import NotKnownYet
from domain.people import Language
from handlers import plain
from handlers.actions.lookups import looking
from handlers.actions.measuring import recalling, standing
from handlers.deps import Deps
from handlers.pictures import sheet_of
from handlers.texts.catalog import catalog
from handlers.viewers import everybody
from storage import roster, roster_past
from storage.database import Database
from tests.endtoend.cast import SIX_LINES
from tests.endtoend.desk import Desk
from tests.handlers import happenings
from tests.handlers.happenings import EVENTS, at, settled

ZH = catalog(Language.ZH)
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
    await happenings.renamed(desk)
    await happenings.raised(desk)
    await desk.says("asha", "投资 17.9")

    then = await recalling.as_known(desk.deps, seen_at)

    assert draw_pages((await looks(then))[0]) == drawn
    assert (await looks(desk.deps))[0] != (await looks(then))[0]


async def test_what_stands_now_is_what_is_known_now(desk: Desk) -> None:
    desk.wait_until(at(6))
    await happenings.handed(desk)
    desk.deps.roster.forget()

    async with desk.deps.db.reading() as session:
        now = await roster.load(session, year=2026)
        known = await roster_past.load(session, year=2026, at=desk.now)

    assert replace(known, version=now.version) == now


async def test_what_is_well_over_is_read_once_and_what_may_still_change_is_not(desk: Desk) -> None:
    seen_at = desk.now
    rosters = []
    for minutes in (10, 20, 70, 80):
        desk.wait_until(seen_at + timedelta(minutes=minutes))
        then = await recalling.as_known(desk.deps, seen_at)
        rosters.append(await then.roster.current())

    assert rosters[0] is not rosters[1]
    assert rosters[2] is rosters[3]
    assert rosters[0] == rosters[3]


async def test_before_anything_was_there_nothing_was_known(desk: Desk) -> None:
    then = await recalling.as_known(desk.deps, datetime(2025, 12, 31, tzinfo=UTC))

    assert (await then.roster.current()).units == {}


async def test_nobody_looks_back_on_what_is_still_to_come(desk: Desk) -> None:
    with pytest.raises(NotKnownYet):
        await recalling.as_known(desk.deps, desk.now + timedelta(seconds=1))
