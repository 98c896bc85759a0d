"""What was looked up, for the terminal: words without markup, and facts for programs."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

from domain.publishing import facts_of
from handlers import worded
from handlers.actions.exports.export_formats import fields_of
from handlers.actions.exports.export_lines import Line
from handlers.actions.inquiry.arrivals import ArrivalsView
from handlers.actions.inquiry.falls import FallView
from handlers.actions.inquiry.goals import GoalsView
from handlers.actions.inquiry.inquiring import Answer, Puzzled
from handlers.actions.inquiry.narrowing import OddView
from handlers.actions.lookups.adjustments import Retarget
from handlers.actions.lookups.bearers import BearersView
from handlers.actions.lookups.comparing import ComparisonView, OpponentsView
from handlers.actions.lookups.lit import LightsView
from handlers.actions.lookups.places import PlacesView
from handlers.actions.lookups.shifts import ShiftsView
from handlers.actions.lookups.sums import Reckoning
from handlers.actions.lookups.targeting import TargetsView
from handlers.actions.lookups.views.boards import BoardView, BriefView
from handlers.actions.lookups.views.cards import Card
from handlers.actions.lookups.views.choices import Choice
from handlers.actions.lookups.views.courses import Trend
from handlers.actions.lookups.views.missing import MissingView
from handlers.actions.measuring import rhythms
from handlers.deps import Deps
from handlers.texts import adjustments, briefs, comparisons, inquiries, profiles
from handlers.texts.captions import caption, not_asked
from handlers.texts.catalog import Catalog
from handlers.texts.missing import missing
from handlers.texts.reckonings.told import reckoning
from handlers.texts.statuses import listing
from handlers.texts.targets import targets
from handlers.ways.inquiries import from_puzzled


def words_of(deps: Deps, view: Answer, texts: Catalog) -> str:
    """What /status says, and instead of the picture every line of it."""
    zone = deps.schedule.zone
    match view:
        case BriefView():
            words: str = briefs.words(view, texts, zone)
        case BoardView(board=board) if rhythms.is_early(deps, board):
            words = not_asked(board, texts, deps.schedule)
        case BoardView(board=board) | BearersView(board=board):
            words = f"{caption(board, texts)}\n\n{listing(board, texts, zone)}"
        case Card():
            words = profiles.card(view, texts, zone)
        case Trend():
            words = profiles.trend(view, texts)
        case MissingView():
            words = missing(view, texts)
        case Reckoning():
            words = reckoning(view, texts)
        case TargetsView():
            words = targets(view, texts)
        case ComparisonView():
            words = comparisons.words_of(view, texts)
        case OpponentsView(others=others):
            names = "\n".join(unit.short for unit in others)
            words = f"{comparisons.opponents(view, texts)}\n{names}"
        case Puzzled():
            # One line, as every reason is; in the chat these are buttons.
            buttons = [button.label for row in from_puzzled(view, texts) for button in row]
            words = inquiries.puzzled(view, texts) + texts.plain("common.sep").join(buttons)
        case (
            ArrivalsView()
            | FallView()
            | GoalsView()
            | LightsView()
            | OddView()
            | PlacesView()
            | ShiftsView()
        ):
            words = worded.words_of(view, texts, zone)
        case Choice():
            names = "\n".join(found.name for found in view.found)
            words = f"{profiles.choice(view, texts)}\n{names}"
        case _:
            words = texts.say("status.unpublished")
    return _without_markup(words)


def changes(view: TargetsView, texts: Catalog, *, as_json: bool) -> Iterator[str]:
    """Every change of these targets, as it was asked for: one line or one object each."""
    for told in view.changes:
        if as_json:
            yield json.dumps(_change(told), ensure_ascii=False)
        else:
            yield _without_markup(adjustments.line(told, texts))


def _without_markup(words: str) -> str:
    return unescape(re.sub(r"</?[bi]>", "", words))


def facts(view: Answer) -> Iterator[dict[str, Any]]:
    """One object for each unit of a ranking, for each figure of anything else."""
    match view:
        case BoardView(board=board) | BearersView(board=board):
            about = {"period": board.period.key, "indicator": board.code or None}
            yield from (about | entry for entry in facts_of(board.ranking)["standings"])
        case Card(lines=lines):
            for line in lines:
                given = {figure.assignment: figure for figure in line.figures}
                for owed in line.assignments:
                    yield fields_of(Line(line.period.key, owed, line.indicator, given.get(owed.id)))
        case Trend(periods=periods, courses=courses):
            for course in courses:
                for period, value in zip(periods, course.values, strict=True):
                    shown = None if value is None else str(value)
                    yield {"period": period.key, "name": course.name, "value": shown}
        case TargetsView():
            yield from _sums(view)
        case Choice(found=found):
            yield from ({"kind": f.kind.value, "code": f.code, "name": f.name} for f in found)
        case _:
            return


def _sums(view: TargetsView) -> Iterator[dict[str, Any]]:
    """One object for each whole that is broken down; without any, one that says so."""
    for entry in view.entries:
        about = {"unit": entry.unit, "indicator": entry.indicator, "has_target": entry.has_target}
        for one in entry.sums:
            yield about | {
                "level": one.level.value,
                "slot": one.whole_slot,
                "whole": format(one.whole, "f"),
                "given": format(one.given, "f"),
                "remainder": format(one.remainder, "f"),
                "lacking": list(one.lacking),
                "state": one.state.value,
            }
        if not entry.sums:
            yield about | {"level": None, "state": None}


def _change(told: Retarget) -> dict[str, Any]:
    """What was asked of which number, by whom, and what became of it."""
    change, decision = told.change, told.decision
    return {
        "unit": told.assignment.unit,
        "indicator": told.assignment.indicator,
        "project": told.assignment.project,
        "state": told.state,
        "since": told.since.isoformat(),
        "slots": {
            slot: [None if amount is None else format(amount, "f") for amount in pair]
            for slot, pair in change.edits.items()
        },
        "reason": change.reason,
        "asked_by": change.person,
        "asked_at": _instant(change.made_at),
        "decided_by": decision.person if decision else None,
        "decided_at": _instant(decision.made_at) if decision else None,
        "remark": decision.reason if decision else None,
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
