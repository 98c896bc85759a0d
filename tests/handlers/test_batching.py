"""Group commit: many callers, few transactions, each with its own answer."""

import asyncio
from collections.abc import Sequence

import pytest

from handlers.batching import Batcher


class Recorder:
    """Doubles numbers and remembers the batches they came in; 666 breaks a whole batch."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    async def work(self, items: Sequence[int]) -> list[int | Exception]:
        self.batches.append(list(items))
        await asyncio.sleep(0)
        if 666 in items:
            raise RuntimeError("666")
        return [ValueError(f"{n}") if n < 0 else n * 2 for n in items]


async def test_calls_that_arrive_together_share_batches_and_keep_their_answers() -> None:
    recorder = Recorder()
    batcher = Batcher(recorder.work, limit=10)

    results = await asyncio.gather(*(batcher.submit(n) for n in range(25)))

    assert results == [n * 2 for n in range(25)]
    assert len(recorder.batches) <= 4
    assert max(map(len, recorder.batches)) <= 10


async def test_a_refused_item_is_refused_alone() -> None:
    batcher = Batcher(Recorder().work)

    good, bad = await asyncio.gather(batcher.submit(1), batcher.submit(-1), return_exceptions=True)

    assert good == 2
    assert isinstance(bad, ValueError)


async def test_an_item_that_breaks_the_batch_fails_alone() -> None:
    batcher = Batcher(Recorder().work)

    results = await asyncio.gather(*map(batcher.submit, (1, 666, 3)), return_exceptions=True)

    assert results[0] == 2
    assert isinstance(results[1], RuntimeError)
    assert results[2] == 6


async def test_a_caller_that_went_away_does_not_disturb_the_others() -> None:
    batcher = Batcher(Recorder().work)
    leaving = asyncio.ensure_future(batcher.submit(1))
    staying = asyncio.ensure_future(batcher.submit(2))
    await asyncio.sleep(0)

    leaving.cancel()

    with pytest.raises(asyncio.CancelledError):
        await leaving
    assert await staying == 4
