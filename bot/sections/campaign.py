"""What a district asks for: its campaign and calendar, milestones, what comes with numbers."""

from datetime import date
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, model_validator

from bot.sections.fields import Section
from domain.attachments import EvidenceRules, FileKind

FileKinds = Annotated[
    tuple[Annotated[FileKind, Field(strict=False)], ...], Field(strict=False, min_length=1)
]
_EVIDENCE = EvidenceRules()
MEGABYTE = 1024 * 1024


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError('must be a zone name such as "Asia/Shanghai"')
    return name


class CampaignSection(Section):
    """What is asked for, where, and in which span."""

    name: str = Field("2026 一季度开门红", min_length=1, max_length=30)
    district: str = Field("云岭区", min_length=1, max_length=12)
    year: int = Field(2026, ge=1990, le=2199)
    start: date = date(2026, 1, 1)
    end: date = date(2026, 12, 31)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.start <= self.end:
            raise ValueError("end must not come before start")
        if self.year not in (self.start.year, self.end.year):
            raise ValueError("year must be the year of start or end")
        return self


class CalendarSection(Section):
    """Whose clock and holidays count."""

    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    country: Literal["CN"] = "CN"


class MilestonesSection(Section):
    """Dated nodes of projects."""

    ask_days: Annotated[int, Field(ge=0, le=60)] = 7


class InvitesSection(Section):
    """One-time links."""

    days: Annotated[int, Field(ge=1, le=365)] = 14


class EvidenceSection(Section):
    """Photos and documents sent along with numbers."""

    accept: bool = _EVIDENCE.is_taken
    folder: str = ""
    max_mb: Annotated[int, Field(ge=1, le=20)] = _EVIDENCE.most_bytes // MEGABYTE
    types: FileKinds = tuple(FileKind)
    per_item: Annotated[int, Field(ge=1, le=20)] = _EVIDENCE.per_item
    per_day: Annotated[int, Field(ge=1, le=500)] = _EVIDENCE.per_day

    def rules(self) -> EvidenceRules:
        """What these settings mean."""
        return EvidenceRules(
            is_taken=self.accept,
            most_bytes=self.max_mb * MEGABYTE,
            kinds=frozenset(self.types),
            per_item=self.per_item,
            per_day=self.per_day,
        )
