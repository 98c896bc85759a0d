"""Why a unit lost places, in words."""

from collections.abc import Iterator

from handlers.actions.inquiry.falls import MOST, FallView
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html


def fall(view: FallView, texts: Catalog) -> Html:
    """The two places, what fell back and how far, and who passed it."""
    return Html("\n".join(_lines(view, texts)))


def _lines(view: FallView, texts: Catalog) -> Iterator[Html]:
    facts = {
        "name": view.name,
        "period": figures.period_name(view.period, texts.language),
        "before": figures.period_name(view.before, texts.language),
    }
    yield texts.say("inquiry.fall.title", **facts)
    places = view.places
    if places is None or view.now is None or view.then is None:
        yield texts.say("inquiry.fall.no_place")
    else:
        key = "fell" if places > 0 else "rose" if places < 0 else "stayed"
        ranks = {"then": view.then.rank, "now": view.now.rank, "count": abs(places)}
        yield texts.say(f"inquiry.fall.{key}", group=view.now.group, **ranks)
    if view.drags:
        yield texts.say("inquiry.fall.drags")
    for one in view.drags[:MOST]:
        yield texts.say(
            "inquiry.fall.drag",
            name=one.indicator.name,
            then=figures.signed(one.then, 1),
            now=figures.signed(one.now, 1),
            change=figures.signed(one.now - one.then, 1),
        )
    if len(view.drags) > MOST:
        yield texts.say("inquiry.more", count=len(view.drags) - MOST)
    if not view.drags:
        yield texts.say("inquiry.fall.no_drags")
    if view.passed:
        names = texts.plain("common.sep").join(view.passed[:MOST])
        end = texts.plain("common.list_end") if len(view.passed) > MOST else ""
        yield texts.say("inquiry.fall.passed", names=f"{names}{end}")
