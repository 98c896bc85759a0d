import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from domain.adjusting import Step
from domain.figures import Answer, Source, Timeliness
from domain.lights import Light
from domain.periods import Period
from domain.ranking import Status
from domain.roster import Assignment
from handlers.actions.measuring import standing
from handlers.actions.measuring.board import board_from, publication_of
from handlers.deps import Deps
from storage import figures, publications, recording, target_changes
from storage import roster as rosters
from storage.database import Database
from storage.entries import Entry, Origin
from storage.target_changes import TargetChange
from tests.district import AFTER_W11, deps_of

W10, W11, W12 = (Period.parse(f"2026-W{n}") for n in (10, 11, 12))


async def test_a_board_ranks_each_group_by_completion_with_ties(district: Deps) -> None:
    board = await standing.board(district, W11)

    places = {s.name: (s.rank, s.completion, s.gap) for s in board.ranking.standings}
    assert board.ranking.groups == ("乡镇街道", "区直部门", "园区平台")
    assert places["望澜街道"] == (1, Decimal("91.9"), Decimal("9.7"))
    assert places["发改局"][0] == places["农业农村局"][0] == 2
    assert places["商务局"][0] == 4


async def test_where_no_unit_has_a_group_they_are_ranked_together(district: Deps) -> None:
    board = await standing.board(district, Period.parse("2026-Q1"))

    assert [s.unit for s in board.ranking.standings] == ["yl"]  # nobody else owes a quarter
    assert (board.reported, board.expected) == (0, 1)


async def test_a_units_place_is_that_of_the_whole_ranking(district: Deps) -> None:
    roster = await district.roster.current()
    for period in (W11, Period.parse("2026-Q1")):
        board = await standing.board(district, period)
        async with district.db.reading() as session:
            survey = await standing.surveyed(district, session, roster, period)
        for unit in roster.units:
            place, whole = standing.place_of(survey, unit), board.ranking.of_unit(unit)
            assert place == (whole and replace(whole, movement=None, needed=None))


async def test_movement_is_measured_against_the_ranking_published_last(district: Deps) -> None:
    board = await standing.board(district, W11)

    moved = {s.unit: s.movement for s in board.ranking.standings}
    assert (moved["wl"], moved["cg"], moved["qh"]) == (1, -1, 0)


async def test_what_is_missing_is_told_by_unit_person_and_item(district: Deps) -> None:
    board = await standing.board(district, W11)

    assert (board.reported, board.expected) == (86, 87)
    missing = board.missing[0]
    assert (missing.unit_name, missing.person_name, missing.items) == (
        "雾坪乡",
        "彭小梅",
        ("一般公共预算收入",),
    )


async def test_without_any_answer_nobody_is_ranked_and_no_value_is_made_up(district: Deps) -> None:
    board = await standing.board(district, W12)

    assert {s.status for s in board.ranking.standings} == {Status.NOT_REPORTED}
    assert {(s.completion, s.rank, s.light) for s in board.ranking.standings} == {
        (None, None, Light.NONE)
    }
    assert board.reported == 0
    assert sum(len(missing.items) for missing in board.missing) == board.expected


async def test_one_indicator_is_ranked_with_values_and_targets(district: Deps) -> None:
    board = await standing.board(district, W11, subject="fai")

    first = board.ranking.of_unit("cg")
    assert first is not None
    assert (first.value, first.target) == (Decimal("14.26"), Decimal("15.60"))
    assert board.subject is not None
    assert (board.subject.name, board.subject.measure) == ("固定资产投资", "亿元")
    assert board.expected == 14


async def test_a_published_board_stays_as_it_was_when_numbers_change(
    district: Deps, district_db: Database
) -> None:
    async with district_db.transaction() as session:
        frozen = await standing.publish(district, session, W11)
    before = board_from(frozen)

    await _corrected(district, unit="wl", indicator="fai", value=Decimal("1.00"))

    after = await standing.published(district, W11)
    live = await standing.board(district, W11)
    assert after == before
    assert live.ranking.of_unit("wl") != before.ranking.of_unit("wl")


async def test_publishing_again_makes_a_new_edition_and_keeps_the_first(
    district: Deps, district_db: Database
) -> None:
    async with district_db.transaction() as session:
        first = await standing.publish(district, session, W11)
    await _corrected(district, unit="wl", indicator="fai", value=Decimal("1.00"))
    async with district_db.transaction() as session:
        again = await standing.publish(district, session, W11)
        second = await standing.publish(district, session, W11, edition=2)

    assert again == first
    assert second.edition == 2
    kept = await standing.published(district, W11, edition=1)
    newest = await standing.published(district, W11)
    assert kept == board_from(first)
    assert newest == board_from(second)


async def test_publishing_freezes_every_indicator_as_well(
    district: Deps, district_db: Database
) -> None:
    async with district_db.transaction() as session:
        await standing.publish(district, session, W11)

    board = await standing.published(district, W11, subject="fai")
    live = await standing.board(district, W11, subject="fai")
    assert board is not None
    assert board == replace(live, is_published=True)


