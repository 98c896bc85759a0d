"""A change of targets as people ask for it: 一季度 16.2 因土地出让推迟, and who may do what.

    一季度 16.2 年度 60 4月1日起 因…      slots with their new amounts, from when, and why
    一季度 16.2 因…，4月1日起             the day may stand behind the reason as well

Slots are the year, quarters and months; amounts are read as exactly as reported ones are, with
万 and 亿 converted. Without a day the change holds from today on.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from domain.amounts import Amount, Wanted, read_amount
from domain.days import months_after, read_days
from domain.errors import NotRetargeted
from domain.figures import Basis, Direction, Indicator
from domain.people import Person, Role
from domain.roster import Assignment, Roster
from domain.verdicts import JUDGES, supervises

LONGEST_REASON: Final = 200  # characters
LONGEST_ORDER: Final = 400  # characters in front of the reason: every slot once takes 250
LONGEST_DAY: Final = 30  # characters; what is longer is none, and takes long to look through

_HAN: Final = {
    **{char: n for n, char in enumerate("一二三四五六七八九十", start=1)},
    "十一": 11,
    "十二": 12,
}
_SLOT: Final = re.compile(
    r"(?P<year>全年|年度|年目标|本年|今年|\byear\b)"
    r"|第?(?P<quarter>[一二三四1-4])季度?|\bq(?P<q>[1-4])\b"
    r"|(?P<first>(?:1|一)月?[-–~—至到、](?:2|二)月|一二月)"
    r"|(?P<month>十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])月份?(?!\s*[0-9]{1,2}[日号])"
    r"|\bm(?P<m>1[0-2]|[1-9])\b"
)
_SINCE: Final = re.compile(
    r"(?:从|自|(?:\bfrom\s+))\s*(?P<named>[^\s,;。]+?)\s*(?:日?起|开始)?(?=[\s,;。]|$)"
    r"|(?P<bare>[^\s,;。]+?)\s*(?:起|开始)(?:执行|生效|算)?(?=[\s,;。]|$)"
)
_FROM_THEN: Final = re.compile(
    r"(?:从|自|from )\s*(?P<a>.+?)\s*(?:日?起|开始)?(?:执行|生效|算)?"
    r"|(?P<b>.+?)\s*(?:起|开始)(?:执行|生效|算)?"
)
_GAP: Final = re.compile(r"[\s,，;；。]+")
_REASON: Final = re.compile(
    r"(?<![,，;；。\s])[,，;；。\s]*+(?:因为|由于|(?:原因|理由)是?\s*[:：]?|因|\b(?:because|reason)\b\s*[:：]?)\s*",
    re.IGNORECASE,
)
_FILLERS: Final = re.compile(
    r"目标|计划|调整为|调整到|调整|调为|调到|调成|改为|改成|改到|提高到|提到|降到|降为|为|至|到"
    r"|(?<![0-9]),|,(?![0-9])|[:=→;。]"  # 3,400 keeps its comma
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: new amounts by slot in the indicator's measure, from a day on, and why."""

    slots: Mapping[str, Decimal]
    since: date
    reason: str


def read_order(text: str, indicator: Indicator, *, today: date, year: int) -> Order:
    """Read what follows the number's name.

    Raises:
        NotRetargeted: how · no_reason · no_slot · unreadable · twice · two_days · day_behind
            · past · other_year.
    """
    if not text.strip():
        raise NotRetargeted("how")
    cut = _REASON.search(text)
    if cut is None or not text[cut.end() :].strip():
        raise NotRetargeted("no_reason")
    if cut.start() > LONGEST_ORDER:
        raise NotRetargeted("unreadable", text[:LONGEST_DAY].strip())
    reason, behind = _behind(" ".join(text[cut.end() :].split()), today)
    before, rest = _since(normalize("NFKC", text[: cut.start()]).lower(), today)
    if before and behind:
        raise NotRetargeted("two_days")
    since = before or behind or today
    if since < today:
        raise NotRetargeted("past")
    if since.year != year:
        raise NotRetargeted("other_year", str(year))
    slots: dict[str, Decimal] = {}
    for slot, amount in _pairs(rest, indicator):
        if slot in slots:
            raise NotRetargeted("twice")
        slots[slot] = amount
    if not slots:
        raise NotRetargeted("no_slot")
    return Order(slots, since, reason[:LONGEST_REASON])


def doubtful(own: Assignment, indicator: Indicator, order: Order) -> bool:
    """Whether an amount is zero or below where one above it is meant as a rule.

    Nobody is asked about a rate that is to fall, nor where the target was no other before.
    """
    if indicator.basis is Basis.RATE and indicator.direction is Direction.LOWER:
        return False
    before = own.targets_on(order.since)
    return any(
        amount <= 0 and (slot not in before or before[slot] > 0)
        for slot, amount in order.slots.items()
    )


