"""Methods that change, pin or remove messages."""

from sandbox.chats import Chat
from sandbox.methods.call import Call
from sandbox.methods.sending import media_content
from sandbox.wire import Json, bad_request

_DELETABLE_FOR = 48 * 3600
_MEDIA = ("photo", "document")
_TEXT_PARTS = ("text", "entities")
_CAPTION_PARTS = ("caption", "caption_entities", "show_caption_above_media")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


def edit_message_text(call: Call) -> Json:
    """Another text under the same number; the keyboard goes unless it is given again."""
    if "rich_message" in call.given:
        raise bad_request("rich messages are not supported here")
    content = call.text()
    chat, message = call.own_message()
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _changed(call, chat, message, drop=_TEXT_PARTS, content=content)


def edit_message_caption(call: Call) -> Json:
    """Another caption under a picture or file."""
    content = call.caption()
    chat, message = call.own_message()
    if not any(kind in message for kind in _MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return _changed(call, chat, message, drop=_CAPTION_PARTS, content=content)


def edit_message_media(call: Call) -> Json:
    """Another picture or file, with its caption."""
    content = media_content(call, call.given["media"])
    chat, message = call.own_message()
    return _changed(
        call, chat, message, drop=(*_MEDIA, *_TEXT_PARTS, *_CAPTION_PARTS), content=content
    )


def edit_message_reply_markup(call: Call) -> Json:
    """Other buttons, or none."""
    chat, message = call.own_message()
    return _changed(call, chat, message, drop=(), content={})


def delete_message(call: Call) -> bool:
    """Take one message away; not when it is older than two days."""
    _delete(call, call.chat(), call.given["message_id"])
    return True


def delete_messages(call: Call) -> bool:
    """Take several away; those that cannot be found are passed over."""
    chat = call.chat()
    for message_id in call.given["message_ids"]:
        if message_id in chat.messages:
            _delete(call, chat, message_id)
    return True


def pin_chat_message(call: Call) -> bool:
    """Keep a message on top of the chat."""
    chat = call.chat()
    message_id = call.given["message_id"]
    if message_id not in chat.messages:
        raise bad_request("message to pin not found")
    group = call.world.groups.get(chat.id)
    if group is not None and group.bot != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if message_id not in chat.pinned:
        chat.pinned.append(message_id)
    call.world.emit("pinned", chat.id, {"pinned": list(chat.pinned)})
    return True


def unpin_chat_message(call: Call) -> bool:
    """Let go of a pinned message; of the latest if none is named."""
    chat = call.chat()
    message_id = call.given.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    call.world.emit("pinned", chat.id, {"pinned": list(chat.pinned)})
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    """Let go of all pinned messages."""
    chat = call.chat()
    chat.pinned.clear()
    call.world.emit("pinned", chat.id, {"pinned": []})
    return True


def _changed(
    call: Call, chat: Chat, message: Json, *, drop: tuple[str, ...], content: Json
) -> Json:
    kept = {
        key: value for key, value in message.items() if key not in drop and key != "reply_markup"
    }
    changed = kept | content | call.keyboard(chat)
    if changed == message:
        raise bad_request(_NOT_MODIFIED)
    call.world.check_rate(chat)
    changed["edit_date"] = int(call.world.clock.now())
    return call.world.replace(chat, changed)


def _delete(call: Call, chat: Chat, message_id: int) -> None:
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to delete not found")
    if call.world.clock.now() - message["date"] > _DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    if message["from"]["id"] != call.world.bot["id"] and not _may_delete(call, chat):
        raise bad_request("message can't be deleted")
    del chat.messages[message_id]
    call.world.emit("deleted", chat.id, {"message_id": message_id})


def _may_delete(call: Call, chat: Chat) -> bool:
    group = call.world.groups.get(chat.id)
    return group is None or group.bot == "administrator"
