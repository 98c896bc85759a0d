"""The unit written behind a number, and what the number is in the measure asked for."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from domain.measures import UNIT_WORDS, CannotConvert, Measure, exact, measure_of
from domain.numerals import EXACT, MOST_DIGITS, Magnitude, Numeral
from domain.typed.phrases import NOT_A_UNIT

MOST_PLACES: Final = 4

_LATIN: Final = [word for word in UNIT_WORDS if word[0].isascii() and word != "%"]
_OTHER: Final = [word for word in UNIT_WORDS if word not in _LATIN]
_UNIT: Final = re.compile(
    rf"\s*({'|'.join(map(re.escape, _OTHER))}|(?i:{'|'.join(_LATIN)})(?![A-Za-z0-9]))"
)
_ANY: Final = "|".join(map(re.escape, UNIT_WORDS))
_APART: Final = re.compile(
    rf"\s*[wW](?=$|[\s,;。、元块(])|\s+([百千]?(?:万亿|[万亿]))(?=$|[\s,;。、(了左]|{_ANY})"
)


def magnitude_apart(text: str, end: int) -> tuple[str, int]:
    """万 or 亿 behind a gap (3400 万), or the w that stands for 万; with its end."""
    found = _APART.match(text, end)
    return (found.group(1) or "万", found.end()) if found else ("", end)


def unit_after(text: str, end: int, *, asked: Measure) -> tuple[Measure | None, int]:
    """The unit that follows a number, if any, and where it ends."""
    found = _UNIT.match(text, end)
    own = end + len(asked.stem)
    if asked.stem and text.startswith(asked.stem, end) and not (found and found.end() > own):
        return measure_of(asked.stem), own
    if found is None:
        return None, end
    is_apart = found.start(1) > end
    if is_apart and NOT_A_UNIT.match(text, found.start(1)):
        return None, end
    return measure_of(found.group(1)), found.end()


def values_in(asked: Measure, numeral: Numeral, given: Measure | None) -> tuple[Decimal, ...]:
    """What a numeral may stand for in the measure asked; none if it cannot be stated in it."""
    if given is not None:
        return _converted(numeral, given, asked)
    if numeral.magnitude is Magnitude.NONE:
        return (numeral.value,)
    if asked.is_share:
        return ()
    spelled_out = numeral.value.scaleb(-asked.power, EXACT)
    if numeral.magnitude is Magnitude.LAST or asked.power == 0:
        return (spelled_out,)
    return (spelled_out, numeral.value)  # 一万三千 where 万元 is asked


def _converted(numeral: Numeral, given: Measure, asked: Measure) -> tuple[Decimal, ...]:
    if not asked.takes(given) or (given.is_share and numeral.magnitude is not Magnitude.NONE):
        return ()
    if given.factor == asked.factor:
        return (numeral.value,)
    ratio = Fraction(numeral.value) * given.factor / asked.factor
    try:
        return (exact(ratio),)
    except CannotConvert:
        # Endless: enough places to be asked back as too fine, with the rounded value.
        return (EXACT.divide(Decimal(ratio.numerator), Decimal(ratio.denominator)),)


def tidy(value: Decimal) -> Decimal:
    """Without trailing zeros, exponent or minus zero: 13.50 and 13.5 are one answer."""
    value = value.normalize(EXACT)
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1), context=EXACT)
    return value or Decimal(0)


def fits(value: Decimal) -> bool:
    """Whether a value is within the digits that are stored."""
    places = value.normalize(EXACT).as_tuple().exponent
    return isinstance(places, int) and places >= -MOST_PLACES and not is_too_long(value)


def is_too_long(value: Decimal) -> bool:
    """More digits before the point than any number asked for."""
    return abs(value) >= Decimal(10) ** MOST_DIGITS
