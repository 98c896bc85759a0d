"""The buttons that lead on: from the district to a group, a unit, one number, and back."""

from collections.abc import Sequence

from domain.bearers import PROJECTS
from domain.contribution import ADDING_UP
from domain.finding import Found, Kind
from domain.periods import Period
from domain.roster import Assignment, Roster
from domain.verdicts import JUDGES
from handlers.actions.adjustments import OPEN
from handlers.actions.board import Board
from handlers.actions.comparing import MEAN, ComparisonView, OpponentsView
from handlers.actions.history import PAGE as HISTORY_PAGE
from handlers.actions.inquiring import Puzzled
from handlers.actions.lit import LightsView
from handlers.actions.narrowing import OddView
from handlers.actions.places import PlacesView
from handlers.actions.roadmaps import RoadmapView
from handlers.actions.shifts import ShiftsView
from handlers.actions.sums import (
    CardReckoning,
    ItemReckoning,
    ListReckoning,
    PointsReckoning,
    Reckoning,
    UnitReckoning,
)
from handlers.actions.targeting import TargetsView
from handlers.actions.views import (
    BoardView,
    Card,
    Choice,
    ContributionView,
    HistoryView,
    ItemChoice,
    Line,
    MissingView,
    Trend,
)
from handlers.keyboards import in_rows, item_data, past, version_data
from handlers.looks import Look, leaf, pair
from handlers.outgoing import Button, Keyboard
from handlers.texts import figures
from handlers.texts.catalog import Catalog
from handlers.viewers import Viewer

MOST_UNITS = 24
MOST_INDICATORS = 18
MOST_OTHERS = 8
MOST_NAMED = 9
LONGEST = 24  # characters of a name on a button
MOST_EXAMPLES = 3
KINDS = {
    Kind.UNIT: "unit",
    Kind.INDICATOR: "rank",
    Kind.PROJECT: "project",
    Kind.PERSON: "person",
    Kind.GROUP: "group",
}


HOW = {Kind.UNIT: "how", Kind.PROJECT: "howproject", Kind.PERSON: "howperson"}


