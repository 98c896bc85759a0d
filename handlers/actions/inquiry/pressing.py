"""What a button that looks at something leads to."""

from dataclasses import replace

from domain.bearers import PEOPLE, PROJECTS
from domain.errors import StaleButton
from domain.finding import Kind
from domain.periods import Period
from domain.points import POINTS
from domain.roster import Assignment, Roster
from handlers.actions.inquiry import falls
from handlers.actions.inquiry.inquiring import Answer
from handlers.actions.lookups import (
    bearers,
    briefing,
    comparing,
    contributing,
    directory,
    history,
    lit,
    overviews,
    papers,
    published,
    rankings,
    reckoning,
    roadmaps,
    single,
    targeting,
    weekly,
)
from handlers.actions.lookups.comparing import MEAN
from handlers.actions.lookups.directory import Directory
from handlers.actions.lookups.pictured import LOOKS, Drawn, Pictured
from handlers.actions.lookups.published import Published
from handlers.actions.lookups.views import View
from handlers.actions.lookups.views.missing import MissingView
from handlers.actions.measuring import rhythms, standing
from handlers.actions.measuring.sight import allowed
from handlers.deps import Deps
from handlers.looks import Look, pair, read_leaf
from handlers.viewers import Viewer
from storage.publications import OVERALL

Pressed = Answer | Pictured | Directory | Published
"""Whatever a button may lead to, or a question."""


async def behind(deps: Deps, viewer: Viewer, look: Look) -> Pressed:
    """Look at it, or at how the figures of its picture are made, as this reader may.

    Raises:
        StaleButton: there is no such thing any more.
        NotAllowed, NotFound.
    """
    if look.kind in directory.LOOKS:
        period = await _period(deps, look)
        return await directory.behind(deps, viewer, period, look.kind, look.code)
    if look.kind == published.LOOK:
        return await published.reckoned(deps, viewer, look)
    if look.kind not in LOOKS:
        return await looked_at(deps, viewer, look)
    view = await looked_at(deps, viewer, replace(look, kind=LOOKS[look.kind]))
    if not isinstance(view, Drawn):
        raise StaleButton
    return Pictured(view)


async def looked_at(deps: Deps, viewer: Viewer, look: Look) -> Answer:
    """Look at it, as this reader may.

    Raises:
        StaleButton: there is no such thing any more.
        NotAllowed, NotFound.
    """
    roster = await deps.roster.current()
    if look.kind in ("past", "leaf"):
        assignment, skip = read_leaf(look.code)
        asked = Period.parse(look.period) if look.period else None
        return await history.of_item(deps, viewer, assignment, period=asked, skip=skip)
    period = await _period(deps, look)
    match look.kind:
        case "all":
            return await rankings.as_seen(deps, viewer, period)
        case "group":
            group = look.among(unit.group for unit in roster.units.values())
            return await rankings.as_seen(deps, viewer, period, group=group)
        case "cross":
            groups = {unit.group for unit in roster.units.values() if unit.group}
            crossed = {pair(g, i): (g, i) for g in groups for i in roster.indicators}
            group, subject = crossed[look.among(crossed)]
            own_period = rhythms.of_indicator(deps, roster, subject, period)
            return await rankings.as_seen(deps, viewer, own_period, subject=subject, group=group)
        case "rank":
            return await rankings.by_indicator(deps, viewer, period, look.among(roster.indicators))
        case "projects" | "people":
            subject = PROJECTS if look.kind == "projects" else PEOPLE
            return await bearers.ranked(deps, viewer, period, subject)
        case "points":
            return await rankings.as_seen(deps, viewer, period, subject=POINTS)
        case "missing":
            return await _missing(deps, viewer, period, look, roster)
        case "red" | "yellow" | "behind" | "green":
            return await lit.lights(deps, viewer, period, look.kind)
        case "versus":
            return await comparing.opponents(deps, viewer, period, look.among(roster.units))
        case "duel":
            left, right = _duel(look, roster)
            return await comparing.of_units(deps, viewer, period, left, right)
        case "fall":
            return await falls.of_unit(deps, viewer, period, look.among(roster.units))
        case "targets":
            return await targeting.of_unit(deps, viewer, look.code and look.among(roster.units))
        case "roads":
            unit = look.code and look.among(roster.units)
            return await roadmaps.of_code(deps, viewer, Kind.UNIT, unit)
        case "road":
            project = look.among(roster.projects)
            return await roadmaps.of_code(deps, viewer, Kind.PROJECT, project)
        case "brief":
            return await briefing.asked(deps, viewer, period=period)
        case "heat":
            return await overviews.heat(deps, viewer, period)
        case "paper":
            return await papers.asked(deps, viewer, period=period)
        case "board":
            return await weekly.weekly(deps, viewer, period)
        case "moves":
            return await overviews.moves(deps, viewer, period)
        case "share":
            indicator = look.among(roster.indicators)
            return await contributing.contribution(deps, viewer, period, indicator)
        case "trend":
            return await overviews.course(deps, viewer, period, look.among(roster.indicators))
        case "how" | "howrank" | "howitem" | "howproject" | "howperson" | "howpoints":
            return await _reckoned(deps, viewer, period, look, roster)
        case _:
            return await _one(deps, viewer, period, look, roster)


