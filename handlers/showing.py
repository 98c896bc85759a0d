"""What was looked up, as a message: words, picture, and the buttons that lead on."""

from collections.abc import Iterable
from dataclasses import replace

from charts.sheets import Sheet
from domain.ranking import Standing
from handlers import boards
from handlers.actions.inquiry.pressing import Pressed
from handlers.actions.lookups.bearers import BearersView
from handlers.actions.lookups.comparing import ComparisonView, OpponentsView
from handlers.actions.lookups.directory import Directory
from handlers.actions.lookups.pictured import Pictured
from handlers.actions.lookups.published import Published
from handlers.actions.lookups.roadmaps import RoadmapView
from handlers.actions.lookups.sums import Reckoning
from handlers.actions.lookups.targeting import TargetsView
from handlers.actions.lookups.views.boards import (
    BoardView,
    BriefView,
    BumpView,
    ContributionView,
    HeatView,
    PaperView,
    WeeklyView,
)
from handlers.actions.lookups.views.cards import Card
from handlers.actions.lookups.views.choices import Choice, ItemChoice, Unpublished
from handlers.actions.lookups.views.courses import Trend
from handlers.actions.lookups.views.histories import HistoryView
from handlers.actions.lookups.views.missing import MissingView
from handlers.actions.measuring import rhythms
from handlers.deps import Deps
from handlers.outgoing import Document, Outgoing
from handlers.sheets.brief import brief_sheet
from handlers.sheets.bump import bump_sheet
from handlers.sheets.card import card_sheet
from handlers.sheets.compare import compare_sheet
from handlers.sheets.contribution import contribution_sheet
from handlers.sheets.heatmap import heatmap_sheet
from handlers.sheets.roadmap import roadmap_sheet
from handlers.sheets.trend import trend_sheet
from handlers.sheets.weekly import weekly_sheet
from handlers.texts import briefs, comparisons, figures, history, milestones, profiles
from handlers.texts.captions import not_asked, of_when
from handlers.texts.catalog import Catalog, Html
from handlers.texts.directories import directory
from handlers.texts.items import sign
from handlers.texts.missing import missing
from handlers.texts.pictured import pictured
from handlers.texts.published import published
from handlers.texts.reckonings.told import reckoning
from handlers.texts.statuses import score_of
from handlers.texts.targets import targets
from handlers.viewers import Viewer
from handlers.ways.cards import from_card, from_choice, from_history, from_items, from_trend
from handlers.ways.directory import from_directory
from handlers.ways.inquiries import (
    from_comparison,
    from_opponents,
    from_reckoning,
)
from handlers.ways.pictured import from_pictured
from handlers.ways.plans import from_roadmap, from_targets
from handlers.ways.published import from_published
from handlers.ways.rankings import (
    from_bearers,
    from_brief,
    from_contribution,
    from_missing,
    from_overview,
    from_view,
)
from handlers.worded import Worded, worded


