"""Rows of buttons: as many beside each other as a narrow phone shows with their names whole."""

import unicodedata
from collections.abc import Iterator, Sequence

from handlers.outgoing import Button, Keyboard

IN_A_ROW = 3
ROOM = 10  # letters of the narrow kind on one of three; a Chinese character is two


def in_rows(buttons: Sequence[Button]) -> Keyboard:
    """Three a row where their names fit, else two; the last is not left alone for want of one."""
    return tuple(_rows(tuple(buttons)))


def fitted(keyboard: Keyboard) -> Keyboard:
    """The same keyboard; of a row too narrow for its names the rest goes into the next."""
    return tuple(part for row in keyboard for part in _rows(row))


def _rows(buttons: tuple[Button, ...]) -> Iterator[tuple[Button, ...]]:
    while buttons:
        is_roomy = len(buttons) != IN_A_ROW + 1 and all(map(_fits, buttons[:IN_A_ROW]))
        count = IN_A_ROW if is_roomy else IN_A_ROW - 1
        yield buttons[:count]
        buttons = buttons[count:]


def _fits(button: Button) -> bool:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in button.label)
    return len(button.label) + wide <= ROOM
