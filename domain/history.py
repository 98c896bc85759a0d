"""What became of one number: each version with what it followed."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.figures import Answer, Figure


@dataclass(frozen=True, slots=True)
class Step:
    """One version. `before` is what stood until then in the same period, if anything did.

    `is_passed_over`: it was sent before the version that stood already, and changed nothing.
    """

    figure: Figure
    before: Figure | None
    is_passed_over: bool = False

    @property
    def is_first(self) -> bool:
        """Nothing was answered before it."""
        return self.before is None or not self.before.is_answered

    @property
    def is_same(self) -> bool:
        """It says what stood already."""
        if self.before is None:
            return False
        return (self.figure.answer, self.figure.value) == (self.before.answer, self.before.value)

    @property
    def is_withdrawal(self) -> bool:
        """It leaves the item open."""
        return self.figure.answer is Answer.WITHDRAWN


def steps_of(figures: Iterable[Figure]) -> tuple[Step, ...]:
    """The versions of one assignment, in the order recorded, each beside the one before it.

    What was sent last stands, as for the figures themselves; each period is a story of its own.
    """
    standing: dict[str, Figure] = {}
    steps: list[Step] = []
    for figure in figures:
        before = standing.get(figure.period)
        passed_over = before is not None and figure.reported_at < before.reported_at
        steps.append(Step(figure, before, passed_over))
        if not passed_over:
            standing[figure.period] = figure
    return tuple(steps)
