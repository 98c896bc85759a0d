"""Everything the doors and actions share, free of Telegram."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from charts.sheets import Sheet
from domain.campaign import Campaign
from domain.checks import CheckRules
from domain.pace import LightRules
from handlers.cycle import Cycle
from handlers.snapshot import RosterCache
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Rules:
    """The campaign's rules as domain values."""

    lights: LightRules
    checks: CheckRules
    invite_days: int = 14


@dataclass(slots=True)
class Deps:
    """Built once at the composition root. `draw` answers with PNGs, one per page."""

    db: Database
    roster: RosterCache
    cycle: Cycle
    campaign: Campaign
    rules: Rules
    now: Callable[[], datetime]
    draw: Callable[[Sheet], Awaitable[Sequence[bytes]]]
    wake_outbox: Callable[[], None]
