"""The items a message is read against: their names, measures and order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain.amounts import read_folded, stated_in
from domain.measures import measure_of
from domain.typed.folding import fold
from domain.typed.naming import Mention, Names
from domain.typed.readings import Amount, Outcome, Unclear, Wanted, Why

_SHORTEST_STEM: Final = 4  # characters; 工业 alone is too little


@dataclass(frozen=True, slots=True)
class Question:
    """One item that may be answered; `names` are its name and aliases.

    `is_cumulative` tells whether the number runs from the start of the year (None: not known).
    `lowest` only helps to read signs: where nothing below zero is possible, 投资-13.5 has a dash.
    """

    key: str
    names: tuple[str, ...]
    measure: str
    is_rate: bool = False
    is_cumulative: bool | None = None
    lowest: Decimal | None = None


class Items:
    """The questions of one person, prepared once for many messages."""

    def __init__(self, questions: Sequence[Question], *, places: Sequence[str] = ()) -> None:
        self.keys = tuple(q.key for q in questions)
        self._lowest = {q.key: q.lowest for q in questions}
        own = [place for place in (fold(p).strip() for p in places) if place]
        self._wanted = {
            q.key: Wanted.of(
                q.measure,
                is_rate=q.is_rate,
                is_cumulative=q.is_cumulative,
                names=(*q.names, *own),
            )
            for q in questions
        }
        named = [(q.key, [n for name in q.names if (n := fold(name).strip())]) for q in questions]
        named = _with_stems(named, {q.key for q in questions if q.is_rate})
        self._names = Names(named, places=own)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The names in folded text, whole or shortened, from left to right."""
        return self._names.mentions(text)

    def takes_only_positive(self, keys: Sequence[str]) -> bool:
        """Whether none of these items can be below zero."""
        return all((low := self._lowest[key]) is not None and low >= 0 for key in keys)

    def are_rates(self, keys: Sequence[str]) -> bool:
        """Whether all of these items are growth rates."""
        return all(self._wanted[key].is_rate for key in keys)

    def answers_in_words(self, text: str) -> bool:
        """Whether the words alone answer any item: 不变, 暂无, 无."""
        if not self.keys:
            return False
        return not isinstance(self.outcome(self.keys[0], text), Unclear | Amount)

    def outcome(self, key: str, text: str, *, unit: str = "") -> Outcome:
        """Folded text as the answer for one item; signs that cannot be are ruled out.

        `unit` is that of a number which has none of its own, where the item can be stated in it.
        """
        wanted = self._wanted[key]
        if unit and wanted.measure.takes(measure_of(unit)):
            text = stated_in(text, unit)
        outcome = read_folded(text, wanted)
        if not isinstance(outcome, Unclear) or outcome.why is not Why.SIGN:
            return outcome
        if len(outcome.readings) < 2 or not self.takes_only_positive([key]):
            return outcome
        possible = [r for r in outcome.readings if isinstance(r, Amount) and r.value >= 0]
        return possible[0] if len(possible) == 1 else outcome


def _with_stems(
    named: Sequence[tuple[str, list[str]]], rates: Collection[str]
) -> list[tuple[str, list[str]]]:
    """规上工业增加值增长6.3%: a rate goes by what grows as well, unless that is another item."""
    taken = {name for _, names in named for name in names}
    found = []
    for key, names in named:
        stems = [name.removesuffix("增速") for name in names if key in rates]
        own = [stem for stem in dict.fromkeys(stems) if len(stem) >= _SHORTEST_STEM]
        found.append((key, [*names, *(stem for stem in own if stem not in taken)]))
    return found
