"""A unit, a project, a person or a course over time, in words."""

from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from domain.figures import Basis
from domain.finding import Kind
from domain.lights import Light
from domain.official import Compared
from domain.periods import Period
from domain.ranking import Standing
from handlers.actions.lookups.views.cards import Card, Line
from handlers.actions.lookups.views.choices import Choice
from handlers.actions.lookups.views.courses import Trend
from handlers.texts import figures, lines, milestones
from handlers.texts.adjustments import moved_facts
from handlers.texts.catalog import Catalog, Html, escaped
from handlers.texts.items import sign
from handlers.texts.oddities import MARK, of_figures
from handlers.texts.officials import gap_of, published_lines, value_of
from handlers.texts.outlooks import foretold, needed_short, outlook
from handlers.texts.statuses import minute

MOST_LINES = 24
MOST_PEOPLE = 6
MOST_MILESTONES, KEPT_DONE = 6, 2


def card(view: Card, texts: Catalog, zone: ZoneInfo) -> Html:
    """Who it is and where they stand, then every number on a line of its own."""
    head = [_title(view, texts), _count(view, texts, zone)]
    body: list[Html] = []
    for period in view.periods:
        body += _heading(view, period, texts) if period != view.period else ()
        kept = view.of(period)[: MOST_LINES - len(body)]
        body += [words for line in kept for words in _told(line, texts)]
    if not view.lines:
        body = [texts.say("profile.nothing")]
    published = published_lines(view.official, texts)
    return Html("\n".join([*head, *body, *published, *_about(view, texts, zone)]))


def _heading(view: Card, period: Period, texts: Catalog) -> Iterator[Html]:
    """The period of slower numbers, and how many of them were given."""
    yield texts.say(
        "profile.period",
        period=figures.period_name(period, texts.language),
        given=view.reported(period),
        asked=view.expected(period),
    )


def choice(view: Choice, texts: Catalog) -> Html:
    """Which of several is meant."""
    if view.kind:
        return texts.say(f"profile.choose_{view.kind}")
    return texts.say("profile.choose", asked=view.asked[:40], count=len(view.found))


def trend(view: Trend, texts: Catalog) -> Html:
    """The last value of every line of a trend."""
    name = view.indicator.name if view.unit is None else f"{view.unit.short}{view.indicator.name}"
    name = view.label or name
    period = figures.period_name(view.period, texts.language)
    words = [texts.say("profile.trend", name=name, period=period)]
    if not view.courses:
        words.append(texts.say("profile.trend_none"))
    for course in view.courses:
        known = course.last
        value = texts.plain("mine.missing")
        if known.value is not None:
            value = figures.amount(known.value, view.indicator)
        is_rate = view.indicator.basis is Basis.RATE
        places = view.indicator.decimals if is_rate else 1
        gap = figures.signed(known.gap, places) if known.gap is not None else ""
        key = "profile.trend_gap" if gap else "profile.trend_value"
        words.append(texts.say(key, name=course.name, value=value, gap=gap))
    for kink in view.kinks[-1:]:
        facts = moved_facts(kink.moved, view.indicator, texts)
        words.append(texts.say("profile.moved", **facts))
    if view.outlook is not None:
        words += outlook(view.outlook, view.indicator, texts)
    words += foretold((view.outlook, view.year_outlook), view.indicator, texts)
    words += _official(view, texts)
    if view.people:
        words.append(_people(view.people, texts))
    if view.hidden:
        shown = len(view.courses)
        words.append(texts.say("profile.trend_hidden", shown=shown, hidden=view.hidden))
    return Html("\n".join(words))


def _official(view: Trend, texts: Catalog) -> Iterator[Html]:
    """The newest published value beside the report that tells the same."""
    if not view.official:
        return
    period, one = max(view.official, key=lambda pair: pair[0].end)
    values = dict(zip(view.periods, view.courses[0].values, strict=True)) if view.courses else {}
    entry = Compared(one, view.indicator, values.get(period), period)
    published = Period.parse(one.period)
    name = figures.period_name(published, texts.language)
    is_summed = view.indicator.basis is Basis.FLOW
    if is_summed:
        month = figures.month(published.end.month, texts.language)
        name = texts.plain("official.since", month=month)
    facts = {
        "period": name,
        "value": value_of(one, view.indicator, texts, is_summed=is_summed),
        "week": figures.period_name(period, texts.language),
    }
    if entry.reported is None:
        yield texts.say("official.trend_bare", **facts)
        return
    reported = figures.fixed(entry.reported, view.indicator.decimals)
    yield texts.say("official.trend", **facts, reported=reported, gap=gap_of(entry, texts))


