"""Whole messages, read against the table of examples."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from domain.answers import AskedBack, Given, Kind, Question, Reader, Reading
from tests.domain.test_amounts import TABLE, written


def question(key: str, row: Mapping[str, Any]) -> Question:
    return Question(
        key=key,
        names=tuple(row["names"]),
        measure=row["measure"],
        is_rate=row.get("is_rate", False),
        is_cumulative=True if row.get("span") == "cumulative" else None,
        lowest=Decimal(row["lowest"]) if "lowest" in row else None,
    )


ITEMS, SIX = TABLE["items"], TABLE["six"]
READER = Reader([question(key, ITEMS[key]) for key in ITEMS["order"]])
OFFICE = Reader([question(key, SIX[key]) for key in SIX["order"]], places=SIX["places"])


def told(given: Given) -> str:
    return f"{given.key}={written(given.answer)}"


def asked_back(unclear: AskedBack) -> str:
    choices = ", ".join(told(choice) for choice in unclear.choices)
    return f"? {unclear.why} {','.join(unclear.keys)}" + (f": {choices}" if choices else "")


def summary(reading: Reading) -> str:
    """The reading in the words of the table."""
    if reading.kind is not Kind.ANSWER:
        return str(reading.kind)
    correction = ["correction"] if reading.correction else []
    answers = [*map(told, reading.answers), *map(asked_back, reading.unclear)]
    return "; ".join(answers + correction)


MESSAGES = [
    pytest.param(group["open"], group.get("asked"), typed, expected, id=repr(typed))
    for group in TABLE["message"]
    for typed, expected in group["examples"]
]


@pytest.mark.parametrize(("still_open", "asked", "typed", "expected"), MESSAGES)
def test_a_message_is_read_as_the_table_says(
    still_open: list[str], asked: str | None, typed: str, expected: str
) -> None:
    reading = READER.read(typed, still_open=still_open, asked=asked)

    # The table lists what is asked back where it stands; the reading puts it behind the answers.
    assert sorted(summary(reading).split("; ")) == sorted(expected.split("; "))


IN_THE_OFFICE = [
    pytest.param(typed, expected, id=repr(typed))
    for group in TABLE["office"]
    for typed, expected in group["examples"]
]


@pytest.mark.parametrize(("typed", "expected"), IN_THE_OFFICE)
def test_a_message_about_six_items_is_read_as_the_table_says(typed: str, expected: str) -> None:
    reading = OFFICE.read(typed, still_open=SIX["order"])

    assert sorted(summary(reading).split("; ")) == sorted(expected.split("; "))


def test_the_table_holds_at_least_four_hundred_examples() -> None:
    groups = (*TABLE["number"], *TABLE["message"], *TABLE["office"])

    assert sum(len(group["examples"]) for group in groups) >= 400
