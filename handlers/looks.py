"""What a button looks at, in the 64 bytes that Telegram carries."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.errors import StaleButton
from domain.periods import BadPeriod, Period, PeriodKind

MAX_BYTES = 64
DIGEST = 12
MARK = "~"
LEAF = re.compile(r"([0-9]{1,9})\.([0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at: `v:<kind>:<code>@<period>`.

    Kinds: all, group, rank (an indicator), unit, item (unit and indicator, see `pair`), project,
    person, missing, red (and other lights), versus (with whom a unit is compared), duel (a
    `pair` of units), trend, share, board, heat, moves, brief, paper, road (the milestones of a
    project), roads (of a unit, or of all); past and leaf (the history of one number, in a
    message of its own or instead of the page before, see `leaf`), files (kept with it), pasts
    (of a `pair`); how, howrank, howitem, howproject, howperson and howpoints (how the overall
    number of a unit or the list, an indicator's list, a `pair` … is reckoned), and how before any
    kind that is a picture of its own, see actions.pictured; points (the
    ranking by them), projects and people (theirs).
    Without a period the current one is meant.
    A code that does not fit is carried as a digest and found again among those there are.
    """

    kind: str
    code: str = ""
    period: str = ""

    @property
    def data(self) -> str:
        """The button's data."""
        whole = self._data(self.code)
        return whole if len(whole.encode()) <= MAX_BYTES else self._data(digest(self.code))

    def _data(self, code: str) -> str:
        return f"v:{self.kind}:{code}@{self.period}"

    @classmethod
    def read(cls, kind: str, tail: str) -> "Look":
        """What came back, as if forged.

        Raises:
            StaleButton: this is no period that anything is asked for.
        """
        code, _, period = tail.rpartition("@")
        if not period:
            return cls(kind, code)
        try:
            meant = Period.parse(period)
        except BadPeriod:
            raise StaleButton from None
        if meant.kind is PeriodKind.YEAR:
            raise StaleButton
        return cls(kind, code, meant.key)

    def among(self, codes: Iterable[str]) -> str:
        """The code that is meant.

        Raises:
            StaleButton: there is none like that any more.
        """
        for code in codes:
            if self.code in (code, digest(code)):
                return code
        raise StaleButton


def pair(unit: str, indicator: str) -> str:
    """The code of one indicator in one unit."""
    return f"{unit}|{indicator}"


def leaf(assignment: int, skip: int) -> str:
    """The code of one page of one number's history."""
    return f"{assignment}.{skip}"


def read_leaf(code: str) -> tuple[int, int]:
    """The assignment and how many versions to leave out.

    Raises:
        StaleButton: this is no page.
    """
    match = LEAF.fullmatch(code)
    if match is None:
        raise StaleButton
    return int(match[1]), int(match[2])


def digest(code: str) -> str:
    """A code in a few letters, to be found again by `Look.among`."""
    return MARK + hashlib.blake2s(code.encode()).hexdigest()[:DIGEST]
