"""Send limits: 30 a second overall, 1 a second to one person, 20 a minute to a group."""

import pytest

from sandbox.limits import REAL_LIMITS, Limits, RateKeeper
from sandbox.phone import GroupChat, Phone
from sandbox.server import Running
from tests.sandbox.conftest import RawBot


def test_thirty_a_second_pass_for_ever() -> None:
    keeper = RateKeeper(REAL_LIMITS)

    waits = [keeper.retry_after(person, 1, person / 30) for person in range(1, 1001)]

    assert set(waits) == {0}


def test_more_than_thirty_a_second_are_refused() -> None:
    keeper = RateKeeper(REAL_LIMITS)

    waits = [keeper.retry_after(person, 1, 0.0) for person in range(1, 32)]

    assert waits == [0] * 30 + [1]


def test_one_person_gets_a_small_burst_then_one_a_second() -> None:
    keeper = RateKeeper(REAL_LIMITS)

    burst = [keeper.retry_after(7, 1, 0.0) for _ in range(5)]
    steady = [keeper.retry_after(7, 1, float(second)) for second in range(1, 20)]

    assert burst == [0, 0, 0, 0, 1]
    assert set(steady) == {0}


def test_a_group_gets_twenty_a_minute_and_is_told_how_long_to_wait() -> None:
    keeper = RateKeeper(REAL_LIMITS)

    waits = [keeper.retry_after(-1, 1, 0.0) for _ in range(21)]

    assert waits == [0] * 20 + [3]
    assert keeper.retry_after(-1, 1, 3.0) == 0


def test_an_album_counts_every_picture() -> None:
    keeper = RateKeeper(REAL_LIMITS)

    assert keeper.retry_after(-1, 10, 0.0) == 0
    assert keeper.retry_after(-1, 10, 0.0) == 0
    assert keeper.retry_after(-1, 10, 0.0) == 30


def test_a_refused_message_takes_nothing_from_others() -> None:
    keeper = RateKeeper(Limits(overall_burst=2, overall_per_second=2))
    keeper.retry_after(1, 1, 0.0)
    keeper.retry_after(2, 1, 0.0)

    assert keeper.retry_after(3, 1, 0.0) == 1
    assert keeper.retry_after(3, 1, 0.5) == 0


async def test_429_names_the_seconds(raw: RawBot, asha: Phone, sandbox: Running) -> None:
    await sandbox.client.limit(private_burst=1)
    await raw.does("sendMessage", chat_id=asha.id, text="一")

    status, body = await raw.call("sendMessage", chat_id=asha.id, text="二")

    assert status == 429
    assert body["description"] == "Too Many Requests: retry after 1"
    assert body["parameters"] == {"retry_after": 1}


async def test_one_full_group_does_not_stop_a_person(
    raw: RawBot, asha: Phone, leaders: GroupChat, sandbox: Running
) -> None:
    await sandbox.client.limit(group_burst=1)
    await raw.does("sendMessage", chat_id=leaders.id, text="一")

    assert (await raw.call("sendMessage", chat_id=leaders.id, text="二"))[0] == 429
    assert (await raw.call("sendMessage", chat_id=asha.id, text="三"))[0] == 200


async def test_limits_can_be_lifted(raw: RawBot, asha: Phone, sandbox: Running) -> None:
    await sandbox.client.limit(private_burst=1)
    await sandbox.client.lift_limits()

    statuses = [(await raw.call("sendMessage", chat_id=asha.id, text=str(n)))[0] for n in range(40)]

    assert set(statuses) == {200}


@pytest.mark.parametrize("method", ["answerCallbackQuery", "sendChatAction", "getChat"])
async def test_calls_that_send_no_message_are_not_counted(
    raw: RawBot, asha: Phone, sandbox: Running, method: str
) -> None:
    await sandbox.client.limit(private_burst=0.5)

    status, _ = await raw.call(method, chat_id=asha.id, action="typing", callback_query_id="1")

    assert status in {200, 400}
