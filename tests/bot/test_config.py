import re
import tomllib
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.config import Config
from bot.settings_sources import BESIDE, ConfigError, load, token_from
from domain.clocks import ClockKind
from domain.doubts import CheckRules
from domain.moments import DEFAULT_RULES
from domain.pace import LightRules
from domain.periods import PeriodKind
from domain.workdays import Workdays


def leaves(tree: dict[str, Any], *above: str) -> dict[tuple[str, ...], Any]:
    found: dict[tuple[str, ...], Any] = {}
    for key, value in tree.items():
        inner = leaves(value, *above, key) if isinstance(value, dict) else {(*above, key): value}
        found |= inner
    return found


def plain(model: BaseModel) -> dict[str, Any]:
    """Defaults as TOML would hold them."""
    dumped: dict[str, Any] = tomllib.loads("")
    for key in type(model).model_fields:
        value = getattr(model, key)
        if isinstance(value, BaseModel):
            dumped[key] = plain(value)
        elif hasattr(value, "get_secret_value"):
            dumped[key] = value.get_secret_value()
        elif isinstance(value, Decimal):
            dumped[key] = float(value)
        else:
            dumped[key] = list(value) if isinstance(value, tuple) else value
    return dumped


def written(folder: Path, text: str) -> dict[str, str]:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    return {"BOT_CONFIG": str(path)}


def reasons(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as refusal:
        load(environ)
    return refusal.value.reasons


def test_the_file_holds_exactly_every_key_with_its_default() -> None:
    shipped = leaves(tomllib.loads(BESIDE.read_text("utf-8")))

    assert shipped == leaves(plain(Config()))


def test_every_key_in_the_file_is_explained() -> None:
    lines = BESIDE.read_text("utf-8").splitlines()

    unexplained = [line for line in lines if re.match(r"\w+ = ", line) and "  #" not in line]
    assert [line for line in unexplained if " # " not in line] == []


def test_the_shipped_file_loads() -> None:
    config = load({})

    assert config.telegram.api_base == "https://api.telegram.org"
    assert config.cycle_rules() == DEFAULT_RULES
    assert config.check_rules() == CheckRules()
    assert config.light_rules() == LightRules()
    assert config.quiet_hours == (time(20), time(8))
    assert config.digest_time().at == time(17, 30)
    assert config.campaign_value().start == date(2026, 1, 1)


def test_the_clocks_follow_from_the_settings() -> None:
    schedule = load({"BOT__CYCLE__WEEK__DUE": "fri 17:00"}).schedule(Workdays())

    due = schedule.next_clock(
        PeriodKind.WEEK, clock=ClockKind.DUE, after=datetime(2026, 3, 2, tzinfo=UTC)
    )

    assert due.at == datetime(2026, 3, 6, 9, tzinfo=UTC)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    environ = written(tmp_path, "[limits]\nper_second = 20\n[lights]\nyellow_points = 7.5\n")

    config = load(
        environ
        | {
            "BOT__LIMITS__PER_SECOND": "12.5",
            "BOT__LIMITS__INBOX_WORKERS": "8",
            "BOT__CAMPAIGN__NAME": "2027",
            "BOT__CAMPAIGN__END": "2026-06-30",
            "BOT__CYCLE__WEEK__REMINDERS": '["fri 10:00"]',
            "BOT__WEBHOOK__SECRET": "abc",
        }
    )

    assert config.limits.per_second == 12.5
    assert config.limits.inbox_workers == 8
    assert str(config.lights.yellow_points) == "7.5"
    assert config.campaign.name == "2027"
    assert config.campaign.end == date(2026, 6, 30)
    assert config.cycle.week.reminders == ("fri 10:00",)
    assert "abc" not in repr(config)


def test_everything_wrong_is_told_at_once_with_file_section_and_key(tmp_path: Path) -> None:
    environ = written(
        tmp_path,
        """
        colour = "red"
        [telegram]
        mode = "pull"
        token = "1:a"
        [limits]
        per_secnd = 3
        inbox_workers = "8"
        [cycle.week]
        prompt = "5 09:00"
        [calender]
        timezone = "Asia/Shanghai"
        """,
    )

    found = reasons(environ | {"BOT__LOG__LEVEL": "LOUD", "BOT__LOG__COLOUR": "1"})

    assert sorted(found) == sorted(
        [
            "own.toml: [colour]: unknown key",
            "own.toml: [telegram] mode: must be 'polling' or 'webhook'",
            "own.toml: [telegram] token: unknown key; "
            "the token comes from BOT_TOKEN or BOT_TOKEN_FILE only",
            "own.toml: [limits] per_secnd: unknown key; did you mean per_second?",
            "own.toml: [limits] inbox_workers: must be a valid integer",
            "own.toml: [cycle.week] prompt: '5 09:00': "
            "name the weekday (mon … sun); a number is ambiguous",
            "own.toml: [calender]: unknown key; did you mean calendar?",
            "BOT__LOG__LEVEL: [log] level: must be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'",
            "BOT__LOG__COLOUR: [log] colour: unknown key",
        ]
    )


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("BOT__CYCEL__WEEK__DUE", "fri 17:00", "[cycel]: unknown key; did you mean cycle?"),
        ("BOT__CYCLE__WEAK__DUE", "fri 17:00", "[cycle] weak: unknown key; did you mean week?"),
        ("BOT__CYCLE__WEEK__DEU", "fri 17:00", "[cycle.week] deu: unknown key; did you mean due?"),
        ("BOT__LOG__LEVEL__ALL", "INFO", "[log] level: must be 'DEBUG', 'INFO', 'WARNING' or "),
        ("BOT__LOG", "INFO", "[log]: "),
        ("BOT__CYCLE__WEEK__DUE", "thu 08:00", "[cycle.week]: week: reminder (fri 14:30) is after"),
        ("BOT_LOG__LEVEL", "INFO", "is not read; did you mean BOT__LOG__LEVEL?"),
        ("BOT_CONFG", "own.toml", "is not read; did you mean BOT_CONFIG?"),
        ("BOT_TOKEN_FLIE", "secret", "is not read; did you mean BOT_TOKEN_FILE?"),
    ],
)
def test_a_slip_in_the_environment_is_told_as_one(variable: str, value: str, reason: str) -> None:
    (found,) = reasons({variable: value})

    assert found.startswith(f"{variable}: {reason}")


