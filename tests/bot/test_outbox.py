"""A push reaches each chat once, through whatever Telegram answers."""

import asyncio
import math
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.clock import Clock
from bot.outbox import Pace
from bot.outcomes import Reason
from bot.turns import Rates
from handlers.outgoing import Outgoing, Skip, Wait
from sandbox import standings
from sandbox.limits import NO_LIMITS
from sandbox.server import Running, running
from sandbox.world import World
from storage.database import Database
from storage.deliveries import Delivery
from tests.bot.outbox_stand import QUICK, OutboxStand, bot_of, texts_in
from tests.patience import PATIENCE, eventually
from tests.sandbox.pictures import png

FREE = Rates(math.inf, 1e6, 1000, math.inf)
GROUP = -1000
CHART = Outgoing("本周排名", pictures=(png(8, 8),))


@pytest.fixture
async def sandbox() -> AsyncIterator[Running]:
    async with running(World(limits=NO_LIMITS, seed=1)) as server:
        people = [{"id": n, "first_name": f"P{n}", "started": True} for n in range(1, 41)]
        await server.client.people(people)
        await server.client.group(GROUP, "领导群", members=[1], admins=[1])
        yield server


@pytest.fixture
async def bot(sandbox: Running) -> AsyncIterator[Bot]:
    async with bot_of(sandbox, rates=FREE) as bot:
        yield bot


@pytest.fixture
async def impatient(sandbox: Running) -> AsyncIterator[Bot]:
    """A bot that soon gives up on an answer."""
    async with bot_of(sandbox, rates=FREE, answer_within=0.5) as bot:
        yield bot


@pytest.fixture
def stand(sqlite_db: Database, bot: Bot) -> OutboxStand:
    return OutboxStand(sqlite_db, bot)


async def test_a_push_reaches_every_chat_once_and_its_messages_are_known(
    db: Database, bot: Bot, sandbox: Running
) -> None:
    stand = OutboxStand(db, bot)
    await stand.queue(*range(1, 41))
    await stand.queue(*range(1, 41))

    async with stand.sending():
        states = await stand.settled()

    assert set(states.values()) == {"sent"}
    assert all(texts_in(sandbox, chat) == ["本周请填报"] for chat in range(1, 41))
    rows = await stand.rows()
    assert sorted(stand.sent) == [(chat, rows[chat].message_id) for chat in range(1, 41)]


async def test_what_is_queued_leaves_at_once_when_the_outbox_is_woken(stand: OutboxStand) -> None:
    async with stand.sending(stand.outbox(pace=Pace(look_every=2 * PATIENCE))) as outbox:
        await asyncio.sleep(0.05)
        await stand.queue(1)
        outbox.wake()

        states = await stand.settled()

    assert states == {1: "sent"}


async def test_what_another_process_queued_leaves_soon_without_being_woken(
    stand: OutboxStand,
) -> None:
    async with stand.sending(stand.outbox(pace=Pace(look_every=0.1))):
        await asyncio.sleep(0.05)
        await stand.queue(1)

        states = await stand.settled()

    assert states == {1: "sent"}
    assert Pace().look_every <= 2


async def test_what_has_to_wait_leaves_in_its_time_and_counts_as_not_tried(
    stand: OutboxStand, sandbox: Running
) -> None:
    soon = stand.clock.now() + timedelta(seconds=0.1)
    stand.words = lambda delivery: Outgoing("x") if stand.clock.now() >= soon else Wait(soon)
    await stand.queue(1)

    async with stand.sending():
        states = await stand.settled()

    assert states == {1: "sent"}
    assert (await stand.rows())[1].attempts == 1
    assert len(texts_in(sandbox, 1)) == 1


async def test_what_is_of_no_use_any_more_is_not_sent(stand: OutboxStand, sandbox: Running) -> None:
    stand.words = lambda delivery: Skip("answered") if delivery.chat_id == 1 else Outgoing("x")
    await stand.queue(1, 2)

    async with stand.sending():
        states = await stand.settled()

    assert states == {1: "skipped", 2: "sent"}
    assert (await stand.rows())[1].error == "answered"
    assert texts_in(sandbox, 1) == []


async def test_a_429_is_kept_in_its_row_and_delays_nobody_else(
    sqlite_db: Database, bot: Bot, sandbox: Running
) -> None:
    clock = Clock()
    stand = OutboxStand(sqlite_db, bot, clock=clock)
    await sandbox.client.fault(
        "error", chat_id=GROUP, times=1, status=429, description="Too Many", retry_after=30
    )
    await stand.queue(GROUP, 1, 2, 3)

    async with stand.sending():
        await eventually(lambda: len(stand.sent) == 3)
        await eventually(lambda: stand.metrics.deliveries.labels("later")._value.get())
        held = (await stand.rows())[GROUP]

    assert held.state == "pending"
    assert timedelta(seconds=25) < held.not_before - clock.now() <= timedelta(seconds=30)
    assert held.attempts == 1


