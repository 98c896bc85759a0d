"""What the statistics bureau published (公布数), and how far what was reported is from it.

DOMAIN §2: growth is its own input; it is never worked out from published levels.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from unicodedata import normalize

from domain.figures import Basis, Indicator
from domain.inquiry.questions import BREAK
from domain.inquiry.spans import cut
from domain.periods import BadPeriod, Period, PeriodKind

KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
"""What is published; nobody publishes weeks."""

HUNDRED = Decimal(100)
_YEAR = r"(?P<year>20[0-9]{2})"
_SINCE_JANUARY = re.compile(
    r"(?P<year>(?:20[0-9]{2}年)?)(?<![0-9十])[1一]\s*月?\s*[-–—到至~]\s*"
    r"(?P<last>(?:[3-9]|1[0-2]|[三四五六七八九十]|十[一二])月份?)"
)
_HALF = re.compile(r"上半年|前三个?季度")
# Standing by itself or in front: in 比去年高 or 快报2025年2号 nobody names a period.
_WHOLE_YEAR = re.compile(
    rf"(?:(?<![0-9-]){_YEAR}\s*年(?:度|全年)?"
    r"|(?<!\S)(?:(?P<before>去年|上年)(?:全年)?|今年|本年|全年))(?!\S)"
)
_LEADING_YEAR = re.compile(rf"^\s*{_YEAR}(?P<before>)?\s*年(?:度|全年)?(?![0-9第])")
_BARE_YEAR = re.compile(rf"(?<!\S){_YEAR}(?P<before>)?(?!\S)")
A_DAY = timedelta(days=1)
MIDWEEK = 3  # days from a week's first day to its Thursday


@dataclass(frozen=True, slots=True)
class Official:
    """One published value, in the indicator's measure; `edition` counts from 1, later ones revise.

    `growth` is what was published beside it, in percent (同比). `source` names the document.
    `person` put it on record; None: the command line.
    """

    unit: str
    indicator: str
    period: str
    value: Decimal
    growth: Decimal | None
    published_on: date
    source: str
    edition: int = 1
    person: str | None = None
    recorded_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is about."""
        return self.unit, self.indicator, self.period

    @property
    def is_revised(self) -> bool:
        """Whether another was published before it (修订)."""
        return self.edition > 1

    def says_the_same(self, other: "Official") -> bool:
        """Whether putting it on record would tell nothing new."""
        told = (self.value, self.growth, self.published_on, self.source)
        return told == (other.value, other.growth, other.published_on, other.source)


@dataclass(frozen=True, slots=True)
class Compared:
    """A published value beside the report that tells the same, if there is one.

    `reported_for` is the period of the report, e.g. the last week of the month; of a number that
    covers its period alone (当期) `reported` is the sum of all reports from `reported_since` on.
    `so_far` is what was published since January: the value itself, or a sum of such values.
    """

    official: Official
    indicator: Indicator
    reported: Decimal | None = None
    reported_for: Period | None = None
    reported_since: Period | None = None
    so_far: Decimal | None = None

    @property
    def difference(self) -> Decimal | None:
        """Reported less published: of a rate in percentage points, else in the measure."""
        return None if self.reported is None else self.reported - self.official.value

    @property
    def share(self) -> Decimal | None:
        """The difference in percent of what was published.

        None for rates and shares, whose difference is in points, and where nothing that is
        above zero was published.
        """
        is_amount = self.indicator.basis is not Basis.RATE and not self.indicator.is_share
        if not is_amount or self.difference is None or self.official.value <= 0:
            return None
        return self.difference / self.official.value * HUNDRED

    @property
    def size(self) -> Decimal:
        """How far apart they are, to put the largest first; nothing to compare comes last."""
        if self.difference is None:
            return Decimal(-1)
        return abs(self.difference if self.share is None else self.share)


