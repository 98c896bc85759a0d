"""Finding a unit, indicator, project or person by what somebody typed."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

MOST = 8
NEARBY = 3
SHORTEST = 3
"""Characters that still tell a name some signs of which are left out."""
# Words around a name that say nothing about which one is meant: 城关投资怎么样
FILLERS = re.compile(
    r"怎么样了?|如何|怎样|情况|进度|排名|多少|完成了?|的|请问|查一?下|看一?下|看看|呢|吗|[?？!！。,，:：]"
)


class Kind(StrEnum):
    """What can be looked up."""

    UNIT = "unit"
    INDICATOR = "indicator"
    PROJECT = "project"
    PERSON = "person"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a name stands for; `code` is the group's name for a group."""

    kind: Kind
    code: str
    name: str


Names = tuple[tuple[str, Found], ...]
"""Folded names, aliases and codes with what they stand for."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a text stands for: the best matches first, or names that come close."""

    found: tuple[Found, ...]
    nearby: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Found, ...]:
        """The matches of one kind."""
        return tuple(f for f in self.found if f.kind is kind)


def search(names: Names, text: str) -> Search:
    """Whole names and aliases first, then parts of names, then names inside the text.

    "城关投资" stands for both the unit 城关 and the indicator 投资: then one match of each
    kind is returned. An empty or unknown text finds nothing; `nearby` may help.
    """
    asked = folded(FILLERS.sub("", text))
    if not asked:
        return Search(())
    for matches in (_equal, _part, _inside):
        if found := matches(asked, names):
            return Search(found[:MOST])
    close = get_close_matches(asked, [name for name, _ in names], n=NEARBY, cutoff=0.5)
    by_name = dict(names)
    return Search((), tuple(dict.fromkeys(by_name[name].name for name in close)))


def is_name(names: Names, text: str) -> bool:
    """Whether a text is the name of something and nothing besides."""
    asked = folded(FILLERS.sub("", text))
    return bool(asked) and bool(_equal(asked, names))


def folded(text: str) -> str:
    """Full-width, case and blanks do not tell names apart."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def called(names: Names, text: str) -> tuple[Found, ...]:
    """What a text is the name of, or a part of its name, with nothing left over."""
    asked = folded(text)
    return (_equal(asked, names) or _part(asked, names)) if asked else ()


def shortened(names: Names, text: str) -> tuple[Found, ...]:
    """The units whose name a text leaves signs out of, beginning with its first: 高新园."""
    asked = folded(text)
    if len(asked) < SHORTEST or asked.isascii():
        return ()
    return _distinct(
        found
        for name, found in names
        if found.kind is Kind.UNIT and name[:1] == asked[0] and _leaves_out(name, asked)
    )


def _leaves_out(name: str, asked: str) -> bool:
    """Whether every sign of it stands in the name, in this order."""
    rest = iter(name)
    return all(sign in rest for sign in asked)


def _equal(asked: str, names: Names) -> tuple[Found, ...]:
    return _distinct(found for name, found in names if name == asked)


def _part(asked: str, names: Names) -> tuple[Found, ...]:
    hits = sorted((p for p in names if asked in p[0]), key=lambda p: len(p[0]))
    return _distinct(found for _, found in hits)


def _inside(asked: str, names: Names) -> tuple[Found, ...]:
    """Names that stand inside the text, the longest first, none overlapping another."""
    rest, hits = asked, []
    for name, found in sorted(names, key=lambda pair: -len(pair[0])):
        if len(name) > 1 and name in rest:
            hits.append(found)
            rest = rest.replace(name, "\0", 1)
    return _distinct(hits)


def _distinct(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(dict.fromkeys(found))
