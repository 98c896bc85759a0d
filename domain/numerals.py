"""Numerals: digits, Chinese numerals and their mixtures, as exact decimals.

Input is one run of numeral characters (see RUN), already folded. A run that two readers would
read differently is never resolved: it comes back as Doubtful, with the readings.
"""

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import Enum
from typing import Final

EXACT: Final = Context(prec=80)
MOST_DIGITS: Final = 15  # before the point
MOST_TYPED: Final = 40  # characters of a numeral that are looked at

_CHINESE: Final = "零〇一二两三四五六七八九十千万亿点半廿卅卌壹贰貳弍叁叄肆伍陆陸柒捌玖拾佰仟"
# 百 before 分 belongs to 百分之 or 百分点.
RUN: Final = rf"(?:[0-9.,{_CHINESE}]|百(?!分))+"

_FORMAL: Final = str.maketrans(
    "壹贰貳弍叁叄肆伍陆陸柒捌玖拾佰仟〇两", "一二二二三三四五六六七八九十百千零二"
)
_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_TENS: Final = {"廿": 20, "卅": 30, "卌": 40}
_MYRIADS: Final = {"万": 10**4, "亿": 10**8}

_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PADDED: Final = re.compile(r"0[0-9]")
_SCALED: Final = re.compile(r"([0-9.,]+)([百千]?)(万亿|[万亿]?)")
_POSITIONAL: Final = re.compile(r"[零一二三四五六七八九]{2,}")
_POINTED: Final = re.compile(
    r"([零一二三四五六七八九十百千万亿]+)点([零一二三四五六七八九]+)([百千]?(?:万亿|[万亿])?)"
)
_TOKEN: Final = re.compile(r"[0-9.,]+|.")


class Magnitude(Enum):
    """Where 万 or 亿 stands in a numeral."""

    NONE = "none"  # 2300, 两千三百
    LAST = "last"  # 3400万, 一亿三千万: it doubles as part of the unit
    INSIDE = "inside"  # 一万三千, 1亿零50


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral with one reading; `value` includes 万 and 亿."""

    value: Decimal
    magnitude: Magnitude = Magnitude.NONE


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A numeral that can be read in several ways, or in none."""

    readings: tuple[Numeral, ...] = ()


class _Unreadable(Exception):  # noqa: N818  never leaves this module
    """The run breaks the grammar; `readings` are what it may have meant."""

    def __init__(self, *readings: int | Decimal) -> None:
        super().__init__()
        self.readings = readings


def read_numeral(run: str) -> Numeral | Doubtful:
    """Read one run of numeral characters."""
    if len(run) > MOST_TYPED:
        return Doubtful()
    if run[0] in "0123456789.":
        scaled = _SCALED.fullmatch(run)
        if scaled is not None:
            return _read_scaled(*scaled.groups())
    plain = run.translate(_FORMAL)
    # 两 stands for a quantity, never for a digit of a row.
    if _POSITIONAL.fullmatch(plain) and "两" not in run:
        return _read_positional(plain)
    try:
        return _read_mixed(plain)
    except _Unreadable as unreadable:
        said = Magnitude.LAST if _MYRIADS.keys() & set(plain) else Magnitude.NONE
        return Doubtful(tuple(Numeral(Decimal(r), said) for r in unreadable.readings))


def _read_scaled(digits: str, small: str, great: str) -> Numeral | Doubtful:
    """Digits, then at most one of 百 千 and one of 万 亿 万亿: 3,400万, 3.4千万."""
    power = (2 if small == "百" else 3 if small else 0) + sum(4 if c == "万" else 8 for c in great)
    magnitude = Magnitude.LAST if great else Magnitude.NONE
    if _PLAIN.fullmatch(digits):
        value = Decimal(digits)
        numeral = Numeral(value.scaleb(power, EXACT) if power else value, magnitude)
        return Doubtful((numeral,)) if _PADDED.match(digits) else numeral
    if _GROUPED.fullmatch(digits):
        return Numeral(Decimal(digits.replace(",", "")).scaleb(power, EXACT), magnitude)
    return Doubtful(
        tuple(Numeral(r.scaleb(power, EXACT), magnitude) for r in _slips_of_the_thumb(digits))
    )


