"""The control API under /sandbox: who is there, what they do, what went over the wire."""

import inspect
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox import stream
from sandbox.control import chats, groups, network, people
from sandbox.control.door import Answer, door
from sandbox.wire import Json, Refused
from sandbox.world import World


def add_routes(app: web.Application, world: World, on_next: Callable[[], object] | None) -> None:
    """Put every control route on the application."""
    for routes in (people.ROUTES, groups.ROUTES, chats.ROUTES, network.ROUTES):
        for method, path, answer in routes:
            app.router.add_route(method, f"/sandbox{path}", door(world, answer))
    app.router.add_get("/sandbox/stream", stream.stream(world))
    app.router.add_get("/sandbox/file/{path:.+}", _file(world))
    app.router.add_get("/sandbox/state", door(world, _state(on_next is not None)))
    app.router.add_post("/sandbox/next", _next(on_next))


def _state(has_next: bool) -> Answer:
    """Everything the page needs to begin."""

    def answer(world: World, request: web.Request, body: Json) -> Json:
        return {
            "bot": world.bot,
            "now": world.clock.now(),
            "seq": world.seq,
            "has_next": has_next,
            "zone": world.zone,
            "description": world.profile.words.get(("description", ""), ""),
            "people": [person.described() for person in world.people.values()],
            "groups": [group.described() for group in world.groups.values()],
            "last": {
                str(chat.id): next(reversed(chat.messages.values()))
                for chat in world.chats.values()
                if chat.messages
            },
        }

    return answer


def _next(on_next: Callable[[], object] | None) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(_: web.Request) -> web.Response:
        if on_next is None:
            return web.json_response({"error": "there is no next moment here"}, status=404)
        result = on_next()
        if inspect.isawaitable(result):
            result = await result
        return web.json_response(result)

    return handle


def _file(world: World) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            stored = world.files.by_id(request.match_info["path"])
        except Refused:
            return web.Response(status=404)
        name = stored.name.encode("ascii", "replace").decode().replace('"', "'")
        return web.Response(
            body=stored.content,
            content_type=stored.mime,
            headers={"Content-Disposition": f'inline; filename="{name}"'},
        )

    return handle
