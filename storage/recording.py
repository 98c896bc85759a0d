"""Numbers put on record: a revision each, and the figure that is current."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import case, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Figure, Review, Source
from storage.chain import digest
from storage.entries import Entry, Origin, Recorded, Slot
from storage.lists import among_given, pairs_given
from storage.models.base import core
from storage.models.figures import FigureRow, RevisionRow
from storage.models.roster import AssignmentRow
from storage.reading import figure_columns, figure_of, standing_order
from storage.upserts import Insert, insert_into

assignment = core(AssignmentRow)
figure = core(FigureRow)
revision = core(RevisionRow)

_own, _tail, _now, _any = (
    revision.c,
    *(revision.alias(name) for name in ("tail", "now", "any_revision")),
)

_FROM_MESSAGES = (
    select(_own.chat_id, _own.message_id, _own.edited_at, _own.assignment, _own.period, _own.number)
    .where(pairs_given(_own.chat_id, _own.message_id, "places"))
    .order_by(_own.id)
)
_RETELLING = (
    select(*figure_columns(revision))
    .where(among_given(_own.assignment, "assignments"), among_given(_own.period, "periods"))
    .order_by(_own.assignment, _own.period, _own.number)
)
_LAST_LINK = (
    select(func.max(_any.c.link)).where(_any.c.assignment == assignment.c.id).scalar_subquery()
)
_LAST_NUMBER = (
    select(func.max(_any.c.number))
    .where(_any.c.assignment == figure.c.assignment, _any.c.period == figure.c.period)
    .scalar_subquery()
)
_STANDING = (
    select(_tail.c.assignment, _tail.c.link, _tail.c.digest, _LAST_NUMBER, *figure_columns(_now))
    .select_from(assignment)
    .join(_tail, (_tail.c.assignment == assignment.c.id) & (_tail.c.link == _LAST_LINK))
    .outerjoin(
        figure,
        (figure.c.assignment == assignment.c.id) & among_given(figure.c.period, "periods"),
    )
    .outerjoin(_now, _now.c.id == figure.c.revision)
    .where(among_given(assignment.c.id, "assignments"))
)
_APPEND = insert(revision)
# In an order, so that no two writers wait for each other.
_MADE_CURRENT = (
    select(
        _own.assignment,
        _own.period,
        _own.id,
        _own.number,
        case((_own.reviewed, Review.PENDING.value), else_=Review.NONE.value),
    )
    .where(pairs_given(_own.assignment, _own.link, "links"))
    .order_by(_own.assignment, _own.period)
)


async def record(
    session: AsyncSession, entries: Sequence[Entry], *, unheard: bool = False
) -> list[Recorded]:
    """Put every entry on record, in order, and say what became of each.

    `unheard`: the caller has seen that none of these messages was recorded before. Four
    statements however many entries. When another transaction was faster with the same
    assignment, the insert raises IntegrityError: run it through `Database.write`, or catch
    it and begin the whole transaction again.
    """
    if not entries:
        return []
    origins = () if unheard else {entry.origin for entry in entries}
    before = await recorded_from(session, origins) if origins else {}
    known = {
        (origin, recorded.figure.assignment): recorded
        for origin, all_of_it in before.items()
        for recorded in all_of_it
    }
    fresh = [entry for entry in entries if _source_of(entry) not in known]
    ledger = await _ledger(session, fresh)
    outcomes = [known.get(_source_of(entry)) or ledger.enter(entry) for entry in entries]
    await _store(session, ledger)
    return outcomes


@dataclass(slots=True)
class _Ledger:
    """Where each chain and each figure stands while a batch is entered."""

    links: dict[int, int] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)
    numbers: dict[Slot, int] = field(default_factory=dict)
    current: dict[Slot, Figure] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    moved: dict[Slot, int] = field(default_factory=dict)  # to the link that is current now
    entered: dict[tuple[Origin, int], Recorded] = field(default_factory=dict)

    def enter(self, entry: Entry) -> Recorded:
        again = self.entered.get(_source_of(entry))
        if again is not None:
            return _as_replay(again)
        before = self.current.get(entry.slot)
        if before is not None and entry.source is Source.EDIT and _says_the_same(entry, before):
            return Recorded(before, before, unchanged=True)
        number = self.numbers.get(entry.slot, 0) + 1
        made = figure_from(entry, number=number)
        superseded = before is not None and entry.reported_at < before.reported_at
        self._append(entry, number)
        if not superseded:
            self.current[entry.slot] = made
            self.moved[entry.slot] = self.links[entry.assignment]
        outcome = Recorded(made, before, superseded=superseded)
        self.entered[_source_of(entry)] = outcome
        return outcome

    def _append(self, entry: Entry, number: int) -> None:
        own = entry.assignment
        row = _row(entry, number=number, link=self.links.get(own, 0) + 1)
        row["previous_digest"] = self.digests.get(own, "")
        row["digest"] = digest(row, previous=row["previous_digest"])
        self.rows.append(row)
        self.numbers[entry.slot] = number
        self.links[own] = row["link"]
        self.digests[own] = row["digest"]


def _source_of(entry: Entry) -> tuple[Origin, int]:
    """What is recorded only once: one message's number for one assignment."""
    return entry.origin, entry.assignment


