"""The live week: who types and presses what in the twelfth week, and what must come of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from sandbox.district.chance import seeded
from sandbox.district.courses import Course
from sandbox.district.habits import plain, typed
from sandbox.district.roster import District, Key
from sandbox.district.steps import GROUP, STRANGER, Edit, Event, Outcome, Press, Say, Wait
from sandbox.district.weeks import LAST, LIVE

SCENES: Mapping[str, str] = {
    "bind": "管理员绑定领导小组群",
    "six lines": "王芳一条消息报六个数，一次也不用点",
    "mine": "王芳看自己的指标",
    "by name": "刘畅一行报三个数，用简称",
    "slip": "郭志强把万当成亿，机器人反问，他点按钮确认",
    "unreadable": "朱晓燕发“十几”，机器人请她重报",
    "same": "马福强用“同上期”按钮",
    "no number": "唐文军点“暂无”，贾鹏飞点“不涉及”",
    "edit": "姜宏伟改了自己发过的消息",
    "undo": "叶春生撤回一个数重报",
    "stranger": "陌生人来问",
    "leader": "领导查看",
    "curious": "王芳想看别的单位",
    "crowd": "其他人照常报数",
    "late": "杜慧娟周五晚上才报，算迟报",
    "group": "领导在群里查看",
    "too late": "熊志华锁定之后才报，不收",
}
"""What each scene shows."""

_LATE, _TOO_LATE = "p43", "p58"
_SPECIAL: Mapping[Key, str] = {
    ("st", "rev", None): "not_available",
    ("sw", "new", None): "not_applicable",
}
_CROWD_HOURS = ((0, "09:05", "11:30"), (0, "14:00", "17:20"), (1, "08:40", "15:35"))


@dataclass(frozen=True, slots=True)
class _Stage:
    """What the scenes are written with."""

    district: District
    courses: Mapping[Key, Course]

    def number(self, unit: str, indicator: str, project: str | None = None) -> str:
        """The live week's value as it is typed plainly."""
        return plain(self.courses[unit, indicator, project][LIVE.code])

    def shown(self, unit: str, indicator: str, *, week: str = LIVE.code) -> str:
        """A value as it is shown, with all its decimals."""
        return f"{self.courses[unit, indicator, None][week]:f}"

    def lines(self, person: str) -> str:
        """All that somebody owes, one plain number a line, in the order asked."""
        owed = self.district.owed_weekly_by(person)
        return "\n".join(self.number(*a.key) for a in owed)


def script(district: District, courses: Mapping[Key, Course]) -> tuple[Event, ...]:
    """Everything that happens in the live week, in order of time."""
    stage = _Stage(district, courses)
    scenes = [*_opening(stage), *_doubts(stage), *_buttons(stage), *_repairs(stage)]
    scenes += [*_visitors(stage), *_ending(stage)]
    known = {step.who for step in scenes if not isinstance(step, Wait)}
    events = [*scenes, *_crowd(stage, busy=known)]
    return tuple(sorted(events, key=lambda event: event.at))


def outcomes(district: District, courses: Mapping[Key, Course]) -> tuple[Outcome, ...]:
    """What must stand for every weekly number when the live week is locked."""
    return tuple(_outcome(a.key, a.person, courses[a.key][LIVE.code]) for a in district.weekly())


def _outcome(key: Key, person: str, value: Decimal) -> Outcome:
    if person == _TOO_LATE:
        return Outcome(key=key, person=person, kind="missing", value=None)
    if key in _SPECIAL:
        return Outcome(key=key, person=person, kind=_SPECIAL[key], value=None)
    return Outcome(key=key, person=person, kind="number", value=value, late=person == _LATE)


def _on(days: int, clock: str) -> datetime:
    """A local time, days after the day of the prompt."""
    day = LIVE.asked + timedelta(days=days)
    return datetime.combine(day, time.fromisoformat(clock), LIVE.prompt.tzinfo)


def _opening(stage: _Stage) -> Iterator[Event]:
    yield Say(at=_on(0, "08:40"), who="p06", chat=GROUP, scene="bind", text="/bind")
    yield Wait(at=LIVE.prompt, why="周四九点，请大家报数")
    six = stage.lines("p07")
    seen = tuple(stage.shown(*a.key[:2]) for a in stage.district.owed_weekly_by("p07"))
    yield Say(at=_on(0, "09:06:20"), who="p07", scene="six lines", text=six, expects=seen)
    yield Say(at=_on(0, "09:07:10"), who="p07", scene="mine", text="/mine", expects=(seen[0],))
    fai, ind, ret = (stage.number("wl", code) for code in ("fai", "ind", "ret"))
    yield Say(
        at=_on(0, "09:12"),
        who="p11",
        scene="by name",
        text=f"投资 {fai} 工业 {ind}，零售 {ret}",
        expects=tuple(stage.shown("wl", code) for code in ("fai", "ind", "ret")),
    )


def _doubts(stage: _Stage) -> Iterator[Event]:
    meant = stage.shown("lw", "fai")
    typed_in_wan = plain(Decimal(meant) * 10_000)
    yield Say(
        at=_on(0, "09:20"),
        who="p22",
        scene="slip",
        text=f"投资 {typed_in_wan}",
        expects=(meant,),
    )
    yield Press(at=_on(0, "09:20:30"), who="p22", scene="slip", label=meant, expects=(meant,))
    growth = stage.number("lw", "fig")
    yield Say(
        at=_on(0, "09:21:05"), who="p22", scene="slip", text=f"固投增速 {growth}", expects=(growth,)
    )
    yield Say(at=_on(0, "09:35"), who="p19", scene="unreadable", text="十几")
    yield Say(
        at=_on(0, "09:36:12"),
        who="p19",
        scene="unreadable",
        text=stage.lines("p19"),
        expects=(stage.shown("sd", "fai"),),
    )


