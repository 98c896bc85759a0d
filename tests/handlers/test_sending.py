"""Messages of every shape within Telegram's bounds, and answers to buttons that are too late."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.transport import AiohttpRequest
from handlers import sending
from handlers.outgoing import Button, Document, Outgoing
from sandbox.limits import NO_LIMITS
from sandbox.phone import Phone
from sandbox.server import Running, running
from sandbox.world import World
from tests.endtoend.town import Town
from tests.sandbox.pictures import png

PICTURE = png(1080, 1350)
KEYBOARD = ((Button("排名", "v:all:@"),),)


@pytest.fixture
async def sandbox() -> AsyncIterator[Running]:
    async with running(World(limits=NO_LIMITS, seed=1)) as server:
        yield server
        assert server.world.violations == []


@pytest.fixture
async def bot(sandbox: Running) -> AsyncIterator[Bot]:
    request = AiohttpRequest()
    await request.initialize()
    yield Bot(sandbox.world.token, base_url=f"{sandbox.api_base}/bot", request=request)
    await request.shutdown()


@pytest.fixture
async def asha(sandbox: Running) -> Phone:
    return await sandbox.client.person(101, "阿莎", started=True)


async def test_words_carry_buttons_and_markup(bot: Bot, asha: Phone) -> None:
    number = await sending.deliver(bot, asha.id, Outgoing("<b>第10周</b> &lt;3", KEYBOARD))

    seen = await asha.message(number)
    assert seen.text == "第10周 <3"
    assert seen.buttons == ["排名"]


async def test_one_picture_carries_its_words_and_buttons(bot: Bot, asha: Phone) -> None:
    number = await sending.deliver(bot, asha.id, Outgoing("说明", KEYBOARD, (PICTURE,)))

    (seen,) = await asha.bot_messages()
    assert seen.id == number
    assert seen.has_photo
    assert (seen.text, seen.buttons) == ("说明", ["排名"])


async def test_words_too_long_for_a_caption_follow_the_picture(bot: Bot, asha: Phone) -> None:
    long = "\n".join(["一行说明" * 10] * 40)

    number = await sending.deliver(bot, asha.id, Outgoing(long, KEYBOARD, (PICTURE,)))

    picture, words = await asha.bot_messages()
    assert picture.has_photo
    assert (words.id, words.text, words.buttons) == (number, long, ["排名"])


async def test_an_album_carries_its_caption_at_the_first_picture(bot: Bot, asha: Phone) -> None:
    album = Outgoing("<b>第10周</b>", pictures=(PICTURE,) * 3, is_album=True)

    number = await sending.deliver(bot, asha.id, album)

    shown = await asha.bot_messages()
    assert [message.text for message in shown] == ["第10周", "", ""]
    assert shown[0].id == number
    assert len({message.raw["media_group_id"] for message in shown}) == 1


@pytest.mark.parametrize(("pages", "photos"), [(2, 2), (10, 10), (11, 11), (12, 12), (21, 21)])
async def test_many_pages_go_as_albums_with_the_words_below(
    bot: Bot, asha: Phone, pages: int, photos: int
) -> None:
    await sending.deliver(bot, asha.id, Outgoing("说明", KEYBOARD, (PICTURE,) * pages))

    *pictures, words = await asha.bot_messages()
    assert len(pictures) == photos
    assert (words.text, words.buttons) == ("说明", ["排名"])


async def test_a_document_carries_its_name(bot: Bot, asha: Phone, sandbox: Running) -> None:
    document = Document("名册模板-2026.xlsx", b"PK...")

    number = await sending.deliver(bot, asha.id, Outgoing("模板", document=document))

    seen = await asha.message(number)
    assert seen.raw["document"]["file_name"] == "名册模板-2026.xlsx"
    assert await asha.download(seen) == b"PK..."


async def test_words_beyond_4096_are_cut_at_the_end_of_a_line(bot: Bot, asha: Phone) -> None:
    lines = "\n".join(f"<b>{number}</b> {'字' * 90}" for number in range(60))

    await sending.deliver(bot, asha.id, Outgoing(lines))

    (seen,) = await asha.bot_messages()
    assert len(seen.text) <= 4096
    assert seen.text.endswith("字\n…")


async def test_a_refusal_of_telegram_is_handed_on(bot: Bot) -> None:
    with pytest.raises(BadRequest):
        await sending.deliver(bot, 12345, Outgoing("谁"))


async def test_an_answer_stays_in_its_topic_and_finds_the_group_when_that_is_gone(
    town: Town,
) -> None:
    chat = {"id": town.board.id, "type": "supergroup", "title": "群", "is_forum": True}
    asked = {
        "message_id": 501,
        "date": int(town.clock.now().timestamp()),
        "chat": chat,
        "from": {"id": town.diana.id, "is_bot": False, "first_name": "戴安"},
        "text": "/missing",
        "entities": [{"type": "bot_command", "offset": 0, "length": 8}],
        "message_thread_id": 77,
        "is_topic_message": True,
    }

    await town.sandbox.client.inject({"message": asked}, chat_id=town.board.id)
    await town.quiet()

    first, second = await town.sandbox.client.calls("sendMessage")
    assert first["params"]["message_thread_id"] == 77
    assert first["status"] == 400
    assert "message_thread_id" not in second["params"]
    assert "未报" in await town.board.sees()


async def test_a_press_that_changes_nothing_is_done(town: Town) -> None:
    card = await town.answered(town.chidi, "/language")
    await town.chidi.presses(card, "中文")
    await town.chidi.sees("中文")

    pressed = await town.chidi.forges(card, card.data["中文"])

    assert (await pressed.answer())["text"] in ("", None)
    assert len(await town.new_messages(town.chidi)) == 1


async def test_words_for_a_message_that_is_gone_come_as_a_new_one(town: Town) -> None:
    card = await town.answered(town.chidi, "/language")
    await town.sandbox.client.fault(
        "error",
        method="editMessageText",
        status=400,
        description="Bad Request: message to edit not found",
    )

    await town.chidi.presses(card, "中文")
    answer = await town.chidi.sees("以后用中文")

    assert answer.id > card.id


async def test_every_call_of_a_long_conversation_is_valid_by_the_specification(
    town: Town,
) -> None:
    for text in ("/help", "/report", "/mine", "13.5", "十几", "/status", "/rank 投资", "/missing"):
        await town.answered(town.asha, text)

    assert await town.violations() == []
    assert len(await town.sandbox.client.calls()) > 10
