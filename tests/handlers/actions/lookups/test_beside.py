"""Published values of numbers that cover their periods alone (当期), beside their reports."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from domain.official import Official
from domain.people import Language
from handlers.actions.lookups import beside, looking
from handlers.actions.lookups.views.cards import Card
from handlers.actions.lookups.views.courses import Trend
from handlers.sheets.card import card_sheet
from handlers.texts import officials as words
from handlers.texts import profiles
from handlers.texts.catalog import catalog
from handlers.viewers import everybody
from storage import officials, recording
from tests.endtoend import cast
from tests.endtoend.desk import Desk

ZH = catalog(Language.ZH)
AT = datetime(2026, 3, 5, tzinfo=UTC)
FEBRUARY = Official("cg", "new", "2026-M02", Decimal(10), None, date(2026, 3, 4), "快报2号")


async def published(desk: Desk, *, reported: int) -> None:
    """The week's 4 and one in each of so many weeks before it; ten were published."""
    roster = await desk.deps.roster.current()
    (last,) = (
        entry
        for entry in cast.last_week(roster)
        if roster.assignments[entry.assignment].indicator == "new"
    )
    entries = [
        replace(
            last,
            period=f"2026-W{number:02d}",
            value=Decimal(1),
            origin=replace(last.origin, message_id=900 + number),
        )
        for number in range(9 - reported, 9)
    ]
    async with desk.deps.db.transaction() as session:
        await recording.record(session, entries)
    await desk.deps.db.write(lambda session: officials.put(session, [FEBRUARY], at=AT))


async def test_they_are_compared_with_the_sum_of_the_reports_of_that_period(desk: Desk) -> None:
    await published(desk, reported=8)
    viewer = everybody(await desk.deps.roster.current())

    told = words.overview(await beside.asked(desk.deps, viewer, "入规"), ZH)
    card = await looking.look(desk.deps, viewer, "城关")
    course = await looking.look(desk.deps, viewer, "城关入规")

    assert "公布 10 家（当期），上报 12（第1周至第9周合计），差 +2（+20.0%）" in told
    assert isinstance(card, Card)
    sheet = card_sheet(card, ZH, desk.deps.schedule.zone, district="云岭区")
    item = next(item for item in sheet.groups[0].items if item.name == "新入规企业")
    assert item.official_text == "1–2月公布 10 家，差 +2（+20.0%）"
    assert round(float(item.official or 0) / float(item.completion or 1), 3) == 0.833
    assert isinstance(course, Trend)
    assert "公布数（年初至2月）：10 家；上报 12（第9周），差 +2（+20.0%）" in profiles.trend(
        course, ZH
    )


async def test_while_a_report_of_it_is_lacking_they_are_not_compared(desk: Desk) -> None:
    await published(desk, reported=3)
    viewer = everybody(await desk.deps.roster.current())

    told = words.overview(await beside.asked(desk.deps, viewer, "入规 1-2月"), ZH)

    assert "公布 10 家（当期），当期上报还不全，暂不能比" in told
