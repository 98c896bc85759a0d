"""The workbook of published values (公布数): read, checked, and told what is wrong, all at once."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook

from domain.official import KINDS, Named, Official, named_in
from domain.periods import BadPeriod, Period
from domain.roster import Roster
from handlers.workbook.cells import folded
from handlers.workbook.columns import INDICATORS, UNITS, Column, Kind, Table
from handlers.workbook.grid import Grid, Unreadable, sheet_names
from handlers.workbook.problems import Place, Problem, Problems
from handlers.workbook.reading import read_grid
from handlers.workbook.tables import Missing, TableRow, read_table
from handlers.workbook.words import say
from handlers.workbook.writing import FONT, INK, PAPER, SAFE, SLATE, TEAL

ENGLISH = "official"

OFFICIAL = Table(
    "公布数",
    (
        Column("unit", "单位", Kind.TEXT, "城关街道", required=True, width=18),
        Column("indicator", "指标", Kind.TEXT, "固定资产投资", required=True, width=22),
        Column("period", "报告期", Kind.TEXT, "1-2月", required=True),
        Column("value", "公布值", Kind.NUMBER, Decimal("14.10"), required=True, also=("公布数",)),
        Column("growth", "同比增速", Kind.NUMBER, Decimal("5.2"), also=("同比",)),
        Column("published", "公布日期", Kind.DATE, date(2026, 3, 20), required=True, width=14),
        Column(
            *("source", "来源", Kind.TEXT, "统计快报第3期"),
            required=True,
            width=30,
            longest=120,
            also=("文号", "来源/文号", "出处"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class OfficialReading:
    """`found` is empty when there are errors; problems come in the order of the file."""

    found: tuple[Official, ...]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Whether the workbook has errors."""
        return any(not problem.is_warning for problem in self.problems)


def is_official(data: bytes) -> bool:
    """Whether a file is the workbook of published values: by the name of a sheet."""
    names = {folded(OFFICIAL.title), ENGLISH}
    return any(folded(name).rstrip("*") in names for name in sheet_names(data))


async def read_official(
    data: bytes, roster: Roster, *, today: date, year: int, missing_glyphs: Missing
) -> OfficialReading:
    """Read an .xlsx file in a process of its own."""
    try:
        grid = await read_grid(data)
    except Unreadable as refusal:
        return OfficialReading((), (Problem(Place(), refusal.why, refusal.facts),))
    return read_grid_of_official(
        grid, roster, today=today, year=year, missing_glyphs=missing_glyphs
    )


def read_grid_of_official(
    grid: Grid, roster: Roster, *, today: date, year: int, missing_glyphs: Missing
) -> OfficialReading:
    """The published values that bare cells tell, or everything that is wrong with them."""
    problems = Problems()
    names = {folded(OFFICIAL.title), ENGLISH}
    title = next(title for title in grid.sheets if folded(title).rstrip("*") in names)
    rows = read_table(OFFICIAL, title, grid, problems, missing=missing_glyphs)
    reader = _Reader(roster, problems, today=today, year=year)
    found = [(row, one) for row in rows if (one := reader.read(row)) is not None]
    _check_twice(found, problems)
    told = tuple(problems.in_order([OFFICIAL.title]))
    return OfficialReading(() if problems.has_errors else tuple(one for _, one in found), told)


