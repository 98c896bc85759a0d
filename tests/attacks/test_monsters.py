"""Messages of a size or a kind that nobody types."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.endtoend.town import THURSDAY, Town, founded

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(
    town_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    """One town for all of them; what they leave on record is nobody's concern here."""
    async with founded(town_template, tmp_path_factory.mktemp("monsters"), at=THURSDAY) as found:
        await found.start()
        yield found
        assert await found.violations() == []


@pytest.mark.parametrize(
    "text",
    [
        "9 " * 2048,
        "a" * 4096,
        "投资 " * 800,
        "13.5" + "，" * 4000,
        "1" * 4096,
        "1\n" * 2048,
        "投资13.5" * 500,
        "一" * 4096,
        "😀" * 4000,
        "()" * 2000,
        "-" * 4096,
        "%" * 4000,
        "投资 13.5 " + "&<>" * 1300,
        "0." * 2000,
        "1e999999999",
        "亿" * 4000,
        "1万" * 2000,
        "比上期" * 1000,
        "\u202e13.5",
        "١٣٫٥",
        "13.5\x00",
        "/history " + "投资 " * 800,
        "/target " + "投资" * 2000,
        "/target 投资 一季度 16.2 因" + "，从3月起" * 800,
    ],
)
async def test_a_monster_of_a_message_gets_an_answer_at_little_cost(town: Town, text: str) -> None:
    began = time.thread_time()  # of this thread alone, however busy the machine is

    await town.asha.says(text)
    await town.asha.sees()
    await town.quiet()

    assert time.thread_time() - began < 1.5
    assert not any("已隔离" in m.text for m in await town.enzo.bot_messages())
