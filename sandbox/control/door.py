"""One control route: JSON in, JSON out, and what people cannot do as 409."""

import inspect
import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.acts import Impossible
from sandbox.wire import Json, Refused
from sandbox.world import World

Answer = Callable[[World, web.Request, Json], object]
Routes = tuple[tuple[str, str, Answer], ...]
LONGEST_WAIT = 60.0  # seconds


def door(world: World, answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            body = json.loads(await request.read() or b"{}")
            result = answer(world, request, body)
            if inspect.isawaitable(result):
                result = await result
        except (Impossible, Refused) as refusal:
            return web.json_response({"error": str(refusal)}, status=409)
        except (ValueError, TypeError, KeyError) as mistake:
            return web.json_response({"error": repr(mistake)}, status=400)
        return web.json_response(result)

    return handle
