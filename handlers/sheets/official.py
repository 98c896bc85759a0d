"""Reported against published values as a picture: amounts in percent, rates in points."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from charts.sheets.gaps import GapRow, GapSection, GapSheet
from charts.sheets.parts import Head, Tally
from domain.official import Compared
from handlers.actions.lookups.beside import OfficialView
from handlers.texts import figures
from handlers.texts.catalog import Catalog
from handlers.texts.officials import reports_of, value_of
from handlers.texts.statuses import minute


def official_sheet(
    view: OfficialView, texts: Catalog, zone: ZoneInfo, *, district: str, as_of: datetime
) -> GapSheet:
    """The picture of the published values of one period."""
    amounts = [entry for entry in view.entries if not _is_in_points(entry)]
    rates = [entry for entry in view.entries if _is_in_points(entry)]
    sections = (("amounts", amounts), ("rates", rates))
    return GapSheet(
        head=Head(
            title=texts.plain("official.title"),
            subtitle=texts.plain(
                "picture.card",
                district=district,
                period=figures.period_name(view.period, texts.language) if view.period else "",
                as_of=minute(as_of, zone, texts.language),
            ),
            headline=_headline(view, texts),
            stamp=texts.plain("chart.stamp_official"),
        ),
        tallies=_tallies(view, texts),
        sections=tuple(
            GapSection(
                rows=tuple(_row(entry, view, texts) for entry in entries),
                heading=texts.plain(f"official.{key}"),
                below=texts.plain("official.below"),
                above=texts.plain("official.above"),
            )
            for key, entries in sections
            if entries
        ),
        footer=(texts.plain("official.foot"),),
    )


def _is_in_points(entry: Compared) -> bool:
    return entry.share is None and entry.difference is not None


def _headline(view: OfficialView, texts: Catalog) -> str:
    told = [entry for entry in view.entries if entry.difference]
    if not told:
        is_known = any(entry.difference is not None for entry in view.entries)
        return texts.plain("official.same" if is_known else "official.nothing_to_compare")
    first = told[0]
    name = f"{view.roster.units[first.official.unit].short}{first.indicator.name}"
    way = "more" if (first.difference or 0) > 0 else "less"
    return texts.plain(f"official.story_{way}", name=name, gap=_share(first, texts).lstrip("+−"))


def _tallies(view: OfficialView, texts: Catalog) -> tuple[Tally, ...]:
    gaps = [entry.difference for entry in view.entries if entry.difference is not None]
    counts: Sequence[tuple[str, int]] = (
        ("count_more", sum(gap > 0 for gap in gaps)),
        ("count_less", sum(gap < 0 for gap in gaps)),
        ("count_same", sum(gap == 0 for gap in gaps)),
        ("count_alone", len(view.entries) - len(gaps)),
    )
    return tuple(Tally(str(count), texts.plain(f"official.{key}")) for key, count in counts)


def _row(entry: Compared, view: OfficialView, texts: Catalog) -> GapRow:
    published = value_of(entry.official, entry.indicator, texts)
    name = f"{view.roster.units[entry.official.unit].short} {entry.indicator.name}"
    if entry.difference is None or entry.reported is None or entry.reported_for is None:
        detail = texts.plain("official.detail_bare", value=published)
        return GapRow(name=name, detail=detail, gap=None, share_text=texts.plain("official.alone"))
    return GapRow(
        name=name,
        detail=texts.plain(
            "official.detail",
            value=published,
            reported=figures.fixed(entry.reported, entry.indicator.decimals),
            week=reports_of(entry, texts),
        ),
        gap=entry.difference if entry.share is None else entry.share,
        gap_text=figures.change(entry.difference, entry.indicator, texts.language)
        if entry.share is not None
        else "",
        share_text=_share(entry, texts) if entry.difference else texts.plain("official.count_same"),
    )


def _share(entry: Compared, texts: Catalog) -> str:
    if entry.share is not None:
        return f"{figures.signed(entry.share, 1)}%"
    places = entry.indicator.decimals
    return figures.signed(entry.difference, places) if entry.difference is not None else ""
