"""Every tap that is forged, foreign or stale gets a polite word, and writes nothing."""

import pytest

from tests.endtoend import cast
from tests.endtoend.town import Town
from tests.handlers.forging import assignment, behind

pytestmark = pytest.mark.asyncio(loop_scope="module")

LONGEST_NOTE = 200
FROM_LAST_WEEK = len(cast.LAST_WEEK) + 1

FORGED = [
    "",
    "i",
    "i:1",
    "i:999999:2026-W10",
    "i:1:2026-W99",
    "i:1:2026-M13",
    "i:1:2026-W10 ",
    "s:1:2026-W10:more",
    "x:0:2026-W10",
    "x:1:2031-W10",
    "s:99999999999999999999:2026-W10",
    "q:1:0",
    "q:1:9",
    "q:999999999999999999:r",
    "u:1",
    "u:999999999999999999",
    "l:fr",
    "m:0123456789abcdef:yes",
    "v:unit:nowhere@2026-W10",
    "v:nothing:at all",
    "v:rank:%s@",
    "'; DROP TABLE revision; --",
    "钉" * 21,
]


@pytest.mark.parametrize("data", [data for data in FORGED if data])
async def test_a_forged_button_gets_a_polite_word_and_writes_nothing(calm: Town, data: str) -> None:
    card = await calm.answered(calm.chidi, "/report")

    pressed = await calm.chidi.forges(card, data)
    answer = await pressed.answer()

    assert 0 < len(answer["text"]) <= LONGEST_NOTE
    assert await calm.revisions() == []
    assert [words for words in await behind(calm, card) if "请报第10周" not in words] == []


@pytest.mark.parametrize("verb", ["i", "s", "x", "w"])
async def test_another_ones_item_is_not_touched(calm: Town, verb: str) -> None:
    card = await calm.answered(calm.chidi, "/report")
    theirs = await assignment(calm, "cg", "fai")

    pressed = await calm.chidi.forges(card, f"{verb}:{theirs}:2026-W10")

    assert "不是您负责" in (await pressed.answer())["text"]


@pytest.mark.parametrize("verb", ["i", "s", "x", "w"])
@pytest.mark.parametrize(
    "period", ["2026-W09", "2026-W11", "2026-W20", "2026-W08", "2025-W10", "2026-M03", "2026-Q1"]
)
async def test_an_own_item_is_not_touched_in_a_period_that_is_not_open(
    calm: Town, verb: str, period: str
) -> None:
    card = await calm.answered(calm.chidi, "/report")
    mine = await assignment(calm, "lh", "fai")

    pressed = await calm.chidi.forges(card, f"{verb}:{mine}:{period}")
    answer = await pressed.answer()

    assert 0 < len(answer["text"]) <= LONGEST_NOTE
    assert [words for words in await behind(calm, card) if "请报第10周" not in words] == []
    assert len(await calm.every_revision()) == FROM_LAST_WEEK
