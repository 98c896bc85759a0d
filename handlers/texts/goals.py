"""What is to be reached, what is left of it, and where last year was by now: a line each."""

from domain.contribution import ADDING_UP
from domain.figures import Basis
from domain.periods import Period
from handlers.actions.inquiry.goals import Goal, GoalsView
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html

MOST = 9


def goals(view: GoalsView, texts: Catalog) -> Html:
    """Every indicator in the order of the roster; no more than fit a screen."""
    about = view.about or texts.plain(f"milestone.{'all' if view.is_whole else 'some_units'}")
    facts = {"about": about, "slot": texts.plain(f"targets.slot.{view.slot}")}
    facts["period"] = figures.period_name(view.period, texts.language)
    if not view.goals:
        return texts.say(f"inquiry.goals.none_{view.kind}", **facts)
    words = [texts.say(f"inquiry.goals.{view.kind}", **facts)]
    words += [_line(one, view, texts) for one in view.goals[:MOST]]
    if len(view.goals) > MOST:
        words.append(texts.say("inquiry.more", count=len(view.goals) - MOST))
    return Html("\n".join(words))


def _line(goal: Goal, view: GoalsView, texts: Catalog) -> Html:
    indicator = goal.indicator
    name = min(indicator.names, key=len) if view.unit == "" else indicator.name
    told = {
        key: figures.amount(value, indicator)
        for key, value in (("target", goal.target), ("value", goal.value), ("whole", goal.whole))
        if value is not None
    }
    match view.kind:
        case "goal":
            return texts.say("inquiry.goals.of", name=name, **told)
        case "left":
            return _left(goal, name, told, texts)
        case _:
            return _year_ago(goal, name, told, view, texts)


def _left(goal: Goal, name: str, told: dict[str, str], texts: Catalog) -> Html:
    if goal.value is None:
        return texts.say("inquiry.goals.unreported", name=name, **told)
    left = figures.amount(goal.left, goal.indicator)
    key = "met" if goal.left <= 0 else "left_of"
    words = texts.say(f"inquiry.goals.{key}", name=name, left=left, **told)
    if not goal.silent:
        return words
    return Html(words + texts.say("inquiry.goals.silent", count=goal.silent))


def _year_ago(goal: Goal, name: str, told: dict[str, str], view: GoalsView, texts: Catalog) -> Html:
    """What is on record of last year, and what has been reached now."""
    facts = []
    adds_up = goal.indicator.basis in ADDING_UP
    if goal.target is not None:
        slot = texts.plain(f"targets.slot.{view.slot}")
        if adds_up and view.slot != "p2":
            slot = texts.plain("inquiry.goals.since", month=slot)
        facts.append(texts.plain("inquiry.goals.then", slot=slot, value=told["target"]))
    if goal.official is not None:
        period = Period.parse(goal.official.period)
        facts.append(
            texts.plain(
                "inquiry.goals.published",
                period=f"{period.year} {figures.period_name(period, texts.language)}",
                value=figures.amount(goal.official.value, goal.indicator),
            )
        )
    if goal.whole is not None:
        key = "whole" if not adds_up else "year" if goal.target is not None else "year_alone"
        facts.append(texts.plain(f"inquiry.goals.{key}", value=told["whole"]))
    if not facts:
        key = "is_rate" if goal.indicator.basis is Basis.RATE else "unknown"
        facts.append(texts.plain(f"inquiry.goals.{key}"))
    now = told.get("value") or texts.plain("mine.missing")
    facts.append(texts.plain("inquiry.goals.now", value=now))
    return texts.say("inquiry.goals.ago", name=name, facts=texts.plain("profile.sep").join(facts))
