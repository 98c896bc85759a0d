"""Parts of a total: they add up, whatever order they come in."""

from decimal import Decimal
from random import Random

from hypothesis import given as drawn_from
from hypothesis import strategies as st

from domain.contribution import Given, contribution_of
from domain.lights import Light

AMOUNTS = st.decimals(min_value=-500, max_value=5000, places=2)


def one(name: str, value: str, before: str | None = None, target: str | None = "10") -> Given:
    known = [Decimal(text) if text is not None else None for text in (before, target)]
    return Given(name, name, Decimal(value), known[0], known[1], Light.GREEN)


def test_the_largest_come_first_with_their_share_and_what_they_added() -> None:
    found = contribution_of([one("a", "3", "2"), one("b", "7", "7"), one("c", "0", "1")])

    assert [part.name for part in found.parts] == ["b", "a", "c"]
    assert [part.share for part in found.parts] == [70, 30, 0]
    assert [part.gained for part in found.parts] == [0, 1, -1]
    assert [found.total, found.gained, found.target] == [10, 0, 30]
    assert found.share_of_first(2) == 100


def test_a_target_that_one_lacks_is_nobodys() -> None:
    found = contribution_of([one("a", "3"), one("b", "7", target=None)])

    assert found.target is None
    assert found.completion is None


def test_of_nothing_or_less_there_are_no_shares() -> None:
    found = contribution_of([one("a", "3"), one("b", "-3")])

    assert [part.share for part in found.parts] == [None, None]
    assert found.share_of_first(1) is None
    assert contribution_of([]).parts == ()


@drawn_from(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=12), st.randoms())
def test_order_changes_nothing_and_parts_make_the_whole(
    values: list[tuple[Decimal, Decimal]], chance: Random
) -> None:
    given = [
        Given(str(n), str(n), value, before, None, Light.NONE)
        for n, (value, before) in enumerate(values)
    ]
    found = contribution_of(given)

    mixed = list(given)
    chance.shuffle(mixed)
    assert contribution_of(mixed) == found
    assert sum(part.value for part in found.parts) == found.total
    if found.total > 0:
        shares = sum((part.share or Decimal(0) for part in found.parts), Decimal(0))
        assert abs(shares - 100) < Decimal("1e-9")
    assert found.gained == sum(value - before for value, before in values)
