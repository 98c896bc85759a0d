"""A target that was changed: told on the card, in how it is reckoned, and drawn in the trend."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.adjusting import Moved, Step
from domain.people import Language
from handlers.actions.inquiry import inquiring
from handlers.actions.lookups.views.courses import Trend
from handlers.deps import Deps
from handlers.looks import Look, pair
from handlers.pictures import sheet_of
from handlers.sheets.trend import trend_sheet
from handlers.texts import profiles
from handlers.texts.catalog import catalog
from handlers.viewers import everybody
from storage import roster as rosters
from storage import target_changes
from storage.target_changes import TargetChange
from tests.district import AFTER_W11
from tests.handlers.phone import enrol, phone

ZH = catalog(Language.ZH)
MARCH_4 = date(2026, 3, 4)  # the third day of the tenth week


@pytest.fixture
async def raised(district: Deps) -> Deps:
    """城关's investment of the first quarter is to be 16.20 instead of 15.60 from 4 March on."""
    roster = await district.roster.current()
    own = next(
        a
        for a in roster.assignments.values()
        if (a.unit, a.indicator, a.project)[:2] == ("cg", "fai")
    )
    step = TargetChange(
        assignment=own.id,
        year=2026,
        step=Step.APPROVED,
        edits={"q1": (Decimal("15.60"), Decimal("16.20"))},
        since=MARCH_4,
        made_at=AFTER_W11,
    )
    async with district.db.transaction() as session:
        await target_changes.put(session, [step])
        await rosters.bump(session)
    district.roster.forget()
    return district


async def look(deps: Deps, text: str) -> Any:
    return await inquiring.answer(deps, everybody(await deps.roster.current()), text)


async def test_the_card_and_the_reckoning_tell_how_the_target_was_changed(raised: Deps) -> None:
    ids = await enrol(raised.db, "p02")
    async with phone(raised) as phones:
        card = await phones.says("/status 城关", who=ids["p02"])
        how = await phones.presses(Look("howitem", pair("cg", "fai")).data, who=ids["p02"])

    assert "（88.0%，+5.8）\n    目标自3月4日起由 15.60 调整为 16.20 亿元" in card.text
    assert card.text.count("调整为") == 1
    assert "目标调整：3月4日起由 15.60 调整为 16.20 亿元，以前各期仍按原目标" in how.text


async def test_the_trend_ends_one_plan_and_begins_another_on_that_day(raised: Deps) -> None:
    view = await look(raised, "城关 投资 走势")
    assert isinstance(view, Trend)

    (kink,) = view.kinks
    sheet = trend_sheet(view, ZH, raised.schedule.zone, district="云岭区")

    assert kink.moved == Moved(MARCH_4, Decimal("15.60"), Decimal("16.20"))
    # Two of seven days after the end of the ninth week, the eighth period that was asked.
    assert kink.at == 7 + Decimal(2) / 7
    # On 3 March, the 62nd of 90 days, each plan asks for its own share.
    assert (kink.before, kink.after) == (Decimal("15.60") * 62 / 90, Decimal("16.20") * 62 / 90)
    assert [step.at for step in sheet.steps] == [kink.at]
    assert sheet.footer[-1] == "3月4日起目标由 15.60 调整为 16.20 亿元，竖虚线后按新目标"
    assert "目标自3月4日起由 15.60 调整为 16.20 亿元" in profiles.trend(view, ZH)


async def test_without_a_change_nothing_is_told_of_one(district: Deps) -> None:
    view = await look(district, "城关 投资 走势")

    assert view.kinks == ()
    period = view.period
    sheet = await sheet_of(district, "trend", query="城关 投资", period=period, texts=ZH)
    assert "调整" not in str(sheet)
