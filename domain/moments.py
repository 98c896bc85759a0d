"""Moments of the cycle as settings name them, and the rules made of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from domain.periods import PeriodKind

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_TEXT = re.compile(r"(?:(next) +)?([a-z]+)(-?[0-9]+)? +([0-9]{1,2}):([0-9]{2})")
_FEWEST_WORKDAYS = {  # a common week has 5; the October of a long holiday has 16
    PeriodKind.WEEK: 5,
    PeriodKind.MONTH: 14,
    PeriodKind.QUARTER: 45,
    PeriodKind.YEAR: 200,
}


class MomentError(ValueError):
    """A setting that names no moment, or moments in an impossible order."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and wall time in relation to a period.

    Either `weekday` (Monday is 0; of the week after if `is_next`), or `workday`: n is the
    nth workday after the period, -n the nth last inside it.
    """

    at: time
    weekday: int | None = None
    is_next: bool = False
    workday: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Moment":
        """Read "thu 09:00", "next mon 09:00", "wd3 12:00" or "wd-2 15:00".

        Raises:
            MomentError: with the reason; weekdays are read by name only, because their
                numbers begin with Sunday for some and with Monday for others.
        """
        folded = text.strip().lower()
        if re.match(r"(next +)?[0-9]+ ", folded):
            raise MomentError(f"{text!r}: name the weekday (mon … sun); a number is ambiguous")
        match = _TEXT.fullmatch(folded)
        if match is None:
            raise MomentError(
                f'{text!r}: expected e.g. "thu 09:00", "next mon 09:00" or "wd3 12:00"'
            )
        is_next, name, nth, hour, minute = match.groups()
        at = _wall_time(text, int(hour), int(minute))
        if name == "wd" and nth and not is_next:
            if int(nth) == 0:
                raise MomentError(f"{text!r}: workdays are counted from 1, or from -1 backwards")
            return cls(at, workday=int(nth))
        if nth or name not in WEEKDAYS:
            raise MomentError(f"{text!r}: expected one of {', '.join(WEEKDAYS)}, or wd1, wd-1 …")
        return cls(at, weekday=WEEKDAYS.index(name), is_next=bool(is_next))

    @property
    def is_inside(self) -> bool:
        """Whether the day lies inside the period, holidays aside."""
        if self.workday is not None:
            return self.workday < 0
        return not self.is_next

    @property
    def place(self) -> tuple[int, time]:
        """Where it stands among the moments of a period without holidays; for ordering.

        Workdays of a week are laid on Monday to Friday, so that both forms compare.
        """
        if self.weekday is not None:
            return self.weekday + 7 * self.is_next, self.at
        nth = self.workday or 0
        if nth < 0:
            return 5 + nth, self.at
        weeks, days = divmod(nth - 1, 5)
        return 7 + 7 * weeks + days, self.at

    def __str__(self) -> str:
        at = self.at.isoformat("minutes")
        if self.weekday is None:
            return f"wd{self.workday} {at}"
        return f"{'next ' if self.is_next else ''}{WEEKDAYS[self.weekday]} {at}"


@dataclass(frozen=True, slots=True)
class CycleRules:
    """When a period of one kind is asked for, closed and shown.

    In order: prompt, reminders, due, grace end, lock, push.

    Raises:
        MomentError: the order is broken, a weekday is used for anything but weeks, or a
            period would still be open when the next one is asked.
    """

    kind: PeriodKind
    prompt: Moment
    reminders: tuple[Moment, ...]
    due: Moment
    grace_end: Moment
    lock: Moment
    push: Moment

    def __post_init__(self) -> None:
        named = self._named()
        for (first, earlier), (second, later) in pairwise(named):
            if earlier.place > later.place:
                raise MomentError(f"{self.kind}: {first} ({earlier}) is after {second} ({later})")
        for name, moment in named:
            self._require_fit(name, moment)
        if self.kind is PeriodKind.WEEK:
            self._require_weeks_apart()
        else:
            self._require_periods_apart()

    def _named(self) -> tuple[tuple[str, Moment], ...]:
        reminders = (("reminder", moment) for moment in self.reminders)
        return (
            ("prompt", self.prompt),
            *reminders,
            ("due", self.due),
            ("grace_end", self.grace_end),
            ("lock", self.lock),
            ("push", self.push),
        )

    def _require_fit(self, name: str, moment: Moment) -> None:
        if moment.weekday is not None and self.kind is not PeriodKind.WEEK:
            raise MomentError(f"{self.kind}: {name} ({moment}) needs workdays: wd1, wd-1 …")
        if moment.workday is not None and abs(moment.workday) > _FEWEST_WORKDAYS[self.kind]:
            raise MomentError(f"{self.kind}: {name} ({moment}) is too far from the period's end")

    def _require_weeks_apart(self) -> None:
        # A week may have a single workday. Were answers to one week due later than the first
        # workday after it, the week after could be over before it was opened.
        for name, moment in self._named():
            if name in ("lock", "push"):
                continue
            if not moment.is_inside and moment.place >= (8, time.min):
                raise MomentError(f'week: {name} ({moment}) must not come after "next mon"')
        day, at = self.lock.place
        if (day - 7, at) > self.prompt.place:
            raise MomentError(f"week: lock ({self.lock}) is after the next prompt ({self.prompt})")

    def _require_periods_apart(self) -> None:
        reach = (self.lock.workday or 0) - min(self.prompt.workday or 0, 0)
        if reach > _FEWEST_WORKDAYS[self.kind]:
            raise MomentError(
                f"{self.kind}: lock ({self.lock}) may be after the next prompt ({self.prompt})"
            )


def _wall_time(text: str, hour: int, minute: int) -> time:
    if hour > 23 or minute > 59:
        raise MomentError(f"{text!r}: there is no such time of day")
    return time(hour, minute)


def rules_from(
    kind: PeriodKind,
    *,
    prompt: str,
    reminders: tuple[str, ...],
    due: str,
    grace_end: str,
    lock: str,
    push: str,
) -> CycleRules:
    """The rules that these settings texts mean."""
    return CycleRules(
        kind,
        prompt=Moment.parse(prompt),
        reminders=tuple(Moment.parse(text) for text in reminders),
        due=Moment.parse(due),
        grace_end=Moment.parse(grace_end),
        lock=Moment.parse(lock),
        push=Moment.parse(push),
    )


DEFAULT_RULES: Mapping[PeriodKind, CycleRules] = {
    PeriodKind.WEEK: rules_from(
        PeriodKind.WEEK,
        prompt="thu 09:00",
        reminders=("fri 09:00", "fri 14:30"),
        due="fri 16:00",
        grace_end="fri 18:00",
        lock="next mon 09:00",
        push="next mon 09:30",
    ),
    PeriodKind.MONTH: rules_from(
        PeriodKind.MONTH,
        prompt="wd1 09:00",
        reminders=("wd2 09:00",),
        due="wd3 12:00",
        grace_end="wd3 18:00",
        lock="wd4 12:00",
        push="wd5 09:00",
    ),
    PeriodKind.QUARTER: rules_from(
        PeriodKind.QUARTER,
        prompt="wd2 09:00",
        reminders=("wd4 09:00",),
        due="wd5 12:00",
        grace_end="wd5 18:00",
        lock="wd6 12:00",
        push="wd7 09:00",
    ),
}
"""The rhythm of a district that has not set its own."""
