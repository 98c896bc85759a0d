"""python-telegram-bot's context, with our dependencies on it."""

from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from handlers.deps import Deps

BotData = dict[str, Any]


class Context(CallbackContext[ExtBot[None], dict[str, Any], dict[str, Any], BotData]):
    """The context of one update. State lives in the database, never in chat_data."""

    @property
    def deps(self) -> Deps:
        """What the composition root built."""
        deps: Deps = self.application.bot_data["deps"]
        return deps

    @property
    def said(self) -> str:
        """What was written after a command, as one line; without what PostgreSQL cannot keep."""
        return " ".join(self.args or ()).replace("\x00", "")


App = Application[ExtBot[None], Context, dict[str, Any], dict[str, Any], BotData, Any]
