"""What targets came to, who may be listed for it, and how far the rest is: by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.closing import Closed, Outcome, closed_of, tally_of
from domain.commending import Lists, lists_of
from domain.figures import Answer, Basis, Direction, Figure, Indicator
from domain.items import Item
from domain.periods import Period, PeriodKind
from domain.ranking import Ranking, overall
from domain.roster import Roster
from domain.scoring import Score, scores_of
from domain.underway import so_far_of
from tests.domain.district import RULES, YARD, assignment, figure, roster, unit
from tests.domain.district import indicator as weekly

Q1 = Period.parse("2026-Q1")
NOTHING: Mapping[tuple[str, str], str] = {}
EXCEEDED, MET, MISSED, OPEN = Outcome.EXCEEDED, Outcome.MET, Outcome.MISSED, Outcome.OPEN


def indicator(code: str, basis: Basis = Basis.CUMULATIVE, **more: Any) -> Indicator:
    return replace(weekly(code, basis, **more), cadence=PeriodKind.QUARTER)


def quarter(
    reached: Mapping[str, Sequence[str | None]], *, groups: Mapping[str, str] | None = None
) -> tuple[Roster, tuple[Score, ...]]:
    """Units with a value for each of their indicators, whose targets are 100; None for none."""
    width = max(map(len, reached.values()))
    codes = [f"i{n}" for n in range(width)]
    owed = [
        assignment(at * width + n, code, codes[n], q1=100)
        for at, (code, values) in enumerate(reached.items())
        for n in range(len(values))
    ]
    given = [
        figure(at * width + n, value, period=Q1.key)
        for at, values in enumerate(reached.values())
        for n, value in enumerate(values)
        if value is not None
    ]
    known = roster(
        [unit(code, (groups or {}).get(code, "乡镇")) for code in reached],
        [indicator(code) for code in codes],
        owed,
    )
    return known, measured(known, given)


def measured(known: Roster, given: Sequence[Figure], *, period: Period = Q1) -> tuple[Score, ...]:
    by_assignment: dict[int, list[Figure]] = {}
    for one in given:
        by_assignment.setdefault(one.assignment, []).append(one)
    return scores_of(known, by_assignment, period=period, rules=YARD)


def closed(
    scores: Sequence[Score], exempt: Mapping[tuple[str, str], str] = NOTHING
) -> list[Closed]:
    found = (
        closed_of(
            score.unit,
            item,
            "q1",
            exempt=exempt.get((score.unit, item.indicator.code), exempt.get((score.unit, ""))),
        )
        for score in scores
        for item in score.items
    )
    return [one for one in found if one is not None]


def ranked(known: Roster, scores: Sequence[Score]) -> Ranking:
    return overall(scores, roster=known, period=Q1, rules=RULES)


def listed(
    reached: Mapping[str, Sequence[str | None]],
    *,
    places: int = 3,
    groups: Mapping[str, str] | None = None,
    exempt: Mapping[tuple[str, str], str] = NOTHING,
) -> Lists:
    known, scores = quarter(reached, groups=groups)
    return lists_of(ranked(known, scores), closed(scores, exempt), places=places)


def names(lists: Lists) -> tuple[list[str], list[str]]:
    return [s.unit for s in lists.red], [one.standing.unit for one in lists.black]


def item(own: Indicator, value: str | None, target: str = "100", **more: Any) -> Item:
    known = roster([unit("a")], [own], [assignment(0, "a", own.code, q1=target)])
    given = [figure(0, value, period=Q1.key, **more)] if value or more else []
    return measured(known, given)[0].items[0]


@pytest.mark.parametrize(
    ("value", "outcome", "short"),
    [
        ("100.01", EXCEEDED, "0"),
        ("100", MET, "0"),
        ("99.99", MISSED, "0.01"),
        ("0", MISSED, "100"),
        (None, OPEN, "0"),
    ],
)
def test_a_target_is_met_to_the_digit_or_missed_by_what_is_lacking(
    value: str | None, outcome: Outcome, short: str
) -> None:
    found = closed_of("a", item(indicator("fai"), value), "q1")

    assert found is not None
    assert (found.outcome, found.short) == (outcome, Decimal(short))


@pytest.mark.parametrize(
    ("own", "value", "outcome", "short"),
    [
        (indicator("energy", direction=Direction.LOWER), "90", EXCEEDED, "0"),
        (indicator("energy", direction=Direction.LOWER), "112", MISSED, "12"),
        (indicator("growth", Basis.RATE, measure="%"), "99.5", MISSED, "0.5"),
        (indicator("rank", Basis.LEVEL), "101", EXCEEDED, "0"),
    ],
)
def test_what_is_to_stay_low_is_exceeded_below_and_a_rate_is_short_by_points(
    own: Indicator, value: str, outcome: Outcome, short: str
) -> None:
    found = closed_of("a", item(own, value), "q1")

    assert found is not None
    assert (found.outcome, found.short) == (outcome, Decimal(short))


def test_without_a_target_or_where_nothing_applies_there_is_nothing_to_judge() -> None:
    own = indicator("fai")

    assert closed_of("a", item(own, "90"), "m3") is None
    assert closed_of("a", item(own, None, answer=Answer.NOT_APPLICABLE), "q1") is None


def test_an_older_number_is_no_answer_to_the_target() -> None:
    known = roster([unit("a")], [indicator("fai")], [assignment(0, "a", "fai", q1=100, q2=100)])
    of_then = figure(0, "250", period=Q1.key)

    (score,) = measured(known, [of_then], period=Period.parse("2026-Q2"))
    found = closed_of("a", score.items[0], "q2")

    assert score.items[0].progress.value == 250
    assert found is not None
    assert found.outcome is OPEN


def test_three_units_are_counted_by_hand() -> None:
    _, scores = quarter({"a": ["101", "100"], "b": ["90", "80"], "c": ["95", None]})

    found = tally_of(closed(scores))

    assert found is not None
    assert (found.judged, found.met) == (6, 2)
    assert dict(found.outcomes) == {EXCEEDED: 1, MET: 1, MISSED: 3, OPEN: 1}
    assert (found.units, found.complete) == (3, 1)
    assert [(s.indicator.code, [c.unit for c in s.missed]) for s in found.shortfalls] == [
        ("i0", ["b", "c"]),
        ("i1", ["b"]),
    ]


def test_without_any_target_there_is_nothing_to_tell() -> None:
    assert tally_of([]) is None


def test_red_exceeded_all_among_the_first_and_black_missed_some_among_the_last() -> None:
    found = listed(
        {
            "a": ["120", "101"],
            "b": ["130", "100"],  # met to the digit is not exceeded
            "c": ["105", "104"],  # fourth of six
            "d": ["99", "108"],
            "e": ["110", "110"],
            "f": ["50", "60"],
        },
        places=2,
    )

    # b 115, a 110.5, e 110, c 104.5, d 103.5, f 55
    assert names(found) == (["a"], ["d", "f"])
    assert [(len(one.targets), one.judged) for one in found.black] == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("places", "red", "black"), [(0, [], []), (1, ["a"], ["c"]), (3, ["a"], ["c"])]
)
def test_of_three_units_one_is_first_and_one_is_last_at_most(
    places: int, red: list[str], black: list[str]
) -> None:
    reached = {"a": ["103"], "b": ["99"], "c": ["98"]}

    assert names(listed(reached, places=places)) == (red, black)


def test_eighteen_units_are_listed_inside_their_groups() -> None:
    reached = {f"u{n:02d}": [str(90 + n)] for n in range(18)}
    groups = {code: f"g{n % 3}" for n, code in enumerate(reached)}

    found = listed(reached, places=1, groups=groups)

    # 91 to 100 are missed or met to the digit; the last of each group are 90, 91 and 92.
    assert names(found) == (["u15", "u16", "u17"], ["u00", "u01", "u02"])


def test_equals_are_listed_together_and_never_as_first_and_last_at_once() -> None:
    tied = listed({"a": ["105"], "b": ["105"], "c": ["90"], "d": ["90"]}, places=1)
    level = listed({"a": ["90"], "b": ["90"], "c": ["90"]}, places=1)

    assert names(tied) == (["a", "b"], ["c", "d"])
    assert names(level) == ([], [])


def test_whoever_is_alone_or_said_nothing_is_on_no_list() -> None:
    alone = listed({"a": ["50"]})
    silent = listed({"a": ["105"], "b": ["103"], "c": [None], "d": [None]}, places=1)

    assert names(alone) == ([], [])
    assert names(silent) == (["a"], [])  # b is last of those with a rank, and missed nothing


def test_one_number_that_is_lacking_keeps_a_unit_off_the_red_list() -> None:
    assert names(listed({"a": ["120", None], "b": ["90", "90"]}, places=1)) == ([], ["b"])


def test_what_is_exempt_is_told_and_counts_for_neither_list() -> None:
    found = listed(
        {"a": ["120", "50"], "b": ["105", "105"], "c": ["80", "80"], "d": ["40", "40"]},
        places=2,
        exempt={("a", "i1"): "停工", ("d", ""): "山洪"},
    )

    # Ranked by all numbers: b 105, a 85, c 80, d 40.
    assert names(found) == (["b", "a"], ["c"])
    assert [(one.unit, one.is_whole, len(one.targets)) for one in found.exempt] == [
        ("a", False, 1),
        ("d", True, 2),
    ]


def test_nobody_may_be_listed_where_there_are_no_targets() -> None:
    known = roster([unit("a"), unit("b")], [indicator("fai")], [assignment(0, "a", "fai")])
    scores = measured(known, [figure(0, "5", period=Q1.key)])

    assert names(lists_of(ranked(known, scores), closed(scores), places=3)) == ([], [])


def test_three_hundred_units_are_counted_once_each() -> None:
    reached = {f"u{n}": [str(n % 200)] for n in range(300)}

    known, scores = quarter(reached)
    found = tally_of(closed(scores))
    lists = lists_of(ranked(known, scores), closed(scores), places=3)

    assert found is not None
    assert (found.judged, found.met, found.complete) == (300, 99 + 1, 100)
    assert len(found.shortfalls[0].missed) == 200
    assert [s.completion for s in lists.red] == [Decimal(199), Decimal(198), Decimal(197)]
    assert {one.standing.completion for one in lists.black} == {Decimal(0), Decimal(1)}


def test_the_way_is_that_of_those_who_reported_and_what_they_lack_is_summed() -> None:
    day = date(2026, 2, 14)  # 45 of 90 days
    known = roster(
        [unit("a"), unit("b"), unit("c")],
        [indicator("fai"), indicator("ret"), indicator("growth", Basis.RATE)],
        [
            *(assignment(n, code, "fai", q1=100) for n, code in enumerate("abc")),
            assignment(3, "a", "ret", q1=200),
            assignment(4, "a", "growth", q1=8),
        ],
    )
    given = [figure(n, v, period=Q1.key) for n, v in ((0, "40"), (1, "110"), (3, "90"), (4, "7"))]
    items = [item for score in measured(known, given) for item in score.items]

    ret, fai = so_far_of(items, "q1", day=day, rules=YARD)

    assert (ret.indicator.code, ret.share, ret.pace) == ("ret", Decimal("45.0"), Decimal("50.0"))
    assert (fai.done, fai.target) == (Decimal(150), Decimal(200))
    assert (fai.units, fai.lacking) == (2, 1)  # c said nothing, b is there
    assert (fai.left, fai.share) == (Decimal(60), Decimal("75.0"))
    assert fai.needed == pytest.approx(Decimal(60) * 7 / 45)
    assert fai.weeks == pytest.approx(Decimal(45) / 7)
