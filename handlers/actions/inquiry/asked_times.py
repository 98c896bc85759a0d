"""The period that a question is about."""

from datetime import date

from domain.errors import NotYet
from domain.inquiry.spans import Span
from domain.periods import Period
from handlers.actions.measuring import rhythms, standing
from handlers.deps import Deps


async def period_of(deps: Deps, span: Span | None) -> Period:
    """The period a question is about; one that is not asked yet by the weeks that lie in it.

    Raises:
        BadPeriod: there is none like that.
        NotYet: it is yet to come.
    """
    current = await standing.current_period(deps, deps.now())
    if span is None or (span.kind is None and not span.back):
        return current
    if span.kind is None:
        return _of_this_year(deps, deps.schedule.previous_asked(current), current)
    today = rhythms.today(deps)
    wanted = span.period(today, year=deps.campaign.year)
    is_rhythm = wanted.kind in rhythms.kinds_in(await deps.roster.current())
    if is_rhythm and rhythms.is_asked(deps, wanted):
        return _of_this_year(deps, wanted, current)
    if wanted.kind is not current.kind:
        wanted = rhythms.last_within(wanted, current.kind)
    if wanted > current:
        if span.is_relative or wanted.start <= today or span.kind is not current.kind:
            wanted = current if _has_begun(span, today, deps.campaign.year) else wanted
        if wanted > current:
            raise NotYet(wanted.key, deps.schedule.window_of(wanted).prompt)
    if deps.schedule.skipped_because(wanted) is not None:
        wanted = deps.schedule.previous_asked(wanted)
    return _of_this_year(deps, wanted, current)


def _has_begun(span: Span, today: date, year: int) -> bool:
    return span.period(today, year=year).start <= today


def _of_this_year(deps: Deps, wanted: Period, current: Period) -> Period:
    """Numbers of another year are measured by other targets, which are not here."""
    return wanted if wanted.year >= deps.campaign.year else current
