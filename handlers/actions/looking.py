"""Looking something up: what is asked, whether this reader may see it, and how it stands."""

from collections.abc import Sequence
from dataclasses import replace

from domain.errors import NotAllowed, NotFound
from domain.finding import Found, Kind
from domain.periods import Period
from domain.ranking import Standing
from domain.roster import Assignment, Roster
from handlers.actions import standing
from handlers.actions.board import Board
from handlers.actions.cards import of_person, of_project, person_card, project_card, unit_card
from handlers.actions.meaning import Meaning, meaning_of
from handlers.actions.trends import unit_trend, units_trend
from handlers.actions.views import (
    BoardView,
    Card,
    Choice,
    MissingView,
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
        return BoardView(_of_group(live, group), group=group)
    board = await standing.last_published(deps, period, subject=subject)
    if board is None:
        return Unpublished()
    own: tuple[Standing, ...] = ()
    if viewer.units:
        live = await standing.board(deps, period, subject=subject)
        own = tuple(s for s in live.ranking.standings if s.unit in viewer.units)
    return BoardView(_of_group(_veiled(board), group), own, group)


async def unit(deps: Deps, viewer: Viewer, period: Period, code: str) -> View:
    """A unit's card; the root of the tree, which is compared with nobody, is the whole."""
    roster = await deps.roster.current()
    owed = _of_unit(roster, period, code)
    if not owed and len(roster.subtree(code)) > 1:
        return await ranking(deps, viewer, period)
    own = _allowed(viewer, owed)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, period)
        card = await unit_card(
            session,
            survey,
            roster.units[code],
            own,
            schedule=deps.schedule,
            rules=deps.rules.lights,
        )
    if not _sees(viewer, code):
        return card
    board = standing.board_of(deps, survey, OVERALL, None)
    return replace(card, standing=board.ranking.of_unit(code))


async def project(deps: Deps, viewer: Viewer, period: Period, code: str) -> Card:
    """A project's card."""
    roster = await deps.roster.current()
    own = _allowed(viewer, of_project(roster, period, code))
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, period)
        return await project_card(
            session,
            survey,
            roster.projects[code],
            own,
            schedule=deps.schedule,
            rules=deps.rules.lights,
        )


async def person(deps: Deps, viewer: Viewer, period: Period, code: str) -> Card:
    """A person's card: everybody their own, others by the units they may see."""
    roster = await deps.roster.current()
    own = of_person(roster, period, code)
    if viewer.person is None or viewer.person.code != code:
        own = _allowed(viewer, own)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, period)
        return await person_card(
            session,
            survey,
            roster.people[code],
            own,
            schedule=deps.schedule,
            rules=deps.rules.lights,
        )


async def item(deps: Deps, viewer: Viewer, period: Period, unit_code: str, indicator: str) -> Trend:
    """One indicator of one unit, week by week.

    Raises:
        NotFound: the unit owes no such number.
    """
    roster = await deps.roster.current()
    owed = [a for a in _of_unit(roster, period, unit_code) if a.indicator == indicator]
    known = roster.units[unit_code], roster.indicators[indicator]
    if not owed and _sees(viewer, unit_code):
        raise NotFound(f"{known[0].short}{known[1].name}")
    own = _allowed(viewer, owed)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, period)
        return await unit_trend(
            session, survey, deps.schedule, own, unit=known[0], rules=deps.rules.lights
        )


async def trend(deps: Deps, viewer: Viewer, asked: str, *, period: Period | None = None) -> View:
    """An indicator over the weeks, of one unit or of those that lead and lag.

    Raises:
        NotFound, NotAllowed.
    """
    roster = await deps.roster.current()
    period = period or await standing.current_period(deps, deps.now())
    meaning = meaning_of(roster, asked)
    if meaning.indicator is not None:
        return await item(deps, viewer, period, meaning.found[0].code, meaning.indicator.code)
    chosen = [f for f in (*meaning.found, *meaning.others) if f.kind is Kind.INDICATOR]
    if chosen:
        return await course(deps, viewer, period, chosen[0].code)
    kinds = [i for i in roster.indicators.values() if i.cadence is period.kind]
    found = tuple(Found(Kind.INDICATOR, i.code, i.name) for i in kinds)
    return Choice(asked, found, is_trend=True)


async def course(deps: Deps, viewer: Viewer, period: Period, indicator: str) -> Trend:
    """An indicator over the weeks in all units this reader may see.

    Raises:
        NotAllowed: there is none.
    """
    roster = await deps.roster.current()
    known = roster.indicators[indicator]
    owed = {a.unit for a in roster.of_cadence(period.kind) if a.indicator == indicator}
    seen = {unit for unit in owed if _sees(viewer, unit)}
    if not seen and not viewer.sees_all:
        raise NotAllowed
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, period)
        return await units_trend(
            session, survey, deps.schedule, known, seen, rules=deps.rules.lights
        )


async def missing(
    deps: Deps, viewer: Viewer, *, period: Period | None = None, indicator: str = ""
) -> MissingView:
    """Who has not answered what, as far as this reader may see it; everybody sees their own."""
    period = period or await standing.current_period(deps, deps.now())
    board = await standing.board(deps, period, subject=indicator)
    if viewer.sees_all:
        return MissingView(board.period, board.missing, board.reported, board.expected, board.as_of)
    roster = await deps.roster.current()
    person = viewer.person.code if viewer.person else ""
    own = tuple(m for m in board.missing if m.unit in viewer.units or m.person == person)
    asked = [
        a
        for a in roster.of_cadence(period.kind)
        if (a.unit in viewer.units or a.person == person) and indicator in ("", a.indicator)
    ]
    lacking = sum(len(m.items) for m in own)
    return MissingView(board.period, own, len(asked) - lacking, len(asked), board.as_of)


def _of_unit(roster: Roster, period: Period, unit: str) -> tuple[Assignment, ...]:
    return tuple(a for a in roster.of_cadence(period.kind) if a.unit == unit)


def _sees(viewer: Viewer, unit: str) -> bool:
    return viewer.sees_all or unit in viewer.units


def _allowed(viewer: Viewer, owed: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """Those of these numbers that the reader may see: of own units, and the own ones.

    Raises:
        NotAllowed: none of them.
    """
    person = viewer.person
    seen = tuple(
        a
        for a in owed
        if _sees(viewer, a.unit) or (person is not None and a.is_borne_by(person.code))
    )
    if not seen and not viewer.sees_all:
        raise NotAllowed
    return seen


def _veiled(board: Board) -> Board:
    """Without the amounts, which are only for those who see all."""
    standings = tuple(replace(s, value=None, target=None) for s in board.ranking.standings)
    return replace(board, missing=(), ranking=replace(board.ranking, standings=standings))


def _of_group(board: Board, group: str) -> Board:
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
    )
