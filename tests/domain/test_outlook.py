from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from math import exp
from random import Random

import pytest

from domain.figures import Basis, Curve, Direction, Indicator
from domain.outlook import BAND, Forecast, Outlook, Point, days_ahead, forecast, outlook_of
from domain.periods import PeriodKind
from domain.student import quantile_90, share_below
from domain.targets import Anchor, Plan
from domain.workdays import Workdays
from domain.yardstick import Yardstick
from tests.domain.district import indicator

FAI = indicator("fai")
EVE = date(2025, 12, 31)
SUNDAY = date(2026, 3, 1)


def plan(known: Indicator = FAI, curve: Curve = Curve.DAYS, **slots: int | str) -> Plan:
    targets = {slot: Decimal(amount) for slot, amount in slots.items()}
    found = Yardstick(curve=curve).plan(known, targets, year=2026, kind=PeriodKind.WEEK)
    assert found is not None
    return found


def course(*values: int | str, start: date = EVE) -> list[Point]:
    return [Point(start + timedelta(weeks=n), Decimal(v)) for n, v in enumerate(values)]


def seen(known: Indicator, by: Plan, points: list[Point]) -> Outlook:
    found = outlook_of(known, by, points, day=points[-1].day)
    assert found is not None
    return found


def test_what_is_left_is_needed_week_by_week() -> None:
    found = outlook_of(FAI, plan(q1=60), [Point(SUNDAY, Decimal(38))], day=SUNDAY)

    assert found is not None
    assert (found.left, found.anchor.slot) == (Decimal(22), "q1")
    assert found.needed == Decimal(22) / (Decimal(30) / 7)


def test_weeks_may_be_of_workdays() -> None:
    point = [Point(SUNDAY, Decimal(38))]

    found = outlook_of(FAI, plan(q1=60), point, day=SUNDAY, workdays=Workdays().count)

    assert found is not None
    assert found.weeks == Decimal(22) / 5
    assert found.needed == 5


def test_a_target_that_is_met_needs_nothing_and_one_past_its_day_leaves_no_week() -> None:
    met = outlook_of(FAI, plan(q1=60), [Point(SUNDAY, Decimal(61))], day=SUNDAY)
    late = outlook_of(FAI, plan(q1=60), [Point(SUNDAY, Decimal(3))], day=date(2026, 4, 5))

    assert met is not None
    assert (met.left, met.needed) == (Decimal(-1), Decimal(0))
    assert late is not None
    assert (int(late.weeks), late.needed, late.days_ahead) == (0, None, -86)


def test_a_rate_is_not_earned_week_by_week() -> None:
    known = indicator("g", Basis.RATE, measure="%")

    found = seen(known, plan(known, q1=6), course(5, 5, 6, 5, 6))

    assert (found.needed, found.days_ahead) == (None, None)
    assert found.forecast is not None
    assert found.forecast.middle == 6  # it stays where it is


def test_a_ceiling_tells_what_each_week_may_still_take() -> None:
    known = indicator("energy", direction=Direction.LOWER)

    found = outlook_of(known, plan(known, q1=60), [Point(SUNDAY, Decimal(38))], day=SUNDAY)

    assert found is not None
    assert found.needed == Decimal(22) / (Decimal(30) / 7)
    assert found.days_ahead is None


@pytest.mark.parametrize(
    ("value", "days"),
    [("60", 0), ("59", -1), ("61", 1), ("60.5", 0), ("0", -60), ("100", 40), ("-5", -60)],
)
def test_the_gap_in_days_is_read_off_the_plan(value: str, days: int) -> None:
    by = plan(q1=90, q2=91, q3=92, q4=92)  # one a day

    assert days_ahead(FAI, by, Decimal(value), day=SUNDAY) == days


def test_a_state_that_is_to_fall_is_ahead_when_it_is_lower() -> None:
    known = indicator("debt", Basis.LEVEL, direction=Direction.LOWER)
    by = plan(known, base=190, q1=100)

    assert days_ahead(known, by, Decimal(130), day=SUNDAY) == 0
    assert days_ahead(known, by, Decimal(120), day=SUNDAY) == 10
    assert days_ahead(known, plan(known, base=90, q1=90), Decimal(90), day=SUNDAY) is None


def test_an_even_course_is_carried_on_without_a_band() -> None:
    found = seen(FAI, plan(q1=60), course(0, 5, 10, 15, 20)).forecast

    same = Decimal("64.29")
    assert found == Forecast(date(2026, 3, 31), same, same, same, chance=99, steps=4)


def test_too_few_steps_foretell_nothing() -> None:
    assert seen(FAI, plan(q1=60), course(0, 5, 10, 15)).forecast is None
    assert outlook_of(FAI, plan(q1=60), [], day=SUNDAY) is None


def test_weeks_without_a_number_count_with_the_time_they_took() -> None:
    whole = seen(FAI, plan(q1=60), course(0, 4, 8, 12, 16, 20, 24)).forecast
    gaps = [p for n, p in enumerate(course(0, 4, 8, 12, 16, 20, 24)) if n not in (2, 3)]

    assert whole is not None
    assert whole.middle == getattr(seen(FAI, plan(q1=60), gaps).forecast, "middle", None)


def test_a_course_with_last_years_shape_is_carried_on_in_it() -> None:
    past = {f"p{n}": Decimal(10) for n in range(2, 12)}
    past |= {"p12": Decimal(100), "year": Decimal(200)}  # half of the year in December
    known = indicator("fai", curve=Curve.LAST_YEAR)
    by = Yardstick().plan(known, past, year=2026, kind=PeriodKind.WEEK)
    assert by is not None
    points = [
        Point(date(2026, n, 28 if n == 2 else 30), Decimal(5 * (n - 1))) for n in range(2, 10)
    ]

    found = forecast(known, by, [Point(EVE, Decimal(0)), *points], anchor=by.anchors[-1])

    assert found is not None
    assert 95 <= found.middle <= 105  # by days it would be 54


