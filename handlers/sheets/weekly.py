"""A period at one look as a picture: no more of anything than one page can name."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from charts.sheets.board import (
    BoardEntry,
    BoardGroup,
    BoardNote,
    BoardSheet,
    BoardStrip,
    BoardTotal,
)
from domain.figures import Basis, Indicator
from domain.items import Item
from domain.lights import Light
from domain.periods import Period
from domain.ranking import Standing, Status
from domain.scoring import Score
from handlers.actions.lookups.views.boards import WeeklyView
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.standing import indicators_in
from handlers.actions.measuring.surveying import Missing
from handlers.actions.measuring.totals import Total
from handlers.sheets.heads import head_of, tallies_of
from handlers.sheets.ranking import headline
from handlers.texts import figures
from handlers.texts.catalog import Catalog
from handlers.texts.oddities import MARK, reasons
from handlers.texts.outlooks import needed_short
from handlers.texts.statuses import score_of

ENDS = {1: 5, 2: 3, 3: 2}
"""Units named at either end of each group, by the number of groups; of more groups one."""
MOST_GROUPS = 6
MOST_STRIPS = 8
MOST_NAMED = 6
MOST_LINES = 3
LONGEST = 18
"""Characters of a name or a reason in a line of several."""


def weekly_sheet(view: WeeklyView, texts: Catalog, zone: ZoneInfo) -> BoardSheet:
    """The picture of a period; the kind of period names it."""
    board = view.board
    title = texts.plain("board.title", campaign=board.campaign, kind=kind_name(board.period, texts))
    columns = _columns(view)
    groups = board.ranking.groups
    ends, strips = tuple(_ends(board, texts)), _strips(view, columns, texts)
    return BoardSheet(
        head=head_of(board, texts, zone, title=title, headline=headline(board, texts)),
        tallies=tallies_of(board, texts),
        left=texts.plain("board.first"),
        right=texts.plain("board.last"),
        groups=ends,
        totals_heading=texts.plain("board.totals"),
        totals_detail=_hidden("board.totals_hidden", view.others, texts),
        totals=tuple(total_row(total, texts) for total in view.totals),
        strips_heading=texts.plain("board.strips"),
        strips_detail=_hidden(
            "board.strips_hidden", len(indicators_in(view.survey)) - len(columns), texts
        ),
        strip_groups=tuple(group for group in groups) if len(groups) > 1 else ("",) * len(groups),
        strips=strips,
        notes=tuple(_notes(board, texts)),
        footer=tuple(_footer(view, texts, ends=ends, strips=strips)),
    )


def kind_name(period: Period, texts: Catalog) -> str:
    """周, 月, 季 or 年, before the word board."""
    return texts.plain(f"board.kind.{period.kind.value}")


def _hidden(key: str, count: int, texts: Catalog) -> str:
    return texts.plain(key, count=count) if count > 0 else ""


def _ends(board: Board, texts: Catalog) -> Iterator[BoardGroup]:
    """The groups there is room for; none before anybody has a place."""
    if any(standing.status is Status.RANKED for standing in board.ranking.standings):
        for group in board.ranking.groups[:MOST_GROUPS]:
            yield _group(board, group, texts)


def _group(board: Board, group: str, texts: Catalog) -> BoardGroup:
    """The first of a group, and those at its end who are behind the pace."""
    own = board.ranking.of_group(group)
    ranked = [s for s in own if s.status is Status.RANKED]
    most = ENDS.get(len(board.ranking.groups), 1)
    first = ranked[: min(most, max(1, (len(ranked) + 1) // 2))]
    behind = [s for s in ranked[len(first) :] if s.light in (Light.YELLOW, Light.RED)]
    detail = texts.plain(
        "chart.group_detail",
        given=sum(s.reported for s in own),
        asked=sum(s.expected for s in own),
    )
    several = len(board.ranking.groups) > 1
    return BoardGroup(
        first=tuple(_entry(s, board) for s in first),
        last=tuple(_entry(s, board) for s in behind[-most:]),
        heading=(group or texts.plain("chart.ungrouped")) if several else "",
        detail=detail if several else "",
        last_text=texts.plain("board.nobody_behind" if ranked else "chart.silent_all"),
    )


def _entry(standing: Standing, board: Board) -> BoardEntry:
    return BoardEntry(
        rank=str(standing.rank),
        name=standing.name,
        light=standing.light,
        completion_text=score_of(standing, board.subject),
        gap_text=figures.signed(standing.gap, 1) if standing.gap is not None else "",
    )


def total_row(total: Total, texts: Catalog) -> BoardTotal:
    """A total against its target and pace, with what each week left must bring."""
    known, indicator = total.item.progress, total.indicator
    return BoardTotal(
        name=indicator.name,
        light=known.light,
        completion=known.completion,
        completion_text=figures.percent(known.completion) if known.completion is not None else "",
        gap_text=figures.signed(known.gap, 1) if known.gap is not None else "",
        amount_text=_amount(total, texts),
        pace=known.pace if known.completion is not None else None,
        note=_needed(total, texts),
        mark=texts.plain("board.silent", count=total.silent) if total.silent else "",
        course=total.values,
        plan=total.planned if known.target is not None else (),
    )


def _amount(total: Total, texts: Catalog) -> str:
    known, indicator = total.item.progress, total.indicator
    value = known.value or Decimal(0)
    if known.target is None:
        return figures.amount(value, indicator)
    target = figures.amount(known.target, indicator)
    return texts.plain(
        "board.amount", value=figures.fixed(value, indicator.decimals), target=target
    )


def _needed(total: Total, texts: Catalog) -> str:
    """What each of the weeks left must bring."""
    if total.outlook is None:
        return ""
    needed = needed_short(total.outlook, total.indicator, texts)
    weeks = figures.fixed(total.outlook.weeks, 1)
    return texts.plain("board.needed", weeks=weeks, needed=needed) if needed else ""


def _columns(view: WeeklyView) -> list[Indicator]:
    """The indicators there is room for: those with the most red, in roster order."""
    codes = indicators_in(view.survey)
    red = {code: len(_red(view, code)) for code in codes}
    kept = sorted(codes, key=lambda code: -red[code])[:MOST_STRIPS]
    return [view.survey.roster.indicators[code] for code in codes if code in kept]


def _strips(
    view: WeeklyView, columns: Sequence[Indicator], texts: Catalog
) -> tuple[BoardStrip, ...]:
    """The lights of each indicator; nothing before any of them is lit."""
    strips = tuple(_strip(view, indicator, texts) for indicator in columns)
    lights = {light for strip in strips for group in strip.lights for light in group}
    return strips if lights - {None, Light.NONE} else ()


def _strip(view: WeeklyView, indicator: Indicator, texts: Catalog) -> BoardStrip:
    scores = {score.unit: score for score in view.survey.ranked}
    ranking = view.board.ranking
    red = _red(view, indicator.code)
    names = tuple(
        texts.plain("board.red_item", name=_short(name), gap=_gap(item))
        for name, item in red[:MOST_NAMED]
    )
    return BoardStrip(
        name=min(indicator.names, key=len),
        lights=tuple(
            tuple(
                _light(scores.get(standing.unit), indicator.code)
                for standing in ranking.of_group(group)
            )
            for group in ranking.groups
        ),
        count=texts.plain("board.red", count=len(red)) if red else "",
        names=names,
        sep=texts.plain("common.sep"),
    )


def _light(score: Score | None, indicator: str) -> Light | None:
    item = _item(score, indicator)
    return item.progress.light if item else None


def _item(score: Score | None, indicator: str) -> Item | None:
    """What is asked of a unit; None for what is not."""
    for item in score.items if score else ():
        if item.indicator.code == indicator and item.is_asked:
            return item
    return None


def _red(view: WeeklyView, indicator: str) -> list[tuple[str, Item]]:
    """The units with a red light and what is behind it, the furthest behind first."""
    scores = {score.unit: score for score in view.survey.ranked}
    found = [
        (standing.name, item)
        for standing in view.board.ranking.standings
        if (item := _item(scores.get(standing.unit), indicator))
        and item.progress.light is Light.RED
    ]
    return sorted(found, key=lambda entry: entry[1].progress.gap or 0)


def _gap(item: Item) -> str:
    gap = item.progress.gap
    if gap is None:
        return ""
    return figures.signed(gap, item.indicator.decimals if item.indicator.basis is Basis.RATE else 1)


def _notes(board: Board, texts: Catalog) -> Iterator[BoardNote]:
    """Who moved, who has not reported, which numbers are odd."""
    sep = texts.plain("common.sep")
    moved = board.highlights
    lines = [
        texts.plain(
            f"board.{key}",
            names=sep.join(
                texts.plain("board.move", name=_short(s.name), count=abs(int(s.movement or 0)))
                for s in standings
            ),
        )
        for key, standings in (("up", moved.climbers), ("down", moved.fallers))
        if standings
    ]
    if lines:
        yield BoardNote(heading=texts.plain("board.moves"), lines=tuple(lines))
    yield BoardNote(heading=texts.plain("board.missing"), lines=tuple(_missing(board, texts)))
    if board.odd:
        yield BoardNote(heading=texts.plain("board.odd"), lines=tuple(_odd(board, texts)))


def _missing(board: Board, texts: Catalog) -> Iterator[str]:
    if board.reported == board.expected:
        yield texts.plain("caption.missing_none", count=board.expected)
        return
    for entry in board.missing[:MOST_LINES]:
        yield _owing(entry, texts)
    if len(board.missing) > MOST_LINES:
        count = board.expected - board.reported
        yield texts.plain("board.missing_more", people=len(board.missing), count=count)


def _owing(entry: Missing, texts: Catalog) -> str:
    facts = {"unit": _short(entry.unit_name), "person": _short(entry.person_name)}
    if len(entry.items) > 2:
        return texts.plain("board.missing_many", **facts, count=len(entry.items))
    items = texts.plain("common.sep").join(map(_short, entry.items))
    return texts.plain("board.missing_item", **facts, items=items)


def _odd(board: Board, texts: Catalog) -> Iterator[str]:
    for one in board.odd[:MOST_LINES]:
        yield texts.plain(
            "odd.line",
            mark=MARK,
            unit=_short(one.unit_name),
            name=_short(one.name),
            value=figures.measured(one.value, one.measure, one.decimals),
            why=_short(reasons(one.kinds, texts)),
        )
    if len(board.odd) > MOST_LINES:
        yield texts.plain("odd.more", count=len(board.odd) - MOST_LINES)


def _footer(
    view: WeeklyView, texts: Catalog, *, ends: Sequence[BoardGroup], strips: Sequence[BoardStrip]
) -> Iterator[str]:
    hidden = len(view.board.ranking.groups) - len(ends)
    if ends and hidden:
        yield texts.plain("board.groups_hidden", count=hidden)
    if view.totals and not all(total.is_own for total in view.totals):
        yield texts.plain("board.foot_totals")
    yield texts.plain("board.foot" if strips else "board.foot_bare")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
