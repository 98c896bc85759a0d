"""Updates are posted in order for each chat until they are accepted."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from sandbox.phone import Phone
from sandbox.server import Running
from tests.patience import LONG, PATIENCE, eventually
from tests.sandbox.conftest import RawBot

SECRET = "s3cret_Token"


class Hook:
    """A bot's webhook that refuses as often as it is told to."""

    def __init__(self) -> None:
        self.url = ""
        self.secrets: list[str | None] = []
        self.accepted: list[str] = []
        self.refuse: dict[str, int] = {}
        self.came = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        text = update["message"]["text"]
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refuse.get(text, 0) > 0:
            self.refuse[text] -= 1
            return web.Response(status=500)
        async with self.came:
            self.accepted.append(text)
            self.came.notify_all()
        return web.Response()

    async def has(self, *texts: str) -> None:
        async with self.came:
            has_come = self.came.wait_for(lambda: set(texts) <= set(self.accepted))
            await asyncio.wait_for(has_come, PATIENCE)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(raw: RawBot, asha: Phone, hook: Hook) -> None:
    await asha.says("before")
    await raw.does("setWebhook", url=hook.url, secret_token=SECRET)
    await asha.says("after")

    await hook.has("before", "after")

    assert hook.accepted == ["before", "after"]
    assert set(hook.secrets) == {SECRET}
    info = await raw.does("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (hook.url, 0)


async def test_a_refused_update_comes_again_and_holds_up_only_its_own_chat(
    raw: RawBot, asha: Phone, bela: Phone, hook: Hook
) -> None:
    hook.refuse["asha 1"] = 1
    await raw.does("setWebhook", url=hook.url)

    await asha.says("asha 1")
    await asha.says("asha 2")
    await bela.says("bela 1")
    await hook.has("asha 1", "asha 2", "bela 1")

    assert hook.accepted.index("asha 1") < hook.accepted.index("asha 2")
    assert "500" in (await raw.does("getWebhookInfo"))["last_error_message"]


async def test_polling_and_webhook_exclude_each_other(raw: RawBot, hook: Hook) -> None:
    await raw.does("setWebhook", url=hook.url)
    assert await raw.refused("getUpdates") == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first",
    )

    await raw.does("deleteWebhook")
    assert await raw.updates() == []


async def test_a_webhook_set_ends_the_poll_that_waits(
    raw: RawBot, hook: Hook, sandbox: Running
) -> None:
    waiting = asyncio.create_task(raw.call("getUpdates", timeout=LONG))
    await eventually(lambda: sandbox.world.polling.is_waiting)

    await raw.does("setWebhook", url=hook.url)

    assert (await asyncio.wait_for(waiting, PATIENCE))[0] == 409


async def test_waiting_updates_can_be_dropped(raw: RawBot, asha: Phone) -> None:
    await asha.says("forgotten")

    await raw.does("deleteWebhook", drop_pending_updates=True)

    assert await raw.updates() == []


async def test_an_accepted_update_can_be_posted_again(
    raw: RawBot, asha: Phone, hook: Hook, sandbox: Running
) -> None:
    await raw.does("setWebhook", url=hook.url)
    await asha.says("twice")
    await hook.has("twice")
    hook.accepted.clear()

    await sandbox.client.redeliver()

    await hook.has("twice")


@pytest.mark.parametrize("secret", ["no spaces", "数", "x" * 257])
async def test_a_secret_keeps_to_its_letters(raw: RawBot, hook: Hook, secret: str) -> None:
    code, _ = await raw.refused("setWebhook", url=hook.url, secret_token=secret)

    assert code == 400
