"""A phone in front of the real doors: what is typed goes in, what would be sent comes out."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import count
from typing import Any

from telegram import Update
from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

from bot.app import build_application, build_bot
from bot.config import Config
from bot.limiter import SendLimiter
from bot.turns import Rates
from handlers.context import App
from handlers.deps import Deps
from storage.database import Database
from storage.models.base import core
from storage.models.chats import GroupRow
from storage.models.roster import PersonRow

GROUP = -1001
ME = {"id": 1, "is_bot": True, "first_name": "bot", "username": "progress_bot"}


class Sent(BaseRequest):
    """Takes every call instead of Telegram and keeps what was sent."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._numbers = count(1000)

    @property
    def read_timeout(self) -> float | None:
        return 1.0

    async def initialize(self) -> None:
        return None

    async def shutdown(self) -> None:
        return None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        name = name[0].lower() + name[1:]  # Telegram does not mind the case of a method
        facts = dict(request_data.parameters) if request_data else {}
        files = request_data.multipart_data if request_data else None
        facts |= {"files": [file[0] for file in files.values()]} if files else {}
        self.calls.append((name, facts))
        return 200, json.dumps({"ok": True, "result": self._result(name, facts)}).encode()

    def _result(self, name: str, facts: dict[str, Any]) -> Any:
        if name == "getMe":
            return ME
        if not name.startswith("send"):
            return True
        chat = {"id": facts["chat_id"], "type": "private", "first_name": "x"}
        made = {"message_id": next(self._numbers), "date": 1773626400, "chat": chat}
        return [made] if name == "sendMediaGroup" else made


class Phone:
    """Everybody's messages and presses, as updates through the whole table of doors."""

    def __init__(self, app: App, sent: Sent) -> None:
        self._app = app
        self._sent = sent
        self._numbers = count(1)
        self.sent_at = 1773626400  # when messages are sent: Monday, 16 March 2026, ten o'clock

    async def says(
        self,
        text: str,
        *,
        who: int,
        chat: int | None = None,
        to_bot: bool = False,
        via_bot: bool = False,
    ) -> "Answer":
        """One message; in private unless a chat is named. `to_bot`: as a reply to the bot's;
        `via_bot`: put there from its inline results."""
        message = self._message(text, who, chat)
        if via_bot:
            message["via_bot"] = ME
        if to_bot:
            message["reply_to_message"] = {**self._message("…", who, chat), "from": ME}
        return await self._update({"message": message})

    async def types_inline(self, query: str, *, who: int) -> "Answer":
        """`@bot query`, typed in any chat."""
        asked = {"id": "77", "from": _user(who), "query": query, "offset": ""}
        return await self._update({"inline_query": asked})

    async def presses(self, data: str, *, who: int, chat: int | None = None) -> "Answer":
        """One button below a message of the bot."""
        query = {
            "id": "1",
            "from": _user(who),
            "chat_instance": "1",
            "message": self._message("…", who, chat),
            "data": data,
        }
        return await self._update({"callback_query": query})

    def _message(self, text: str, who: int, chat: int | None) -> dict[str, Any]:
        command = text.split()[0] if text.startswith("/") else ""
        entities = [{"type": "bot_command", "offset": 0, "length": len(command)}]
        return {
            "message_id": next(self._numbers),
            "date": self.sent_at,
            "chat": _chat(chat or who),
            "from": _user(who),
            "text": text,
            **({"entities": entities} if command else {}),
        }

    async def _update(self, facts: dict[str, Any]) -> "Answer":
        before = len(self._sent.calls)
        update = Update.de_json({"update_id": next(self._numbers), **facts}, self._app.bot)
        await self._app.process_update(update)
        failure = self._app.bot_data["failures"].take(update.update_id)
        if failure is not None:
            raise failure
        return Answer(self._sent.calls[before:])


class Answer:
    """What was sent back for one update."""

    def __init__(self, calls: list[tuple[str, dict[str, Any]]]) -> None:
        self.calls = calls

    @property
    def text(self) -> str:
        """All words, captions included; alerts too."""
        facts = (f.get("text") or f.get("caption") or "" for _, f in self.calls)
        return "\n".join(str(words) for words in facts if words)

    @property
    def has_picture(self) -> bool:
        return any(name in ("sendPhoto", "sendMediaGroup") for name, _ in self.calls)

    @property
    def file(self) -> str:
        """The name of the document that was sent."""
        (name,) = (f["files"][0] for called, f in self.calls if called == "sendDocument")
        return str(name)

    @property
    def buttons(self) -> dict[str, str]:
        """The data of every button by its label."""
        return dict(self._buttons())

    def _buttons(self) -> Iterator[tuple[str, str]]:
        for _, facts in self.calls:
            markup = facts.get("reply_markup")
            rows = json.loads(markup) if isinstance(markup, str) else markup
            for row in (rows or {}).get("inline_keyboard", ()):
                for button in row:
                    yield button["text"], button["callback_data"]


@asynccontextmanager
async def phone(deps: Deps) -> AsyncIterator[Phone]:
    """The real application on these dependencies, with nobody at the other end."""
    sent = Sent()
    rates = Rates(overall_per_second=1e9, chat_per_second=1e9, group_per_minute=1e9)
    bot = build_bot(Config(), token="1:stub", request=sent, limiter=SendLimiter(rates))
    app = build_application(bot, deps)
    async with app:
        yield Phone(app, sent)


async def enrol(db: Database, *codes: str) -> dict[str, int]:
    """Let these people have joined; their Telegram ids by code."""
    ids = {code: 500 + n for n, code in enumerate(codes)}
    person = core(PersonRow)
    async with db.transaction() as session:
        for code, telegram_id in ids.items():
            await session.execute(
                person.update().where(person.c.code == code).values(telegram_id=telegram_id)
            )
    return ids


async def bind(db: Database, *, at: datetime) -> int:
    """Bind the leadership group; its chat id."""
    async with db.transaction() as session:
        session.add(GroupRow(chat_id=GROUP, title="领导小组", bound_by="p06", bound_at=at))
    return GROUP


def _user(who: int) -> dict[str, Any]:
    return {"id": who, "is_bot": False, "first_name": "x"}


def _chat(chat: int) -> dict[str, Any]:
    kind = "private" if chat > 0 else "supergroup"
    return {
        "id": chat,
        "type": kind,
        **({"first_name": "x"} if chat > 0 else {"title": "领导小组"}),
    }
