import socket
from pathlib import Path

import pytest

from bot.config import Config
from bot.demo.stage import staged
from bot.lock import AlreadyRunning, only_process

FIRST = b"what the first demo has on record"


@pytest.fixture
def lived_in(tmp_path: Path) -> Path:
    """A folder in which another demo has its database."""
    (tmp_path / "demo.db").write_bytes(FIRST)
    return tmp_path


async def test_a_second_demo_leaves_the_first_alone(lived_in: Path) -> None:
    with only_process(lived_in / "demo.db"), pytest.raises(AlreadyRunning):
        async with staged(Config(), lived_in):
            pass

    assert (lived_in / "demo.db").read_bytes() == FIRST


async def test_a_demo_whose_port_is_taken_clears_nothing_away(lived_in: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        async with staged(Config(), lived_in, port=taken.getsockname()[1]):
            pass

    assert (lived_in / "demo.db").read_bytes() == FIRST
