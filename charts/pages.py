"""Pages that a phone can show: rows divided so that each picture stays readable."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from charts.sheets import RankingRow, RankingSheet, Scale, Section

HEADING, ROW, ROW_WITH_REASON = 84, 68, 108
LOWEST, HIGHEST = -60.0, 160.0
ALBUM = 10  # Telegram sends at most ten pictures together


@dataclass(frozen=True, slots=True)
class Room:
    """How much one page may hold."""

    rows: int
    pixels: int


# Pages grow taller only when there would be more of them than one album takes.
ROOMS = (Room(rows=24, pixels=2400), Room(rows=36, pixels=3200))


def row_height(row: RankingRow) -> int:
    return ROW_WITH_REASON if row.note or row.mark else ROW


def section_height(section: Section) -> int:
    return HEADING + sum(row_height(row) for row in section.rows)


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
    pages = next(
        (pages for room in ROOMS[:-1] if len(pages := _divide(sheet.sections, room)) <= ALBUM),
        None,
    ) or _divide(sheet.sections, ROOMS[-1])
    if len(pages) <= 1:
        return (replace(sheet, scale=sheet.scale or scale_of(sheet)),)
    return tuple(_page(sheet, pages, number) for number in range(1, len(pages) + 1))


def _page(sheet: RankingSheet, pages: tuple[tuple[Section, ...], ...], number: int) -> RankingSheet:
    first = number == 1
    head = replace(
        sheet.head,
        page=f"{number}/{len(pages)}",
        headline=sheet.head.headline if first else "",
    )
    return replace(
        sheet,
        head=head,
        tallies=sheet.tallies if first else (),
        sections=pages[number - 1],
        scale=sheet.scale or scale_of(sheet),
    )


def _divide(sections: tuple[Section, ...], room: Room) -> tuple[tuple[Section, ...], ...]:
    pieces = [piece for section in sections for piece in _pieces(section, room)]
    fullest = _pack(pieces, room)
    # The smallest page that needs no more pages: 11 and 10 rows, not 20 and 1.
    for rows in range(1, room.rows):
        if len(even := _pack(pieces, replace(room, rows=rows))) == len(fullest):
            return even
    return fullest


def _pieces(section: Section, room: Room) -> Iterator[Section]:
    """The section itself if it fits on a page, else equal parts of it."""
    parts = max(-(-len(section.rows) // room.rows), -(-section_height(section) // room.pixels), 1)
    size, longer = divmod(len(section.rows), parts)
    start = 0
    for part in range(parts):
        end = start + size + (part < longer)
        yield replace(section, rows=section.rows[start:end])
        start = end


def _pack(pieces: list[Section], room: Room) -> tuple[tuple[Section, ...], ...]:
    pages: list[list[Section]] = []
    rows = pixels = 0
    for piece in pieces:
        rows, pixels = rows + len(piece.rows), pixels + section_height(piece)
        if not pages or rows > room.rows or pixels > room.pixels:
            pages.append([])
            rows, pixels = len(piece.rows), section_height(piece)
        pages[-1].append(piece)
    return tuple(tuple(page) for page in pages)
