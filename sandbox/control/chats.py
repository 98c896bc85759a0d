"""The control API: chats, their messages and events, and files."""

import asyncio

from aiohttp import web

from sandbox.control.door import LONGEST_WAIT, Routes
from sandbox.wire import Json
from sandbox.world import World


def _chats(world: World, request: web.Request, body: Json) -> object:
    return [
        chat.described | {"messages": len(chat.messages), "pinned": chat.pinned}
        for chat in world.chats.values()
    ]


def _messages(world: World, request: web.Request, body: Json) -> object:
    chat = world.chats[int(request.match_info["id"])]
    last = int(request.query.get("last", "0"))
    messages = list(chat.messages.values())
    messages = messages[-last:] if last else messages
    return {
        "seq": world.seq,
        "messages": messages,
        "keyboard": chat.keyboard,
        "pinned": chat.pinned,
    }


async def _events(world: World, request: web.Request, body: Json) -> Json:
    """What happened in a chat after `after`; waits up to `timeout` seconds for the first."""
    chat = world.chats[int(request.match_info["id"])]
    after = int(request.query.get("after", "0"))
    loop = asyncio.get_running_loop()
    deadline = loop.time() + min(float(request.query.get("timeout", "0")), LONGEST_WAIT)
    while True:
        events = chat.after(after)
        left = deadline - loop.time()
        if events or left <= 0:
            return {"seq": world.seq, "events": [event.described() for event in events]}
        waiter: asyncio.Future[None] = loop.create_future()
        chat.waiting.append(waiter)
        await asyncio.wait([waiter], timeout=left)


def _files(world: World, request: web.Request, body: Json) -> object:
    return [
        stored.described() | {"name": stored.name, "mime": stored.mime}
        for stored in world.files.listed()
    ]


def _seq(world: World, request: web.Request, body: Json) -> Json:
    """The number of the latest event."""
    return {"seq": world.seq}


ROUTES: Routes = (
    ("GET", "/seq", _seq),
    ("GET", "/chats", _chats),
    ("GET", "/chats/{id}/messages", _messages),
    ("GET", "/chats/{id}/events", _events),
    ("GET", "/files", _files),
)
