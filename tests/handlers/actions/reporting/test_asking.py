"""What is asked of whom and when: rhythm, deputies, names, last values."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from domain.figures import Basis
from domain.periods import PeriodKind
from domain.roster import Assignment, Roster
from handlers.actions.reporting.asking import asked_of, duties_of, items_of
from tests.endtoend import cast
from tests.endtoend.desk import Desk
from tests.endtoend.town import MONDAY_LOCK

A_WEEK = timedelta(days=7)


def with_assignments(roster: Roster, changed: Mapping[int, Assignment]) -> Roster:
    """The roster with some assignments in another way."""
    return replace(roster, assignments={**roster.assignments, **changed})


def with_cadence(roster: Roster, code: str, cadence: PeriodKind) -> Roster:
    """The roster with an indicator asked at another rhythm."""
    indicator = replace(roster.indicators[code], cadence=cadence)
    return replace(roster, indicators={**roster.indicators, code: indicator})


async def test_a_cadre_is_asked_in_the_order_of_the_roster(desk: Desk) -> None:
    items = await asked_of(desk.deps, await desk.person("asha"), at=desk.now)

    assert [item.indicator.code for item in items] == list(cast.LAST_WEEK)
    assert [item.number for item in items] == [1, 2, 3, 4, 5, 6]
    assert [f"{item.last_value}" for item in items] == list(cast.LAST_WEEK.values())


async def test_who_owes_nothing_is_asked_nothing(desk: Desk) -> None:
    for code in ("bela", "diana", "enzo"):
        assert await asked_of(desk.deps, await desk.person(code), at=desk.now) == ()


async def test_a_pure_deputy_answers_for_the_cadre_and_who_owes_is_asked_for_that_alone(
    desk: Desk,
) -> None:
    roster = await desk.deps.roster.current()
    fai = await desk.owed("asha", "fai")
    changed = {fai: replace(roster.assignments[fai], deputy="bela")}
    ret = await desk.owed("asha", "ret")
    changed[ret] = replace(roster.assignments[ret], deputy="chidi")
    deputised = with_assignments(roster, changed)

    bela = duties_of(deputised, desk.deps.schedule, "bela", desk.now)
    chidi = duties_of(deputised, desk.deps.schedule, "chidi", desk.now)

    assert [duty.assignment.id for duty in bela] == [fai]
    assert ret not in [duty.assignment.id for duty in chidi]


async def test_a_month_is_asked_from_its_prompt_on(desk: Desk) -> None:
    roster = with_cadence(await desk.deps.roster.current(), "ret", PeriodKind.MONTH)
    ret = await desk.owed("asha", "ret")
    schedule = desk.deps.schedule
    window = schedule.open_window(PeriodKind.MONTH, datetime(2026, 3, 20, tzinfo=UTC))

    def asked(at: datetime) -> bool:
        return ret in [duty.assignment.id for duty in duties_of(roster, schedule, "asha", at)]

    assert not asked(window.prompt - timedelta(minutes=1))
    assert asked(window.prompt)


async def test_after_the_lock_the_next_week_is_asked(desk: Desk) -> None:
    before = await asked_of(
        desk.deps, await desk.person("chidi"), at=MONDAY_LOCK - timedelta(seconds=1)
    )
    after = await asked_of(desk.deps, await desk.person("chidi"), at=MONDAY_LOCK)

    assert [item.window.period.key for item in (*before, *after)] == ["2026-W10", "2026-W11"]


async def test_no_two_items_of_a_person_share_a_name(desk: Desk) -> None:
    roster = await desk.deps.roster.current()
    theirs = await desk.owed("chidi", "fai")
    both = with_assignments(roster, {theirs: replace(roster.assignments[theirs], person="asha")})
    duties = {"asha": duties_of(both, desk.deps.schedule, "asha", desk.now)}

    async with desk.deps.db.reading() as session:
        items = (await items_of(session, both, duties))["asha"]

    names = [name for item in items for name in item.names]
    assert len(names) == len(set(names))
    assert {item.label for item in items} >= {"城关固定资产投资", "柳河固定资产投资"}


async def test_a_running_sum_starts_anew_with_the_year_and_a_level_does_not(desk: Desk) -> None:
    roster = await desk.deps.roster.current()
    indicators = {
        **roster.indicators,
        "ret": replace(roster.indicators["ret"], basis=Basis.LEVEL),
    }
    changed = replace(roster, indicators=indicators)
    at = datetime(2027, 1, 7, 2, tzinfo=UTC)
    duties = {"asha": duties_of(changed, desk.deps.schedule, "asha", at)}

    async with desk.deps.db.reading() as session:
        items = (await items_of(session, changed, duties))["asha"]

    last = {item.indicator.code: item.last_value for item in items}
    assert last["fai"] is None
    assert last["ret"] == Decimal("7.90")


async def test_of_a_flow_the_earlier_weeks_of_the_year_are_added_up(desk: Desk) -> None:
    await desk.says("asha", "入规 5")

    items = await asked_of(desk.deps, await desk.person("asha"), at=desk.now + A_WEEK)

    flow = next(item for item in items if item.indicator.code == "new")
    assert flow.earlier == Decimal(9)
