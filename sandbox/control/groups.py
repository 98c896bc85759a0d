"""The control API: groups, who is in them, and the bot's standing."""

from aiohttp import web

from sandbox import acts, standings
from sandbox.acts import Impossible
from sandbox.chats import Group, Person
from sandbox.control.door import Routes
from sandbox.wire import Json
from sandbox.world import World


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
    standings.sets_bot(world, group, body["standing"], by=_by(world, group, body))
    return {"seq": world.seq}


def _set_member(world: World, request: web.Request, body: Json) -> Json:
    group, person = _group(world, request), acts.person_of(world, body["person"])
    if body.get("standing", "member") == "left":
        standings.leaves(world, group, person)
    else:
        standings.joins(world, group, person, body.get("standing", "member"))
    return {"seq": world.seq}


def _migrate(world: World, request: web.Request, body: Json) -> Json:
    group = _group(world, request)
    new_id = body.get("new_id") or -1_000_000_000_000 - world.lot.randrange(10**9, 2 * 10**9)
    return standings.migrates(world, group, new_id=new_id, by=_by(world, group, body)).described()


ROUTES: Routes = (
    ("POST", "/groups", _add_group),
    ("POST", "/groups/{id}/bot", _set_bot),
    ("POST", "/groups/{id}/members", _set_member),
    ("POST", "/groups/{id}/migrate", _migrate),
)
