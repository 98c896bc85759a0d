"""The figures of a whole period, measured: what rankings, cards and lists are made of."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Answer, Basis, Figure
from domain.pace import LightRules
from domain.periods import Period
from domain.roster import Assignment, Roster
from domain.schedule import Schedule
from domain.scoring import Score, score_of
from storage import figures

Figures = Mapping[int, tuple[Figure, ...]]
"""By assignment, oldest first, the last at most of the surveyed period."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What one cadre has not answered for one unit in a period.

    `items` are short names; `indicators`, in the same order, the codes behind them.
    """

    unit: str
    unit_name: str
    person: str
    person_name: str
    items: tuple[str, ...]
    indicators: tuple[str, ...]
    is_reachable: bool = True

    def about(self, indicator: str) -> "Missing | None":
        """Only what is missing of one indicator; None if nothing is."""
        pairs = zip(self.items, self.indicators, strict=True)
        items = tuple(item for item, code in pairs if code == indicator)
        if not items:
            return None
        return replace(self, items=items, indicators=(indicator,) * len(items))


@dataclass(frozen=True, slots=True)
class Survey:
    """One period of a district: every figure, and every unit's score."""

    roster: Roster
    period: Period
    figures: Figures
    scores: tuple[Score, ...]
    as_of: datetime

    def current(self, assignment: int) -> Figure | None:
        """What was answered in this very period; a withdrawn answer is none."""
        own = self.figures.get(assignment, ())
        last = own[-1] if own else None
        return last if last and last.period == self.period.key and last.is_answered else None

    def score(self, unit: str) -> Score | None:
        """One unit's score; None for a unit that owes nothing at this rhythm."""
        return next((score for score in self.scores if score.unit == unit), None)

    @property
    def ranked(self) -> tuple[Score, ...]:
        """The scores that are compared: where there are groups, those of units in one."""
        units = self.roster.units
        grouped = tuple(score for score in self.scores if units[score.unit].group)
        return grouped or self.scores

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Who has not answered what, by unit and person in roster order."""
        return tuple(_missing(self))


async def survey(
    session: AsyncSession,
    roster: Roster,
    period: Period,
    *,
    rules: LightRules,
    at: datetime,
    as_of: datetime | None = None,
) -> Survey:
    """Read and measure a period as it stands, or as it was known at `as_of`."""
    asked = [a for a in roster.of_cadence(period.kind) if a.unit in roster.units]
    if as_of is None:
        known = await _as_it_stands(session, roster, period, asked)
    else:
        ids = [assignment.id for assignment in asked]
        known = _grouped((await figures.as_known_on(session, year_so_far(period), as_of)).values())
        known = {owner: own for owner, own in known.items() if owner in set(ids)}
    return Survey(
        roster, period, known, scores_of(roster, period, asked, known, rules), as_of or at
    )


def scores_of(
    roster: Roster,
    period: Period,
    assignments: Collection[Assignment],
    known: Mapping[int, Sequence[Figure]],
    rules: LightRules,
) -> tuple[Score, ...]:
    """The score of every unit that owes one of these assignments, in roster order."""
    owed: dict[str, list[Assignment]] = {}
    for assignment in assignments:
        owed.setdefault(assignment.unit, []).append(assignment)
    return tuple(
        score_of(
            unit,
            owed[unit],
            known,
            roster=roster,
            period=period,
            day=period.last_day_of_year,
            rules=rules,
        )
        for unit in roster.units
        if unit in owed
    )


def year_so_far(period: Period) -> tuple[str, ...]:
    """The keys of the year's periods of this kind, up to and with this one."""
    first = period
    keys = [first.key]
    while (first := first.previous()).year == period.year:
        keys.append(first.key)
    return tuple(reversed(keys))


def asked_periods(schedule: Schedule, until: Period) -> tuple[Period, ...]:
    """The year's periods that were asked, up to this one, oldest first."""
    found = [until]
    before = until.previous()
    while before.year == until.year:
        if schedule.skipped_because(before) is None:
            found.append(before)
        before = before.previous()
    return tuple(reversed(found))


async def year_of(
    session: AsyncSession, period: Period, assignments: Collection[int]
) -> dict[int, tuple[Figure, ...]]:
    """Every figure of these assignments in the year so far, oldest first."""
    return _grouped((await figures.current(session, assignments, year_so_far(period))).values())


async def _as_it_stands(
    session: AsyncSession, roster: Roster, period: Period, asked: Sequence[Assignment]
) -> dict[int, tuple[Figure, ...]]:
    """Only what counts is read: this period, the last number before it, all of a flow."""
    flows = [a.id for a in asked if roster.indicators[a.indicator].basis is Basis.FLOW]
    now = await figures.for_period(session, period.key)
    lacking = [a.id for a in asked if not _has_number(now.get(a.id)) and a.id not in set(flows)]
    before = await figures.latest_before(session, lacking, period.key) if lacking else {}
    known = {
        a.id: tuple(figure for figure in (before.get(a.id), now.get(a.id)) if figure is not None)
        for a in asked
    }
    return {**known, **(await year_of(session, period, flows) if flows else {})}


def _has_number(figure: Figure | None) -> bool:
    return figure is not None and figure.answer is Answer.NUMBER


def _grouped(found: Collection[Figure]) -> dict[int, tuple[Figure, ...]]:
    own: dict[int, list[Figure]] = {}
    for figure in sorted(found, key=lambda figure: figure.period):
        own.setdefault(figure.assignment, []).append(figure)
    return {owner: tuple(held) for owner, held in own.items()}


def _missing(survey: Survey) -> Iterator[Missing]:
    roster = survey.roster
    open_ones: dict[tuple[str, str], list[Assignment]] = {}
    for score in survey.scores:
        for item in score.items:
            for part in item.parts:
                if not part.is_answered:
                    owner = part.assignment.unit, part.assignment.person
                    open_ones.setdefault(owner, []).append(part.assignment)
    for (unit, person), owed in open_ones.items():
        yield Missing(
            unit,
            roster.units[unit].short,
            person,
            roster.people[person].name,
            tuple(roster.label(assignment) for assignment in owed),
            tuple(assignment.indicator for assignment in owed),
            roster.people[person].reachable,
        )
