"""云岭区, a fictional district: its roster, ten reported weeks, and one week to play live.

It stands apart from the bot: the roster is a workbook, the history and the live week are
plain data, so all of it enters through the doors that real data enters by.
"""

from pathlib import Path

from sandbox.district import workbook
from sandbox.district.duties import ASSIGNMENTS
from sandbox.district.indicators import INDICATORS
from sandbox.district.people import PEOPLE
from sandbox.district.projects import MILESTONES, PROJECTS
from sandbox.district.roster import District
from sandbox.district.units import UNITS

YUNLING = District(UNITS, PEOPLE, INDICATORS, PROJECTS, ASSIGNMENTS, MILESTONES)


def write_workbook(path: Path) -> None:
    """Write the roster workbook of the sample district."""
    workbook.write_workbook(path, YUNLING)
