from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.adjusting import Step
from domain.figures import Basis, Indicator
from domain.people import Language, Person, Role
from domain.roster import Assignment, Milestone, Project, Roster, Unit
from domain.roster_draft import Change, ChangeKind, Noun, RosterDraft
from storage import people, roster, roster_changes, target_changes
from storage.database import Database
from storage.models.base import core
from storage.models.roster import AssignmentRow, PersonRow

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)

DRAFT = RosterDraft(
    units=(Unit("cg", "城关镇", "城关", "乡镇组", "qu"), Unit("qu", "云岭区", "云岭")),
    people=(
        Person("p01", "王芳", "科长", "cg", frozenset({Role.CADRE})),
        Person("p02", "李强", "", "qu", frozenset({Role.ADMIN, Role.LEADER})),
    ),
    indicators=(Indicator("fai", "投资", "亿元", Basis.CUMULATIVE, ("固投", "投")),),
    projects=(Project("x1", "产业园", "cg", "实业公司", date(2026, 1, 1)),),
    assignments=(
        Assignment(0, "cg", "fai", "p01", "x1", None, {"q1": Decimal(26), "m2": Decimal("9.5")}),
        Assignment(0, "cg", "fai", "p01", None, "p02", {"year": Decimal(120)}, date(2026, 12, 31)),
    ),
    milestones=(Milestone("x1", "封顶", date(2026, 6, 30)),),
)


async def apply(db: Database, draft: RosterDraft, *, year: int = 2026) -> tuple[Change, ...]:
    async with db.transaction() as session:
        return await roster_changes.apply(session, draft, year=year, at=MONDAY)


async def loaded(db: Database) -> Roster:
    async with db.reading() as session:
        return await roster.load(session, year=2026)


async def test_a_first_import_brings_everything_in_order(db: Database) -> None:
    found = await apply(db, DRAFT)

    now = await loaded(db)
    assert {change.kind for change in found} == {ChangeKind.ADDED}
    assert now.version == 1
    assert list(now.units) == ["cg", "qu"]
    assert now.people["p02"].roles == {Role.ADMIN, Role.LEADER}
    assert now.indicators["fai"].aliases == ("固投", "投")
    assert [a.project for a in now.assignments.values()] == ["x1", None]
    assert next(iter(now.assignments.values())).targets == DRAFT.assignments[0].targets
    assert now.milestones == DRAFT.milestones


async def test_the_same_again_changes_nothing(db: Database) -> None:
    await apply(db, DRAFT)

    found = await apply(db, DRAFT)

    assert found == ()
    assert (await loaded(db)).version == 1


async def test_a_preview_says_the_same_and_writes_nothing(db: Database) -> None:
    async with db.reading() as session:
        expected = await roster_changes.preview(session, DRAFT, year=2026, at=MONDAY)

    assert (await loaded(db)).units == {}
    assert await apply(db, DRAFT) == expected


async def test_what_is_left_out_retires_with_its_account_and_comes_back_with_it(
    db: Database,
) -> None:
    await apply(db, DRAFT)
    async with db.transaction() as session:
        await people.enrol(session, "p01", telegram_id=77, at=MONDAY)
    before = await loaded(db)
    smaller = replace(DRAFT, people=DRAFT.people[1:], assignments=(), projects=(), milestones=())

    gone = await apply(db, smaller)
    during = await loaded(db)
    back = await apply(db, DRAFT)

    assert {(change.kind, change.noun) for change in gone} == {
        (ChangeKind.RETIRED, noun)
        for noun in (Noun.PERSON, Noun.ASSIGNMENT, Noun.PROJECT, Noun.MILESTONE)
    }
    assert during.behind(77) is None
    assert {change.kind for change in back} == {ChangeKind.RETURNED}
    after = await loaded(db)
    assert after.behind(77) == before.behind(77)
    assert after.assignments == before.assignments


async def test_a_retired_row_is_kept(db: Database) -> None:
    await apply(db, DRAFT)

    await apply(db, replace(DRAFT, assignments=DRAFT.assignments[:1]))

    async with db.reading() as session:
        rows = await session.execute(select(core(AssignmentRow).c.retired_at))
    assert {row.retired_at for row in rows} == {None, MONDAY}


