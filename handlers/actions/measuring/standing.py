"""Who stands where: the board of a period, live, as known on a day, or as published."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from domain.bearers import BEARERS, Bearers
from domain.needs import with_needs
from domain.periods import Period, PeriodKind
from domain.points import POINTS
from domain.ranking import Ranking, Standing, by_indicator, in_order
from domain.roster import Roster
from domain.schedule import Schedule
from handlers.actions.measuring import borne, holding, ruling
from handlers.actions.measuring import points as points_of
from handlers.actions.measuring.amendments import Amendment
from handlers.actions.measuring.board import Board, Subject, board_from, publication_of
from handlers.actions.measuring.marks import odd_in, stages_in
from handlers.actions.measuring.recalling import as_known
from handlers.actions.measuring.surveying import Survey
from handlers.deps import Deps
from storage import publications
from storage import roster as rosters
from storage.publications import OVERALL, Publication

NO_AMENDMENTS: Mapping[str, Amendment] = {}
KINDS = (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


async def board(
    deps: Deps, period: Period, *, subject: str = OVERALL, as_of: datetime | None = None
) -> Board:
    """The ranking as it stands now (or was known at `as_of`), overall or by one indicator."""
    if as_of is not None:
        deps = await as_known(deps, as_of)
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        found = await surveyed(deps, session, roster, period)
        return await board_in(deps, session, found, subject)


async def surveyed(deps: Deps, session: AsyncSession, roster: Roster, period: Period) -> Survey:
    """Measure a period by the rules it began with, as this session sees it or as it was known.

    The roster is handed in: asking for it inside a session may read the database again, for
    which an in-memory database has no second connection.
    """
    rules = await ruling.in_force(deps, session, period)
    if deps.known_at is not None:
        return await deps.pasts.survey(session, roster, period, rules=rules, as_of=deps.known_at)
    return await deps.surveys.current(session, roster, period, rules=rules, at=deps.now())


async def published(
    deps: Deps,
    period: Period,
    *,
    subject: str = OVERALL,
    edition: int | None = None,
) -> Board | None:
    """A frozen board of a period, by default its last edition; None if there is none."""
    async with deps.db.reading() as session:
        found = await publications.of(
            session, period.key, subject=subject, edition=edition, as_of=deps.known_at
        )
    return board_from(found) if found else None


async def last_published(deps: Deps, period: Period, *, subject: str = OVERALL) -> Board | None:
    """The newest frozen board of this period or an earlier one of its kind."""
    async with deps.db.reading() as session:
        found = await publications.of(
            session, period.key, subject=subject, as_of=deps.known_at
        ) or await publications.latest_before(
            session, period.key, subject=subject, as_of=deps.known_at
        )
    return board_from(found) if found else None


async def boards_so_far(deps: Deps, period: Period) -> tuple[Board, ...]:
    """The year's published boards up to a period, which itself is shown live if it was not."""
    async with deps.db.reading() as session:
        kept = await publications.so_far(session, period.key, as_of=deps.known_at)
    found = [board_from(publication) for publication in kept]
    if not found or found[-1].period != period:
        found.append(await board(deps, period))
    return tuple(found)


async def publish(
    deps: Deps,
    session: AsyncSession,
    period: Period,
    *,
    edition: int = 1,
    amendments: Mapping[str, Amendment] = NO_AMENDMENTS,
) -> Publication:
    """Freeze the period's rankings: overall, by points if any, by each indicator; and of bearers.

    Returns the overall one.

    `amendments` tell, by subject, why an edition follows another.

    Runs inside the caller's transaction, on the roster that this transaction sees. An edition
    that was published before stays as it is.
    """
    now = deps.now()
    roster = await rosters.load(session, year=deps.campaign.year)
    found = await surveyed(deps, session, roster, period)
    known = await borne.bearers_in(session, found)
    for made in await _boards(deps, session, found, known):
        made = replace(made, amendment=amendments.get(made.code))
        await publications.publish(session, publication_of(made, edition=edition, at=now))
    if found.rules.lights.holds:
        for subject, reds in (
            (holding.REDS, holding.reds_of_units(found)),
            (holding.REDS_OF_BEARERS, known.reds()),
        ):
            lit = holding.publication_of(found, reds, subject=subject, edition=edition, at=now)
            await publications.publish(session, lit)
    frozen = await publications.of(session, period.key, edition=edition)
    assert frozen is not None  # published above, or by whoever was faster
    return frozen


async def _boards(
    deps: Deps, session: AsyncSession, found: Survey, known: Bearers
) -> tuple[Board, ...]:
    """Every ranking of a survey that there is anybody in."""
    points = [POINTS] if found.rules.marking.gives_points else []
    of_units = [
        await board_in(deps, session, found, subject)
        for subject in [OVERALL, *points, *indicators_in(found)]
    ]
    of_bearers = []
    for subject in BEARERS:
        before = await ranking_before(deps, session, found.period, subject)
        made = borne.board_of(of_units[0], known, subject, before)
        of_bearers += [made] if made.ranking.standings else []
    return (*of_units, *of_bearers)


