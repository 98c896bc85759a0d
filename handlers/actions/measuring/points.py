"""Points of a period (得分): from a survey to each unit's marks, and their ranking as a board."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from domain.allowances import Allowance, holding
from domain.errors import NoScoring
from domain.points import POINTS, Circumstances, Effect, Result
from domain.ranking import Ranking
from domain.results import by_points, results_of
from handlers.actions.measuring.board import Board, Subject
from handlers.actions.measuring.surveying import Survey
from handlers.deps import Deps
from storage import allowances, decisions, publications

SUBJECT = Subject(POINTS, "得分", "分", 2, is_rate=False, is_points=True)


async def results(deps: Deps, session: AsyncSession, found: Survey) -> tuple[Result, ...]:
    """Every compared unit's points, with what is known of the period beside its numbers.

    Raises:
        NoScoring: the rules of this period give no points.
    """
    rules = found.rules
    if not rules.marking.gives_points:
        raise NoScoring
    about = await circumstances(deps, session, found)
    return results_of(
        found.ranked,
        roster=found.roster,
        period=found.period,
        rules=rules,
        circumstances=about,
    )


async def board_in(
    deps: Deps, session: AsyncSession, found: Survey, whole: Board, before: Ranking | None
) -> Board:
    """The ranking by points; `whole` is the overall board it goes beside.

    Raises:
        NoScoring.
    """
    ranking = by_points(
        await results(deps, session, found),
        found.ranked,
        roster=found.roster,
        period=found.period,
        rules=found.rules,
        previous=before,
    )
    return replace(whole, subject=SUBJECT, ranking=ranking)


async def circumstances(deps: Deps, session: AsyncSession, found: Survey) -> Circumstances:
    """What is known of a period beside its numbers."""
    period, known_at = found.period.key, deps.known_at
    returned: dict[str, int] = {}
    if found.rules.marking.returned_points:
        owed = found.roster.assignments
        sent_back = await decisions.returns_in(session, period, as_of=known_at)
        for assignment, count in sent_back.items():
            if assignment in owed:
                unit = owed[assignment].unit
                returned[unit] = returned.get(unit, 0) + count
    exempt: dict[tuple[str, str], Allowance] = {}
    effects: dict[str, tuple[Effect, ...]] = {}
    said = await allowances.about(session, found.period, as_of=known_at)
    published_at = await publications.first_published(session, period, as_of=known_at)
    for one in holding(said, found.period, published_at=published_at):
        if one.points is None:
            exempt[one.place] = one
        else:
            effects[one.unit] = (*effects.get(one.unit, ()), Effect(one.points, one.reason))
    return Circumstances(exempt, effects, returned)
