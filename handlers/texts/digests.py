"""A supervisor's day in a few lines."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from domain.roster import Unit
from handlers.actions.lookups.roadmaps import Node
from handlers.actions.posting.digesting import Contents, Given, Open
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, escaped
from handlers.texts.items import answer_of
from handlers.texts.oddities import MARK, reasons

NAMED = 5
"""Units, people or numbers that a line names."""
LONGEST_NAME = 20


def digest(found: Contents, unit: Unit | None, texts: Catalog, zone: ZoneInfo) -> Html:
    """At most a dozen lines; what did not happen is not mentioned.

    Without a unit it is only about what waits to be decided.
    """
    day = figures.short_day(found.day, texts.language)
    if unit is not None:
        head = texts.say("digest.title", unit=unit.short, day=day)
    else:
        head = texts.say("digest.title_undecided", day=day)
    return Html("\n".join([head, *_lines(found, texts, zone)]))


def _lines(found: Contents, texts: Catalog, zone: ZoneInfo) -> Iterator[Html]:
    if found.came:
        units = [
            texts.say("digest.of_unit", unit=_short(unit), count=count)
            for unit, count in sorted(found.came.items(), key=lambda entry: -entry[1])
        ]
        count = sum(found.came.values())
        key = "digest.came" if len(units) > 1 else "digest.came_of_one"
        yield texts.say(key, count=count, units=_list(units, texts))
    for period in found.complete:
        name = figures.period_name(period, texts.language)
        yield texts.say("digest.complete", period=name)
    for one in found.open:
        yield _open(one, texts, zone)
    for given in found.odd[:NAMED]:
        why = reasons((given.figure.odd or "").split(","), texts)
        yield texts.say("digest.odd", mark=MARK, why=why, **_number(given, texts))
    if found.waiting:
        yield texts.say("digest.waiting", count=found.waiting)
    if found.undecided:
        names = [escaped(_short(one.label)) for one in found.undecided]
        yield texts.say("digest.undecided", count=len(names), names=_list(names, texts))
    if found.returned:
        names = [escaped(_short(name)) for name in found.returned]
        yield texts.say("digest.returned", count=len(names), names=_list(names, texts))
    if found.answered:
        answers = [texts.say("digest.number", **_number(one, texts)) for one in found.answered]
        yield texts.say("digest.answered", names=_list(answers, texts))
    if found.overdue:
        yield texts.say("digest.overdue", nodes=_nodes(found.overdue, texts))
    if found.due:
        yield texts.say("digest.due", nodes=_nodes(found.due, texts))


def _open(one: Open, texts: Catalog, zone: ZoneInfo) -> Html:
    people = [
        texts.say(
            "digest.owes",
            unit=_short(entry.unit_name),
            person=_short(entry.person_name),
            count=len(entry.items),
        )
        for entry in one.missing
    ]
    return texts.say(
        "digest.open",
        period=figures.period_name(one.period, texts.language),
        count=one.expected - one.reported,
        due=figures.moment(one.due, zone, texts.language),
        people=_list(people, texts),
    )


def _number(given: Given, texts: Catalog) -> dict[str, object]:
    value = answer_of(given.figure, given.indicator, texts)
    return {"name": _short(given.name), "value": value}


def _nodes(nodes: Sequence[Node], texts: Catalog) -> Html:
    told = [
        texts.say(
            "digest.node",
            project=_short(node.project.name),
            milestone=_short(node.state.milestone.name),
            day=figures.short_day(node.state.expected, texts.language),
        )
        for node in nodes
    ]
    return _list(told, texts)


def _list(named: Sequence[Html], texts: Catalog) -> Html:
    more = texts.say("common.list_end") if len(named) > NAMED else ""
    return Html(f"{texts.say('common.sep').join(named[:NAMED])}{more}")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
