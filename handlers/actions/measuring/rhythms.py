"""Which period is meant: the one a text names, else the one that belongs to an indicator's rhythm.

Weeks, months and quarters run beside each other. Whoever looks at a week sees of a quarterly number
the quarter that was asked last by then, under its own name.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from domain.inquiry import spans
from domain.inquiry.questions import BREAK, plain
from domain.periods import Period, PeriodKind
from domain.roster import Roster
from handlers.actions.measuring import standing
from handlers.actions.measuring.board import Board
from handlers.deps import Deps
from storage import clocks

THURSDAY = 3


@dataclass(frozen=True, slots=True)
class Named:
    """What a text says besides the period that it names; None where it names none."""

    period: Period | None
    rest: str


def named(deps: Deps, text: str) -> Named:
    """The period that a text names, and what else it says.

    Raises:
        BadPeriod: there is no such period.
    """
    span, rest = spans.cut(plain(text))
    if span is None:
        return Named(None, text.strip())
    period = span.period(today(deps), year=deps.campaign.year)
    return Named(period, " ".join(rest.replace(BREAK, " ").split()))


def today(deps: Deps) -> date:
    """The day it is in the district."""
    return deps.now().astimezone(deps.schedule.zone).date()


def last_within(whole: Period, kind: PeriodKind) -> Period:
    """The last period of a kind that belongs to a longer one: a week by its Thursday."""
    last = Period.containing(kind, whole.end)
    if kind is PeriodKind.WEEK and whole.end.weekday() < THURSDAY:
        return last.previous()
    return last


def kinds_in(roster: Roster) -> tuple[PeriodKind, ...]:
    """The rhythms at which anything is asked, the quickest first."""
    asked = {indicator.cadence for indicator in roster.indicators.values()}
    return tuple(kind for kind in standing.KINDS if kind in asked)


def of_indicator(deps: Deps, roster: Roster, code: str, period: Period | None) -> Period:
    """The period of an indicator's own rhythm: the current one, or the one beside a period."""
    kind = roster.indicators[code].cadence
    if period is None:
        return standing.current_of(deps, kind, deps.now())
    return beside(deps, period, kind)


def beside(deps: Deps, period: Period, kind: PeriodKind) -> Period:
    """The period of a rhythm that is looked at together with another: the last that ended by then.

    Beside the current period stands the current one, as it was asked last; none later than that.
    """
    if period.kind is kind:
        return period
    now = deps.now()
    current = standing.current_of(deps, kind, now)
    if period == standing.current_of(deps, period.kind, now) or period.end >= current.end:
        return current
    found = last_within(period, kind)
    if found.end > period.end and kind is not PeriodKind.WEEK:
        found = found.previous()
    if deps.schedule.skipped_because(found) is not None:
        found = deps.schedule.previous_asked(found)
    return found if found.year >= deps.campaign.year else deps.schedule.next_asked(found)


def together(deps: Deps, roster: Roster, period: Period) -> tuple[Period, ...]:
    """A period with those of slower rhythms beside it, if asked by now; a slower one by itself."""
    kinds = kinds_in(roster)
    if not kinds or period.kind is not kinds[0]:
        return (period,)
    slower = (beside(deps, period, kind) for kind in kinds[1:])
    return (period, *(one for one in slower if is_asked(deps, one)))


def is_asked(deps: Deps, period: Period) -> bool:
    """Whether its numbers have been asked for by now."""
    return deps.now() >= deps.schedule.window_of(period).prompt


def is_early(deps: Deps, board: Board) -> bool:
    """Whether nobody has reported because nobody has been asked yet."""
    return not board.reported and not is_asked(deps, board.period)


def others(deps: Deps, roster: Roster, period: Period) -> tuple[Period, ...]:
    """The periods of every other rhythm that stand beside a period, the quickest first."""
    kinds = (kind for kind in kinds_in(roster) if kind is not period.kind)
    found = (beside(deps, period, kind) for kind in kinds)
    return tuple(one for one in found if is_asked(deps, one))


async def still_open(
    deps: Deps, session: AsyncSession, periods: tuple[Period, ...]
) -> tuple[Period, ...]:
    """Those of these periods that are asked and take numbers."""
    now = deps.now()
    keys = [period.key for period in periods]
    closed = await clocks.closed(session, keys, as_of=deps.known_at)
    windows = [deps.schedule.window_of(p) for p in periods if p.key not in closed]
    return tuple(window.period for window in windows if window.prompt <= now < window.lock)
