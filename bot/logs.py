"""Log lines for the operator, without the token and without what people typed."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import Literal, TextIO

OURS = ("bot", "handlers", "storage", "charts", "domain", "__main__")

# Libraries that write down URLs, SQL parameters or whole messages when they are chatty: they
# speak up only when something is wrong, whatever level is set for our own words.
HUSHED = ("httpx", "httpcore", "apscheduler", "aiosqlite", "asyncio", "telegram", "sqlalchemy")

REDACTED = "<token>"

# A database error repeats the values of its statement: names, numbers, typed words.
VALUES = re.compile(r"^(\[parameters: |DETAIL: ).*$", re.MULTILINE)

# No \b before the digits: there is no word boundary between "bot" and the number in a URL.
TOKEN_SHAPE = re.compile(r"(?<!\d)\d{6,12}(?::|%3[Aa])[A-Za-z0-9_-]{30,}")

Style = Literal["text", "json"]


class Redactor:
    """Takes secrets and SQL values out of finished text: known ones, and whatever has the shape."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        spellings = {s for secret in secrets if secret for s in (secret, _quoted(secret))}
        known = "|".join(re.escape(s) for s in sorted(spellings, key=len, reverse=True))
        self._known = re.compile(known) if known else None

    def __call__(self, text: str) -> str:
        """The text with every secret replaced by `<token>` and every list of values left out."""
        if self._known is not None:
            text = self._known.sub(REDACTED, text)
        return VALUES.sub(r"\1…", TOKEN_SHAPE.sub(REDACTED, text))


class RedactingFormatter(logging.Formatter):
    """Works on the finished line, so that tracebacks and reprs are cleaned as well."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record))


class JsonFormatter(RedactingFormatter):
    """One JSON object a line: at, level, logger, message, and error when there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        cleaned = {name: self._redact(value) for name, value in line.items()}
        return json.dumps(cleaned, ensure_ascii=False)


def configure(
    level: str, *, style: Style = "text", secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send every log line, warning and unhandled error through one redacting handler.

    `level` holds for our own loggers; libraries speak from WARNING on. `secrets` are replaced
    wherever they appear, whatever their shape. Replaces what was configured before.
    """
    redact = Redactor(secrets)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.addFilter(_is_ours_to_tell)
    handler.setFormatter(JsonFormatter(redact) if style == "json" else RedactingFormatter(redact))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for name in HUSHED:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught


def _is_ours_to_tell(record: logging.LogRecord) -> bool:
    """A request that is no HTTP is its sender's affair, and the error repeats what was in it."""
    kind = record.exc_info[0] if record.exc_info else None
    return kind is None or kind.__module__ != "aiohttp.http_exceptions"


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """The last traceback of a dying process goes through the redacting handler as well."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("died of an error", exc_info=(kind, error, trace))


def _quoted(secret: str) -> str:
    return secret.replace(":", "%3A")