async def test_after_a_restart_a_429_is_still_waited_out(
    sqlite_db: Database, bot: Bot, sandbox: Running
) -> None:
    clock = Clock()
    stand = OutboxStand(sqlite_db, bot, clock=clock)
    await stand.queue(1, late=timedelta(seconds=30))

    async with stand.sending():
        await asyncio.sleep(0.1)
        before = texts_in(sandbox, 1)
    clock.advance_to(clock.now() + timedelta(seconds=31))
    async with stand.sending():
        await stand.settled()

    assert before == []
    assert texts_in(sandbox, 1) == ["本周请填报"]


async def test_who_cannot_be_reached_is_told_of_once_and_not_tried_again(
    stand: OutboxStand, sandbox: Running
) -> None:
    world, client = sandbox.world, sandbox.client
    await client.person(90, "NeverStarted")
    standings.blocks(world, world.people[1])
    standings.deactivates(world, world.people[2])
    standings.sets_bot(world, world.groups[GROUP], "kicked", by=world.people[1])
    await stand.queue(1, 2, 3, 90, 99, GROUP)

    async with stand.sending():
        states = await stand.settled()
        calls = len(await client.calls("sendMessage"))

    assert states == {
        1: "failed",
        2: "failed",
        3: "sent",
        90: "failed",
        99: "failed",
        GROUP: "failed",
    }
    assert dict(stand.lost) == {
        1: Reason.BLOCKED,
        2: Reason.DEACTIVATED,
        90: Reason.NEVER_STARTED,
        99: Reason.NOT_FOUND,
        GROUP: Reason.KICKED,
    }
    assert len(stand.lost) == 5
    assert calls == 6


async def test_a_group_that_moved_gets_its_push_once_at_its_new_address(
    stand: OutboxStand, sandbox: Running
) -> None:
    group = await sandbox.client.group(-55, "领导群", members=[1], kind="group")
    grown = await group.becomes_supergroup(-10055)
    await stand.queue(-55, key="a")
    await stand.queue(-55, key="b")

    async with stand.sending():
        await stand.settled()

    assert stand.moved[0] == (-55, grown.id)
    assert texts_in(sandbox, grown.id) == ["本周请填报"] * 2
    assert await stand.states() == {grown.id: "sent"}


async def test_a_push_queued_for_both_addresses_of_a_group_is_sent_once(
    stand: OutboxStand, sandbox: Running
) -> None:
    group = await sandbox.client.group(-55, "领导群", members=[1], kind="group")
    grown = await group.becomes_supergroup(-10055)
    await stand.queue(grown.id, -55)

    async with stand.sending():
        states = await stand.settled()

    assert states == {-55: "skipped", grown.id: "sent"}
    assert len(texts_in(sandbox, grown.id)) == 1


async def test_a_closed_topic_is_replaced_by_general_and_told_of(
    stand: OutboxStand, sandbox: Running
) -> None:
    await stand.queue(GROUP, thread_id=7)

    async with stand.sending():
        states = await stand.settled()

    assert states == {GROUP: "sent"}
    assert stand.detours == [GROUP]
    assert texts_in(sandbox, GROUP) == ["本周请填报"]


async def test_the_general_topic_is_addressed_by_no_number(
    stand: OutboxStand, sandbox: Running
) -> None:
    await stand.queue(GROUP, thread_id=1)

    async with stand.sending():
        await stand.settled()

    assert stand.detours == []
    [call] = await sandbox.client.calls("sendMessage")
    assert "message_thread_id" not in call["params"]


async def test_markup_that_telegram_refuses_goes_out_as_plain_words(
    stand: OutboxStand, sandbox: Running
) -> None:
    stand.words = lambda _: Outgoing("<b>城关 1 &lt; 2<i>")
    await stand.queue(1)

    async with stand.sending():
        states = await stand.settled()

    assert states == {1: "sent"}
    assert texts_in(sandbox, 1) == ["城关 1 < 2"]


