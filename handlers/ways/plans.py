"""Where targets and the road map lead to."""

from domain.finding import Kind
from domain.verdicts import JUDGES
from handlers.actions.lookups.adjustments import OPEN
from handlers.actions.lookups.roadmaps import RoadmapView
from handlers.actions.lookups.targeting import TargetsView
from handlers.looks import Look
from handlers.outgoing import Button, Keyboard
from handlers.rows import in_rows
from handlers.texts.catalog import Catalog
from handlers.viewers import Viewer
from handlers.ways.steps import KINDS, MOST_OTHERS, MOST_UNITS, to_sums, to_whole, upwards


def from_targets(view: TargetsView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Below a report on targets: changes that wait for the reader, then the units where
    something is left over, or back to all."""
    waiting = tuple((button,) for button in _waiting(view, viewer, texts))
    if view.unit is not None:
        unit = Button(view.unit.short, Look("unit", view.unit.code).data)
        every = Button(texts.plain("button.targets"), Look("targets").data)
        has_others = viewer.sees_all or len(viewer.units) > 1
        return (*waiting, (every, unit) if has_others else (unit,))
    faulty = dict.fromkeys(entry.unit for entry in view.entries if not entry.is_met)
    units = faulty or dict.fromkeys(entry.unit for entry in view.entries)
    named = [Button(view.roster.units[u].short, Look("targets", u).data) for u in units]
    return (*waiting, *in_rows(named[:MOST_UNITS]), (to_whole("", texts),))


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
    how = _road_sums(view, texts)
    if not (viewer.sees_all or viewer.units):
        return (*own, (to_whole("", texts), *how))
    every = Button(texts.plain("button.milestones"), Look("roads").data)
    up = (to_whole("", texts),) if view.kind is None else (_road_up(view, texts), every)
    last = (*up, *how)
    return (*own, *in_rows(_map_parts(view)[:MOST_UNITS]), last)


def _road_up(view: RoadmapView, texts: Catalog) -> Button:
    """The card of the project or unit whose milestones these are; else the whole."""
    if view.kind in (Kind.PROJECT, Kind.UNIT) and view.code:
        return upwards(view.name, KINDS[view.kind], view.code, "", texts)
    return to_whole("", texts)


def _road_sums(view: RoadmapView, texts: Catalog) -> tuple[Button, ...]:
    """How its days are counted; by a person or a group those of all tell the same."""
    if not view.nodes:
        return ()
    if view.kind is Kind.PROJECT:
        return (to_sums("howroad", view.code, "", texts),)
    return (to_sums("howroads", view.code if view.kind is Kind.UNIT else "", "", texts),)


def _map_parts(view: RoadmapView) -> list[Button]:
    """The projects of a unit; else the units."""
    if view.kind in (None, Kind.PROJECT):
        units = {node.unit.code: node.unit.short for node in view.nodes}
        return [Button(name, Look("roads", code).data) for code, name in units.items()]
    projects = {node.project.code: node.project.name for node in view.nodes}
    return [Button(name, Look("road", code).data) for code, name in projects.items()]
