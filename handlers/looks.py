"""What a button looks at, in the 64 bytes that Telegram carries."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from domain.errors import StaleButton
from domain.periods import YEARS, BadPeriod, Period, PeriodKind

MAX_BYTES = 64
DIGEST = 12
MARK = "~"
DAY = re.compile(r"[0-9]{8}")
LEAF = re.compile(r"([0-9]{1,9})\.([0-9]{1,5})")
DATA = re.compile(r"v:([a-z]{1,12}):(.{0,60})")
"""What a look carries; anything else is no look."""


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at: `v:<kind>:<code>@<period>`, as known on a day `…!<day>`.

    Kinds: all, group, rank (an indicator), unit, item (unit and indicator, see `pair`), project,
    person, missing, red (and other lights), versus (with whom a unit is compared), duel (a
    `pair` of units), fall (why a unit lost places), trend, share, board, heat, moves, brief,
    paper, road (the milestones of a project), roads (of a unit, or of all); past and leaf (the
    history of one number, in a message of its own or instead of the page before, see `leaf`),
    files (kept with it), pasts (of a `pair`); how, howrank, howitem, howproject, howperson and
    howpoints (how the overall number of a unit or the list, an indicator's list, a `pair` … is
    reckoned), and how before any kind that is a picture of its own, see actions.pictured;
    howofficial (see actions.published); points (the ranking by them), projects and people
    (theirs); units (all of them, page by page), turn (another page, instead of the one before),
    by (the indicators) and more (the rest).
    Without a period the current one is meant. A `day` of the past is looked back on from its
    end.
    A code that does not fit is carried as a digest and found again among those there are.
    """

    kind: str
    code: str = ""
    period: str = ""
    day: date | None = None

    @property
    def data(self) -> str:
        """The button's data."""
        whole = self._data(self.code)
        return whole if len(whole.encode()) <= MAX_BYTES else self._data(digest(self.code))

    def _data(self, code: str) -> str:
        day = f"!{self.day:%Y%m%d}" if self.day else ""
        return f"v:{self.kind}:{code}@{self.period}{day}"

    def on(self, day: date) -> "Look":
        """The same as known on a day."""
        return replace(self, day=day)

    @classmethod
    def of(cls, data: str) -> "Look | None":
        """The look that a button of our own leads to; None of a button that does something."""
        match = DATA.fullmatch(data)
        return cls.read(match[1], match[2]) if match else None

    @classmethod
    def read(cls, kind: str, tail: str) -> "Look":
        """What came back, as if forged.

        Raises:
            StaleButton: this is no period that anything is asked for, or no day.
        """
        code, _, when = tail.rpartition("@")
        period, _, day = when.partition("!")
        return cls(kind, code, _period(period), _day(day))

    def among(self, codes: Iterable[str]) -> str:
        """The code that is meant.

        Raises:
            StaleButton: there is none like that any more.
        """
        for code in codes:
            if self.code in (code, digest(code)):
                return code
        raise StaleButton


def _period(key: str) -> str:
    if not key:
        return ""
    try:
        meant = Period.parse(key)
    except BadPeriod:
        raise StaleButton from None
    if meant.kind is PeriodKind.YEAR:
        raise StaleButton
    return meant.key


def _day(text: str) -> date | None:
    """A day in eight digits, of a year that anything may be known of."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise StaleButton
    return day


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
