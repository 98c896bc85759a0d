"""What people write and press on their phones, and what the bot hears of it."""

import time

from sandbox.chats import Chat, Person
from sandbox.files import photo_sizes
from sandbox.formatting import found_in
from sandbox.menu import menu_button
from sandbox.mini_apps import init_data, launched
from sandbox.wire import Json, Upload
from sandbox.world import Press, World


class Impossible(Exception):  # noqa: N818 (a person cannot do this; nothing failed)
    """A phone would not offer this: no such chat, message, button."""


def person_of(world: World, person_id: int) -> Person:
    """The person with this id."""
    person = world.people.get(person_id)
    if person is None:
        raise Impossible(f"no person {person_id}")
    return person


def chat_of(world: World, person: Person, chat_id: int | None) -> Chat:
    """The chat a person writes in: their own with the bot, or a group they are in."""
    if chat_id is None or chat_id == person.id:
        if person.blocked:
            raise Impossible(f"{person.first_name} has blocked the bot")
        return world.chats[person.id]
    group = world.groups.get(chat_id)
    if group is None or group.members.get(person.id, "left") in {"left", "kicked"}:
        raise Impossible(f"{person.first_name} is not in chat {chat_id}")
    if group.moved_to is not None:
        raise Impossible(f"group {chat_id} has become {group.moved_to}")
    return world.chats[chat_id]


def says(
    world: World,
    person: Person,
    *,
    text: str = "",
    chat_id: int | None = None,
    reply_to: int | None = None,
    photo: Upload | None = None,
    document: Upload | None = None,
    album: str = "",
    date: float | None = None,
    via_bot: bool = False,
) -> Json:
    """Send a message; with a file, `text` is its caption. `date` backdates it.

    Messages of the same `album` are shown together, as files that were picked together are.
    """
    chat = chat_of(world, person, chat_id)
    message: Json = {
        "message_id": chat.next_id(),
        "from": person.user(),
        "chat": chat.described,
        "date": int(world.clock.now() if date is None else date),
    }
    if reply_to is not None:
        message["reply_to_message"] = _quoted(chat, reply_to)
    if album:
        message["media_group_id"] = album
    if via_bot:
        message["via_bot"] = {
            key: world.bot[key] for key in ("id", "is_bot", "first_name", "username")
        }
    message |= _content(world, text, photo, document)
    chat.messages[message["message_id"]] = message
    if chat.id == person.id:
        person.started = True
    world.emit("message", chat.id, message)
    if _bot_hears(world, chat, message):
        if chat.id == person.id:
            chat.unanswered.append(time.perf_counter())
        world.tell_bot("message", message, chat_id=chat.id, life_from=message["date"])
    return message


def edits(
    world: World,
    person: Person,
    *,
    message_id: int,
    text: str,
    chat_id: int | None = None,
    date: float | None = None,
) -> Json:
    """Change an own message; the bot hears of it even if nothing visible changed."""
    chat = chat_of(world, person, chat_id)
    message = chat.messages.get(message_id)
    if message is None or message.get("from", {}).get("id") != person.id:
        raise Impossible(f"message {message_id} is not {person.first_name}'s own")
    message = {key: value for key, value in message.items() if key not in _WRITTEN}
    message["edit_date"] = int(world.clock.now() if date is None else date)
    if "photo" in message or "document" in message:
        message |= _marked("caption", text)
    else:
        message |= _marked("text", text)
    world.replace(chat, message)
    if _bot_hears(world, chat, message):
        world.tell_bot("edited_message", message, chat_id=chat.id, life_from=message["edit_date"])
    return message


