"""The values that travel: JSON objects, uploads, and refusals with Telegram's own words."""

from dataclasses import dataclass
from typing import Any

# The Bot API's objects are open records: any client may add fields, any version may too.
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it came in a multipart body."""

    name: str
    content: bytes
    mime: str


class Refused(Exception):  # noqa: N818 (the server refuses; it does not fail)
    """The Bot API says no: the code, the sentence, and what a client may act on."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """The answer as Telegram writes it."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str, parameters: Json | None = None) -> Refused:
    """400 with Telegram's prefix."""
    return Refused(400, f"Bad Request: {reason}", parameters)


def forbidden(reason: str) -> Refused:
    """403 with Telegram's prefix."""
    return Refused(403, f"Forbidden: {reason}")


def too_many(retry_after: int) -> Refused:
    """429, naming the seconds to wait."""
    return Refused(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )
