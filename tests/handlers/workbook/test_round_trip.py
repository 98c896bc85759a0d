"""Whatever roster is written is read back as the same roster."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.figures import Basis, Direction, Indicator, Stage
from domain.people import Language, Person, Role
from domain.periods import PeriodKind
from domain.rollup import Rollup
from domain.roster import Assignment, Milestone, Project, Unit
from domain.roster_draft import RosterDraft
from domain.slots import SLOTS
from handlers.workbook.cells import clean, folded
from handlers.workbook.grid import grid_of
from handlers.workbook.workbook import read_roster
from handlers.workbook.writing import workbook_of

ODD = [
    "=1+1",
    "@名",
    "-7",
    "'引",
    "1-2月",
    "007",
    "TRUE",
    "é",
    "𠮷野",
    "a\tb",
    "“引号”",
    "<b>",
    "3.50",
]


def texts(longest: int) -> st.SearchStrategy[str]:
    signs = st.characters(categories=["L", "N", "P", "S"], include_characters=" ")
    own = st.text(signs, min_size=1, max_size=longest).map(clean)
    plain = own.filter(lambda text: 0 < len(text) <= longest and not text.startswith("#"))
    return plain | st.sampled_from(ODD).map(clean)


def unique(values: list[str]) -> list[str]:
    return list({folded(value): value for value in values}.values())


NAMES = st.lists(texts(12), min_size=2, max_size=5).map(unique).filter(lambda names: len(names) > 1)
NUMBERS = st.decimals(-(10**9), 10**9, places=3)
KINDS_OF_NUMBERS: list[dict[str, Any]] = [
    {},
    {"stage": Stage.FLASH, "rollup": Rollup.NONE},
    {"stage": Stage.VERIFIED},
    {"estimate_only": True},
]
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def drafts(draw: st.DrawFn) -> RosterDraft:
    names = draw(NAMES)
    units = tuple(
        Unit(f"u{n}", name, draw(texts(12)), draw(texts(20)), f"u{n - 1}" if n else None, n + 1)
        for n, name in enumerate(names)
    )
    roles = st.frozensets(st.sampled_from(Role)).map(lambda own: own | {Role.CADRE})
    people = tuple(
        Person(
            f"p{n}",
            draw(texts(20)),
            draw(texts(20)),
            unit.code,
            draw(roles),
            draw(st.sampled_from(Language)),
        )
        for n, unit in enumerate(units)
    )
    indicators = tuple(
        Indicator(
            f"i{n}",
            name,
            draw(texts(8)),
            draw(st.sampled_from(Basis)),
            (f"别名{n}",),
            draw(st.sampled_from(Direction)),
            draw(st.integers(0, 6)),
            draw(NUMBERS.map(lambda number: abs(number) + 1)),
            draw(st.sampled_from([PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER])),
            position=n + 1,
            **draw(st.sampled_from(KINDS_OF_NUMBERS)),
        )
        for n, name in enumerate(draw(NAMES))
    )  # fmt: skip
    projects = (Project("x1", names[0], "u0", draw(texts(20)), None, draw(DAYS)),)
    tasks = tuple(
        Assignment(
            0,
            unit.code,
            indicators[0].code,
            people[0].code,
            deputy=people[1].code,
            targets=draw(st.dictionaries(st.sampled_from(SLOTS), NUMBERS, max_size=5)),
            due=draw(st.none() | DAYS),
            share=draw(NUMBERS.map(lambda number: abs(number) + 1)),
        )
        for unit in units
    )
    milestones = (Milestone("x1", draw(texts(20)), draw(DAYS)),)
    return RosterDraft(units, people, indicators, projects, tasks, milestones)


@given(drafts())
@settings(max_examples=25)
def test_a_written_roster_is_read_back_unchanged(draft: RosterDraft) -> None:
    reading = read_roster(grid_of(workbook_of(draft)), year=2026, missing_glyphs=lambda _: "")

    assert reading.errors == ()
    assert reading.draft == replace(draft, own_language=frozenset())
