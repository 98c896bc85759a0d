"""What was published, read once: it stays as it was."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from storage import publications
from storage.publications import OVERALL, Edition, Publication

T = TypeVar("T")


class Frozen(Generic[T]):
    """What every look needs of the list published before, taken out of it once.

    Which list that is, the record is asked every time.
    """

    def __init__(self, read: Callable[[Publication], T], *, kept: int = 32) -> None:
        self._read = read
        self._kept = kept
        self._held: OrderedDict[Edition, T] = OrderedDict()

    async def before(
        self,
        session: AsyncSession,
        period: str,
        *,
        subject: str = OVERALL,
        as_of: datetime | None = None,
    ) -> T | None:
        """Of the last edition of the nearest earlier period of its kind; None without one.

        With `as_of`, of those that had been published by then.
        """
        edition = await publications.edition_before(session, period, subject=subject, as_of=as_of)
        if edition is None:
            return None
        if edition not in self._held:
            self._held[edition] = self._read(await publications.by_edition(session, edition))
        self._held.move_to_end(edition)
        if len(self._held) > self._kept:
            self._held.popitem(last=False)
        return self._held[edition]
