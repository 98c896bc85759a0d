"""A stretch of time as it is said: 3月至6月, 第10周到第13周, 3月起, 本季度, 长期, until lifted."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.inquiry import spans
from domain.inquiry.questions import BREAK
from domain.inquiry.spans import Span
from domain.periods import Period, PeriodKind

LONGEST: Final = 30
"""Characters of a time; what is longer is none, and takes long to look through."""

_TO: Final = r"\s*(?:至|到|[-–—~]+|\bto\b|\buntil\b)\s*"
_END: Final = r"(?:底|末)?(?:为?止)?"
_RANGE: Final = re.compile(rf"(?:从|自|from )?(?P<first>.+?){_TO}(?P<last>.+?){_END}")
_OPEN: Final = re.compile(
    r"(?:从|自)?(?P<first>.+?)(?:起|开始|以后|之后)|(?:from|since) (?P<english>.+)"
)
_UNTIL: Final = re.compile(rf"(?:截?至|到|until |till )(?P<last>.+?){_END}")
_ALWAYS: Final = re.compile(
    r"长期|(?:直到?|到)(?:取消|解除|恢复|另行通知|通知)(?:为止)?|(?:取消|解除|恢复)为止"
    r"|(?:从|自)?(?:即日|今日|今天|现在)起|until (?:it is )?lifted|from now on"
)
_OF_YEAR: Final = {
    "今年": (1, 12), "本年": (1, 12), "全年": (1, 12), "本年度": (1, 12), "this year": (1, 12),
    "上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "前三个季度": (1, 9),
}  # fmt: skip
_UNIT: Final = re.compile(r".*?(个?(?:月份?|周|星期|季度?))")
_BOTH: Final = re.compile(r"^(?:20[0-9]{2}年?\s*)?(?:1[^0-9]|一|jan)")  # 1-2月 is not 2月 alone
_DAY: Final = re.compile(r"([0-9]{1,2})[日号]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A time from day to day, as it was said: it may end before it begins.

    `since` None is from now on, `until` None without an end. `period` if one was named and
    nothing besides.
    """

    since: date | None
    until: date | None
    period: Period | None = None


def spoken(text: str, *, today: date, year: int) -> Spoken | None:
    """Read a text that says a time and nothing else; None for any other.

    Raises:
        BadPeriod: there is no such period.
    """
    words = unicodedata.normalize("NFKC", text).casefold().strip()
    if len(words) > LONGEST:
        return None
    if months := _OF_YEAR.get(words):
        return Spoken(date(year, months[0], 1), _month_end(year, months[1]))
    if _ALWAYS.fullmatch(words):
        return Spoken(None, None)
    if (whole := _span(words)) is not None:
        period = whole.period(today, year=year)
        days = (period.start, period.end) if _BOTH.search(words) else days_of(whole, today, year)
        return Spoken(*days, period)
    if found := _RANGE.fullmatch(words):
        return _between(found["first"], found["last"], today, year)
    found = _OPEN.fullmatch(words)
    if found and (span := _span(found["first"] or found["english"])):
        return Spoken(days_of(span, today, year)[0], None)
    found = _UNTIL.fullmatch(words)
    if found and (span := _span(found["last"])):
        return Spoken(None, days_of(span, today, year)[1])
    return None


def _between(first: str, last: str, today: date, year: int) -> Spoken | None:
    """Two times; the first may leave out its unit (3至6月), the last its month (3月10日至20日)."""
    if unit := _UNIT.fullmatch(last):
        first = first if _span(first) else f"{first}{unit[1]}"
    begin = _span(first)
    if begin is not None and begin.month_day and (day := _DAY.fullmatch(last)):
        end: Span | None = Span(PeriodKind.WEEK, month_day=(begin.month_day[0], int(day[1])))
    else:
        end = _span(last)
    if begin is None or end is None:
        return None
    return Spoken(days_of(begin, today, year)[0], days_of(end, today, year)[1])


def _span(words: str) -> Span | None:
    """The one time that words say; None if they say anything besides."""
    span, rest = spans.cut(words)
    return span if span is not None and not rest.replace(BREAK, "").strip() else None


def days_of(span: Span, today: date, year: int) -> tuple[date, date]:
    """Its first and last day: of a month its own, though January and February are one period."""
    period = span.period(today, year=year)
    if span.month_day is not None:
        day = date(span.year or year, *span.month_day)
        return day, day
    if span.kind is PeriodKind.MONTH and span.number is not None:
        said = span.year or year
        return date(said, span.number, 1), _month_end(said, span.number)
    return period.start, period.end


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
