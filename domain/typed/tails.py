"""The words right behind a number: how far they go, and what they do to it."""

from dataclasses import dataclass

from domain.typed.phrases import TAIL, Lead


@dataclass(frozen=True, slots=True)
class Tail:
    """左右, 了, 。 and the like; `end` is where a note may begin, `is_bound` 以上 and its kin."""

    end: int
    kinds: frozenset[str]
    is_bound: bool = False

    @property
    def is_estimate(self) -> bool:
        """Said to be about right, or expected."""
        return bool(self.kinds & {Lead.ESTIMATE, Lead.EXPECTED})


def read_tail(text: str, start: int) -> Tail:
    """Step over the words behind a number; the gap before a note is left to judge it."""
    end, kinds = start, set[str]()
    while found := TAIL.match(text, end):
        if found.lastgroup == "bound":
            return Tail(end, frozenset(kinds), is_bound=True)
        kinds.add(str(found.lastgroup))
        if found.group().isspace():
            break
        end = found.end()
    return Tail(end, frozenset(kinds))
