"""Looking across: courses over time, lights at a glance, moves, and who is missing."""

from dataclasses import replace

from domain.errors import NotAllowed
from domain.finding import Found, Kind
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.lookups import roadmaps, single
from handlers.actions.lookups.meaning import meaning_of
from handlers.actions.lookups.trends import units_trend
from handlers.actions.lookups.views import View
from handlers.actions.lookups.views.boards import BumpView, HeatView
from handlers.actions.lookups.views.choices import Choice, Unpublished
from handlers.actions.lookups.views.courses import Trend
from handlers.actions.lookups.views.missing import MissingView
from handlers.actions.measuring import rhythms, standing
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.sent_back import SentBack, sent_back
from handlers.actions.measuring.sight import sees, veiled
from handlers.actions.members.delegating import stand_ins_for
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import figures, records
from storage.publications import OVERALL


async def trend(deps: Deps, viewer: Viewer, asked: str, *, period: Period | None = None) -> View:
    """An indicator over the periods of its rhythm, of one unit or of those that lead and lag.

    Raises:
        NotFound, NotAllowed, BadPeriod.
    """
    roster = await deps.roster.current()
    said = rhythms.named(deps, asked)
    period = period or said.period or await standing.current_period(deps, deps.now())
    meaning = meaning_of(roster, said.rest)
    if meaning.indicator is not None:
        return await single.item(
            deps, viewer, period, meaning.found[0].code, meaning.indicator.code
        )
    chosen = [f for f in (*meaning.found, *meaning.others) if f.kind is Kind.INDICATOR]
    if chosen:
        return await course(deps, viewer, period, chosen[0].code)
    found = tuple(Found(Kind.INDICATOR, i.code, i.name) for i in roster.indicators.values())
    return Choice(asked, found, "trend", period=said.period)


async def course(deps: Deps, viewer: Viewer, period: Period, indicator: str) -> Trend:
    """An indicator over the periods of its rhythm in all units this reader may see.

    Raises:
        NotAllowed: there is none.
    """
    roster = await deps.roster.current()
    known = roster.indicators[indicator]
    period = rhythms.of_indicator(deps, roster, indicator, period)
    owed = {a.unit for a in roster.of_cadence(period.kind) if a.indicator == indicator}
    seen = {unit for unit in owed if sees(viewer, unit)}
    if not seen and not viewer.sees_all:
        raise NotAllowed
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        return await units_trend(session, survey, deps.schedule, known, seen)


async def heat(deps: Deps, viewer: Viewer, period: Period) -> HeatView:
    """Every unit by every indicator; for those who see all.

    Raises:
        NotAllowed.
    """
    if not viewer.sees_all:
        raise NotAllowed
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
    return HeatView(standing.board_of(deps, survey, OVERALL, None), survey)


async def moves(deps: Deps, viewer: Viewer, period: Period) -> View:
    """How ranks moved over the year; what was published is for everybody."""
    if viewer.sees_all:
        return BumpView(await standing.boards_so_far(deps, period))
    boards = [b for b in await standing.boards_so_far(deps, period) if b.is_published]
    return BumpView(tuple(map(veiled, boards))) if boards else Unpublished()


async def all_missing(deps: Deps, viewer: Viewer) -> MissingView:
    """Who has not answered in the current period, and in those of slower rhythms still open."""
    roster = await deps.roster.current()
    period = await standing.current_period(deps, deps.now())
    slower = rhythms.together(deps, roster, period)[1:]
    async with deps.db.reading() as session:
        slower = await rhythms.still_open(deps, session, slower)
    also = [await missing(deps, viewer, period=one, is_beside=True) for one in slower]
    first = await missing(deps, viewer, period=period)
    return replace(first, also=tuple(view for view in also if view.expected))


async def missing(
    deps: Deps,
    viewer: Viewer,
    *,
    period: Period,
    indicator: str = "",
    is_beside: bool = False,
) -> MissingView:
    """Who has not answered what, as far as this reader may see it; everybody sees their own.

    Milestones that nobody has answered about belong to no period, so they are told once: not
    with one that `is_beside` another.
    """
    board = await standing.board(deps, period, subject=indicator)
    roster = await deps.roster.current()
    stand_ins = stand_ins_for(roster, {m.person for m in board.missing}, at=deps.now())
    is_whole = not (indicator or is_beside)
    overdue = await roadmaps.overdue(deps, viewer) if is_whole else ()
    returned = await _sent_back(deps, roster, board)
    if viewer.sees_all:
        return MissingView(
            board.period,
            board.missing,
            board.reported,
            board.expected,
            board.as_of,
            stand_ins=stand_ins,
            sent_back=returned,
            overdue=overdue,
        )
    person = viewer.person.code if viewer.person else ""
    own = tuple(m for m in board.missing if m.unit in viewer.units or m.person == person)
    asked = [
        a
        for a in roster.of_cadence(period.kind)
        if (a.unit in viewer.units or a.person == person) and indicator in ("", a.indicator)
    ]
    lacking = sum(len(m.items) for m in own)
    given = len(asked) - lacking
    return MissingView(
        board.period,
        own,
        given,
        len(asked),
        board.as_of,
        stand_ins=stand_ins,
        sent_back=returned,
        overdue=overdue,
    )


async def _sent_back(deps: Deps, roster: Roster, board: Board) -> dict[int, SentBack]:
    """Why numbers have to be given again, by assignment."""
    owed = [lack.assignment for entry in board.missing for lack in entry.returned]
    if not owed:
        return {}
    async with deps.db.reading() as session:
        key = board.period.key
        if deps.known_at is None:
            now = await figures.current(session, owed, (key,))
        else:
            found = await records.as_known_on(session, (key,), deps.known_at)
            now = {slot: figure for slot, figure in found.items() if slot[0] in owed}
        told = await sent_back(session, roster, now.values(), as_of=deps.known_at)
    return {assignment: said for (assignment, _), said in told.items()}
