"""Where answers to questions lead to: lists, comparisons, sums, and what was not understood."""

from domain.bearers import BEARERS, PEOPLE, PROJECTS
from handlers.actions.inquiry.inquiring import Puzzled
from handlers.actions.inquiry.narrowing import OddView
from handlers.actions.lookups.comparing import MEAN, ComparisonView, OpponentsView
from handlers.actions.lookups.lit import LightsView
from handlers.actions.lookups.places import PlacesView
from handlers.actions.lookups.shifts import ShiftsView
from handlers.actions.lookups.sums import (
    CardReckoning,
    ItemReckoning,
    ListReckoning,
    PointsReckoning,
    Reckoning,
    UnitReckoning,
)
from handlers.actions.measuring.board import Board
from handlers.looks import Look, pair
from handlers.outgoing import Button, Keyboard
from handlers.rows import in_rows
from handlers.texts.catalog import Catalog
from handlers.viewers import Viewer
from handlers.ways.steps import (
    KINDS,
    MOST_INDICATORS,
    MOST_NAMED,
    MOST_OTHERS,
    MOST_UNITS,
    backwards,
    to_sums,
    to_whole,
)

MOST_EXAMPLES = 3


def from_lights(view: LightsView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below numbers of some lights: the units they are of, the heat map, the whole."""
    period = view.period.key
    units = {lit.unit: lit.unit_name for lit in view.lines}
    if view.is_own:
        units = {}
    named = [Button(name, Look("unit", code, period).data) for code, name in units.items()]
    last = [to_whole(period, texts)]
    if viewer.sees_all:
        last.append(Button(texts.plain("button.heat"), Look("heat", "", period).data))
    return (*in_rows(named[:MOST_NAMED]), tuple(last))


def from_places(view: PlacesView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below a few places: those on them, as far as they may be read, and the whole list."""
    board, period = view.board, view.board.period.key
    kind, is_of_units = _each(board), board.code not in BEARERS
    named = [
        Button(s.name, Look(kind, s.unit, period).data)
        for s in view.standings
        if viewer.sees_all or s.unit in viewer.units or not is_of_units
    ]
    whole = Button(texts.plain("button.rank"), _whole(board).data)
    return (*in_rows(named[:MOST_NAMED]), (whole,))


def _each(board: Board) -> str:
    """What leads to one of a board."""
    return {PROJECTS: "project", PEOPLE: "person"}.get(board.code, "unit")


def _whole(board: Board) -> Look:
    """The list that places were taken from."""
    period = board.period.key
    if board.code.startswith("@"):
        return Look(board.code.removeprefix("@"), "", period)
    return Look("rank", board.code, period) if board.subject else Look("all", "", period)


def from_shifts(view: ShiftsView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below changes: what changed, the moves of ranks, and the whole or the unit."""
    period = view.period.key
    named = [
        Button(shift.name, Look("unit", shift.code, period).data)
        for shift in view.shifts
        if not view.unit and (viewer.sees_all or shift.code in viewer.units)
    ]
    moves = Button(texts.plain("button.moves"), Look("moves", "", period).data)
    up = Button(view.about, Look("unit", view.unit, period).data) if view.unit else None
    return (*in_rows(named[:MOST_NAMED]), (up or to_whole(period, texts), moves))


def from_odd(view: OddView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below odd numbers: where each of them came from, and the whole."""
    period = view.period.key
    named = {Look("pasts", pair(one.unit, one.indicator), period).data: one for one in view.odd}
    buttons = [Button(f"{one.unit_name} {one.name}"[:40], data) for data, one in named.items()]
    return (*((b,) for b in buttons[:MOST_OTHERS]), (to_whole(period, texts),))


def from_comparison(view: ComparisonView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below two sides: each of them, somebody else to compare with, and the whole."""
    period = view.period.key
    if view.unit is not None:
        unit = Button(view.unit.short, Look("unit", view.unit.code, period).data)
        named = [
            Button(side.name, Look("item", pair(view.unit.code, side.code), period).data)
            for side in (view.left, view.right)
        ]
        how = to_sums("how", view.unit.code, period, texts)
        return (tuple(named), (unit, to_whole(period, texts), how))
    named = [
        Button(side.name, Look("unit", side.code, period).data)
        for side in (view.left, view.right)
        if side.kind == "unit" and (viewer.sees_all or side.code in viewer.units)
    ]
    again = Button(texts.plain("button.compare"), Look("versus", view.left.code, period).data)
    how = to_sums("howduel", pair(view.left.code, view.right.code), period, texts)
    return (*in_rows(named), (again, to_whole(period, texts), how))


def from_opponents(view: OpponentsView, texts: Catalog) -> Keyboard:
    """Whom a unit may be compared with: the mean first, then its group, and back."""
    period, own = view.period.key, view.unit.code
    group = [Button(texts.plain("button.compare_mean"), Look("duel", pair(own, MEAN), period).data)]
    group += [
        Button(unit.short, Look("duel", pair(own, unit.code), period).data)
        for unit in view.others[:MOST_UNITS]
    ]
    return (*in_rows(group), (backwards("unit", own, period, texts),))


def from_puzzled(view: Puzzled, texts: Catalog) -> Keyboard:
    """Three questions that are understood: what comes near first."""
    near = [Button(found.name, Look(KINDS[found.kind], found.code).data) for found in view.found]
    usual = [Button(texts.plain("button.milestones"), Look("roads").data)]
    if view.why != "blockers":
        usual = []
    usual += [
        Button(texts.plain("button.missing"), Look("missing").data),
        Button(texts.plain("button.red"), Look("red").data),
        Button(texts.plain("button.status"), Look("all").data),
    ]
    return in_rows([*near, *usual][:MOST_EXAMPLES])


def from_reckoning(view: Reckoning, texts: Catalog) -> Keyboard:
    """Below the sums: those behind them, and what they are about."""
    period = view.period.key
    match view:
        case ListReckoning(subject=None, marking=None, units=units):
            named = [Button(one.name, Look("how", one.unit, period).data) for one in units]
            return (*in_rows(named[:MOST_UNITS]), (backwards("all", "", period, texts),))
        case ListReckoning(subject=indicator, units=units) if indicator is not None:
            named = [
                Button(one.name, Look("howitem", pair(one.unit, indicator.code), period).data)
                for one in units
            ]
            back = backwards("rank", indicator.code, period, texts)
            return (*in_rows(named[:MOST_UNITS]), (back,))
        case ListReckoning(units=units, marking=marking) if marking is not None:
            named = [Button(one.name, Look("howpoints", one.unit, period).data) for one in units]
            return (*in_rows(named[:MOST_UNITS]), (backwards("points", "", period, texts),))
        case PointsReckoning(unit=unit):
            whole = Button(texts.plain("button.how_whole"), Look("how", unit, period).data)
            return ((backwards("points", "", period, texts), whole),)
        case UnitReckoning(unit=unit, score=score):
            known = [item.indicator for item in score.items][:MOST_INDICATORS]
            items = [
                Button(min(one.names, key=len), Look("howitem", pair(unit, one.code), period).data)
                for one in known
            ]
            return (*in_rows(items), (backwards("unit", unit, period, texts),))
        case ItemReckoning(unit=unit, item=item):
            back = backwards("item", pair(unit, item.indicator.code), period, texts)
            if view.place.standing is None:
                return ((back,),)  # the unit as a whole is not for this reader
            whole = Button(texts.plain("button.how_whole"), Look("how", unit, period).data)
            return ((back, whole),)
        case CardReckoning(kind=kind, code=code):
            return ((backwards(KINDS[kind], code, period, texts),),)
        case _:
            return ()
