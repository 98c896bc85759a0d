"""Telling people about decisions on numbers: each of them once, and not in quiet hours."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sqlalchemy.ext.asyncio import AsyncSession

from domain.digests import is_digested
from domain.figures import Figure
from domain.roster import Roster
from handlers.actions.measuring.sent_back import in_force
from handlers.deps import Deps
from storage import decisions, pushes
from storage.pushes import Addressee

NOTHING: Mapping[str, int] = MappingProxyType({})


async def tell(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    kind: str,
    *,
    decision: int,
    people: Iterable[str],
    beside: Mapping[str, int] = NOTHING,
) -> None:
    """Queue what is said about a decision to those of these people who are in reach.

    `beside` are more facts of the message.
    """
    now = deps.now()
    await pushes.queue(
        session,
        key=f"{kind}/{decision}",
        kind=kind,
        period=None,
        facts={"decision": decision, **beside},
        chats=[found for code in people if (found := addressee(roster, code))],
        at=now,
        not_before=deps.leaves_at(now),
    )


async def tell_answered(
    session: AsyncSession, deps: Deps, roster: Roster, before: Iterable[Figure]
) -> None:
    """Tell whoever sent these versions back that there is an answer, once for each."""
    versions = {(f.assignment, f.period): f.revision for f in before}
    for made in in_force(await decisions.of_slots(session, versions.keys())):
        author = roster.people.get(made.person)
        # A supervisor reads it in the evening's digest: it needs no answer.
        in_digest = author is not None and is_digested(deps.rules.digest, author)
        if made.revision == versions[made.slot] and not in_digest:
            await tell(session, deps, roster, "reanswered", decision=made.id, people=[made.person])


def addressee(roster: Roster, code: str) -> Addressee | None:
    """A person's private chat; None while they are out of reach."""
    person = roster.people.get(code)
    if person is None or not person.telegram_id or not person.reachable:
        return None
    return Addressee(person.telegram_id, person=person.code)
