"""Red turns yellow only when the arrears are made up."""

from datetime import date
from decimal import Decimal

import pytest

from domain.arrears import WHOLE, Arrears, Hold, arrears_of, facts_of, hold_of
from domain.figures import Basis, Direction, Indicator
from domain.lights import Light
from domain.pace import LightRules
from domain.ranking import Ranking, by_indicator, overall
from domain.roster import Roster
from domain.scoring import Score, scores_of
from domain.targets import plan_of
from domain.yardstick import Yardstick
from tests.domain.district import MID_Q1, WEEK, assignment, figure, indicator, roster, unit

FEB_9 = date(2026, 2, 9)  # 40 of 90 days; on MID_Q1 they are 45
RULES = LightRules()
LOWER = Direction.LOWER


def town(value: str, *, red: bool = True, code: str = "fai") -> tuple[Roster, tuple[Score, ...]]:
    """One town of which 90 is due in the quarter, 45 now; on 9 February, when it was red, 40."""
    known = roster([unit("a")], [indicator(code)], [assignment(1, "a", code, q1=90)])
    day = {("a", code): FEB_9, ("a", WHOLE): FEB_9} if red else {}
    ruler = Yardstick(RULES, arrears=Arrears(WEEK.key, day))
    figures = {1: [figure(1, value)]}
    return known, scores_of(known, figures, period=WEEK, day=MID_Q1, rules=ruler)


def lists(known: Roster, scores: tuple[Score, ...]) -> tuple[Ranking, Ranking]:
    return (
        overall(scores, roster=known, period=WEEK, rules=RULES),
        by_indicator(scores, "fai", roster=known, period=WEEK),
    )


@pytest.mark.parametrize(
    ("value", "was_red", "light", "lacking"),
    [
        ("35.9", True, Light.RED, None),  # red by its gap: 45 − 9 = 36 would be yellow
        ("36", True, Light.RED, Decimal(4)),  # yellow by its gap, but 40 was owed
        ("39.9", True, Light.RED, Decimal("0.1")),
        ("40", True, Light.YELLOW, None),  # made up
        ("44", True, Light.YELLOW, None),
        ("45", True, Light.GREEN, None),
        ("36", False, Light.YELLOW, None),  # whoever was not red owes nothing
    ],
)
def test_red_stays_red_until_what_was_owed_then_is_reached(
    value: str, was_red: bool, light: Light, lacking: Decimal | None
) -> None:
    known, scores = town(value, red=was_red)

    whole, single = lists(known, scores)

    assert {ranking.standings[0].light for ranking in (whole, single)} == {light}
    assert scores[0].items[0].held == (Hold(FEB_9, lacking) if lacking else None)
    assert single.standings[0].held == lacking


def test_as_a_whole_the_points_are_told_that_are_lacking() -> None:
    known, scores = town("36")

    whole, _ = lists(known, scores)

    assert str(whole.standings[0].held) == "4.4"  # 40 of 90 is 44.4 %, 36 of 90 is 40 %


def test_a_light_holds_only_in_the_period_it_was_read_for() -> None:
    arrears = Arrears("2026-W08", {("a", "fai"): FEB_9})

    assert arrears.day("a", "fai", "2026-W08") == FEB_9
    assert arrears.day("a", "fai", "2026-W07") is None
    assert arrears.day("b", "fai", "2026-W08") is None


LEVEL = Basis.LEVEL


@pytest.mark.parametrize(
    ("known", "targets", "value", "lacking"),
    [
        (indicator("fai"), {"q1": 90}, "30", "10"),
        (indicator("poor", LEVEL, direction=LOWER), {"q1": 10, "base": 100}, "65", "5"),
        (indicator("poor", LEVEL, direction=LOWER), {"q1": 10, "base": 100}, "60", None),
        (indicator("growth", Basis.RATE, measure="%"), {"q1": 6}, "3", None),
        (indicator("energy", direction=LOWER), {"q1": 90}, "60", None),
        (indicator("kept", LEVEL), {"q1": 90, "base": 95}, "70", None),
        (indicator("loss"), {"q1": -5}, "-9", None),
    ],
)
def test_only_what_can_be_made_up_is_owed(
    known: Indicator, targets: dict[str, int], value: str, lacking: str | None
) -> None:
    slots = {slot: Decimal(amount) for slot, amount in targets.items()}
    plan = plan_of(slots, basis=known.basis, year=2026, kind=WEEK.kind)

    held = hold_of(known, plan, Decimal(value), since=FEB_9, day=MID_Q1)

    assert held == (Hold(FEB_9, Decimal(lacking)) if lacking else None)


def test_red_lights_are_read_back_as_they_were_frozen() -> None:
    reds = [("a", "fai", FEB_9), ("a", WHOLE, MID_Q1)]

    assert arrears_of(facts_of(reds), "2026-W08") == Arrears(
        "2026-W08", {("a", "fai"): FEB_9, ("a", WHOLE): MID_Q1}
    )
