"""Requests for a correction that are not whole, or nobody's: answered, and not handed in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.models.base import core
from storage.models.corrections import CorrectionRow
from tests.endtoend.town import THURSDAY, Town, founded
from tests.handlers.corrections import ASKED, lock

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def locked(
    town_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    """Monday after the lock, for every test of the file."""
    async with founded(town_template, tmp_path_factory.mktemp("locked"), at=THURSDAY) as town:
        await town.start()
        await lock(town)
        yield town


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/correct", "更正已锁定的数"),
        ("/correct 投资 14.8", "原因"),
        ("/correct 投资 14.8 亿元", "原因"),
        ("/correct 投资 上周漏了一笔", "没看懂"),
        ("/correct 投资 13 万2 上周漏了一笔", "没看懂"),
        ("/correct 投资 十几 上周漏了一笔", "没看懂"),
        ("/correct 投资 13 或14 上周漏了2笔", "没看懂"),
        ("/correct 投资 14.8 行不行？", "没看懂"),
        ("/correct 投资 12-15 上周漏了一笔", "没看懂"),
        ("/correct 投资 14.2 上周漏了一笔", "一样"),
    ],
)
async def test_what_is_not_a_whole_request_is_answered_with_the_right_form(
    locked: Town, typed: str, words: str
) -> None:
    answer = await locked.answered(locked.chidi, typed)

    assert words in answer
    assert "/correct 投资 13.6 原因" in answer
    assert await locked.count(core(CorrectionRow)) == 0


async def test_several_items_at_once_are_asked_for_one_by_one(locked: Town) -> None:
    answer = await locked.answered(locked.asha, "/correct 投资 13.6 零售 8.3 漏报")

    assert "一次请只更正一项" in answer
    assert await locked.count(core(CorrectionRow)) == 0


async def test_who_owes_nothing_has_nothing_to_correct(locked: Town) -> None:
    answer = await locked.answered(locked.diana, ASKED)

    assert "没有要您填报" in answer
