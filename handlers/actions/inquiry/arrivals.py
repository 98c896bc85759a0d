"""Numbers by how they came: those of a day, those too late, and those that were changed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Figure, Indicator, Timeliness
from domain.inquiry.topics import Topic
from domain.periods import Period
from domain.roster import Assignment, Roster
from handlers.actions.inquiry.inquiries import Inquiry
from handlers.actions.inquiry.narrowing import is_meant
from handlers.actions.measuring import rhythms
from handlers.actions.measuring.sight import allowed
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import figures, records, versions

MOST = 9
"""Lines that are told; with a title and the rest they make one screen of a phone."""

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One number as it stands, and as it was said the version before, where that is told.

    `person` is the name of who answers for it, of a changed one of who changed it.
    """

    assignment: Assignment
    indicator: Indicator
    unit_name: str
    name: str
    person: str
    figure: Figure
    before: Figure | None = None


@dataclass(frozen=True, slots=True)
class ArrivalsView:
    """Numbers that came in one way, the last one first.

    `kind` is late, came or revised. Of `periods` the first is the one that was asked about;
    `day` is set where only that day's are meant. `about` names what it is limited to.
    """

    kind: str
    periods: tuple[Period, ...]
    found: tuple[Arrival, ...]
    day: date | None = None
    about: str = ""


async def asked(deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period) -> ArrivalsView:
    """The numbers that a question means, as far as this reader may see them.

    Those of slower rhythms go along with a period unless it was named.

    Raises:
        NotAllowed: nothing of it is for this reader.
    """
    roster = await deps.roster.current()
    meant = [one for one in roster.assignments.values() if is_meant(roster, one, inquiry)]
    seen = {one.id: one for one in allowed(viewer, meant)}
    periods = (period,) if inquiry.span else rhythms.together(deps, roster, period)
    day = _day(deps, inquiry)
    # What was still owed of the period before may have come on that day as well.
    before = [deps.schedule.previous_asked(one) for one in periods] if day else []
    keys = {one.key for one in (*periods, *before)}
    async with deps.db.reading() as session:
        given = await _given(deps, session, seen, keys)
        kept = [one for one in given if _is_wanted(deps, one, inquiry.topic, day)]
        kept.sort(key=lambda one: one.reported_at, reverse=True)
        found = [_arrival(roster, seen[one.assignment], one) for one in kept]
        if inquiry.topic is Topic.REVISED:
            changed = [await _with_before(deps, session, roster, one) for one in found[:MOST]]
            found[:MOST] = changed
    about = "".join(options[0].name for options in inquiry.named)
    return ArrivalsView(inquiry.topic.value, periods, tuple(found), day, about)


def _day(deps: Deps, inquiry: Inquiry) -> date | None:
    """The day that is asked about: today, which is another one for whoever looks back."""
    if inquiry.topic is not Topic.CAME or (inquiry.day_back is None and deps.known_at is None):
        return None
    return rhythms.today(deps) - A_DAY * (inquiry.day_back or 0)


async def _given(
    deps: Deps, session: AsyncSession, seen: Collection[int], keys: Collection[str]
) -> Iterable[Figure]:
    if deps.known_at is None:
        return (await figures.current(session, seen, keys)).values()
    known = await records.as_known_on(session, keys, deps.known_at)
    return [one for one in known.values() if one.assignment in seen]


def _is_wanted(deps: Deps, one: Figure, topic: Topic, day: date | None) -> bool:
    if not one.is_answered:
        return False
    if topic is Topic.LATE:
        return one.timeliness is Timeliness.LATE
    if topic is Topic.REVISED:
        return one.revision > 1
    return day is None or one.reported_at.astimezone(deps.schedule.zone).date() == day


def _arrival(roster: Roster, own: Assignment, figure: Figure) -> Arrival:
    unit = roster.units[own.unit].short
    person = roster.people[own.person].name
    indicator = roster.indicators[own.indicator]
    return Arrival(own, indicator, unit, roster.label(own), person, figure)


async def _with_before(deps: Deps, session: AsyncSession, roster: Roster, one: Arrival) -> Arrival:
    """The same with what was said before, and by whom it was changed."""
    known = await versions.of(session, one.assignment.id, as_of=deps.known_at)
    earlier = [
        figure
        for figure in known.figures
        if figure.period == one.figure.period and figure.revision < one.figure.revision
    ]
    by = roster.people.get(one.figure.typed_by)
    before = earlier[-1] if earlier else None
    return replace(one, person=by.name if by else one.person, before=before)
