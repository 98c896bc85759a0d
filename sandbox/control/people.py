"""The control API: people, and what they do on their phones."""

import asyncio
import base64
import dataclasses
from datetime import datetime

from aiohttp import web

from sandbox import acts, standings
from sandbox.chats import Person
from sandbox.control.door import LONGEST_WAIT, Routes
from sandbox.menu import menu_button, menu_for
from sandbox.wire import Json, Upload
from sandbox.world import World


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
        album=body.get("album", ""),
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


def _open(world: World, request: web.Request, body: Json) -> Json:
    address = acts.opens(
        world,
        _who(world, request),
        message_id=body.get("message_id"),
        button=body.get("button"),
        theme=body.get("theme", "light"),
    )
    return {"seq": world.seq, "url": address}


def _start(world: World, request: web.Request, body: Json) -> Json:
    person = _who(world, request)
    if person.blocked:
        standings.unblocks(world, person)
    text = f"/start {body.get('payload') or ''}".strip()
    message = acts.says(world, person, text=text)
    seq = world.seq
    world.emit("person", person.id, person.described())
    return {"seq": seq, "message": message}


def _block(world: World, request: web.Request, body: Json) -> Json:
    standings.blocks(world, _who(world, request))
    return {"seq": world.seq}


def _unblock(world: World, request: web.Request, body: Json) -> Json:
    standings.unblocks(world, _who(world, request))
    return {"seq": world.seq}


def _deactivate(world: World, request: web.Request, body: Json) -> Json:
    standings.deactivates(world, _who(world, request))
    return {"seq": world.seq}


async def _inline(world: World, request: web.Request, body: Json) -> Json:
    query_id = acts.asks_inline(world, _who(world, request), body.get("query", ""))
    deadline = asyncio.get_running_loop().time() + min(float(body.get("timeout", 5)), LONGEST_WAIT)
    while not world.inline_queries[query_id]:
        if asyncio.get_running_loop().time() > deadline:
            return {"id": query_id, "results": None}
        await asyncio.sleep(0.01)
    return {"id": query_id, **world.inline_queries[query_id]}


def _choose(world: World, request: web.Request, body: Json) -> Json:
    chosen = {"query_id": str(body["query_id"]), "result_id": str(body["result_id"])}
    before = world.seq
    message = acts.chooses(world, _who(world, request), **chosen, chat_id=body.get("chat_id"))
    return {"seq": before, "message": message}


def _upload(given: Json | None) -> Upload | None:
    if given is None:
        return None
    mime = given.get("mime", "application/octet-stream")
    return Upload(given.get("name", "file"), base64.b64decode(given["base64"]), mime)


def _moment(given: object) -> float | None:
    if given is None or isinstance(given, int | float):
        return given
    return datetime.fromisoformat(str(given)).timestamp()


def _menu(world: World, request: web.Request, body: Json) -> object:
    person = _who(world, request)
    return menu_for(world, person, int(request.query.get("chat_id", person.id)))


def _menu_button(world: World, request: web.Request, body: Json) -> object:
    return menu_button(world, _who(world, request).id)


ROUTES: Routes = (
    ("GET", "/people", _people),
    ("POST", "/people", _add_people),
    ("POST", "/people/{id}/send", _send),
    ("POST", "/people/{id}/edit", _edit),
    ("POST", "/people/{id}/press", _press),
    ("POST", "/people/{id}/open", _open),
    ("POST", "/people/{id}/start", _start),
    ("POST", "/people/{id}/block", _block),
    ("POST", "/people/{id}/unblock", _unblock),
    ("POST", "/people/{id}/deactivate", _deactivate),
    ("POST", "/people/{id}/inline", _inline),
    ("POST", "/people/{id}/choose", _choose),
    ("GET", "/people/{id}/menu", _menu),
    ("GET", "/people/{id}/menu_button", _menu_button),
    ("POST", "/batch", _batch),
)
