"""One walk over a text with one number: words before, number, unit, words behind."""

import re
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from domain.measures import Measure
from domain.numerals import EXACT, RUN, Doubtful, Magnitude, Numeral, read_numeral
from domain.typed.leads import Before, read_lead, stages_in
from domain.typed.phrases import CALENDAR, DAY, PHONE, RETRACTED_TO, SEQUEL
from domain.typed.quantities import Quantity
from domain.typed.readings import Amount, Answer, Outcome, Unclear, Wanted, Why
from domain.typed.remarks import remark_in
from domain.typed.tails import read_tail
from domain.typed.units import (
    MOST_PLACES,
    fits,
    is_too_long,
    magnitude_apart,
    tidy,
    unit_after,
    values_in,
)

_NUMBER: Final = re.compile(RUN)
_DIGIT: Final = re.compile(r"[0-9]")
_LATIN: Final = re.compile(r"[A-Za-z_'²³]")
_LOOSE_SIGN: Final = re.compile(r"[-—(]+\s*")
_JOINED: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,4})?")
_GROWTH: Final = re.compile(r"同比|负增长|增长|增速|增幅|上升|下降|下滑|回落")
_GAP: Final = re.compile(r"[\s,.;。、!…)]")


@dataclass(slots=True)
class Sentence:
    """Reads one text for one item. `is_inner` marks a look ahead, which goes no deeper."""

    text: str
    wanted: Wanted
    is_inner: bool = False
    before: Before = field(default_factory=Before)

    def read(self) -> Outcome:
        """The amount, or why there is not exactly one."""
        self.before = read_lead(self.text, self.wanted)
        start = self.before.position
        if self.before.doubt is not None:
            return self._unclear(self.before.doubt)
        run = _NUMBER.match(self.text, start)
        typed = run.group().rstrip(".,") if run else ""
        if not typed:
            return self._without_number(self.text[start:])
        if CALENDAR.match(self.text, start):
            return self._unclear(Why.DATE)
        typed = self._without_note(typed, start)
        return self._with_number(typed, start, start + len(typed))

    def _without_note(self, typed: str, start: int) -> str:
        """13.5,3月10日复工: the comma ends the number if what follows explains itself."""
        if "," not in typed or isinstance(read_numeral(typed), Numeral):
            return typed
        head = typed.partition(",")[0]
        if head.endswith(("万", "亿")):
            return head  # no comma behind it is one of a group
        note = remark_in(self.text[start + len(head) :])
        return typed if note.doubt else head

    def _without_number(self, rest: str) -> Outcome:
        """A bracket, a loose minus, or words that may change the meaning of what follows."""
        loose = _LOOSE_SIGN.match(rest)
        if loose and not self.is_inner:
            inner = self._inner(rest[loose.end() :].rstrip(")"))
            amounts = [reading for reading in _readings(inner) if isinstance(reading, Amount)]
            if amounts:
                why = inner.why if isinstance(inner, Unclear) else Why.SIGN
                return self._unclear(why, _negated(amounts[0]), amounts[0])
        digit = _DIGIT.search(rest)
        if digit is None:
            is_day = CALENDAR.search(self.text) is not None
            return self._unclear(Why.DATE if is_day else Why.NO_NUMBER)
        if self.is_inner:
            return self._unclear(Why.UNKNOWN_WORDS)
        signed = digit.start() > 0 and rest[digit.start() - 1] in "-负"
        inner = self._inner(rest[digit.start() - signed :])
        return self._unclear(Why.UNKNOWN_WORDS, *_readings(inner))

    def _inner(self, text: str) -> Outcome:
        return Sentence(text, self.wanted, is_inner=True).read()

    def _with_number(self, typed: str, start: int, end: int) -> Outcome:
        if self.text[end : end + 1] in tuple("几余多") or self.text.startswith("个多", end):
            return self._unclear(Why.VAGUE)
        magnitude, end = magnitude_apart(self.text, end)
        typed += magnitude
        numeral = read_numeral(typed)
        given, unit_end = unit_after(self.text, end, asked=self.wanted.measure)
        if self.before.share is not None:
            given, unit_end = self.before.share, end
        if isinstance(numeral, Doubtful):
            return self._doubtful(typed, numeral, given)
        if numeral.magnitude is Magnitude.NONE and is_too_long(numeral.value):
            return self._unclear(Why.TOO_LONG)
        quantity = Quantity(self.text, numeral, given, start, unit_end)
        if given is None and _LATIN.match(self.text, end):
            return self._unclear(Why.MALFORMED)
        if given is not None and self.text.startswith(("/", "每"), unit_end):
            return self._unclear(Why.WRONG_UNIT)
        return self._in_asked_measure(quantity.with_tenths())

    def _doubtful(self, typed: str, numeral: Doubtful, given: Measure | None) -> Outcome:
        """13万2: asked back, with what it may stand for."""
        readings = list(numeral.readings)
        if not readings and "," in typed:
            parts = [read_numeral(part) for part in typed.split(",") if part]
            readings = [part for part in parts if isinstance(part, Numeral)]
        values = [v for n in readings for v in values_in(self.wanted.measure, n, given)]
        amounts = dict.fromkeys(Amount(tidy(self._signed(v))) for v in values)
        if readings:
            return self._unclear(Why.AMBIGUOUS, *amounts)
        return self._unclear(Why.MALFORMED if _DIGIT.search(typed) else Why.VAGUE)

    def _in_asked_measure(self, quantity: Quantity) -> Outcome:
        asked = self.wanted.measure
        values = values_in(asked, quantity.numeral, quantity.given)
        if not values:
            return self._wrong_unit(quantity)
        amounts = [self._amount(value, quantity) for value in values]
        if len(amounts) > 1:
            return self._unclear(Why.AMBIGUOUS, *amounts)
        sequel = SEQUEL.match(self.text, quantity.end)
        if sequel is None:
            return self._judged(amounts[0], quantity)
        if sequel.lastgroup != "split":
            return self._several(amounts[0], sequel)
        rest = self.text[sequel.end() :]
        joined = _joined(amounts[0], sequel.group(), rest) if quantity.given is None else None
        if joined is not None:
            return self._unclear(Why.SPLIT, joined)
        if remark_in(self.text[quantity.end :]).doubt is None:
            return self._judged(amounts[0], quantity)  # 13.5 3月10日复工
        return self._several(amounts[0], sequel)

    def _amount(self, value: Decimal, quantity: Quantity) -> Amount:
        signed = tidy(self._signed(value))
        return Amount(signed, converted_from=quantity.converted_to(value))

    def _signed(self, value: Decimal) -> Decimal:
        return -value if self.before.is_negative else value

    def _wrong_unit(self, quantity: Quantity) -> Outcome:
        """Offer the growth rate said further on, or the bare number between percent and points."""
        growth = _GROWTH.search(self.text, quantity.end)
        if self.wanted.is_rate and growth and not self.is_inner:
            rate = self._inner(self.text[growth.start() :])
            return self._unclear(Why.WRONG_UNIT, *_readings(rate))
        given = quantity.given
        is_near = given is not None and (given.is_share or given.name == "个点")
        bare = Amount(tidy(self._signed(quantity.numeral.value)))
        offered = [bare] if is_near and quantity.is_plain and self.wanted.measure.is_share else []
        return self._unclear(Why.WRONG_UNIT, *offered)

    def _several(self, amount: Amount, sequel: re.Match[str]) -> Outcome:
        """A second number right behind the first."""
        kind, rest = str(sequel.lastgroup), self.text[sequel.end() :]
        why = Why.MORE_NUMBERS if kind == "split" else Why(kind)
        if kind == "arithmetic" or self.is_inner:
            return self._unclear(why, amount)
        return self._unclear(why, amount, *_readings(self._inner(rest))[:1])

    def _judged(self, amount: Amount, quantity: Quantity) -> Outcome:
        """The number alone is clear; now the words round it."""
        tail = read_tail(self.text, quantity.end)
        end = tail.end
        is_apart = _GAP.search(self.text, quantity.end, end) is not None
        may_be_glued = is_apart or self._may_be_glued(end, quantity.given)
        remark = remark_in(self.text[end:], may_be_glued=may_be_glued)
        is_estimate = tail.is_estimate or remark.is_estimate or self.before.is_estimate
        stages = stages_in(self.before.kinds | tail.kinds)
        amount = replace(amount, estimate=is_estimate, stage=stages[0] if stages else None)
        doubt = self.before.doubt_about(self.wanted) or (
            Why.BOUND if tail.is_bound else remark.doubt
        )
        doubt = doubt or (Why.QUERIED if len(stages) > 1 else None)
        if doubt is None and quantity.given is None and self.before.is_silent:
            doubt = _other_than_amount(quantity.numeral)
        if doubt is Why.QUERIED and not self.is_inner:
            return self._unclear(doubt, amount, *self._instead(end))
        if doubt is not None:
            return self._unclear(doubt, amount)
        if not fits(amount.value):
            return self._too_fine(amount, quantity)
        return replace(amount, note=remark.note)

    def _instead(self, end: int) -> tuple[Answer, ...]:
        """13.5→13.6: what the number is said to be after all."""
        found = RETRACTED_TO.search(self.text, end)
        return _readings(self._inner(self.text[found.end() :])) if found else ()

    def _may_be_glued(self, end: int, given: Measure | None) -> bool:
        """5家企业: a noun may follow a counter directly; 13.5亿元民间 is disputable."""
        if any(self.text.startswith(name, end) for name in self.wanted.names):
            return True
        return given is not None and given.dimension != "money" and not given.is_share

    def _too_fine(self, amount: Amount, quantity: Quantity) -> Outcome:
        """Offer the rounded value if it is as good as the same, and the digits as typed."""
        if is_too_long(amount.value):
            return self._unclear(Why.TOO_LONG)
        step = Decimal(1).scaleb(-MOST_PLACES)
        rounded = amount.value.quantize(step, ROUND_HALF_UP, EXACT)
        is_close = abs(rounded - amount.value) * 1000 <= abs(amount.value)
        readings = [replace(amount, value=tidy(rounded))] if is_close else []
        if quantity.digits and quantity.numeral.magnitude is Magnitude.LAST:
            bare = self._signed(Decimal(quantity.digits.replace(",", "")))
            readings.append(Amount(tidy(bare), estimate=amount.estimate))
        return self._unclear(Why.TOO_FINE, *readings)

    def _unclear(self, why: Why, *readings: Answer) -> Unclear:
        kept = (r for r in readings if not isinstance(r, Amount) or fits(r.value))
        return Unclear(why, self.text, tuple(kept))