async def shown(deps: Deps, viewer: Viewer, view: Pressed, texts: Catalog) -> Outgoing:
    """The message of whatever was found; without its picture when none can be drawn."""
    if isinstance(view, Worded):
        return worded(viewer, view, texts, deps.schedule.zone)
    match view:
        case ComparisonView():
            return await _comparison(deps, viewer, view, texts)
        case OpponentsView():
            keyboard = from_opponents(view, texts)
            return Outgoing(comparisons.opponents(view, texts), keyboard=keyboard)
        case BoardView():
            return await _board(deps, viewer, view, texts)
        case Directory():
            return await _directory(deps, view, texts)
        case BearersView(board=board):
            message = await boards.ranking_message(deps, board, texts, brief=True)
            lines = [message.text, *of_when(board, texts, deps.schedule.zone)]
            return replace(message, text=Html("\n".join(lines)), keyboard=from_bearers(view, texts))
        case HeatView() | BumpView() | WeeklyView():
            return await _overview(deps, view, texts)
        case BriefView():
            return brief_message(deps, view, texts)
        case PaperView():
            return await _paper(deps, view, texts)
        case Card():
            return await _card(deps, viewer, view, texts)
        case Trend():
            return await _trend(deps, viewer, view, texts)
        case ContributionView():
            return await _contribution(deps, view, texts)
        case MissingView():
            return Outgoing(missing(view, texts), keyboard=from_missing(view, texts))
        case TargetsView():
            return Outgoing(targets(view, texts), keyboard=from_targets(view, viewer, texts))
        case RoadmapView():
            return await _roadmap(deps, viewer, view, texts)
        case Reckoning():
            return Outgoing(reckoning(view, texts), keyboard=from_reckoning(view, texts))
        case Pictured():
            keyboard = from_pictured(view, viewer, texts)
            words = pictured(view.view, texts, choose=len(keyboard) > 1)
            return Outgoing(words, keyboard=keyboard)
        case Published():
            words = published(view, texts, year=deps.campaign.year)
            return Outgoing(words, keyboard=from_published(view, texts))
        case Choice():
            return Outgoing(profiles.choice(view, texts), keyboard=from_choice(view, texts))
        case HistoryView():
            words = history.history(view, texts, deps.schedule.zone)
            return Outgoing(words, keyboard=from_history(view, texts))
        case ItemChoice():
            return Outgoing(history.choice(view, texts), keyboard=from_items(view, texts))
        case Unpublished():
            return Outgoing(texts.say("status.unpublished"))


async def _comparison(deps: Deps, viewer: Viewer, view: ComparisonView, texts: Catalog) -> Outgoing:
    zone, district = deps.schedule.zone, deps.campaign.district
    sheet = compare_sheet(view, texts, zone, district=district)
    pictures = await boards.drawn(deps, sheet)
    words = comparisons.comparison if pictures else comparisons.words_of
    return Outgoing(
        words(view, texts), keyboard=from_comparison(view, viewer, texts), pictures=pictures
    )


async def _board(deps: Deps, viewer: Viewer, view: BoardView, texts: Catalog) -> Outgoing:
    if rhythms.is_early(deps, view.board):
        words = not_asked(view.board, texts, deps.schedule)
        return Outgoing(words, keyboard=from_overview(view.board.period, texts))
    message = await boards.ranking_message(deps, view.board, texts, brief=not view.group)
    roster = await deps.roster.current()
    where = [texts.say("profile.group", group=view.group)] if view.group else []
    lines = [*where, message.text, *_own(view, texts)]
    keyboard = from_view(view, roster, viewer, texts)
    return Outgoing("\n".join(lines), keyboard=keyboard, pictures=message.pictures)


async def _directory(deps: Deps, view: Directory, texts: Catalog) -> Outgoing:
    roster = await deps.roster.current()
    before = deps.schedule.previous_asked(view.board.period)
    keyboard = from_directory(
        view,
        roster,
        texts,
        before=before if before.year >= deps.campaign.year else None,
        beside=rhythms.others(deps, roster, view.board.period),
    )
    return Outgoing(directory(view, texts), keyboard=keyboard)


def _own(view: BoardView, texts: Catalog) -> Iterable[Html]:
    """The units the reader looks after, as they stand now, below what was published."""
    if not view.own:
        return
    yield Html("")
    yield texts.say("profile.own")
    for standing in view.own:
        yield _own_line(standing, view, texts)


def _own_line(standing: Standing, view: BoardView, texts: Catalog) -> Html:
    if standing.rank is None:
        return texts.say("status.line_missing", name=standing.name)
    return texts.say(
        "status.line",
        rank=standing.rank,
        sign=sign(standing.light, texts),
        name=standing.name,
        score=score_of(standing, view.board.subject),
        gap=figures.signed(standing.gap, 1) if standing.gap is not None else "",
    )


