"""Numbers that were sent back and have not been answered again: by whom, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Figure, Review
from domain.roster import Roster
from domain.verdicts import SENT_BACK, Verdict
from storage import decisions
from storage.decisions import Decision
from storage.entries import Slot


@dataclass(frozen=True, slots=True)
class SentBack:
    """Who sent a number back, by name, and for which reason."""

    by: str
    reason: str


async def sent_back(
    session: AsyncSession,
    roster: Roster,
    figures: Iterable[Figure],
    *,
    as_of: datetime | None = None,
) -> dict[Slot, SentBack]:
    """Those of these figures that wait for another answer; without any nothing is asked.

    With `as_of`, by what had been decided then.
    """
    versions = {(f.assignment, f.period): f.revision for f in figures if _is_returned(f)}
    found: dict[Slot, SentBack] = {}
    for made in in_force(await decisions.of_slots(session, versions.keys(), as_of=as_of)):
        if made.verdict is Verdict.RETURNED and made.revision == versions[made.slot]:
            person = roster.people.get(made.person)
            found[made.slot] = SentBack(person.name if person else made.person, made.reason or "")
    return found


def in_force(said: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those decisions that send a version back and were not taken back since.

    They come in the order they were made.
    """
    found: dict[tuple[Slot, int], Decision] = {}
    for made in said:
        if made.verdict in SENT_BACK:
            found[made.slot, made.revision] = made
        elif made.verdict is Verdict.TAKEN_BACK:
            found.pop((made.slot, made.revision), None)
    return tuple(found.values())


def _is_returned(figure: Figure) -> bool:
    return figure.review is Review.RETURNED
