"""Where lists of numbers by how they came lead to, targets in words, and a fall."""

from domain.contribution import ADDING_UP
from handlers.actions.inquiry.arrivals import ArrivalsView
from handlers.actions.inquiry.falls import FallView
from handlers.actions.inquiry.goals import GoalsView
from handlers.looks import Look, leaf, pair
from handlers.outgoing import Button, Keyboard
from handlers.rows import in_rows
from handlers.texts.catalog import Catalog
from handlers.viewers import Viewer
from handlers.ways.steps import LONGEST, MOST_NAMED, MOST_OTHERS, to_sums, to_whole


def from_arrivals(view: ArrivalsView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """What became of each that was changed; else the units they are of, and who is missing."""
    period = view.periods[0].key
    last = (Button(texts.plain("button.missing"), Look("missing").data), to_whole(period, texts))
    if view.kind == "revised":
        past = [
            Button(
                f"{one.unit_name} {one.name}"[:LONGEST],
                Look("past", leaf(one.assignment.id, 0), one.figure.period).data,
            )
            for one in view.found[:MOST_OTHERS]
        ]
        return (*((button,) for button in past), last)
    units = {
        one.assignment.unit: one.unit_name
        for one in view.found
        if viewer.sees_all or one.assignment.unit in viewer.units
    }
    named = [Button(name, Look("unit", code, period).data) for code, name in units.items()]
    return (*in_rows(named[:MOST_NAMED]), last)


def from_goals(view: GoalsView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """Of one unit each number; of more who brings what; how targets are broken down."""
    period = view.period.key
    named = []
    for goal in view.goals[:MOST_NAMED]:
        one = goal.indicator
        name = min(one.names, key=len)
        if view.unit:
            named.append(Button(name, Look("item", pair(view.unit, one.code), period).data))
        elif viewer.sees_all and one.basis in ADDING_UP:
            named.append(Button(name, Look("share", one.code, period).data))
    targets = Button(texts.plain("button.targets"), Look("targets", view.unit).data)
    return (*in_rows(named), (targets, to_whole(period, texts)))


def from_fall(view: FallView, viewer: Viewer, texts: Catalog) -> Keyboard:
    """The numbers that fell back, the unit, and how its own number is reckoned."""
    period = view.period.key
    named = [
        Button(
            min(one.indicator.names, key=len),
            Look("item", pair(view.unit, one.indicator.code), period).data,
        )
        for one in view.drags[:MOST_NAMED]
    ]
    last = [Button(texts.plain("button.moves"), Look("moves", "", period).data)]
    if viewer.sees_all or view.unit in viewer.units:
        last.insert(0, Button(view.name, Look("unit", view.unit, period).data))
        last.append(to_sums("how", view.unit, period, texts))
    return (*in_rows(named), tuple(last))
