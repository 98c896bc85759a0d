"""Generated messages through the real records; `make messages` takes a hundred thousand."""

from tests.endtoend import generated


async def test_nothing_is_on_record_that_a_reader_would_dispute() -> None:
    tally = await generated.main(240, cadres=80, seed=20260306)

    assert tally.counts["messages"] == 240
    assert tally.counts["numbers on record"] > 450
    assert tally.disputed == []
    assert tally.lost == []
