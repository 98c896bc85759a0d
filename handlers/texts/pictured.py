"""How the figures of a picture are made, in a few lines with one of them worked out."""

from collections.abc import Iterator
from decimal import Decimal

from domain.bearers import PROJECTS
from domain.comparison import Pair
from domain.figures import Basis, Indicator
from domain.items import Item
from domain.pace import Progress, method_of
from domain.periods import Period
from handlers.actions.lookups.bearers import BearersView
from handlers.actions.lookups.climbs import PERIODS, places_won, ranks_of
from handlers.actions.lookups.comparing import ComparisonView
from handlers.actions.lookups.pictured import Drawn
from handlers.actions.lookups.roadmaps import Node, RoadmapView
from handlers.actions.lookups.views.boards import BumpView, ContributionView, HeatView, WeeklyView
from handlers.actions.lookups.views.courses import Trend
from handlers.texts import comparisons, figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.outlooks import needed_sum
from handlers.texts.reckonings.items import formula
from handlers.texts.reckonings.verdicts import lights


def pictured(view: Drawn, texts: Catalog, *, choose: bool) -> Html:
    """The rule of each figure on it, a line each, and an example with its numbers.

    `choose`: there are buttons below for the sums of each who is named there.
    """
    match view:
        case HeatView():
            lines = _heat(view, texts)
        case BumpView():
            lines = _moves(view, texts)
        case WeeklyView():
            lines = _board(view, texts)
        case ContributionView():
            lines = _share(view, texts)
        case ComparisonView():
            lines = _duel(view, texts)
        case Trend():
            lines = _trend(view, texts)
        case BearersView():
            lines = _bearers(view, texts)
        case RoadmapView():
            lines = _road(view, texts)
    words = list(lines)
    if choose and not isinstance(view, WeeklyView):
        words.append(texts.say(_choose(view)))
    return Html("\n".join(words))


def _choose(view: Drawn) -> str:
    if isinstance(view, BearersView):
        return f"how.picture.choose_{_kind(view)}"
    return "how.choose"


def _kind(view: BearersView) -> str:
    return "projects" if view.board.code == PROJECTS else "people"


def _title(name: str, period: Period | None, texts: Catalog) -> Html:
    if period is None:
        return texts.say("how.picture.title_bare", name=name)
    told = figures.period_name(period, texts.language)
    return texts.say("how.picture.title", name=name, period=told)


def _heat(view: HeatView, texts: Catalog) -> Iterator[Html]:
    period = view.board.period
    yield _title(texts.plain("button.heat"), period, texts)
    yield texts.say("how.picture.cell")
    yield _completion(period, texts)
    yield texts.say("how.picture.cell_order")
    yield lights(view.board.rules, texts)
    cells = [(score.unit, item) for score in view.survey.ranked for item in score.items]
    known = [(u, i) for u, i in cells if i.progress.completion is not None and i.plan is not None]
    if known:
        unit, item = min(known, key=lambda cell: cell[1].progress.gap or Decimal(0))
        name = f"{view.survey.roster.units[unit].short}{min(item.indicator.names, key=len)}"
        yield from _worked(name, item, period, texts)


def _worked(name: str, item: Item, period: Period, texts: Catalog) -> Iterator[Html]:
    """One division with its numbers, and the gap that follows."""
    known = item.progress
    if known.pace is not None and known.gap is not None:
        method = method_of(item.indicator, item.plan, period.last_day_of_year)
        yield texts.say(
            "how.picture.worked",
            name=name,
            formula=formula(item, method, texts),
            pace=figures.percent(known.pace),
            gap=figures.signed(known.gap, 1),
        )


def _completion(period: Period, texts: Catalog) -> Html:
    return texts.say("how.step_share", day=_day(period, texts))


def _day(period: Period, texts: Catalog) -> str:
    return figures.short_day(period.last_day_of_year, texts.language)


def _moves(view: BumpView, texts: Catalog) -> Iterator[Html]:
    boards = view.boards[-PERIODS:]
    last = boards[-1]
    yield _title(texts.plain("button.moves"), last.period, texts)
    yield texts.say("how.picture.ranks")
    yield texts.say("how.picture.moved")
    won = {s.unit: places_won(ranks_of(s.unit, boards)) or 0 for s in last.ranking.standings}
    unit = max(won, key=lambda code: abs(won[code]), default="")
    if unit and won[unit]:
        ranks = ranks_of(unit, boards)
        first = next(n for n, rank in enumerate(ranks) if rank is not None)
        standing = last.ranking.of_unit(unit)
        yield texts.say(
            f"how.picture.{'rose' if won[unit] > 0 else 'fell'}",
            name=standing.name if standing else unit,
            first=figures.period_name(boards[first].period, texts.language),
            before=ranks[first],
            last=figures.period_name(last.period, texts.language),
            after=ranks[-1],
            count=abs(won[unit]),
        )


def _board(view: WeeklyView, texts: Catalog) -> Iterator[Html]:
    board = view.board
    yield _title(texts.plain(f"button.board_{board.period.kind.value}"), board.period, texts)
    yield texts.say("how.picture.ends")
    if view.totals:
        yield texts.say("how.picture.totals")
        total = view.totals[0]
        yield from _worked(total.indicator.name, total.item, board.period, texts)
        known = total.item.progress
        if total.outlook is not None and known.value is not None:
            curve = view.survey.rules.curve_of(total.indicator)
            yield from needed_sum(total.outlook, known.value, total.indicator, curve, texts)
    yield texts.say("how.picture.strips")
    yield lights(board.rules, texts)


