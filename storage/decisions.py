"""What was decided about numbers: appended to a chain of its own, and marked at the figure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Review
from domain.verdicts import Verdict
from storage.chain import DECIDED, digest
from storage.entries import Origin, Slot
from storage.lists import among
from storage.models.base import core
from storage.models.decisions import DecisionRow
from storage.models.figures import FigureRow, RevisionRow
from storage.reviews import review_of

decision = core(DecisionRow)
figure = core(FigureRow)
given = core(RevisionRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One verdict of one person about one version; `revision` is 0 where none stood."""

    assignment: int
    period: str
    revision: int
    verdict: Verdict
    reason: str | None = None
    person: str
    decided_at: datetime
    origin: Origin
    id: int = 0

    @property
    def slot(self) -> Slot:
        """The figure it is about."""
        return self.assignment, self.period


async def put(session: AsyncSession, made: Decision) -> int:
    """Append a decision and return its id.

    When another transaction was faster with the same assignment, this raises IntegrityError:
    run it through `Database.write`.
    """
    link, previous = await _end(session, made.assignment)
    row = _row(made, link=link + 1)
    row |= {"previous_digest": previous}
    row |= {"digest": digest(row, previous=previous, names=DECIDED)}
    stored = await session.execute(insert(decision).values(**row).returning(decision.c.id))
    return int(stored.scalar_one())


async def mark(session: AsyncSession, slot: Slot, *, revision: int, review: Review) -> bool:
    """Note at the figure what was decided; False if it is at another version by now.

    Or if it is marked so already.
    """
    own = figure.c
    done = await session.execute(
        update(figure)
        .where(own.assignment == slot[0], own.period == slot[1], own.number == revision)
        .where(own.review != review.value)
        .values(review=review.value)
        .returning(own.assignment)
    )
    return done.first() is not None


async def unmark(session: AsyncSession, slot: Slot, *, revision: int) -> bool:
    """Mark a figure that was sent back as it was before; False if it is at another version.

    Put the decision that takes the return back first.
    """
    own = figure.c
    reviewed = select(given.c.reviewed).where(given.c.id == own.revision).scalar_subquery()
    done = await session.execute(
        update(figure)
        .where(own.assignment == slot[0], own.period == slot[1], own.number == revision)
        .where(own.review == Review.RETURNED.value)
        .values(review=review_of(own.assignment, own.period, own.number, reviewed))
        .returning(own.assignment)
    )
    return done.first() is not None


async def get(session: AsyncSession, decision_id: int) -> Decision | None:
    """One decision."""
    row = (await session.execute(_select().where(decision.c.id == decision_id))).first()
    return None if row is None else _decision(row)


async def from_message(session: AsyncSession, origin: Origin) -> tuple[Decision, ...]:
    """What this message or press decided when it was first handled."""
    own = decision.c
    rows = await session.execute(
        _select()
        .where(own.chat_id == origin.chat_id, own.message_id == origin.message_id)
        .where(own.edited_at == origin.edited_at)
        .order_by(own.id)
    )
    return tuple(map(_decision, rows))


async def of_item(
    session: AsyncSession, assignment: int, *, as_of: datetime | None = None
) -> tuple[Decision, ...]:
    """Every decision about an assignment, in order; with `as_of`, of those made by then."""
    own = decision.c
    rows = await session.execute(
        _select(as_of).where(own.assignment == assignment).order_by(own.link)
    )
    return tuple(map(_decision, rows))


async def of_slots(
    session: AsyncSession, slots: Collection[Slot], *, as_of: datetime | None = None
) -> tuple[Decision, ...]:
    """Every decision about these figures, in order; with `as_of`, of those made by then."""
    if not slots:
        return ()
    own = decision.c
    rows = await session.execute(
        _select(as_of)
        .where(among(own.assignment, {slot[0] for slot in slots}))
        .where(among(own.period, {slot[1] for slot in slots}))
        .order_by(own.id)
    )
    return tuple(made for made in map(_decision, rows) if made.slot in slots)


async def _end(session: AsyncSession, assignment: int) -> tuple[int, str]:
    own = decision.c
    last = await session.execute(
        select(own.link, own.digest)
        .where(own.assignment == assignment)
        .order_by(own.link.desc())
        .limit(1)
    )
    row = last.first()
    return (0, "") if row is None else (int(row.link), str(row.digest))


def _row(made: Decision, *, link: int) -> dict[str, Any]:
    return {
        "assignment": made.assignment,
        "link": link,
        "period": made.period,
        "number": made.revision,
        "verdict": made.verdict.value,
        "reason": made.reason,
        "person": made.person,
        "decided_at": made.decided_at,
        "chat_id": made.origin.chat_id,
        "message_id": made.origin.message_id,
        "edited_at": made.origin.edited_at,
    }


def _select(as_of: datetime | None = None) -> Select[*tuple[Any, ...]]:
    found = select(decision.c.id, *(decision.c[name] for name in DECIDED))
    return found if as_of is None else found.where(decision.c.decided_at <= as_of)


def _decision(row: Any) -> Decision:
    return Decision(
        id=row.id,
        assignment=row.assignment,
        period=row.period,
        revision=row.number,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        person=row.person,
        decided_at=row.decided_at,
        origin=Origin(row.chat_id, row.message_id, row.edited_at),
    )


async def returns_in(
    session: AsyncSession, period: str, *, as_of: datetime | None = None
) -> dict[int, int]:
    """By assignment, how often a number of a period was sent back, as far as known then.

    What was taken back again does not count, nor does a mere question.
    """
    own = decision.c
    asked = select(own.assignment, own.verdict).where(own.period == period).order_by(own.id)
    if as_of is not None:
        asked = asked.where(own.decided_at <= as_of)
    told: dict[int, list[str]] = {}
    for assignment, verdict in await session.execute(asked):
        told.setdefault(assignment, []).append(verdict)
    counts = {assignment: _returns(verdicts) for assignment, verdicts in told.items()}
    return {assignment: count for assignment, count in counts.items() if count}


def _returns(verdicts: Iterable[str]) -> int:
    count, is_returned = 0, False
    for verdict in verdicts:
        if verdict == Verdict.TAKEN_BACK.value:
            count -= is_returned
            is_returned = False
        else:
            is_returned = verdict == Verdict.RETURNED.value
            count += is_returned
    return count
