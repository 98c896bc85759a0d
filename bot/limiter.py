"""The gate in front of every call: waits for its turn, remembers what Telegram forbids."""

import asyncio
import math
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.transport import seconds_to_wait
from bot.turns import ChatId, Rates, Turn, TurnQueue

Result = bool | dict[str, Any] | list[dict[str, Any]]

# A reply that would wait longer goes back to its inbox row, so that no worker sleeps on it.
PATIENCE = 5.0
ATTEMPTS = 3

_bulk: ContextVar[bool] = ContextVar("bulk", default=False)


@contextmanager
def in_bulk() -> Iterator[None]:
    """Calls made inside are pushes: paced, after the replies, and never repeated by the gate."""
    token = _bulk.set(True)
    try:
        yield
    finally:
        _bulk.reset(token)


class SendLimiter(BaseRateLimiter[None]):
    """Holds each call back until overall, group and chat limits allow it.

    A 429 closes its own chat only. A call whose chat stays closed longer than `patience`
    seconds is refused at once with RetryAfter, as Telegram itself would.
    """

    def __init__(self, rates: Rates, *, patience: float = PATIENCE) -> None:
        self._queue = TurnQueue(rates)
        self._patience = patience
        self._futures: dict[int, asyncio.Future[None]] = {}
        self._timer: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return self._queue.waiting

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Let nobody wait any longer."""
        if self._timer is not None:
            self._timer.cancel()
        for future in self._futures.values():
            future.cancel()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Result:
        """Make the call in its turn. A reply refused by a short 429 is made again."""
        chat: ChatId | None = data.get("chat_id")
        if chat is None or endpoint.startswith("get"):
            return await callback(*args, **kwargs)
        weight = len(data["media"]) if endpoint == "sendMediaGroup" else 1
        attempts = 1 if _bulk.get() else ATTEMPTS
        while True:
            await self.turn(chat, weight=weight, bulk=_bulk.get())
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                self.hold(chat, seconds_to_wait(error))
                attempts -= 1
                if attempts == 0:
                    raise

    async def turn(self, chat: ChatId, *, weight: int = 1, bulk: bool = False) -> None:
        """Wait until `weight` calls to this chat may be made.

        Raises:
            RetryAfter: the chat stays closed for longer than our patience.
        """
        loop = asyncio.get_running_loop()
        wait = self._queue.chat_wait(chat, weight, loop.time())
        if wait > self._patience:
            raise RetryAfter(math.ceil(wait))
        turn = self._queue.ask(chat, weight=weight, bulk=bulk, now=loop.time())
        if not turn.granted:
            await self._granted(turn, loop)

    def hold(self, chat: ChatId, seconds: float) -> None:
        """Leave a chat alone for so long; other chats go on."""
        self._queue.hold(chat, seconds, asyncio.get_running_loop().time())

    async def _granted(self, turn: Turn, loop: asyncio.AbstractEventLoop) -> None:
        future = self._futures[turn.number] = loop.create_future()
        self._grant(loop)
        try:
            await future
        finally:
            del self._futures[turn.number]
            self._queue.give_up(turn)

    def _grant(self, loop: asyncio.AbstractEventLoop) -> None:
        """Wake those whose turn has come, and come back for the next."""
        if self._timer is not None:
            self._timer.cancel()
        turns, wait = self._queue.grant(loop.time())
        for turn in turns:
            future = self._futures.get(turn.number)
            if future is not None and not future.done():
                future.set_result(None)
        self._timer = None if wait is None else loop.call_later(wait, self._grant, loop)
