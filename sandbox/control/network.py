"""The control API: what went over the wire, and trouble on it; the clock."""

import dataclasses
from datetime import datetime

from aiohttp import web

from sandbox.control.door import Routes
from sandbox.faults import Fault
from sandbox.limits import Limits
from sandbox.wire import Json
from sandbox.world import World


def _calls(world: World, request: web.Request, body: Json) -> Json:
    after, method = int(request.query.get("after", "0")), request.query.get("method")
    calls = [
        record.described()
        for record in world.calls
        if record.number > after and (method is None or record.method == method)
    ]
    return {"last": world.call_count, "calls": calls}


def _violations(world: World, request: web.Request, body: Json) -> object:
    return world.violations


def _stats(world: World, request: web.Request, body: Json) -> Json:
    return {
        "calls": world.call_count,
        "people": len(world.people),
        "messages": sum(len(chat.messages) for chat in world.chats.values()),
        "files": len(world.files),
        "updates_pending": len(world.updates),
        "violations": len(world.violations),
        "answer_seconds": world.answer_seconds if "answers" in request.query else None,
        "answers": len(world.answer_seconds),
    }


def _reset_stats(world: World, request: web.Request, body: Json) -> Json:
    world.answer_seconds.clear()
    world.calls.clear()
    world.violations.clear()
    for chat in world.chats.values():
        chat.unanswered.clear()
    return {}


def _faults(world: World, request: web.Request, body: Json) -> object:
    return [dataclasses.asdict(fault) for fault in world.faults.faults]


def _add_fault(world: World, request: web.Request, body: Json) -> Json:
    world.faults.add(Fault(**body))
    return {}


def _clear_faults(world: World, request: web.Request, body: Json) -> Json:
    world.faults.clear()
    return {}


def _set_limits(world: World, request: web.Request, body: Json) -> Json:
    """`{"off": true}` lifts them; other keys are those of Limits; `{}` means Telegram's own."""
    world.rates.set(None if body.get("off") else Limits(**body))
    return {}


def _updates(world: World, request: web.Request, body: Json) -> object:
    return [queued.body for queued in world.updates.pending()]


def _disturb_updates(world: World, request: web.Request, body: Json) -> Json:
    """inject, redeliver, shuffle, restart_ids: any of them, in this order."""
    updates, now = world.updates, world.clock.now()
    if "inject" in body:
        chat_id = body.get("chat_id")
        updates.add(body["inject"], chat_id=chat_id, expires_at=now + 86_400)
    if "redeliver" in body:
        updates.redeliver(int(body["redeliver"]))
    if "shuffle" in body:
        updates.shuffle(seed=int(body["shuffle"]))
    if "restart_ids" in body:
        at = body["restart_ids"]
        updates.restart_ids(world.lot.randrange(1, 900_000_000) if at is None else int(at))
    return {"pending": len(updates)}


def _clock(world: World, request: web.Request, body: Json) -> Json:
    if "now" in body:
        world.clock.set(datetime.fromisoformat(body["now"]))
        world.emit("clock", None, {"now": world.clock.now()})
    return {"now": world.clock.moment().isoformat()}


ROUTES: Routes = (
    ("GET", "/calls", _calls),
    ("GET", "/violations", _violations),
    ("GET", "/stats", _stats),
    ("DELETE", "/stats", _reset_stats),
    ("GET", "/faults", _faults),
    ("POST", "/faults", _add_fault),
    ("DELETE", "/faults", _clear_faults),
    ("POST", "/limits", _set_limits),
    ("GET", "/updates", _updates),
    ("POST", "/updates", _disturb_updates),
    ("GET", "/clock", _clock),
    ("POST", "/clock", _clock),
)
