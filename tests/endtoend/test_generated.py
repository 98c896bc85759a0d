"""Generated messages through the real records; `make messages` takes a hundred thousand."""

from tests.endtoend import generated


async def test_nothing_is_on_record_that_a_reader_would_dispute() -> None:
    tally = await generated.main(400, cadres=100, seed=20260306)

    assert tally.counts["messages"] == 400
    assert tally.counts["numbers on record"] > 800
    assert tally.disputed == []
    assert tally.lost == []
