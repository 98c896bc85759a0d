"""What is to be reached: targets of a year, quarter or month, what is left, and a year ago."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.contribution import ADDING_UP
from domain.figures import Basis, Indicator
from domain.inquiry.spans import Span
from domain.inquiry.topics import Topic
from domain.items import Part
from domain.official import Official
from domain.periods import Period, PeriodKind
from domain.rollup import Rollup
from domain.roster import Assignment, Roster
from domain.slots import PAST_SLOTS
from handlers.actions.inquiry.inquiries import Inquiry
from handlers.actions.inquiry.narrowing import is_meant
from handlers.actions.measuring import rhythms, standing
from handlers.actions.measuring.sight import allowed
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import officials

YEAR = "year"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Goal:
    """One indicator of one unit, or of several together.

    `target` is that of the slot, a year ago what last year came to by then; `whole` last year's
    as a whole. `value` is what has been reached since January, None where nothing was reported.
    Of `units` so many have told nothing as `silent` says. `official` is what was published.
    """

    indicator: Indicator
    target: Decimal | None
    value: Decimal | None
    units: int
    silent: int = 0
    whole: Decimal | None = None
    official: Official | None = None

    @property
    def left(self) -> Decimal:
        """What is left of the target; zero or less where it is reached."""
        return (self.target or ZERO) - (self.value or ZERO)


@dataclass(frozen=True, slots=True)
class GoalsView:
    """Targets in roster order. `kind` is goal, left or year_ago; `slot` as in domain.slots.

    `about` names what is meant, "" for all this reader may see; `unit` is set where there is
    only that one.
    """

    kind: str
    slot: str
    period: Period
    goals: tuple[Goal, ...]
    about: str = ""
    unit: str = ""
    is_whole: bool = False  # of all units, for a reader who sees all


async def asked(deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period) -> GoalsView:
    """What a question means, as far as this reader may see it.

    Amounts of several units are told where they add up, everything of one unit.

    Raises:
        NotAllowed: nothing of it is for this reader.
    """
    roster = await deps.roster.current()
    today = rhythms.today(deps)
    meant = [one for one in roster.assignments.values() if is_meant(roster, one, inquiry)]
    seen = allowed(viewer, meant)
    parts = await _parts(deps, roster, period)
    owed = [a.settled_on(today) for a in seen if a.id not in parts or parts[a.id].is_expected]
    slot = _slot(inquiry, deps, today, period)
    units = {one.unit for one in owed}
    goals = [
        goal
        for indicator in roster.indicators.values()
        if (own := _bearing(roster, [a for a in owed if a.indicator == indicator.code]))
        and (goal := _goal(inquiry.topic, indicator, own, slot, parts)) is not None
    ]
    unit = next(iter(units)) if len(units) == 1 else ""
    if inquiry.topic is Topic.YEAR_AGO and unit:
        goals = await _with_published(deps, goals, unit, period)
    return GoalsView(
        inquiry.topic.value,
        slot,
        period,
        tuple(goals),
        "".join(options[0].name for options in inquiry.named),
        unit,
        is_whole=viewer.sees_all and not inquiry.named,
    )


def _slot(inquiry: Inquiry, deps: Deps, today: date, period: Period) -> str:
    """The slot of the time asked about, by default the year; a year ago up to its month."""
    if inquiry.topic is Topic.YEAR_AGO:
        return f"p{max(period.last_day_of_year.month, 2)}"
    span = inquiry.span
    if inquiry.topic is Topic.LEFT or span is None:
        return YEAR
    return _of_span(span, today, deps.campaign.year)


def _of_span(span: Span, today: date, year: int) -> str:
    """A week has no target of its own: it is a part of its quarter's."""
    meant = span.period(today, year=year)
    if meant.kind is PeriodKind.MONTH:
        return f"m{meant.end.month}"
    return f"q{(meant.end.month + 2) // 3}"


async def _parts(deps: Deps, roster: Roster, period: Period) -> Mapping[int, Part]:
    """What has been reached of every number, by assignment."""
    found: dict[int, Part] = {}
    async with deps.db.reading() as session:
        for one in rhythms.together(deps, roster, period):
            survey = await standing.surveyed(deps, session, roster, one)
            found |= {
                part.assignment.id: part
                for score in survey.scores
                for item in score.items
                for part in item.parts
            }
    return found


def _bearing(roster: Roster, owed: Sequence[Assignment]) -> list[Assignment]:
    """What bears the whole: a unit's own number, else its projects'; not those below another."""
    units = {one.unit for one in owed}
    own: list[Assignment] = []
    for unit in units:
        if any(above in units for above in _above(roster, unit)):
            continue
        of_unit = [one for one in owed if one.unit == unit]
        own += [one for one in of_unit if one.project is None] or of_unit
    return own


def _above(roster: Roster, unit: str) -> Iterator[str]:
    while parent := roster.units[unit].parent:
        yield parent
        unit = parent


def _goal(
    topic: Topic,
    indicator: Indicator,
    own: Sequence[Assignment],
    slot: str,
    parts: Mapping[int, Part],
) -> Goal | None:
    """None where there is nothing to tell, or parts that do not add up."""
    adds_up = indicator.basis in ADDING_UP and indicator.operator is Rollup.SUM
    if not adds_up and (len(own) > 1 or topic is Topic.LEFT):
        return None
    reached = [(a.unit, parts[a.id].value) for a in own if a.id in parts]
    known = [value for _, value in reached if value is not None]
    told = [_told(one, indicator, slot) for one in own]
    targets = [amount for amount in told if amount is not None]
    wholes = [one.targets["base"] for one in own if "base" in one.targets]
    is_past = topic is Topic.YEAR_AGO
    if not targets and not (is_past and wholes) and not (is_past and indicator.basis is Basis.RATE):
        return None
    units = {one.unit for one in own}
    silent = units - {unit for unit, value in reached if value is not None}
    return Goal(
        indicator,
        # Last year is only told of all of them: a part would look like growth.
        sum(targets, ZERO) if targets and (not is_past or len(targets) == len(own)) else None,
        sum(known, ZERO) if known else None,
        len(units),
        len(silent),
        sum(wholes, ZERO) if len(wholes) == len(own) else None,
    )


def _told(one: Assignment, indicator: Indicator, slot: str) -> Decimal | None:
    """The amount of a slot; of last year's months all since January, where they add up."""
    if slot not in PAST_SLOTS or indicator.basis not in ADDING_UP:
        return one.targets.get(slot)
    until = PAST_SLOTS[: PAST_SLOTS.index(slot) + 1]
    amounts = [one.targets[past] for past in until if past in one.targets]
    return sum(amounts, ZERO) if len(amounts) == len(until) else None


async def _with_published(
    deps: Deps, goals: Sequence[Goal], unit: str, period: Period
) -> list[Goal]:
    """Each with what was published of last year by the same month, the last of it."""
    month = period.last_day_of_year.month
    async with deps.db.reading() as session:
        known = await officials.of_unit(session, unit, as_of=deps.known_at)
    told: dict[str, Official] = {}
    for one in sorted(known, key=lambda one: Period.parse(one.period).end):
        end = Period.parse(one.period).end
        if end.year == period.year - 1 and end.month <= month:
            told[one.indicator] = one
    return [replace(goal, official=told.get(goal.indicator.code)) for goal in goals]
