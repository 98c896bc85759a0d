"""One topic each, about what the question names."""

from dataclasses import replace
from datetime import timedelta

from domain.contribution import ADDING_UP
from domain.finding import Found, Kind, search
from domain.inquiry import stretches
from domain.inquiry.topics import Topic
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.inquiry import listed
from handlers.actions.inquiry.inquiries import Inquiry
from handlers.actions.lookups import (
    contributing,
    lit,
    places,
    rankings,
    reckoning,
    roadmaps,
    single,
)
from handlers.actions.lookups.lit import LightsView, Narrowing
from handlers.actions.lookups.places import PlacesView
from handlers.actions.lookups.roadmaps import SOON, RoadmapView
from handlers.actions.lookups.views import View
from handlers.actions.lookups.views.cards import Card
from handlers.actions.lookups.views.choices import Choice
from handlers.deps import Deps
from handlers.viewers import Viewer


async def state(deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period) -> View:
    """How what is named stands: its card, its course, or the ranking."""
    unit, indicator = inquiry.code_of(Kind.UNIT), inquiry.code_of(Kind.INDICATOR)
    if project := inquiry.code_of(Kind.PROJECT):
        return await single.project(deps, viewer, period, project)
    if person := inquiry.code_of(Kind.PERSON):
        return await single.person(deps, viewer, period, person)
    if unit and indicator:
        return await single.item(deps, viewer, period, unit, indicator)
    if unit:
        view = await single.unit(deps, viewer, period, unit)
        return (
            replace(view, others=await _others(deps, inquiry)) if isinstance(view, Card) else view
        )
    group = inquiry.code_of(Kind.GROUP)
    return await rankings.as_seen(deps, viewer, period, subject=indicator, group=group)


async def _others(deps: Deps, inquiry: Inquiry) -> tuple[Found, ...]:
    """What else answers to the very text, such as a project that begins with the unit's name."""
    if inquiry.is_said or len(inquiry.named) != 1:
        return ()
    roster = await deps.roster.current()
    found = search(roster.names, inquiry.text).found
    return tuple(one for one in found if one not in inquiry.named[0])


async def rank(deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period) -> View | PlacesView:
    """The place of what is named, or the ranking."""
    for kind in (Kind.PROJECT, Kind.PERSON):
        if code := inquiry.code_of(kind):
            return await listed.one(deps, viewer, inquiry, period, kind, code)
    unit, indicator = inquiry.code_of(Kind.UNIT), inquiry.code_of(Kind.INDICATOR)
    if unit:
        return await places.around(deps, viewer, period, unit, subject=indicator)
    group = inquiry.code_of(Kind.GROUP)
    return await rankings.as_seen(deps, viewer, period, subject=indicator, group=group)


async def lights(deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period) -> View | LightsView:
    """Whose light is of a colour, or what is needed; of one alone how it stands."""
    about = narrowing_of(inquiry)
    is_one = bool(about.unit and about.indicator)
    if is_one or inquiry.one_of(Kind.PROJECT) or inquiry.one_of(Kind.PERSON):
        return await state(deps, viewer, inquiry, period)
    if inquiry.topic is Topic.SHRINKING:
        return await lit.lights(deps, viewer, period, lit.SHRINKING, about)
    kind = inquiry.topic.value
    if kind == "needed" and not about.unit and not about.indicator:
        kind = "behind"
    return await lit.lights(deps, viewer, period, kind, about)


async def reason(deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period) -> View:
    """How the numbers of what is named came about."""
    unit, indicator = inquiry.code_of(Kind.UNIT), inquiry.code_of(Kind.INDICATOR)
    for kind in (Kind.PROJECT, Kind.PERSON):
        if code := inquiry.code_of(kind):
            return await reckoning.of_card(deps, viewer, period, kind, code)
    if unit and indicator:
        return await reckoning.of_item(deps, viewer, period, unit, indicator)
    if unit:
        return await reckoning.of_unit(deps, viewer, period, unit)
    return await reckoning.of_list(deps, viewer, period, indicator)


async def roadmap(deps: Deps, viewer: Viewer, inquiry: Inquiry) -> RoadmapView:
    """The milestones of what is named; the late ones alone where those are asked for."""
    kinds = (Kind.PROJECT, Kind.PERSON, Kind.UNIT, Kind.GROUP)
    found = next((one for kind in kinds if (one := inquiry.one_of(kind))), None)
    view = await roadmaps.asked(deps, viewer, found.name if found else "")
    late = (*view.overdue, *view.slipping)
    return replace(view, nodes=late) if inquiry.topic is Topic.OVERDUE and late else view


async def due(deps: Deps, viewer: Viewer, inquiry: Inquiry) -> View:
    """The milestones that are to be reached in the time asked about, by default in a month."""
    view = await roadmap(deps, viewer, inquiry)
    first, last = view.today, view.today + timedelta(days=SOON)
    if inquiry.span is not None:
        first, last = stretches.days_of(inquiry.span, view.today, deps.campaign.year)
    nodes = [node for node in view.nodes if first <= node.state.expected <= last]
    open_ones = sorted(
        (node for node in nodes if not node.state.is_done), key=lambda node: node.state.expected
    )
    return replace(view, nodes=tuple(open_ones), between=(first, last))


async def share(deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period) -> View:
    """Who brings what to the indicator named, or of which it is asked."""
    indicator = inquiry.code_of(Kind.INDICATOR)
    if indicator:
        return await contributing.contribution(deps, viewer, period, indicator)
    roster = await deps.roster.current()
    adding_up = (i for i in roster.indicators.values() if i.basis in ADDING_UP)
    found = tuple(Found(Kind.INDICATOR, i.code, i.name) for i in adding_up)
    return Choice(inquiry.text, found, "share")


def narrowing_of(inquiry: Inquiry) -> Narrowing:
    """What the answer is limited to."""
    found = [inquiry.one_of(kind) for kind in (Kind.GROUP, Kind.UNIT, Kind.INDICATOR)]
    about = "".join(one.name for one in found if one)
    group, unit, indicator = (one.code if one else "" for one in found)
    return Narrowing(unit, indicator, group, about)


def names_of(inquiry: Inquiry) -> str:
    """All that was named, as one text."""
    return "".join(options[0].name for options in inquiry.named)


def group_of(roster: Roster, unit: str) -> str:
    """The group of a unit; "" of none."""
    return roster.units[unit].group if unit else ""
