"""The commonest message, one name and one bare number, read by what the walk said of its like."""

import re
from decimal import Decimal
from typing import Final

from domain.typed.items import Items
from domain.typed.readings import Amount, Given, Kind, Reading
from domain.typed.units import tidy

# Never 0, 05 or 20xx, which may be nothing, a slip or a year; too short for a day or a telephone.
_USUAL: Final = re.compile(
    r"(?P<head>[\u4e00-\u9fffA-Za-z]{1,30}[ :]?)(?!20[0-9]{2}(?![0-9]))"
    r"(?P<whole>[1-9][0-9]{0,4})(?:\.(?P<part>[0-9]{1,4}))?"
)

Shape = tuple[str, int, int]
"""What stands before a number, and how many digits it has before and behind its point."""


class Usual:
    """Which item a name with a bare number behind it answers, once the walk has said so.

    The walk looks at the words and at how many digits a number has; which digits they are makes
    no difference to it. So of all messages of one shape only the first is walked through.
    """

    def __init__(self, items: Items) -> None:
        self._items = items
        self._known: dict[Shape, str] = {}

    def read(self, folded: str) -> Reading | None:
        """What such a message says, if one of its shape was learned from before."""
        found = _USUAL.fullmatch(folded)
        if found is None:
            return None
        key = self._known.get(_shape(found))
        return None if key is None else _said(key, found, folded)

    def learn(self, folded: str, reading: Reading) -> None:
        """Keep the shape of a message whose name and number are all that there was to it."""
        found = _USUAL.fullmatch(folded)
        if found is None or len(reading.answers) != 1:
            return
        key = reading.answers[0].key
        if reading == _said(key, found, folded) and self._names(key, folded):
            self._known[_shape(found)] = key

    def _names(self, key: str, folded: str) -> bool:
        """Whether the item is named, and not only asked."""
        mentions = self._items.mentions(folded)
        return len(mentions) == 1 and mentions[0].start == 0 and mentions[0].keys == (key,)


def _shape(found: re.Match[str]) -> Shape:
    return found["head"], len(found["whole"]), len(found["part"] or "")


def _said(key: str, found: re.Match[str], folded: str) -> Reading:
    amount = Amount(tidy(Decimal(folded[found.end("head") :])))
    return Reading(Kind.ANSWER, (Given(key, amount, folded),))