def _buttons(stage: _Stage) -> Iterator[Event]:
    yield Press(
        at=_on(0, "09:41"), who="p17", scene="same", label="同上期", item=("qh", "new", None)
    )
    inv, fig = stage.number("qh", "inv"), stage.number("qh", "fig")
    built = stage.number("qh", "prj", "x03")
    yield Say(
        at=_on(0, "09:42:20"),
        who="p17",
        scene="same",
        text=f"招商 {inv}\n固投增速 {fig}\n形象进度 {built}",
        expects=(stage.shown("qh", "inv"),),
    )
    yield Press(
        at=_on(0, "10:05"), who="p26", scene="no number", label="暂无", item=("st", "rev", None)
    )
    inv, new = stage.number("st", "inv"), stage.number("st", "new")
    yield Say(at=_on(0, "10:06"), who="p26", scene="no number", text=f"招商 {inv} 入规 {new}")
    yield Press(
        at=_on(0, "10:20"), who="p37", scene="no number", label="不涉及", item=("sw", "new", None)
    )


def _repairs(stage: _Stage) -> Iterator[Event]:
    right = stage.lines("p50")
    first, rest = right.split("\n", 1)
    swapped = first[:-2] + first[-1] + first[-2]
    yield Say(at=_on(0, "10:30"), who="p50", scene="edit", text=f"{swapped}\n{rest}", mark="gc")
    yield Edit(
        at=_on(0, "10:52"),
        who="p50",
        scene="edit",
        text=right,
        mark="gc",
        expects=(stage.shown("gc", "fai"),),
    )
    right = stage.number("ny", "inv")
    yield Say(at=_on(0, "11:00"), who="p41", scene="undo", text="1.96", expects=("1.96",))
    yield Say(at=_on(0, "11:00:40"), who="p41", scene="undo", text="/undo")
    yield Say(at=_on(0, "11:01:15"), who="p41", scene="undo", text=right, expects=(right,))


def _visitors(stage: _Stage) -> Iterator[Event]:
    secret = (stage.shown("cg", "fai"), "城关")
    for clock, text in (("11:10", "你好，我想报个数"), ("11:11", "/status 城关")):
        yield Say(at=_on(0, clock), who=STRANGER, scene="stranger", text=text, forbids=secret)
    yield Say(
        at=_on(0, "11:20"),
        who="p07",
        scene="curious",
        text="/status 栖雾湖",
        forbids=(stage.shown("qw", "fai", week=LAST.code),),
    )
    seen = stage.shown("cg", "fai")
    for at, who, text, expects in (
        (_on(0, "15:00"), "p01", "/missing", ("熊志华",)),
        (_on(0, "15:02"), "p01", "/status", ()),
        (_on(1, "10:00"), "p02", "/status 城关", (seen,)),
        (_on(1, "10:02"), "p02", "/status 投资", ("望澜街道", "经开区")),
        (_on(1, "10:10"), "p03", "/rank", ("望澜街道", "经开区")),
        (_on(1, "10:11"), "p03", "/rank 零售", ("望澜街道",)),
        (_on(1, "10:15"), "p02", "/status 王芳", (seen,)),
        (_on(1, "10:20"), "p10", "/status 老街区", ("城关老街区更新一期",)),
    ):
        yield Say(at=at, who=who, scene="leader", text=text, expects=expects)


def _ending(stage: _Stage) -> Iterator[Event]:
    yield Wait(at=LIVE.grace_end, why="周五下午六点，宽限期结束")
    yield Say(
        at=_on(1, "19:20"),
        who=_LATE,
        scene="late",
        text=stage.lines(_LATE),
        expects=(stage.shown("wt", "fai"),),
    )
    yield Wait(at=LIVE.lock, why="周一九点，本周锁定")
    yield Say(at=_on(4, "09:40"), who="p02", chat=GROUP, scene="group", text="/status", expects=())
    yield Say(
        at=_on(4, "09:41"),
        who="p03",
        chat=GROUP,
        scene="group",
        text="/status 经开区",
        expects=("经开区",),
    )
    yield Say(at=_on(4, "10:00"), who=_TOO_LATE, scene="too late", text=stage.lines(_TOO_LATE))


def _crowd(stage: _Stage, *, busy: set[str]) -> Iterator[Event]:
    """Everybody else, each with one message."""
    for person in dict.fromkeys(a.person for a in stage.district.weekly()):
        if person in busy:
            continue
        dice = seeded("crowd", person)
        days, first, last = dice.choice(_CROWD_HOURS)
        begin, end = _on(days, first), _on(days, last)
        pause = timedelta(seconds=dice.randint(0, int((end - begin).total_seconds())))
        yield Say(at=begin + pause, who=person, scene="crowd", text=_crowd_text(stage, person))


def _crowd_text(stage: _Stage, person: str) -> str:
    """Numbers in the person's own habit, but nothing that needs last week's number."""
    texts = []
    for a in stage.district.owed_weekly_by(person):
        value, indicator = stage.courses[a.key][LIVE.code], stage.district.indicator(a.indicator)
        word = typed(value, indicator, previous=None, person=person, week=LIVE.code)
        texts.append(word.text.removeprefix("约"))
    return "\n".join(texts)
