"""Small rosters and figures, made in one line, for the tests of scores and rankings."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from domain.figures import Answer, Basis, Curve, Direction, Figure, Indicator, Source, Timeliness
from domain.pace import LightRules
from domain.periods import Period
from domain.ranking import Ranking, overall
from domain.roster import Assignment, Project, Roster, Unit
from domain.scoring import Score, scores_of
from domain.yardstick import Yardstick

RULES = LightRules()
YARD = Yardstick(RULES)
WEEK = Period.parse("2026-W07")
MID_Q1 = date(2026, 2, 14)  # 45 of 90 days: a pace of exactly 50 %
SENT = datetime(2026, 2, 13, 2, tzinfo=UTC)


def indicator(
    code: str,
    basis: Basis = Basis.CUMULATIVE,
    *,
    measure: str = "亿元",
    weight: int | str = 1,
    direction: Direction = Direction.HIGHER,
    curve: Curve | None = None,
) -> Indicator:
    return Indicator(
        code,
        f"指标{code}",
        measure,
        basis,
        direction=direction,
        weight=Decimal(weight),
        curve=curve,
    )


def unit(code: str, group: str = "乡镇") -> Unit:
    return Unit(code, f"{code}镇人民政府", f"{code}镇", group)


def assignment(
    number: int,
    owner: str,
    code: str,
    *,
    project: str | None = None,
    **targets: int | str,
) -> Assignment:
    amounts = {slot: Decimal(amount) for slot, amount in targets.items()}
    return Assignment(number, owner, code, person="p1", project=project, targets=amounts)


def roster(
    units: Sequence[Unit], indicators: Sequence[Indicator], assignments: Sequence[Assignment]
) -> Roster:
    projects = {a.project: Project(a.project, a.project, a.unit) for a in assignments if a.project}
    return Roster(
        version=1,
        units={u.code: u for u in units},
        people={},
        indicators={i.code: i for i in indicators},
        projects=projects,
        assignments={a.id: a for a in assignments},
    )


def figure(
    number: int,
    value: int | str | Decimal | None,
    *,
    period: str = WEEK.key,
    answer: Answer = Answer.NUMBER,
) -> Figure:
    return Figure(
        number,
        period,
        answer,
        None if value is None else Decimal(value),
        revision=1,
        person="p1",
        typed_by="p1",
        source=Source.MESSAGE,
        timeliness=Timeliness.ON_TIME,
        reported_at=SENT,
    )


def scored(known: Roster, *figures: Figure, period: Period = WEEK) -> tuple[Score, ...]:
    by_assignment: dict[int, list[Figure]] = {}
    for one in figures:
        by_assignment.setdefault(one.assignment, []).append(one)
    # A yardstick remembers plans of equal targets, and 5.0 written by one test equals 5 of another.
    own = Yardstick(RULES)
    return scores_of(known, by_assignment, period=period, day=MID_Q1, rules=own)


def towns(
    completions: Mapping[str, str | None], *, groups: Mapping[str, str] | None = None
) -> tuple[Roster, tuple[Score, ...]]:
    """One indicator; each town's value is the completion wanted, None for no answer."""
    known = roster(
        [unit(code, (groups or {}).get(code, "乡镇")) for code in completions],
        [indicator("fai")],
        [assignment(n, code, "fai", q1=100) for n, code in enumerate(completions)],
    )
    values = [figure(n, v) for n, v in enumerate(completions.values()) if v is not None]
    return known, scored(known, *values)


def ranked(
    completions: Mapping[str, str | None],
    *,
    groups: Mapping[str, str] | None = None,
    previous: Ranking | None = None,
) -> Ranking:
    known, scores = towns(completions, groups=groups)
    return overall(scores, roster=known, period=WEEK, rules=RULES, previous=previous)
