"""A real python-telegram-bot application lives with the sandbox as with Telegram."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from sandbox.phone import GroupChat, Phone
from sandbox.server import Running
from tests.sandbox.pictures import png

Context = ContextTypes.DEFAULT_TYPE
App = Application[Any, Any, Any, Any, Any, Any]


async def on_start(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    code = " ".join(context.args or [])
    await update.effective_message.reply_html(f"欢迎 <b>{code}</b>")


async def on_text(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("同上期", callback_data="same")]])
    verb = "改为" if update.edited_message else "收到"
    text = f"{verb} {update.effective_message.text}"
    await update.effective_message.reply_text(text, reply_markup=keyboard)


async def on_press(update: Update, context: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("好的")
    await update.callback_query.edit_message_text("同上期 ✓")


async def on_photo(update: Update, context: Context) -> None:
    message = update.effective_message
    assert message is not None
    file = await message.photo[-1].get_file()
    content = bytes(await file.download_as_bytearray())
    await message.reply_photo(content, caption="您的图片")


@pytest.fixture
async def app(sandbox: Running) -> AsyncIterator[App]:
    builder = ApplicationBuilder().token(sandbox.world.token)
    builder = builder.base_url(f"{sandbox.api_base}/bot")
    app = builder.base_file_url(f"{sandbox.api_base}/file/bot").build()
    app.add_handler(CommandHandler("start", on_start))
    app.add_handler(MessageHandler(filters.TEXT, on_text))
    app.add_handler(MessageHandler(filters.PHOTO, on_photo))
    app.add_handler(CallbackQueryHandler(on_press))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=2)
        yield app
        # Its own way to stop polls once more, which the server holds up for three seconds.
        sandbox.world.polling.impatient = True
        await app.updater.stop()
        await app.stop()


async def test_a_whole_dialogue_goes_through(app: App, asha: Phone, sandbox: Running) -> None:
    await asha.starts("CODE")
    assert (await asha.sees("欢迎 CODE")).raw["entities"][-1]["type"] == "bold"

    said = await asha.says("13.5")
    card = await asha.sees("收到 13.5")
    assert card.buttons == ["同上期"]

    await asha.edits(said, "13.6")
    await asha.sees("改为 13.6")

    press = await asha.presses(card, "同上期")
    assert (await press.answer())["text"] == "好的"
    assert (await asha.sees("同上期 ✓")).id == card.id

    await asha.sends_photo(png(60, 40))
    back = await asha.sees_picture("您的图片")
    assert await asha.download(back) == png(60, 40)
    assert await sandbox.client.violations() == []


async def test_errors_arrive_as_the_library_names_them(
    app: App,
    asha: Phone,
    bela: Phone,
    leaders: GroupChat,
    sandbox: Running,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the library's own future default
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await app.bot.send_message(bela.id, "hello")
    await asha.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await app.bot.send_message(asha.id, "hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await app.bot.send_message(999, "hello")
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await app.bot.send_message(leaders.id, "<b>x", parse_mode="HTML")

    grown = await leaders.becomes_supergroup(-100777)
    with pytest.raises(ChatMigrated) as moved:
        await app.bot.send_message(leaders.id, "hello")
    assert moved.value.new_chat_id == grown.id

    await sandbox.client.limit(group_burst=1)
    await app.bot.send_message(grown.id, "one")
    with pytest.raises(RetryAfter):
        await app.bot.send_message(grown.id, "two")


async def test_albums_members_and_commands_parse(app: App, asha: Phone, leaders: GroupChat) -> None:
    album = await app.bot.send_media_group(
        leaders.id, [InputMediaPhoto(png(30, 30)), InputMediaPhoto(png(40, 40), caption="二")]
    )
    await app.bot.set_my_commands([("report", "填报")])

    assert len({message.media_group_id for message in album}) == 1
    assert (await app.bot.get_chat_member(leaders.id, asha.id)).status == "administrator"
    assert (await app.bot.get_chat(leaders.id)).title == "领导小组"
    assert (await app.bot.get_my_commands())[0].description == "填报"
    assert (await asha.menu())[0]["command"] == "report"
