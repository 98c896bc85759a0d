"""Answers to typed questions: lights, places, changes, odd numbers, and what is not understood."""

from collections.abc import Iterator
from decimal import Decimal

from domain.bearers import PEOPLE
from domain.figures import Basis
from domain.people import Language
from handlers.actions.inquiry.inquiring import Puzzled
from handlers.actions.inquiry.narrowing import OddView
from handlers.actions.lookups.lit import LIGHTS, SHRINKING, LightsView, Lit
from handlers.actions.lookups.places import PlacesView
from handlers.actions.lookups.shifts import Shift, ShiftsView
from handlers.texts import figures, oddities, statuses
from handlers.texts.catalog import Catalog, Html, escaped
from handlers.texts.items import sign
from handlers.texts.outlooks import needed_short

MOST_LIT, MOST_UNITS, MOST_ODD = 15, 6, 20
MOST_SHRINKING = 9
LONGEST = 30
"""Characters of a question that are quoted."""


def lights(view: LightsView, texts: Catalog) -> Html:
    """The units of these lights, then their numbers, the furthest behind first."""
    facts = {
        "about": view.about,
        "period": figures.period_name(view.period, texts.language),
        "count": len(view.lines),
        "measured": view.measured,
    }
    if not view.lines:
        return tidy(texts.say(f"inquiry.lights.none_{view.kind}", **facts))
    words = [tidy(texts.say(f"inquiry.lights.{view.kind}", **facts))]
    if view.standings:
        names = texts.plain("common.sep").join(
            texts.plain(
                "inquiry.lights.unit", name=s.name, gap=figures.signed(s.gap or Decimal(0), 1)
            )
            for s in view.standings[:MOST_UNITS]
        )
        if len(view.standings) > MOST_UNITS:
            names += texts.plain("common.list_end")
        words.append(texts.say(f"inquiry.lights.units_{view.kind}", names=names))
    most = MOST_SHRINKING if view.kind == SHRINKING else MOST_LIT
    words += [_lit(lit, view, texts) for lit in view.lines[:most]]
    if len(view.lines) > most:
        words.append(texts.say("inquiry.more", count=len(view.lines) - most))
    return Html("\n".join(words))


def _lit(lit: Lit, view: LightsView, texts: Catalog) -> Html:
    known, indicator = lit.progress, lit.indicator
    value = figures.amount(known.value, indicator) if known.value is not None else ""
    facts = [*_facts(lit, view, texts)]
    return texts.say(
        "inquiry.lights.line" if facts else "profile.line_bare",
        sign=sign(known.light, texts),
        name=_name(lit, view),
        value=value,
        facts=texts.plain("profile.sep").join(facts),
    )


def _name(lit: Lit, view: LightsView) -> str:
    """No more of it than the title leaves open."""
    name = min(lit.indicator.names, key=len) if lit.name == lit.indicator.name else lit.name
    if view.unit or view.is_own:
        return name
    return lit.unit_name if view.indicator else f"{lit.unit_name} {name}"


def _facts(lit: Lit, view: LightsView, texts: Catalog) -> Iterator[str]:
    """The gap, or what is left of the target in sight, and what each week must bring."""
    known, indicator = lit.progress, lit.indicator
    is_rate = indicator.basis is Basis.RATE
    if known.gap is not None and (view.kind != "needed" or is_rate):
        yield figures.signed(known.gap, indicator.decimals if is_rate else 1)
    if lit.is_carried:
        yield texts.plain("picture.carried")
    if lit.outlook is None or is_rate:
        return
    if lit.outlook.left <= 0 and known.completion is not None:
        yield texts.plain("inquiry.lights.met")
        return
    if view.kind == "needed":
        left = figures.amount(lit.outlook.left, indicator)
        yield texts.plain("inquiry.lights.left", left=left)
    if need := needed_short(lit.outlook, indicator, texts):
        yield need


def places(view: PlacesView, texts: Catalog) -> Html:
    """The lines of a ranking that were asked for, under their groups."""
    board = view.board
    title = statuses.called(board.subject, texts) if board.subject else board.campaign
    title = f"{title} · {figures.period_name(board.period, texts.language)}"
    if view.kind == "around":
        return _around(view, title, texts)
    if view.is_part:
        title = texts.plain("inquiry.places.part", title=title)
    if view.kind in LIGHTS and not view.standings:
        return texts.say(f"inquiry.places.none_{view.kind}", title=title)
    key = f"{view.kind}_one" if view.count == 1 and view.kind in ("first", "last") else view.kind
    facts = {"title": title, "count": view.count, "counted": _counted(view, texts)}
    words = [texts.say(f"inquiry.places.{key}", **facts)]
    if not view.standings:
        words.append(texts.say("inquiry.places.nobody"))
    group = None
    for standing in view.standings:
        if standing.group != group and standing.group:
            words.append(Html(f"<b>{escaped(standing.group)}</b>"))
        group = standing.group
        words.append(statuses.line(standing, board.subject, texts))
    if view.hidden:
        words.append(texts.say("inquiry.more_places", count=view.hidden))
    return Html("\n".join(words))


