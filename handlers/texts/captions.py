"""What is said below a ranking: who leads, who lags and why, who moved, who is missing."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.bearers import BEARERS
from domain.lights import Light
from domain.ranking import Standing
from domain.schedule import Schedule
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.surveying import Missing
from handlers.texts import figures
from handlers.texts.amendments import amended
from handlers.texts.catalog import Catalog, Html
from handlers.texts.oddities import in_brief
from handlers.texts.outlooks import takes
from handlers.texts.statuses import called, minute, score_of

NAMED = 3
"""How many units a line names."""
MOST_MOVES = 4
LONGEST_NAME = 16
"""Characters; with the counts above it keeps any caption below Telegram's 1,024."""


def caption(board: Board, texts: Catalog) -> Html:
    """Two to six short lines, whatever the number of units; the same for a frozen board."""
    lines = [title(board, texts)]
    if board.edition > 1:
        lines.append(texts.say("caption.corrected", edition=board.edition))
    if board.amendment is not None:
        lines += amended(board.amendment, texts)
    found = board.highlights
    if not found.leaders and not found.foremost:
        lines.append(texts.say(f"caption.nothing{_of_bearers(board)}"))
    else:
        lines += [_lead(board, texts), *_lag(board, texts), *_moves(board, texts)]
    lines += in_brief(board.odd, texts)
    waiting = sum(standing.pending for standing in board.ranking.standings)
    if waiting:
        lines.append(texts.say("caption.pending", count=waiting))
    return Html("\n".join([*lines, missing(board, texts)]))


def of_album(board: Board, pictures: Sequence[str], texts: Catalog) -> Html:
    """What stands below an album: which period, what was put right, and what the pictures are.

    Who leads and who lags is told in the words that follow.
    """
    lines = [title(board, texts)]
    if board.edition > 1:
        lines.append(texts.say("caption.corrected", edition=board.edition))
    if board.amendment is not None:
        lines += amended(board.amendment, texts)
    names = (texts.say(f"caption.picture.{name}") for name in pictures)
    lines.append(texts.say("caption.album", names=_joined(names, texts)))
    return Html("\n".join(lines))


def title(board: Board, texts: Catalog) -> Html:
    """The campaign, or the one indicator, and the period."""
    period = figures.period_name(board.period, texts.language)
    if board.subject is None:
        return texts.say("caption.title", campaign=board.campaign, period=period)
    return texts.say(
        "caption.title_indicator", indicator=called(board.subject, texts), period=period
    )


def of_when(board: Board, texts: Catalog, zone: ZoneInfo) -> list[Html]:
    """That a list is shown as it was published, to whoever may see how it stands."""
    if not board.is_published:
        return []
    return [texts.say("caption.published", as_of=minute(board.as_of, zone, texts.language))]


def not_asked(board: Board, texts: Catalog, schedule: Schedule) -> Html:
    """Nobody is late with what nobody has been asked for yet."""
    at = schedule.window_of(board.period).prompt
    said = figures.moment(at, schedule.zone, texts.language)
    return texts.say("status.not_asked", title=title(board, texts), at=said)


def missing(board: Board, texts: Catalog) -> Html:
    """Who has not answered how much, and who has to answer again; a thank-you without any."""
    if board.is_official:
        counts = {"given": board.reported, "asked": board.expected}
        return texts.say("caption.official", **counts)
    if board.reported == board.expected:
        return texts.say("caption.missing_none", count=board.expected)
    if not board.missing:  # whose they are is not for this reader
        counts = {"given": board.reported, "asked": board.expected}
        return texts.say("caption.missing_count", **counts)
    never = [(entry, len(entry.never)) for entry in board.missing if entry.never]
    returned = [(entry, len(entry.returned)) for entry in board.missing if entry.returned]
    told = (("missing", never), ("returned", returned))
    return Html("\n".join(_owing(key, owed, texts) for key, owed in told if owed))


def _owing(key: str, owed: Sequence[tuple[Missing, int]], texts: Catalog) -> Html:
    """Who owes how many numbers; of many people the units, and how many they are together."""
    units = list(dict.fromkeys(entry.unit_name for entry, _ in owed))
    if len(owed) > NAMED:
        names = texts.plain("common.sep").join(_short(name) for name in units[:NAMED])
        counts = {"units": len(units), "count": sum(count for _, count in owed)}
        return texts.say(f"caption.{key}_more", names=names, **counts)
    named = (
        texts.say(
            "caption.missing_item",
            unit=_short(entry.unit_name),
            person=_short(entry.person_name),
            count=count,
        )
        for entry, count in owed
    )
    return texts.say(f"caption.{key}", names=_joined(named, texts))


