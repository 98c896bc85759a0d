"""When it is asked, reminded, closed and shown."""

from datetime import time
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from bot.sections.fields import Section
from domain.moments import CycleRules, Moment, rules_from
from domain.periods import PeriodKind


def _moment(text: str) -> str:
    Moment.parse(text)
    return text


def _wall_time(text: str) -> str:
    try:
        time.fromisoformat(text)
    except ValueError:
        raise ValueError('must be a time of day such as "20:00"') from None
    return text


MomentText = Annotated[str, AfterValidator(_moment)]
WallTime = Annotated[str, Field(pattern=r"^\d\d:\d\d$"), AfterValidator(_wall_time)]
WallTimeOrNever = Annotated[
    str,
    Field(pattern=r"^(\d\d:\d\d)?$"),
    AfterValidator(lambda text: _wall_time(text) if text else text),
]
MomentTexts = Annotated[tuple[MomentText, ...], Field(strict=False, max_length=5)]


class MomentsSection(Section):
    """The moments of one kind of period; see domain.moments for the grammar."""

    prompt: MomentText
    reminders: MomentTexts
    due: MomentText
    grace_end: MomentText
    lock: MomentText
    push: MomentText

    def rules(self, kind: PeriodKind) -> CycleRules:
        """The rules these texts mean."""
        return rules_from(kind, **self.model_dump())


class WeekSection(MomentsSection):
    """A week; "next" is the week after it."""

    prompt: MomentText = "thu 09:00"
    reminders: MomentTexts = (
        "fri 09:00",
        "fri 14:30",
    )
    due: MomentText = "fri 16:00"
    grace_end: MomentText = "fri 18:00"
    lock: MomentText = "next mon 09:00"
    push: MomentText = "next mon 09:30"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        self.rules(PeriodKind.WEEK)
        return self


class MonthSection(MomentsSection):
    """A month, asked on workdays of the next one; January and February are one."""

    prompt: MomentText = "wd1 09:00"
    reminders: MomentTexts = ("wd2 09:00",)
    due: MomentText = "wd3 12:00"
    grace_end: MomentText = "wd3 18:00"
    lock: MomentText = "wd4 12:00"
    push: MomentText = "wd5 09:00"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        self.rules(PeriodKind.MONTH)
        return self


class QuarterSection(MomentsSection):
    """A quarter, asked on workdays of the next one."""

    prompt: MomentText = "wd2 09:00"
    reminders: MomentTexts = ("wd4 09:00",)
    due: MomentText = "wd5 12:00"
    grace_end: MomentText = "wd5 18:00"
    lock: MomentText = "wd6 12:00"
    push: MomentText = "wd7 09:00"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        self.rules(PeriodKind.QUARTER)
        return self


class CycleSection(Section):
    """The rhythm, and the hours in which nobody is written to."""

    quiet_start: WallTime = "20:00"
    quiet_end: WallTime = "08:00"
    messages_per_week: Annotated[int, Field(ge=3, le=50)] = 5
    digest: WallTimeOrNever = "17:30"
    week: WeekSection = Field(default_factory=WeekSection)
    month: MonthSection = Field(default_factory=MonthSection)
    quarter: QuarterSection = Field(default_factory=QuarterSection)

    def is_quiet(self, at: str) -> bool:
        """Whether nobody is written to at a wall time; HH:MM sorts as time goes on."""
        start, end = self.quiet_start, self.quiet_end
        return start <= at < end if start <= end else at >= start or at < end

    @model_validator(mode="after")
    def _told_in_working_hours(self) -> Self:
        if "digest" in self.model_fields_set and self.digest and self.is_quiet(self.digest):
            raise ValueError("digest must lie outside the quiet hours")
        return self
