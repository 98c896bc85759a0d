"""Everything the doors and actions share, free of Telegram."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from charts.sheets import Sheet
from domain.arrears import Arrears
from domain.attachments import EvidenceRules
from domain.campaign import Campaign
from domain.digests import DigestTime
from domain.doubts import CheckRules
from domain.figures import Curve
from domain.marking_rules import MarkingRules
from domain.pace import LightRules
from domain.quiet import QuietHours
from domain.ranking import Ranking
from domain.rulesets import RuleBook, RuleSet
from domain.schedule import Schedule
from domain.yardstick import Yardstick
from handlers.actions.measuring.board import ranking_in
from handlers.actions.measuring.frozen import Frozen
from handlers.actions.measuring.holding import reds_in
from handlers.actions.measuring.pasts import Pasts
from handlers.actions.measuring.surveys import Surveys
from handlers.actions.reporting.outcomes import Outcome, Typed
from handlers.snapshot import RosterSource
from storage.database import Database
from storage.origins import Place
from storage.past import Past
from storage.posts import Post
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Rules:
    """The campaign's rules as domain values."""

    lights: LightRules
    checks: CheckRules
    quiet: QuietHours
    invite_days: int = 14
    evidence: EvidenceRules = field(default_factory=EvidenceRules)
    messages_per_week: int = 5
    milestone_days: int = 7
    curve: Curve = Curve.DAYS
    digest: DigestTime = field(default_factory=DigestTime)
    marking: MarkingRules = field(default_factory=MarkingRules)

    @property
    def judging(self) -> RuleSet:
        """Those that numbers are judged by, as configured."""
        return RuleSet(self.lights, self.curve, self.marking)


@dataclass(slots=True)
class Deps:
    """Built once at the composition root.

    `schedule` is replaced when an admin changes a day. `draw` answers with PNGs, one per page.
    `record` saves what was typed, `remember` what a message of ours is about; both together
    with whatever else is to be saved at the moment. `form_url` is "" where there is no form;
    `theme` is how pictures look; `inline` is whether `@bot …` is answered.
    `rulebook` are the versions of the rules that were read last, `lists` and `reds` what was
    published. `known_at` is set where everything is seen as it was known at an instant (see
    recalling).
    """

    db: Database
    roster: RosterSource
    schedule: Schedule
    campaign: Campaign
    rules: Rules
    now: Callable[[], datetime]
    draw: Callable[[Sheet], Awaitable[Sequence[bytes]]]
    record: Callable[[Typed], Awaitable[Outcome]]
    remember: Callable[[tuple[Place, Post]], Awaitable[None]]
    wake_outbox: Callable[[], None]
    missing_glyphs: Callable[[str], Sequence[str]]
    vault: Vault
    wake_fetcher: Callable[[], None] = lambda: None
    form_url: str = ""
    theme: str = "day"
    inline: bool = False
    rulebook: RuleBook = field(default_factory=RuleBook)
    past: Past = field(default_factory=Past)
    surveys: Surveys = field(default_factory=Surveys)
    pasts: Pasts = field(default_factory=Pasts)
    lists: Frozen[Ranking] = field(default_factory=lambda: Frozen(ranking_in))
    reds: Frozen[Arrears] = field(default_factory=lambda: Frozen(reds_in))
    known_at: datetime | None = None

    def leaves_at(self, at: datetime) -> datetime:
        """When something that nobody asked for may leave: at once, or when work begins again."""
        return self.rules.quiet.leaves_at(at, self.schedule.workdays)

    @property
    def yardstick(self) -> Yardstick:
        """What numbers are measured by: as configured, and of each period as it began."""
        return Yardstick(
            self.rules.lights,
            self.rules.curve,
            self.schedule.workdays,
            self.rules.marking,
            book=self.rulebook,
        )
