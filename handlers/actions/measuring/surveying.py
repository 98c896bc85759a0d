"""A whole period, measured: what rankings, cards and lists are made of."""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Basis, Figure, Review, Stage
from domain.periods import Period
from domain.ranking import Standing, standing_of
from domain.roster import Assignment, Roster
from domain.scoring import Score, score_of
from domain.stages import is_worth_telling
from domain.yardstick import Yardstick
from handlers.actions.measuring.reading import Figures, figures_of, grouped, year_so_far
from storage import figures, records


@dataclass(frozen=True, slots=True)
class Lack:
    """One number without an answer: its short name, its indicator, its assignment."""

    name: str
    indicator: str
    assignment: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """What one cadre has not answered for one unit in a period.

    `never` was not given at all; what is `returned` was, and was sent back.
    """

    unit: str
    unit_name: str
    person: str
    person_name: str
    never: tuple[Lack, ...]
    returned: tuple[Lack, ...] = ()
    is_reachable: bool = True

    @property
    def items(self) -> tuple[str, ...]:
        """The short names of all that lacks an answer."""
        return tuple(lack.name for lack in (*self.never, *self.returned))

    def about(self, indicator: str) -> "Missing | None":
        """Only what is missing of one indicator; None if nothing is."""
        never = tuple(lack for lack in self.never if lack.indicator == indicator)
        returned = tuple(lack for lack in self.returned if lack.indicator == indicator)
        return replace(self, never=never, returned=returned) if never or returned else None


@dataclass(frozen=True, slots=True)
class Measured:
    """One unit in a period: its score, its standing without a rank, who has not answered what.

    `stages` counts the numbers of this period by their stage; those that `is_staged` does not
    go without saying. `is_odd`: a number was questioned and stood by.
    """

    score: Score
    standing: Standing
    missing: tuple[Missing, ...]
    stages: Mapping[Stage, int]
    is_staged: bool
    is_odd: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """One period of a district: every figure, and every unit that owes one, measured.

    Units come in roster order. One that `is_past` holds every figure of the year, as it was
    known at `as_of`.
    """

    roster: Roster
    period: Period
    figures: Figures
    units: Mapping[str, Measured]
    as_of: datetime
    rules: Yardstick
    is_past: bool = False

    def current(self, assignment: int) -> Figure | None:
        """What was answered in this very period; a withdrawn answer is none."""
        own = self.figures.get(assignment, ())
        last = own[-1] if own else None
        return last if last and last.period == self.period.key and last.is_answered else None

    @property
    def known_at(self) -> datetime | None:
        """The instant whose knowledge this is; None of one that is as things stand."""
        return self.as_of if self.is_past else None

    @property
    def scores(self) -> tuple[Score, ...]:
        """Every unit's score."""
        return tuple(unit.score for unit in self.units.values())

    @property
    def compared(self) -> tuple[Measured, ...]:
        """The units that are compared: where there are groups, those in one."""
        units = self.roster.units
        every = tuple(self.units.values())
        return tuple(unit for unit in every if units[unit.score.unit].group) or every

    @property
    def ranked(self) -> tuple[Score, ...]:
        """Their scores."""
        return tuple(unit.score for unit in self.compared)

    def returned(self, assignments: Iterable[int]) -> tuple[Figure, ...]:
        """Which numbers of these were sent back in this very period and wait for an answer."""
        held = (self.figures.get(owner, ()) for owner in assignments)
        return tuple(own[-1] for own in held if _is_returned(own, self.period))

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Who has not answered what, by unit and person."""
        return tuple(entry for unit in self.units.values() for entry in unit.missing)


async def survey(
    session: AsyncSession, roster: Roster, period: Period, *, rules: Yardstick, at: datetime
) -> Survey:
    """Read and measure a period as it stands."""
    owed = roster.owed_by_units(period.kind)
    asked = [assignment for own in owed.values() for assignment in own]
    known = await figures_of(session, roster, period, asked)
    units = await measured(roster, period, owed, known, rules)
    return Survey(roster, period, known, units, at, rules)


async def survey_as_known(
    session: AsyncSession, roster: Roster, period: Period, *, rules: Yardstick, as_of: datetime
) -> Survey:
    """Read and measure a period as it was known at an instant."""
    owed = roster.owed_by_units(period.kind)
    asked = {assignment.id for own in owed.values() for assignment in own}
    found = await records.as_known_on(session, year_so_far(period), as_of)
    known = grouped(figure for figure in found.values() if figure.assignment in asked)
    units = await measured(roster, period, owed, known, rules)
    return Survey(roster, period, known, units, as_of, rules, is_past=True)


async def measured(
    roster: Roster,
    period: Period,
    owed: Mapping[str, Sequence[Assignment]],
    known: Figures,
    rules: Yardstick,
) -> dict[str, Measured]:
    """Every unit that owes something, measured; others get their turn in between.

    Three hundred units with twenty numbers each take half a second, in which somebody
    else's number would wait to be acknowledged.
    """
    found: dict[str, Measured] = {}
    for unit, own in owed.items():
        score = score_of(
            unit,
            own,
            known,
            roster=roster,
            period=period,
            day=period.last_day_of_year,
            rules=rules,
        )
        found[unit] = _measured(roster, score, known, period, rules)
        await asyncio.sleep(0)
    return found


def _measured(
    roster: Roster, score: Score, known: Figures, period: Period, rules: Yardstick
) -> Measured:
    """All that follows from one unit's score alone: kept with it as long as nothing changes."""
    numbers = [
        (item.indicator, part.newest)
        for item in score.items
        for part in item.parts
        if part.has_number and part.newest
    ]
    return Measured(
        score,
        standing_of(score, roster=roster, rules=rules.lights),
        tuple(_missing(roster, score, known, period)),
        stages=Counter(figure.stage for _, figure in numbers),
        is_staged=any(is_worth_telling(figure.stage, indicator) for indicator, figure in numbers),
        is_odd=any(figure.odd for _, figure in numbers),
    )


