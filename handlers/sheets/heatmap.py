"""Unit by indicator as lights (挂图作战): one look shows where the red is."""

from collections import Counter
from zoneinfo import ZoneInfo

from charts.sheets.heatmap import HeatCell, HeatRow, HeatSection, HeatSheet
from charts.sheets.parts import Tally
from domain.figures import Basis, Indicator
from domain.items import Item
from domain.lights import Light
from domain.ranking import Standing
from domain.scoring import Score
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.standing import indicators_in
from handlers.actions.measuring.surveying import Survey
from handlers.sheets.heads import head_of
from handlers.texts import figures
from handlers.texts.catalog import Catalog

MOST_UNITS = 60


def heatmap_sheet(
    board: Board, survey: Survey, texts: Catalog, zone: ZoneInfo, *, most: int = MOST_UNITS
) -> HeatSheet:
    """Every unit's items in the order of the ranking; `board` is the overall one.

    Of very many units those furthest behind are shown, and how many are left out.
    """
    shown = _shown(board.ranking.standings, most)
    columns = [survey.roster.indicators[code] for code in indicators_in(survey)]
    scores = {score.unit: score for score in survey.ranked}
    sections = tuple(
        HeatSection(
            heading=group or texts.plain("chart.ungrouped"),
            rows=tuple(
                _row(standing, scores[standing.unit], columns, texts)
                for standing in board.ranking.of_group(group)
                if standing.unit in shown
            ),
        )
        for group in board.ranking.groups
        if any(standing.unit in shown for standing in board.ranking.of_group(group))
    )
    title = texts.plain("picture.heat", campaign=board.campaign)
    return HeatSheet(
        head=head_of(board, texts, zone, title=title, headline=_headline(board, sections, texts)),
        columns=tuple(min(indicator.names, key=len) for indicator in columns),
        sections=sections,
        tallies=_tallies(sections, board, texts),
        footer=_footer(len(shown), len(board.ranking.standings), texts),
    )


def _shown(standings: tuple[Standing, ...], most: int) -> set[str]:
    """The units a picture has room for, by their gap; those without one are no news."""
    if len(standings) <= most:
        return {standing.unit for standing in standings}
    ranked = sorted((s for s in standings if s.gap is not None), key=lambda s: s.gap or 0)
    return {standing.unit for standing in ranked[:most]}


def _footer(shown: int, everybody: int, texts: Catalog) -> tuple[str, ...]:
    foot = texts.plain("picture.heat_foot")
    if shown == everybody:
        return (foot,)
    return (texts.plain("picture.heat_hidden", shown=shown, hidden=everybody - shown), foot)


def _row(standing: Standing, score: Score, columns: list[Indicator], texts: Catalog) -> HeatRow:
    items = {item.indicator.code: item for item in score.items}
    return HeatRow(
        name=standing.name,
        rank=str(standing.rank) if standing.rank else texts.plain("light.none"),
        cells=tuple(_cell(items.get(indicator.code), texts) for indicator in columns),
    )


def _cell(item: Item | None, texts: Catalog) -> HeatCell:
    """The gap with its light; nothing where nothing is asked (不涉及), 未报 where nothing was said,
    暂无 where that was said."""
    if item is None or not item.is_asked:
        return HeatCell(Light.NONE, "")
    gap = item.progress.gap
    if item.progress.value is None:
        said = any(part.is_answered for part in item.parts)
        return HeatCell(Light.NONE, texts.plain(f"chart.{'not_available' if said else 'missing'}"))
    if gap is None:
        return HeatCell(Light.NONE, texts.plain("chart.no_target"))
    places = item.indicator.decimals if item.indicator.basis is Basis.RATE else 1
    return HeatCell(item.progress.light, figures.signed(gap, places))


def _headline(board: Board, sections: tuple[HeatSection, ...], texts: Catalog) -> str:
    red = Counter(
        {
            row.name: sum(cell.light is Light.RED for cell in row.cells)
            for section in sections
            for row in section.rows
        }
    )
    if not red.total():
        return texts.plain("picture.heat_none")
    unit, own = red.most_common(1)[0]
    return texts.plain("picture.heat_head", count=red.total(), unit=unit, own=own)


def _tallies(sections: tuple[HeatSection, ...], board: Board, texts: Catalog) -> tuple[Tally, ...]:
    lights = Counter(
        cell.light for section in sections for row in section.rows for cell in row.cells
    )
    shown = [
        Tally(str(lights[light]), texts.plain(f"picture.light.{light.value}"), light)
        for light in (Light.GREEN, Light.YELLOW, Light.RED)
    ]
    answered = Tally(f"{board.reported}/{board.expected}", texts.plain("chart.reported"))
    return (*shown, answered)
