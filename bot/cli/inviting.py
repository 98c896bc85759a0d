"""invite: one-time links to join, also as sheets of QR codes."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from bot.cli.desk import CannotDo, Command, Desk
from bot.cli.telegram_account import username
from domain.people import Person
from domain.roster import Roster
from handlers.actions.members.enrolling import Invitation, invite, not_joined
from handlers.workbook.words import say


async def make_invites(options: Namespace, desk: Desk) -> None:
    """A new link for one person, or for everybody who has not joined; older ones end."""
    from storage import roster as rosters

    async with desk.database() as db:
        async with db.reading() as session:
            roster = await rosters.load(session, year=desk.config.campaign.year)
        invited = _invited(roster, options.person)
        name = await username(desk)
        if options.qr is not None:
            options.qr.mkdir(parents=True, exist_ok=True)
        made = await invite(db, invited, username=name, at=desk.now, days=desk.config.invites.days)
    _tell(made, desk, as_json=options.json)
    if options.qr is not None:
        _draw(made, roster, desk, options.qr)


def _invited(roster: Roster, code: str | None) -> tuple[Person, ...]:
    if code is None:
        return not_joined(roster)
    person = roster.people.get(code)
    if person is None:
        raise CannotDo(f"nobody on the roster has the code {code}")
    return (person,)


def _tell(made: Sequence[Invitation], desk: Desk, *, as_json: bool) -> None:
    if not made and not as_json:
        desk.say("everybody has joined")
    for own in made:
        local = own.expires_at.astimezone(desk.config.zone)
        if as_json:
            desk.say_json(
                {
                    "person": own.person.code,
                    "name": own.person.name,
                    "link": own.link,
                    "code": own.code,
                    "expires": local.isoformat(timespec="seconds"),
                }
            )
        else:
            desk.say(
                f"{own.person.code} {own.person.name}  {own.link}  until {local:%Y-%m-%d %H:%M}"
            )


def _draw(made: Sequence[Invitation], roster: Roster, desk: Desk, folder: Path) -> None:
    """Sheets to cut apart: who it is for, the code, and until when it is good."""
    from charts.invite_sheet import Slip, draw_invite_sheets

    slips = [
        Slip(own.link, own.person.name, (_place(own.person, roster), _until(own, desk)))
        for own in made
    ]
    campaign = desk.config.campaign
    title = say("invite.title", district=campaign.district, campaign=campaign.name)
    for number, page in enumerate(
        draw_invite_sheets(slips, title=title, hint=say("invite.hint")), 1
    ):
        path = folder / f"invites-{number}.png"
        path.write_bytes(page)
        desk.warn(str(path))


def _place(person: Person, roster: Roster) -> str:
    return " ".join(part for part in (roster.units[person.unit].short, person.post) if part)


def _until(own: Invitation, desk: Desk) -> str:
    local = own.expires_at.astimezone(desk.config.zone)
    return say("invite.until", month=local.month, day=local.day)


def _arguments(parser: ArgumentParser) -> None:
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--all", action="store_true", help="everybody who has not joined")
    who.add_argument("--person", metavar="CODE", help="one person, joined or not")
    parser.add_argument("--qr", type=Path, metavar="DIR", help="also sheets of QR codes, as PNG")
    parser.add_argument("--json", action="store_true", help="one object a line")


COMMANDS = {"invite": Command(_arguments, make_invites)}