def _as_replay(outcome: Recorded) -> Recorded:
    return Recorded(outcome.figure, outcome.previous, replayed=True, superseded=outcome.superseded)


def _says_the_same(entry: Entry, before: Figure) -> bool:
    return (entry.answer, entry.value, entry.note, entry.estimate, entry.stage) == (
        before.answer,
        before.value,
        before.note,
        before.estimate,
        before.stage,
    )


def figure_from(entry: Entry, *, number: int) -> Figure:
    """The figure that an entry becomes, as its revision of this number."""
    return Figure(
        assignment=entry.assignment,
        period=entry.period,
        answer=entry.answer,
        value=entry.value,
        revision=number,
        person=entry.person,
        typed_by=entry.typed_by,
        source=entry.source,
        timeliness=entry.timeliness,
        reported_at=entry.reported_at,
        stage=entry.stage,
        estimate=entry.estimate,
        note=entry.note,
        odd=entry.odd,
        review=Review.PENDING if entry.reviewed else Review.NONE,
    )


def _row(entry: Entry, *, number: int, link: int) -> dict[str, Any]:
    return {
        "assignment": entry.assignment,
        "link": link,
        "period": entry.period,
        "number": number,
        "answer": entry.answer.value,
        "value": entry.value,
        "stage": entry.stage.value,
        "estimate": entry.estimate,
        "note": entry.note,
        "odd": entry.odd,
        "timeliness": entry.timeliness.value,
        "person": entry.person,
        "typed_by": entry.typed_by,
        "source": entry.source.value,
        "reported_at": entry.reported_at,
        "recorded_at": entry.recorded_at,
        "chat_id": entry.origin.chat_id,
        "message_id": entry.origin.message_id,
        "edited_at": entry.origin.edited_at,
        "reviewed": entry.reviewed,
    }


async def recorded_from(
    session: AsyncSession, origins: Collection[Origin]
) -> dict[Origin, tuple[Recorded, ...]]:
    """What these messages gave when they were first handled; messages that gave none are absent.

    Each `Recorded` is marked as replayed and tells what was current before it.
    """
    rows = await session.execute(
        _FROM_MESSAGES,
        {"places": {(origin.chat_id, origin.message_id) for origin in origins}},
    )
    asked = set(origins)
    places: dict[Origin, list[tuple[int, str, int]]] = {}
    for chat_id, message_id, edited_at, *place in rows:
        origin = Origin(chat_id, message_id, edited_at)
        if origin in asked:
            places.setdefault(origin, []).append((place[0], place[1], place[2]))
    if not places:
        return {}
    told = await _retell(session, {key[:2] for own in places.values() for key in own})
    return {origin: tuple(told[key] for key in own) for origin, own in places.items()}


async def _retell(session: AsyncSession, slots: set[Slot]) -> dict[tuple[int, str, int], Recorded]:
    """Go through the revisions of these slots again, as they were recorded."""
    rows = await session.execute(
        _RETELLING,
        {
            "assignments": {owner for owner, _ in slots},
            "periods": {period for _, period in slots},
        },
    )
    told: dict[tuple[int, str, int], Recorded] = {}
    current: dict[Slot, Figure] = {}
    for made in map(figure_of, rows):
        slot = made.assignment, made.period
        before = current.get(slot)
        superseded = before is not None and standing_order(made) < standing_order(before)
        if not superseded:
            current[slot] = made
        told[(*slot, made.revision)] = Recorded(made, before, replayed=True, superseded=superseded)
    return told


async def _ledger(session: AsyncSession, entries: Sequence[Entry]) -> _Ledger:
    """Where the chains and figures of these entries stand now, in one query."""
    ledger = _Ledger()
    if not entries:
        return ledger
    rows = await session.execute(
        _STANDING,
        {
            "assignments": {entry.assignment for entry in entries},
            "periods": {entry.period for entry in entries},
        },
    )
    for owner, link, last_digest, number, *columns in rows:
        ledger.links[owner] = link
        ledger.digests[owner] = last_digest
        if number is not None:
            current = figure_of(columns)
            ledger.numbers[owner, current.period] = number
            ledger.current[owner, current.period] = current
    return ledger


async def _store(session: AsyncSession, ledger: _Ledger) -> None:
    if not ledger.rows:
        return
    await session.execute(_APPEND, ledger.rows)
    links = [(owner, link) for (owner, _), link in ledger.moved.items()]
    await session.execute(_move(session.get_bind().dialect.name), {"links": links})


@lru_cache
def _move(dialect: str) -> Insert:
    """Let the revisions with these links be the current ones."""
    statement = insert_into(dialect, FigureRow).from_select(
        ["assignment", "period", "revision", "number", "review"], _MADE_CURRENT
    )
    moved = {name: statement.excluded[name] for name in ("revision", "number", "review")}
    return statement.on_conflict_do_update(index_elements=["assignment", "period"], set_=moved)
