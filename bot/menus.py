"""What stands beside the typing box of a private chat: commands by role, and perhaps the form."""

import asyncio
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from telegram import (
    BotCommand,
    BotCommandScopeChat,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.limiter import in_bulk
from domain.people import Language, Person
from domain.roster import Roster
from handlers.deps import Deps
from handlers.keyboards import form_address
from handlers.offers import offered_to
from handlers.texts.catalog import catalog
from storage import menus
from storage.menus import Menu

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0  # seconds; people join, and the roster changes
ANYWAY = 60.0  # seconds; whose turn it is to stand in changes by itself
LATER = 10.0  # seconds until Telegram is tried again
UNSURE = Menu("?", "?")  # calls that may have been made when the process ended
BETWEEN = 0.1  # seconds between two chats: nobody waits for this, and replies must not
DIGEST = 16


@dataclass(frozen=True, slots=True)
class Offer:
    """What a chat should have. Without commands of its own it has those of strangers."""

    language: Language = Language.ZH
    commands: tuple[str, ...] = ()
    url: str = ""

    @property
    def menu(self) -> Menu:
        """The same, as it is remembered."""
        return Menu(self.url, _digest(self.language, self.commands))


def offers(roster: Roster, *, at: datetime, form_url: str) -> dict[int, Offer]:
    """What the chat of everybody within reach should have at an instant."""
    return {
        person.telegram_id: _offer(person, roster, at=at, form_url=form_url)
        for person in roster.people.values()
        if person.telegram_id and person.reachable
    }


def _offer(person: Person, roster: Roster, *, at: datetime, form_url: str) -> Offer:
    answers = bool(roster.answered_by(person.code, at))
    has_form = answers and bool(form_url)
    return Offer(
        person.language,
        offered_to(person, answers=answers),
        form_address(form_url, person.language) if has_form else "",
    )


class Menus:
    """Keeps every chat's menu as it should be; what was set is remembered, so that a start
    makes no calls unless something has changed."""

    def __init__(self, deps: Deps, bot: ExtBot[None]) -> None:
        self._deps = deps
        self._bot = bot
        self._known: dict[int, Menu] | None = None
        self._seen: Roster | None = None
        self._look_at = 0.0

    async def run(self) -> None:
        """Look again and again: roles and languages change without anybody telling."""
        while True:
            wait = LATER
            try:
                await self._look()
                wait = LOOK_EVERY
            except TelegramError as trouble:
                log.info("menus later why=%s", type(trouble).__name__)
            except Exception:
                # The commands and the form work without their menus, and so does the bot.
                log.exception("menus not brought in line")
            await asyncio.sleep(wait)

    async def _look(self) -> None:
        """Only when there may be something new: a thousand people take 15 ms."""
        roster = await self._deps.roster.current()
        now = asyncio.get_running_loop().time()
        if roster is not self._seen or now >= self._look_at:
            await self._bring_in_line(roster)
            self._seen, self._look_at = roster, now + ANYWAY

    async def _bring_in_line(self, roster: Roster) -> None:
        """Give each chat what it should have, and take the rest from it."""
        if self._known is None:
            async with self._deps.db.reading() as session:
                self._known = await menus.known(session)
        known, deps = self._known, self._deps
        wanted = {chat: Offer() for chat in known}
        wanted |= offers(roster, at=deps.now(), form_url=deps.form_url)
        changed = {chat: o for chat, o in wanted.items() if known.get(chat, Menu()) != o.menu}
        await self._keep(dict.fromkeys(changed, UNSURE))
        for chat, offer in changed.items():
            await self._set(chat, offer, before=known.get(chat, Menu()))
            await self._keep({chat: offer.menu})
            await asyncio.sleep(BETWEEN)

    async def _keep(self, chats: Mapping[int, Menu]) -> None:
        if not chats:
            return
        async with self._deps.db.transaction() as session:
            await menus.keep(session, chats)
        self._known = {**(self._known or {}), **chats}

    async def _set(self, chat: int, offer: Offer, *, before: Menu) -> None:
        try:
            with in_bulk():  # behind every reply
                if offer.menu.commands != before.commands:
                    await self._set_commands(chat, offer)
                if offer.url != before.url:
                    await self._set_button(chat, offer)
        except (BadRequest, Forbidden) as refused:
            # Not again until something changes: this chat has no box, or wants none of ours.
            log.info("menu refused why=%s", type(refused).__name__)

    async def _set_commands(self, chat: int, offer: Offer) -> None:
        scope = BotCommandScopeChat(chat)
        if offer.commands:
            # Whatever language the phone speaks: this person chose the bot's.
            await self._bot.set_my_commands(described(offer.language, offer.commands), scope)
        else:
            await self._bot.delete_my_commands(scope)

    async def _set_button(self, chat: int, offer: Offer) -> None:
        button: MenuButtonWebApp | MenuButtonDefault = MenuButtonDefault()
        if offer.url:
            words = catalog(offer.language).plain("form.button")
            button = MenuButtonWebApp(words, WebAppInfo(offer.url))
        await self._bot.set_chat_menu_button(chat, button)


def described(language: Language, names: tuple[str, ...]) -> list[BotCommand]:
    """Commands with what they do, in a language."""
    texts = catalog(language)
    return [BotCommand(name, texts.plain(f"help.commands.{name}")) for name in names]


@cache
def _digest(language: Language, names: tuple[str, ...]) -> str:
    """Differs where a name or a word of its description does; "" without commands."""
    if not names:
        return ""
    told = "\n".join(f"{own.command} {own.description}" for own in described(language, names))
    return hashlib.blake2s(told.encode()).hexdigest()[:DIGEST]
