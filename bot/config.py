"""Every setting, typed and checked; turned into domain values at the composition root."""

from collections.abc import Mapping
from datetime import time
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.sections.campaign import (
    CalendarSection,
    CampaignSection,
    EvidenceSection,
    InvitesSection,
    MilestonesSection,
)
from bot.sections.cycle import CycleSection
from bot.sections.process import (
    ChartsSection,
    FormSection,
    LimitsSection,
    LogSection,
    MetricsSection,
    StorageSection,
    TelegramSection,
    WebhookSection,
)
from bot.sections.rules import ChecksSection, LightsSection, PaceSection, ScoringSection
from domain.campaign import Campaign
from domain.digests import DigestTime
from domain.doubts import CheckRules
from domain.figures import Curve
from domain.moments import CycleRules
from domain.pace import LightRules
from domain.periods import PeriodKind
from domain.schedule import Schedule
from domain.workdays import Workdays


class Config(BaseSettings):
    """All settings; `Config()` is every default, as config.toml shows them."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, strict=True, hide_input_in_errors=True
    )

    campaign: CampaignSection = Field(default_factory=CampaignSection)
    telegram: TelegramSection = Field(default_factory=TelegramSection)
    webhook: WebhookSection = Field(default_factory=WebhookSection)
    form: FormSection = Field(default_factory=FormSection)
    storage: StorageSection = Field(default_factory=StorageSection)
    calendar: CalendarSection = Field(default_factory=CalendarSection)
    cycle: CycleSection = Field(default_factory=CycleSection)
    pace: PaceSection = Field(default_factory=PaceSection)
    lights: LightsSection = Field(default_factory=LightsSection)
    scoring: ScoringSection = Field(default_factory=ScoringSection)
    checks: ChecksSection = Field(default_factory=ChecksSection)
    charts: ChartsSection = Field(default_factory=ChartsSection)
    limits: LimitsSection = Field(default_factory=LimitsSection)
    milestones: MilestonesSection = Field(default_factory=MilestonesSection)
    evidence: EvidenceSection = Field(default_factory=EvidenceSection)
    invites: InvitesSection = Field(default_factory=InvitesSection)
    metrics: MetricsSection = Field(default_factory=MetricsSection)
    log: LogSection = Field(default_factory=LogSection)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is passed in: bot.settings_sources reads the file and the environment."""
        return (init_settings,)

    @model_validator(mode="after")
    def _webhook_has_an_address(self) -> Self:
        if self.telegram.mode == "webhook" and not self.webhook.url:
            raise ValueError("webhook.url must be set when telegram.mode is webhook")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The district's own time."""
        return ZoneInfo(self.calendar.timezone)

    @property
    def quiet_hours(self) -> tuple[time, time]:
        """From when until when, in local time, nobody is written to."""
        cycle = self.cycle
        return time.fromisoformat(cycle.quiet_start), time.fromisoformat(cycle.quiet_end)

    def campaign_value(self) -> Campaign:
        """The campaign as the rules know it."""
        own = self.campaign
        return Campaign(own.name, own.district, own.year, own.start, own.end)

    def cycle_rules(self) -> Mapping[PeriodKind, CycleRules]:
        """When each kind of period is asked, closed and shown."""
        return {
            PeriodKind.WEEK: self.cycle.week.rules(PeriodKind.WEEK),
            PeriodKind.MONTH: self.cycle.month.rules(PeriodKind.MONTH),
            PeriodKind.QUARTER: self.cycle.quarter.rules(PeriodKind.QUARTER),
        }

    def schedule(self, workdays: Workdays) -> Schedule:
        """The clocks on a calendar."""
        return Schedule(self.cycle_rules(), workdays, self.zone)

    def digest_time(self) -> DigestTime:
        """When supervisors are told about their day; the default gives way to quiet hours."""
        at = "" if self.cycle.is_quiet(self.cycle.digest) else self.cycle.digest
        return DigestTime(time.fromisoformat(at) if at else None)

    def curve(self) -> Curve:
        """How targets grow between their dates, unless an indicator has its own way."""
        return Curve(self.pace.curve)

    def light_rules(self) -> LightRules:
        """From when a light is yellow, and from when red."""
        own = self.lights
        return LightRules(own.yellow_points, own.rate_yellow_points, own.hold)

    def check_rules(self) -> CheckRules:
        """When a number is asked back."""
        return CheckRules(**self.checks.model_dump())
