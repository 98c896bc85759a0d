"""Messages change and go as Telegram lets them."""

from datetime import timedelta

import pytest

from sandbox.phone import GroupChat, Phone
from sandbox.server import Running
from tests.sandbox.conftest import RawBot
from tests.sandbox.pictures import png

KEYS = {"inline_keyboard": [[{"text": "好", "callback_data": "y"}]]}


async def test_an_edit_replaces_the_text_and_drops_the_keyboard(raw: RawBot, asha: Phone) -> None:
    sent = await raw.does("sendMessage", chat_id=asha.id, text="一", reply_markup=KEYS)

    await raw.does("editMessageText", chat_id=asha.id, message_id=sent["message_id"], text="二")

    seen = await asha.sees("二")
    assert seen.id == sent["message_id"]
    assert seen.is_edited
    assert seen.buttons == []


async def test_the_same_again_is_not_modified(raw: RawBot, asha: Phone) -> None:
    sent = await raw.does("sendMessage", chat_id=asha.id, text="一", reply_markup=KEYS)
    where = {"chat_id": asha.id, "message_id": sent["message_id"]}

    code, sentence = await raw.refused(
        "editMessageText", **where, text="<i></i>一", parse_mode="HTML", reply_markup=KEYS
    )

    assert code == 400
    assert sentence.startswith("Bad Request: message is not modified: specified new message")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"message_id": 99}, "message to edit not found"),
        ({"message_id": 1}, "message can't be edited"),
        ({}, "message identifier is not specified"),
        ({"message_id": 2, "text": ""}, "message text is empty"),
    ],
)
async def test_edits_that_telegram_refuses(
    raw: RawBot, asha: Phone, changed: dict[str, object], sentence: str
) -> None:
    await asha.says("hers")
    await raw.does("sendMessage", chat_id=asha.id, text="its")

    refused = await raw.refused("editMessageText", **{"chat_id": asha.id, "text": "new", **changed})

    assert refused == (400, f"Bad Request: {sentence}")


async def test_words_and_captions_are_edited_each_by_its_own_method(
    raw: RawBot, asha: Phone
) -> None:
    _, body = await raw.uploads(
        "sendPhoto", name="photo", content=png(9, 9), chat_id=str(asha.id), caption="旧"
    )
    where = {"chat_id": asha.id, "message_id": body["result"]["message_id"]}

    assert await raw.refused("editMessageText", **where, text="x") == (
        400,
        "Bad Request: there is no text in the message to edit",
    )
    await raw.does("editMessageCaption", **where, caption="新")
    await raw.does("editMessageReplyMarkup", **where, reply_markup=KEYS)

    seen = await asha.message(body["result"]["message_id"])
    assert (seen.text, seen.buttons, seen.has_photo) == ("新", ["好"], True)


async def test_a_picture_is_exchanged(raw: RawBot, asha: Phone) -> None:
    _, body = await raw.uploads(
        "sendPhoto", name="photo", content=png(9, 9), chat_id=str(asha.id), caption="旧"
    )

    status, _ = await raw.uploads(
        "editMessageMedia",
        name="next",
        content=png(30, 20),
        chat_id=str(asha.id),
        message_id=str(body["result"]["message_id"]),
        media='{"type":"photo","media":"attach://next","caption":"第二周"}',
    )

    assert status == 200
    seen = await asha.sees_picture("第二周")
    assert await asha.download(seen) == png(30, 20)


async def test_messages_can_be_deleted_for_two_days(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    first = await raw.does("sendMessage", chat_id=asha.id, text="一")
    second = await raw.does("sendMessage", chat_id=asha.id, text="二")

    await raw.does("deleteMessage", chat_id=asha.id, message_id=first["message_id"])
    await sandbox.client.set_clock(await sandbox.client.clock() + timedelta(hours=49))

    assert [seen.text for seen in await asha.messages()] == ["二"]
    assert await raw.refused("deleteMessage", chat_id=asha.id, message_id=first["message_id"]) == (
        400,
        "Bad Request: message to delete not found",
    )
    assert await raw.refused("deleteMessage", chat_id=asha.id, message_id=second["message_id"]) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )


async def test_pinning_in_a_group_takes_an_administrator(raw: RawBot, leaders: GroupChat) -> None:
    sent = await raw.does("sendMessage", chat_id=leaders.id, text="通报")
    where = {"chat_id": leaders.id, "message_id": sent["message_id"]}

    assert (await raw.refused("pinChatMessage", **where))[0] == 400
    await leaders.sets_bot("administrator")
    await raw.does("pinChatMessage", **where)

    full = await raw.does("getChat", chat_id=leaders.id)
    assert full["pinned_message"]["text"] == "通报"
