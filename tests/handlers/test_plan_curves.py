"""How a target grows, from the roster workbook to the sums that a leader reads."""

import pytest

from handlers.actions.deciding.importing import import_workbook
from tests.endtoend import cast
from tests.endtoend.town import Town
from tests.handlers.workbook.books import xlsx

MONTHS = ["上年1-2月", *(f"上年{n}月" for n in range(3, 13))]
LAST_YEAR = [6.0, 12.0, *[7.0] * 9]


async def how(town: Town, curve: str, last_year: list[float]) -> str:
    """What 怎么算的 tells of 城关投资 where the workbook says so."""
    sheets = cast.sheets()
    head, fai, *rest = sheets["指标"]
    sheets["指标"] = [[*head, "进度"], [*fai, curve], *rest]
    head, first, *others = sheets["任务"]
    sheets["任务"] = [[*head, *MONTHS[: len(last_year)]], [*first, *last_year], *others]
    done = await import_workbook(
        town.db, xlsx(sheets), year=2026, at=town.clock.now(), missing_glyphs=lambda _: ""
    )
    assert not done.is_refused, done.problems
    town.parts.deps.roster.forget()
    shown = await town.answered(town.diana, "/trend 城关投资")
    await town.diana.presses(shown, "怎么算的")
    return (await town.diana.sees("固定资产投资怎么算的")).text


@pytest.mark.parametrize(
    ("curve", "pace"),
    [
        ("按上年", "序时：到3月8日应达 9.10 亿元（按上年走势），9.10 ÷ 18.00 = 50.5%"),
        ("按天", "序时：到3月8日应达 13.40 亿元（按天），13.40 ÷ 18.00 = 74.4%"),
        ("按月", "（按月）"),
        ("按工作日", "（按工作日）"),
    ],
)
async def test_the_curve_of_an_indicator_makes_its_pace(town: Town, curve: str, pace: str) -> None:
    assert pace in await how(town, curve, LAST_YEAR)


async def test_without_every_month_of_last_year_days_count_and_the_sums_say_so(
    town: Town,
) -> None:
    assert "（按天，上年各月的数不全）" in await how(town, "按上年", LAST_YEAR[:5])
