"""Both languages say the same things, and every sentence that is asked for is there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from domain.errors import Refusal
from domain.people import Language
from handlers.texts.catalog import Catalog, Html, catalog
from handlers.texts.refusals import KEYS
from storage.people import AccountTaken

ROOT = Path(__file__).parent.parent.parent.parent
SPEAKING = ("handlers", "bot")
METHODS = {"say", "plain", "has"}
FOREIGN = {"handlers/workbook/"}  # it has sentences of its own
SCRIPTS = sorted((ROOT / "handlers/form/web").glob("*.js"))  # the form says its words itself
ZH, EN = catalog(Language.ZH), catalog(Language.EN)


def test_both_languages_have_the_same_keys() -> None:
    assert sorted(ZH.keys) == sorted(EN.keys)


@pytest.mark.parametrize("key", sorted(ZH.keys))
def test_both_languages_fill_the_same_blanks(key: str) -> None:
    assert blanks(ZH.keys[key]) == blanks(EN.keys[key])


def test_every_key_that_code_asks_for_is_there() -> None:
    asked = {key for argument in first_arguments() for key in wholes(argument)}

    assert len(asked) > 100
    assert sorted(key for key in asked if not ZH.has(key)) == []


def test_every_key_that_code_makes_up_begins_like_one_that_is_there() -> None:
    begun = {start for argument in first_arguments() for start in beginnings(argument)}

    assert len(begun) > 5
    assert sorted(s for s in begun if not any(key.startswith(s) for key in ZH.keys)) == []


def test_no_sentence_is_left_that_nobody_says() -> None:
    """Keys of which neither the whole, nor a beginning, nor the end occurs in the code."""
    text = "\n".join(path.read_text("utf-8") for path in (*sources(), *SCRIPTS))
    begun = {
        start for path in sources() for start in beginnings(ast.parse(path.read_text("utf-8")))
    }

    unsaid = [
        key
        for key in ZH.keys
        if f'"{key}"' not in text and not any(key.startswith(start) for start in begun)
    ]

    assert [key for key in unsaid if f'"{key.rsplit(".", 1)[1]}"' not in text] == []


def test_every_refusal_has_words() -> None:
    refusals = {one.__name__ for one in kinds_of(Refusal)}

    assert AccountTaken.__name__ in refusals
    assert sorted(refusals - set(KEYS)) == []
    assert sorted(key for key in KEYS.values() if not ZH.has(f"error.{key}")) == []


def test_facts_cannot_break_a_sentence() -> None:
    said = ZH.say("error.not_found", asked="<b>&", nearby="")

    assert "&lt;b&gt;&amp;" in said


def test_a_sentence_in_a_sentence_is_not_escaped_twice() -> None:
    inner = Html("<b>13.5</b>")

    assert "<b>13.5</b>" in ZH.say("echo.line", name="x", value=inner, stage="", facts="")


def test_buttons_and_pictures_get_their_facts_as_they_are() -> None:
    assert ZH.plain("button.next", name="A&B") == "接着填：A&B"


@pytest.mark.parametrize("language", list(Language))
def test_tags_are_closed_on_the_line_they_are_opened_on(language: Language) -> None:
    lines = [line for text in catalog(language).keys.values() for line in text.splitlines()]

    assert [line for line in lines if line.count("<b>") != line.count("</b>")] == []


def test_english_has_no_chinese_in_it() -> None:
    both = {"join.language_ask", "join.language_set"}  # read by whoever does not know the other
    example = re.compile(r"(e\.g\.|/[a-z]+) \S+.*")  # what is typed is Chinese in any language
    chinese = re.compile(r"[\u4e00-\u9fff]")

    found = [key for key, text in EN.keys.items() if chinese.search(example.sub("", text))]

    assert [key for key in found if key not in both and not key.startswith("help.")] == []


def test_a_missing_key_or_fact_is_an_error() -> None:
    small = Catalog(Language.ZH, {"a": "{x}"})

    with pytest.raises(KeyError):
        small.say("b")
    with pytest.raises(KeyError):
        small.say("a")


def blanks(sentence: str) -> set[str]:
    """What is to be filled in."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def kinds_of(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    """Every kind below this one, wherever it is defined."""
    for below in kind.__subclasses__():
        yield below
        yield from kinds_of(below)


def sources() -> Iterator[Path]:
    """Every module that may say something to people."""
    for folder in SPEAKING:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not any(str(path.relative_to(ROOT)).startswith(one) for one in FOREIGN):
                yield path


def first_arguments() -> Iterator[ast.expr]:
    """What `say`, `plain` and `has` are called with."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in METHODS
                and node.args
            ):
                yield node.args[0]


def wholes(argument: ast.expr) -> Iterator[str]:
    """The keys written out in it."""
    parts = {p for one in ast.walk(argument) if isinstance(one, ast.JoinedStr) for p in one.values}
    for one in ast.walk(argument):
        if isinstance(one, ast.Constant) and one not in parts and _is_key(one.value):
            yield str(one.value)


def beginnings(tree: ast.AST) -> Iterator[str]:
    """The constant beginnings of keys made with an f-string."""
    for one in ast.walk(tree):
        if isinstance(one, ast.JoinedStr) and isinstance(one.values[0], ast.Constant):
            start = str(one.values[0].value)
            if re.fullmatch(r"[a-z_]+\.([a-z_]+\.?)*", start):
                yield start


def _is_key(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z_]+(\.[a-z_0-9]+)+", value))


def test_english_counts_one_as_one_and_begins_with_a_capital() -> None:
    facts = {"period": "week 10", "name": "fai", "value": "13.5", "stage": ""}

    assert EN.say("delegate.given", count=1) == " 1 number was given meanwhile."
    assert EN.say("delegate.given", count=21) == " 21 numbers were given meanwhile."
    assert EN.say("echo.one", **facts) == "Week 10 noted: fai <b>13.5</b>"
    assert "week 10" in EN.say("correct.request", **facts, person="a", before="1", reason="b")
