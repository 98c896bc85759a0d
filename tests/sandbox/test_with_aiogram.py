"""aiogram's strict models read every answer, and its method models hold the table of methods."""

from collections.abc import AsyncIterator
from typing import Any

import aiogram.methods
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyParameters,
)
from pydantic.fields import FieldInfo

from sandbox.methods import METHODS
from sandbox.phone import GroupChat, Phone
from sandbox.server import Running
from sandbox.spec import SIGNATURES
from tests.sandbox.pictures import png

KEYS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="同上期", callback_data="same")]]
)
# Kept by aiogram for callers of before Bot API 7.0, without marking them.
OLD = {"disable_web_page_preview", "reply_to_message_id", "allow_sending_without_reply"}
OLD |= {"switch_pm_parameter", "switch_pm_text"}


@pytest.fixture
async def bot(sandbox: Running) -> AsyncIterator[Bot]:
    server = TelegramAPIServer.from_base(sandbox.api_base)
    async with Bot(sandbox.world.token, session=AiohttpSession(api=server)) as bot:
        yield bot


def fields_of(method: str) -> dict[str, FieldInfo]:
    model: Any = getattr(aiogram.methods, method[0].upper() + method[1:])
    fields: dict[str, FieldInfo] = model.model_fields
    return {
        name: field
        for name, field in fields.items()
        if name not in OLD and not (field.json_schema_extra or {"deprecated": False})["deprecated"]  # type: ignore[index] # a dict here
    }


@pytest.mark.parametrize("method", sorted(SIGNATURES))
def test_parameters_are_those_of_the_bot_api(method: str) -> None:
    fields = fields_of(method)

    assert set(SIGNATURES[method].kinds) == set(fields)
    assert SIGNATURES[method].required == {n for n, f in fields.items() if f.is_required()}


def test_every_method_of_the_table_can_be_called() -> None:
    assert METHODS.keys() == SIGNATURES.keys()


async def test_everything_sent_parses(bot: Bot, asha: Phone, leaders: GroupChat) -> None:
    picture = BufferedInputFile(png(90, 60), "a.png")
    text = await bot.send_message(asha.id, "<b>早</b> /help", parse_mode="HTML", reply_markup=KEYS)
    answer = await bot.send_message(
        asha.id, "二", reply_parameters=ReplyParameters(message_id=text.message_id)
    )
    photo = await bot.send_photo(asha.id, picture, caption="图", reply_markup=KEYS)
    file = await bot.send_document(asha.id, BufferedInputFile(b"x", "表.xlsx"))
    album = await bot.send_media_group(
        leaders.id, [InputMediaPhoto(media=picture), InputMediaPhoto(media=picture)]
    )
    edited = await bot.edit_message_text("三", chat_id=asha.id, message_id=text.message_id)

    assert text.entities is not None
    assert [entity.type for entity in text.entities] == ["bold", "bot_command"]
    assert answer.reply_to_message is not None
    assert photo.photo is not None
    assert photo.photo[-1].width == 90
    assert file.document is not None
    assert file.document.file_name == "表.xlsx"
    assert album[0].media_group_id == album[1].media_group_id
    assert not isinstance(edited, bool)
    assert edited.text == "三"


async def test_everything_about_chats_and_the_bot_parses(
    bot: Bot, asha: Phone, leaders: GroupChat
) -> None:
    await leaders.sets_bot("administrator")
    posted = await bot.send_message(leaders.id, "通报")
    await bot.pin_chat_message(leaders.id, posted.message_id)
    await bot.set_my_commands([BotCommand(command="status", description="看进展")])
    await bot.set_my_description("每周报数")

    chat = await bot.get_chat(leaders.id)
    assert chat.pinned_message is not None
    assert (await bot.get_me()).username == "progress_bot"
    assert (await bot.get_chat_member(leaders.id, bot.id)).status == "administrator"
    assert [each.user.id for each in await bot.get_chat_administrators(leaders.id)] == [asha.id]
    assert (await bot.get_my_commands())[0].command == "status"
    assert (await bot.get_my_description()).description == "每周报数"
    assert (await bot.get_webhook_info()).url == ""
    assert (await bot.get_chat_menu_button()).type == "commands"


async def test_every_kind_of_update_parses(
    bot: Bot, asha: Phone, leaders: GroupChat, sandbox: Running
) -> None:
    card = await bot.send_message(asha.id, "本周", reply_markup=KEYS)
    said = await asha.says("13.5", reply_to=card.message_id)
    await asha.edits(said, "13.6")
    await asha.sends_photo(png(50, 50), "现场")
    await asha.presses(card.message_id, "同上期")
    await asha.forges(card.message_id, "x", inaccessible=True)
    await asha.blocks()
    await asha.unblocks()
    await leaders.becomes_supergroup(-100555)
    await sandbox.client.post(f"/people/{asha.id}/inline", {"query": "投资", "timeout": 0})

    updates = await bot.get_updates()

    assert [update.event_type for update in updates] == [
        "message",
        "edited_message",
        "message",
        "callback_query",
        "callback_query",
        "my_chat_member",
        "my_chat_member",
        "message",
        "message",
        "inline_query",
    ]


async def test_refusals_become_its_exceptions(
    bot: Bot, asha: Phone, leaders: GroupChat, sandbox: Running
) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(999, "x")

    grown = await leaders.becomes_supergroup(-100556)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(leaders.id, "x")
    assert moved.value.migrate_to_chat_id == grown.id

    await sandbox.client.limit(private_burst=1)
    await bot.send_message(asha.id, "一")
    with pytest.raises(TelegramRetryAfter) as slow:
        await bot.send_message(asha.id, "二")
    assert slow.value.retry_after == 1


async def test_files_come_back(bot: Bot, asha: Phone) -> None:
    sent = await asha.sends_document(b"roster", "名册.xlsx")
    assert sent.file_id is not None

    content = await bot.download(sent.file_id)

    assert content is not None
    assert content.read() == b"roster"
