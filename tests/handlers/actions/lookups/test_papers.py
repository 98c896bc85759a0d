"""The document of a published period: of its last edition, whatever happens afterwards."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from charts.drawing import draw_pages
from charts.sheets.brief import BriefSheet
from domain.people import Language
from domain.periods import Period
from handlers.actions.lookups import papers
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.sheets.brief import brief_sheet
from handlers.texts.catalog import catalog
from handlers.viewers import everybody
from storage import recording
from tests.endtoend import cast
from tests.endtoend.desk import Desk
from tests.endtoend.town import MONDAY_LOCK, MONDAY_PUSH
from tests.handlers.actions.rosters import reimport
from tests.handlers.workbook.books import Sheets

ZH = catalog(Language.ZH)
W10 = Period.parse("2026-W10")
A_MONTH = timedelta(days=30)


async def document(deps: Deps) -> BriefSheet:
    viewer = everybody(await deps.roster.current())
    return brief_sheet(await papers.asked(deps, viewer, "第10周"), ZH, deps.schedule.zone)


async def published(desk: Desk, *, edition: int = 1) -> BriefSheet:
    async with desk.deps.db.transaction() as session:
        await standing.publish(desk.deps, session, W10, edition=edition)
    return await document(desk.deps)


async def corrected(desk: Desk) -> None:
    """An hour after the lock Asha's investment becomes another one."""
    (entry, *_) = cast.last_week(await desk.deps.roster.current())
    changed = replace(
        entry,
        period=W10.key,
        value=Decimal("17.9"),
        reported_at=desk.now,
        recorded_at=desk.now,
        origin=replace(entry.origin, message_id=990),
    )
    async with desk.deps.db.transaction() as session:
        await recording.record(session, [changed])


def renamed(sheets: Sheets) -> None:
    sheets["单位"][2][2] = "老城"


async def test_it_is_the_same_file_a_month_later(desk: Desk) -> None:
    await desk.says("asha", cast.SIX_LINES)
    desk.wait_until(MONDAY_PUSH)
    first = await published(desk)

    desk.wait_until(MONDAY_PUSH + timedelta(hours=1))
    await corrected(desk)
    await reimport(desk, renamed)
    desk.wait_until(MONDAY_PUSH + A_MONTH)
    later = await document(desk.deps)

    assert "城关" in str(first)
    assert draw_pages(later) == draw_pages(first)


async def test_issued_anew_it_says_so_and_holds_what_was_put_right(desk: Desk) -> None:
    await desk.says("asha", cast.SIX_LINES)
    desk.wait_until(MONDAY_PUSH)
    first = await published(desk)

    desk.wait_until(MONDAY_PUSH + timedelta(hours=1))
    await corrected(desk)
    again = await published(desk, edition=2)

    assert (first.head.stamp, again.head.stamp) == ("调度数据", "更正版 2")
    assert first.totals[0].amount_text != again.totals[0].amount_text


async def test_before_it_is_published_it_is_as_things_stand(desk: Desk) -> None:
    await desk.says("asha", cast.SIX_LINES)
    desk.wait_until(MONDAY_LOCK)
    before = await document(desk.deps)

    await corrected(desk)

    assert await document(desk.deps) != before
