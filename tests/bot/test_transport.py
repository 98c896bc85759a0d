"""What crosses the line to Telegram, and how its faults come out."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import web
from telegram import Bot, InputFile, InputMediaPhoto
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.transport import AiohttpRequest, Unanswered, Unreached, seconds_to_wait
from tests.patience import PATIENCE

PNG = b"\x89PNG\r\n\x1a\n" + bytes(3_000_000)
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def peer(answer: Answer) -> AsyncIterator[str]:
    """Somebody who answers each call with `answer`, at the address given."""
    app = web.Application(client_max_size=2**25)
    app.router.add_post("/{rest:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    await runner.cleanup()


@asynccontextmanager
async def bot_at(address: str, **options: float) -> AsyncIterator[Bot]:
    request = AiohttpRequest(**{"read_timeout": 0.3, "connect_timeout": 0.5, **options})  # type: ignore[arg-type]
    bot = Bot("1:a", base_url=address, request=request, get_updates_request=AiohttpRequest())
    await request.initialize()
    yield bot
    await request.shutdown()


async def test_parameters_travel_as_json_with_their_own_types() -> None:
    seen = {}

    async def answer(request: web.Request) -> web.Response:
        seen.update(await request.json())
        return web.json_response({"ok": True, "result": True})

    async with peer(answer) as address, bot_at(address) as bot:
        await bot.delete_message(chat_id=2**51, message_id=7)

    assert seen == {"chat_id": 2**51, "message_id": 7}


async def test_pictures_travel_as_a_form_whole_and_named() -> None:
    seen: dict[str, object] = {}

    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        photos = [v for v in form.values() if isinstance(v, web.FileField)]
        seen["sizes"] = [len(photo.file.read()) for photo in photos]
        seen["chat"] = form["chat_id"]
        return web.json_response({"ok": True, "result": []})

    async with peer(answer) as address, bot_at(address) as bot:
        album = [InputMediaPhoto(InputFile(PNG, attach=True)) for _ in range(2)]
        await bot.send_media_group(chat_id=5, media=album)

    assert seen == {"sizes": [len(PNG)] * 2, "chat": "5"}


async def test_nobody_there_means_that_nothing_was_sent() -> None:
    async with peer(_never) as address:
        pass  # closed again: the port is free

    async with bot_at(address) as bot:
        with pytest.raises(Unreached):
            await bot.delete_message(1, 1)


async def test_no_free_connection_means_that_nothing_was_sent() -> None:
    async with peer(_never) as address, bot_at(address, connections=1, connect_timeout=0.1) as bot:
        patient = bot.delete_message(1, 1, connect_timeout=30, read_timeout=30)
        holding = asyncio.create_task(patient)
        await asyncio.sleep(0)
        with pytest.raises(Unreached):
            await bot.delete_message(1, 2)
        holding.cancel()
        with pytest.raises(asyncio.CancelledError):
            await holding


async def test_silence_may_mean_that_it_was_accepted() -> None:
    async with peer(_never) as address, bot_at(address) as bot:
        with pytest.raises(Unanswered):
            await bot.delete_message(1, 1)


async def test_an_answer_that_trickles_for_ever_ends_too() -> None:
    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.02)

    async with peer(trickle) as address, bot_at(address, connect_timeout=0.1) as bot:
        with pytest.raises(Unanswered):
            await asyncio.wait_for(bot.delete_message(1, 1), PATIENCE)


async def test_a_connection_cut_before_the_answer_may_mean_that_it_was_accepted() -> None:
    async def cut(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with peer(cut) as address, bot_at(address) as bot:
        with pytest.raises(Unanswered):
            await bot.delete_message(1, 1)
    gc.collect()


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (502, "<html>Bad Gateway</html>", NetworkError),
        (200, "<html>Hello</html>", TelegramError),
        (200, "[1]", TelegramError),
        (400, '{"ok":false,"error_code":400,"description":"Bad Request: x"}', BadRequest),
        (
            429,
            '{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":3}}',
            RetryAfter,
        ),
    ],
)
async def test_bad_answers_come_out_as_the_librarys_own_errors(
    status: int, body: str, expected: type[TelegramError]
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body, content_type="text/html")

    async with peer(answer) as address, bot_at(address) as bot:
        with pytest.raises(expected):
            await bot.delete_message(1, 1)


@pytest.mark.parametrize("wait", [3, timedelta(seconds=3)])
def test_the_seconds_of_a_429_are_read(wait: int | timedelta) -> None:
    assert seconds_to_wait(RetryAfter(wait)) == 3.0


async def _never(_: web.Request) -> web.Response:
    await asyncio.Event().wait()
    return web.Response()


async def test_a_proxy_named_in_the_environment_is_used_unless_excepted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.host)
        return web.json_response({"ok": True, "result": True})

    async with peer(answer) as address:
        monkeypatch.setenv("HTTP_PROXY", address.removesuffix("/bot"))
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        for name in ("http_proxy", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        async with bot_at("http://telegram.invalid/bot") as far, bot_at(address) as near:
            await far.delete_message(1, 1)
            await near.delete_message(1, 1)

    assert asked == ["telegram.invalid", address.split("/")[2]]
