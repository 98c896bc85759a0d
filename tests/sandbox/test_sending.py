"""New messages: what is taken, what is refused, and in which words."""

import pytest

from sandbox.phone import GroupChat, Phone
from sandbox.server import Running
from tests.sandbox.conftest import RawBot


async def test_a_text_arrives_on_the_phone(raw: RawBot, asha: Phone) -> None:
    sent = await raw.does("sendMessage", chat_id=asha.id, text="<b>早</b>上好", parse_mode="HTML")

    seen = await asha.sees("早上好")
    assert seen.raw == sent
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert sent["chat"] == {
        "id": asha.id,
        "type": "private",
        "first_name": "Asha",
        "username": "asha",
    }


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 101}, "message text is empty"),
        ({"chat_id": 101, "text": "  \n"}, "message text is empty"),
        ({"chat_id": 101, "text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": 101, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 999, "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        (
            {"chat_id": 101, "text": "x", "reply_parameters": {"message_id": 77}},
            "message to be replied not found",
        ),
        ({"chat_id": 101, "text": "x", "message_thread_id": 1}, "message thread not found"),
        ({"chat_id": 101, "text": "x", "parse_mode": "Latex"}, "unsupported parse_mode"),
    ],
)
async def test_what_telegram_refuses_is_refused(
    raw: RawBot, asha: Phone, params: dict[str, object], sentence: str
) -> None:
    assert await raw.refused("sendMessage", **params) == (400, f"Bad Request: {sentence}")
    assert await asha.messages() == []


@pytest.mark.parametrize("longest", ["x" * 4096, "😀" * 4096, "<b>" + "x" * 4096 + "</b>"])
async def test_the_length_is_counted_in_characters_after_marks(
    raw: RawBot, asha: Phone, longest: str
) -> None:
    await raw.does("sendMessage", chat_id=asha.id, text=longest, parse_mode="HTML")


async def test_a_reply_carries_what_it_answers(raw: RawBot, asha: Phone) -> None:
    question = await asha.says("多少?")

    answer = await raw.does(
        "sendMessage", chat_id=asha.id, text="13.5", reply_parameters={"message_id": question.id}
    )

    assert answer["reply_to_message"]["text"] == "多少?"


@pytest.mark.parametrize(
    ("data", "fits"), [("x" * 64, True), ("x" * 65, False), ("数" * 21, True), ("数" * 22, False)]
)
async def test_callback_data_is_at_most_64_bytes(
    raw: RawBot, asha: Phone, data: str, fits: bool
) -> None:
    markup = {"inline_keyboard": [[{"text": "好", "callback_data": data}]]}

    status, body = await raw.call("sendMessage", chat_id=asha.id, text="x", reply_markup=markup)

    assert (status == 200) is fits
    assert fits or body["description"] == "Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    "rows",
    [
        [[{"text": "no action"}]],
        [[{"text": "two", "callback_data": "x", "url": "https://a.b"}]],
        [[{"text": " ", "callback_data": "x"}]],
        [[{"text": "x", "url": "not a url"}]],
        [[{"text": str(n), "callback_data": "x"} for n in range(9)]],
        [[{"text": str(n), "callback_data": "x"}] for n in range(101)],
    ],
)
async def test_keyboards_that_telegram_refuses(
    raw: RawBot, asha: Phone, rows: list[object]
) -> None:
    markup = {"inline_keyboard": rows}

    status, _ = await raw.refused("sendMessage", chat_id=asha.id, text="x", reply_markup=markup)

    assert status == 400


async def test_who_cannot_be_reached_is_said_in_telegrams_words(
    raw: RawBot, asha: Phone, bela: Phone, leaders: GroupChat
) -> None:
    async def says(chat_id: int) -> tuple[int, str]:
        return await raw.refused("sendMessage", chat_id=chat_id, text="x")

    assert await says(bela.id) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    await asha.blocks()
    assert await says(asha.id) == (403, "Forbidden: bot was blocked by the user")
    await asha.unblocks()
    await asha.deletes_account()
    assert await says(asha.id) == (403, "Forbidden: user is deactivated")
    await leaders.sets_bot("kicked")
    assert await says(leaders.id) == (
        403,
        "Forbidden: bot was kicked from the supergroup chat",
    )
    await leaders.sets_bot("left")
    assert await says(leaders.id) == (
        403,
        "Forbidden: bot is not a member of the supergroup chat",
    )


async def test_a_wrong_token_opens_nothing(raw: RawBot, asha: Phone) -> None:
    raw.token = "123456:" + "x" * 35
    assert await raw.refused("getMe") == (401, "Unauthorized")

    raw.token = "nonsense"
    assert await raw.refused("getMe") == (404, "Not Found")


async def test_what_the_bot_api_does_not_know_is_put_on_the_list(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    await raw.does("sendMessage", chat_id=asha.id, text="x", colour="red")
    assert await raw.refused("sendRichMessage", chat_id=asha.id) == (404, "Not Found")
    await raw.refused("sendPhoto", chat_id=asha.id)

    assert await sandbox.client.violations() == [
        "sendMessage: unknown parameter 'colour'",
        "unknown method 'sendRichMessage'",
        "sendPhoto: required parameter 'photo' is missing",
    ]


async def test_json_form_and_query_mean_the_same(raw: RawBot, asha: Phone) -> None:
    url = f"{raw.base}/bot{raw.token}/sendmessage"  # method names know no case
    keyboard = '{"inline_keyboard":[[{"text":"好","callback_data":"y"}]]}'
    fields = {"chat_id": str(asha.id), "text": "13.5", "reply_markup": keyboard}

    async with raw.session.post(url, data=fields) as answer:
        by_form = (await answer.json())["result"]
    async with raw.session.get(url, params=fields) as answer:
        by_query = (await answer.json())["result"]

    assert by_form["reply_markup"] == by_query["reply_markup"]
    assert [seen.text for seen in await asha.messages()] == ["13.5", "13.5"]


async def test_a_reply_keyboard_changes_the_typing_box_not_the_message(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    sent = await raw.does(
        "sendMessage", chat_id=asha.id, text="选", reply_markup={"keyboard": [[{"text": "甲"}]]}
    )

    chat = await sandbox.client.get(f"/chats/{asha.id}/messages")
    assert "reply_markup" not in sent
    assert chat["keyboard"]["keyboard"] == [[{"text": "甲"}]]
