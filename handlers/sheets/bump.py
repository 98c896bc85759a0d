"""How ranks moved over the published weeks, group by group."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from charts.sheets.bump import BumpLine, BumpSection, BumpSheet
from charts.sheets.parts import Movement
from domain.periods import PeriodKind
from handlers.actions.lookups.climbs import PERIODS, places_won, ranks_of
from handlers.actions.measuring.board import Board
from handlers.sheets.heads import head_of
from handlers.texts import figures
from handlers.texts.catalog import Catalog

NAMED = 3


def bump_sheet(boards: Sequence[Board], texts: Catalog, zone: ZoneInfo) -> BumpSheet:
    """The ranks of the last boards, oldest first; the very last gives names and order."""
    boards = boards[-PERIODS:]
    last = boards[-1]
    title = texts.plain("picture.bump", campaign=last.campaign)
    return BumpSheet(
        head=head_of(last, texts, zone, title=title, headline=_headline(boards, texts)),
        periods=tuple(_name(board, texts) for board in boards),
        sections=tuple(
            BumpSection(
                heading=group or texts.plain("chart.ungrouped"),
                lines=tuple(
                    _line(standing.unit, standing.name, boards)
                    for standing in last.ranking.of_group(group)
                ),
            )
            for group in last.ranking.groups
        ),
        footer=(texts.plain("picture.bump_foot"),),
    )


def _line(unit: str, name: str, boards: Sequence[Board]) -> BumpLine:
    ranks = ranks_of(unit, boards)
    places = places_won(ranks)
    movement = Movement.NONE
    if places is not None:
        movement = Movement.UP if places > 0 else Movement.DOWN if places < 0 else Movement.SAME
    return BumpLine(
        name=name,
        ranks=ranks,
        movement=movement,
        movement_text=str(abs(places)) if places else "",
    )


def _name(board: Board, texts: Catalog) -> str:
    if board.period.kind is PeriodKind.WEEK:
        return texts.plain("picture.week", number=board.period.number)
    return figures.period_name(board.period, texts.language)


def _headline(boards: Sequence[Board], texts: Catalog) -> str:
    last = boards[-1].ranking.standings
    won = {s.name: places_won(ranks_of(s.unit, boards)) or 0 for s in last}
    most, least = max(won.values(), default=0), min(won.values(), default=0)
    ends = {"picture.bump_rose": max(most, 0), "picture.bump_fell": min(least, 0)}
    told = [_most(key, places, won, texts) for key, places in ends.items() if places]
    return texts.plain("picture.bump_and").join(told) or texts.plain("picture.bump_still")


def _most(key: str, places: int, won: Mapping[str, int], texts: Catalog) -> str:
    names = [name for name, count in won.items() if count == places]
    told = texts.plain("common.sep").join(names[:NAMED])
    told += texts.plain("common.list_end") if len(names) > NAMED else ""
    return texts.plain(key, names=told, count=abs(places))
