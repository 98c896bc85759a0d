"""Answering what somebody asks in their own words, as far as they may see it."""

from dataclasses import dataclass, replace

from domain.finding import Found, Kind, called, search
from domain.inquiry.questions import plain
from domain.inquiry.topics import Topic
from domain.periods import Period
from domain.roster import Roster
from domain.typed.courtesies import SMALL_TALK
from handlers.actions.inquiry import arrivals, falls, goals, listed, narrowing, topics
from handlers.actions.inquiry.arrivals import ArrivalsView
from handlers.actions.inquiry.asked_times import period_of
from handlers.actions.inquiry.falls import FallView
from handlers.actions.inquiry.goals import GoalsView
from handlers.actions.inquiry.inquiries import Inquiry, inquiry_of
from handlers.actions.inquiry.narrowing import OddView
from handlers.actions.lookups import (
    briefing,
    comparing,
    history,
    lit,
    looking,
    overviews,
    places,
    shifts,
    targeting,
    weekly,
)
from handlers.actions.lookups.views import View
from handlers.actions.lookups.views.choices import Choice
from handlers.actions.measuring import rhythms, standing
from handlers.deps import Deps
from handlers.viewers import Viewer

MOST_HINTS = 2
PAIR = 2


@dataclass(frozen=True, slots=True)
class Puzzled:
    """A question that is not understood, or asks for what is not here.

    `found` are things that were named in it, or whose names come near. `why` is unknown, torn
    (two questions in one), talk (no question at all) or blockers.
    """

    asked: str
    why: str
    found: tuple[Found, ...] = ()


Answer = (
    View
    | comparing.ComparisonView
    | comparing.OpponentsView
    | lit.LightsView
    | places.PlacesView
    | shifts.ShiftsView
    | OddView
    | ArrivalsView
    | GoalsView
    | FallView
    | Puzzled
)


async def answer(
    deps: Deps,
    viewer: Viewer,
    text: str,
    *,
    period: Period | None = None,
    topic: Topic = Topic.STATE,
) -> Answer:
    """What a text asks for; the whole district when it asks for nothing in particular.

    `topic` is what is asked where the text only names something.

    Raises:
        NotAllowed: it is not for this reader.
        NotFound: a unit owes no such number.
        NotYet: the time that is asked about is yet to come.
        NoScoring: points are asked for, and there are none.
    """
    if topic is Topic.RANK and looking.list_named(rhythms.named(deps, text).rest):
        return await looking.rank(deps, viewer, text, period=period)
    roster = await deps.roster.current()
    inquiry = inquiry_of(roster, text, default=topic)
    if not inquiry.topics:
        are_two = topic is Topic.STATE and len(inquiry.all_of(Kind.UNIT)) == PAIR
        inquiry = replace(inquiry, topics=(Topic.COMPARISON if are_two else topic,))
    if not inquiry.is_understood or not (inquiry.is_said or inquiry.named or not text.strip()):
        return puzzled(roster, inquiry)
    if inquiry.open:
        return Choice(text, inquiry.open)
    if not listed.fits(inquiry):
        return puzzled(roster, inquiry)
    if inquiry.topic is Topic.DUE:
        return await topics.due(deps, viewer, inquiry)  # of what is yet to come
    if inquiry.topic in (Topic.GOAL, Topic.LEFT):
        now = await standing.current_period(deps, deps.now())
        return await goals.asked(deps, viewer, inquiry, period or now)
    is_open = period is None and inquiry.span is None
    if is_open and inquiry.topic is Topic.MISSING and not inquiry.named:
        return await overviews.all_missing(deps, viewer)
    period = period or await period_of(deps, inquiry.span)
    if code := inquiry.code_of(Kind.INDICATOR):
        period = rhythms.of_indicator(deps, roster, code, None if is_open else period)
    return await _answered(deps, viewer, inquiry, period)


async def is_asked(deps: Deps, text: str) -> bool:
    """Whether a text is a name or a question in every word of it."""
    inquiry = inquiry_of(await deps.roster.current(), text)
    return inquiry.is_understood and bool(inquiry.is_said or inquiry.named)


async def is_question(deps: Deps, text: str) -> bool:
    """Whether a text asks something, from somebody whose words may as well be an answer."""
    return inquiry_of(await deps.roster.current(), text).is_question


def puzzled(roster: Roster, inquiry: Inquiry) -> Puzzled:
    """What may have been meant, of what was named or comes near."""
    named = [found for options in inquiry.named for found in options]
    if not named:
        near = search(roster.names, inquiry.text[:40]).nearby
        named = [found for name in near for found in called(roster.names, name)[:1]]
    found = tuple(dict.fromkeys(named))[:MOST_HINTS]
    if SMALL_TALK.fullmatch(plain(inquiry.text)):
        return Puzzled(inquiry.text, "talk")
    return Puzzled(inquiry.text, "torn" if inquiry.is_torn else "unknown", found)