async def test_targets_of_another_year_stay(db: Database) -> None:
    await apply(db, DRAFT)
    next_year = replace(
        DRAFT, assignments=tuple(replace(a, targets={"q1": Decimal(1)}) for a in DRAFT.assignments)
    )

    await apply(db, next_year, year=2027)

    assert (
        next(iter((await loaded(db)).assignments.values())).targets == DRAFT.assignments[0].targets
    )
    async with db.reading() as session:
        later = await roster.load(session, year=2027)
    assert next(iter(later.assignments.values())).targets == {"q1": Decimal(1)}


async def test_a_target_left_empty_is_gone(db: Database) -> None:
    await apply(db, DRAFT)
    emptied = replace(DRAFT.assignments[0], targets={"q1": Decimal("26.5")})

    found = await apply(db, replace(DRAFT, assignments=(emptied, DRAFT.assignments[1])))

    assert [(e.field, e.before, e.after) for e in found[0].edits] == [
        ("q1", Decimal(26), Decimal("26.5")),
        ("m2", Decimal("9.5"), None),
    ]
    own = next(iter((await loaded(db)).assignments.values()))
    assert own.targets_on(MONDAY.date()) == {"q1": Decimal("26.5")}


async def test_other_targets_hold_from_the_day_of_the_import_on(db: Database) -> None:
    await apply(db, DRAFT)
    raised = replace(DRAFT.assignments[1], targets={"year": Decimal(130)})

    await apply(db, replace(DRAFT, assignments=(DRAFT.assignments[0], raised)))

    own = list((await loaded(db)).assignments.values())[1]
    assert own.targets_on(MONDAY.date() - timedelta(days=1)) == {"year": Decimal(120)}
    assert own.targets_on(MONDAY.date()) == {"year": Decimal(130)}


async def test_whoever_brings_a_workbook_is_kept_with_what_it_changed(db: Database) -> None:
    await apply(db, DRAFT)
    raised = replace(DRAFT.assignments[1], targets={"year": Decimal(130)})
    draft = replace(DRAFT, assignments=(DRAFT.assignments[0], raised))

    async with db.transaction() as session:
        await roster_changes.apply(session, draft, year=2026, at=MONDAY, by="p02")

    async with db.reading() as session:
        (step,) = await target_changes.all_steps(session, 2026)
    assert (step.step, step.person, step.since) == (Step.IMPORTED, "p02", MONDAY.date())
    assert step.edits == {"year": (Decimal(120), Decimal(130))}


async def test_a_new_order_is_followed(db: Database) -> None:
    await apply(db, DRAFT)

    found = await apply(db, replace(DRAFT, people=DRAFT.people[::-1]))

    assert found == (Change(ChangeKind.REORDERED, Noun.PERSON),)
    assert list((await loaded(db)).people) == ["p02", "p01"]


async def test_a_language_chosen_in_the_chat_is_kept_when_the_file_leaves_it_open(
    db: Database,
) -> None:
    await apply(db, DRAFT)
    async with db.transaction() as session:
        await people.set_language(session, "p01", Language.EN)

    silent = await apply(db, replace(DRAFT, own_language=frozenset({"p01", "p02"})))
    spoken = await apply(db, DRAFT)

    assert silent == ()
    assert [(e.before, e.after) for e in spoken[0].edits] == [(Language.EN, Language.ZH)]


async def test_one_impossible_row_leaves_everything_as_it_was(db: Database) -> None:
    await apply(db, DRAFT)
    nobody = Assignment(0, "cg", "fai", "p99")
    wanted = replace(DRAFT, units=DRAFT.units[::-1], assignments=(nobody,))

    with pytest.raises(IntegrityError):
        await apply(db, wanted)

    assert list((await loaded(db)).units) == ["cg", "qu"]


async def test_nothing_of_a_person_but_what_the_file_says_is_touched(db: Database) -> None:
    await apply(db, DRAFT)
    async with db.transaction() as session:
        await people.enrol(session, "p01", telegram_id=77, at=MONDAY)
        await people.stop(session, "p01", at=MONDAY)

    await apply(db, replace(DRAFT, people=(replace(DRAFT.people[0], post="局长"), DRAFT.people[1])))

    async with db.reading() as session:
        row = (
            await session.execute(select(core(PersonRow)).where(core(PersonRow).c.code == "p01"))
        ).one()
    assert (row.post, row.telegram_id, row.stopped_at) == ("局长", 77, MONDAY)