async def _one(deps: Deps, viewer: Viewer, period: Period, look: Look, roster: Roster) -> View:
    match look.kind:
        case "unit":
            return await single.unit(deps, viewer, period, look.among(roster.units))
        case "project":
            return await single.project(deps, viewer, period, look.among(roster.projects))
        case "person":
            return await single.person(deps, viewer, period, look.among(roster.people))
        case "item":
            pairs = {pair(a.unit, a.indicator): a for a in roster.assignments.values()}
            owed = pairs[look.among(pairs)]
            return await single.item(deps, viewer, period, owed.unit, owed.indicator)
        case "num":
            own = roster.assignments.get(int(look.code) if look.code.isdecimal() else 0)
            if own is None:
                raise StaleButton
            return await single.number(deps, viewer, period, own)
        case "pasts":
            return await _histories(deps, viewer, period, look, roster)
        case _:
            raise StaleButton


async def _missing(
    deps: Deps, viewer: Viewer, period: Period, look: Look, roster: Roster
) -> MissingView:
    """Who has not answered: about one indicator, in one period, or in all that is open."""
    if look.code:
        indicator = look.among(roster.indicators)
        period = rhythms.of_indicator(deps, roster, indicator, period)
        return await overviews.missing(deps, viewer, period=period, indicator=indicator)
    if not look.period:
        return await overviews.all_missing(deps, viewer)
    return await overviews.missing(deps, viewer, period=period)


async def _reckoned(deps: Deps, viewer: Viewer, period: Period, look: Look, roster: Roster) -> View:
    """How what was looked at came about."""
    match look.kind:
        case "howpoints" if not look.code:
            return await reckoning.of_list(deps, viewer, period, POINTS)
        case "howpoints":
            return await reckoning.of_points(deps, viewer, period, look.among(roster.units))
        case "how" if not look.code:
            return await reckoning.of_list(deps, viewer, period, OVERALL)
        case "how":
            return await reckoning.of_unit(deps, viewer, period, look.among(roster.units))
        case "howrank":
            indicator = look.among(roster.indicators)
            period = rhythms.of_indicator(deps, roster, indicator, period)
            return await reckoning.of_list(deps, viewer, period, indicator)
        case "howitem":
            pairs = {pair(a.unit, a.indicator): a for a in roster.assignments.values()}
            own = pairs[look.among(pairs)]
            period = rhythms.of_indicator(deps, roster, own.indicator, period)
            return await reckoning.of_item(deps, viewer, period, own.unit, own.indicator)
        case "howproject":
            code = look.among(roster.projects)
            return await reckoning.of_card(deps, viewer, period, Kind.PROJECT, code)
        case _:
            code = look.among(roster.people)
            return await reckoning.of_card(deps, viewer, period, Kind.PERSON, code)


def _duel(look: Look, roster: Roster) -> tuple[str, str]:
    """Two units, or one and the mean, as they are or among those of one group."""
    left, _, right = look.code.partition("|")
    if left in roster.units and (right == MEAN or right in roster.units):
        return left, right
    units = roster.units.values()
    known = {
        pair(one.code, code): (one.code, code)
        for one in units
        for code in (MEAN, *(other.code for other in units if other.group == one.group))
    }
    return known[look.among(known)]


async def _histories(
    deps: Deps, viewer: Viewer, period: Period, look: Look, roster: Roster
) -> View:
    """Of one indicator in one unit: the number's, or those of its projects to choose from."""
    pairs: dict[str, list[Assignment]] = {}
    for own in roster.assignments.values():
        pairs.setdefault(pair(own.unit, own.indicator), []).append(own)
    meant = allowed(viewer, pairs[look.among(pairs)])
    period = rhythms.of_indicator(deps, roster, meant[0].indicator, period)
    return await history.chosen(deps, viewer, meant, period=period)


async def _period(deps: Deps, look: Look) -> Period:
    if look.period:
        return Period.parse(look.period)
    return await standing.current_period(deps, deps.now())
