"""Numbers by their lights: the red ones, those behind, and what each of them still takes."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.errors import NotAllowed
from domain.figures import Basis, Indicator
from domain.lights import Light
from domain.outlook import Outlook
from domain.pace import Progress
from domain.periods import Period
from domain.ranking import Standing
from domain.scoring import Score
from handlers.actions.lookups import single
from handlers.actions.measuring import standing
from handlers.actions.measuring.foreseeing import outlook
from handlers.actions.measuring.sight import sees
from handlers.actions.measuring.surveying import Survey
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage.publications import OVERALL


@dataclass(frozen=True, slots=True)
class Lit:
    """One number with its light. `name` is the indicator's, or what a cadre knows it by."""

    unit: str
    unit_name: str
    name: str
    indicator: Indicator
    progress: Progress
    outlook: Outlook | None = None
    is_carried: bool = False  # the value is of an earlier period

    @property
    def lost(self) -> Decimal:
        """How far it is behind; what cannot be divided comes last."""
        return self.progress.gap if self.progress.gap is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class LightsView:
    """Units and numbers of some lights, the furthest behind first.

    `kind` is how it was asked for: red, yellow, behind, green, needed, shrinking. `about` names
    what it was narrowed to, `unit` and `indicator` are its codes; `measured` numbers were looked
    at.
    Where `is_own` it is only about the reader's own numbers.
    """

    kind: str
    period: Period
    as_of: datetime
    standings: tuple[Standing, ...]
    lines: tuple[Lit, ...]
    measured: int
    about: str = ""
    unit: str = ""
    indicator: str = ""
    is_own: bool = False


SHRINKING = "shrinking"
"""Rates below zero, whatever their light."""

LIGHTS = {
    "red": (Light.RED,),
    "yellow": (Light.YELLOW,),
    "behind": (Light.RED, Light.YELLOW),
    "green": (Light.GREEN,),
    "needed": tuple(Light),
    SHRINKING: tuple(Light),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a question about many numbers is limited to, and what that is called."""

    unit: str = ""
    indicator: str = ""
    group: str = ""
    about: str = ""


EVERYTHING = Narrowing()


async def lights(
    deps: Deps, viewer: Viewer, period: Period, kind: str, narrowing: Narrowing = EVERYTHING
) -> LightsView:
    """The numbers of a kind that this reader may see; a cadre's are the own ones.

    Raises:
        NotAllowed: nothing of it is for this reader.
    """
    if not viewer.sees_all and not viewer.units:
        return await _own(deps, viewer, period, kind, narrowing)
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
    units = {
        score.unit
        for score in (survey.ranked if viewer.sees_all else survey.scores)
        if sees(viewer, score.unit) and _is_within(survey, score, narrowing)
    }
    if not units and not viewer.sees_all:
        raise NotAllowed
    found = [lit for score in survey.scores if score.unit in units for lit in _lit(survey, score)]
    found = [lit for lit in found if narrowing.indicator in ("", lit.indicator.code)]
    wanted = LIGHTS[kind]
    board = standing.board_of(deps, survey, OVERALL, None)
    own = [s for s in board.ranking.standings if s.unit in units and s.light in wanted]
    is_whole = not narrowing.unit and not narrowing.indicator and kind not in ("needed", SHRINKING)
    return LightsView(
        kind=kind,
        period=period,
        as_of=survey.as_of,
        standings=tuple(sorted(own, key=_gap)) if is_whole else (),
        lines=_ordered(found, kind),
        measured=len(found),
        about=narrowing.about,
        unit=narrowing.unit,
        indicator=narrowing.indicator,
    )


async def _own(
    deps: Deps, viewer: Viewer, period: Period, kind: str, narrowing: Narrowing
) -> LightsView:
    assert viewer.person is not None  # nobody else sees less than everything
    card = await single.person(deps, viewer, period, viewer.person.code)
    found = [
        Lit(
            line.assignments[0].unit,
            card.unit.short,
            line.name,
            line.indicator,
            line.progress,
            line.outlook,
            line.is_carried,
        )
        for line in card.lines
        if narrowing.unit in ("", line.assignments[0].unit)
        and narrowing.indicator in ("", line.indicator.code)
    ]
    if narrowing.about and not found:
        raise NotAllowed
    return LightsView(
        kind=kind,
        period=period,
        as_of=card.as_of,
        standings=(),
        lines=_ordered(found, kind),
        measured=len(found),
        about=narrowing.about,
        unit=narrowing.unit,
        indicator=narrowing.indicator,
        is_own=True,
    )


def _is_within(survey: Survey, score: Score, narrowing: Narrowing) -> bool:
    in_unit = narrowing.unit in ("", score.unit)
    return in_unit and narrowing.group in ("", survey.roster.units[score.unit].group)


def _lit(survey: Survey, score: Score) -> Iterator[Lit]:
    for item in score.items:
        yield Lit(
            score.unit,
            survey.roster.units[score.unit].short,
            item.indicator.name,
            item.indicator,
            item.progress,
            outlook([(survey.period, item)], survey.rules),
            item.is_carried,
        )


def _ordered(found: Collection[Lit], kind: str) -> tuple[Lit, ...]:
    """Those of the lights that are asked for; of what is needed, everything not reached yet."""
    wanted = LIGHTS[kind]
    kept = [lit for lit in found if lit.progress.light in wanted and lit.progress.value is not None]
    if kind == SHRINKING:
        return tuple(sorted((lit for lit in kept if _shrinks(lit)), key=_value))
    if kind == "needed":
        kept = [lit for lit in kept if lit.progress.gap is not None or lit.outlook is not None]
    return tuple(sorted(kept, key=lambda lit: lit.lost, reverse=kind == "green"))


def _shrinks(lit: Lit) -> bool:
    return lit.indicator.basis is Basis.RATE and _value(lit) < 0


def _value(lit: Lit) -> Decimal:
    return lit.progress.value or Decimal(0)


def _gap(standing: Standing) -> Decimal:
    return standing.gap or Decimal(0)
