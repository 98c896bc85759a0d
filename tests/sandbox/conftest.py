"""A running sandbox, and a bot's side of the wire without any bot library."""

import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.limits import NO_LIMITS
from sandbox.phone import GroupChat, Phone
from sandbox.server import Running, running
from sandbox.world import World


class RawBot:
    """Calls methods over HTTP and shows status and body as they are."""

    def __init__(self, base: str, token: str, session: aiohttp.ClientSession) -> None:
        self.base = base
        self.token = token
        self.session = session

    async def call(self, method: str, **params: Any) -> tuple[int, Any]:
        """Status and body."""
        url = f"{self.base}/bot{self.token}/{method}"
        async with self.session.post(url, json=params) as answer:
            return answer.status, await answer.json()

    async def does(self, method: str, **params: Any) -> Any:
        """The result; the call must succeed."""
        status, body = await self.call(method, **params)
        assert status == 200, body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> tuple[int, str]:
        """Code and sentence; the call must fail."""
        status, body = await self.call(method, **params)
        assert body["ok"] is False
        assert body["error_code"] == status
        return status, body["description"]

    async def uploads(self, method: str, *, name: str, content: bytes, **fields: str) -> Any:
        """Status and body of a multipart call with one file."""
        form = aiohttp.FormData(fields)
        form.add_field(name, io.BytesIO(content), filename="file.png", content_type="image/png")
        url = f"{self.base}/bot{self.token}/{method}"
        async with self.session.post(url, data=form) as answer:
            return answer.status, await answer.json()

    async def updates(self, offset: int = 0, timeout: int = 0) -> Any:
        """One getUpdates."""
        return await self.does("getUpdates", offset=offset, timeout=timeout)


@pytest.fixture
async def sandbox() -> AsyncIterator[Running]:
    async with running(World(limits=NO_LIMITS, seed=1)) as server:
        yield server


@pytest.fixture
async def raw(sandbox: Running) -> AsyncIterator[RawBot]:
    async with aiohttp.ClientSession() as session:
        yield RawBot(sandbox.api_base, sandbox.world.token, session)


@pytest.fixture
async def asha(sandbox: Running) -> Phone:
    """Asha has started the bot."""
    return await sandbox.client.person(101, "Asha", username="asha", started=True)


@pytest.fixture
async def bela(sandbox: Running) -> Phone:
    """Bela has a phone but has never started the bot."""
    return await sandbox.client.person(102, "Bela", language="en")


@pytest.fixture
async def leaders(sandbox: Running, asha: Phone) -> GroupChat:
    """A supergroup that Asha leads and the bot is in."""
    return await sandbox.client.group(-1001, "领导小组", admins=[asha])
