"""The figures as a file, for the chat and for the command line."""

from typing import Protocol

from domain.campaign import Campaign
from domain.periods import Period
from domain.schedule import Schedule
from handlers.actions import export_formats
from handlers.actions.export_lines import export
from storage.database import Database


class Source(Protocol):
    """What an export needs of everything that doors share."""

    db: Database
    campaign: Campaign
    schedule: Schedule


async def workbook(source: Source, *, period: str | None) -> tuple[bytes, int]:
    """An Excel file of one period, or of everything reported, and how many lines it has.

    Raises:
        BadPeriod: there is no such period.
    """
    wanted = Period.parse(period) if period else None
    found = await export(source.db, year=source.campaign.year, period=wanted)
    return await export_formats.workbook(found, zone=source.schedule.zone)
