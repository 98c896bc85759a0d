"""An indicator's total and who brings it: for amounts, which alone add up."""

from domain.contribution import ADDING_UP, Given, contribution_of
from domain.errors import NotAllowed, NotFound
from domain.finding import Kind
from domain.periods import Period
from handlers.actions.lookups import rankings
from handlers.actions.lookups.cards import measured
from handlers.actions.lookups.meaning import meaning_of
from handlers.actions.lookups.views import View
from handlers.actions.lookups.views.boards import ContributionView
from handlers.actions.measuring import rhythms, standing
from handlers.actions.measuring.reading import asked_periods, year_of
from handlers.actions.measuring.totals import adding_up
from handlers.deps import Deps
from handlers.viewers import Viewer


async def contribution(deps: Deps, viewer: Viewer, period: Period, indicator: str) -> View:
    """Everybody's part of an indicator; the ranking of one that does not add up.

    Raises:
        NotAllowed: it shows every unit's amount, so it is for those who see all.
    """
    if not viewer.sees_all:
        raise NotAllowed
    roster = await deps.roster.current()
    known = roster.indicators[indicator]
    period = rhythms.of_indicator(deps, roster, indicator, period)
    if known.basis not in ADDING_UP:
        return await rankings.as_seen(deps, viewer, period, subject=indicator)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        owed = adding_up(survey, known)
        ids = [a.id for own in owed.values() for a in own]
        year = await year_of(session, period, ids, known_at=survey.known_at)
    rules, periods = survey.rules, asked_periods(deps.schedule, period)
    given = []
    for unit, own in owed.items():
        now, *before = (measured(roster, own, year, p, rules) for p in reversed(periods[-2:]))
        if now.progress.value is not None:
            earlier = before[0].progress.value if before else None
            given.append(
                Given(
                    unit,
                    roster.units[unit].short,
                    now.progress.value,
                    earlier,
                    now.progress.target,
                    now.progress.light,
                )
            )
    silent = tuple(roster.units[unit].short for unit in owed if unit not in {g.unit for g in given})
    return ContributionView(known, period, survey.as_of, contribution_of(given), silent)


async def named(deps: Deps, viewer: Viewer, asked: str, *, period: Period) -> View:
    """The same by an indicator's name or alias.

    Raises:
        NotFound, NotAllowed.
    """
    meaning = meaning_of(await deps.roster.current(), asked)
    code = next((f.code for f in meaning.found if f.kind is Kind.INDICATOR), None)
    if code is None:
        raise NotFound(asked)
    return await contribution(deps, viewer, period, code)
