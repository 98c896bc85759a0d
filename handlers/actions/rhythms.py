"""Which period is meant: the one a text names, else the current one of a rhythm."""

from datetime import date

from domain.naming import Named, named_in
from handlers.deps import Deps


def named(deps: Deps, text: str) -> Named:
    """The period that a text names, and what else it says.

    Raises:
        BadPeriod: there is no such period.
    """
    return named_in(text, today=today(deps), year=deps.campaign.year)


def today(deps: Deps) -> date:
    """The day it is in the district."""
    return deps.now().astimezone(deps.schedule.zone).date()
