"""Which numbers are parts of which, and what does not fit."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.doubts import DoubtKind
from domain.families import Family, doubts_among, families_of
from domain.figures import Basis
from domain.rollup import Rollup
from tests.domain.district import assignment, indicator

FAI = indicator("fai")
PRIVATE = replace(indicator("pri"), whole="fai")
UNIT, BRIDGE, ROAD, PART = (
    assignment(1, "A", "fai"),
    assignment(2, "A", "fai", project="桥"),
    assignment(3, "A", "fai", project="路"),
    assignment(4, "A", "pri"),
)
OF_UNIT = Family(projects=(2, 3))
VALUES = st.decimals(0, 1000, places=2)


def test_projects_and_parts_find_their_whole_and_the_whole_finds_them() -> None:
    found = families_of([UNIT, BRIDGE, ROAD, PART], {"fai": FAI, "pri": PRIVATE})

    assert found[1] == Family(projects=(2, 3), parts=(4,))
    assert found[2] == Family(total=1, siblings=(3,))
    assert found[4] == Family(wholes=(1,))


def test_projects_without_a_number_of_their_unit_are_no_parts_of_anything() -> None:
    assert families_of([BRIDGE, ROAD], {"fai": FAI}) == {}


def test_what_is_averaged_or_grows_has_no_parts() -> None:
    share = indicator("fai", Basis.LEVEL, measure="%")
    rate = indicator("fai", Basis.RATE, measure="%")

    assert families_of([UNIT, BRIDGE], {"fai": share}) == {}
    assert families_of([UNIT, BRIDGE], {"fai": rate}) == {}


def test_a_part_in_another_unit_is_no_part() -> None:
    other = assignment(5, "B", "pri")

    assert families_of([UNIT, other], {"fai": FAI, "pri": PRIVATE}) == {}


def test_only_projects_that_are_said_to_make_up_the_whole_must_do_so() -> None:
    exact = families_of([UNIT, BRIDGE, ROAD], {"fai": replace(FAI, rollup=Rollup.SUM)})[1]
    values = {2: Decimal(5), 3: Decimal(4)}

    loose = doubts_among(1, Decimal(12), OF_UNIT, values, decimals=2)
    (relation,) = doubts_among(1, Decimal(12), exact, values, decimals=2)

    assert loose == ()
    assert relation.doubt.kind is DoubtKind.SUM_DIFFERS
    assert relation.doubt.suggestion == Decimal(9)


def test_while_a_project_is_open_nothing_has_to_add_up() -> None:
    exact = Family(projects=(2, 3), makes_up=True)

    assert doubts_among(1, Decimal(12), exact, {2: Decimal(5)}, decimals=2) == ()


@given(st.lists(VALUES, min_size=2, max_size=2), st.sampled_from([True, False]))
def test_parts_rounded_like_their_whole_are_never_in_doubt(
    parts: list[Decimal], makes_up: bool
) -> None:
    shown = [part.quantize(Decimal("0.1")) for part in parts]
    total = sum(parts, Decimal(0)).quantize(Decimal("0.1"))
    family = Family(projects=(2, 3), makes_up=makes_up)

    found = doubts_among(1, total, family, dict(zip((2, 3), shown, strict=True)), decimals=1)

    assert found == ()
