"""The town as fixtures: `town` on the Thursday the week is asked, `morning` just before.

`calm` is one town for a whole file, whose tests ask, are refused and change nothing. They run
in the file's own event loop: `pytestmark = pytest.mark.asyncio(loop_scope="module")`.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.database import Database
from tests.endtoend.desk import Desk, seated
from tests.endtoend.town import THURSDAY, THURSDAY_EARLY, Town, enrolled, founded, settled


@pytest.fixture(scope="session")
def town_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the roster and last week's numbers; copied for each test."""
    path = tmp_path_factory.mktemp("town") / "town.db"
    shutil.copyfile(sqlite_template, path)
    asyncio.run(settled(path))
    return path


@pytest.fixture
async def desk(town_template: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    """The same Thursday without Telegram: what actions work on, at an instant that is set."""
    path = tmp_path / "desk.db"
    shutil.copyfile(await enrolled(town_template, at=THURSDAY), path)
    db = Database(f"sqlite:///{path}")
    yield await seated(db, at=THURSDAY)
    await db.close()


@pytest.fixture
async def town(town_template: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """Thursday at ten: numbers are asked for, nobody has answered, no card was sent."""
    async with founded(town_template, tmp_path, at=THURSDAY) as found:
        await found.start()
        yield found
        assert await found.violations() == []


@pytest.fixture
async def morning(town_template: Path, tmp_path: Path) -> AsyncIterator[Town]:
    """Thursday at half past eight: the first prompt comes at nine."""
    async with founded(town_template, tmp_path, at=THURSDAY_EARLY) as found:
        await found.start()
        yield found
        assert await found.violations() == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def calm(
    town_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    """Thursday at ten, for every test of the file."""
    async with founded(town_template, tmp_path_factory.mktemp("calm"), at=THURSDAY) as found:
        await found.start()
        yield found
        assert await found.revisions() == []
        assert await found.violations() == []