async def _answered(deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period) -> Answer:
    if inquiry.listed:
        return await listed.answer(deps, viewer, inquiry, period)
    about = topics.narrowing_of(inquiry)
    names = topics.names_of(inquiry)
    match inquiry.topic:
        case Topic.STATE:
            return await topics.state(deps, viewer, inquiry, period)
        case Topic.RANK:
            return await topics.rank(deps, viewer, inquiry, period)
        case Topic.FIRST | Topic.LAST | Topic.ENDS:
            return await places.places(
                deps,
                viewer,
                period,
                inquiry.topic.value,
                count=inquiry.count or 1,
                subject=about.indicator,
                group=about.group or topics.group_of(await deps.roster.current(), about.unit),
            )
        case Topic.MISSING:
            return await narrowing.missing(deps, viewer, period, inquiry)
        case Topic.LATE | Topic.CAME | Topic.REVISED:
            return await arrivals.asked(deps, viewer, inquiry, period)
        case Topic.FALL:
            return await falls.asked(deps, viewer, period, unit=about.unit, rank=inquiry.count)
        case Topic.GOAL | Topic.LEFT | Topic.YEAR_AGO:
            return await goals.asked(deps, viewer, inquiry, period)
        case Topic.RED | Topic.YELLOW | Topic.BEHIND | Topic.GREEN | Topic.NEEDED | Topic.SHRINKING:
            return await topics.lights(deps, viewer, inquiry, period)
        case Topic.GAINS | Topic.LOSSES | Topic.CHANGE:
            if about.unit:
                return await shifts.of_unit(
                    deps, viewer, period, about.unit, indicator=about.indicator
                )
            return await shifts.of_units(
                deps,
                viewer,
                period,
                inquiry.topic.value,
                count=inquiry.count,
                subject=about.indicator,
                group=about.group,
            )
        case Topic.MOVES:
            return await overviews.moves(deps, viewer, period)
        case Topic.TREND:
            if not about.indicator and inquiry.named and not about.group:
                # A card shows every course.
                return await topics.state(deps, viewer, inquiry, period)
            return await overviews.trend(deps, viewer, names, period=period)
        case Topic.ODD:
            return await narrowing.odd(deps, viewer, period, about)
        case Topic.OVERDUE | Topic.ROADMAP | Topic.DUE:
            return await topics.roadmap(deps, viewer, inquiry)
        case Topic.TARGETS:
            return await targeting.report(deps, viewer, names)
        case Topic.HISTORY:
            return await history.asked(deps, viewer, names)
        case Topic.HEAT:
            return await overviews.heat(deps, viewer, period)
        case Topic.SHARE:
            return await topics.share(deps, viewer, inquiry, period)
        case Topic.BRIEF:
            return await briefing.asked(deps, viewer, period=period)
        case Topic.BOARD:
            return await weekly.weekly(deps, viewer, period)
        case Topic.REASON:
            return await topics.reason(deps, viewer, inquiry, period)
        case Topic.BLOCKERS:
            return Puzzled(inquiry.text, "blockers")
        case Topic.COMPARISON | Topic.MEAN:
            return await _comparison(deps, viewer, inquiry, period)


async def _comparison(deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period) -> Answer:
    """Two units; one with the mean or the first of its group, or with whom is asked; or two
    indicators of one unit."""
    units, indicators = inquiry.all_of(Kind.UNIT), inquiry.all_of(Kind.INDICATOR)
    one = indicators[0].code if len(indicators) == 1 else ""
    if len(units) == PAIR and len(indicators) < PAIR:
        left, right = (unit.code for unit in units)
        return await comparing.of_units(deps, viewer, period, left, right, indicator=one)
    if len(units) != 1 or len(indicators) > PAIR:
        return Puzzled(inquiry.text, "two", (*units, *indicators)[:MOST_HINTS])
    unit = units[0].code
    if len(indicators) == PAIR:
        codes = (indicator.code for indicator in indicators)
        return await comparing.of_indicators(deps, viewer, period, unit, *codes)
    if Topic.MEAN in inquiry.topics or inquiry.one_of(Kind.GROUP):
        return await comparing.of_units(deps, viewer, period, unit, comparing.MEAN, indicator=one)
    if Topic.FIRST in inquiry.topics:
        right = await comparing.first_of(deps, viewer, period, unit)
        return await comparing.of_units(deps, viewer, period, unit, right, indicator=one)
    return await comparing.opponents(deps, viewer, period, unit)