def _around(view: PlacesView, title: str, texts: Catalog) -> Html:
    own = view.board.ranking.of_unit(view.unit)
    name = own.name if own else ""
    words = [texts.say("inquiry.places.around", title=title, name=name)]
    if own is None or own.rank is None:
        words.append(texts.say("inquiry.places.unranked", name=name))
    elif view.group:
        facts = {"group": view.group, "rank": own.rank, "counted": _counted(view, texts)}
        key = "place_alone" if view.is_part else "place"
        words.append(texts.say(f"inquiry.places.{key}", **facts))
    words += [statuses.line(s, view.board.subject, texts) for s in view.standings]
    return Html("\n".join(words))


def _counted(view: PlacesView, texts: Catalog) -> str:
    """7 个, 15 人: people are not counted like units."""
    kind = "people" if view.board.code == PEOPLE else "others"
    return texts.plain(f"list.count.{kind}", count=view.count)


def shifts(view: ShiftsView, texts: Catalog) -> Html:
    """Then and now, one line each."""
    subject = view.subject.name if view.subject and not view.unit else ""
    period, before = (
        figures.period_name(one, texts.language) for one in (view.period, view.before)
    )
    what = "numbers" if view.unit else "rate" if _is_rate(view) else "share"
    facts = {
        "about": f"{view.about}{subject}",
        "what": texts.plain(f"inquiry.shifts.{what}"),
        "period": period,
        "before": before,
    }
    known = [shift for shift in view.shifts if shift.now is not None or shift.then is not None]
    if not known:
        return texts.say("inquiry.shifts.none", period=period, before=before)
    words = [tidy(texts.say(f"inquiry.shifts.{view.kind}", **facts))]
    words += [_shift(shift, view, texts) for shift in known]
    if view.hidden:
        words.append(texts.say("inquiry.units_more", count=view.hidden))
    return Html("\n".join(words))


def _shift(shift: Shift, view: ShiftsView, texts: Catalog) -> Html:
    if shift.now is None or shift.then is None:
        key = "gone" if shift.now is None else "fresh"
        now = _told(shift.now, shift, view) if shift.now is not None else ""
        return texts.say(f"inquiry.shifts.{key}", name=shift.name, now=now)
    return texts.say(
        "inquiry.shifts.line",
        name=shift.name,
        then=_told(shift.then, shift, view),
        now=_told(shift.now, shift, view),
        change=_change(shift.now - shift.then, shift, view, texts.language),
        places=_places(shift, texts),
    )


def _told(value: Decimal, shift: Shift, view: ShiftsView) -> str:
    if shift.indicator is not None:
        return figures.amount(value, shift.indicator)
    if view.subject is not None and view.subject.is_rate:
        return figures.signed(value, view.subject.decimals)
    return figures.percent(value)


def _change(value: Decimal, shift: Shift, view: ShiftsView, language: Language) -> str:
    if shift.indicator is not None:
        return figures.change(value, shift.indicator, language)
    places = view.subject.decimals if view.subject and view.subject.is_rate else 1
    return figures.signed(value, places)


def _is_rate(view: ShiftsView) -> bool:
    return view.subject is not None and view.subject.is_rate


def _places(shift: Shift, texts: Catalog) -> str:
    if not shift.places:
        return ""
    key = "up" if shift.places > 0 else "down"
    return texts.plain(f"inquiry.shifts.{key}", count=abs(shift.places))


def odd(view: OddView, texts: Catalog) -> Html:
    """The odd numbers with their reasons, one line each."""
    period = figures.period_name(view.period, texts.language)
    facts = {"about": view.about, "period": period, "count": len(view.odd)}
    if not view.odd:
        return tidy(texts.say("inquiry.odd_none", **facts))
    lines = oddities.listed(view.odd, texts, most=MOST_ODD)
    return Html("\n".join([tidy(texts.say("inquiry.odd", **facts)), *lines]))


def puzzled(view: Puzzled, texts: Catalog) -> Html:
    """One sentence; the examples are buttons."""
    if view.why != "unknown":
        return texts.say(f"inquiry.{view.why}")
    asked = view.asked.strip()
    quoted = asked if len(asked) <= LONGEST else f"{asked[: LONGEST - 1]}…"
    if not view.found:
        return texts.say("inquiry.puzzled", asked=quoted)
    names = texts.plain("common.sep").join(found.name for found in view.found)
    return texts.say("inquiry.near", asked=quoted, names=names)


def tidy(words: Html) -> Html:
    """Where nothing stands before the period, no blank does either."""
    return Html(words.replace("<b> ", "<b>").lstrip())