def _slips_of_the_thumb(digits: str) -> tuple[Decimal, ...]:
    """A comma where the point belongs (13,5), or groups of another length (1,2345)."""
    whole, comma, rest = digits.partition(",")
    if not comma or not whole.isdecimal() or not rest.isdecimal() or whole.startswith("0"):
        return ()
    return (Decimal(f"{whole}.{rest}"), Decimal(whole + rest))


def _read_positional(run: str) -> Numeral | Doubtful:
    """A row of digits without 十百千: 二〇二六 is a number, 三五 may be three to five."""
    value = Decimal("".join(str(_DIGITS[char]) for char in run))
    if run[0] != "零" and ("零" in run or len(run) > 3):
        return Numeral(value)
    return Doubtful((Numeral(value),) if run[0] != "零" else ())


def _read_mixed(run: str) -> Numeral:
    if run[0] == "半":
        return _read_half(run)
    if "点" in run:
        return _read_pointed(run)
    if run[-1] in _MYRIADS and _MYRIADS.keys() & set(run[:-1]):
        try:
            return _Evaluation(run).result()
        except _Unreadable:
            return _read_in_great_units(run[:-1], _MYRIADS[run[-1]])
    return _Evaluation(run).result()


def _read_in_great_units(run: str, myriad: int) -> Numeral:
    """一万三千万元 is 13,000 of the unit 万元."""
    try:
        return Numeral(_Evaluation(run).result().value * myriad, Magnitude.LAST)
    except _Unreadable as unreadable:
        raise _Unreadable from unreadable  # its readings would lack the last unit


def _read_pointed(run: str) -> Numeral:
    """十二点五, 一点三亿; 12点5 may be a time of day."""
    pointed = _POINTED.fullmatch(run)
    if pointed is None:
        clock = re.fullmatch(r"([0-9]+)点([0-9]+)", run)
        raise _Unreadable(*([Decimal(".".join(clock.groups()))] if clock else []))
    whole, digits, suffix = pointed.groups()
    left = _Evaluation(whole).result()
    if suffix and left.magnitude is not Magnitude.NONE:
        raise _Unreadable
    value = left.value + Decimal("0." + "".join(str(_DIGITS[char]) for char in digits))
    power = sum({"百": 2, "千": 3, "万": 4, "亿": 8}[char] for char in suffix)
    last = suffix[-1:] in _MYRIADS
    inside = left.magnitude is not Magnitude.NONE
    magnitude = Magnitude.LAST if last else Magnitude.INSIDE if inside else Magnitude.NONE
    return Numeral(value.scaleb(power, EXACT), magnitude)


def _read_half(run: str) -> Numeral:
    if run == "半":
        return Numeral(Decimal("0.5"))
    if run[1:] in _MYRIADS:
        return Numeral(Decimal(_MYRIADS[run[1:]]) / 2, Magnitude.LAST)
    raise _Unreadable