async def _overview(deps: Deps, view: HeatView | BumpView | WeeklyView, texts: Catalog) -> Outgoing:
    zone = deps.schedule.zone
    if isinstance(view, HeatView):
        sheet: Sheet = heatmap_sheet(view.board, view.survey, texts, zone)
        board, key = view.board, "heat"
    elif isinstance(view, WeeklyView):
        sheet, board, key = weekly_sheet(view, texts, zone), view.board, "board"
    else:
        sheet = bump_sheet(view.boards, texts, zone)
        board, key = view.boards[-1], "moves"
    period = figures.period_name(board.period, texts.language)
    facts = {"campaign": board.campaign, "period": period, "story": sheet.head.headline}
    words = texts.say(f"caption.overview_{key}", **facts)
    return Outgoing(
        words,
        keyboard=from_overview(board.period, texts, how=f"how{key}"),
        pictures=await boards.drawn(deps, sheet),
    )


def brief_message(deps: Deps, view: BriefView, texts: Catalog) -> Outgoing:
    """The brief in words, with the buttons that lead to what it is about."""
    words = briefs.words(view, texts, deps.schedule.zone)
    return Outgoing(words, keyboard=from_brief(view.board, texts))


async def _paper(deps: Deps, view: PaperView, texts: Catalog) -> Outgoing:
    """The brief as a file to print; in words when it cannot be made."""
    sheet = brief_sheet(view, texts, deps.schedule.zone)
    drawn = await boards.drawn(deps, sheet)
    if not drawn:
        return Outgoing(texts.say("paper.failed"))
    board = view.brief.board
    period = figures.period_name(board.period, texts.language)
    name = texts.plain("paper.file", campaign=board.campaign, period=period)
    return Outgoing(
        briefs.of_paper(board, sheet.head.title, texts, deps.schedule.zone),
        document=Document(name, drawn[0]),
    )


async def _card(deps: Deps, viewer: Viewer, view: Card, texts: Catalog) -> Outgoing:
    zone, district = deps.schedule.zone, deps.campaign.district
    pictures: tuple[bytes, ...] = ()
    if view.lines:
        sheet = card_sheet(view, texts, zone, district=district)
        pictures = await boards.drawn(deps, sheet)
    words = profiles.card(view, texts, zone)
    roster = await deps.roster.current()
    return Outgoing(words, keyboard=from_card(view, roster, viewer, texts), pictures=pictures)


async def _roadmap(deps: Deps, viewer: Viewer, view: RoadmapView, texts: Catalog) -> Outgoing:
    words, keyboard = milestones.roadmap(view, texts), from_roadmap(view, viewer, texts)
    if not view.nodes:
        return Outgoing(words, keyboard=keyboard)
    zone, district = deps.schedule.zone, deps.campaign.district
    sheet = roadmap_sheet(view, texts, zone, district=district)
    return Outgoing(words, keyboard=keyboard, pictures=await boards.drawn(deps, sheet))


async def _trend(deps: Deps, viewer: Viewer, view: Trend, texts: Catalog) -> Outgoing:
    zone, district = deps.schedule.zone, deps.campaign.district
    pictures: tuple[bytes, ...] = ()
    if view.courses:
        pictures = await boards.drawn(deps, trend_sheet(view, texts, zone, district=district))
    roster = await deps.roster.current()
    return Outgoing(
        profiles.trend(view, texts),
        keyboard=from_trend(view, roster, texts),
        pictures=pictures,
    )


async def _contribution(deps: Deps, view: ContributionView, texts: Catalog) -> Outgoing:
    zone, district = deps.schedule.zone, deps.campaign.district
    sheet = contribution_sheet(view, texts, zone, district=district)
    return Outgoing(
        texts.say("caption.contribution", title=sheet.head.title, story=sheet.head.headline),
        keyboard=from_contribution(view, texts),
        pictures=await boards.drawn(deps, sheet) if sheet.rows else (),
    )
