"""Numbers that have to fit together: projects with their unit, parts with their whole."""

from datetime import UTC, datetime

from domain.figures import Stage
from domain.people import Language
from handlers.actions.reporting.drafts import Doubtful
from handlers.actions.reporting.outcomes import Outcome
from handlers.texts import questions
from handlers.texts.catalog import catalog
from storage import figures
from tests.endtoend.desk import Desk
from tests.handlers.actions.rosters import (
    gdp,
    made_of_projects,
    private_investment,
    reimport,
    two_projects,
)

QUARTER_ASKED = datetime(2026, 4, 8, 2, tzinfo=UTC)
ZH = catalog(Language.ZH)


def only_doubt(outcome: Outcome) -> Doubtful:
    (doubtful,) = outcome.doubtful
    return doubtful


async def test_a_project_above_its_unit_is_asked_about(desk: Desk) -> None:
    await reimport(desk, two_projects)
    await desk.says("asha", "固投 13.5")

    doubtful = only_doubt(await desk.says("asha", "滨河大桥 14"))

    assert doubtful.reason.kind == "part_above_total"
    assert "比固定资产投资（13.50 亿元）还大" in questions.question(doubtful, ZH)
    assert questions.labels(doubtful, {}, ZH) == ["就是 14 亿元"]


async def test_a_unit_below_one_of_its_projects_is_asked_about(desk: Desk) -> None:
    await reimport(desk, two_projects)
    await desk.says("asha", "滨河大桥 14")

    doubtful = only_doubt(await desk.says("asha", "固投 13.5"))

    assert "比其中的滨河大桥（14.00 亿元）还小" in questions.question(doubtful, ZH)


async def test_in_one_message_the_part_is_asked_about_and_the_whole_is_saved(desk: Desk) -> None:
    await reimport(desk, two_projects)

    outcome = await desk.says("asha", "固投 13.5 滨河大桥 14")

    assert only_doubt(outcome).item.label == "滨河大桥"
    assert [saved.item.label for saved in outcome.saved] == ["固定资产投资"]


async def test_rounding_explains_a_hair_above_the_whole(desk: Desk) -> None:
    await reimport(desk, two_projects)
    await desk.says("asha", "固投 13.5")

    assert (await desk.says("asha", "滨河大桥 13.51")).doubtful == ()


async def test_projects_within_the_whole_are_not_asked_to_make_it_up(desk: Desk) -> None:
    await reimport(desk, two_projects)

    outcome = await desk.says("asha", "固投 13.5 滨河大桥 3 环城公路 4")

    assert outcome.doubtful == ()
    assert len(outcome.saved) == 3


async def test_projects_that_together_pass_the_whole_are_asked_about(desk: Desk) -> None:
    await reimport(desk, two_projects)
    await desk.says("asha", "固投 13.5 滨河大桥 9")

    doubtful = only_doubt(await desk.says("asha", "环城公路 6"))

    assert doubtful.reason.kind == "sum_with_others"
    assert "各项目合计 15.00 亿元，和固定资产投资（13.50 亿元）对不上" in questions.question(
        doubtful, ZH
    )


async def test_where_the_roster_says_so_the_projects_make_up_the_whole(desk: Desk) -> None:
    await reimport(desk, made_of_projects)
    await desk.says("asha", "滨河大桥 9 环城公路 4.4")

    doubtful = only_doubt(await desk.says("asha", "固投 13.5"))

    assert doubtful.reason.kind == "sum_differs"
    assert questions.labels(doubtful, {}, ZH) == ["是 13.40 亿元", "就是 13.5 亿元"]


async def test_a_part_of_a_whole_is_held_against_it(desk: Desk) -> None:
    await reimport(desk, private_investment)
    await desk.says("asha", "固投 13.5")

    assert only_doubt(await desk.says("asha", "民投 14")).reason.kind == "part_above_total"


async def test_of_gdp_a_cadre_reports_an_estimate_whatever_it_is_called(desk: Desk) -> None:
    await reimport(desk, gdp)
    desk.wait_until(QUARTER_ASKED)
    doubtful = only_doubt(await desk.says("asha", "GDP 核定 44.8"))

    await desk.answers("asha", doubtful, 0)

    own = await desk.owed("asha", "gdp")
    async with desk.deps.db.reading() as session:
        figure = (await figures.for_period(session, "2026-Q1"))[own]
    assert "由统计部门定" in questions.question(doubtful, ZH)
    assert questions.labels(doubtful, {}, ZH) == ["预计 44.8 亿元"]
    assert (f"{figure.value}", figure.stage) == ("44.8", Stage.ESTIMATE)
