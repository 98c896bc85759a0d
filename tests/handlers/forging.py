"""What somebody who forges buttons would have to know, and what comes of it."""

from sandbox.seen import Seen
from tests.endtoend.town import Town


async def behind(town: Town, message: Seen) -> list[str]:
    """What the bot wrote to Chidi behind a message."""
    return [seen.text for seen in await town.new_messages(town.chidi, after=message.id)]


async def assignment(town: Town, unit: str, indicator: str) -> int:
    """The number of an assignment."""
    roster = await town.parts.deps.roster.current()
    return next(
        own.id
        for own in roster.assignments.values()
        if (own.unit, own.indicator) == (unit, indicator)
    )
