"""Who brings what to a total: the largest first, with what each added this time."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from charts.sheets.contribution import ContributionRow, ContributionSheet
from charts.sheets.parts import Head, Tally
from domain.contribution import Brought
from handlers.actions.lookups.views.boards import ContributionView
from handlers.texts import figures
from handlers.texts.catalog import Catalog
from handlers.texts.statuses import minute

FIRST = 3
NAMED = 2


def contribution_sheet(
    view: ContributionView, texts: Catalog, zone: ZoneInfo, *, district: str
) -> ContributionSheet:
    """The picture of a total and its parts."""
    return ContributionSheet(
        head=Head(
            title=texts.plain("picture.contribution", indicator=view.indicator.name),
            subtitle=texts.plain(
                "picture.card",
                district=district,
                period=figures.period_name(view.period, texts.language),
                as_of=minute(view.as_of, zone, texts.language),
            ),
            headline=_headline(view, texts),
            stamp=texts.plain("chart.stamp"),
        ),
        rows=tuple(_row(part, view, texts) for part in view.contribution.parts),
        tallies=_tallies(view, texts),
        footer=_footer(view, texts),
    )


def _headline(view: ContributionView, texts: Catalog) -> str:
    """How much the first few bring, and who added most."""
    found = view.contribution
    if not found.parts:
        return texts.plain("picture.contribution_none")
    words = ""
    count = min(FIRST, len(found.parts))
    share = found.share_of_first(count)
    if share is not None and count < len(found.parts):
        words = texts.plain("picture.contribution_head", count=count, share=figures.percent(share))
    gained = sorted(
        (part for part in found.parts if part.gained is not None and part.gained > 0),
        key=lambda part: -(part.gained or Decimal(0)),
    )
    if gained:
        names = texts.plain("common.sep").join(part.name for part in gained[:NAMED])
        words += texts.plain("picture.contribution_gain", names=names)
    return words.lstrip("；; ")


def _row(part: Brought, view: ContributionView, texts: Catalog) -> ContributionRow:
    places = view.indicator.decimals
    return ContributionRow(
        name=part.name,
        value=part.value,
        gained=part.gained,
        value_text=figures.fixed(part.value, places),
        share_text=figures.percent(part.share) if part.share is not None else "",
        gained_text=figures.signed(part.gained, places) if part.gained else "",
        light=part.light,
    )


def _tallies(view: ContributionView, texts: Catalog) -> tuple[Tally, ...]:
    found, places = view.contribution, view.indicator.decimals
    measure = texts.plain("picture.contribution_sum", measure=view.indicator.measure)
    counts = [Tally(figures.fixed(found.total, places), measure)]
    if found.completion is not None:
        done = texts.plain("picture.contribution_done")
        counts.append(Tally(figures.percent(found.completion), done))
    if found.gained is not None:
        more = texts.plain("picture.contribution_more")
        counts.append(Tally(figures.signed(found.gained, places), more))
    return tuple(counts)


def _footer(view: ContributionView, texts: Catalog) -> tuple[str, ...]:
    lines = [texts.plain("picture.contribution_foot")]
    if view.silent:
        names = texts.plain("common.sep").join(view.silent)
        lines.insert(0, texts.plain("picture.contribution_silent", names=names))
    return tuple(lines)
