"""How one number came to be: every version of it, as far as this reader may see."""

from collections.abc import Iterable

from domain.errors import NotAllowed, NotFound, StaleButton, WhichNumber
from domain.finding import Found, Kind
from domain.history import steps_of
from domain.periods import Period
from domain.roster import Assignment, Roster
from handlers.actions import standing
from handlers.actions.meaning import Meaning, meaning_of
from handlers.actions.sight import allowed, sees
from handlers.actions.views import HistoryView, ItemChoice
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import clocks, versions

PAGE = 10
"""Versions on a page: what a phone shows without much scrolling."""
MOST_CHOICES = 24


async def asked(deps: Deps, viewer: Viewer, text: str) -> HistoryView | ItemChoice:
    """The history of the one number a text means, or the numbers to choose from.

    Raises:
        NotFound, WhichNumber: the text means no number, or too many.
        NotAllowed: what it means is not for this reader.
    """
    roster = await deps.roster.current()
    meaning = meaning_of(roster, text)
    everything = tuple(roster.assignments.values())
    seen = _seen(viewer, everything)
    # Whoever answers for numbers means the own ones, and others only where they name them.
    own = [a for a in seen if viewer.person and a.is_borne_by(viewer.person.code)]
    meant = _meant(roster, own, meaning) or _meant(roster, seen, meaning)
    if not meant and _meant(roster, everything, meaning):
        raise NotAllowed
    return await chosen(deps, viewer, meant, text)


async def chosen(
    deps: Deps,
    viewer: Viewer,
    meant: Iterable[Assignment],
    text: str = "",
    *,
    period: Period | None = None,
) -> HistoryView | ItemChoice:
    """The only one of these numbers, or all of them as a choice.

    Raises:
        NotFound: there is none.
        WhichNumber: they are too many to choose from.
    """
    found = tuple(meant)
    if not found:
        raise NotFound(text)
    if len(found) > MOST_CHOICES:
        raise WhichNumber
    if len(found) == 1:
        return await of_item(deps, viewer, found[0].id, period=period)
    roster = await deps.roster.current()
    several = len({a.unit for a in found}) > 1
    names = tuple(_name(roster, a, with_unit=several) for a in found)
    return ItemChoice(found, names, period)


async def of_item(
    deps: Deps, viewer: Viewer, assignment: int, *, period: Period | None = None, skip: int = 0
) -> HistoryView:
    """One number up to a period, newest first, `skip` versions left out.

    Raises:
        StaleButton: nobody owes it any more, or the period is of another rhythm.
        NotAllowed: it is not for this reader.
    """
    roster = await deps.roster.current()
    own = roster.assignments.get(assignment)
    if own is None:
        raise StaleButton
    (own,) = allowed(viewer, [own])
    indicator = roster.indicators[own.indicator]
    now = deps.now()
    period = period or standing.last_asked(deps.schedule, indicator.cadence, now)
    if period.kind is not indicator.cadence:
        raise StaleButton
    async with deps.db.reading() as session:
        known = await versions.of(session, own.id)
        closed = await clocks.closed(session, [period.key])
    family = period.key[5:6]  # W, M or Q: keys of one kind sort as their periods do
    told = [
        step
        for step in steps_of(known.figures)
        if step.figure.period[5:6] == family and step.figure.period <= period.key
    ]
    newest_first = sorted(
        told, key=lambda step: (step.figure.period, step.figure.revision), reverse=True
    )
    window = deps.schedule.window_of(period)
    return HistoryView(
        assignment=own,
        indicator=indicator,
        name=_name(roster, own, with_unit=True),
        period=period,
        steps=tuple(newest_first[skip : skip + PAGE]),
        standing={step.figure.period: step.figure for step in told if not step.is_passed_over},
        names={code: person.name for code, person in roster.people.items()},
        total=len(told),
        skip=skip,
        digest=known.digest,
        is_whole=known.is_whole,
        is_open=not closed and window.is_open(now),
        is_own=viewer.person is not None and own.is_borne_by(viewer.person.code),
    )


def _seen(viewer: Viewer, everything: Iterable[Assignment]) -> tuple[Assignment, ...]:
    person = viewer.person
    return tuple(
        a
        for a in everything
        if sees(viewer, a.unit) or (person is not None and a.is_borne_by(person.code))
    )


def _meant(roster: Roster, owed: Iterable[Assignment], meaning: Meaning) -> tuple[Assignment, ...]:
    """Those numbers that answer to a text; all of them when it names nothing."""
    if meaning.is_whole:
        return tuple(owed)
    if meaning.indicator is not None:
        unit, indicator = meaning.found[0].code, meaning.indicator.code
        return tuple(a for a in owed if (a.unit, a.indicator) == (unit, indicator))
    return tuple(a for a in owed if any(_answers(roster, a, found) for found in meaning.found))


def _answers(roster: Roster, own: Assignment, found: Found) -> bool:
    match found.kind:
        case Kind.UNIT:
            return own.unit == found.code
        case Kind.INDICATOR:
            return own.indicator == found.code
        case Kind.PROJECT:
            return own.project == found.code
        case Kind.PERSON:
            return own.is_borne_by(found.code)
        case Kind.GROUP:
            return roster.units[own.unit].group == found.code


def _name(roster: Roster, own: Assignment, *, with_unit: bool) -> str:
    """The unit's name in front of an indicator's; a project's stands for itself."""
    label = roster.label(own)
    return f"{roster.units[own.unit].short}{label}" if with_unit and not own.project else label
