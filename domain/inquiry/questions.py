"""What a text asks, told by the phrases in it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from domain.inquiry.phrases import PHRASES, TO_BEFORE
from domain.inquiry.topics import Topic
from domain.numerals import Numeral, read_numeral

LONGEST: Final = 120
"""Characters of a question; what is longer is none."""

BREAK: Final = "\n"
"""What stands where a phrase was taken out: names do not join across it."""

_MARKS = re.compile(r"[?!。,;:\"“”‘…~()\[\]{}<>《》【】、]+")
_BLANKS = re.compile(r"[^\S\n]+")

# Together these ask one thing: the first of a pair is what is asked.
_TOGETHER: Final = frozenset(
    {
        (Topic.RED, Topic.BEHIND),
        (Topic.RED, Topic.NEEDED),
        (Topic.YELLOW, Topic.BEHIND),
        (Topic.BEHIND, Topic.NEEDED),
        (Topic.GAINS, Topic.FIRST),
        (Topic.GAINS, Topic.CHANGE),
        (Topic.LOSSES, Topic.LAST),
        (Topic.LOSSES, Topic.CHANGE),
        (Topic.LAST, Topic.BEHIND),
        (Topic.MOVES, Topic.CHANGE),
        (Topic.MOVES, Topic.TREND),
        (Topic.OVERDUE, Topic.BEHIND),
        (Topic.OVERDUE, Topic.ROADMAP),
        (Topic.NEEDED, Topic.TARGETS),
        (Topic.BEHIND, Topic.TARGETS),
        (Topic.GREEN, Topic.TARGETS),
        (Topic.ENDS, Topic.LAST),
        (Topic.ENDS, Topic.FIRST),
        (Topic.SHARE, Topic.FIRST),
        (Topic.DUE, Topic.ROADMAP),
        (Topic.DUE, Topic.OVERDUE),
        (Topic.FALL, Topic.MOVES),
        (Topic.GOAL, Topic.TARGETS),
        (Topic.LEFT, Topic.NEEDED),
        (Topic.LEFT, Topic.TARGETS),
        (Topic.YEAR_AGO, Topic.COMPARISON),
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and what of the text is left; `count` where so many are asked for.

    `topics` are those found, the one that is asked first: none where only names are said, and
    several without an order, `is_torn`, where two different things are asked at once.
    """

    topics: tuple[Topic, ...]
    rest: str
    count: int | None = None
    is_torn: bool = False


def plain(text: str, *, marks: bool = False) -> str:
    """A text without width, case and marks, blanks as one; names keep their inner blanks."""
    kept = "".join(sign for sign in text if not "\ue000" <= sign <= "\uf8ff")
    folded = unicodedata.normalize("NFKC", kept).casefold().replace("’", "'")
    bare = folded if marks else _MARKS.sub(" ", folded)
    return _BLANKS.sub(" ", bare.replace("\n", " ")).strip()


def cut_change(text: str) -> tuple[bool, str]:
    """Take "compared with last week" out, before its week is taken for the time asked about."""
    rest, found = TO_BEFORE.subn(BREAK, text)
    return found > 0, rest


def cut(text: str) -> Asked:
    """Take every phrase out of a folded text and tell which of them is the question."""
    found: list[Topic] = []
    count: int | None = None

    def taken(topic: Topic, match: re.Match[str]) -> str:
        nonlocal count
        found.append(topic)
        count = count or _count(match)
        return BREAK

    for topic, pattern in PHRASES:
        text = pattern.sub(lambda match, topic=topic: taken(topic, match), text)  # type: ignore[misc]
    topics = tuple(dict.fromkeys(found))
    first = _first_of(topics)
    if first is None:
        return Asked(topics, text, count, is_torn=bool(topics))
    others = (topic for topic in topics if topic is not first)
    return Asked((first, *others), text, count)


def _first_of(topics: tuple[Topic, ...]) -> Topic | None:
    """The one that is asked; None if there is none, or two that do not go together."""
    for topic in (Topic.MEAN, Topic.COMPARISON):
        if topic in topics:
            return topic
    strong: list[Topic] = [topic for topic in topics if topic is not Topic.RANK]
    strong = strong or list(topics)
    if {Topic.FIRST, Topic.LAST} == set(strong):
        return Topic.ENDS
    for topic in strong:
        if all((topic, other) in _TOGETHER for other in strong if other is not topic):
            return topic
    return None


def _count(match: re.Match[str]) -> int | None:
    typed = next((group for group in match.groups() if group), None)
    known = read_numeral(typed) if typed else None
    return int(known.value) if isinstance(known, Numeral) and known.value > 0 else None
