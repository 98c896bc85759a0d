"""What a correction asks for: one item, its new value, and the reason in the rest of the words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.doubts import CheckRules
from domain.errors import NotACorrection
from domain.figures import Answer, Figure, Stage
from domain.typed.phrases import STAGE_WORD
from domain.typed.readings import Why
from handlers.actions.reporting.answering import decide, key_of, reader_for
from handlers.actions.reporting.drafts import Decision
from handlers.actions.reporting.items import Item

LONGEST_REASON = 200  # characters
# Words that say why, not what: a number read before them is read in full.
OF_THE_REASON = frozenset(
    {Why.OTHER_SPAN, Why.TOO_MUCH_TEXT, Why.UNKNOWN_WORDS, Why.DATE, Why.MORE_NUMBERS}
)
# "万2" and "或14" belong to the number before them, "漏了2笔" does not.
A_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One item's new value, why, and the doubts there are about it."""

    item: Item
    answer: Answer
    value: Decimal | None
    reason: str
    estimate: bool = False
    odd: str | None = None
    stage: Stage | None = None

    def repeats(self, figure: Figure) -> bool:
        """Whether it says nothing that does not stand already."""
        same = (self.answer, self.value) == (figure.answer, figure.value)
        return same and self.stage in (None, figure.stage)


def proposal_in(
    text: str,
    items: Sequence[Item],
    *,
    histories: Mapping[int, Mapping[str, Decimal]],
    rules: CheckRules,
) -> Proposal:
    """Read "投资 13.6 漏了一笔"; what follows the number is the reason.

    The longest beginning that reads as a single answer counts, so that a measure behind the
    number is never taken for a reason. A number that the checks doubt is kept with the doubt,
    for an assessor to judge.

    Raises:
        NotACorrection: how · unreadable · several · no_reason.
    """
    words = text.split()
    if not words:
        raise NotACorrection("how")
    items = [_judged_by_others(item) for item in items]

    def read(count: int) -> Proposal | None:
        said = " ".join(words[:count])
        scope = [item.assignment.id for item in items]
        return _single(decide(said, items, scope=scope, histories=histories, rules=rules))

    end = len(words)
    while (found := read(end)) is None:
        said = " ".join(words[:end])
        if not (A_WORD.match(words[end - 1]) and _is_about_reasons(said, items)):
            raise NotACorrection("unreadable")
        end -= 1
    return _reasoned(found, words, _length(found, words[:end], read))


def _judged_by_others(item: Item) -> Item:
    """An assessor decides: what a cadre must not call 核定 by themselves may be handed in."""
    return replace(item, indicator=replace(item.indicator, estimate_only=False))


def _length(found: Proposal, words: Sequence[str], read: Callable[[int], Proposal | None]) -> int:
    """How many words it takes to say the same; what follows them is the reason, word for word."""
    end = len(words)
    while end > 1 and not found.item.indicator.measure.startswith(words[end - 1]):
        shorter = read(end - 1)
        if shorter is None or _says(shorter) != _says(found):
            break
        end -= 1
    return end


def _says(read: Proposal) -> tuple[int, Answer, Decimal | None, bool]:
    return read.item.number, read.answer, read.value, read.estimate


def _single(decision: Decision) -> Proposal | None:
    """The one answer that was read, if it is one; a doubted number as it was typed."""
    if decision.unread is not None or decision.without_previous:
        return None
    read = [
        Proposal(d.item, d.answer, d.value, d.note or "", estimate=d.estimate, stage=d.stage)
        for d in decision.drafts
    ]
    for doubtful in decision.doubtful:
        typed = next((choice for choice in doubtful.choices if choice.odd), None)
        if typed is None:
            return None
        note = doubtful.note or ""
        item, stage = doubtful.item, typed.stage
        read.append(Proposal(item, typed.answer, typed.value, note, odd=typed.odd, stage=stage))
    if len(read) > 1:
        raise NotACorrection("several")
    return read[0] if read else None


def _is_about_reasons(said: str, items: Sequence[Item]) -> bool:
    """Whether what keeps this from being read are words that say why, and not the number."""
    keys = [key_of(item) for item in items]
    reader = reader_for(said, items)
    unclear = reader.read(said, still_open=keys, asked=keys[0] if len(keys) == 1 else None).unclear
    return bool(unclear) and all(part.why in OF_THE_REASON for part in unclear)


def _stage_word(found: Proposal, words: Sequence[str]) -> str:
    """核定 投资 13.4: that the number is final by now is reason enough."""
    said = STAGE_WORD.search(" ".join(words)) if found.stage not in (None, Stage.ESTIMATE) else None
    return said.group() if said else ""


def _reasoned(found: Proposal, words: Sequence[str], end: int) -> Proposal:
    """With the words behind it as the reason; with its note where they were run together."""
    reason = " ".join(words[end:]) or found.reason or _stage_word(found, words)
    reason = reason[:LONGEST_REASON]
    if not reason:
        raise NotACorrection("no_reason")
    return replace(found, reason=reason)
