"""Which summaries a group gets: typed or tapped by an admin, and nothing else is sent there."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from domain.clocks import ClockKind
from domain.periods import Period
from handlers.actions.posting import pushing
from handlers.deps import Deps
from storage import groups
from storage.database import Database
from storage.models.base import core
from storage.models.pushes import DeliveryRow, PushRow
from tests.handlers.phone import GROUP, Answer, Phone, enrol, phone

ADMIN, LEADER, OTHER_GROUP = "p06", "p01", -1002


@dataclass
class Office:
    """An admin and a leader, in any group."""

    phone: Phone
    ids: dict[str, int]
    deps: Deps

    async def says(self, text: str, *, chat: int | None = GROUP) -> Answer:
        return await self.phone.says(text, who=self.ids[ADMIN], chat=chat)

    async def taps(self, data: str, who: str = ADMIN, *, chat: int | None = GROUP) -> Answer:
        return await self.phone.presses(data, who=self.ids[who], chat=chat)

    async def chosen(self) -> dict[int, set[str]]:
        async with self.deps.db.reading() as session:
            bound = await groups.bound(session)
        return {one.chat_id: {kind.value for kind in one.summaries} for one in bound}


@pytest.fixture
async def office(district: Deps, district_db: Database) -> AsyncIterator[Office]:
    ids = await enrol(district_db, ADMIN, LEADER)
    async with phone(district) as one:
        yield Office(one, ids, district)


async def test_at_first_a_group_gets_all_of_them(office: Office) -> None:
    answer = await office.says("/bind")

    assert "定期发到这里：周报、月报、季报。" in answer.text
    assert list(answer.buttons) == ["✓ 周报", "✓ 月报", "✓ 季报"]


async def test_an_admin_writes_which_ones_and_binding_again_keeps_them(office: Office) -> None:
    first = await office.says("/bind 月报 季报")
    again = await office.says("/bind")
    other = await office.says("/bind 周")

    assert "定期发到这里：月报、季报。" in first.text
    assert "定期发到这里：月报、季报。" in again.text
    assert "定期发到这里：周报。" in other.text


async def test_a_word_that_names_none_binds_nothing(office: Office) -> None:
    answer = await office.says("/bind 日报")

    assert answer.text == "看不懂“日报”。要选发哪些简报，请写：/bind 周 月 季"
    assert await office.chosen() == {}


async def test_a_tap_takes_one_out_and_another_brings_it_back(office: Office) -> None:
    bound = await office.says("/bind")
    without = await office.taps(bound.buttons["✓ 周报"])
    again = await office.taps(bound.buttons["✓ 周报"])
    none = [await office.taps(f"b:{kind}:0") for kind in ("month", "quarter")][-1]
    back = await office.taps(none.buttons["季报"])

    assert list(without.buttons) == list(again.buttons) == ["周报", "✓ 月报", "✓ 季报"]
    assert "现在不定期发简报" in none.text
    assert "定期发到这里：季报。" in back.text


async def test_nobody_else_chooses_and_nothing_forged_does(office: Office) -> None:
    await office.says("/bind")

    by_another = await office.taps("b:week:0", LEADER)
    elsewhere = await office.taps("b:week:0", chat=OTHER_GROUP)
    in_private = await office.taps("b:week:0", chat=None)
    forged = [await office.taps(data) for data in ("b:year:1", "b:week:2", "b:week:0:1")]

    assert "不在您的权限内" in by_another.text
    assert elsewhere.text == ""  # a group that nobody bound hears nothing
    assert "请在领导工作群里" in in_private.text
    assert all("已经过期" in answer.text for answer in forged)
    assert await office.chosen() == {GROUP: {"week", "month", "quarter"}}


async def test_a_group_of_months_gets_no_week_and_the_other_gets_both(office: Office) -> None:
    await office.says("/bind 月")
    await office.says("/bind", chat=OTHER_GROUP)

    assert await pushed(office.deps, "2026-W11") == {OTHER_GROUP}
    assert await pushed(office.deps, "2026-M02") == {GROUP, OTHER_GROUP}


async def test_in_private_an_admin_reads_what_each_group_gets(office: Office) -> None:
    before = await office.says("/bind", chat=None)
    await office.says("/bind 月")
    after = await office.says("/bind", chat=None)

    assert "已绑定" not in before.text
    assert after.text.endswith("已绑定 1 个群：\n· 领导小组：月报")


async def pushed(deps: Deps, period: str) -> set[int]:
    """Where the summary of a period goes when its clock goes off."""
    own = Period.parse(period)
    clock = next(c for c in deps.schedule.clocks_of(own) if c.kind is ClockKind.PUSH)
    await pushing.fire(deps, clock)
    push, delivery = core(PushRow), core(DeliveryRow)
    async with deps.db.reading() as session:
        rows = await session.execute(
            select(delivery.c.chat_id)
            .join(push, push.c.id == delivery.c.push)
            .where(push.c.period == period, push.c.kind.in_(("push", "words")))
        )
        return set(rows.scalars())
