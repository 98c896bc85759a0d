"""The clocks of one period: its moments laid on real workdays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from domain.moments import CycleRules, Moment
from domain.periods import Period
from domain.workdays import Workdays


class ClockKind(StrEnum):
    """What happens at a clock."""

    PROMPT = "prompt"
    REMIND = "remind"
    DUE = "due"
    GRACE_END = "grace_end"
    LOCK = "lock"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class Clock:
    """One moment of one period.

    `number` counts reminders from 1 as configured; it is 1 for every other kind. `at` is
    aware UTC and `day` the local day. `shifted_from` is the day meant by the settings when
    it could not be kept, `reason` the holiday that stood in the way, if it has a name.
    """

    kind: ClockKind
    period: Period
    number: int
    at: datetime
    day: date
    shifted_from: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a moment came to lie, and where it was meant to."""

    day: date
    at: time
    meant: date


@dataclass(frozen=True, slots=True)
class Cycle:
    """The clocks of one period before its neighbours have a say (see domain.schedule)."""

    prompt: Clock
    reminders: tuple[Clock, ...]
    due: Clock
    grace_end: Clock
    lock: Clock
    push: Clock


def instant(day: date, at: time, *, zone: ZoneInfo) -> datetime:
    """The one instant of a local wall time, in UTC.

    A time that a zone skips becomes the first instant after the gap; of a time that comes
    twice the first is taken. So the order of wall times of a day is the order of instants.
    """
    wall = datetime.combine(day, at)
    while True:
        found = wall.replace(tzinfo=zone).astimezone(UTC)
        if found.astimezone(zone).replace(tzinfo=None) == wall:
            return found
        wall += timedelta(minutes=1)


def cycle_of(period: Period, *, rules: CycleRules, workdays: Workdays, zone: ZoneInfo) -> Cycle:
    """Lay the moments of a period on its workdays; it must have at least one.

    Moments inside a week move to the nearest workday of that week, the earlier of two, and
    moments that were on different days stay on different days while there are enough. Later
    moments move to the next workday. The order always holds.
    """
    own = workdays.workdays_between(period.start, period.end)
    asked = (rules.prompt, *rules.reminders, rules.due, rules.grace_end)
    meant = {m: _meant(m, period, own, workdays) for m in (*asked, rules.lock, rules.push)}
    inside = _spread({m: meant[m] for m in asked if m.is_inside}, own)
    places = [inside.get(m) or _later(m, meant[m], workdays) for m in asked]
    prompt, *reminders, due, grace_end = _in_order(places)
    lock = _not_before(grace_end, _later(rules.lock, meant[rules.lock], workdays), workdays)
    push = _not_before(lock, _later(rules.push, meant[rules.push], workdays), workdays)

    def clock(kind: ClockKind, place: _Place, number: int = 1) -> Clock:
        shifted = place.meant if place.meant != place.day else None
        reason = _reason(place, period, workdays) if shifted else None
        at = instant(place.day, place.at, zone=zone)
        return Clock(kind, period, number, at, place.day, shifted, reason)

    return Cycle(
        prompt=clock(ClockKind.PROMPT, prompt),
        reminders=tuple(clock(ClockKind.REMIND, r, n) for n, r in enumerate(reminders, start=1)),
        due=clock(ClockKind.DUE, due),
        grace_end=clock(ClockKind.GRACE_END, grace_end),
        lock=clock(ClockKind.LOCK, lock),
        push=clock(ClockKind.PUSH, push),
    )


def _meant(moment: Moment, period: Period, own: tuple[date, ...], workdays: Workdays) -> date:
    """The day a moment names: a weekday whatever it is, or a workday."""
    if moment.weekday is not None:
        return period.start + timedelta(days=moment.weekday + 7 * moment.is_next)
    nth = moment.workday or 1
    if nth > 0:
        return workdays.nth_workday_after(period.end, nth)
    return own[max(nth, -len(own))]


def _spread(moments: dict[Moment, date], own: tuple[date, ...]) -> dict[Moment, _Place]:
    """Lay moments on workdays inside the period, from the last to the first."""
    places: dict[Moment, _Place] = {}
    later: _Place | None = None
    for moment in sorted(moments, key=lambda m: m.place, reverse=True):
        meant = moments[moment]
        if later is None:
            day = _nearest(meant, own)
        elif meant == later.meant:
            day = later.day
        else:
            day = _nearest(meant, [d for d in own if d < later.day] or [later.day])
        later = places[moment] = _Place(day, moment.at, meant)
    return places


def _nearest(day: date, days: Sequence[date]) -> date:
    return min(days, key=lambda d: (abs(d - day), d))


def _later(moment: Moment, meant: date, workdays: Workdays) -> _Place:
    return _Place(workdays.next_workday(meant, inclusive=True), moment.at, meant)


def _in_order(places: list[_Place]) -> list[_Place]:
    """Keep the order of moments that too few workdays pushed onto one day.

    The prompt takes the earliest time of its day; nothing else moves before what it follows.
    """
    first = min(place.at for place in places if place.day == places[0].day)
    ordered = [_Place(places[0].day, first, places[0].meant)]
    for place in places[1:]:
        before = ordered[-1]
        if (place.day, place.at) < (before.day, before.at):
            place = _Place(before.day, before.at, place.meant)
        ordered.append(place)
    return ordered


def _not_before(earlier: _Place, place: _Place, workdays: Workdays) -> _Place:
    while (place.day, place.at) < (earlier.day, earlier.at):
        place = _Place(workdays.next_workday(place.day, inclusive=False), place.at, place.meant)
    return place


def _reason(place: _Place, period: Period, workdays: Workdays) -> str | None:
    """The named holiday nearest to the day meant.

    It need not be that very day: a moment also gives way to a later one that a holiday moved.
    """
    first = min(place.meant, place.day, period.start)
    last = max(place.meant, place.day, period.end)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    off = [d for d in days if not workdays.is_workday(d) and workdays.name_of(d)]
    return workdays.name_of(_nearest(place.meant, off)) if off else None


def strictly_between(clocks: Iterable[Clock], start: datetime, end: datetime) -> tuple[Clock, ...]:
    """Those after start and before end; of several at one instant the first only."""
    kept = [c for c in clocks if start < c.at < end]
    return tuple(kept[:1]) + tuple(b for a, b in pairwise(kept) if a.at < b.at)
