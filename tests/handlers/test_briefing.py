import pytest

from tests.handlers.test_lookup import CADRE, LEADER, SUPERVISOR, Office, office

__all__ = ["office"]


async def test_a_leader_reads_the_brief_and_goes_on_from_there(office: Office) -> None:
    answer = await office.says("/brief")

    assert "第11周简报" in answer.text
    assert not answer.has_picture
    assert list(answer.buttons) == ["全区进度", "谁没报", "挂图作战", "名次变化"]


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
