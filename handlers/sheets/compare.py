"""Two sides as a picture: for each indicator two bullet bars, and who is ahead."""

from zoneinfo import ZoneInfo

from charts.sheets.compare import CompareBar, CompareRow, CompareSheet
from charts.sheets.parts import Head, Tally
from domain.comparison import Mark, Pair, Side
from domain.figures import Basis
from domain.lights import Light
from handlers.actions.lookups.comparing import ComparisonView
from handlers.texts import comparisons, figures
from handlers.texts.catalog import Catalog
from handlers.texts.statuses import minute


def compare_sheet(
    view: ComparisonView, texts: Catalog, zone: ZoneInfo, *, district: str
) -> CompareSheet:
    """The picture of a comparison."""
    names = comparisons.names_of(view, texts)
    return CompareSheet(
        head=Head(
            title=comparisons.title(view, texts),
            subtitle=texts.plain(
                "picture.card",
                district=district,
                period=figures.period_name(view.period, texts.language),
                as_of=minute(view.as_of, zone, texts.language),
            ),
            headline=comparisons.story(view, texts),
            stamp=texts.plain("chart.stamp"),
        ),
        sides=names,
        rows=tuple(_row(pair, texts) for pair in view.pairs),
        tallies=_tallies(view, texts),
        footer=(texts.plain("picture.compare_foot", rates=_rates(view, texts)),),
    )


def _rates(view: ComparisonView, texts: Catalog) -> str:
    """What is compared of rates, where there are any; of a group the one in the middle."""
    marks = [mark for pair in view.pairs for mark in (pair.left, pair.right) if mark is not None]
    if not any(mark.indicator.basis is Basis.RATE for mark in marks):
        return ""
    is_mean = "mean" in (view.left.kind, view.right.kind)
    return texts.plain("picture.compare_rates_mean" if is_mean else "picture.compare_rates")


def _row(pair: Pair, texts: Catalog) -> CompareRow:
    lead = pair.lead
    return CompareRow(
        name=pair.name,
        bars=(_bar(pair.left, texts), _bar(pair.right, texts)),
        lead_text=comparisons.lead(pair, texts),
        ahead=None if not lead else 0 if lead > 0 else 1,
    )


def _bar(mark: Mark | None, texts: Catalog) -> CompareBar:
    if mark is None:
        words = texts.plain("picture.compare_none")
        return CompareBar(light=Light.NONE, completion=None, completion_text=words)
    return CompareBar(
        light=mark.light,
        completion=mark.points,
        completion_text=_score(mark, texts),
        gap_text=comparisons.gap_of(mark),
        value_text=_amounts(mark, texts),
        pace=mark.pace if mark.points is not None else None,
        mark=texts.plain("picture.carried") if mark.is_carried and mark.value is not None else "",
    )


def _score(mark: Mark, texts: Catalog) -> str:
    """Completion; of a rate its value; or that there is nothing."""
    if mark.completion is not None:
        return figures.percent(mark.completion)
    if mark.value is not None:
        return figures.amount(mark.value, mark.indicator)
    if mark.gap is not None:
        return texts.plain("picture.compare_gap")
    return texts.plain("picture.missing")


def _amounts(mark: Mark, texts: Catalog) -> str:
    parts = []
    if mark.value is not None and mark.completion is not None:
        parts.append(figures.amount(mark.value, mark.indicator))
    if mark.target is not None:
        target = figures.amount(mark.target, mark.indicator)
        parts.append(texts.plain("picture.target", value=target))
    return "　".join(parts)


def _tallies(view: ComparisonView, texts: Catalog) -> tuple[Tally, ...]:
    """How many rows each leads, between them the places they have in their groups."""
    if view.unit is not None:
        return ()
    left, right = view.ahead
    names = comparisons.names_of(view, texts)
    ahead = [
        Tally(str(count), texts.plain("picture.compare_ahead", name=name))
        for count, name in zip((left, right), names, strict=True)
    ]
    places = [_place(side, texts) for side in (view.left, view.right)]
    return tuple(tally for tally in (places[0], *ahead, places[1]) if tally is not None)


def _place(side: Side, texts: Catalog) -> Tally | None:
    standing = side.standing
    if standing is None or standing.rank is None:
        return None
    count = texts.plain("picture.compare_rank", rank=standing.rank)
    score = figures.percent(standing.completion) if standing.completion is not None else ""
    words = texts.plain("picture.compare_place", name=side.name, score=score)
    return Tally(count, words, standing.light)
