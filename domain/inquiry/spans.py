"""The time a question is about: 上周, 第9周, 2月, 一季度, 3月10日, last week."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from domain.inquiry.questions import BREAK
from domain.numerals import Numeral, read_numeral
from domain.periods import BadPeriod, Period, PeriodKind

_N = r"([0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_YEAR = r"(?:(20[0-9]{2})\s*(?:年|-)\s*)?"
_ENGLISH_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH_WORD = (
    r"(jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?"
)
# May is a month only beside a day: elsewhere it is a word.
_MONTH_OF_DAY = _MONTH_WORD.replace("apr|", "apr|may|")


@dataclass(frozen=True, slots=True)
class Span:
    """A time as it was said: a numbered period of a kind, one some periods `back`, or a day.

    `back` is below zero for one to come.

    `kind` None is the period before, whatever the rhythm: 上期.
    """

    kind: PeriodKind | None
    number: int | None = None
    back: int = 0
    month_day: tuple[int, int] | None = None
    year: int | None = None

    @property
    def is_relative(self) -> bool:
        """Whether it is counted from today."""
        return self.number is None and self.month_day is None

    def period(self, today: date, *, year: int) -> Period:
        """The period that is meant; numbers without a year are of `year`.

        Raises:
            BadPeriod: there is none like that.
        """
        kind, year = self.kind or PeriodKind.WEEK, self.year or year
        if self.month_day is not None:
            month, day = self.month_day
            try:
                return Period.containing(kind, date(year, month, day))
            except ValueError:
                raise BadPeriod(f"{month}-{day}") from None
        if self.number is None:
            return _back(Period.containing(kind, today), self.back)
        letter = {PeriodKind.WEEK: "W", PeriodKind.MONTH: "M", PeriodKind.QUARTER: "Q"}[kind]
        number = 2 if kind is PeriodKind.MONTH and self.number == 1 else self.number
        return Period.parse(
            f"{year}-{letter}{number:02d}" if letter != "Q" else f"{year}-Q{number}"
        )


def _back(period: Period, count: int) -> Period:
    for _ in range(abs(count)):
        period = period.previous() if count > 0 else period.next()
    return period


WEEK, MONTH, QUARTER = PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER
_SAID: Final = tuple(
    (re.compile(pattern), span)
    for pattern, span in (
        (r"上上个?(?:周|星期|礼拜)|\bweek before last\b", Span(WEEK, back=2)),
        (r"上一?个?(?:周|星期|礼拜)|\b(?:last|previous) week(?:'s)?\b", Span(WEEK, back=1)),
        (r"(?:本|这一?个?|当前?)(?:周|星期|礼拜)|\bthis week(?:'s)?\b", Span(WEEK)),
        (r"下一?个?(?:周|星期|礼拜)|\bnext week(?:'s)?\b", Span(WEEK, back=-1)),
        (r"下一?个?月份?|\bnext month(?:'s)?\b", Span(MONTH, back=-1)),
        (r"下一?个?季度?|\bnext quarter(?:'s)?\b", Span(QUARTER, back=-1)),
        (r"上一?期|\b(?:last|previous) period\b", Span(None, back=1)),
        (r"(?:本|这一?|当)期", Span(None)),
        (r"上一?个?月份?|\b(?:last|previous) month(?:'s)?\b", Span(MONTH, back=1)),
        (r"(?:本|这一?个?|当)月份?|\bthis month(?:'s)?\b", Span(MONTH)),
        (r"上一?个?季度?|\b(?:last|previous) quarter(?:'s)?\b", Span(QUARTER, back=1)),
        (r"(?:本|这一?个?|当)季度?|\bthis quarter(?:'s)?\b", Span(QUARTER)),
        (r"首季度?", Span(QUARTER, number=1)),
        (r"上半年", Span(QUARTER, number=2)),
        (r"前三个?季度", Span(QUARTER, number=3)),
    )
)
_KEY: Final = re.compile(r"\b(20[0-9]{2})-?([wmq])([0-9]{1,2})\b")
_DAY: Final = re.compile(rf"{_YEAR}{_N}月{_N}[日号](?:的)?")
_YEAR_BEFORE: Final = re.compile(r"(20[0-9]{2})\s*年\s*$")
_ISO_MONTH: Final = re.compile(r"(?<![0-9-])(20[0-9]{2})-([0-9]{1,2})(?:月份?)?(?![0-9-])")
_ISO_DAY: Final = re.compile(r"\b(20[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})\b")
_NTH: Final = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_DAY_MONTH: Final = re.compile(
    rf"(?<!top )(?<!bottom )(?<!first )(?<!last )\b{_NTH} ?{_MONTH_OF_DAY}\b"
)
_MONTH_DAY: Final = re.compile(rf"\b{_MONTH_OF_DAY} ?{_NTH}\b")
ENGLISH_DAY: Final = rf"(?:{_DAY_MONTH.pattern}|{_MONTH_DAY.pattern})"
"""6 march, march 6th: a pattern for folded text, which `cut` reads."""
_TWO: Final = "[-–—到至~]"
# December is written 12月 as well, so that two digits need something between them.
_TWO_MONTHS: Final = re.compile(
    rf"{_YEAR}(?<![0-9十])(?:1\s*(?:月\s*{_TWO}?|{_TWO})|一\s*月?\s*{_TWO}?)\s*(?:2|二)月份?"
    r"|\bjan\W{0,3}feb\b"
)
_MONTH: Final = re.compile(rf"{_YEAR}(?<![近去每0-9]){_N}月份?(?!以来)")
_WEEK: Final = re.compile(
    rf"{_YEAR}(?:第\s*{_N}\s*(?:个)?(?:周|星期)|(?<![近去这每几上0-9])([0-9]{{1,2}})周)"
    r"|\b(?:week ?|w)([0-9]{1,2})\b"
)
_QUARTER: Final = re.compile(
    rf"{_YEAR}第?([1-4一二三四])季度?|\b(20[0-9]{{2}}) ?q([1-4])\b|\bq([1-4])\b"
)
_ENGLISH_MONTH: Final = re.compile(rf"\b{_MONTH_WORD}\b(?! [0-9])")


def cut(text: str) -> tuple[Span | None, str]:
    """Take the first time out of a folded text; a second one stays where it is."""
    for pattern, span in _SAID:
        if found := pattern.search(text):
            return _in_year(span, text, found)
    for read in (_key, _day, _month, _week, _quarter):
        if (known := read(text)) is not None:
            return known
    return None, text


def _in_year(span: Span, text: str, found: re.Match[str]) -> tuple[Span, str]:
    """A half or three quarters may be those of a year that is said before: 2025年上半年."""
    year = None if span.is_relative else _YEAR_BEFORE.search(text, 0, found.start())
    if year is None:
        return span, _without(text, found)
    return replace(span, year=int(year[1])), f"{text[: year.start()]}{BREAK}{text[found.end() :]}"


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]}{BREAK}{text[found.end() :]}"


def _key(text: str) -> tuple[Span, str] | None:
    found = _KEY.search(text)
    if found is None:
        return None
    kind = {"w": WEEK, "m": MONTH, "q": QUARTER}[found[2]]
    return Span(kind, int(found[3]), year=int(found[1])), _without(text, found)


def _day(text: str) -> tuple[Span, str] | None:
    for pattern in (_DAY, _ISO_DAY):
        if found := pattern.search(text):
            month, day = _number(found[2]), _number(found[3])
            if month and day:
                year = int(found[1]) if found[1] else None
                return Span(WEEK, month_day=(month, day), year=year), _without(text, found)
    for pattern, of_month, of_day in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        if found := pattern.search(text):
            month = _ENGLISH_MONTHS.index(found[of_month]) + 1
            return Span(WEEK, month_day=(month, int(found[of_day]))), _without(text, found)
    return None


def _month(text: str) -> tuple[Span, str] | None:
    if found := _TWO_MONTHS.search(text):
        return Span(MONTH, 2, year=int(found[1]) if found[1] else None), _without(text, found)
    if found := _ISO_MONTH.search(text):
        return Span(MONTH, int(found[2]), year=int(found[1])), _without(text, found)
    if found := _MONTH.search(text):
        number = _number(found[2])
        if number:
            year = int(found[1]) if found[1] else None
            return Span(MONTH, number, year=year), _without(text, found)
    if found := _ENGLISH_MONTH.search(text):
        return Span(MONTH, _ENGLISH_MONTHS.index(found[1]) + 1), _without(text, found)
    return None


def _week(text: str) -> tuple[Span, str] | None:
    found = _WEEK.search(text)
    number = _number(found[2] or found[3] or found[4]) if found else None
    if found is None or not number:
        return None
    return Span(WEEK, number, year=int(found[1]) if found[1] else None), _without(text, found)


def _quarter(text: str) -> tuple[Span, str] | None:
    found = _QUARTER.search(text)
    number = _number(found[2] or found[4] or found[5]) if found else None
    if found is None or not number:
        return None
    year = found[1] or found[3]
    return Span(QUARTER, number, year=int(year) if year else None), _without(text, found)


def _number(typed: str) -> int | None:
    if typed.isascii():
        return int(typed)  # 03 is a month, though no number that anybody reports
    known = read_numeral(typed)
    return int(known.value) if isinstance(known, Numeral) else None
