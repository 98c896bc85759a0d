"""A whole message, read against the items a person is asked for.

The safe cases become answers: an item named, an item asked explicitly, one open item, one line or
number for each open item in order. Everything else is asked back, with the items it may be for.
"""

from collections.abc import Collection, Sequence
from typing import Final

from domain.typed.folding import fold, plain
from domain.typed.items import Items, Question
from domain.typed.messages import message_in
from domain.typed.readings import AskedBack, Given, Kind, Reading
from domain.typed.usual import Usual

__all__ = ["AskedBack", "Given", "Kind", "Question", "Reader", "Reading", "read_message"]

LONGEST: Final = 2_000  # characters; a longer message is a text, not a report


class Reader:
    """Reads messages of one person against the items of one period, in the order shown."""

    def __init__(self, questions: Sequence[Question], *, places: Sequence[str] = ()) -> None:
        """Prepare the names once; `places` are names of the person's own unit (城关, 城关镇)."""
        self._items = Items(questions, places=places)
        self._usual = Usual(self._items)

    def read(
        self,
        text: str,
        *,
        still_open: Collection[str] | None = None,
        asked: str | None = None,
    ) -> Reading:
        """Read one message.

        `still_open` are the items not answered yet (all, if not given): numbers without a name
        go to them in order. `asked` is the item a reply or a button was about. A named item is
        found whether open or not, so that an earlier answer can be corrected. Numbers before
        items (2、8.2) count the questions as given to the Reader.
        """
        typed = fold(text).strip()
        usual = self._usual.read(typed)
        if usual is not None:
            return usual
        folded = plain(typed)
        if not folded or len(folded) > LONGEST:
            return Reading(Kind.NOT_A_NUMBER, leftover=folded)
        reading = message_in(folded, self._items, still_open=still_open, asked=asked)
        self._usual.learn(typed, reading)
        return reading


def read_message(
    text: str,
    questions: Sequence[Question],
    *,
    still_open: Collection[str] | None = None,
    asked: str | None = None,
) -> Reading:
    """Read one message; whoever reads many keeps a Reader instead."""
    return Reader(questions).read(text, still_open=still_open, asked=asked)
