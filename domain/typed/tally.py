"""What a message has said so far, item by item, and what has to be asked back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from domain.figures import Stage
from domain.typed import courtesies as said
from domain.typed.items import Items
from domain.typed.phrases import OTHER_TIME
from domain.typed.readings import (
    Amount,
    Answer,
    AskedBack,
    Given,
    Kind,
    NotAvailable,
    Outcome,
    Reading,
    Unclear,
    Why,
    ZeroOrNothing,
)

RUN_TOGETHER: Final = re.compile(r"([1-9][0-9]?)\.([0-9]+\.[0-9]+)")

_WORDY: Final = frozenset({Why.UNKNOWN_WORDS, Why.NO_NUMBER, Why.OTHER_SPAN, Why.DATE})


@dataclass(slots=True)
class Tally:
    """Answers gather here; in the end they become one Reading."""

    items: Items
    text: str
    courtesies: Sequence[str] = ()
    is_correction: bool = False
    stage: Stage | None = None
    unit: str = ""
    given: dict[str, list[Given]] = field(default_factory=dict)
    unclear: list[AskedBack] = field(default_factory=list)
    leftover: list[str] = field(default_factory=list)

    @property
    def concerned(self) -> set[str]:
        """The items that something was said about, clear or not."""
        return {*self.given, *(key for asked in self.unclear for key in asked.keys)}

    def take(self, key: str, text: str, typed: str) -> None:
        """Read a text as the answer for one item."""
        self._settle(key, self._outcome(key, text), typed)

    def _outcome(self, key: str, text: str) -> Outcome:
        """A text as the answer for one item, with the stage and the unit said of all of them."""
        outcome = self.items.outcome(key, text, unit=self.unit)
        if self.stage is None:
            return outcome
        if isinstance(outcome, Unclear):
            return replace(outcome, readings=tuple(map(self._staged, outcome.readings)))
        return outcome if isinstance(outcome, ZeroOrNothing) else self._staged(outcome)

    def _staged(self, answer: Answer) -> Answer:
        if not isinstance(answer, Amount) or answer.stage is not None:
            return answer
        is_estimate = answer.estimate or self.stage is Stage.ESTIMATE
        return replace(answer, stage=self.stage, estimate=is_estimate)

    def take_for_all(self, text: str, keys: Iterable[str]) -> bool:
        """One answer for several items: only words and zero are ever meant so."""
        outcomes = {key: self._outcome(key, text) for key in keys}
        plain = all(
            outcome.value == 0 if isinstance(outcome, Amount) else not isinstance(outcome, Unclear)
            for outcome in outcomes.values()
        )
        if not outcomes or not plain:
            return False
        for key, outcome in outcomes.items():
            self._settle(key, outcome, text)
        return True

    def ask_which(self, text: str, keys: Sequence[str]) -> None:
        """Offer the text as an answer for each item it can be read for."""
        run = RUN_TOGETHER.fullmatch(text)
        if run is not None and 1 <= int(run[1]) <= len(self.items.keys):
            keys, read_as = self.items.keys[int(run[1]) - 1 :][:1], run[2]
        else:
            read_as = text
        outcomes = [(key, self._outcome(key, read_as)) for key in keys]
        choices = [
            Given(key, answer, text) for key, outcome in outcomes for answer in _choices(outcome)
        ]
        whys = {o.why for _, o in outcomes if isinstance(o, Unclear)}
        is_clear = any(not isinstance(o, Unclear) for _, o in outcomes)
        why = Why.WHICH_ITEM if is_clear or len(whys) != 1 else whys.pop()
        self.unclear.append(AskedBack(why, text, tuple(keys), tuple(choices)))

    def _settle(self, key: str, outcome: Outcome, typed: str) -> None:
        if not isinstance(outcome, Unclear | ZeroOrNothing):
            self.given.setdefault(key, []).append(Given(key, outcome, typed))
            return
        why = outcome.why if isinstance(outcome, Unclear) else Why.ZERO_OR_NOTHING
        choices = tuple(Given(key, answer, typed) for answer in _choices(outcome))
        self.unclear.append(AskedBack(why, typed, (key,), choices))

    def reading(self) -> Reading:
        """Everything said, with contradictions and other times put in question."""
        answers: list[Given] = []
        other_time = any(OTHER_TIME.search(words) for words in (*self.courtesies, *self.leftover))
        for key, several in self.given.items():
            if any(one.answer != several[0].answer for one in several):
                self._doubt(Why.TWICE, key, several)
            elif other_time:
                self._doubt(Why.OTHER_SPAN, key, several[:1])  # 上周数据: 投资13.5
            else:
                answers.append(several[0])
        if not answers and self._is_talk():
            return Reading(self._talk(), leftover=self.text)
        leftover = " ".join(self.leftover)
        return Reading(
            Kind.ANSWER, tuple(answers), tuple(self.unclear), leftover, self.is_correction
        )

    def _doubt(self, why: Why, key: str, several: Sequence[Given]) -> None:
        typed = " ".join(one.typed for one in several)
        self.unclear.append(AskedBack(why, typed, (key,), tuple(several)))

    def _is_talk(self) -> bool:
        """No number anywhere: words for a person, not for the record."""
        if all(a.why is Why.NO_NUMBER and not self._names(a.typed) for a in self.unclear):
            return True
        if all(a.why is Why.NO_NUMBER for a in self.unclear) and self._is_put_off():
            return True
        wordy = all(asked.why in _WORDY for asked in self.unclear)
        return wordy and said.QUESTION.search(self.text) is not None

    def _names(self, text: str) -> bool:
        return bool(self.items.mentions(text))

    def _is_put_off(self) -> bool:
        """零售稍后报: an item named, and nothing but talk besides."""
        rest = self.text
        for mention in reversed(self.items.mentions(self.text)):
            rest = rest[: mention.start] + rest[mention.end :]
        return said.SMALL_TALK.fullmatch(rest) is not None

    def _talk(self) -> Kind:
        if said.SMALL_TALK.fullmatch(self.text) or self._is_put_off():
            return Kind.SMALL_TALK
        return Kind.QUESTION if said.QUESTION.search(self.text) else Kind.NOT_A_NUMBER


def _choices(outcome: Outcome) -> tuple[Answer, ...]:
    if isinstance(outcome, Unclear):
        return outcome.readings
    if isinstance(outcome, ZeroOrNothing):
        return (Amount(Decimal(0)), NotAvailable(outcome.note))
    return (outcome,)
