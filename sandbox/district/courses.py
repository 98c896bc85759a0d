"""The true numbers of the sample quarter, week by week, before anybody types them."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from sandbox.district.chance import seeded
from sandbox.district.roster import Assignment, District, Key
from sandbox.district.standings import FORMS, GROWTH, REACHED, START, TOLD, Form
from sandbox.district.weeks import LAST, LIVE, REPORTED, Week

Course = Mapping[str, Decimal]
"""Value by week code."""

_WEEKS: tuple[Week, ...] = (*REPORTED, LIVE)
_SPREAD = 7.0  # percentage points that the indicators of one unit lie apart
_SPRING_FESTIVAL = ("2026-W07", "2026-W09")
_STANDSTILL = 0.55  # share of the usual work that gets done around the festival


def courses(district: District) -> Mapping[Key, Course]:
    """What every weekly number truly is, in the reported weeks and the live one."""
    found: dict[Key, Course] = {}
    for unit in FORMS:
        owed = [a for a in district.weekly() if a.unit == unit]
        reached = _reached(owed, district, form=FORMS[unit])
        for a in owed:
            step = Decimal(1).scaleb(-district.indicator(a.indicator).decimals)
            course = _growth(a) if a.indicator == "fig" else _climb(a, reached[a.key])
            exact = {week: Decimal(value).quantize(step, ROUND_HALF_UP) for week, value in course}
            found[a.key] = exact | {w: v for (w, key), v in TOLD.items() if key == a.key}
    return found


def _reached(owed: list[Assignment], district: District, *, form: Form) -> dict[Key, float]:
    """Percent of the quarter's target in W11 for each number, averaging to the unit's form.

    Rates stay out: the distance of a rate to its target is no percentage.
    """
    counted = [a for a in owed if a.indicator != "fig"]
    weights = {a.key: _weight(a, owed, district) for a in counted}
    given = {a.key: _given(a, form=form) for a in counted}
    fixed = {key: value for key, value in given.items() if value is not None}
    free = [key for key in weights if key not in fixed]
    if not free:
        return fixed
    rest = form.reached * sum(weights.values()) - sum(weights[key] * fixed[key] for key in fixed)
    mean = rest / sum(weights[key] for key in free)
    strays = {key: seeded("stray", *key).uniform(-_SPREAD, _SPREAD) for key in free}
    drift = sum(weights[key] * strays[key] for key in free) / sum(weights[key] for key in free)
    return fixed | {key: mean + strays[key] - drift for key in free}


def _weight(a: Assignment, owed: list[Assignment], district: District) -> float:
    siblings = sum(1 for other in owed if other.indicator == a.indicator)
    return district.indicator(a.indicator).weight / siblings


def _given(a: Assignment, *, form: Form) -> float | None:
    if a.key in REACHED:
        return REACHED[a.key]
    if a.indicator in ("new", "prj"):  # whole numbers: what is left over goes to the others
        target = float(a.targets["q1"])
        return round(form.reached * target / 100) / target * 100
    return None


def _climb(a: Assignment, reached: float) -> list[tuple[str, float]]:
    """Never falling: from nothing, or from where the project began, to `reached` in W11."""
    start = START[a.project] if a.project else 0
    goal = float(a.targets["q1"]) * reached / 100
    return [(code, start + (goal - start) * share) for code, share in _shares(a)]


def _shares(a: Assignment) -> list[tuple[str, float]]:
    """How much of the way to W11 is done by each week; the live week goes past 1."""
    draw = seeded("share", *a.key)
    bend = FORMS[a.unit].bend
    marks = [0.0, *((week.pace / LAST.pace) ** bend for week in _WEEKS)]
    steps = []
    for week, before, after in zip(_WEEKS, marks, marks[1:], strict=False):
        slow = _STANDSTILL if week.code in _SPRING_FESTIVAL else 1.0
        steps.append((after - before) * slow * draw.uniform(0.75, 1.25))
    whole = sum(steps[: len(REPORTED)])
    return [(week.code, sum(steps[: n + 1]) / whole) for n, week in enumerate(_WEEKS)]


def _growth(a: Assignment) -> list[tuple[str, float]]:
    draw = seeded("growth", *a.key)
    first, last = GROWTH[a.unit]
    slope = (last - first) / (len(REPORTED) - 1)
    return [
        (week.code, first + slope * n + (draw.uniform(-0.4, 0.4) if 0 < n < 9 else 0.0))
        for n, week in enumerate(_WEEKS)
    ]
