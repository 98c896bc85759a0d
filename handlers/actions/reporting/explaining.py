"""Why a number is odd, in the words of who stood by it."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Figure
from handlers.actions.reporting.entries import said_again
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Outcome, Saved, Typed
from handlers.deps import Deps
from storage import recording
from storage.entries import Entry

LISTENS = timedelta(hours=1)
"""How long after an odd number mere words are taken for its reason."""

SHORTEST = 3  # letters; less is a sigh
LONGEST = 200


async def explain(deps: Deps, typed: Typed, outcome: Outcome) -> Outcome | None:
    """Keep words that hold no number with the odd number they follow; None if there is none.

    The number itself stays as it is; its newest version carries the reason.
    """
    item = _unexplained(typed, outcome)
    if item is None:
        return None

    async def work(session: AsyncSession) -> Outcome:
        (result,) = await recording.record(session, [_entry(item, typed, deps)])
        saved = Saved(replace(item, figure=result.figure), result.previous)
        items = tuple(saved.item if i is item else i for i in outcome.items)
        return replace(outcome, items=items, saved=(saved,), unread=None)

    return await deps.db.write(work)


def is_unexplained(figure: Figure | None) -> bool:
    """Whether a number is odd and nobody has said why."""
    return figure is not None and figure.odd is not None and not figure.note


def _unexplained(typed: Typed, outcome: Outcome) -> Item | None:
    """The last odd number of theirs without a word, if it is fresh."""
    is_words = sum(sign.isalpha() for sign in typed.text) >= SHORTEST
    if outcome.saved or outcome.doubtful or typed.is_edit or not is_words:
        return None
    if outcome.unread is None or outcome.unread.kind in ("small_talk", "question"):
        return None
    fresh = [
        (figure.reported_at, item)
        for item in outcome.items
        if (figure := item.figure) is not None
        and is_unexplained(figure)
        and figure.typed_by == typed.person.code
        and typed.sent_at - figure.reported_at <= LISTENS
        and typed.sent_at < item.window.lock
    ]
    return max(fresh, key=lambda found: found[0])[1] if fresh else None


def _entry(item: Item, typed: Typed, deps: Deps) -> Entry:
    standing = item.figure
    assert standing is not None
    entry = said_again(item, standing, said=typed, source=typed.source, at=deps.now())
    return replace(entry, note=" ".join(typed.text.split())[:LONGEST])
