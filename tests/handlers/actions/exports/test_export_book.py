"""The Excel workbook, read back by another library than the one that wrote it."""

import re
import tomllib
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from domain.figures import Basis, Indicator
from domain.lights import Light
from domain.pace import LightRules
from domain.people import Language
from domain.periods import Period
from domain.ranking import Ranking, Standing, Status
from domain.roster import Unit
from handlers.actions.exports import exporting
from handlers.actions.exports.export_book import Contents, Target, workbook
from handlers.actions.exports.export_lines import Export, Line
from handlers.actions.exports.export_matrix import Matrix
from handlers.actions.measuring.board import Board
from handlers.deps import Deps
from handlers.workbook import words as workbook_words
from handlers.workbook.grid import Cell, grid_of

W10, W11 = Period.parse("2026-W10"), Period.parse("2026-W11")
PROBES = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    '=HYPERLINK("http://a","b")',
    "=cmd|' /C'!A1",
)
INVESTMENT = Indicator("fai", "固定资产投资", "亿元", Basis.CUMULATIVE)
GROWTH = Indicator("fig", "投资增速", "%", Basis.RATE, decimals=1)
CHINESE = re.compile("[\u4e00-\u9fff]")
BLANK = re.compile(r"\{\w+\}")
FILES = Path(workbook_words.__file__).parent
FORMULA = re.compile(r"<f>([^<]*)</f>")


def shape(words: Mapping[str, Any]) -> Iterator[str]:
    """Every key with its blanks."""
    for key, entry in words.items():
        if isinstance(entry, str):
            yield f"{key} {sorted(BLANK.findall(entry))}"
        else:
            yield from (f"{key}.{below}" for below in shape(entry))


async def none() -> AsyncIterator[Line]:
    """No figures."""
    lines: tuple[Line, ...] = ()
    for line in lines:
        yield line


def contents(names: Sequence[str], values: Sequence[str]) -> Contents:
    """Units with these names and these amounts; the second lies below the first."""
    units = tuple(Unit(f"u{n}", name, name, "街镇组") for n, name in enumerate(names))
    standings = tuple(
        Standing(
            unit.code,
            unit.name,
            unit.group,
            Status.RANKED,
            1,
            1,
            rank=place,
            completion=Decimal("91.5"),
            pace=Decimal("82.2"),
            gap=Decimal("9.3"),
            light=(Light.GREEN, Light.YELLOW, Light.RED)[place % 3],
            movement=place - 2,
        )
        for place, unit in enumerate(units, start=1)
    )
    board = Board(
        campaign="开门红",
        district="云岭区",
        period=W10,
        subject=None,
        ranking=Ranking(W10.key, "", standings),
        reported=len(units),
        expected=len(units),
        missing=(),
        rules=LightRules(Decimal(10), Decimal(1)),
        as_of=datetime(2026, 3, 9, tzinfo=UTC),
    )
    known = {(f"u{n}", "fai"): Decimal(value) for n, value in enumerate(values)}
    known |= {(f"u{n}", "fig"): Decimal("6.5") for n, _ in enumerate(values)}
    summed = frozenset(unit.code for n, unit in enumerate(units) if n != 1)
    return Contents(
        title="A&B 开门红",
        board=board,
        figures=Export({}, {}, {}, none()),
        matrix=Matrix(units, (INVESTMENT, GROWTH), known, {"fai": summed}),
        targets=[Target((names[0], *PROBES[:4]), INVESTMENT, {"year": Decimal("120.55")})],
        slots=("year",),
    )


async def made(given: Contents) -> tuple[dict[str, list[list[Cell]]], list[str]]:
    """The cells of every sheet as another library reads them, and all formulas in the file."""
    data, _ = await workbook(given, zone=ZoneInfo("Asia/Shanghai"))
    with ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "sheet" in name]
    return dict(grid_of(data).sheets), [found for part in parts for found in FORMULA.findall(part)]


async def test_no_word_of_anybody_becomes_a_formula() -> None:
    values = [str(n) for n in range(len(PROBES))]

    sheets, formulas = await made(contents(PROBES, values))

    assert formulas == ["SUM(C2,C4:C8)"]
    assert [row[2] for row in sheets["排名"][1:]] == list(PROBES)
    assert sheets["目标"][1][1:5] == list(PROBES[:4])


