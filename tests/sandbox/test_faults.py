"""Every kind of bad day, as a client meets it."""

import asyncio

import aiohttp
import pytest

from sandbox.phone import Phone
from sandbox.server import Running
from tests.sandbox.conftest import RawBot


async def test_a_refused_call_is_not_done(raw: RawBot, asha: Phone, sandbox: Running) -> None:
    await sandbox.client.fault(
        "error", method="sendMessage", status=429, description="slow", retry_after=7
    )

    status, body = await raw.call("sendMessage", chat_id=asha.id, text="一")

    assert (status, body["parameters"]) == (429, {"retry_after": 7})
    assert await asha.messages() == []
    await raw.does("sendMessage", chat_id=asha.id, text="二")


async def test_dropped_after_it_was_done(raw: RawBot, asha: Phone, sandbox: Running) -> None:
    await sandbox.client.fault("drop", method="sendMessage")

    with pytest.raises(aiohttp.ClientError):
        await raw.call("sendMessage", chat_id=asha.id, text="一")

    assert [seen.text for seen in await asha.messages()] == ["一"]


async def test_reset_before_it_was_done(raw: RawBot, asha: Phone, sandbox: Running) -> None:
    await sandbox.client.fault("reset", method="sendMessage")

    with pytest.raises(aiohttp.ClientError):
        await raw.call("sendMessage", chat_id=asha.id, text="一")

    assert await asha.messages() == []


async def test_a_web_page_instead_of_an_answer(raw: RawBot, sandbox: Running) -> None:
    await sandbox.client.fault("body", status=502, times=2)
    url = f"{raw.base}/bot{raw.token}/getMe"

    for _ in range(2):
        async with raw.session.get(url) as answer:
            assert (answer.status, answer.content_type) == (502, "text/html")
    async with raw.session.get(url) as answer:
        assert answer.status == 200


async def test_hanging_until_the_caller_gives_up(raw: RawBot, sandbox: Running) -> None:
    await sandbox.client.fault("hang", method="getMe")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(raw.call("getMe"), 0.2)

    assert (await raw.call("getMe"))[0] == 200


async def test_delayed_and_trickled_answers_are_whole(raw: RawBot, sandbox: Running) -> None:
    await sandbox.client.fault("delay", seconds=0.01)
    await sandbox.client.fault("trickle", seconds=0.05)

    assert (await raw.call("getMe"))[0] == 200
    assert (await raw.call("getMe"))[0] == 200


async def test_a_share_of_all_calls_is_hit_by_lot(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    await sandbox.client.fault("error", status=500, share=0.3, times=None)

    statuses = [(await raw.call("getMe"))[0] for _ in range(200)]
    await sandbox.client.calm()

    assert 30 < statuses.count(500) < 90
    assert (await raw.call("getMe"))[0] == 200


async def test_only_one_chat_is_hit_and_only_after_a_while(
    raw: RawBot, asha: Phone, bela: Phone, sandbox: Running
) -> None:
    await bela.starts()
    await sandbox.client.fault("error", status=403, chat_id=asha.id, after=1)

    async def status(phone: Phone) -> int:
        return (await raw.call("sendMessage", chat_id=phone.id, text="x"))[0]

    assert [await status(bela), await status(asha), await status(asha), await status(asha)] == [
        200,
        200,
        403,
        200,
    ]


async def test_calls_are_on_record_with_their_faults(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    await raw.does("sendMessage", chat_id=asha.id, text="一")
    await sandbox.client.fault("error", status=500)
    await raw.call("sendMessage", chat_id=asha.id, text="二")

    first, second = await sandbox.client.calls("sendMessage")

    assert (first["status"], first["params"]["text"], first["fault"]) == (200, "一", None)
    assert (second["status"], second["fault"]) == (500, "error")
