"""The control API under /sandbox: who is there, what they do, what went over the wire."""

import asyncio
import base64
import dataclasses
import inspect
import json
from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web

from sandbox import acts, stream
from sandbox.acts import Impossible
from sandbox.chats import Group, Person
from sandbox.faults import Fault
from sandbox.limits import Limits
from sandbox.menu import menu_for
from sandbox.wire import Json, Refused, Upload
from sandbox.world import World

Answer = Callable[[World, web.Request, Json], object]
LONGEST_WAIT = 60.0


def add_routes(app: web.Application, world: World, on_next: Callable[[], object] | None) -> None:
    """Put every control route on the application."""
    for method, path, answer in _ROUTES:
        app.router.add_route(method, f"/sandbox{path}", _door(world, answer))
    app.router.add_get("/sandbox/stream", stream.stream(world))
    app.router.add_get("/sandbox/file/{path:.+}", _file(world))
    app.router.add_get("/sandbox/state", _door(world, _state(on_next is not None)))
    app.router.add_post("/sandbox/next", _next(on_next))


def _door(world: World, answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
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


# -- people ------------------------------------------------------------------------------


def _people(world: World, request: web.Request, body: Json) -> object:
    return [person.described() for person in world.people.values()]


def _add_people(world: World, request: web.Request, body: Json) -> object:
    given = body.get("people", [body])
    return [world.add_person(_person(world, fields)).described() for fields in given]


def _person(world: World, fields: Json) -> Person:
    known = world.people.get(int(fields["id"]))
    return dataclasses.replace(known, **fields) if known else Person(**fields)


def _who(world: World, request: web.Request) -> Person:
    return acts.person_of(world, int(request.match_info["id"]))


def _send(world: World, request: web.Request, body: Json) -> Json:
    return send_for(world, _who(world, request), body)


def send_for(world: World, person: Person, body: Json) -> Json:
    """A person's message as the control API describes it."""
    before = world.seq
    message = acts.says(
        world,
        person,
        text=body.get("text", ""),
        chat_id=body.get("chat_id"),
        reply_to=body.get("reply_to"),
        photo=_upload(body.get("photo")),
        document=_upload(body.get("document")),
        date=_moment(body.get("date")),
    )
    return {"seq": before + 1, "message": message}


def _batch(world: World, request: web.Request, body: Json) -> Json:
    """Many messages in one call; the load generator's way in."""
    before = world.seq
    sent = [
        acts.says(world, acts.person_of(world, each["person"]), text=each["text"])["message_id"]
        for each in body["messages"]
    ]
    return {"seq": before, "message_ids": sent}


def _edit(world: World, request: web.Request, body: Json) -> Json:
    message = acts.edits(
        world,
        _who(world, request),
        message_id=body["message_id"],
        text=body["text"],
        chat_id=body.get("chat_id"),
        date=_moment(body.get("date")),
    )
    return {"seq": world.seq, "message": message}


def _press(world: World, request: web.Request, body: Json) -> Json:
    press = acts.presses(
        world,
        _who(world, request),
        message_id=body["message_id"],
        button=body.get("button"),
        data=body.get("data"),
        chat_id=body.get("chat_id"),
        inaccessible=bool(body.get("inaccessible")),
    )
    return {"seq": world.seq, "callback_query_id": press.id}


def _start(world: World, request: web.Request, body: Json) -> Json:
    person = _who(world, request)
    if person.blocked:
        acts.unblocks(world, person)
    text = f"/start {body.get('payload') or ''}".strip()
    message = acts.says(world, person, text=text)
    seq = world.seq
    world.emit("person", person.id, person.described())
    return {"seq": seq, "message": message}


def _block(world: World, request: web.Request, body: Json) -> Json:
    acts.blocks(world, _who(world, request))
    return {"seq": world.seq}


def _unblock(world: World, request: web.Request, body: Json) -> Json:
    acts.unblocks(world, _who(world, request))
    return {"seq": world.seq}


def _deactivate(world: World, request: web.Request, body: Json) -> Json:
    acts.deactivates(world, _who(world, request))
    return {"seq": world.seq}


async def _inline(world: World, request: web.Request, body: Json) -> Json:
    query_id = acts.asks_inline(world, _who(world, request), body.get("query", ""))
    deadline = asyncio.get_running_loop().time() + min(float(body.get("timeout", 5)), LONGEST_WAIT)
    while not world.inline_queries[query_id]:
        if asyncio.get_running_loop().time() > deadline:
            return {"id": query_id, "results": None}
        await asyncio.sleep(0.01)
    return {"id": query_id, **world.inline_queries[query_id]}


def _upload(given: Json | None) -> Upload | None:
    if given is None:
        return None
    mime = given.get("mime", "application/octet-stream")
    return Upload(given.get("name", "file"), base64.b64decode(given["base64"]), mime)


def _moment(given: object) -> float | None:
    if given is None or isinstance(given, int | float):
        return given
    return datetime.fromisoformat(str(given)).timestamp()


# -- groups ------------------------------------------------------------------------------


def _add_group(world: World, request: web.Request, body: Json) -> Json:
    members = {int(person): "member" for person in body.pop("members", [])}
    members |= {int(person): "administrator" for person in body.pop("admins", [])}
    body["kind"] = body.pop("type", "supergroup")
    return world.add_group(Group(members=members, **body)).described()  # type: ignore[arg-type] # one literal type, checked by nothing else


def _group(world: World, request: web.Request) -> Group:
    group = world.groups.get(int(request.match_info["id"]))
    if group is None:
        raise Impossible(f"no group {request.match_info['id']}")
    return group


def _by(world: World, group: Group, body: Json) -> Person:
    by = body.get("by") or next(
        (p for p, s in group.members.items() if s in {"creator", "administrator"}), None
    )
    return acts.person_of(world, by or next(iter(group.members)))


def _set_bot(world: World, request: web.Request, body: Json) -> Json:
    group = _group(world, request)
    acts.sets_bot(world, group, body["standing"], by=_by(world, group, body))
    return {"seq": world.seq}


def _set_member(world: World, request: web.Request, body: Json) -> Json:
    group, person = _group(world, request), acts.person_of(world, body["person"])
    if body.get("standing", "member") == "left":
        acts.leaves(world, group, person)
    else:
        acts.joins(world, group, person, body.get("standing", "member"))
    return {"seq": world.seq}


def _migrate(world: World, request: web.Request, body: Json) -> Json:
    group = _group(world, request)
    new_id = body.get("new_id") or -1_000_000_000_000 - world.lot.randrange(10**9, 2 * 10**9)
    return acts.migrates(world, group, new_id=new_id, by=_by(world, group, body)).described()


# -- chats -------------------------------------------------------------------------------


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
    return {"messages": messages, "keyboard": chat.keyboard, "pinned": chat.pinned}


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


def _menu(world: World, request: web.Request, body: Json) -> object:
    person = _who(world, request)
    return menu_for(world, person, int(request.query.get("chat_id", person.id)))


def _files(world: World, request: web.Request, body: Json) -> object:
    return [
        stored.described() | {"name": stored.name, "mime": stored.mime}
        for stored in world.files.listed()
    ]


# -- the wire ----------------------------------------------------------------------------


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


_ROUTES: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/people", _people),
    ("POST", "/people", _add_people),
    ("POST", "/people/{id}/send", _send),
    ("POST", "/people/{id}/edit", _edit),
    ("POST", "/people/{id}/press", _press),
    ("POST", "/people/{id}/start", _start),
    ("POST", "/people/{id}/block", _block),
    ("POST", "/people/{id}/unblock", _unblock),
    ("POST", "/people/{id}/deactivate", _deactivate),
    ("POST", "/people/{id}/inline", _inline),
    ("GET", "/people/{id}/menu", _menu),
    ("POST", "/batch", _batch),
    ("POST", "/groups", _add_group),
    ("POST", "/groups/{id}/bot", _set_bot),
    ("POST", "/groups/{id}/members", _set_member),
    ("POST", "/groups/{id}/migrate", _migrate),
    ("GET", "/chats", _chats),
    ("GET", "/chats/{id}/messages", _messages),
    ("GET", "/chats/{id}/events", _events),
    ("GET", "/files", _files),
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
