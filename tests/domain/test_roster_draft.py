from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.people import Person, Role
from domain.roster import Assignment, Milestone, Project, Unit
from domain.roster_draft import Change, ChangeKind, Edit, Noun, RosterDraft, changes

CG = Unit("cg", "城关镇", "城关")
DH = Unit("dh", "东湖镇", "东湖")
WANG = Person("p07", "王芳", "科长", "cg", frozenset({Role.CADRE}))
TASK = Assignment(0, "cg", "fai", "p07", targets={"q1": Decimal("12.0")})
NODE = Milestone("x1", "封顶", date(2026, 6, 30))
NOBODY = RosterDraft()


def test_an_equal_roster_changes_nothing() -> None:
    before = RosterDraft(units=(CG,), people=(WANG,), assignments=(TASK,), milestones=(NODE,))
    joined = replace(WANG, telegram_id=7, reachable=False)
    numbered = replace(TASK, id=5, targets={"q1": Decimal(12)})
    wanted = replace(before, people=(joined,), assignments=(numbered,))

    assert changes(before, wanted, retired=NOBODY) == ()


def test_each_changed_field_is_named_with_both_values() -> None:
    before = RosterDraft(people=(WANG,), assignments=(TASK,))
    wanted = RosterDraft(
        people=(replace(WANG, post="副局长"),),
        assignments=(replace(TASK, targets={"q2": Decimal(9)}, deputy="p08"),),
    )

    found = changes(before, wanted, retired=NOBODY)

    assert found[0] == Change(
        ChangeKind.CHANGED, Noun.PERSON, ("p07",), "王芳", (Edit("post", "科长", "副局长"),)
    )
    assert found[1].edits == (
        Edit("deputy", None, "p08"),
        Edit("q1", Decimal("12.0"), None),
        Edit("q2", None, Decimal(9)),
    )


def test_rows_are_added_retire_and_return() -> None:
    before, retired = RosterDraft(units=(CG,)), RosterDraft(people=(WANG,))
    wanted = RosterDraft(units=(DH,), people=(replace(WANG, unit="dh"),))

    found = changes(before, wanted, retired=retired)

    assert [(c.kind, c.noun, c.key) for c in found] == [
        (ChangeKind.ADDED, Noun.UNIT, ("dh",)),
        (ChangeKind.RETIRED, Noun.UNIT, ("cg",)),
        (ChangeKind.RETURNED, Noun.PERSON, ("p07",)),
    ]
    assert found[2].edits == (Edit("unit", "cg", "dh"),)


def test_another_order_is_a_change_but_a_row_in_between_is_not() -> None:
    new = Unit("xh", "西河镇", "西河")
    before = RosterDraft(units=(CG, DH))

    turned = changes(before, RosterDraft(units=(DH, CG)), retired=NOBODY)
    grown = changes(before, RosterDraft(units=(CG, new, DH)), retired=NOBODY)

    assert turned == (Change(ChangeKind.REORDERED, Noun.UNIT),)
    assert [c.kind for c in grown] == [ChangeKind.ADDED]


def test_an_assignment_is_known_by_unit_indicator_and_project() -> None:
    before = RosterDraft(assignments=(TASK,), projects=(Project("x1", "产业园", "cg"),))
    wanted = replace(before, assignments=(TASK, replace(TASK, project="x1")))

    found = changes(before, wanted, retired=NOBODY)

    assert [(c.kind, c.key) for c in found] == [(ChangeKind.ADDED, ("cg", "fai", "x1"))]
