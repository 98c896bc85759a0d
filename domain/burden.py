"""What a week of reporting costs people: messages, questions, time. Never what they are worth.

Central rules on easing the burden of the grass roots forbid ranking people by how quickly or
how often they use a tool: nothing here enters a score or a published list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import mean, median

from domain.periods import Period


@dataclass(frozen=True, slots=True)
class Load:
    """One person's week: `received` unasked, `typed`, `tapped`, and `questions` put to them.

    `took` is the time from being asked to the last number; None if that has not come, or came
    before anybody asked.
    """

    person: str
    unit: str
    received: int = 0
    typed: int = 0
    tapped: int = 0
    questions: int = 0
    took: timedelta | None = None

    @property
    def weight(self) -> int:
        """How often the week took their attention; a tap comes with what it answers."""
        return self.received + self.typed + self.questions


@dataclass(frozen=True, slots=True)
class Burden:
    """One week of everybody who is asked for numbers."""

    week: Period
    loads: tuple[Load, ...]

    def typical(self, what: Callable[[Load], int]) -> float:
        """The median over all people; 0 without any."""
        return float(median(map(what, self.loads))) if self.loads else 0.0

    @property
    def typical_time(self) -> timedelta | None:
        """Within which half of those who answered everything had done so."""
        seconds = [load.took.total_seconds() for load in self.loads if load.took is not None]
        return timedelta(seconds=median(seconds)) if seconds else None

    @property
    def questions(self) -> int:
        """All doubts that were put to anybody."""
        return sum(load.questions for load in self.loads)

    def heaviest(self, most: int) -> Sequence[Load]:
        """The people with the heaviest week, above the typical one only; the heaviest first."""
        usual = self.typical(lambda load: load.weight)
        above = [load for load in self.loads if load.weight > usual]
        return sorted(above, key=lambda load: (-load.weight, load.person))[:most]

    def heaviest_units(self, most: int) -> Sequence[tuple[str, float]]:
        """The units with the heaviest week by person, above the typical person's only."""
        usual = self.typical(lambda load: load.weight)
        by_unit: dict[str, list[int]] = {}
        for load in self.loads:
            by_unit.setdefault(load.unit, []).append(load.weight)
        means = [(unit, float(mean(weights))) for unit, weights in by_unit.items()]
        above = [(unit, each) for unit, each in means if each > usual]
        return sorted(above, key=lambda entry: (-entry[1], entry[0]))[:most]


def time_taken(asked_at: datetime | None, answered: Sequence[datetime | None]) -> timedelta | None:
    """From being asked to the last of the numbers, if all came and the last came after it."""
    given = [at for at in answered if at is not None]
    if asked_at is None or not given or len(given) < len(answered):
        return None
    return max(given) - asked_at if max(given) >= asked_at else None
