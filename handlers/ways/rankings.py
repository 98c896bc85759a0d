"""Where a ranking, a brief, a share and the missing lead to."""

from decimal import Decimal
from typing import Final

from domain.bearers import PROJECTS
from domain.contribution import ADDING_UP
from domain.lights import Light
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.lookups.bearers import BearersView
from handlers.actions.lookups.directory import INDICATORS, REST, UNITS
from handlers.actions.lookups.views.boards import BoardView, ContributionView
from handlers.actions.lookups.views.missing import MissingView
from handlers.actions.measuring.board import Board
from handlers.looks import Look, pair
from handlers.outgoing import Button, Keyboard
from handlers.rows import in_rows
from handlers.texts.catalog import Catalog
from handlers.viewers import Viewer
from handlers.ways.steps import (
    MOST_INDICATORS,
    MOST_NAMED,
    MOST_UNITS,
    to_sums,
    to_unit,
    to_whole,
    upwards,
)

FEW = 6  # units; two rows
MOST_BEHIND = 3
BUTTONS: Final = {UNITS: "units", INDICATORS: "by", REST: "rest"}


def from_board(board: Board, texts: Catalog) -> Keyboard:
    """Below a ranking that everybody in the room may see: the whole, the missing, the rest."""
    first, *others = _beside(board, texts)
    by, rest = _list(INDICATORS, board, texts), _list(REST, board, texts)
    if board.subject is not None:
        return ((first, *others), (by,))
    if not board.is_published:
        return ((first, *others), (by, rest))
    return ((to_whole(board.period.key, texts), *others), (first, by, rest))


def _beside(board: Board, texts: Catalog) -> tuple[Button, Button, Button]:
    """The week at one look, or the whole for a ranking of a part; the missing; the sums."""
    period = board.period.key
    about = "" if board.is_by_points else board.code
    missing = Button(texts.plain("button.missing"), Look("missing", about, period).data)
    first = to_whole(period, texts)
    if board.subject is None:
        label = texts.plain(f"button.board_{board.period.kind.value}")
        first = Button(label, Look("board", "", period).data)
    return first, missing, _how_list(board, texts)


def _list(what: str, board: Board, texts: Catalog) -> Button:
    """To a list that a phone has no room for below a ranking."""
    return Button(texts.plain(f"button.{BUTTONS[what]}"), Look(what, "", board.period.key).data)


