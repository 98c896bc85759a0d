"""How far the targets are broken down, in words: what is left over, and who bears what."""

from collections.abc import Iterator
from decimal import Decimal

from domain.breakdown import ADDS_UP, MONTHS_OF, QUARTERS, Breakdown, Level, State, Sum
from domain.figures import Indicator
from domain.roster import Assignment, Roster
from handlers.actions.lookups.targeting import Tally, TargetsView
from handlers.texts import figures
from handlers.texts.adjustments import changes
from handlers.texts.catalog import Catalog, Html

MOST_FAULTS = 20
MOST_ENTRIES = 12
MOST_NAMES = 3
MOST_TOLD = 2


def targets(view: TargetsView, texts: Catalog) -> Html:
    """The whole with what is not broken down; of one unit every target with its parts."""
    head = [_title(view, texts), _count(view, texts)]
    if view.unit is None and len(view.entries) > 1:
        return Html("\n".join([*head, *_faults(view, texts), *changes(view.changes, texts)]))
    lines = [line for entry in view.entries[:MOST_ENTRIES] for line in _tree(entry, view, texts)]
    if len(view.entries) > MOST_ENTRIES:
        lines.append(texts.say("targets.more", count=len(view.entries)))
    return Html("\n".join([*head, *lines, *changes(view.changes, texts)]))


def _title(view: TargetsView, texts: Catalog) -> Html:
    names = [view.unit.short] if view.unit else []
    names += [view.indicator.name] if view.indicator else []
    about = texts.plain("targets.between").join(names)
    key = "targets.title_about" if names else "targets.title"
    return texts.say(key, year=view.year, about=about)


def _count(view: TargetsView, texts: Catalog) -> Html:
    if not view.entries:
        return texts.say("targets.empty")
    levels = [
        texts.plain(f"targets.to.{level.value}", tally=_share(view.tally(level)))
        for level in Level
        if view.tally(level).asked
    ]
    levels.append(texts.plain("targets.to.people", tally=_share(Tally(view.numbers, view.numbers))))
    return texts.say(
        "targets.count_all" if view.met == len(view.entries) else "targets.count",
        asked=len(view.entries),
        met=view.met,
        open=len(view.entries) - view.met,
        levels=texts.plain("targets.sep").join(levels),
    )


def _share(tally: Tally) -> str:
    return f"{tally.met}/{tally.asked}"


def _faults(view: TargetsView, texts: Catalog) -> Iterator[Html]:
    faulty = [entry for entry in view.entries if not entry.is_met]
    for entry in faulty[:MOST_FAULTS]:
        indicator = view.roster.indicators[entry.indicator]
        what = list(_told(entry, indicator, view, texts))[:MOST_TOLD]
        yield texts.say(
            "targets.fault",
            unit=view.roster.units[entry.unit].short,
            indicator=indicator.name,
            what=Html(texts.say("targets.sep").join(what)),
        )
    if len(faulty) > MOST_FAULTS:
        yield texts.say("targets.more", count=len(faulty))


def _told(
    entry: Breakdown, indicator: Indicator, view: TargetsView, texts: Catalog
) -> Iterator[Html]:
    """What is not broken down of one indicator; a level nobody has begun with, in one sentence."""
    if not entry.has_target:
        yield texts.say("targets.none")
    for level in Level:
        own = [one for one in entry.faults if one.level is level]
        if slots := dict.fromkeys(one.whole_slot for one in own if one.is_untouched):
            yield _untouched(entry, level, list(slots), texts)
        for one in own:
            if not one.is_untouched:
                yield state_of(one, indicator, view.roster, texts)


def _untouched(entry: Breakdown, level: Level, slots: list[str], texts: Catalog) -> Html:
    known = {one.whole_slot for one in entry.sums if one.level is level}
    if len(slots) == len(known):
        return texts.say(f"targets.untouched.{level.value}")
    names = texts.plain("common.sep").join(texts.plain(f"targets.slot.{slot}") for slot in slots)
    return texts.say(
        "targets.untouched.some", slots=names, level=texts.plain(f"targets.parts.{level.value}")
    )


def state_of(one: Sum, indicator: Indicator, roster: Roster, texts: Catalog) -> Html:
    """What is left over of one whole, or was given out too much, or that it adds up."""
    key = one.state.value
    if one.state is not State.MET and indicator.basis not in ADDS_UP and not _is_across(one):
        key = "differs"
    names = [_part(name, one, roster, texts) for name in one.lacking]
    listed = texts.plain("common.sep").join(names[:MOST_NAMES])
    return texts.say(
        f"targets.state.{key}",
        slot=texts.plain(f"targets.slot.{one.whole_slot}"),
        whole=figures.fixed(one.whole, indicator.decimals),
        parts=texts.plain(f"targets.parts.{one.level.value}"),
        given=figures.fixed(one.given, indicator.decimals),
        rest=figures.amount(abs(one.remainder), indicator),
        lacking=listed + (texts.plain("common.list_end") if len(names) > MOST_NAMES else ""),
    )


def _is_across(one: Sum) -> bool:
    return one.level in (Level.PROJECTS, Level.UNITS)


def _part(name: str, one: Sum, roster: Roster, texts: Catalog) -> str:
    match one.level:
        case Level.PROJECTS:
            return roster.projects[name].name
        case Level.UNITS:
            return roster.units[name].short
        case _:
            return texts.plain(f"targets.slot.{name}")


def _tree(entry: Breakdown, view: TargetsView, texts: Catalog) -> Iterator[Html]:
    """One indicator: the year, its quarters with their months, its projects and their people."""
    indicator = view.roster.indicators[entry.indicator]
    sign = texts.say("light.green" if entry.is_met else "light.yellow")
    if entry.own is None:
        yield texts.say("targets.entry_bare", sign=sign, name=indicator.name)
    else:
        yield texts.say(
            "targets.entry",
            sign=sign,
            name=indicator.name,
            year=_amount(entry.own, "year", indicator, texts),
            person=view.roster.people[entry.own.person].name,
        )
        yield from _quarters(entry.own, indicator, texts)
    for one in entry.projects:
        yield texts.say(
            "targets.project",
            name=view.roster.projects[one.project or ""].name,
            year=_amount(one, "year", indicator, texts),
            person=view.roster.people[one.person].name,
        )
    for told in _told(entry, indicator, view, texts):
        yield texts.say("targets.remark", what=told)


def _quarters(own: Assignment, indicator: Indicator, texts: Catalog) -> Iterator[Html]:
    for quarter in QUARTERS:
        if quarter not in own.targets:
            continue
        months = [
            texts.plain(
                "targets.month",
                month=texts.plain(f"targets.slot.{month}"),
                value=figures.fixed(own.targets[month], indicator.decimals),
            )
            for month in MONTHS_OF[quarter]
            if month in own.targets
        ]
        yield texts.say(
            "targets.quarter_months" if months else "targets.quarter",
            quarter=texts.plain(f"targets.slot.{quarter}"),
            value=figures.fixed(own.targets[quarter], indicator.decimals),
            months=texts.plain("common.sep").join(months),
        )


def _amount(one: Assignment, slot: str, indicator: Indicator, texts: Catalog) -> str:
    value: Decimal | None = one.targets.get(slot)
    return texts.plain("targets.unset") if value is None else figures.amount(value, indicator)
