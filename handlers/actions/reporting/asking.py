"""What is asked of a person now: the open items with their last values and targets."""

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Basis, Figure, Indicator
from domain.people import Person
from domain.periods import PeriodKind
from domain.roster import Assignment, Roster
from domain.schedule import Schedule
from domain.windows import Window
from handlers.actions.measuring.sent_back import SentBack, sent_back
from handlers.actions.reporting.items import Duty, Item
from handlers.deps import Deps
from storage import figures
from storage.entries import Slot
from storage.past import NOTHING, Before, before

NONE = Decimal(0)
LookBack = Callable[[AsyncSession, Collection[int], str], Awaitable[dict[int, Before]]]


def duties_of(roster: Roster, schedule: Schedule, person: str, at: datetime) -> tuple[Duty, ...]:
    """What a person may answer at an instant, in roster order.

    Weekly items are open all the time; monthly and quarterly ones from their prompt on, so
    that a quarter's number is not listed in its first week. What is entrusted to somebody
    comes behind their own, for as long as it is.
    """
    windows = {kind: schedule.open_window(kind, at) for kind in schedule.rules}
    owed = roster.answered_by(person, at)
    return tuple(
        Duty(a, window)
        for a in owed
        if (window := windows[roster.indicators[a.indicator].cadence]) and _is_asked(window, at)
    )


def _is_asked(window: Window, at: datetime) -> bool:
    return window.period.kind is PeriodKind.WEEK or at >= window.prompt


async def items_of(
    session: AsyncSession,
    roster: Roster,
    duties: Mapping[str, Sequence[Duty]],
    *,
    look_back: LookBack = before,
) -> dict[str, tuple[Item, ...]]:
    """Duties of many people filled with their figures: two queries a period, not a person.

    `look_back` answers for earlier periods, where they are known already.
    """
    asked = [duty for own in duties.values() for duty in own]
    known = await _gather(session, roster, asked, look_back)
    return {person: _items(roster, person, own, known) for person, own in duties.items()}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the database holds for a set of duties."""

    current: dict[Slot, Figure]
    past: dict[Slot, Before]
    sent_back: dict[Slot, SentBack] = field(default_factory=dict)


async def _gather(
    session: AsyncSession, roster: Roster, duties: Sequence[Duty], look_back: LookBack
) -> _Known:
    asked: dict[str, list[int]] = {}
    for duty in duties:
        asked.setdefault(duty.window.period.key, []).append(duty.assignment.id)
    known = _Known({}, {})
    for period, assignments in asked.items():
        known.current.update(await figures.current(session, assignments, (period,)))
        past = await look_back(session, assignments, period)
        known.past.update({(owner, period): held for owner, held in past.items()})
    known.sent_back.update(await sent_back(session, roster, known.current.values()))
    return known


def blank_items(
    roster: Roster, person: str, duties: Sequence[Duty], *, first: int
) -> tuple[Item, ...]:
    """Duties by name alone, numbered from `first`, as if nothing was ever reported for them."""
    slots = [(duty.assignment.id, duty.window.period.key) for duty in duties]
    known = _Known({}, dict.fromkeys(slots, NOTHING))
    items = _items(roster, person, duties, known)
    return tuple(replace(item, number=n) for n, item in enumerate(items, start=first))


def _items(roster: Roster, person: str, duties: Sequence[Duty], known: _Known) -> tuple[Item, ...]:
    names = _names(roster, [duty.assignment for duty in duties])
    cadres = [duty.assignment.person for duty in duties]
    others = ["" if code == person else roster.people[code].name for code in cadres]
    if len(set(cadres)) > 1:
        names = [
            _told_apart(own, _bare(roster, duty.assignment), cadre) if cadre else own
            for own, duty, cadre in zip(names, duties, others, strict=True)
        ]
    return tuple(
        _item(roster, duty, number=number, known=known, names=own, cadre=cadre)
        for number, (duty, own, cadre) in enumerate(zip(duties, names, others, strict=True), 1)
    )


def _told_apart(names: tuple[str, ...], bare: tuple[str, ...], cadre: str) -> tuple[str, ...]:
    """Of several people's items those of others go by their names too: 张三·投资, 张三投资."""
    called = dict.fromkeys((*names, *bare))
    return (*(f"{cadre}{mark}{name}" for mark in ("·", "") for name in called), *names)


def _bare(roster: Roster, assignment: Assignment) -> tuple[str, ...]:
    """What an item is called without its unit; the person in front tells enough."""
    if assignment.project:
        return (roster.projects[assignment.project].name,)
    return roster.indicators[assignment.indicator].names


def _item(
    roster: Roster,
    duty: Duty,
    *,
    number: int,
    known: _Known,
    names: tuple[str, ...],
    cadre: str,
) -> Item:
    slot = (duty.assignment.id, duty.window.period.key)
    indicator = roster.indicators[duty.assignment.indicator]
    past = known.past[slot]
    last = past.last
    unit = roster.units[duty.assignment.unit]
    return Item(
        number=number,
        label=names[0],
        names=names,
        places=(unit.short, unit.name),
        assignment=duty.assignment,
        indicator=indicator,
        window=duty.window,
        figure=known.current.get(slot),
        last=last if last and _is_comparable(last, duty, indicator) else None,
        earlier=past.this_year if indicator.basis is Basis.FLOW else NONE,
        cadre=cadre,
        sent_back=known.sent_back.get(slot),
    )


def _names(roster: Roster, assignments: Sequence[Assignment]) -> list[tuple[str, ...]]:
    """Every name each item answers to, its label first; no two items share a name.

    A project goes by its own name, and by the indicator's where no other item has that. Where
    two units' items would share a name, the unit's stands in front of it.
    """
    found = [roster.label(assignment) for assignment in assignments]
    if len(set(found)) == len(found) and not any(a.project for a in assignments):
        return [roster.indicators[a.indicator].names for a in assignments]  # nearly always
    labels = Counter(found)
    indicators = Counter(assignment.indicator for assignment in assignments)
    return [
        _names_of(
            roster,
            assignment,
            label_is_shared=labels[roster.label(assignment)] > 1,
            indicator_is_shared=indicators[assignment.indicator] > 1,
        )
        for assignment in assignments
    ]


def _names_of(
    roster: Roster, assignment: Assignment, *, label_is_shared: bool, indicator_is_shared: bool
) -> tuple[str, ...]:
    general = roster.indicators[assignment.indicator].names
    if assignment.project:
        project = roster.projects[assignment.project].name
        own = f"{project}{general[0]}" if label_is_shared else project
        return (own,) if indicator_is_shared else (own, *general)
    if not label_is_shared:
        return general
    unit = roster.units[assignment.unit].short
    return tuple(f"{unit}{name}" for name in general)


def _is_comparable(last: Figure, duty: Duty, indicator: Indicator) -> bool:
    """A year-to-date value starts anew each year; last year's says nothing about this one's."""
    same_year = last.period[:4] == duty.window.period.key[:4]
    return same_year or indicator.basis is not Basis.CUMULATIVE


async def asked_of(deps: Deps, person: Person, *, at: datetime) -> tuple[Item, ...]:
    """All items of one person at an instant, answered or not."""
    roster = await deps.roster.current()
    duties = {person.code: duties_of(roster, deps.schedule, person.code, at)}
    async with deps.db.reading() as session:
        return (await items_of(session, roster, duties))[person.code]
