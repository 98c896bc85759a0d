"""Days as people type them: 到周五, 12月5日, 从明天起三天, until Friday."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from unicodedata import normalize

A_DAY: Final = timedelta(days=1)
_NEXT_YEAR: Final = 120  # days: a date that has passed means next year's only if that is near

_HAN: Final = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_NUMERAL: Final = re.compile(
    r"(?<![周期拜])([零〇一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
    r"(?=个?(?:月|天|周|星期|礼拜)|[日号])"
)
_ENGLISH_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_MONTH: Final = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_RELATIVE: Final = {
    "今": 0, "today": 0, "明": 1, "tomorrow": 1, "后": 2, "大后": 3,
}  # fmt: skip

_COUNTED: Final = re.compile(
    r"(?<![0-9.月/-])([0-9]{1,3}|半) ?个?(天|周|星期|礼拜|月(?![0-9底末])|days?|weeks?|months?)"
)
_TO: Final = re.compile(r"(?:直?到|至|until|till?|through|to|[-–—~]+)\s*(?:the )?$")
_FROM: Final = re.compile(r"(?:从|自|from)\s*$")
_SAID: Final = re.compile(
    r"直?到|至|从|自|起|开始|为止|止|期间|请假|休假|代报|代填|[请由让]"
    r"|\b(?:until|till?|through|to|from|on|for|the|by|please)\b|[-–—~,，、。;；:：()（）·]"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days, the first and the last included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Reading:
    """The days in a text, if it names them plainly, and the words that are left.

    `is_length`: only how long was said (两周); it is counted from today.
    """

    span: Span | None
    rest: str
    is_length: bool = False


def read_days(text: str, *, today: date) -> Reading:
    """Read "到周五" as from today until then, "周五" as that day, "从周一到周五" as both ends.

    A weekday is the next one that comes, today included; 下周五 is next week's. "三天" begins
    today. A date that has passed is read as it stands, so that it can be refused.
    """
    said = _NUMERAL.sub(lambda m: str(_count(m.group(1))), normalize("NFKC", text).lower())
    marks = _marks(said, today)
    counted = [m for m in _COUNTED.finditer(said) if not any(m.start() < e for _, e, _ in marks)]
    lengths = counted or list(_COUNTED.finditer(said))
    is_length = not marks and len(lengths) == 1
    return Reading(_span(said, marks, lengths, today), _rest(said, marks, lengths), is_length)


Mark = tuple[int, int, Span]
"""Where a day was named: from, until, and which."""


def _marks(said: str, today: date) -> list[Mark]:
    found: list[Mark] = []
    at = 0
    while named := _DAY.search(said, at):
        since = found[-1][2].first if found else today
        kind = str(named.lastgroup)
        span = _READS[kind](named.group(kind), today, since)
        if span is not None:
            found.append((named.start(), named.end(), span))
        at = named.end()
    return found


def _span(said: str, marks: list[Mark], lengths: list[re.Match[str]], today: date) -> Span | None:
    if len(lengths) > 1 or len(marks) > 2:
        return None
    if not marks:
        return _lasting(today, lengths[0]) if lengths else None
    start, end, first = marks[0]
    before = said[:start]
    if len(marks) == 2:
        joined = _TO.search(said[end : marks[1][0]])
        return Span(first.first, marks[1][2].last) if joined and not lengths else None
    if lengths:
        return None if _TO.search(before) else _lasting(first.first, lengths[0])
    if _TO.search(before):
        return Span(today, first.last)
    return None if _FROM.search(before) else first


def _rest(said: str, marks: list[Mark], lengths: list[re.Match[str]]) -> str:
    taken = [(start, end) for start, end, _ in marks] + [m.span() for m in lengths]
    for start, end in sorted(taken, reverse=True):
        said = f"{said[:start]} {said[end:]}"
    return " ".join(_SAID.sub(" ", said).split())


def _lasting(first: date, length: re.Match[str]) -> Span:
    number, unit = length.groups()
    if unit.startswith(("月", "month")):
        if number == "半":
            return Span(first, first + 14 * A_DAY)
        return Span(first, months_after(first, int(number)) - A_DAY)
    days = 1 if unit == "天" or unit.startswith("day") else 7
    return Span(first, first + (1 if number == "半" else int(number) * days) * A_DAY - A_DAY)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _count(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _HAN[numeral]
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)


def _date(year: int, month: int, day: int) -> Span | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Span(found, found)


def _iso(said: str, today: date, since: date) -> Span | None:
    year, month, day = map(int, re.findall("[0-9]+", said))
    return _date(year, month, day)


def _month_and_day(said: str, today: date, since: date) -> Span | None:
    month, day = map(int, re.findall("[0-9]+", said))
    return _coming(month, day, since)


def _english_date(said: str, today: date, since: date) -> Span | None:
    named = re.search(_MONTH, said)
    day = re.search("[0-9]+", said)
    assert named
    assert day
    return _coming(_MONTHS.index(named.group(1)) + 1, int(day.group()), since)


def _coming(month: int, day: int, since: date) -> Span | None:
    found = _date(since.year, month, day)
    if found is None or found.first >= since:
        return found
    following = _date(since.year + 1, month, day)
    is_near = following is not None and (following.first - since).days <= _NEXT_YEAR
    return following if is_near else found


def _day_of_month(said: str, today: date, since: date) -> Span | None:
    day = int(re.findall("[0-9]+", said)[0])
    later = "下" in said or day < since.day
    base = months_after(since.replace(day=1), 1) if later else since
    return _date(base.year, base.month, day)


def _weekday(said: str, today: date, since: date) -> Span:
    """By name; 末 is the Sunday."""
    number = "一二三四五六日123456".index(said[-1].translate(_SUNDAY)) % 7
    if "下" in said or said[0] in "本这":
        week = _monday(today) + 7 * said.count("下") * A_DAY
        return _on(week + number * A_DAY)
    return _on(since + (number - since.weekday()) % 7 * A_DAY)


_SUNDAY: Final = str.maketrans("天末", "日日")


def _english_weekday(said: str, today: date, since: date) -> Span:
    number = _ENGLISH_DAYS.index(said.removeprefix("next").strip()[:3])
    if said.startswith("next"):
        return _on(_monday(today) + (7 + number) * A_DAY)
    return _on(since + (number - since.weekday()) % 7 * A_DAY)


def _week(said: str, today: date, since: date) -> Span:
    weeks = 1 if "next" in said else said.count("下")
    monday = _monday(today) + 7 * weeks * A_DAY
    return Span(max(monday, today), monday + 6 * A_DAY)


def _month_end(said: str, today: date, since: date) -> Span:
    months = 2 if "下" in said or "next" in said else 1
    return _on(months_after(since.replace(day=1), months) - A_DAY)


def _end_of_a_month(said: str, today: date, since: date) -> Span | None:
    """4月底, and the one of next year where that is near."""
    month = int(re.findall("[0-9]+", said)[0])
    if not 1 <= month <= 12:
        return None
    last = monthrange(since.year, month)[1]
    return _coming(month, last, since)


def _year_end(said: str, today: date, since: date) -> Span:
    return _on(date(today.year, 12, 31))


def _relative(said: str, today: date, since: date) -> Span:
    return _on(today + _RELATIVE[said.rstrip("天日晚")] * A_DAY)


def _on(day: date) -> Span:
    return Span(day, day)


def _monday(day: date) -> date:
    return day - day.weekday() * A_DAY


_READS: Final[dict[str, Callable[[str, date, date], Span | None]]] = {
    "iso": _iso,
    "md": _month_and_day,
    "english": _english_date,
    "d": _day_of_month,
    "weekday": _weekday,
    "enday": _english_weekday,
    "week": _week,
    "ofmonth": _end_of_a_month,
    "month": _month_end,
    "year": _year_end,
    "rel": _relative,
}
_NAMED: Final = {
    "iso": r"[0-9]{4}[-/.年] ?[0-9]{1,2}[-/.月] ?[0-9]{1,2}[日号]?",
    "md": r"(?<![0-9.])[0-9]{1,2}(?:月|[-/.]) ?[0-9]{1,2}(?![0-9])[日号]?",
    "english": rf"(?<![0-9])[0-9]{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} [0-9]{{1,2}}(?![0-9])",
    "ofmonth": r"(?<![0-9.])[0-9]{1,2}月[底末]",
    "month": r"(?:本|这个?|下个?)?月[底末]|end of (?:the |this |next )?month",
    "d": r"(?:下个?月 ?)?(?<![0-9])[0-9]{1,2}[日号]",
    "weekday": r"(?:下{1,2}个?|本|这个?)?(?:周|星期|礼拜)(?:[一二三四五六日天末]|[1-6](?![0-9]))",
    "enday": rf"\b(?:next )?(?:{'|'.join(_ENGLISH_DAYS)})(?:\b|[a-z]*day\b)",
    "week": r"(?:下{1,2}个?|本|这个?)(?:周|星期|礼拜)|(?:this|next) week",
    "year": r"年底|年末|end of (?:the )?year",
    "rel": r"今[天日晚]|大后天|[明后][天日]|today|tomorrow",
}
_DAY: Final = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in _NAMED.items()))


def usual_ends(today: date) -> tuple[date, ...]:
    """The days until which people are mostly away: today, tomorrow, two Fridays, month's end."""
    friday = _monday(today) + 4 * A_DAY
    ends = {today, today + A_DAY, friday, friday + 7 * A_DAY, _month_end("", today, today).last}
    return tuple(sorted(day for day in ends if day >= today))
