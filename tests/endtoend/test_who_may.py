"""Who may do what: every command for every role, in private and in the leadership group."""

import pytest

from tests.endtoend.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

DENIED = "不在您的权限内"

EVERYBODY = frozenset({"chidi", "bela", "diana", "enzo"})
STAFF = frozenset({"diana", "enzo"})
ADMIN = frozenset({"enzo"})

WHO_MAY = {
    "/help": EVERYBODY,
    "/language": EVERYBODY,
    "/report": EVERYBODY,
    "/mine": EVERYBODY,
    "/undo": EVERYBODY,
    "/status": EVERYBODY,
    "/rank": EVERYBODY,
    "/missing": EVERYBODY,
    "/status 城关": STAFF | {"bela"},
    "/status 柳河": STAFF | {"chidi"},
    "/status 费米": STAFF,
    "/status 阿莎": STAFF | {"bela"},
    "/trend 投资 柳河": STAFF | {"chidi"},
    "/trend 招商 柳河": STAFF,
    "/history 投资 柳河": STAFF | {"chidi"},
    "/history 城关 零售": STAFF | {"bela"},
    "/schedule": STAFF,
    "/export": STAFF,
    "/invite": ADMIN,
    "/push": ADMIN,
    "/import": ADMIN,
    "/bind": ADMIN,
}


@pytest.mark.parametrize("who", sorted(EVERYBODY))
@pytest.mark.parametrize("command", WHO_MAY)
async def test_a_command_is_obeyed_for_those_who_may_and_denied_to_the_others(
    calm: Town, command: str, who: str
) -> None:
    answer = await calm.answered(calm.phones[who], command)

    assert (DENIED not in answer) == (who in WHO_MAY[command])


@pytest.mark.parametrize("command", ["/status", "/status 柳河", "/rank", "/missing"])
async def test_in_the_bound_group_everybody_reads(calm: Town, command: str) -> None:
    await calm.bela.at(calm.board).says(command)

    answer = await calm.bela.at(calm.board).sees()

    await calm.quiet()  # nothing more of this answer is left for whoever asks next
    assert DENIED not in answer


@pytest.mark.parametrize("command", ["/bind", "/push", "/schedule"])
async def test_in_the_group_setting_up_is_for_those_who_may(calm: Town, command: str) -> None:
    await calm.bela.at(calm.board).says(command)

    assert DENIED in await calm.bela.at(calm.board).sees()
