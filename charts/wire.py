"""What the bot and its drawing process say to each other: four bytes of length, then a pickle."""

import pickle
from dataclasses import dataclass

LENGTH = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """One PNG a page."""

    pages: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The sheet cannot be drawn, now or later."""

    why: str


Answer = Drawn | Refused


def packed(message: object) -> bytes:
    body = pickle.dumps(message)
    return len(body).to_bytes(LENGTH, "big") + body


def unpacked(body: bytes) -> object:
    return pickle.loads(body)  # noqa: S301  both ends of the pipe are this program
