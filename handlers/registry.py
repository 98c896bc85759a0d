"""Every door, in the order they are tried."""

from handlers import (
    admin,
    allowing,
    binding,
    briefing,
    burden,
    complaints,
    correct,
    delegating,
    evidence,
    handing,
    inline,
    joining,
    lookup,
    membership,
    official,
    presses,
    report,
    retarget,
    returning,
    reviewing,
    subscribing,
)
from handlers.context import App
from handlers.errors import Failures, on_error

OURSELVES, BEFORE, DOORS = -2, -1, 0


def register(app: App) -> None:
    """Register all doors. Within a group of handlers the first that fits is the only one."""
    app.bot_data["failures"] = Failures()
    app.add_handlers(inline.FIRST_HANDLERS, OURSELVES)
    # Before everything else, and without keeping anything from the doors behind it.
    app.add_handlers(membership.FIRST_HANDLERS, BEFORE)
    app.add_handlers(
        [
            *membership.HANDLERS,
            *joining.HANDLERS,
            *report.HANDLERS,
            *correct.HANDLERS,
            *retarget.HANDLERS,
            *returning.HANDLERS,
            *delegating.HANDLERS,
            *handing.HANDLERS,
            *reviewing.HANDLERS,
            *allowing.HANDLERS,
            *subscribing.HANDLERS,
            *lookup.HANDLERS,
            *briefing.HANDLERS,
            *official.HANDLERS,
            # A workbook is a document, so it comes before files of any kind.
            *inline.HANDLERS,
            *admin.HANDLERS,
            *binding.HANDLERS,
            *burden.HANDLERS,
            *presses.HANDLERS,
            # Commands that nobody above knows, then any text: a number, or a remark.
            *joining.LAST_HANDLERS,
            *evidence.LAST_HANDLERS,
            # A reply may be about a complaint; else it goes on to the report.
            *complaints.LAST_HANDLERS,
            *report.LAST_HANDLERS,
        ],
        DOORS,
    )
    app.add_error_handler(on_error)
