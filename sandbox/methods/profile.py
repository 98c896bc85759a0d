"""Methods about the bot itself: who it is, its commands, its words."""

import json
import re

from sandbox.menu import menu_button
from sandbox.methods.call import Call
from sandbox.mini_apps import check_address
from sandbox.wire import Json, bad_request

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LONGEST = {"name": 64, "description": 512, "short_description": 120}


def get_me(call: Call) -> Json:
    """The bot's own account."""
    return call.world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": call.world.reads_all,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
        "supports_join_request_queries": False,
    }


def done(call: Call) -> bool:
    """logOut and close: nothing to do on a server of one's own."""
    return True


def _scope_key(call: Call) -> tuple[str, str]:
    scope = call.given.get("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), call.given.get("language_code", "")


def _scope_chat(call: Call) -> int | None:
    """The chat that a scope is for; None where it is for many."""
    chat_id: int | None = (call.given.get("scope") or {}).get("chat_id")
    if chat_id is not None and chat_id not in call.world.chats:
        raise bad_request("chat not found")
    return chat_id


def set_my_commands(call: Call) -> bool:
    """The command menu for a scope and a language."""
    commands = call.given["commands"]
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    chat_id = _scope_chat(call)
    call.world.profile.commands[_scope_key(call)] = commands
    call.world.emit("commands", chat_id, {})
    return True


def get_my_commands(call: Call) -> list[Json]:
    """The command menu set for exactly this scope and language."""
    return call.world.profile.commands.get(_scope_key(call), [])


def delete_my_commands(call: Call) -> bool:
    """No command menu of its own for this scope and language."""
    chat_id = _scope_chat(call)
    call.world.profile.commands.pop(_scope_key(call), None)
    call.world.emit("commands", chat_id, {})
    return True


def set_chat_menu_button(call: Call) -> bool:
    """The button beside the typing box."""
    chat_id = call.given.get("chat_id")
    button = call.given.get("menu_button") or {"type": "default"}
    if chat_id is not None and chat_id not in call.world.people:
        raise bad_request("chat not found")
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise bad_request("menu button has unsupported type")
    if button["type"] == "web_app":
        if not str(button.get("text", "")).strip():
            raise bad_request("menu button text must be non-empty")
        check_address(button.get("web_app"))
    call.world.profile.menu_buttons[chat_id] = button
    call.world.emit("menu_button", chat_id, {})
    return True


def get_chat_menu_button(call: Call) -> Json:
    """The button beside the typing box of a chat, or the default one."""
    return menu_button(call.world, call.given.get("chat_id"))


def _set_words(call: Call, key: str) -> bool:
    words = call.given.get(key, "")
    if len(words) > _LONGEST[key]:
        raise bad_request(f"{key.replace('_', ' ')} is too long")
    call.world.profile.words[key, call.given.get("language_code", "")] = words
    return True


def _words(call: Call, key: str) -> Json:
    words = call.world.profile.words
    default = words.get((key, ""), call.world.bot["first_name"] if key == "name" else "")
    return {key: words.get((key, call.given.get("language_code", "")), default)}


def set_my_name(call: Call) -> bool:
    """The bot's name."""
    return _set_words(call, "name")


def get_my_name(call: Call) -> Json:
    """The bot's name in a language."""
    return _words(call, "name")


def set_my_description(call: Call) -> bool:
    """What an empty chat with the bot says."""
    return _set_words(call, "description")


def get_my_description(call: Call) -> Json:
    """What an empty chat with the bot says in a language."""
    return _words(call, "description")


def set_my_short_description(call: Call) -> bool:
    """What the bot's profile says."""
    return _set_words(call, "short_description")


def get_my_short_description(call: Call) -> Json:
    """What the bot's profile says in a language."""
    return _words(call, "short_description")
