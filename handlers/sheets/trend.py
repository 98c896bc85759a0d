"""One indicator over the weeks: a unit beside its plan, or several units beside the pace."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from charts.sheets.parts import Head
from charts.sheets.trend import PlanStep, TrendMark, TrendSeries, TrendSheet
from domain.figures import Basis
from domain.periods import Period, PeriodKind
from handlers.actions.views import Course, Trend
from handlers.sheets.card import pace_words
from handlers.texts import figures
from handlers.texts.adjustments import moved_facts
from handlers.texts.catalog import Catalog
from handlers.texts.statuses import minute

MOST_KINKS = 3
"""Changes of the plan that are told below the picture: the last ones."""


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
        footer=_footer(view, plan_label, texts),
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
        return texts.plain("picture.trend_rate", value=value, gap=gap)
    share = figures.percent(known.completion) if known.completion is not None else ""
    pace = pace_words(known.gap, texts)
    return texts.plain("picture.trend_story", value=value, completion=share, pace=pace)


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
    return view.plan, texts.plain(f"picture.{kind}"), _told(last, view)


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
    lines = [texts.plain(key, plan=plan)]
    if view.hidden:
        shown = len(view.courses)
        lines.insert(0, texts.plain("profile.trend_hidden", shown=shown, hidden=view.hidden))
    lines += [
        texts.plain("picture.trend_kink", **moved_facts(kink.moved, view.indicator, texts))
        for kink in view.kinks[-MOST_KINKS:]
    ]
    return tuple(lines)
