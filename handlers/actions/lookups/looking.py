"""Looking something up: what is asked, whether this reader may see it, and how it stands."""

from dataclasses import replace

from domain.bearers import BEARERS, PEOPLE, PROJECTS
from domain.errors import NotFound
from domain.finding import Found, Kind, folded
from domain.periods import Period
from domain.points import POINTS
from handlers.actions.lookups import bearers, rankings, reckoning, single
from handlers.actions.lookups.meaning import Meaning, meaning_of
from handlers.actions.lookups.views import View
from handlers.actions.lookups.views.cards import Card
from handlers.actions.lookups.views.choices import Choice
from handlers.actions.measuring import rhythms, standing
from handlers.deps import Deps
from handlers.viewers import Viewer

LISTS = {
    POINTS: frozenset({"得分", "分数", "评分", "考核得分", "points", "scores"}),
    PROJECTS: frozenset({"项目", "项目排名", "projects"}),
    PEOPLE: frozenset({"责任人", "责任人排名", "人员", "people"}),
}
"""What is typed after /rank for the rankings by points, of projects and of people."""


def list_named(text: str) -> str:
    """The list of something else than an indicator that a text names; "" if none."""
    return next((code for code, words in LISTS.items() if folded(text) in words), "")


async def look(deps: Deps, viewer: Viewer, asked: str, *, period: Period | None = None) -> View:
    """What a text asks for; the whole district when it asks for nothing in particular.

    Raises:
        NotFound, NotAllowed, BadPeriod.
    """
    said = rhythms.named(deps, asked)
    meaning = meaning_of(await deps.roster.current(), said.rest)
    period = period or said.period or await standing.current_period(deps, deps.now())
    if meaning.is_whole:
        return await rankings.as_seen(deps, viewer, period)
    if meaning.is_open:
        return Choice(meaning.asked, meaning.found, period=said.period)
    return await _meant(deps, viewer, period, meaning)


async def _meant(deps: Deps, viewer: Viewer, period: Period, meaning: Meaning) -> View:
    found = meaning.found[0]
    if meaning.indicator is not None:
        return await single.item(deps, viewer, period, found.code, meaning.indicator.code)
    view = await see(deps, viewer, period, found)
    return replace(view, others=meaning.others) if isinstance(view, Card) else view


async def rank(deps: Deps, viewer: Viewer, asked: str, *, period: Period | None = None) -> View:
    """The ranking: overall, by points, or by the indicator or in the group that a text names.

    Raises:
        NotFound, BadPeriod, NoScoring.
    """
    said = rhythms.named(deps, asked)
    roster = await deps.roster.current()
    period = period or said.period or await standing.current_period(deps, deps.now())
    if (named := list_named(said.rest)) in BEARERS:
        return await bearers.ranked(deps, viewer, period, named)
    if named:
        return await rankings.as_seen(deps, viewer, period, subject=named)
    meaning = meaning_of(roster, said.rest)
    if meaning.indicator is not None:
        return await rankings.by_indicator(deps, viewer, period, meaning.indicator.code)
    compared = (Kind.INDICATOR, Kind.GROUP)
    chosen = [f for f in (*meaning.found, *meaning.others) if f.kind in compared]
    if chosen:
        return await see(deps, viewer, period, chosen[0])
    return await rankings.as_seen(deps, viewer, period)


async def points(deps: Deps, viewer: Viewer, asked: str, *, period: Period | None = None) -> View:
    """The ranking by points, or how the unit that a text names got its own.

    Raises:
        NotFound, NotAllowed, NoScoring, BadPeriod.
    """
    said = rhythms.named(deps, asked)
    meaning = meaning_of(await deps.roster.current(), said.rest)
    period = period or said.period or await standing.current_period(deps, deps.now())
    if meaning.is_whole:
        return await rankings.as_seen(deps, viewer, period, subject=POINTS)
    units = [found for found in meaning.found if found.kind is Kind.UNIT]
    if not units:
        raise NotFound(asked)
    return await reckoning.of_points(deps, viewer, period, units[0].code)


async def see(deps: Deps, viewer: Viewer, period: Period, found: Found) -> View:
    """One thing of the roster."""
    match found.kind:
        case Kind.INDICATOR:
            return await rankings.by_indicator(deps, viewer, period, found.code)
        case Kind.GROUP:
            return await rankings.as_seen(deps, viewer, period, group=found.code)
        case Kind.UNIT:
            return await single.unit(deps, viewer, period, found.code)
        case Kind.PROJECT:
            return await single.project(deps, viewer, period, found.code)
        case Kind.PERSON:
            return await single.person(deps, viewer, period, found.code)
