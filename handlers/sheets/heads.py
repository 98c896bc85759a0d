"""The band on top of a picture and the words that all pictures share."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from charts.sheets.parts import Head, Movement, Tally
from domain.lights import Light
from domain.ranking import NEW, Standing, Status
from handlers.actions.measuring.board import Board
from handlers.texts import figures
from handlers.texts.catalog import Catalog
from handlers.texts.statuses import minute

MEDALS = 3


def head_of(board: Board, texts: Catalog, zone: ZoneInfo, *, title: str, headline: str) -> Head:
    """District, period and as-of time under a title; a re-issue says so."""
    stamp = texts.plain("chart.stamp_official" if board.is_official else "chart.stamp")
    if board.edition > 1:
        stamp = texts.plain("chart.corrected", edition=board.edition)
    return Head(
        title=title,
        subtitle=subtitle(board, texts, zone),
        headline=headline,
        stamp=stamp,
    )


def subtitle(board: Board, texts: Catalog, zone: ZoneInfo) -> str:
    """Where, when, and known up to which minute."""
    return texts.plain(
        "chart.subtitle",
        district=board.district,
        period=figures.period_name(board.period, texts.language),
        span=figures.span(board.period, texts.language),
        as_of=minute(board.as_of, zone, texts.language),
    )


def tallies_of(board: Board, texts: Catalog) -> tuple[Tally, ...]:
    """How many units have which light, and how many items were answered."""
    lights = board.highlights.lights
    is_rate = board.subject is not None and board.subject.is_rate
    rules = board.rules
    points = format((rules.rate_yellow_points if is_rate else rules.yellow_points).normalize(), "f")
    words = "light.rate" if is_rate else "light.word"
    counts = [
        Tally(str(lights[light]), texts.plain(f"{words}.{light.value}", points=points), light)
        for light in (Light.GREEN, Light.YELLOW, Light.RED)
    ]
    without = [s for s in board.ranking.standings if s.status is not Status.RANKED]
    if without:
        silent = all(standing.status is Status.NOT_REPORTED for standing in without)
        word = texts.plain("light.word.none" if silent else "light.word.unranked")
        counts.append(Tally(str(len(without)), word, Light.NONE))
    return (*counts, Tally(f"{board.reported}/{board.expected}", texts.plain(_given(board))))


def _given(board: Board) -> str:
    return "chart.published" if board.is_official else "chart.reported"


def movement_of(standing: Standing, texts: Catalog) -> tuple[Movement, str]:
    """The arrow and its number; nothing without a list to compare with."""
    match standing.movement:
        case None:
            return Movement.NONE, ""
        case "new":
            return Movement.NEW, texts.plain("chart.new")
        case 0:
            return Movement.SAME, ""
        case places:
            return (Movement.UP if places > 0 else Movement.DOWN), str(abs(places))


def medal_of(standing: Standing, compared: int) -> int:
    """First to third of a group, but nobody who is last of few."""
    rank = standing.rank or 0
    return rank if 0 < rank <= MEDALS and (rank == 1 or compared > MEDALS) else 0


def has_moved(standings: Iterable[Standing]) -> bool:
    """Whether any rank is compared with an earlier list."""
    return any(s.movement is not None and s.movement != NEW for s in standings)
