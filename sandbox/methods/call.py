"""One call of a method: what was given, in whose world."""

from dataclasses import dataclass, field

from sandbox.chats import Chat
from sandbox.files import StoredFile
from sandbox.formatting import formatted
from sandbox.keyboards import inline_keyboard, other_keyboard
from sandbox.wire import Json, Upload, bad_request
from sandbox.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


@dataclass(slots=True)
class Call:
    """A method's parameters, already of the right kinds, and the files beside them."""

    world: World
    given: Json
    files: dict[str, Upload] = field(default_factory=dict)

    def chat(self) -> Chat:
        """The chat the bot may write to."""
        return self.world.chat_for_bot(self.given["chat_id"])

    def text(self) -> Json:
        """The checked text and its entities, as they stand in a message."""
        text, entities = formatted(
            self.given.get("text", ""),
            parse_mode=self.given.get("parse_mode"),
            entities=self.given.get("entities"),
        )
        if not text:
            raise bad_request("message text is empty")
        if len(text) > LONGEST_TEXT:
            raise bad_request("message is too long")
        return {"text": text, "entities": entities} if entities else {"text": text}

    def caption(self, given: Json | None = None) -> Json:
        """The checked caption and its entities; empty if there is none."""
        given = self.given if given is None else given
        caption, entities = formatted(
            given.get("caption") or "",
            parse_mode=given.get("parse_mode"),
            entities=given.get("caption_entities"),
        )
        if len(caption) > LONGEST_CAPTION:
            raise bad_request("message caption is too long")
        if not caption:
            return {}
        above = {"show_caption_above_media": True} if given.get("show_caption_above_media") else {}
        marks = {"caption_entities": entities} if entities else {}
        return {"caption": caption, **marks, **above}

    def keyboard(self, chat: Chat) -> Json:
        """The inline keyboard as it stands in a message; empty if there is none."""
        markup = inline_keyboard(self.given.get("reply_markup"), is_private=chat.id > 0)
        return {"reply_markup": markup} if markup else {}

    def around(self, chat: Chat) -> Json:
        """What goes with any new message: reply, thread, keyboard."""
        given = self.given
        if len(given) <= 2:  # the common case: a chat and a text
            return {}
        fields = self.keyboard(chat)
        reply = given.get("reply_parameters")
        if reply:
            fields |= _reply(chat, reply)
        if given.get("message_thread_id"):
            # No topics here; the General topic has no number of its own either.
            raise bad_request("message thread not found")
        if given.get("protect_content"):
            fields["has_protected_content"] = True
        return fields

    def change_typing_box(self, chat: Chat) -> None:
        """Show, replace or remove the keyboard that stands in place of the typing box."""
        other = other_keyboard(self.given.get("reply_markup"))
        if other is not None:
            chat.keyboard = None if other.get("remove_keyboard") else other
            self.world.emit("keyboard", chat.id, chat.keyboard or {})

    def own_message(self) -> tuple[Chat, Json]:
        """The bot's message that is to be changed."""
        if "chat_id" not in self.given:
            if "inline_message_id" in self.given:
                raise bad_request("MESSAGE_ID_INVALID")
            raise bad_request("chat_id is empty")
        if "message_id" not in self.given:
            raise bad_request("message identifier is not specified")
        chat = self.chat()
        message = chat.messages.get(self.given["message_id"])
        if message is None:
            raise bad_request("message to edit not found")
        if message.get("from", {}).get("id") != self.world.bot["id"]:
            raise bad_request("message can't be edited")
        return chat, message

    def file(self, value: object, *, kind: str) -> StoredFile:
        """The file meant by a parameter: an upload, `attach://name`, or an id."""
        if isinstance(value, Upload):
            return self.world.files.add(value, kind=kind)
        text = str(value)
        if text.startswith("attach://"):
            upload = self.files.get(text.removeprefix("attach://"))
            if upload is None:
                raise bad_request(f"there is no file {text} in the request")
            return self.world.files.add(upload, kind=kind)
        if "://" in text:
            # The sandbox fetches nothing from anywhere.
            raise bad_request("failed to get HTTP URL content")
        return self.world.files.by_id(text)


def _reply(chat: Chat, reply: Json) -> Json:
    message = chat.messages.get(int(reply.get("message_id", 0)))
    if message is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    quoted = {key: value for key, value in message.items() if key != "reply_to_message"}
    return {"reply_to_message": quoted}
