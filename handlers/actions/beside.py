"""Published values beside what was reported: of a month or quarter, the largest gap first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.errors import NotAllowed
from domain.figures import Basis, Indicator
from domain.finding import Kind
from domain.official import Compared, Official, named_in, reported_period
from domain.periods import Period
from domain.rollup import Rollup
from domain.roster import Roster
from handlers.actions import standing
from handlers.actions.meaning import Meaning, meaning_of
from handlers.actions.sight import sees
from handlers.actions.surveying import Survey
from handlers.actions.totals import adding_up
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
    return [_compared(one, roster, surveys) for one in found]


async def newest(
    deps: Deps, roster: Roster, unit: str, indicators: Collection[str]
) -> tuple[Compared, ...]:
    """Of one unit the newest published value of each of these indicators, in roster order."""
    async with deps.db.reading() as session:
        found = await officials.of_unit(session, unit, as_of=deps.known_at)
    latest = {
        one.indicator: one for one in sorted(found, key=lambda one: Period.parse(one.period).end)
    }
    own = [latest[code] for code in roster.indicators if code in latest and code in indicators]
    return tuple(await compared(deps, roster, own)) if own else ()


def report_of(one: Official, roster: Roster) -> Period | None:
    """The period whose reports tell the same; None of a number that covers its period only.

    A month's own amount is not what was reached since January.
    """
    indicator = roster.indicators.get(one.indicator)
    if indicator is None or indicator.basis is Basis.FLOW:
        return None
    return reported_period(Period.parse(one.period), indicator.cadence)


def _compared(one: Official, roster: Roster, surveys: Mapping[Period, Survey]) -> Compared:
    indicator = roster.indicators[one.indicator]
    period = report_of(one, roster)
    if period is None:
        return Compared(one, indicator)
    return Compared(one, indicator, _reported(surveys[period], one.unit, indicator), period)


def _reported(survey: Survey, unit: str, indicator: Indicator) -> Decimal | None:
    """The unit's own number, else the sum of those below it where sums are right."""
    values = {
        score.unit: item.progress.value
        for score in survey.scores
        for item in score.items
        if item.indicator.code == indicator.code and item.progress.value is not None
    }
    if unit in values:
        return values[unit]
    if indicator.operator is not Rollup.SUM or indicator.basis is Basis.RATE:
        return None
    below = survey.roster.subtree(unit)
    parts = [values[one] for one in adding_up(survey, indicator) if one in values and one in below]
    return sum(parts, Decimal(0)) if parts else None


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
