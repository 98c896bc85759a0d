"""Numbers without a name: by their own numbers, by their order, or for the one that is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.typed import courtesies as said
from domain.typed.items import Items
from domain.typed.lines import enumerated, number_count, numbered_parts, side_by_side
from domain.typed.parts import has_number
from domain.typed.phrases import JOINT
from domain.typed.readings import AskedBack, Unclear, Why
from domain.typed.tally import RUN_TOGETHER, Tally

_SEQUENCE: Final = re.compile(r"([1-9][0-9]?)\s+(\S.*)")
_BULLET: Final = re.compile(r"[-*•·—]\s+")
_DOTTED: Final = re.compile(r"([1-9][0-9]?)\.[0-9]+")

# Doubts after which the order of the numbers can no longer be trusted.
_MISALIGNED: Final = frozenset(
    {
        Why.MORE_NUMBERS,
        Why.UNKNOWN_WORDS,
        Why.NO_NUMBER,
        Why.WRONG_UNIT,
        Why.CHANGE_ONLY,
        Why.DATE,
        Why.PHONE,
        Why.TOO_MUCH_TEXT,
    }
)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What takes them to the tally; `slots` are the items they may be for, in order."""

    items: Items
    tally: Tally
    slots: tuple[str, ...]
    asked: str | None

    def take(self, lines: list[str], body: str) -> None:
        """Take the lines of a message, whose text as a whole is `body`."""
        slots = self.slots
        target = self.asked if self.asked in self.items.keys else None
        if target is None and len(slots) == 1:
            target = slots[0]
        if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
            lines = [_BULLET.sub("", line) for line in lines]
        lines = [part for line in lines for part in numbered_parts(line)]
        if self._take_numbered(lines, target):
            return
        if target is None:
            self._take_in_order(self._value_lines(lines), slots)
            return
        replaced = said.REPLACED.match(body)
        if replaced is not None:
            self.tally.is_correction = True
            body = body[replaced.end() :]
        self.tally.take(target, body, body)

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
                target = target if len(lines) == 1 else None
                self._take_one_numbered(line, item.number, item.text, target)
        return True

    def _take_one_numbered(self, line: str, number: int, text: str, target: str | None) -> None:
        numbered = self.items.keys[number - 1 : number]
        if numbered and target in (None, *numbered):
            self.tally.take(numbered[0], text, line)
        elif target is not None:
            self.tally.ask_which(text, (*numbered, target))  # asked for one, numbered another
        else:
            self.tally.ask_which(text, self.slots)

    def _value_lines(self, lines: list[str]) -> list[str]:
        """The lines that answer something; reasons join the line before, the rest is leftover."""
        kept: list[str] = []
        for line in lines:
            if has_number(line) or self.items.answers_in_words(line):
                kept.append(line)
            elif kept and JOINT.match(line):
                kept[-1] += " " + line
            else:
                self.tally.leftover.append(line)
        return kept

    def _take_in_order(self, lines: list[str], slots: Sequence[str]) -> None:
        if not lines:
            return
        if _look_numbered(lines):
            for line in lines:
                self.tally.ask_which(line, slots)
            return
        by_line = len(lines) == len(slots)
        pieces = lines if by_line else side_by_side("\n".join(lines), len(slots))
        if pieces and self._are_one_each(pieces, slots, with_notes=by_line):
            for key, piece in zip(slots, pieces, strict=True):
                self.tally.take(key, piece, piece)
            return
        count = sum(number_count(line) for line in lines)
        if len(lines) == 1 and (count <= 1 or self._is_one(lines[0], slots)):
            self.tally.ask_which(lines[0], slots)
        else:
            by_count = {True: Why.TOO_MANY, False: Why.TOO_FEW}
            why = Why.WHICH_ITEM if count == len(slots) else by_count[count > len(slots)]
            self.tally.unclear.append(AskedBack(why, "\n".join(lines), tuple(slots)))

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


def _look_numbered(lines: Sequence[str]) -> bool:
    """1.13 and 2.8 below each other: two numbers, or items 1 and 2?"""
    if any(RUN_TOGETHER.fullmatch(line) for line in lines):
        return True
    numbers = [int(row[1]) for line in lines if (row := _DOTTED.fullmatch(line))]
    return len(lines) > 1 and numbers == list(range(1, len(lines) + 1))
