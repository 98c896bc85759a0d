"""Looking something up: what is asked, whether this reader may see it, and how it stands."""

from collections.abc import Callable
from dataclasses import replace

from domain.bearers import BEARERS, PEOPLE, PROJECTS
from domain.errors import NotFound
from domain.finding import Found, Kind, folded
from domain.periods import Period
from domain.points import POINTS
from domain.ranking import Standing
from domain.roster import Assignment, Roster
from handlers.actions import bearers, beside, reckoning, rhythms, standing
from handlers.actions.board import Board
from handlers.actions.cards import (
    beside_official,
    joined,
    of_person,
    of_project,
    person_card,
    project_card,
    unit_card,
)
from handlers.actions.meaning import Meaning, meaning_of
from handlers.actions.sight import allowed, sees, veiled
from handlers.actions.trends import unit_trend
from handlers.actions.views import View
from handlers.actions.views.boards import BoardView
from handlers.actions.views.cards import Card
from handlers.actions.views.choices import Choice, Unpublished
from handlers.actions.views.courses import Trend
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import officials
from storage.publications import OVERALL

LISTS = {
    POINTS: frozenset({"得分", "分数", "评分", "考核得分", "points", "scores"}),
    PROJECTS: frozenset({"项目", "项目排名", "projects"}),
    PEOPLE: frozenset({"责任人", "责任人排名", "人员", "people"}),
}
"""What is typed after /rank for the rankings by points, of projects and of people."""


def list_named(text: str) -> str:
    """The list of something else than an indicator that a text names; "" if none."""
    return next((code for code, words in LISTS.items() if folded(text) in words), "")


async def look(deps: Deps, viewer: Viewer, asked: str, *, period: Period | None = None) -> View:
    """What a text asks for; the whole district when it asks for nothing in particular.

    Raises:
        NotFound, NotAllowed, BadPeriod.
    """
    said = rhythms.named(deps, asked)
    meaning = meaning_of(await deps.roster.current(), said.rest)
    period = period or said.period or await standing.current_period(deps, deps.now())
    if meaning.is_whole:
        return await ranking(deps, viewer, period)
    if meaning.is_open:
        return Choice(meaning.asked, meaning.found, period=said.period)
    return await _meant(deps, viewer, period, meaning)


async def _meant(deps: Deps, viewer: Viewer, period: Period, meaning: Meaning) -> View:
    found = meaning.found[0]
    if meaning.indicator is not None:
        return await item(deps, viewer, period, found.code, meaning.indicator.code)
    view = await see(deps, viewer, period, found)
    return replace(view, others=meaning.others) if isinstance(view, Card) else view


async def rank(deps: Deps, viewer: Viewer, asked: str, *, period: Period | None = None) -> View:
    """The ranking: overall, by points, or by the indicator or in the group that a text names.

    Raises:
        NotFound, BadPeriod, NoScoring.
    """
    said = rhythms.named(deps, asked)
    roster = await deps.roster.current()
    period = period or said.period or await standing.current_period(deps, deps.now())
    if (named := list_named(said.rest)) in BEARERS:
        return await bearers.ranked(deps, viewer, period, named)
    if named:
        return await ranking(deps, viewer, period, subject=named)
    meaning = meaning_of(roster, said.rest)
    if meaning.indicator is not None:
        return await indicator(deps, viewer, period, meaning.indicator.code)
    compared = (Kind.INDICATOR, Kind.GROUP)
    chosen = [f for f in (*meaning.found, *meaning.others) if f.kind in compared]
    if chosen:
        return await see(deps, viewer, period, chosen[0])
    return await ranking(deps, viewer, period)


async def points(deps: Deps, viewer: Viewer, asked: str, *, period: Period | None = None) -> View:
    """The ranking by points, or how the unit that a text names got its own.

    Raises:
        NotFound, NotAllowed, NoScoring, BadPeriod.
    """
    said = rhythms.named(deps, asked)
    meaning = meaning_of(await deps.roster.current(), said.rest)
    period = period or said.period or await standing.current_period(deps, deps.now())
    if meaning.is_whole:
        return await ranking(deps, viewer, period, subject=POINTS)
    units = [found for found in meaning.found if found.kind is Kind.UNIT]
    if not units:
        raise NotFound(asked)
    return await reckoning.of_points(deps, viewer, period, units[0].code)