def test_what_adds_up_is_not_foretold_to_fall() -> None:
    found = seen(FAI, plan(q1=60), course(0, 9, 9, 18, 18, 19)).forecast

    assert found is not None
    assert found.low >= 19


def even(random: Random) -> float:
    return random.gauss(1, 0.4)


def skewed(random: Random) -> float:
    return exp(random.gauss(-0.125, 0.5))  # seldom a great project, mostly a little less


def jumpy(random: Random) -> float:
    return 1 + random.choice((-1, 1)) * random.expovariate(1 / 0.3)


@pytest.mark.parametrize("draw", [even, skewed, jumpy])
def test_the_band_and_the_chance_hold_on_made_up_courses(draw: Callable[[Random], float]) -> None:
    """Of 3,000 courses of any pace, towards targets of any height, each kind of scatter."""
    random, by = Random(20260306), plan(q1=50)
    inside, told = 0, list[tuple[int, bool]]()
    for _ in range(3000):
        pace, known = random.uniform(2, 8), random.randint(5, 10)
        values = [0.0, *accumulate(pace * draw(random) for _ in range(13))]
        aim = Decimal(f"{values[known] + (12.857 - known) * random.uniform(2, 8):.4f}")
        end = values[12] + (values[13] - values[12]) * 6 / 7  # 31 March is a Tuesday
        points = course(*(f"{value:.4f}" for value in values[: known + 1]))
        found = forecast(FAI, by, points, anchor=replace(by.anchors[0], amount=aim))
        assert found is not None
        inside += found.low <= Decimal(end) <= found.high
        told.append((found.chance, end >= aim))

    assert abs(100 * inside / len(told) - BAND) <= 4
    for low in (0, 25, 50, 75):
        own = [(chance, kept) for chance, kept in told if low <= chance < low + 25]
        promised, kept = (sum(column) / len(own) for column in zip(*own, strict=True))
        assert abs(promised - 100 * kept) <= 8, (low, len(own))


def written_out(known: Indicator, by: Plan, points: list[Point], anchor: Anchor) -> Forecast | None:
    """The formulas as the module tells them, in fractions."""
    days = [*(point.day for point in points), anchor.day]
    planned = {day: Fraction(by.planned_at(day)[0]) / by.planned_at(day)[1] for day in days}
    sign = -1 if by.anchors[-1].amount < by.origin else 1
    clock = {day: sign * planned[day] for day in days}
    is_rate = known.basis is Basis.RATE
    if is_rate or any(clock[one] >= clock[other] for one, other in pairwise(days)):
        clock = {day: Fraction(day.toordinal()) for day in days}
    steps, at = [], 0
    for n in range(1, len(points)):
        if (time := clock[points[n].day] - clock[points[at].day]) > 0:
            steps.append((time, Fraction(points[n].value - points[at].value)))
            at = n
    ahead = clock[anchor.day] - clock[points[-1].day]
    if len(steps) < 4 or ahead <= 0:
        return None
    gone = sum((time for time, _ in steps), Fraction(0))
    pace = Fraction(0) if is_rate else sum((grown for _, grown in steps), Fraction(0)) / gone
    freedom = len(steps) if is_rate else len(steps) - 1
    scatter = sum(((grown - pace * time) ** 2 / time for time, grown in steps), Fraction(0))
    square = scatter / freedom * (ahead if is_rate else ahead * (1 + ahead / gone))
    spread = (Decimal(square.numerator) / square.denominator).sqrt()
    end = Fraction(points[-1].value) + pace * ahead
    middle, half = Decimal(end.numerator) / end.denominator, quantile_90(freedom) * spread
    grows = known.basis in (Basis.CUMULATIVE, Basis.FLOW) and pace >= 0
    low = max(middle - half, points[-1].value) if grows else middle - half
    above = (middle - anchor.amount) * (-1 if known.direction is Direction.LOWER else 1)
    share = share_below(float(above / spread), freedom) if spread else float(above >= 0)
    cent, chance = Decimal("0.01"), min(max(round(share * 100), 1), 99)
    low, middle, high = (one.quantize(cent) for one in (low, middle, middle + half))
    return Forecast(anchor.day, low, middle, high, chance, len(steps))


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("curve", [Curve.DAYS, Curve.WORKDAYS, Curve.MONTHS])
def test_the_forecast_is_what_the_formulas_written_out_give(basis: Basis, curve: Curve) -> None:
    random = Random(f"{basis} {curve}")
    for _ in range(60):
        direction = random.choice(list(Direction))
        known = indicator("any", basis, direction=direction, curve=curve)
        slots = {slot: random.randint(-5, 90) for slot in ("base", "q1", "q2", "q3", "q4")}
        by = plan(known, curve, **slots)
        weeks = sorted(random.choices(range(50), k=random.randint(1, 14)))
        value, points = Decimal(0), []
        for week in weeks:  # one week may come twice
            value += Decimal(random.randint(-300, 900)) / 100
            points.append(Point(SUNDAY + timedelta(weeks=week - 9), value))
        anchor = random.choice(by.anchors)

        assert forecast(known, by, points, anchor=anchor) == written_out(known, by, points, anchor)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 8, 13, 30, 31, 60, 200])
def test_the_quantile_and_the_share_below_it_agree(freedom: int) -> None:
    assert share_below(float(quantile_90(freedom)), freedom) == pytest.approx(0.9, abs=2e-4)
    assert share_below(-1.5, freedom) == pytest.approx(1 - share_below(1.5, freedom))
