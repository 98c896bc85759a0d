"""Who has not answered what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.periods import Period
from handlers.actions.lookups.roadmaps import Node
from handlers.actions.measuring.sent_back import SentBack
from handlers.actions.measuring.surveying import Missing


@dataclass(frozen=True, slots=True)
class MissingView:
    """Who has not answered what in a period.

    `stand_ins` are the names of those who stand in now, by the person's code; () is leave
    without anybody. `sent_back` tells why, by assignment, of what has to be given again.
    `also` are the periods of slower rhythms that are open at the same time.
    """

    period: Period
    missing: tuple[Missing, ...]
    reported: int
    expected: int
    as_of: datetime
    indicator: str = ""
    stand_ins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: tuple["MissingView", ...] = ()
    sent_back: Mapping[int, SentBack] = field(default_factory=dict)
    overdue: tuple[Node, ...] = ()  # milestones that nobody has answered about
    about: str = ""  # what it is limited to, by name