def place(standing: Standing | None, view: Card, texts: Catalog) -> Html:
    """Where a unit stands in its group."""
    group = view.unit.group or texts.plain("chart.ungrouped")
    if standing is None or standing.rank is None:
        return texts.say("profile.place_none", group=group)
    return texts.say(
        "profile.place",
        group=group,
        rank=standing.rank,
        completion=figures.percent(standing.completion) if standing.completion is not None else "",
        gap=figures.signed(standing.gap, 1) if standing.gap is not None else "",
    )


def _title(view: Card, texts: Catalog) -> Html:
    match view.kind:
        case Kind.PERSON:
            post = view.person.post if view.person else ""
            return texts.say("profile.person", name=view.name, unit=view.unit.short, post=post)
        case Kind.PROJECT:
            return texts.say("profile.project", name=view.name, unit=view.unit.short)
        case _:
            known = place(view.standing, view, texts) if view.standing else ""
            return texts.say("profile.unit", name=view.name, place=known)


def _count(view: Card, texts: Catalog, zone: ZoneInfo) -> Html:
    return texts.say(
        "profile.count",
        period=figures.period_name(view.period, texts.language),
        as_of=minute(view.as_of, zone, texts.language),
        given=view.reported(view.period),
        asked=view.expected(view.period),
    )


def _told(line: Line, texts: Catalog) -> list[Html]:
    """The line, and below it what is odd about it, how its target moved, what is asked again."""
    odd = (escaped(f"    {MARK} {words}") for words in of_figures(line.figures, texts))
    again = (texts.say("echo.sent_back", by=s.by, reason=s.reason) for s in line.sent_back)
    below = [Html(f"    {words}") for words in (*_moved(line, texts), *again)]
    return [_line(line, texts), *odd, *below]


def _moved(line: Line, texts: Catalog) -> Iterator[Html]:
    """That the target in sight was changed."""
    if line.moved is not None:
        yield texts.say("profile.moved", **moved_facts(line.moved, line.indicator, texts))


def _line(line: Line, texts: Catalog) -> Html:
    facts = [fact for fact in (lines.share_of(line), lines.gap_of(line)) if fact]
    if line.held is not None:
        lacking = figures.lacking(line.held, line.indicator.measure, line.indicator.decimals)
        facts.append(texts.plain("light.held", lacking=lacking))
    is_behind = line.progress.light in (Light.YELLOW, Light.RED)
    if is_behind and line.outlook and (need := needed_short(line.outlook, line.indicator, texts)):
        facts.append(need)
    return texts.say(
        "profile.line" if facts else "profile.line_bare",
        sign=sign(line.progress.light, texts),
        name=line.name,
        value=lines.told(line, texts),
        facts=texts.plain("profile.sep").join(facts),
    )


def _about(view: Card, texts: Catalog, zone: ZoneInfo) -> Iterator[Html]:
    if view.kind is not Kind.PERSON and view.people:
        yield _people(view.people, texts)
    if view.project and view.project.enterprise:
        yield texts.say("profile.enterprise", name=view.project.enterprise)
    yield from _milestones(view, view.as_of.astimezone(zone).date(), texts)


def _people(names: Sequence[str], texts: Catalog) -> Html:
    told = texts.plain("common.sep").join(names[:MOST_PEOPLE])
    return texts.say("profile.people", names=told)


def _milestones(view: Card, today: date, texts: Catalog) -> Iterator[Html]:
    """How the project's milestones stand against the road map; of many those around today."""
    states = view.milestones
    if not states:
        return
    done = sum(state.is_done for state in states)
    yield texts.say("milestone.head", done=done, total=len(states))
    behind = max(0, done - KEPT_DONE) if len(states) > MOST_MILESTONES else 0
    for state in states[behind : behind + MOST_MILESTONES]:
        yield milestones.line(state, today, texts)
    if len(states) > behind + MOST_MILESTONES:
        yield texts.say("milestone.more", count=len(states))


def milestone(view: Card, today: date, texts: Catalog) -> str:
    """The next milestone of a project, or the one that is overdue; "" when all are reached."""
    ahead = sorted((s for s in view.milestones if not s.is_done), key=lambda s: s.expected)
    if not ahead:
        return ""
    state = ahead[0]
    key = "profile.milestone_overdue" if state.is_overdue(today) else "profile.milestone"
    day = figures.short_day(state.expected, texts.language)
    return texts.plain(key, name=state.milestone.name, day=day)