def test_a_slip_made_in_the_file_and_in_the_environment_is_told_of_both(tmp_path: Path) -> None:
    found = reasons(written(tmp_path, "[lok]\nlevel = 1") | {"BOT__LOK__LEVEL": "INFO"})

    reason = "[lok]: unknown key; did you mean log?"
    assert found == (f"own.toml: {reason}", f"BOT__LOK__LEVEL: {reason}")


def test_other_peoples_variables_are_left_alone() -> None:
    load({"BOT_LEVEL": "INFO", "BOT_TOKEN_OLD": "1:a", "BOTANY__X": "1"})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '[cycle.week]\ndue = "thu 08:00"',
            "[cycle.week]: week: reminder (fri 14:30) is after due",
        ),
        ("[scoring]\nlist_places = 51", "[scoring] list_places: must be"),
        ("[campaign]\nend = 2025-01-01", "[campaign]: end must not come before start"),
        ('[telegram]\nmode = "webhook"', "webhook.url must be set when telegram.mode is webhook"),
        ('[calendar]\ntimezone = "Asia/Peking"', "[calendar] timezone: must be a zone name such"),
        (
            '[cycle]\nquiet_end = "25:00"',
            '[cycle] quiet_end: must be a time of day such as "20:00"',
        ),
        (
            '[cycle]\ndigest = "25:00"',
            '[cycle] digest: must be a time of day such as "20:00"',
        ),
        (
            '[cycle]\ndigest = "20:30"',
            "[cycle]: digest must lie outside the quiet hours",
        ),
        ('[storage]\nurl = "mysql://x"', "[storage] url: String should match"),
        (
            '[telegram]\napi_base = "api"',
            "[telegram] api_base: must begin with http:// or https://",
        ),
        ("[limits]\nper_second = 31", "[limits] per_second: must be less than or equal to 30"),
        ("[metrics]\nport = true", "[metrics] port: must be a valid integer"),
        ("[log\nlevel", "is not TOML"),
    ],
)
def test_a_bad_value_is_refused_with_its_reason(tmp_path: Path, text: str, reason: str) -> None:
    found = reasons(written(tmp_path, text))

    assert len(found) == 1
    assert found[0].startswith("own.toml: ")
    assert reason in found[0]


def test_nobody_is_told_about_their_day_where_no_hour_is_set(tmp_path: Path) -> None:
    config = load(written(tmp_path, '[cycle]\ndigest = ""'))

    assert config.digest_time().at is None


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    found = reasons({"BOT_CONFIG": str(tmp_path / "none.toml")})

    assert found == (f"{tmp_path / 'none.toml'}: there is no such file",)


def test_a_refusal_never_shows_a_secret(tmp_path: Path) -> None:
    environ = written(tmp_path, '[storage]\nurl = "mysql://bot:hunter2@db/x"')

    found = reasons(environ | {"BOT__WEBHOOK__SECRET": "hunter2 with spaces"})

    assert len(found) == 2
    assert not any("hunter2" in reason for reason in found)


def test_the_token_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("123:from-file\n")

    named = token_from({"BOT_TOKEN_FILE": str(path)})
    direct = token_from({"BOT_TOKEN": "123:direct", "BOT_TOKEN_FILE": str(path)})

    assert named.get_secret_value() == "123:from-file"
    assert direct.get_secret_value() == "123:direct"
    assert "direct" not in repr(direct)


@pytest.mark.parametrize(
    "environ", [{}, {"BOT_TOKEN": "secret words"}, {"BOT_TOKEN_FILE": "/nowhere"}]
)
def test_no_usable_token_is_refused_without_showing_it(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError) as refusal:
        token_from(environ)

    assert "BOT_TOKEN" in str(refusal.value)
    assert "secret words" not in str(refusal.value)
