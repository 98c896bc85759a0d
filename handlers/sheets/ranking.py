"""The ranking as a picture shows it: one section a group, and one sentence that tells the story."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median_low
from zoneinfo import ZoneInfo

from charts.sheets.parts import Scale
from charts.sheets.ranking import RankingRow, RankingSheet, Section
from domain.bearers import BEARERS, PEOPLE
from domain.lights import Light
from domain.ranking import Standing, Status
from handlers.actions.measuring.board import Board, Subject
from handlers.sheets.heads import has_moved, head_of, medal_of, movement_of, tallies_of
from handlers.texts import figures
from handlers.texts.catalog import Catalog
from handlers.texts.oddities import MARK, stage_mark, stages
from handlers.texts.outlooks import takes
from handlers.texts.statuses import amount_of, called, held_of, score_of

NAMED = 3
"""How many units one part of the headline names."""
MANY = 48
ENDS = 5
"""Units shown from either end of a long group."""


def ranking_sheet(
    board: Board, texts: Catalog, zone: ZoneInfo, *, brief: bool = False
) -> RankingSheet:
    """The picture of a board, overall or by one indicator.

    When it is `brief` and there are many units, each group shows its first and last only.
    """
    brief = brief and len(board.ranking.standings) > MANY
    return RankingSheet(
        head=head_of(
            board, texts, zone, title=_title(board, texts), headline=headline(board, texts)
        ),
        sections=tuple(_section(board, group, texts, brief) for group in board.ranking.groups),
        tallies=tallies_of(board, texts),
        footer=_footer(board, texts),
        scale=_scale(board),
    )


def _title(board: Board, texts: Catalog) -> str:
    if board.subject is None:
        return texts.plain("chart.ranking_title", campaign=board.campaign)
    if board.is_by_points:
        return texts.plain("chart.ranking_points_title", campaign=board.campaign)
    kind = "rate" if board.subject.is_rate else "indicator"
    return texts.plain(f"chart.ranking_{kind}_title", indicator=called(board.subject, texts))


def headline(board: Board, texts: Catalog) -> str:
    """Who leads, who is behind, how many are silent: the sentence to take away."""
    found = board.highlights
    bearers = _bearers(board)
    if found.leaders:
        key = "lead_groups" if len({s.group for s in found.leaders}) > 1 else "lead"
        parts = [_named(key, found.leaders, texts, bearers=bearers)]
    elif found.foremost:
        parts = [_placed(found.foremost, texts)]
    else:
        return texts.plain(f"chart.{bearers}.silent_all" if bearers else "chart.silent_all")
    red = [s for s in board.ranking.standings if s.light is Light.RED]
    if red:
        parts.append(_named("lag_red", sorted(red, key=_gap), texts, bearers=bearers))
    elif found.laggards:
        parts.append(_named("lag_yellow", found.laggards[:NAMED], texts))
    elif all(s.light is Light.GREEN for s in board.ranking.standings):
        parts.append(texts.plain("chart.lag_none"))
    if found.missing:
        silent = f"chart.{bearers}.silent" if bearers else "chart.silent"
        parts.append(texts.plain(silent, count=len(found.missing)))
    return texts.plain("chart.sep").join(parts)


def _named(key: str, standings: Sequence[Standing], texts: Catalog, *, bearers: str = "") -> str:
    names = texts.plain("common.sep").join(s.name for s in standings[:NAMED])
    if len(standings) <= NAMED:
        return texts.plain(f"chart.{key}", names=names)
    if bearers:
        key = f"{bearers}.{key}"
    return texts.plain(f"chart.{key}_more", names=names, count=len(standings))


def _bearers(board: Board) -> str:
    """What stands on the list instead of units: projects, people; "" if these do."""
    return board.code.removeprefix("@") if board.code in BEARERS else ""


def _placed(standings: Sequence[Standing], texts: Catalog) -> str:
    """Where those of a part of a list stand."""
    named = [texts.plain("chart.placed", name=s.name, rank=s.rank) for s in standings[:NAMED]]
    more = texts.plain("common.list_end") if len(standings) > NAMED else ""
    return f"{texts.plain('common.sep').join(named)}{more}"


def _gap(standing: Standing) -> Decimal:
    """Who is furthest behind comes first; by points, who has the fewest."""
    return standing.gap if standing.gap is not None else standing.completion or Decimal(0)


def _section(board: Board, group: str, texts: Catalog, brief: bool) -> Section:
    own = board.ranking.of_group(group)
    ranked = sum(standing.rank is not None for standing in own)
    pace, label = _pace(own, texts)
    rows = tuple(_row(standing, board, texts, compared=ranked) for standing in own)
    if brief and len(rows) > 2 * ENDS + 1:
        rows = (*rows[:ENDS], _between(len(rows) - 2 * ENDS, board, texts), *rows[-ENDS:])
    return Section(
        rows=rows,
        heading=group or texts.plain("chart.ungrouped"),
        detail=_detail(board, own, texts),
        pace=pace,
        pace_label=label,
    )


def _detail(board: Board, own: Sequence[Standing], texts: Catalog) -> str:
    """How much of the group is known."""
    if board.is_official:
        known = sum(standing.value is not None for standing in own)
        return texts.plain("chart.group_detail_official", given=known, asked=len(own))
    return texts.plain(
        "chart.group_detail",
        given=sum(standing.reported for standing in own),
        asked=sum(standing.expected for standing in own),
    )


def _between(count: int, board: Board, texts: Catalog) -> RankingRow:
    bearers = _bearers(board)
    return RankingRow(
        rank=texts.plain("chart.dots"),
        name=texts.plain(f"chart.{bearers}.between" if bearers else "chart.between", count=count),
        light=Light.NONE,
        completion=None,
        completion_text="",
    )


def _pace(own: Sequence[Standing], texts: Catalog) -> tuple[Decimal | None, str]:
    """The group's pace line; where units have plans of their own, the one in the middle."""
    paces = [s.pace for s in own if s.pace is not None and s.completion is not None]
    if not paces:
        return None, ""
    middle = median_low(paces)
    key = "chart.pace" if len(set(paces)) == 1 else "chart.pace_about"
    return middle, texts.plain(key, pace=figures.percent(middle))


