import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from domain.errors import NoScoring
from domain.marking_rules import Family, MarkingRules
from domain.periods import Period
from handlers.actions.exports.exporting_points import KEYS, as_csv, as_json, as_workbook, exported
from handlers.deps import Deps
from handlers.workbook.grid import grid_of

W11 = Period.parse("2026-W11")


async def test_points_leave_as_json_and_csv_exactly(district: Deps) -> None:
    district.rules = replace(district.rules, marking=MarkingRules(Family.COMPLETION))
    found = await exported(district, W11)

    lines = [json.loads(line) for line in as_json(found).splitlines()]
    rows = list(csv.DictReader(StringIO(as_csv(found).lstrip("\ufeff"))))

    first = next(line for line in lines if line["unit"] == "cg")
    assert (first["rank"], first["total"], first["attainment"], first["points"]) == (
        2,
        "99.95",
        "111.2",
        "100.00",
    )
    assert tuple(rows[0]) == KEYS
    assert len(rows) == len(lines)


async def test_the_workbook_has_the_means_as_formulas_over_the_marks_beside_them(
    district: Deps,
) -> None:
    district.rules = replace(district.rules, marking=MarkingRules(Family.PLACE))

    data = as_workbook(await exported(district, W11))

    grid = grid_of(data)
    units, items = (
        [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        for rows in (grid.sheets["得分"], grid.sheets["各项"])
    )
    assert grid.unvalued == frozenset()
    assert (len(units), units[0]["单位"], units[0]["名次"]) == (18, "望澜街道", 1)
    with ZipFile(BytesIO(data)) as parts:
        assert parts.read("xl/worksheets/sheet1.xml").count(b"ROUND(SUMPRODUCT(") == len(units)
    for unit in units:
        own = [one for one in items if one["单位"] == unit["单位"] and one["分"] != ""]
        weights = sum(float(str(one["权重"])) for one in own)
        points = sum(float(str(one["权重"])) * float(str(one["分"])) for one in own)
        assert abs(points / weights - float(str(unit["各项加权"]))) < 0.00501


async def test_without_a_rule_there_is_nothing_to_export(district: Deps) -> None:
    with pytest.raises(NoScoring):
        await exported(district, W11)
