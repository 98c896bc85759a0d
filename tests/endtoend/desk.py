"""The small district's rules and records without Telegram: what actions are given."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import select

from bot.app import build_deps
from bot.cli.running import calendar
from bot.clock import Clock
from bot.config import Config
from domain.people import Person
from handlers.actions.reporting.choosing import settle_question
from handlers.actions.reporting.drafts import Doubtful
from handlers.actions.reporting.outcomes import Outcome, Typed
from handlers.actions.reporting.recording import record_batch
from handlers.actions.reporting.tapped import Press
from handlers.actions.reporting.undoing import Recall
from handlers.deps import Deps
from storage import figures
from storage.database import Database
from storage.entries import Origin
from storage.models.base import core
from storage.models.figures import RevisionRow
from tests.endtoend.cast import LAST_WEEK
from tests.endtoend.town import WEEK


@dataclass(slots=True)
class Desk:
    """Dependencies at an instant, and short ways to say and press something."""

    deps: Deps
    now: datetime
    accounts: dict[str, int]
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def person(self, code: str) -> Person:
        return (await self.deps.roster.current()).people[code]

    async def owed(self, code: str, indicator: str) -> int:
        """The number of an assignment."""
        roster = await self.deps.roster.current()
        return next(a.id for a in roster.owed_by(code) if a.indicator == indicator)

    async def typed(self, code: str, text: str, **how: Any) -> Typed:
        """A message as the door makes it; each has a number of its own unless one is given."""
        number = how.pop("number", None) or next(self._numbers)
        origin = Origin(self.accounts[code], number, how.pop("edited_at", 0))
        sent_at = how.pop("sent_at", self.now)
        return Typed(await self.person(code), text, origin, sent_at, **how)

    async def says(self, code: str, text: str, **how: Any) -> Outcome:
        """Record one message; a refusal is raised."""
        (outcome,) = await record_batch(self.deps, [await self.typed(code, text, **how)])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def origin(self, code: str) -> Origin:
        """Where the next message of somebody comes from."""
        return Origin(self.accounts[code], next(self._numbers))

    async def press(self, code: str, *, at: datetime | None = None) -> Press:
        """A tap; each has an update of its own."""
        number = next(self._numbers)
        person = await self.person(code)
        return Press(person, self.accounts[code], number, number, at or self.now)

    async def answers(self, code: str, doubtful: Doubtful, choice: int) -> Outcome:
        """One tap on a choice of a question."""
        assert doubtful.id is not None
        press = await self.press(code)
        return await settle_question(self.deps, press, question=doubtful.id, choice=choice)

    async def recall(self, code: str, *, message: int | None = None) -> Recall:
        """A wish to take something back."""
        return Recall(await self.person(code), self.origin(code), self.now, message_id=message)

    async def stands(self, code: str = "asha", *, period: str = WEEK) -> dict[str, str]:
        """What is on record of a person, by indicator; only what is answered."""
        roster = await self.deps.roster.current()
        async with self.deps.db.reading() as session:
            known = await figures.for_period(session, period)
        return {
            own.indicator: f"{known[own.id].value}"
            if known[own.id].value is not None
            else known[own.id].answer.value
            for own in roster.owed_by(code)
            if own.id in known and known[own.id].is_answered
        }

    async def revisions(self) -> int:
        """How many revisions there are beside last week's."""
        table = core(RevisionRow)
        async with self.deps.db.reading() as session:
            rows = (await session.execute(select(table.c.id))).all()
        return len(rows) - len(LAST_WEEK) - 1

    def wait_until(self, instant: datetime) -> None:
        """Let it be this instant."""
        self.now = instant


async def seated(db: Database, *, at: datetime) -> Desk:
    """A desk on a database in which everybody is enrolled and the group bound."""
    desk: Desk

    def now() -> datetime:
        return desk.now

    deps = build_deps(Config(), db=db, clock=Clock(lambda: at), workdays=await calendar(db))
    deps.now = now
    roster = await deps.roster.current()
    accounts = {p.code: p.telegram_id for p in roster.people.values() if p.telegram_id}
    desk = Desk(deps, at, accounts)
    return desk
