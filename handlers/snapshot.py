"""The roster held in memory, fresh to within a moment."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from domain.roster import Roster
from storage import roster as rosters
from storage.database import Database


class RosterSource(Protocol):
    """Who can say what the roster is."""

    async def current(self) -> Roster:
        """The roster to go by."""

    def forget(self) -> None:
        """It has just been changed: read it again."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """One roster, whatever becomes of it: as it was known at an instant."""

    roster: Roster

    async def current(self) -> Roster:
        """That roster."""
        return self.roster

    def forget(self) -> None:
        """Nothing to forget: the past does not change."""


class RosterCache:
    """Hands out the current roster; asks the database for its version at most every `max_age` s.

    The command line or another process may change the roster, so the version is looked at
    again and again, and the roster is loaded anew only when it has grown.
    """

    def __init__(self, db: Database, *, year: int, max_age: float = 0.5) -> None:
        self._db = db
        self._year = year
        self._max_age = max_age
        self._roster: Roster | None = None
        self._checked = float("-inf")
        self._forgotten = 0
        self._loading = asyncio.Lock()

    async def current(self) -> Roster:
        """The roster as of now, or of at most `max_age` seconds ago."""
        if self._roster is not None and self._age() <= self._max_age:
            return self._roster
        async with self._loading:
            if self._roster is None or self._age() > self._max_age:
                forgotten = self._forgotten
                self._roster = await self._refreshed(self._roster)
                # What was changed while it was being read may not be in it.
                if forgotten == self._forgotten:
                    self._checked = asyncio.get_running_loop().time()
        return self._roster

    def forget(self) -> None:
        """Look at the database again next time: this process has just changed the roster."""
        self._checked = float("-inf")
        self._forgotten += 1

    def _age(self) -> float:
        return asyncio.get_running_loop().time() - self._checked

    async def _refreshed(self, held: Roster | None) -> Roster:
        async with self._db.reading() as session:
            if held is not None and await rosters.version(session) == held.version:
                return held
            return await rosters.load(session, year=self._year)
