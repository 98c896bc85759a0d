"""How the process reaches Telegram, stores, draws, limits itself and tells of itself."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator

from bot.sections.fields import Port, Section

OFFICIAL_API = "https://api.telegram.org"


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url.rstrip("/")


def _page(url: str) -> str:
    if not url or re.fullmatch(r"https://[^\s?#]+|http://(127\.0\.0\.1|localhost)[^\s?#]*", url):
        return url.rstrip("/")
    raise ValueError("must begin with https:// and have no ? or #")


class TelegramSection(Section):
    """The line to Telegram."""

    api_base: Annotated[str, AfterValidator(_address)] = OFFICIAL_API
    proxy: str = Field("", pattern=r"^(https?://\S+)?$")
    mode: Literal["polling", "webhook"] = "polling"
    inline: bool = False


class WebhookSection(Section):
    """Where updates come in when `telegram.mode` is webhook."""

    url: str = Field("", pattern=r"^(https?://\S+)?$")
    listen: str = "127.0.0.1"
    port: Port = 8443
    secret: SecretStr = SecretStr("")

    @model_validator(mode="after")
    def _usable_secret(self) -> Self:
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", self.secret.get_secret_value()):
            raise ValueError("secret takes up to 256 letters, digits, - and _")
        return self


class FormSection(Section):
    """The form that opens inside Telegram; without an address there is none."""

    url: Annotated[str, AfterValidator(_page)] = ""
    listen: str = "127.0.0.1"
    port: Port = 8444
    hours: Annotated[int, Field(ge=1, le=48)] = 12


class StorageSection(Section):
    """The database."""

    url: str = Field(
        "sqlite+aiosqlite:///data/progress.db", pattern=r"^(sqlite|postgres(ql)?)(\+\w+)?://"
    )


class ChartsSection(Section):
    """How pictures look."""

    theme: Literal["day", "night"] = "day"


class LimitsSection(Section):
    """Telegram's limits on sending, and our own on working at once."""

    per_second: Annotated[float, Field(gt=0, le=30)] = 28.0
    per_chat_per_second: Annotated[float, Field(gt=0, le=1)] = 1.0
    per_group_per_minute: Annotated[float, Field(gt=0, le=20)] = 20.0
    inbox_workers: Annotated[int, Field(ge=1, le=1000)] = 256


class MetricsSection(Section):
    """Where health and metrics are served."""

    listen: str = "127.0.0.1"
    port: Port = 0


class LogSection(Section):
    """What is logged, and how it looks."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["text", "json"] = "text"
