"""Who has not answered what, and what was sent back and is awaited again."""

from collections.abc import Iterator

from handlers.actions.lookups.views.missing import MissingView
from handlers.actions.measuring.surveying import Missing
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html

MOST_LINES = 50
MOST_ITEMS = 4
MOST_RETURNED = 12
LONGEST_REASON = 40  # characters
MOST_MILESTONES = 10


def missing(view: MissingView, texts: Catalog) -> Html:
    """Who has not answered what, a block for each period that is open at the same time."""
    blocks = [_block(view, texts), *(_block(one, texts) for one in view.also)]
    return Html("\n".join([*blocks, *_overdue(view, texts)]))


def _block(view: MissingView, texts: Catalog) -> Html:
    """One line per person with what was never given, then what was sent back; or one sentence."""
    period = figures.period_name(view.period, texts.language)
    if not view.missing:
        key = "missing.none_of" if view.about else "missing.none"
        facts = {"about": view.about, "period": period, "count": view.expected}
        return texts.say(key, **facts)
    never = [entry for entry in view.missing if entry.never]
    head = texts.say(
        "missing.title" if never else "missing.title_all_given",
        period=f"{view.about}{period}" if view.about else period,
        count=sum(len(entry.never) for entry in never),
        given=view.reported,
        asked=view.expected,
    )
    lines = [_line(view, entry, texts) for entry in never[:MOST_LINES]]
    if len(never) > MOST_LINES:
        lines.append(texts.say("missing.more", count=len(never)))
    rest = (*_returned(view, texts), *_unreachable(view, texts))
    return Html("\n".join([head, *lines, *rest]))


def _returned(view: MissingView, texts: Catalog) -> Iterator[Html]:
    """What was given and sent back, one line a number, with who did so and why."""
    found = [(entry, lack) for entry in view.missing for lack in entry.returned]
    if found:
        yield texts.say("missing.returned", count=len(found))
    for entry, lack in found[:MOST_RETURNED]:
        person = _called(entry.person_name, view.stand_ins.get(entry.person), texts)
        facts = {"unit": entry.unit_name, "person": person, "item": lack.name}
        told = view.sent_back.get(lack.assignment)
        if told is None:
            yield texts.say("missing.returned_line", **facts)
        else:
            reason = _short(told.reason)
            yield texts.say("missing.returned_why", **facts, by=told.by, reason=reason)
    if len(found) > MOST_RETURNED:
        yield texts.say("missing.returned_more", count=len(found))


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
    items = texts.plain("common.sep").join(lack.name for lack in entry.never[:MOST_ITEMS])
    if len(entry.never) > MOST_ITEMS:
        items = texts.plain("missing.items_more", items=items, count=len(entry.never))
    person = _called(entry.person_name, view.stand_ins.get(entry.person), texts)
    return texts.say("missing.line", unit=entry.unit_name, person=person, items=items)


def _short(reason: str) -> str:
    return reason if len(reason) <= LONGEST_REASON else f"{reason[: LONGEST_REASON - 1]}…"


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
