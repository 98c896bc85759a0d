"""Numbers typed in chat: read, checked and saved in one transaction for all who write at once."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NoPrevious, NothingOpen, Refusal
from domain.roster import Roster
from handlers.actions.notices.telling import tell_answered
from handlers.actions.reporting import kin
from handlers.actions.reporting.aim import Facts, aim_of, must_be_asked
from handlers.actions.reporting.answering import decide
from handlers.actions.reporting.asking import LookBack, duties_of, items_of
from handlers.actions.reporting.blanks import amounts_beside, said_after, settled, without_standing
from handlers.actions.reporting.dormant import is_unsure, must_be_awake
from handlers.actions.reporting.drafts import Decision, Draft
from handlers.actions.reporting.entries import doubtful_of, entry_of, offered, question_of
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Outcome, Saved, Typed
from handlers.actions.reporting.repeats import without_echoes
from handlers.deps import Deps
from storage import clocks, dialogs, posts, questions, recording
from storage.dialogs import Dialog
from storage.entries import Recorded
from storage.origins import Trace, traces
from storage.past import Before, before
from storage.questions import Question
from storage.recording import figure_from

NOTHING = Decision()


async def record_batch(deps: Deps, batch: Sequence[Typed]) -> list[Outcome | Exception]:
    """Gather, decide and save for many messages in one transaction; results in their order.

    A message that was recorded before (a replayed update) changes nothing and is answered as
    it was then. A refusal stands in its place; the other messages are saved all the same.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> list[Outcome | Exception]:
        facts = await _gather(session, deps, roster, batch, deps.past.before)
        plans = [_plan(deps, facts, typed) for typed in batch]
        return await _save(session, deps, roster, facts, batch, plans)

    outcomes = await deps.db.write(work, brief=True)
    if any(one.is_redone for told in outcomes if isinstance(told, Outcome) for one in told.saved):
        deps.wake_outbox()  # whoever sent the number back is told
    return outcomes


