"""Rankings by what was published instead of what was reported."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from domain.errors import NotFound
from domain.finding import Kind
from domain.items import Item, Part
from domain.official import Official, named_in, reported_period
from domain.pace import progress_of
from domain.periods import Period
from domain.ranking import by_indicator
from domain.roster import Roster
from domain.scoring import Score
from domain.yardstick import Yardstick
from handlers.actions.lookups import beside
from handlers.actions.lookups.meaning import meaning_of
from handlers.actions.lookups.views.boards import BoardView
from handlers.actions.measuring import standing
from handlers.actions.measuring.board import Board, Subject
from handlers.actions.measuring.sight import veiled
from handlers.actions.measuring.surveying import Survey
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import officials

WORDS = re.compile(r"按?(?:统计)?公布数?|官方数?|official", re.IGNORECASE)


def is_wanted(words: str) -> bool:
    """Whether a text asks for a ranking by published values."""
    return WORDS.search(words) is not None


async def ranking(deps: Deps, viewer: Viewer, words: str) -> BoardView:
    """Units by what was published of an indicator in a month or quarter, the newest by default.

    Raises:
        NotFound: no indicator is named, or nothing comparable was published of it.
    """
    roster = await deps.roster.current()
    named = named_in(WORDS.sub(" ", words), today=beside.today(deps), year=deps.campaign.year)
    code = _indicator(roster, named.rest)
    async with deps.db.reading() as session:
        known = await officials.current(session, as_of=deps.known_at)
    own = [one for one in known.values() if one.indicator == code]
    periods = {Period.parse(one.period) for one in own}
    period = named.period or max(periods, key=lambda one: one.end, default=None)
    told = {one.unit: one for one in own if period is not None and one.period == period.key}
    reported = reported_period(period, roster.indicators[code].cadence) if period else None
    if period is None or reported is None or not told:
        raise NotFound(words)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, reported)
    board = _board(deps, survey, code, period, told)
    return BoardView(board if viewer.sees_all else veiled(board))


def _indicator(roster: Roster, words: str) -> str:
    meaning = meaning_of(roster, words)
    for found in (*meaning.found, *meaning.others):
        if found.kind is Kind.INDICATOR:
            return found.code
    raise NotFound(words)


def _board(
    deps: Deps, survey: Survey, code: str, period: Period, told: Mapping[str, Official]
) -> Board:
    scores = [
        _published(score, code, told.get(score.unit), period, survey.rules)
        for score in survey.ranked
    ]
    ranking = by_indicator(scores, code, roster=survey.roster, period=period)
    units = {standing.unit for standing in ranking.standings}
    return Board(
        campaign=deps.campaign.name,
        district=deps.campaign.district,
        period=period,
        subject=Subject.of(survey.roster.indicators[code]),
        ranking=ranking,
        reported=len(units & told.keys()),
        expected=len(units),
        missing=(),
        rules=survey.rules.lights,
        as_of=survey.as_of,
        is_official=True,
        version=survey.rules.version,
    )


def _published(
    score: Score, code: str, one: Official | None, period: Period, rules: Yardstick
) -> Score:
    """The score with the published value in place of the reported ones, or with none."""
    value = one.value if one else None
    items = (
        _with(item, value, period, rules) if item.indicator.code == code else item
        for item in score.items
    )
    return replace(score, items=tuple(items))


def _with(item: Item, value: Decimal | None, period: Period, rules: Yardstick) -> Item:
    progress = progress_of(
        item.indicator,
        item.plan,
        value=value,
        day=period.last_day_of_year,
        rules=rules.lights,
    )
    parts = tuple(_part(part, value) for part in item.parts)
    return replace(item, progress=progress, parts=parts)


def _part(part: Part, value: Decimal | None) -> Part:
    return replace(part, value=value, is_answered=True, has_number=value is not None, newest=None)
