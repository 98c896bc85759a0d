"""Rankings in words alone: for the terminal, and for a day without pictures."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from statistics import median_low
from zoneinfo import ZoneInfo

from domain.people import Language
from domain.ranking import Standing, Status
from handlers.actions.measuring.board import Board, Subject
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, escaped
from handlers.texts.items import sign
from handlers.texts.oddities import listed, stage_mark, stages

MOST_LINES = 58
MOST_ODD = 3


def listing(board: Board, texts: Catalog, zone: ZoneInfo) -> Html:
    """Every group with its units, one a line, as far as a message holds them."""
    lines = [*_head(board, texts, zone)]
    shown = 0
    for group in board.ranking.groups:
        own = board.ranking.of_group(group)[: MOST_LINES - shown]
        if not own:
            break
        lines += [Html(""), _group(group, own, texts)]
        lines += [line(standing, board.subject, texts) for standing in own]
        shown += len(own)
    everybody = len(board.ranking.standings)
    if shown < everybody:
        lines.append(texts.say("status.more", count=everybody))
    lines += listed(board.odd, texts, most=MOST_ODD)
    return Html("\n".join(lines))


def minute(at: datetime, zone: ZoneInfo, language: Language) -> str:
    """3月16日10:00, 16 Mar 10:00 — in the zone of the district."""
    local = at.astimezone(zone)
    glue = "" if language is Language.ZH else " "
    return f"{figures.short_day(local.date(), language)}{glue}{local:%H:%M}"


def score_of(standing: Standing, subject: Subject | None) -> str:
    """Completion; of a rate the rate itself, or the gap alone where the rate is not told."""
    if standing.completion is not None and subject is not None and subject.is_points:
        return figures.measured(standing.completion, subject.measure, subject.decimals)
    if standing.completion is not None:
        return figures.percent(standing.completion)
    places = subject.decimals if subject else 1
    if standing.value is None:
        return figures.signed(standing.gap or Decimal(0), places)
    return f"{figures.fixed(standing.value, places)}%"


def called(subject: Subject, texts: Catalog) -> str:
    """What a list is about: an indicator by its name, or points, projects, people."""
    key = f"list.{subject.code.removeprefix('@')}"
    return texts.plain(key) if subject.code.startswith("@") else subject.name


def amount_of(value: Decimal, subject: Subject) -> str:
    """A value with the subject's measure."""
    return figures.measured(value, subject.measure, subject.decimals)


def _head(board: Board, texts: Catalog, zone: ZoneInfo) -> Iterator[Html]:
    period = figures.period_name(board.period, texts.language)
    if board.subject is None:
        yield texts.say("status.title", district=board.district, period=period)
    else:
        yield texts.say(
            "status.title_indicator", indicator=called(board.subject, texts), period=period
        )
    count = texts.say(
        "status.published" if board.is_published else "status.count",
        as_of=minute(board.as_of, zone, texts.language),
        given=board.reported,
        asked=board.expected,
    )
    returned = texts.say("status.returned", count=board.returned) if board.returned else ""
    yield Html(f"{count}{returned}")
    if board.stages:
        yield escaped(stages(board.stages, texts))


def _group(group: str, own: Sequence[Standing], texts: Catalog) -> Html:
    paces = [s.pace for s in own if s.pace is not None and s.completion is not None]
    pace = ""
    if paces:
        key = "chart.pace" if len(set(paces)) == 1 else "chart.pace_about"
        pace = texts.say(key, pace=figures.percent(median_low(paces)))
    return texts.say("status.group", group=group or texts.say("chart.ungrouped"), pace=pace)


def line(standing: Standing, subject: Subject | None, texts: Catalog) -> Html:
    """One unit's place, share and gap; or why it has none."""
    if standing.status is Status.NOT_REPORTED:
        return texts.say("status.line_missing", name=standing.name)
    if standing.status is Status.UNRANKED:
        key = "status.line_in_review" if standing.pending else "status.line_unmeasured"
        return texts.say(key, name=standing.name)
    places = subject.decimals if subject and subject.is_rate else 1
    words = texts.say(
        _key(standing, subject),
        rank=standing.rank,
        sign=sign(standing.light, texts),
        name=standing.name,
        score=score_of(standing, subject),
        gap=figures.signed(standing.gap or Decimal(0), places),
        value=_value(standing, subject, texts),
    )
    if held := held_of(standing, subject, texts):
        told = texts.say("status.held", held=held)
        words = Html(f"{words}{told}")
    if not standing.pending:
        return words
    return Html(f"{words}{texts.say('status.pending', count=standing.pending)}")


def held_of(standing: Standing, subject: Subject | None, texts: Catalog) -> str:
    """红灯未解除，还差 0.35 亿元; nothing where the light is red by its gap, or not red."""
    if standing.held is None:
        return ""
    if subject is None or not subject.has_amounts:
        lacking = texts.plain("light.points", points=figures.fixed(standing.held, 1))
    else:
        lacking = figures.lacking(standing.held, subject.measure, subject.decimals)
    return texts.plain("light.held", lacking=lacking)


def _value(standing: Standing, subject: Subject | None, texts: Catalog) -> str:
    if subject is None or standing.value is None:
        return ""
    return f"{amount_of(standing.value, subject)}{stage_mark(standing.stage, texts)}"


def _key(standing: Standing, subject: Subject | None) -> str:
    if subject is not None and subject.is_points:
        return "status.line_points"
    if subject is None or standing.value is None:
        return "status.line" if standing.completion is not None else "status.line_gap"
    return "status.line_rate" if subject.is_rate else "status.line_amount"