class _Evaluation:
    """One walk over the tokens of an integer; raises _Unreadable instead of guessing."""

    def __init__(self, run: str) -> None:
        self.total = Decimal(0)  # closed by 万 or 亿
        self.section = Decimal(0)  # below the next 万 or 亿
        self.pending: Decimal | None = None  # a digit that waits for its unit
        self.typed_in_digits = ""  # the pending number, if written 0-9
        self.last_unit = 0  # 十百千 used last in this section
        self.last_myriad = 0
        self.after_zero = False
        self.zero_in_section = False
        self.half = False
        for piece in _TOKEN.findall(run):
            self._take(piece)

    def _take(self, piece: str) -> None:
        if self.half or (self.after_zero and not (self.total or self.section)):
            raise _Unreadable  # 零三十
        if piece in _UNITS:
            self._take_unit(_UNITS[piece])
        elif piece in _MYRIADS:
            self._take_myriad(_MYRIADS[piece])
        elif piece == "零":
            self._take_zero()
        elif piece == "半":
            self._take_half()
        elif piece in _TENS:
            self._take_unit_value(10, Decimal(_TENS[piece]))
        else:
            self._take_digits(piece)

    def _take_digits(self, piece: str) -> None:
        if self.pending is not None:
            raise _Unreadable  # 两三千, 十三四
        if piece in _DIGITS:
            self.pending, self.typed_in_digits = Decimal(_DIGITS[piece]), ""
            return
        grouped = _GROUPED.fullmatch(piece)
        if not (_PLAIN.fullmatch(piece) or grouped) or _PADDED.match(piece):
            raise _Unreadable
        if "." in piece:
            raise _Unreadable  # 1.2亿3000万 is a slip; 1.2亿 alone was read before
        self.pending, self.typed_in_digits = Decimal(piece.replace(",", "")), piece.replace(",", "")

    def _take_zero(self) -> None:
        if self.pending is not None or self.after_zero:
            raise _Unreadable
        self.after_zero = self.zero_in_section = True

    def _take_unit(self, unit: int) -> None:
        if self.pending is None:
            if unit != 10 or (self.last_myriad and not self.section and not self.after_zero):
                raise _Unreadable
            self.pending = Decimal(1)  # 十五, 一百十五
        if self.pending >= 10 and (self.section or self.total or unit == 10):
            raise _Unreadable
        self._take_unit_value(unit, self.pending * unit)

    def _take_unit_value(self, unit: int, value: Decimal) -> None:
        if self.last_unit and unit >= self.last_unit:
            raise _Unreadable
        self.section += value
        self.last_unit, self.pending, self.after_zero = unit, None, False

    def _take_myriad(self, myriad: int) -> None:
        is_smaller = not self.last_myriad or myriad < self.last_myriad
        if self.pending is not None and not self.last_unit and is_smaller:
            self.section, self.pending, self.after_zero = self.pending, None, False
        self._close_pending()
        if self.section == 0 and not (self.total and self.last_myriad == 10**4 < myriad):
            raise _Unreadable
        if not self.last_myriad or myriad < self.last_myriad:
            self.total += self.section * myriad
        elif myriad == 10**8 and self.last_myriad == 10**4:
            self.total = (self.total + self.section) * myriad  # 一万三千亿
        else:
            raise _Unreadable
        self.section, self.last_unit, self.last_myriad = Decimal(0), 0, myriad
        self.after_zero = self.zero_in_section = False

    def _take_half(self) -> None:
        """一亿半: half of the magnitude just said."""
        if not self.last_myriad or self.section or self.pending is not None:
            raise _Unreadable
        self.total += Decimal(self.last_myriad) / 2
        self.half = True

    def _close_pending(self) -> None:
        """A trailing digit without unit: clear after 十 or 零, else it has two readings."""
        digit = self.pending
        if digit is None:
            if self.after_zero and (self.total or self.section):
                raise _Unreadable  # 一百零
            return
        step = self.last_unit or self.last_myriad
        full = len(self.typed_in_digits) == len(str(step)) - 1  # 13万2000, 1千300
        if step > 10 and not self.after_zero and not full:
            base = self.total + self.section
            raise _Unreadable(*self._two_readings(base, digit, step))
        if step and digit >= step:
            raise _Unreadable
        self.section += digit
        self.pending = None

    def _two_readings(self, base: Decimal, digit: Decimal, step: int) -> tuple[Decimal, ...]:
        """三万五 is 35,000 to most people and 30,005 to the letter."""
        if digit >= step:
            return ()
        spoken = base + digit * step / 10 ** (len(self.typed_in_digits) or 1)
        return tuple(dict.fromkeys((spoken, base + digit)))

    def result(self) -> Numeral:
        bare = self.last_myriad and not self.section and self.pending is None
        skipped = self.last_myriad == 10**8 and not bare and not self.zero_in_section
        skipped = skipped and len(self.typed_in_digits) != 8
        self._close_pending()
        if skipped:
            # 一亿三千: thirteen ten-millions to most people, 100,003,000 to the letter.
            raise _Unreadable(self.total + self.section * 10**4, self.total + self.section)
        value = self.total + self.section
        if not self.last_myriad:
            return Numeral(value)
        return Numeral(value, Magnitude.LAST if bare else Magnitude.INSIDE)
