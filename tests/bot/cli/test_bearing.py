"""burden: what /burden says, and one object a person."""

import shutil
import sqlite3
from pathlib import Path

from tests.bot.cli.shell import Shell
from tests.district import district_template

__all__ = ["district_template"]


def test_before_anybody_has_joined_there_is_no_burden(office: Shell) -> None:
    assert "还没有" in office.types("burden").out
    assert office.types("burden", "--json").objects == []


def test_each_person_who_is_asked_is_an_object(shell: Shell, district_template: Path) -> None:
    path = shell.folder / "progress.db"
    shutil.copyfile(district_template, path)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE person SET telegram_id = 7 WHERE code = 'p07'")

    (entry,) = shell.types("burden", "--json", "--period", "2026-W11").objects

    assert (entry["person"], entry["received"], entry["minutes"]) == ("p07", 0, None)


def test_a_quarter_is_no_week(office: Shell) -> None:
    assert office.types("burden", "--period", "2026-Q1").code == 2
