"""Where a ranking, a brief, a share and the missing lead to."""

from collections.abc import Sequence

from domain.bearers import PROJECTS
from domain.contribution import ADDING_UP
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.board import Board
from handlers.actions.views.boards import BoardView, ContributionView
from handlers.actions.views.missing import MissingView
from handlers.keyboards import in_rows
from handlers.looks import Look, pair
from handlers.outgoing import Button, Keyboard
from handlers.texts import figures
from handlers.texts.catalog import Catalog
from handlers.viewers import Viewer
from handlers.ways.steps import (
    MOST_INDICATORS,
    MOST_NAMED,
    MOST_UNITS,
    to_sums,
    to_whole,
    upwards,
)


def from_board(board: Board, roster: Roster, texts: Catalog) -> Keyboard:
    """Below a ranking that everybody in the room may see: the whole, the missing, the rest."""
    period = board.period.key
    whole = to_whole(period, texts)
    about = "" if board.is_by_points else board.code
    missing = Button(texts.plain("button.missing"), Look("missing", about, period).data)
    how = _how_list(board, texts)
    if board.subject is not None:
        return ((whole, missing, how), *in_rows(_indicators(board, roster)))
    label = texts.plain(f"button.board_{board.period.kind.value}")
    glance = Button(label, Look("board", "", period).data)
    pictures = [
        Button(texts.plain(f"button.{kind}"), Look(kind, "", period).data)
        for kind in ("heat", "moves")
    ]
    first = (whole if board.is_published else glance, missing, how)
    rest = [glance, *pictures] if board.is_published else pictures
    if board.has_points:
        rest = [*rest, Button(texts.plain("button.points"), Look("points", "", period).data)]
    groups = _groups(board, period)
    return (first, *in_rows(rest), *in_rows(groups), *in_rows(_indicators(board, roster)))


def from_view(
    view: BoardView,
    roster: Roster,
    viewer: Viewer,
    texts: Catalog,
    *,
    before: Period | None = None,
    beside: Sequence[Period] = (),
) -> Keyboard:
    """Below a ranking in a chat: what this reader may look at next.

    Also the period before, and those of other rhythms `beside` it.
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
    units = [Button(s.name, Look("unit", s.unit, period).data) for s in board.ranking.standings]
    if view.group:
        return _within_group(view, roster, texts)
    if board.subject is not None and not board.is_by_points:
        across = [Button(texts.plain("button.trend"), Look("trend", board.code, period).data)]
        if roster.indicators[board.code].basis in ADDING_UP:
            across.append(
                Button(texts.plain("button.share"), Look("share", board.code, period).data)
            )
        below = from_board(board, roster, texts)
        return (tuple(across), *in_rows(_crossed(board, period)), *below)
    few = not board.is_by_points and len(board.ranking.groups) == 1 and len(units) <= MOST_UNITS
    below = from_board(board, roster, texts)
    bearers = () if board.is_by_points else _of_bearers(roster, board, texts)
    return (*below, *bearers, *(in_rows(units) if few else ()), *_periods(before, beside, texts))


def from_bearers(board: Board, texts: Catalog) -> Keyboard:
    """Below a ranking of projects or people: each of them, the other list, and the whole."""
    period = board.period.key
    is_projects = board.code == PROJECTS
    kind, other = ("project", "people") if is_projects else ("person", "projects")
    named = dict.fromkeys((s.unit, s.name) for s in board.ranking.standings)
    single = [Button(name, Look(kind, code, period).data) for code, name in named]
    beside = Button(texts.plain(f"button.{other}"), Look(other, "", period).data)
    how = to_sums("howprojects" if is_projects else "howpeople", "", period, texts)
    return (*in_rows(single[:MOST_UNITS]), (beside, to_whole(period, texts), how))


def _of_bearers(roster: Roster, board: Board, texts: Catalog) -> Keyboard:
    """From the whole to the rankings of projects and people, where there are any."""
    kinds = ["projects", "people"] if roster.projects else ["people"]
    period = board.period.key
    return (tuple(Button(texts.plain(f"button.{k}"), Look(k, "", period).data) for k in kinds),)


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


def _periods(before: Period | None, beside: Sequence[Period], texts: Catalog) -> Keyboard:
    """The same of another period."""
    row = [
        Button(figures.period_name(period, texts.language), Look("all", "", period.key).data)
        for period in beside
    ]
    if before is not None:
        name = figures.period_name(before, texts.language)
        earlier = texts.plain("button.before", period=name)
        row.insert(0, Button(earlier, Look("all", "", before.key).data))
    return (tuple(row),) if row else ()


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


def _groups(board: Board, period: str) -> list[Button]:
    groups = [group for group in board.ranking.groups if group]
    if len(groups) < 2:
        return []
    return [Button(group, Look("group", group, period).data) for group in groups][:MOST_UNITS]


def _crossed(board: Board, period: str) -> list[Button]:
    """The groups of a ranking by one indicator, each by that indicator."""
    groups = [group for group in board.ranking.groups if group]
    if len(groups) < 2:
        return []
    return [Button(g, Look("cross", pair(g, board.code), period).data) for g in groups][:MOST_UNITS]


def _indicators(board: Board, roster: Roster) -> list[Button]:
    """Each indicator by its shortest name; those of another rhythm last, in a period of it."""
    others = [own for own in roster.indicators.values() if own.code != board.code]
    others.sort(key=lambda own: own.cadence is not board.period.kind)
    return [
        Button(min(own.names, key=len), Look("rank", own.code, board.period.key).data)
        for own in others
    ][:MOST_INDICATORS]
