"""What became of a number: by command, by a tap on an item, page by page."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.figures import Answer
from handlers.deps import Deps
from storage import figures, recording
from storage.database import Database
from storage.entries import Entry, Origin
from tests.handlers.phone import Answer as Heard
from tests.handlers.phone import Phone, bind, enrol, phone

LEADER, SUPERVISOR, CADRE, STRANGER = "p01", "p10", "p07", "nobody"
ASK_FOR_INVESTMENT = "i:1:2026-W12"
INVESTMENT = 1  # 城关街道's, of the cadre above


class Office:
    """A leader, the supervisor of 城关街道, its cadre 王芳, a stranger, and the group."""

    def __init__(self, one: Phone, ids: dict[str, int], group: int, db: Database) -> None:
        self._phone, self._ids, self._group, self._db = one, ids, group, db

    async def says(self, text: str, who: str = CADRE) -> Heard:
        return await self._phone.says(text, who=self._ids.get(who, 999))

    async def presses(self, data: str, who: str = CADRE) -> Heard:
        return await self._phone.presses(data, who=self._ids.get(who, 999))

    async def group_says(self, text: str) -> Heard:
        return await self._phone.says(text, who=999, chat=self._group)

    async def repeat(self, times: int) -> None:
        """Let the investment of the eleventh week be changed so many times."""
        async with self._db.reading() as session:
            known = (await figures.current(session, [INVESTMENT], ["2026-W11"])).popitem()[1]
        assert known.value is not None
        first = Entry(
            assignment=INVESTMENT,
            period=known.period,
            answer=Answer.NUMBER,
            value=known.value,
            person=known.person,
            typed_by=known.typed_by,
            source=known.source,
            timeliness=known.timeliness,
            reported_at=known.reported_at,
            recorded_at=known.reported_at,
            origin=Origin(7, 1),
        )
        entries = [
            replace(
                first,
                value=known.value + number,
                reported_at=known.reported_at + timedelta(minutes=number),
                origin=Origin(7, number),
            )
            for number in range(1, times + 1)
        ]
        await self._db.write(lambda session: recording.record(session, entries))


@pytest.fixture
async def office(district: Deps, district_db: Database) -> AsyncIterator[Office]:
    ids = await enrol(district_db, LEADER, SUPERVISOR, CADRE)
    group = await bind(district_db, at=district.now())
    async with phone(district) as one:
        yield Office(one, ids, group, district_db)


async def test_a_cadre_reads_who_gave_what_when_and_how(office: Office) -> None:
    answer = await office.says("/history 投资")

    assert "城关街道固定资产投资" in answer.text
    assert "<b>第11周</b>　14.26 亿元　3月12日09:14 王芳（导入）" in answer.text
    assert "· 3月6日09:12 王芳（导入）　13.05 亿元 → 13.50 亿元" in answer.text
    assert "（代王芳、导入）" in answer.text
    assert "共 11 条记录，核对无误 ✓" in answer.text


async def test_a_tap_on_an_item_of_mine_tells_the_same_and_leads_to_a_change(
    office: Office,
) -> None:
    mine = await office.says("/mine")

    answer = await office.presses(mine.buttons["投资"])

    assert "<b>第12周</b>　未报" in answer.text
    assert answer.buttons["改这个数"] == "i:1:2026-W12"


async def test_an_echo_of_a_change_leads_to_the_history_and_a_first_one_does_not(
    office: Office,
) -> None:
    await office.presses(ASK_FOR_INVESTMENT)
    first = await office.says("14.9")
    await office.presses(ASK_FOR_INVESTMENT)
    second = await office.says("15.1")

    answer = await office.presses(second.buttons["修改记录"])

    assert "修改记录" not in first.buttons
    assert "14.90 亿元 → 15.10 亿元" in answer.text


async def test_a_leader_comes_to_it_from_a_number_on_a_card(office: Office) -> None:
    course = await office.says("/status 城关投资", LEADER)

    answer = await office.presses(course.buttons["修改记录"], LEADER)

    assert "3月12日09:14 王芳" in answer.text
    assert "改这个数" not in answer.buttons


@pytest.mark.parametrize("who", [LEADER, SUPERVISOR])
async def test_a_unit_and_an_indicator_name_one_number(office: Office, who: str) -> None:
    answer = await office.says("/history 城关 投资", who)

    assert "城关街道固定资产投资" in answer.text


async def test_several_numbers_are_offered_as_buttons(office: Office) -> None:
    offered = await office.says("/history 投资", LEADER)

    answer = await office.presses(offered.buttons["望澜街道固定资产投资"], LEADER)

    assert "刘畅" in answer.text


async def test_too_many_numbers_are_answered_with_the_right_form(office: Office) -> None:
    answer = await office.says("/history", LEADER)

    assert "例如：城关 投资" in answer.text
    assert not answer.buttons


async def test_a_long_history_is_turned_page_by_page_in_place(office: Office) -> None:
    await office.repeat(25)
    first = await office.says("/history 投资")

    second = await office.presses(first.buttons["← 更早"])
    back = await office.presses(second.buttons["更新 →"])

    assert "39.26 亿元" in first.text
    assert "39.26 亿元" not in second.text.split("\n", 2)[2]
    assert [name for name, _ in second.calls] == ["answerCallbackQuery", "editMessageText"]
    assert back.text == first.text
    assert len(first.text.splitlines()) < 20


async def test_in_the_bound_group_everybody_may_read_it(office: Office) -> None:
    assert "刘畅" in (await office.group_says("/history 望澜 投资")).text


@pytest.mark.parametrize(
    ("who", "text", "words"),
    [
        (CADRE, "/history 望澜 投资", "不在您的权限内"),
        (SUPERVISOR, "/history 望澜 投资", "不在您的权限内"),
        (STRANGER, "/history 投资", "还没有登记"),
    ],
)
async def test_nobody_reads_what_is_not_theirs(
    office: Office, who: str, text: str, words: str
) -> None:
    assert words in (await office.says(text, who)).text


@pytest.mark.parametrize("data", ["v:past:7.0@2026-W11", "v:leaf:7.0@2026-W11"])
async def test_a_forged_tap_shows_nobody_elses_number(office: Office, data: str) -> None:
    assert "不在您的权限内" in (await office.presses(data)).text


@pytest.mark.parametrize(
    "data",
    ["v:past:1@2026-W11", "v:past:999999.0@", "v:past:1.0@2026-M03", "v:past:x.0@2026-W11"],
)
async def test_a_tap_that_is_none_of_ours_is_stale(office: Office, data: str) -> None:
    assert "已经过期" in (await office.presses(data)).text
