"""The live week: everybody plays a part, and what must come of it is known."""

from collections import Counter
from itertools import pairwise

from sandbox.district import (
    LIVE,
    SCENES,
    YUNLING,
    Edit,
    Press,
    Say,
    Wait,
    history,
    live_outcomes,
    live_week,
)

WEEK = live_week()
STEPS = [event for event in WEEK if not isinstance(event, Wait)]


def said_by(who: str) -> list[str]:
    """What somebody types, in order."""
    return [event.text for event in STEPS if isinstance(event, Say) and event.who == who]


def test_events_come_in_order_and_are_the_same_every_time() -> None:
    assert all(before.at <= after.at for before, after in pairwise(WEEK))
    assert live_week() == WEEK


def test_every_scene_is_played_and_every_step_belongs_to_one() -> None:
    assert {step.scene for step in STEPS} == set(SCENES)


def test_everybody_who_acts_is_on_the_roster_but_for_one_stranger() -> None:
    people = {p.code for p in YUNLING.people}

    assert {step.who for step in STEPS} - people == {"stranger"}


def test_every_cadre_who_is_asked_says_something() -> None:
    asked = {a.person for a in YUNLING.weekly()}

    assert asked <= {step.who for step in STEPS}


def test_numbers_come_between_prompt_and_lock_but_for_the_one_too_late() -> None:
    cadres = {a.person for a in YUNLING.weekly()}
    outside = {s.scene for s in STEPS if s.who in cadres and not LIVE.prompt < s.at < LIVE.lock}

    assert outside == {"too late"}


def test_wang_fang_is_done_with_six_lines_and_no_tap() -> None:
    lines = said_by("p07")[0].splitlines()

    assert len(lines) == 6
    assert not [s for s in STEPS if isinstance(s, Press) and s.who == "p07"]


def test_the_slip_is_45000_where_four_and_a_half_is_meant() -> None:
    press = next(s for s in STEPS if isinstance(s, Press) and s.scene == "slip")

    assert said_by("p22")[0] == "投资 45000"
    assert press.label == "4.50"


def test_buttons_name_items_that_their_presser_owes() -> None:
    owed = {(a.person, a.key) for a in YUNLING.weekly()}
    pressed = {(s.who, s.item) for s in STEPS if isinstance(s, Press) and s.item}
    labels = {s.label for s in STEPS if isinstance(s, Press)}

    assert pressed <= owed
    assert labels == {"4.50", "同上期", "暂无", "不涉及"}


def test_an_edit_changes_an_earlier_message_of_the_same_person() -> None:
    edit = next(s for s in STEPS if isinstance(s, Edit))
    marked = [s for s in STEPS if isinstance(s, Say) and s.mark == edit.mark]

    assert len(marked) == 1
    assert marked[0].who == edit.who
    assert marked[0].at < edit.at
    assert marked[0].text != edit.text


def test_what_must_stand_at_the_lock_is_known_for_every_number() -> None:
    outcomes = live_outcomes()
    kinds = Counter(outcome.kind for outcome in outcomes)

    assert [o.key for o in outcomes] == [a.key for a in YUNLING.weekly()]
    assert kinds == {"number": 83, "missing": 2, "not_available": 1, "not_applicable": 1}
    assert {o.person for o in outcomes if o.late} == {"p43"}


def test_the_same_as_last_time_is_what_must_stand() -> None:
    before = [a.value for a in history() if a.key == ("qh", "new", None)][-1]
    after = next(o.value for o in live_outcomes() if o.key == ("qh", "new", None))

    assert before == after
