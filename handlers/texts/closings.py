"""What a month or a quarter came to, in sentences: facts, and no verdict on anybody."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from domain.closing import Closed, Outcome, Shortfall, Tally
from domain.commending import Exempt, Lists, Missed
from domain.figures import Basis, Direction, Indicator
from domain.ranking import Standing
from domain.roster import Unit
from domain.underway import SoFar
from handlers.actions.lookups.closing import Weeks
from handlers.actions.lookups.views.boards import BriefView
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.naming import NAMED, listed, short
from handlers.texts.outlooks import each

MOST_SHORTFALLS = 2
NOT_MET = (Outcome.MISSED, Outcome.OPEN)
MOST_LISTED = 6
"""Units of one list that its line names; the document names twice as many."""

Units = Mapping[str, Unit]


def lines(view: BriefView, texts: Catalog) -> Iterator[Html]:
    """At most six of a quarter, at most five of a month: targets, who may be listed, the rest."""
    told, units = view.closing, view.survey.roster.units
    if told is None:
        return
    if told.tally is not None:
        yield _tally(told.tally, view, texts)
        yield from _shortfalls(told.tally, units, texts)
    if told.lists is not None:
        yield from lists(told.lists, units, texts)
    for one in told.so_far:
        yield _so_far(one, texts)


def weeks(told: Weeks, texts: Catalog) -> Html | None:
    """How the weeks' numbers came in; None if all were there in time."""
    names = [texts.say("brief.name", name=short(name)) for name in told.units[:NAMED]]
    facts = {
        "weeks": told.count,
        "late": told.late,
        "missing": told.missing,
        "names": listed(names, len(told.units), texts),
    }
    if told.late and told.missing:
        return texts.say("closing.weeks_both", **facts)
    if told.missing:
        return texts.say("closing.weeks_missing", **facts)
    return texts.say("closing.weeks_late", **facts) if told.late else None


def lists(told: Lists, units: Units, texts: Catalog, *, most: int = MOST_LISTED) -> Iterator[Html]:
    """Who may be put on which list, and who is left out of it and why; a line each."""
    red = [texts.say("brief.name", name=short(s.name)) for s in told.red[:most]]
    yield from _list("red", red, len(told.red), told, texts)
    black = [_missed(one, texts) for one in told.black[:most]]
    yield from _list("black", black, len(told.black), told, texts)
    exempt = [_exempt(one, units, texts) for one in told.exempt[:most]]
    if exempt:
        names = listed(exempt, len(told.exempt), texts, most=most)
        yield texts.say("closing.exempt", names=names)


def shortfall(found: Shortfall, units: Units, texts: Catalog, *, most: int = NAMED) -> Html:
    """Who missed the target of one indicator, and by how much."""
    names = [
        texts.say(
            "closing.short_item", name=short(units[one.unit].short), short=_short_of(one, texts)
        )
        for one in found.missed[:most]
    ]
    return texts.say(
        "closing.shortfall",
        name=short(found.indicator.name),
        count=len(found.missed),
        names=listed(names, len(found.missed), texts, most=most),
    )


def _list(key: str, names: list[Html], many: int, lists: Lists, texts: Catalog) -> Iterator[Html]:
    if not names:
        return
    by = "points" if lists.by_points else "completion"
    said = texts.say(f"closing.{key}_rule", by=texts.say(f"closing.by_{by}"), places=lists.places)
    joined = Html(texts.say("common.sep").join(names))
    if many > len(names):
        joined = texts.say("closing.and_others", names=joined, count=many)
    yield texts.say(f"closing.{key}", rule=said, names=joined)


def _tally(tally: Tally, view: BriefView, texts: Catalog) -> Html:
    facts: dict[str, object] = {
        "period": figures.period_name(view.board.period, texts.language),
        "judged": tally.judged,
        "met": tally.met,
        "exceeded": _counted(tally, Outcome.EXCEEDED, texts),
        "others": Html("".join(_counted(tally, one, texts) for one in NOT_MET)),
        "units": "",
    }
    if tally.judged == tally.met:
        return texts.say("closing.targets_all", **facts)
    if tally.units > 1 and tally.met:
        units = {"count": tally.units, "complete": tally.complete}
        facts["units"] = texts.say("closing.units", **units)
    return texts.say("closing.targets", **facts)


def _counted(tally: Tally, outcome: Outcome, texts: Catalog) -> Html:
    """How many came to this; nothing where none did."""
    count = tally.outcomes.get(outcome, 0)
    return texts.say(f"closing.{outcome.value}", count=count) if count else Html()


def _shortfalls(tally: Tally, units: Units, texts: Catalog) -> Iterator[Html]:
    told = tally.shortfalls[:MOST_SHORTFALLS]
    others = len(tally.shortfalls) - len(told)
    for one in told:
        is_last = one is told[-1]
        more = texts.say("closing.more", count=others) if is_last and others else ""
        yield Html(f"{shortfall(one, units, texts)}{more}")


def _short_of(one: Closed, texts: Catalog) -> Html:
    """差 0.20 亿元; above a ceiling 超 12 万吨."""
    own = one.indicator
    key = "over" if own.direction is Direction.LOWER else "short"
    return texts.say(f"closing.{key}", amount=_lacking(one.short, own, texts))


def _lacking(amount: Decimal, indicator: Indicator, texts: Catalog) -> str:
    if indicator.basis is Basis.RATE or indicator.is_share:
        points = figures.fixed(amount, indicator.decimals)
        return texts.plain("outlook.points", points=points)
    return figures.amount(amount, indicator)


def _missed(one: Missed, texts: Catalog) -> Html:
    standing: Standing = one.standing
    return texts.say(
        "closing.missed_item",
        name=short(standing.name),
        missed=len(one.targets),
        judged=one.judged,
    )


def _exempt(one: Exempt, units: Units, texts: Catalog) -> Html:
    first, name = one.targets[0], short(units[one.unit].short)
    facts: dict[str, object] = {"name": name, "reason": short(first.reason)}
    if one.is_whole:
        return texts.say("closing.exempt_whole", **facts)
    item = texts.say("brief.name", name=short(first.indicator.name))
    items = listed([item], len(one.targets), texts, most=1)
    return texts.say("closing.exempt_part", items=items, **facts)


def _so_far(one: SoFar, texts: Catalog) -> Html:
    own = one.indicator
    facts: dict[str, object] = {
        "name": short(own.name),
        "slot": texts.plain(f"slot.{one.slot}"),
        "units": one.units,
        "done": figures.amount(one.done, own),
        "share": figures.percent(one.share),
        "pace": figures.percent(one.pace),
        "left": figures.amount(one.left, own),
        "weeks": figures.fixed(one.weeks, 1),
        "needed": each(one.needed, own, texts) if one.needed is not None else "",
    }
    said = texts.say("closing.so_far", **facts)
    if not one.lacking:
        return texts.say("closing.so_far_done", said=said)
    key = "left" if one.lacking == one.units else "left_some"
    left = texts.say(f"closing.{key}", **facts, count=one.lacking)
    end = "closing.so_far_left" if one.needed is None else "closing.so_far_needs"
    return texts.say(end, said=said, missing=left, **facts)
