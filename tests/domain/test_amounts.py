"""One typed number, read against the table of examples."""

import tomllib
from pathlib import Path

import pytest

from domain.amounts import (
    Amount,
    NotApplicable,
    NotAvailable,
    Outcome,
    Same,
    Unclear,
    Wanted,
    read_amount,
)
from domain.figures import Stage

TABLE = tomllib.loads(Path(__file__).with_name("typed_examples.toml").read_text("utf-8"))


def wanted_in(group: dict[str, str]) -> Wanted:
    span = {"cumulative": True, "flow": False}.get(group.get("span", ""))
    return Wanted.of(
        group["measure"],
        is_rate=bool(group.get("is_rate")),
        is_cumulative=span,
        names=group.get("names", ()),
    )


def written(outcome: Outcome) -> str:
    """The outcome in the words of the table."""
    if isinstance(outcome, Amount):
        return (
            f"{outcome.value}"
            + (" ~" if outcome.estimate else "")
            + (f" @{outcome.stage}" if outcome.stage not in (None, Stage.ESTIMATE) else "")
            + (f" <- {outcome.converted_from}" if outcome.converted_from else "")
            + (f" # {outcome.note}" if outcome.note else "")
        )
    if isinstance(outcome, Unclear):
        offered = ", ".join(written(reading) for reading in outcome.readings)
        return f"? {outcome.why}" + (f": {offered}" if offered else "")
    words = {Same: "same", NotApplicable: "not applicable", NotAvailable: "not available"}
    word = words.get(type(outcome), "zero?")
    return word + (f" # {outcome.note}" if outcome.note else "")


EXAMPLES = [
    pytest.param(wanted_in(group), typed, expected, id=f"{group['measure']} {typed!r}")
    for group in TABLE["number"]
    for typed, expected in group["examples"]
]


@pytest.mark.parametrize(("wanted", "typed", "expected"), EXAMPLES)
def test_a_typed_number_is_read_as_the_table_says(
    wanted: Wanted, typed: str, expected: str
) -> None:
    assert written(read_amount(typed, wanted)) == expected
