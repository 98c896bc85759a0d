"""Changes of targets as they stand: what was asked, what was decided, what they do to the sums."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.adjusting import Step
from domain.breakdown import Sum, breakdowns
from domain.figures import Indicator
from domain.people import Person
from domain.retargeting import deciders
from domain.roster import Assignment, Roster
from handlers.deps import Deps
from storage import target_changes
from storage.target_changes import TargetChange

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Shift:
    """One whole and its parts as they would stand: of a number of this unit."""

    unit: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class Retarget:
    """A change of targets with all that is told about it.

    `change` is what was asked for, or what a workbook changed; `decision` what was decided, if
    anything was. `shifts` are the sums that it makes other ones.
    """

    change: TargetChange
    assignment: Assignment
    indicator: Indicator
    label: str
    asked_by: str
    decision: TargetChange | None = None
    decided_by: str = ""
    shifts: tuple[Shift, ...] = ()

    @property
    def state(self) -> str:
        """open, approved, refused, withdrawn or imported."""
        if self.change.step is Step.IMPORTED:
            return Step.IMPORTED.value
        return self.decision.step.value if self.decision else OPEN

    @property
    def since(self) -> date:
        """From which day on it holds, or would."""
        is_approved = self.decision is not None and self.decision.step is Step.APPROVED
        return self.decision.since if is_approved and self.decision else self.change.since

    @property
    def is_in_force(self) -> bool:
        """Whether it makes targets, from its day on."""
        return self.state in (Step.APPROVED.value, Step.IMPORTED.value)


async def of_change(deps: Deps, number: int) -> Retarget | None:
    """One change as it stands now; None when its number is no longer on the roster."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        found = await target_changes.get(session, number)
        if found is None or found.assignment not in roster.assignments:
            return None
        return await told_of(session, roster, found)


async def all_of(
    deps: Deps, roster: Roster, assignments: Collection[int] | None = None
) -> tuple[Retarget, ...]:
    """The year's changes of these numbers, or of all on the roster, as they were asked for."""
    async with deps.db.reading() as session:
        steps = await target_changes.all_steps(
            session, deps.campaign.year, assignments=assignments, as_of=deps.known_at
        )
    decisions = {step.about: step for step in steps if step.about is not None}
    return tuple(
        _told(roster, step, decisions.get(step.id))
        for step in steps
        if step.about is None and step.assignment in roster.assignments
    )


async def undecided(deps: Deps, roster: Roster) -> tuple[Retarget, ...]:
    """The year's changes that wait for somebody's word, in the order they were asked for."""
    return tuple(one for one in await all_of(deps, roster) if one.state == OPEN)


def to_decide(
    found: Iterable[Retarget], roster: Roster, person: Person, *, at: datetime
) -> tuple[Retarget, ...]:
    """Those of these changes that were put to a person."""
    return tuple(
        one
        for one in found
        if person in deciders(roster, one.assignment, asked_by=one.change.person or "", at=at)
    )


async def told_of(session: AsyncSession, roster: Roster, asked: TargetChange) -> Retarget:
    """A change with all that is told about it, as it stands now."""
    decision = await target_changes.decision_about(session, asked.id)
    return replace(_told(roster, asked, decision), shifts=shifts_of(roster, asked))


def shifts_of(roster: Roster, asked: TargetChange) -> tuple[Shift, ...]:
    """What other targets do to the sums of their unit, and of the units above it."""
    own = roster.assignments[asked.assignment]
    numbers = [
        one.settled_on(asked.since)
        for one in roster.assignments.values()
        if one.indicator == own.indicator
    ]
    after = {slot: new for slot, (_, new) in asked.edits.items()}
    others = [_retargeted(one, after) if one.id == own.id else one for one in numbers]
    known = {(e.unit, one) for e in breakdowns(roster, numbers) for one in e.sums}
    return tuple(
        Shift(entry.unit, one)
        for entry in breakdowns(roster, others)
        for one in entry.sums
        if (entry.unit, one) not in known
    )


def _retargeted(own: Assignment, after: Mapping[str, Decimal | None]) -> Assignment:
    kept = {slot: amount for slot, amount in own.targets.items() if slot not in after}
    new = {slot: amount for slot, amount in after.items() if amount is not None}
    return replace(own, targets=kept | new)


def _told(roster: Roster, change: TargetChange, decision: TargetChange | None) -> Retarget:
    own = roster.assignments[change.assignment]
    return Retarget(
        change=change,
        assignment=own,
        indicator=roster.indicators[own.indicator],
        label=roster.full_name(own),
        asked_by=name_of(roster, change.person),
        decision=decision,
        decided_by=name_of(roster, decision.person) if decision else "",
    )


def name_of(roster: Roster, code: str | None) -> str:
    """Who somebody is; the code of whoever has gone."""
    person = roster.people.get(code or "")
    return person.name if person else code or ""
