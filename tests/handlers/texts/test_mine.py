from datetime import UTC, datetime

from domain.people import Language
from handlers.actions.reporting.asking import asked_of
from handlers.deps import Deps
from handlers.texts.catalog import catalog
from handlers.texts.mine import mine

ZH = catalog(Language.ZH)
FRIDAY_OF_W11 = datetime(2026, 3, 13, 6, 0, tzinfo=UTC)


async def told(deps: Deps, person: str, at: datetime = FRIDAY_OF_W11) -> list[str]:
    roster = await deps.roster.current()
    items = await asked_of(deps, roster.people[person], at=at)
    return mine(roster.people[person], items, ZH, deps.yardstick).splitlines()


async def test_every_number_stands_against_target_and_pace(district: Deps) -> None:
    lines = await told(district, "p07")

    assert lines[:3] == [
        "<b>王芳同志 · 第11周</b>",
        "✓ 固定资产投资 14.26 亿元",
        "    完成一季度目标 91.4%，序时 82.2%（+9.2）",
    ]


async def test_a_rate_is_told_by_its_distance_to_the_target(district: Deps) -> None:
    lines = await told(district, "p08")

    assert lines[1:3] == [
        "! 固定资产投资增速 9.3%",
        "    一季度目标 9.5%，相差 −0.2 个百分点",
    ]


async def test_what_is_behind_tells_what_each_week_must_bring(district: Deps) -> None:
    lines = await told(district, "p29")

    assert "    完成一季度目标 63.0%，序时 82.2%（−19.2），每周需 0.22 亿元" in lines
    assert not any("每周需" in line for line in await told(district, "p07"))


async def test_what_is_missing_is_shown_with_the_last_value(district: Deps) -> None:
    lines = await told(district, "p29")

    assert "– 一般公共预算收入 未报（上期 308 万元）" in lines


async def test_each_period_has_a_heading_of_its_own(district: Deps) -> None:
    first_workday_of_april = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)

    lines = await told(district, "p33", first_workday_of_april)

    assert [line for line in lines if line.startswith("<b>")] == [
        "<b>蒋涛同志 · 第14周</b>",
        "<b>蒋涛同志 · 3月</b>",
    ]


async def test_who_owes_nothing_is_told_so(district: Deps) -> None:
    assert await told(district, "p01") == ["您名下没有要报的数。"]
