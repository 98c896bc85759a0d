"""Answers in words alone, which are quicker read than a picture, with the buttons below them."""

from zoneinfo import ZoneInfo

from handlers.actions.inquiry.arrivals import ArrivalsView
from handlers.actions.inquiry.falls import FallView
from handlers.actions.inquiry.goals import GoalsView
from handlers.actions.inquiry.inquiring import Puzzled
from handlers.actions.inquiry.narrowing import OddView
from handlers.actions.lookups.lit import LightsView
from handlers.actions.lookups.places import PlacesView
from handlers.actions.lookups.shifts import ShiftsView
from handlers.outgoing import Outgoing
from handlers.texts import inquiries
from handlers.texts.arrivals import arrivals
from handlers.texts.catalog import Catalog, Html
from handlers.texts.falls import fall
from handlers.texts.goals import goals
from handlers.viewers import Viewer
from handlers.ways.asked import from_arrivals, from_fall, from_goals
from handlers.ways.inquiries import from_lights, from_odd, from_places, from_puzzled, from_shifts

Worded = (
    ArrivalsView | FallView | GoalsView | LightsView | OddView | PlacesView | Puzzled | ShiftsView
)


def worded(viewer: Viewer, view: Worded, texts: Catalog, zone: ZoneInfo) -> Outgoing:
    """The message of one of these."""
    words = words_of(view, texts, zone)
    match view:
        case LightsView():
            keyboard = from_lights(view, viewer, texts)
        case PlacesView():
            keyboard = from_places(view, viewer, texts)
        case ShiftsView():
            keyboard = from_shifts(view, viewer, texts)
        case OddView():
            keyboard = from_odd(view, viewer, texts)
        case ArrivalsView():
            keyboard = from_arrivals(view, viewer, texts)
        case GoalsView():
            keyboard = from_goals(view, viewer, texts)
        case FallView():
            keyboard = from_fall(view, viewer, texts)
        case Puzzled():
            keyboard = from_puzzled(view, texts)
    return Outgoing(words, keyboard=keyboard)


def words_of(view: Worded, texts: Catalog, zone: ZoneInfo) -> Html:
    """Its words."""
    match view:
        case LightsView():
            return inquiries.lights(view, texts)
        case PlacesView():
            return inquiries.places(view, texts)
        case ShiftsView():
            return inquiries.shifts(view, texts)
        case OddView():
            return inquiries.odd(view, texts)
        case ArrivalsView():
            return arrivals(view, texts, zone)
        case GoalsView():
            return goals(view, texts)
        case FallView():
            return fall(view, texts)
        case Puzzled():
            return inquiries.puzzled(view, texts)
