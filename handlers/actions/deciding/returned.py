"""A number that was sent back, with all that is told about it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Figure, Indicator
from domain.periods import Period
from domain.roster import Assignment, Roster
from domain.verdicts import Verdict
from handlers.actions.measuring.sent_back import in_force
from handlers.actions.notices.telling import addressee
from handlers.deps import Deps
from storage import decisions, figures
from storage.decisions import Decision


@dataclass(frozen=True, slots=True)
class Returned:
    """A number that was sent back, or is about to be, with all that is told about it.

    `figure` is the version in question, `now` what stands. `asked` are those who answer for
    it, `reached` those of them in reach. `is_locked`: it counts until it is corrected.
    `decision` is None while the reason is still to come; it may have been taken back since.
    """

    assignment: Assignment
    indicator: Indicator
    period: Period
    figure: Figure
    now: Figure
    name: str
    asked: tuple[str, ...]
    reached: tuple[str, ...]
    author: str
    by: str
    is_locked: bool
    decision: Decision | None = None
    is_taken_back: bool = False

    @property
    def is_answered(self) -> bool:
        """Something newer stands than what was sent back, and is an answer."""
        return self.now.revision > self.figure.revision and self.now.is_answered


async def of_decision(deps: Deps, number: int) -> Returned | None:
    """A number that was sent back, as it stands now; None when nobody owes it any more."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        made = await decisions.get(session, number)
        if made is None or made.assignment not in roster.assignments:
            return None
        return await told_of(session, deps, roster, made)


async def told_of(session: AsyncSession, deps: Deps, roster: Roster, made: Decision) -> Returned:
    """What a decision sent back, as it stands now."""
    own = roster.assignments[made.assignment]
    versions = await figures.revisions(session, made.assignment, made.period)
    given = next(figure for figure in versions if figure.revision == made.revision)
    now = (await figures.current(session, [own.id], [made.period]))[made.slot]
    told = describe(
        roster,
        own,
        Period.parse(made.period),
        figure=given,
        now=now,
        by=made.person,
        at=deps.now(),
        is_locked=made.verdict is Verdict.QUESTIONED,
        decision=made,
    )
    stands = in_force(await decisions.of_slots(session, {made.slot}))
    return replace(told, is_taken_back=made not in stands)


def describe(
    roster: Roster,
    own: Assignment,
    period: Period,
    *,
    figure: Figure,
    now: Figure,
    by: str,
    at: datetime,
    is_locked: bool,
    decision: Decision | None = None,
) -> Returned:
    """A version that is sent back by somebody, in the words of the roster."""
    people = answering(roster, own, figure, at)
    return Returned(
        assignment=own,
        indicator=roster.indicators[own.indicator],
        period=period,
        figure=figure,
        now=now,
        name=roster.full_name(own),
        asked=tuple(name_of(roster, code) for code in people),
        reached=tuple(name_of(roster, code) for code in people if addressee(roster, code)),
        author=name_of(roster, now.typed_by),
        by=name_of(roster, by),
        is_locked=is_locked,
        decision=decision,
    )


def answering(roster: Roster, own: Assignment, figure: Figure, at: datetime) -> tuple[str, ...]:
    """Who is asked again: who is asked for the number now, and its author if still there.

    On leave without anybody who stands in it is the person all the same: somebody must know.
    """
    author = figure.typed_by
    is_there = roster.may_answer(author, own, at) and roster.away(author, at) is None
    asked = roster.asked_for(own, at) or own.person
    return tuple(dict.fromkeys([asked, *([author] if is_there else [])]))


def name_of(roster: Roster, code: str) -> str:
    """What a person is called; somebody who is gone, by the code."""
    person = roster.people.get(code)
    return person.name if person else code
