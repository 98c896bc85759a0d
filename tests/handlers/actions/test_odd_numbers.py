"""A number that was questioned and stood by: its reason, and the mark that leaders see."""

from datetime import timedelta

import pytest

from domain.figures import Stage
from domain.people import Language
from domain.periods import Period
from handlers.actions.lookups import single
from handlers.actions.lookups.views.cards import Card
from handlers.actions.measuring import standing
from handlers.actions.measuring.board import Board, board_from, publication_of
from handlers.actions.measuring.sight import veiled
from handlers.actions.reporting.explaining import explain
from handlers.actions.reporting.outcomes import Outcome
from handlers.sheets.ranking import ranking_sheet
from handlers.texts import echoes, profiles
from handlers.texts.captions import caption
from handlers.texts.catalog import catalog
from handlers.texts.statuses import listing
from handlers.viewers import viewer
from tests.endtoend.desk import Desk
from tests.endtoend.town import WEEK

ZH = catalog(Language.ZH)


async def stood_by(desk: Desk) -> Outcome:
    """135,000 where 13.5 was likely, and confirmed."""
    (doubtful,) = (await desk.says("asha", "投资 135000")).doubtful
    return await desk.answers("asha", doubtful, 1)


async def says_why(desk: Desk, text: str) -> Outcome | None:
    typed = await desk.typed("asha", text)
    outcome = await desk.says("asha", text, number=typed.origin.message_id)
    return await explain(desk.deps, typed, outcome)


async def board(desk: Desk, subject: str = "") -> Board:
    return await standing.board(desk.deps, Period.parse(WEEK), subject=subject)


async def test_the_echo_tells_of_the_mark_and_asks_for_nothing(desk: Desk) -> None:
    echo = echoes.recorded(await stood_by(desk), ZH, desk.deps.yardstick)

    assert "※ 和往常差得多，领导会看到这个标记" in echo


async def test_a_sentence_after_it_is_kept_as_its_reason(desk: Desk) -> None:
    await stood_by(desk)

    told = await says_why(desk, "省重点项目一次性入库")

    assert told is not None
    figure = told.saved[0].item.figure
    assert figure is not None
    assert (f"{figure.value}", figure.note) == ("135000", "省重点项目一次性入库")
    assert figure.odd == "magnitude"
    assert "备注：省重点项目一次性入库" in echoes.recorded(told, ZH, desk.deps.yardstick)


@pytest.mark.parametrize("text", ["好的", "几点截止？", "嗯", "零售 8.2"])
async def test_other_words_are_no_reason(desk: Desk, text: str) -> None:
    await stood_by(desk)

    assert await says_why(desk, text) is None


async def test_words_long_after_it_are_no_reason(desk: Desk) -> None:
    await stood_by(desk)
    desk.wait_until(desk.now + timedelta(hours=2))

    assert await says_why(desk, "明天去现场看看") is None


async def test_words_without_an_odd_number_are_no_reason(desk: Desk) -> None:
    await desk.says("asha", "投资 13.5")

    assert await says_why(desk, "省重点项目一次性入库") is None


async def test_leaders_see_the_mark_and_the_reason_wherever_they_look(desk: Desk) -> None:
    await stood_by(desk)
    await says_why(desk, "省重点项目一次性入库")
    found = await board(desk)
    line = "※ 城关固定资产投资 135,000.00 亿元（和上期或目标差得多；说明：省重点项目一次性入库）"

    sheet = ranking_sheet(found, ZH, desk.deps.schedule.zone)
    roster = await desk.deps.roster.current()
    leader = viewer(roster, await desk.person("diana"), at=desk.now)
    card = await single.unit(desk.deps, leader, Period.parse(WEEK), "cg")
    assert isinstance(card, Card)

    assert line in caption(found, ZH)
    assert line in listing(found, ZH, desk.deps.schedule.zone)
    assert {row.name: row.mark for s in sheet.sections for row in s.rows}["城关"].startswith("※")
    assert "※ 和往常差得多，填报人已确认" in sheet.footer
    assert "※ 和上期或目标差得多" in profiles.card(card, ZH, desk.deps.schedule.zone)


async def test_the_mark_is_frozen_with_the_publication(desk: Desk) -> None:
    await stood_by(desk)
    live = await board(desk, "fai")

    frozen = board_from(publication_of(live, edition=1, at=desk.now))

    assert frozen.odd == live.odd
    assert len(frozen.odd) == 1


async def test_who_may_not_see_amounts_sees_no_odd_numbers_either(desk: Desk) -> None:
    await stood_by(desk)

    assert veiled(await board(desk)).odd == ()


async def test_a_ranking_says_of_which_stage_its_numbers_are(desk: Desk) -> None:
    await desk.says("asha", "核定 投资 13.4")
    await desk.says("chidi", "5.1")

    found = await board(desk, "fai")

    assert found.stages == ((Stage.ESTIMATE, 1), (Stage.VERIFIED, 1))
    words = listing(found, ZH, desk.deps.schedule.zone)
    assert "其中预计 1 项、核定 1 项" in words
    assert "城关 13.40 亿元（核定）" in words
    assert board_from(publication_of(found, edition=1, at=desk.now)).stages == found.stages


async def test_where_all_numbers_are_of_the_usual_stage_nothing_is_said(desk: Desk) -> None:
    await desk.says("asha", "投资 13.5")

    assert (await board(desk)).stages == ()
