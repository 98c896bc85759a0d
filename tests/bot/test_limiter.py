"""The gate in front of every call to Telegram."""

import asyncio
import math
from typing import Any

import pytest
from telegram.error import Forbidden, RetryAfter

from bot.limiter import SendLimiter, in_bulk
from bot.turns import Rates
from tests.patience import PATIENCE

FAST = Rates(overall_per_second=1000.0, chat_per_second=50.0, chat_burst=1)


class Peer:
    """Answers as told, in order; then with True."""

    def __init__(self, *answers: Exception) -> None:
        self._answers = list(answers)
        self.calls: list[float] = []

    async def __call__(self, *_: object) -> bool:
        self.calls.append(asyncio.get_running_loop().time())
        if self._answers:
            raise self._answers.pop(0)
        return True


async def call(
    limiter: SendLimiter, peer: Peer, endpoint: str = "sendMessage", **data: Any
) -> None:
    await limiter.process_request(peer, (), {}, endpoint, data, None)


async def test_calls_to_one_chat_keep_their_distance_and_others_do_not_wait() -> None:
    limiter, peer = SendLimiter(FAST), Peer()
    start = asyncio.get_running_loop().time()

    await asyncio.gather(
        *(call(limiter, peer, chat_id=1) for _ in range(4)),
        *(call(limiter, peer, chat_id=n) for n in range(2, 12)),
    )

    waits = sorted(at - start for at in peer.calls)
    assert waits[10] < 0.02
    assert 0.055 < waits[-1] < 0.2


async def test_questions_without_a_chat_do_not_wait() -> None:
    limiter, peer = SendLimiter(FAST), Peer()
    limiter.hold(1, 100)

    await call(limiter, peer, "getMe")
    await call(limiter, peer, "getChat", chat_id=1)
    await call(limiter, peer, "answerCallbackQuery", callback_query_id="1")

    assert len(peer.calls) == 3


async def test_a_reply_refused_by_a_short_429_is_made_again_when_it_may() -> None:
    limiter = SendLimiter(FAST, patience=2.0)
    peer = Peer(RetryAfter(1))

    await call(limiter, peer, chat_id=1)

    assert len(peer.calls) == 2
    assert peer.calls[1] - peer.calls[0] >= 1.0


async def test_a_long_429_refuses_its_own_chat_at_once_and_no_other() -> None:
    limiter = SendLimiter(FAST)
    flooded, peer = Peer(RetryAfter(90)), Peer()

    with pytest.raises(RetryAfter) as refusal:
        await asyncio.wait_for(call(limiter, flooded, chat_id=1), PATIENCE)
    with pytest.raises(RetryAfter):
        await asyncio.wait_for(call(limiter, flooded, chat_id=1), PATIENCE)
    await asyncio.wait_for(call(limiter, peer, chat_id=2), PATIENCE)

    assert math.isclose(refusal.value.retry_after.total_seconds(), 90)  # type: ignore[union-attr]
    assert len(flooded.calls) == 1


async def test_a_push_is_never_repeated_by_the_gate() -> None:
    limiter, peer = SendLimiter(FAST), Peer(RetryAfter(1))

    with in_bulk(), pytest.raises(RetryAfter):
        await call(limiter, peer, chat_id=1)

    assert len(peer.calls) == 1


async def test_other_errors_pass_through_untouched() -> None:
    limiter, peer = SendLimiter(FAST), Peer(Forbidden("blocked"))

    with pytest.raises(Forbidden):
        await call(limiter, peer, chat_id=1)

    assert len(peer.calls) == 1


async def test_a_caller_that_gave_up_does_not_hold_up_the_next() -> None:
    limiter, peer = SendLimiter(FAST), Peer()
    await call(limiter, peer, chat_id=1)
    tasks = [asyncio.create_task(call(limiter, peer, chat_id=1)) for _ in range(2)]
    await asyncio.sleep(0)

    tasks[0].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    assert len(peer.calls) == 2
    assert limiter.waiting == 0


async def test_shutting_down_lets_nobody_wait() -> None:
    limiter, peer = SendLimiter(Rates(), patience=3 * PATIENCE), Peer()
    limiter.hold(1, 2 * PATIENCE)
    task = asyncio.create_task(call(limiter, peer, chat_id=1))
    await asyncio.sleep(0)

    await limiter.shutdown()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, PATIENCE)
