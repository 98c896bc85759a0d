"""The library's application, which finds the doors for plain words once instead of each time."""

from typing import Any

from telegram import Chat, Update
from telegram.ext import Application, ApplicationHandlerStop, BaseHandler, ExtBot

from bot.updates import PlainWords
from handlers.context import BotData, Context

Known = dict[str, Any]
Door = tuple[BaseHandler[Update, Context, Any], object]
"""A door and what it made of the update when it was asked whether it fits."""


class Doors(Application[ExtBot[None], Context, Known, Known, BotData, Any]):
    """Asks every door whether it fits, as the library does, but for plain words in private.

    Nine in ten messages are such words, and no door looks at them before it takes them: which
    doors fit is the same for all of them. Asking forty takes longer than to read a number.
    """

    _for_words: tuple[Door, ...] | None = None

    async def process_update(self, update: object) -> None:
        """Through the first door that fits, of each group in turn; failures as the library does."""
        if not isinstance(update, PlainWords) or not _is_said_in_private(update):
            await super().process_update(update)
            return
        if self._for_words is None:
            self._for_words = self.doors_for(update)
        context = self.context_types.context.from_update(update, self)
        for door, found in self._for_words:
            try:
                await door.handle_update(update, self, found, context)
            except ApplicationHandlerStop:
                break
            except Exception as error:  # noqa: BLE001  it is handed to the error handler
                if await self.process_error(update, error):
                    break

    def doors_for(self, update: Update) -> tuple[Door, ...]:
        """The first door of each group that fits."""
        found: list[Door] = []
        for group in self.handlers.values():
            for door in group:
                check = door.check_update(update)
                if check is not None and check is not False:
                    found.append((door, check))
                    break
        return tuple(found)


def _is_said_in_private(update: PlainWords) -> bool:
    message = update.message
    return bool(message and message.text and message.chat.type == Chat.PRIVATE)
