"""How much people type and tap, counted from the inbox before it forgets."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Row, case, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import core
from storage.models.burden import TrafficRow
from storage.models.chats import InboxRow
from storage.upserts import insert

inbox = core(InboxRow)
traffic = core(TrafficRow)

TAP, WORDS, OTHER = "tap", "words", "other"
# Quotation marks that somebody typed are escaped in JSON, so these stand for the update's parts.
KIND: ColumnElement[str] = case(
    (inbox.c.payload.contains('"callback_query":', autoescape=True), TAP),
    (inbox.c.payload.contains('"my_chat_member":', autoescape=True), OTHER),
    else_=WORDS,
).label("kind")

TOLD = (inbox.c.chat_id, inbox.c.received_at, KIND)
Told = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Heard:
    """How much one chat typed and tapped on one local day."""

    chat_id: int
    day: date
    typed: int
    tapped: int


async def take_over(session: AsyncSession, rows: Iterable[Told], *, zone: tzinfo) -> None:
    """Count updates that are forgotten; in the transaction that deletes them, so each once."""
    counted = _counted(rows, zone)
    if not counted:
        return
    made = insert(session, TrafficRow)
    added = made.on_conflict_do_update(
        index_elements=["chat_id", "day"],
        set_={name: traffic.c[name] + made.excluded[name] for name in ("typed", "tapped")},
    )
    await session.execute(
        added,
        [
            {"chat_id": one.chat_id, "day": one.day, "typed": one.typed, "tapped": one.tapped}
            for one in counted
        ],
    )


async def heard(
    session: AsyncSession, *, since: datetime, until: datetime, zone: tzinfo
) -> list[Heard]:
    """What every chat typed and tapped between two instants, by day: forgotten and not."""
    first, last = (at.astimezone(zone).date() for at in (since, until))
    kept = select(traffic.c.chat_id, traffic.c.day, traffic.c.typed, traffic.c.tapped)
    known = await session.execute(kept.where(traffic.c.day >= first, traffic.c.day < last))
    fresh = await session.execute(
        select(*TOLD).where(inbox.c.received_at >= since, inbox.c.received_at < until)
    )
    return [Heard(*row) for row in known] + _counted(fresh, zone)


def _counted(rows: Iterable[Told], zone: tzinfo) -> list[Heard]:
    by_kind: dict[str, Counter[tuple[int, date]]] = {TAP: Counter(), WORDS: Counter()}
    for chat_id, received_at, kind in rows:
        if chat_id > 0 and kind in by_kind:
            by_kind[kind][chat_id, received_at.astimezone(zone).date()] += 1
    slots = sorted({*by_kind[TAP], *by_kind[WORDS]})
    return [Heard(*slot, typed=by_kind[WORDS][slot], tapped=by_kind[TAP][slot]) for slot in slots]
