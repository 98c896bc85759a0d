"""One message as a test reads it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sandbox.wire import Json


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as it stands in a chat."""

    raw: Json

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def chat_id(self) -> int:
        return int(self.raw["chat"]["id"])

    @property
    def text(self) -> str:
        """The words: the text, or the caption of a picture or file."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def from_bot(self) -> bool:
        return bool(self.raw.get("from", {}).get("is_bot"))

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.raw["date"], UTC)

    @property
    def is_edited(self) -> bool:
        return "edit_date" in self.raw

    @property
    def reply_to(self) -> int | None:
        """The number of the message it answers."""
        quoted = self.raw.get("reply_to_message")
        return int(quoted["message_id"]) if quoted else None

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons, row after row."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]

    @property
    def data(self) -> dict[str, str]:
        """The callback data of its buttons by their words."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return {b["text"]: b["callback_data"] for row in rows for b in row if "callback_data" in b}

    @property
    def file_id(self) -> str | None:
        """The picture or file it carries."""
        if "photo" in self.raw:
            return str(self.raw["photo"][-1]["file_id"])
        return str(self.raw["document"]["file_id"]) if "document" in self.raw else None

    @property
    def has_photo(self) -> bool:
        return "photo" in self.raw

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def __str__(self) -> str:
        kind = "[图片] " if self.has_photo else "[文件] " if "document" in self.raw else ""
        buttons = f"  〔{' | '.join(self.buttons)}〕" if self.buttons else ""
        who = "bot" if self.from_bot else self.raw["from"]["first_name"]
        return f"{who}: {kind}{self.text}{buttons}"
