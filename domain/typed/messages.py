"""One walk over a whole message: whose number is which."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.numerals import Numeral, read_numeral
from domain.typed import courtesies as said
from domain.typed.frames import cut_the_rest, unframed
from domain.typed.items import Items
from domain.typed.parts import Cutter, Part, has_number
from domain.typed.readings import Reading
from domain.typed.tally import Tally
from domain.typed.unnamed import Unnamed


def message_in(
    text: str, items: Items, *, still_open: Collection[str] | None, asked: str | None
) -> Reading:
    """Read a folded message; numbers and words that fit nowhere are asked back or left over."""
    frame = unframed(text, items)
    tally = Tally(items, text, frame.courtesies, frame.is_correction, frame.stage, frame.unit)
    message = _Message(items, tally, _slots(items, still_open), asked)
    if frame.body and not message.take_everything(frame.body):
        cut_the_rest(frame, items)
        message.take_parts(frame.body)
        if frame.rest:
            left = [key for key in message.slots if key not in tally.concerned]
            tally.take_for_all(frame.rest, left)
    return tally.reading()


def _slots(items: Items, still_open: Collection[str] | None) -> tuple[str, ...]:
    """The items that numbers without a name may be for, in order."""
    if still_open is None:
        return items.keys
    return tuple(key for key in items.keys if key in still_open) or items.keys


@dataclass(slots=True)
class _Message:
    items: Items
    tally: Tally
    slots: tuple[str, ...]
    asked: str | None

    def take_everything(self, body: str) -> bool:
        """全部同上: one answer for all that is open."""
        found = said.EVERYTHING.match(body)
        if found is None or self.items.mentions(body):
            return False
        count = read_numeral(found["count"]) if found["count"] else None
        if isinstance(count, Numeral) and count.value != len(self.slots):
            return False
        return self.tally.take_for_all(body[found.end() :], self.slots)

    def take_parts(self, body: str) -> None:
        """Everything else, named or in order."""
        parts = Cutter(self.items, self.tally.leftover).parts_of(body)
        if any(part.keys for part in parts):
            self._take_named(parts)
        else:
            unnamed = Unnamed(self.items, self.tally, self.slots, self.asked)
            unnamed.take([part.text for part in parts], body)

    def _take_named(self, parts: list[Part]) -> None:
        slots = self.slots
        aligned = len(parts) == len(slots) and all(
            not part.keys or part.keys == (slot,) for part, slot in zip(parts, slots, strict=True)
        )
        named = {key for part in parts for key in part.keys}
        for n, part in enumerate(parts):
            if part.keys:
                self._take_part(part)
            elif aligned:
                self.tally.take(slots[n], part.text, part.typed)
            elif has_number(part.text) or self.items.answers_in_words(part.text):
                self.tally.ask_which(part.text, [k for k in slots if k not in named] or slots)
            else:
                self.tally.leftover.append(part.text)

    def _take_part(self, part: Part) -> None:
        text = part.text
        replaced = said.REPLACED.match(text)
        if replaced is not None and part.is_certain:
            self.tally.is_correction = True
            text = text[replaced.end() :]
        if len(part.keys) == 1 and part.is_certain:
            self.tally.take(part.keys[0], text, part.typed)
        else:
            self.tally.ask_which(text, part.keys)
