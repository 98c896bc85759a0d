"""The composition root: the one place that knows every part. It builds and starts nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import LinkPreviewOptions, Update
from telegram.ext import Application, ContextTypes, Defaults, ExtBot
from telegram.request import BaseRequest

from bot import updates
from bot.clock import Clock
from bot.config import Config
from bot.courier import Courier
from bot.dispatcher import Dispatcher, Patience, RawUpdate, Unparsable
from bot.doors import Doors
from bot.fetcher import Fetcher, download_with
from bot.fleeting import Fleeting
from bot.inbox import Inbox
from bot.ledger import Ledger
from bot.limiter import SendLimiter, in_bulk
from bot.metrics import Metrics
from bot.outbox import Outbox
from bot.outcomes import Reason
from bot.renderer import COMMAND, DrawingFailed, Renderer
from bot.scheduler import CycleScheduler
from bot.settling import Hooks, Settler
from bot.turns import Rates
from charts import fonts
from charts.sheets import Sheet
from domain.quiet import QuietHours
from domain.workdays import Workdays
from handlers import composing, folding, registry, sending
from handlers.actions.members import reaching
from handlers.actions.posting.pushing import Fired
from handlers.actions.reporting.outcomes import Outcome, Typed
from handlers.actions.reporting.recording import record_batch
from handlers.batching import Batcher
from handlers.context import App, Context
from handlers.deps import Deps, Rules
from handlers.errors import Failures
from handlers.outgoing import NoPicture, Outgoing
from handlers.snapshot import RosterCache
from storage import posts
from storage.database import Database
from storage.deliveries import Delivery
from storage.origins import Place
from storage.posts import Post
from storage.vault import vault_of

Subject = tuple[Place, Post]

PICTURES_ONCE = frozenset({"push"})  # a chart that timed out may be there: not posted twice


@dataclass(slots=True)
class Parts:
    """Everything a process consists of, wired and at rest."""

    config: Config
    clock: Clock
    db: Database
    deps: Deps
    app: App
    bot: ExtBot[None]
    renderer: Renderer
    metrics: Metrics
    ledger: Ledger
    dispatcher: Dispatcher
    inbox: Inbox
    fleeting: Fleeting
    outbox: Outbox
    fetcher: Fetcher
    scheduler: CycleScheduler


def build_deps(config: Config, *, db: Database, clock: Clock, workdays: Workdays) -> Deps:
    """What doors and actions share. `draw` and `wake_outbox` do nothing until they are wired."""
    deps = Deps(
        db=db,
        roster=RosterCache(db, year=config.campaign.year),
        schedule=config.schedule(workdays),
        campaign=config.campaign_value(),
        rules=Rules(
            lights=config.light_rules(),
            checks=config.check_rules(),
            quiet=QuietHours(*config.quiet_hours, config.zone),
            invite_days=config.invites.days,
            evidence=config.evidence.rules(),
            milestone_days=config.milestones.ask_days,
            messages_per_week=config.cycle.messages_per_week,
            curve=config.curve(),
            digest=config.digest_time(),
            marking=config.scoring.rules(),
        ),
        now=clock.now,
        draw=_no_pictures,
        record=Batcher[Typed, Outcome](lambda batch: record_batch(deps, batch)).submit,
        remember=Batcher[Subject, None](lambda subjects: _remember(deps, subjects)).submit,
        wake_outbox=lambda: None,
        missing_glyphs=fonts.missing,
        vault=vault_of(db.url, config.evidence.folder),
        form_url=config.form.url,
        theme=config.charts.theme,
        inline=config.telegram.inline,
    )
    return deps


def build_bot(
    config: Config, *, token: str, request: BaseRequest, limiter: SendLimiter
) -> ExtBot[None]:
    """The bot as a client of any Bot API server."""
    api = config.telegram.api_base.rstrip("/")
    return ExtBot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=limiter,
        defaults=Defaults(
            tzinfo=config.zone,
            allow_sending_without_reply=True,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )


def build_application(bot: ExtBot[None], deps: Deps) -> App:
    """Every door registered. No updater: updates come from our own inbox."""
    app: App = (
        Application.builder()
        .application_class(Doors)
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context))
        .build()
    )
    app.bot_data["deps"] = deps
    registry.register(app)
    return app


def build(
    config: Config,
    *,
    token: str,
    db: Database,
    workdays: Workdays,
    request: BaseRequest,
    clock: Clock,
    renderer: Renderer | None = None,
    rates: Rates | None = None,
    on_fired: Callable[[Sequence[Fired]], None] = lambda fired: None,
) -> Parts:
    """Wire one process. `request` is shared by sends and polls; it bounds the connections.

    `rates` lifts the configured limits on sending, for a peer that has none.
    """
    metrics = Metrics()
    deps = build_deps(config, db=db, clock=clock, workdays=workdays)
    limiter = SendLimiter(rates or rates_of(config))
    bot = build_bot(config, token=token, request=request, limiter=limiter)
    app = build_application(bot, deps)
    renderer = renderer or Renderer(command=(*COMMAND, config.charts.theme))
    deps.draw = partial(_draw, renderer)
    ledger = Ledger(db, clock.now)
    handle = partial(_handle, app, updates.reader(bot))
    fleeting = Fleeting(handle)
    dispatcher = Dispatcher(
        handle,
        ledger,
        metrics,
        on_quarantine=partial(_alert, deps),
        patience=Patience(workers=config.limits.inbox_workers),
    )
    settler = Settler(db, _hooks(deps, bot), metrics, now=clock.now)
    outbox = Outbox(
        db,
        compose=partial(composing.compose, deps),
        carry=Courier(bot, sending.deliver),
        settler=settler,
        now=clock.now,
        once=PICTURES_ONCE,
        alone=db.is_sqlite,
    )
    deps.wake_outbox = outbox.wake
    fetcher = Fetcher(deps, download_with(bot, most=deps.rules.evidence.most_bytes))
    deps.wake_fetcher = fetcher.wake
    return Parts(
        config=config,
        clock=clock,
        db=db,
        deps=deps,
        app=app,
        bot=bot,
        renderer=renderer,
        metrics=metrics,
        ledger=ledger,
        dispatcher=dispatcher,
        inbox=Inbox(db, dispatcher, metrics, clock.now, zone=config.zone, pass_on=fleeting.offer),
        fleeting=fleeting,
        outbox=outbox,
        fetcher=fetcher,
        scheduler=CycleScheduler(deps, clock, on_fired=on_fired),
    )


def rates_of(config: Config) -> Rates:
    """Telegram's limits on sending, as configured."""
    limits = config.limits
    return Rates(
        overall_per_second=limits.per_second,
        chat_per_second=limits.per_chat_per_second,
        group_per_minute=limits.per_group_per_minute,
    )


