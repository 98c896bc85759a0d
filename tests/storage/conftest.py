"""The small district, already settled."""

import pytest

from storage.database import Database
from tests.storage import district


@pytest.fixture
async def settled(db: Database) -> Database:
    """The small district on either engine."""
    async with db.transaction() as session:
        await district.settle(session)
    return db