def presses(
    world: World,
    person: Person,
    *,
    message_id: int,
    button: str | int | None = None,
    data: str | None = None,
    chat_id: int | None = None,
    inaccessible: bool = False,
) -> Press:
    """Press a button by its words or its number, or send forged `data`.

    `inaccessible`: the bot gets no message, only its number, as for very old ones.
    """
    chat = chat_of(world, person, chat_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise Impossible(f"no message {message_id} in chat {chat.id}")
    if data is None:
        data = _pressed(message, button)
    now = world.clock.now()
    press = Press(str(world.lot.randrange(10**17, 10**18)), person.id, chat.id, now)
    world.presses[press.id] = press
    shown = {"chat": chat.described, "message_id": message_id, "date": 0}
    query = {
        "id": press.id,
        "from": person.user(),
        "message": shown if inaccessible else message,
        "chat_instance": str(abs(chat.id) * 7919),
        "data": data,
    }
    world.tell_bot("callback_query", query, chat_id=chat.id, life_from=now)
    return press


def opens(
    world: World,
    person: Person,
    *,
    message_id: int | None = None,
    button: str | int | None = None,
    theme: str = "light",
) -> str:
    """Open a page by its button, or by the one beside the typing box; returns its address."""
    chat = chat_of(world, person, None)
    if message_id is None:
        found = menu_button(world, chat.id)
    else:
        found = _button(chat.messages.get(message_id, {}), button)
    if "web_app" not in found:
        raise Impossible("this button opens no page")
    return launched(found["web_app"]["url"], init_data(world, person), theme=theme)


def asks_inline(world: World, person: Person, query: str) -> str:
    """Type `@bot query` in any chat; returns the query's id."""
    query_id = str(world.lot.randrange(10**17, 10**18))
    world.inline_queries[query_id], world.inline_asked[query_id] = {}, query
    body = {"id": query_id, "from": person.user(), "query": query, "offset": ""}
    world.tell_bot("inline_query", body, chat_id=person.id, life_from=world.clock.now())
    return query_id


def chooses(
    world: World, person: Person, *, query_id: str, result_id: str, chat_id: int | None = None
) -> Json:
    """Tap a result of an inline query: its words stand in the chat as theirs, via the bot."""
    offered = world.inline_queries.get(query_id, {}).get("results") or []
    result = next((one for one in offered if str(one.get("id")) == result_id), None)
    if result is None:
        raise Impossible(f"no result {result_id!r} of inline query {query_id}")
    words = str(result.get("input_message_content", {}).get("message_text", ""))
    message = says(world, person, text=words, chat_id=chat_id, via_bot=True)
    if world.inline_feedback:
        chosen = {
            "result_id": result_id,
            "from": person.user(),
            "query": world.inline_asked[query_id],
        }
        now = world.clock.now()
        world.tell_bot("chosen_inline_result", chosen, chat_id=person.id, life_from=now)
    return message


_WRITTEN = ("text", "entities", "caption", "caption_entities")


def _marked(key: str, text: str) -> Json:
    if not text:
        return {}
    marks = found_in(text)
    name = "entities" if key == "text" else "caption_entities"
    return {key: text, name: marks} if marks else {key: text}


def _content(world: World, text: str, photo: Upload | None, document: Upload | None) -> Json:
    if photo is not None:
        stored = world.files.add(photo, kind="photo")
        return {"photo": photo_sizes(stored)} | _marked("caption", text)
    if document is not None:
        stored = world.files.add(document, kind="document")
        described = {
            "file_id": stored.file_id,
            "file_unique_id": stored.unique_id,
            "file_name": stored.name,
            "mime_type": stored.mime,
            "file_size": len(stored.content),
        }
        return {"document": described} | _marked("caption", text)
    if not text:
        raise Impossible("a message needs words or a file")
    return _marked("text", text)


def _quoted(chat: Chat, message_id: int) -> Json:
    message = chat.messages.get(message_id)
    if message is None:
        raise Impossible(f"no message {message_id} in chat {chat.id}")
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def _pressed(message: Json, button: str | int | None) -> str:
    found = _button(message, button)
    if "callback_data" not in found:
        raise Impossible(f"{button!r} is no button to press")
    return str(found["callback_data"])


def _button(message: Json, button: str | int | None) -> Json:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons: list[Json] = [each for row in rows for each in row]
    if isinstance(button, int):
        found = buttons[button : button + 1]
    else:
        found = [each for each in buttons if each["text"] == button] or [
            each for each in buttons if button and button in each["text"]
        ]
    if not found:
        offered = ", ".join(each["text"] for each in buttons) or "none"
        raise Impossible(f"no button {button!r}; offered: {offered}")
    return found[0]


def _bot_hears(world: World, chat: Chat, message: Json) -> bool:
    """Privacy mode: in groups only commands, mentions, replies to it, what came via it, and
    service messages."""
    group = world.groups.get(chat.id)
    if group is None:
        return True
    if group.bot not in {"member", "administrator"}:
        return False
    if world.reads_all or group.bot == "administrator":
        return True
    if message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]:
        return True
    if "via_bot" in message:
        return True
    words = str(message.get("text") or message.get("caption") or "")
    name = f"@{world.bot['username']}".lower()
    if words.startswith("/"):
        command = words.split(maxsplit=1)[0].lower()
        return "@" not in command or command.endswith(name)
    return name in words.lower()
