"""Points as lines that leave the bot: a unit and an indicator each, as JSON, CSV or a workbook."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

from domain.periods import Period
from domain.points import POINTS, Mark, Result
from domain.ranking import Ranking
from domain.roster import Roster
from handlers.actions.exports.export_formats import BOM, safe
from handlers.actions.measuring import points, standing
from handlers.deps import Deps
from handlers.workbook.words import say

KEYS = (
    "period",
    "rules",
    "unit",
    "unit_name",
    "group",
    "rank",
    "total",
    "mean",
    "quality",
    "effect",
    "indicator",
    "indicator_name",
    "weight",
    "family",
    "attainment",
    "points",
    "why",
    "reason",
)
WIDTHS = {"unit_name": 22, "indicator_name": 24, "reason": 30}
OF_UNIT = ("rank", "unit_name", "group", "total", "mean", "quality", "effect")
OF_ITEM = ("unit_name", "indicator_name", "family", "attainment", "points", "weight", "why")
AMOUNTS = {*OF_UNIT, *OF_ITEM} - {"unit_name", "group", "indicator_name", "family", "why"}


@dataclass(frozen=True, slots=True)
class PointsExport:
    """The results of a period with their places, in the order of the ranking."""

    period: Period
    version: int
    roster: Roster
    ranking: Ranking
    results: tuple[Result, ...]

    @property
    def lines(self) -> Iterator[dict[str, Any]]:
        """One line for each unit and indicator, amounts as exact decimals."""
        known = {result.unit: result for result in self.results}
        for own in self.ranking.standings:
            result = known[own.unit]
            about = {
                "period": self.period.key,
                "rules": self.version,
                "unit": own.unit,
                "unit_name": own.name,
                "group": own.group,
                "rank": own.rank,
                "total": result.total if own.rank is not None else None,
                "mean": result.mean if own.rank is not None else None,
                "quality": result.quality,
                "effect": result.effect,
            }
            yield from (about | _of(mark) for mark in result.marks)


async def exported(deps: Deps, period: Period) -> PointsExport:
    """The points of a period as they stand.

    Raises:
        NoScoring: the rules of this period give none.
    """
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        results = await points.results(deps, session, survey)
        board = await standing.board_in(deps, session, survey, POINTS)
    return PointsExport(period, survey.rules.version, roster, board.ranking, results)


def as_json(found: PointsExport) -> str:
    """One object a line; amounts are strings, so that nothing is lost."""
    return "".join(
        json.dumps({key: _plain(value) for key, value in line.items()}, ensure_ascii=False) + "\n"
        for line in found.lines
    )


def as_csv(found: PointsExport) -> str:
    """A heading and one row a line; opens in Excel with its Chinese right."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(KEYS)
    for line in found.lines:
        writer.writerow(safe(_plain(line[key]), is_number=key in AMOUNTS) for key in KEYS)
    return BOM + out.getvalue()


def as_workbook(found: PointsExport) -> bytes:
    """Two sheets: units with their points, and the marks they are made of.

    The mean of a unit is a formula over its marks, so that the sheet checks itself.
    """
    out = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    lines = list(found.lines)
    with Workbook(out, options) as book:
        units, items = (book.add_worksheet(say(f"points.{name}")) for name in ("units", "items"))
        head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#0E6E69"})
        for sheet, keys in ((units, OF_UNIT), (items, OF_ITEM)):
            sheet.freeze_panes(1, 0)
            for at, key in enumerate(keys):
                sheet.set_column(at, at, WIDTHS.get(key, 11))
                sheet.write_string(0, at, say(f"points.{key}"), head)
        for row, line in enumerate(lines, start=1):
            for at, key in enumerate(OF_ITEM):
                _write(items, row, at, _worded(key, line[key]))
        firsts = {line["unit"]: line for line in reversed(lines)}
        for row, line in enumerate(sorted(firsts.values(), key=lines.index), start=1):
            for at, key in enumerate(OF_UNIT):
                _write(units, row, at, line[key])
            if line["mean"] is not None:
                formula = _mean_of(row, say("points.items"), len(lines) + 1)
                units.write_formula(row, OF_UNIT.index("mean"), formula, None, float(line["mean"]))
    return out.getvalue()


def _mean_of(row: int, sheet: str, last: int) -> str:
    """The weighted mean of a unit's marks; what has no points is empty and stays out."""
    name, points_of, weight = (
        f"'{sheet}'!${letter}$2:${letter}${last}" for letter in _letters(OF_ITEM)
    )
    own = f'({name}=$B{row + 1})*({points_of}<>"")'
    return f"=ROUND(SUMPRODUCT({own},{points_of},{weight})/SUMPRODUCT({own},{weight}),2)"


def _letters(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(chr(ord("A") + keys.index(key)) for key in ("unit_name", "points", "weight"))


def _of(mark: Mark) -> dict[str, Any]:
    indicator = mark.item.indicator
    return {
        "indicator": indicator.code,
        "indicator_name": indicator.name,
        "weight": indicator.weight,
        "family": mark.family.value,
        "attainment": mark.attainment,
        "points": mark.points,
        "why": mark.why.value,
        "reason": mark.exempt.reason if mark.exempt else None,
    }


def _plain(value: object) -> object:
    return format(value, "f") if isinstance(value, Decimal) else value


def _worded(key: str, value: Any) -> Any:
    return say(f"points.{key}_of.{value}") if key in ("family", "why") else value


def _write(sheet: Any, row: int, at: int, value: Any) -> None:
    if isinstance(value, Decimal | int):
        sheet.write_number(row, at, float(value))
    elif value is not None:
        sheet.write_string(row, at, str(value))
