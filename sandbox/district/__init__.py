"""云岭区, a fictional district: its roster, ten reported weeks, and one week to play live.

It stands apart from the bot: the roster is a workbook, the history and the live week are
plain data, so all of it enters through the doors that real data enters by.
"""

from pathlib import Path

from sandbox.district import workbook
from sandbox.district.courses import courses
from sandbox.district.duties import ASSIGNMENTS
from sandbox.district.history import Answer, told
from sandbox.district.indicators import INDICATORS
from sandbox.district.live import SCENES, outcomes, script
from sandbox.district.people import PEOPLE
from sandbox.district.projects import MILESTONES, PROJECTS
from sandbox.district.roster import District
from sandbox.district.steps import Edit, Event, Outcome, Press, Say, Wait
from sandbox.district.units import UNITS
from sandbox.district.weeks import HOLIDAY_WEEK, LIVE, REPORTED, Week

__all__ = [
    "HOLIDAY_WEEK",
    "LIVE",
    "REPORTED",
    "SCENES",
    "YUNLING",
    "Answer",
    "District",
    "Edit",
    "Event",
    "Outcome",
    "Press",
    "Say",
    "Wait",
    "Week",
    "history",
    "live_outcomes",
    "live_week",
    "write_workbook",
]

YUNLING = District(UNITS, PEOPLE, INDICATORS, PROJECTS, ASSIGNMENTS, MILESTONES)


def write_workbook(path: Path) -> None:
    """Write the roster workbook of the sample district."""
    workbook.write_workbook(path, YUNLING)


def history() -> tuple[Answer, ...]:
    """Every answer of the ten reported weeks, in the order in which they were sent."""
    return told(YUNLING, courses(YUNLING))


def live_week() -> tuple[Event, ...]:
    """Everything that happens in the twelfth week, in order of time."""
    return script(YUNLING, courses(YUNLING))


def live_outcomes() -> tuple[Outcome, ...]:
    """What must stand for every weekly number when the twelfth week is locked."""
    return outcomes(YUNLING, courses(YUNLING))
