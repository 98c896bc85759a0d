"""One item after another: what the chat is asked alone, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.actions.reporting.items import Item
from handlers.actions.reporting.tapped import Press, item_at, items_at, question_at
from handlers.deps import Deps
from storage import dialogs, questions
from storage.dialogs import Dialog


@dataclass(frozen=True, slots=True)
class Asked:
    """One item to be asked alone, and the open one after it."""

    item: Item
    total: int
    following: Item | None


async def ask_again(deps: Deps, press: Press, *, question: int) -> Asked:
    """Drop a question and ask for its item anew."""
    roster = await deps.roster.current()
    async with deps.db.transaction() as session:
        asked = await question_at(session, roster, press, question)
        items = await items_at(session, deps, roster, press)
        item = await item_at(session, deps, roster, items, press, asked.assignment, asked.period)
        await questions.drop(session, chat_id=asked.chat_id, assignments=[asked.assignment])
        await questions.withdraw(session, question)
        return await _lead(session, deps, press, items, item)


async def ask_item(deps: Deps, press: Press, *, assignment: int, period: str) -> Asked:
    """Ask for one item alone; the next plain number in this chat is for it."""
    roster = await deps.roster.current()
    async with deps.db.transaction() as session:
        items = await items_at(session, deps, roster, press)
        item = await item_at(session, deps, roster, items, press, assignment, period)
        return await _lead(session, deps, press, items, item)


async def _lead(
    session: AsyncSession, deps: Deps, press: Press, items: Sequence[Item], item: Item
) -> Asked:
    figure = item.figure
    lead = Dialog(
        item.assignment.id,
        item.window.period.key,
        figure.revision if figure and figure.is_answered else None,
    )
    await dialogs.ask(session, {press.chat_id: lead}, at=deps.now())
    return Asked(item, len(items), following(items, item))


def following(items: Sequence[Item], item: Item) -> Item | None:
    """The next open item after this one, round to the first; None if it is the last open."""
    rest = [other for other in items if other.is_open and other.number != item.number]
    rest.sort(key=lambda other: (other.number < item.number, other.number))
    return rest[0] if rest else None
