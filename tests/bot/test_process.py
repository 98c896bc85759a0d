"""A process from start to stop: through a missing network, a backlog, a rival, a webhook."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select

from bot.clock import wall_time
from bot.config import Config
from bot.lock import only_process
from bot.renderer import DrawingFailed
from bot.sections.process import TelegramSection, WebhookSection
from handlers.offers import IN_GROUPS, TO_STRANGERS
from storage import people
from storage.database import Database
from storage.models.base import core
from storage.models.chats import InboxRow
from tests.endtoend import cast
from tests.endtoend.bot_process import polled, settings_for, started
from tests.endtoend.fixtures import town, town_template
from tests.endtoend.town import THURSDAY, Town, Undrawn, founded
from tests.patience import PATIENCE, eventually

__all__ = ["town", "town_template"]

BACKLOG = 200


@pytest.fixture
async def asleep(town_template: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """The town with the bot not started yet."""
    async with founded(town_template, tmp_path, at=THURSDAY) as found:
        yield found


async def test_without_a_network_at_the_start_it_waits_and_comes_up_with_it(asleep: Town) -> None:
    await asleep.sandbox.client.fault("reset", method="getMe", times=2)

    await asleep.start()

    assert len(await asleep.sandbox.client.calls("getMe")) == 3
    assert "报齐" in await asleep.answered(asleep.chidi, "14.2")


async def test_told_to_stop_before_the_network_is_there_it_stops_at_once(asleep: Town) -> None:
    await asleep.sandbox.client.fault("reset", method="getMe", times=None)
    await asleep.begin()
    await eventually(lambda: asleep.sandbox.world.call_count)

    await asleep.stop()

    assert not asleep.is_running


async def test_strangers_and_groups_are_offered_commands_in_both_languages(town: Town) -> None:
    calls = await town.sandbox.client.calls("setMyCommands")

    offered = {
        (call["params"]["scope"]["type"], call["params"].get("language_code")): [
            command["command"] for command in call["params"]["commands"]
        ]
        for call in calls
    }
    for language in (None, "en"):
        assert offered["all_private_chats", language] == list(TO_STRANGERS)
        assert offered["all_group_chats", language] == list(IN_GROUPS)


class Blind(Undrawn):
    """A drawing process whose fonts are not in order."""

    async def start(self) -> None:
        raise DrawingFailed("no Chinese font")


async def test_a_bot_that_cannot_draw_stops_and_says_why(
    asleep: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await asleep.begin(renderer=Blind())

    with pytest.raises(DrawingFailed):
        await asleep.ended()

    assert "no Chinese font" in caplog.text


async def test_by_webhook_numbers_are_taken_answered_and_taken_once(
    town_template: Path, tmp_path: Path
) -> None:
    port = free_port()
    settings = Config(
        telegram=TelegramSection(mode="webhook"),
        webhook=WebhookSection(url=f"http://127.0.0.1:{port}/hook/me", port=port),
    )
    async with founded(town_template, tmp_path, at=THURSDAY, settings=settings) as town:
        said = await town.chidi.says("14.2")
        await town.begin()
        await town.chidi.sees("14.20")

        await town.sandbox.client.redeliver(3)
        await town.answered(town.asha, cast.SIX_LINES)
        await town.quiet()

        assert said.id == 1
        assert len(await town.revisions()) == 7
        assert await town.sandbox.client.calls("getUpdates") == []


async def test_back_from_webhook_to_polling_nothing_is_lost(
    town_template: Path, tmp_path: Path
) -> None:
    async with founded(town_template, tmp_path, at=THURSDAY) as town:
        town.sandbox.world.webhook.url = "http://127.0.0.1:9/gone"
        await town.chidi.says("14.2")

        await town.start()

        await town.chidi.sees("14.20")


async def test_after_stopping_nothing_goes_on(town: Town) -> None:
    await town.answered(town.chidi, "14.2")

    await town.stop()
    calls = town.sandbox.world.call_count
    await asyncio.sleep(0.1)

    assert town.sandbox.world.call_count == calls
    names = {task.get_name() for task in asyncio.all_tasks()}
    assert not names & {"poller", "outbox", "tidy", "warm", "stop"}


async def test_sigterm_under_a_backlog_ends_before_it_is_done_and_loses_nothing(
    asleep: Town, tmp_path: Path
) -> None:
    settings = await real_time(asleep, tmp_path)
    async with started(tmp_path, settings) as bot:
        await polled(asleep.sandbox, after=0)
        numbers = [(asleep.chidi, f"{14 + n / 100:.2f}") for n in range(BACKLOG)]
        await asleep.sandbox.client.says_all(numbers)

        code = await bot.terminate(within=PATIENCE)

    waiting = {u["message"]["message_id"] for u in await asleep.sandbox.client.pending_updates()}
    kept = await messages_kept(asleep.db)
    sent = {said.id for said in await asleep.chidi.messages() if not said.from_bot}
    assert code == 0
    assert len(sent) == BACKLOG
    assert waiting | kept == sent
    assert len(await asleep.revisions()) < BACKLOG


async def test_a_second_process_on_the_same_database_is_refused(
    asleep: Town, tmp_path: Path
) -> None:
    settings = await real_time(asleep, tmp_path)
    with only_process(tmp_path / "town.db"):
        async with started(tmp_path, settings) as second:
            code = await second.ended(within=PATIENCE)

    assert code == 1
    assert "another process is running" in second.log
    assert "Traceback" not in second.log
    assert await asleep.sandbox.client.calls() == []


async def test_no_log_line_at_any_level_nor_the_health_page_holds_the_token(
    asleep: Town, tmp_path: Path
) -> None:
    port = free_port()
    settings = await real_time(asleep, tmp_path)
    settings |= {
        "BOT__LOG__LEVEL": "DEBUG",
        "BOT__LOG__FORMAT": "json",
        "BOT__METRICS__PORT": str(port),
    }
    client = asleep.sandbox.client
    async with started(tmp_path, settings) as bot:
        await polled(asleep.sandbox, after=0)
        for fault in ("reset", "body", "error", "drop"):
            await client.fault(fault, method="sendMessage")
        await client.fault("error", method="getUpdates", status=401, description="Unauthorized")
        await client.inject({"message": {"message_id": 1}}, chat_id=1)
        await asleep.chidi.says("14.2")
        await asleep.chidi.sees("14.20")
        async with aiohttp.ClientSession() as session:
            pages = [
                await (await session.get(f"http://127.0.0.1:{port}/{page}")).text()
                for page in ("healthz", "metrics")
            ]
        await bot.terminate(within=PATIENCE)
        log = bot.log

    token = asleep.sandbox.world.token
    assert all(json.loads(line) for line in log.splitlines())
    assert len(log.splitlines()) >= 5
    for secret in (token, token.split(":")[1]):
        assert secret not in log
        assert not any(secret in page for page in pages)


async def real_time(town: Town, folder: Path) -> dict[str, str]:
    """Settings of a process that lives in real time, where nobody's clock is due."""
    async with town.db.transaction() as session:
        for member in cast.JOINED:
            await people.enrol(session, member.code, telegram_id=member.id, at=wall_time())
    return settings_for(town.sandbox, folder / "town.db")


async def messages_kept(db: Database) -> set[int]:
    """The messages of Chidi's that are on disk, handled or not."""
    table = core(InboxRow)
    async with db.reading() as session:
        payloads = (await session.execute(select(table.c.payload))).scalars()
        found = [json.loads(payload) for payload in payloads]
    return {update["message"]["message_id"] for update in found}


def free_port() -> int:
    """A port that nobody listens on."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
