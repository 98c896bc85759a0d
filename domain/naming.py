"""Periods as people name them: 第11周, 上周, 2月, 1—2月, 一季度, 上月, 2026-M03, last week, Q1."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.periods import BadPeriod, Period, PeriodKind

_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_WEEK, _MONTH, _QUARTER = PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER
_COUNTS = "0-9一二三四五六七八九十"
_NUMBER = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_DASH = "[-–—~至到、和]"
_YEAR = "(?:(?P<year>20[0-9]{2}) *(?:年|-)? *)?"
_END = "(?![0-9a-z])"

Read = Callable[["re.Match[str]", date, int], Period]
"""From what a pattern found, today, and the campaign's year."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a text says besides the period that it names; None where it names none."""

    period: Period | None
    rest: str


def named_in(text: str, *, today: date, year: int) -> Named:
    """The first period that a text names, and the text without it.

    Without a year that of the campaign is meant; 上周, 上月 and the like count from `today`.

    Raises:
        BadPeriod: there is no such period, e.g. 第54周.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    for pattern, read in _FORMS:
        found = pattern.search(plain)
        if found is None:
            continue
        period = read(found, today, year)
        rest = f"{plain[: found.start()]} {plain[found.end() :]}"
        return Named(period, " ".join(rest.split()))
    return Named(None, text.strip())


def _key(found: "re.Match[str]", today: date, year: int) -> Period:
    return Period.parse(found[0])


def _numbered(letter: str) -> Read:
    def read(found: "re.Match[str]", today: date, year: int) -> Period:
        number = _number(found["n"])
        of = int(found.groupdict().get("year") or year)
        if letter == "M" and number == 1:
            number = 2  # January is asked together with February
        return Period.parse(f"{of}-{letter}{number:02d}" if letter != "Q" else f"{of}-Q{number}")

    return read


def _from_today(kind: PeriodKind, *, back: int) -> Read:
    def read(found: "re.Match[str]", today: date, year: int) -> Period:
        period = Period.containing(kind, today)
        for _ in range(back):
            period = period.previous()
        return period

    return read


def _half(found: "re.Match[str]", today: date, year: int) -> Period:
    """上半年 is told by its second quarter, 前三季度 by its third."""
    of = int(found.groupdict().get("year") or year)
    return Period.parse(f"{of}-Q{2 if '半年' in found[0] else 3}")


def _number(text: str) -> int:
    """11, 十一, 二十.

    Raises:
        BadPeriod: no number at all.
    """
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    digits = [_DIGITS.get(sign) for sign in (tens, ones) if sign]
    if None in digits or (not ten and len(text) > 1):
        raise BadPeriod(text)
    head = _DIGITS[tens] if tens else 1
    return (head * 10 if ten else 0) + (_DIGITS[ones] if ones else 0)


def _form(pattern: str, read: Read) -> tuple["re.Pattern[str]", Read]:
    return re.compile(pattern), read


_FORMS: tuple[tuple["re.Pattern[str]", Read], ...] = (
    _form(rf"(?<![0-9a-z])20[0-9]{{2}}-?(?:[wmq]|(?<=-))[0-9]{{1,2}}{_END}", _key),
    _form(rf"{_YEAR}第 *(?P<n>{_NUMBER}) *周", _numbered("W")),
    _form(rf"{_YEAR}(?:1|一) *月? *{_DASH} *(?P<n>2|二) *月份?", _numbered("M")),
    _form(rf"{_YEAR}(?:上半年|前三季度)", _half),
    _form(rf"{_YEAR}第?(?P<n>[1-4一二三四]) *季度", _numbered("Q")),
    _form(rf"{_YEAR}(?<![{_COUNTS}])(?P<n>{_NUMBER}) *月份?(?! *[{_COUNTS}])", _numbered("M")),
    _form(rf"(?<![{_COUNTS}])(?P<n>[0-9]{{1,2}}) *周(?![{_COUNTS}日年])", _numbered("W")),
    _form("上个?季度?|last quarter", _from_today(_QUARTER, back=1)),
    _form("[本这]个?季度?|this quarter", _from_today(_QUARTER, back=0)),
    _form("上上(?:周|个?星期)", _from_today(_WEEK, back=2)),
    _form("上(?:周|个?星期)|last week", _from_today(_WEEK, back=1)),
    _form("[本这](?:周|个?星期)|this week", _from_today(_WEEK, back=0)),
    _form("上个?月|last month", _from_today(_MONTH, back=1)),
    _form("[本这]个?月|this month", _from_today(_MONTH, back=0)),
    _form(rf"(?<![0-9a-z])(?:week *|w)(?P<n>[0-9]{{1,2}}){_END}", _numbered("W")),
    _form(rf"(?<![0-9a-z])m(?P<n>[0-9]{{1,2}}){_END}", _numbered("M")),
    _form(rf"(?<![0-9a-z])q(?P<n>[1-4]){_END}", _numbered("Q")),
)
"""In this order: 1—2月 comes before 2月, 前三季度 is no 三季度."""
