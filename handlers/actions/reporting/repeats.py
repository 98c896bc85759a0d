"""What an edited message repeats of itself."""

from collections.abc import Sequence
from dataclasses import replace

from domain.figures import Figure
from handlers.actions.reporting.drafts import Decision, Draft
from handlers.actions.reporting.items import Item
from storage.origins import Trace


def without_echoes(decision: Decision, given: Sequence[Trace]) -> tuple[Decision, tuple[Item, ...]]:
    """Leave out what an edited message repeats of itself; returns the items left as they are.

    Telegram tells of edits that changed nothing: they must not bring back a number that
    something newer has replaced since.
    """
    if not given:
        return decision, ()
    last = {trace.figure.assignment: trace.figure for trace in given}
    drafts = [_on_its_own(d) if d.item.assignment.id in last else d for d in decision.drafts]
    fresh = [d for d in drafts if not _repeats(d, last.get(d.item.assignment.id))]
    kept = tuple(d.item for d in drafts if d not in fresh)
    return replace(decision, drafts=tuple(fresh)), kept


def _on_its_own(draft: Draft) -> Draft:
    """A message edited to say nothing of a stage means none: what it said before is gone."""
    return replace(draft, stage=draft.stage or draft.item.indicator.stage)


def _repeats(draft: Draft, before: Figure | None) -> bool:
    if before is None or draft.item.is_open:
        return False
    said = (draft.answer, draft.value, draft.note, draft.estimate, draft.stage)
    return said == (before.answer, before.value, before.note, before.estimate, before.stage)
