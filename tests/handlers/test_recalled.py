"""/rank 3月6日: what was known on a day, marked on the picture and in the words."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from domain.errors import NotKnownYet
from handlers.actions.measuring import recalling
from handlers.deps import Deps
from storage.database import Database
from tests.district import deps_of
from tests.handlers.phone import enrol, phone


class Drawn:
    """Takes every sheet that is drawn."""

    def __init__(self) -> None:
        self.sheets: list[Any] = []

    async def draw(self, sheet: Any) -> Sequence[bytes]:
        self.sheets.append(sheet)
        return [b"picture"]


async def test_a_leader_sees_the_ranking_of_a_day_marked_as_such(district_db: Database) -> None:
    drawn = Drawn()
    ids = await enrol(district_db, "p02")
    async with phone(deps_of(district_db, draw=drawn.draw)) as phones:
        then = await phones.says("/rank 3月6日", who=ids["p02"])
        now = await phones.says("/rank", who=ids["p02"])

    old, new = drawn.sheets
    assert then.text.startswith("<b>按3月6日当时所知</b>\n")
    assert "第10周" in then.text
    assert "当时所知" not in now.text
    assert old.head.stamp == "按3月6日当时所知"
    assert "截至3月6日23:59" in old.head.subtitle
    assert new.head.stamp == "调度数据"


async def test_a_unit_of_a_day_is_asked_for_by_name_or_in_other_words(
    district_db: Database,
) -> None:
    drawn = Drawn()
    ids = await enrol(district_db, "p02")
    async with phone(deps_of(district_db, draw=drawn.draw)) as phones:
        for text in (
            "/status 城关 2月27日",
            "/status 2026年2月27日 城关",
            "2月27日当时城关怎么样",
            "截至2月27日 城关",
        ):
            told = await phones.says(text, who=ids["p02"])
            assert told.text.startswith("<b>按2月27日当时所知</b>\n"), text
            assert "城关街道" in told.text
            assert "第9周" in told.text

    assert {sheet.head.stamp for sheet in drawn.sheets} == {"按2月27日当时所知"}


async def test_a_cadre_sees_what_was_published_by_then(district_db: Database) -> None:
    ids = await enrol(district_db, "p07")
    async with phone(deps_of(district_db)) as phones:
        told = await phones.says("/rank 3月4日", who=ids["p07"])

    assert "第9周" in told.text
    assert "第10周" not in told.text


async def test_a_day_of_another_year_is_named_with_it(district_db: Database) -> None:
    ids = await enrol(district_db, "p02")
    async with phone(deps_of(district_db)) as phones:
        told = await phones.says("/missing 1990年1月1日", who=ids["p02"])

    assert told.text.startswith("<b>按1990年1月1日当时所知</b>\n")


async def test_a_day_that_is_still_to_come_is_told_so(district_db: Database) -> None:
    ids = await enrol(district_db, "p02")
    async with phone(deps_of(district_db)) as phones:
        told = await phones.says("/rank 4月10日", who=ids["p02"])

    assert told.text == "这一天还没到，看不了。"


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("3月10日", "2026-03-10", ""),
        ("城关 3月10号 投资", "2026-03-10", "城关   投资"),
        ("2026-03-10", "2026-03-10", ""),
        ("2025年12月31日当时排名", "2025-12-31", "排名"),
        ("昨天的排名", "2026-03-15", "的排名"),
        ("前天", "2026-03-14", ""),
        ("城关 10 March", "2026-03-10", "城关"),
        ("ranking as of Mar 10th", "2026-03-10", "ranking"),
        ("yesterday's ranking", "2026-03-15", "ranking"),
        ("from 10 March", None, ""),
        ("10 March to 12 March", None, ""),
        ("31 Feb", None, ""),
        ("March", None, ""),
        ("3月16日", None, ""),  # today
        ("3月", None, ""),
        ("2月30日", None, ""),
        ("0001年1月1日", None, ""),
        ("9999-12-31", None, ""),
        ("3月10日前能完成吗", None, ""),
        ("3月10日起", None, ""),
        ("第9周", None, ""),
    ],
)
async def test_only_a_plain_day_of_the_past_is_looked_back_on(
    district: Deps, text: str, day: str | None, rest: str
) -> None:
    said = recalling.recalled(district, text)

    if day is None:
        assert said is None
    else:
        assert said is not None
        assert (said.day.isoformat(), said.rest) == (day, rest)


async def test_the_end_of_a_day_to_come_is_refused(district: Deps) -> None:
    said = recalling.recalled(district, "3月17日")

    assert said is not None
    with pytest.raises(NotKnownYet):
        await recalling.as_known(district, recalling.end_of(district, said.day))


async def test_the_brief_of_a_day_and_of_a_period_as_known_on_a_day(district_db: Database) -> None:
    ids = await enrol(district_db, "p02")
    async with phone(deps_of(district_db)) as phones:
        then = await phones.says("/brief 3月6日", who=ids["p02"])
        named = await phones.says("/brief 第9周 3月6日", who=ids["p02"])
        paper = await phones.says("/brief pdf 3月6日", who=ids["p02"])

    assert then.text.startswith("<b>按3月6日当时所知</b>\n<b>2026 一季度开门红 · 第10周简报</b>")
    assert "第9周简报" in named.text
    assert paper.text.startswith("<b>按3月6日当时所知</b>\n")
    assert paper.file == "2026 一季度开门红第10周简报.pdf"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/missing 3月6日", "第10周"),
        ("/history 城关 投资 2月27日", "第9周"),
        ("/targets 城关 3月6日", "城关"),
        ("/milestones 3月6日", "节点"),
        ("/official 3月6日", "公布"),
        ("/export 2026-W09 3月6日", "第9周数据"),
    ],
)
async def test_whatever_is_looked_up_can_be_looked_back_on(
    district_db: Database, asked: str, told: str
) -> None:
    ids = await enrol(district_db, "p01", "p02")
    async with phone(deps_of(district_db)) as phones:
        then = await phones.says(asked, who=ids["p02"])

    assert "当时所知" in then.text.splitlines()[0]
    assert told in then.text


async def test_every_button_below_stays_on_that_day_and_one_leads_back(
    district_db: Database,
) -> None:
    drawn = Drawn()
    ids = await enrol(district_db, "p02")
    async with phone(deps_of(district_db, draw=drawn.draw)) as phones:
        start = await phones.says("/status 2月27日", who=ids["p02"])
        ahead, met = [start], Counter[str]()
        while ahead:
            answer = ahead.pop()
            (now,) = (d for name, d in answer.buttons.items() if name == "看现在的")
            assert "!" not in now
            for data in answer.buttons.values():
                kind = data.split(":")[1]
                assert len(data.encode()) <= 64
                if data == now or met[kind]:
                    continue
                assert data.endswith("!20260227"), data
                met[kind] += 1
                seen = await phones.presses(data, who=ids["p02"])
                assert seen.text.startswith("<b>按2月27日当时所知</b>\n"), data
                ahead.append(seen)
        back = await phones.presses(start.buttons["看现在的"], who=ids["p02"])

    assert {"unit", "item", "how", "howitem", "heat", "board", "person", "past"} <= met.keys()
    assert {sheet.head.stamp for sheet in drawn.sheets[:-1]} == {"按2月27日当时所知"}
    assert "当时所知" not in back.text
    assert "第11周" in back.text


async def test_the_way_back_leads_to_the_same_thing_as_it_is_now(district_db: Database) -> None:
    ids = await enrol(district_db, "p02")
    async with phone(deps_of(district_db)) as phones:
        for asked, told in (
            ("/status 城关 2月27日", "城关街道"),
            ("/rank 投资 2月27日", "固定资产投资"),
            ("/status 城关 投资 2月27日", "城关街道固定资产投资"),
            ("/brief 第8周 2月27日", "第8周简报"),
            ("城关投资怎么算的 2月27日", "城关街道固定资产投资怎么算的"),
        ):
            then = await phones.says(asked, who=ids["p02"])
            now = await phones.presses(then.buttons["看现在的"], who=ids["p02"])
            assert told in now.text, asked
            assert "当时所知" not in now.text


@pytest.mark.parametrize(
    ("day", "told"),
    [("99999999", "过期"), ("20260230", "过期"), ("20261201", "这一天还没到，看不了。")],
)
async def test_a_forged_day_does_no_harm(district_db: Database, day: str, told: str) -> None:
    ids = await enrol(district_db, "p02")
    async with phone(deps_of(district_db)) as phones:
        answer = await phones.presses(f"v:all:@2026-W10!{day}", who=ids["p02"])

    assert told in answer.text


async def test_what_was_before_anything_was_kept_is_said_to_be_guessed(
    district_db: Database,
) -> None:
    ids = await enrol(district_db, "p02")
    async with phone(deps_of(district_db)) as phones:
        before = await phones.says("/rank 1月3日", who=ids["p02"])
        after = await phones.says("/rank 1月5日", who=ids["p02"])

    assert before.text.splitlines()[1] == "（1月4日起才有留底，此前的情况看不全。）"
    assert "留底" not in after.text


async def test_who_was_not_there_yet_has_nothing_to_look_back_on(district_db: Database) -> None:
    ids = await enrol(district_db, "p07")
    async with phone(deps_of(district_db)) as phones:
        told = await phones.says("红灯有哪些 1月2日", who=ids["p07"])

    assert "没有找到" in told.text
