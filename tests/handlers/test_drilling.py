"""From the district down to the history of one number and up again: no button is a dead end."""

import shutil
from collections import Counter, deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from storage.database import Database
from tests.district import deps_of
from tests.handlers.phone import GROUP, Answer, Phone, bind, enrol, phone

LEADER, SUPERVISOR, CADRE = "p01", "p10", "p07"
EACH_KIND = 2
MOST_BUTTONS, MOST_BYTES, MOST_LINES = 100, 64, 40
pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Office:
    """People of three roles and the leadership group."""

    phone: Phone
    ids: dict[str, int]

    async def says(self, text: str, who: str = LEADER) -> Answer:
        return await self.phone.says(text, who=self.ids[who])

    async def presses(self, data: str, who: str = LEADER, *, chat: int | None = None) -> Answer:
        return await self.phone.presses(data, who=self.ids.get(who, 999), chat=chat)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    district_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    """One district for the whole file: looking changes nothing."""
    path = tmp_path_factory.mktemp("office") / "district.db"
    shutil.copyfile(district_template, path)
    db = Database(f"sqlite:///{path}")
    deps = deps_of(db)
    ids = await enrol(db, LEADER, SUPERVISOR, CADRE)
    await bind(db, at=deps.now())
    async with phone(deps) as one:
        yield Office(one, ids)
    await db.close()


def kind_of(data: str) -> str:
    return data.split(":")[1]


@pytest.mark.parametrize("who", [LEADER, SUPERVISOR, CADRE])
async def test_every_button_leads_on_and_every_view_leads_back(office: Office, who: str) -> None:
    start = await office.says("/status", who)
    own = await office.says("城关街道", who)
    ahead = deque([*start.buttons.values(), *own.buttons.values()])
    met, seen = Counter[str](), set[str]()
    while ahead:
        data = ahead.popleft()
        if not data.startswith("v:") or data in seen or met[kind_of(data)] >= EACH_KIND:
            continue
        seen.add(data)
        met[kind_of(data)] += 1
        answer = await office.presses(data, who)

        assert "不在您的权限内" not in answer.text, data
        assert "过期" not in answer.text, data
        assert answer.buttons, data
        is_top = kind_of(data) == "all"
        assert is_top or any(kind_of(one) in UPWARDS for one in answer.buttons.values()), data
        assert len(answer.buttons) <= MOST_BUTTONS
        assert all(len(one.encode()) <= MOST_BYTES for one in answer.buttons.values())
        assert len(answer.text.splitlines()) <= MOST_LINES, data
        assert sum(name == "sendPhoto" for name, _ in answer.calls) <= 1
        ahead.extend(answer.buttons.values())

    assert met.keys() >= LEVELS[who]


UPWARDS = {"all", "group", "unit", "project", "person", "rank", "item", "num"}
LEVELS = {
    LEADER: {"all", "group", "cross", "unit", "item", "project", "person", "num", "past", "rank"},
    SUPERVISOR: {"unit", "item", "project", "person", "num", "past"},
    CADRE: {"unit", "item", "num", "past"},
}


async def test_a_project_s_number_is_told_apart_from_the_unit_s(office: Office) -> None:
    card = await office.says("老街区")
    number = await office.presses(card.buttons["项目"])
    past = await office.presses(number.buttons["修改记录"])
    up = await office.presses(past.buttons["← 城关老街区更新一期"])

    assert "<b>城关老街区更新一期</b> · 第11周" in number.text
    assert list(number.buttons) == [
        "修改记录", "李建业", "怎么算的", "← 城关老街区更新一期", "全区进度",
    ]  # fmt: skip
    assert up.text == number.text


async def test_an_indicator_is_looked_at_within_a_group_and_a_group_by_indicator(
    office: Office,
) -> None:
    group = await office.presses("v:group:乡镇街道@2026-W11")
    crossed = await office.presses(group.buttons["零售"])
    unit = await office.presses(crossed.buttons["城关街道"])

    assert crossed.text.startswith("<b>乡镇街道</b>\n<b>社会消费品零售总额 · 第11周</b>")
    assert "<b>城关街道社会消费品零售总额</b>" in unit.text
    assert {"← 乡镇街道", "← 社会消费品零售总额", "全区进度"} <= crossed.buttons.keys()


async def test_a_unit_leads_to_the_units_below_it_its_projects_and_its_people(
    office: Office,
) -> None:
    card = await office.says("经开区")

    assert {"高新产业园", "经开区智能装备制造基地", "夏志明", "← 园区平台"} <= card.buttons.keys()


@pytest.mark.parametrize("data", ["v:num:0@", "v:num:x@", "v:num:99999999999@", "v:cross:x|fai@"])
async def test_forged_steps_are_stale(office: Office, data: str) -> None:
    assert [name for name, _ in (await office.presses(data)).calls] == ["answerCallbackQuery"]


async def test_a_cadre_who_presses_a_step_of_others_is_refused(office: Office) -> None:
    theirs = await office.says("望澜投资")
    history = next(d for d in theirs.buttons.values() if kind_of(d) == "pasts")

    for data in (history, "v:cross:乡镇街道|fai@", "v:project:x02@"):
        answer = await office.presses(data, CADRE)
        assert "亿元" not in answer.text
        assert "%" not in answer.text or "第10周" in answer.text


async def test_what_is_pressed_in_the_group_is_for_whom_it_is(office: Office) -> None:
    data = "v:unit:wl@2026-W11"

    assert "望澜街道" in (await office.presses(data, LEADER, chat=GROUP)).text
    assert "不在您的权限内" in (await office.presses(data, CADRE, chat=GROUP)).text
    assert "14.26" in (await office.presses("v:item:cg|fai@2026-W11", CADRE, chat=GROUP)).text
    assert "还没有登记" in (await office.presses(data, "nobody", chat=GROUP)).text


async def test_nobody_is_offered_to_act_in_front_of_the_group(office: Office) -> None:
    number = await office.presses("v:item:cg|fai@2026-W11", SUPERVISOR, chat=GROUP)
    past = number.buttons["修改记录"]

    in_private = await office.presses(past, SUPERVISOR)
    in_group = await office.presses(past, SUPERVISOR, chat=GROUP)

    assert "退回" in in_private.buttons
    assert all(data.startswith("v:") for data in in_group.buttons.values())
