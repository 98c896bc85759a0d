"""The words before a number: how far they go, and what they do to it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from domain.figures import Stage
from domain.measures import Measure, measure_of
from domain.typed.phrases import LEAD, STAGE_WORD, VAGUE, Lead
from domain.typed.readings import Wanted, Why

_SHARES: Final = {"百分之": measure_of("%"), "千分之": measure_of("‰")}
_SIGNS: Final = frozenset({Lead.MINUS, Lead.PLUS, Lead.UP, Lead.DOWN})
_ONLY_FOR_RATES: Final = frozenset({Lead.UP, Lead.DOWN, Lead.YEAR_ON_YEAR, Lead.PLUS})
_STAGES: Final = {
    Lead.EXPECTED: Stage.ESTIMATE,
    Lead.FLASH: Stage.FLASH,
    Lead.VERIFIED: Stage.VERIFIED,
    Lead.REVISED: Stage.REVISED,
}
_CONTRADICTIONS: Final = (
    {Lead.UP, Lead.DOWN},
    {Lead.DOWN, Lead.MINUS},
    {Lead.PLUS, Lead.MINUS},
)


@dataclass(slots=True)
class Before:
    """What stands before the number; `position` is where the number should begin."""

    position: int = 0
    kinds: set[str] = field(default_factory=set)
    share: Measure | None = None
    doubt: Why | None = None

    @property
    def is_negative(self) -> bool:
        """A minus, or a word that says one."""
        return Lead.MINUS in self.kinds or Lead.DOWN in self.kinds

    @property
    def is_estimate(self) -> bool:
        """Said to be about right, or expected."""
        return bool(self.kinds & {Lead.ESTIMATE, Lead.EXPECTED})

    @property
    def is_silent(self) -> bool:
        """Nothing but separators."""
        return self.kinds <= {Lead.SKIP}

    def doubt_about(self, wanted: Wanted) -> Why | None:
        """Why the number is not the one asked for, if the words say so."""
        kinds, asked = self.kinds, wanted.measure
        if Lead.BOUND in kinds:
            return Why.BOUND
        if Lead.OTHER_BASE in kinds:
            return Why.CHANGE_ONLY if kinds & _ONLY_FOR_RATES else Why.OTHER_SPAN
        takes_signs = wanted.is_rate or asked.dimension == "points"
        if kinds & _ONLY_FOR_RATES and not takes_signs:
            return Why.CHANGE_ONLY
        if any(pair <= kinds for pair in _CONTRADICTIONS):
            return Why.SIGN
        if Lead.CURRENCY in kinds and asked.dimension != "money":
            return Why.WRONG_UNIT
        if wanted.is_rate or wanted.is_cumulative is None:
            return None
        says_to_date = Lead.TO_DATE in kinds
        is_part = Lead.THIS_PERIOD in kinds and not says_to_date
        return Why.OTHER_SPAN if (is_part if wanted.is_cumulative else says_to_date) else None


def stages_in(kinds: Collection[str]) -> tuple[Stage, ...]:
    """The stages among the kinds of words found."""
    return tuple(stage for kind, stage in _STAGES.items() if kind in kinds)


def stage_said(words: str) -> Stage | None:
    """The stage that words say: the last, where there are several."""
    found = [str(m.lastgroup) for m in STAGE_WORD.finditer(words)]
    return _STAGES[Lead(found[-1])] if found else None


def read_lead(text: str, wanted: Wanted) -> Before:
    """Step over the words before the number and remember what they do to it."""
    before = Before()
    while before.doubt is None:
        if _skip_name(text, before, wanted):
            continue
        if VAGUE.match(text, before.position):
            before.doubt = Why.VAGUE
            break
        found = LEAD.match(text, before.position)
        if found is None:
            break
        _take(before, str(found.lastgroup), found.group(), wanted)
        before.position = found.end()
    return before


def _skip_name(text: str, before: Before, wanted: Wanted) -> bool:
    for name in wanted.names:
        if text.startswith(name, before.position):
            before.position += len(name)
            return True
    return False


def _take(before: Before, kind: str, word: str, wanted: Wanted) -> None:
    if kind in _SIGNS and kind in before.kinds:
        before.doubt = Why.SIGN
    if kind == Lead.SHARE:
        before.share = _SHARES.get(word)
        if before.share is None:
            before.doubt = Why.WRONG_UNIT
    if not _belongs_to_name(word, kind, wanted):
        before.kinds.add(kind)


def _belongs_to_name(word: str, kind: str, wanted: Wanted) -> bool:
    """新增5家 is no change when the indicator is called 新增企业."""
    word = word.rstrip("了")
    return kind in (Lead.UP, Lead.DOWN) and any(word in name for name in wanted.names)
