"""One whole week played by itself, held to what must come of it."""

from pathlib import Path

from bot.config import Config
from bot.demo.player import Player
from bot.demo.stage import UNLIMITED, Stage, staged
from domain.figures import Figure
from domain.roster import Roster
from sandbox import district
from storage import figures, pushes


async def play_once(config: Config, folder: Path) -> list[str]:
    """Play the live week; writes transcript.txt and every picture sent; returns what failed."""
    async with staged(config, folder, limits=UNLIMITED) as stage:
        roster = await stage.parts.deps.roster.current()
        player = Player(stage, roster)
        for event in district.live_week():
            await player.play(event)
        failures = player.failures
        failures += await _outcomes(stage, roster)
        failures += await _deliveries(stage)
        failures += [f"not the Bot API: {v}" for v in await stage.client.violations()]
        pictures = await _save_pictures(stage, folder)
        if not pictures:
            failures.append("no picture was sent")
        lines = [*player.lines, "", *(f"FAILED {failure}" for failure in failures)]
        (folder / "transcript.txt").write_text("\n".join(lines).strip() + "\n", "utf-8")
    return failures


async def _outcomes(stage: Stage, roster: Roster) -> list[str]:
    """Every weekly number must stand as the story says, late ones marked."""
    async with stage.parts.db.reading() as session:
        found = await figures.for_period(session, district.LIVE.code)
    ids = {(a.unit, a.indicator, a.project): a.id for a in roster.assignments.values()}
    failures: list[str] = []
    for wanted in district.live_outcomes():
        figure = found.get(ids[wanted.key])
        given = _told(figure)
        expected = (wanted.kind, wanted.value, wanted.late)
        if given != expected:
            failures.append(f"{wanted.key}: stands as {given}, expected {expected}")
    return failures


async def _deliveries(stage: Stage) -> list[str]:
    """Everybody was asked once, and the ranking posted once."""
    async with stage.parts.db.reading() as session:
        ends = await pushes.ends_of_all(session)
    failures = [f"{key}: {ends[key]}" for key in ends if set(ends[key]) - {"sent", "skipped"}]
    period = district.LIVE.code
    wanted = (f"prompt/{period}/1", f"remind/{period}/1", f"push/{period}/1")
    return failures + [f"{key} was not sent" for key in wanted if "sent" not in ends.get(key, {})]


def _told(figure: Figure | None) -> tuple[str, object, bool]:
    if figure is None or not figure.is_answered:
        return "missing", None, False
    return figure.answer.value, figure.value, figure.timeliness.value == "late"


async def _save_pictures(stage: Stage, folder: Path) -> int:
    """Every picture the bot has sent, by chat and number."""
    count = 0
    views = [*stage.phones.items(), *([("group", stage.group)] if stage.group else [])]
    for name, view in views:
        for message in await view.bot_messages():
            if message.has_photo:
                count += 1
                path = folder / f"{name}-{message.id:04d}.png"
                path.write_bytes(await view.download(message))
    return count
