"""/rank 3月6日: what was known on a day, marked on the picture and in the words."""

from collections.abc import Sequence
from typing import Any

import pytest

from domain.errors import NotKnownYet
from handlers.actions import recalling
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
        ("3月16日", None, ""),  # today
        ("3月", None, ""),
        ("2月30日", None, ""),
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
