"""Private copies: what somebody may wish to be sent, and when it goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.clocks import Clock, ClockKind
from domain.people import Person, Role
from domain.periods import PeriodKind


class Topic(StrEnum):
    """What a copy is of."""

    RANKING = "ranking"  # as it was published
    BOARD = "board"  # the period at one look
    BRIEF = "brief"
    MONTH = "month"  # the ranking of a month
    QUARTER = "quarter"
    MONTH_BRIEF = "month_brief"
    QUARTER_BRIEF = "quarter_brief"
    MISSING = "missing"  # who has not answered by the due time
    GROUP = "group"  # the ranking of one group
    INDICATOR = "indicator"
    UNIT = "unit"  # its card


OF_ONE = frozenset({Topic.GROUP, Topic.INDICATOR, Topic.UNIT})
"""Topics that name something of the roster."""

BRIEFS = frozenset({Topic.BRIEF, Topic.MONTH_BRIEF, Topic.QUARTER_BRIEF})
"""The facts of a period in words."""

OF_SLOWER = {
    PeriodKind.MONTH: (Topic.MONTH, Topic.MONTH_BRIEF),
    PeriodKind.QUARTER: (Topic.QUARTER, Topic.QUARTER_BRIEF),
}
"""What there is of a rhythm beside the one that most is asked at."""

FOR_ALL_SEEING = BRIEFS | {Topic.BOARD}
"""Topics that show every unit's numbers."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One person's wish; `subject` is the group, or the code of the indicator or unit."""

    person: str
    topic: Topic
    subject: str = ""


def topics_for(person: Person) -> tuple[Topic, ...]:
    """What a person may choose now: leaders, assessors and admins everything, supervisors
    what is published and their own units, all others nothing."""
    if person.sees_all:
        return tuple(Topic)
    if Role.SUPERVISOR in person.roles:
        return tuple(topic for topic in Topic if topic not in FOR_ALL_SEEING)
    return ()


def topics_at(clock: Clock, quickest: PeriodKind) -> Iterator[Topic]:
    """What goes out when a clock goes off; `quickest` is the rhythm that most is asked at.

    An indicator goes with the ranking of its own rhythm.
    """
    kind = clock.period.kind
    if clock.kind is ClockKind.DUE and kind is quickest:
        yield Topic.MISSING
    if clock.kind is not ClockKind.PUSH:
        return
    yield Topic.INDICATOR
    if kind is quickest:
        yield from (Topic.RANKING, Topic.BOARD, Topic.BRIEF, Topic.GROUP, Topic.UNIT)
    else:
        yield from OF_SLOWER.get(kind, ())
