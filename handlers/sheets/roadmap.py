"""The road map as a picture: projects with their milestones on one line of time."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from charts.sheets.parts import Head, Tally
from charts.sheets.roadmap import RoadmapSheet, RoadRow, RoadSection
from domain.days import months_after
from domain.lights import Light
from handlers.actions.lookups.roadmaps import Node, RoadmapView
from handlers.texts import figures, milestones
from handlers.texts.catalog import Catalog
from handlers.texts.statuses import minute

MOST_TICKS = 9
STEPS = (1, 2, 3, 6, 12, 24, 60)  # months between two marks


def roadmap_sheet(
    view: RoadmapView, texts: Catalog, zone: ZoneInfo, *, district: str
) -> RoadmapSheet:
    """The picture of a road map; it begins with the first month that has anything in it."""
    days = [d for n in view.nodes for d in (n.state.milestone.due, n.state.expected)]
    first = min([*days, view.today]).replace(day=1)
    last = months_after(max([*days, view.today]).replace(day=1), 1)
    return RoadmapSheet(
        head=_head(view, texts, zone, district=district),
        sections=tuple(_sections(view, texts)),
        first=first,
        last=last,
        today=view.today,
        today_label=texts.plain("picture.today"),
        ticks=tuple(_ticks(first, last, texts)),
        tallies=_tallies(view, texts),
        footer=(texts.plain("picture.roadmap_foot"),),
    )


def _head(view: RoadmapView, texts: Catalog, zone: ZoneInfo, *, district: str) -> Head:
    name = view.name or texts.plain(f"milestone.{'all' if view.is_whole else 'some'}")
    return Head(
        title=texts.plain("picture.roadmap", name=name),
        subtitle=texts.plain(
            "picture.roadmap_as_of",
            district=district,
            as_of=minute(view.as_of, zone, texts.language),
        ),
        headline=_headline(view, texts),
        stamp=texts.plain("chart.stamp"),
    )


def _headline(view: RoadmapView, texts: Catalog) -> str:
    """What has waited longest for an answer, else what slips farthest, else what comes next."""
    for key, nodes in (("overdue", view.overdue), ("slipping", view.slipping)):
        if nodes:
            return _told(f"picture.roadmap_{key}", nodes[0], view, texts)
    ahead = sorted(
        (node for node in view.nodes if not node.state.is_done),
        key=lambda node: node.state.expected,
    )
    return _told("picture.roadmap_next", ahead[0], view, texts) if ahead else ""


def _told(key: str, node: Node, view: RoadmapView, texts: Catalog) -> str:
    name = texts.plain(
        "milestone.name", project=node.project.name, milestone=node.state.milestone.name
    )
    count = (view.today - node.state.expected).days if key.endswith("overdue") else node.state.slip
    day = figures.day_of(node.state.expected, texts.language, year=view.today.year)
    return texts.plain(key, name=name, count=count, day=day)


def _tallies(view: RoadmapView, texts: Catalog) -> tuple[Tally, ...]:
    done, overdue, slipping = view.done, len(view.overdue), len(view.slipping)
    rest = len(view.nodes) - done - overdue - slipping
    counted = {
        "done": (done, Light.GREEN),
        "slipping": (slipping, Light.YELLOW),
        "overdue": (overdue, Light.RED),
        "ahead": (rest, Light.NONE),
    }
    return tuple(
        Tally(str(count), texts.plain(f"picture.roadmap_tally.{key}"), light)
        for key, (count, light) in counted.items()
    )


def _sections(view: RoadmapView, texts: Catalog) -> Iterator[RoadSection]:
    by_project: dict[str, list[Node]] = {}
    for node in view.nodes:
        by_project.setdefault(node.project.code, []).append(node)
    for nodes in by_project.values():
        done = sum(node.state.is_done for node in nodes)
        facts = {"unit": nodes[0].unit.short, "person": nodes[0].person}
        detail = texts.plain("picture.roadmap_detail", done=done, total=len(nodes), **facts)
        rows = tuple(_row(node, view.today, texts) for node in nodes)
        yield RoadSection(rows=rows, heading=nodes[0].project.name, detail=detail)


def _row(node: Node, today: date, texts: Catalog) -> RoadRow:
    state = node.state
    key = "done" if state.is_done else "overdue" if state.is_overdue(today) else "expected"
    return RoadRow(
        name=state.milestone.name,
        light=milestones.light(state, today),
        planned=state.milestone.due,
        now=state.expected,
        is_done=state.is_done,
        now_text=texts.plain(
            f"picture.roadmap_{key}_on",
            day=figures.day_of(state.expected, texts.language, year=today.year),
        ),
        note=_note(node, today, texts),
    )


def _note(node: Node, today: date, texts: Catalog) -> str:
    """The plan, where another day counts; and why."""
    state = node.state
    if not state.slip:
        return ""
    facts = {
        "planned": figures.day_of(state.milestone.due, texts.language, year=today.year),
        "slip": milestones.slip(state, texts),
    }
    key = "picture.roadmap_why" if state.reason else "picture.roadmap_plan"
    return texts.plain(key, **facts, reason=state.reason)


def _ticks(first: date, last: date, texts: Catalog) -> Iterator[tuple[date, str]]:
    """The first of a month, as many as can be read; January tells the year."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in STEPS if months <= MOST_TICKS * step), STEPS[-1])
    day = first
    while day <= last:
        if _is_marked(day, step):
            yield day, _month(day, texts)
        day = months_after(day, 1)


def _is_marked(day: date, step: int) -> bool:
    return (day.year * 12 + day.month - 1) % step == 0


def _month(day: date, texts: Catalog) -> str:
    if day.month == 1:
        return texts.plain("picture.year", year=day.year)
    return figures.month(day.month, texts.language)
