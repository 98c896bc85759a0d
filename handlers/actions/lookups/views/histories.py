"""One number with what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.figures import Figure, Indicator
from domain.history import Step
from domain.periods import Period
from domain.roster import Assignment
from storage.decisions import Decision
from storage.evidence import Piece

Event = Step | Decision


def period_of(event: Event) -> str:
    """The period that a version or a decision is about."""
    return event.period if isinstance(event, Decision) else event.figure.period


@dataclass(frozen=True, slots=True)
class HistoryView:
    """One number with what became of it up to a period, newest first, a page at a time.

    `events` are its versions and what others decided about them; `standing` is what counts in
    each period, `names` are people by code. `total` counts the events up to the period, of
    which `skip` are left out. `digest` is the last link of the chain, and `is_whole` whether it
    holds. `is_open`: the period takes numbers; `is_own`: the reader may give them; `returnable`
    and `approvable` are the version that the reader may send back or confirm, if any.
    `evidence` are the files of the periods on this page.
    """

    assignment: Assignment
    indicator: Indicator
    name: str
    period: Period
    events: tuple[Event, ...]
    standing: Mapping[str, Figure]
    names: Mapping[str, str]
    total: int
    skip: int
    digest: str
    is_whole: bool
    is_open: bool
    is_own: bool
    returnable: int | None = None
    approvable: int | None = None
    evidence: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
