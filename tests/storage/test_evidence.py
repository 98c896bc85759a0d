"""Files on record, on either engine: noted once, put somewhere, fetched by one at a time."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from storage import evidence
from storage.database import Database
from storage.evidence import Arrival, Piece
from tests.storage.district import MONDAY_NOON

CHAT = 7_000_000_001
SLOT = (1, "2026-W10")
LEASE = timedelta(minutes=2)


def arrival(message: int, *, album: str = "") -> Arrival:
    return Arrival(
        chat_id=CHAT,
        message_id=message,
        album=album,
        person="asha",
        sent_at=MONDAY_NOON,
        form="photo",
        name="",
        file_id=f"AgAC{message}",
    )


async def put(session: AsyncSession, message: int, *, album: str = "") -> Piece:
    piece, _ = await evidence.put(session, arrival(message, album=album))
    return piece


async def link(session: AsyncSession, *pieces: Piece) -> None:
    ids = [piece.id for piece in pieces]
    await evidence.link(session, ids, {SLOT: 2}, by="asha", at=MONDAY_NOON)


async def test_a_message_is_noted_once(settled: Database) -> None:
    async with settled.transaction() as session:
        first, was_new = await evidence.put(session, arrival(1))
        again, is_new = await evidence.put(session, arrival(1))

    assert first == again
    assert (was_new, is_new) == (True, False)


async def test_an_album_is_what_one_chat_sent_together(settled: Database) -> None:
    async with settled.transaction() as session:
        alone, first, second = (
            await put(session, 1),
            await put(session, 2, album="9"),
            await put(session, 3, album="9"),
        )

        assert await evidence.together_with(session, second) == (first, second)
        assert await evidence.together_with(session, alone) == (alone,)


async def test_a_file_belongs_to_what_it_was_put_to_last(settled: Database) -> None:
    async with settled.transaction() as session:
        piece = await put(session, 1)
        await link(session, piece)
        await evidence.withdraw(session, [piece.id], at=MONDAY_NOON)
        gone = await evidence.of_item(session, 1, periods=["2026-W10"])
        await link(session, piece)  # and back again

        assert gone == {}
        assert await evidence.slots_of(session, [piece.id]) == {piece.id: (SLOT,)}
        assert await evidence.of_item(session, 1, periods=["2026-W10"]) == {"2026-W10": (piece,)}
        assert await evidence.fullest(session, [SLOT, (2, "2026-W10")]) == 1


async def test_only_what_belongs_somewhere_is_fetched_and_by_one_at_a_time(
    settled: Database,
) -> None:
    later = MONDAY_NOON + timedelta(seconds=1)
    async with settled.transaction() as session:
        belonging, _ = await put(session, 1), await put(session, 2)
        await link(session, belonging)
        claimed = await evidence.claim(session, now=later, lease=LEASE, limit=5)
        meanwhile = await evidence.claim(session, now=later, lease=LEASE, limit=5)
        taken_up = await evidence.claim(session, now=later + LEASE, lease=LEASE, limit=5)

    assert [(piece.id, piece.attempts) for piece in claimed] == [(belonging.id, 1)]
    assert meanwhile == []
    assert [(piece.id, piece.attempts) for piece in taken_up] == [(belonging.id, 2)]


async def test_how_a_file_ended_is_written_once(settled: Database) -> None:
    async with settled.transaction() as session:
        piece = await put(session, 1)
        await link(session, piece)
        await evidence.kept(
            session,
            piece.id,
            digest="ab" * 32,
            mime="application/pdf",
            size=7,
            at=MONDAY_NOON,
        )
        await evidence.lost(session, piece.id, why="too late")
        found = await evidence.get(session, piece.id)

        assert found is not None
        assert (found.state, found.digest, found.mime) == ("kept", "ab" * 32, "application/pdf")
        assert await evidence.digests(session) == ("ab" * 32,)
        assert not await evidence.is_due(session, now=MONDAY_NOON + LEASE)


async def test_files_are_counted_by_who_sent_them_and_since_when(settled: Database) -> None:
    async with settled.transaction() as session:
        await put(session, 1)
        await put(session, 2)

        assert await evidence.sent_since(session, "asha", since=MONDAY_NOON) == 2
        assert await evidence.sent_since(session, "bela", since=MONDAY_NOON) == 0
