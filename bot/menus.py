"""The button beside the typing box: the form for whoever owes numbers, commands for the others."""

import asyncio
import logging
from collections.abc import Mapping

from telegram import MenuButtonDefault, MenuButtonWebApp, WebAppInfo
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.limiter import in_bulk
from domain.people import Person
from domain.roster import Roster
from handlers.deps import Deps
from handlers.keyboards import form_address
from handlers.texts.catalog import catalog
from storage import menus

log = logging.getLogger(__name__)

LOOK_EVERY = 10.0  # seconds; people join, and the roster changes
UNSURE = "?"  # a call that may have been made when the process ended
BETWEEN = 0.1  # seconds between two calls: nobody waits for this, and replies must not


class Menus:
    """Keeps every chat's button as it should be; what was set is remembered, so that a start
    makes no calls unless something has changed."""

    def __init__(self, deps: Deps, bot: ExtBot[None]) -> None:
        self._deps = deps
        self._bot = bot
        self._known: dict[int, str] | None = None

    async def run(self) -> None:
        """Look again and again; without a form until nobody has its button any more."""
        while True:
            try:
                await self.bring_in_line()
            except TelegramError as trouble:
                log.info("menu buttons later why=%s", type(trouble).__name__)
            except Exception:
                # The form works without these buttons, and so does the bot.
                log.exception("menu buttons not brought in line")
            if not self._deps.form_url and not any((self._known or {}).values()):
                return
            await asyncio.sleep(LOOK_EVERY)

    async def bring_in_line(self) -> None:
        """Give the button to whom it should have been given, and take it from the others."""
        if self._known is None:
            async with self._deps.db.reading() as session:
                self._known = await menus.addresses(session)
        roster = await self._deps.roster.current()
        wanted = {chat: "" for chat, url in self._known.items() if url}
        people = {person.telegram_id: person for person in roster.people.values()}
        for person in people.values():
            if person.telegram_id and person.reachable:
                wanted[person.telegram_id] = self._address_for(person, roster)
        known = self._known
        changed = {chat: url for chat, url in wanted.items() if known.get(chat, "") != url}
        await self._keep(dict.fromkeys(changed, UNSURE))
        for chat, url in changed.items():
            await self._set(chat, url, people.get(chat))
            await self._keep({chat: url})
            await asyncio.sleep(BETWEEN)

    async def _keep(self, urls: Mapping[int, str]) -> None:
        if not urls:
            return
        async with self._deps.db.transaction() as session:
            for chat, url in urls.items():
                await menus.keep(session, chat, url)
        self._known = {**(self._known or {}), **urls}

    def _address_for(self, person: Person, roster: Roster) -> str:
        owes = roster.answered_by(person.code, self._deps.now())
        if not self._deps.form_url or not owes:
            return ""
        return form_address(self._deps.form_url, person.language)

    async def _set(self, chat: int, url: str, person: Person | None) -> None:
        button: MenuButtonWebApp | MenuButtonDefault = MenuButtonDefault()
        if url and person is not None:
            words = catalog(person.language).plain("form.button")
            button = MenuButtonWebApp(words, WebAppInfo(url))
        try:
            with in_bulk():  # behind every reply
                await self._bot.set_chat_menu_button(chat, button)
        except (BadRequest, Forbidden) as refused:
            # Not again until something changes: this chat has no box, or wants none of ours.
            log.info("menu button refused why=%s", type(refused).__name__)
