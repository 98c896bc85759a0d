"""The whole calendar of clocks: which period is open, what comes next, what was missed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.clocks import Clock, ClockKind, Cycle, cycle_of, instant, strictly_between
from domain.cyclebook import CycleBook, CycleVersion
from domain.errors import Refusal
from domain.moments import CycleRules
from domain.periods import Period, PeriodKind
from domain.since import KINDS
from domain.windows import Window
from domain.workdays import Workdays

_MOST_SKIPPED = 60  # periods; more in a row is a mistake in the calendar
_MOST_UNSETTLED = 5  # a push on wd5 may wait for five weeks of one workday each


class CatchUp(StrEnum):
    """What to do about a clock that went off while nobody was there."""

    FIRE = "fire"
    SKIP = "skip"


@dataclass(eq=False)
class NotAsked(Refusal):
    """The period has no workday and is not asked; `because` names the holiday."""

    period: Period
    because: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A period that is not asked; its numbers come with the next one."""

    period: Period
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rules by kind, a working calendar and a zone; all else follows from them.

    A period goes by the version of the book that it began with; the rules and the zone are
    those of now, and count alone where there is no book. Asking about a kind without rules is
    a KeyError. Instants go in and come out as aware UTC. Answers are remembered, so a new
    calendar or new rules need a new Schedule.
    """

    rules: Mapping[PeriodKind, CycleRules]
    workdays: Workdays
    zone: ZoneInfo
    book: CycleBook = field(default_factory=CycleBook)
    _cycles: dict[tuple[Period, int], Cycle] = field(
        default_factory=dict, repr=False, compare=False
    )
    _clocks: dict[Period, tuple[Clock, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _open: dict[PeriodKind, Window] = field(default_factory=dict, repr=False, compare=False)

    def on(self, workdays: Workdays) -> "Schedule":
        """The same rules on another calendar."""
        return Schedule(self.rules, workdays, self.zone, self.book)

    def adopting(self, book: CycleBook, *, at: datetime) -> "Schedule":
        """With the versions on record; what these rules say beyond holds as adopted at an instant.

        Periods that were asked for by then keep theirs.
        """
        newest = book.newest
        held = Schedule(newest.rules, self.workdays, newest.zone, book) if newest else self
        since = held.first_unasked(at)
        own = book.with_settings(self.rules, self.zone, since=since, at=at)
        return Schedule(self.rules, self.workdays, self.zone, own)

    def as_known(self, at: datetime, workdays: Workdays) -> "Schedule":
        """By the versions adopted by an instant, on the calendar of then."""
        book = self.book.as_known(at)
        newest = book.newest
        if newest is None:
            return self.on(workdays)
        return Schedule(newest.rules, workdays, newest.zone, book)

    def skipped_because(self, period: Period) -> str | None:
        """The holiday that leaves the period without a workday; None if it is asked.

        "" when its days off have no name.
        """
        if any(self.workdays.is_workday(day) for day in period.dates):
            return None
        names = (self.workdays.name_of(day) for day in period.dates)
        return next((name for name in names if name), "")

    def next_asked(self, period: Period) -> Period:
        """The next period that has a workday."""
        return self._asked(period, Period.next)

    def previous_asked(self, period: Period) -> Period:
        """The period before this one that has a workday."""
        return self._asked(period, Period.previous)

    def clocks_of(self, period: Period) -> tuple[Clock, ...]:
        """The clocks of a period in order; () for one that is not asked.

        A reminder that would coincide with the prompt, the due moment or the reminder
        before it is left out.
        """
        if period not in self._clocks:
            asked = self.skipped_because(period) is None
            self._clocks[period] = self._settled(period) if asked else ()
        return self._clocks[period]

    def window_of(self, period: Period) -> Window:
        """The instants that decide about numbers of this period.

        Raises:
            NotAsked: the period has no workday.
        """
        at = {clock.kind: clock.at for clock in self.clocks_of(period)}
        if not at:
            raise NotAsked(period, self.skipped_because(period) or "")
        return Window(
            period,
            opens=self._lock(self.previous_asked(period)).at,
            prompt=at[ClockKind.PROMPT],
            due=at[ClockKind.DUE],
            grace_end=at[ClockKind.GRACE_END],
            lock=at[ClockKind.LOCK],
        )

    def open_window(self, kind: PeriodKind, at: datetime) -> Window:
        """The one window of this kind that is open at this instant."""
        latest = self._open.get(kind)
        if latest is not None and latest.is_open(at):
            return latest  # asked for every message that comes in: 1 µs instead of 200
        period = self._first_near(kind, at)
        while self._lock(period).at <= at:
            period = self.next_asked(period)
        self._open[kind] = window = self.window_of(period)
        return window

    def first_unasked(self, at: datetime) -> dict[PeriodKind, str]:
        """By kind the key of the first period whose prompt has not come at an instant."""
        found = {}
        for kind in KINDS:
            window = self.open_window(kind, at)
            begun = at >= window.prompt
            found[kind] = (self.next_asked(window.period) if begun else window.period).key
        return found

    def clocks_after(self, kind: PeriodKind, after: datetime) -> Iterator[Clock]:
        """Every clock of this kind of period later than `after`, by period, without end."""
        period = self._first_near(kind, after)
        while True:
            yield from (clock for clock in self.clocks_of(period) if clock.at > after)
            period = self.next_asked(period)

    def next_clock(
        self, kind: PeriodKind, *, clock: ClockKind, number: int = 1, after: datetime
    ) -> Clock:
        """The next time one configured clock goes off, strictly after this instant."""
        return next(
            found
            for found in self.clocks_after(kind, after)
            if (found.kind, found.number) == (clock, number)
        )

    def clocks_between(self, after: datetime, until: datetime) -> list[Clock]:
        """Every clock later than `after` and not later than `until`, in order."""
        last = until.astimezone(self.zone).date()
        found: list[Clock] = []
        for kind in self.rules:
            for clock in self.clocks_after(kind, after):
                if clock.period.start > last:
                    break
                found += [clock] if clock.at <= until else []
        return sorted(found, key=_order)

    def upcoming(self, *, since: datetime, days: int) -> list[Clock | Skipped]:
        """What the coming days bring, in order, the periods that are not asked included.

        A skipped period stands at its first local midnight, or at `since` if it has begun.
        """
        until = since + timedelta(days=days)
        clocks = self.clocks_between(since - timedelta(microseconds=1), until)
        return sorted([*clocks, *self._skipped(since, until)], key=_order)

    def catch_up(self, clock: Clock, *, now: datetime) -> CatchUp:
        """Whether a clock that was not seen in time is still worth following.

        A prompt until the grace end; a reminder until then too, if no later one is due by
        now; due, grace end and lock always; a push until the push of the next period.
        """
        match clock.kind:
            case ClockKind.PROMPT:
                useful = now < self.window_of(clock.period).grace_end
            case ClockKind.REMIND:
                useful = now < self.window_of(clock.period).grace_end and not any(
                    later.kind is ClockKind.REMIND
                    and clock.number < later.number
                    and later.at <= now
                    for later in self.clocks_of(clock.period)
                )
            case ClockKind.PUSH:
                useful = now < self.clocks_of(self.next_asked(clock.period))[-1].at
            case _:
                useful = True
        return CatchUp.FIRE if useful else CatchUp.SKIP

    def _cycle(self, period: Period, version: CycleVersion | None) -> Cycle:
        """The moments of a period by one version, or by the rules of now."""
        key = period, id(version)  # the book keeps it alive
        if key not in self._cycles:
            own = version or self
            self._cycles[key] = cycle_of(
                period, rules=own.rules[period.kind], workdays=self.workdays, zone=own.zone
            )
        return self._cycles[key]

    def _lock(self, period: Period) -> Clock:
        """The lock, drawn forward to the next prompt if a holiday pushed it past that.

        To the prompt that its own version means: it was told before there was another.
        """
        version = self.book.in_force(period)
        own, following = (self._cycle(p, version) for p in (period, self.next_asked(period)))
        bound = max(own.grace_end, following.prompt, key=_at)
        return own.lock if own.lock.at <= bound.at else _moved(own.lock, bound)

    def _settled(self, period: Period) -> tuple[Clock, ...]:
        """The clocks between the lock of the period before and the own one."""
        cycle = self._cycle(period, self.book.in_force(period))
        opens, lock = self._lock(self.previous_asked(period)), self._lock(period)

        def within(clock: Clock) -> Clock:
            bound = max(opens, min(clock, lock, key=_at), key=_at)
            return clock if bound.at == clock.at else _moved(clock, bound)

        prompt, due = within(cycle.prompt), within(cycle.due)
        reminders = strictly_between(cycle.reminders, prompt.at, due.at)
        return (prompt, *reminders, due, within(cycle.grace_end), lock, cycle.push)

    def _asked(self, period: Period, step: Callable[[Period], Period]) -> Period:
        for _ in range(_MOST_SKIPPED):
            period = step(period)
            if self.skipped_because(period) is None:
                return period
        raise ValueError(f"the calendar has no workday for {_MOST_SKIPPED} periods up to {period}")

    def _first_near(self, kind: PeriodKind, at: datetime) -> Period:
        """An asked period with no clock of an earlier one after this instant."""
        period = Period.containing(kind, at.astimezone(self.zone).date())
        for _ in range(_MOST_UNSETTLED):
            period = self.previous_asked(period)
        return period

    def _skipped(self, since: datetime, until: datetime) -> Iterator[Skipped]:
        last = until.astimezone(self.zone).date()
        for kind in self.rules:
            period = Period.containing(kind, since.astimezone(self.zone).date())
            while period.start <= last:
                reason = self.skipped_because(period)
                if reason is not None:
                    at = max(since, instant(period.start, time.min, zone=self.zone))
                    yield Skipped(period, at, reason)
                period = period.next()


def _moved(clock: Clock, bound: Clock) -> Clock:
    """The clock at another one's time."""
    meant = clock.shifted_from or clock.day
    shifted = meant if meant != bound.day else None
    reason = clock.reason or bound.reason
    return replace(
        clock, at=bound.at, day=bound.day, shifted_from=shifted, reason=reason if shifted else None
    )


def _at(clock: Clock) -> datetime:
    return clock.at


_RANK = {kind: rank for rank, kind in enumerate(ClockKind)}


def _order(entry: Clock | Skipped) -> tuple[datetime, date, int, int]:
    """By time; at one instant an older period first, so that its lock precedes a new prompt."""
    if isinstance(entry, Skipped):
        return entry.at, entry.period.start, -1, 0
    return entry.at, entry.period.start, _RANK[entry.kind], entry.number
