"""The brief as it goes on paper: its sentences, the ranking, the lights, and what to know."""

import re
from collections.abc import Iterator
from html import unescape
from zoneinfo import ZoneInfo

from charts.sheets.board import BoardNote
from charts.sheets.brief import BriefSheet
from handlers.actions.lookups.views.boards import BriefView, PaperView
from handlers.actions.measuring.board import Board
from handlers.sheets.heads import head_of
from handlers.sheets.heatmap import heatmap_sheet
from handlers.sheets.ranking import ranking_sheet
from handlers.sheets.weekly import total_row
from handlers.texts import briefs, closings, figures
from handlers.texts.amendments import amended
from handlers.texts.catalog import Catalog
from handlers.texts.oddities import listed
from handlers.texts.statuses import minute

MOST_UNITS = 30
"""Rows of lights; more would take a page of their own."""
MOST_PEOPLE = 12
MOST_ODD = 6
MOST_INDICATORS = 12
MOST_SHORT = 8
MOST_LISTED = 12
"""Units that fit the lines of a note."""


def brief_sheet(view: PaperView, texts: Catalog, zone: ZoneInfo) -> BriefSheet:
    """The document of a period; of many units each group shows its first and last only."""
    brief, board = view.brief, view.brief.board
    period = figures.period_name(board.period, texts.language)
    title = texts.plain("paper.title", campaign=board.campaign, period=period)
    ranking = ranking_sheet(board, texts, zone, brief=True)
    heat = heatmap_sheet(board, brief.survey, texts, zone, most=MOST_UNITS)
    _, *told = briefs.lines(brief, texts, zone)
    keys = ("rank", "unit", "completion", "gap", "moved", "note")
    rank, unit, completion, gap, moved, note = (texts.plain(f"paper.{key}") for key in keys)
    return BriefSheet(
        head=head_of(board, texts, zone, title=title, headline=""),
        created=board.as_of,
        language={"zh": "zh-CN"}.get(texts.language.value, texts.language.value),
        paragraphs=tuple(map(_bare, told)),
        ranking_heading=texts.plain("paper.ranking"),
        headings=(rank, unit, completion, gap, moved, note),
        sections=ranking.sections,
        totals_heading=texts.plain("board.totals"),
        totals_detail=texts.plain("paper.totals_detail"),
        totals=tuple(total_row(total, texts) for total in view.totals),
        heat_heading=texts.plain("paper.heat"),
        heat_detail=" ".join(heat.footer[:-1]),
        columns=heat.columns,
        heat=heat.sections,
        notes=(*_closing(brief, texts), *_notes(board, texts)),
        footer=texts.plain("paper.foot", as_of=minute(board.as_of, zone, texts.language)),
    )


def _bare(line: str) -> str:
    """A sentence of the chat without its markup."""
    return unescape(re.sub(r"</?[bi]>", "", line))


def _closing(brief: BriefView, texts: Catalog) -> Iterator[BoardNote]:
    """Who missed which target by how much, and all who may be listed."""
    told, units = brief.closing, brief.survey.roster.units
    if told is None:
        return
    if told.tally and told.tally.shortfalls:
        missed = [
            closings.shortfall(one, units, texts, most=MOST_SHORT)
            for one in told.tally.shortfalls[:MOST_INDICATORS]
        ]
        yield BoardNote(heading=texts.plain("paper.shortfalls"), lines=tuple(map(_bare, missed)))
    if told.lists:
        rolls = tuple(map(_bare, closings.lists(told.lists, units, texts, most=MOST_LISTED)))
        if rolls:
            yield BoardNote(heading=texts.plain("paper.lists"), lines=rolls)


def _notes(board: Board, texts: Catalog) -> Iterator[BoardNote]:
    """Why it is issued anew, who owes what, by name, and every odd number with its reason."""
    if board.amendment is not None:
        lines = [_bare(line) for line in amended(board.amendment, texts)]
        yield BoardNote(heading=texts.plain("paper.amended"), lines=tuple(lines))
    if board.missing:
        lines = [
            texts.plain(
                "paper.missing_item",
                unit=entry.unit_name,
                person=entry.person_name,
                items=texts.plain("common.sep").join(entry.items),
            )
            for entry in board.missing[:MOST_PEOPLE]
        ]
        if len(board.missing) > MOST_PEOPLE:
            people, count = len(board.missing), board.expected - board.reported
            lines.append(texts.plain("paper.missing_more", people=people, count=count))
        yield BoardNote(heading=texts.plain("paper.missing"), lines=tuple(lines))
    if board.odd:
        told = tuple(map(_bare, listed(board.odd, texts, most=MOST_ODD)))
        yield BoardNote(heading=texts.plain("paper.odd"), lines=told)
