from PIL import Image

from tests.bot.cli.conftest import TOKEN
from tests.bot.cli.shell import Shell


def test_everybody_who_has_not_joined_gets_a_link(office: Shell, telegram: str) -> None:
    answer = office.types("invite", "--all", "--json")

    assert answer.code == 0
    assert [own["person"] for own in answer.objects] == ["p01", "p02", "p03"]
    first = answer.objects[0]
    assert set(first) == {"person", "name", "link", "code", "expires"}
    assert first["link"] == f"https://t.me/yunling_bot?start={first['code']}"
    assert first["expires"] == "2026-03-18T10:00:00+08:00"


def test_one_person_gets_a_link_as_a_line(office: Shell, telegram: str) -> None:
    answer = office.types("invite", "--person", "p01")

    assert answer.out.startswith("p01 王芳  https://t.me/yunling_bot?start=")
    assert answer.out.endswith("until 2026-03-18 10:00\n")


def test_an_unknown_person_is_refused(office: Shell, telegram: str) -> None:
    answer = office.types("invite", "--person", "p99")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "nobody on the roster has the code p99\n"


def test_qr_sheets_are_written(office: Shell, telegram: str) -> None:
    folder = office.folder / "qr" / "sheets"

    answer = office.types("invite", "--all", "--qr", folder)

    assert answer.code == 0
    (path,) = folder.iterdir()
    assert path.name == "invites-1.png"
    with Image.open(path) as page:
        assert page.size == (1654, 2339)


def test_a_refused_token_is_one_line_that_does_not_show_it(office: Shell, telegram: str) -> None:
    office.environ["BOT_TOKEN"] = "7000000001:wrong"

    answer = office.types("invite", "--all")

    assert (answer.code, answer.err) == (1, f"{telegram}: refuses the token\n")


def test_a_server_out_of_reach_is_one_line_that_does_not_show_the_token(office: Shell) -> None:
    office.environ |= {"BOT_TOKEN": TOKEN, "BOT__TELEGRAM__API_BASE": "http://127.0.0.1:1"}

    answer = office.types("invite", "--all")

    assert answer.code == 1
    assert answer.err == "http://127.0.0.1:1: cannot be reached (ClientConnectorError)\n"


def test_without_a_token_nobody_is_invited(office: Shell) -> None:
    answer = office.types("invite", "--all")

    assert answer.code == 2
    assert "BOT_TOKEN" in answer.err


def test_a_check_of_a_good_office_says_what_is_still_missing(office: Shell, telegram: str) -> None:
    answer = office.types("check")

    assert answer.code == 0
    lines = answer.out.splitlines()
    assert f"✓ account: @yunling_bot at {telegram}" in lines
    assert "✓ roster: 2 units, 3 people, 2 assignments" in lines
    assert "! roster: nobody is an admin" in lines
    assert "! roster: have not joined (3): p01 p02 p03" in lines
    assert "✓ next: 2026-03-05 Thu 09:00  prompt    2026-W10" in lines


def test_a_check_of_nothing_names_every_fault(shell: Shell) -> None:
    answer = shell.types("check")

    assert answer.code == 1
    faults = [line for line in answer.out.splitlines() if line.startswith("×")]
    assert len(faults) == 3
    assert not (shell.folder / "progress.db").exists()
