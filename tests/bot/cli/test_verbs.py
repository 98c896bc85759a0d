import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import VERBS
from tests.bot.cli.shell import Shell

ROOT = Path(__file__).parents[3]


def test_without_a_verb_all_verbs_are_shown(shell: Shell) -> None:
    answer = shell.types()

    assert answer.code == 2
    assert all(f"  {verb} " in answer.err for verb in VERBS)


def test_help_is_an_answer_not_an_error(shell: Shell) -> None:
    answer = shell.types("--help")

    assert (answer.code, answer.err) == (0, "")
    assert "usage: python -m bot VERB" in answer.out


@pytest.mark.parametrize(
    "arguments", [["dance"], ["import"], ["schedule", "--days", "0"], ["audit", "burn"]]
)
def test_wrong_usage_is_2(shell: Shell, arguments: list[str]) -> None:
    assert shell.types(*arguments).code == 2


def test_bad_settings_are_2_with_every_reason(shell: Shell) -> None:
    shell.environ |= {"BOT__LOG__LEVEL": "LOUD", "BOT__LOG__SHAPE": "round"}

    answer = shell.types("init")

    assert answer.code == 2
    assert len(answer.err.splitlines()) == 2
    assert not (shell.folder / "progress.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [["import", "none.xlsx"], ["invite", "--all"], ["audit", "verify"], ["backup", "b.db"]],
)
def test_before_init_a_verb_says_so_and_creates_nothing(shell: Shell, arguments: list[str]) -> None:
    answer = shell.types(*arguments)

    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    assert list(shell.folder.iterdir()) == []


def test_a_server_that_is_not_there_is_one_line_without_the_password(shell: Shell) -> None:
    shell.environ["BOT__STORAGE__URL"] = "postgresql://bot:hunter2@127.0.0.1:1/x"

    answer = shell.types("init")

    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    assert "hunter2" not in answer.err


def test_a_file_that_is_no_database_is_one_line(shell: Shell) -> None:
    (shell.folder / "progress.db").write_text("garbage, and enough of it to be read" * 100)

    answer = shell.types("audit", "verify")

    assert (answer.code, answer.err) == (1, "database: file is not a database\n")


def test_the_module_runs_as_a_program(tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "bot", "schedule", "--days", "7"],
        cwd=ROOT,
        env={"BOT__STORAGE__URL": f"sqlite:///{tmp_path / 'none.db'}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (finished.returncode, finished.stderr) == (0, "")
    assert "push" in finished.stdout
