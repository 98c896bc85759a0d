"""Where settings come from: the file, and above it the environment."""

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource

from bot.config import Config

PREFIX = "BOT__"
NAMES = ("BOT_CONFIG", "BOT_TOKEN_FILE")  # a slip in these would go unnoticed
ALIKE = 0.85  # how much of a name must agree to be taken for a slip
BESIDE = Path(__file__).parents[1] / "config.toml"

Keys = tuple[str, ...]


class ConfigError(Exception):
    """The settings cannot be used; one line per reason, each naming file, section and key."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


def load(environ: Mapping[str, str]) -> Config:
    """The settings of config.toml, or of the file that BOT_CONFIG names, and the environment.

    A variable BOT__SECTION__KEY wins over the file. Lists and tables are written as JSON.

    Raises:
        ConfigError: everything that is wrong, at once.
    """
    path = Path(environ["BOT_CONFIG"]) if environ.get("BOT_CONFIG") else BESIDE
    if slips := tuple(_slips(environ)):
        raise ConfigError(slips)
    variables = {_keys(name): name for name in environ if name.startswith(PREFIX)}
    above = _nested((keys, _typed(environ[name], keys)) for keys, name in variables.items())
    below = _read(path)

    class Sourced(Config):
        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *_: PydanticBaseSettingsSource, **__: object
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return InitSettingsSource(settings_cls, above), InitSettingsSource(settings_cls, below)

    try:
        return Sourced()
    except ValidationError as error:
        raise ConfigError(_reasons(error, path.name, below, variables)) from None


def token_from(environ: Mapping[str, str]) -> SecretStr:
    """The bot's token, from BOT_TOKEN or the file that BOT_TOKEN_FILE names.

    Raises:
        ConfigError: there is none, or it cannot be one; the reason does not show it.
    """
    token, source = environ.get("BOT_TOKEN", "").strip(), "BOT_TOKEN"
    if not token and (named := environ.get("BOT_TOKEN_FILE")):
        source = f"BOT_TOKEN_FILE ({named})"
        try:
            token = Path(named).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError([f"{source}: cannot be read: {type(error).__name__}"]) from None
    if not token:
        raise ConfigError(["no token: set BOT_TOKEN, or BOT_TOKEN_FILE to a file that holds it"])
    if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token):
        raise ConfigError([f"{source}: does not look like a token (digits, colon, letters)"])
    return SecretStr(token)


def _keys(variable: str) -> Keys:
    return tuple(variable.removeprefix(PREFIX).lower().split("__"))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError([f"{path}: there is no such file"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f"{path}: cannot be read: {error}"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{path.name}: is not TOML: {error}"]) from None


def _nested(values: Iterable[tuple[Keys, object]]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for keys, value in sorted(values, key=lambda pair: pair[0]):
        at = tree
        for key in keys[:-1]:
            inner = at.setdefault(key, {})
            at = inner if isinstance(inner, dict) else {}
        at[keys[-1]] = value
    return tree


def _field(keys: Keys) -> FieldInfo | None:
    model: type[BaseModel] | None = Config
    field = None
    for key in keys:
        field = model.model_fields.get(key) if model else None
        model = _model(field)
    return field


def _model(field: FieldInfo | None) -> type[BaseModel] | None:
    """The section behind a field, if it is one."""
    kind = field.annotation if field else None
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _typed(text: str, keys: Keys) -> object:
    """The text as its key's type, or unchanged for the check of all settings to refuse."""
    field = _field(keys)
    if field is None or field.annotation is None:
        return text
    try:
        if text.lstrip().startswith(("[", "{")):
            return json.loads(text)
        adapter: TypeAdapter[object] = TypeAdapter(field.annotation)
        return adapter.validate_strings(text, strict=True)
    except (ValueError, ValidationError):
        return text


def _slips(environ: Mapping[str, str]) -> Iterator[str]:
    """Variables that were meant for us and are not read: BOT_LOG__LEVEL, BOT_CONFG."""
    for name in sorted(set(environ) - set(NAMES)):
        if name.startswith("BOT_") and not name.startswith(PREFIX) and "__" in name:
            yield f"{name}: is not read; did you mean {PREFIX}{name.removeprefix('BOT_')}?"
        elif near := difflib.get_close_matches(name, NAMES, 1, ALIKE):
            yield f"{name}: is not read; did you mean {near[0]}?"


def _reasons(
    error: ValidationError, file: str, below: Mapping[str, Any], variables: Mapping[Keys, str]
) -> Iterator[str]:
    for fault in error.errors(include_url=False, include_context=False):
        keys = tuple(str(part) for part in fault["loc"] if isinstance(part, str))
        is_unknown = fault["type"] == "extra_forbidden"
        if is_unknown:
            reason = _unknown(keys)
        else:
            reason = fault["msg"].removeprefix("Value error, ").replace("Input should", "must")
        above = sorted(name for own, name in variables.items() if own[: len(keys)] == keys)
        places = above if keys else []
        if not places or (is_unknown and _is_in(below, keys)):
            places = [file, *places]
        # What does not fit together is one fault, however many variables had a part in it.
        for place in places if is_unknown else [", ".join(places)]:
            yield ": ".join(part for part in (place, _named(keys), reason) if part)


def _is_in(tree: Mapping[str, Any], keys: Keys) -> bool:
    """Whether the file has a key."""
    at: object = tree
    for key in keys:
        if not isinstance(at, dict) or key not in at:
            return False
        at = at[key]
    return True


def _named(keys: Keys) -> str:
    """[section] key, or [section] for what concerns it as a whole."""
    if len(keys) < 2 or _model(_field(keys)):
        return f"[{'.'.join(keys)}]" if keys else ""
    return f"[{'.'.join(keys[:-1])}] {keys[-1]}"


def _unknown(keys: Keys) -> str:
    if "token" in keys[-1]:
        return "unknown key; the token comes from BOT_TOKEN or BOT_TOKEN_FILE only"
    model = _model(_field(keys[:-1])) if keys[:-1] else Config
    known = model.model_fields if model else {}
    near = difflib.get_close_matches(keys[-1], known, 1)
    return f"unknown key; did you mean {near[0]}?" if near else "unknown key"
