"""One unit, project, person or number, in every rhythm it is asked in, as far as one may see it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotFound
from domain.periods import Period
from domain.roster import Assignment, Roster
from handlers.actions.lookups import beside, rankings
from handlers.actions.lookups.cards import (
    beside_official,
    joined,
    of_person,
    of_project,
    person_card,
    project_card,
    unit_card,
)
from handlers.actions.lookups.trends import unit_trend
from handlers.actions.lookups.views import View
from handlers.actions.lookups.views.cards import Card
from handlers.actions.lookups.views.courses import Trend
from handlers.actions.measuring import rhythms, standing
from handlers.actions.measuring.sight import allowed, sees
from handlers.actions.measuring.surveying import Survey
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import officials

Owed = dict[Period, tuple[Assignment, ...]]
"""Numbers by the period that they are looked at in."""

Drawing = Callable[[AsyncSession, Survey, Sequence[Assignment]], Awaitable[Card]]
"""What makes a card of these numbers, as one period was surveyed."""


async def unit(deps: Deps, viewer: Viewer, period: Period, code: str) -> View:
    """A unit's card; the root of the tree, which is compared with nobody, is the whole."""
    roster = await deps.roster.current()
    owed = _by_period(deps, roster, period, lambda at: roster.owed_by_unit(code, at.kind))
    if not any(owed.values()) and len(roster.subtree(code)) > 1:
        return await rankings.as_seen(deps, viewer, period)
    is_seen = sees(viewer, code)

    async def draw(session: AsyncSession, survey: Survey, own: Sequence[Assignment]) -> Card:
        known = roster.units[code]
        card = await unit_card(session, survey, known, own, schedule=deps.schedule)
        return replace(card, standing=standing.place_of(survey, code) if is_seen else None)

    async with deps.db.reading() as session:
        whole = await _drawn(deps, session, roster, _seen(viewer, owed), draw)
        published = await officials.of_unit(session, code, as_of=deps.known_at)
    if not is_seen:
        return whole
    codes = {line.indicator.code for line in whole.lines}
    return beside_official(whole, await beside.newest(deps, roster, published, codes))


async def project(deps: Deps, viewer: Viewer, period: Period, code: str) -> Card:
    """A project's card."""
    roster = await deps.roster.current()
    owed = _by_period(deps, roster, period, lambda at: of_project(roster, at, code))

    async def draw(session: AsyncSession, survey: Survey, own: Sequence[Assignment]) -> Card:
        known = roster.projects[code]
        return await project_card(session, survey, known, own, schedule=deps.schedule)

    async with deps.db.reading() as session:
        return await _drawn(deps, session, roster, _seen(viewer, owed), draw)


async def person(deps: Deps, viewer: Viewer, period: Period, code: str) -> Card:
    """A person's card: everybody their own, others by the units they may see.

    Raises:
        NotFound: there was no such person, when something is looked back on.
    """
    roster = await deps.roster.current()
    if code not in roster.people:
        raise NotFound(viewer.person.name if viewer.person else code)
    owed = _by_period(deps, roster, period, lambda at: of_person(roster, at, code))
    if viewer.person is None or viewer.person.code != code:
        owed = _seen(viewer, owed)

    async def draw(session: AsyncSession, survey: Survey, own: Sequence[Assignment]) -> Card:
        known = roster.people[code]
        return await person_card(session, survey, known, own, schedule=deps.schedule)

    async with deps.db.reading() as session:
        return await _drawn(deps, session, roster, owed, draw)


async def item(deps: Deps, viewer: Viewer, period: Period, unit_code: str, indicator: str) -> Trend:
    """One indicator of one unit, period by period of its own rhythm.

    Raises:
        NotFound: the unit owes no such number.
    """
    roster = await deps.roster.current()
    period = rhythms.of_indicator(deps, roster, indicator, period)
    asked = roster.owed_by_unit(unit_code, period.kind)
    owed = [a for a in asked if a.indicator == indicator]
    known = roster.units[unit_code], roster.indicators[indicator]
    if not owed and sees(viewer, unit_code):
        raise NotFound(f"{known[0].short}{known[1].name}")
    own = allowed(viewer, owed)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        course = await unit_trend(session, survey, deps.schedule, own, unit=known[0])
        published = await officials.of_number(session, unit_code, indicator, as_of=deps.known_at)
    if not sees(viewer, unit_code):  # it is published of the unit, not of a part of it
        return course
    return replace(course, official=beside.with_reports(published, known[1]))


async def number(deps: Deps, viewer: Viewer, period: Period, own: Assignment) -> Trend:
    """One number alone, such as a project's, period by period of its own rhythm."""
    roster = await deps.roster.current()
    period = rhythms.of_indicator(deps, roster, own.indicator, period)
    (own,) = allowed(viewer, [own])
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        found = await unit_trend(
            session,
            survey,
            deps.schedule,
            [own],
            unit=roster.units[own.unit],
        )
    return replace(found, number=own, label=roster.full_name(own))


async def _drawn(
    deps: Deps, session: AsyncSession, roster: Roster, owed: Owed, draw: Drawing
) -> Card:
    """One card of all these periods."""
    cards = []
    for at, own in owed.items():
        survey = await standing.surveyed(deps, session, roster, at)
        cards.append(await draw(session, survey, own))
    return joined(cards)


def _by_period(
    deps: Deps,
    roster: Roster,
    period: Period,
    owed_in: Callable[[Period], tuple[Assignment, ...]],
) -> Owed:
    """What is owed in a period and in those beside it; the period alone if that is nothing."""
    found = {at: owed_in(at) for at in rhythms.together(deps, roster, period)}
    return {at: owed for at, owed in found.items() if owed} or {period: ()}


def _seen(viewer: Viewer, owed: Owed) -> Owed:
    """Those of these numbers that the reader may see; raises NotAllowed if there is none."""
    every = [own for numbers in owed.values() for own in numbers]
    seen = {own.id for own in allowed(viewer, every)}
    kept = {at: tuple(own for own in numbers if own.id in seen) for at, numbers in owed.items()}
    return {at: numbers for at, numbers in kept.items() if numbers} or kept