async def board_in(deps: Deps, session: AsyncSession, found: Survey, subject: str) -> Board:
    """The board of a survey beside the ranking published last.

    Overall, by an indicator, by points, or of projects or people.

    Raises:
        NoScoring: points are asked for, and by these rules there are none.
    """
    before = await ranking_before(deps, session, found.period, subject)
    if subject == POINTS:
        whole = board_of(deps, found, OVERALL, None)
        return await points_of.board_in(deps, session, found, whole, before)
    if subject in BEARERS:
        whole = board_of(deps, found, OVERALL, None)
        return borne.board_of(whole, await borne.bearers_in(session, found), subject, before)
    return board_of(deps, found, subject, before)


def board_of(deps: Deps, found: Survey, subject: str, before: Ranking | None) -> Board:
    """The board of a survey; `before` is the ranking that was published last."""
    roster, period, rules = found.roster, found.period, found.rules.lights
    told = partial(with_needs, scores=found.ranked, day=period.last_day_of_year, rules=found.rules)
    whole = Board(
        campaign=deps.campaign.name,
        district=deps.campaign.district,
        period=period,
        subject=None,
        ranking=Ranking(period.key, subject, ()),
        reported=sum(score.reported for score in found.scores),
        expected=sum(score.expected for score in found.scores),
        missing=found.missing,
        rules=rules,
        as_of=found.as_of,
        version=found.rules.version,
        has_points=found.rules.marking.gives_points,
        odd=odd_in(found, subject),
        stages=stages_in(found, subject),
    )
    if subject == OVERALL:
        standings = (unit.standing for unit in found.compared)
        ranking = in_order(standings, period=period, previous=before)
        return replace(whole, ranking=told(ranking))
    ranking = by_indicator(found.ranked, subject, roster=roster, period=period, previous=before)
    return replace(
        whole,
        subject=Subject.of(roster.indicators[subject]),
        ranking=told(ranking),
        reported=sum(standing.reported for standing in ranking.standings),
        expected=sum(standing.expected for standing in ranking.standings),
        missing=tuple(own for m in found.missing if (own := m.about(subject))),
    )


def place_of(found: Survey, unit: str) -> Standing | None:
    """One unit's overall standing: nobody but those of its own group decides about its rank."""
    group = found.roster.units[unit].group
    rivals = (one.standing for one in found.compared if one.standing.group == group)
    return in_order(rivals, period=found.period).of_unit(unit)


def indicators_in(found: Survey) -> tuple[str, ...]:
    """The indicators that units are compared by in a survey, in roster order."""
    present = {item.indicator.code for score in found.ranked for item in score.items}
    return tuple(code for code in found.roster.indicators if code in present)


async def current_period(deps: Deps, at: datetime) -> Period:
    """What is looked at by default: the open period once it is asked, until then the last.

    On Monday the week that has just been closed is of interest, and on Thursday morning,
    when everybody is asked, the new one. The rhythm is the quickest that anything is asked at.
    """
    return current_of(deps, quickest(await deps.roster.current()), at)


def current_of(deps: Deps, kind: PeriodKind, at: datetime) -> Period:
    """The same of one rhythm; never of a year before the campaign's."""
    last = last_asked(deps.schedule, kind, at)
    return last if last.year >= deps.campaign.year else deps.schedule.next_asked(last)


def last_asked(schedule: Schedule, kind: PeriodKind, at: datetime) -> Period:
    """The last period of a rhythm whose prompt has come."""
    window = schedule.open_window(kind, at)
    return window.period if at >= window.prompt else schedule.previous_asked(window.period)


def last_locked(schedule: Schedule, kind: PeriodKind, at: datetime) -> Period:
    """The last period of a rhythm whose lock has come: the one that is still corrected."""
    return schedule.previous_asked(schedule.open_window(kind, at).period)


def quickest(roster: Roster) -> PeriodKind:
    """The quickest rhythm that anything is asked at."""
    asked = {indicator.cadence for indicator in roster.indicators.values()}
    return next((kind for kind in KINDS if kind in asked), PeriodKind.WEEK)


def is_summed_up(roster: Roster, kind: PeriodKind) -> bool:
    """Whether periods of a kind have anything to be told: asked for, or in quicker rhythms."""
    return KINDS.index(kind) >= KINDS.index(quickest(roster)) and bool(roster.indicators)


async def ranking_before(
    deps: Deps, session: AsyncSession, period: Period, subject: str
) -> Ranking | None:
    """What ranks of a period are compared with: the list published last before it.

    Looked at as known on a day, of those that had been published by then.
    """
    return await deps.lists.before(session, period.key, subject=subject, as_of=deps.known_at)
