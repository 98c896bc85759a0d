"""The Bot API over loopback HTTP."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from sandbox import control, pages, trouble
from sandbox.client import SandboxClient
from sandbox.files import Exceeded
from sandbox.methods import METHODS
from sandbox.methods.call import Call
from sandbox.parameters import raw_parameters, read_parameters
from sandbox.posting import Poster
from sandbox.spec import SIGNATURES
from sandbox.wire import Json, Refused, Upload
from sandbox.world import CallRecord, World

_MOST_BYTES = 64 * 1024 * 1024
DOWNLOAD = "download"  # what faults call the fetching of a file
_SPELLING = {name.lower(): name for name in SIGNATURES}
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

NextHook = Callable[[], object]  # may return an awaitable


def create_app(world: World, on_next: NextHook | None = None) -> web.Application:
    """The whole server: Bot API, files, control API, the page.

    Args:
        world: the state it serves.
        on_next: called for `POST /sandbox/next`; its JSON-able result is the answer. The page
            shows the button only if there is one.
    """
    app = web.Application(client_max_size=_MOST_BYTES)
    api = BotApi(world)
    app.router.add_route("*", "/bot{token}/{method}", api.handle)
    app.router.add_get("/file/bot{token}/{path:.+}", api.download)
    control.add_routes(app, world, on_next)
    pages.add_routes(app)
    poster = Poster(world)

    async def posting(_: web.Application) -> AsyncIterator[None]:
        poster.start()
        yield
        await poster.stop()

    app.cleanup_ctx.append(posting)
    return app


class BotApi:
    """Reads calls, meets faults, keeps the log, writes answers."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call of one method."""
        refused = self._wrong_token(request.match_info["token"])
        if refused is not None:
            return _answer(refused.code, refused.body())
        world = self._world
        asked = request.match_info["method"]
        name = _SPELLING.get(asked.lower(), asked)
        record = self._record(name)
        began = time.perf_counter()
        try:
            raw, files = await raw_parameters(request)
            record.params = _for_the_log(dict(raw), files)
            fault = world.faults.meet(name, raw.get("chat_id")) if world.faults.faults else None
            if fault is not None:
                record.fault = fault.kind
                record.status = fault.status if fault.kind in {"error", "body"} else 0
                return await trouble.meet(
                    fault, request, lambda: self._run(name, raw, files, record)
                )
            return _answer(*await self._run(name, raw, files, record))
        except Refused as refusal:
            record.status, record.answer = refusal.code, refusal.body()
            return _answer(refusal.code, refusal.body())
        finally:
            record.took = time.perf_counter() - began

    async def _run(
        self, name: str, raw: object, files: dict[str, Upload], record: CallRecord
    ) -> tuple[int, Json]:
        world = self._world
        try:
            signature = SIGNATURES.get(name)
            if signature is None:
                world.violations.append(f"unknown method {name!r}")
                raise Refused(404, "Not Found")
            assert isinstance(raw, dict)
            given = read_parameters(signature, raw, files, world.violations)
            result = METHODS[name](Call(world, given, files))
            if asyncio.iscoroutine(result):
                result = await result
        except Refused as refusal:
            record.status, record.answer = refusal.code, refusal.body()
            return refusal.code, refusal.body()
        except Exceeded:
            record.status = 413
            return 413, Refused(413, "Request Entity Too Large").body()
        record.status = 200
        if type(result) is dict and "message_id" in result:
            record.answer = {"message_id": result["message_id"]}
        return 200, {"ok": True, "result": result}

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file."""
        refused = self._wrong_token(request.match_info["token"])
        if refused is not None:
            return _answer(refused.code, refused.body())
        fault = self._world.faults.meet(DOWNLOAD, None)
        if fault is not None:
            return await trouble.meet(fault, request, self._no_json)
        stored = self._world.files.by_path(request.match_info["path"])
        if stored is None:
            return _answer(404, Refused(404, "Not Found").body())
        return web.Response(body=stored.content, content_type="application/octet-stream")

    async def _no_json(self) -> tuple[int, Json]:
        """What a fault lets through of a download: nothing that could be taken for the file."""
        return 404, Refused(404, "Not Found").body()

    def _wrong_token(self, token: str) -> Refused | None:
        if token == self._world.token:
            return None
        number, _, secret = token.partition(":")
        if not number.isdigit() or len(secret) < 30:
            return Refused(404, "Not Found")
        return Refused(401, "Unauthorized")

    def _record(self, name: str) -> CallRecord:
        world = self._world
        world.call_count += 1
        record = CallRecord(world.call_count, time.time(), name, {}, 0)
        world.calls.append(record)
        return record


def _for_the_log(raw: Json, files: dict[str, Upload]) -> Json:
    for name, upload in files.items():
        raw[name] = {"name": upload.name, "bytes": len(upload.content)}
    return raw


def _answer(status: int, body: Json) -> web.Response:
    return web.Response(status=status, body=_dump(body).encode(), content_type="application/json")


@dataclass(frozen=True, slots=True)
class Running:
    """A server that listens."""

    world: World
    base: str  # http://127.0.0.1:PORT
    client: SandboxClient

    @property
    def api_base(self) -> str:
        """The address to give to a bot in place of https://api.telegram.org."""
        return self.base


@asynccontextmanager
async def running(
    world: World | None = None,
    *,
    port: int = 0,
    host: str = "127.0.0.1",
    on_next: NextHook | None = None,
) -> AsyncIterator[Running]:
    """Serve a world on a free port (or `port`) for as long as the block lasts."""
    world = world or World()
    runner = web.AppRunner(
        create_app(world, on_next),
        access_log=None,
        handle_signals=False,
        # A caller who hangs up must not keep its long poll.
        handler_cancellation=True,
        shutdown_timeout=0.2,
    )
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    bound = runner.addresses[0][1]
    base = f"http://{host}:{bound}"
    try:
        async with aiohttp.ClientSession() as session:
            yield Running(world, base, SandboxClient(base, session))
    finally:
        await runner.cleanup()
