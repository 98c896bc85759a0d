"""The tables of config.toml, key by key, each with its default and range."""

import re
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from domain.attachments import EvidenceRules, FileKind
from domain.doubts import CheckRules
from domain.marking_rules import Circle, Family, MarkingRules
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


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError('must be a zone name such as "Asia/Shanghai"')
    return name


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url.rstrip("/")


MomentText = Annotated[str, AfterValidator(_moment)]
WallTime = Annotated[str, Field(pattern=r"^\d\d:\d\d$"), AfterValidator(_wall_time)]
WallTimeOrNever = Annotated[
    str,
    Field(pattern=r"^(\d\d:\d\d)?$"),
    AfterValidator(lambda text: _wall_time(text) if text else text),
]
MomentTexts = Annotated[tuple[MomentText, ...], Field(strict=False, max_length=5)]
Points = Annotated[Decimal, Field(strict=False, ge=0, le=100)]
Ratio = Annotated[Decimal, Field(strict=False, ge=1, le=100)]
FileKinds = Annotated[
    tuple[Annotated[FileKind, Field(strict=False)], ...], Field(strict=False, min_length=1)
]
Port = Annotated[int, Field(ge=0, le=65535)]


class Section(BaseModel):
    """One table of the file: unknown keys and loose types are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


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


OFFICIAL_API = "https://api.telegram.org"


class TelegramSection(Section):
    """The line to Telegram."""

    api_base: Annotated[str, AfterValidator(_address)] = OFFICIAL_API
    proxy: str = Field("", pattern=r"^(https?://\S+)?$")
    mode: Literal["polling", "webhook"] = "polling"
    inline: bool = False


class WebhookSection(Section):
    """Where updates come in when `telegram.mode` is webhook."""

    url: str = Field("", pattern=r"^(https?://\S+)?$")
    listen: str = "127.0.0.1"
    port: Port = 8443
    secret: SecretStr = SecretStr("")

    @model_validator(mode="after")
    def _usable_secret(self) -> Self:
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", self.secret.get_secret_value()):
            raise ValueError("secret takes up to 256 letters, digits, - and _")
        return self


def _page(url: str) -> str:
    if not url or re.fullmatch(r"https://[^\s?#]+|http://(127\.0\.0\.1|localhost)[^\s?#]*", url):
        return url.rstrip("/")
    raise ValueError("must begin with https:// and have no ? or #")


class FormSection(Section):
    """The form that opens inside Telegram; without an address there is none."""

    url: Annotated[str, AfterValidator(_page)] = ""
    listen: str = "127.0.0.1"
    port: Port = 8444
    hours: Annotated[int, Field(ge=1, le=48)] = 12


class StorageSection(Section):
    """The database."""

    url: str = Field(
        "sqlite+aiosqlite:///data/progress.db", pattern=r"^(sqlite|postgres(ql)?)(\+\w+)?://"
    )


class CalendarSection(Section):
    """Whose clock and holidays count."""

    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    country: Literal["CN"] = "CN"


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


class PaceSection(Section):
    """How targets grow between their dates; see domain.curves."""

    curve: Literal["days", "workdays", "months", "manual", "last_year"] = "days"


class LightsSection(Section):
    """How far behind the pace a light changes."""

    yellow_points: Points = Decimal(10)
    rate_yellow_points: Points = Decimal(2)
    hold: bool = True


_MARKING = MarkingRules()
FamilyName = Annotated[Family, Field(strict=False)]
Attained = Annotated[Decimal, Field(strict=False, ge=0, le=200)]
Most = Annotated[Decimal, Field(strict=False, ge=100, le=200)]


class ScoringSection(Section):
    """Points beside the ranking; see domain.marking."""

    family: FamilyName = _MARKING.family
    families: dict[str, FamilyName] = Field(default_factory=dict)
    most: Most = _MARKING.most
    proportional: bool = _MARKING.proportional
    place_step: Points = _MARKING.place_step
    unsatisfactory: Attained = _MARKING.unsatisfactory
    satisfactory: Attained = _MARKING.satisfactory
    average_of: Annotated[Circle, Field(strict=False)] = _MARKING.average_of
    average_base: Points = _MARKING.average_base
    average_step: Points = _MARKING.average_step
    average_most: Points = _MARKING.average_most
    rate_points: Points = _MARKING.rate_points
    missing_loses: bool = _MARKING.missing_loses
    missing_most: Attained = _MARKING.missing_most
    key: Annotated[tuple[str, ...], Field(strict=False)] = _MARKING.key
    red_most: Attained = _MARKING.red_most
    late_points: Points = _MARKING.late_points
    corrected_points: Points = _MARKING.corrected_points
    returned_points: Points = _MARKING.returned_points
    quality_most: Points = _MARKING.quality_most
    effect_most: Points = _MARKING.effect_most

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if not self.unsatisfactory < self.satisfactory:
            raise ValueError("satisfactory must be above unsatisfactory")
        return self

    def rules(self) -> MarkingRules:
        """What these settings mean."""
        return MarkingRules(**self.model_dump())


_CHECKS = CheckRules()


class ChecksSection(Section):
    """How odd a number must be to be asked back; see domain.checks."""

    band_points: Annotated[int, Field(ge=3, le=52)] = _CHECKS.band_points
    band_width: Ratio = _CHECKS.band_width
    band_reach: Ratio = _CHECKS.band_reach
    slip_ratio: Ratio = _CHECKS.slip_ratio
    plan_ratio: Ratio = _CHECKS.plan_ratio
    settled_after: Annotated[int, Field(ge=0, le=52)] = _CHECKS.settled_after
    far_ratio: Ratio = _CHECKS.far_ratio
    fit_low: Annotated[Decimal, Field(strict=False, gt=0, le=1)] = _CHECKS.fit_low
    fit_high: Ratio = _CHECKS.fit_high
    rate_jump: Points = _CHECKS.rate_jump


class ChartsSection(Section):
    """How pictures look."""

    theme: Literal["day", "night"] = "day"


class LimitsSection(Section):
    """Telegram's limits on sending, and our own on working at once."""

    per_second: Annotated[float, Field(gt=0, le=30)] = 28.0
    per_chat_per_second: Annotated[float, Field(gt=0, le=1)] = 1.0
    per_group_per_minute: Annotated[float, Field(gt=0, le=20)] = 20.0
    inbox_workers: Annotated[int, Field(ge=1, le=1000)] = 256


class MilestonesSection(Section):
    """Dated nodes of projects."""

    ask_days: Annotated[int, Field(ge=0, le=60)] = 7


_EVIDENCE = EvidenceRules()
MEGABYTE = 1024 * 1024


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


class InvitesSection(Section):
    """One-time links."""

    days: Annotated[int, Field(ge=1, le=365)] = 14


class MetricsSection(Section):
    """Where health and metrics are served."""

    listen: str = "127.0.0.1"
    port: Port = 0


class LogSection(Section):
    """What is logged, and how it looks."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["text", "json"] = "text"
