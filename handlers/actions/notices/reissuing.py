"""A published ranking issued anew, marked as corrected, when a correction moves somebody."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from domain.bearers import BEARERS
from domain.moves import moves
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.measuring import standing
from handlers.actions.measuring.amendments import Amendment, Said
from handlers.actions.measuring.board import board_from
from handlers.actions.notices import subscribing
from handlers.deps import Deps
from storage import figures, groups, publications, pushes
from storage import roster as rosters
from storage.corrections import Request
from storage.publications import OVERALL, Publication
from storage.pushes import Addressee


@dataclass(frozen=True, slots=True)
class Reissue:
    """What a correction led to; not `is_shown` where only projects or people moved.

    Their lists are looked up and never posted, so neither is news about them.
    """

    edition: int
    is_shown: bool


async def reissue(deps: Deps, granted: Request) -> None:
    """Publish the period of a granted correction anew, if that moves anybody in it.

    Once for each correction, however often it is asked for; the edition before stays. Only the
    newest list is issued anew: an older one would be news of yesterday.
    """
    period = Period.parse(granted.period)

    async def work(session: AsyncSession) -> None:
        last = await publications.of(session, period.key)
        if last is None or await pushes.find(session, key_of(granted.id)) is not None:
            return
        if not await publications.is_newest(session, period.key):
            return
        # The roster as this transaction sees it; the one in memory would be read elsewhere.
        roster = await rosters.load(session, year=deps.campaign.year)
        if granted.assignment not in roster.assignments:
            return
        amendments = await _amendments(session, deps, roster, granted, last)
        if any(amendment.moves for amendment in amendments.values()):
            await _publish(session, deps, roster, granted, last.edition + 1, amendments)

    await deps.db.write(work)
    deps.wake_outbox()


def key_of(request: int) -> str:
    """The push that a correction leads to, if it does."""
    return f"reissue/{request}"


async def reissue_after(session: AsyncSession, request: int) -> Reissue | None:
    """The edition that a correction led to; None if it changed nothing that was published."""
    made = await pushes.find(session, key_of(request))
    if made is None:
        return None
    return Reissue(int(made.facts["edition"]), is_shown=made.facts.get("is_shown", True))


async def _amendments(
    session: AsyncSession, deps: Deps, roster: Roster, granted: Request, last: Publication
) -> dict[str, Amendment]:
    """What the correction changes: overall, by its indicator, among projects, among people."""
    own = roster.assignments[granted.assignment]
    indicator = roster.indicators[own.indicator]
    versions = await figures.revisions(session, own.id, granted.period)
    before = next((f for f in versions if f.revision == granted.revision), None)
    amendment = Amendment.of(
        roster.full_name(own),
        indicator,
        before=Said.of(before),
        after=Said(granted.answer, granted.value),
        reason=granted.reason,
    )
    survey = await standing.surveyed(deps, session, roster, Period.parse(granted.period))
    found: dict[str, Amendment] = {}
    for subject in (OVERALL, own.indicator, *BEARERS):
        published = await publications.of(
            session, granted.period, subject=subject, edition=last.edition
        )
        if published is not None:
            now = await standing.board_in(deps, session, survey, subject)
            moved = moves(board_from(published).ranking, now.ranking)
            found[subject] = replace(amendment, moves=moved)
    overall, single = found[OVERALL], found.get(own.indicator)
    if single is not None and not overall.moves:
        # What the group is shown is the overall list: it says where somebody moved instead.
        found[OVERALL] = replace(overall, moves=single.moves, within=indicator.name)
    return found


async def _publish(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    granted: Request,
    edition: int,
    amendments: dict[str, Amendment],
) -> None:
    """A new edition; it is shown to the group where somebody moved in the lists of units."""
    now = deps.now()
    period = Period.parse(granted.period)
    is_shown = bool(amendments[OVERALL].moves)
    rooms = await groups.sent(session, period.kind) if is_shown else ()
    await standing.publish(deps, session, period, edition=edition, amendments=amendments)
    await pushes.queue(
        session,
        key=key_of(granted.id),
        kind="push",
        period=period.key,
        facts={"edition": edition, "is_shown": is_shown},
        chats=[Addressee(room.chat_id, thread_id=room.thread_id) for room in rooms],
        at=now,
        not_before=deps.leaves_at(now),
    )
    if is_shown:
        await subscribing.queue_corrected(session, deps, roster, period, edition=edition)
