"""A number and its unit as they stand in a text."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from domain.measures import Measure
from domain.numerals import Magnitude, Numeral, read_numeral

_COEFFICIENT: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_TENTHS: Final = re.compile(r"[1-9一二三四五六七八九半](?=$|[\s,;。、(左])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`given` is the unit that was written, if one was."""

    text: str
    numeral: Numeral
    given: Measure | None
    start: int
    end: int

    @property
    def is_plain(self) -> bool:
        """Neither 万 nor 亿 stands in it."""
        return self.numeral.magnitude is Magnitude.NONE

    @property
    def digits(self) -> str:
        """The digits and commas it begins with, if it does, without their 万 or 亿."""
        found = _COEFFICIENT.match(self.text, self.start, self.end)
        return found.group() if found else ""

    def with_tenths(self) -> "Quantity":
        """三成五 is 35 %."""
        if self.given is None or self.given.stem != "成":
            return self
        tenth = _TENTHS.match(self.text, self.end)
        if tenth is None:
            return self
        digit = read_numeral("5" if tenth.group() == "半" else tenth.group())
        if not isinstance(digit, Numeral):
            return self
        whole = Numeral(self.numeral.value + digit.value / 10)
        return replace(self, numeral=whole, end=tenth.end())

    def converted_to(self, value: Decimal) -> str | None:
        """The words as typed, unless the value stands in them as it is: 13.5亿 for 亿元."""
        if value == self.numeral.value and self.is_plain:
            return None
        typed = self.text[self.start : self.end].strip()
        spelled = self.digits or typed.partition("亿")[0].partition("万")[0]
        coefficient = read_numeral(spelled) if spelled else None
        is_as_typed = isinstance(coefficient, Numeral) and coefficient.value == value
        return None if is_as_typed else typed