class _Reader:
    """Rows with names in place of codes, and periods in words."""

    def __init__(self, roster: Roster, problems: Problems, *, today: date, year: int) -> None:
        self._roster, self._problems = roster, problems
        self._today, self._year = today, year
        self._units = _directory(
            (code, (code, unit.name, unit.short)) for code, unit in roster.units.items()
        )
        self._indicators = _directory(
            (code, (code, *known.names)) for code, known in roster.indicators.items()
        )

    def read(self, row: TableRow) -> Official | None:
        """One published value; None when something about the row is wrong."""
        unit = self._code(row, "unit", self._units, UNITS.title)
        indicator = self._code(row, "indicator", self._indicators, INDICATORS.title)
        period = self._period(row, indicator)
        published = self._published(row, period)
        value, growth = row.values.get("value"), row.values.get("growth")
        if not isinstance(value, Decimal) or period is None or published is None:
            return None
        if unit is None or indicator is None:
            return None
        return Official(
            unit=unit,
            indicator=indicator,
            period=period.key,
            value=value,
            growth=growth if isinstance(growth, Decimal) else None,
            published_on=published,
            source=str(row.values.get("source") or ""),
        )

    def _code(
        self, row: TableRow, key: str, known: Mapping[str, set[str]], title: str
    ) -> str | None:
        text = row.values.get(key)
        if not isinstance(text, str):
            return None
        codes = known.get(folded(text), set())
        if len(codes) == 1:
            return next(iter(codes))
        facts = {"title": title, "text": text}
        near = difflib.get_close_matches(folded(text), known, 1, 0.5)
        if codes:
            self._problems.add(row.place(key), "several", **facts)
        elif near:
            self._problems.add(row.place(key), "unknown_nearby", **facts, nearby=near[0])
        else:
            self._problems.add(row.place(key), "unknown", **facts)
        return None

    def _period(self, row: TableRow, indicator: str | None) -> Period | None:
        text = row.values.get("period")
        if not isinstance(text, str):
            return None
        reason = "official_period"
        try:
            named = self._named(text)
        except BadPeriod:
            period = None
        else:
            known = self._roster.indicators.get(indicator or "")
            period = named.period_of(known) if known else named.period
            reason = "official_since"
        if period is not None and period.start > self._today:
            period, reason = None, "official_ahead"
        if period is None:
            self._problems.add(row.place("period"), reason, text=text)
        return period

    def _named(self, text: str) -> Named:
        """A cell that Excel took for a date stands for its month."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            named = named_in(text, today=self._today, year=self._year)
            if named.period is None or named.rest or named.period.kind not in KINDS:
                raise BadPeriod(text) from None
            return named
        return Named(Period.containing(KINDS[0], day), "")

    def _published(self, row: TableRow, period: Period | None) -> date | None:
        day = row.values.get("published")
        if not isinstance(day, date):
            return None
        if day > self._today:
            self._problems.add(row.place("published"), "official_future", day=day)
        elif period is not None and day <= period.end:
            self._problems.add(row.place("published"), "official_early", day=day)
        return day


def _directory(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, names in named:
        for name in names:
            if name:
                found.setdefault(folded(name), set()).add(code)
    return found


def _check_twice(found: Iterable[tuple[TableRow, Official]], problems: Problems) -> None:
    first: dict[tuple[str, str, str], TableRow] = {}
    for row, one in found:
        other = first.setdefault(one.key, row)
        if other is not row:
            problems.add(row.place("unit"), "official_twice", place=other.place("unit").cell)


def template(*, year: int) -> bytes:
    """An empty workbook: headings with hints, and one sample row."""
    out = BytesIO()
    with Workbook(out, SAFE) as book:
        page = book.add_worksheet(OFFICIAL.title)
        page.freeze_panes(1, 0)
        page.set_row(0, 26)
        head = FONT | {"bold": True, "font_color": PAPER, "border": 1, "border_color": PAPER}
        formats = {
            True: book.add_format(head | {"bg_color": TEAL}),
            False: book.add_format(head | {"bg_color": SLATE}),
        }
        text = book.add_format(FONT | {"font_color": INK, "num_format": "@"})
        number = book.add_format(FONT | {"font_color": INK, "num_format": "#,##0.######"})
        day = book.add_format(FONT | {"font_color": INK, "num_format": "yyyy-mm-dd"})
        for at, column in enumerate(OFFICIAL.columns):
            form = {Kind.NUMBER: number, Kind.DATE: day}.get(column.kind, text)
            page.set_column(at, at, column.width, form)
            heading = f"{column.title}*" if column.required else column.title
            page.write_string(0, at, heading, formats[column.required])
            hint = say(f"hint.{ENGLISH}.{column.key}")
            page.write_comment(0, at, hint, {"x_scale": 1.6, "font_size": 10})
            match column.sample:
                case date() as sample:
                    page.write_datetime(1, at, sample.replace(year=year), form)
                case Decimal() as sample:
                    page.write_number(1, at, float(sample), form)
                case sample:
                    page.write_string(1, at, str(sample), form)
    return out.getvalue()
