"""A unit, a project or a person as a card: every number a bullet bar with its last weeks."""

from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from charts.sheets.card import CardGroup, CardItem, CardSheet
from charts.sheets.parts import Head, Tally
from domain.lights import Light
from domain.periods import Period
from handlers.actions.lookups.views.cards import Card, Line
from handlers.texts import figures, lines
from handlers.texts.catalog import Catalog
from handlers.texts.officials import in_short
from handlers.texts.outlooks import needed_short
from handlers.texts.profiles import milestone
from handlers.texts.statuses import minute


def card_sheet(view: Card, texts: Catalog, zone: ZoneInfo, *, district: str) -> CardSheet:
    """The picture of a card."""
    head = Head(
        title=view.name,
        subtitle=texts.plain(
            "picture.card",
            district=district,
            period=figures.period_name(view.period, texts.language),
            as_of=minute(view.as_of, zone, texts.language),
        ),
        headline=_headline(view, texts, zone),
        stamp=texts.plain("chart.stamp"),
    )
    return CardSheet(
        head=head,
        groups=tuple(_group(view, period, texts) for period in view.periods),
        tallies=_tallies(view, texts),
        footer=tuple(_footer(view, texts)),
    )


def _footer(view: Card, texts: Catalog) -> Iterator[str]:
    if any(line.official is not None for line in view.lines):
        yield texts.plain("official.card_foot")
    yield texts.plain("picture.foot" if len(view.periods) == 1 else "picture.foot_periods")


def _group(view: Card, period: Period, texts: Catalog) -> CardGroup:
    """The numbers of one period; where there are several, each says which and how many are in."""
    items = tuple(_item(line, view, texts) for line in view.of(period))
    if len(view.periods) == 1:
        return CardGroup(items=items)
    given, asked = view.reported(period), view.expected(period)
    return CardGroup(
        items=items,
        heading=figures.period_name(period, texts.language),
        detail=texts.plain("picture.given", given=given, asked=asked),
    )


def _headline(view: Card, texts: Catalog, zone: ZoneInfo) -> str:
    if view.standing is not None:
        return _place(view, texts)
    if words := milestone(view, view.as_of.astimezone(zone).date(), texts):
        return words
    counts = _counts(view)
    key = "picture.lights_red" if counts[Light.RED] else "picture.lights"
    return texts.plain(key, count=len(view.lines), green=counts[Light.GREEN], red=counts[Light.RED])


def _place(view: Card, texts: Catalog) -> str:
    standing = view.standing
    group = view.unit.group or texts.plain("chart.ungrouped")
    if standing is None or standing.completion is None or standing.gap is None:
        return texts.plain("picture.unit_none", group=group)
    return texts.plain(
        "picture.unit_place",
        group=group,
        rank=standing.rank,
        completion=figures.percent(standing.completion),
        pace=pace_words(standing.gap, texts),
    )


def pace_words(gap: Decimal, texts: Catalog) -> str:
    """Ahead of the pace or behind it, by how much."""
    if not gap:
        return texts.plain("picture.even")
    key = "picture.ahead" if gap > 0 else "picture.behind"
    return texts.plain(key, points=figures.fixed(abs(gap), 1))


def _item(line: Line, view: Card, texts: Catalog) -> CardItem:
    known = line.progress
    is_old = line.lacking == line.asked > 0 or line.not_available
    gap = lines.gap_of(line)
    return CardItem(
        name=line.name,
        light=known.light,
        completion=line.points,
        completion_text=_verdict(line, texts),
        value_text=lines.value_of(line, texts) if known.completion is not None else "",
        target_text=_target(line, texts),
        needed_text=needed_short(line.outlook, line.indicator, texts)
        if line.outlook and known.light in (Light.YELLOW, Light.RED)
        else "",
        gap_text=gap,
        pace=line.pace if line.points is not None else None,
        note=" ".join(
            part
            for part in (
                texts.plain("picture.carried") if is_old and known.value is not None else "",
                lines.notes_of(line, texts),
            )
            if part
        ),
        mark=_mark(line, texts),
        history=_history(line),
        official=line.official,
        official_text=_official(line, view, texts),
    )


def _official(line: Line, view: Card, texts: Catalog) -> str:
    """What was published last, with the gap of the report that tells the same."""
    known = (own for own in view.official if own.indicator.code == line.indicator.code)
    return next((in_short(entry, texts) for entry in known), "")


def _verdict(line: Line, texts: Catalog) -> str:
    """Completion; of a rate, or without a target, the value itself."""
    return lines.share_of(line) or lines.value_of(line, texts)


def _target(line: Line, texts: Catalog) -> str:
    target = line.progress.target
    if target is None:
        return ""
    return texts.plain("picture.target", value=figures.amount(target, line.indicator))


def _mark(line: Line, texts: Catalog) -> str:
    if line.progress.value is not None and line.not_available:
        return texts.plain("chart.not_available")
    if not line.lacking or line.progress.value is None:
        return ""
    if line.lacking < line.asked:
        return texts.plain("chart.partial", count=line.lacking)
    return texts.plain("profile.returned" if line.sent_back else "picture.missing")


def _history(line: Line) -> tuple[Decimal | None, ...]:
    """The points of the last periods with the present one, if there is anything to show."""
    now = line.points if line.lacking < line.asked else None
    known = (*line.history, now)
    return known if sum(value is not None for value in known) > 1 else ()


def _counts(view: Card) -> dict[Light, int]:
    lights = [line.progress.light for line in view.lines]
    return {light: lights.count(light) for light in Light}


def _tallies(view: Card, texts: Catalog) -> tuple[Tally, ...]:
    counts = _counts(view)
    shown = [
        Tally(str(counts[light]), texts.plain(f"picture.light.{light.value}"), light)
        for light in (Light.GREEN, Light.YELLOW, Light.RED)
    ]
    given = sum(view.reported(period) for period in view.periods)
    asked = sum(view.expected(period) for period in view.periods)
    answered = Tally(f"{given}/{asked}", texts.plain("chart.reported"))
    return (*shown, answered)
