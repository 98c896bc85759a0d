"""What is asked and told about milestones of projects."""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.milestones import Standing
from domain.people import Person
from handlers.actions.milestones import Told
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, escaped

REASONS = 6


def asked(told: Told, texts: Catalog) -> Html:
    """One milestone with its plan, and what is asked for now."""
    lines = [*_back(told, texts), _title(told, texts), plan(told.standing, told.today, texts)]
    return Html("\n".join([*lines, _question(told, texts)]))


def listed(person: Person, told: Sequence[Told], texts: Catalog) -> Html:
    """Several milestones, one a line, to be told about one by one."""
    lines = [texts.say("milestone.many", name=person.name, count=len(told))]
    for number, one in enumerate(told, start=1):
        facts = {"name": name(one, texts), "plan": _plan(one, texts)}
        lines.append(texts.say("milestone.item", number=number, **facts))
    return Html("\n".join([*lines, texts.say("milestone.choose")]))


def said(told: Told, texts: Catalog) -> Html:
    """What was put on record about a milestone."""
    standing = told.standing
    if standing.is_done:
        return texts.say(
            "milestone.done",
            name=name(told, texts),
            day=figures.short_day(standing.expected, texts.language),
            slip=slip(standing, texts),
        )
    return texts.say(
        "milestone.put_off",
        name=name(told, texts),
        day=figures.short_day(standing.expected, texts.language),
        slip=slip(standing, texts),
        reason=standing.reason,
    )


def name(told: Told, texts: Catalog) -> Html:
    """The project's name and the milestone's."""
    return texts.say(
        "milestone.name", project=told.project.name, milestone=told.standing.milestone.name
    )


def plan(standing: Standing, today: date, texts: Catalog) -> Html:
    """When it is planned, when it is expected if that is another day, and how far off that is."""
    planned = figures.short_day(standing.milestone.due, texts.language)
    expected = figures.short_day(standing.expected, texts.language)
    key = "milestone.plan_moved" if standing.is_postponed else "milestone.plan"
    return texts.say(
        key, day=planned, expected=expected, left=left(standing.expected, today, texts)
    )


def left(day: date, today: date, texts: Catalog) -> Html:
    """还有3天, 就是今天, 已过9天."""
    days = (day - today).days
    key = "today" if days == 0 else "ahead" if days > 0 else "over"
    return texts.say(f"milestone.left.{key}", count=abs(days))


def slip(standing: Standing, texts: Catalog) -> Html:
    """按计划, 比计划晚5天, 比计划早2天."""
    days = standing.slip
    key = "none" if days == 0 else "late" if days > 0 else "early"
    return texts.say(f"milestone.slip.{key}", count=abs(days))


def line(standing: Standing, today: date, texts: Catalog) -> Html:
    """How one stands against the road map, on one line."""
    sign, words = _sign(standing, today), escaped(standing.milestone.name)
    planned = figures.short_day(standing.milestone.due, texts.language)
    expected = figures.short_day(standing.expected, texts.language)
    if standing.is_done:
        facts = {"day": expected, "planned": planned, "slip": slip(standing, texts)}
        return texts.say("milestone.line.done", sign=sign, name=words, **facts)
    if standing.is_overdue(today):
        over = (today - standing.expected).days
        facts = {"day": expected, "planned": planned}
        return texts.say("milestone.line.overdue", sign=sign, name=words, count=over, **facts)
    if standing.is_postponed:
        facts = {"day": expected, "planned": planned, "slip": slip(standing, texts)}
        reason = standing.reason
        return texts.say("milestone.line.put_off", sign=sign, name=words, **facts, reason=reason)
    return texts.say("milestone.line.ahead", sign=sign, name=words, planned=planned)


def _sign(standing: Standing, today: date) -> str:
    if standing.is_done:
        return "✓"
    if standing.is_overdue(today):
        return "×"
    return "!" if standing.is_postponed and standing.slip > 0 else "–"


def _back(told: Told, texts: Catalog) -> Iterator[Html]:
    if told.is_undone:
        yield texts.say("milestone.undone")


def _title(told: Told, texts: Catalog) -> Html:
    return texts.say("milestone.title", name=name(told, texts))


def _plan(told: Told, texts: Catalog) -> Html:
    return plan(told.standing, told.today, texts)


def _question(told: Told, texts: Catalog) -> Html:
    day = figures.short_day(told.day, texts.language) if told.day else ""
    return texts.say(f"milestone.ask.{told.step or 'how'}", day=day)