async def see(deps: Deps, viewer: Viewer, period: Period, found: Found) -> View:
    """One thing of the roster."""
    match found.kind:
        case Kind.INDICATOR:
            return await indicator(deps, viewer, period, found.code)
        case Kind.GROUP:
            return await ranking(deps, viewer, period, group=found.code)
        case Kind.UNIT:
            return await unit(deps, viewer, period, found.code)
        case Kind.PROJECT:
            return await project(deps, viewer, period, found.code)
        case Kind.PERSON:
            return await person(deps, viewer, period, found.code)


async def indicator(deps: Deps, viewer: Viewer, period: Period | None, code: str) -> View:
    """The ranking by one indicator, in the period of its own rhythm."""
    roster = await deps.roster.current()
    own = rhythms.of_indicator(deps, roster, code, period)
    return await ranking(deps, viewer, own, subject=code)


async def ranking(
    deps: Deps, viewer: Viewer, period: Period, *, subject: str = OVERALL, group: str = ""
) -> View:
    """The ranking as it stands for those who see all; for others as it was published.

    Others read places and shares only, and the units they look after as they stand now.
    """
    if viewer.sees_all:
        live = await standing.board(deps, period, subject=subject)
        return BoardView(of_group(live, group), group=group)
    board = await standing.last_published(deps, period, subject=subject)
    if board is None:
        return Unpublished()
    own: tuple[Standing, ...] = ()
    if viewer.units:
        live = await standing.board(deps, period, subject=subject)
        own = tuple(s for s in live.ranking.standings if s.unit in viewer.units)
    return BoardView(of_group(veiled(board), group), own, group)


async def unit(deps: Deps, viewer: Viewer, period: Period, code: str) -> View:
    """A unit's card; the root of the tree, which is compared with nobody, is the whole."""
    roster = await deps.roster.current()
    owed = _by_period(deps, roster, period, lambda at: roster.owed_by_unit(code, at.kind))
    if not any(owed.values()) and len(roster.subtree(code)) > 1:
        return await ranking(deps, viewer, period)
    own = _seen(viewer, owed)
    cards = []
    async with deps.db.reading() as session:
        for at, numbers in own.items():
            survey = await standing.surveyed(deps, session, roster, at)
            card = await unit_card(
                session,
                survey,
                roster.units[code],
                numbers,
                schedule=deps.schedule,
            )
            place = standing.place_of(survey, code) if sees(viewer, code) else None
            cards.append(replace(card, standing=place))
        published = await officials.of_unit(session, code, as_of=deps.known_at)
    whole = joined(cards)
    if not sees(viewer, code):
        return whole
    codes = {line.indicator.code for line in whole.lines}
    return beside_official(whole, await beside.newest(deps, roster, published, codes))


async def project(deps: Deps, viewer: Viewer, period: Period, code: str) -> Card:
    """A project's card."""
    roster = await deps.roster.current()
    owed = _by_period(deps, roster, period, lambda at: of_project(roster, at, code))
    cards = []
    async with deps.db.reading() as session:
        for at, numbers in _seen(viewer, owed).items():
            survey = await standing.surveyed(deps, session, roster, at)
            card = await project_card(
                session,
                survey,
                roster.projects[code],
                numbers,
                schedule=deps.schedule,
            )
            cards.append(card)
    return joined(cards)


async def person(deps: Deps, viewer: Viewer, period: Period, code: str) -> Card:
    """A person's card: everybody their own, others by the units they may see.

    Raises:
        NotFound: there was no such person, when something is looked back on.
        NotAllowed.
    """
    roster = await deps.roster.current()
    if code not in roster.people:
        raise NotFound(viewer.person.name if viewer.person else code)
    own = _by_period(deps, roster, period, lambda at: of_person(roster, at, code))
    if viewer.person is None or viewer.person.code != code:
        own = _seen(viewer, own)
    cards = []
    async with deps.db.reading() as session:
        for at, numbers in own.items():
            survey = await standing.surveyed(deps, session, roster, at)
            card = await person_card(
                session,
                survey,
                roster.people[code],
                numbers,
                schedule=deps.schedule,
            )
            cards.append(card)
    return joined(cards)


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


Owed = dict[Period, tuple[Assignment, ...]]
"""Numbers by the period that they are looked at in."""


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


def of_group(board: Board, group: str) -> Board:
    """Only one group, counted anew."""
    if not group:
        return board
    own = board.ranking.of_group(group)
    units = {standing.unit for standing in own}
    return replace(
        board,
        ranking=replace(board.ranking, standings=own),
        reported=sum(standing.reported for standing in own),
        expected=sum(standing.expected for standing in own),
        missing=tuple(m for m in board.missing if m.unit in units),
        odd=tuple(odd for odd in board.odd if odd.unit in units),
        stages=(),
    )
