"""The form as a phone reaches it: served by the running bot, opened by its button."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.config import Config
from bot.sections.process import FormSection
from sandbox.phone import Phone
from sandbox.seen import Seen
from tests.endtoend.town import THURSDAY, WEEK, Town, founded

KEYS = count(1)


@dataclass
class Page:
    """One opening of the form, as the page in it talks to the server."""

    url: str
    init_data: str
    session: aiohttp.ClientSession

    async def asks(
        self, name: str, body: Any = None, *, proof: str | None = None
    ) -> tuple[int, Any]:
        """Status and answer of one request."""
        proof = f"tma {self.init_data}" if proof is None else proof
        verb = "GET" if body is None else "POST"
        data = body if body is None or isinstance(body, bytes) else None
        async with self.session.request(
            verb,
            f"{self.url}/api/{name}",
            json=body if data is None and body is not None else None,
            data=data,
            headers={"Authorization": proof},
        ) as answer:
            return answer.status, await answer.json()

    async def shows(self) -> dict[str, Any]:
        """Every blank by its name."""
        status, told = await self.asks("blanks")
        assert status == 200, told
        return {blank["name"]: blank for part in told["periods"] for blank in part["blanks"]}

    async def saves(self, *given: tuple[str, str], key: str = "", **beside: str) -> Any:
        """Fill blanks, by name, and send them; a sending has a key of its own unless given."""
        key = key or f"some-key-{next(KEYS):08}"
        status, told = await self.asks(
            "save", {"key": key, "blanks": await self._fills(given, beside)}
        )
        assert status == 200, told
        return told

    async def checks(self, *given: tuple[str, str], **beside: str) -> list[Any]:
        """What filling these would mean."""
        status, told = await self.asks("check", {"blanks": await self._fills(given, beside)})
        assert status == 200, told
        blanks: list[Any] = told["blanks"]
        return blanks

    async def _fills(
        self, given: tuple[tuple[str, str], ...], beside: dict[str, str]
    ) -> list[dict[str, str]]:
        shown = await self.shows()
        return [{"blank": shown[name]["blank"], "text": text, **beside} for name, text in given]


@dataclass
class FormTown:
    """A town with a form."""

    town: Town
    url: str
    session: aiohttp.ClientSession

    async def opened(self, phone: Phone, *, card: Seen | None = None) -> Page:
        """Open the form by the button of a card, or by that of a card asked for now."""
        if card is None:
            await phone.says("/report")
            card = await phone.sees("请报")
        return self.page((await phone.opens(card, "填报表")).init_data)

    def page(self, init_data: str) -> Page:
        """The form, opened with any launch data."""
        return Page(self.url, init_data, self.session)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def with_form(port: int) -> Config:
    """Every default, and a form at a port of this machine."""
    return Config(form=FormSection(url=f"http://127.0.0.1:{port}/form", port=port))


@pytest.fixture
async def formed(town_template: Path, tmp_path: Path) -> AsyncIterator[FormTown]:
    """Thursday at ten, with a form."""
    settings = with_form(free_port())
    async with (
        founded(town_template, tmp_path, at=THURSDAY, settings=settings) as town,
        aiohttp.ClientSession() as session,
    ):
        await town.start()
        yield FormTown(town, settings.form.url, session)
        assert await town.violations() == []


__all__ = ["WEEK", "FormTown", "Page"]