async def _handle(app: App, read: Callable[[RawUpdate], Update], raw: RawUpdate) -> None:
    """One update through the doors; what the error handler kept is raised for the dispatcher."""
    try:
        update = read(raw)
    except Exception as trouble:
        raise Unparsable(type(trouble).__name__) from trouble
    await app.process_update(update)
    failures: Failures = app.bot_data["failures"]
    failure = failures.take(update.update_id)
    if failure is not None:
        raise failure


async def _draw(renderer: Renderer, sheet: Sheet) -> Sequence[bytes]:
    try:
        return await renderer.render(sheet)
    except DrawingFailed as trouble:
        raise NoPicture from trouble


async def _no_pictures(sheet: Sheet) -> Sequence[bytes]:
    raise NoPicture


async def _remember(deps: Deps, subjects: Sequence[tuple[Place, Post]]) -> list[Exception | None]:
    async with deps.db.transaction(brief=True) as session:
        await posts.remember(session, dict(subjects), at=deps.now())
    return [None] * len(subjects)


async def _alert(deps: Deps, row: int, error: str) -> None:
    await reaching.report_quarantine(deps, row)


def _hooks(deps: Deps, bot: ExtBot[None]) -> Hooks:
    async def on_sent(
        session: AsyncSession, delivery: Delivery, outgoing: Outgoing, message_id: int
    ) -> None:
        if outgoing.post is not None:
            place = (delivery.chat_id, message_id)
            await posts.remember(session, {place: outgoing.post}, at=deps.now())

    async def on_lost(delivery: Delivery, reason: Reason) -> None:
        if delivery.person is not None:
            await reaching.lose_person(deps, delivery.chat_id, reason=reason.value)
        else:
            await reaching.lose_group(deps, delivery.chat_id, reason=reason.value)

    async def on_detour(delivery: Delivery) -> None:
        await reaching.leave_topic(deps, delivery.chat_id)

    async def on_done(delivery: Delivery, outgoing: Outgoing, message_id: int) -> None:
        if outgoing.post is not None:
            with in_bulk():
                await folding.fold(bot, deps, delivery.chat_id, outgoing.post, newest=message_id)

    return Hooks(
        on_sent=on_sent,
        on_lost=on_lost,
        on_migrated=partial(reaching.move_group, deps),
        on_detour=on_detour,
        on_done=on_done,
    )
