"""Looking something up: what is asked, whether this reader may see it, and how it stands."""

from dataclasses import replace

from domain.errors import NotFound
from domain.finding import Found, Kind
from domain.periods import Period
from domain.ranking import Standing
from domain.roster import Assignment, Roster
from handlers.actions import standing
from handlers.actions.board import Board
from handlers.actions.cards import of_person, of_project, person_card, project_card, unit_card
from handlers.actions.meaning import Meaning, meaning_of
from handlers.actions.sight import allowed, sees, veiled
from handlers.actions.trends import unit_trend
from handlers.actions.views import (
    BoardView,
    Card,
    Choice,
    Trend,
    Unpublished,
    View,
)
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage.publications import OVERALL


async def look(deps: Deps, viewer: Viewer, asked: str, *, period: Period | None = None) -> View:
    """What a text asks for; the whole district when it asks for nothing in particular.

    Raises:
        NotFound, NotAllowed.
    """
    meaning = meaning_of(await deps.roster.current(), asked)
    period = period or await standing.current_period(deps, deps.now())
    if meaning.is_whole:
        return await ranking(deps, viewer, period)
    if meaning.is_open:
        return Choice(meaning.asked, meaning.found)
    return await _meant(deps, viewer, period, meaning)


async def _meant(deps: Deps, viewer: Viewer, period: Period, meaning: Meaning) -> View:
    found = meaning.found[0]
    if meaning.indicator is not None:
        return await item(deps, viewer, period, found.code, meaning.indicator.code)
    view = await see(deps, viewer, period, found)
    return replace(view, others=meaning.others) if isinstance(view, Card) else view


async def rank(deps: Deps, viewer: Viewer, asked: str, *, period: Period | None = None) -> View:
    """The ranking: overall, or by the indicator or in the group that a text names.

    Raises:
        NotFound.
    """
    meaning = meaning_of(await deps.roster.current(), asked)
    period = period or await standing.current_period(deps, deps.now())
    if meaning.indicator is not None:
        return await ranking(deps, viewer, period, subject=meaning.indicator.code)
    compared = (Kind.INDICATOR, Kind.GROUP)
    chosen = [f for f in (*meaning.found, *meaning.others) if f.kind in compared]
    if chosen:
        return await see(deps, viewer, period, chosen[0])
    return await ranking(deps, viewer, period)


async def see(deps: Deps, viewer: Viewer, period: Period, found: Found) -> View:
    """One thing of the roster."""
    match found.kind:
        case Kind.INDICATOR:
            return await ranking(deps, viewer, period, subject=found.code)
        case Kind.GROUP:
            return await ranking(deps, viewer, period, group=found.code)
        case Kind.UNIT:
            return await unit(deps, viewer, period, found.code)
        case Kind.PROJECT:
            return await project(deps, viewer, period, found.code)
        case Kind.PERSON:
            return await person(deps, viewer, period, found.code)


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
    owed = _of_unit(roster, period, code)
    if not owed and len(roster.subtree(code)) > 1:
        return await ranking(deps, viewer, period)
    own = allowed(viewer, owed)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        card = await unit_card(
            session,
            survey,
            roster.units[code],
            own,
            schedule=deps.schedule,
            rules=survey.rules,
        )
    if not sees(viewer, code):
        return card
    board = standing.board_of(deps, survey, OVERALL, None)
    return replace(card, standing=board.ranking.of_unit(code))


async def project(deps: Deps, viewer: Viewer, period: Period, code: str) -> Card:
    """A project's card."""
    roster = await deps.roster.current()
    own = allowed(viewer, of_project(roster, period, code))
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        return await project_card(
            session,
            survey,
            roster.projects[code],
            own,
            schedule=deps.schedule,
            rules=survey.rules,
        )


async def person(deps: Deps, viewer: Viewer, period: Period, code: str) -> Card:
    """A person's card: everybody their own, others by the units they may see."""
    roster = await deps.roster.current()
    own = of_person(roster, period, code)
    if viewer.person is None or viewer.person.code != code:
        own = allowed(viewer, own)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        return await person_card(
            session,
            survey,
            roster.people[code],
            own,
            schedule=deps.schedule,
            rules=survey.rules,
        )


async def item(deps: Deps, viewer: Viewer, period: Period, unit_code: str, indicator: str) -> Trend:
    """One indicator of one unit, week by week.

    Raises:
        NotFound: the unit owes no such number.
    """
    roster = await deps.roster.current()
    owed = [a for a in _of_unit(roster, period, unit_code) if a.indicator == indicator]
    known = roster.units[unit_code], roster.indicators[indicator]
    if not owed and sees(viewer, unit_code):
        raise NotFound(f"{known[0].short}{known[1].name}")
    own = allowed(viewer, owed)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        return await unit_trend(
            session, survey, deps.schedule, own, unit=known[0], rules=survey.rules
        )


def _of_unit(roster: Roster, period: Period, unit: str) -> tuple[Assignment, ...]:
    return tuple(a for a in roster.of_cadence(period.kind) if a.unit == unit)


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
