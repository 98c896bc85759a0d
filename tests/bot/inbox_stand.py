"""An inbox and a dispatcher on a real database, with doors that the test holds."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from bot.dispatcher import Dispatcher, Patience
from bot.inbox import Inbox
from bot.ledger import Ledger
from bot.metrics import Metrics
from storage.database import Database
from storage.models.chats import InboxRow
from tests.patience import eventually

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
QUICK = Patience(retry_delay=0.005, longest_delay=0.01)


def message(update_id: int, chat: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "update_id": update_id,
        "message": {"message_id": update_id, "chat": {"id": chat}, "text": f"{update_id}", **more},
    }


class Doors:
    """Writes down what it handled; fails or waits where told to."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.failures: dict[int, list[Exception]] = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.before: Callable[[int], Awaitable[None]] | None = None

    async def __call__(self, update: dict[str, Any]) -> None:
        number = update["update_id"]
        await asyncio.sleep(0)
        if self.before is not None:
            await self.before(number)
        await self.gate.wait()
        if self.failures.get(number):
            raise self.failures[number].pop(0)
        self.seen.append(number)

    async def has_seen(self, count: int) -> None:
        await eventually(lambda: len(self.seen) >= count)


class Stand:
    """Everything between Telegram's answer and the doors."""

    def __init__(self, db: Database, doors: Doors, patience: Patience = QUICK) -> None:
        self.db = db
        self.doors = doors
        self.metrics = Metrics()
        self.quarantined: list[tuple[int, str]] = []
        ledger = Ledger(db, lambda: NOON)
        self.dispatcher = Dispatcher(
            doors, ledger, self.metrics, on_quarantine=self._alert, patience=patience
        )
        self.inbox = Inbox(db, self.dispatcher, self.metrics, lambda: NOON)

    async def _alert(self, row: int, why: str) -> None:
        self.quarantined.append((row, why))

    async def states(self) -> dict[int, str]:
        async with self.db.reading() as session:
            statement = select(col(InboxRow.update_id), col(InboxRow.state))
            found = (await session.execute(statement)).all()
        return {int(number): str(state) for number, state in found}
