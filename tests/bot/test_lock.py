"""A SQLite database belongs to one process at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.lock import AlreadyRunning, only_process

HOLDS_IT = """
import sys
from pathlib import Path
from bot.lock import only_process
with only_process(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_refused_and_told_which_database(tmp_path: Path) -> None:
    database = tmp_path / "progress.db"

    with (
        only_process(database),
        pytest.raises(AlreadyRunning, match=r"progress\.db"),
        only_process(database),
    ):
        pass


def test_the_lock_is_given_back_at_the_end(tmp_path: Path) -> None:
    database = tmp_path / "progress.db"
    with only_process(database):
        pass

    with only_process(database):
        assert (tmp_path / "progress.db.lock").exists()


def test_two_databases_in_one_folder_do_not_know_each_other(tmp_path: Path) -> None:
    with only_process(tmp_path / "one.db"), only_process(tmp_path / "two.db"):
        assert len(list(tmp_path.glob("*.lock"))) == 2


def test_the_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    with only_process(tmp_path / "data" / "progress.db"):
        assert (tmp_path / "data").is_dir()


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    database = tmp_path / "progress.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_IT, str(database)],
        cwd=Path(__file__).parent.parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning), only_process(database):
            pass

        other.kill()
        other.wait()

    with only_process(database):
        pass
