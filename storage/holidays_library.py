"""The state's holiday notices, as the chinesecalendar library knows them."""

from datetime import date

import chinese_calendar

from domain.workdays import DayKind, SpecialDay, Workdays


def known_workdays() -> Workdays:
    """The calendar of every year the library has a holiday notice for.

    The library refuses to answer for later years; here they are simply not covered, and
    the calendar calls their days provisional.
    """
    off = _named(chinese_calendar.holidays, DayKind.OFF)
    made_up = _named(chinese_calendar.workdays, DayKind.WORK)
    return Workdays({**off, **made_up}, covered=frozenset(day.year for day in off))


def _named(days: dict[date, str], kind: DayKind) -> dict[date, SpecialDay]:
    return {day: SpecialDay(kind, _in_chinese(name)) for day, name in days.items()}


def _in_chinese(name: str) -> str:
    # The tables hold the English names; only the enumeration has the Chinese ones.
    return str(chinese_calendar.Holiday(name).chinese)
