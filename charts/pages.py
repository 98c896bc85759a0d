"""Pages that a phone can show: rows divided so that each picture stays readable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from charts import fonts
from charts.sheets.bump import BumpSheet
from charts.sheets.card import CardGroup, CardItem, CardSheet
from charts.sheets.heatmap import HeatSection, HeatSheet
from charts.sheets.parts import Head, Scale, Tally
from charts.sheets.ranking import RankingRow, RankingSheet, Section
from charts.sheets.trend import TrendSheet

HEADING, ROW, ROW_WITH_REASON = 84, 68, 108
CARD_HEADING, ITEM, ITEM_LINE = 76, 146, 44
CELL_ROW, LINE_PITCH = 84, 66
LOWEST, HIGHEST = -60.0, 160.0
WIDE_HEADING = 160
COLUMNS = 8  # more would not leave room for a readable gap
CELLS_ROOM, CELL, CELL_GAP = 762, 24, 10
LINES = 12
ALBUM = 10  # Telegram sends at most ten pictures together

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Room:
    """How much one page may hold."""

    rows: int
    pixels: int


# Pages grow taller only when there would be more of them than one album takes.
ROOMS = (Room(rows=24, pixels=2400), Room(rows=36, pixels=3200))


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows `start` … `end` of one group, and how tall they are with their heading."""

    group: int
    start: int
    end: int
    pixels: int

    def of(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return rows[self.start : self.end]


Page = tuple[Piece, ...]


def row_height(row: RankingRow) -> int:
    return ROW_WITH_REASON if row.note or row.mark or row.needed_text else ROW


def item_height(item: CardItem) -> int:
    lines = bool(item.official_text) + bool(item.note or item.mark)
    return ITEM + lines * ITEM_LINE


def scale_of(sheet: RankingSheet) -> Scale:
    """From the lowest value (or zero) to the highest (or 100); outliers do not flatten the rest."""
    rows = [row for section in sheet.sections for row in section.rows]
    values = [float(row.completion) for row in rows if row.completion is not None]
    paces = [float(section.pace) for section in sheet.sections if section.pace is not None]
    return Scale(
        low=max(LOWEST, min([0.0, *values])), high=min(HIGHEST, max([100.0, *values, *paces]))
    )


def paginate(sheet: RankingSheet) -> tuple[RankingSheet, ...]:
    """Divide the rows over as few readable pages as possible, groups kept whole where they fit.

    Every page repeats the title, the group's heading and the foot, shares one
    scale and carries its number; headline and tallies stand on the first only.
    """
    heights = [[row_height(row) for row in section.rows] for section in sheet.sections]
    sheet = replace(sheet, scale=sheet.scale or scale_of(sheet))
    pages = divide(heights, heading=HEADING)
    return tuple(
        replace(
            sheet,
            head=head_of(sheet.head, number, len(pages)),
            tallies=tallies_of(sheet.tallies, number),
            sections=tuple(_section(sheet, piece) for piece in page),
        )
        for number, page in zip(count(1), pages)
    )


def _section(sheet: RankingSheet, piece: Piece) -> Section:
    section = sheet.sections[piece.group]
    return replace(section, rows=piece.of(section.rows))


def paginate_card(sheet: CardSheet) -> tuple[CardSheet, ...]:
    """As `paginate`, for the items of a card."""
    heights = [[item_height(item) for item in group.items] for group in sheet.groups]
    pages = divide(heights, heading=CARD_HEADING)
    return tuple(
        replace(
            sheet,
            head=head_of(sheet.head, number, len(pages)),
            tallies=tallies_of(sheet.tallies, number),
            groups=tuple(_group(sheet, piece) for piece in page),
        )
        for number, page in zip(count(1), pages)
    )


def _group(sheet: CardSheet, piece: Piece) -> CardGroup:
    group = sheet.groups[piece.group]
    return replace(group, items=piece.of(group.items))


def paginate_heat(sheet: HeatSheet) -> tuple[HeatSheet, ...]:
    """As `paginate`, for rows of lights; too many indicators go on further pages, evenly."""
    heights = [[CELL_ROW] * len(section.rows) for section in sheet.sections]
    parts = max(-(-len(sheet.columns) // most_columns(sheet)), 1)
    wide = -(-len(sheet.columns) // parts)
    columns = [slice(part * wide, (part + 1) * wide) for part in range(parts)]
    pages = [(page, part) for page in divide(heights, heading=WIDE_HEADING) for part in columns]
    return tuple(
        replace(
            sheet,
            head=head_of(sheet.head, number, len(pages)),
            tallies=tallies_of(sheet.tallies, number),
            columns=sheet.columns[part],
            sections=tuple(_heat_section(sheet, piece, part) for piece in page),
        )
        for number, (page, part) in zip(count(1), pages)
    )


def most_columns(sheet: HeatSheet) -> int:
    """As many as leave room for the widest gap."""
    rows = (row for section in sheet.sections for row in section.rows)
    widest = fonts.widest((cell.text for row in rows for cell in row.cells), CELL, bold=True)
    return max(min(COLUMNS, int(CELLS_ROOM / (widest + CELL_GAP))), 1)


def _heat_section(sheet: HeatSheet, piece: Piece, part: slice) -> HeatSection:
    section = sheet.sections[piece.group]
    rows = (replace(row, cells=row.cells[part]) for row in piece.of(section.rows))
    return replace(section, rows=tuple(rows))


def paginate_bump(sheet: BumpSheet) -> tuple[BumpSheet, ...]:
    """As `paginate`, for lines of ranks; a long group's page shows a stretch of it."""
    heights = [[LINE_PITCH] * len(section.lines) for section in sheet.sections]
    pages = divide(heights, heading=WIDE_HEADING)
    return tuple(
        replace(
            sheet,
            head=head_of(sheet.head, number, len(pages)),
            sections=tuple(
                replace(
                    sheet.sections[piece.group], first=piece.start, shown=piece.end - piece.start
                )
                for piece in page
            ),
        )
        for number, page in zip(count(1), pages)
    )


def paginate_trend(sheet: TrendSheet) -> tuple[TrendSheet, ...]:
    """As `paginate`, for more lines than can be told apart in one picture."""
    parts = max(-(-len(sheet.series) // LINES), 1)
    size = -(-len(sheet.series) // parts)
    return tuple(
        replace(
            sheet,
            head=head_of(sheet.head, number, parts),
            tallies=tallies_of(sheet.tallies, number),
            series=sheet.series[(number - 1) * size : number * size],
        )
        for number in range(1, parts + 1)
    )


def head_of(head: Head, number: int, pages: int) -> Head:
    if pages == 1:
        return head
    return replace(head, page=f"{number}/{pages}", headline=head.headline if number == 1 else "")


def tallies_of(tallies: tuple[Tally, ...], number: int) -> tuple[Tally, ...]:
    return tallies if number == 1 else ()


def divide(heights: Sequence[Sequence[int]], *, heading: int) -> tuple[Page, ...]:
    """The pages for groups of rows that are so many pixels tall; at least one page."""
    for room in ROOMS:
        pages = _divide(heights, heading, room)
        if len(pages) <= ALBUM:
            break
    return pages or ((),)


def _divide(heights: Sequence[Sequence[int]], heading: int, room: Room) -> tuple[Page, ...]:
    pieces = [
        piece for group, rows in enumerate(heights) for piece in _pieces(group, rows, heading, room)
    ]
    fullest = _pack(pieces, room)
    # The smallest page that needs no more pages: 11 and 10 rows, not 20 and 1.
    for rows in range(1, room.rows):
        if len(even := _pack(pieces, replace(room, rows=rows))) == len(fullest):
            return even
    return fullest


def _pieces(group: int, rows: Sequence[int], heading: int, room: Room) -> Iterator[Piece]:
    """The whole group if it fits on a page, else equal parts of it."""
    parts = max(-(-len(rows) // room.rows), -(-(heading + sum(rows)) // room.pixels), 1)
    size, longer = divmod(len(rows), parts)
    start = 0
    for part in range(parts):
        end = start + size + (part < longer)
        yield Piece(group, start, end, heading + sum(rows[start:end]))
        start = end


def _pack(pieces: Sequence[Piece], room: Room) -> tuple[Page, ...]:
    pages: list[list[Piece]] = []
    rows = pixels = 0
    for piece in pieces:
        rows, pixels = rows + piece.end - piece.start, pixels + piece.pixels
        if not pages or rows > room.rows or pixels > room.pixels:
            pages.append([])
            rows, pixels = piece.end - piece.start, piece.pixels
        pages[-1].append(piece)
    return tuple(tuple(page) for page in pages)
