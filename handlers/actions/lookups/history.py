"""How one number came to be: every version of it, as far as this reader may see."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from domain.errors import NotAllowed, NotFound, StaleButton, WhichNumber
from domain.figures import Figure, Review
from domain.finding import Found, Kind
from domain.history import steps_of
from domain.periods import Period
from domain.roster import Assignment, Roster
from domain.verdicts import Verdict, may_approve, may_return
from handlers.actions.lookups.meaning import Meaning, meaning_of
from handlers.actions.lookups.views.choices import ItemChoice
from handlers.actions.lookups.views.histories import Event, HistoryView, period_of
from handlers.actions.measuring import standing
from handlers.actions.measuring.sight import allowed, sees
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import clocks, decisions, evidence, versions
from storage.decisions import Decision
from storage.reviews import REVIEWS

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
    own = [a for a in seen if viewer.answers_for(a)]
    found = meant(roster, own, meaning) or meant(roster, seen, meaning)
    if not found and meant(roster, everything, meaning):
        raise NotAllowed
    return await chosen(deps, viewer, found, text)


async def chosen(
    deps: Deps,
    viewer: Viewer,
    numbers: Iterable[Assignment],
    text: str = "",
    *,
    period: Period | None = None,
) -> HistoryView | ItemChoice:
    """The only one of these numbers, or all of them as a choice.

    Raises:
        NotFound: there is none.
        WhichNumber: they are too many to choose from.
    """
    found = tuple(numbers)
    if not found:
        raise NotFound(text)
    if len(found) > MOST_CHOICES:
        raise WhichNumber
    if len(found) == 1:
        return await of_item(deps, viewer, found[0].id, period=period)
    roster = await deps.roster.current()
    several = len({a.unit for a in found}) > 1
    names = tuple(roster.full_name(a) if several else roster.label(a) for a in found)
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
        known = await versions.of(session, own.id, as_of=deps.known_at)
        said = await decisions.of_item(session, own.id, as_of=deps.known_at)
        closed = await clocks.closed(session, [period.key], as_of=deps.known_at)
        events = _events(known.figures, said, period)
        page = tuple(reversed(events))[skip : skip + PAGE]
        shown = {period.key, *map(period_of, page)}
        files = await evidence.of_item(session, own.id, periods=shown, as_of=deps.known_at)
    standing_now = _standing(events)
    is_open = not closed and deps.schedule.window_of(period).is_open(now)
    figure = standing_now.get(period.key)
    return HistoryView(
        assignment=own,
        indicator=indicator,
        name=roster.full_name(own),
        period=period,
        events=page,
        standing=standing_now,
        names={code: person.name for code, person in roster.people.items()},
        total=len(events),
        skip=skip,
        digest=known.digest,
        is_whole=known.is_whole,
        is_open=is_open,
        is_own=viewer.actor is not None and viewer.answers_for(own),
        returnable=figure.revision
        if figure
        and (is_open or period == standing.last_locked(deps.schedule, period.kind, now))
        and _may_return(roster, viewer, own, figure, now)
        else None,
        approvable=figure.revision
        if figure and is_open and _may_approve(roster, viewer, own, figure, now)
        else None,
        evidence=files,
    )


def _events(figures: Sequence[Figure], said: Sequence[Decision], period: Period) -> list[Event]:
    """Versions and decisions about them, up to a period and of its kind, in order."""

    def place(event: Event) -> tuple[str, int, int, int]:
        if isinstance(event, Decision):
            return event.period, event.revision, 1, event.id
        return event.figure.period, event.figure.revision, 0, 0

    family = period.key[5:6]  # W, M or Q: keys of one kind sort as their periods do
    everything: list[Event] = [*steps_of(figures), *said]
    found = [e for e in everything if place(e)[0][5:6] == family and place(e)[0] <= period.key]
    return sorted(found, key=place)


def _standing(events: Sequence[Event]) -> dict[str, Figure]:
    """What stands in each period, marked with what was decided about it last."""
    found: dict[str, Figure] = {}
    before: dict[str, Review] = {}  # what a return was said upon
    for event in events:
        if isinstance(event, Decision):
            now = found.get(event.period)
            if now is None or now.revision != event.revision:
                continue
            if event.verdict.value in REVIEWS:
                before[event.period] = now.review
                found[event.period] = replace(now, review=Review(event.verdict.value))
            elif event.verdict is Verdict.TAKEN_BACK and now.review is Review.RETURNED:
                found[event.period] = replace(now, review=before[event.period])
        elif not event.is_passed_over:
            found[event.figure.period] = event.figure
    return found


def _may_return(
    roster: Roster, viewer: Viewer, own: Assignment, figure: Figure, at: datetime
) -> bool:
    person = viewer.actor
    return (
        person is not None
        and figure.is_answered
        and figure.typed_by != person.code
        and may_return(roster, person, own, at=at)
    )


def _may_approve(
    roster: Roster, viewer: Viewer, own: Assignment, figure: Figure, at: datetime
) -> bool:
    person = viewer.actor
    is_waiting = figure.review is Review.PENDING
    return is_waiting and person is not None and may_approve(roster, person, own, figure, at=at)


def _seen(viewer: Viewer, everything: Iterable[Assignment]) -> tuple[Assignment, ...]:
    return tuple(a for a in everything if sees(viewer, a.unit) or viewer.answers_for(a))


def meant(roster: Roster, owed: Iterable[Assignment], meaning: Meaning) -> tuple[Assignment, ...]:
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
