"""Milestones of projects: what is said about them, and how they stand to their plan."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.days import read_days
from domain.roster import Assignment, Milestone, Roster

LONGEST_REASON = 200
_PUT_OFF = re.compile(r"延期|推迟|顺延|延后|预计|延(?![误迟缓长])")
FARTHEST = timedelta(days=3 * 366)
"""A milestone is not put off beyond this: a slip of the year."""


class Said(StrEnum):
    """What may be said about a milestone."""

    DONE = "done"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"  # takes back what was said last and still stood


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One statement. `day` is when it was done, or is now expected; none of a withdrawal.

    `number` counts the statements about one milestone; `planned` is the plan of that time.
    """

    milestone: int
    number: int
    said: Said
    planned: date
    day: date | None = None
    reason: str | None = None
    person: str
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class State:
    """How a milestone stands. `last` is the statement that counts, if any does.

    `total` counts all statements, those taken back included.
    """

    milestone: Milestone
    last: Report | None = None
    total: int = 0

    @property
    def done_on(self) -> date | None:
        """The day it was reached."""
        return self.last.day if self.last and self.last.said is Said.DONE else None

    @property
    def is_done(self) -> bool:
        """Whether it was reached."""
        return self.done_on is not None

    @property
    def is_postponed(self) -> bool:
        """Whether another day than the planned one is expected."""
        return not self.is_done and self.expected != self.milestone.due

    @property
    def expected(self) -> date:
        """When it was reached, or is expected: as said last, unless the plan was changed since."""
        last, due = self.last, self.milestone.due
        if last is None or last.day is None:
            return due
        return last.day if last.said is Said.DONE or last.planned == due else due

    @property
    def slip(self) -> int:
        """Days behind the plan, negative ahead of it."""
        return (self.expected - self.milestone.due).days

    @property
    def reason(self) -> str:
        """Why it was put off, while that counts."""
        return (self.last.reason or "") if self.last and self.is_postponed else ""

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed, and nobody has said what became of it."""
        return not self.is_done and self.expected < today

    def is_near(self, today: date, *, days: int) -> bool:
        """Whether it is to be asked about: its day comes within so many days, or has passed."""
        return not self.is_done and (self.expected - today).days <= days


def state_of(milestone: Milestone, reports: Iterable[Report]) -> State:
    """Fold what was said, in order; a withdrawal takes one step back."""
    counting: list[Report] = []
    total = 0
    for report in reports:
        total += 1
        if report.said is not Said.WITHDRAWN:
            counting.append(report)
        elif counting:
            counting.pop()
    return State(milestone, counting[-1] if counting else None, total)


def bearers(roster: Roster, milestone: Milestone) -> tuple[Assignment, ...]:
    """The numbers whose cadres answer for a milestone: the project's, else its unit's."""
    project = roster.projects[milestone.project]
    everything = roster.assignments.values()
    own = tuple(a for a in everything if a.project == milestone.project)
    return own or tuple(a for a in everything if a.unit == project.unit)


def asked_for(roster: Roster, milestone: Milestone, at: datetime) -> str | None:
    """Who is asked about a milestone at an instant; None when that would be in vain."""
    owed = bearers(roster, milestone)
    return roster.asked_for(owed[0], at) if owed else None


def may_answer(roster: Roster, person: str, milestone: Milestone, at: datetime) -> bool:
    """Whoever answers for one of the project's numbers, as cadre or in their place."""
    return any(roster.may_answer(person, own, at) for own in bearers(roster, milestone))


@dataclass(frozen=True, slots=True)
class Delay:
    """A new day and why, as far as a text says it."""

    day: date | None
    reason: str


def read_delay(text: str, *, state: State, today: date) -> Delay:
    """Read "4月15日 拆迁没完": the day, then the reason; "两周" counts from the day expected."""
    reading = read_days(_PUT_OFF.sub(" ", text), today=today)
    span, reason = reading.span, tidy_reason(reading.rest)
    if span is None:
        return Delay(None, tidy_reason(text))
    if reading.is_length:
        lasting = span.last - span.first + timedelta(days=1)
        return Delay(max(state.expected, today) + lasting, reason)
    return Delay(span.last, reason)


def is_delay(day: date, *, state: State, today: date) -> bool:
    """Whether a milestone can be put off to this day: a day to come, and another one."""
    return today <= day <= today + FARTHEST and day != state.expected


def tidy_reason(text: str) -> str:
    """A reason as one line, not too long; a word that only says "put off" is none."""
    words = _PUT_OFF.sub(" ", text)
    return " ".join(words.split()).strip("，,：:。；; ")[:LONGEST_REASON]
