import json

import pytest

from tests.bot.cli.shell import Shell


def test_a_period_is_printed_as_json_lines(office: Shell) -> None:
    (line,) = office.types("export", "--format", "json", "--period", "2026-W10").objects

    assert (line["unit"], line["indicator"], line["status"]) == ("cg", "fai", "missing")


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_a_file_is_written_whole(office: Shell, form: str) -> None:
    file = office.folder / f"out.{form}"

    answer = office.types("export", "--format", form, "--period", "2026-W10", "--out", file)

    assert (answer.code, answer.out) == (0, "")
    assert file.stat().st_size > 100
    assert {path.suffix for path in office.folder.iterdir()} <= {
        ".db",
        ".db-wal",
        ".db-shm",
        ".xlsx",
        f".{form}",
    }


def test_excel_needs_a_file(office: Shell) -> None:
    answer = office.types("export", "--format", "xlsx")

    assert (answer.code, answer.err) == (2, "--format xlsx needs --out FILE\n")


def test_a_period_that_does_not_exist_is_told_with_the_nearest(office: Shell) -> None:
    answer = office.types("export", "--format", "json", "--period", "2026-W60")

    assert answer.code == 2


@pytest.mark.parametrize("known", ["2026-03-06", "2026-03-06T18:00", "2026-03-06T10:00:00Z"])
def test_as_of_takes_a_day_or_a_time(office: Shell, known: str) -> None:
    answer = office.types(
        "export", "--format", "json", "--period", "2026-W10", "--as-of", known, "--history"
    )

    assert (answer.code, answer.out) == (0, "")


def test_as_of_what_is_no_time_is_wrong_usage(office: Shell) -> None:
    answer = office.types("export", "--format", "json", "--as-of", "friday")

    assert answer.code == 2
    assert "2026-03-06" in answer.err


def test_chinese_is_printed_as_it_is(office: Shell) -> None:
    line = office.types("export", "--format", "json", "--period", "2026-W10").out

    assert "亿元" in line
    assert json.loads(line)["measure"] == "亿元"
