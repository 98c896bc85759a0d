from tests.bot.cli.shell import Shell

KEYS = {"kind", "period", "at", "shifted_from", "reason"}


def test_the_coming_clocks_are_shown_in_order(office: Shell) -> None:
    clocks = office.types("schedule", "--days", "6", "--json").objects

    assert all(set(clock) == KEYS for clock in clocks)
    weekly = [(clock["kind"], clock["at"]) for clock in clocks if clock["period"] == "2026-W10"]
    assert weekly == [
        ("prompt", "2026-03-05T09:00:00+08:00"),
        ("remind", "2026-03-06T09:00:00+08:00"),
        ("remind", "2026-03-06T14:30:00+08:00"),
        ("due", "2026-03-06T16:00:00+08:00"),
        ("grace_end", "2026-03-06T18:00:00+08:00"),
        ("lock", "2026-03-09T09:00:00+08:00"),
        ("push", "2026-03-09T09:30:00+08:00"),
    ]


def test_the_supervisors_hour_stands_among_them(office: Shell) -> None:
    clocks = office.types("schedule", "--days", "2", "--json").objects

    digests = [clock for clock in clocks if clock["kind"] == "digest"]
    assert digests
    assert {clock["period"] for clock in digests} == {None}
    assert all(str(clock["at"])[11:16] == "17:30" for clock in digests)
    assert "17:30  digest\n" in office.types("schedule", "--days", "2").out


def test_what_a_holiday_moved_says_from_when_and_why(office: Shell) -> None:
    shown = office.types("schedule", "--days", "60", "--json").objects

    moved = [clock for clock in shown if clock["shifted_from"]]
    assert {clock["reason"] for clock in moved} >= {"清明"}
    text = office.types("schedule", "--days", "60").out
    assert "moved from" in text
    assert "清明" in text


def test_before_init_the_library_calendar_is_used(shell: Shell) -> None:
    answer = shell.types("schedule", "--days", "3")

    assert answer.code == 0
    assert answer.out.startswith("2026-03-0")
    assert list(shell.folder.iterdir()) == []
