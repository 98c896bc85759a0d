"""The last step of a delivery: one message into one chat, by a detour where there is one."""

import html
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from telegram import Bot
from telegram.error import BadRequest

from bot.limiter import in_bulk
from bot.outcomes import Reason, reason_in
from handlers.outgoing import Outgoing

log = logging.getLogger(__name__)

GENERAL_TOPIC = 1
TAG = re.compile(r"</?[a-z][^>]*>")


class Deliver(Protocol):
    """Turns an Outgoing into calls and tells the message's id; handlers.sending.deliver does."""

    def __call__(
        self, bot: Bot, chat_id: int, outgoing: Outgoing, *, thread_id: int | None = None
    ) -> Awaitable[int]: ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """It arrived; `detour` is True when its topic was gone and General took it."""

    message_id: int
    detour: bool = False


Carry = Callable[[int, int | None, Outgoing], Awaitable[Receipt]]


class Courier:
    """Delivers as a push: paced, behind the replies."""

    def __init__(self, bot: Bot, deliver: Deliver) -> None:
        self._bot = bot
        self._deliver = deliver

    async def __call__(self, chat_id: int, thread_id: int | None, outgoing: Outgoing) -> Receipt:
        """Send it, or raise what Telegram said.

        A closed topic falls back to General, words that Telegram cannot parse to plain ones.
        """
        # General is addressed by no id at all: its own number 1 is refused.
        thread = None if thread_id == GENERAL_TOPIC else thread_id
        with in_bulk():
            try:
                return Receipt(await self._send(chat_id, thread, outgoing))
            except BadRequest as error:
                if thread is not None and reason_in(error) is Reason.TOPIC_CLOSED:
                    log.warning("topic gone chat=%s thread=%s", chat_id, thread)
                    return Receipt(await self._send(chat_id, None, outgoing), detour=True)
                if "can't parse entities" in str(error).lower():
                    log.error("markup refused chat=%s", chat_id)
                    return Receipt(await self._send(chat_id, thread, _plain(outgoing)))
                raise

    async def _send(self, chat_id: int, thread_id: int | None, outgoing: Outgoing) -> int:
        return await self._deliver(self._bot, chat_id, outgoing, thread_id=thread_id)


def _plain(outgoing: Outgoing) -> Outgoing:
    """The same words without markup, in a spelling that cannot be misread as markup."""
    return replace(outgoing, text=html.escape(html.unescape(TAG.sub("", outgoing.text))))