def from_view(view: BoardView, roster: Roster, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below a ranking in a chat: what this reader may look at next.

    Of all units the worst; none is farther than three taps.
    """
    board, period = view.board, view.board.period.key
    if not viewer.sees_all:
        own = [Button(s.name, Look("unit", s.unit, "").data) for s in view.own][:MOST_UNITS]
        how = _how_list(board, texts)
        back = (to_whole("", texts),) if board.subject or view.group else ()
        if viewer.person is not None and roster.borne_by(viewer.person.code):
            own.append(Button(viewer.person.name, Look("person", viewer.person.code).data))
        moves = Button(texts.plain("button.moves"), Look("moves", "", period).data)
        return (*in_rows(own), (*back, moves, how))
    if view.group:
        return _within_group(view, roster, texts)
    if board.is_by_points:
        return from_board(board, texts)
    if board.subject is not None:
        across = [Button(texts.plain("button.trend"), Look("trend", board.code, period).data)]
        if roster.indicators[board.code].basis in ADDING_UP:
            across.append(
                Button(texts.plain("button.share"), Look("share", board.code, period).data)
            )
        return (tuple(across), *in_rows(_crossed(board, period)), *from_board(board, texts))
    lists = tuple(_list(what, board, texts) for what in (UNITS, INDICATORS, REST))
    return (*in_rows(_first_units(board, texts)), _beside(board, texts), lists)


def _first_units(board: Board, texts: Catalog) -> list[Button]:
    """All of a few units; of many those that are farthest behind."""
    standings = board.ranking.standings
    if len(standings) > FEW:
        behind = [s for s in standings if s.light in (Light.RED, Light.YELLOW)]
        behind.sort(key=lambda s: s.gap if s.gap is not None else Decimal(0))
        standings = tuple(behind[:MOST_BEHIND])
    return [to_unit(own, board.period.key, texts) for own in standings]


def from_bearers(view: BearersView, texts: Catalog) -> Keyboard:
    """Below a ranking of projects or people: each of them, the other list if any, the whole."""
    board, period = view.board, view.board.period.key
    is_projects = board.code == PROJECTS
    kind, other = ("project", "people") if is_projects else ("person", "projects")
    named = dict.fromkeys((s.unit, s.name) for s in board.ranking.standings)
    single = [Button(name, Look(kind, code, period).data) for code, name in named]
    button = Button(texts.plain(f"button.{other}"), Look(other, "", period).data)
    beside = () if view.is_alone else (button,)
    how = to_sums("howprojects" if is_projects else "howpeople", "", period, texts)
    return (*in_rows(single[:MOST_UNITS]), (*beside, to_whole(period, texts), how))


def _within_group(view: BoardView, roster: Roster, texts: Catalog) -> Keyboard:
    """Down to the units, across to the other indicators, and up to the group or to everybody."""
    board, group, period = view.board, view.group, view.board.period.key
    about = board.subject
    units = [
        Button(
            s.name,
            Look("item", pair(s.unit, about.code), period).data
            if about
            else Look("unit", s.unit, period).data,
        )
        for s in board.ranking.standings
    ]
    across = [
        Button(min(own.names, key=len), Look("cross", pair(group, own.code), period).data)
        for own in roster.indicators.values()
        if own.cadence is board.period.kind and own.code != board.code
    ]
    last = [upwards(about.name, "rank", about.code, period, texts)] if about else []
    last += [upwards(group, "group", group, period, texts)] if about else []
    how = to_sums("howrank" if about else "how", board.code, period, texts)
    return (
        *in_rows(units[:MOST_UNITS]),
        *in_rows(across[:MOST_INDICATORS]),
        (*last, to_whole(period, texts), how),
    )


def from_contribution(view: ContributionView, texts: Catalog) -> Keyboard:
    """Below the parts of a total: the indicator's ranking and its course."""
    code, period = view.indicator.code, view.period.key
    return (
        (
            Button(view.indicator.name, Look("rank", code, period).data),
            Button(texts.plain("button.trend"), Look("trend", code, period).data),
            to_whole(period, texts),
            to_sums("howshare", code, period, texts),
        ),
    )


def from_overview(period: Period, texts: Catalog, *, how: str = "") -> Keyboard:
    """Below a picture of everything: the whole, and by `how` what its figures are made of."""
    sums = (to_sums(how, "", period.key, texts),) if how else ()
    return ((to_whole(period.key, texts), *sums),)


def from_brief(board: Board, texts: Catalog) -> Keyboard:
    """Below the brief: the ranking, who is missing, how it is reckoned, and the pictures."""
    period = board.period.key
    whole, missing = to_whole(period, texts), _missing(period, texts)
    glance = Button(
        texts.plain(f"button.board_{board.period.kind.value}"), Look("board", "", period).data
    )
    others = [
        Button(texts.plain(f"button.{kind}"), Look(kind, "", period).data)
        for kind in ("heat", "moves", "paper")
    ]
    return ((whole, missing, _how_list(board, texts)), (glance, *others))


def from_missing(view: MissingView, texts: Catalog) -> Keyboard:
    """Below the list of who has not answered: their cards, the whole; the road map, if behind."""
    period = view.period.key
    people = {entry.person: entry.person_name for entry in view.missing}
    named = [Button(name, Look("person", code, period).data) for code, name in people.items()]
    last = [to_whole(period, texts)]
    if view.overdue:
        last.append(Button(texts.plain("button.milestones"), Look("roads").data))
    return (*in_rows(named[:MOST_NAMED]), tuple(last))


def _how_list(board: Board, texts: Catalog) -> Button:
    period = board.period.key
    if board.is_by_points:
        return to_sums("howpoints", "", period, texts)
    return to_sums("howrank" if board.subject else "how", board.code, period, texts)


def _missing(period: str, texts: Catalog) -> Button:
    return Button(texts.plain("button.missing"), Look("missing", "", period).data)


def _crossed(board: Board, period: str) -> list[Button]:
    """The groups of a ranking by one indicator, each by that indicator."""
    groups = [group for group in board.ranking.groups if group]
    if len(groups) < 2:
        return []
    return [Button(g, Look("cross", pair(g, board.code), period).data) for g in groups][:MOST_UNITS]