def _row(standing: Standing, board: Board, texts: Catalog, *, compared: int) -> RankingRow:
    if standing.status is not Status.RANKED:
        return _unranked(standing, board, texts)
    movement, moved = movement_of(standing, texts)
    bar, words, gap = _measured(standing, board.subject)
    return RankingRow(
        rank=str(standing.rank),
        name=standing.name,
        light=standing.light,
        completion=bar,
        completion_text=words,
        gap_text=gap,
        medal=medal_of(standing, compared),
        movement=movement,
        movement_text=moved,
        note=_note(standing, board.subject, texts),
        needed_text=_needed(standing, board.subject, texts),
        mark=_mark(standing, board, texts),
    )


def _unranked(standing: Standing, board: Board, texts: Catalog) -> RankingRow:
    key = "missing" if standing.status is Status.NOT_REPORTED else "not_measured"
    key = "in_review" if standing.pending else key
    return RankingRow(
        rank=texts.plain("light.none"),
        name=standing.name,
        light=Light.NONE,
        completion=None,
        completion_text=texts.plain(f"chart.{key}"),
        mark=_mark(standing, board, texts) if standing.reported else "",
    )


def _measured(standing: Standing, subject: Subject | None) -> tuple[Decimal, str, str]:
    """The bar's length, the number beside it and the gap. A rate's bar is the rate itself."""
    gap = standing.gap or Decimal(0)
    shown = score_of(standing, subject)
    if standing.completion is not None:
        words = "" if standing.gap is None else figures.signed(gap, 1)
        return standing.completion, shown, words
    places = subject.decimals if subject else 1
    if standing.value is None:
        return gap, shown, ""
    return standing.value, shown, figures.signed(gap, places)


def _note(standing: Standing, subject: Subject | None, texts: Catalog) -> str:
    """Why a unit is behind; in the ranking of one indicator the amounts themselves.

    Where a red light only holds, what is lacking comes first.
    """
    held = held_of(standing, subject, texts)
    if subject is not None and standing.drag is None:
        amounts = _amounts(standing, subject, texts)
        return texts.plain("profile.sep").join(part for part in (held, amounts) if part)
    if held:
        return held
    if standing.drag is None or standing.light is Light.GREEN:
        return ""
    gap = figures.signed(standing.drag.gap, 1)
    return texts.plain("chart.drag", item=standing.drag.name, gap=gap)


def _needed(standing: Standing, subject: Subject | None, texts: Catalog) -> str:
    """What it takes; the target of a rate is told by the ranking of that rate already."""
    if standing.needed is None or (subject is not None and subject.is_rate):
        return ""
    return takes(standing.needed, texts)


def _amounts(standing: Standing, subject: Subject, texts: Catalog) -> str:
    if standing.target is None or standing.value is None:
        return ""
    target = amount_of(standing.target, subject)
    if subject.is_rate:
        words = texts.plain("chart.rate_target", target=target)
        return f"{words}{stage_mark(standing.stage, texts)}"
    value = f"{amount_of(standing.value, subject)}{stage_mark(standing.stage, texts)}"
    return texts.plain("chart.amount", value=value, target=target)


def _mark(standing: Standing, board: Board, texts: Catalog) -> str:
    """※ where a number is odd; how many are missing, and how many somebody has to confirm."""
    counts = {"partial": standing.expected - standing.reported, "pending": standing.pending}
    marks = [texts.plain(f"chart.{key}", count=count) for key, count in counts.items() if count]
    odd = [MARK] if any(one.unit == standing.unit for one in board.odd) else []
    return " ".join([*odd, *marks])


def _scale(board: Board) -> Scale | None:
    """A rate's bars run over the rates there are; shares have the picture's own scale."""
    if board.subject is None or not board.subject.is_rate:
        return None
    ranked = [s for s in board.ranking.standings if s.status is Status.RANKED]
    values = [float(_measured(standing, board.subject)[0]) for standing in ranked]
    return Scale(low=min([0.0, *values]), high=max([1.0, *values]))


def _footer(board: Board, texts: Catalog) -> tuple[str, ...]:
    kind = "overall"
    if board.code == PEOPLE:
        kind = "people"
    elif board.is_by_points:
        kind = "points"
    elif board.subject is not None:
        kind = "rate" if board.subject.is_rate else "indicator"
    lines = [texts.plain("chart.foot_official" if board.is_official else f"chart.foot_{kind}")]
    if any(s.needed and not s.needed.is_rate for s in board.ranking.standings):
        lines.insert(0, texts.plain("chart.foot_needed"))
    if has_moved(board.ranking.standings):
        lines.insert(0, texts.plain("chart.foot_movement"))
    if board.odd:
        lines.insert(0, texts.plain("odd.foot"))
    if board.stages:
        lines.append(stages(board.stages, texts))
    return tuple(lines)
