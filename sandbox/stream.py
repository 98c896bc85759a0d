"""Everything that happens, as server-sent events for the page."""

import asyncio
import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.chats import Event
from sandbox.world import World

_QUIET = 15.0  # seconds between signs of life


def stream(world: World) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """A route that tells every event of a world until the reader leaves."""

    async def handle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        events: asyncio.Queue[Event] = asyncio.Queue()
        stop = world.listen(events.put_nowait)
        try:
            await response.write(b"retry: 1000\n\n")
            while True:
                await response.write(await _next_lines(events))
        except ConnectionResetError:
            pass  # the page was closed; that is how a stream ends
        finally:
            stop()
        return response

    return handle


async def _next_lines(events: "asyncio.Queue[Event]") -> bytes:
    try:
        event = await asyncio.wait_for(events.get(), _QUIET)
    except TimeoutError:
        return b": still here\n\n"
    return f"data: {json.dumps(event.described(), ensure_ascii=False)}\n\n".encode()
