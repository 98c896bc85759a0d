"""The Monday on which corrections are asked for, and people with the roles to decide them."""

from datetime import timedelta

from storage import roster
from storage.models.base import core
from storage.models.roster import PersonRow
from tests.endtoend.town import MONDAY_LOCK, Town

ASKED = "/correct 投资 14.8 上周漏了一笔"


async def lock(town: Town) -> None:
    """Let Chidi say 14.2 and the lock pass; Enzo and Bela are assessors."""
    await appoint(town, enzo="admin,assessor", bela="supervisor,assessor")
    await town.answered(town.chidi, "14.2")
    await town.live_until(MONDAY_LOCK + timedelta(minutes=1))


async def appoint(town: Town, **roles: str) -> None:
    """Give people other roles."""
    person = core(PersonRow)
    async with town.db.transaction() as session:
        for code, held in roles.items():
            await session.execute(person.update().where(person.c.code == code).values(roles=held))
        await roster.bump(session)
    town.parts.deps.roster.forget()