async def test_a_total_is_a_sum_of_what_adds_up_with_its_value_beside_it() -> None:
    sheets, formulas = await made(contents("甲乙丙丁", ["1.25", "100", "2.5", "0.01"]))

    head, *rows = sheets["单位×指标"]
    assert head[2:] == ["固定资产投资\n（亿元）", "投资增速\n（%）"]
    assert formulas == ["SUM(C2,C4:C5)"]
    assert rows[4][0] == "合计"
    assert rows[4][2:] == [3.76, "不合计"]


async def test_a_number_that_excel_would_round_is_kept_digit_by_digit() -> None:
    sheets, formulas = await made(contents("甲乙丙", ["12345678901234.5678", "1", "0.25"]))

    _, *rows = sheets["单位×指标"]
    assert [row[2] for row in rows[:4]] == ["12345678901234.5678", 1.0, 0.25, "12345678901234.8178"]
    assert formulas == []


async def test_lights_have_signs_and_pages_are_set_up_to_be_printed() -> None:
    data, _ = await workbook(contents("甲乙丙", ["1", "2", "3"]), zone=ZoneInfo("Asia/Shanghai"))

    rows = grid_of(data).sheets["排名"]
    assert [row[6] for row in rows[1:]] == ["! 黄", "× 红", "✓ 绿"]
    assert [row[7] for row in rows[1:]] == ["▼1", "–", "▲1"]
    with ZipFile(BytesIO(data)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    for mark in (
        'paperSize="9"',
        'orientation="landscape"',
        'state="frozen"',
        "<autoFilter",
        "A&amp;&amp;B",
    ):
        assert mark in page, mark


async def test_the_whole_district_agrees_with_sums_of_another_making(district: Deps) -> None:
    data, count = await exporting.workbook(district, period=W10, history=True)

    sheets = grid_of(data).sheets
    lines = [dict(zip(sheets["数据"][0], row, strict=True)) for row in sheets["数据"][1:]]
    roster = await district.roster.current()
    nested = {u.short for u in roster.units.values() if u.parent and roster.units[u.parent].group}
    names = {u.name: u.short for u in roster.units.values()}
    total = sum(
        Decimal(str(line["数值"]))
        for line in lines
        if line["指标"] == "固定资产投资" and line["数值"] != ""
        if names[str(line["单位"])] not in nested and not line["项目"]
    )
    head, *rows = sheets["单位×指标"]
    at = [str(cell).partition("\n")[0] for cell in head].index("固定资产投资")
    assert count == len(lines) > 80
    assert list(sheets) == ["排名", "数据", "单位×指标", "版本", "目标"]
    assert Decimal(str(next(row for row in rows if row[0] == "合计")[at])) == total
    assert len(sheets["版本"]) >= len([line for line in lines if line["版本"]])


async def test_whoever_reads_english_has_all_but_the_names_in_english(district: Deps) -> None:
    data, _ = await exporting.workbook(district, period=W10, history=True, language=Language.EN)

    sheets = grid_of(data).sheets
    assert list(sheets) == ["Ranking", "Figures", "Units × indicators", "Versions", "Targets"]
    assert sheets["Figures"][0][6:11] == ["Value", "Measure", "Basis", "Stage", "Status"]
    assert {row[8] for row in sheets["Figures"][1:]} == {"cumulative", "growth", "level"}
    assert {row[6] for row in sheets["Ranking"][1:]} <= {"✓ green", "! yellow", "× red", ""}
    assert sheets["Units × indicators"][-2][0] == "Total"
    heads = [str(cell) for rows in sheets.values() for cell in rows[0]]
    assert [head for head in heads if CHINESE.search(head) and "(" not in head] == []


def test_the_same_headings_are_there_in_both_languages() -> None:
    zh, en = (
        tomllib.loads((FILES / f"{language.value}.toml").read_text("utf-8"))["export"]
        for language in Language
    )

    assert list(shape(zh)) == list(shape(en))


@pytest.mark.parametrize("history", [True, False])
async def test_versions_are_there_where_they_are_asked_for(history: bool) -> None:
    given = contents("甲乙", ["1", "2"])
    more = Export({}, {}, {}, none()) if history else None

    sheets, _ = await made(replace(given, history=more))

    assert ("版本" in sheets) is history
