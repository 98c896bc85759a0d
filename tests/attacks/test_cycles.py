"""Months, quarters, a new year, odd targets and empty districts, from the prompt to the push."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.workbook.grid import Cell
from tests.attacks.rosters import monthly, only, reimport
from tests.endtoend.town import THURSDAY, Town
from tests.handlers.workbook.books import Sheets

APRIL_FIRST = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
APRIL_SECOND = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cadence", "asked_at", "pushed_at", "period", "name"),
    [
        ("月", APRIL_FIRST, datetime(2026, 4, 8, 1, 1, tzinfo=UTC), "2026-M03", "3月"),
        ("季", APRIL_SECOND, datetime(2026, 4, 10, 1, 1, tzinfo=UTC), "2026-Q1", "一季度"),
    ],
)
async def test_a_slower_rhythm_is_asked_answered_and_shown(
    town: Town, cadence: str, asked_at: datetime, pushed_at: datetime, period: str, name: str
) -> None:
    await reimport(town, monthly("ret", cadence))
    await town.enzo.at(town.board).says("/bind 全部")
    await town.live_until(asked_at)
    cards = [seen for seen in await town.asha.bot_messages() if name in seen.text.split("\n")[0]]

    await town.asha.says("8.2", reply_to=cards[-1])
    await town.quiet()
    await town.live_until(pushed_at)

    assert await town.stands("ret", period=period) == "8.2"
    shown = [
        m.text for m in await town.board.bot_messages() if f"· {name}" in m.text.split("\n")[0]
    ]
    album, words = shown
    assert "图：看板、排名、挂图作战" in album
    assert "简报" in words
    assert "城关" in words


def odd_targets(sheets: Sheets) -> None:
    """No target, zero, below zero."""
    head, *rows = sheets["任务"]
    odd: dict[str, list[Cell]] = {
        "fai": ["", "", "", "", ""],
        "ret": [0.0, 0.0, 0.0, 0.0, 0.0],
        "ind": [-3.0, -1.0, -1.0, -0.5, -0.5],
    }
    sheets["任务"] = [head, *([*r[:3], *odd[str(r[1])]] if r[1] in odd else r for r in rows)]


async def test_missing_zero_and_negative_targets_break_nothing(town: Town) -> None:
    await reimport(town, odd_targets)

    for text in ("/report", "投资 13.5", "零售 8.2", "工业增加值 5.6", "/mine"):
        await town.asha.says(text)
    for text in (
        "/status",
        "/status 城关",
        "/rank 投资",
        "/rank 零售",
        "/rank 工业",
        "/trend 投资",
        "/trend 零售",
        "/trend 工业",
        "/status 城关工业",
        "/status 阿莎",
    ):
        await town.diana.says(text)
    await town.quiet()
    await town.live_until(THURSDAY + timedelta(days=5))

    assert len(await town.asha.bot_messages()) >= 5
    assert len(await town.diana.bot_messages()) >= 10
    assert all("处理" not in m.text for m in await town.enzo.bot_messages())
    assert await town.board.sees_picture()


async def test_a_new_year_begins_without_last_years_numbers_or_targets(town: Town) -> None:
    await town.stop()
    await town.sleep_until(datetime(2027, 1, 7, 0, 30, tzinfo=UTC))
    await town.start()
    await town.quiet()
    await town.live_until(datetime(2027, 1, 7, 2, 0, tzinfo=UTC))

    echo = await town.answered(town.chidi, "1.1")
    for text in ("/status", "/rank", "/status 柳河", "/missing", "/trend 投资"):
        await town.diana.says(text)
    await town.quiet()
    await town.live_until(datetime(2027, 1, 12, 2, 0, tzinfo=UTC))

    assert await town.stands("fai", unit="lh", period="2027-W01") == "1.1"
    assert "第1周" in echo.text
    assert not any("已隔离" in m.text for m in await town.enzo.bot_messages())


async def test_week_53_and_the_turn_of_the_year_lose_no_number(town: Town) -> None:
    await town.stop()
    await town.sleep_until(datetime(2026, 12, 31, 0, 30, tzinfo=UTC))
    await town.start()
    await town.live_until(datetime(2026, 12, 31, 2, 0, tzinfo=UTC))
    await town.answered(town.chidi, "82.5")
    await town.quiet()
    question = [m for m in await town.chidi.bot_messages() if m.buttons][-1]
    if "82.5" in " ".join(question.buttons):
        await town.chidi.presses(question, "82.5")
    await town.quiet()

    assert await town.stands("fai", unit="lh", period="2026-W53") == "82.5"


def femis_alone(sheets: Sheets) -> None:
    """Only somebody who has not joined owes a number."""
    sheets["任务"] = [row for n, row in enumerate(sheets["任务"]) if not n or row[2] == "femi"]


async def test_an_import_that_leaves_nobody_to_be_asked_breaks_no_look_and_no_push(
    town: Town,
) -> None:
    await reimport(town, femis_alone)

    for phone in (town.asha, town.diana):
        for text in (
            "/report",
            "/mine",
            "13.5",
            "/status",
            "/rank",
            "/missing",
            "/status 城关",
            "/trend 投资",
            "/undo",
            "/rank 投资",
            "/status 阿莎",
        ):
            await phone.says(text)
    await town.quiet()
    await town.live_until(THURSDAY + timedelta(days=5))

    assert not any("已隔离" in m.text for m in await town.enzo.bot_messages())
    assert len(await town.diana.bot_messages()) >= 11


async def test_whoever_is_retired_while_a_question_waits_is_a_stranger_and_breaks_nothing(
    town: Town,
) -> None:
    question = await town.answered(town.chidi, "142")

    def retire(sheets: Sheets) -> None:
        only("chidi")(sheets)
        sheets["人员"] = [row for row in sheets["人员"] if row[0] != "chidi"]

    await reimport(town, retire)
    pressed = await town.chidi.presses(question, 0)
    answer = await pressed.answer()
    refused = await town.answered(town.chidi, "4.3")

    assert answer["text"]
    assert "登记" in refused.text
    assert await town.revisions() == []
