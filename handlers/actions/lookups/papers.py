"""The brief as a document: its facts, and what all units give together."""

from domain.periods import Period
from handlers.actions.lookups import briefing
from handlers.actions.lookups.views.boards import PaperView
from handlers.actions.measuring import standing
from handlers.actions.measuring.recalling import as_known
from handlers.actions.measuring.totals import totals_of
from handlers.deps import Deps
from handlers.viewers import Viewer


async def asked(
    deps: Deps, viewer: Viewer, text: str = "", *, period: Period | None = None
) -> PaperView:
    """The document of the period that a text names; for those who see all.

    Of a published period it is that of its last edition, with everything as it was known then,
    so that whoever prints it later prints the same; else it is as things stand.

    Raises:
        NotAllowed, NotFound, BadPeriod.
    """
    period = await briefing.period_asked(deps, viewer, text, period=period)
    frozen = await standing.published(deps, period)
    brief = await briefing.brief(deps, period, edition=frozen.edition if frozen else None)
    then = await as_known(deps, frozen.as_of) if frozen else deps
    async with deps.db.reading() as session:
        totals = await totals_of(session, brief.survey, then.schedule)
    return PaperView(brief, totals)
