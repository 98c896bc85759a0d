"""Which figures tell how numbers stand: of a period, of a year so far."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Answer, Basis, Figure
from domain.periods import Period
from domain.roster import Assignment, Roster
from domain.schedule import Schedule
from storage import figures, records

Figures = Mapping[int, tuple[Figure, ...]]
"""By assignment, oldest first, the last at most of the surveyed period."""


async def figures_of(
    session: AsyncSession, roster: Roster, period: Period, asked: Collection[Assignment]
) -> dict[int, tuple[Figure, ...]]:
    """What counts for these numbers: this period's, the last before it, the year's of a flow."""
    ids = [assignment.id for assignment in asked]
    flows = {a.id for a in asked if roster.indicators[a.indicator].basis is Basis.FLOW}
    now = await figures.current(session, ids, (period.key,))
    given = {owner: figure for (owner, _), figure in now.items()}
    lacking = [owner for owner in ids if owner not in flows and not _has_number(given.get(owner))]
    before = await figures.latest_before(session, lacking, period.key) if lacking else {}
    known = {
        owner: tuple(figure for figure in (before.get(owner), given.get(owner)) if figure)
        for owner in ids
    }
    return {**known, **(await year_of(session, period, flows) if flows else {})}


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
    session: AsyncSession,
    period: Period,
    assignments: Collection[int],
    *,
    known_at: datetime | None = None,
) -> dict[int, tuple[Figure, ...]]:
    """Every figure of these assignments in the year so far, oldest first.

    With `known_at`, as they were known then.
    """
    if known_at is not None:
        found = await records.as_known_on(session, year_so_far(period), known_at)
        wanted = frozenset(assignments)
        return grouped(figure for figure in found.values() if figure.assignment in wanted)
    return grouped((await figures.current(session, assignments, year_so_far(period))).values())


def _has_number(figure: Figure | None) -> bool:
    return figure is not None and figure.counts and figure.answer is Answer.NUMBER


def grouped(found: Iterable[Figure]) -> dict[int, tuple[Figure, ...]]:
    """By assignment, oldest first."""
    own: dict[int, list[Figure]] = {}
    for figure in sorted(found, key=lambda figure: figure.period):
        own.setdefault(figure.assignment, []).append(figure)
    return {owner: tuple(held) for owner, held in own.items()}
