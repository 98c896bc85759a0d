"""The roster brought to what a workbook says, all or nothing; nothing is ever deleted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.adjusting import Step, adjusted
from domain.roster_draft import Change, ChangeKind, Key, Noun, RosterDraft, changes, key_of
from domain.slots import SLOTS
from storage import handovers, target_changes
from storage.keeping import ROSTER, keep
from storage.models.base import Table, core
from storage.models.calendar import MetaRow
from storage.models.roster import (
    AssignmentRow,
    IndicatorRow,
    MilestoneRow,
    PersonRow,
    ProjectRow,
    UnitRow,
)
from storage.roster import VERSION_KEY, bump
from storage.roster_columns import columns_of
from storage.roster_held import Held, held
from storage.target_changes import Edits, TargetChange
from storage.upserts import upsert

TABLES: Mapping[Noun, tuple[type[Table], tuple[str, ...]]] = {
    Noun.UNIT: (UnitRow, ("code",)),
    Noun.PERSON: (PersonRow, ("code",)),
    Noun.INDICATOR: (IndicatorRow, ("code",)),
    Noun.PROJECT: (ProjectRow, ("code",)),
    Noun.ASSIGNMENT: (AssignmentRow, ("unit", "indicator", "project")),
    Noun.MILESTONE: (MilestoneRow, ("project", "name")),
}
"""Each table with its key; in an order in which what is referred to comes first."""

_WRITES = frozenset({ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.RETURNED})


async def preview(
    session: AsyncSession, draft: RosterDraft, *, year: int, at: datetime
) -> tuple[Change, ...]:
    """What `apply` would change; nothing is written."""
    kept = draft.keeping_handovers(await handovers.holders(session))
    return _compared(await held(session, year=year, day=at.date()), kept)[1]


async def apply(
    session: AsyncSession,
    draft: RosterDraft,
    *,
    year: int,
    at: datetime,
    by: str | None = None,
) -> tuple[Change, ...]:
    """Make the roster what the draft says, with its targets for `year`; () if it was so.

    The first targets of a number hold from the year's beginning, others from the day of `at` on,
    which is in the district's zone. `by` is who brings the workbook.

    Codes are identity. What the draft leaves out retires and keeps its history; what it
    names again returns with it. A number that was handed over stays with who took it.
    """
    # Two imports at once wait for each other; the first one ever is told apart by its keys.
    await session.execute(
        select(core(MetaRow).c.value).where(core(MetaRow).c.key == VERSION_KEY).with_for_update()
    )
    kept = draft.keeping_handovers(await handovers.holders(session))
    wanted, found = _compared(await held(session, year=year, day=at.date()), kept)
    for noun, (table, key) in TABLES.items():
        own = [change for change in found if change.noun is noun]
        if any(change.kind is not ChangeKind.RETIRED for change in own):
            await upsert(session, table, columns_of(wanted, noun), key=key)
        await _retire(session, table, key, _keys(own, {ChangeKind.RETIRED}), at=at)
    tasks = _keys((c for c in found if c.noun is Noun.ASSIGNMENT), _WRITES)
    await _set_targets(session, wanted, tasks, year=year, at=at, by=by)
    if found:
        await bump(session)
        await keep(session, *ROSTER, at=at)
    return found


def _compared(now: Held, draft: RosterDraft) -> tuple[RosterDraft, tuple[Change, ...]]:
    wanted = draft.keeping_languages(now.retired, now.active)
    return wanted, changes(now.active, wanted, retired=now.retired)


def _keys(found: Iterable[Change], kinds: Iterable[ChangeKind]) -> list[Key]:
    return [change.key for change in found if change.kind in kinds]


async def _retire(
    session: AsyncSession,
    table: type[Table],
    key: tuple[str, ...],
    keys: list[Key],
    *,
    at: datetime,
) -> None:
    rows = core(table)
    for one in keys:
        same = [rows.c[name] == value for name, value in zip(key, one, strict=True)]
        await session.execute(update(rows).where(*same).values(retired_at=at))


async def _set_targets(
    session: AsyncSession,
    wanted: RosterDraft,
    keys: Sequence[Key],
    *,
    year: int,
    at: datetime,
    by: str | None,
) -> None:
    if not keys:
        return
    tasks = core(AssignmentRow)
    rows = await session.execute(
        select(tasks.c.unit, tasks.c.indicator, tasks.c.project, tasks.c.id)
    )
    numbers: dict[Key, int] = {(unit, one, project): number for unit, one, project, number in rows}
    assignments = {key_of(one): one for one in wanted.assignments}
    known = await target_changes.of_year(session, year)
    steps = []
    for key in keys:
        own = known.get(numbers[key])
        now = adjusted(own.first, own.adjustments, at.date()) if own else {}
        edits = _edits(now, assignments[key].targets)
        if edits:
            step = TargetChange(
                assignment=numbers[key],
                year=year,
                step=Step.IMPORTED if own else Step.BASELINE,
                edits=edits,
                since=at.date() if own else date(year, 1, 1),
                made_at=at,
                person=by,
            )
            steps.append(step)
    await target_changes.put(session, steps)


def _edits(before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> Edits:
    return {
        slot: (before.get(slot), after.get(slot))
        for slot in SLOTS
        if before.get(slot) != after.get(slot)
    }
