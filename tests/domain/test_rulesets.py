from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Config
from domain.figures import Curve
from domain.lights import Light
from domain.pace import LightRules
from domain.periods import Period
from domain.rulesets import RuleBook, RuleSet, facts_of, following, rules_of
from domain.schedule import Schedule
from domain.yardstick import Yardstick
from storage.holidays_library import known_workdays

SCHEDULE = Schedule(Config().cycle_rules(), known_workdays(), ZoneInfo("Asia/Shanghai"))
MILD, STRICT = RuleSet(), RuleSet(LightRules(Decimal(5), Decimal(1)), Curve.MONTHS)
MONDAY = datetime(2026, 3, 9, 3, tzinfo=UTC)
"""Of the eleventh week: the tenth is locked, the eleventh not asked for yet."""
FRIDAY = datetime(2026, 3, 13, 3, tzinfo=UTC)


def book(*steps: tuple[RuleSet, datetime]) -> RuleBook:
    found = RuleBook()
    for rules, at in steps:
        made = following(found, rules, schedule=SCHEDULE, at=at)
        found = RuleBook((*found.versions, made)) if made else found
    return found


def number(found: RuleBook, key: str, *, at: datetime | None = None) -> int | None:
    version = found.in_force(Period.parse(key), at=at)
    return version.number if version else None


def test_the_first_version_holds_for_all_that_came_before() -> None:
    found = book((MILD, FRIDAY))

    assert [number(found, key) for key in ("2025-W50", "2026-W11", "2026-Q4")] == [1, 1, 1]


def test_a_change_holds_from_the_first_period_that_nobody_was_asked_for() -> None:
    early, late = (book((MILD, MONDAY), (STRICT, at)) for at in (MONDAY, FRIDAY))

    assert [number(early, key) for key in ("2026-W10", "2026-W11")] == [1, 2]
    assert [number(late, key) for key in ("2026-W11", "2026-W12", "2027-W01")] == [1, 2, 2]


def test_months_and_quarters_keep_the_rules_they_began_with_as_well() -> None:
    april = datetime(2026, 4, 1, 8, tzinfo=UTC)  # March is asked for, the quarter is not
    found = book((MILD, MONDAY), (STRICT, april))

    assert [number(found, key) for key in ("2026-M03", "2026-M04", "2026-Q1")] == [1, 2, 2]


def test_the_same_rules_are_no_new_version_and_old_ones_come_back_as_one() -> None:
    found = book((MILD, MONDAY), (MILD, FRIDAY), (STRICT, FRIDAY), (MILD, FRIDAY))

    assert [version.rules for version in found.versions] == [MILD, STRICT, MILD]
    assert number(found, "2026-W12") == 3


def test_of_versions_adopted_later_nothing_was_known_before() -> None:
    found = book((MILD, MONDAY), (STRICT, FRIDAY))

    assert number(found, "2026-W12", at=MONDAY) == 1
    assert number(RuleBook(), "2026-W12") is None


def test_a_number_is_measured_by_the_rules_its_period_began_with() -> None:
    ruler = Yardstick(STRICT.lights, STRICT.curve, book=book((MILD, MONDAY), (STRICT, FRIDAY)))

    before, after = (ruler.of(Period.parse(key)) for key in ("2026-W11", "2026-W12"))

    assert (before.lights, before.curve, before.version) == (MILD.lights, MILD.curve, 1)
    assert (after.lights, after.curve, after.version) == (STRICT.lights, STRICT.curve, 2)


points = st.decimals(0, 100, places=2)


@given(points, points, st.sampled_from(Curve))
def test_rules_are_read_back_as_they_were(yellow: Decimal, rate: Decimal, curve: Curve) -> None:
    rules = RuleSet(LightRules(yellow, rate), curve)

    assert rules_of(facts_of(rules)) == rules


def test_rules_of_a_later_program_are_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="format 2"):
        rules_of({**facts_of(MILD), "format": 2})


@given(st.decimals(-300, 300, places=3), points)
def test_lights_leave_no_gap_without_a_colour(gap: Decimal, yellow: Decimal) -> None:
    light = LightRules(yellow_points=yellow).light_of(gap)

    expected = Light.GREEN if gap >= 0 else Light.RED if gap < -yellow else Light.YELLOW
    assert light is expected
