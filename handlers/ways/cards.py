"""Where a card, a number, its course and its history lead to."""

from domain.finding import Kind
from domain.periods import Period
from domain.roster import Assignment, Roster
from handlers.actions.lookups.history import PAGE as HISTORY_PAGE
from handlers.actions.lookups.views.cards import Card, Line
from handlers.actions.lookups.views.choices import Choice, ItemChoice
from handlers.actions.lookups.views.courses import Trend
from handlers.actions.lookups.views.histories import HistoryView
from handlers.keyboards import item_data, past, version_data
from handlers.looks import Look, leaf, pair
from handlers.outgoing import Button, Keyboard
from handlers.rows import in_rows
from handlers.texts import figures
from handlers.texts.catalog import Catalog
from handlers.viewers import Viewer
from handlers.ways.steps import MOST_INDICATORS, MOST_OTHERS, to_others, to_sums, to_whole, upwards

HOW = {Kind.UNIT: "how", Kind.PROJECT: "howproject", Kind.PERSON: "howperson"}


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
    others = [b for b in to_others(view.others, period) if b not in below]
    how = to_sums(HOW[view.kind], view.code, period, texts) if _is_reckoned(view, viewer) else None
    up, versus = _above(view, roster, viewer, texts), _versus(view, period, texts)
    last = tuple(button for button in (up, to_whole(period, texts), versus, how) if button)
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
        return upwards(unit.short, "unit", unit.code, period, texts)
    if unit.group and viewer.sees_all:
        return upwards(unit.group, "group", unit.group, period, texts)
    parent = roster.units.get(unit.parent or "")
    if parent is None or not (viewer.sees_all or parent.code in viewer.units):
        return None
    return upwards(parent.short, "unit", parent.code, period, texts)


def _versus(view: Card, period: str, texts: Catalog) -> Button | None:
    """Only units that have a place are compared."""
    if view.kind is not Kind.UNIT or view.standing is None:
        return None
    return Button(texts.plain("button.compare"), Look("versus", view.code, period).data)


def from_trend(view: Trend, roster: Roster, texts: Catalog) -> Keyboard:
    """Below a course over time: what it is made of, how it came to be, and up again."""
    period, indicator = view.period.key, view.indicator
    across = Button(indicator.name, Look("rank", indicator.code, period).data)
    whole = to_whole(period, texts)
    if view.unit is None:
        named = [
            Button(roster.units[u].short, Look("item", pair(u, indicator.code), period).data)
            for u in view.units
        ]
        sums = to_sums("howtrend", indicator.code, period, texts)
        return (*in_rows(named), (across, whole, sums))
    if view.number is not None:
        return _alone(view, view.number, roster, texts)
    code = pair(view.unit.code, indicator.code)
    parts = [own for own in view.parts if own.project] if len(view.parts) > 1 else []
    named = [
        Button(roster.label(own), Look("num", str(own.id), period).data)
        for own in parts[:MOST_OTHERS]
    ]
    history = Button(texts.plain("button.history"), Look("pasts", code, period).data)
    up = upwards(view.unit.short, "unit", view.unit.code, period, texts)
    how = to_sums("howitem", code, period, texts)
    return (*in_rows(named), (history, how), (up, across, whole))


def _alone(view: Trend, own: Assignment, roster: Roster, texts: Catalog) -> Keyboard:
    """Below one number: its history, whose it is, its sums, and up to the project or the unit."""
    period = view.period.key
    history = past(own.id, texts.plain("button.history"), period)
    person = Button(roster.people[own.person].name, Look("person", own.person, period).data)
    if own.project:
        up = upwards(roster.projects[own.project].name, "project", own.project, period, texts)
        how = to_sums("howproject", own.project, period, texts)
    else:
        code = pair(own.unit, own.indicator)
        how = to_sums("howitem", code, period, texts)
        name = f"{roster.units[own.unit].short}{min(view.indicator.names, key=len)}"
        up = upwards(name, "item", code, period, texts)
    return ((history, person, how), (up, to_whole(period, texts)))


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
    up = upwards(view.name, "num", str(own), view.period.key, texts)
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
    return (*numbers, (to_whole(period, texts),))


def from_choice(view: Choice, texts: Catalog) -> Keyboard:
    """One button for each thing that may be meant, and the whole."""
    period = view.period.key if view.period else ""
    named = to_others(view.found, period)
    if view.kind:
        named = [Button(f.name, Look(view.kind, f.code, period).data) for f in view.found]
    return (*in_rows(named), (to_whole(period, texts),))


def _is_reckoned(view: Card, viewer: Viewer) -> bool:
    """Whether there is something to reckon, and it is for this reader as a whole."""
    is_seen = viewer.sees_all or view.code in viewer.units
    return bool(view.lines) and (view.kind is not Kind.UNIT or is_seen)


def _short(line: Line) -> str:
    """An indicator's shortest name; a project's own."""
    is_indicator = line.name == line.indicator.name
    return min(line.indicator.names, key=len) if is_indicator else line.name
