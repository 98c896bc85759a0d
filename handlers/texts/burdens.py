"""What a week cost people, in words: for admins in a few lines, for assessors in one."""

from datetime import timedelta

from domain.burden import Burden, Load
from domain.people import Person
from domain.roster import Roster
from handlers.actions.members.bearing import Weeks
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html

NAMED = 3


def report(weeks: Weeks, roster: Roster, texts: Catalog) -> Html:
    """One look: the usual week, who bears most, the course, and what was complained of."""
    last = weeks.last
    if not last.loads:
        return texts.say("burden.nobody")
    lines = [
        texts.say(
            "burden.title",
            period=figures.period_name(last.week, texts.language),
            span=figures.span(last.week, texts.language),
        ),
        _usual("burden.usual", last, texts),
        *_time(last, texts),
        texts.say("burden.questions", count=last.questions),
        *_course(weeks, texts),
        *_heaviest(last, roster, texts),
        texts.say("burden.full", most=weeks.at_most, count=weeks.full),
        *_complaints(weeks, texts),
        Html(""),
        texts.say("burden.foot"),
    ]
    return Html("\n".join(lines))


def line(weeks: Weeks, texts: Catalog) -> Html:
    """The week in one sentence, naming nobody."""
    last = weeks.last
    period = figures.period_name(last.week, texts.language)
    facts = [_usual("burden.usual_line", last, texts), *_time(last, texts)]
    told = texts.say("burden.line_sep").join(facts)
    foot = texts.say("burden.foot")
    return texts.say("burden.line", period=period, facts=Html(told), foot=foot)


def _usual(key: str, burden: Burden, texts: Catalog) -> Html:
    return texts.say(
        key,
        people=len(burden.loads),
        received=_count(burden.typical(_received)),
        typed=_count(burden.typical(_typed)),
        questions=burden.questions,
    )


def _time(burden: Burden, texts: Catalog) -> list[Html]:
    took = burden.typical_time
    return [] if took is None else [texts.say("burden.time", time=duration(took, texts))]


def _course(weeks: Weeks, texts: Catalog) -> list[Html]:
    """Week by week, from the first in which anything was sent."""
    medians = [(b.typical(_received), b.typical(_typed)) for b in weeks.burdens]
    while medians and not any(medians[0]):
        medians.pop(0)
    if len(medians) < 2:
        return []
    received, typed = (" ".join(map(_count, row)) for row in zip(*medians, strict=True))
    return [texts.say("burden.course", weeks=len(medians), received=received, typed=typed)]


def _heaviest(burden: Burden, roster: Roster, texts: Catalog) -> list[Html]:
    """Units and people with more than usual; nobody when all are alike."""
    sep = texts.say("common.sep")
    lines: list[Html] = []
    units = [
        texts.say("burden.unit", unit=roster.units[unit].short, each=_count(each))
        for unit, each in burden.heaviest_units(NAMED)
    ]
    people = [
        texts.say("burden.person", **_bearer(load, roster)) for load in burden.heaviest(NAMED)
    ]
    if units:
        lines.append(texts.say("burden.units", names=Html(sep.join(units))))
    if people:
        lines.append(texts.say("burden.people", names=Html(sep.join(people))))
    return lines


def _bearer(load: Load, roster: Roster) -> dict[str, object]:
    person: Person = roster.people[load.person]
    return {
        "name": person.name,
        "unit": roster.units[load.unit].short,
        "received": load.received,
        "typed": load.typed,
        "questions": load.questions,
    }


def _complaints(weeks: Weeks, texts: Catalog) -> list[Html]:
    if not weeks.complaints:
        return [texts.say("burden.complaints_none")]
    key = "burden.complaints_open" if weeks.unanswered else "burden.complaints"
    return [texts.say(key, count=weeks.complaints, open=weeks.unanswered)]


def duration(took: timedelta, texts: Catalog) -> Html:
    """45 minutes, 2 hours 10 minutes, 1 day 3 hours: at most two places."""
    minutes = max(1, round(took / timedelta(minutes=1)))
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    counts = {"days": days, "hours": hours, "minutes": 0 if days else minutes}
    said = [texts.say(f"burden.{unit}", count=count) for unit, count in counts.items() if count]
    return Html(" ".join(said))


def _received(load: Load) -> int:
    return load.received


def _typed(load: Load) -> int:
    return load.typed


def _count(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
