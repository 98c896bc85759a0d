import re
from dataclasses import replace
from decimal import Decimal

import pytest

from domain.drag import Drag, Needed
from domain.people import Language
from handlers.actions.measuring import standing
from handlers.actions.measuring.surveying import Lack, Missing
from handlers.deps import Deps
from handlers.texts.captions import caption
from handlers.texts.catalog import catalog
from tests.handlers.boards import W11, board, crowd, ranked, silent

ZH = catalog(Language.ZH)
CAPTION = 1024


async def test_a_caption_says_who_leads_who_lags_and_why_and_who_is_missing(
    district: Deps,
) -> None:
    words = caption(await standing.board(district, W11), ZH)

    assert words.splitlines() == [
        "<b>2026 一季度开门红 · 第11周</b>",
        "领先：望澜街道 91.9%、工信局 88.3%、经开区 94.7%",
        "落后：栖雾湖度假区 −18.9 点（固定资产投资）、雾坪乡 −18.3 点（一般公共预算收入）、"
        "文旅局 −12.7 点（招商引资到位资金）",
        "变化：望澜街道升到第一",
        "未报：雾坪乡彭小梅（1 项）",
    ]


async def test_the_caption_of_one_indicator_names_the_indicator(district: Deps) -> None:
    words = caption(await standing.board(district, W11, subject="fig"), ZH)

    assert words.startswith("<b>固定资产投资增速 · 第11周</b>\n领先：望澜街道 11.6%、经开区 13.6%")


async def test_before_anybody_reports_the_caption_says_just_that(district: Deps) -> None:
    words = caption(await standing.board(district, W11.next()), ZH)

    assert words.splitlines()[1:] == [
        "本期还没有单位填报。",
        "未报：城关街道、望澜街道、青禾镇等 18 个单位，共 87 项",
    ]


def test_when_all_is_well_nobody_is_named_as_last() -> None:
    words = caption(board(ranked(1, "甲镇", "95"), ranked(2, "乙镇", "90")), ZH)

    assert words.splitlines()[1:] == ["领先：甲镇 95.0%", "各单位都达到序时。", "10 项全部报齐。"]


def test_those_a_little_behind_are_named_when_there_is_no_red_light() -> None:
    drag = Drag("ret", "社零", Decimal("-9.1"), Decimal("-2.0"))

    words = caption(board(ranked(1, "甲镇", "95"), ranked(2, "乙镇", "80", drag=drag)), ZH)

    assert "落后：乙镇 −2.2 点（社零）" in words


def test_where_one_alone_is_behind_it_is_told_what_it_takes() -> None:
    drag = Drag("ret", "社零", Decimal("-9.1"), Decimal("-2.0"))
    last = replace(ranked(2, "乙镇", "80", drag=drag), needed=Needed(Decimal("0.418"), "亿元", 2))

    words = caption(board(ranked(1, "甲镇", "95"), last), ZH)

    assert "落后：乙镇 −2.2 点（社零，每周需 0.42 亿元）" in words


def test_the_largest_moves_are_told_in_places() -> None:
    words = caption(
        board(
            ranked(1, "甲镇", "95", movement=2),
            ranked(2, "乙镇", "90", movement=-1),
            ranked(3, "丙镇", "85", movement=3),
            ranked(4, "丁镇", "84", movement=-3),
        ),
        ZH,
    )

    assert "变化：甲镇升到第一、丙镇升 3 位、丁镇降 3 位" in words


def test_a_new_edition_says_that_it_counts() -> None:
    words = caption(board(ranked(1, "甲镇", "95"), edition=2), ZH)

    assert "更正版 2，以本次为准。" in words


def test_names_cannot_break_the_message() -> None:
    missing = (Missing("x", "<b>", "p", "a&b", (Lack("项", "prj"),)),)

    words = caption(board(ranked(1, "<i>甲", "95"), silent("<b>"), missing=missing), ZH)

    assert "&lt;i&gt;甲" in words
    assert "未报：&lt;b&gt;a&amp;b（1 项）" in words


def test_what_was_sent_back_is_told_apart_from_what_was_never_given() -> None:
    missing = (
        Missing("cg", "城关", "p", "王芳", (), returned=(Lack("投资", "fai"),)),
        Missing("lh", "柳河", "q", "李强", (Lack("零售", "ret"), Lack("项目", "prj"))),
    )

    words = caption(board(ranked(1, "甲镇", "95"), silent("柳河"), missing=missing), ZH)

    assert words.endswith("未报：柳河李强（2 项）\n退回待重报：城关王芳（1 项）")


@pytest.mark.parametrize("units", [1, 3, 18, 80, 300])
def test_a_caption_fits_below_a_picture_whatever_the_number_of_units(units: int) -> None:
    words = caption(crowd(units), ZH)

    assert len(re.sub("<[^>]+>", "", words)) <= CAPTION
    assert len(words) <= CAPTION
    assert len(words.splitlines()) <= 7
