"""One process from start to stop: what runs, in which order, and what happens when it ends."""

import asyncio
import logging
import math
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, TelegramError

from bot.app import Parts
from bot.form import form
from bot.health import Pulse, health_app, inbox_check, outbox_check, serving
from bot.inbox import allowed
from bot.menus import Menus, described
from bot.poller import Poller, TokenRefused, updates_from
from bot.renderer import DrawingFailed
from bot.webhook import use_polling, use_webhook, webhook_app
from domain.people import Language
from handlers.actions.measuring import cycles, recalling, ruling
from handlers.offers import IN_GROUPS, TO_STRANGERS

log = logging.getLogger(__name__)

STALE_AFTER = 90.0  # seconds without a successful poll
TRY_AGAIN, SELDOM = 0.25, 8.0  # seconds until Telegram is tried again; they double up to
REFUSED_FOR = 300.0  # seconds of nothing but refusals until a token is given up


class Stopped(Exception):  # noqa: N818  said as it is
    """Told to stop before the process was up."""


@asynccontextmanager
async def running(parts: Parts, stop: asyncio.Event | None = None) -> AsyncIterator[Pulse]:
    """Everything but the way in: drawing, sending, keeping time, replaying what is left.

    Raises:
        Stopped: `stop` was set before Telegram was reached for the first time.
        DrawingFailed: fonts or libraries are not in order; `stop` is set as soon as that shows.

    Stops in the opposite order: nothing new is begun, what is in hand is finished, the rest
    stays in the database for the next start.
    """
    stop = stop or asyncio.Event()
    _watch(parts)
    # Telegram calls a webhook only when there is news: silence is no sign of trouble there.
    pulse = fresh_pulse(silent=_is_webhook(parts))
    async with AsyncExitStack() as stack:
        stack.push_async_callback(parts.db.close)
        stack.push_async_callback(parts.renderer.stop)
        # Loading what draws takes longer than all the rest; nobody's number waits for it.
        warming = asyncio.create_task(_warm(parts, stop), name="warm")
        stack.push_async_callback(_warmed, warming)
        stack.push_async_callback(parts.bot.shutdown)
        stack.push_async_callback(parts.app.shutdown)
        await _adopted(parts)
        if parts.config.metrics.port:  # first: while Telegram is away, it says "starting"
            await stack.enter_async_context(_health(parts, pulse))
        await _initialized(parts, stop)
        sending = asyncio.create_task(parts.outbox.run(), name="outbox")
        stack.push_async_callback(_stop_outbox, parts, sending)
        stack.push_async_callback(parts.ledger.close)
        stack.push_async_callback(parts.dispatcher.stop)
        stack.push_async_callback(parts.fleeting.stop)
        await _unless_stopped(parts.inbox.replay(), stop)
        await parts.scheduler.start()
        stack.callback(parts.scheduler.stop)
        fetching = asyncio.create_task(parts.fetcher.run(), name="fetcher")
        stack.push_async_callback(_cancelled, fetching)
        tidying = asyncio.create_task(parts.inbox.keep_tidy(), name="tidy")
        stack.push_async_callback(_cancelled, tidying)
        lining = asyncio.create_task(Menus(parts.deps, parts.bot).run(), name="menus")
        stack.push_async_callback(_cancelled, lining)
        await stack.enter_async_context(form(parts))
        yield pulse


async def _adopted(parts: Parts) -> None:
    """What the settings say holds from the next period on; those that have begun keep theirs."""
    await recalling.keep_settings(parts.deps)
    if await cycles.adopt(parts.deps):
        log.info("cycle adopted")
    adopted = await ruling.adopt(parts.deps)
    if adopted.is_new:
        log.info("rules version=%s", adopted.version.number)


def fresh_pulse(*, silent: bool = False) -> Pulse:
    """The pulse of the way in; of a `silent` one the first beat is all that is waited for."""
    return Pulse(stale_after=math.inf if silent else STALE_AFTER, start_within=STALE_AFTER)


async def run(parts: Parts, stop: asyncio.Event) -> None:
    """Run until `stop` is set.

    Raises:
        TokenRefused: Telegram has refused the token for minutes.
    """
    try:
        async with running(parts, stop) as pulse:
            log.info("running mode=%s", parts.config.telegram.mode)
            await (_webhook if _is_webhook(parts) else _poll)(parts, pulse, stop)
            log.info("stopping")
    except Stopped:
        log.info("stopped before telegram was reached")


def _is_webhook(parts: Parts) -> bool:
    return parts.config.telegram.mode == "webhook"