def from_board(board: Board, roster: Roster, texts: Catalog) -> Keyboard:
    """Below a ranking that everybody in the room may see: the whole, the missing, the rest."""
    period = board.period.key
    whole = _whole(period, texts)
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
        back = (_whole("", texts),) if board.subject or view.group else ()
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
    return (*in_rows(single[:MOST_UNITS]), (beside, _whole(period, texts)))


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
    last = [_up(about.name, "rank", about.code, period, texts)] if about else []
    last += [_up(group, "group", group, period, texts)] if about else []
    how = _how("howrank" if about else "how", board.code, period, texts)
    return (
        *in_rows(units[:MOST_UNITS]),
        *in_rows(across[:MOST_INDICATORS]),
        (*last, _whole(period, texts), how),
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


def from_card(view: Card, roster: Roster, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below a card: each number's course, what is below and beside it, and up again."""
    period = view.period.key
    numbers = [
        _number(view, line, own)
        for line in view.lines[:MOST_INDICATORS]
        for own in line.assignments[:1]
    ]
    if view.milestones:
        road = Look("road", view.code, period).data
        numbers.append(Button(texts.plain("button.milestones"), road))
    below = _below(view, roster, viewer)
    others = [b for b in _others(view.others, period) if b not in below]
    how = _how(HOW[view.kind], view.code, period, texts) if _is_reckoned(view, viewer) else None
    up, versus = _above(view, roster, viewer, texts), _versus(view, period, texts)
    last = tuple(button for button in (up, _whole(period, texts), versus, how) if button)
    return (*in_rows(numbers), *in_rows(below), *in_rows(others), last)


def _number(view: Card, line: Line, own: Assignment) -> Button:
    """Of a unit all numbers of an indicator together; of a project or a person each alone."""
    period = line.period.key
    if view.kind is Kind.UNIT:
        return Button(_short(line), Look("item", pair(own.unit, own.indicator), period).data)
    return Button(_short(line), Look("num", str(own.id), period).data)


def _below(view: Card, roster: Roster, viewer: Viewer) -> list[Button]:
    """Units below a unit; projects and people behind the numbers that are shown."""
    period, shown = view.period.key, [own for line in view.lines for own in line.assignments]
    found: list[tuple[str, str, str]] = []
    if view.kind is Kind.UNIT:
        found += [
            ("unit", one.code, one.short)
            for one in roster.units.values()
            if one.parent == view.code and (viewer.sees_all or one.code in viewer.units)
        ][:MOST_OTHERS]
    if view.kind is not Kind.PROJECT:
        projects = dict.fromkeys(own.project for own in shown if own.project)
        found += [("project", p, roster.projects[p].name) for p in projects][:MOST_OTHERS]
    if view.kind is not Kind.PERSON:
        people = dict.fromkeys(own.person for own in shown)
        found += [("person", p, roster.people[p].name) for p in people][:MOST_OTHERS]
    return [Button(name, Look(kind, code, period).data) for kind, code, name in found]


def _above(view: Card, roster: Roster, viewer: Viewer, texts: Catalog) -> Button | None:
    """From a project or a person to the unit, from a unit to its group or the unit above."""
    period, unit = view.period.key, view.unit
    if view.kind is not Kind.UNIT:
        return _up(unit.short, "unit", unit.code, period, texts)
    if unit.group and viewer.sees_all:
        return _up(unit.group, "group", unit.group, period, texts)
    parent = roster.units.get(unit.parent or "")
    if parent is None or not (viewer.sees_all or parent.code in viewer.units):
        return None
    return _up(parent.short, "unit", parent.code, period, texts)


def _versus(view: Card, period: str, texts: Catalog) -> Button | None:
    """Only units that have a place are compared."""
    if view.kind is not Kind.UNIT or view.standing is None:
        return None
    return Button(texts.plain("button.compare"), Look("versus", view.code, period).data)


def from_trend(view: Trend, roster: Roster, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below a course over time: what it is made of, how it came to be, and up again."""
    period, indicator = view.period.key, view.indicator
    across = Button(indicator.name, Look("rank", indicator.code, period).data)
    whole = _whole(period, texts)
    if view.unit is None:
        named = [
            Button(roster.units[u].short, Look("item", pair(u, indicator.code), period).data)
            for u in view.units
        ]
        return (*in_rows(named), (across, whole))
    if view.number is not None:
        return _alone(view, view.number, roster, texts)
    code = pair(view.unit.code, indicator.code)
    parts = [own for own in view.parts if own.project] if len(view.parts) > 1 else []
    named = [
        Button(roster.label(own), Look("num", str(own.id), period).data)
        for own in parts[:MOST_OTHERS]
    ]
    history = Button(texts.plain("button.history"), Look("pasts", code, period).data)
    up = _up(view.unit.short, "unit", view.unit.code, period, texts)
    is_whole = viewer.sees_all or view.unit.code in viewer.units
    how = (_how("howitem", code, period, texts),) if is_whole else ()
    return (*in_rows(named), (history, *how), (up, across, whole))


def _alone(view: Trend, own: Assignment, roster: Roster, texts: Catalog) -> Keyboard:
    """Below one number: its history, whose it is, and up to the project or the unit."""
    period = view.period.key
    history = past(own.id, texts.plain("button.history"), period)
    person = Button(roster.people[own.person].name, Look("person", own.person, period).data)
    if own.project:
        up = _up(roster.projects[own.project].name, "project", own.project, period, texts)
    else:
        code = pair(own.unit, own.indicator)
        name = f"{roster.units[own.unit].short}{min(view.indicator.names, key=len)}"
        up = _up(name, "item", code, period, texts)
    return ((history, person), (up, _whole(period, texts)))


def from_reckoning(view: Reckoning, texts: Catalog) -> Keyboard:
    """Below the sums: those behind them, and what they are about."""
    period = view.period.key
    match view:
        case ListReckoning(subject=None, marking=None, units=units):
            named = [Button(one.name, Look("how", one.unit, period).data) for one in units]
            return (*in_rows(named[:MOST_UNITS]), (_back("all", "", period, texts),))
        case ListReckoning(subject=indicator, units=units) if indicator is not None:
            named = [
                Button(one.name, Look("howitem", pair(one.unit, indicator.code), period).data)
                for one in units
            ]
            back = _back("rank", indicator.code, period, texts)
            return (*in_rows(named[:MOST_UNITS]), (back,))
        case ListReckoning(units=units, marking=marking) if marking is not None:
            named = [Button(one.name, Look("howpoints", one.unit, period).data) for one in units]
            return (*in_rows(named[:MOST_UNITS]), (_back("points", "", period, texts),))
        case PointsReckoning(unit=unit):
            whole = Button(texts.plain("button.how_whole"), Look("how", unit, period).data)
            return ((_back("points", "", period, texts), whole),)
        case UnitReckoning(unit=unit, score=score):
            known = [item.indicator for item in score.items][:MOST_INDICATORS]
            items = [
                Button(min(one.names, key=len), Look("howitem", pair(unit, one.code), period).data)
                for one in known
            ]
            return (*in_rows(items), (_back("unit", unit, period, texts),))
        case ItemReckoning(unit=unit, item=item):
            back = _back("item", pair(unit, item.indicator.code), period, texts)
            whole = Button(texts.plain("button.how_whole"), Look("how", unit, period).data)
            return ((back, whole),)
        case CardReckoning(kind=kind, code=code):
            return ((_back(KINDS[kind], code, period, texts),),)
        case _:
            return ()


def from_contribution(view: ContributionView, texts: Catalog) -> Keyboard:
    """Below the parts of a total: the indicator's ranking and its course."""
    code, period = view.indicator.code, view.period.key
    return (
        (
            Button(view.indicator.name, Look("rank", code, period).data),
            Button(texts.plain("button.trend"), Look("trend", code, period).data),
            _whole(period, texts),
        ),
    )


def from_history(view: HistoryView, texts: Catalog) -> Keyboard:
    """Below a history: its other pages, and what this reader may do about the number."""
    turn = []
    if view.skip + len(view.events) < view.total:
        turn.append(_leaf(view, "older", view.skip + len(view.events), texts))
    if view.skip:
        turn.append(_leaf(view, "newer", max(0, view.skip - HISTORY_PAGE), texts))
    own = view.assignment.id
    act = []
    if view.skip == 0 and view.is_own and view.is_open:
        data = item_data("i", own, view.period)
        act.append(Button(texts.plain("button.change"), data))
    if view.skip == 0 and view.approvable is not None:
        data = version_data("yes", own, view.period, view.approvable)
        act.append(Button(texts.plain("button.approve"), data))
    if view.skip == 0 and view.returnable is not None:
        data = version_data("back", own, view.period, view.returnable)
        act.append(Button(texts.plain("button.give_back"), data))
    files = [_files(view, period, texts) for period in view.evidence]
    up = _up(view.name, "num", str(own), view.period.key, texts)
    return tuple(tuple(row) for row in (turn, *in_rows(files), act, [up]) if row)


def _files(view: HistoryView, period: str, texts: Catalog) -> Button:
    """The files of one period; of several periods each says which."""
    count = len(view.evidence[period])
    data = Look("files", leaf(view.assignment.id, 0), period).data
    if len(view.evidence) == 1:
        return Button(texts.plain("button.evidence", count=count), data)
    name = figures.period_name(Period.parse(period), texts.language)
    return Button(texts.plain("button.evidence_of", period=name, count=count), data)


def _leaf(view: HistoryView, name: str, skip: int, texts: Catalog) -> Button:
    data = Look("leaf", leaf(view.assignment.id, skip), view.period.key).data
    return Button(texts.plain(f"button.{name}"), data)


def from_items(view: ItemChoice, texts: Catalog) -> Keyboard:
    """One button for each number whose history may be meant, and the whole."""
    period = view.period.key if view.period else ""
    pairs = zip(view.items, view.names, strict=True)
    numbers = in_rows([past(own.id, name, period) for own, name in pairs])
    return (*numbers, (_whole(period, texts),))


def from_overview(period: Period, texts: Catalog) -> Keyboard:
    """Below a picture of everything: the whole."""
    return ((_whole(period.key, texts),),)


def from_brief(board: Board, texts: Catalog) -> Keyboard:
    """Below the brief: the ranking, who is missing, and the pictures."""
    period = board.period.key
    whole, missing = _whole(period, texts), _missing(period, texts)
    glance = Button(
        texts.plain(f"button.board_{board.period.kind.value}"), Look("board", "", period).data
    )
    others = [
        Button(texts.plain(f"button.{kind}"), Look(kind, "", period).data)
        for kind in ("heat", "moves", "paper")
    ]
    return ((whole, missing, glance), tuple(others))


def from_missing(view: MissingView, texts: Catalog) -> Keyboard:
    """Below the list of who has not answered: their cards, the whole; the road map, if behind."""
    period = view.period.key
    people = {entry.person: entry.person_name for entry in view.missing}
    named = [Button(name, Look("person", code, period).data) for code, name in people.items()]
    last = [_whole(period, texts)]
    if view.overdue:
        last.append(Button(texts.plain("button.milestones"), Look("roads").data))
    return (*in_rows(named[:MOST_NAMED]), tuple(last))


def from_targets(view: TargetsView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below a report on targets: changes that wait for the reader, then the units where
    something is left over, or back to all."""
    waiting = tuple((button,) for button in _waiting(view, viewer, texts))
    if view.unit is not None:
        every = Button(texts.plain("button.targets"), Look("targets").data)
        return (*waiting, (every, Button(view.unit.short, Look("unit", view.unit.code).data)))
    faulty = dict.fromkeys(entry.unit for entry in view.entries if not entry.is_met)
    units = faulty or dict.fromkeys(entry.unit for entry in view.entries)
    named = [Button(view.roster.units[u].short, Look("targets", u).data) for u in units]
    return (*waiting, *in_rows(named[:MOST_UNITS]), (_whole("", texts),))


def _waiting(view: TargetsView, viewer: Viewer, texts: Catalog) -> list[Button]:
    """Requests that this reader may decide about, or take back."""
    person = viewer.actor
    if person is None:
        return []
    return [
        Button(texts.plain("retarget.button.show", name=one.label), f"tg:{one.change.id}:show")
        for one in view.changes
        if one.state == OPEN and (person.roles & JUDGES or one.change.person == person.code)
    ][:MOST_OTHERS]


def from_roadmap(view: RoadmapView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below a road map: the own milestones to tell about, then units, or projects of one."""
    own = [
        (Button(node.state.milestone.name, f"k:{node.state.milestone.id}:open"),)
        for node in sorted(view.nodes, key=lambda node: node.state.expected)
        if node.is_own and not node.state.is_done and viewer.actor is not None
    ][:MOST_OTHERS]
    if not (viewer.sees_all or viewer.units):
        return (*own, (_whole("", texts),))
    every = Button(texts.plain("button.milestones"), Look("roads").data)
    last = (_whole("", texts),) if view.kind is None else (_road_up(view, texts), every)
    return (*own, *in_rows(_map_parts(view)[:MOST_UNITS]), last)


def _road_up(view: RoadmapView, texts: Catalog) -> Button:
    """The card of the project or unit whose milestones these are; else the whole."""
    if view.kind in (Kind.PROJECT, Kind.UNIT) and view.code:
        return _up(view.name, KINDS[view.kind], view.code, "", texts)
    return _whole("", texts)


def _map_parts(view: RoadmapView) -> list[Button]:
    """The projects of a unit; else the units."""
    if view.kind in (None, Kind.PROJECT):
        units = {node.unit.code: node.unit.short for node in view.nodes}
        return [Button(name, Look("roads", code).data) for code, name in units.items()]
    projects = {node.project.code: node.project.name for node in view.nodes}
    return [Button(name, Look("road", code).data) for code, name in projects.items()]


def from_choice(view: Choice, texts: Catalog) -> Keyboard:
    """One button for each thing that may be meant, and the whole."""
    period = view.period.key if view.period else ""
    named = _others(view.found, period)
    if view.kind:
        named = [Button(f.name, Look(view.kind, f.code, period).data) for f in view.found]
    return (*in_rows(named), (_whole(period, texts),))


def from_lights(view: LightsView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below numbers of some lights: the units they are of, the heat map, the whole."""
    period = view.period.key
    units = {lit.unit: lit.unit_name for lit in view.lines}
    if view.is_own:
        units = {}
    named = [Button(name, Look("unit", code, period).data) for code, name in units.items()]
    last = [_whole(period, texts)]
    if viewer.sees_all:
        last.append(Button(texts.plain("button.heat"), Look("heat", "", period).data))
    return (*in_rows(named[:MOST_NAMED]), tuple(last))


def from_places(view: PlacesView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below a few places: the units, as far as they may be read, and the whole list."""
    board, period = view.board, view.board.period.key
    named = [
        Button(s.name, Look("unit", s.unit, period).data)
        for s in view.standings
        if viewer.sees_all or s.unit in viewer.units
    ]
    kind, code = ("rank", board.code) if board.subject else ("all", "")
    whole = Button(texts.plain("button.rank"), Look(kind, code, period).data)
    return (*in_rows(named[:MOST_NAMED]), (whole,))


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
    return (*in_rows(named[:MOST_NAMED]), (up or _whole(period, texts), moves))


def from_odd(view: OddView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below odd numbers: where each of them came from, and the whole."""
    period = view.period.key
    named = {Look("pasts", pair(one.unit, one.indicator), period).data: one for one in view.odd}
    buttons = [Button(f"{one.unit_name} {one.name}"[:40], data) for data, one in named.items()]
    return (*((b,) for b in buttons[:MOST_OTHERS]), (_whole(period, texts),))


def from_comparison(view: ComparisonView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below two sides: each of them, somebody else to compare with, and the whole."""
    period = view.period.key
    if view.unit is not None:
        unit = Button(view.unit.short, Look("unit", view.unit.code, period).data)
        named = [
            Button(side.name, Look("item", pair(view.unit.code, side.code), period).data)
            for side in (view.left, view.right)
        ]
        return (tuple(named), (unit, _whole(period, texts)))
    named = [
        Button(side.name, Look("unit", side.code, period).data)
        for side in (view.left, view.right)
        if side.kind == "unit" and (viewer.sees_all or side.code in viewer.units)
    ]
    again = Button(texts.plain("button.compare"), Look("versus", view.left.code, period).data)
    return (*in_rows(named), (again, _whole(period, texts)))


def from_opponents(view: OpponentsView, texts: Catalog) -> Keyboard:
    """Whom a unit may be compared with: the mean first, then its group, and back."""
    period, own = view.period.key, view.unit.code
    group = [Button(texts.plain("button.compare_mean"), Look("duel", pair(own, MEAN), period).data)]
    group += [
        Button(unit.short, Look("duel", pair(own, unit.code), period).data)
        for unit in view.others[:MOST_UNITS]
    ]
    return (*in_rows(group), (_back("unit", own, period, texts),))


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


def _whole(period: str, texts: Catalog) -> Button:
    return Button(texts.plain("button.status"), Look("all", "", period).data)


def _how(kind: str, code: str, period: str, texts: Catalog) -> Button:
    return Button(texts.plain("button.how"), Look(kind, code, period).data)


def _how_list(board: Board, texts: Catalog) -> Button:
    period = board.period.key
    if board.is_by_points:
        return _how("howpoints", "", period, texts)
    return _how("howrank" if board.subject else "how", board.code, period, texts)


def _is_reckoned(view: Card, viewer: Viewer) -> bool:
    """Whether there is something to reckon, and it is for this reader as a whole."""
    is_seen = viewer.sees_all or view.code in viewer.units
    return bool(view.lines) and (view.kind is not Kind.UNIT or is_seen)


def _missing(period: str, texts: Catalog) -> Button:
    return Button(texts.plain("button.missing"), Look("missing", "", period).data)


def _up(name: str, kind: str, code: str, period: str, texts: Catalog) -> Button:
    """One step up, named by where it leads."""
    return Button(texts.plain("button.up", name=name[:LONGEST]), Look(kind, code, period).data)


def _back(kind: str, code: str, period: str, texts: Catalog) -> Button:
    return Button(texts.plain("button.back"), Look(kind, code, period).data)


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


def _short(line: Line) -> str:
    """An indicator's shortest name; a project's own."""
    is_indicator = line.name == line.indicator.name
    return min(line.indicator.names, key=len) if is_indicator else line.name


def _others(found: tuple[Found, ...], period: str) -> list[Button]:
    return [Button(f.name, Look(KINDS[f.kind], f.code, period).data) for f in found][:MOST_OTHERS]
