"""What a month or a quarter came to: its targets, the way ahead, and who may be listed.

All indicators count, at whatever rhythm they are asked: the weekly ones by the last week that
belongs to the period, which is the one its Thursday lies in. Rules, targets and exemptions are
those of the period, and of a published edition all of it as it was known then.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.allowances import Allowance
from domain.closing import Closed, Tally, closed_of, tally_of
from domain.commending import Lists, lists_of
from domain.figures import Timeliness
from domain.items import Item, item_of
from domain.periods import Period, PeriodKind
from domain.points import Circumstances
from domain.ranking import Ranking, overall
from domain.results import by_points, results_of
from domain.scoring import averaged_score
from domain.underway import SoFar, so_far_of
from handlers.actions.measuring import points, rhythms, standing
from handlers.actions.measuring.board import Board, board_from
from handlers.actions.measuring.surveying import Survey
from handlers.deps import Deps
from storage import figures, publications, records

THURSDAY = timedelta(days=3)
"""From the first day of a week to the one that says to which month it belongs."""

Items = Mapping[str, Sequence[Item]]
"""By unit, in roster order."""

Surveys = Sequence[Survey]
"""Of the quicker rhythms first, of the period itself last."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """How the numbers of a month's weeks came in: of `count` published ones, how many late.

    `missing` counts those that were not there when their week was published; `units` are the
    names of those that owed them, the most first.
    """

    count: int
    late: int
    missing: int
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """What a period came to; what cannot be told yet is None or empty.

    `ranking` is that of all indicators together, with movement since the period before; None
    where the ranking of the period is that already. `tally` and `lists` are of one
    that is over, the lists of a quarter alone; `so_far` is about the quarter under way, `weeks`
    about those of a month.
    """

    ranking: Ranking | None = None
    tally: Tally | None = None
    lists: Lists | None = None
    so_far: tuple[SoFar, ...] = ()
    weeks: Weeks | None = None


async def closing(deps: Deps, survey: Survey) -> Closing | None:
    """What the surveyed month or quarter came to; None of any other period."""
    period = survey.period
    if period.kind not in (PeriodKind.MONTH, PeriodKind.QUARTER):
        return None
    today = survey.as_of.astimezone(deps.schedule.zone).date()
    async with deps.db.reading() as session:
        found = [*await _quicker(deps, session, survey), survey]
        is_month = period.kind is PeriodKind.MONTH
        weeks = await _weeks(deps, session, survey) if is_month else None
    if today <= period.end:
        return Closing(so_far=await _so_far(found, today), weeks=weeks)
    if is_month:
        return await _of_month(deps, found, weeks)
    return await _of_quarter(deps, found)


async def _of_month(deps: Deps, found: Surveys, weeks: Weeks | None) -> Closing:
    period = found[-1].period
    items = await _items(found, period, period.end)
    return Closing(
        ranking=await _together(deps, found, items, Circumstances()),
        tally=tally_of(_closed(items, f"m{period.number}", Circumstances())),
        so_far=await _so_far(found, period.end),
        weeks=weeks,
    )


async def _of_quarter(deps: Deps, found: Surveys) -> Closing:
    """Ranked by points where the rules give any."""
    survey, marking = found[-1], found[-1].rules.marking
    async with deps.db.reading() as session:
        about = await _circumstances(deps, session, found)
    items = await _items(found, survey.period, survey.period.end)
    closed = _closed(items, f"q{survey.period.number}", about)
    rank = _by_points if marking.gives_points else _by_completion
    return Closing(
        ranking=await _together(deps, found, items, about),
        tally=tally_of(closed),
        lists=lists_of(
            rank(survey, items, about),
            closed,
            places=marking.list_places,
            by_points=marking.gives_points,
        ),
    )


async def _so_far(found: Surveys, day: date) -> tuple[SoFar, ...]:
    survey = found[-1]
    quarter = Period.containing(PeriodKind.QUARTER, survey.period.end)
    items = await _items(found, quarter, day)
    compared = [item for unit in _compared(survey, items) for item in items[unit]]
    return so_far_of(compared, f"q{quarter.number}", day=day, rules=survey.rules)


async def _together(
    deps: Deps, found: Surveys, items: Items, about: Circumstances
) -> Ranking | None:
    """All indicators ranked together beside the period before; None if one survey holds all."""
    if len(found) == 1:
        return None
    period, previous = found[-1].period, None
    if period.previous().year == period.year:
        async with deps.db.reading() as session:
            survey = await standing.surveyed(deps, session, found[-1].roster, period.previous())
            earlier = [*await _quicker(deps, session, survey), survey]
        then = await _items(earlier, survey.period, survey.period.end)
        previous = _by_completion(survey, then, Circumstances())
    return _by_completion(found[-1], items, about, previous)


def _by_points(survey: Survey, items: Items, about: Circumstances) -> Ranking:
    roster, period, rules = survey.roster, survey.period, survey.rules
    scores = [averaged_score(unit, items[unit]) for unit in _compared(survey, items)]
    results = results_of(scores, roster=roster, period=period, rules=rules, circumstances=about)
    return by_points(results, scores, roster=roster, period=period, rules=rules)


def _by_completion(
    survey: Survey, items: Items, about: Circumstances, previous: Ranking | None = None
) -> Ranking:
    """What is exempt is left out."""
    scores = [
        averaged_score(
            unit,
            [item for item in items[unit] if about.exemption(unit, item.indicator.code) is None],
        )
        for unit in _compared(survey, items)
    ]
    return overall(
        scores,
        roster=survey.roster,
        period=survey.period,
        rules=survey.rules.lights,
        previous=previous,
    )


async def _quicker(deps: Deps, session: AsyncSession, survey: Survey) -> list[Survey]:
    """The last periods of quicker rhythms within this one that have been asked by now."""
    whole, found = survey.period, []
    quicker = standing.KINDS[: standing.KINDS.index(whole.kind)]
    for kind in rhythms.kinds_in(survey.roster):
        if kind not in quicker:
            break
        last = rhythms.last_within(whole, kind)
        if deps.schedule.skipped_because(last) is not None:
            last = deps.schedule.previous_asked(last)
        last = min(last, standing.current_of(deps, kind, deps.now()))
        if last.end >= whole.start:
            found.append(await standing.surveyed(deps, session, survey.roster, last))
    return found


async def _circumstances(deps: Deps, session: AsyncSession, found: Surveys) -> Circumstances:
    """Those of the last, and of the others what is exempt of the numbers they asked for."""
    *quicker, own = found
    exempt: dict[tuple[str, str], Allowance] = {}
    for survey in quicker:
        known = await points.circumstances(deps, session, survey)
        for unit, measured in survey.units.items():
            for item in measured.score.items:
                held = known.exemption(unit, item.indicator.code)
                if held is not None:
                    exempt[unit, item.indicator.code] = held
    about = await points.circumstances(deps, session, own)
    return replace(about, exempt={**exempt, **about.exempt})


async def _items(found: Surveys, period: Period, day: date) -> Items:
    """What was reported last, measured against the targets of a period; others get their turn."""
    roster, rules = found[-1].roster, found[-1].rules
    made: dict[str, list[Item]] = {code: [] for code in roster.units}
    for survey in found:
        for unit, measured in survey.units.items():
            for item in measured.score.items:
                own = item_of(item.indicator, item.parts, period=period, day=day, rules=rules)
                made[unit].append(own)
            await asyncio.sleep(0)
    return {unit: own for unit, own in made.items() if own}


def _compared(survey: Survey, items: Items) -> Sequence[str]:
    """The units that are compared: where there are groups, those in one."""
    units = survey.roster.units
    return [unit for unit in items if units[unit].group] or list(items)


def _closed(items: Items, slot: str, about: Circumstances) -> list[Closed]:
    found = (
        closed_of(unit, item, slot, exempt=_reason(about, unit, item))
        for unit, own in items.items()
        for item in own
    )
    return [one for one in found if one is not None]


def _reason(about: Circumstances, unit: str, item: Item) -> str | None:
    """Why an item is exempt; None if it is not."""
    by = about.exemption(unit, item.indicator.code)
    return by.reason if by else None


async def _weeks(deps: Deps, session: AsyncSession, survey: Survey) -> Weeks | None:
    """What is known of the month's weeks that were published; None without any."""
    boards = await _published_in(deps, session, survey.period)
    if not boards:
        return None
    keys = [board.period.key for board in boards]
    if deps.known_at is None:
        given = await figures.current(session, list(survey.roster.assignments), keys)
    else:
        given = await records.as_known_on(session, keys, deps.known_at)
    owed = Counter[str]()
    for board in boards:
        for entry in board.missing:
            owed[entry.unit_name] += len(entry.items)
    return Weeks(
        count=len(boards),
        late=sum(figure.timeliness is Timeliness.LATE for figure in given.values()),
        missing=sum(board.expected - board.reported for board in boards),
        units=tuple(name for name, _ in owed.most_common()),
    )


async def _published_in(deps: Deps, session: AsyncSession, month: Period) -> list[Board]:
    """The weekly lists that were published for the weeks of a month, the last one first."""
    boards, week = [], rhythms.last_within(month, PeriodKind.WEEK)
    while week.start + THURSDAY >= month.start:
        frozen = await publications.of(session, week.key, as_of=deps.known_at)
        boards += [board_from(frozen)] if frozen else []
        week = week.previous()
    return boards
