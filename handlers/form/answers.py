"""What the page is told, as plain JSON: every word of it is ready to be shown as text."""

from collections.abc import Sequence
from typing import Any

from domain.figures import Timeliness
from domain.people import Person
from domain.periods import Period
from domain.schedule import Schedule
from domain.windows import Window
from domain.yardstick import Yardstick
from handlers.actions.reporting.blanks import StillDoubtful, mark_of
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Blank, Outcome, Saved
from handlers.texts import figures, forms
from handlers.texts.catalog import Catalog

Json = dict[str, Any]


def whole(
    person: Person, items: Sequence[Item], texts: Catalog, *, schedule: Schedule, rules: Yardstick
) -> Json:
    """Everything asked of a person, a part for each period."""
    periods: dict[Period, list[Item]] = {}
    for item in items:
        periods.setdefault(item.window.period, []).append(item)
    return {
        "language": person.language.value,
        "name": person.name,
        "periods": [
            {
                "name": figures.period_name(period, texts.language),
                "due": _due(own[0].window, texts, schedule),
                "blanks": [blank(item, texts, rules) for item in own],
            }
            for period, own in periods.items()
        ],
    }


def _due(window: Window, texts: Catalog, schedule: Schedule) -> str:
    span = figures.span(window.period, texts.language)
    due = figures.moment(window.due, schedule.zone, texts.language)
    return texts.plain("form.page.due", span=span, due=due)


def blank(item: Item, texts: Catalog, rules: Yardstick) -> Json:
    """One number that is asked, with what stands."""
    last = item.last_value
    return {
        "blank": key_of(item),
        "number": item.number,
        "name": item.label,
        "measure": item.indicator.measure,
        "facts": forms.facts(item, texts, rules),
        "again": forms.again(item, texts),
        "same": None if last is None else forms.digits(last),
        "same_label": None if last is None else figures.fixed(last, item.indicator.decimals),
        "negative": forms.may_be_negative(item),
        "answer": None if item.is_open else _answer(Saved(item), texts, rules),
    }


def key_of(item: Item) -> str:
    """What a blank is called between the page and us."""
    return f"{item.assignment.id}:{item.window.period.key}"


def name_of(blank: Blank) -> str:
    """The same, of a blank that came back."""
    return f"{blank.assignment}:{blank.period}"


def _answer(saved: Saved, texts: Catalog, rules: Yardstick) -> Json:
    item, figure = saved.item, saved.item.figure
    lines = forms.standing(saved, texts, rules)
    if figure and figure.timeliness is Timeliness.LATE:
        lines.append(texts.plain("echo.late"))
    return {
        "value": forms.value(item, texts),
        "text": forms.typeable(item, texts),
        "note": (figure.note if figure else None) or "",
        "light": item.progress(rules).light.value,
        "lines": lines,
    }


def meant(outcome: Outcome, own: Blank, texts: Catalog, rules: Yardstick) -> Json:
    """What stands in a blank as it was read: an answer, or a sentence why it is none."""
    saved = next((s for s in outcome.saved if s.item.assignment.id == own.assignment), None)
    if saved is None:
        item = next(i for i in outcome.items if i.assignment.id == own.assignment)
        return {"state": "unread", "words": forms.unread(outcome, item, texts)}
    state = "unchanged" if saved.unchanged else "plain"
    return {"state": state, **_answer(saved, texts, rules)}


def doubted(doubt: StillDoubtful, texts: Catalog) -> Json:
    """The question about a number, with its choices."""
    doubtful = doubt.doubtful
    labels = forms.labels(doubtful, texts)
    return {
        "state": "doubt",
        "words": forms.question(doubtful, texts),
        "choices": [
            {
                "label": label,
                "mark": mark_of(choice),
                "odd": choice.odd is not None,
                "text": forms.filled_by(choice, doubtful, texts),
            }
            for choice, label in zip(doubtful.choices, labels, strict=True)
        ],
    }
