"""One indicator over the weeks: a unit beside its plan, or several units beside the pace."""

from datetime import date
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from charts.sheets.parts import Head
from charts.sheets.trend import PlanStep, TrendAhead, TrendMark, TrendSeries, TrendSheet
from domain.figures import Basis
from domain.outlook import BAND
from domain.periods import Period, PeriodKind
from handlers.actions.lookups.views.courses import Course, Trend
from handlers.sheets.card import pace_words
from handlers.texts import figures
from handlers.texts.adjustments import moved_facts
from handlers.texts.catalog import Catalog
from handlers.texts.outlooks import needed_short
from handlers.texts.statuses import minute

MOST_KINKS = 3
"""Changes of the plan that are told below the picture: the last ones."""

DAYS: Final = {
    PeriodKind.WEEK: 7.0,
    PeriodKind.MONTH: 365 / 12,
    PeriodKind.QUARTER: 365 / 4,
    PeriodKind.YEAR: 365.0,
}
"""Days of one step along the axis."""


def trend_sheet(view: Trend, texts: Catalog, zone: ZoneInfo, *, district: str) -> TrendSheet:
    """The picture of a trend."""
    plan, plan_label, plan_text = _plan(view, texts)
    return TrendSheet(
        head=Head(
            title=_title(view, texts),
            subtitle=texts.plain(
                "picture.card",
                district=district,
                period=figures.period_name(view.period, texts.language),
                as_of=minute(view.as_of, zone, texts.language),
            ),
            headline=_headline(view, texts),
            stamp=texts.plain("chart.stamp"),
        ),
        periods=tuple(_short_name(period, texts) for period in view.periods),
        series=tuple(_series(course, view) for course in view.courses),
        measure=texts.plain("picture.share") if view.is_share else view.indicator.measure,
        plan=plan,
        plan_label=plan_label,
        plan_text=plan_text,
        marks=_marks(view),
        mark_label=texts.plain("official.mark") if view.official else "",
        steps=tuple(PlanStep(at=k.at, before=k.before, after=k.after) for k in view.kinks),
        places=tuple(_place(period.last_day_of_year, view) for period in view.periods),
        ahead=_ahead(view, texts),
        footer=_footer(view, plan_label, texts),
    )


def _place(day: date, view: Trend) -> float:
    """Where a day lies along the periods, counted from the first one's end."""
    first = view.periods[0].last_day_of_year if view.periods else day
    return (day - first).days / DAYS[view.period.kind]


def _ahead(view: Trend, texts: Catalog) -> TrendAhead | None:
    """From now to the target in sight, where there is time left."""
    if view.outlook is None or not view.periods or not view.courses:
        return None
    until, now = view.outlook.anchor.day, view.periods[-1].last_day_of_year
    known = [
        (p, v) for p, v in zip(view.periods, view.courses[0].values, strict=True) if v is not None
    ]
    if until <= now or not known:
        return None
    (last, value), found = known[-1], view.outlook.forecast
    target = view.outlook.anchor.amount
    return TrendAhead(
        place=_place(until, view),
        day_text=figures.short_day(until, texts.language),
        target=target,
        target_text=texts.plain("picture.trend_target", value=_told(target, view)),
        plan=tuple((_place(day, view), planned) for day, planned in view.ahead),
        start=_place(last.last_day_of_year, view),
        value=value,
        low=found.low if found else None,
        middle=found.middle if found else None,
        high=found.high if found else None,
        middle_text=texts.plain("picture.trend_expected", value=_told(found.middle, view))
        if found
        else "",
    )


def _title(view: Trend, texts: Catalog) -> str:
    if view.label:
        return texts.plain("picture.trend", indicator=view.label)
    if view.unit is None:
        return texts.plain("picture.trend", indicator=view.indicator.name)
    return texts.plain("picture.trend_unit", unit=view.unit.short, indicator=view.indicator.name)


def _headline(view: Trend, texts: Catalog) -> str:
    """Of one unit, how it stands; of several, who is first and last."""
    if view.unit is None:
        first, last = view.courses[0].name, view.courses[-1].name
        return texts.plain("picture.trend_ends", first=first, last=last) if first != last else ""
    known = view.courses[0].last
    if known.gap is None or known.value is None:
        return ""
    value = figures.amount(known.value, view.indicator)
    if view.indicator.basis is Basis.RATE:
        gap = figures.signed(known.gap, view.indicator.decimals)
        return texts.plain("picture.trend_rate", value=value, gap=gap) + _aim(view, texts)
    share = figures.percent(known.completion) if known.completion is not None else ""
    pace = pace_words(known.gap, texts)
    story = texts.plain("picture.trend_story", value=value, completion=share, pace=pace)
    return story + _aim(view, texts)


def _aim(view: Trend, texts: Catalog) -> str:
    """What it takes to meet the target in sight, and how likely that is."""
    found = view.outlook
    if found is None or not found.weeks:
        return ""
    words = []
    if needed := needed_short(found, view.indicator, texts):
        weeks = figures.fixed(found.weeks, 1)
        words.append(texts.plain("board.needed", weeks=weeks, needed=needed))
    if found.forecast is not None:
        words.append(texts.plain("picture.trend_chance", chance=found.forecast.chance))
    told = texts.plain("picture.trend_comma").join(words)
    return texts.plain("picture.trend_aim", aim=told) if told else ""


def _series(course: Course, view: Trend) -> TrendSeries:
    last = next((value for value in reversed(course.values) if value is not None), None)
    return TrendSeries(
        name=course.name,
        values=course.values,
        last_text=_told(last, view) if last is not None else "",
        light=course.last.light,
    )


def _told(value: Decimal, view: Trend) -> str:
    if view.is_share:
        return figures.percent(value)
    return figures.fixed(value, view.indicator.decimals)


def _plan(view: Trend, texts: Catalog) -> tuple[tuple[Decimal | None, ...], str, str]:
    last = next((value for value in reversed(view.plan) if value is not None), None)
    if last is None:
        return (), "", ""
    kind = "pace" if view.is_share else "plan"
    if view.indicator.basis is Basis.RATE:
        kind = "target_line"
    # A target that stays what it is needs to be written but once.
    is_told = kind == "target_line" and bool(view.ahead)
    return view.plan, texts.plain(f"picture.{kind}"), "" if is_told else _told(last, view)


def _marks(view: Trend) -> tuple[TrendMark, ...]:
    """What was published, in the period whose report tells the same; the later one of two."""
    places = {period: place for place, period in enumerate(view.periods)}
    shown = {places[period]: one for period, one in view.official if period in places}
    return tuple(
        TrendMark(place=place, value=one.value, text=_told(one.value, view))
        for place, one in sorted(shown.items())
    )


def _short_name(period: Period, texts: Catalog) -> str:
    if period.kind is PeriodKind.WEEK:
        return texts.plain("picture.week", number=period.number)
    return figures.period_name(period, texts.language)


def _footer(view: Trend, plan: str, texts: Catalog) -> tuple[str, ...]:
    key = "picture.trend_foot" if plan else "picture.trend_foot_bare"
    is_foretold = view.outlook is not None and view.outlook.forecast is not None
    if plan and is_foretold:
        key = "picture.trend_foot_band"
    lines = [texts.plain(key, plan=plan, band=BAND)]
    if view.hidden:
        shown = len(view.courses)
        lines.insert(0, texts.plain("profile.trend_hidden", shown=shown, hidden=view.hidden))
    lines += [
        texts.plain("picture.trend_kink", **moved_facts(kink.moved, view.indicator, texts))
        for kink in view.kinks[-MOST_KINKS:]
    ]
    return tuple(lines)
