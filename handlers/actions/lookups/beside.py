"""Published values beside what was reported: of a month or quarter, the largest gap first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.errors import NotAllowed
from domain.figures import Answer, Basis, Figure, Indicator
from domain.finding import Kind
from domain.items import Item
from domain.official import (
    Compared,
    Official,
    named_in,
    periods_within,
    reported_period,
    since_january,
)
from domain.periods import Period
from domain.rollup import Rollup
from domain.roster import Roster
from domain.schedule import Schedule
from handlers.actions.lookups.cards import measured
from handlers.actions.lookups.meaning import Meaning, meaning_of
from handlers.actions.measuring import standing
from handlers.actions.measuring.sight import sees
from handlers.actions.measuring.surveying import Survey
from handlers.actions.measuring.totals import adding_up
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import officials


@dataclass(frozen=True, slots=True)
class OfficialView:
    """Published values of a period beside the reported ones, the largest gap first.

    `period` is None when nothing has been published; `others` are periods with published
    values, oldest first; `about` is what the view is limited to, by name.
    """

    roster: Roster
    period: Period | None
    entries: tuple[Compared, ...]
    others: tuple[Period, ...] = ()
    about: str = ""


def today(deps: Deps) -> date:
    """The day it is in the district."""
    return deps.now().astimezone(deps.schedule.zone).date()


async def asked(deps: Deps, viewer: Viewer, words: str) -> OfficialView:
    """What a text asks for: a period, a unit, an indicator, any of them or none.

    Without a period the newest that has published values of what is meant.

    Raises:
        NotFound, NotAllowed, BadPeriod.
    """
    roster = await deps.roster.current()
    named = named_in(words, today=today(deps), year=deps.campaign.year)
    meaning = meaning_of(roster, named.rest)
    async with deps.db.reading() as session:
        known = await officials.current(session, as_of=deps.known_at)
    seen = [one for one in known.values() if sees(viewer, one.unit)]
    if known and not seen:
        raise NotAllowed
    meant = [one for one in seen if _is_about(roster, one, meaning)]
    periods = sorted({Period.parse(one.period) for one in meant}, key=lambda period: period.end)
    period = named.period or (periods[-1] if periods else None)
    own = [one for one in meant if period and one.period == period.key]
    entries = sorted(await compared(deps, roster, own), key=lambda entry: entry.size, reverse=True)
    return OfficialView(roster, period, tuple(entries), tuple(periods), _about(meaning))


async def compared(deps: Deps, roster: Roster, found: Sequence[Official]) -> list[Compared]:
    """Each with what was reported for the end of its period, in the order given."""
    surveys: dict[Period, Survey] = {}
    async with deps.db.reading() as session:
        for one in found:
            period = report_of(one, roster)
            if period is not None and period not in surveys:
                surveys[period] = await standing.surveyed(deps, session, roster, period)
    return [_compared(one, roster, surveys, deps.schedule) for one in found]


async def newest(
    deps: Deps, roster: Roster, published: Sequence[Official], indicators: Collection[str]
) -> tuple[Compared, ...]:
    """Of what was published of one unit the newest of each of these indicators, in roster order."""
    latest = {
        one.indicator: one
        for one in sorted(published, key=lambda one: Period.parse(one.period).end)
    }
    own = [latest[code] for code in roster.indicators if code in latest and code in indicators]
    entries = await compared(deps, roster, own) if own else []
    return tuple(replace(entry, so_far=_so_far(entry, published)) for entry in entries)


def _so_far(entry: Compared, found: Sequence[Official]) -> Decimal | None:
    """The published value as targets are measured by: since January."""
    if entry.indicator.basis is not Basis.FLOW:
        return entry.official.value
    own = [one for one in found if one.indicator == entry.indicator.code]
    return since_january(own).get(entry.official.period)


def report_of(one: Official, roster: Roster) -> Period | None:
    """The period whose report tells the same; of a number that covers its period only (当期)
    the last of those that make up the published one.
    """
    indicator = roster.indicators.get(one.indicator)
    if indicator is None:
        return None
    period = Period.parse(one.period)
    if indicator.basis is Basis.FLOW:
        return next(reversed(periods_within(period, indicator.cadence)), None)
    return reported_period(period, indicator.cadence)


def with_reports(
    published: Sequence[Official], indicator: Indicator
) -> tuple[tuple[Period, Official], ...]:
    """Each with the period whose report tells the same.

    Numbers of their periods alone are shown as they add up since January; so are these.
    """
    if indicator.basis is Basis.FLOW:
        published = _added_up(published)
    pairs = (
        (reported_period(Period.parse(one.period), indicator.cadence), one) for one in published
    )
    return tuple((period, one) for period, one in pairs if period is not None)


def _added_up(published: Sequence[Official]) -> tuple[Official, ...]:
    sums = since_january(published)
    own = (one for one in published if one.period in sums)
    return tuple(replace(one, value=sums[one.period], growth=None) for one in own)


def _compared(
    one: Official, roster: Roster, surveys: Mapping[Period, Survey], schedule: Schedule
) -> Compared:
    indicator = roster.indicators[one.indicator]
    period = report_of(one, roster)
    if period is None:
        return Compared(one, indicator)
    survey = surveys[period]
    if indicator.basis is not Basis.FLOW:
        reported = _reported(survey, one.unit, indicator, _value_of)
        return Compared(one, indicator, reported, period)
    within = periods_within(Period.parse(one.period), indicator.cadence)
    asked = {period.key for period in within if schedule.skipped_because(period) is None}
    if indicator.is_share and len(asked) > 1:  # shares of several periods have no sum
        return Compared(one, indicator, None, period, reported_since=within[0])
    every = {period.key for period in within}
    reported = _reported(
        survey,
        one.unit,
        indicator,
        lambda item: _sum_of(item, survey, every, asked),
        in_full=True,
    )
    return Compared(one, indicator, reported, period, reported_since=within[0])


def _value_of(item: Item) -> Decimal | None:
    """What a unit has reached, None where nothing was reported."""
    return item.progress.value


def _sum_of(item: Item, survey: Survey, every: set[str], asked: set[str]) -> Decimal | None:
    """What a unit reported in these periods together, None where an answer is lacking."""
    expected = [part.assignment for part in item.parts if part.is_expected]
    own = [a for a in expected if a.project is None] or expected
    known = {
        a.id: tuple(f for f in survey.figures.get(a.id, ()) if f.period in every and f.counts)
        for a in own
    }
    if not own or any(asked - {f.period for f in known[a.id] if _is_told(f)} for a in own):
        return None
    return measured(survey.roster, own, known, survey.period, survey.rules).progress.value


def _is_told(figure: Figure) -> bool:
    return figure.answer in (Answer.NUMBER, Answer.NOT_APPLICABLE)


def _reported(
    survey: Survey,
    unit: str,
    indicator: Indicator,
    value_of: Callable[[Item], Decimal | None],
    *,
    in_full: bool = False,
) -> Decimal | None:
    """The unit's own number, else the sum of those below it where sums are right.

    `in_full`: only if none of them lacks.
    """
    own = _told(survey, unit, indicator, value_of)
    if own is not None or indicator.operator is not Rollup.SUM or indicator.basis is Basis.RATE:
        return own
    below = survey.roster.subtree(unit)
    owing = [one for one in adding_up(survey, indicator) if one in below]
    told = [_told(survey, one, indicator, value_of) for one in owing]
    parts = [value for value in told if value is not None]
    if not parts or (in_full and len(parts) < len(told)):
        return None
    return sum(parts, Decimal(0))


def _told(
    survey: Survey, unit: str, indicator: Indicator, value_of: Callable[[Item], Decimal | None]
) -> Decimal | None:
    items = survey.units[unit].score.items if unit in survey.units else ()
    return next((value_of(item) for item in items if item.indicator.code == indicator.code), None)


def _is_about(roster: Roster, one: Official, meaning: Meaning) -> bool:
    if one.indicator not in roster.indicators or one.unit not in roster.units:
        return False
    if meaning.indicator is not None:
        return (one.unit, one.indicator) == (meaning.found[0].code, meaning.indicator.code)
    if meaning.is_whole:
        return True
    return any(
        found.code
        in {
            Kind.UNIT: (one.unit,),
            Kind.INDICATOR: (one.indicator,),
            Kind.GROUP: (roster.units[one.unit].group,),
        }.get(found.kind, ())
        for found in (*meaning.found, *meaning.others)
    )


def _about(meaning: Meaning) -> str:
    if meaning.is_whole:
        return ""
    names = [meaning.found[0].name, meaning.indicator.name if meaning.indicator else ""]
    return "".join(names)
