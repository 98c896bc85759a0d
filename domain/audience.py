"""Which summaries a group is sent: those of weeks, of months, of quarters."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from domain.errors import Refusal
from domain.periods import PeriodKind

Summaries = frozenset[PeriodKind]

SUMMARIES: Final = (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER)
"""What there is to choose from, in order."""

ALL: Final[Summaries] = frozenset(SUMMARIES)

_APART = re.compile(r"[\s,、;/+和与及&]+|\band\b")
_ALL_WORDS = frozenset({"全部", "所有", "都要", "all"})
_WORDS: Final = {
    PeriodKind.WEEK: frozenset({"周", "每周", "周报", "周排名", "week", "weeks", "weekly"}),
    PeriodKind.MONTH: frozenset({"月", "每月", "月报", "月排名", "month", "months", "monthly"}),
    PeriodKind.QUARTER: frozenset(
        {"季", "季度", "每季", "每季度", "季报", "季排名", "quarter", "quarters", "quarterly"}
    ),
}


@dataclass(eq=False)
class NotSummaries(Refusal):
    """A word that names none of them."""

    text: str


def named(text: str) -> Summaries | None:
    """Read 周 月, 月报、季报, monthly and quarterly, 全部; None where nothing is said.

    Raises:
        NotSummaries: a word says something else.
    """
    found: set[PeriodKind] = set()
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = [word for word in _APART.split(plain) if word]
    for word in words:
        kinds = ALL if word in _ALL_WORDS else {k for k in SUMMARIES if word in _WORDS[k]}
        if not kinds:
            raise NotSummaries(word[:20])
        found |= kinds
    return frozenset(found) if words else None
