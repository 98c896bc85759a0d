from collections.abc import Sequence

import pytest

from charts.sheets import Sheet
from charts.sheets.brief import BriefSheet
from handlers.outgoing import NoPicture
from tests.handlers.test_lookup import CADRE, LEADER, SUPERVISOR, Office, office

__all__ = ["office"]


async def test_a_leader_reads_the_brief_and_goes_on_from_there(office: Office) -> None:
    answer = await office.says("/brief")

    assert "第11周简报" in answer.text
    assert not answer.has_picture
    assert list(answer.buttons) == [
        "全区进度", "谁没报", "怎么算的", "周看板", "挂图作战", "名次变化", "下载 PDF",
    ]  # fmt: skip


@pytest.mark.parametrize("named", ["上周", "第11周", "2026-W11"])
async def test_a_period_is_named_in_plain_words(office: Office, named: str) -> None:
    assert "第11周简报" in (await office.says(f"/brief {named}")).text


async def test_a_button_leads_to_the_same(office: Office) -> None:
    assert "第10周简报" in (await office.presses("v:brief:@2026-W10")).text


async def test_what_is_no_period_is_said_to_be_unknown(office: Office) -> None:
    assert "没有找到“城关”" in (await office.says("/brief 城关")).text
    assert "第54周" not in (await office.says("/brief 第54周")).text


@pytest.mark.parametrize("who", [CADRE, SUPERVISOR])
async def test_others_than_leaders_are_told_that_it_is_not_theirs(office: Office, who: str) -> None:
    assert "不在您的权限内" in (await office.says("/brief", who)).text
    assert "不在您的权限内" in (await office.presses("v:brief:@2026-W10", who)).text


async def test_the_bound_group_reads_it(office: Office) -> None:
    assert LEADER in office.ids
    assert "第11周简报" in (await office.group_says("/brief")).text


@pytest.mark.parametrize("asked", ["/brief pdf", "/brief PDF 第11周", "/brief 上周pdf"])
async def test_it_comes_as_a_document_to_print(office: Office, asked: str) -> None:
    answer = await office.says(asked)

    (sheet,) = office.drawn
    assert isinstance(sheet, BriefSheet)
    assert sheet.head.title == "2026 一季度开门红第11周简报"
    assert answer.text == "2026 一季度开门红第11周简报（PDF，可打印）"
    assert answer.file == "2026 一季度开门红第11周简报.pdf"


async def test_the_document_holds_what_the_brief_and_the_board_tell(office: Office) -> None:
    await office.presses("v:paper:@2026-W11")

    (sheet,) = office.drawn
    assert isinstance(sheet, BriefSheet)
    assert sheet.paragraphs[1] == "各组第一：望澜街道 91.9%、工信局 88.3%、经开区 94.7%。"
    assert [section.heading for section in sheet.sections] == ["乡镇街道", "区直部门", "园区平台"]
    assert sheet.columns[0] == "投资"
    assert sheet.totals[0].amount_text == "82.13 / 目标 96.07 亿元"
    assert sheet.notes[0].lines == ("雾坪乡 彭小梅：一般公共预算收入",)


async def test_when_it_cannot_be_drawn_that_is_said(office: Office) -> None:
    async def broken(_: Sheet) -> Sequence[bytes]:
        raise NoPicture("no fonts")

    office.deps.draw = broken

    assert "PDF 没有做成" in (await office.says("/brief pdf")).text


async def test_the_document_is_not_for_others_either(office: Office) -> None:
    assert "不在您的权限内" in (await office.says("/brief pdf", CADRE)).text
    assert "不在您的权限内" in (await office.presses("v:paper:@2026-W11", SUPERVISOR)).text
    assert office.drawn == []
