"""The brief as a document: its facts, and what all units give together."""

from domain.periods import Period
from handlers.actions import briefing
from handlers.actions.totals import totals_of
from handlers.actions.views import PaperView
from handlers.deps import Deps
from handlers.viewers import Viewer


async def asked(
    deps: Deps, viewer: Viewer, text: str = "", *, period: Period | None = None
) -> PaperView:
    """The document of the period that a text names, as it stands now; for those who see all.

    Raises:
        NotAllowed, NotFound, BadPeriod.
    """
    brief = await briefing.asked(deps, viewer, text, period=period)
    async with deps.db.reading() as session:
        totals = await totals_of(session, brief.survey, deps.schedule)
    return PaperView(brief, totals)