def _of_bearers(board: Board) -> str:
    """Projects and people are no units: where these are named, the key goes on."""
    return "_bearers" if board.code in BEARERS else ""


def _lead(board: Board, texts: Catalog) -> Html:
    leaders = board.highlights.leaders
    if not leaders:
        return _placed(board, texts)
    named = [
        texts.say("caption.lead_item", name=_short(s.name), score=score_of(s, board.subject))
        for s in leaders[:NAMED]
    ]
    more = texts.say("common.list_end") if len(leaders) > NAMED else ""
    return texts.say("caption.lead", names=Html(f"{_joined(named, texts)}{more}"))


def _placed(board: Board, texts: Catalog) -> Html:
    """Where those of a part of a list stand."""
    placed = board.highlights.foremost
    named = [
        texts.say(
            "caption.placed_item",
            name=_short(s.name),
            place=texts.say("caption.place", rank=s.rank),
            score=score_of(s, board.subject),
        )
        for s in placed[:NAMED]
    ]
    more = texts.say("common.list_end") if len(placed) > NAMED else ""
    return texts.say("caption.placed", names=Html(f"{_joined(named, texts)}{more}"))


def _lag(board: Board, texts: Catalog) -> list[Html]:
    """The red lights, the furthest behind first; without any the last who are behind."""
    standings = board.ranking.standings
    red = sorted((s for s in standings if s.light is Light.RED), key=_gap)
    behind = red or sorted(board.highlights.laggards, key=_gap)
    if not behind:
        is_rate = board.subject is not None and board.subject.is_rate
        key = "caption.lag_none_rate" if is_rate else f"caption.lag_none{_of_bearers(board)}"
        on_time = all(s.light is Light.GREEN for s in standings)
        return [texts.say(key)] if on_time else []
    if len(behind) == 1 and not board.is_by_points:
        return [texts.say("caption.lag", names=_alone(behind[0], texts))]
    names = _joined((_lagging(s, board, texts) for s in behind[:NAMED]), texts)
    if len(red) > NAMED:
        return [texts.say("caption.lag_more", names=names, count=len(red))]
    return [texts.say("caption.lag", names=names)]


def _lagging(standing: Standing, board: Board, texts: Catalog) -> Html:
    if board.is_by_points:
        score = score_of(standing, board.subject)
        return texts.say("caption.lead_item", name=_short(standing.name), score=score)
    return _behind(standing, _short(standing.drag.name) if standing.drag else "", texts)


def _alone(standing: Standing, texts: Catalog) -> Html:
    """Where one is behind there is room for what it takes as well."""
    why = _short(standing.drag.name) if standing.drag else ""
    what = takes(standing.needed, texts) if standing.needed else ""
    both = texts.plain("caption.lag_takes", drag=why, takes=what) if why and what else why or what
    return _behind(standing, both, texts)


def _behind(standing: Standing, why: str, texts: Catalog) -> Html:
    gap, name = figures.signed(_gap(standing), 1), _short(standing.name)
    if not why:
        return texts.say("caption.lag_item_bare", name=name, gap=gap)
    return texts.say("caption.lag_item", name=name, gap=gap, drag=why)


def _moves(board: Board, texts: Catalog) -> list[Html]:
    """New firsts, then whoever won or lost most places since the list published before."""
    found = board.highlights
    first = [s for s in found.leaders if _places(s) > 0]
    moved = [texts.say("caption.first", name=_short(s.name)) for s in first]
    for key, standings in (("up", found.climbers), ("down", found.fallers)):
        moved += [
            texts.say(f"caption.{key}", name=_short(s.name), count=abs(_places(s)))
            for s in standings
            if s not in first
        ]
    return [texts.say("caption.moves", names=_joined(moved[:MOST_MOVES], texts))] if moved else []


def _gap(standing: Standing) -> Decimal:
    """Who is furthest behind comes first; by points, who has the fewest."""
    return standing.gap if standing.gap is not None else standing.completion or Decimal(0)


def _places(standing: Standing) -> int:
    return standing.movement if isinstance(standing.movement, int) else 0


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _joined(parts: Iterable[Html], texts: Catalog) -> Html:
    return Html(texts.say("common.sep").join(parts))
