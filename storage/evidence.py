"""Files sent along with numbers: what came, what it belongs to, and what was fetched."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.entries import Slot
from storage.lists import among
from storage.models.base import core
from storage.models.evidence import EvidenceItemRow, EvidenceRow
from storage.upserts import insert_once, upsert

evidence = core(EvidenceRow)
item = core(EvidenceItemRow)

ERROR_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file as a message brought it. `album` holds several messages together; "" is none."""

    chat_id: int
    message_id: int
    album: str
    person: str
    sent_at: datetime
    form: str
    name: str
    file_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file that came, and how far it got: waiting, kept, refused or lost."""

    id: int
    chat_id: int
    album: str
    person: str
    sent_at: datetime
    form: str
    name: str
    file_id: str
    state: str
    attempts: int
    digest: str
    mime: str
    size: int

    @property
    def is_kept(self) -> bool:
        """Whether the file itself is here."""
        return self.state == "kept"


_PIECE = (
    "id",
    "chat_id",
    "album",
    "person",
    "sent_at",
    "form",
    "name",
    "file_id",
    "state",
    "attempts",
    "digest",
    "mime",
    "size",
)
_SELECT = select(*(evidence.c[name] for name in _PIECE))
_LINKED = item.c.withdrawn_at.is_(None)


async def put(session: AsyncSession, came: Arrival) -> tuple[Piece, bool]:
    """Note a file, once for each message; whether it is new."""
    row = {name: getattr(came, name) for name in Arrival.__slots__}
    row |= {"state": "waiting", "attempts": 0, "not_before": came.sent_at}
    row |= {"digest": "", "mime": "", "size": 0}
    is_new = await insert_once(session, EvidenceRow, row, key=("chat_id", "message_id"))
    mine = (evidence.c.chat_id == came.chat_id) & (evidence.c.message_id == came.message_id)
    found = (await session.execute(_SELECT.where(mine))).one()
    return _piece(found), is_new


async def get(session: AsyncSession, number: int) -> Piece | None:
    """One file by its number."""
    row = (await session.execute(_SELECT.where(evidence.c.id == number))).first()
    return None if row is None else _piece(row)


async def together_with(session: AsyncSession, piece: Piece) -> tuple[Piece, ...]:
    """The files of one album in the order sent, or the only one."""
    own = evidence.c
    mine = (own.chat_id == piece.chat_id) & (own.album == piece.album)
    alone = own.id == piece.id
    rows = await session.execute(_SELECT.where(mine if piece.album else alone).order_by(own.id))
    return tuple(map(_piece, rows))


async def slots_of(session: AsyncSession, pieces: Collection[int]) -> dict[int, tuple[Slot, ...]]:
    """What these files belong to now; files that belong to nothing are absent."""
    rows = await session.execute(
        select(item.c.evidence, item.c.assignment, item.c.period)
        .where(among(item.c.evidence, pieces), _LINKED)
        .order_by(item.c.evidence, item.c.assignment, item.c.period)
    )
    found: dict[int, list[Slot]] = {}
    for number, assignment, period in rows:
        found.setdefault(number, []).append((assignment, period))
    return {number: tuple(slots) for number, slots in found.items()}


async def link(
    session: AsyncSession,
    pieces: Collection[int],
    slots: Mapping[Slot, int | None],
    *,
    by: str,
    at: datetime,
) -> None:
    """Let files belong to these numbers from now on, with the versions that stand there.

    What they belonged to before stays, unless it is withdrawn.
    """
    rows = [
        {
            "evidence": number,
            "assignment": assignment,
            "period": period,
            "revision": revision,
            "person": by,
            "linked_at": at,
            "withdrawn_at": None,
        }
        for number in pieces
        for (assignment, period), revision in slots.items()
    ]
    await upsert(session, EvidenceItemRow, rows, key=("evidence", "assignment", "period"))


async def withdraw(session: AsyncSession, pieces: Collection[int], *, at: datetime) -> None:
    """Let files belong to nothing any more; that they did stays on record."""
    await session.execute(
        update(item).where(among(item.c.evidence, pieces), _LINKED).values(withdrawn_at=at)
    )


async def of_item(
    session: AsyncSession,
    assignment: int,
    *,
    periods: Collection[str],
    as_of: datetime | None = None,
) -> dict[str, tuple[Piece, ...]]:
    """The files of one number by period, in the order sent; those refused or lost left out.

    With `as_of`, those that belonged to it then.
    """
    rows = await session.execute(
        select(item.c.period, *(evidence.c[name] for name in _PIECE))
        .join(evidence, evidence.c.id == item.c.evidence)
        .where(item.c.assignment == assignment, among(item.c.period, periods), _linked(as_of))
        .where(evidence.c.state.in_(("waiting", "kept")))
        .order_by(evidence.c.sent_at, evidence.c.id)
    )
    found: dict[str, list[Piece]] = {}
    for period, *columns in rows:
        found.setdefault(period, []).append(_piece(columns))
    return {period: tuple(pieces) for period, pieces in found.items()}


def _linked(as_of: datetime | None) -> ColumnElement[bool]:
    if as_of is None:
        return _LINKED
    return (item.c.linked_at <= as_of) & (_LINKED | (item.c.withdrawn_at > as_of))


async def fullest(session: AsyncSession, slots: Collection[Slot]) -> int:
    """How many files the one of these numbers has that has most."""
    rows = await session.execute(
        select(item.c.assignment, item.c.period, func.count())
        .where(among(item.c.assignment, {slot[0] for slot in slots}), _LINKED)
        .group_by(item.c.assignment, item.c.period)
    )
    return max((n for *slot, n in rows if tuple(slot) in slots), default=0)


async def sent_since(session: AsyncSession, person: str, *, since: datetime) -> int:
    """How many files somebody has sent since an instant."""
    mine = (evidence.c.person == person) & (evidence.c.sent_at >= since)
    counted = await session.execute(select(func.count()).select_from(evidence).where(mine))
    return int(counted.scalar_one())


async def claim(
    session: AsyncSession, *, now: datetime, lease: timedelta, limit: int
) -> list[Piece]:
    """Take files that are to be fetched, oldest first; nobody else does before the lease ends.

    Only what belongs to something is fetched at all.
    """
    own = evidence.c
    due = _due(select(own.id), now).order_by(own.id).limit(limit).with_for_update(skip_locked=True)
    taken = await session.execute(
        update(evidence)
        .where(own.id.in_(due))
        .values(not_before=now + lease, attempts=own.attempts + 1)
        .returning(own.id)
    )
    ids = taken.scalars().all()
    rows = await session.execute(_SELECT.where(among(own.id, ids)).order_by(own.id))
    return [_piece(row) for row in rows] if ids else []


async def is_due(session: AsyncSession, *, now: datetime) -> bool:
    """Whether there is anything to fetch."""
    found = await session.execute(_due(select(evidence.c.id), now).limit(1))
    return found.first() is not None


async def kept(
    session: AsyncSession, number: int, *, digest: str, mime: str, size: int, at: datetime
) -> None:
    """It is in the vault."""
    await _settle(
        session, number, state="kept", digest=digest, mime=mime, size=size, kept_at=at, error=None
    )


async def refused(session: AsyncSession, number: int, *, why: str) -> None:
    """It is nothing that is kept."""
    await _settle(session, number, state="refused", error=why[:ERROR_LENGTH])


async def lost(session: AsyncSession, number: int, *, why: str) -> None:
    """Telegram has it no more, or could not be reached for too long."""
    await _settle(session, number, state="lost", error=why[:ERROR_LENGTH])


async def later(session: AsyncSession, number: int, *, why: str, not_before: datetime) -> None:
    """It is tried again, not before an instant."""
    await _settle(session, number, error=why[:ERROR_LENGTH], not_before=not_before)


async def digests(session: AsyncSession) -> tuple[str, ...]:
    """Every file that has to be in the vault."""
    rows = await session.execute(
        select(evidence.c.digest).where(evidence.c.state == "kept").distinct().order_by("digest")
    )
    return tuple(rows.scalars().all())


def _due(asked: Select[Any], now: datetime) -> Select[Any]:
    own = evidence.c
    belongs: ColumnElement[bool] = (
        select(item.c.evidence).where(item.c.evidence == own.id, _LINKED).exists()
    )
    return asked.where(own.state == "waiting", own.not_before <= now, belongs)


async def _settle(session: AsyncSession, number: int, **values: Any) -> None:
    """Write how it ended, unless another process was faster."""
    mine = (evidence.c.id == number) & (evidence.c.state == "waiting")
    await session.execute(update(evidence).where(mine).values(**values))


def _piece(row: Row[Any] | Sequence[Any]) -> Piece:
    return Piece(**dict(zip(_PIECE, row, strict=True)))
