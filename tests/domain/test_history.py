"""Versions of a number, each beside the one it followed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from domain.figures import Answer, Figure, Source, Timeliness
from domain.history import steps_of

NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)


def version(
    value: str | None, *, number: int, minute: int | None = None, period: str = "2026-W10"
) -> Figure:
    return Figure(
        assignment=1,
        period=period,
        answer=Answer.WITHDRAWN if value is None else Answer.NUMBER,
        value=None if value is None else Decimal(value),
        revision=number,
        person="asha",
        typed_by="asha",
        source=Source.MESSAGE,
        timeliness=Timeliness.ON_TIME,
        reported_at=NOON + timedelta(minutes=number if minute is None else minute),
    )


def test_each_version_stands_beside_the_one_it_followed() -> None:
    first, second = version("13.5", number=1), version("13.6", number=2)

    told = steps_of([first, second])

    assert [(step.before, step.is_first) for step in told] == [(None, True), (first, False)]


def test_what_was_sent_earlier_but_came_later_is_passed_over() -> None:
    first, late, third = (
        version("13.6", number=1, minute=5),
        version("13.5", number=2, minute=3),
        version("13.7", number=3, minute=9),
    )

    told = steps_of([first, late, third])

    assert [step.is_passed_over for step in told] == [False, True, False]
    assert told[2].before is first


def test_the_first_answer_after_a_withdrawal_is_a_first_one_again() -> None:
    told = steps_of([version("13.5", number=1), version(None, number=2), version("9", number=3)])

    assert told[1].is_withdrawal
    assert told[2].is_first


def test_every_period_is_a_story_of_its_own() -> None:
    told = steps_of([version("13.5", number=1, period="2026-W09"), version("13.5", number=1)])

    assert all(step.is_first for step in told)


def test_the_same_number_said_again_is_told_as_such() -> None:
    told = steps_of([version("13.5", number=1), version("13.50", number=2)])

    assert told[1].is_same
