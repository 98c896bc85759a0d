"""What stands beside the typing box: the narrowest scope wins, then the language."""

import json

from sandbox.chats import Person
from sandbox.wire import Json
from sandbox.world import World


def menu_for(world: World, person: Person, chat_id: int) -> list[Json]:
    """The commands offered to a person in a chat."""
    language = person.language.split("-", 1)[0]
    for scope in _scopes(world, person, chat_id):
        key = json.dumps(scope, sort_keys=True)
        for code in (language, ""):
            commands = world.profile.commands.get((key, code))
            if commands:
                return commands
    return []


def menu_button(world: World, chat_id: int | None) -> Json:
    """The button beside the typing box of a chat: its own, or the one for all."""
    buttons = world.profile.menu_buttons
    own = buttons.get(chat_id, {"type": "default"})
    if own["type"] != "default":
        return own
    everywhere = buttons.get(None, {"type": "default"})
    return everywhere if everywhere["type"] != "default" else {"type": "commands"}


def _scopes(world: World, person: Person, chat_id: int) -> list[Json]:
    group = world.groups.get(chat_id)
    if group is None:
        narrow: list[Json] = [
            {"type": "chat", "chat_id": chat_id},
            {"type": "all_private_chats"},
        ]
    else:
        narrow = [
            {"type": "chat_member", "chat_id": chat_id, "user_id": person.id},
            {"type": "chat", "chat_id": chat_id},
            {"type": "all_group_chats"},
        ]
        if group.members.get(person.id) in {"creator", "administrator"}:
            narrow.insert(1, {"type": "chat_administrators", "chat_id": chat_id})
            narrow.insert(3, {"type": "all_chat_administrators"})
    return [*narrow, {"type": "default"}]
