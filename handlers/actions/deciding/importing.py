"""A roster workbook taken over: all of it, or nothing with every reason."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.roster_draft import Change, ChangeKind, Holder, Key, Noun, RosterDraft, key_of
from handlers.workbook.columns import sheet_of
from handlers.workbook.problems import Place, Problem
from handlers.workbook.tables import Missing
from handlers.workbook.telling import Dated, Names, names_of, summed_up, told
from handlers.workbook.words import say
from handlers.workbook.workbook import Reading, read_workbook
from storage import handovers, roster_changes
from storage.database import Database
from storage.roster_held import Held, held

FEW = 4
"""Up to so many people may retire at once without a word."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did or, on trial, would do.

    `changes` are empty when there are errors or nothing is new; `lines` tell them one by one.
    """

    problems: tuple[Problem, ...]
    changes: tuple[Change, ...] = ()
    lines: tuple[str, ...] = ()
    is_trial: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether the workbook has errors and nothing was taken over."""
        return any(not problem.is_warning for problem in self.problems)

    @property
    def summary(self) -> str:
        """The outcome in one line."""
        if self.is_refused:
            errors = [problem for problem in self.problems if not problem.is_warning]
            return say("change.failed", count=len(errors))
        end = say("change.tried") if self.is_trial else say("change.done") if self.changes else ""
        return summed_up(self.changes) + end


async def import_workbook(
    db: Database,
    data: bytes,
    *,
    year: int,
    at: datetime,
    missing_glyphs: Missing,
    is_trial: bool = False,
    by: str | None = None,
) -> Imported:
    """Bring the roster and the targets of `year` to what an .xlsx file says.

    Everything in one transaction; people and assignments that are not in the file retire.
    Targets that change do so from the day of `at` on, which is in the district's zone. With
    errors in the file, or on trial, nothing is written. `by` is who sent the file.
    """
    reading = await read_workbook(data, year=year, missing_glyphs=missing_glyphs)
    draft = reading.draft
    if draft is None:
        return Imported(reading.problems, is_trial=is_trial)
    async with db.reading() as session:
        before = await held(session, year=year, day=at.date())
        found = await roster_changes.preview(session, draft, year=year, at=at)
        stale = draft.out_of_date(await handovers.holders(session))
    if not is_trial:
        found = await db.write(
            lambda session: roster_changes.apply(session, draft, year=year, at=at, by=by)
        )
    return _outcome(reading, before, found, stale, day=at.date(), is_trial=is_trial)


def _outcome(
    reading: Reading,
    before: Held,
    found: tuple[Change, ...],
    stale: Mapping[Key, Holder],
    *,
    day: date,
    is_trial: bool,
) -> Imported:
    assert reading.draft is not None
    names = names_of(before.retired, before.active, reading.draft)
    return Imported(
        problems=(
            *reading.problems,
            *_about_retiring(before, found),
            *_about_handovers(reading.draft, stale, names),
        ),
        changes=found,
        lines=tuple(told(found, names, Dated(day, _with_targets(before)))),
        is_trial=is_trial,
    )


def _with_targets(before: Held) -> frozenset[Key]:
    drafts = (before.retired, before.active)
    return frozenset(key_of(one) for draft in drafts for one in draft.assignments if one.targets)


def _about_retiring(before: Held, found: tuple[Change, ...]) -> tuple[Problem, ...]:
    """A word when half of the people would go: the file may be only a part."""
    gone = sum(c.kind is ChangeKind.RETIRED and c.noun is Noun.PERSON for c in found)
    everybody = len(before.active.people)
    if gone <= FEW or gone * 2 < everybody:
        return ()
    facts = {"count": gone, "all": everybody}
    return (Problem(Place(), "many_retire", facts, is_warning=True),)


def _about_handovers(
    draft: RosterDraft, stale: Mapping[Key, Holder], names: Names
) -> Iterator[Problem]:
    """A word for everybody whose numbers the file still has under another name."""
    told = {key_of(one): one.person for one in draft.assignments}
    pairs = Counter((told[key], holder.person) for key, holder in stale.items())
    people = names[Noun.PERSON]
    for (giver, taker), count in pairs.items():
        facts = {"giver": people[giver], "taker": people[taker], "count": count}
        yield Problem(Place(sheet_of(Noun.ASSIGNMENT).title), "handed_over", facts, is_warning=True)
