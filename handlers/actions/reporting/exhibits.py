"""Files kept with one number of one period, for whoever may read the number."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from domain.errors import StaleButton
from domain.periods import Period
from handlers.actions.measuring.sight import allowed
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import evidence
from storage.evidence import Piece
from storage.vault import Missing


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The files that are here; `names` are people by code."""

    name: str
    period: Period
    pieces: tuple[Piece, ...]
    names: Mapping[str, str]


async def of_item(deps: Deps, viewer: Viewer, assignment: int, period: Period) -> Exhibits:
    """The files of one number.

    Raises:
        StaleButton: nobody owes it any more, or there are none by now.
        NotAllowed: it is not for this reader.
    """
    roster = await deps.roster.current()
    own = roster.assignments.get(assignment)
    if own is None:
        raise StaleButton
    allowed(viewer, [own])
    async with deps.db.reading() as session:
        found = await evidence.of_item(
            session, assignment, periods=[period.key], as_of=deps.known_at
        )
    pieces = tuple(piece for piece in found.get(period.key, ()) if piece.is_kept)
    if not pieces:
        raise StaleButton
    names = {code: person.name for code, person in roster.people.items()}
    return Exhibits(roster.full_name(own), period, pieces, names)


async def content(deps: Deps, piece: Piece) -> bytes | None:
    """The file itself, checked against its digest; None if it is not what was kept."""
    try:
        return await asyncio.to_thread(deps.vault.read, piece.digest)
    except Missing:
        return None
