"""How far the targets are broken down: the district, a unit, or one indicator of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.breakdown import Breakdown, Level, breakdowns
from domain.errors import NotAllowed, NotFound
from domain.figures import Indicator
from domain.finding import Found, Kind
from domain.roster import Assignment, Roster, Unit
from handlers.actions.lookups import adjustments
from handlers.actions.lookups.adjustments import Retarget
from handlers.actions.lookups.meaning import Meaning, meaning_of
from handlers.actions.measuring.sight import allowed
from handlers.deps import Deps
from handlers.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the wholes that could be broken down to a level are."""

    met: int
    asked: int


@dataclass(frozen=True, slots=True)
class TargetsView:
    """Targets beside their parts. `unit` and `indicator` are set when there is only that one.

    `entries` come in roster order; the roster is the one they were read from. `changes` are
    those of these numbers, as they were asked for.
    """

    year: int
    roster: Roster
    entries: tuple[Breakdown, ...]
    unit: Unit | None = None
    indicator: Indicator | None = None
    changes: tuple[Retarget, ...] = ()

    @property
    def met(self) -> int:
        """How many indicators of units are broken down in every respect."""
        return sum(entry.is_met for entry in self.entries)

    @property
    def numbers(self) -> int:
        """How many numbers there are; each has one person who answers for it."""
        return sum(len(entry.projects) + (entry.own is not None) for entry in self.entries)

    def tally(self, level: Level) -> Tally:
        """How far they are broken down to a level."""
        told = [entry.is_met_in(level) for entry in self.entries]
        return Tally(told.count(True), len(told) - told.count(None))


async def report(deps: Deps, viewer: Viewer, asked: str) -> TargetsView:
    """What a text asks for; everything this reader may see when it names nothing.

    Raises:
        NotFound, NotAllowed.
    """
    roster = await deps.roster.current()
    meaning = meaning_of(roster, asked)
    seen = _seen(deps, roster, viewer)
    own = [one for one in seen if _is_about(roster, one, meaning)]
    changes = await adjustments.all_of(deps, roster, {one.id for one in own})
    return replace(_view(deps, roster, own, meaning), changes=changes)


async def of_unit(deps: Deps, viewer: Viewer, code: str) -> TargetsView:
    """One unit's targets; with an empty code everything this reader may see.

    Raises:
        NotAllowed.
    """
    roster = await deps.roster.current()
    seen = _seen(deps, roster, viewer)
    own = [one for one in seen if code in ("", one.unit)]
    if code and not own:
        raise NotAllowed
    return TargetsView(
        deps.campaign.year,
        roster,
        breakdowns(roster, own),
        unit=_only_unit(roster, own),
        changes=await adjustments.all_of(deps, roster, {one.id for one in own}),
    )


def _seen(deps: Deps, roster: Roster, viewer: Viewer) -> tuple[Assignment, ...]:
    """The numbers that this reader may see, with the targets in force today."""
    today = deps.now().astimezone(deps.schedule.zone).date()
    seen = allowed(viewer, tuple(roster.assignments.values()))
    return tuple(one.settled_on(today) for one in seen)


def _is_about(roster: Roster, one: Assignment, meaning: Meaning) -> bool:
    """Whether a number is about what was named."""
    if meaning.indicator is not None and one.indicator != meaning.indicator.code:
        return False
    return meaning.is_whole or any(_belongs(roster, one, found) for found in meaning.found)


def _belongs(roster: Roster, one: Assignment, found: Found) -> bool:
    match found.kind:
        case Kind.UNIT:
            return one.unit == found.code
        case Kind.INDICATOR:
            return one.indicator == found.code
        case Kind.PROJECT:
            return one.unit == roster.projects[found.code].unit
        case Kind.PERSON:
            return one.is_borne_by(found.code)
        case Kind.GROUP:
            return roster.units[one.unit].group == found.code


def _only_unit(roster: Roster, own: Sequence[Assignment]) -> Unit | None:
    units = {one.unit for one in own}
    return roster.units[units.pop()] if len(units) == 1 else None


def _view(deps: Deps, roster: Roster, own: Sequence[Assignment], meaning: Meaning) -> TargetsView:
    if not own and not meaning.is_whole:
        raise NotFound(meaning.asked)
    indicators = {one.indicator for one in own}
    return TargetsView(
        deps.campaign.year,
        roster,
        breakdowns(roster, own),
        unit=_only_unit(roster, own),
        indicator=roster.indicators[own[0].indicator] if len(indicators) == 1 else None,
    )