def split_name(text: str) -> tuple[str, str]:
    """What may name a number, and what begins with a slot or a reason."""
    plain = normalize("NFKC", text) if len(normalize("NFKC", text)) == len(text) else text
    starts = [found.start() for mark in (_SLOT, _REASON) if (found := mark.search(plain))]
    end = min(starts, default=len(text))
    return text[:end], text[end:]


def may_ask(roster: Roster, person: Person, own: Assignment) -> bool:
    """Admins and assessors may ask for any number, a supervisor for those of the own units."""
    return person.is_admin or person.is_assessor or supervises(roster, person, own)


def may_decide(roster: Roster, person: Person, own: Assignment, *, at: datetime) -> bool:
    """Leaders and assessors, but nobody about targets of their own."""
    return bool(person.roles & JUDGES) and not roster.may_answer(person.code, own, at)


def deciders(roster: Roster, own: Assignment, *, asked_by: str, at: datetime) -> tuple[Person, ...]:
    """Who is told that somebody has to decide: assessors within reach, or else leaders."""
    free = [
        person
        for person in roster.people.values()
        if person.code != asked_by
        and person.is_within_reach
        and may_decide(roster, person, own, at=at)
    ]
    assessors = tuple(person for person in free if person.is_assessor)
    return assessors or tuple(person for person in free if Role.LEADER in person.roles)


def _pairs(said: str, indicator: Indicator) -> Iterator[tuple[str, Decimal]]:
    """Each slot with the amount behind it."""
    marks = list(_SLOT.finditer(said))
    if not marks:
        raise NotRetargeted("no_slot")
    if _FILLERS.sub("", said[: marks[0].start()]).strip():
        raise NotRetargeted("unreadable", said[: marks[0].start()].strip())
    ends = [mark.start() for mark in marks[1:]] + [len(said)]
    for mark, end in zip(marks, ends, strict=True):
        yield _slot_of(mark), _amount(said[mark.end() : end], indicator)


def _slot_of(mark: re.Match[str]) -> str:
    found = mark.groupdict()
    if found["year"]:
        return "year"
    if quarter := found["quarter"] or found["q"]:
        return f"q{_number(quarter)}"
    if found["first"]:
        return "m2"
    # January and February are one slot, called by either.
    return f"m{max(_number(found['month'] or found['m'] or ''), 2)}"


def _number(text: str) -> int:
    return _HAN[text] if text in _HAN else int(text)


def _amount(text: str, indicator: Indicator) -> Decimal:
    plain = _FILLERS.sub(" ", text).strip()
    is_rate = indicator.basis is Basis.RATE
    read = read_amount(plain, Wanted.of(indicator.measure, is_rate=is_rate))
    if not isinstance(read, Amount) or read.note or read.estimate:
        raise NotRetargeted("unreadable", text.strip())
    return read.value


def _behind(reason: str, today: date) -> tuple[str, date | None]:
    """A reason, and from which day on if that is said behind it.

    Raises:
        NotRetargeted: a day stands there by itself, which may be the reason's as well.
    """
    for gap in _GAP.finditer(reason):
        tail = reason[gap.end() :]
        if len(tail) > LONGEST_DAY:
            continue
        said = normalize("NFKC", tail).lower()
        marked = _FROM_THEN.fullmatch(said)
        if marked and (day := _day(marked["a"] or marked["b"], today, alone=True)):
            return reason[: gap.start()], day
        if _day(said, today, alone=True):
            raise NotRetargeted("day_behind", tail)
    return reason, None


def _since(said: str, today: date) -> tuple[date | None, str]:
    """From which day on, if anything was said of it, and the text without it."""
    for found in _SINCE.finditer(said):
        named = found["named"] or found["bare"]
        day = _day(named, today)
        if day is not None:
            return day, f"{said[: found.start()]} {said[found.end() :]}"
    return None, said


def _day(named: str, today: date, *, alone: bool = False) -> date | None:
    """The first day of what is named; with `alone`, only if nothing else is said."""
    if re.fullmatch(r"下个?月|next month", named):
        return months_after(today.replace(day=1), 1)
    if re.fullmatch(r"下个?季度|next quarter", named):
        return months_after(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3)
    if re.fullmatch(r"下个?(?:周|星期)|next week", named):
        return today + timedelta(days=7 - today.weekday())
    if month := re.fullmatch(r"(1[0-2]|0?[1-9])月份?", named):
        return date(today.year, int(month[1]), 1)
    read = read_days(named, today=today)
    if alone and (read.rest or read.is_length):
        return None
    return read.span.first if read.span else None