@dataclass(frozen=True, slots=True)
class Named:
    """What a text says besides the period that it names; None where it names none.

    `is_since_january`: what it names runs from January on, as 1-6月 and 上半年 do.
    """

    period: Period | None
    rest: str
    is_since_january: bool = False

    def period_of(self, indicator: Indicator) -> Period | None:
        """The period that a value of this indicator covers; None if none is the right one.

        Of a number that covers its period alone (当期) 1-3月 is the first quarter, and there is
        no period for 1-6月.
        """
        if self.period is None or not self.is_since_january or indicator.basis is not Basis.FLOW:
            return self.period
        return _since_its_january(self.period)


def named_in(text: str, *, today: date, year: int) -> Named:
    """The period that a text names (1-2月, 3月, 一季度, 2026-03, 2025年), and the rest of it.

    A bare 2025 is a year where nothing else names a period.

    Raises:
        BadPeriod: there is no such period, or a day is named.
    """
    folded = normalize("NFKC", text).lower()
    since = _SINCE_JANUARY.sub(r"\g<year>\g<last>", folded, count=1)
    span, rest = cut(since)
    if span is None:
        return _year_in(folded, text, year=year)
    if span.month_day is not None or span.kind is None:
        raise BadPeriod(text)
    period = span.period(today, year=year)
    is_since = since != folded or _HALF.search(folded) is not None
    return Named(period, " ".join(rest.replace(BREAK, " ").split()), is_since)


def _year_in(folded: str, text: str, *, year: int) -> Named:
    for pattern in (_LEADING_YEAR, _WHOLE_YEAR, _BARE_YEAR):
        if found := pattern.search(folded):
            said = found["year"] or str(year - (found["before"] is not None))
            rest = f"{folded[: found.start()]} {folded[found.end() :]}"
            return Named(Period.parse(said), " ".join(rest.split()))
    return Named(None, " ".join(text.split()))


def _since_its_january(period: Period) -> Period | None:
    """The period that begins in January and ends with this one, if there is one of its own."""
    if period.start.month == 1:
        return period
    if period.end.month == 3:
        return Period.containing(PeriodKind.QUARTER, period.end)
    return Period.containing(PeriodKind.YEAR, period.end) if period.end.month == 12 else None


def reported_period(published: Period, cadence: PeriodKind) -> Period | None:
    """Which report of this rhythm tells how it stood at the end of a published period.

    The same period if it is asked so; of shorter ones the last that belongs to it (a week
    belongs to the month of its Thursday); of longer ones the one that ends on the same day.
    """
    period = Period.containing(cadence, published.end)
    if _last_day(period) > published.end and period != published:
        period = period.previous()
    last = _last_day(period)
    return period if last in published and last.year == published.year else None


def periods_within(published: Period, cadence: PeriodKind) -> tuple[Period, ...]:
    """The periods of this rhythm that make up a published one, in order.

    A week belongs to the month of its Thursday. There is none of a longer rhythm.
    """
    period = reported_period(published, cadence)
    found: list[Period] = []
    while period is not None and _last_day(period) in published and period.year == published.year:
        found.append(period)
        period = period.previous()
    is_whole = bool(found) and (cadence is PeriodKind.WEEK or found[-1].start == published.start)
    return tuple(reversed(found)) if is_whole else ()


def since_january(published: Iterable[Official]) -> dict[str, Decimal]:
    """What values that cover their periods alone come to since January, by period.

    A period is left out unless those before it were published without a gap.
    """
    reached: dict[date, Decimal] = {}
    found: dict[str, Decimal] = {}
    by_end = [(Period.parse(one.period), one.value) for one in published]
    # Of those that end on one day the longest counts: a quarter's own before its last month.
    for period, value in sorted(by_end, key=lambda one: (one[0].end, one[0].start)):
        begins = (period.start.month, period.start.day) == (1, 1)
        before = Decimal(0) if begins else reached.get(period.start)
        if before is not None:
            reached.setdefault(period.end + A_DAY, before + value)
            found[period.key] = before + value
    return found


def _last_day(period: Period) -> date:
    if period.kind is PeriodKind.WEEK:
        return date.fromordinal(period.start.toordinal() + MIDWEEK)
    return period.end
