"""What earlier periods hold, kept in memory for as long as it holds."""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Figure
from domain.periods import Period
from domain.seasons import worth_knowing
from storage import figures
from storage.models.base import core
from storage.models.figures import RevisionRow

RECENT = 26
"""Periods that a number is checked against: half a year of weeks."""

A_YEAR = 60
MOST_KEPT = 10_000
"""Assignments: some 30 MB with half a year each."""

MOST_NEWS = 2_000
"""Revisions after which everything is read anew: an import, not a morning's answers."""

revision = core(RevisionRow)

_NEWEST = select(func.coalesce(func.max(revision.c.id), 0))
_NEWS = (
    select(revision.c.id, revision.c.assignment, revision.c.period)
    .where(revision.c.id > bindparam("seen"))
    .order_by(revision.c.id)
    .limit(MOST_NEWS)
)


@dataclass(frozen=True, slots=True)
class Before:
    """An assignment before a period, of the same kind.

    `last` is its latest number, `recent` its last RECENT numbers with those that stand at the
    same place of earlier years, oldest first, `this_year` what the earlier periods of the same
    year add up to.
    """

    last: Figure | None = None
    recent: dict[str, Decimal] = field(default_factory=dict)
    this_year: Decimal = Decimal(0)


NOTHING = Before()


async def before(
    session: AsyncSession, assignments: Collection[int], period: str
) -> dict[int, Before]:
    """What each of these assignments held before a period; two queries."""
    last = await figures.latest_before(session, assignments, period)
    history = await figures.history(session, assignments, before=period, limit=A_YEAR)
    return {one: _summed(last.get(one), history.get(one, {}), period) for one in assignments}


def _summed(last: Figure | None, history: dict[str, Decimal], period: str) -> Before:
    if last is None and not history:
        return NOTHING
    year = period[:4]
    this_year = sum((value for key, value in history.items() if key[:4] == year), Decimal(0))
    recent = {*list(history)[-RECENT:], *worth_knowing(Period.parse(period), history)}
    return Before(last, {k: v for k, v in history.items() if k in recent}, this_year)


class Past:
    """The same, mostly from memory, for transactions that write and look before they do.

    Numbers of earlier periods hardly change, and each change appends a revision, numbered
    beyond the last one seen whichever process wrote it: only those are asked for. On SQLite
    alone, where writers follow one another and so do their numbers.
    """

    def __init__(self) -> None:
        self._kept: dict[str, dict[int, Before]] = {}  # by the period they precede
        self._seen: int | None = None

    async def before(
        self, session: AsyncSession, assignments: Collection[int], period: str
    ) -> dict[int, Before]:
        """What each of these assignments held before a period."""
        if session.get_bind().dialect.name != "sqlite":
            return await before(session, assignments, period)
        await self._take_note(session)
        kept = self._kept.setdefault(period, {})
        missing = [one for one in assignments if one not in kept]
        if missing:
            kept.update(await before(session, missing, period))
        found = {one: kept[one] for one in assignments}
        if sum(map(len, self._kept.values())) > MOST_KEPT:
            self._kept.clear()
        return found

    async def _take_note(self, session: AsyncSession) -> None:
        """Forget what has changed since the last time."""
        if self._seen is not None:
            news = (await session.execute(_NEWS, {"seen": self._seen})).all()
            if len(news) < MOST_NEWS:
                for number, assignment, period in news:
                    self._seen = number
                    self._forget(assignment, period)
                return
        self._kept.clear()
        self._seen = (await session.execute(_NEWEST)).scalar_one()

    def _forget(self, assignment: int, period: str) -> None:
        for key, kept in self._kept.items():
            if key != period:
                kept.pop(assignment, None)
