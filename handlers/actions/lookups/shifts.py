"""What has changed since the period before: of every unit, or every number of one unit."""

from dataclasses import dataclass
from decimal import Decimal

from domain.figures import Indicator
from domain.items import Item
from domain.periods import Period
from domain.ranking import Standing
from domain.roster import Assignment
from handlers.actions.lookups.cards import measured
from handlers.actions.lookups.views.choices import Unpublished
from handlers.actions.measuring import standing
from handlers.actions.measuring.board import Board, Subject, board_from
from handlers.actions.measuring.reading import year_of
from handlers.actions.measuring.sight import allowed, veiled
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import publications
from storage.publications import OVERALL


@dataclass(frozen=True, slots=True)
class Shift:
    """One unit's share of the target, or one number of a unit, then and now.

    `indicator` is that of a number, whose `now` and `then` are amounts; else they are
    percentages of the target, or a rate. None where nothing had been reported.
    """

    code: str
    name: str
    now: Decimal | None
    then: Decimal | None
    places: int | None = None  # won since then; lost are negative
    indicator: Indicator | None = None

    @property
    def change(self) -> Decimal | None:
        """What was added."""
        if self.now is None or self.then is None:
            return None
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class ShiftsView:
    """Changes between two periods: by unit, the largest first, or of one unit by indicator.

    `kind` is gains, losses or change. `about` names the group or unit it is narrowed to.
    """

    kind: str
    period: Period
    before: Period
    shifts: tuple[Shift, ...]
    subject: Subject | None = None
    count: int | None = None
    about: str = ""
    unit: str = ""
    hidden: int = 0


MOST = 5
"""Units that are told at each end, where nobody said how many."""


async def of_units(
    deps: Deps,
    viewer: Viewer,
    period: Period,
    kind: str,
    *,
    count: int | None = None,
    subject: str = OVERALL,
    group: str = "",
) -> ShiftsView | Unpublished:
    """Every unit against the period before; for others than those who see all, as published."""
    found = await boards_of(deps, viewer, period, subject)
    if found is None:
        return Unpublished()
    now, then = found
    everything = [
        _of_unit(s, then)
        for s in now.ranking.standings
        if group in ("", s.group) and _share(s) is not None
    ]
    known = [shift for shift in everything if shift.change is not None]
    known.sort(key=lambda shift: shift.change or Decimal(0), reverse=kind != "losses")
    most = count or MOST
    picked = known[:most] if kind != "change" else _both_ends(known, most)
    return ShiftsView(
        kind,
        now.period,
        then.period,
        tuple(picked),
        subject=now.subject,
        count=count,
        about=group,
        hidden=len(known) - len(picked) if kind == "change" else 0,
    )


async def of_unit(
    deps: Deps, viewer: Viewer, period: Period, unit: str, *, indicator: str = ""
) -> ShiftsView:
    """Every number of a unit against the period before, of what this reader may see of it.

    Raises:
        NotAllowed.
    """
    roster = await deps.roster.current()
    owed = roster.owed_by_unit(unit, period.kind)
    seen = allowed(viewer, [a for a in owed if indicator in ("", a.indicator)])
    before = deps.schedule.previous_asked(period)
    async with deps.db.reading() as session:
        year = await year_of(session, period, [a.id for a in seen], known_at=deps.known_at)
    by_indicator: dict[str, list[Assignment]] = {}
    for own in seen:
        by_indicator.setdefault(own.indicator, []).append(own)
    shifts = []
    for code in roster.indicators:
        if mine := by_indicator.get(code):
            now, then = (
                measured(roster, mine, year, at, deps.yardstick) for at in (period, before)
            )
            shifts.append(_of_item(now, then))
    name = roster.units[unit].short
    return ShiftsView("change", period, before, tuple(shifts), about=name, unit=unit)


async def boards_of(
    deps: Deps, viewer: Viewer, period: Period, subject: str
) -> tuple[Board, Board] | None:
    """The ranking now and of the period before."""
    if viewer.sees_all:
        before = deps.schedule.previous_asked(period)
        return (
            await standing.board(deps, period, subject=subject),
            await standing.board(deps, before, subject=subject),
        )
    now = await standing.last_published(deps, period, subject=subject)
    if now is None:
        return None
    async with deps.db.reading() as session:
        key = now.period.key
        earlier = await publications.latest_before(
            session, key, subject=subject, as_of=deps.known_at
        )
    if earlier is None:
        return None
    return veiled(now), veiled(board_from(earlier))


def _of_unit(now: Standing, before: Board) -> Shift:
    then = before.ranking.of_unit(now.unit)
    places = None
    if then is not None and then.rank is not None and now.rank is not None:
        places = then.rank - now.rank if then.group == now.group else None
    return Shift(now.unit, now.name, _share(now), _share(then), places)


def _share(standing: Standing | None) -> Decimal | None:
    """Completion; of a rate its gap, which changes as the rate does."""
    if standing is None or standing.rank is None:
        return None
    return standing.gap if standing.completion is None else standing.completion


def _of_item(now: Item, then: Item) -> Shift:
    indicator = now.indicator
    return Shift(
        indicator.code,
        indicator.name,
        now.progress.value,
        then.progress.value,
        indicator=indicator,
    )


def _both_ends(known: list[Shift], most: int) -> list[Shift]:
    return known if len(known) <= 2 * most else [*known[:most], *known[-most:]]
