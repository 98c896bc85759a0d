"""What admins read: imports, invitations, the coming days, pushes."""

from collections.abc import Iterable, Sequence
from datetime import time
from zoneinfo import ZoneInfo

from domain.clocks import Clock
from domain.roster import Roster
from domain.schedule import Skipped
from handlers.actions.deciding.importing import Imported
from handlers.actions.members.enrolling import Invitation
from handlers.actions.posting.pushing import Fired
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html

MOST_LINES = 25
INVITES_PER_MESSAGE = 20


def trial(tried: Imported, texts: Catalog) -> Html:
    """What a workbook would change, or everything that is wrong with it."""
    problems = [str(problem) for problem in tried.problems]
    if tried.is_refused:
        head = "admin.import_errors"
        return texts.say(head, count=len(problems), lines=shortened(problems, texts))
    if not tried.changes:
        return texts.say("admin.import_none")
    lines = shortened([*problems, *tried.lines], texts)
    return texts.say("admin.import_preview", count=len(tried.changes), lines=lines)


def imported(done: Imported, texts: Catalog) -> Html:
    """What an import changed."""
    if done.is_refused:
        return trial(done, texts)
    return texts.say("admin.import_done", count=len(done.changes))


def invitations(
    made: Sequence[Invitation], roster: Roster, texts: Catalog, zone: ZoneInfo
) -> Iterable[Html]:
    """One line a person with the link, in messages short enough to send."""
    if not made:
        yield texts.say("admin.invites_none")
        return
    expires = figures.moment(made[0].expires_at, zone, texts.language)
    head = texts.say("admin.invites", count=len(made), expires=expires)
    for start in range(0, len(made), INVITES_PER_MESSAGE):
        part = made[start : start + INVITES_PER_MESSAGE]
        lines = [
            texts.say(
                "admin.invite_line",
                name=one.person.name,
                unit=roster.units[one.person.unit].short,
                link=one.link,
            )
            for one in part
        ]
        yield Html("\n".join([head, *lines] if start == 0 else lines))


def schedule(
    coming: Sequence[Clock | Skipped], texts: Catalog, zone: ZoneInfo, *, digest: time | None
) -> Html:
    """The coming clocks in order, each with what moved it, and when supervisors are told."""
    lines = [texts.say("admin.schedule"), *(_entry(entry, texts, zone) for entry in coming)]
    if digest is not None:
        lines.append(texts.say("admin.schedule_digest", at=f"{digest:%H:%M}"))
    return Html("\n".join(lines))


def _entry(entry: Clock | Skipped, texts: Catalog, zone: ZoneInfo) -> Html:
    period = figures.period_name(entry.period, texts.language)
    if isinstance(entry, Skipped):
        return texts.say("admin.schedule_skipped", period=period, reason=entry.reason)
    shifted: object = ""
    if entry.shifted_from is not None:
        day = figures.short_day(entry.shifted_from, texts.language)
        shifted = texts.say("admin.schedule_shifted", day=day, reason=entry.reason or "")
    return texts.say(
        "admin.schedule_line",
        at=figures.moment(entry.at, zone, texts.language),
        kind=texts.say(f"clock.{entry.kind.value}"),
        period=period,
        shifted=shifted,
    )


def pushed(fired: Fired, texts: Catalog) -> Html:
    """What a push by hand led to."""
    facts = {
        "kind": texts.say(f"clock.{fired.clock.kind.value}"),
        "period": figures.period_name(fired.clock.period, texts.language),
    }
    if not fired.first:
        return texts.say("admin.pushed_already", **facts)
    if not fired.chats:
        return texts.say("admin.push_no_groups")
    return texts.say("admin.pushed", count=fired.chats, **facts)


def shortened(lines: Sequence[str], texts: Catalog) -> Html:
    """The first of many lines, and how many more there are."""
    shown = [texts.say("admin.line", line=line) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(texts.say("admin.import_more", count=len(lines) - MOST_LINES))
    return Html("\n".join(shown))