def _share(view: ContributionView, texts: Catalog) -> Iterator[Html]:
    found, indicator = view.contribution, view.indicator
    places = indicator.decimals
    total = figures.fixed(found.total, places)
    yield _title(texts.plain("how.picture.of_total", name=indicator.name), view.period, texts)
    count = len(found.parts)
    yield texts.say("how.picture.sum", count=count, total=figures.amount(found.total, indicator))
    if found.completion is not None and found.target is not None:
        result, target = figures.percent(found.completion), figures.fixed(found.target, places)
        yield texts.say("how.picture.done", total=total, target=target, result=result)
    yield texts.say("how.picture.gained")
    yield texts.say("how.picture.share")
    for part in found.parts[:1]:
        value = figures.fixed(part.value, places)
        if part.share is not None:
            share = figures.percent(part.share)
            yield texts.say(
                "how.picture.share_worked", name=part.name, value=value, total=total, share=share
            )
        if part.gained is not None:
            yield texts.say(
                "how.picture.gained_worked",
                name=part.name,
                value=value,
                before=figures.fixed(part.value - part.gained, places),
                gained=figures.signed(part.gained, places),
            )


def _duel(view: ComparisonView, texts: Catalog) -> Iterator[Html]:
    yield _title(comparisons.title(view, texts), view.period, texts)
    yield _completion(view.period, texts)
    yield texts.say("how.picture.lead")
    if "mean" in (view.left.kind, view.right.kind):
        yield texts.say("how.picture.mean")
    if view.widest is not None:
        yield from _lead(view.widest, comparisons.names_of(view, texts), texts)


def _lead(widest: Pair, names: tuple[str, str], texts: Catalog) -> Iterator[Html]:
    """The difference in the row where they are farthest apart, the better one first."""
    if widest.left is None or widest.right is None or not widest.lead:
        return
    sides = [(names[0], widest.left), (names[1], widest.right)]
    (first, more), (second, less) = sides if widest.lead > 0 else reversed(sides)
    is_rate = more.indicator.basis is Basis.RATE
    places = more.indicator.decimals if is_rate else 1
    write = figures.signed if is_rate else figures.fixed
    yield texts.say(
        "how.picture.lead_rate" if is_rate else "how.picture.lead_worked",
        name=widest.name,
        first=first,
        more=write(more.score or Decimal(0), places),
        second=second,
        less=write(less.score or Decimal(0), places),
        lead=figures.fixed(abs(widest.lead), places),
    )


def _trend(view: Trend, texts: Catalog) -> Iterator[Html]:
    yield _title(texts.plain("how.picture.of_trend", name=view.indicator.name), view.period, texts)
    is_rate = view.indicator.basis is Basis.RATE
    if is_rate:
        yield texts.say("how.step_rate", day=_day(view.period, texts))
    else:
        yield texts.say("how.picture.points")
        yield _completion(view.period, texts)
    yield texts.say("how.picture.dotted")
    for course in view.courses[:1]:
        known = course.last
        if is_rate and known.difference is not None:
            yield texts.say(
                "how.picture.rate_worked",
                name=course.name,
                formula=_minus(known, view.indicator, texts),
            )
        elif known.completion is not None and known.pace is not None and known.gap is not None:
            yield texts.say(
                "how.picture.worked",
                name=course.name,
                formula=figures.percent(known.completion),
                pace=figures.percent(known.pace),
                gap=figures.signed(known.gap, 1),
            )


def _minus(known: Progress, indicator: Indicator, texts: Catalog) -> str:
    return texts.plain(
        "how.minus",
        value=figures.fixed(known.value or Decimal(0), indicator.decimals),
        target=figures.fixed(known.target or Decimal(0), indicator.decimals),
        result=figures.signed(known.difference or Decimal(0), indicator.decimals),
    )


def _bearers(view: BearersView, texts: Catalog) -> Iterator[Html]:
    board = view.board
    kind = _kind(view)
    yield _title(texts.plain(f"button.{kind}"), board.period, texts)
    yield texts.say(f"how.picture.{kind}")
    yield _completion(board.period, texts)
    yield texts.say("how.step_rank")
    yield lights(board.rules, texts)
    ranked = [one for one in board.ranking.standings if one.rank is not None]
    for best in ranked[:1]:
        if best.completion is not None and best.pace is not None:
            yield texts.say(
                "how.example",
                name=best.name,
                completion=figures.percent(best.completion),
                pace=figures.percent(best.pace),
                gap=figures.signed(best.gap or Decimal(0), 1),
                rank=best.rank,
            )


def _road(view: RoadmapView, texts: Catalog) -> Iterator[Html]:
    of_one = texts.plain("how.picture.of_road", name=view.name)
    yield _title(of_one if view.name else texts.plain("button.milestones"), None, texts)
    yield texts.say("how.picture.planned")
    yield texts.say("how.picture.late")
    yield texts.say("how.picture.overdue")
    today = figures.short_day(view.today, texts.language)
    for node in view.overdue[:1]:
        over = (view.today - node.state.expected).days
        yield texts.say("how.picture.overdue_worked", **_node(node, texts), today=today, count=over)
    for node in view.slipping[:1]:
        yield texts.say("how.picture.late_worked", **_node(node, texts), count=node.state.slip)


def _node(node: Node, texts: Catalog) -> dict[str, object]:
    milestone, expected = node.state.milestone, node.state.expected
    return {
        "name": texts.plain("milestone.name", project=node.project.name, milestone=milestone.name),
        "planned": figures.short_day(milestone.due, texts.language),
        "expected": figures.short_day(expected, texts.language),
    }