async def test_a_frozen_board_survives_a_trip_through_json(district: Deps) -> None:
    for subject in ("", "fai", "fig"):
        board = await standing.board(district, W11, subject=subject)

        frozen = publication_of(board, edition=3, at=AFTER_W11)
        facts = json.loads(json.dumps(frozen.standings))

        thawed = board_from(replace(frozen, standings=facts))
        assert thawed == replace(board, edition=3, is_published=True)


async def test_the_board_as_known_on_a_day_leaves_out_what_came_later(district: Deps) -> None:
    noon = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)

    early = await standing.board(district, W11, as_of=noon)
    now = await standing.board(district, W11)

    assert early.reported < now.reported
    assert early.as_of == noon


async def test_the_week_just_closed_is_shown_until_the_next_one_is_asked(
    district_db: Database,
) -> None:
    monday = deps_of(district_db, at=AFTER_W11)
    thursday = deps_of(district_db, at=datetime(2026, 3, 19, 1, 0, tzinfo=UTC))

    assert await standing.current_period(monday, monday.now()) == W11
    assert await standing.current_period(thursday, thursday.now()) == W12


async def test_a_week_that_was_never_asked_is_not_shown(district_db: Database) -> None:
    after_festival = datetime(2026, 2, 24, 4, 0, tzinfo=UTC)

    shown = await standing.current_period(deps_of(district_db, at=after_festival), after_festival)

    assert shown == Period.parse("2026-W07")


async def test_the_newest_published_ranking_is_found_from_any_later_week(district: Deps) -> None:
    board = await standing.last_published(district, W12)

    assert board is not None
    assert board.period == W10


async def test_the_last_ranking_is_the_only_one_needed_for_movement(
    district: Deps, district_db: Database
) -> None:
    async with district_db.reading() as session:
        last = await publications.latest_before(session, W11.key)

    assert last is not None
    assert last.period == W10.key


async def _corrected(deps: Deps, *, unit: str, indicator: str, value: Decimal) -> None:
    roster = await deps.roster.current()
    owed = next(
        a for a in roster.assignments.values() if (a.unit, a.indicator) == (unit, indicator)
    )
    at = deps.now()
    entry = Entry(
        assignment=owed.id,
        period=W11.key,
        answer=Answer.NUMBER,
        value=value,
        person=owed.person,
        typed_by=owed.person,
        source=Source.IMPORT,
        timeliness=Timeliness.CORRECTED,
        reported_at=at,
        recorded_at=at,
        origin=Origin(figures.IMPORT_CHAT, 900_000),
    )
    await deps.db.write(lambda session: recording.record(session, [entry]))


async def test_a_target_changed_from_next_month_on_moves_nobody_this_week(district: Deps) -> None:
    before = await standing.board(district, W11)

    await raised(district, since=date(2026, 4, 1))

    assert await standing.board(district, W11) == before


async def test_a_week_is_measured_by_the_targets_of_its_last_day(district: Deps) -> None:
    own = await raised(district, since=date(2026, 3, 10))
    roster = await district.roster.current()

    async with district.db.reading() as session:
        surveys = [await standing.surveyed(district, session, roster, week) for week in (W10, W11)]

    targets = [
        item.progress.target
        for survey in surveys
        for item in survey.units[own.unit].score.items
        if item.indicator.code == own.indicator
    ]
    assert targets == [own.targets["q1"], 2 * own.targets["q1"]]


async def raised(deps: Deps, *, since: date) -> Assignment:
    """The first number of 城关 gets twice its target of the first quarter from a day on."""
    roster = await deps.roster.current()
    own = next(a for a in roster.assignments.values() if a.unit == "cg" and "q1" in a.targets)
    step = TargetChange(
        assignment=own.id,
        year=2026,
        step=Step.APPROVED,
        edits={"q1": (own.targets["q1"], 2 * own.targets["q1"])},
        since=since,
        made_at=AFTER_W11,
    )
    async with deps.db.transaction() as session:
        await target_changes.put(session, [step])
        await rosters.bump(session)
    deps.roster.forget()
    return own


async def test_a_red_light_of_the_published_list_holds_until_the_arrears_are_made_up(
    district: Deps, district_db: Database
) -> None:
    roster = await district.roster.current()
    own = next(a for a in roster.assignments.values() if (a.unit, a.indicator) == ("wp", "fai"))
    async with district_db.transaction() as session:
        await standing.publish(district, session, W11)
        planned = Decimal(own.targets["q1"])
        await recording.record(session, [_reported(own, planned * 81 / 90 - planned * 9 / 100)])

    board = await standing.board(district, W12, subject="fai")

    held = board.ranking.of_unit("wp")
    assert held is not None
    assert held.gap is not None
    assert -10 <= held.gap < 0
    assert held.light is Light.RED
    assert held.held is not None
    lacking = planned * 74 / 90 - (held.value or 0)
    assert abs(held.held - lacking) < Decimal("1e-9")


def _reported(own: Assignment, value: Decimal) -> Entry:
    return Entry(
        assignment=own.id,
        period=W12.key,
        answer=Answer.NUMBER,
        value=value.quantize(Decimal("0.0001")),
        person=own.person,
        typed_by=own.person,
        source=Source.MESSAGE,
        timeliness=Timeliness.ON_TIME,
        reported_at=AFTER_W11,
        recorded_at=AFTER_W11,
        origin=Origin(1, 999),
    )