def _readings(outcome: Outcome) -> tuple[Answer, ...]:
    """What a look ahead can offer."""
    if isinstance(outcome, Unclear):
        return outcome.readings
    return (replace(outcome, note=""),) if isinstance(outcome, Amount) else ()


def _joined(amount: Amount, between: str, rest: str) -> Amount | None:
    """13 .5 and 13 000 are one number with a slip; 13.5 8.2 are two."""
    digits = _DIGIT.match(rest) and re.match(r"[0-9]+", rest)
    tail = digits.group() if digits else ""
    if "." in between or between in ("。", "·", ":"):
        whole = f"{amount.value}.{tail}"
    elif len(tail) == 3 and amount.value == amount.value.to_integral_value():
        whole = f"{amount.value}{tail}{rest[3:]}"
    else:
        return None
    return Amount(tidy(Decimal(whole))) if _JOINED.fullmatch(whole) else None


def _other_than_amount(numeral: Numeral) -> Why | None:
    """A telephone number or a day, written without any separators."""
    if numeral.magnitude is not Magnitude.NONE:
        return None
    digits = str(numeral.value)
    if PHONE.fullmatch(digits):
        return Why.PHONE
    return Why.DATE if DAY.fullmatch(digits) else None


def _negated(amount: Amount) -> Amount:
    return replace(amount, value=tidy(-amount.value))
