"""What is asked of a person now: the open items with their last values and targets."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Figure, Indicator
from domain.people import Person
from domain.periods import PeriodKind
from domain.roster import Assignment, Roster
from domain.schedule import Window
from handlers.cycle import ASKED_KINDS, Cycle
from handlers.deps import Deps
from storage import figures


@dataclass(frozen=True, slots=True)
class Item:
    """One number asked of one person in one window.

    `number` counts from 1 in the order shown. `figure` is what was reported for this period,
    `last` the latest number of an earlier period of the same year.
    """

    number: int
    label: str
    assignment: Assignment
    indicator: Indicator
    window: Window
    figure: Figure | None
    last: Figure | None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still missing."""
        return self.figure is None or not self.figure.is_answered

    @property
    def last_value(self) -> Decimal | None:
        """The previous period's value, in the indicator's measure."""
        return self.last.value if self.last else None


@dataclass(frozen=True, slots=True)
class Duty:
    """An assignment and the window it is asked in."""

    assignment: Assignment
    window: Window


def duties_of(roster: Roster, cycle: Cycle, person: str, at: datetime) -> tuple[Duty, ...]:
    """What a person may answer at an instant, in roster order.

    Weekly items are open all the time; monthly and quarterly ones from their prompt on, so
    that a quarter's number is not listed in its first week. A pure deputy answers what the
    cadre owes; whoever owes numbers is asked for those alone.
    """
    windows = {kind: cycle.open_window(kind, at) for kind in ASKED_KINDS}
    owed = roster.owed_by(person) or roster.borne_by(person)
    return tuple(
        Duty(a, window)
        for a in owed
        if (window := windows[roster.indicators[a.indicator].cadence]) and _is_asked(window, at)
    )


def _is_asked(window: Window, at: datetime) -> bool:
    return window.period.kind is PeriodKind.WEEK or at >= window.prompt


async def items_of(
    session: AsyncSession, roster: Roster, duties: Mapping[str, Iterable[Duty]]
) -> dict[str, tuple[Item, ...]]:
    """Duties of many people filled with their figures: two queries however many there are."""
    flat = [duty for own in duties.values() for duty in own]
    current, last = await _gather(session, flat)
    return {
        person: tuple(
            _item(roster, duty, number=number, current=current, last=last)
            for number, duty in enumerate(own, start=1)
        )
        for person, own in duties.items()
    }


async def _gather(
    session: AsyncSession, duties: Collection[Duty]
) -> tuple[dict[tuple[int, str], Figure], dict[tuple[int, str], Figure]]:
    keys = [(duty.assignment.id, duty.window.period.key) for duty in duties]
    return await figures.current(session, keys), await figures.latest_before(session, keys)


def _item(
    roster: Roster,
    duty: Duty,
    *,
    number: int,
    current: Mapping[tuple[int, str], Figure],
    last: Mapping[tuple[int, str], Figure],
) -> Item:
    key = (duty.assignment.id, duty.window.period.key)
    return Item(
        number=number,
        label=roster.label(duty.assignment),
        assignment=duty.assignment,
        indicator=roster.indicators[duty.assignment.indicator],
        window=duty.window,
        figure=current.get(key),
        last=last.get(key),
    )


async def asked_of(deps: Deps, person: Person, *, at: datetime) -> tuple[Item, ...]:
    """All items of one person at an instant, answered or not."""
    roster = await deps.roster.current()
    duties = {person.code: duties_of(roster, deps.cycle, person.code, at)}
    async with deps.db.reading() as session:
        return (await items_of(session, roster, duties))[person.code]
