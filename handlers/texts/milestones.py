"""What is asked and told about milestones of projects."""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.finding import Kind
from domain.lights import Light
from domain.milestones import State
from domain.people import Person
from handlers.actions.lookups.roadmaps import SOON, Node, RoadmapView
from handlers.actions.reporting.milestones import Told
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, escaped
from handlers.texts.items import sign

REASONS = 6
MOST_NODES = 12
MOST_DUE = 9


def asked(told: Told, texts: Catalog) -> Html:
    """One milestone with its plan, and what is asked for now."""
    lines = [*_back(told, texts), _title(told, texts), plan(told.state, told.today, texts)]
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
    state, today = told.state, told.today
    if state.is_done:
        return texts.say(
            "milestone.done",
            name=name(told, texts),
            day=_day(state.expected, today, texts),
            slip=slip(state, texts),
        )
    return texts.say(
        "milestone.put_off",
        name=name(told, texts),
        day=_day(state.expected, today, texts),
        slip=slip(state, texts),
        reason=state.reason,
    )


def name(told: Told, texts: Catalog) -> Html:
    """The project's name and the milestone's."""
    return texts.say(
        "milestone.name", project=told.project.name, milestone=told.state.milestone.name
    )


def plan(state: State, today: date, texts: Catalog) -> Html:
    """When it is planned, when it is expected if that is another day, and how far off that is."""
    planned = _day(state.milestone.due, today, texts)
    expected = _day(state.expected, today, texts)
    key = "milestone.plan_moved" if state.is_postponed else "milestone.plan"
    return texts.say(key, day=planned, expected=expected, left=left(state.expected, today, texts))


def left(day: date, today: date, texts: Catalog) -> Html:
    """还有3天, 就是今天, 已过9天."""
    days = (day - today).days
    key = "today" if days == 0 else "ahead" if days > 0 else "over"
    return texts.say(f"milestone.left.{key}", count=abs(days))


def slip(state: State, texts: Catalog) -> Html:
    """按计划, 比计划晚5天, 比计划早2天."""
    days = state.slip
    key = "none" if days == 0 else "late" if days > 0 else "early"
    return texts.say(f"milestone.slip.{key}", count=abs(days))


def roadmap(view: RoadmapView, texts: Catalog) -> Html:
    """Of a project every milestone; of more, those that need a look, and those to come."""
    if view.between is not None:
        return _due(view, *view.between, texts)
    if not view.nodes:
        key = "none_of" if view.name else "none" if view.is_whole else "none_own"
        return texts.say(f"milestone.{key}", name=view.name)
    name = view.name or texts.plain(f"milestone.{'all' if view.is_whole else 'some'}")
    title = texts.say("milestone.map", name=name, done=view.done, total=len(view.nodes))
    if view.kind is Kind.PROJECT:
        own = [line(node.state, view.today, texts) for node in view.nodes[:MOST_NODES]]
        return Html("\n".join([title, *own]))
    well = () if view.overdue or view.slipping else (texts.say("milestone.all_well"),)
    parts = {"overdue": view.overdue, "slipping": view.slipping, "coming": view.coming}
    told = [words for key, nodes in parts.items() for words in _part(key, nodes, view, texts)]
    return Html("\n".join([title, *well, *told]))


def _due(view: RoadmapView, first: date, last: date, texts: Catalog) -> Html:
    """What is to be reached from day to day, the next first, with who is asked about it."""
    language = texts.language
    facts = {
        "name": view.name,
        "first": figures.short_day(first, language),
        "last": figures.short_day(last, language),
        "count": len(view.nodes),
    }
    if not view.nodes:
        return texts.say("milestone.none_due", **facts)
    lines = [
        texts.say(
            "milestone.due_by" if node.person else "milestone.due_one",
            day=figures.short_day(node.state.expected, language),
            name=texts.say(
                "milestone.name", project=node.project.name, milestone=node.state.milestone.name
            ),
            person=node.person,
        )
        for node in view.nodes[:MOST_DUE]
    ]
    if len(view.nodes) > MOST_DUE:
        lines.append(texts.say("milestone.others", count=len(view.nodes) - MOST_DUE))
    return Html("\n".join([texts.say("milestone.due", **facts), *lines]))


def _part(key: str, nodes: Sequence[Node], view: RoadmapView, texts: Catalog) -> Iterator[Html]:
    if nodes:
        yield texts.say(f"milestone.{key}", count=len(nodes), days=SOON)
    for node in nodes[:MOST_NODES]:
        name = {"project": node.project.name, "milestone": node.state.milestone.name}
        words = line(node.state, view.today, texts, name=texts.say("milestone.name", **name))
        is_by = key == "overdue" and node.person
        yield texts.say("milestone.by", line=words, person=node.person) if is_by else words
    if len(nodes) > MOST_NODES:
        yield texts.say("milestone.others", count=len(nodes) - MOST_NODES)


def line(state: State, today: date, texts: Catalog, *, name: Html | None = None) -> Html:
    """How one stands against the road map, on one line."""
    mark, words = sign(light(state, today), texts), name or escaped(state.milestone.name)
    planned = _day(state.milestone.due, today, texts)
    expected = _day(state.expected, today, texts)
    if state.is_done:
        facts = {"day": expected, "planned": planned, "slip": slip(state, texts)}
        return texts.say("milestone.line.done", sign=mark, name=words, **facts)
    if state.is_overdue(today):
        over = (today - state.expected).days
        facts = {"day": expected, "planned": planned}
        return texts.say("milestone.line.overdue", sign=mark, name=words, count=over, **facts)
    if state.is_postponed:
        facts = {"day": expected, "planned": planned, "slip": slip(state, texts)}
        reason = state.reason
        return texts.say("milestone.line.put_off", sign=mark, name=words, **facts, reason=reason)
    return texts.say("milestone.line.ahead", sign=mark, name=words, planned=planned)


def light(state: State, today: date) -> Light:
    """Green when reached, red when its day has passed without a word, yellow when it slips."""
    if state.is_done:
        return Light.GREEN
    if state.is_overdue(today):
        return Light.RED
    return Light.YELLOW if state.slip > 0 else Light.NONE


def _back(told: Told, texts: Catalog) -> Iterator[Html]:
    if told.is_undone:
        yield texts.say("milestone.undone")


def _title(told: Told, texts: Catalog) -> Html:
    return texts.say("milestone.title", name=name(told, texts))


def _plan(told: Told, texts: Catalog) -> Html:
    return plan(told.state, told.today, texts)


def _question(told: Told, texts: Catalog) -> Html:
    day = _day(told.day, told.today, texts) if told.day else ""
    return texts.say(f"milestone.ask.{told.step or 'how'}", day=day)


def _day(day: date, today: date, texts: Catalog) -> str:
    return figures.day_of(day, texts.language, year=today.year)
