"""Changes of the roster as people read them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.roster_draft import Change, ChangeKind, Edit, Key, Noun, RosterDraft, Value
from domain.slots import SLOTS
from handlers.workbook.columns import Column, sheet_of
from handlers.workbook.words import say

Names = Mapping[Noun, Mapping[str, str]]


def names_of(*drafts: RosterDraft) -> Names:
    """What codes are called; of several drafts the last one that knows a code decides."""
    return {
        Noun.UNIT: {unit.code: unit.short for draft in drafts for unit in draft.units},
        Noun.PERSON: {person.code: person.name for draft in drafts for person in draft.people},
        Noun.INDICATOR: {one.code: one.name for draft in drafts for one in draft.indicators},
        Noun.PROJECT: {one.code: one.name for draft in drafts for one in draft.projects},
    }


@dataclass(frozen=True, slots=True)
class Dated:
    """The numbers that have targets already, and the day from which others would hold."""

    day: date
    keys: frozenset[Key]


def told(found: Iterable[Change], names: Names, dated: Dated) -> Iterator[str]:
    """One line per change: "人员 p07 王芳: 职务 科长 → 副局长"."""
    for change in found:
        sheet = sheet_of(change.noun)
        if change.kind is ChangeKind.REORDERED:
            yield say("change.reordered", sheet=sheet.title)
            continue
        edits = [_edit(edit, sheet.column(edit.field), names) for edit in change.edits]
        changed = say("change.between").join(edits)
        kind = "" if change.kind is ChangeKind.CHANGED else say(f"change.{change.kind.value}")
        yield say(
            "change.row",
            sheet=sheet.title,
            key="/".join(part for part in change.key if part),
            name=_called(change, names),
            what=say("change.between").join(part for part in (kind, changed) if part)
            + _since(change, dated),
        )


def _since(change: Change, dated: Dated) -> str:
    """From when targets hold that take the place of others; the first ones hold all year."""
    is_about_targets = any(edit.field in SLOTS for edit in change.edits)
    if change.noun is not Noun.ASSIGNMENT or change.key not in dated.keys or not is_about_targets:
        return ""
    return say("change.since", month=dated.day.month, day=dated.day.day)


def summed_up(found: Iterable[Change]) -> str:
    """How many changes of which kind, or that there are none."""
    counts = Counter(change.kind for change in found)
    if not counts:
        return say("change.none")
    parts = [
        say("change.part", what=say(f"change.kinds.{kind.value}"), count=counts[kind])
        for kind in ChangeKind
        if counts[kind]
    ]
    return say("change.summary", total=counts.total(), parts="、".join(parts))


def _called(change: Change, names: Names) -> str:
    """The row's name after its key; an assignment is called by what it joins."""
    if change.noun is not Noun.ASSIGNMENT:
        named = "" if change.name in change.key else change.name
    else:
        joined = zip((Noun.UNIT, Noun.INDICATOR, Noun.PROJECT), change.key, strict=True)
        named = "·".join(names[noun].get(code, code) for noun, code in joined if code)
    return f" {named}" if named else ""


def _edit(edit: Edit, column: Column, names: Names) -> str:
    before, after = (_text(value, column, names) for value in (edit.before, edit.after))
    return say("change.edit", field=column.title, before=before, after=after)


def _text(value: Value, column: Column, names: Names) -> str:
    titles = {meaning: title for title, meaning in (column.choices or {}).items()}
    if isinstance(value, frozenset):
        return "、".join(title for meaning, title in titles.items() if meaning in value)
    if value is None or value in ("", ()):
        return say("change.nothing")
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | int):
        return str(value)
    name = names.get(column.target, {}).get(value) if column.target else None
    return f"{value} {name}" if name else titles.get(value, value)
