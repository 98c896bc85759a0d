"""Both READMEs against the program: nothing left out, nothing invented."""

import importlib
import re
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr
from telegram.ext import Application, CommandHandler, ContextTypes

from bot.cli import DONE, INTERRUPTED, NOT_DONE, VERBS, WRONG_USAGE
from bot.config import Config
from handlers import registry
from handlers.context import App, Context
from handlers.workbook.columns import SHEETS, Sheet

ROOT = Path(__file__).parent.parent
NOTHING = {"none", "无"}
NOT_OURS = {"healthz", "metrics", "newbot"}  # addresses, and a command of @BotFather
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)


@pytest.fixture(params=["README.md", "README.zh-CN.md"])
def readme(request: pytest.FixtureRequest) -> str:
    """The text of one README."""
    return (ROOT / str(request.param)).read_text("utf-8")


def test_every_verb_is_documented_with_all_its_options(readme: str) -> None:
    rows = dict(_verb_rows(readme))

    assert set(rows) == set(VERBS)
    for verb, row in rows.items():
        options = _options(verb)
        assert options == set(re.findall(r"--[a-z][a-z-]*", row)) & options, verb


def test_no_option_is_documented_that_no_verb_takes(readme: str) -> None:
    known = set(chain.from_iterable(_options(verb) for verb in VERBS))

    documented = {
        option
        for _, row in _verb_rows(readme)
        for option in re.findall(r"--[a-z][a-z-]*", row.split("|")[1])
    }

    assert documented <= known


def test_every_setting_is_documented_with_its_default(readme: str) -> None:
    rows = re.findall(r"^\| `([a-z_]+(?:\.[a-z_]+)+)` \| ([^|]*?) \|", readme, re.MULTILINE)
    documented = {key: _default(cell) for key, cell in rows}

    assert len(rows) == len(documented)
    assert documented == dict(_settings(Config()))


def test_every_command_is_documented(readme: str) -> None:
    documented = set(re.findall(r"`/([a-z]+)", readme))

    assert _commands() <= documented


def test_no_command_is_documented_that_no_door_hears(readme: str) -> None:
    documented = set(re.findall(r"`/([a-z]+)", readme))

    assert documented - NOT_OURS <= _commands()


def test_every_make_target_is_documented_and_none_that_is_not_there(readme: str) -> None:
    rules = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))

    documented = set(re.findall(r"(?:^|`|\s)make ([a-z-]+)", readme))

    assert documented == rules


def test_every_sheet_of_the_workbook_is_documented_with_its_headings(readme: str) -> None:
    for sheet in SHEETS:
        assert f"| {sheet.title} {sheet.noun.value} | {_headings(sheet)} |" in readme


def test_the_exit_codes_are_documented(readme: str) -> None:
    paragraph = next(line for line in readme.splitlines() if "--help" in line)

    codes = {int(code) for code in re.findall(r"(?<!\d)\d{1,3}(?!\d)", paragraph)}
    assert codes == {DONE, NOT_DONE, WRONG_USAGE, INTERRUPTED}


def test_both_readmes_show_the_same_pictures_and_point_to_each_other() -> None:
    english = (ROOT / "README.md").read_text("utf-8")
    chinese = (ROOT / "README.zh-CN.md").read_text("utf-8")

    pictures = re.findall(r'src="([^"]+)"', english)

    assert pictures
    assert pictures == re.findall(r'src="([^"]+)"', chinese)
    assert "(README.zh-CN.md)" in english
    assert "(README.md)" in chinese


def _verb_rows(readme: str) -> Iterator[tuple[str, str]]:
    """The rows of the command line's table by verb; one row may be about several."""
    rows = (line for line in readme.splitlines() if line.startswith("| `"))
    for row in rows:
        first = re.sub(r"\\\|", "/", row).split("|")[1]
        words = re.findall(r"`([a-z]+)(?=[` ])", first)
        for word in words:
            if word in VERBS:
                yield word, re.sub(r"\\\|", "/", row)


def _options(verb: str) -> set[str]:
    """The long options that a verb takes."""
    parser = ArgumentParser(add_help=False)
    importlib.import_module(VERBS[verb].module).COMMANDS[verb].arguments(parser)
    return {option for option in parser._option_string_actions if option.startswith("--")}


def _settings(section: BaseModel, path: str = "") -> Iterator[tuple[str, str]]:
    for name in type(section).model_fields:
        value = getattr(section, name)
        key = f"{path}.{name}" if path else name
        if isinstance(value, BaseModel):
            yield from _settings(value, key)
        else:
            yield key, _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, tuple):
        return " ".join(value)
    text = str(value)
    return text.removesuffix(".0") if isinstance(value, float) else text


def _default(cell: str) -> str:
    return "" if cell in NOTHING else " ".join(re.findall(r"`([^`]*)`", cell))


def _commands() -> frozenset[str]:
    types = ContextTypes(context=Context)
    builder = Application.builder().token("1:a").updater(None).job_queue(None)
    app: App = builder.context_types(types).build()
    registry.register(app)
    doors = chain.from_iterable(app.handlers.values())
    known = (door.commands for door in doors if isinstance(door, CommandHandler))
    return frozenset(chain.from_iterable(known))


def _headings(sheet: Sheet) -> str:
    columns: Mapping[str, str] = {
        column.key: f"{column.title} {column.key}{'*' if column.required else ''}"
        for column in sheet.columns
    }
    return " · ".join(columns.values())
