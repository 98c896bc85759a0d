"""Files sent along with numbers: taken in, put to a number, and moved to another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.attachments import tidy_name
from domain.errors import (
    FileTooLarge,
    FileUnwanted,
    NotNumeric,
    NotYours,
    Refusal,
    StaleButton,
    TooManyFiles,
)
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.reporting.asking import duties_of, items_of
from handlers.actions.reporting.homes import (
    Attachment,
    Home,
    choices_of,
    homes_of,
    slots_of,
    standing_in,
)
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Outcome, Typed
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import evidence
from storage.entries import Slot
from storage.evidence import Arrival, Piece

DAY = timedelta(hours=24)
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Attached:
    """Where a file was put; `choices` are offered when nothing tells where it belongs.

    `is_follower`: it is a later one of an album, about which everything was said with the first.
    """

    piece: int
    homes: tuple[Home, ...] = ()
    choices: tuple[Home, ...] = ()
    is_follower: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a message with a file: of its caption, and of the file.

    `refusal` is still to be told: what was refused first, besides what was saved.
    """

    outcome: Outcome | None = None
    attached: Attached | None = None
    refusal: Refusal | None = None


async def receive(deps: Deps, came: Attachment, caption: Typed | None) -> Received:
    """Read the number in a caption as if it had been typed, then take the file in."""
    outcome, refusals = None, []
    try:
        outcome = await deps.record(caption) if caption else None
    except Refusal as refusal:
        refusals += [refusal] if any(char.isnumeric() for char in came.caption) else []
    try:
        attached = await attach(deps, came, outcome)
    except Refusal as refusal:
        return Received(outcome, refusal=[*refusals, refusal][0])
    return Received(outcome, attached, refusals[0] if refusals else None)


async def attach(deps: Deps, came: Attachment, outcome: Outcome | None = None) -> Attached:
    """Note a file and put it where it belongs; a replayed message changes nothing.

    `outcome` is what became of the numbers in its caption. Without any, it belongs to what it
    replies to, what its caption names, what its album belongs to, what the chat is asked for
    alone, or the only number there is.

    Raises:
        NotNumeric: files are not taken, or no number is asked of this person.
        FileTooLarge, FileUnwanted, TooManyFiles.
        NotYours: it replies to somebody else's number.
    """
    _must_be_wanted(deps, came)
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Attached:
        items = await _items(session, deps, roster, came, outcome)
        if not items:
            raise NotNumeric
        piece, is_new = await evidence.put(session, _arrival(came))
        album = await evidence.together_with(session, piece)
        held = await evidence.slots_of(session, [one.id for one in album])
        slots = held.get(piece.id)  # handled before
        if slots is None:
            slots = await slots_of(session, roster, items, came, outcome, held)
            if is_new:
                await _must_fit(session, deps, came, slots)
            homeless = [one.id for one in album if one.id not in held]
            await _link(session, homeless, slots, by=came.person.code, at=deps.now())
        homes = await homes_of(session, roster, slots, items)
        is_told = album[0].id == piece.id or (bool(slots) and not held)
        offered = () if homes else choices_of(items, came.sent_at)
        return Attached(piece.id, homes, offered, is_follower=not is_told)

    attached = await deps.db.write(work)
    deps.wake_fetcher()
    return attached


async def move(deps: Deps, press: Press, *, piece: int, assignment: int, period: str) -> Attached:
    """Put a file, and its whole album, to another number than before, or to its first.

    Raises:
        StaleButton: no such file of theirs, no such number, or a period that is not asked yet.
        NotYours: the number is somebody else's.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Attached:
        album = await _own_album(session, press, piece)
        slot = _allowed(deps, roster, press, assignment, period)
        ids = [one.id for one in album]
        await evidence.withdraw(session, ids, at=deps.now())
        await _link(session, ids, [slot], by=press.person.code, at=deps.now())
        return Attached(piece, await homes_of(session, roster, [slot], ()))

    moved = await deps.db.write(work)
    deps.wake_fetcher()
    return moved


async def choices(deps: Deps, press: Press, *, piece: int) -> Attached:
    """The numbers a file may belong to, to choose from; raises StaleButton."""
    roster = await deps.roster.current()
    duties = {press.person.code: duties_of(roster, deps.schedule, press.person.code, press.sent_at)}
    async with deps.db.reading() as session:
        await _own_album(session, press, piece)
        items = (await items_of(session, roster, duties))[press.person.code]
    return Attached(piece, choices=choices_of(items, press.sent_at))


async def drop(deps: Deps, press: Press, *, piece: int) -> Attached:
    """Let a file, and its whole album, belong to nothing; raises StaleButton."""
    async with deps.db.transaction() as session:
        album = await _own_album(session, press, piece)
        await evidence.withdraw(session, [one.id for one in album], at=deps.now())
    return Attached(piece)


async def _own_album(session: AsyncSession, press: Press, number: int) -> tuple[Piece, ...]:
    piece = await evidence.get(session, number)
    if piece is None or (piece.chat_id, piece.person) != (press.chat_id, press.person.code):
        raise StaleButton
    return await evidence.together_with(session, piece)


def _allowed(deps: Deps, roster: Roster, press: Press, assignment: int, period: str) -> Slot:
    """A number of theirs and a period of its rhythm that is or was asked."""
    own = roster.assignments.get(assignment)
    if own is None:
        raise StaleButton
    if not roster.may_answer(press.person.code, own, press.sent_at):
        raise NotYours
    wanted = Period.parse(period)
    if wanted.kind is not roster.indicators[own.indicator].cadence:
        raise StaleButton
    if press.sent_at < deps.schedule.window_of(wanted).opens:
        raise StaleButton  # no button of ours leads ahead of time
    return assignment, period


def _must_be_wanted(deps: Deps, came: Attachment) -> None:
    rules = deps.rules.evidence
    if not rules.is_taken:
        raise NotNumeric
    if came.size > rules.most_bytes:
        raise FileTooLarge(rules.most_bytes // MEGABYTE)
    if not rules.may_be(came.name):
        raise FileUnwanted(came.name)


async def _must_fit(
    session: AsyncSession, deps: Deps, came: Attachment, slots: Collection[Slot]
) -> None:
    rules = deps.rules.evidence
    since = came.sent_at - DAY
    if await evidence.sent_since(session, came.person.code, since=since) > rules.per_day:
        raise TooManyFiles(rules.per_day)
    if slots and await evidence.fullest(session, slots) >= rules.per_item:
        raise TooManyFiles(rules.per_item)


async def _items(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    came: Attachment,
    outcome: Outcome | None,
) -> tuple[Item, ...]:
    if outcome is not None:
        return outcome.items
    person = came.person.code
    duties = {person: duties_of(roster, deps.schedule, person, came.sent_at)}
    return (await items_of(session, roster, duties))[person]


def _arrival(came: Attachment) -> Arrival:
    return Arrival(
        chat_id=came.chat_id,
        message_id=came.message_id,
        album=came.album,
        person=came.person.code,
        sent_at=came.sent_at,
        form=came.form,
        name=tidy_name(came.name),
        file_id=came.file_id,
    )


async def _link(
    session: AsyncSession, pieces: Sequence[int], slots: Sequence[Slot], *, by: str, at: datetime
) -> None:
    """With the version that stands at each of these, if any does."""
    standing = await standing_in(session, slots)
    versions = {slot: standing[slot].revision if slot in standing else None for slot in slots}
    await evidence.link(session, pieces, versions, by=by, at=at)
