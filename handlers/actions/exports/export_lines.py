"""Figures as lines that leave the bot: current, as known on a day, or every revision."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.figures import Answer, Figure, Indicator
from domain.periods import Period
from domain.roster import Assignment
from domain.roster_draft import RosterDraft
from storage import records
from storage.database import Database
from storage.roster_held import Held, held, held_as_known

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, or that it is missing. `figure` is None when nobody has reported."""

    period: str
    assignment: Assignment
    indicator: Indicator
    figure: Figure | None

    @property
    def status(self) -> str:
        """on_time, late, corrected, not_applicable, not_available or missing.

        In a history also withdrawn, where a number was taken back.
        """
        if self.figure is None:
            return MISSING
        match self.figure.answer:
            case Answer.NUMBER:
                return self.figure.timeliness.value
            case answer:
                return answer.value

    @property
    def value(self) -> str | None:
        """The exact number with at least the indicator's decimals."""
        if self.figure is None or self.figure.value is None:
            return None
        return exact(self.figure.value, places=self.indicator.decimals)


@dataclass(frozen=True, slots=True)
class Export:
    """Names to codes, for those who read rather than compute; and the lines one by one."""

    units: Mapping[str, str]
    people: Mapping[str, str]
    projects: Mapping[str, str]
    lines: AsyncIterator[Line]


async def export(
    db: Database,
    *,
    year: int,
    period: Period | None = None,
    history: bool = False,
    as_of: datetime | None = None,
) -> Export:
    """Everything reported, or one period; what is missing is told as well.

    Without `period`, the periods that somebody has reported for. With `as_of`, what was
    recorded by then. A history holds every revision in order, and nothing that is missing.
    """
    async with db.reading() as session:
        known = await (
            held_as_known(session, as_of, year=year) if as_of else held(session, year=year)
        )
    return Export(
        units=_names(known, "units"),
        people=_names(known, "people"),
        projects=_names(known, "projects"),
        lines=_lines(db, known, period, history=history, as_of=as_of),
    )


def exact(value: Decimal, *, places: int) -> str:
    """All digits of the value, and zeros up to so many places."""
    text = format(value, "f")
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0").ljust(places, "0")
    return f"{whole}.{fraction}" if fraction else whole


async def _lines(
    db: Database, known: Held, period: Period | None, *, history: bool, as_of: datetime | None
) -> AsyncIterator[Line]:
    book = _Book(known)
    async with db.reading() as session:
        key = period.key if period else None
        found = records.dump(session, period=key, history=history, as_of=as_of)
        gathered: list[Figure] = []
        current = key
        async for figure in found:
            if history:
                yield book.line(figure)
                continue
            if current is not None and figure.period != current:
                for line in book.whole(current, gathered):
                    yield line
                gathered = []
            current = figure.period
            gathered.append(figure)
        if current is not None and not history:
            for line in book.whole(current, gathered):
                yield line


class _Book:
    """Assignments and indicators by code, retired ones too: their figures stay."""

    def __init__(self, known: Held) -> None:
        both = (known.retired, known.active)
        self._indicators = {one.code: one for draft in both for one in draft.indicators}
        self._assignments = {one.id: one for draft in both for one in draft.assignments}
        self._owed = tuple(one for one in known.active.assignments if _is_owed(one, known.active))

    def line(self, figure: Figure) -> Line:
        """One figure with what it is about."""
        assignment = self._assignments[figure.assignment]
        indicator = self._indicators[assignment.indicator]
        return Line(figure.period, assignment, indicator, figure)

    def whole(self, period: str, gathered: Iterable[Figure]) -> Iterator[Line]:
        """A period in roster order with its gaps; figures that nobody owes any more at the end."""
        reported = {figure.assignment: figure for figure in gathered if figure.is_answered}
        kind = Period.parse(period).kind
        for one in self._owed:
            indicator = self._indicators[one.indicator]
            if (figure := reported.pop(one.id, None)) or indicator.cadence is kind:
                yield Line(period, one, indicator, figure)
        yield from (self.line(figure) for figure in reported.values())


def _is_owed(assignment: Assignment, active: RosterDraft) -> bool:
    return any(one.code == assignment.indicator for one in active.indicators)


def _names(known: Held, noun: str) -> dict[str, str]:
    rows = (row for draft in (known.retired, known.active) for row in getattr(draft, noun))
    return {row.code: row.name for row in rows}