@pytest.mark.parametrize("kind", ["drop", "trickle", "hang"])
async def test_words_whose_answer_was_lost_are_sent_again(
    stand: OutboxStand, impatient: Bot, sandbox: Running, kind: str
) -> None:
    stand.bot = impatient
    await sandbox.client.fault(kind, method="sendMessage", times=1, seconds=30)
    await stand.queue(1)

    async with stand.sending():
        states = await stand.settled()

    assert states == {1: "sent"}
    assert 1 <= len(texts_in(sandbox, 1)) <= 2


@pytest.mark.parametrize("fault", ["drop", "hang"])
async def test_a_chart_whose_answer_was_lost_is_in_doubt_and_not_repeated(
    stand: OutboxStand, impatient: Bot, sandbox: Running, fault: str
) -> None:
    stand.bot = impatient
    stand.words = lambda _: CHART
    await sandbox.client.fault(fault, method="sendPhoto", times=1, seconds=30)
    await stand.queue(GROUP, kind="push")

    async with stand.sending():
        states = await stand.settled()
        await asyncio.sleep(0.1)

    assert states == {GROUP: "uncertain"}
    assert len(await sandbox.client.calls("sendPhoto")) == 1
    assert stand.lost == []


@pytest.mark.parametrize("fault", ["body", "error"])
async def test_a_chart_that_the_gateway_refused_is_sent_again(
    stand: OutboxStand, sandbox: Running, fault: str
) -> None:
    stand.words = lambda _: CHART
    await sandbox.client.fault(fault, method="sendPhoto", times=2)
    await stand.queue(GROUP, kind="push")

    async with stand.sending():
        states = await stand.settled()

    assert states == {GROUP: "sent"}
    assert texts_in(sandbox, GROUP) == ["本周排名"]


async def test_a_chart_that_met_nobody_is_sent_again(sqlite_db: Database, bot: Bot) -> None:
    stand = OutboxStand(sqlite_db, bot)
    stand.words = lambda _: CHART
    async with running(World(limits=NO_LIMITS)) as gone:
        pass
    async with bot_of(gone, rates=FREE) as lonely:
        stand.bot = lonely
        await stand.queue(1, kind="push")
        async with stand.sending():
            row = await stand.attempted(1, times=2)

    assert (row.state, row.error) == ("pending", "Unreached")


async def test_after_a_crash_words_are_sent_again_and_charts_are_in_doubt(
    stand: OutboxStand, sandbox: Running
) -> None:
    await stand.queue(1)
    await stand.queue(GROUP, key="chart", kind="push")
    dead = stand.outbox()
    await dead._begin_what_is_due()
    for task in dead._tasks:
        task.cancel()
    await asyncio.gather(*dead._tasks, return_exceptions=True)
    assert await stand.states() == {1: "sending", GROUP: "sending"}

    async with stand.sending():
        states = await stand.settled()

    assert states == {1: "sent", GROUP: "uncertain"}


async def test_one_that_cannot_be_composed_does_not_hold_up_the_others(
    stand: OutboxStand, sandbox: Running
) -> None:
    def words(delivery: Delivery) -> Outgoing:
        if delivery.chat_id == 1:
            raise ZeroDivisionError
        return Outgoing("x")

    stand.words = words
    await stand.queue(1, 2, 3)

    async with stand.sending():
        states = await stand.settled()

    assert states == {1: "failed", 2: "sent", 3: "sent"}
    row = (await stand.rows())[1]
    assert (row.attempts, row.error) == (5, "other")
    assert stand.lost == []


async def test_an_error_in_a_hook_repeats_no_message(stand: OutboxStand, sandbox: Running) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    standings.blocks(sandbox.world, sandbox.world.people[2])
    stand.on_sent = broken  # type: ignore[method-assign,assignment]
    stand.on_lost = broken  # type: ignore[method-assign,assignment]
    await stand.queue(1, 2)

    async with stand.sending():
        states = await stand.settled()
        await asyncio.sleep(0.1)

    assert states == {1: "sent", 2: "failed"}
    assert len(texts_in(sandbox, 1)) == 1


async def test_two_processes_on_one_database_send_nothing_twice(
    db: Database, bot: Bot, sandbox: Running
) -> None:
    stand = OutboxStand(db, bot)
    await stand.queue(*range(1, 41))
    first = stand.outbox(pace=Pace(in_flight=3, look_every=0.02), alone=False)
    second = stand.outbox(pace=Pace(in_flight=3, look_every=0.02), alone=False)

    async with stand.sending(first), stand.sending(second):
        states = await stand.settled()

    assert set(states.values()) == {"sent"}
    assert all(len(texts_in(sandbox, chat)) == 1 for chat in range(1, 41))


