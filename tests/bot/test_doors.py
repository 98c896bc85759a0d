"""Plain words find the doors that any update would find."""

from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Update
from telegram.ext import Application, ContextTypes, ExtBot, TypeHandler

from bot.doors import Doors
from bot.updates import reader
from handlers import registry, report
from handlers.context import Context

BOT: ExtBot[None] = ExtBot("1:a")
READ = reader(BOT)
ASHA = {"id": 101, "is_bot": False, "first_name": "阿莎"}
CHAT = {"id": 101, "type": "private"}


def house() -> Doors:
    """A house without doors, on no network."""
    builder = Application.builder().bot(BOT).updater(None).job_queue(None)
    app = builder.application_class(Doors).context_types(ContextTypes(context=Context)).build()
    assert isinstance(app, Doors)
    return app


FURNISHED = house()
registry.register(FURNISHED)


def says(text: str) -> Update:
    said = {"message_id": 7, "date": 1, "chat": CHAT, "from": ASHA, "text": text}
    return READ({"update_id": 5, "message": said})


@given(st.text(min_size=1) | st.sampled_from(["13.5", "/status", "城关 投资", "1" * 4096]))
@settings(max_examples=40)
def test_no_door_looks_at_plain_words_before_it_takes_them(text: str) -> None:
    found = FURNISHED.doors_for(says(text))

    assert found == FURNISHED.doors_for(says("投资 13.5"))
    assert found[-1][0].callback is report.on_text


async def test_what_fails_behind_a_door_is_told_and_the_next_group_goes_on() -> None:
    doors, told, seen = house(), list[object](), list[str | None]()

    async def fail(update: Update, context: Context) -> None:
        raise ValueError(update.update_id)

    async def see(update: Update, context: Context) -> None:
        seen.append(update.message.text if update.message else None)

    async def tell(update: object, context: Context) -> None:
        told.append(context.error)

    doors.add_handlers([TypeHandler(Update, fail), TypeHandler(Update, see)], 0)
    doors.add_handlers([TypeHandler(Update, see)], 1)
    doors.add_error_handler(tell)

    for text in ("13.5", "14"):
        await doors.process_update(says(text))

    assert [type(error) for error in told] == [ValueError, ValueError]
    assert seen == ["13.5", "14"]