async def _gather(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    batch: Sequence[Typed],
    look_back: LookBack,
) -> Facts:
    duties = {
        t.person.code: duties_of(roster, deps.schedule, t.person.code, t.sent_at) for t in batch
    }
    places = [typed.place for typed in batch]
    replies = [(t.origin.chat_id, t.reply_to) for t in batch if t.reply_to is not None]
    asked = {duty.assignment.id for own in duties.values() for duty in own}
    periods = {duty.window.period.key for own in duties.values() for duty in own}
    earlier = {period: await look_back(session, asked, period) for period in periods}

    async def looked_back(
        _: AsyncSession, owners: Collection[int], period: str
    ) -> dict[int, Before]:
        return {owner: earlier[period][owner] for owner in owners}

    return Facts(
        roster=roster,
        items=await items_of(session, roster, duties, look_back=looked_back),
        traces=await traces(session, places),
        posts=await posts.find(session, replies),
        dialogs=await dialogs.of(session, [typed.origin.chat_id for typed in batch]),
        questions=await questions.of_messages(session, places),
        histories={
            period: {owner: held.recent for owner, held in found.items()}
            for period, found in earlier.items()
        },
        closed=await clocks.closed(session, periods),
        kin=await kin.gathered(session, roster, duties.values()),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be saved for one message, or why nothing is."""

    outcome: Outcome
    decision: Decision = NOTHING
    kept: tuple[Item, ...] = ()
    refusal: Refusal | None = None


def _plan(deps: Deps, facts: Facts, typed: Typed) -> _Plan:
    items = facts.items[typed.person.code]
    given = _given(facts, typed)
    told = Outcome(typed.person, typed.origin, items)
    now = tuple(t for t in given if t.edited_at == typed.origin.edited_at)
    put = tuple(
        q for q in facts.questions.get(typed.place, ()) if q.edited_at == typed.origin.edited_at
    )
    if now or put:
        return _Plan(_retold(told, now, put))
    try:
        decision = _decision(deps, facts, typed)
        if typed.blank is not None:
            decision, kept = without_standing(settled(decision, typed.blank))
        else:
            decision, kept = without_echoes(decision, given)
        return _Plan(told, decision, kept)
    except Refusal as refusal:
        return _Plan(told, refusal=refusal)


def _given(facts: Facts, typed: Typed) -> Sequence[Trace]:
    """What this message gave before; of the form, whose blanks share an origin, this blank."""
    given = facts.traces.get(typed.place, ())
    if typed.blank is None:
        return given
    own = typed.blank.assignment, typed.blank.period
    return [t for t in given if (t.figure.assignment, t.figure.period) == own]


def _retold(told: Outcome, now: Sequence[Trace], put: Sequence[Question]) -> Outcome:
    """The outcome of a message that was recorded before: as it was, nothing new."""
    by_id = {item.assignment.id: item for item in told.items}
    saved = tuple(
        Saved(replace(by_id[t.figure.assignment], figure=t.figure), t.previous)
        for t in now
        if t.figure.assignment in by_id
    )
    doubtful = tuple(
        doubtful_of(by_id[q.assignment], q)
        for q in put
        if q.state == "open" and q.assignment in by_id
    )
    return replace(told, saved=saved, doubtful=doubtful)


def _decision(deps: Deps, facts: Facts, typed: Typed) -> Decision:
    items = facts.items[typed.person.code]
    if not items:
        must_be_awake(deps, facts, typed, ())
        raise NothingOpen
    aim = aim_of(deps, facts, typed)
    related = kin.beside(facts.roster, items, facts.kin)
    if typed.blank is not None and related.families:
        related = related.with_given(amounts_beside(typed.blank, items))
    decision = decide(
        typed.text,
        items,
        scope=aim.scope,
        histories={
            item.assignment.id: facts.histories[item.window.period.key].get(item.assignment.id, {})
            for item in items
        },
        rules=deps.rules.checks,
        kin=related,
    )
    must_be_asked(deps, facts, typed, aim, decision)
    if is_unsure(decision):
        must_be_awake(deps, facts, typed, items)
    if decision.without_previous and not decision.drafts and not decision.doubtful:
        raise NoPrevious(decision.without_previous[0].label)
    return decision


async def _save(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    facts: Facts,
    batch: Sequence[Typed],
    plans: Sequence[_Plan],
) -> list[Outcome | Exception]:
    now = deps.now()
    entries = [
        entry_of(
            draft,
            said=said_after(typed, draft.item),
            source=typed.source,
            at=now,
        )
        for typed, plan in zip(batch, plans, strict=True)
        for draft in plan.decision.drafts
    ]
    results = await recording.record(session, entries, unheard=True)
    made = {entry.slot: result.figure for entry, result in zip(entries, results, strict=True)}
    recorded = iter(results)
    asked = [
        question_of(offered(doubt, plan.outcome.items, made), said=typed)
        for typed, plan in zip(batch, plans, strict=True)
        for doubt in plan.decision.doubtful
    ]
    ids = iter(await questions.put(session, asked))
    redone = [
        draft.item.figure
        for plan in plans
        for draft in plan.decision.drafts
        if draft.item.figure and draft.item.is_returned
    ]
    if redone:
        await tell_answered(session, deps, roster, redone)
    outcomes: list[Outcome | Exception] = []
    leads: dict[int, Dialog | None] = {}
    for typed, plan in zip(batch, plans, strict=True):
        if plan.refusal is not None:
            outcomes.append(plan.refusal)
            continue
        outcome = _outcome(plan, [next(recorded) for _ in plan.decision.drafts], ids)
        led = _is_led(facts, typed)
        if led:
            outcome = replace(outcome, one_by_one=bool(outcome.open_items))
        if led and plan.decision.drafts:
            leads[typed.origin.chat_id] = _next_asked(outcome)
        outcomes.append(outcome)
    if leads:
        await dialogs.ask(session, leads, at=now)
    return outcomes


def _is_led(facts: Facts, typed: Typed) -> bool:
    """Whether the chat is led item by item; a lead from a period that is over has ended."""
    dialog = facts.dialogs.get(typed.origin.chat_id)
    if dialog is None or dialog.is_change:
        return False
    items = facts.items[typed.person.code]
    return any(i.window.period.key == dialog.period for i in items)


def _outcome(plan: _Plan, recorded: Sequence[Recorded], ids: Iterator[int]) -> Outcome:
    if not plan.decision.drafts and not plan.decision.doubtful and not plan.kept:
        unread = plan.decision.unread
        return plan.outcome if unread is None else replace(plan.outcome, unread=unread)
    saved = tuple(
        _saved(draft, result) for draft, result in zip(plan.decision.drafts, recorded, strict=True)
    )
    saved += tuple(Saved(item, item.figure, unchanged=True) for item in plan.kept)
    doubtful = tuple(replace(doubt, id=next(ids)) for doubt in plan.decision.doubtful)
    fresh = {one.item.assignment.id: one.item for one in saved}
    items = tuple(fresh.get(item.assignment.id, item) for item in plan.outcome.items)
    told = plan.outcome
    return Outcome(told.person, told.origin, items, saved, doubtful, plan.decision.unread)


def _saved(draft: Draft, result: Recorded) -> Saved:
    """How an item stands now: a number sent earlier does not replace one sent later."""
    if result.superseded:
        item = replace(draft.item, figure=result.previous)
        return Saved(item, result.previous, unchanged=True)
    item = replace(draft.item, figure=result.figure)
    return Saved(
        item,
        result.previous,
        unchanged=result.unchanged,
        typed=draft.typed,
        is_redone=draft.item.is_returned,
    )


async def foresee(deps: Deps, batch: Sequence[Typed]) -> list[Outcome | Exception]:
    """What would become of messages, by the same reading and the same checks; nothing is saved."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        # Not from memory: what a reader sees may be older, and must not stay there.
        facts = await _gather(session, deps, roster, batch, before)
    return [_foreseen(deps, typed, _plan(deps, facts, typed)) for typed in batch]


def _foreseen(deps: Deps, typed: Typed, plan: _Plan) -> Outcome | Exception:
    if plan.refusal is not None:
        return plan.refusal
    recorded = [
        Recorded(
            figure_from(
                entry_of(draft, said=typed, source=typed.source, at=deps.now()),
                number=draft.item.figure.revision + 1 if draft.item.figure else 1,
            ),
            draft.item.figure,
        )
        for draft in plan.decision.drafts
    ]
    return _outcome(plan, recorded, repeat(0))


def _next_asked(outcome: Outcome) -> Dialog | None:
    """The next open item after the last one saved, round to the first."""
    last = max((one.item.number for one in outcome.saved), default=0)
    following = sorted(outcome.open_items, key=lambda item: (item.number <= last, item.number))
    if not following:
        return None
    return Dialog(following[0].assignment.id, following[0].window.period.key)
