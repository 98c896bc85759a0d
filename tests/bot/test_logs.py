"""No log line holds the token, whoever writes it and however."""

import asyncio
import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
from aiohttp import web
from sqlalchemy.exc import IntegrityError
from telegram import Bot

from bot import logs
from bot.health import serving

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # a token in shape only
ODD_TOKEN = "42:sandbox"
CHATTY = ("bot.poller", "httpx", "httpcore.http11", "telegram.Bot", "sqlalchemy.engine", "new")


@pytest.fixture(autouse=True)
def logging_left_as_found() -> Iterator[None]:
    root, hook = logging.getLogger(), sys.excepthook
    names = ("", *logs.OURS, *logs.HUSHED, *CHATTY)
    handlers, levels = root.handlers[:], {name: logging.getLogger(name).level for name in names}
    yield
    logging.captureWarnings(False)
    sys.excepthook = hook
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def configured(style: logs.Style = "text", *, secrets: tuple[str, ...] = ()) -> io.StringIO:
    stream = io.StringIO()
    logs.configure("DEBUG", style=style, secrets=secrets, stream=stream)
    return stream


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("name", CHATTY)
def test_no_logger_lets_the_token_through_even_at_debug(style: logs.Style, name: str) -> None:
    stream = configured(style)
    bot = Bot(TOKEN)
    log = logging.getLogger(name)
    log.setLevel(logging.DEBUG)

    log.debug("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    log.info("quoted https://api.telegram.org/bot%s/getMe", TOKEN.replace(":", "%3A"))
    log.warning("the bot is %r", bot)

    assert stream.getvalue().count(logs.REDACTED) == 3
    assert TOKEN not in stream.getvalue()
    assert TOKEN.split(":")[1] not in stream.getvalue()


@pytest.mark.parametrize("style", ["text", "json"])
def test_tracebacks_and_their_causes_are_cleaned(style: logs.Style) -> None:
    stream = configured(style)

    try:
        try:
            raise OSError(f"cannot reach /bot{TOKEN}/getUpdates")
        except OSError as error:
            raise RuntimeError(repr(Bot(TOKEN))) from error
    except RuntimeError:
        logging.getLogger("bot").exception("polling failed")

    assert "Traceback" in stream.getvalue()
    assert TOKEN not in stream.getvalue()


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_database_error_does_not_repeat_what_was_typed(style: logs.Style) -> None:
    stream = configured(style)
    typed = "13.5 因雨停工"

    try:
        raise IntegrityError(
            "INSERT INTO revision", {"note": typed}, Exception(f"x\nDETAIL: {typed}")
        )
    except IntegrityError:
        logging.getLogger("bot").exception("not recorded")

    assert "INSERT INTO revision" in stream.getvalue()
    assert typed not in stream.getvalue()


def test_a_secret_of_any_shape_is_cleaned_when_it_is_known() -> None:
    stream = configured(secrets=(ODD_TOKEN, ""))

    logging.getLogger("bot").info("GET /bot%s/getMe and /bot42%%3Asandbox/getMe", ODD_TOKEN)

    assert "sandbox" not in stream.getvalue()
    assert stream.getvalue().count(logs.REDACTED) == 2


def test_the_last_words_of_a_dying_process_are_cleaned() -> None:
    stream = configured()
    error = RuntimeError(TOKEN)

    sys.excepthook(RuntimeError, error, None)

    assert "died of an error" in stream.getvalue()
    assert TOKEN not in stream.getvalue()


def test_our_words_are_heard_at_the_level_set_and_libraries_only_when_something_is_wrong() -> None:
    stream = configured()

    logging.getLogger("handlers.report").debug("heard")
    for name in ("httpx", "apscheduler.scheduler", "telegram.Bot", "aiosqlite", "anything"):
        logging.getLogger(name).info("too chatty")
        logging.getLogger(name).warning("worth a look")

    assert "heard" in stream.getvalue()
    assert "too chatty" not in stream.getvalue()
    assert stream.getvalue().count("worth a look") == 5


def test_a_json_line_is_one_object_with_chinese_left_readable() -> None:
    stream = configured("json")

    logging.getLogger("bot").info("推送 sent push=%s", 7)

    line = json.loads(stream.getvalue())
    assert (line["level"], line["logger"], line["message"]) == ("INFO", "bot", "推送 sent push=7")
    assert "推送" in stream.getvalue()


async def test_what_is_no_request_at_all_is_not_repeated_in_the_log() -> None:
    stream = configured()
    asked = (
        b"GET / HTTP/1.1\r\nAuthorization: tma SECRET" + b"x" * 9000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: SECRET\r\n\r\n",
        b"SECRET\r\n\r\n",
    )

    async with serving(web.Application(), host="127.0.0.1", port=0) as port:
        for raw in asked:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(raw)
            assert b" 400 " in await reader.readline()
            writer.close()

    assert "SECRET" not in stream.getvalue()
