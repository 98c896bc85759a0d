"""Lists that are limited to what a question names: who is missing there, which numbers are odd."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from domain.finding import Kind
from domain.periods import Period
from domain.roster import Assignment, Roster
from handlers.actions.inquiry.inquiries import Inquiry
from handlers.actions.lookups import overviews
from handlers.actions.lookups.lit import Narrowing
from handlers.actions.lookups.views.missing import MissingView
from handlers.actions.measuring import standing
from handlers.actions.measuring.marks import Odd, odd_in
from handlers.actions.measuring.sight import allowed, sees
from handlers.actions.measuring.surveying import Missing
from handlers.deps import Deps
from handlers.viewers import Viewer


@dataclass(frozen=True, slots=True)
class OddView:
    """Numbers that were questioned and stood by; `about` names what the list is limited to."""

    period: Period
    as_of: datetime
    odd: tuple[Odd, ...]
    about: str = ""


async def missing(deps: Deps, viewer: Viewer, period: Period, inquiry: Inquiry) -> MissingView:
    """Who has not answered, of the things that a question names, or of all.

    Raises:
        NotAllowed: nothing of it is for this reader.
    """
    view = await overviews.missing(
        deps, viewer, period=period, indicator=inquiry.code_of(Kind.INDICATOR)
    )
    roster = await deps.roster.current()
    named = [options[0] for options in inquiry.named]
    about = "".join(found.name for found in named)
    if all(found.kind is Kind.INDICATOR for found in named):
        return replace(view, about=about)
    owed = [a for a in roster.of_cadence(period.kind) if is_meant(roster, a, inquiry)]
    seen = {a.id for a in allowed(viewer, owed)}
    left = tuple(cut for one in view.missing if (cut := _of(one, seen)))
    lacking = sum(len(one.items) for one in left)
    return replace(
        view,
        missing=left,
        reported=len(seen) - lacking,
        expected=len(seen),
        overdue=(),
        about=about,
    )


async def odd(deps: Deps, viewer: Viewer, period: Period, narrowing: Narrowing) -> OddView:
    """The odd numbers that this reader may see.

    Raises:
        NotAllowed: of the unit that is named the reader may see none.
    """
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
    own = {(a.unit, roster.label(a)) for a in roster.assignments.values() if viewer.answers_for(a)}
    if narrowing.unit and not sees(viewer, narrowing.unit):
        allowed(viewer, [a for a in roster.assignments.values() if a.unit == narrowing.unit])
    found = tuple(
        one
        for one in odd_in(survey, narrowing.indicator)
        if (sees(viewer, one.unit) or (one.unit, one.name) in own)
        and narrowing.unit in ("", one.unit)
        and narrowing.group in ("", roster.units[one.unit].group)
    )
    return OddView(period, survey.as_of, found, narrowing.about)


def is_meant(roster: Roster, own: Assignment, inquiry: Inquiry) -> bool:
    """Whether a number belongs to everything that is named."""
    for options in inquiry.named:
        found = options[0]
        match found.kind:
            case Kind.UNIT:
                fits = own.unit == found.code
            case Kind.GROUP:
                fits = roster.units[own.unit].group == found.code
            case Kind.PERSON:
                fits = own.person == found.code
            case Kind.PROJECT:
                fits = own.project == found.code
            case Kind.INDICATOR:
                fits = own.indicator == found.code
        if not fits:
            return False
    return True


def _of(one: Missing, seen: Collection[int]) -> Missing | None:
    """What one person has not answered, of these numbers only."""
    never = tuple(lack for lack in one.never if lack.assignment in seen)
    returned = tuple(lack for lack in one.returned if lack.assignment in seen)
    return replace(one, never=never, returned=returned) if never or returned else None
