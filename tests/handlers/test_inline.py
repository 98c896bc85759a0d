"""`@bot …` in any chat: by each one's own right, kept by nobody; strangers are sent to the door."""

import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from handlers.deps import Deps
from storage.database import Database
from tests.district import deps_of
from tests.handlers.phone import Phone, enrol, phone

LEADER, SUPERVISOR, CADRE = "p01", "p10", "p07"
pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Office:
    """A leader, a supervisor and a cadre who type `@bot` somewhere."""

    phone: Phone
    ids: dict[str, int]
    deps: Deps

    async def types(self, query: str, who: str = LEADER) -> dict[str, Any]:
        answer = await self.phone.types_inline(query, who=self.ids.get(who, 999))
        (call,) = answer.calls
        name, facts = call
        assert name == "answerInlineQuery"
        results = facts["results"]
        facts["results"] = json.loads(results) if isinstance(results, str) else results
        return facts


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    district_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    """One district for the whole file: asking changes nothing."""
    path = tmp_path_factory.mktemp("office") / "district.db"
    shutil.copyfile(district_template, path)
    db = Database(f"sqlite:///{path}")
    deps = deps_of(db)
    deps.inline = True
    ids = await enrol(db, LEADER, SUPERVISOR, CADRE)
    async with phone(deps) as one:
        yield Office(one, ids, deps)
    await db.close()


def words(article: dict[str, Any]) -> str:
    return str(article["input_message_content"]["message_text"])


async def test_an_answer_comes_as_an_article_that_nobody_keeps(office: Office) -> None:
    facts = await office.types("城关投资")

    (article,) = facts["results"]
    assert article["type"] == "article"
    assert article["title"] == "城关街道固定资产投资 · 第11周"
    assert "14.26 亿元" in words(article)
    assert words(article).endswith("调度数据，非统计公报")
    assert (facts["cache_time"], facts["is_personal"]) == (0, True)


async def test_nothing_typed_offers_the_usual_and_a_part_of_several_names_all(
    office: Office,
) -> None:
    usual = [a["title"] for a in (await office.types(""))["results"]]
    several = [a["title"] for a in (await office.types("志"))["results"]]

    assert usual == [
        "2026 一季度开门红 · 第11周",
        "第11周红灯 14 项（共 86 项）",
        "第11周未报 1 项（已报 86/87）",
    ]
    assert any("高志峰" in title for title in several)


async def test_half_a_word_is_answered_with_the_usual(office: Office) -> None:
    titles = [a["title"] for a in (await office.types("zzz"))["results"]]

    assert "第11周红灯 14 项（共 86 项）" in titles


async def test_everybody_reads_by_the_own_right(office: Office) -> None:
    others = await office.types("望澜", CADRE)
    own = await office.types("城关街道", CADRE)
    ranking = await office.types("排名", CADRE)

    assert others["results"] == []
    assert "私下问" in str(others["button"])
    assert "形象进度" not in words(own["results"][0])  # a colleague's
    assert "第10周" in words(ranking["results"][0])  # as published


async def test_a_stranger_gets_nothing_but_a_way_to_the_door(office: Office) -> None:
    facts = await office.types("城关", "stranger")

    assert facts["results"] == []
    assert "登记后才能查" in str(facts["button"])


async def test_the_door_of_that_button_is_no_code(office: Office) -> None:
    answer = await office.phone.says("/start inline", who=999)

    assert "登记" in answer.text
    assert "邀请码不能用" not in answer.text


async def test_where_it_is_switched_off_nobody_answers(office: Office) -> None:
    office.deps.inline = False
    try:
        answer = await office.phone.types_inline("城关", who=office.ids[LEADER])
    finally:
        office.deps.inline = True

    assert answer.calls == []


async def test_an_article_put_into_the_chat_with_the_bot_is_no_message_to_it(
    office: Office,
) -> None:
    article = words((await office.types("城关投资"))["results"][0])

    for who in (LEADER, CADRE):
        answer = await office.phone.says(article, who=office.ids[who], via_bot=True)
        assert answer.calls == []
