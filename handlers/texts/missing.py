"""Who has not answered what."""

from collections.abc import Iterator

from handlers.actions.surveying import Missing
from handlers.actions.views import MissingView
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html

MOST_LINES = 50
MOST_ITEMS = 4
MOST_MILESTONES = 10


def missing(view: MissingView, texts: Catalog) -> Html:
    """One line per person with the items that are open; one sentence when none are."""
    period = figures.period_name(view.period, texts.language)
    if not view.missing:
        none = texts.say("missing.none", period=period, count=view.expected)
        return Html("\n".join([none, *_overdue(view, texts)]))
    head = texts.say(
        "missing.title",
        period=period,
        count=view.expected - view.reported,
        given=view.reported,
        asked=view.expected,
    )
    lines = [_line(view, entry, texts) for entry in view.missing[:MOST_LINES]]
    if len(view.missing) > MOST_LINES:
        lines.append(texts.say("missing.more", count=len(view.missing)))
    return Html("\n".join([head, *lines, *_unreachable(view, texts), *_overdue(view, texts)]))


def _overdue(view: MissingView, texts: Catalog) -> Iterator[Html]:
    """Milestones whose day has passed, and nobody has said what became of them."""
    if view.overdue:
        yield texts.say("missing.milestones", count=len(view.overdue))
    for node in view.overdue[:MOST_MILESTONES]:
        yield texts.say(
            "missing.milestone",
            unit=node.unit.short,
            person=node.person,
            project=node.project.name,
            milestone=node.state.milestone.name,
            day=figures.short_day(node.state.expected, texts.language),
        )
    if len(view.overdue) > MOST_MILESTONES:
        yield texts.say("missing.milestones_more", count=len(view.overdue))


def _line(view: MissingView, entry: Missing, texts: Catalog) -> Html:
    items = texts.plain("common.sep").join(entry.items[:MOST_ITEMS])
    if len(entry.items) > MOST_ITEMS:
        items = texts.plain("missing.items_more", items=items, count=len(entry.items))
    person = _called(entry.person_name, view.stand_ins.get(entry.person), texts)
    return texts.say("missing.line", unit=entry.unit_name, person=person, items=items)


def _called(name: str, deputies: tuple[str, ...] | None, texts: Catalog) -> str:
    """The person, with the mark of who stands in; on leave without anybody, that."""
    if deputies is None:
        return name
    if not deputies:
        return texts.plain("missing.on_leave", person=name)
    names = texts.plain("common.sep").join(deputies)
    return texts.plain("missing.stood_in", person=name, names=names)


def _unreachable(view: MissingView, texts: Catalog) -> list[Html]:
    names = dict.fromkeys(entry.person_name for entry in view.missing if not entry.is_reachable)
    if not names:
        return []
    return [texts.say("missing.unreachable", names=texts.plain("common.sep").join(names))]
