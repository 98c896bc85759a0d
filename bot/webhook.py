"""Updates brought by Telegram: answered with 200 only when they are on disk."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from telegram import Bot

from bot.dispatcher import RawUpdate
from bot.inbox import ALLOWED_UPDATES, Inbox, is_update
from handlers.batching import Batcher

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name
MOST_BYTES = 1024 * 1024
CONNECTIONS = 40
RETRY_SECONDS = "2"


def webhook_app(inbox: Inbox, *, secret: str, path: str) -> web.Application:
    """POST `path`: 200 after the commit; 403 without the secret; 503 when it was not kept.

    Telegram repeats whatever was not answered with 2xx, chat by chat, for 24 hours.
    """
    batcher: Batcher[RawUpdate, bool] = Batcher(_taking_in(inbox), limit=CONNECTIONS)
    expected = secret.encode()

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, expected):
            log.warning("webhook call without the secret refused from=%s", request.remote)
            return web.Response(status=403)
        update = _parsed(await request.read())
        if update is None:
            return web.Response(status=400)
        if inbox.is_full:
            return _later()
        try:
            await batcher.submit(update)
        except Exception:
            # Whatever it was, nothing was kept: Telegram must bring it again.
            log.exception("webhook update not kept")
            return _later()
        return web.Response()

    app = web.Application(client_max_size=MOST_BYTES)
    app.router.add_post(path, receive)
    return app


async def use_webhook(
    bot: Bot, *, url: str, secret: str, allowed: Sequence[str] = ALLOWED_UPDATES
) -> None:
    """Ask Telegram to bring updates to `url`; what waits there already is brought as well."""
    await bot.set_webhook(
        url,
        secret_token=secret,
        max_connections=CONNECTIONS,
        allowed_updates=list(allowed),
    )


async def use_polling(bot: Bot) -> None:
    """Take back an earlier webhook, or every poll would end in a conflict; drops nothing."""
    await bot.delete_webhook(drop_pending_updates=False)


def _taking_in(inbox: Inbox) -> Callable[[Sequence[RawUpdate]], Awaitable[Sequence[bool]]]:
    async def take_in(updates: Sequence[RawUpdate]) -> Sequence[bool]:
        await inbox.take_in(updates)
        return [True] * len(updates)

    return take_in


def _parsed(body: bytes) -> RawUpdate | None:
    try:
        found = json.loads(body)
    except ValueError:
        return None
    return found if is_update(found) else None


def _later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": RETRY_SECONDS})