def _missing(roster: Roster, score: Score, known: Figures, period: Period) -> Iterator[Missing]:
    """By person, in the order of the unit's numbers."""
    open_ones: dict[str, list[Assignment]] = {}
    for item in score.items:
        for part in item.parts:
            if not part.is_answered:
                open_ones.setdefault(part.assignment.person, []).append(part.assignment)
    for person, owed in open_ones.items():
        lacks = [Lack(roster.label(a), a.indicator, a.id) for a in owed]
        back = {a.id for a in owed if _is_returned(known.get(a.id, ()), period)}
        yield Missing(
            score.unit,
            roster.units[score.unit].short,
            person,
            roster.people[person].name,
            never=tuple(lack for lack in lacks if lack.assignment not in back),
            returned=tuple(lack for lack in lacks if lack.assignment in back),
            is_reachable=roster.people[person].reachable,
        )


def _is_returned(figures: Sequence[Figure], period: Period) -> bool:
    last = figures[-1] if figures else None
    return last is not None and last.period == period.key and last.review is Review.RETURNED


async def figures_since(
    session: AsyncSession, survey: Survey, asked: Collection[Assignment], first: Period
) -> Figures:
    """What tells how these numbers stood at the end of each period from one on.

    The figures of these periods with the last number before; of a flow all of the year.
    """
    if survey.is_past:
        return survey.figures
    period = survey.period
    flows = {a.id for a in asked if survey.roster.indicators[a.indicator].basis is Basis.FLOW}
    others = [a.id for a in asked if a.id not in flows]
    found = await figures.current(session, flows, year_so_far(period)) if flows else {}
    keys = [key for key in year_so_far(period) if key >= first.key]
    found |= await figures.current(session, others, keys)
    if first.previous().year == first.year:
        before = await figures.latest_before(session, others, first.key)
        found |= {(owner, figure.period): figure for owner, figure in before.items()}
    return grouped(found.values())
