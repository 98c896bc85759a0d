"""The composition root wires a process that is at rest and keeps its secret."""

import logging
from collections.abc import AsyncIterator
from dataclasses import fields

import pytest
from sqlalchemy import text
from telegram import Update
from telegram.ext import CommandHandler

from bot.app import Parts, build, rates_of
from bot.clock import Clock
from bot.config import Config
from bot.dispatcher import Unparsable
from bot.sections.process import LimitsSection, TelegramSection
from bot.transport import AiohttpRequest
from handlers.offers import ANSWERS, BY_ROLE, IN_GROUPS, TO_STRANGERS
from sandbox.server import Running, running
from sandbox.world import World
from storage.database import Database
from storage.holidays_library import known_workdays


@pytest.fixture
async def sandbox() -> AsyncIterator[Running]:
    async with running(World(seed=1)) as server:
        yield server


@pytest.fixture
def parts(sqlite_db: Database, sandbox: Running) -> Parts:
    config = Config(telegram=TelegramSection(api_base=f"{sandbox.api_base}/"))
    return build(
        config,
        token=sandbox.world.token,
        db=sqlite_db,
        workdays=known_workdays(),
        request=AiohttpRequest(),
        clock=Clock(),
    )


def test_building_calls_nobody(parts: Parts, sandbox: Running) -> None:
    assert parts.app.updater is None
    assert parts.renderer.pid is None
    assert list(sandbox.world.calls) == []


async def test_the_bot_finds_any_server_by_its_address(parts: Parts, sandbox: Running) -> None:
    await parts.bot.initialize()

    assert parts.bot.username == sandbox.world.bot["username"]
    await parts.bot.shutdown()


def test_the_limits_are_the_configured_ones() -> None:
    limits = LimitsSection(per_second=12.5, per_chat_per_second=0.5, per_group_per_minute=10.0)

    rates = rates_of(Config(limits=limits))

    assert (rates.overall_per_second, rates.chat_per_second) == (12.5, 0.5)
    assert rates.group_per_minute == 10


def test_no_part_shows_the_token(parts: Parts, sandbox: Running) -> None:
    # The library's own bot does show it, which is why it is kept out of what we print and log.
    shown = {field.name: repr(getattr(parts, field.name)) for field in fields(parts)}
    for library_object in ("app", "bot"):
        shown.pop(library_object)

    assert not [name for name, text in shown.items() if sandbox.world.token in text]
    assert sandbox.world.token not in parts.config.model_dump_json()


def test_every_command_in_the_menu_has_a_door(parts: Parts) -> None:
    handled = {
        name
        for handlers in parts.app.handlers.values()
        for handler in handlers
        if isinstance(handler, CommandHandler)
        for name in handler.commands
    }

    assert {*TO_STRANGERS, *IN_GROUPS, *ANSWERS}.union(*BY_ROLE.values()) <= handled


async def test_what_cannot_be_parsed_is_named_so(parts: Parts) -> None:
    handle = parts.dispatcher._handle

    with pytest.raises(Unparsable):
        await handle({"update_id": 1, "message": {"message_id": 1, "text": "13.5"}})


async def test_an_error_in_a_door_reaches_the_dispatcher_and_no_log_of_ours(
    parts: Parts, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await parts.app.initialize()
    await parts.db.close()
    person = {"id": 1, "is_bot": False, "first_name": "A"}
    chat = {"id": 1, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": "secret words"}
    async with parts.db.transaction() as session:
        await session.execute(text("ALTER TABLE person RENAME TO away"))

    with pytest.raises(Exception, match="no such table"):
        await parts.dispatcher._handle({"update_id": 1, "message": message})

    assert "secret words" not in caplog.text
    await parts.app.shutdown()


def test_updates_of_unknown_kinds_are_no_error() -> None:
    assert Update.de_json({"update_id": 1, "brand_new": {"a": 1}}, None).effective_chat is None
