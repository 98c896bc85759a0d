"""Numbers, days and periods as people read them."""

from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import cache
from zoneinfo import ZoneInfo

from domain.figures import Basis, Indicator
from domain.people import Language
from domain.periods import Period, PeriodKind

MINUS = "−"
_ZH_DAYS = "一二三四五六日"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ZH_QUARTERS = "一二三四"


def fixed(value: Decimal, places: int) -> str:
    """`value` with exactly `places` decimals, halves away from zero, a true minus sign."""
    rounded = value.quantize(_step(places), ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)  # "−0.0" would read as a loss
    return f"{rounded:,f}".replace("-", MINUS)


@cache
def _step(places: int) -> Decimal:
    """One in the last of so many decimals."""
    return Decimal(1).scaleb(-places)


def signed(value: Decimal, places: int) -> str:
    """Like `fixed`, with a plus in front of what is above zero."""
    text = fixed(value, places)
    return text if text.startswith(MINUS) or not text.strip("0.,") else f"+{text}"


def amount(value: Decimal, indicator: Indicator) -> str:
    """A value with its measure: "13.50 亿元", "6.2%"."""
    return measured(value, indicator.measure, indicator.decimals)


def measured(value: Decimal, measure: str, places: int) -> str:
    """The same where the indicator is not at hand."""
    glue = "" if measure.startswith("%") else " "
    return f"{fixed(value, places)}{glue}{measure}"


def lacking(value: Decimal, measure: str, decimals: int) -> str:
    """What is still lacking: never less than it is, with at least two places."""
    places = max(decimals, 2)
    return measured(value.quantize(Decimal(1).scaleb(-places), ROUND_CEILING), measure, places)


def as_typed(value: Decimal, indicator: Indicator) -> str:
    """A value in the measure asked, with the decimals that were typed and no more."""
    places = max(0, -int(value.normalize().as_tuple().exponent))
    glue = "" if indicator.measure.startswith("%") else " "
    return f"{fixed(value, places)}{glue}{indicator.measure}"


def change(value: Decimal, indicator: Indicator, language: Language) -> str:
    """The difference between two values: of a rate in percentage points."""
    points = {Language.ZH: " 个百分点", Language.EN: " pp"}[language]
    unit = points if indicator.basis is Basis.RATE or indicator.measure == "%" else ""
    return f"{signed(value, indicator.decimals)}{unit}"


def percent(value: Decimal) -> str:
    """A percentage to one place: "72.4%"."""
    return f"{fixed(value, 1)}%"


def weekday(day: date, language: Language) -> str:
    """周四, Thu."""
    number = day.weekday()
    return f"周{_ZH_DAYS[number]}" if language is Language.ZH else _EN_DAYS[number]


def short_day(day: date, language: Language) -> str:
    """3月6日, 6 Mar."""
    if language is Language.ZH:
        return f"{day.month}月{day.day}日"
    return f"{day.day} {_EN_MONTHS[day.month - 1]}"


def day_of(day: date, language: Language, *, year: int) -> str:
    """The same, with the year where it is not the one that goes without saying."""
    return _in_year(short_day(day, language), day, language, year)


def month(number: int, language: Language) -> str:
    """3月, Mar."""
    return f"{number}月" if language is Language.ZH else _EN_MONTHS[number - 1]


def moment(at: datetime, zone: ZoneInfo, language: Language) -> str:
    """周五（3月6日）16:00, Fri 6 Mar 16:00 — in the zone of the district."""
    local = at.astimezone(zone)
    day = local.date()
    if language is Language.ZH:
        return f"{weekday(day, language)}（{short_day(day, language)}）{local:%H:%M}"
    return f"{weekday(day, language)} {short_day(day, language)} {local:%H:%M}"


def month_of(day: date, language: Language, *, year: int) -> str:
    """The month that a day lies in, with the year as a day has it."""
    return _in_year(month(day.month, language), day, language, year)


def _in_year(name: str, day: date, language: Language, year: int) -> str:
    if day.year == year:
        return name
    return f"{day.year}年{name}" if language is Language.ZH else f"{name} {day.year}"


def period_name(period: Period, language: Language) -> str:
    """第10周, 1–2月, 一季度 / week 10, Jan–Feb, Q1."""
    zh = language is Language.ZH
    match period.kind:
        case PeriodKind.WEEK:
            number = period.start.isocalendar().week
            return f"第{number}周" if zh else f"week {number}"
        case PeriodKind.MONTH if period.start.month == 1:
            return "1–2月" if zh else "Jan–Feb"
        case PeriodKind.MONTH:
            month = period.end.month
            return f"{month}月" if zh else _EN_MONTHS[month - 1]
        case PeriodKind.QUARTER:
            quarter = (period.end.month - 1) // 3
            return f"{_ZH_QUARTERS[quarter]}季度" if zh else f"Q{quarter + 1}"
        case _:
            return f"{period.start.year}年" if zh else str(period.start.year)


def span(period: Period, language: Language) -> str:
    """3月2日–8日, 2–8 Mar: first and last day of a period."""
    first, last = period.start, period.end
    if language is Language.ZH:
        tail = f"{last.day}日" if first.month == last.month else short_day(last, language)
        return f"{short_day(first, language)}–{tail}"
    head = str(first.day) if first.month == last.month else short_day(first, language)
    return f"{head}–{short_day(last, language)}"
