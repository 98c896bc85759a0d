"""Evidence on its way from Telegram to the vault, and what becomes of it there."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from domain.attachments import FileKind, kind_of
from handlers.deps import Deps
from storage import evidence, pushes
from storage.evidence import Piece
from storage.pushes import Addressee

PATIENCE = timedelta(days=7)
"""Telegram may be away, or refuse, for so long; its file ids do not run out."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)


class Fault(StrEnum):
    """Why a file is not kept."""

    TOO_LARGE = "too_large"
    UNWANTED = "unwanted"  # by its content
    GONE = "gone"  # Telegram has it no more


async def due(deps: Deps, *, lease: timedelta, limit: int) -> list[Piece]:
    """Files to fetch now; another process leaves them alone until the lease ends."""
    async with deps.db.reading() as session:
        if not await evidence.is_due(session, now=deps.now()):
            return []
    async with deps.db.transaction() as session:
        return await evidence.claim(session, now=deps.now(), lease=lease, limit=limit)


async def arrived(deps: Deps, piece: Piece, content: bytes) -> FileKind | None:
    """Keep a file that was fetched, if it is one that is kept; what it is, by its content."""
    rules = deps.rules.evidence
    kind = await asyncio.to_thread(kind_of, content)
    if len(content) > rules.most_bytes:
        await not_kept(deps, piece, Fault.TOO_LARGE)
        return None
    if kind is None or kind not in rules.kinds:
        await not_kept(deps, piece, Fault.UNWANTED)
        return None
    # On disk before the row says so, and outside any transaction.
    digest = await asyncio.to_thread(deps.vault.keep, content)
    async with deps.db.transaction() as session:
        await evidence.kept(
            session, piece.id, digest=digest, mime=kind.mime, size=len(content), at=deps.now()
        )
    return kind


async def postpone(deps: Deps, piece: Piece, why: str) -> datetime | None:
    """Try again later, waiting longer each time; None when it has been tried for long enough."""
    now = deps.now()
    if now - piece.sent_at > PATIENCE:
        await not_kept(deps, piece, Fault.GONE)
        return None
    doubled: int = 2 ** min(piece.attempts - 1, 16)
    wait = min(FIRST_WAIT * doubled, LONGEST_WAIT)
    async with deps.db.transaction() as session:
        await evidence.later(session, piece.id, why=why, not_before=now + wait)
    return now + wait


async def not_kept(deps: Deps, piece: Piece, fault: Fault) -> None:
    """Note that a file is not kept, and tell who sent it."""
    roster = await deps.roster.current()
    sender = roster.people.get(piece.person)
    async with deps.db.transaction() as session:
        settle = evidence.lost if fault is Fault.GONE else evidence.refused
        await settle(session, piece.id, why=fault.value)
        if sender is not None and sender.telegram_id and sender.reachable:
            chats = [Addressee(sender.telegram_id, person=sender.code)]
            await _tell(session, deps, piece, fault, chats)
    deps.wake_outbox()


async def of_notice(deps: Deps, number: int, fault: str) -> tuple[Piece, Fault] | None:
    """What a notice is about, made when it leaves; None when it belongs to nothing any more."""
    async with deps.db.reading() as session:
        piece = await evidence.get(session, number)
        belongs = await evidence.slots_of(session, [number])
    return (piece, Fault(fault)) if piece is not None and number in belongs else None


async def _tell(
    session: AsyncSession, deps: Deps, piece: Piece, fault: Fault, chats: Sequence[Addressee]
) -> None:
    now = deps.now()
    await pushes.queue(
        session,
        key=f"evidence/{piece.id}",
        kind="evidence",
        period=None,
        facts={"piece": piece.id, "fault": fault.value},
        chats=chats,
        at=now,
        not_before=deps.leaves_at(now),
    )
