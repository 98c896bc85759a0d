"""How a fault is acted out on a connection."""

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.faults import Fault
from sandbox.wire import Json

Run = Callable[[], Awaitable[tuple[int, Json]]]


async def meet(fault: Fault, request: web.Request, run: Run) -> web.StreamResponse:
    """Answer `request` the way the fault says; `run` does what was asked for."""
    match fault.kind:
        case "delay":
            await asyncio.sleep(fault.seconds)
            return _json(*await run())
        case "error":
            return _json(fault.status, _refusal(fault))
        case "body":
            return web.Response(
                status=fault.status, text=fault.body, content_type=fault.content_type
            )
        case "drop":
            await run()
            return _hung_up(request)
        case "reset":
            return _hung_up(request, hard=True)
        case "hang":
            await asyncio.sleep(fault.seconds or 3_600)
            return _hung_up(request)
        case "trickle":
            return await _trickled(fault, request, *await run())


def _refusal(fault: Fault) -> Json:
    body: Json = {"ok": False, "error_code": fault.status, "description": fault.description}
    parameters: Json = {}
    if fault.retry_after is not None:
        parameters["retry_after"] = fault.retry_after
    if fault.migrate_to_chat_id is not None:
        parameters["migrate_to_chat_id"] = fault.migrate_to_chat_id
    return body | {"parameters": parameters} if parameters else body


def _json(status: int, body: Json) -> web.Response:
    return web.json_response(body, status=status)


def _hung_up(request: web.Request, *, hard: bool = False) -> web.Response:
    transport = request.transport
    if transport is not None:
        if hard:
            # Lingering for no time turns the close into a reset.
            connection = transport.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response(status=500)


async def _trickled(
    fault: Fault, request: web.Request, status: int, body: Json
) -> web.StreamResponse:
    content = json.dumps(body).encode()
    response = web.StreamResponse(
        status=status,
        headers={"Content-Type": "application/json", "Content-Length": str(len(content))},
    )
    await response.prepare(request)
    pause = fault.seconds / len(content)
    for byte in content:
        await response.write(bytes([byte]))
        await asyncio.sleep(pause)
    return response
