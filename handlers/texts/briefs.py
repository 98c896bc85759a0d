"""The brief in sentences: each tells a fact, and where there is none nothing is said."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from domain.brief import MOST_MOVERS, Brief, Lag, Need, Slip
from domain.figures import Basis, Direction, Indicator
from domain.highlights import highlights_of
from domain.lights import Light
from domain.periods import Period, PeriodKind
from domain.ranking import Ranking, Standing
from handlers.actions.lookups.views.boards import BriefView
from handlers.actions.measuring.board import Board
from handlers.texts import closings, figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.naming import NAMED, listed, short
from handlers.texts.oddities import in_brief
from handlers.texts.outlooks import each
from handlers.texts.statuses import minute, score_of

MOST_LINES, MOST_OF_LONGER = 12, 14
"""Of a week, and of a month or a quarter."""
MOST_SLIPS = {PeriodKind.MONTH: 2, PeriodKind.QUARTER: 1}
"""Where there is more to tell than who is behind."""


def words(view: BriefView, texts: Catalog, zone: ZoneInfo) -> Html:
    """The whole brief as one message."""
    return Html("\n".join(lines(view, texts, zone)))


def lines(view: BriefView, texts: Catalog, zone: ZoneInfo) -> tuple[Html, ...]:
    """The title, then a fact or two each, whatever the number of units.

    At most twelve lines of a week, fourteen of a month or a quarter.
    """
    board, facts = view.board, view.facts
    period = figures.period_name(board.period, texts.language)
    closing = tuple(closings.lines(view, texts))
    whole = view.closing.ranking if view.closing else None
    slips = facts.slips[: MOST_SLIPS.get(board.period.kind)] if closing else facts.slips
    return (
        texts.say("brief.title", campaign=board.campaign, period=period),
        _state(board, facts, texts, zone),
        *_lead(view, whole, texts),
        *(_slip(slip, texts) for slip in slips),
        *(_moved(whole, texts) if whole else _turned(facts, texts)),
        *(closing or (_need(need, texts) for need in facts.needs)),
        *_missing(board, texts),
        *in_brief(board.odd, texts),
        *_put_right(view, texts),
    )


def of_paper(board: Board, title: str, texts: Catalog, zone: ZoneInfo) -> Html:
    """What stands below the document: of a published one, when that was and whether it is anew."""
    words = [texts.say("paper.caption", title=title)]
    if board.edition > 1:
        words.append(texts.say("caption.corrected", edition=board.edition))
    if board.is_published:
        words.append(texts.say("paper.frozen", at=minute(board.as_of, zone, texts.language)))
    return Html("\n".join(words))


def _state(board: Board, facts: Brief, texts: Catalog, zone: ZoneInfo) -> Html:
    given: dict[str, object] = {
        "as_of": minute(board.as_of, zone, texts.language),
        "asked": board.expected,
        "given": board.reported,
    }
    if not facts.ranked:
        key = "brief.state_bare" if board.expected else "brief.state_none"
        return texts.say(key, **given)
    lights = {light.value: facts.lights.get(light, 0) for light in Light if light.value != "none"}
    return texts.say("brief.state", units=facts.ranked, **given, **lights)


def _lead(view: BriefView, whole: Ranking | None, texts: Catalog) -> Iterator[Html]:
    """Who is first; by all indicators together, where a month or a quarter asks only some."""
    leaders = [s for s in whole.standings if s.rank == 1] if whole else view.facts.leaders
    if not leaders:
        return
    named = [
        texts.say("brief.lead_item", name=short(s.name), score=score_of(s, view.board.subject))
        for s in leaders[:NAMED]
    ]
    several = len({s.group for s in leaders}) > 1
    key = f"{'closing' if whole else 'brief'}.{'lead_groups' if several else 'lead'}"
    yield texts.say(key, names=listed(named, len(leaders), texts))


def _slip(slip: Slip, texts: Catalog) -> Html:
    standing = slip.standing
    place = texts.plain("brief.place", group=standing.group, rank=standing.rank)
    lost = -standing.movement if isinstance(standing.movement, int) else 0
    if lost > 0:
        place = texts.plain("brief.place_lost", place=place, count=lost)
    gap = figures.fixed(abs(standing.gap), 1) if standing.gap is not None else ""
    head = texts.say("brief.slip", name=short(standing.name), place=place, gap=gap)
    why = [_lag(lag, texts) for lag in slip.lags]
    key = "brief.slip_why" if why else "brief.slip_bare"
    return texts.say(key, slip=head, why=Html(texts.say("brief.and").join(why)))


def _lag(lag: Lag, texts: Catalog) -> Html:
    """固定资产投资比计划少 3.20 亿元（往后每周需 1.60 亿元）."""
    own = lag.indicator
    name = short(own.name)
    if lag.is_carried:
        name = texts.plain("brief.carried", name=name)
    facts: dict[str, object] = {"name": name}
    if own.basis is Basis.RATE:
        points = figures.fixed(lag.behind, own.decimals)
        return texts.say(f"brief.rate_{own.direction.value}", points=points, **facts)
    facts["amount"] = _amount(lag, texts)
    if own.direction is Direction.LOWER:
        return texts.say("brief.above", **facts)
    if not lag.needed:
        return texts.say("brief.short", **facts)
    return texts.say("brief.short_needed", needed=each(lag.needed, own, texts), **facts)


def _amount(lag: Lag, texts: Catalog) -> str:
    """What is missing; of a share in percentage points."""
    if lag.indicator.measure.startswith("%"):
        points = figures.fixed(lag.behind, lag.indicator.decimals)
        return texts.plain("outlook.points", points=points)
    return figures.amount(lag.behind, lag.indicator)


def _turned(facts: Brief, texts: Catalog) -> Iterator[Html]:
    """Lights that are other ones since the list published before, and the largest moves."""
    parts = [
        *_lights("reddened", facts.reddened, texts),
        *_lights("greened", facts.greened, texts),
        *_moves(facts.climbers, facts.fallers, texts),
    ]
    if parts:
        before = figures.period_name(Period.parse(facts.before), texts.language)
        what = Html(texts.say("brief.and").join(parts))
        yield texts.say("brief.turned", before=before, what=what)


def _moved(whole: Ranking, texts: Catalog) -> Iterator[Html]:
    """The largest moves of all indicators together since the period before."""
    found = highlights_of(whole, movers=MOST_MOVERS)
    parts = tuple(_moves(found.climbers, found.fallers, texts))
    if parts:
        before = Period.parse(whole.period).previous()
        name = figures.period_name(before, texts.language)
        yield texts.say("closing.moved", before=name, what=Html(texts.say("brief.and").join(parts)))


def _moves(up: Sequence[Standing], down: Sequence[Standing], texts: Catalog) -> Iterator[Html]:
    yield from (_move("up", standing, texts) for standing in up)
    yield from (_move("down", standing, texts) for standing in down)


def _lights(key: str, turned: Sequence[Standing], texts: Catalog) -> Iterator[Html]:
    if turned:
        names = [texts.say("brief.name", name=short(s.name)) for s in turned[:NAMED]]
        many = len(turned)
        ends = f"brief.{key}_more" if many > NAMED else f"brief.{key}"
        yield texts.say(ends, names=Html(texts.say("common.sep").join(names)), count=many)


def _move(key: str, standing: Standing, texts: Catalog) -> Html:
    places = standing.movement if isinstance(standing.movement, int) else 0
    return texts.say(f"brief.{key}", name=short(standing.name), count=abs(places))


def _need(need: Need, texts: Catalog) -> Html:
    own: Indicator = need.indicator
    return texts.say(
        "brief.need" if need.units > 1 else "brief.need_one",
        name=short(own.name),
        slot=texts.plain(f"slot.{need.slot}"),
        units=need.units,
        left=figures.amount(need.left, own),
        weeks=figures.fixed(need.weeks, 1),
        needed=each(need.needed, own, texts),
    )


def _missing(board: Board, texts: Catalog) -> Iterator[Html]:
    """Whose numbers are not there; that all are there, else."""
    lacking = board.expected - board.reported
    if lacking:
        yield _lacking(board, lacking, texts)
    elif board.expected:
        yield texts.say("brief.missing_none", count=board.expected)


def _lacking(board: Board, lacking: int, texts: Catalog) -> Html:
    if len(board.missing) > NAMED:
        units = list(dict.fromkeys(entry.unit_name for entry in board.missing))
        names = [texts.say("brief.name", name=short(name)) for name in units[:NAMED]]
        many = len(units)
        key = "brief.missing_more" if many > NAMED else "brief.missing_units"
        joined = Html(texts.say("common.sep").join(names))
        return texts.say(key, names=joined, units=many, count=lacking)
    named = [
        texts.say(
            "brief.missing_item",
            unit=short(entry.unit_name),
            person=short(entry.person_name),
            items=listed(
                [texts.say("brief.name", name=short(item)) for item in entry.items[:NAMED]],
                len(entry.items),
                texts,
            ),
        )
        for entry in board.missing
    ]
    return texts.say(
        "brief.missing", count=lacking, names=Html(texts.say("common.sep").join(named))
    )


def _put_right(view: BriefView, texts: Catalog) -> Iterator[Html]:
    """Numbers sent back, changed late, or waiting to be confirmed, on one line."""
    parts = []
    if view.returned:
        key = "brief.returned_open" if view.unanswered else "brief.returned"
        parts.append(_numbers(key, view.returned, texts, open=view.unanswered))
    if view.corrected:
        parts.append(_numbers("brief.corrected", view.corrected, texts))
    waiting = sum(standing.pending for standing in view.board.ranking.standings)
    if waiting:
        parts.append(texts.say("brief.pending", count=waiting))
    if view.closing and view.closing.weeks and (told := closings.weeks(view.closing.weeks, texts)):
        parts.append(told)
    if parts:
        yield texts.say("brief.put_right", what=Html(texts.say("brief.and").join(parts)))


def _numbers(key: str, names: Sequence[str], texts: Catalog, **facts: object) -> Html:
    named = [texts.say("brief.name", name=short(name)) for name in names[:NAMED]]
    return texts.say(key, count=len(names), names=listed(named, len(names), texts), **facts)
