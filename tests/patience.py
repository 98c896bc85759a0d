"""Waiting in tests: for what happens, and never for the clock.

A test that passes waits for nothing. So the limits are wide: a machine that is busy with
other things may be ten times slower, and that is no fault of what is tested.
"""

import asyncio
from collections.abc import Callable

PATIENCE = 30.0
"""Seconds until something is taken not to happen."""
LONG = 50
"""Seconds of a wait that something has to end; more than anybody's patience."""


async def eventually(condition: Callable[[], object], *, within: float = PATIENCE) -> None:
    """Wait until something watched from outside has come about."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110  nobody there would set an event
            await asyncio.sleep(0.002)
