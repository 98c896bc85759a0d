"""One walk over a whole message, gathering what it says about which item."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from domain.typed import courtesies as said
from domain.typed.items import Items
from domain.typed.lines import enumerated, number_count, numbered_parts, side_by_side
from domain.typed.parts import Cutter, Part, has_number
from domain.typed.phrases import JOINT, OTHER_TIME
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

_SEQUENCE: Final = re.compile(r"([1-9][0-9]?)\s+(\S.*)")
_DOTTED: Final = re.compile(r"([1-9][0-9]?)\.[0-9]+")
_RUN_TOGETHER: Final = re.compile(r"([1-9][0-9]?)\.([0-9]+\.[0-9]+)")

# Doubts after which the order of the numbers can no longer be trusted.
_MISALIGNED: Final = frozenset(
    {Why.MORE_NUMBERS, Why.UNKNOWN_WORDS, Why.NO_NUMBER, Why.DATE, Why.PHONE, Why.TOO_MUCH_TEXT}
)
_WORDY: Final = frozenset({Why.UNKNOWN_WORDS, Why.NO_NUMBER, Why.OTHER_SPAN, Why.DATE})


@dataclass(slots=True)
class Message:
    """A folded message and the items it may be about."""

    items: Items
    text: str
    still_open: Collection[str] | None
    asked: str | None
    given: dict[str, list[Given]] = field(default_factory=dict)
    unclear: list[AskedBack] = field(default_factory=list)
    leftover: list[str] = field(default_factory=list)
    correction: bool = False

    def read(self) -> Reading:
        """Read it all; numbers and words that fit nowhere are asked back or left over."""
        body = self._without_courtesies(self.text)
        body = self._without_correction(body)
        if body and not self._take_everything(body):
            body, rest = self._cut_the_rest(body)
            parts = Cutter(self.items, self._answers_something, self.leftover).parts_of(body)
            if any(part.keys for part in parts):
                self._take_named(parts)
            else:
                self._take_unnamed([part.text for part in parts], body)
            self._take_rest(rest)
        return self._reading()

    # The frame of the message

    def _without_courtesies(self, body: str) -> str:
        for pattern in (said.GREETING.match, said.THANKS.search):
            found = pattern(body)
            if found is not None and found.group():
                self.leftover.append(found.group().strip())
                body = (body[: found.start()] + body[found.end() :]).strip()
        return body

    def _without_correction(self, body: str) -> str:
        """改 投资 13.6 · 错了,是13.6 · 13.6(更正)."""
        found = said.CORRECTION.match(body)
        if found is not None and found.end() and self._begins_an_answer(body, found.end()):
            self.correction = True
            body = body[found.end() :]
        found = said.CORRECTED.search(body)
        if found is not None and found.start():
            self.correction = True
            body = body[: found.start()]
        return body

    def _begins_an_answer(self, body: str, position: int) -> bool:
        rest = body[position:]
        if rest[:1] in tuple("-+负约") or said.HAS_DIGIT.match(rest):
            return True
        mentions = self.items.mentions(body)
        if any(m.end - len(m.words) < position for m in mentions):
            return False  # the name itself begins with 改
        return bool(self.items.mentions(rest)[:1]) or self._is_special(rest)

    def _is_special(self, text: str) -> bool:
        """Whether the words alone answer any item: 不变, 暂无, 无."""
        if not self.items.keys:
            return False
        outcome = self.items.outcome(self.items.keys[0], text)
        return not isinstance(outcome, Unclear | Amount)

    def _answers_something(self, text: str) -> bool:
        if said.HAS_DIGIT.search(text) is not None:
            return True
        return self._is_special(said.EACH_OF_THEM.sub("", text, count=1))

    def _take_everything(self, body: str) -> bool:
        """全部同上: one answer for all that is open."""
        found = said.EVERYTHING.match(body)
        if found is None or self.items.mentions(body):
            return False
        return self._take_for_all(body[found.end() :], self._slots())

    def _cut_the_rest(self, body: str) -> tuple[str, str]:
        """投资13.5,其他不变: the end of the message is about the items not named."""
        found = said.THE_REST.search(body)
        if found is None or self.items.mentions(body[found.end() :]):
            return body, ""
        rest = body[found.end() :]
        if self._is_special(rest):
            return body[: found.start()], rest
        return body, ""

    def _take_rest(self, rest: str) -> None:
        if rest:
            concerned = {key for asked in self.unclear for key in asked.keys}
            left = [k for k in self._slots() if k not in self.given and k not in concerned]
            self._take_for_all(rest, left)

    def _take_for_all(self, text: str, keys: Iterable[str]) -> bool:
        """Only words and zero are ever meant for several items at once."""
        outcomes = {key: self.items.outcome(key, text) for key in keys}
        plain = all(
            outcome.value == 0 if isinstance(outcome, Amount) else not isinstance(outcome, Unclear)
            for outcome in outcomes.values()
        )
        if not outcomes or not plain:
            return False
        for key, outcome in outcomes.items():
            self._settle(key, outcome, text)
        return True

    def _slots(self) -> tuple[str, ...]:
        """The items that numbers without a name may be for, in order."""
        if self.still_open is None:
            return self.items.keys
        left = tuple(key for key in self.items.keys if key in self.still_open)
        return left or self.items.keys

    # Named items

    def _take_named(self, parts: list[Part]) -> None:
        slots = self._slots()
        aligned = len(parts) == len(slots) and all(
            not part.keys or part.keys == (slot,) for part, slot in zip(parts, slots, strict=True)
        )
        named = {key for part in parts for key in part.keys}
        for n, part in enumerate(parts):
            if part.keys:
                self._take_part(part)
            elif aligned:
                self._settle(slots[n], self.items.outcome(slots[n], part.text), part.typed)
            elif has_number(part.text) or self._is_special(part.text):
                self._ask_which(part.text, [k for k in slots if k not in named] or slots)
            else:
                self.leftover.append(part.text)

    def _take_part(self, part: Part) -> None:
        text = part.text
        replaced = said.REPLACED.match(text)
        if replaced is not None and part.is_certain:
            self.correction = True
            text = text[replaced.end() :]
        if len(part.keys) == 1 and part.is_certain:
            self._settle(part.keys[0], self.items.outcome(part.keys[0], text), part.typed)
        else:
            self._ask_which(text, part.keys)

    # Numbers without a name

    def _take_unnamed(self, lines: list[str], body: str) -> None:
        slots = self._slots()
        target = self.asked if self.asked in self.items.keys else None
        if target is None and len(slots) == 1:
            target = slots[0]
        lines = [part for line in lines for part in numbered_parts(line)]
        if self._take_numbered(lines, target):
            return
        if target is None:
            self._take_in_order(self._value_lines(lines), slots)
            return
        replaced = said.REPLACED.match(body)
        if replaced is not None:
            self.correction = True
            body = body[replaced.end() :]
        self._settle(target, self.items.outcome(target, body), body)

    def _take_numbered(self, lines: list[str], target: str | None) -> bool:
        """1. 13.5 · 2、8.2: the leading number is the item."""
        found = [enumerated(line) for line in lines]
        if len(lines) > 1 and not any(found):
            rows = [_SEQUENCE.fullmatch(line) for line in lines]
            if [int(row[1]) for row in rows if row] == list(range(1, len(lines) + 1)):
                found = [enumerated(f"{row[1]}、{row[2]}") for row in rows if row]
        if not found or not all(found):
            return False
        if len(found) == 1 and found[0] is not None and found[0].number > len(self.items.keys):
            return False  # 77、107.5、8.2 are three numbers
        for line, item in zip(lines, found, strict=True):
            if item is not None:
                self._take_one_numbered(line, item.number, item.text, target)
        return True

    def _take_one_numbered(self, line: str, number: int, text: str, target: str | None) -> None:
        keys = self.items.keys
        numbered = keys[number - 1] if 1 <= number <= len(keys) else None
        if target is not None and number != 1 and numbered != target:
            numbered = None
        elif target is not None:
            numbered = target
        if numbered is None:
            self._ask_which(text, self._slots())
        else:
            self._settle(numbered, self.items.outcome(numbered, text), line)

    def _value_lines(self, lines: list[str]) -> list[str]:
        """The lines that answer something; reasons join the line before, the rest is leftover."""
        kept: list[str] = []
        for line in lines:
            if has_number(line) or self._is_special(line):
                kept.append(line)
            elif kept and JOINT.match(line):
                kept[-1] += " " + line
            else:
                self.leftover.append(line)
        return kept

    def _take_in_order(self, lines: list[str], slots: Sequence[str]) -> None:
        if not lines:
            return
        if _look_numbered(lines):
            for line in lines:
                self._ask_which(line, slots)
            return
        by_line = len(lines) == len(slots)
        pieces = lines if by_line else side_by_side("\n".join(lines), len(slots))
        if pieces and self._are_one_each(pieces, slots, with_notes=by_line):
            for key, piece in zip(slots, pieces, strict=True):
                self._settle(key, self.items.outcome(key, piece), piece)
            return
        count = sum(number_count(line) for line in lines)
        if len(lines) == 1 and (count <= 1 or self._is_one(lines[0], slots)):
            self._ask_which(lines[0], slots)
        else:
            why = Why.TOO_MANY if count > len(slots) else Why.TOO_FEW
            self.unclear.append(AskedBack(why, "\n".join(lines), tuple(slots)))

    def _is_one(self, line: str, slots: Sequence[str]) -> bool:
        return any(not isinstance(self.items.outcome(slot, line), Unclear) for slot in slots)

    def _are_one_each(
        self, pieces: Sequence[str], slots: Sequence[str], *, with_notes: bool
    ) -> bool:
        """Whether the pieces are one answer each, so that their order can be trusted."""
        for key, piece in zip(slots, pieces, strict=True):
            outcome = self.items.outcome(key, piece)
            if isinstance(outcome, Unclear):
                if outcome.why in _MISALIGNED:
                    return False
            elif outcome.note and not with_notes:
                return False
        return True

    # Results

    def _ask_which(self, text: str, keys: Sequence[str]) -> None:
        """Offer the text as an answer for each item it can be read for."""
        run = _RUN_TOGETHER.fullmatch(text)
        if run is not None and 1 <= int(run[1]) <= len(self.items.keys):
            keys, read_as = self.items.keys[int(run[1]) - 1 :][:1], run[2]
        else:
            read_as = text
        outcomes = [(key, self.items.outcome(key, read_as)) for key in keys]
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

    def _reading(self) -> Reading:
        answers: list[Given] = []
        other_time = any(OTHER_TIME.search(words) for words in self.leftover)
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
        return Reading(Kind.ANSWER, tuple(answers), tuple(self.unclear), leftover, self.correction)

    def _doubt(self, why: Why, key: str, several: Sequence[Given]) -> None:
        typed = " ".join(one.typed for one in several)
        self.unclear.append(AskedBack(why, typed, (key,), tuple(several)))

    def _is_talk(self) -> bool:
        """No number anywhere: words for a person, not for the record."""
        if all(a.why is Why.NO_NUMBER and not self._names(a.typed) for a in self.unclear):
            return True
        wordy = all(asked.why in _WORDY for asked in self.unclear)
        return wordy and said.QUESTION.search(self.text) is not None

    def _names(self, text: str) -> bool:
        return bool(self.items.mentions(text))

    def _talk(self) -> Kind:
        if said.SMALL_TALK.fullmatch(self.text):
            return Kind.SMALL_TALK
        return Kind.QUESTION if said.QUESTION.search(self.text) else Kind.NOT_A_NUMBER


def _look_numbered(lines: Sequence[str]) -> bool:
    """1.13 and 2.8 below each other: two numbers, or items 1 and 2?"""
    if any(_RUN_TOGETHER.fullmatch(line) for line in lines):
        return True
    numbers = [int(row[1]) for line in lines if (row := _DOTTED.fullmatch(line))]
    return len(lines) > 1 and numbers == list(range(1, len(lines) + 1))


def _choices(outcome: Outcome) -> tuple[Answer, ...]:
    if isinstance(outcome, Unclear):
        return outcome.readings
    if isinstance(outcome, ZeroOrNothing):
        return (Amount(Decimal(0)), NotAvailable(outcome.note))
    return (outcome,)
