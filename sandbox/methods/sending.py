"""Methods that put new messages into chats."""

from sandbox.chats import Chat
from sandbox.files import StoredFile, photo_sizes
from sandbox.methods.call import Call
from sandbox.wire import Json, bad_request

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_ALONE = frozenset({"document", "audio"})


def send_message(call: Call) -> Json:
    """A text."""
    content = call.text()
    chat = call.chat()
    around = call.around(chat)
    call.world.check_rate(chat)
    message = call.world.post(chat, content | around if around else content)
    if "reply_markup" in call.given:
        call.change_typing_box(chat)
    return message


def send_photo(call: Call) -> Json:
    """A picture with a caption."""
    stored = call.file(call.given["photo"], kind="photo")
    return _send_file(call, {"photo": photo_sizes(stored)})


def send_document(call: Call) -> Json:
    """A file with a caption."""
    stored = call.file(call.given["document"], kind="document")
    return _send_file(call, {"document": document(stored)})


def send_media_group(call: Call) -> list[Json]:
    """An album: 2 to 10 messages that share a media_group_id, each counted by the limits."""
    media = call.given["media"]
    if not isinstance(media, list) or not 2 <= len(media) <= 10:
        raise bad_request("media must include 2-10 items")
    kinds = {item.get("type") for item in media}
    if len(kinds) > 1 and kinds & _ALONE:
        raise bad_request("document can't be mixed with other media types")
    contents = [media_content(call, item) for item in media]
    chat = call.chat()
    around = call.around(chat)
    call.world.check_rate(chat, len(media))
    album = {"media_group_id": str(call.world.lot.randrange(10**16, 10**17))}
    return [call.world.post(chat, content | album | around) for content in contents]


def media_content(call: Call, item: Json) -> Json:
    """One InputMedia as it stands in a message."""
    kind = item.get("type")
    if kind not in {"photo", "document"}:
        raise bad_request("type of the media is not supported here; send a photo or a document")
    stored = call.file(item.get("media", ""), kind=str(kind))
    shown: Json = (
        {"photo": photo_sizes(stored)} if kind == "photo" else {"document": document(stored)}
    )
    return shown | call.caption(item)


def document(stored: StoredFile) -> Json:
    """A Document object of the Bot API."""
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_name": stored.name,
        "mime_type": stored.mime,
        "file_size": len(stored.content),
    }


def send_chat_action(call: Call) -> bool:
    """ "… is typing"."""
    if call.given["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.chat()
    call.world.emit("action", chat.id, {"action": call.given["action"]})
    return True


def _send_file(call: Call, content: Json) -> Json:
    content |= call.caption()
    chat: Chat = call.chat()
    around = call.around(chat)
    call.world.check_rate(chat)
    message = call.world.post(chat, content | around)
    call.change_typing_box(chat)
    return message
