"""A day put right by the admin's word."""

from tests.bot.cli.shell import Shell


def test_a_day_said_to_be_off_moves_the_clocks_of_its_week(office: Shell) -> None:
    said = office.types("holiday", "2026-03-06", "off", "运动会")

    assert (said.code, said.out) == (0, "2026-03-06 is off 运动会\n")
    clocks = office.types("schedule", "--days", "6", "--json").objects
    due = next(c for c in clocks if (c["kind"], c["period"]) == ("due", "2026-W10"))
    assert due["shifted_from"] == "2026-03-06"
    assert due["reason"] == "运动会"


def test_what_is_no_day_is_wrong_usage_and_changes_nothing(office: Shell) -> None:
    before = office.types("schedule", "--days", "6").out

    answer = office.types("holiday", "5 March", "off")

    assert answer.code == 2
    assert office.types("schedule", "--days", "6").out == before