async def _poll(parts: Parts, pulse: Pulse, stop: asyncio.Event) -> None:
    await _insist(lambda: use_polling(parts.bot), stop)
    poller = Poller(
        updates_from(
            parts.bot.request, url=f"{parts.bot.base_url}/getUpdates", allowed=_allowed(parts)
        ),
        parts.inbox,
        parts.metrics,
        pulse=pulse,
    )
    polling = asyncio.create_task(poller.run(), name="poller")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
    poller.stop()
    stopping.cancel()
    await polling


def _allowed(parts: Parts) -> tuple[str, ...]:
    return allowed(inline=parts.config.telegram.inline)


async def _webhook(parts: Parts, pulse: Pulse, stop: asyncio.Event) -> None:
    own = parts.config.webhook
    # Without one of the operator's own, a new one at each start: Telegram is told of it anyway.
    secret = own.secret.get_secret_value() or secrets.token_urlsafe(32)
    path = "/" + own.url.split("://", 1)[1].partition("/")[2]
    app = webhook_app(parts.inbox, secret=secret, path=path)
    async with serving(app, host=own.listen, port=own.port):
        told = {"url": own.url, "secret": secret}
        await _insist(lambda: use_webhook(parts.bot, **told, allowed=_allowed(parts)), stop)
        pulse.beat()
        await stop.wait()


async def _initialized(parts: Parts, stop: asyncio.Event) -> None:
    """getMe and the command menu; without a network at the start, as soon as there is one."""

    async def attempt() -> None:
        await parts.app.initialize()
        await _offer_commands(parts)

    await _insist(attempt, stop)
    if stop.is_set():
        raise Stopped


async def _warm(parts: Parts, stop: asyncio.Event) -> None:
    """See to it that pictures can be drawn; a bot that cannot is not to run unnoticed."""
    try:
        await parts.renderer.start()
    except DrawingFailed as failure:
        log.error("pictures cannot be drawn: %s", failure)
        stop.set()
        raise


async def _warmed(warming: asyncio.Task[None]) -> None:
    warming.cancel()  # without effect when it has ended
    await asyncio.wait({warming})
    if not warming.cancelled():
        warming.result()


async def _offer_commands(parts: Parts) -> None:
    """The menus of strangers and of groups, in each language; see bot.menus for the others."""
    for language in Language:
        for names, scope in (
            (TO_STRANGERS, BotCommandScopeAllPrivateChats()),
            (IN_GROUPS, BotCommandScopeAllGroupChats()),
        ):
            await parts.bot.set_my_commands(
                described(language, names),
                scope=scope,
                language_code=None if language is Language.ZH else language.value,
            )


async def _insist(
    attempt: Callable[[], Coroutine[object, object, object]], stop: asyncio.Event
) -> None:
    """Try until it works or the process is to stop.

    Raises:
        TokenRefused: the token was refused for REFUSED_FOR seconds on end.
    """
    loop = asyncio.get_running_loop()
    refused_since: float | None = None
    delay = TRY_AGAIN
    while not stop.is_set():
        try:
            await attempt()
        except InvalidToken:
            refused_since = refused_since if refused_since is not None else loop.time()
            if loop.time() - refused_since >= REFUSED_FOR:
                raise TokenRefused from None
            log.warning("telegram refuses the token")
        except TelegramError as trouble:
            refused_since = None
            log.warning("telegram not reached why=%s", type(trouble).__name__)
        else:
            return
        await _stopped_within(stop, delay)
        delay = min(2 * delay, SELDOM)


def _watch(parts: Parts) -> None:
    """Queues for the operator's monitoring."""
    watch = parts.metrics.watch
    watch("inbox_waiting", "updates in memory", lambda: parts.dispatcher.backlog)
    watch("outbox_in_flight", "deliveries being sent", lambda: parts.outbox.in_flight)


async def _unless_stopped(work: Coroutine[object, object, object], stop: asyncio.Event) -> None:
    """Wait for work that may wait for Telegram, but not beyond being told to stop."""
    task = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if task.done():
        await task
    else:
        await _cancelled(task)


async def _stopped_within(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return  # not told to stop: go on


def _health(parts: Parts, pulse: Pulse) -> AbstractAsyncContextManager[int]:
    checks = {
        "poll": pulse.check,
        "inbox": inbox_check(parts.db, parts.dispatcher),
        "outbox": outbox_check(parts.db, parts.clock.now),
    }
    own = parts.config.metrics
    return serving(health_app(checks, parts.metrics), host=own.listen, port=own.port)


async def _stop_outbox(parts: Parts, sending: asyncio.Task[None]) -> None:
    await parts.outbox.stop()
    await sending


async def _cancelled(task: asyncio.Future[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
