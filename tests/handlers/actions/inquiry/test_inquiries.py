"""What leaders type is read by rules and names: a table of it, and that no text does harm."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.figures import Basis, Indicator
from domain.inquiry.spans import Span
from domain.people import Person, Role
from domain.roster import Project, Roster, Unit
from handlers.actions.inquiry.inquiries import Inquiry, inquiry_of
from sandbox.district import YUNLING as DISTRICT

EXAMPLES = tomllib.loads((Path(__file__).parent / "inquiry_examples.toml").read_text("utf-8"))
TYPED = [(asked, expected) for rows in EXAMPLES.values() for asked, expected in rows]


@cache
def sample() -> Roster:
    """The names of the sample district, as far as questions need them."""
    everybody = frozenset({Role.CADRE})
    return Roster(
        version=1,
        units={u.code: Unit(u.code, u.name, u.short, u.group, u.parent) for u in DISTRICT.units},
        people={p.code: Person(p.code, p.name, p.post, p.unit, everybody) for p in DISTRICT.people},
        indicators={
            i.code: Indicator(i.code, i.name, i.measure, Basis.CUMULATIVE, aliases=i.aliases)
            for i in DISTRICT.indicators
        },
        projects={
            p.code: Project(p.code, p.name, p.unit, enterprise=p.enterprise)
            for p in DISTRICT.projects
        },
        assignments={},
    )


def told(inquiry: Inquiry) -> str:
    """An inquiry as the table spells it."""
    if inquiry.is_torn:
        return "??"
    if not inquiry.is_understood:
        return "?"
    about = [options[0].code for options in inquiry.named]
    count = [f"#{inquiry.count}"] if inquiry.count else []
    time = [f"@{_time(inquiry.span)}"] if inquiry.span else []
    which = [inquiry.listed.removeprefix("@")] if inquiry.listed else []
    return " ".join([inquiry.topic.value, *which, *about, *count, *time])


def _time(span: Span) -> str:
    if span.month_day:
        return "-".join(map(str, span.month_day))
    kind = span.kind.value if span.kind else "period"
    return f"{kind}{span.number or ''}{-span.back if span.back else ''}"


@pytest.mark.parametrize(("asked", "expected"), TYPED)
def test_a_typed_question_is_read_as_the_table_says(asked: str, expected: str) -> None:
    assert told(inquiry_of(sample(), asked)) == expected


def test_a_bare_name_is_told_from_a_question_about_it() -> None:
    assert not inquiry_of(sample(), "城关").is_said
    assert inquiry_of(sample(), "城关怎么样").is_said


def test_where_no_indicator_is_called_so_projects_are_their_list() -> None:
    known = sample()
    bare = {code: replace(one, aliases=()) for code, one in known.indicators.items()}
    unnamed = replace(known, indicators=bare)

    told_of = {
        asked: told(inquiry_of(unnamed, asked))
        for asked in ("项目怎么样", "城关有哪些项目", "重点项目落后吗", "项目节点", "逾期的项目")
    }

    assert told_of == {
        "项目怎么样": "state projects",
        "城关有哪些项目": "state projects cg",
        "重点项目落后吗": "behind prj",
        "项目节点": "roadmap",
        "逾期的项目": "overdue",
    }


def test_a_name_that_several_things_share_stays_open() -> None:
    found = inquiry_of(sample(), "志")

    assert {one.name for one in found.open} >= {"高志峰", "郭志强"}


def test_what_nobody_types_in_one_go_is_no_question() -> None:
    assert not inquiry_of(sample(), "城关" * 100).is_understood


WORDS = st.sampled_from(
    [
        "城关",
        "投资",
        "谁没报",
        "红灯",
        "第",
        "9周",
        "前",
        "三名",
        "和",
        "比",
        "上周",
        "的",
        "?",
        " ",
        "没有",
    ]
)


@settings(max_examples=25)
@given(st.text(max_size=60) | st.lists(WORDS, max_size=12).map("".join))
def test_no_text_of_any_kind_raises(text: str) -> None:
    inquiry_of(sample(), text)


def test_a_short_name_that_fits_several_units_stays_open() -> None:
    found = inquiry_of(sample(), "云岭局怎么样")

    assert {one.code for one in found.open} == {"fg", "gx", "sw", "zj", "ny", "wt"}


@pytest.mark.parametrize(
    "said",
    [
        "去年同期基数高", "较去年同期负增长", "负增长", "同比负增长", "报晚了不好意思", "迟报了",
        "数据改过了", "已经改过", "改了投资的数", "今天报", "昨天报了", "今天报了投资", "下周到期",
        "节点下周到期", "项目到期了", "全年目标", "目标太高", "名次掉了", "排名下降了",
        "投资 14.2 负增长", "去年同期 13.5", "今天报了 13.5", "投资13.5 比去年同期多0.8",
    ],
)  # fmt: skip
def test_what_a_cadre_tells_is_no_question(said: str) -> None:
    assert not inquiry_of(sample(), said).is_question


def test_no_number_that_a_cadre_types_is_taken_for_a_question() -> None:
    table = Path(__file__).parents[3] / "domain" / "typed_examples.toml"
    told = tomllib.loads(table.read_text("utf-8"))
    words = {"question", "small_talk", "not_a_number"}
    rows = [
        row for kind in ("number", "message") for block in told[kind] for row in block["examples"]
    ]
    typed = [str(row[0]) for row in rows if str(row[-1]) not in words]

    assert len(typed) > 500
    assert [text for text in typed if inquiry_of(sample(), text).is_question] == []
