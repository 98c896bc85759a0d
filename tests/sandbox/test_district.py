"""The sample district: believable, consistent, the same every time."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sandbox.district import YUNLING, write_workbook
from sandbox.district.people import CADRE
from sandbox.district.workbook import HEADINGS


def test_there_are_eighteen_ranked_units_in_three_groups_under_one_root() -> None:
    ranked = Counter(u.group for u in YUNLING.units if u.group)
    roots = [u.code for u in YUNLING.units if u.parent is None]

    assert ranked == {"乡镇街道": 7, "区直部门": 6, "园区平台": 5}
    assert roots == ["yl"]


def test_sixty_people_each_with_an_own_name() -> None:
    roles = Counter(p.role for p in YUNLING.people)

    assert len({p.code for p in YUNLING.people}) == 60
    assert len({p.name for p in YUNLING.people}) == 60
    assert roles == {
        "责任人": 36,
        "AB角": 5,
        "分管领导": 12,
        "领导": 3,
        "考核组": 2,
        "管理员": 2,
    }


def test_every_code_is_there_and_unique() -> None:
    units = {u.code for u in YUNLING.units}
    people = {p.code: p for p in YUNLING.people}
    projects = {p.code: p for p in YUNLING.projects}
    indicators = {i.code for i in YUNLING.indicators}

    assert {u.parent for u in YUNLING.units} - {None} <= units
    assert {p.unit for p in YUNLING.people} <= units
    assert {m.project for m in YUNLING.milestones} == set(projects)
    assert len({a.key for a in YUNLING.assignments}) == len(YUNLING.assignments)
    for a in YUNLING.assignments:
        assert a.unit in units
        assert a.indicator in indicators
        assert people[a.person].role == CADRE
        assert a.deputy in people
        assert a.project is None or projects[a.project].unit == a.unit


def test_names_and_aliases_of_indicators_never_collide() -> None:
    names = Counter(name for i in YUNLING.indicators for name in (i.name, *i.aliases))

    assert set(names.values()) == {1}


def test_a_cadre_owes_one_to_six_numbers_a_week_and_wang_fang_owes_six() -> None:
    owed = Counter(a.person for a in YUNLING.weekly())

    assert set(owed.values()) <= set(range(1, 7))
    assert owed["p07"] == 6
    assert [a.indicator for a in YUNLING.owed_weekly_by("p07")] == [
        *("fai", "ind", "ret", "rev", "inv", "new")
    ]


def test_every_cadre_owes_something() -> None:
    cadres = {p.code for p in YUNLING.people if p.role == CADRE}

    assert {a.person for a in YUNLING.assignments} == cadres


@pytest.mark.parametrize("parts", [("q1", "q2", "q3", "q4"), tuple(f"m{n}" for n in range(2, 13))])
def test_the_parts_of_a_cumulative_target_add_up_to_the_year(parts: tuple[str, ...]) -> None:
    cumulative = [a for a in YUNLING.assignments if YUNLING.indicator(a.indicator).basis == "累计"]

    for a in cumulative:
        if parts[0] in a.targets:
            assert sum(a.targets[part] for part in parts) == a.targets["year"], a.key


def test_months_add_up_to_their_quarter() -> None:
    spans = {"q1": (2, 3), "q2": (4, 5, 6), "q3": (7, 8, 9), "q4": (10, 11, 12)}

    for a in YUNLING.assignments:
        for quarter, months in spans.items():
            if "m2" in a.targets:
                assert sum(a.targets[f"m{n}"] for n in months) == a.targets[quarter], a.key


def test_targets_grow_on_last_year_but_believably() -> None:
    for a in YUNLING.assignments:
        if YUNLING.indicator(a.indicator).basis == "累计":
            growth = a.targets["year"] / a.targets["base"] - 1
            assert Decimal("0.01") < growth < Decimal("0.26"), (a.key, growth)


def test_the_workbook_has_every_sheet_and_column(tmp_path: Path) -> None:
    write_workbook(tmp_path / "roster.xlsx")

    book = CalamineWorkbook.from_path(tmp_path / "roster.xlsx")
    headings = {name: tuple(book.get_sheet_by_name(name).to_python()[0]) for name in HEADINGS}
    assert book.sheet_names == list(HEADINGS)
    assert headings == HEADINGS


def test_the_workbook_gives_every_cell_back(tmp_path: Path) -> None:
    write_workbook(tmp_path / "roster.xlsx")

    book = CalamineWorkbook.from_path(tmp_path / "roster.xlsx")
    rows = book.get_sheet_by_name("任务").to_python()
    people = book.get_sheet_by_name("人员").to_python()
    wang = dict(zip(rows[0], rows[1], strict=True))
    assert len(rows) == len(YUNLING.assignments) + 1
    assert len(people) == 61
    assert Decimal(str(wang["年度目标"])) == Decimal("70.9")
    assert wang["责任人"] == "p07"
