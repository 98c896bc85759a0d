"""Presses reach the bot, and its answers reach the phone."""

import asyncio
from datetime import timedelta

import pytest

from sandbox.client import SandboxError
from sandbox.phone import Phone
from sandbox.server import Running
from tests.sandbox.conftest import RawBot

KEYS = {
    "inline_keyboard": [
        [{"text": "同上期", "callback_data": "same"}, {"text": "暂无", "callback_data": "none"}]
    ]
}
TOO_OLD = (
    400,
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
)


@pytest.fixture
async def card(raw: RawBot, asha: Phone) -> int:
    sent = await raw.does("sendMessage", chat_id=asha.id, text="本周", reply_markup=KEYS)
    return int(sent["message_id"])


async def test_a_press_is_answered_with_a_toast(raw: RawBot, asha: Phone, card: int) -> None:
    press = await asha.presses(card, "同上期")
    (update,) = await raw.updates()
    query = update["callback_query"]

    await raw.does("answerCallbackQuery", callback_query_id=query["id"], text="已记 12.8")

    assert (query["data"], query["from"]["id"]) == ("same", asha.id)
    assert query["message"]["message_id"] == card
    answer = await press.answer()
    assert (answer["text"], answer["show_alert"]) == ("已记 12.8", False)


async def test_an_answer_comes_once_and_within_150_seconds(
    raw: RawBot, asha: Phone, card: int, sandbox: Running
) -> None:
    first = await asha.presses(card, 0)
    await raw.does("answerCallbackQuery", callback_query_id=first.id)
    assert await raw.refused("answerCallbackQuery", callback_query_id=first.id) == TOO_OLD

    late = await asha.presses(card, 1)
    await sandbox.client.set_clock(await sandbox.client.clock() + timedelta(seconds=151))
    assert await raw.refused("answerCallbackQuery", callback_query_id=late.id) == TOO_OLD
    assert await raw.refused("answerCallbackQuery", callback_query_id="1") == TOO_OLD


async def test_an_answer_has_at_most_200_characters(raw: RawBot, asha: Phone, card: int) -> None:
    press = await asha.presses(card, 0)

    code, _ = await raw.refused("answerCallbackQuery", callback_query_id=press.id, text="数" * 201)

    assert code == 400
    await raw.does("answerCallbackQuery", callback_query_id=press.id, text="数" * 200)


async def test_presses_are_forgotten_after_150_seconds(
    raw: RawBot, asha: Phone, card: int, sandbox: Running
) -> None:
    await asha.says("13.5")
    await asha.presses(card, 0)

    await sandbox.client.set_clock(await sandbox.client.clock() + timedelta(seconds=151))

    assert [list(update)[1] for update in await raw.updates()] == ["message"]


async def test_forged_data_and_vanished_messages_reach_the_bot_too(
    raw: RawBot, asha: Phone, card: int
) -> None:
    await asha.forges(card, "grant:7")
    await asha.forges(card, "same", inaccessible=True)

    forged, vanished = await raw.updates()

    assert forged["callback_query"]["data"] == "grant:7"
    assert vanished["callback_query"]["message"]["date"] == 0


async def test_a_button_that_is_not_there_cannot_be_pressed(asha: Phone, card: int) -> None:
    with pytest.raises(SandboxError, match="no button '撤回'; offered: 同上期, 暂无"):
        await asha.presses(card, "撤回")


async def test_a_chosen_result_becomes_a_message_via_the_bot(
    sandbox: Running, raw: RawBot, asha: Phone
) -> None:
    sandbox.world.inline_feedback = True
    content = {"message_text": "投资 14.26 亿元"}
    results = [{"type": "article", "id": "1", "title": "投资", "input_message_content": content}]

    async def answers() -> None:
        (update,) = await raw.updates(timeout=30)
        query_id = update["inline_query"]["id"]
        await raw.does("answerInlineQuery", inline_query_id=query_id, results=results)

    message, _ = await asyncio.gather(asha.chooses_inline("投资", "1"), answers())
    _, heard, chosen = (queued.body for queued in sandbox.world.updates.pending())

    assert message.text == "投资 14.26 亿元"
    assert heard["message"]["via_bot"]["is_bot"]
    assert chosen["chosen_inline_result"]["query"] == "投资"


async def test_inline_questions_are_answered(raw: RawBot, asha: Phone) -> None:
    results = [{"type": "article", "id": "1", "title": "投资"}]

    async def answers() -> None:
        (update,) = await raw.updates(timeout=30)
        query_id = update["inline_query"]["id"]
        await raw.does("answerInlineQuery", inline_query_id=query_id, results=results)

    found, _ = await asyncio.gather(asha.asks_inline("投资"), answers())

    assert found == results
