"""What a week costs people: one look for admins, one line for assessors."""

from datetime import timedelta

import pytest

from domain.people import Role
from storage import roster
from storage.models.base import core
from storage.models.roster import PersonRow
from tests.endtoend import cast
from tests.endtoend.town import FRIDAY_DUE, MONDAY_LOCK, THURSDAY, Town

AN_HOUR = timedelta(hours=1)


async def a_week(town: Town) -> None:
    """Asha answers after an hour, with a question in between; Chidi not at all."""
    await town.live_until(THURSDAY)
    question = await town.answered(town.asha, cast.SIX_LINES.replace("13.5", "135000"))
    await town.asha.presses(await town.asha.sees("135,000"), "是 13.50")
    await town.asha.sees("报齐")
    await town.answered(town.asha, "改 投资 13.6")
    await town.live_until(FRIDAY_DUE)
    assert "5 项" in question


async def become(town: Town, code: str, *roles: Role) -> None:
    table = core(PersonRow)
    async with town.db.transaction() as session:
        await session.execute(
            table.update().where(table.c.code == code).values(roles=",".join(roles))
        )
        await roster.bump(session)
    town.parts.deps.roster.forget()


async def test_an_admin_sees_the_week_at_one_look(morning: Town) -> None:
    await a_week(morning)

    words = (await morning.answered(morning.enzo, "/burden")).text.splitlines()

    assert words == [
        "第10周负担（3月2日–8日）",
        "2 位责任人，每人收到 2 条、发出 1 条（中位数）",
        "从请报到报齐，一半的人用了不到 1 小时",
        "追问共 1 次",
        "较重的单位（每人）：城关 4",
        "较重的人：城关阿莎（收 1、发 2、追问 1）",
        "每人每周最多主动发 5 条，0 人到了上限",
        "没有人有意见",
        "",
        "只看负担轻重，不作考核。",
    ]


async def test_the_assessors_get_one_line_after_the_lock_that_names_nobody(morning: Town) -> None:
    await become(morning, "diana", Role.LEADER, Role.ASSESSOR)
    await a_week(morning)

    await morning.live_until(MONDAY_LOCK)
    (line,) = await morning.new_messages(morning.diana)

    assert line.text.startswith("第10周填报负担：")
    assert "收到 2 条" in line
    assert cast.CHIDI.name not in line


@pytest.mark.parametrize("who", ["asha", "bela", "diana", "stranger"])
async def test_nobody_else_sees_it(town: Town, who: str) -> None:
    answer = await town.answered(town.phones[who], "/burden")

    assert "位责任人" not in answer


async def test_another_week_may_be_named_and_a_month_may_not(town: Town) -> None:
    assert "第9周负担" in await town.answered(town.enzo, "/burden 2026-W09")
    assert "没有“2026-Q1”" in await town.answered(town.enzo, "/burden 2026-Q1")
