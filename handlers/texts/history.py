"""What became of one number: who, when, from what to what, and by which way."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from domain.figures import Figure, Review, Source, Stage, Timeliness
from domain.history import Step
from domain.periods import Period
from handlers.actions.lookups.views.choices import ItemChoice
from handlers.actions.lookups.views.histories import Event, HistoryView, period_of
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.evidence import listed
from handlers.texts.items import answer_of
from handlers.texts.oddities import reasons
from handlers.texts.statuses import minute
from storage.decisions import Decision

CODE = 8
"""Characters of the digest that are told: enough to compare two phones by eye."""
LONGEST_NOTE = 120
SILENT = frozenset({Source.MESSAGE, Source.UNDO})
"""Ways that go without saying: a message, and an undo, which the words tell by themselves."""


def history(view: HistoryView, texts: Catalog, zone: ZoneInfo) -> Html:
    """The number's name, then period by period, the newest first, and whether it all holds."""
    told = {key: list(events) for key, events in groupby(view.events, period_of)}
    lines = [texts.say("history.title", name=view.name)]
    if view.skip == 0 and view.period.key not in told:
        lines.append(_head(view, view.period, texts, value=answer_of(None, view.indicator, texts)))
        lines += _evidence(view, view.period, texts)
    for key, events in told.items():
        lines += _period(view, Period.parse(key), events, texts, zone)
        lines += _evidence(view, Period.parse(key), texts)
    return Html("\n".join([*lines, "", _foot(view, texts)]))


def choice(view: ItemChoice, texts: Catalog) -> Html:
    """Which of several numbers is meant."""
    return texts.say("history.choose", count=len(view.items))


def _period(
    view: HistoryView, period: Period, events: Sequence[Event], texts: Catalog, zone: ZoneInfo
) -> Iterator[Html]:
    """A period that was answered once and plainly takes one line, any other a line an event."""
    standing = view.standing.get(period.key)
    value = answer_of(standing, view.indicator, texts)
    if standing is not None and standing.review is Review.PENDING:
        value = texts.say("mine.pending", value=value)
    (first, *more) = events
    if not more and isinstance(first, Step) and first.is_first and first.figure == standing:
        yield _head(view, period, texts, value=value, by=_by(view, first, texts, zone))
        yield from _remarks(first.figure, texts)
        return
    yield _head(view, period, texts, value=value)
    for event in events:
        if isinstance(event, Decision):
            yield texts.say("history.step", step=_decided(view, event, texts, zone))
        else:
            yield texts.say("history.step", step=_step(view, event, texts, zone))
            yield from _remarks(event.figure, texts)


def _evidence(view: HistoryView, period: Period, texts: Catalog) -> Iterator[Html]:
    """The files of a period; those still on their way counted as well."""
    pieces = view.evidence.get(period.key, ())
    if pieces:
        yield texts.say("history.evidence", count=len(pieces), names=listed(pieces, texts))


def _decided(view: HistoryView, made: Decision, texts: Catalog, zone: ZoneInfo) -> Html:
    return texts.say(
        f"history.decided.{made.verdict.value}",
        at=minute(made.decided_at, zone, texts.language),
        name=view.names.get(made.person, made.person),
        reason=made.reason or "",
    )


def _head(view: HistoryView, period: Period, texts: Catalog, **facts: object) -> Html:
    key = "history.period_by" if "by" in facts else "history.period"
    name = figures.period_name(period, texts.language)
    if period.year != view.period.year:
        name = f"{period.year} {name}"
    return texts.say(key, period=name, **facts)


def _step(view: HistoryView, step: Step, texts: Catalog, zone: ZoneInfo) -> Html:
    before = answer_of(step.before, view.indicator, texts)
    value = answer_of(step.figure, view.indicator, texts)
    return texts.say(
        f"history.{_kind(step)}", by=_by(view, step, texts, zone), before=before, value=value
    )


def _kind(step: Step) -> str:
    if step.is_passed_over:
        return "passed_over"
    if step.is_withdrawal:
        return "withdrawn"
    if step.figure.source is Source.UNDO:
        return "put_back"
    if step.is_first:
        return "said"
    return "again" if step.is_same else "changed"


def _by(view: HistoryView, step: Step, texts: Catalog, zone: ZoneInfo) -> Html:
    """When and by whom, and in brackets how, where that needs saying."""
    figure = step.figure
    at = minute(figure.reported_at, zone, texts.language)
    name = view.names.get(figure.typed_by, figure.typed_by)
    marks = texts.say("common.sep").join(_marks(view, figure, texts))
    return texts.say(
        "history.by_marked" if marks else "history.by", at=at, name=name, marks=Html(marks)
    )


def _marks(view: HistoryView, figure: Figure, texts: Catalog) -> Iterator[Html]:
    if figure.typed_by != figure.person:
        yield texts.say("history.for", name=view.names.get(figure.person, figure.person))
    if figure.stage is Stage.REVISED:
        yield texts.say("history.corrected")
    elif figure.source not in SILENT:
        yield texts.say(f"history.way.{figure.source.value}")
    if figure.timeliness is Timeliness.LATE:
        yield texts.say("history.late")
    if figure.estimate:
        yield texts.say("echo.estimate")


def _remarks(figure: Figure, texts: Catalog) -> Iterator[Html]:
    """The note kept with a version, and why it was odd."""
    if figure.note:
        yield texts.say("history.note", note=figure.note[:LONGEST_NOTE])
    if figure.odd:
        yield texts.say("history.is_odd", reasons=reasons(figure.odd.split(","), texts))


def _foot(view: HistoryView, texts: Catalog) -> Html:
    if not view.total:
        return texts.say("history.nothing")
    key = "history.whole" if view.is_whole else "history.broken"
    return texts.say(key, count=view.total, code=view.digest[:CODE])