async def test_stopping_ends_what_is_under_way_and_leaves_the_rest_for_later(
    stand: OutboxStand, sandbox: Running
) -> None:
    await sandbox.client.fault("delay", times=None, seconds=0.1)
    await stand.queue(*range(1, 41))

    async with stand.sending(stand.outbox(pace=Pace(in_flight=8, look_every=0.02))):
        await eventually(lambda: len(sandbox.world.calls) >= 8)

    states = list((await stand.states()).values())
    assert states.count("sent") + states.count("pending") == 40
    assert states.count("pending") >= 20
    async with stand.sending():
        await stand.settled()
    assert all(len(texts_in(sandbox, chat)) == 1 for chat in range(1, 41))


async def test_what_is_still_being_composed_when_the_grace_ends_is_given_back(
    stand: OutboxStand,
) -> None:
    composing = asyncio.Event()

    async def compose(_: Delivery) -> Outgoing:
        composing.set()
        await asyncio.Event().wait()
        return Outgoing("never")

    stand.compose = compose  # type: ignore[method-assign,assignment]
    await stand.queue(1)
    outbox = stand.outbox()
    task = asyncio.create_task(outbox.run())
    await composing.wait()

    await outbox.stop(grace=0.05)
    await task

    row = (await stand.rows())[1]
    assert (row.state, row.attempts) == ("pending", 0)


async def test_bad_days_for_five_in_a_hundred_leave_every_delivery_settled(
    stand: OutboxStand, sandbox: Running
) -> None:
    for kind, more in (
        ("error", {"status": 429, "description": "Too Many", "retry_after": 1}),
        ("error", {"status": 403, "description": "Forbidden: bot was blocked by the user"}),
        ("drop", {}),
        ("body", {}),
        ("reset", {}),
    ):
        await sandbox.client.fault(kind, method="sendMessage", times=None, share=0.05, **more)
    for week in range(3):
        await stand.queue(*range(1, 41), key=f"week-{week}")

    async with stand.sending():
        await asyncio.sleep(0.5)
        await eventually(lambda: stand.metrics.deliveries.labels("sent")._value.get() >= 60)
        await sandbox.client.calm()
        await stand.settled()

    settled = stand.metrics.deliveries
    ended = [settled.labels(name)._value.get() for name in ("sent", "failed")]
    assert sum(ended) == 120
    assert len(stand.lost) == ended[1]


async def test_a_fan_out_meets_no_limit_and_replies_go_between(
    sqlite_db: Database, sandbox: Running
) -> None:
    sandbox.world.rates.set(World().rates.limits)
    async with bot_of(sandbox, rates=Rates()) as bot:
        stand = OutboxStand(sqlite_db, bot)
        await sandbox.client.people(
            [{"id": n, "first_name": "P", "started": True} for n in range(100, 160)]
        )
        await stand.queue(*range(100, 160))

        async with stand.sending():
            await eventually(lambda: len(stand.sent) >= 20)
            for person in range(1, 11):
                await bot.send_message(person, "收到")
            pushed_meanwhile = len(stand.sent)
            await stand.settled()

    calls = [call for call in sandbox.world.calls if call.method == "sendMessage"]
    assert [call.status for call in calls] == [200] * 70
    assert pushed_meanwhile < 60


async def test_a_flooded_group_does_not_delay_a_private_reply(
    sqlite_db: Database, sandbox: Running
) -> None:
    await sandbox.client.fault(
        "error", chat_id=GROUP, times=None, status=429, description="x", retry_after=90
    )
    async with bot_of(sandbox, rates=Rates()) as bot:
        stand = OutboxStand(sqlite_db, bot)
        await stand.queue(GROUP, kind="push")
        async with stand.sending():
            with pytest.raises(RetryAfter):
                await bot.send_message(GROUP, "/status 的回答")

            async with asyncio.timeout(PATIENCE):
                for person in range(1, 11):
                    await bot.send_message(person, "收到")

    assert (await stand.states()) == {GROUP: "pending"}


async def test_an_album_is_one_delivery_and_counts_each_picture(
    sqlite_db: Database, sandbox: Running
) -> None:
    async with bot_of(sandbox, rates=Rates()) as bot:
        stand = OutboxStand(sqlite_db, bot)
        stand.words = lambda _: Outgoing("本周排名", pictures=(png(8, 8),) * 3)
        await stand.queue(GROUP, kind="push")

        async with stand.sending(stand.outbox(pace=QUICK)):
            states = await stand.settled()

    assert states == {GROUP: "sent"}
    assert len(await sandbox.client.calls("sendMediaGroup")) == 1
    assert await sandbox.client.violations() == []
