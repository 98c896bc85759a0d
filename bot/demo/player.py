"""The live week played on the phones: each step done, answered, and held to its promise."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.demo.stage import Stage
from domain.roster import Roster
from sandbox.chat_view import ChatView
from sandbox.district import SCENES, Edit, Press, Say, Wait
from sandbox.district.steps import GROUP, STRANGER, Event, Step
from sandbox.phone import Phone
from sandbox.seen import Seen

ONE_BY_ONE, SKIP = "逐项填", "先跳过"
MOST_SKIPS = 12


@dataclass(slots=True)
class Player:
    """Plays events and keeps the transcript; `failures` are promises that were not kept."""

    stage: Stage
    roster: Roster
    lines: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _marks: dict[str, Seen] = field(default_factory=dict)
    _shown: dict[int, dict[int, str]] = field(default_factory=dict)
    _scenes: set[str] = field(default_factory=set)

    async def play(self, event: Event) -> None:
        """Let the time come, do it, wait for the answer, check it."""
        await self.stage.advance(event.at)
        if isinstance(event, Wait):
            self.lines += ["", f"## {event.at:%m-%d %H:%M} {event.why}"]
        await self._tell_news()
        if isinstance(event, Wait):
            return
        self._announce(event)
        view = self._view(event)
        await self._changes(view)
        try:
            said = await self._do(event, view)
        except (LookupError, AssertionError) as trouble:
            self.failures.append(f"{event.at:%m-%d %H:%M} {event.who}: {trouble}")
            return
        await self.stage.quiet()
        answers = await self._changes(view)
        name = self._name(event.who)
        place = "(群)" if event.chat == GROUP else ""
        self.lines.append(f"{event.at:%m-%d %H:%M} {name}{place}: {_flat(said)}")
        self.lines += [f"    → {_flat(str(answer).removeprefix('bot: '))}" for answer in answers]
        self._check(event, answers)

    async def _do(self, step: Step, view: ChatView) -> str:
        phone = self.stage.phones[step.who]
        here = phone.at(self.stage.group) if step.chat == GROUP and self.stage.group else phone
        match step:
            case Say(text=text, mark=mark):
                sent = await here.says(text)
                if mark:
                    self._marks[mark] = sent
                return text
            case Edit(mark=mark, text=text):
                await here.edits(self._marks[mark], text)
                return f"(改原消息){text}"
            case Press(label=label):
                await self._press(step, here, view)
                return f"〔{label}〕"
            case _:
                raise LookupError(f"no such step: {step}")

    async def _press(self, step: Press, phone: Phone, view: ChatView) -> None:
        """Press a button; for one item, go there item by item as a person would."""
        if step.item is None:
            await phone.presses(await _with_button(view, step.label), step.label)
            return
        name = self._item_name(step)
        for _ in range(MOST_SKIPS):
            asked = await _with_button(view, step.label, ONE_BY_ONE)
            if name in asked.text and any(step.label in b for b in asked.buttons):
                await phone.presses(asked, step.label)
                return
            onward = SKIP if any(SKIP in b for b in asked.buttons) else ONE_BY_ONE
            await phone.presses(asked, onward)
            await self.stage.quiet()
        raise LookupError(f"no way to the button {step.label} of {name}")

    def _item_name(self, step: Press) -> str:
        if step.item is None:
            return ""
        _, indicator, project = step.item
        if project:
            return self.roster.projects[project].name
        return self.roster.indicators[indicator].name

    async def _changes(self, view: ChatView) -> list[Seen]:
        """What the bot has said or changed in a chat since one last looked."""
        before = self._shown.setdefault(view.chat_id, {})
        fresh = [m for m in await view.bot_messages() if before.get(m.id) != str(m)]
        before.update({message.id: str(message) for message in fresh})
        return fresh

    async def _tell_news(self) -> None:
        """What the bot posted in the group of its own accord."""
        for message in await self._changes(self._view_of_group()):
            said = _flat(str(message).removeprefix("bot: "))
            self.lines += ["", f"{message.at.astimezone(self._zone):%m-%d %H:%M} (群) {said}"]

    @property
    def _zone(self) -> ZoneInfo:
        return self.stage.parts.deps.schedule.zone

    def _check(self, step: Step, answers: list[Seen]) -> None:
        words = _plain(" ".join(str(answer) for answer in answers))
        where = f"{step.at:%m-%d %H:%M} {self._name(step.who)} ({step.scene})"
        if not answers:
            self.failures.append(f"{where}: no answer")
        self.failures += [
            f"{where}: {w!r} not in {words!r}" for w in step.expects if w not in words
        ]
        self.failures += [f"{where}: {w!r} in {words!r}" for w in step.forbids if w in words]

    def _announce(self, step: Step) -> None:
        if step.scene not in self._scenes:
            self._scenes.add(step.scene)
            self.lines += ["", f"# {SCENES[step.scene]}"]

    def _view(self, step: Step) -> ChatView:
        return self._view_of_group() if step.chat == GROUP else self.stage.phones[step.who]

    def _view_of_group(self) -> ChatView:
        if self.stage.group is None:
            raise LookupError("the stage has no group")
        return self.stage.group

    def _name(self, who: str) -> str:
        return "路人" if who == STRANGER else self.roster.people[who].name


async def _with_button(view: ChatView, *labels: str) -> Seen:
    """The latest message with a button that says one of these."""
    for message in reversed(await view.bot_messages()):
        if any(label in button for label in labels for button in message.buttons):
            return message
    raise LookupError(f"no button {' or '.join(labels)}")


def _plain(text: str) -> str:
    """Without thousands separators and with the typewriter's minus, as scripts write numbers."""
    return text.replace("−", "-").replace(",", "")


def _flat(text: str) -> str:
    return text.replace("\n", "\n      ")
